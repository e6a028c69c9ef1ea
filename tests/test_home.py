"""What the home page, the findings and the sources of a regency say, and where each record on a page says it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from html import escape
from pathlib import Path

import pytest
from uji import GUIDANCE, PILLAR, PROGRAMMES, changed, planned

from dosir import check, templates
from dosir.assemble import books, changes, pages
from dosir.assemble.ledger import Ledger
from dosir.assemble.scope import Scope
from dosir.changes import Difference, Differences, Value, differences
from dosir.diagnostics import Position, error, warning
from dosir.markup import plain
from dosir.outline import Cards, Fold, Meters, Page, Prose, Section, Site, Table
from dosir.plan.extents import END, extents
from dosir.plan.records import Anggaran, Program
from dosir.render import pages as rendered
from dosir.sources.history import Change, Commit, History
from dosir.templates import Templates, editing

FILE = "content/kab-uji/program/governance.yml"
COMMITS = {
    "aaaaaaaaaa": Commit(1, date(2026, 3, 1), "Ani", "Program pertama"),
    "bbbbbbbbbb": Commit(2, date(2026, 4, 2), "Budi", "Forum ditambah"),
}
HISTORY = History(
    COMMITS,
    {FILE: ((1, "aaaaaaaaaa"), (16, "bbbbbbbbbb"))},
    (Change("bbbbbbbbbb", (FILE, "content/kab-uji/naskah/latar-belakang.md", "content/kab-uji/opd.yml")),),
)
EDITING = "https://contoh.invalid/dosir/edit/main/"
REMARK = """- id: c-1
  tanggal: 2026-05-01
  dari: Bappeda
  jenis: koreksi
  halaman: program
  tempat: kab-uji/program/governance.yml:16
  kutipan: Forum satu data
  isi: Siapa ketuanya?
  jawaban: {answer}
"""


@cache
def design() -> Templates:
    return templates.load(Path(__file__).resolve().parent.parent / "templates")


def site(texts: Mapping[str, str | bytes | None] = {}, ledger: Ledger | None = None) -> dict[str, Page]:
    """The pages of the small regency with these texts, by their path."""
    plan = planned(texts)
    web = Scope(plan, design(), web=True, revision="1234567890")
    known = ledger or Ledger(check.check(plan).findings, HISTORY, editing=EDITING)
    return {page.path: page for page in pages.site(web, (), {}, known).pages}


@pytest.fixture(scope="module")
def made() -> dict[str, Page]:
    return site()


def sections(page: Page) -> dict[str, Section]:
    return {part.id: part for section in page.sections for _, part in section.walk()}


def said(blocks: tuple[object, ...]) -> Iterator[str]:
    """The words of these blocks, a line each."""
    for block in blocks:
        if isinstance(block, Prose):
            yield plain(block.nodes)
        elif isinstance(block, Table):
            yield from (" | ".join(plain(cell.spans) for cell in row.cells) for row in block.rows)
        elif isinstance(block, Fold):
            yield from said(block.blocks)


def links(*parts: object) -> set[str]:
    """The pages that these parts lead to."""
    return {part.partition("'")[0] for part in repr(parts).split("target='page:")[1:]}


# Home


def test_home_tells_how_far_each_stage_is_and_where_to_read_on(made: dict[str, Page]) -> None:
    (meters, *_) = sections(made["index"])["kemajuan"].blocks
    assert isinstance(meters, Meters)
    assert [meter.label for meter in meters.meters] == ["Bimtek I", "Bimtek II", "Bimtek III", "Bimtek IV", "Final"]
    anchors = {f"kelengkapan#{part}" for part in sections(made["kelengkapan"])}
    assert {meter.target for meter in meters.meters} <= anchors
    assert all(0 <= meter.percent <= 100 and f"{meter.percent}%" in meter.words for meter in meters.meters)


def test_home_counts_what_is_missing_by_kind_and_leads_to_the_first_of_each(made: dict[str, Page]) -> None:
    text = " ".join(said(sections(made["index"])["kekurangan"].blocks))
    assert "Yang dituntut Bimtek I dan belum ada" in text
    rows = {row.id for block in sections(made["kelengkapan"])["kekurangan-i"].blocks for row in block.rows}  # type: ignore[union-attr]
    targets = {link.partition("#")[2] for link in links(sections(made["index"])["kekurangan"])}
    assert len(targets & rows) == 6
    assert targets - rows == {"kekurangan-i"}


def test_parts_that_differ_only_in_the_round_are_one_kind() -> None:
    from dosir import gates
    from dosir.assemble.rows.progress import lacks

    final = gates.stages(planned({}))[-1]
    words = {lack.words: len(lack.ids) for lack in lacks(final)}
    assert words["lampiran berita acara bimtek I, II, III, dan IV"] == 4
    assert words["2 program belum mengisi `kode_nomenklatur`"] == 2


def test_home_shows_every_pillar_and_every_quick_win_as_a_card(made: dict[str, Page]) -> None:
    found = sections(made["index"])
    cards = {
        name: [card.target for card in block.cards]
        for name in ("pilar", "quick-win")
        for block in found[name].blocks
        if isinstance(block, Cards)
    }
    assert cards == {"pilar": ["pilar/governance"], "quick-win": ["quick-win/kanal"]}


def test_home_tells_the_latest_changes_with_the_way_to_what_changed(made: dict[str, Page]) -> None:
    part = sections(made["index"])["perubahan"]
    (words,) = said(part.blocks)
    assert "2 April 2026 · Budi".replace(" ", "\xa0", 1) in words
    assert "Forum ditambah" in words
    assert "Program Smart Governance, Naskah latar belakang, OPD" in words
    assert {"pilar/governance", "opd"} <= links(part)


def test_a_text_that_changed_leads_to_the_section_that_prints_it() -> None:
    web = Scope(planned({}), design(), web=True)
    made = pages.site(web, books.books(web), {}, Ledger(history=HISTORY)).pages
    part = sections(next(page for page in made if page.path == "index"))["perubahan"]
    (target,) = (link for link in links(part) if link.startswith("buku-"))
    path, _, place = target.partition("#")
    printed = sections(next(page for page in made if page.path == path))[place]
    assert any("Kabupaten Uji menyusun dokumen ini" in words for words in said(printed.blocks))


def test_a_text_that_opens_a_chapter_leads_to_the_page_of_the_chapter() -> None:
    web = Scope(planned({"kab-uji/naskah/kesiapan.md": "Siap.\n"}), design(), web=True)
    made = tuple(books.books(web))
    printed = changes.printing(web, pages.readings(web, made, {}))
    chapters = {f"{book.id}/{chapter.id}" for book in made for chapter in book.chapters}
    assert printed["content/kab-uji/naskah/kesiapan.md"] in chapters


def test_a_page_tells_each_field_as_it_was_and_as_it_is() -> None:
    before = planned(changed(PROGRAMMES, ("dalam 24 jam", "dalam 48 jam"), ("- kode: GOV-02", "- kode: GOV-09")))
    known = Differences("aaaaaaaaaa", date(2026, 3, 1), tuple(differences(before, planned({}))))
    pages = site(ledger=Ledger(history=HISTORY, differences=known))
    page, parts = pages["perubahan"], sections(pages["perubahan"])
    assert "1 Maret 2026" in plain(page.lead).replace("\xa0", " ")
    assert [(tile.label, tile.value) for tile in page.tiles] == [("Berubah", "1"), ("Baru", "1"), ("Dihapus", "1")]
    (row,) = said(parts["berubah-program"].blocks)
    assert "Keluaran | Aduan dijawab dalam 48 jam | Aduan dijawab dalam 24 jam" in row
    assert links(parts["berubah-program"]) >= {"program/gov-01"}
    assert "Budi" in next(said(parts["baru"].blocks))
    assert "Program GOV-09 Forum satu data" in next(said(parts["dihapus"].blocks))
    assert "perubahan" in links(sections(pages["index"])["perubahan"])


def test_a_field_is_named_with_the_abbreviations_that_readers_know() -> None:
    known = {"bersama/singkatan.yml": "- {singkatan: RPJMD, kepanjangan: Rencana Pembangunan, contoh: true}\n"}
    before = planned({**known, **changed(PROGRAMMES, ("rpjmd_ref: {misi: M1}", "rpjmd_ref: {misi: M1, uraian: lama}"))})
    differing = Differences("aaaaaaaaaa", date(2026, 3, 1), tuple(differences(before, planned(known))))
    page = site(known, Ledger(history=HISTORY, differences=differing))["perubahan"]
    assert " | RPJMD | " in next(said(sections(page)["berubah-program"].blocks))


@pytest.mark.parametrize(
    "marks", ["<script>alert(1)</script>", "{{ 7 * 7 }}", "{% raw %}", "[klik](javascript:alert(1))"]
)
def test_marks_of_an_earlier_state_are_words_on_the_page(marks: str) -> None:
    """They were never checked: the rules see today's words alone."""
    values = (Value(marks, f"lama {marks}", f"baru {marks}"),)
    anchor = planned({}).jangkar.of(planned({}).program[0])
    found = (Difference("berubah", marks, anchor, values), Difference("dihapus", marks, "dsr_hilang"))
    known = Differences("aaaaaaaaaa", date(2026, 3, 1), found)
    page = site(ledger=Ledger(history=HISTORY, differences=known))["perubahan"]
    written = rendered.render(design(), Site("kab-uji", "Uji", "", (page,)))["perubahan.md"].decode()
    assert written.count(escape(marks, quote=False)) == 5
    assert "<script>alert" not in written
    assert 'href="javascript' not in written


def test_a_page_of_changes_says_that_git_knows_of_none() -> None:
    page = site(ledger=Ledger())["perubahan"]
    assert (page.sections, page.tiles) == ((), ())
    assert "Git belum mengenal" in plain(page.lead)


def test_home_says_nothing_of_changes_that_git_does_not_tell() -> None:
    assert "perubahan" not in sections(site(ledger=Ledger())["index"])


# Findings


def test_a_finding_is_sent_to_the_office_that_answers_for_the_record() -> None:
    findings = (
        warning(Position(FILE, 18, 3), "no-plan-reference", "program `GOV-02` tidak merujuk", "isi"),
        warning(Position("content/kab-uji/naskah/latar-belakang.md", 3, 1), "unit-slip", "naskah"),
        error(Position("content/kab-uji/pilar/governance.md", 30, 1), "unknown-opd", "naskah pilar"),
    )
    found = sections(site(ledger=Ledger(findings))["temuan"])
    assert [name for name in found if name.startswith("temuan-")] == [
        "temuan-diskominfo",
        "temuan-bappeda",
        "temuan-tim",
    ]
    assert list(said(found["temuan-bappeda"].blocks)) == [
        "program GOV-02 tidak merujuk Peringatan no-plan-reference | program/governance.yml:18 | isi"
    ]
    assert list(said(found["pemeriksa"].blocks)) == ["Diskominfo | 1 | 0", "Bappeda | 0 | 1", "Tim penyusun | 0 | 1"]


def test_each_code_that_is_named_is_explained_on_the_same_page() -> None:
    page = site(ledger=Ledger((warning(Position(FILE, 18), "no-plan-reference", "tanpa rujukan"),)))["temuan"]
    assert "temuan#arti-no-plan-reference" in links(page)
    assert "RPJMD" in " ".join(said(sections(page)["arti-no-plan-reference"].blocks))


def test_an_open_remark_stands_until_it_is_answered() -> None:
    asked = site({"kab-uji/catatan/a.yml": REMARK.format(answer="")})["temuan"]
    (row,) = said(sections(asked)["catatan"].blocks)
    assert "Siapa ketuanya?" in row and "“Forum satu data”" in row and row.endswith("| Bappeda")
    answered = site({"kab-uji/catatan/a.yml": REMARK.format(answer="Kepala Bappeda.")})["temuan"]
    opening, fold = sections(answered)["catatan"].blocks
    assert isinstance(fold, Fold) and "Kepala Bappeda." in next(said((fold,)))
    assert "Tidak ada catatan" in next(said((opening,)))


# Sources, people, annexes


def test_a_source_names_the_records_that_rest_on_it_and_is_where_citations_lead(made: dict[str, Page]) -> None:
    (table,) = sections(made["sumber"])["daftar"].blocks
    assert isinstance(table, Table)
    rows = {row.id: plain(row.cells[1].spans) for row in table.rows}
    assert "naskah: governance" in rows["sumber-profil"]
    targets = {link.partition("#")[2] for page in made.values() for link in links(page) if link.startswith("sumber#")}
    assert targets and targets <= rows.keys()


def test_an_annex_says_whether_it_is_here_told_of_or_owed() -> None:
    text = """- {id: a, jenis: SK Dewan, judul: Keputusan, berkas: "https://contoh.invalid/a.pdf", sumber: profil}
- {id: b, jenis: undangan, judul: Undangan, nomor: 7/2022, sumber: profil}
- {id: c, jenis: foto, judul: Foto, contoh: true}
"""
    page = site({"kab-uji/lampiran.yml": text})["lampiran"]
    assert [plain(row.cells[1].spans) for row in page.sections[0].blocks[0].rows] == [  # type: ignore[union-attr]
        "Ada: naskah",
        "Ada menurut sumber; berkasnya belum dilampirkan",
        "Belum ada; yang tertulis contoh",
    ]
    assert "SK Tim Pelaksana | Bimtek IV | lampiran.yml:1" in "\n".join(said(sections(page)["belum-ditulis"].blocks))


def test_a_person_stands_with_the_event_at_which_a_source_names_them() -> None:
    text = """bimtek:
  - tahap: I
    tanggal_mulai: 2022-06-15
    tokoh: [{nama: Siti Rekaan, jabatan: Bupati Uji, peran: membuka}]
    sumber: profil
  - tahap: II
    tanggal_mulai: 2022-07-15
    tokoh: [{nama: Siti Rekaan, jabatan: Bupati Uji, peran: menutup}]
    sumber: profil
"""
    rows = list(said(sections(site({GUIDANCE: text})["kelembagaan"])["tokoh"].blocks))
    assert (
        rows == ["Siti Rekaan | Bupati Uji | membuka menutup | Bimtek I, 15\xa0Juni 2022 Bimtek II, 15\xa0Juli 2022"]
        or len(rows) == 1
    )


# Where every record stands


def test_a_page_about_a_record_says_where_it_is_written_and_who_changed_it_last(made: dict[str, Page]) -> None:
    page = made["program/gov-02"]
    own = next(origin for origin in page.origins if origin.anchor == page.anchor)
    assert (own.path, own.line, own.changed, own.author) == (FILE, 16, "2\xa0April 2026", "Budi")
    assert own.edit == f"{EDITING}{FILE}#L16"


def test_every_record_that_a_page_tells_of_is_named_once_with_its_place(made: dict[str, Page]) -> None:
    for page in made.values():
        names = [origin.anchor for origin in page.origins]
        assert len(names) == len(set(names))
    labels = {origin.label for origin in made["program"].origins}
    assert {"Program GOV-01 Kanal aduan terpadu", "Program GOV-02 Forum satu data"} <= labels


def test_a_text_is_one_entry_however_many_paragraphs_it_has(made: dict[str, Page]) -> None:
    paths = [origin.path for origin in made["pilar/governance"].origins if origin.label.startswith("Naskah")]
    assert paths == [f"content/{PILLAR}"]


def test_without_git_and_without_an_address_a_record_only_says_where_it_stands() -> None:
    own = next(origin for origin in site(ledger=Ledger())["program/gov-01"].origins if "GOV-01" in origin.label)
    assert (own.line, own.changed, own.author, own.edit) == (1, "", "", "")


def test_lines_that_are_in_no_commit_yet_are_told_so() -> None:
    ledger = Ledger(history=History(COMMITS, {FILE: ((1, "aaaaaaaaaa"), (5, ""), (6, "aaaaaaaaaa"))}))
    own = next(origin for origin in site(ledger=ledger)["program/gov-01"].origins if "GOV-01" in origin.label)
    assert (own.changed, own.author) == ("belum dicatat di git", "")


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ("repo_url: https://contoh.invalid/dosir\nedit_uri: edit/main/\n", EDITING),
        ("repo_url: https://contoh.invalid/dosir/\nedit_uri: edit/main\n", EDITING),
        ("repo_url: https://contoh.invalid/dosir\nedit_uri: '?berkas='\n", "https://contoh.invalid/dosir?berkas="),
        ("repo_url: https://contoh.invalid/dosir\n", ""),
        ("repo_url: javascript:alert(1)\nedit_uri: edit/\n", ""),
        ("site_name: Dosir\n", ""),
    ],
)
def test_the_address_for_editing_is_joined_as_mkdocs_joins_it(settings: str, address: str) -> None:
    assert editing(settings) == address


# The lines that a record fills


def test_a_record_ends_where_the_next_of_its_depth_begins() -> None:
    plan = planned({})
    found = extents(plan)
    spans = {plan.jangkar.of(part): part.kode for part in plan.program}
    assert {spans[name]: found.lines[name] for name in spans} == {"GOV-01": range(1, 16), "GOV-02": range(16, END)}
    money = plan.jangkar.of(plan.program[0].anggaran[1])
    assert found.lines[money] == range(13, 16)


@pytest.mark.parametrize(
    ("line", "column", "kind"),
    [(1, 3, Program), (7, 14, Program), (12, 8, Anggaran), (1, 1, None), (2, 1, Program)],
)
def test_a_place_finds_the_innermost_record(line: int, column: int, kind: type | None) -> None:
    found = extents(planned({}))
    name = found.at(Position(FILE, line, column))
    assert type(found.records.get(name)) is (kind or type(None))


def test_a_place_in_a_text_finds_the_record_its_file_is_about() -> None:
    plan = planned({})
    found = extents(plan)
    name = found.at(Position(f"content/{PILLAR}", 18, 1))
    assert found.records[name].at().path.endswith("pilar/governance.md")


def test_a_place_in_a_file_without_records_finds_nothing() -> None:
    assert extents(planned({})).at(Position("content/kab-uji/naskah/latar-belakang.md", 2, 1)) == ""
