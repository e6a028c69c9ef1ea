"""Lists of contents, tables and figures: fields whose results are already there when the file is opened.

Page numbers come from the Typst layout of the same book. Nothing asks Word to refresh them: that would be a question
to the reader at every opening.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dosir.outline import Book, Section
from dosir.render.docx.numbers import target
from dosir.render.docx.xml import field_paragraphs

APPROVAL, TABLES, FIGURES = "pengesahan", "daftar-tabel", "daftar-gambar"
CONTENTS = r'TOC \o "1-2" \h \z \u'  # \u: by outline level, so that headings of the front matter are listed too


def filled(book: Book, name: str, pages: Mapping[str, str], words: Mapping[str, str]) -> Iterator[Any]:
    """Paragraphs of the list `isi`, `tabel` or `gambar`."""
    if name == "isi":
        made = [(f"TOC{level}", key, words_, pages.get(key, "")) for level, key, words_ in _contents(book, words)]
        instruction = CONTENTS
    else:
        found = book.tables() if name == "tabel" else book.figures()
        numbered = [block for block in found if block.number]
        word = words[name]
        made = [
            ("TableofFigures", block.id, f"{word} {block.number} {block.caption}", pages.get(block.id, ""))
            for block in numbered
        ]
        instruction = rf'TOC \h \z \c "{word}"'
    lines = [(style, target(key), said, page) for style, key, said, page in made]
    yield from field_paragraphs(instruction, lines)


def _contents(book: Book, words: Mapping[str, str]) -> Iterator[tuple[int, str, str]]:
    """(level, id, words) of every line of the list of contents."""
    yield 1, APPROVAL, words[APPROVAL]
    yield from ((1, part.id, part.title) for part in book.front[:-1])
    if book.tables():
        yield 1, TABLES, words[TABLES]
    if book.figures():
        yield 1, FIGURES, words[FIGURES]
    yield from ((1, part.id, part.title) for part in book.front[-1:])
    yield from ((level, part.id, _heading(part)) for level, part in book.contents())


def _heading(section: Section) -> str:
    return f"{section.number} {section.title}".strip()
