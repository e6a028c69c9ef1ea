"""What search finds of a site: one entry for one thing, at the place where it lives, and each text once."""

from __future__ import annotations

from pathlib import Path

import pytest

from dosir import templates
from dosir.markup import Node
from dosir.outline import Block, Cell, Column, Fold, Page, Prose, Row, Section, Site, Spans, Table, page_link, text
from dosir.render import search
from dosir.render.search.entries import TITLE, Entry, entries

TEMPLATES = templates.load(Path(__file__).parents[1] / "templates")
RULES = TEMPLATES.data("situs/cari.yml")
LONG = "Kanal aduan terpadu yang terhubung dengan petugas di setiap perangkat daerah"


def found(*pages: Page, names: tuple[tuple[str, ...], ...] = ()) -> dict[str, Entry]:
    """Entries by their address."""
    made = entries(Site("kab-uji", "Kabupaten Uji", "", pages, names=names), RULES)
    return {f"{entry.path}#{entry.anchor}": entry for entry in made}


def page(path: str, *blocks: Block, title: str = "Halaman", eyebrow: str = "", anchor: str = "") -> Page:
    return Page(path, title, eyebrow=eyebrow, anchor=anchor, sections=(Section("bagian", "Bagian", blocks),))


def table(name: str, *rows: Row) -> Table:
    columns = tuple(Column(title) for title in ("No.", "Isu strategis", "Asal")[: len(rows[0].cells)])
    return Table(f"{name}-2", f"Tabel {name}", columns, rows)


def row(anchor: str, *cells: str | Spans, id: str = "") -> Row:
    spans = (text(cell) if isinstance(cell, str) else cell for cell in cells)
    return Row(tuple(Cell(made) for made in spans), id=id, anchor=anchor)


def prose(words: str) -> Prose:
    return Prose((Node("paragraph", text(words)),))


def test_a_record_in_many_tables_is_found_once_where_its_name_links_to() -> None:
    linked = row("dsr_1", "GOV-01", page_link("program/gov-01", "Kanal Aduan"), "Rp 250 juta")
    made = found(
        page("anggaran", table("rencana-anggaran", linked)),
        page("program", table("semua-program", row("dsr_1", "GOV-01", "Kanal Aduan", LONG, id="gov-01"))),
        page("program/gov-01", title="Kanal Aduan", eyebrow="Program GOV-01"),
    )
    assert [address for address, entry in made.items() if entry.kind.name == "Program"] == ["program/gov-01#"]
    assert LONG in made["program/gov-01#"].text


def test_a_record_without_a_page_is_found_in_its_row() -> None:
    elsewhere = page("pilar/governance", table("indikator", row("dsr_2", "IND-GOV-01", "Lama antre")))
    made = found(
        elsewhere, page("indikator", table("capaian", row("dsr_2", "IND-GOV-01", "Lama antre", id="ind-gov-01")))
    )
    assert made["indikator#ind-gov-01"].title == "IND-GOV-01 Lama antre"
    assert "pilar/governance#indikator-2" not in made


def test_records_whose_rows_have_no_id_are_found_one_by_one_in_their_table() -> None:
    rows = (row("dsr_3", "APP-01", "Lapor"), row("dsr_4", "APP-02", "Antre"))
    made = entries(Site("", "", "", (page("program", table("aplikasi", *rows)),)), RULES)
    assert [(entry.title, entry.anchor, entry.mark) for entry in made[2:]] == [
        ("APP-01 Lapor", "aplikasi-2", "Lapor"),
        ("APP-02 Antre", "aplikasi-2", "Antre"),
    ]


def test_a_long_text_is_told_where_it_stands_first_and_a_short_one_everywhere() -> None:
    made = found(
        page("visi", prose(LONG), prose("Pendek saja")), page("buku-1/bab-1", prose(LONG), prose("Pendek saja"))
    )
    assert made["visi#bagian"].text == f"{LONG} · Pendek saja"
    assert made["buku-1/bab-1#bagian"].text == "Pendek saja"


def test_what_is_folded_away_is_found_too() -> None:
    assert made_text(Fold("Selengkapnya", (prose(LONG),))) == LONG


def made_text(block: Block) -> str:
    return found(page("visi", block))["visi#bagian"].text


def test_an_office_is_found_by_all_its_names() -> None:
    names = (("Diskominfo", "Dinas Komunikasi dan Informatika", "Dinas Kominfo"),)
    made = found(page("opd/diskominfo", title="Diskominfo", eyebrow=names[0][1]), names=names)
    assert made["opd/diskominfo#"].names == "Dinas Komunikasi dan Informatika · Dinas Kominfo"


def test_the_pillar_of_a_programme_is_no_name_of_it() -> None:
    made = found(page("program/gov-01", title="Kanal", eyebrow="GOV-01 · Smart X"), page("pilar/x", title="Smart X"))
    assert (made["program/gov-01#"].names, made["program/gov-01#"].text) == ("GOV-01", "Smart X")


def test_a_title_without_end_is_cut_and_stays_findable() -> None:
    made = found(page("program", table("isu", row("dsr_5", "1", " ".join([LONG] * 4), id="isu-1"))))["program#isu-1"]
    assert made.title.startswith(LONG) and len(made.title) <= TITLE and made.title.endswith("…")
    assert made.text.startswith(" ".join([LONG] * 4))


def test_derived_tables_are_left_to_what_they_derive_from() -> None:
    made = found(page("visi", table("matriks", row("dsr_6", "GOV-01", LONG))))
    assert all(LONG not in entry.text for entry in made.values())


@pytest.mark.parametrize("title", ["</script><script>alert(1)</script>", "\u2028", '"\\', "{{ x }}", "​"])
def test_hostile_titles_are_data_of_the_script_and_nothing_else(title: str) -> None:
    files = search.files(TEMPLATES, Site("kab-uji", title, "", (page("program/a", prose(title), title=title),)))
    assert search.unpacked(files[search.SHARE])["entri"][0][4] == title
    assert all(data.count(b"\n") == 1 for data in files.values())
