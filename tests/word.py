"""A Word file as its reader sees it: with the numbers that lists count and no file holds."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from lxml import etree
from told import Element, Piece, Told, block, code, row, words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
SPOKEN = {f"{W}br": " ", f"{W}tab": "\t", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}
LEVEL = re.compile(r"%(\d)")
STYLES = {
    "judul tabel": "caption",
    "judul gambar": "caption",
    "judul gambar bersumber": "caption",
    "sumber tabel": "source",
    "block text": "quote",
    "definition term": "term",
    "definition": "definition",
    "source code": "code",
    "gambar": "figure",
    "toc 1": "",
    "toc 2": "",
    "table of figures": "",
    "penanda dosir": "",
}
HEADINGS = {
    "judul depan": 1,
    "judul depan serta": 1,
    "judul daftar isi": 1,
    **{f"heading {level}": level for level in range(1, 10)},
}
BLANKS = " \uf020"  # the second is a space in a font of signs, as LibreOffice writes it
MARKS = {"b": "strong", "i": "em", "strike": "strike"}


def text_of(element: Any) -> str:
    """The words of an element, tabs and breaks among them."""
    return "".join(part.text or "" if part.tag == f"{W}t" else SPOKEN.get(part.tag, "") for part in element.iter())


def headed(parts: Mapping[str, bytes]) -> Iterator[tuple[Any, str]]:
    """(paragraph, its words with the number before them) of each paragraph of the text; list marks are left out."""
    document = _Document(parts)
    for paragraph in document.body.iter(f"{W}p"):
        number = document.numbers[paragraph].text if document.numbers[paragraph].heads else ""
        yield paragraph, f"{number} {text_of(paragraph)}" if number else text_of(paragraph)


def book(data: bytes) -> Told:
    """What a Word file tells, from its first heading on; contents and lists of tables are left out."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    told = Told()
    told.add(_Document(parts).elements())
    return told


@dataclass(frozen=True)
class _Number:
    """What a list prints before a paragraph; `heads` tells of the lists that number headings."""

    text: str = ""
    level: int = 0
    listed: bool = False
    heads: bool = False


@dataclass
class _Shape:
    """A list as it is defined: (first number, format, text) by level."""

    name: str
    levels: dict[int, tuple[int, str, str]] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)

    @property
    def heads(self) -> bool:
        return self.levels.get(0, (1, "", "-"))[2] == "" and any(text for _, _, text in self.levels.values())


def _tree(data: bytes) -> Any:
    return etree.fromstring(data)


class _Document:
    """The text of a package with all that is needed to read it."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.body = _tree(parts["word/document.xml"]).find(f"{W}body")
        self.styles = {style.get(f"{W}styleId"): style for style in _tree(parts["word/styles.xml"])}
        self.shapes = _shapes(parts.get("word/numbering.xml", b"<none/>"))
        self.links = _links(parts["word/_rels/document.xml.rels"])
        notes = _tree(parts.get("word/footnotes.xml", b"<none/>"))
        self.notes = {note.get(f"{W}id"): note for note in notes}
        self.note_links = _links(parts.get("word/_rels/footnotes.xml.rels", b"<none/>"))
        self.counts: dict[str, dict[int, int]] = {}
        self.begun: set[tuple[str, int]] = set()
        self.numbers = {paragraph: self._number(paragraph) for paragraph in self.body.iter(f"{W}p")}
        self.places = self._places()

    def elements(self) -> Iterator[Element]:
        """Elements of the whole text in reading order."""
        yield from self._elements(self.body)

    def _elements(self, element: Any) -> Iterator[Element]:
        for part in element:
            if part.tag == f"{W}p":
                yield from self._paragraph(part)
            elif part.tag == f"{W}tbl":
                yield from self._table(part)
            elif part.tag in (f"{W}sdt", f"{W}sdtContent"):
                yield from self._elements(part)

    def _style(self, element: Any, tag: str = "pPr/{W}pStyle") -> str:
        """The name of a style, by which every program knows it; its id is each program's own."""
        found = element.find(f"{W}" + tag.replace("{W}", W))
        style = self.styles.get(found.get(f"{W}val")) if found is not None else None
        return str(style.find(f"{W}name").get(f"{W}val")).lower() if style is not None else ""

    def _paragraph(self, paragraph: Any) -> Iterator[Element]:
        style, number = self._style(paragraph), self.numbers[paragraph]
        kind = STYLES.get(style, "paragraph")
        if style in HEADINGS:
            yield from block(f"heading {HEADINGS[style]}", self._plain(paragraph), number.text)
        elif kind == "code":
            yield from code("".join(piece.text for piece in self._pieces(paragraph)).split("\n"))
        elif kind == "figure":
            yield from (Element("figure", words(found.get("descr", ""))) for found in paragraph.iter(DRAWN))
        elif number.listed and number.text:
            yield from block(f"item {number.level + 1}", self._pieces(paragraph), number.text)
        elif kind == "caption":
            yield from block(kind, self._plain(paragraph))
        elif kind:
            yield from block(kind, self._pieces(paragraph))

    def _plain(self, paragraph: Any) -> list[Piece]:
        """The pieces of a heading or caption, whose looks are those of its style."""
        return [Piece(piece.text, note=piece.note) for piece in self._pieces(paragraph)]

    def _table(self, table: Any) -> Iterator[Element]:
        for line in table.iterchildren(f"{W}tr"):
            head, cells = line.find(f"{W}trPr/{W}tblHeader"), line.findall(f"{W}tc")
            group = len(cells) == 1 and cells[0].find(f"{W}tcPr/{W}gridSpan") is not None
            yield from row("group" if group else "row" if head is None else "head", [*map(self._cell, cells)])

    def _cell(self, cell: Any) -> list[Piece]:
        paragraphs = [self._pieces(paragraph) for paragraph in cell.iter(f"{W}p")]
        return [piece for pieces in paragraphs for piece in (*pieces, Piece("\n"))]

    def _pieces(self, paragraph: Any) -> list[Piece]:
        return list(_Runs(self, self.links).pieces(paragraph))

    def note(self, name: str) -> tuple[Piece, ...]:
        """The pieces of a footnote."""
        return tuple(_Runs(self, self.note_links or self.links).pieces(self.notes[name]))

    def marks(self, run: Any) -> frozenset[str]:
        """Marks that a run has of its own, and that its style stands for."""
        found = {mark for tag, mark in MARKS.items() if _is_on(run.find(f"{W}rPr/{W}{tag}"))}
        return frozenset(found | ({"code"} if self._style(run, "rPr/{W}rStyle") == "verbatim char" else set()))

    def _places(self) -> dict[str, str]:
        """The words of the paragraph that each bookmark begins in."""
        return {
            mark.get(f"{W}name"): words(f"{self.numbers[paragraph].text} {text_of(paragraph)}")
            for paragraph in self.numbers
            for mark in paragraph.iter(f"{W}bookmarkStart")
        }

    def _number(self, paragraph: Any) -> _Number:
        found = self._listed(paragraph)
        shape = self.shapes.get(found[0]) if found else None
        if not found or not shape or found[1] not in shape.levels:
            return _Number()
        name, level = found
        counts = self.counts.setdefault(shape.name, {})
        first, form, text = shape.levels[level]
        if (name, level) not in self.begun and level in shape.starts:
            counts[level] = shape.starts[level] - 1
        self.begun.add((name, level))
        counts[level] = counts.get(level, first - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        if form == "bullet":
            return _Number("•" if text.strip(BLANKS) else "", level, True)
        shown = LEVEL.sub(lambda at: str(counts.get(int(at[1]) - 1, 1)), text)
        return _Number(shown.strip(), level, not shape.heads, shape.heads)

    def _listed(self, paragraph: Any) -> tuple[str, int] | None:
        """(list, level) of a paragraph: its own, or that of its style or of a style this one is based on."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        at = paragraph.find(f"{W}pPr/{W}pStyle")
        while (own is None or own.find(f"{W}numId") is None) and at is not None:
            style = self.styles.get(at.get(f"{W}val"))
            own = style.find(f"{W}pPr/{W}numPr") if style is not None else None
            at = style.find(f"{W}basedOn") if style is not None else None
        if own is None or own.find(f"{W}numId") is None:
            return None
        level = own.find(f"{W}ilvl")
        return own.find(f"{W}numId").get(f"{W}val"), int(level.get(f"{W}val")) if level is not None else 0


class _Runs:
    """The runs of a paragraph or a footnote; a field shows its result."""

    def __init__(self, document: _Document, links: Mapping[str, str]) -> None:
        self.document, self.links = document, links
        self.fields: list[list[str]] = []

    def pieces(self, element: Any) -> Iterator[Piece]:
        """Pieces of text in reading order."""
        for run in element.iter(f"{W}r"):
            if any(True for _ in run.iterancestors(f"{W}txbxContent")):
                continue
            for part in run:
                self._field(part)
                if not any(len(at) == 1 for at in self.fields):
                    yield from self._piece(run, part)

    def _field(self, part: Any) -> None:
        kind = part.get(f"{W}fldCharType") if part.tag == f"{W}fldChar" else ""
        if kind == "begin":
            self.fields.append([""])
        elif kind == "separate":
            self.fields[-1].append("shown")
        elif kind == "end":
            self.fields.pop()
        elif part.tag == f"{W}instrText":
            self.fields[-1][0] += part.text or ""

    def _piece(self, run: Any, part: Any) -> Iterator[Piece]:
        if part.tag == f"{W}footnoteReference":
            yield Piece(note=self.document.note(part.get(f"{W}id")))
        elif part.tag == f"{W}t" or part.tag in SPOKEN:
            text = "\n" if part.tag == f"{W}br" else SPOKEN.get(part.tag, part.text or "")
            yield Piece(text, self.document.marks(run), self._target(run))

    def _target(self, run: Any) -> str:
        link = next(run.iterancestors(f"{W}hyperlink"), None)
        if link is not None:
            name = link.get(f"{R}id")
            return self.links[name] if name else self._place(link.get(f"{W}anchor"))
        named = next((at[0].split() for at in self.fields if at[0].split()[:1] in (["REF"], ["HYPERLINK"])), None)
        if named and named[0] == "REF":
            return self._place(named[1])
        return named[1].strip('"') if named else ""

    def _place(self, name: str) -> str:
        return "#" + self.document.places.get(name, f" nothing at {name}")


def _is_on(found: Any) -> bool:
    return found is not None and found.get(f"{W}val", "true") not in ("0", "false", "none")


def _links(data: bytes) -> dict[str, str]:
    return {link.get("Id"): link.get("Target") for link in _tree(data) if link.get("Id")}


def _shapes(data: bytes) -> dict[str, _Shape]:
    """Lists by number. Lists of one definition count together, and a number may begin its levels anew."""
    root = _tree(data)
    levels = {shape.get(f"{W}abstractNumId"): _read_levels(shape) for shape in root.iter(f"{W}abstractNum")}
    made = {}
    for number in root.iter(f"{W}num"):
        name = number.find(f"{W}abstractNumId").get(f"{W}val")
        shape = _Shape(name, dict(levels[name]))
        for change in number.iter(f"{W}lvlOverride"):
            at = int(change.get(f"{W}ilvl"))
            shape.levels |= _read_levels(change)
            start = change.find(f"{W}startOverride")
            if start is not None:
                shape.starts[at] = int(start.get(f"{W}val"))
        made[number.get(f"{W}numId", "")] = shape
    return made


def _read_levels(shape: Any) -> dict[int, tuple[int, str, str]]:
    return {
        int(level.get(f"{W}ilvl")): (
            int(_value(level, "start", "1")),
            _value(level, "numFmt", "decimal"),
            _value(level, "lvlText", ""),
        )
        for level in shape.iter(f"{W}lvl")
    }


def _value(element: Any, tag: str, default: str) -> str:
    found = element.find(f"{W}{tag}")
    return default if found is None else str(found.get(f"{W}val", default))
