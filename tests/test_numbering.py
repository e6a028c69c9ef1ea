"""Numbers and ids: each once, none left out, whatever a book or a page holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dosir import publish, sources, templates
from dosir.assemble import books, numbering, pages
from dosir.assemble.scope import Scope
from dosir.language import romawi
from dosir.outline import Block, Book, Chart, Column, Missing, Page, Picture, Remark, Section, Signature, Table
from dosir.publish import Place

WORDS = ("risiko", "risiko-2", "risiko-3", "tabel", "tabel-2", "a", "a-2", "a-2-2")


def table(name: str) -> Table:
    return Table(name, f"Judul {name}", (Column("a"),), ())


def chart(name: str) -> Chart:
    return Chart(name, f"Judul {name}", "anggaran-pilar", "", ())


def picture(name: str) -> Picture:
    return Picture(name, f"Judul {name}", "", "a.png", "0", b"")


Heading = tuple[int, str, list[Block]]  # its depth, its name, and what stands below it
NUMBERED = [make(name) for name in WORDS for make in (table, chart, picture)]
BLOCKS: st.SearchStrategy[list[Block]] = st.lists(st.sampled_from([*NUMBERED, Missing("a"), Remark("a")]), max_size=4)
# One after another, as they stand in a book: to draw a tree takes twice as long.
HEADINGS = st.tuples(st.integers(0, 3), st.sampled_from(WORDS), BLOCKS)


def nested(headings: list[Heading]) -> tuple[Section, ...]:
    """The sections of these headings, each with those that follow it and are deeper."""
    tops = [at for at, (depth, _, _) in enumerate(headings) if all(depth <= before for before, _, _ in headings[:at])]
    parts = [headings[at:end] for at, end in pairwise([*tops, len(headings)])]
    return tuple(Section(name, f"Judul {name}", tuple(blocks), nested(rest)) for (_, name, blocks), *rest in parts)


SECTIONS = st.lists(HEADINGS, max_size=16).map(nested)


def made(chapters: tuple[Section, ...]) -> Book:
    signature = Signature("Kota", "Bupati")
    back = (Section("daftar-sumber", "Daftar Sumber", (table("sumber"),)),)
    front = (Section("kata-pengantar", "Kata Pengantar", (table("singkatan"),)),)
    words = ("buku-1", "Buku I", "Judul", "A", "B", "C", "D", "1")
    return Book(*words, date(2025, 1, 1), signature, front, chapters, back)


BOOKS = st.lists(HEADINGS, min_size=1, max_size=16).map(nested).map(made)


def numbered(book: Book) -> Book:
    return numbering.number(book, "BAB")


def blocks_of(sections: tuple[Section, ...]) -> list[Block]:
    return [block for top in sections for _, part in top.walk() for block in part.blocks]


def ids_of(sections: tuple[Section, ...]) -> Iterator[str]:
    for top in sections:
        for _, part in top.walk():
            yield part.id
            for block in part.blocks:
                if isinstance(block, Table | Chart | Picture):
                    yield block.id
                if isinstance(block, Table):
                    yield from (row.id for row in block.rows if row.id)


def twice(ids: Iterator[str]) -> list[str]:
    return [name for name, times in Counter(ids).items() if times > 1]


# A book


@given(BOOKS)
def test_chapters_are_counted_in_roman_numerals(book: Book) -> None:
    found = [chapter.number for chapter in numbered(book).chapters]
    assert found == [f"BAB {romawi(at)}" for at in range(1, len(found) + 1)]


@given(BOOKS)
def test_sections_are_counted_below_their_heading(book: Book) -> None:
    for at, chapter in enumerate(numbered(book).chapters, start=1):
        waiting = [(str(at), chapter)]
        while waiting:
            prefix, part = waiting.pop()
            below = [(f"{prefix}.{place}", inner) for place, inner in enumerate(part.sections, start=1)]
            assert [inner.number for _, inner in below] == [number for number, _ in below]
            waiting += below


@given(BOOKS)
def test_tables_are_counted_through_a_chapter(book: Book) -> None:
    for at, chapter in enumerate(numbered(book).chapters, start=1):
        found = [block.number for block in blocks_of((chapter,)) if isinstance(block, Table)]
        assert found == [f"{at}.{place}" for place in range(1, len(found) + 1)]


@given(BOOKS)
def test_charts_and_pictures_are_counted_together_through_a_chapter(book: Book) -> None:
    for at, chapter in enumerate(numbered(book).chapters, start=1):
        found = [block.number for block in blocks_of((chapter,)) if isinstance(block, Chart | Picture)]
        assert found == [f"{at}.{place}" for place in range(1, len(found) + 1)]


@given(BOOKS)
def test_no_id_is_in_a_book_twice(book: Book) -> None:
    result = numbered(book)
    assert twice(ids_of((*result.front, *result.chapters, *result.back))) == []


@given(BOOKS)
def test_an_id_tells_the_number(book: Book) -> None:
    """So that an address stays when a title is reworded."""
    for chapter in numbered(book).chapters:
        for level, part in chapter.walk():
            assert level == 1 or part.id == f"bab-{part.number.replace('.', '-')}"


@given(BOOKS)
def test_front_and_back_matter_have_no_numbers(book: Book) -> None:
    result = numbered(book)
    assert (result.front, result.back) == (book.front, book.back)


@given(BOOKS)
def test_numbering_again_changes_nothing(book: Book) -> None:
    assert numbered(numbered(book)) == numbered(book)


def bare_block(block: Block) -> Block:
    return replace(block, id="", number="", key="") if isinstance(block, Table | Chart | Picture) else block


def bare(section: Section) -> Section:
    blocks = tuple(map(bare_block, section.blocks))
    return replace(section, id="", number="", key="", blocks=blocks, sections=tuple(map(bare, section.sections)))


@given(BOOKS)
def test_numbering_changes_nothing_but_numbers_ids_and_keys(book: Book) -> None:
    assert list(map(bare, numbered(book).chapters)) == list(map(bare, book.chapters))


@given(BOOKS)
def test_a_chapter_that_moves_takes_its_number_along(book: Book) -> None:
    turned = replace(book, chapters=book.chapters[::-1])
    assert [chapter.title for chapter in numbered(turned).chapters] == [c.title for c in book.chapters[::-1]]
    assert numbered(turned).chapters[0].number == "BAB I"


# A page


@given(SECTIONS)
def test_no_id_is_on_a_page_twice(sections: tuple[Section, ...]) -> None:
    assert twice(ids_of(numbering.unique(sections))) == []


@given(SECTIONS)
def test_making_ids_unique_changes_nothing_else(sections: tuple[Section, ...]) -> None:
    assert list(map(bare, numbering.unique(sections))) == list(map(bare, sections))


@given(SECTIONS)
def test_ids_that_are_unique_stay(sections: tuple[Section, ...]) -> None:
    once = numbering.unique(sections)
    assert numbering.unique(once) == once


def test_headings_with_the_same_words_have_ids_of_their_own() -> None:
    found = numbering.unique((Section("tahap", "Tahap"), Section("tahap", "Tahap")))
    assert [part.id for part in found] == ["tahap", "tahap-2"]


def test_a_heading_that_ends_with_a_number_has_an_id_of_its_own() -> None:
    titles = [Section("tahap", "Tahap"), Section("tahap", "Tahap"), Section("tahap-2", "Tahap 2")]
    assert twice(ids_of(numbering.unique(tuple(titles)))) == []


# The pages and books of a regency


@cache
def site_pages(place: Place, slug: str) -> tuple[Page, ...]:
    trusted = templates.load(place.root / "templates")
    shared, folder = (sources.from_folder(place.content, name, "content") for name in ("bersama", slug))
    plan, _ = publish.examine(folder, shared, trusted)
    web = Scope(plan, trusted, web=True)
    return pages.site(web, books.books(web)).pages


@pytest.mark.parametrize("slug", ["kab-kecil", "kab-mungil"])
def test_no_id_is_on_a_page_of_a_regency_twice(pressed: Place, slug: str) -> None:
    found = {page.path: twice(ids_of(page.sections)) for page in site_pages(pressed, slug)}
    assert {path: ids for path, ids in found.items() if ids} == {}


@pytest.mark.parametrize("slug", ["kab-kecil", "kab-mungil"])
def test_no_two_pages_have_one_address(pressed: Place, slug: str) -> None:
    assert twice(page.path for page in site_pages(pressed, slug)) == []


REPEATED = "## Risiko\n\nSatu.\n\n## Risiko\n\nDua.\n\n## Risiko 2\n\nTiga.\n\n## Sepuluh aspek\n\nEmpat.\n"


@pytest.mark.parametrize("name", ["kanal", "buku-tamu", "tabung-buku"])
def test_headings_of_an_author_do_not_clash_with_ours(house: Place, name: str) -> None:
    """Whatever the quick win is called, `buku` among others."""
    sheet = house.content / "kab-kecil" / "quick-win" / "kanal-kecil.md"
    text = sheet.read_text("utf-8").replace("## Cara kerja\n", f"{REPEATED}\n## Cara kerja\n")
    (house.content / "kab-kecil" / "quick-win" / f"{name}.md").write_text(text, "utf-8")
    [page] = [page for page in site_pages(house, "kab-kecil") if page.path == f"quick-win/{name}"]
    assert [part.title for _, part in page.sections[0].walk()].count("Risiko") == 2
    assert twice(ids_of(page.sections)) == []


def test_pages_that_are_no_book_have_no_numbers(pressed: Place) -> None:
    own = [page for page in site_pages(pressed, "kab-kecil") if not page.path.startswith("buku-")]
    numbers = [part.number for page in own for top in page.sections for _, part in top.walk()]
    assert set(numbers) == {""}
