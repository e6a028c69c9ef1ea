"""Outline: what is said. Books, chapters, sections, prose, tables, figures and pages, with no file and no path in it.

Every outlet receives this and nothing else, so two outlets cannot disagree. Prose is the tree of `markup`; its
headings, captioned tables and pictures have become sections and blocks here, and its references have become text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from dosir.markup import Node

Spans = tuple[Node, ...]


@dataclass(frozen=True)
class Prose:
    """Paragraphs, lists, quotes and boxes in reading order."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Column:
    """A column: `width` is a share of the table, `align` is left, right or center."""

    title: str
    width: int = 1
    align: str = "left"


@dataclass(frozen=True)
class Cell:
    """A cell; `span` counts the columns it covers, `accent` fills it with a pillar's colour or, as `umum`, with ours.

    On the site the accent `kurang` marks what is missing. What a fill or a mark says is also said in words: `spans` of
    such a cell are never empty.
    """

    spans: Spans = ()
    span: int = 1
    accent: str = ""


@dataclass(frozen=True)
class Row:
    """A row; `kind` is body, group (a heading across the table) or total, `anchor` that of the record it tells of."""

    cells: tuple[Cell, ...]
    kind: str = "body"
    id: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Table:
    """A numbered table with its caption above and its source below; `wide` asks for a landscape page.

    `labels` tells that the first column names the row, as on a sheet of keys and values: it is then a header. `key` is
    the name by which authors refer to it, once numbering has given it another id; so in figures and sections. On the
    site `cites` is `source` with the way to each source.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    source: str = ""
    wide: bool = False
    labels: bool = False
    number: str = ""
    key: str = ""
    cites: Spans = ()


@dataclass(frozen=True)
class Chart:
    """A numbered chart: the name of its Vega-Lite specification and the data, which also stand as a table."""

    id: str
    caption: str
    spec: str
    alt: str
    rows: tuple[tuple[tuple[str, str | int | float], ...], ...]
    source: str = ""
    number: str = ""
    key: str = ""
    cites: Spans = ()


@dataclass(frozen=True)
class Picture:
    """A numbered picture; `digest` stands for the bytes wherever the outline is compared."""

    id: str
    caption: str
    alt: str
    name: str
    digest: str
    data: bytes = field(repr=False, compare=False)
    source: str = ""
    number: str = ""
    anchor: str = ""
    key: str = ""


@dataclass(frozen=True)
class Missing:
    """A part that is still to be written, and where to write it."""

    text: str


@dataclass(frozen=True)
class Remark:
    """A short line about the part it stands in, such as that it is an example."""

    text: str


@dataclass(frozen=True)
class Card:
    """A linked card: a title, a line of text, small facts, and the pillar whose colour it wears."""

    title: str
    text: str
    target: str
    facts: tuple[str, ...] = ()
    accent: str = ""


@dataclass(frozen=True)
class Cards:
    """Cards side by side; only pages have them."""

    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Meter:
    """How much of something is there, in per cent and in words, linked when `target` names a page."""

    label: str
    percent: int
    words: str
    target: str = ""


@dataclass(frozen=True)
class Meters:
    """Meters below each other; only pages have them."""

    meters: tuple[Meter, ...]


@dataclass(frozen=True)
class Fold:
    """Blocks behind a line that opens them; only pages have them."""

    title: str
    blocks: tuple[Block, ...]


Block = Prose | Table | Chart | Picture | Missing | Remark | Cards | Meters | Fold


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it; `number` is `BAB I`, `1.1` or empty, `accent` a pillar's code.

    `anchor` is that of the author's heading; a heading of the skeleton has none.
    """

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    number: str = ""
    accent: str = ""
    anchor: str = ""
    key: str = ""

    def walk(self, level: int = 1) -> Iterator[tuple[int, Section]]:
        """(level, section) of this section and all below it, in reading order."""
        yield level, self
        for section in self.sections:
            yield from section.walk(level + 1)


@dataclass(frozen=True)
class Signer:
    """Who signs the page of approval, in the words it prints; what is empty is left to the pen.

    `role` is such as `Ditetapkan oleh`, `where` place and date, `position` the lines in capitals above the name.
    """

    role: str
    where: str
    position: tuple[str, ...]
    name: str = ""
    rank: str = ""
    nip: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Signature:
    """Whose approval the page of approval waits for: `signers` when they are known, else a position at a place."""

    place: str
    position: str
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True)
class Book:
    """A book: what its cover says, front matter, chapters and back matter.

    `slug` is the regency's; `paper` is a4 or f4, `revision` names the sources it was made from, `draft` asks for the
    watermark.
    """

    id: str
    label: str
    title: str
    region: str
    province: str
    period: str
    status: str
    version: str
    date: date
    signature: Signature
    front: tuple[Section, ...]
    chapters: tuple[Section, ...]
    back: tuple[Section, ...] = ()
    logo: Picture | None = None
    keywords: tuple[str, ...] = ()
    slug: str = ""
    paper: str = "a4"
    revision: str = ""
    draft: bool = False

    def walk(self) -> Iterator[tuple[int, Section]]:
        """(level, section) of the numbered part and the back matter."""
        for chapter in (*self.chapters, *self.back):
            yield from chapter.walk()

    def contents(self, deepest: int = 2) -> Iterator[tuple[int, Section]]:
        """(level, section) of every heading that the table of contents lists."""
        yield from ((level, section) for level, section in self.walk() if level <= deepest)

    def tables(self) -> tuple[Table, ...]:
        """Tables in reading order."""
        return tuple(block for _, part in self.walk() for block in part.blocks if isinstance(block, Table))

    def figures(self) -> tuple[Chart | Picture, ...]:
        """Charts and pictures in reading order."""
        return tuple(block for _, part in self.walk() for block in part.blocks if isinstance(block, Chart | Picture))

    def drawn(self) -> tuple[Chart | Picture, ...]:
        """The same and before them those of the front matter."""
        front = (block for section in self.front for _, part in section.walk() for block in part.blocks)
        return (*(block for block in front if isinstance(block, Chart | Picture)), *self.figures())


@dataclass(frozen=True)
class Tile:
    """A label and a value on a page's head, linked when `target` names a page."""

    label: str
    value: str
    target: str = ""


@dataclass(frozen=True)
class Origin:
    """Where a record that a page tells of is written: a file as its author knows it and a line, when it was last
    changed and by whom as git tells it (empty when git tells nothing), where to edit it, and whence its facts are."""

    anchor: str
    label: str
    path: str
    line: int
    changed: str = ""
    author: str = ""
    edit: str = ""
    sources: Spans = ()


@dataclass(frozen=True)
class Page:
    """A page of the site. `path` is its address (`pilar/governance`), `group` its place in the navigation.

    `anchor` is that of the record the page is about, when it is about one. A page that is not `listed` is reached from
    others and stands in no navigation: that is repeated in every page, and there may be hundreds of such pages.
    """

    path: str
    title: str
    group: str = ""
    eyebrow: str = ""
    lead: Spans = ()
    accent: str = ""
    tiles: tuple[Tile, ...] = ()
    cards: tuple[Card, ...] = ()
    sections: tuple[Section, ...] = ()
    downloads: tuple[Tile, ...] = ()
    anchor: str = ""
    listed: bool = True
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True)
class Site:
    """All pages of a regency's site in the order of its navigation; `version`, `revision`, `status` as in its books.

    Each of `names` holds the names of one thing, such as an office's abbreviation, its full name and its aliases.
    """

    slug: str
    title: str
    subtitle: str
    pages: tuple[Page, ...]
    version: str = ""
    revision: str = ""
    names: tuple[tuple[str, ...], ...] = ()
    status: str = ""


def text(value: str) -> Spans:
    """Plain words as spans, taken as they are."""
    return (Node("text", text=value),) if value else ()


def page_link(target: str, label: str) -> Spans:
    """A link to a page of the same site; a book shows its words only."""
    return (Node("link", text(label), target=f"page:{target}"),)
