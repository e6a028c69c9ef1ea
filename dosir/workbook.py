"""Workbook: what is said in sheets. Registers with their fields and entries, sums across them, lists to choose from.

It is the outline's sibling for numbers: values keep their types here, because a spreadsheet adds and sorts what a book
only prints. How a computed cell follows from others is data (`Follows`), so that its value and its formula are made
from one declaration.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | int | Decimal | date | None


@dataclass(frozen=True)
class Choice:
    """What a cell may hold: the words in the cell, the code behind them, and what they mean."""

    label: str
    code: str
    meaning: str = ""


@dataclass(frozen=True)
class Choices:
    """A list that fields of a workbook choose from; `closed` when nothing else may stand in their cells."""

    id: str
    title: str
    items: tuple[Choice, ...]
    closed: bool = False
    kind: str = "teks"


@dataclass(frozen=True)
class Follows:
    """How a cell is computed: over the entries of `sheet` whose field `key` is this entry's field `by`, the sum of the
    field `value`, or its words in the first of them."""

    sheet: str
    key: str
    value: str
    by: str
    sums: bool = False


@dataclass(frozen=True)
class Field:
    """A column of a sheet: `kind` says how its values look, `choices` names its list, `many` allows several of them.

    `total` asks for the sum of what is shown; percents are shares of one.
    """

    id: str
    title: str
    kind: str = "teks"
    note: str = ""
    choices: str = ""
    many: bool = False
    follows: Follows | None = None
    total: bool = False


@dataclass(frozen=True)
class Entry:
    """A row of a sheet: the anchor of its record and a value for each field."""

    anchor: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Sheet:
    """A register as a sheet: what it holds, from which files, and how many fields stay in view."""

    id: str
    title: str
    about: str
    files: str
    fields: tuple[Field, ...]
    entries: tuple[Entry, ...]
    frozen: int = 1

    def at(self, field: str) -> int:
        """Place of the field with this id."""
        return next(at for at, item in enumerate(self.fields) if item.id == field)


@dataclass(frozen=True)
class Cross:
    """Sums of one field of a sheet by two others: a row for each of `rows`, a column for each of `columns`."""

    title: str
    sheet: str
    value: str
    row: str
    column: str
    rows: tuple[str, ...]
    columns: tuple[int, ...]
    sums: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Workbook:
    """A workbook: what its first sheet says (labels with values, then rules), registers, sums, lists to choose from."""

    title: str
    region: str
    facts: tuple[tuple[str, str], ...]
    guide: tuple[str, ...]
    status: str
    version: str
    date: date
    sheets: tuple[Sheet, ...]
    crosses: tuple[Cross, ...]
    choices: tuple[Choices, ...]
    keywords: tuple[str, ...] = ()
    paper: str = "a4"
    revision: str = ""
