"""Pages about one thing each: every record has one address, links lead both ways, and what is missing is said.

Most look at the outline of the small regency, whose links are the same in every engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from conftest import REPOSITORY
from uji import INDICATORS, PILLAR, PROGRAMMES, QUICK_WIN, changed, planned, text_of, told

from dosir import gates, templates
from dosir.assemble import addresses, linkage, numbering, owing, pages
from dosir.assemble.scope import Scope
from dosir.assemble.subjects import offices, pillars, programmes, quick_wins
from dosir.markup import Node, plain
from dosir.outline import Block, Card, Chart, Missing, Page, Picture, Prose, Row, Section, Spans, Table, Tile
from dosir.plan import Plan
from dosir.plan.capaian import capaian
from dosir.plan.lineage import lineage
from dosir.plan.owners import owners
from dosir.plan.records import Indikator, NilaiTahun
from dosir.site import staging

Texts = Mapping[str, str | bytes | None]
JUDGED: Texts = {
    "kab-uji/evaluasi/2022.yml": "tahun: 2022\ninstrumen: '2022'\ncontoh: true\n"
    "jawaban: [{no: A1, nilai: 2, program: GOV-01}]\n"
    "rekomendasi: [{isi: Perluas kanal, program: GOV-01, status: berjalan, contoh: true}]\n"
}
TRUSTED = templates.load(REPOSITORY / "templates")


def site_of(plan: Plan) -> dict[str, Page]:
    """The pages this file is about."""
    scope = Scope(plan, TRUSTED, web=True)
    debts = owing.Debts(scope)
    own = (*programmes(scope, debts), *quick_wins(scope, debts), *offices(scope, debts))
    made = (*pillars(scope), *own, *linkage.across(scope))
    return {page.path: replace(page, sections=numbering.unique(page.sections)) for page in made}


@cache
def small() -> dict[str, Page]:
    """Every page of the small regency once it was judged."""
    return {page.path: page for page in pages.site(Scope(planned(JUDGED), TRUSTED, web=True), ()).pages}


def sections(page: Page) -> Iterator[Section]:
    yield from (part for top in page.sections for _, part in top.walk())


def blocks(page: Page) -> Iterator[Block]:
    yield from (block for part in sections(page) for block in part.blocks)


def rows(page: Page) -> Iterator[Row]:
    yield from (row for block in blocks(page) if isinstance(block, Table) for row in block.rows)


def spoken(spans: Spans) -> Iterator[Node]:
    for node in spans:
        yield node
        yield from spoken(node.children)


def targets(found: Any) -> Iterator[str]:
    """Every address below a part of the outline, wherever it stands: spans, tiles, cards."""
    if isinstance(found, Node) and found.kind in ("link", "cross") and found.target.startswith("page:"):
        yield found.target.removeprefix("page:")
    if isinstance(found, Card | Tile) and found.target:
        yield found.target
    inside = found if isinstance(found, tuple) else vars(found).values() if hasattr(found, "__dict__") else ()
    for part in inside:
        yield from targets(part)


def ids(page: Page) -> list[str]:
    own = [part.id for part in sections(page)]
    own += [block.id for block in blocks(page) if isinstance(block, Table | Chart | Picture)]
    return [*own, *(row.id for row in rows(page) if row.id)]


def leads(page: Page) -> set[str]:
    """The pages and rows that a page leads to, its navigation not counted."""
    found = set(targets(page))
    return found | {target.partition("#")[0] for target in found}


def words(page: Page, section: str) -> list[str]:
    """The cells of a section's tables."""
    part = next(part for part in sections(page) if part.id == section)
    return [
        plain(cell.spans)
        for block in part.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
    ]


def line(page: Page, label: str) -> list[str]:
    """The cells of the row that begins with these words."""
    return next(cells for row in rows(page) if (cells := [plain(c.spans) for c in row.cells])[0].startswith(label))


# Addresses


def test_every_programme_quick_win_and_office_has_one_page_and_every_indicator_one_row() -> None:
    plan = planned({})
    anchors = [page.anchor for page in small().values() if page.anchor]
    records = (*plan.program, *(item.rekaman for item in plan.quick_win), *plan.opd)
    for record in records:
        assert anchors.count(plan.jangkar.of(record)) == 1
        assert small()[addresses.of(plan, record)].anchor == plan.jangkar.of(record)
    for item in plan.indikator:
        path, _, name = addresses.of(plan, item).partition("#")
        assert [row.anchor for row in rows(small()[path]) if row.id == name] == [plan.jangkar.of(item)]


def test_every_address_of_every_page_leads_to_a_place() -> None:
    lost = []
    for path, page in small().items():
        for target in targets(page):
            where, _, name = target.partition("#")
            there = small().get(where) or small().get(f"{where}/index")
            if not target.startswith("unduh/") and (there is None or (name and name not in ids(there))):
                lost.append((path, target))
    assert lost == []


def test_no_page_has_an_id_twice() -> None:
    assert {path: twice for path, page in small().items() if (twice := len(ids(page)) - len(set(ids(page))))} == {}


def test_what_a_programme_leads_to_leads_back_to_it() -> None:
    plan = planned({})
    for program in plan.program:
        here = addresses.of(plan, program)
        line_here = lineage(plan, program)
        ends = [plan.opd_menurut_id[program.opd], *line_here.indikator, *line_here.misi, *line_here.sasaran]
        ends += [*line_here.gap, *line_here.strategi, *(item.rekaman for item in line_here.quick_win)]
        for record in ends:
            there = addresses.of(plan, record)
            assert there in leads(small()[here]), (here, there)
            back = small()[there.partition("#")[0]]
            assert here in leads(back) or here in leads(small()["keterkaitan"]), (there, here)


def test_programmes_lead_to_each_other_and_stand_in_no_navigation() -> None:
    assert "program/gov-02" in leads(small()["program/gov-01"])
    assert [page.path for page in small().values() if not page.listed] == ["program/gov-01", "program/gov-02"]
    assert "program/gov-01" not in repr(list(staging.navigation(tuple(small().values()))))
    assert "opd/bappeda" in repr(list(staging.navigation(tuple(small().values()))))


def test_a_row_of_a_page_keeps_its_id_where_a_heading_would_take_it() -> None:
    named = changed(INDICATORS, ("IND-GOV-01", "indikator-governance"))
    named |= changed(PROGRAMMES, ("indikator: [IND-GOV-01]", "indikator: [indikator-governance]"))
    page = site_of(planned(named))["indikator"]
    assert [row.id for row in rows(page)] == ["indikator-governance"]
    assert sorted(ids(page)) == sorted(set(ids(page)))


# The chain and its holes


def test_a_programme_page_tells_the_chain_from_the_vision_to_the_road_map() -> None:
    said = " ".join(words(small()["program/gov-01"], "rantai"))
    ends = ("Visi RPJMD: Uji yang maju", "M1 Menata", "SAS-GOV-1", "GAP-GOV-1", "Isu 1 Aduan lambat", "STR-GOV-1")
    assert [
        part for part in (*ends, "IND-GOV-01", "Jangka pendek, 2022", "Kanal aduan", *JUDGEMENTS) if part not in said
    ] == []
    chain = next(part for part in sections(small()["program/gov-01"]) if part.id == "rantai")
    table = next(block for block in chain.blocks if isinstance(block, Table))
    assert [cell for row in table.rows for cell in row.cells if cell.accent == "kurang"] == []


JUDGEMENTS = ("Evaluasi 2022: pertanyaan A1, nilai 2,00 dari 4", "Perluas kanal (tindak lanjut berjalan)")
HOLES = {
    "rujukan RPJMD": ("  rpjmd_ref: {misi: M1}\n", "Belum ada rujukan RPJMD", "rpjmd"),
    "indikator": ("  indikator: [IND-GOV-01]\n", "Belum ada indikator", "indikator"),
    "strategi": ("  strategi: STR-GOV-1\n", "Belum ada strategi yang dijalankan", "strategi"),
}


@pytest.mark.parametrize("name", HOLES)
def test_a_missing_link_is_said_on_the_page_and_listed_in_the_matrix(name: str) -> None:
    old, said, kind = HOLES[name]
    site = site_of(planned(changed(PROGRAMMES, (old, ""))))
    assert said in words(site["program/gov-01"], "rantai")
    matrix = site["keterkaitan"]
    (hole,) = [row for row in rows(matrix) if row.id == f"tanpa-{kind}"]
    assert "program/gov-01" in leads(Page("x", "x", lead=hole.cells[1].spans))
    marked = [cell for row in rows(matrix) for cell in row.cells if cell.accent == "kurang"]
    assert marked and all(plain(cell.spans) for cell in marked)
    assert "– belum ada" in line(matrix, "GOV-01")


def test_a_link_that_every_programme_has_is_told_to_be_whole() -> None:
    assert line(small()["keterkaitan"], "Tanpa anggaran") == ["Tanpa anggaran", "semua program punya"]


def test_a_mission_that_no_programme_serves_is_told_from_its_own_end() -> None:
    more = text_of("kab-uji/visi.yml") + "  - {kode: M2, visi: rpjmd, teks: Menjaga laut, contoh: true}\n"
    site = site_of(planned({"kab-uji/visi.yml": more}))
    assert line(site["keterkaitan"], "M2")[2] == "– belum dijawab program"
    assert line(site["keterkaitan"], "M1")[2] != "– belum dijawab program"


@pytest.mark.parametrize("manuscript", ["Rumusannya:\n\n> {{ visi smart-city }}\n", "Tanpa kutipan.\n"])
def test_the_vision_stands_once_on_its_page_whether_the_manuscript_quotes_it_or_not(manuscript: str) -> None:
    vision = "  - {id: cerdas, jenis: smart city, teks: Uji yang cerdas, contoh: true}\nmisi:"
    texts = changed("kab-uji/visi.yml", ("misi:", vision)) | {"kab-uji/naskah/visi-smart-city.md": manuscript}
    page = pages.vision(Scope(planned(texts), TRUSTED, web=True))
    said = " ".join(plain(block.nodes) for block in blocks(page) if isinstance(block, Prose))
    assert said.count("Uji yang cerdas") == 1


def test_what_is_missing_is_said_once_in_a_section() -> None:
    page = pages.vision(Scope(planned({"kab-uji/visi.yml": "visi: []\n"}), TRUSTED, web=True))
    for section in page.sections:
        words = [block.text for block in section.blocks if isinstance(block, Missing)]
        assert len(words) == len(set(words))


def test_a_programme_is_not_credited_with_the_goal_of_another_strategy_that_closes_its_gap() -> None:
    other = (
        "  - {kode: STR-GOV-2, sub_dimensi: kebijakan-publik, rumusan: Lain, gap: [GAP-GOV-1], sasaran: [SAS-GOV-2]}\n"
    )
    goal = "  - {kode: SAS-GOV-2, teks: Lain, misi: [M1]}\n"
    plan = planned(changed(PILLAR, ("strategi:\n", f"{goal}strategi:\n{other}")))
    assert [item.kode for item in lineage(plan, plan.program[0]).sasaran] == ["SAS-GOV-1"]


def test_a_sub_dimension_without_a_strategy_says_so_on_its_pillars_page() -> None:
    assert words(small()["pilar/governance"], "strategi")[-5] == "– belum ada strategi pada sub-dimensi ini"


# Indicators


def measured(rising: bool, *values: tuple[str, str]) -> Indikator:
    """An indicator with one year for each (target, value)."""
    years = list(enumerate(values, start=2022))
    return Indikator(
        kode="I",
        nama="Lama antre",
        jenis="outcome",
        satuan="menit",
        arah="naik" if rising else "turun",
        sumber_data="Dinas",
        target=tuple(NilaiTahun(tahun=year, nilai=target) for year, (target, _) in years if target),
        realisasi=tuple(NilaiTahun(tahun=year, nilai=value) for year, (_, value) in years if value),
    )


@pytest.mark.parametrize(
    ("rising", "values", "found"),
    [
        (True, [("80", "60")], (2022, False, Decimal(75))),
        (True, [("80", "60"), ("90", "90")], (2023, True, Decimal(100))),
        (True, [("80", "60"), ("90", "")], (2022, False, Decimal(75))),
        (False, [("30", "40")], (2022, False, Decimal(75))),
        (False, [("30", "15")], (2022, True, Decimal(200))),
        (False, [("30", "0")], (2022, True, None)),
        (True, [("0", "5")], (2022, True, None)),
    ],
)
def test_what_was_reached_is_a_share_of_the_target_of_its_own_year(
    rising: bool, values: list[tuple[str, str]], found: tuple[int, bool, Decimal | None]
) -> None:
    made = capaian(measured(rising, *values))
    assert made and (made.tahun, made.tercapai, made.persen) == found


def test_a_value_without_a_target_of_its_year_is_no_attainment() -> None:
    assert capaian(measured(True, ("80", ""), ("", "60"))) is None


def test_the_page_of_indicators_says_what_was_reached() -> None:
    reached = changed(INDICATORS, ("  sumber_data", "  realisasi: [{tahun: 2022, nilai: 60}]\n  sumber_data"))
    assert "80% pada 2022, belum tercapai" in line(site_of(planned(reached))["indikator"], "IND-GOV-01")
    assert "belum ada capaian" in line(small()["indikator"], "IND-GOV-01")


def test_an_indicator_that_nothing_uses_still_has_its_row() -> None:
    more = text_of(INDICATORS) + text_of(INDICATORS).replace("IND-GOV-01", "IND-X")
    page = site_of(planned({INDICATORS: more}))["indikator"]
    assert "belum dipakai program atau sasaran" in line(page, "IND-X")


# Offices


def test_an_office_sees_what_it_owns_by_year_and_what_it_supports() -> None:
    own, helping = small()["opd/diskominfo"], small()["opd/bappeda"]
    assert line(own, "GOV-01")[2:8] == ["250", "1.250", "–", "–", "–", "1.500"]
    assert "GOV-01" in words(helping, "mendukung") and "GOV-01" not in words(helping, "program")


def test_an_office_owes_what_its_own_records_lack_and_nothing_of_others() -> None:
    owed = {path: " ".join(words(small()[path], "kekurangan")) for path in ("opd/diskominfo", "opd/bappeda")}
    assert "quick win Kanal aduan: risiko" in owed["opd/diskominfo"]
    assert "quick-win/kanal.md:" in owed["opd/diskominfo"]
    assert "quick win" not in owed["opd/bappeda"]
    assert "program GOV-02: kode_nomenklatur" in owed["opd/bappeda"]
    assert "GOV-02" not in owed["opd/diskominfo"]


def test_a_record_is_answered_for_by_the_office_it_belongs_to() -> None:
    plan = planned({})
    found = owners(plan)
    of = {kind: found[plan.jangkar.of(record)] for kind, record in _kinds(plan).items()}
    assert of == {
        "program": ("diskominfo",),
        "its money": ("diskominfo",),
        "its step": ("diskominfo",),
        "an indicator of two": ("diskominfo", "bappeda"),
        "a quick win": ("diskominfo",),
        "a goal": ("diskominfo",),
        "the office": ("bappeda",),
    }
    assert plan.jangkar.of(plan.misi[0]) not in found


def _kinds(plan: Plan) -> dict[str, Any]:
    return {
        "program": plan.program[0],
        "its money": plan.program[0].anggaran[0],
        "its step": plan.peta_jalan[0],
        "an indicator of two": plan.indikator[0],
        "a quick win": plan.quick_win[0].rekaman,
        "a goal": plan.sasaran[0],
        "the office": plan.opd[1],
    }


def test_every_gap_of_a_record_names_the_record() -> None:
    plan = planned({})
    for stage in gates.stages(plan):
        for gap in stage.gaps:
            where = gap.record.at().path if gap.record else gap.position.path
            assert where.rpartition("/")[0].startswith("content/kab-uji")
            assert (
                gap.record is None or gap.what.startswith(("peta jalan", "program")) or "`" in gap.what or gap.example
            )


def test_an_office_is_told_its_seats_by_name_and_by_abbreviation() -> None:
    seats = (
        "- {organ: Tim Pelaksana, kedudukan: Ketua, jabatan: Kepala Dinas Komunikasi dan Informatika, contoh: true}\n"
        "- {organ: Dewan Smart City, kedudukan: Anggota, jabatan: Kepala Bappeda, contoh: true}\n"
    )
    site = site_of(planned({"kab-uji/kelembagaan.yml": seats}))
    seated = {path: repr(next(part for part in sections(site[path]) if part.id == "kedudukan")) for path in SEATS}
    assert "Ketua Tim Pelaksana" in seated["opd/diskominfo"] and "Dewan" not in seated["opd/diskominfo"]
    assert "Anggota Dewan Smart City" in seated["opd/bappeda"]


SEATS = ("opd/diskominfo", "opd/bappeda")


# Quick wins


def grown(*years: str) -> Texts:
    told = "".join(f"  - {{{year}}}\n" for year in years)
    return changed(QUICK_WIN, ("progres: 80\n", f"progres: 80\nperkembangan:\n{told}"))


def test_progress_is_a_bar_whose_last_part_says_how_far_it_went() -> None:
    site = site_of(planned(grown("tahun: 2024, progres: 60, status: berjalan, catatan: Dibuka")))
    assert line(site["quick-win/kanal"], "2024") == ["2024", "Berjalan, 60% Dibuka", "25%", "50%", "60%", "·"]


def test_a_year_that_nobody_reported_says_so_until_the_quick_win_has_ended() -> None:
    first, later = (
        "tahun: 2022, progres: 20, catatan: Mulai",
        "tahun: 2024, progres: 100, status: selesai, catatan: Usai",
    )
    page = site_of(planned(grown(first)))["quick-win/kanal"]
    assert [line(page, str(year))[1] for year in (2023, 2026)] == ["belum dilaporkan", "belum dilaporkan"]
    ended = words(site_of(planned(grown(first, later)))["quick-win/kanal"], "perkembangan")
    assert "2023" in ended and "2025" not in ended


def test_an_aspect_that_is_not_written_says_so_and_risks_stand_with_their_answer() -> None:
    risk = changed(QUICK_WIN, ("progres: 80\n", "progres: 80\nrisiko: [{risiko: Sepi, mitigasi: Iklan}]\n"))
    page = site_of(planned(risk))["quick-win/kanal"]
    assert line(page, "2. Daya tarik")[1] == "– belum diisi"
    assert line(page, "9. Manajemen risiko")[1] == "1 risiko, 1 dengan mitigasi"
    assert words(page, "risiko") == ["Sepi", "Iklan"]
    assert [part.blocks for part in sections(small()["quick-win/kanal"]) if part.id == "risiko"] != []


# What no programme, no pillar and no money leave


def test_a_plan_without_programmes_still_has_its_pages() -> None:
    plan = planned({})
    bare = replace(plan, program=(), indikator=(), quick_win=(), peta_jalan=(), evaluasi=())
    site = site_of(bare)
    assert not [path for path in site if path.startswith("program/")]
    assert line(site["keterkaitan"], "GAP-GOV-1")[2] == "– belum dijawab program"
    assert [type(block).__name__ for block in blocks(site["indikator"])] == ["Missing"]
    assert not [row.id for row in rows(site["keterkaitan"]) if row.id.startswith("tanpa-")]


def test_the_money_of_a_programme_is_summed_by_source_and_year() -> None:
    page = small()["program/gov-01"]
    assert line(page, "Pendapatan Asli Daerah")[2:] == ["250", "–", "–", "–", "–", "250"]
    assert line(page, "Jumlah")[2:] == ["250", "1.250", "–", "–", "–", "1.500"]


def test_what_was_spent_stands_beside_what_was_planned_where_it_is_known() -> None:
    spent = changed(PROGRAMMES, ("nilai: 250 juta,", "nilai: 250 juta, realisasi: 200 juta,"))
    for path in ("program/gov-01", "opd/diskominfo"):
        assert ["250", "200", "80"] in [
            [plain(c.spans) for c in row.cells][-3:] for row in rows(site_of(planned(spent))[path])
        ]
    assert "realisasi" not in ids(small()["program/gov-01"])


def test_codes_that_differ_in_capitals_alone_are_one_code() -> None:
    twice = text_of(PROGRAMMES).replace("GOV-02", "gov-01")
    assert any("duplicate-id" in finding for finding in told({PROGRAMMES: twice}))
