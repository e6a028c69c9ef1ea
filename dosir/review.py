"""A Word file that came back: which file and line each piece of it came from.

It is read against the plan it was issued from, because an anchor names a record and only that plan knows its line.
The properties of the file name the regency, the book and the commit; LibreOffice and Word keep both (measured).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dosir.audit import package
from dosir.diagnostics import Position
from dosir.plan import Plan
from dosir.plan.anchors import PREFIX

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
PROPERTIES = "docProps/custom.xml"
ANCHOR = re.compile(rf"({PREFIX}[0-9a-f]{{16}})(?:_\d+)?")


class Foreign(Exception):
    """Why a file is no Word file of Dosir, in a sentence for its reader."""


@dataclass(frozen=True)
class Returned:
    """A Word file that came back: its regency, book, version and commit, and its text as a tree."""

    slug: str
    book: str
    version: str
    revision: str
    document: Any


@dataclass(frozen=True)
class Piece:
    """One piece of a returned file: its anchor, its words, and its place; None when the plan has no such thing."""

    anchor: str
    words: str
    place: Position | None


def returned(data: bytes) -> Returned:
    """The file in these bytes. Raises `Foreign` when it is not one that we made."""
    opened, faults = package.opened(data)
    if not opened.main:
        raise Foreign(faults[0].message if faults else "bukan berkas Word")
    said = {one.get("name"): "".join(one.itertext()) for one in opened.trees.get(PROPERTIES, ())}
    slug, _, book = said.get("Dosir buku", "").partition(" ")
    if not book:
        raise Foreign("tidak memuat sifat `Dosir buku`; berkas ini bukan buatan Dosir, atau sifatnya telah dihapus")
    revision = said.get("Dosir naskah", "")
    return Returned(slug, book, said.get("Dosir versi", ""), revision, opened.trees[opened.main])


def pieces(file: Returned, plan: Plan) -> Iterator[Piece]:
    """What carries an anchor, in reading order; a record that several tables tell of comes once for each."""
    for paragraph in file.document.iter(f"{W}p"):
        for mark in paragraph.iter(f"{W}bookmarkStart"):
            found = ANCHOR.fullmatch(mark.get(f"{W}name", ""))
            if found:
                yield Piece(found[1], _words(_whole(paragraph)), plan.jangkar.places.get(found[1]))


def _whole(paragraph: Any) -> Any:
    """The row that a paragraph of a table stands in, for its anchor tells of all of it; else the paragraph."""
    return next(paragraph.iterancestors(f"{W}tr"), paragraph)


def _words(element: Any) -> str:
    paragraphs = element.iter(f"{W}p")
    said = ("".join(part.text or "" for part in paragraph.iter(f"{W}t")) for paragraph in paragraphs)
    return " | ".join(words.strip() for words in said if words.strip())
