"""The finished books as files against the outline they were made from; what any file must hold is in test_audit."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import leaves
import pypdf
import pytest
from conftest import REPOSITORY
from lxml import etree
from uji import planned
from word import headed

from dosir import publish, sources, templates
from dosir.assemble import books, front
from dosir.assemble.scope import Scope
from dosir.markup import plain
from dosir.outline import Book, Prose, Section, Table
from dosir.publish import Place
from dosir.render import flow

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
SHAPE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr"
CORE = "{http://purl.org/dc/elements/1.1/}"
A4_TWIPS = (11906, 16838)
A4_POINTS = (595, 842)
EVERY_BOOK = pytest.mark.parametrize(
    "book", [f"{slug}-buku-{number}" for slug, number in product(("kab-kecil", "kab-mungil"), (1, 2, 3))]
)


def file_of(place: Place, book: str, kind: str) -> Path:
    return place.site / book.partition("-buku-")[0] / "unduh" / f"{book}.{kind}"


@cache
def parts(place: Place, book: str) -> dict[str, bytes]:
    with zipfile.ZipFile(file_of(place, book, "docx")) as package:
        return {name: package.read(name) for name in package.namelist()}


def document(place: Place, book: str) -> Any:
    return etree.fromstring(parts(place, book)["word/document.xml"])


@cache
def outline(place: Place, book: str) -> Book:
    """What the book was made from."""
    slug, _, number = book.partition("-buku-")
    trusted = templates.load(place.root / "templates")
    shared, folder = (sources.from_folder(place.content, name, "content") for name in ("bersama", slug))
    plan, _ = publish.examine(folder, shared, trusted)
    return flow.settled(books.books(Scope(plan, trusted))[int(number) - 1])


@cache
def reader(place: Place, book: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(file_of(place, book, "pdf"))


def text_of(element: Any) -> str:
    marks = {f"{W}tab": "\t", f"{W}br": " "}
    return "".join(part.text or "" if part.tag == f"{W}t" else marks.get(part.tag, "") for part in element.iter())


def style_of(paragraph: Any) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val"))


def numbered_tables(book: Book) -> list[Table]:
    return [block for _, part in book.walk() for block in part.blocks if isinstance(block, Table) and block.number]


# The package as it tells of itself


@EVERY_BOOK
def test_the_word_file_is_in_indonesian(built: Place, book: str) -> None:
    styles = etree.fromstring(parts(built, book)["word/styles.xml"])
    core = etree.fromstring(parts(built, book)["docProps/core.xml"])
    language = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert language is not None
    assert {language.get(f"{W}val"), core.findtext(f"{CORE}language")} <= {"id", "id-ID"}


@EVERY_BOOK
def test_the_word_file_is_titled_as_the_book(built: Place, book: str) -> None:
    title = etree.fromstring(parts(built, book)["docProps/core.xml"]).findtext(f"{CORE}title") or ""
    made = outline(built, book)
    assert made.title in title
    assert made.region in title


# Its text


@EVERY_BOOK
def test_every_table_fits_between_the_margins(built: Place, book: str) -> None:
    wrong = []
    for element, section in in_sections(built, book):
        if element.tag == f"{W}tbl":
            margins = section.find(f"{W}pgMar")
            room = int(section.find(f"{W}pgSz").get(f"{W}w"))
            room -= int(margins.get(f"{W}left")) + int(margins.get(f"{W}right"))
            width = int(element.find(f"{W}tblPr/{W}tblW").get(f"{W}w"))
            if width > room + 10:  # a few twips of rounding
                wrong.append((text_of(element)[:60], width, room))
    assert wrong == []


@EVERY_BOOK
def test_the_first_row_of_every_table_is_repeated_on_the_next_page(built: Place, book: str) -> None:
    wrong = []
    for table in tables_of_the_outline(built, book):
        repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(f"{W}tr")]
        if repeated != [True] + [False] * (len(repeated) - 1):
            wrong.append(text_of(table))
    assert wrong == []


@EVERY_BOOK
def test_no_row_is_split_between_pages(built: Place, book: str) -> None:
    rows = [row for table in tables_of_the_outline(built, book) for row in table.findall(f"{W}tr")]
    assert rows
    assert [text_of(row) for row in rows if row.find(f"{W}trPr/{W}cantSplit") is None] == []


def tables_of_the_outline(place: Place, book: str) -> list[Any]:
    """All but the band of colours on the cover."""
    return [table for table in document(place, book).iter(f"{W}tbl") if text_of(table).strip()]


@EVERY_BOOK
def test_a_caption_stays_with_its_table(built: Place, book: str) -> None:
    styles = etree.fromstring(parts(built, book)["word/styles.xml"])
    kept = {style.get(f"{W}styleId") for style in styles if style.find(f"{W}pPr/{W}keepNext") is not None}
    captions = [table.getprevious() for table in tables_of_the_outline(built, book)]
    numbered = [caption for caption in captions if text_of(caption).startswith("Tabel ")]
    assert len(numbered) == len(numbered_tables(outline(built, book)))
    assert [text_of(caption) for caption in numbered if style_of(caption) not in kept] == []


@EVERY_BOOK
def test_every_picture_has_words_for_those_who_cannot_see_it(built: Place, book: str) -> None:
    made = outline(built, book)
    alternatives = ["Latar sampul", *([made.logo.alt] if made.logo else [])]
    alternatives += [figure.alt or figure.caption for figure in made.figures()]
    for tag in (DRAWING, SHAPE):
        assert [part.get("descr") for part in document(built, book).iter(tag)] == alternatives


# Its sections


def in_sections(place: Place, book: str) -> Iterator[tuple[Any, Any]]:
    """(paragraph or table, the properties of the section it stands in), in reading order."""
    waiting: list[Any] = []
    for element in document(place, book)[0]:
        closing = element if element.tag == f"{W}sectPr" else element.find(f"{W}pPr/{W}sectPr")
        waiting += [] if element.tag == f"{W}sectPr" else [element]
        if closing is not None:
            yield from ((part, closing) for part in waiting)
            waiting = []
    assert not waiting


def sections(place: Place, book: str) -> list[Any]:
    return list(dict.fromkeys(section for _, section in in_sections(place, book)))


@EVERY_BOOK
def test_the_cover_has_no_header_and_no_footer(built: Place, book: str) -> None:
    cover = sections(built, book)[0]
    assert [cover.find(f"{W}{edge}Reference") for edge in ("header", "footer")] == [None, None]


@EVERY_BOOK
def test_every_section_after_the_cover_has_its_own_header_and_footer(built: Place, book: str) -> None:
    """A section without one would take over that of the section before, which may be turned."""
    for section in sections(built, book)[1:]:
        for edge in ("header", "footer"):
            assert len(section.findall(f"{W}{edge}Reference")) == 1


@EVERY_BOOK
def test_every_footer_prints_the_page_number(built: Place, book: str) -> None:
    footers = [data for name, data in parts(built, book).items() if re.fullmatch(r"word/footer.*\.xml", name)]
    assert footers
    assert [data for data in footers if b" PAGE " not in data] == []


@EVERY_BOOK
def test_page_numbers_are_roman_from_one_then_decimal_from_one(built: Place, book: str) -> None:
    numbers = [section.find(f"{W}pgNumType") for section in sections(built, book)[1:]]
    told = [(number.get(f"{W}fmt"), number.get(f"{W}start")) for number in numbers]
    assert told == [("lowerRoman", "1"), ("decimal", "1"), *[("decimal", None)] * (len(told) - 2)]


@EVERY_BOOK
def test_the_first_chapter_is_on_page_one(built: Place, book: str) -> None:
    first, body = next(pair for pair in in_sections(built, book) if style_of(pair[0]) == "Heading1")
    number = body.find(f"{W}pgNumType")
    assert (text_of(first)[:6], number.get(f"{W}fmt"), number.get(f"{W}start")) == ("BAB I ", "decimal", "1")


@EVERY_BOOK
def test_every_page_of_the_word_file_is_a4(built: Place, book: str) -> None:
    for section in sections(built, book):
        size = section.find(f"{W}pgSz")
        turned = size.get(f"{W}orient") == "landscape"
        expected = A4_TWIPS[::-1] if turned else A4_TWIPS
        assert (int(size.get(f"{W}w")), int(size.get(f"{W}h"))) == expected


@EVERY_BOOK
def test_wide_tables_stand_on_turned_pages_of_the_word_file_and_others_do_not(built: Place, book: str) -> None:
    turned = {}
    for element, section in in_sections(built, book):
        if style_of(element) == "JudulTabel":
            turned[text_of(element)] = section.find(f"{W}pgSz").get(f"{W}orient") == "landscape"
    expected = {f"Tabel {table.number} {table.caption}": table.wide for table in numbered_tables(outline(built, book))}
    assert turned == expected


@EVERY_BOOK
def test_no_turned_page_of_the_word_file_is_without_a_table(built: Place, book: str) -> None:
    held: dict[Any, int] = {}
    for element, section in in_sections(built, book):
        if section.find(f"{W}pgSz").get(f"{W}orient") == "landscape":
            held[section] = held.get(section, 0) + (element.tag == f"{W}tbl")
    assert 0 not in held.values()


# Its lists


def listed(place: Place, book: str, *styles: str) -> list[tuple[str, str]]:
    """(words, page) of each line of a contents list."""
    lines = (text_of(part) for part, _ in in_sections(place, book) if style_of(part) in styles)
    return [(words.strip(), number.strip()) for words, _, number in (line.rpartition("\t") for line in lines)]


def bookmarks(place: Place, book: str) -> list[tuple[int, str, str]]:
    """(level, title, printed page) of each bookmark of the PDF."""
    file = reader(place, book)

    def walk(entries: list[Any], level: int) -> Iterator[tuple[int, str, str]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry, level + 1)
            else:
                yield level, str(entry.title), file.page_labels[file.get_destination_page_number(entry) or 0]

    return list(walk(file.outline, 1))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\u2060\u00ad]+", "", text)


def printed_on(place: Place, book: str, words: str) -> str:
    """The number of the page, after the front matter, on which these words stand first."""
    file = reader(place, book)
    labels = file.page_labels
    for at in range(labels.index("1"), len(labels)):
        if squeezed(words) in page_text(place, book, at):
            return labels[at]
    return f"no page has {words}"


@cache
def page_text(place: Place, book: str, at: int) -> str:
    return squeezed(texts_of(place, book)[at])


@cache
def texts_of(place: Place, book: str) -> list[str]:
    return leaves.texts(file_of(place, book, "pdf").read_bytes())


@EVERY_BOOK
def test_the_list_of_contents_names_every_heading_with_its_page_in_the_pdf(built: Place, book: str) -> None:
    expected = [(title, number) for level, title, number in bookmarks(built, book) if level <= 2]
    assert listed(built, book, "TOC1", "TOC2") == [line for line in expected if line[0] != "Daftar Isi"]


@EVERY_BOOK
def test_the_list_of_tables_names_every_table_with_its_page_in_the_pdf(built: Place, book: str) -> None:
    titles = [f"Tabel {table.number} {table.caption}" for table in numbered_tables(outline(built, book))]
    expected = [(title, printed_on(built, book, title)) for title in titles]
    assert [line for line in listed(built, book, "TableofFigures") if line[0].startswith("Tabel ")] == expected


@EVERY_BOOK
def test_the_list_of_figures_names_every_figure_with_its_page_in_the_pdf(built: Place, book: str) -> None:
    titles = [f"Gambar {figure.number} {figure.caption}" for figure in outline(built, book).figures()]
    expected = [(title, printed_on(built, book, title)) for title in titles]
    assert [line for line in listed(built, book, "TableofFigures") if line[0].startswith("Gambar ")] == expected


@EVERY_BOOK
def test_a_line_of_a_list_leads_to_the_heading_or_caption_it_names(built: Place, book: str) -> None:
    named = {
        mark.get(f"{W}name"): text
        for paragraph, text in headed(parts(built, book))
        for mark in paragraph.iter(f"{W}bookmarkStart")
    }
    wrong = []
    for line in document(built, book).iter(f"{W}p"):
        if style_of(line) in ("TOC1", "TOC2", "TableofFigures"):
            words, anchor = text_of(line).rpartition("\t")[0], line.find(f"{W}hyperlink").get(f"{W}anchor")
            if named[anchor] != words:
                wrong.append((anchor, words, named[anchor]))
    assert wrong == []


# The PDF


@EVERY_BOOK
def test_the_length_of_every_stream_of_the_pdf_is_the_length_it_says(built: Place, book: str) -> None:
    data = file_of(built, book, "pdf").read_bytes()
    starts = sorted(
        offset for offsets in pypdf.PdfReader(io.BytesIO(data)).xref.values() for offset in offsets.values()
    )
    told = 0
    for start, after in zip(starts, [*starts[1:], len(data)], strict=True):
        begun = re.search(rb"stream\r?\n", data[start:after])
        if begun:
            length = re.search(rb"/Length (\d+)(?! \d+ R)", data[start : start + begun.start()])
            assert length
            end = start + begun.end() + int(length[1])
            assert re.match(rb"(\r\n|\r|\n)endstream\s+endobj", data[end : end + 20])
            told += 1
    assert told > len(reader(built, book).pages)


@EVERY_BOOK
def test_every_page_of_the_pdf_is_a4(built: Place, book: str) -> None:
    sizes = {
        (round(float(leaf.mediabox.width)), round(float(leaf.mediabox.height))) for leaf in reader(built, book).pages
    }
    assert sizes <= {A4_POINTS, A4_POINTS[::-1]}
    assert A4_POINTS in sizes


@EVERY_BOOK
def test_wide_tables_stand_on_turned_pages_of_the_pdf_and_others_do_not(built: Place, book: str) -> None:
    file, wrong = reader(built, book), []
    for table in numbered_tables(outline(built, book)):
        label = printed_on(built, book, f"Tabel {table.number} {table.caption}")
        box = file.pages[file.page_labels.index(label)].mediabox
        if (box.width > box.height) != table.wide:
            wrong.append(table.caption)
    assert wrong == []


@EVERY_BOOK
def test_the_pdf_is_in_indonesian(built: Place, book: str) -> None:
    root: Any = reader(built, book).trailer["/Root"]
    assert root["/Lang"] in ("id", "id-ID")


@EVERY_BOOK
def test_the_pdf_is_titled_as_the_book(built: Place, book: str) -> None:
    data, made = reader(built, book).metadata, outline(built, book)
    assert data
    assert made.title in str(data.title)
    assert made.region in str(data.title)


@EVERY_BOOK
def test_the_pdf_has_a_bookmark_for_every_heading_at_its_level(built: Place, book: str) -> None:
    found = [(level, title) for level, title, _ in bookmarks(built, book)]
    expected = [(level, f"{part.number} {part.title}".strip()) for level, part in outline(built, book).walk()]
    assert found[-len(expected) :] == expected


@EVERY_BOOK
def test_the_pdf_has_a_bookmark_for_the_front_matter(built: Place, book: str) -> None:
    titles = {title for _, title, _ in bookmarks(built, book)}
    assert {part.title for part in outline(built, book).front} <= titles


@EVERY_BOOK
def test_pages_of_the_pdf_are_labelled_roman_then_arabic(built: Place, book: str) -> None:
    labels = reader(built, book).page_labels
    body = labels.index("1")
    roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"][: body - 1]
    assert labels[1:] == [*roman, *map(str, range(1, len(labels) - body + 1))]
    assert len(roman) > 1


@EVERY_BOOK
def test_the_cover_of_the_pdf_has_no_page_number(built: Place, book: str) -> None:
    assert reader(built, book).page_labels[0] == ""


@EVERY_BOOK
def test_every_page_after_the_cover_prints_its_number(built: Place, book: str) -> None:
    file = reader(built, book)
    wrong = [
        label for at, label in enumerate(file.page_labels) if at and not page_text(built, book, at).endswith(label)
    ]
    assert wrong == []


@EVERY_BOOK
def test_no_page_of_the_pdf_is_empty(built: Place, book: str) -> None:
    """Running heads are no content: only what is told has a number in the structure of the document."""
    file = reader(built, book)
    told = {label: leaf.get_contents() for label, leaf in zip(file.page_labels, file.pages, strict=True)}
    assert [label for label, content in told.items() if content is None or b"/MCID" not in content.get_data()] == []


# Characters that no book can print


def place_with(place: Place, name: str, old: str, new: str) -> list[str]:
    """The codes of what `check` finds in a file of kab-kecil after a change in it."""
    path = place.content / "kab-kecil" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    shared, folder = (sources.from_folder(place.content, slug, "content") for slug in ("bersama", "kab-kecil"))
    _, report = publish.examine(folder, shared, templates.load(place.root / "templates"))
    return [finding.code for finding in report.findings if finding.position.path.endswith(name)]


@pytest.mark.parametrize("typed", ["中", "&#x4E2D;", "&#20013;", "`中`", "[a](https://b.c '中') 中"])
def test_a_character_without_a_letter_in_the_fonts_is_found_in_a_text(house: Place, typed: str) -> None:
    """However it was typed: a PDF/A cannot be made with it, and the build would end in an error of Typst."""
    assert place_with(house, "naskah/latar-belakang.md", "Dahulu kecil", f"Dahulu {typed}") == ["unprintable-character"]


@pytest.mark.parametrize("typed", ["中", "\\u4E2D", "\\x07", "\\e", "\\0", "\\uFFFE", "&#x4E2D;"])
def test_a_character_without_a_letter_in_the_fonts_is_found_in_a_record(house: Place, typed: str) -> None:
    """YAML has escapes of its own."""
    change = ('makna: "Puskesmas mudah', f'makna: "Puskesmas {typed} mudah')
    assert place_with(house, "visi.yml", *change)


def test_a_book_without_abbreviations_says_so() -> None:
    """And does not print a table of a head alone."""
    scope = Scope(planned({}), templates.load(REPOSITORY / "templates"))
    bare = replace(books.books(scope)[0], chapters=(), back=())
    short = next(opd.singkatan for opd in scope.plan.opd if opd.singkatan != opd.nama)
    (words,) = front.abbreviations(scope, bare).blocks
    (table,) = front.abbreviations(scope, replace(bare, chapters=(Section("bab-1", f"Tugas {short}"),))).blocks
    assert isinstance(table, Table) and table.rows
    assert isinstance(words, Prose) and plain(words.nodes) == "Buku ini tidak memakai singkatan."
