"""The order of a printed book: headings and blocks in one line, cut into upright and turned runs, and column widths.

A table turns its page only when it cannot be read upright, whatever it was designed for: a turned page begins and ends
a page, so each leaves a part of the page before it empty. What only leads to such a table, a heading, a chart or a
remark, turns with it, so no page carries it alone. Both printed formats ask here, so their pages turn alike.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain, groupby
from math import ceil, sqrt

from dosir.markup import Node, plain
from dosir.outline import Block, Book, Cell, Chart, Column, Prose, Remark, Row, Section, Table

PAPERS = {"a4": (210, 297), "f4": (215, 330)}  # millimetres; F4 is the folio of Indonesian offices
LONGEST_WORD = 22
PORTRAIT = 90  # characters of a line at 8.6 points; a word of our letters is 0.58 em a character
LANDSCAPE = 155  # at 7.8 points
DENSE = 106  # characters of an upright line in the smaller letters of a dense table
BROADEST = 200  # characters of a turned line at 6 points; smaller letters cannot be read
TALLEST_ROW = 24  # lines, a third of a page; a taller one tears holes into pages, because rows do not split
LEADING = (Chart, Remark)  # blocks that may lead to a table; they fit a page of either direction
SHORT = 12  # rows of an annex that needs no page of its own
MOST_READ = 400  # rows that a column's width is judged by
MOST_ROWS = 1000  # of one table; checkers of PDF give up on a table of more than 1,024, its heads counted


@dataclass(frozen=True)
class Item:
    """One step of the flow: a heading with its level, or a block.

    `accent` is the pillar it stands under; `opens` tells of a heading that begins a new page, `chapter` of what is in
    the numbered part.
    """

    wide: bool
    section: Section | None = None
    level: int = 0
    block: Block | None = None
    accent: str = ""
    opens: bool = False
    chapter: bool = False


@dataclass(frozen=True)
class Run:
    """Consecutive items on pages of one direction."""

    wide: bool
    items: tuple[Item, ...]


def runs(book: Book) -> tuple[Run, ...]:
    """The numbered part and the back matter of a book."""
    items = list(_items(book))
    turned = False
    for at in range(len(items) - 1, -1, -1):
        item = items[at]
        if item.section is not None or isinstance(item.block, LEADING):
            items[at] = replace(item, wide=turned and item.level != 1)
        turned = items[at].wide
    return tuple(Run(wide, tuple(group)) for wide, group in groupby(items, key=lambda item: item.wide))


def settled(book: Book) -> Book:
    """The same book with `wide` on just those tables that turn their page, and too large ones in parts.

    Tables of the same columns turn alike. A kind that asks to turn and always stands beside one that must turns with
    it, because a change of direction between two tables costs more paper than the direction saves.
    """
    book = _mapped(book, _lifted)
    must = {_titles(table) for table in book.tables() if turns(table)}
    beside = {id(table) for table in _beside(book, must)}
    alone = {_titles(table) for table in book.tables() if id(table) not in beside}
    kinds = must | ({_titles(table) for table in book.tables()} - alone)
    return _mapped(book, lambda section: _settled(section, kinds))


def timestamp(book: Book) -> int:
    """The document's own date as seconds since 1970, for files that must carry a time; no clock is asked."""
    return calendar.timegm(book.date.timetuple())


def widths(table: Table, capacity: int) -> tuple[int, ...]:
    """Column widths in tenths of a character for a page that holds `capacity` characters in a line.

    Each column first gets room for its longest word, because a word or a number that breaks in the middle cannot be
    read; what is left is shared as the table's design asks and, where that would break lines, as its texts ask.
    """
    columns = _columns(table)
    needed = [_longest(texts) + 2 for texts in columns]
    if sum(needed) >= capacity:
        return tuple(round(10 * need) for need in needed)
    asked = _asked(table, columns, capacity)
    spare = capacity - sum(needed)
    wants = [max(ask - need, 0) for ask, need in zip(asked, needed, strict=True)]
    scale = spare / sum(wants) if sum(wants) else 0
    return tuple(round(10 * (need + want * scale)) for need, want in zip(needed, wants, strict=True))


def turns(table: Table) -> bool:
    """Whether a table needs a turned page: its longest words do not fit upright or, if it asks, its rows grow tall."""
    shares = widths(table, PORTRAIT)
    if sum(shares) > 10 * DENSE:
        return True
    return table.wide and max(heights(table, shares), default=0) > TALLEST_ROW


def parts(table: Table) -> tuple[Table, ...]:
    """The table or, when it is too broad for any page or too long for a checker, several in its place.

    Each repeats the first column and the heads. Only the first keeps the number, and only the last the source.
    """
    groups = _groups(table)
    stretches = [table.rows[at : at + MOST_ROWS] for at in range(0, len(table.rows), MOST_ROWS)] or [()]
    if len(groups) == len(stretches) == 1:
        return (table,)
    made = [_part(table, group, rows) for rows in stretches for group in groups]
    first, *others = (replace(part, source="") for part in made)
    later = [replace(part, id=f"{table.id}-{at}", number="") for at, part in enumerate(others, start=2)]
    return (first, *later[:-1], replace(later[-1], source=table.source))


def _groups(table: Table) -> list[list[int]]:
    """The columns behind the first, as many together as a page can hold."""
    needed = widths(table, 0)
    spanned = any(cell.span > 1 for row in table.rows for cell in row.cells[1:])
    if sum(needed) <= 10 * BROADEST or spanned:
        return [list(range(1, len(needed)))]
    groups: list[list[int]] = [[]]
    for at in range(1, len(needed)):
        if groups[-1] and needed[0] + sum(needed[other] for other in (*groups[-1], at)) > 10 * BROADEST:
            groups.append([])
        groups[-1].append(at)
    return groups


def _part(table: Table, group: list[int], rows: tuple[Row, ...]) -> Table:
    kept = tuple(
        row
        if row.kind == "group"
        else replace(row, cells=tuple(row.cells[at] for at in (0, *group) if at < len(row.cells)))
        for row in rows
    )
    return replace(table, columns=tuple(table.columns[at] for at in (0, *group)), rows=kept)


def heights(table: Table, shares: tuple[int, ...]) -> list[int]:
    """About how many lines each row has when the columns are that many tenths of a character wide."""
    return [_lines(row, shares) for row in table.rows]


def is_dense(table: Table, shares: Sequence[int]) -> bool:
    """Whether a table of these widths wants smaller letters: turned, or with words that just fit upright."""
    return table.wide or sum(shares) > 10 * PORTRAIT + len(table.columns)


def _titles(table: Table) -> tuple[str, ...]:
    return tuple(column.title for column in table.columns)


def _beside(book: Book, kinds: Set[tuple[str, ...]]) -> Iterator[Table]:
    """Tables that ask to turn and stand with one of `kinds` in a row of such, parted by headings and what leads."""
    for chapter in (*book.chapters, *book.back):
        blocks = (block for _, part in chapter.walk() for block in part.blocks if not isinstance(block, LEADING))
        for asks, group in groupby(blocks, key=lambda block: isinstance(block, Table) and block.wide):
            tables = [block for block in group if isinstance(block, Table)]
            if asks and any(_titles(table) in kinds for table in tables):
                yield from tables


def _mapped(book: Book, change: Callable[[Section], Section]) -> Book:
    """The book with each section of its text and back matter changed, those inside before those around them."""

    def changed(section: Section) -> Section:
        return change(replace(section, sections=tuple(changed(part) for part in section.sections)))

    return replace(book, chapters=tuple(map(changed, book.chapters)), back=tuple(map(changed, book.back)))


def _settled(section: Section, kinds: Set[tuple[str, ...]]) -> Section:
    blocks = (
        parts(replace(block, wide=_titles(block) in kinds)) if isinstance(block, Table) else (block,)
        for block in section.blocks
    )
    return replace(section, blocks=tuple(chain.from_iterable(blocks)))


def _lifted(section: Section) -> Section:
    """The section with those tables of its prose that no upright page holds, or no checker, as tables of the book."""
    blocks: list[Block] = []
    for at, block in enumerate(section.blocks):
        nodes = block.nodes if isinstance(block, Prose) else ()
        tables = {id(node): _table(node, f"{section.id}-{at}-{n}") for n, node in enumerate(nodes)}
        for large, group in groupby(nodes, key=lambda node: tables[id(node)]):
            blocks.append(large or Prose(tuple(group)))
        if not nodes:
            blocks.append(block)
    return replace(section, blocks=tuple(blocks))


def _table(node: Node, name: str) -> Table | None:
    if node.kind != "table":
        return None
    head, *body = node.children
    columns = tuple(Column(plain(cell.children), 1, cell.info or "left") for cell in head.children)
    rows = tuple(Row(tuple(Cell(cell.children) for cell in row.children), anchor=row.anchor) for row in body)
    table = Table(name, "", columns, rows)
    return table if len(rows) > MOST_ROWS or turns(table) else None


def _items(book: Book) -> Iterator[Item]:
    for chapter in book.chapters:
        yield from (replace(item, chapter=True) for item in _walked(chapter, 1, "", True))
    for annex in book.back:
        yield from _walked(annex, 1, "", not (annex.number and _is_short(annex)))


def _walked(section: Section, level: int, accent: str, opens: bool) -> Iterator[Item]:
    accent = section.accent or accent
    yield Item(False, section, level, accent=accent, opens=opens)
    for block in section.blocks:
        yield Item(isinstance(block, Table) and block.wide, block=block, accent=accent)
    for part in section.sections:
        yield from _walked(part, level + 1, accent, False)


def _is_short(section: Section) -> bool:
    """Whether this is but a sheet of a few lines, such as the sheet that stands for a decree."""
    tables = [block for block in section.blocks if isinstance(block, Table)]
    return not section.sections and len(section.blocks) == len(tables) and sum(len(t.rows) for t in tables) <= SHORT


def _columns(table: Table) -> list[list[str]]:
    """The texts of each column: its title and its cells that cover no other column."""
    rows = [row for row in table.rows if row.kind != "group"][:MOST_READ]
    return [
        [column.title, *(plain(row.cells[at].spans) for row in rows if _is_single(row, at))]
        for at, column in enumerate(table.columns)
    ]


def _is_single(row: Row, at: int) -> bool:
    return at < len(row.cells) and all(cell.span == 1 for cell in row.cells[: at + 1])


def _asked(table: Table, columns: list[list[str]], capacity: int) -> list[float]:
    total = sum(column.width for column in table.columns)
    designed = [column.width * capacity / total for column in table.columns]
    if all(max(map(len, texts)) + 2 <= width for texts, width in zip(columns, designed, strict=True)):
        return designed
    weights = [sqrt(width * _weight(texts)) for texts, width in zip(columns, designed, strict=True)]
    return [weight * capacity / (sum(weights) or 1) for weight in weights]


def _weight(texts: list[str]) -> float:
    """The root of the mean square of their lengths: the few long cells of a column make its rows tall."""
    return sqrt(sum(len(text) ** 2 for text in texts) / len(texts))


def _longest(texts: list[str]) -> int:
    return min(max((len(word) for text in texts for word in text.split(" ")), default=1), LONGEST_WORD)


def _lines(row: Row, shares: tuple[int, ...]) -> int:
    if row.kind == "group":
        return 1
    return max(
        (_height(cell, max(share / 10 - 4, 2)) for cell, share in zip(row.cells, shares, strict=False)), default=1
    )


def _height(cell: Cell, width: float) -> int:
    """Lines of a cell: each piece between two breaks wraps by itself."""
    pieces = groupby(cell.spans, key=lambda node: node.kind == "break")
    return sum(ceil(len(plain(tuple(nodes))) / width) for is_break, nodes in pieces if not is_break)
