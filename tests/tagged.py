"""A PDF as its tags tell it, which is how a screen reader reads it: running heads and page numbers are no text here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
from told import Element, Piece, Told, block, code, row, spoken, words

MARKS = {"/Strong": "strong", "/Em": "em", "/Code": "code"}
INLINE = {"/Span", "/Strong", "/Em", "/Code", "/Link", "/Reference", "/Quote", "/Lbl", "/Note"}
PARAGRAPHS = {"/BlockQuote": "quote"}
NEAR = 3.0  # points that a title may stand above the place a link leads to


@cache
def tags_of(file: Path) -> Tags:
    """The tags of a PDF that no test changes; its pages are read once in a process, which takes longest."""
    return Tags(pypdf.PdfReader(file))


def book(file: Path) -> Told:
    """What a PDF tells, from its first heading on; lists of contents are left out."""
    told = Told()
    told.add(tags_of(file).elements())
    return told


class Tags:
    """The tags of a PDF and what stands on its pages below them."""

    def __init__(self, reader: pypdf.PdfReader, texts: dict[int, dict[int, tuple[str, float]]] | None = None) -> None:
        """`texts` spares reading the pages again when only the tags of the same file changed."""
        self.reader = reader
        self.pages = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages)}  # type: ignore[union-attr]
        self.marked = texts or {page.indirect_reference.idnum: marked(page) for page in reader.pages}  # type: ignore[union-attr]
        root: Any = reader.trailer["/Root"]
        self.root = root["/StructTreeRoot"]
        self.titles: list[tuple[int, float, str]] = []

    def elements(self) -> Iterator[Element]:
        """Elements of the whole book in reading order."""
        self.titles = list(self._titles(self.root, None))
        for part in children(self.root):
            yield from self._blocks(part, None, "paragraph", 0)

    def _blocks(self, element: Any, page: Any, kind: str, depth: int) -> Iterator[Element]:
        """The elements of a block; `kind` is what a paragraph in it is, `depth` how many lists it stands in."""
        tag, page = element.get("/S"), _page(element, page)
        if re.fullmatch(r"/H\d+", str(tag)):
            yield from block(f"heading {tag[2:]}", self._plain(element, page))
        elif tag == "/P" and any(
            part["/S"] in ("/P", "/L") or _is_block(part, "/Span") for part in self._tags(element)
        ):
            yield from self._each(element, page, kind, depth)
        elif tag == "/P" or _is_block(element, "/Span"):
            yield from block(kind, self._pieces(element, page))
        elif _is_block(element, "/Code"):
            yield from code(self._lines(element, page))
        elif tag == "/L":
            yield from self._list(element, page, kind, depth)
        elif tag == "/Caption":
            yield from block("caption", self._plain(element, page))
        elif tag == "/Figure":
            yield Element("figure", words(element.get("/Alt", "")))
        elif tag == "/Table":
            yield from self._table(element, page)
        elif tag != "/TOC":
            yield from self._each(element, page, PARAGRAPHS.get(tag, kind), depth)

    def _each(self, element: Any, page: Any, kind: str, depth: int) -> Iterator[Element]:
        parts = self._tags(element)
        if len(parts) > 1 and parts[0]["/S"] == "/Caption" and _holds_figure(parts[1]):
            parts[:2] = [parts[1], parts[0]]  # Typst names the caption first, wherever it stands
        for part in parts:
            yield from self._blocks(part, page, kind, depth)

    def _tags(self, element: Any) -> list[Any]:
        return [part for part in children(element) if not isinstance(part, int) and "/S" in part]

    def _list(self, element: Any, page: Any, kind: str, depth: int) -> Iterator[Element]:
        terms = _defines(element)
        for part in self._tags(element):
            if part.get("/S") != "/LI":
                yield from self._blocks(part, page, kind, depth + (not terms))
                continue
            for half in self._tags(part):
                inner = _page(half, _page(part, page))
                if half.get("/S") == "/Lbl":
                    label = self._pieces(half, inner)
                    if terms:
                        yield from block(
                            "term",
                            [Piece(piece.text, piece.marks - {"strong"}, piece.target, piece.note) for piece in label],
                        )
                else:
                    yield from (
                        self._definition(half, inner, depth)
                        if terms
                        else self._item(half, inner, spoken(label), depth + 1)
                    )

    def _definition(self, body: Any, page: Any, depth: int) -> Iterator[Element]:
        yield from self._body(body, page, "definition", "definition", "", depth)

    def _item(self, body: Any, page: Any, mark: str, depth: int) -> Iterator[Element]:
        yield from self._body(body, page, f"item {depth}", "paragraph", mark, depth)

    def _body(self, body: Any, page: Any, first: str, kind: str, mark: str, depth: int) -> Iterator[Element]:
        """What stands in an item: its first paragraph takes the mark, what follows is of the given kind."""
        parts = self._tags(body)
        if not parts or all(part["/S"] in INLINE and not _is_block(part, part["/S"]) for part in parts):
            yield from block(first, self._pieces(body, page), mark)
            return
        if parts[0]["/S"] == "/P":
            yield from block(first, self._pieces(parts[0], _page(parts[0], page)), mark)
            parts = parts[1:]
        elif mark:
            yield Element(first, mark)
        for part in parts:
            yield from self._blocks(part, page, kind, depth)

    def _table(self, table: Any, page: Any) -> Iterator[Element]:
        first = True
        for part in self._tags(table):
            inner = _page(part, page)
            if part["/S"] == "/Caption":
                yield from self._blocks(part, page, "paragraph", 0)
            for line in [part] if part["/S"] == "/TR" else self._tags(part) if part["/S"] != "/Caption" else []:
                cells = self._tags(line)
                pieces = [self._plain(cell, _page(line, inner), strong=False) for cell in cells]
                if part["/S"] == "/TFoot":
                    yield from block("source", [piece for cell in pieces for piece in cell])
                else:
                    yield from row(_kind(cells, first), pieces)
                first = False

    def _lines(self, element: Any, page: Any) -> Iterator[str]:
        """The lines of code as they were written: one is a paragraph, which the page may have broken."""
        for part in self._tags(element):
            text = "".join(piece.text for piece in self._pieces(part, _page(part, page), code=False))
            yield text.replace("\n", "")

    def _plain(self, element: Any, page: Any, strong: bool = True) -> list[Piece]:
        """Pieces without the looks that come from where they stand; `strong=False` keeps all marks but bold."""
        found = self._pieces(element, _page(element, page))
        if strong:
            return [Piece(piece.text, note=piece.note) for piece in found]
        return [Piece(piece.text, piece.marks - {"strong"}, piece.target, piece.note) for piece in found]

    def _pieces(
        self, element: Any, page: Any, marks: frozenset[str] = frozenset(), target: str = "", code: bool = True
    ) -> list[Piece]:
        """Words and marks below a tag; a label inside a text is the sign by which a footnote is called."""
        page, made = _page(element, page), []
        for part in children(element):
            if isinstance(part, int) or part.get("/Type") == "/MCR":
                text, _ = self._content(part, page)
                made.append(Piece(text, marks, target))
            elif part.get("/S") == "/Note":
                made.append(Piece(note=tuple(self._note(part, page))))
            elif "/S" in part and part["/S"] != "/Lbl":
                looks = marks | _looks(part)
                made += self._pieces(part, page, looks, self._target(part) if part["/S"] == "/Link" else target)
        return made

    def _note(self, element: Any, page: Any) -> list[Piece]:
        return self._pieces(element, page)

    def _content(self, part: Any, page: Any) -> tuple[str, float]:
        if isinstance(part, int):
            return self.marked[page.idnum].get(part, ("", 0.0))
        where = part.raw_get("/Pg") if "/Pg" in part else page
        return self.marked[where.idnum].get(part["/MCID"], ("", 0.0))

    def _target(self, link: Any) -> str:
        notes = [part["/Obj"] for part in children(link) if not isinstance(part, int) and part.get("/Type") == "/OBJR"]
        if not notes:
            return "# a link without a place"
        if "/A" in notes[0]:
            return str(notes[0]["/A"]["/URI"])
        place = notes[0]["/Dest"]
        return "#" + self._title_at(self._named(place) if isinstance(place, str) else place)

    def _named(self, name: str) -> Any:
        found: Any = self.reader.named_destinations[name]
        return [found.raw_get("/Page"), "/XYZ", found.get("/Left"), found.get("/Top")]

    def _title_at(self, place: Any) -> str:
        """The first title below the place that a click leads to."""
        page, top = self.pages[place[0].idnum], float(place[3])
        below = [title for at, height, title in self.titles if at == page and height <= top + NEAR]
        return below[0] if below else " nothing there"

    def _titles(self, element: Any, page: Any) -> Iterator[tuple[int, float, str]]:
        """(page, height, words) of each heading and caption."""
        tag, page = element.get("/S"), _page(element, page)
        if tag == "/Caption" or re.fullmatch(r"/H\d+", str(tag)):
            where, height = self._first(element, page)
            if where is not None:
                yield self.pages[where.idnum], height, spoken(self._pieces(element, page))
            return
        for part in self._tags(element) if tag not in ("/P", "/TOC") else []:
            yield from self._titles(part, page)

    def _first(self, element: Any, page: Any) -> tuple[Any, float]:
        """Page and height of the first words below a tag."""
        page = _page(element, page)
        for part in children(element):
            if isinstance(part, int) or part.get("/Type") == "/MCR":
                where = page if isinstance(part, int) or "/Pg" not in part else part.raw_get("/Pg")
                return where, self._content(part, page)[1]
            if "/S" in part:
                return self._first(part, page)
        return page, 0.0


def children(element: Any) -> list[Any]:
    """What stands right below a tag: tags, and numbers of marked content."""
    below = element.get("/K", [])
    below = below.get_object() if hasattr(below, "get_object") else below
    return [part.get_object() for part in (below if isinstance(below, list) else [below])]


def is_term(label: Any) -> bool:
    """Whether a label is the term that its item defines, and not the mark of a list or the call of a footnote."""
    item = label["/P"]
    return bool(item.get("/S") == "/LI" and _defines(item["/P"]))


def _defines(element: Any) -> bool:
    return any(owner.get("/ListNumbering") in ("/None", "/Description") for owner in _attributes(element))


def _page(element: Any, page: Any) -> Any:
    return element.raw_get("/Pg") if "/Pg" in element else page


def _attributes(element: Any) -> list[Any]:
    found = element.get("/A", [])
    return [part.get_object() for part in (found if isinstance(found, list) else [found])]


def _is_block(element: Any, tag: str) -> bool:
    placed = any(part.get("/Placement") == "/Block" for part in _attributes(element))
    return element.get("/S") == tag and placed


def _kind(cells: list[Any], first: bool) -> str:
    """Whether a row heads the columns, heads the rows below it, or is one of these."""
    spans = any(part.get("/ColSpan", 1) > 1 for part in _attributes(cells[0]))
    if len(cells) == 1 and spans:
        return "group"
    return "head" if first and all(cell["/S"] == "/TH" for cell in cells) else "row"


def _holds_figure(element: Any) -> bool:
    below = [part for part in children(element) if not isinstance(part, int)]
    return element.get("/S") == "/Figure" or (element.get("/S") == "/Div" and any(map(_holds_figure, below)))


def _looks(element: Any) -> frozenset[str]:
    struck = any(part.get("/TextDecorationType") == "/LineThrough" for part in _attributes(element))
    mark = MARKS.get(element["/S"], "strike" if struck else "")
    return frozenset({mark} if mark else ())


def marked(page: Any) -> dict[int, tuple[str, float]]:
    """(text, height of its first line) of a page by the number of its marked content.

    A new line of the page begins with a line feed.
    """
    fonts = {name: _letters(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    stack: list[tuple[int | None, bool]] = []
    texts: dict[int, str] = {}
    heights: dict[int, float] = {}
    letters: dict[int, str] = {}
    line = height = 0.0
    for operands, operator in page.get_contents().operations:
        mark, said = stack[-1] if stack else (None, False)
        if operator in (b"BDC", b"BMC"):
            properties = operands[1] if operator == b"BDC" and isinstance(operands[1], dict) else {}
            mark = None if operands[0] == "/Artifact" else properties.get("/MCID", mark)
            if mark is not None and not said:
                texts[mark] = texts.get(mark, "") + properties.get("/ActualText", "")
            stack.append((mark, said or "/ActualText" in properties))
        elif operator == b"EMC":
            stack.pop()
        elif operator == b"cm":
            height = float(operands[5])
        elif operator == b"Tf":
            letters = fonts[operands[0]]
        elif operator in (b"TJ", b"Tj") and mark is not None:
            pieces = operands[0] if operator == b"TJ" else operands[:1]
            shown = "".join(_decoded(part, letters) for part in pieces if isinstance(part, str | bytes))
            texts[mark] = texts.get(mark, "") + ("\n" if height != line else "") + ("" if said else shown)
            heights.setdefault(mark, height)
            line = height
    return {mark: (text, heights.get(mark, 0.0)) for mark, text in texts.items()}


def _decoded(string: Any, letters: dict[int, str]) -> str:
    data = string.original_bytes
    return "".join(letters[int.from_bytes(data[at : at + 2], "big")] for at in range(0, len(data), 2))


def _letters(font: Any) -> dict[int, str]:
    """What each glyph of a font stands for."""
    table = font["/ToUnicode"].get_object().get_data().decode("ascii")
    made = {}
    for part in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
        for glyph, text in re.findall(r"<(\w+)>\s*<(\w*)>", part):
            made[int(glyph, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for part in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", part):
            start = int(first, 16)
            made |= {start + at: chr(int(text, 16) + at) for at in range(int(last, 16) - start + 1)}
    return made
