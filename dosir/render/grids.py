"""Tables that a reader's browser may sort and filter: which they are, and what each cell is sorted by.

The browser must not guess: to the library `1.250` is one and a quarter and `8 Juni 2022` is no date, so every such
cell says its value here. The library is a file of a wheel, one that enhances a finished table in place; a page that
has no table worth it never loads it.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from dosir import language
from dosir.markup import Node, plain
from dosir.outline import Cell, Table

LIBRARY = ("sphinx_needs", "libs/html/needstable.js")  # 11 kB packed; DataTables as `itables` has it is 175 kB
ROWS = 8  # a shorter table is seen whole
CHOICES = 40  # values of a column to choose from; there are 38 provinces
LONGEST, SHARE = 40, 0.7  # how long such a value is, and how many of the rows have one of their own
CHOOSERS = 4  # columns to choose by, those of the fewest values: more would stand before the table
CARD = 3  # columns: a row of so many reads as a card on a telephone
MANY = 200  # rows: cards of more cost a browser seconds (a thousand took five times as long as a table's rows)
EMPTY = ("", "–", "-")
NUMBER = re.compile(
    r"(?:Rp\s?)?([-−]?\d{1,3}(?:\.\d{3})+|[-−]?\d+)(?:,(\d+))?(?:\s?%)?(?:\s(ribu|juta|miliar|triliun))?"
)
DATE = re.compile(r"(?:\w+, )?(\d{1,2})(?:–\d{1,2})? ([A-Z][a-z]+) (\d{4})(?:–.*)?")
YEAR = re.compile(r"\d{4}\b")
SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


@dataclass(frozen=True)
class Grid:
    """What a browser is told of a table: the kind of each column (text, number, date), and columns to choose by."""

    kinds: tuple[str, ...]
    chosen: frozenset[int]


def library() -> bytes:
    """The script that sorts and searches tables, as its wheel has it."""
    found = importlib.util.find_spec(LIBRARY[0])
    assert found and found.origin, f"{LIBRARY[0]} is not installed"
    return (Path(found.origin).parent / LIBRARY[1]).read_bytes()


def grid(table: Table) -> Grid | None:
    """How a browser may sort this table; nothing for a short one and for one that is no plain grid of values."""
    rows = [row.cells for row in table.rows if row.kind == "body"]
    ends = [row.kind for row in table.rows].count("total") == _totals(table)
    spread = any(cell.span > 1 for cells in rows for cell in cells)
    goes_on = any(cells[1:] and not cells[0].spans for cells in rows)  # what it leaves out stands in the row above
    if len(rows) < ROWS or table.labels or spread or goes_on or timeline(table) or not ends:
        return None
    columns = [[cells[at] for cells in rows] for at in range(len(table.columns))]
    choices = {at: _choices(cells, table.columns[at].title) for at, cells in enumerate(columns)}
    chosen = sorted((at for at, values in choices.items() if values), key=lambda at: len(choices[at]))
    return Grid(tuple(map(_kind, columns)), frozenset(chosen[:CHOOSERS]))


def timeline(table: Table) -> bool:
    """Whether its filled cells are years, so that they draw bars along an axis."""
    return any(cell.accent and YEAR.match(plain(cell.spans)) for row in table.rows for cell in row.cells)


def named(table: Table, short: frozenset[int]) -> frozenset[int]:
    """The columns whose names stand before each value where a narrow screen shows every row as a card; `short` are
    those of few letters. None for a table of two columns, which fits, for one of numbers, read across its rows, and for
    one of hundreds of rows, read down its columns.
    """
    telling = [column for column in table.columns[1:] if column.align == "left"]
    drawn = any(column.align == "center" for column in table.columns)
    spread = any(cell.span > 1 for row in table.rows if row.kind != "group" for cell in row.cells)
    if len(table.columns) < CARD or len(table.rows) > MANY or not telling or drawn or spread:
        return frozenset()
    titles = {0, 1} if 0 in short and 1 not in short and table.columns[1].align == "left" else {0}
    return frozenset(range(len(table.columns))) - titles


def body(table: Table) -> int:
    """How many rows stand before the sums at the end."""
    return len(table.rows) - _totals(table)


def sorts_by(cell: Cell, kind: str) -> str | None:
    """What a cell is sorted by where its own words would sort it wrongly."""
    words = _words(cell)
    if words in EMPTY:
        return ""
    value = {"number": _number, "date": _date}[kind](words) if kind != "text" else None
    return value if value != words else None


def _totals(table: Table) -> int:
    kinds = [row.kind for row in reversed(table.rows)]
    return next((at for at, kind in enumerate(kinds) if kind != "total"), len(kinds))


def _kind(cells: list[Cell]) -> str:
    said = [words for cell in cells if (words := _words(cell)) not in EMPTY]
    if said and all(map(_number, said)):
        return "number"
    return "date" if said and all(map(_date, said)) else "text"


def _choices(cells: list[Cell], title: str) -> frozenset[str]:
    """Values of which a reader may want only one: offices, states, years; nothing where a column counts or tells."""
    values = frozenset(value for cell in cells for value in _values(cell) if value not in EMPTY)
    counted = _kind(cells) == "number" and not title.startswith("Tahun")
    few = 2 <= len(values) <= min(CHOICES, SHARE * len(cells))
    return values if few and not counted and max(map(len, values)) <= LONGEST else frozenset()


def _values(cell: Cell) -> Iterator[str]:
    """The values of a cell, each on a line of its own."""
    line: list[Node] = []
    for node in (*cell.spans, Node("break")):
        if node.kind == "break":
            yield _bare(plain(tuple(line)))
            line = []
        else:
            line.append(node)


def _words(cell: Cell) -> str:
    return _bare(plain(cell.spans))


def _bare(words: str) -> str:
    return words.replace("†", "").replace(language.NO_BREAK, " ").strip()


def _number(words: str) -> str:
    """The number that these words are, as a machine writes it; empty when they are none."""
    found = NUMBER.fullmatch(words)
    if not found:
        return ""
    whole, part, scale = found.groups()
    value = Decimal(f"{whole.replace('.', '').replace('−', '-')}.{part or 0}") * SCALES.get(scale, 1)
    return f"{value.normalize():f}"


def _date(words: str) -> str:
    """The first day that these words name, as a machine writes it; empty when they name none."""
    found = DATE.fullmatch(words)
    month = _months().get(found[2]) if found else None
    return f"{found[3]}-{month:02}-{int(found[1]):02}" if found and month else ""


@cache
def _months() -> dict[str, int]:
    """Months by their names, as the language writes them in a date."""
    return {language.tanggal(date(2000, month, 1)).split()[1]: month for month in range(1, 13)}
