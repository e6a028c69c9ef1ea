"""What can be found: one entry for each page, section, table and record of a site, with the address that leads to it.

A record is told in many tables, and a chapter of a book repeats a page. A reader wants one answer, so the rows of a
record join at the one place where it lives (where its name links to, or where its row has an id), and a text of some
length is kept only where it stands first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from dosir.markup import plain
from dosir.outline import Block, Cell, Chart, Fold, Missing, Page, Picture, Prose, Row, Section, Site, Table

LONG = 24  # signs from which a text that was told before is not told again
TITLE = 160  # signs of a title; the rest of it stands in the text
USUAL_NAMES = [0, 1]  # columns that name a row: its code and its name
MARK = 6  # words by which a row is known
BETWEEN = " · "
PART = 0.75  # what a section counts beside its page


@dataclass(frozen=True)
class Kind:
    """What an entry is, as the reader sees it, what that counts, and whether the portal knows such entries too."""

    name: str
    weight: float
    portal: bool = False


@dataclass(frozen=True)
class Entry:
    """Something to find at `anchor` of the page `path`; `names` are other names of it, such as an office's in full.

    `mark` is how the row begins that tells of it, when the anchor is that of a whole table.
    """

    kind: Kind
    path: str
    anchor: str
    title: str
    names: str = ""
    text: str = ""
    mark: str = ""


@dataclass
class _Open:
    """An entry while its texts come together."""

    kind: Kind
    title: str
    names: tuple[str, ...] = ()
    texts: list[str] = field(default_factory=list)
    mark: str = ""


def entries(site: Site, rules: Mapping[str, Any]) -> tuple[Entry, ...]:
    """Every entry of a site in the order of its pages."""
    return _Collector(site, rules).collected()


class _Collector:
    def __init__(self, site: Site, rules: Mapping[str, Any]) -> None:
        self.site, self.rules = site, rules
        self.titles = {page.title for page in site.pages}
        self.homes = dict(_homes(site, rules["baris"]))
        self.found: dict[tuple[str, str], _Open] = {}  # by address, and for a row without an id by its record too
        self.told: set[str] = set()

    def collected(self) -> tuple[Entry, ...]:
        for page in self.site.pages:
            kind = self._kind(page)
            above = (part for part in page.eyebrow.split(BETWEEN) if part in self.titles)
            texts = self._new([plain(page.lead), *above])
            self.found[page.path, ""] = _Open(kind, page.title, self._names(page, kind), texts)
        for page in self.site.pages:
            for section in _sections(page):
                if section.id not in self.rules["lewati"]:
                    self._section(page, section)
        return tuple(_closed(address, made) for (address, _), made in self.found.items() if made.title or made.texts)

    def _section(self, page: Page, section: Section) -> None:
        title = f"{section.number} {section.title}".strip()
        whole = page.title in (section.title, title) or self._shape_of(page).get("utuh")
        address = page.path if whole else f"{page.path}#{section.id}"
        texts = self._new(_prose(section.blocks))
        if (address, "") in self.found:
            self.found[address, ""].texts += texts
        elif texts or section.title not in self.told:
            kind = self._kind(page)
            self.found[address, ""] = _Open(Kind(kind.name, kind.weight * PART), title, texts=texts)
        self.told.add(section.title)
        for table in _tables(section.blocks):
            if _name(table) not in self.rules["lewati"]:
                self._table(table, address if whole else f"{page.path}#{table.id}", title)

    def _table(self, table: Table, address: str, heading: str) -> None:
        shape = self.rules["baris"].get(_name(table))
        texts: list[str] = []
        for row in table.rows:
            if shape and row.kind == "body" and row.anchor:
                self._record(table, row, shape)
            elif row.kind == "body":
                texts += self._new((plain(cell.spans) for cell in row.cells[table.labels :]), 0)
        if (address, "") in self.found:
            self.found[address, ""].texts += texts
        elif texts or (table.caption and table.caption not in self.told and not shape):
            self.found[address, ""] = _Open(_kind(self.rules["tabel"]), table.caption or heading, texts=texts)
        self.told.add(table.caption)

    def _record(self, table: Table, row: Row, shape: Mapping[str, Any]) -> None:
        home = self.homes[row.anchor]
        named = [name for cell in _naming(table, row, shape) if (name := _words(_first_line(cell)))]
        mark = " ".join(named[-1].split()[:MARK]) if named and home[1] else ""
        made = self.found.setdefault(home, _Open(_kind(shape), " ".join(named), mark=mark))
        known = f"{made.title} {' '.join(made.names)}"
        made.texts += [text for text in self._new(plain(cell.spans) for cell in row.cells) if text not in known]

    def _names(self, page: Page, kind: Kind) -> tuple[str, ...]:
        """What else a page's record is called; what has a page of its own, such as its pillar, is no name of it."""
        groups = (group for group in self.site.names if page.title in group)
        names = dict.fromkeys((*page.eyebrow.split(BETWEEN), *(name for group in groups for name in group)))
        return tuple(name for name in names if name and name not in self.titles) if kind.portal else ()

    def _new(self, texts: Iterable[str], long: int = LONG) -> list[str]:
        """Those of the texts that say something, without what was told before and is so long."""
        made = [found for text in texts if (found := _words(text)) and any(sign.isalpha() for sign in found)]
        fresh = [text for text in dict.fromkeys(made) if len(text) < long or text not in self.told]
        self.told.update(fresh)
        return fresh

    def _shape_of(self, page: Page) -> Mapping[str, Any]:
        found: Mapping[str, Any] = next(s for s in self.rules["jenis"] if page.path.startswith(s["jalan"]))
        return found

    def _kind(self, page: Page) -> Kind:
        shape = self._shape_of(page)
        return Kind(page.group or shape["nama"], shape["bobot"]) if shape["nama"] == "Buku" else _kind(shape)


def _homes(site: Site, shapes: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """(record, where it lives), the last of which holds: its page, what its name links to, its row, else some table."""
    paths = {page.path for page in site.pages}
    rows = [
        (page, table, row, shape)
        for page in reversed(site.pages)
        for section in _sections(page)
        for table in _tables(section.blocks)
        if (shape := shapes.get(_name(table)))
        for row in table.rows
        if row.anchor
    ]
    yield from ((row.anchor, (f"{page.path}#{table.id}", row.anchor)) for page, table, row, _ in rows)
    yield from ((row.anchor, (f"{page.path}#{row.id}", "")) for page, _, row, _ in rows if row.id)
    for _, table, row, shape in rows:
        spans = (node for cell in _naming(table, row, shape) for top in cell.spans for node in top.walk())
        targets = (node.target.removeprefix("page:") for node in spans if node.kind == "link")
        yield from ((row.anchor, (target, "")) for target in targets if target.partition("#")[0] in paths)
    yield from ((page.anchor, (page.path, "")) for page in site.pages if page.anchor)


def _name(table: Table) -> str:
    """The name of a table in `tabel.yml`."""
    return (table.key or table.id).split()[0].rstrip("-0123456789")


def _naming(table: Table, row: Row, shape: Mapping[str, Any]) -> list[Cell]:
    """The cells of a row that name its record."""
    titles = [column.title for column in table.columns]
    named = [at for at, title in enumerate(titles) if title in shape.get("judul", ())] or USUAL_NAMES
    return [row.cells[at] for at in named if at < len(row.cells)]


def _first_line(cell: Cell) -> str:
    return plain(tuple(takewhile(lambda node: node.kind != "break", cell.spans)))


def _kind(shape: Mapping[str, Any]) -> Kind:
    return Kind(shape["nama"], shape["bobot"], shape.get("portal", False))


def _closed(address: str, made: _Open) -> Entry:
    path, _, anchor = address.partition("#")
    cut = len(made.title) > TITLE
    title = f"{made.title[:TITLE].rsplit(' ', 1)[0]}…" if cut else made.title
    texts = ([made.title] if cut else []) + [_rest(text, title) for text in made.texts]
    return Entry(
        made.kind, path, anchor, title, BETWEEN.join(made.names), BETWEEN.join(dict.fromkeys(texts)), made.mark
    )


def _rest(text: str, title: str) -> str:
    """A text without the title that it begins with, with or without its code: so a cell names a programme."""
    code, _, name = title.partition(" ")
    known = (title, name) if any(sign.isdigit() for sign in code) else (title,)
    return next((text.removeprefix(start).strip() for start in known if text.startswith(f"{start} ")), text)


def _words(text: str) -> str:
    """A text on one line, without the mark of an example."""
    return " ".join(text.replace("†", " ").split())


def _sections(page: Page) -> Iterator[Section]:
    for section in page.sections:
        yield from (part for _, part in section.walk())


def _tables(blocks: Iterable[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Fold):
            yield from _tables(block.blocks)


def _prose(blocks: Iterable[Block]) -> Iterator[str]:
    """Paragraphs and captions in reading order."""
    for block in blocks:
        if isinstance(block, Prose):
            yield from (plain((node,)) for node in block.nodes)
        elif isinstance(block, Chart | Picture):
            yield block.caption
        elif isinstance(block, Missing):
            yield block.text
        elif isinstance(block, Fold):
            yield from _prose(block.blocks)
