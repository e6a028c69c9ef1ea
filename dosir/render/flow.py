"""The order of a printed book: headings and blocks in one line, cut into portrait and landscape runs.

A heading that is followed by nothing but a wide table turns with it, so no page carries a heading alone.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from dosir.markup import plain
from dosir.outline import Block, Book, Section, Table


@dataclass(frozen=True)
class Item:
    """One step of the flow: a heading with its level, or a block."""

    wide: bool
    section: Section | None = None
    level: int = 0
    block: Block | None = None


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
        if item.section is not None:
            items[at] = Item(turned and item.level > 1, item.section, item.level)
            turned = items[at].wide
        else:
            turned = item.wide
    return tuple(Run(wide, tuple(group)) for wide, group in groupby(items, key=lambda item: item.wide))


def timestamp(book: Book) -> int:
    """The document's own date as seconds since 1970, for files that must carry a time; no clock is asked."""
    return calendar.timegm(book.date.timetuple())


def _items(book: Book) -> Iterator[Item]:
    for level, section in book.walk():
        yield Item(False, section=section, level=level)
        for block in section.blocks:
            yield Item(isinstance(block, Table) and block.wide, block=block)


def widths(table: Table, capacity: int) -> tuple[int, ...]:
    """Column widths in tenths of a character for a page that holds `capacity` characters in a line.

    Each column first gets room for its longest word, because a word or a number that breaks in the middle cannot be
    read; what is left is shared as the table's design asks.
    """
    needed = [_longest(table, at) + 2 for at in range(len(table.columns))]
    total = sum(column.width for column in table.columns)
    asked = [column.width * capacity / total for column in table.columns]
    if sum(needed) >= capacity:
        return tuple(round(10 * need) for need in needed)
    spare = capacity - sum(needed)
    wants = [max(ask - need, 0) for ask, need in zip(asked, needed, strict=True)]
    scale = spare / sum(wants) if sum(wants) else 0
    return tuple(round(10 * (need + want * scale)) for need, want in zip(needed, wants, strict=True))


LONGEST_WORD = 22
PORTRAIT = 100
LANDSCAPE = 165


def _longest(table: Table, at: int) -> int:
    rows = (row for row in table.rows if row.kind != "group" and at < len(row.cells))
    texts = [table.columns[at].title, *(plain(row.cells[at].spans) for row in rows)]
    return min(max((len(word) for text in texts for word in text.split(" ")), default=1), LONGEST_WORD)
