"""The portal: regencies beside each other from what each left, what is due, and the authors' pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from uji import PLACE, QUICK_WIN, changed, folder, planned

from dosir import cli, manual, markup, read, templates
from dosir.assemble import portal
from dosir.assemble.examples import smallest
from dosir.assemble.portal import codes, demands, fields, guide
from dosir.assemble.portal.frames import FEW
from dosir.assemble.scope import Scope
from dosir.diagnostics import Position, error, warning
from dosir.gates.demands import DEMANDS
from dosir.markup import Node, plain
from dosir.outline import Cards, Chart, Fold, Meters, Page, Prose, Section, Table
from dosir.publish import Place, _summary
from dosir.read.schema import Kind, kinds
from dosir.render import charts
from dosir.scaffold import BY_MACHINE
from dosir.sources import File, Folder
from dosir.summary import BagianPilar, HasilCepat, Kekurangan, Penilaian, Summary, Tahapan

TEMPLATES = templates.load(Path(__file__).resolve().parent.parent / "templates")
WRITTEN = [kind for kind in kinds() if kind.name not in BY_MACHINE]

SUMMARY = Summary(
    slug="kab-uji",
    nama="Kabupaten Uji",
    provinsi="Contoh",
    periode="2022–2026",
    status="Draf",
    versi="0.1",
    tanggal="2024-06-01",
    pilar=1,
    program=3,
    quick_win=1,
    opd=2,
    anggaran=2_000_000_000,
    anggaran_per_penduduk=1_250,
    porsi_apbd=0.5,
    porsi_apbd_tahun=2024,
    tahap="II",
    tahap_tanggal="2022-07-12",
    lengkap="Bimtek I",
    fakta=1,
    contoh=3,
    peringatan=4,
    catatan_terbuka=2,
    tahapan=(Tahapan("I", 4, 4), Tahapan("II", 10, 3), Tahapan("final", 5, 0)),
    kurang=(Kekurangan("opd.yml", 5, "OPD `dinkes`: `urusan`"), Kekurangan("visi.yml", 2, "visi smart city")),
    bagian_pilar=(BagianPilar("governance", "Smart Governance", 3, 2_000_000_000),),
    hasil_cepat=(
        HasilCepat("kanal", "Kanal", "governance", "Diskominfo", "pembangunan", "berjalan", 40, "2024-05-31"),
    ),
    evaluasi=(Penilaian(2022, "", 2.5, False, 3, 1), Penilaian(2023, "II", 2.25, True, 2, 2)),
)


def site(*summaries: Summary, stale: tuple[str, ...] = ()) -> dict[str, Page]:
    return {page.path: page for page in portal.site(summaries, stale, TEMPLATES).pages}


def many() -> dict[str, Page]:
    return site(*(replace(SUMMARY, slug=f"kab-{at}", nama=f"Kabupaten {at}") for at in range(FEW + 1)))


def blocks(page: Page, kind: type[Any]) -> list[Any]:
    parts = (part for section in page.sections for _, part in section.walk())
    return [block for part in parts for block in part.blocks if isinstance(block, kind)]


def table(page: Page, name: str) -> list[list[str]]:
    """The rows of a table by its title and name."""
    found = next(block for block in blocks(page, Table) if block.id == name)
    return [[plain(cell.spans) for cell in row.cells] for row in found.rows]


def links(page: Page) -> set[str]:
    """Every target on a page."""
    nodes = [cell.spans for block in blocks(page, Table) for row in block.rows for cell in row.cells]
    nodes += [block.nodes for block in blocks(page, Prose)]
    found = {node.target for spans in nodes for top in spans for node in top.walk() if node.kind == "link"}
    found |= {card.target for block in blocks(page, Cards) for card in block.cards}
    return {target.removeprefix("page:") for target in found}


# The summary


def test_a_summary_is_read_back_as_it_was_written() -> None:
    data = json.dumps({"ringkasan": SUMMARY.as_dict()}).encode()
    assert _summary(data) == SUMMARY


@pytest.mark.parametrize("key", ["tahapan", "slug", "evaluasi"])
def test_a_summary_of_an_older_version_is_left_out(key: str) -> None:
    older = SUMMARY.as_dict()
    del older[key]
    assert _summary(json.dumps({"ringkasan": older}).encode()) is None


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"ringkasan": 1}'])
def test_a_file_without_a_summary_is_left_out(data: bytes) -> None:
    assert _summary(data) is None


def test_what_is_missing_is_counted_by_file_the_fullest_first() -> None:
    found = portal.summary(Scope(planned({}), TEMPLATES))
    assert found.berikut is not None and found.berikut.tahap == "I"
    counts = [gap.jumlah for gap in found.kurang]
    assert counts == sorted(counts, reverse=True) and 0 < sum(counts) <= found.berikut.kurang


def test_remarks_that_wait_are_not_counted_again_as_warnings() -> None:
    findings = [warning(Position("x"), code, "") for code in ("open-remark", "placeholder", "missing-part")]
    findings.append(error(Position("x"), "wrong-type", ""))
    assert portal.summary(Scope(planned({}), TEMPLATES), findings).peringatan == 2


@pytest.mark.parametrize(
    ("extra", "state"),
    [
        ("", ""),
        ("progres: 100", "selesai"),
        ("perkembangan: [{tahun: 2023, status: selesai, catatan: Beres, contoh: true}]", "selesai"),
        (
            "perkembangan: [{tahun: 2024, status: tertunda, catatan: Menunggu, contoh: true},"
            " {tahun: 2023, status: berjalan, catatan: Mulai, contoh: true}]",
            "",
        ),
        ("perkembangan: [{tahun: 2023, status: berjalan, catatan: Mulai, contoh: true}]", "berjalan"),
    ],
)
def test_the_last_year_of_a_quick_win_says_whether_it_runs(extra: str, state: str) -> None:
    texts = changed(QUICK_WIN, ("status: implementasi\nprogres: 80", f"status: perencanaan\n{extra}"))
    [found] = portal.summary(Scope(planned(texts), TEMPLATES)).hasil_cepat
    assert found.keadaan == state


def test_the_share_of_the_apbd_is_that_of_the_last_year_that_has_both() -> None:
    line = "apbd: [{tahun: 2022, nilai: 1 triliun, contoh: true}, {tahun: 1999, nilai: 1 miliar, contoh: true}]\n"
    text = changed(PLACE, ("kode_kemendagri:", f"{line}kode_kemendagri:"))
    found = portal.summary(Scope(planned(text), TEMPLATES))
    assert found.porsi_apbd_tahun == 2022 and found.porsi_apbd is not None


# Regencies beside each other


def test_few_regencies_have_cards_and_many_stand_by_province() -> None:
    few, home = site(SUMMARY)["index"], many()["index"]
    assert "kab-uji/index.html" in {card.target for block in blocks(few, Cards) for card in block.cards}
    [fold] = blocks(home, Fold)
    assert fold.title == f"Contoh, {FEW + 1} daerah"
    names = {node.target for node in fold.blocks[0].nodes[0].children if node.kind == "link"}
    assert names == {f"page:kab-{at}/index.html" for at in range(FEW + 1)}


def test_many_regencies_stand_below_their_province_where_no_column_names_it() -> None:
    shown = many()
    tables = [block for page in shown.values() for block in blocks(page, Table)]
    kinds_of = {block.id: [row.kind for row in block.rows] for block in tables}
    for name in ("uang", "tahapan", "keadaan", "anggaran-pilar", "program-pilar", "ditunggu"):
        assert kinds_of[name] == ["group", *["body"] * (FEW + 1)], name
    assert {row.kind for block in blocks(site(SUMMARY)["ditunggu"], Table) for row in block.rows} == {"body"}


def test_regencies_stand_by_province_and_name() -> None:
    rows = table(
        site(SUMMARY, replace(SUMMARY, nama="Kota A"), replace(SUMMARY, provinsi="Aceh"))["perbandingan"], "isi"
    )
    assert [row[:2] for row in rows[:3]] == [
        ["Kabupaten Uji", "Aceh"],
        ["Kabupaten Uji", "Contoh"],
        ["Kota A", "Contoh"],
    ]


def test_a_regency_that_could_not_be_built_says_that_it_is_as_before() -> None:
    home = site(SUMMARY, stale=("kab-uji",))["index"]
    [card, *_] = blocks(home, Cards)[0].cards
    assert card.text.endswith("perubahan terakhir belum terbit karena masih ada kesalahan")


def test_a_portal_without_regencies_still_explains_how_to_write_one() -> None:
    assert set(site()) == {"index", "panduan", "acuan", "temuan"}


def test_every_number_of_the_comparison_is_that_of_the_summary() -> None:
    pages = site(SUMMARY)
    assert table(pages["perbandingan"], "isi")[0][3:] == ["1", "3", "1", "1", "0", "2"]
    assert table(pages["perbandingan"], "uang")[0][1:] == ["2.000", "1.250", "0,50", "2024", "2,25", "2023 II"]
    assert table(pages["tahap"], "tahapan")[0][1:] == ["100", "30", "0", "II, 12\u00a0Juli 2022"]
    assert table(pages["tahap"], "keadaan")[0][3:] == ["75", "4", "2"]


def test_a_score_that_is_not_the_ministry_s_is_marked() -> None:
    assert table(site(SUMMARY)["evaluasi"], "nilai")[0][2:] == ["2,50*", "2,25", "5", "3"]


def test_quick_wins_of_many_regencies_have_a_page_for_each_pillar() -> None:
    pages = many()
    assert len(table(pages["quick-win/governance"], "quick-win")) == FEW + 1
    assert "quick-win/governance" in links(pages["quick-win"])
    assert "quick-win/governance" not in site(SUMMARY)


# What is due


def test_what_is_due_leads_to_what_is_missing_for_the_next_stage() -> None:
    page = site(SUMMARY)["ditunggu"]
    assert table(page, "ditunggu")[0][1:7] == ["Bimtek II", "30", "7", "4", "2", "3"]
    assert "kab-uji/kelengkapan.html#kekurangan-ii" in links(page)
    [meters] = blocks(page, Meters)
    assert [meter.target for meter in meters.meters] == [
        "kab-uji/kelengkapan.html#kekurangan-ii",
        "kab-uji/kelengkapan.html#tahap",
    ]


def test_where_only_examples_are_left_the_link_leads_to_them() -> None:
    page = site(replace(SUMMARY, kurang=()))["ditunggu"]
    assert "kab-uji/kelengkapan.html#contoh" in links(page)


@pytest.mark.parametrize(
    ("document", "state", "late"),
    [("2024-06-01", "berjalan", True), ("2024-05-31", "berjalan", False), ("2024-06-01", "selesai", False)],
)
def test_a_quick_win_is_late_only_by_the_date_of_its_document(document: str, state: str, late: bool) -> None:
    sheet = replace(SUMMARY.hasil_cepat[0], keadaan=state)
    page = site(replace(SUMMARY, tanggal=document, hasil_cepat=(sheet,)))["ditunggu"]
    assert any(block.id == "lewat" for block in blocks(page, Table)) == late


# Every link


def test_every_link_of_the_portal_leads_somewhere(built: Place) -> None:
    """Pages and places on them, also in the sites of the regencies."""
    trees = {path: html.parse(str(path)).getroot() for path in built.site.rglob("*.html")}
    ids = {path: set(tree.xpath("//@id")) for path, tree in trees.items()}
    lost = []
    for path in sorted(built.site.glob("*.html")):
        for target in trees[path].xpath("//article//a/@href"):
            file, _, anchor = target.partition("#")
            there = (path.parent / file).resolve() if file else path.resolve()
            if not target.startswith("http") and (there not in ids or (anchor and anchor not in ids[there])):
                lost.append((path.name, target))
    assert lost == []


# The reference


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.name)
def test_the_smallest_example_of_a_file_is_read_without_a_fault(kind: Kind) -> None:
    slug = "bersama" if kind.glob.startswith("bersama/") else "kab-uji"
    name = kind.glob.partition("/")[2].replace("*", "governance" if kind.name != "evaluasi" else "2022")
    shared, own = folder("bersama", {}), folder("kab-uji", {})
    file = File(f"content/{slug}/{name}", name, smallest(kind).encode())
    shared, own = (_with(part, file) if part.slug == slug else part for part in (shared, own))
    common, first = read.bersama(shared)
    _, second = read.daerah(own, common)
    assert [found for found in (*first, *second) if found.position.path == file.path] == []


def _with(part: Folder, file: File) -> Folder:
    others = [other for other in part.files if other.name != file.name]
    return replace(part, files=tuple(sorted((*others, file), key=lambda one: one.name)))


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.name)
def test_an_example_cannot_be_smaller(kind: Kind) -> None:
    """Each line with a key of its own is needed, or it is the one that says that all this is an example."""
    required = {
        name for shape in kind.lists.values() for name, info in shape.model_fields.items() if info.is_required()
    }
    nested = {name for shape in kind.lists.values() for model in fields.models(shape) for name in model.model_fields}
    keys = {line.strip("- ").partition(":")[0] for line in smallest(kind).splitlines() if ":" in line}
    assert required <= keys <= nested | set(kind.lists)


def test_the_reference_explains_every_key_of_every_file() -> None:
    page = fields.page(TEMPLATES, "")
    sections = {part.id: part for section in page.sections for _, part in section.walk()}
    for kind in kinds():
        rows = [row for block in sections[fields.anchor(kind)].blocks if isinstance(block, Table) for row in block.rows]
        told = {plain(row.cells[0].spans) for row in rows}
        assert told == {name for shape in kind.lists.values() for m in fields.models(shape) for name in m.model_fields}


def test_a_code_is_led_to_the_file_in_which_it_is_written() -> None:
    homes = {name: kind.name for name in ("opd", "sasaran", "strategi", "sub_dimensi") if (kind := fields._home(name))}
    assert homes == {"opd": "opd", "sasaran": "pilar", "strategi": "pilar", "sub_dimensi": "bersama-dimensi"}


# The findings


def test_every_finding_is_explained_once_and_found_in_the_list() -> None:
    page = findings()
    told = [part.id for section in page.sections[1:] for part in section.sections]
    assert sorted(told) == list(manual.codes())
    assert {f"temuan#{code}" for code in manual.codes()} <= links(page)


@cache
def findings() -> Page:
    return codes.page(TEMPLATES, "")


def finding(code: str) -> Section:
    return next(part for section in findings().sections for _, part in section.walk() if part.id == code)


def nodes(section: Section) -> Iterator[Node]:
    for block in section.blocks:
        for top in block.nodes if isinstance(block, Prose) else ():
            yield from top.walk()


def test_of_an_example_the_lines_that_differ_are_marked() -> None:
    marked = [plain((node,)).strip() for node in nodes(finding("sum-mismatch")) if node.kind == "mark"]
    assert marked == ["jumlah_anggaran: 205 juta", "jumlah_anggaran: 250 juta"]
    assert "GOV-01" not in "".join(node.text for node in nodes(finding("sum-mismatch")))


@pytest.mark.parametrize("code", manual.codes())
def test_how_to_silence_is_told_for_what_can_be_silenced(code: str) -> None:
    told = any(f"diam: {code} alasan" in node.text for node in nodes(finding(code)))
    level = next(line for line in manual.page(code).text.splitlines() if line.startswith("Tingkat:"))
    assert told == ("apat didiamkan dengan alasan" in level)


# The guide


@cache
def guidance() -> str:
    page = guide.page(TEMPLATES, "")
    tables = [plain(cell.spans) for block in blocks(page, Table) for row in block.rows for cell in row.cells]
    return "\n".join([*tables, *(plain(block.nodes) for block in blocks(page, Prose))])


@pytest.mark.parametrize("source", DEMANDS, ids=lambda source: source.__name__)
def test_what_a_gate_demands_stands_in_the_guide(source: Any) -> None:
    asked = [demand.what.replace("`", "") for demand in source(demands._nothing())]
    assert asked and all(what in guidance() for what in asked)


def test_every_key_that_a_stage_asks_for_stands_in_the_guide() -> None:
    page = guide.page(TEMPLATES, "")
    told = {
        name
        for block in blocks(page, Table)
        if block.id == "kunci-tahap"
        for row in block.rows
        for name in plain(row.cells[2].spans).split(", ")
    }
    models = {model for kind in kinds() for shape in kind.lists.values() for model in fields.models(shape)}
    asked = {
        name
        for model in models
        for name, info in model.model_fields.items()
        if model.tahap_isian(name) and not info.is_required()
    }
    assert told == asked


def test_the_guide_names_every_command() -> None:
    words = TEMPLATES.data("portal.yml")["panduan"]["perintah"]["daftar"]
    assert set(words) == set(cli._commands.commands)


def test_the_guide_shows_every_box_and_each_is_one() -> None:
    shown = TEMPLATES.data("portal.yml")["panduan"]["teks"]["kotak"]
    assert set(shown) == set(markup.CONTAINERS)
    assert [markup.parse(box["contoh"])[0].kind for box in shown.values()] == list(shown)


def test_a_form_that_the_reader_refuses_is_told_as_refused() -> None:
    assert "ditolak: nilai uang 1.250 tanpa satuan" in guidance()
    assert "Rp 1.250.000.000" in guidance().replace("\u00a0", " ")
    assert set(TEMPLATES.data("portal.yml")["panduan"]["nilai"]["bentuk"]) == set(guide.READERS)


def test_the_shares_of_the_pillars_are_drawn_while_regencies_are_few() -> None:
    def drawn(pages: dict[str, Page]) -> list[Chart]:
        blocks = (block for top in pages["pilar"].sections for _, part in top.walk() for block in part.blocks)
        return [block for block in blocks if isinstance(block, Chart)]

    (chart,) = drawn(site(SUMMARY, replace(SUMMARY, slug="kab-lain", nama="Kabupaten Lain")))
    assert chart.spec == "porsi-pilar"
    assert b"Kabupaten Lain" in charts.svg(TEMPLATES, chart)
    assert drawn(many()) == []


def test_a_regency_made_before_a_dimension_was_added_has_a_dash_there() -> None:
    later = (*SUMMARY.bagian_pilar, BagianPilar("kebun", "Smart Kebun", 2, 0))
    pages = site(SUMMARY, replace(SUMMARY, slug="kab-lain", nama="Kabupaten Lain", bagian_pilar=later))
    tables = [block for top in pages["pilar"].sections for block in top.blocks if isinstance(block, Table)]
    assert {len(row.cells) for table in tables for row in table.rows} == {4}
    shown = {plain(row.cells[0].spans): plain(row.cells[2].spans) for row in tables[1].rows}
    assert shown == {"Kabupaten Uji": "–", "Kabupaten Lain": "2"}
