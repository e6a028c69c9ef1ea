"""The lists of a DOCX, of contents, tables and figures: are they filled, whole, and true to where they lead?

Part of *publish*. A list is read as the file holds it, not as a program would refresh it: a reader sees the stored
result first, and often nothing else. Whether the numbers are right only a layout can say; see `office`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dosir.audit.finding import Fault
from dosir.audit.package import Package
from dosir.audit.wordml import Field, W, fields, headings, shown, squeezed, styles, text_of, value

LAST_LEVEL = 9
NUMBER = re.compile(r"\d")


@dataclass(frozen=True)
class Line:
    """One line of a list: its words, the printed page number, and the bookmark it leads to."""

    words: str
    page: str
    anchor: str


@dataclass(frozen=True)
class Listing:
    """One list: the instruction of its field word by word, and its lines."""

    words: tuple[str, ...]
    lines: tuple[Line, ...]

    def option(self, letter: str) -> str | None:
        r"""What follows a switch such as `\o`; empty when nothing does, None when it is not there."""
        if f"\\{letter}" not in self.words:
            return None
        after = self.words[self.words.index(f"\\{letter}") + 1 :]
        return after[0] if after and not after[0].startswith("\\") else ""

    @property
    def name(self) -> str:
        """The list as a finding names it."""
        return f"daftar {' '.join(self.words)}"


def listings(package: Package) -> tuple[Listing, ...]:
    """Every list of the document, in reading order."""
    if not package.main:
        return ()
    found: list[tuple[list[str], list[Line]]] = []
    open_fields: list[list[str]] = []  # [instruction, past the separator]
    for paragraph in package.trees[package.main].iter(f"{W}p"):
        inside = _follow(paragraph, open_fields, found)
        if inside and text_of(paragraph).strip():
            found[-1][1].append(_line(paragraph))
    return tuple(Listing(tuple(words), tuple(lines)) for words, lines in found)


def _follow(paragraph: Any, open_fields: list[list[str]], found: list[tuple[list[str], list[Line]]]) -> bool:
    """Take the field marks of a paragraph into account; true when the result of a list runs through it."""
    inside = any(_is_list(one) for one in open_fields)
    for mark in paragraph.iter(f"{W}fldChar", f"{W}instrText"):
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append(["", ""])
        elif open_fields and kind == "end":
            open_fields.pop()
        elif open_fields and kind == "separate":
            open_fields[-1][1] = "past"
            if _is_list(open_fields[-1]):
                inside = True
                found.append((_words(open_fields[-1][0]), []))
        elif open_fields:
            open_fields[-1][0] += mark.text or ""
    return inside


def _is_list(field: list[str]) -> bool:
    return bool(field[1]) and field[0].split()[:1] == ["TOC"]


def _words(instruction: str) -> list[str]:
    return Field(instruction, "").words


def _line(paragraph: Any) -> Line:
    words, _, page = text_of(paragraph).rpartition("\t")
    link = next((one.get(f"{W}anchor") for one in paragraph.iter(f"{W}hyperlink") if one.get(f"{W}anchor")), "")
    named = [field.words for field in fields(paragraph)]
    target = next((words[1] for words in named if words[:1] == ["PAGEREF"] and len(words) > 1), "")
    return Line(" ".join((words or page).split()), page.strip() if words else "", link or target)


def lints(package: Package) -> Iterator[Fault]:
    """Every fault of the lists."""
    places = targets(package)
    for listing in listings(package):
        if not listing.lines:
            yield Fault("empty-list", listing.name, "daftar tanpa satu baris pun")
        yield from _lines(listing, places)
        yield from _absent(package, listing)


def targets(package: Package) -> dict[str, Any]:
    """The paragraph that each bookmark stands in or before, by the bookmark's name."""
    found: dict[str, Any] = {}
    waiting: list[str] = []
    for part in package.trees[package.main].iter(f"{W}bookmarkStart", f"{W}p") if package.main else ():
        if part.tag == f"{W}p":
            found |= dict.fromkeys(waiting, part)
            waiting = []
            continue
        above = next(part.iterancestors(f"{W}p"), None)
        if above is None:
            waiting.append(str(part.get(f"{W}name")))
        else:
            found[str(part.get(f"{W}name"))] = above
    return found


def _lines(listing: Listing, places: dict[str, Any]) -> Iterator[Fault]:
    for line in listing.lines:
        if not line.page and listing.option("n") is None:
            yield Fault("line-without-page", listing.name, f"baris “{line.words}” tanpa nomor halaman")
        if not line.anchor:
            yield Fault("line-without-link", listing.name, f"baris “{line.words}” tidak menuju ke mana pun")
        elif line.anchor in places and squeezed(text_of(places[line.anchor])) not in squeezed(line.words):
            yield Fault("line-misleads", listing.name, f"baris “{line.words}” menuju {shown(places[line.anchor])}")


def _absent(package: Package, listing: Listing) -> Iterator[Fault]:
    if listing.option("b") is not None:
        return  # a list of a part of the document
    there = [squeezed(line.words) for line in listing.lines]
    for paragraph in _listed(package, listing):
        words = squeezed(text_of(paragraph))
        if words and not any(words in line for line in there):
            yield Fault("missing-from-list", listing.name, f"{shown(paragraph)} tidak ada di daftar")


def _is_built_in(package: Package, paragraph: Any) -> bool:
    r"""Without `\u` Word lists the styles it calls heading, and no other paragraph with an outline level."""
    used = styles(package).get(value(paragraph, "pPr/pStyle") or "")
    return used is not None and str(value(used, "name")).lower().startswith("heading")


def _listed(package: Package, listing: Listing) -> Iterator[Any]:
    r"""What the field's own instruction collects: headings (`\o`), styles (`\t`), numbered captions (`\c`)."""
    levels = listing.option("o")
    if levels is not None:
        ends = [int(end) for end in NUMBER.findall(levels)] or [1]
        wanted = range(ends[0], (ends[1] if len(ends) > 1 else LAST_LEVEL) + 1)
        found = [paragraph for level, paragraph in headings(package) if level in wanted]
        yield from found if listing.option("u") is not None else (one for one in found if _is_built_in(package, one))
    names = {name.strip() for name in (listing.option("t") or "").replace(";", ",").split(",")[::2]}
    ids = {key for key, style in styles(package).items() if value(style, "name") in names}
    sequence = listing.option("c")
    for paragraph in package.trees[package.main].iter(f"{W}p"):
        numbered = [field.words[:2] for field in fields(paragraph)] if sequence else []
        if value(paragraph, "pPr/pStyle") in ids or ["SEQ", sequence] in numbered:
            yield paragraph
