"""The Word file breaks its pages where the PDF does, so that the numbers in its lists are right when it is opened.

The book of these tests is one chapter whose sections and table fill pages, laid out by Typst for real.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import leaves
import pytest
from lxml import etree

from dosir import markup, outline, templates
from dosir.outline import Book, Cell, Column, Prose, Row, Section, Signature, Table
from dosir.render import docx, pdf
from dosir.render.pdf import Layout
from dosir.templates import Templates

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SENTENCE = "Layanan publik menjadi lebih cepat bagi warga di setiap kecamatan. "


@cache
def trusted() -> Templates:
    return templates.load(Path(__file__).resolve().parent.parent / "templates")


def row(*words: str, kind: str = "body") -> Row:
    return Row(tuple(Cell(outline.text(word)) for word in words), kind)


ROWS = (row("Urusan", kind="group"), *[row("satu", "kata")] * 60, row("dua", SENTENCE * 4), *[row("lagi", "kata")] * 9)
TABLE = Table("tabel-1-1", "Layanan", (Column("Nama", 10), Column("Uraian", 30)), ROWS, number="1.1")


@cache
def made() -> Book:
    sections = (
        Section("sebelum", "Sebelum", (Prose(markup.parse(SENTENCE * 20)),), number="1.1"),
        Section("sesudah", "Sesudah", (Prose(markup.parse(SENTENCE * 60)),), number="1.2"),
        Section("tabel", "Tabel", (TABLE,), number="1.3"),
    )
    chapter = Section("bab-1", "Bab", (Prose(markup.parse(SENTENCE * 12)),), sections, number="BAB I")
    signature = Signature("Contoh", "Bupati Contoh")
    who = ("Kabupaten Contoh", "Jawa Barat", "2022–2026", "Draf", "0.1", date(2025, 3, 4), signature)
    return Book("buku-1", "Buku I", "Analisis", *who, (Section("kata-pengantar", "Kata Pengantar"),), (chapter,))


@cache
def layout() -> Layout:
    return pdf.render(trusted(), made())


def body(given: Layout) -> Any:
    with zipfile.ZipFile(io.BytesIO(docx.render(trusted(), made(), given))) as package:
        return etree.fromstring(package.read("word/document.xml")).find(f"{W}body")


def words(element: Any) -> str:
    return "".join(element.itertext(f"{W}t"))


def heights(given: Layout) -> list[int | None]:
    """The heights, in twentieths of a point, that the rows of the table ask for; those below its head."""
    table = next(part for part in body(given).iter(f"{W}tbl") if words(part).startswith("NamaUraian"))
    found = [part.find(f"{W}trPr/{W}trHeight") for part in table.iter(f"{W}tr")][1:]
    assert all(part is None or part.get(f"{W}hRule") == "atLeast" for part in found)
    return [None if part is None else int(part.get(f"{W}val")) for part in found]


def opening(given: Layout) -> list[str]:
    """What begins a page of the numbered part by a break of its own, the chapter aside."""
    found = [part for part in body(given).iter(f"{W}p") if part.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert all(part.find(f"{W}pPr/{W}spacing").get(f"{W}before") == "0" for part in found)
    return [words(part) for part in found]


def test_the_layout_tells_how_tall_a_row_is() -> None:
    known = layout().rows["tabel-1-1"]
    usual = {round(known[at], 3) for at in range(1, 61) if at in known}
    assert len(usual) == 1
    assert 10 < min(usual) < 25
    assert known[61] > 2.5 * min(usual), "four sentences take several lines"
    assert 10 < known[0] < 25


def test_the_layout_tells_no_height_of_the_last_row_on_a_page() -> None:
    known = layout().rows["tabel-1-1"]
    pages = 1 + sum(at not in known for at in range(len(ROWS) - 1))
    assert pages > 1, "the table goes over pages"
    assert len(ROWS) - 1 not in known


def test_rows_of_the_word_file_are_at_least_as_tall_as_those_of_the_pdf() -> None:
    known = layout().rows["tabel-1-1"]
    assert heights(layout()) == [int(20 * known[at]) if at in known else None for at in range(len(ROWS))]


def test_without_a_layout_rows_are_as_tall_as_their_words() -> None:
    assert heights(Layout(b"", layout().pages)) == [None] * len(ROWS)


@pytest.mark.parametrize(
    ("tops", "expected"),
    [
        ((), []),
        (("sesudah",), ["Sesudah"]),
        (("sebelum", "tabel"), ["Sebelum", "Tabel"]),
        (("tabel-1-1",), ["Tabel 1.1 Layanan"]),
        (("bab-1",), []),
    ],
)
def test_what_stands_at_the_top_of_a_page_of_the_pdf_opens_one_in_the_word_file(
    tops: tuple[str, ...], expected: list[str]
) -> None:
    assert opening(Layout(b"", layout().pages, frozenset(tops))) == expected


def test_the_layout_tells_what_stands_at_the_top_of_a_page() -> None:
    parts = tuple(
        Section(f"bagian-{at}", f"Bagian {at}", (Prose(markup.parse(SENTENCE * 11)),), number=f"1.{at}")
        for at in range(30)
    )
    told = pdf.render(trusted(), replace(made(), chapters=(Section("bab-1", "Bab", (), parts, number="BAB I"),)))
    pages = [text.splitlines() for text in leaves.texts(told.pdf)]
    first = [found[0] for lines in pages if (found := [line for line in lines if "Buku I" not in line])]
    seen = {f"bagian-{line.split()[-1]}" for line in first if re.fullmatch(r"1\.\d+ Bagian \d+", line)}
    assert seen
    assert {name for name in told.tops if name.startswith("bagian-")} == seen
