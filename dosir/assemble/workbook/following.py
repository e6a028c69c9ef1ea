"""What sheets of the workbook compute from each other: words and sums that follow a key, and sums by two fields.

Words are compared as Excel compares them, capitals or not, so that the value given here is the one its formula finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from dosir.workbook import Choices, Cross, Entry, Follows, Sheet, Value


def followed(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """The same sheets with every computed value in its place."""
    known = {sheet.id: sheet for sheet in sheets}

    @cache
    def cell(sheet: str, row: int, field: str) -> Value:
        at = known[sheet].at(field)
        link = known[sheet].fields[at].follows
        return follow(link, cell(sheet, row, link.by)) if link else known[sheet].entries[row].values[at]

    @cache
    def rows(sheet: str, field: str) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for row in range(len(known[sheet].entries)):
            found.setdefault(same(cell(sheet, row, field)), []).append(row)
        return found

    def follow(link: Follows, key: Value) -> Value:
        matches = rows(link.sheet, link.key).get(same(key), []) if key else []
        if link.sums:
            return sum(number(cell(link.sheet, row, link.value)) for row in matches)
        return cell(link.sheet, matches[0], link.value) if matches else None

    def filled(sheet: Sheet) -> Sheet:
        rows = (tuple(cell(sheet.id, row, field.id) for field in sheet.fields) for row in range(len(sheet.entries)))
        entries = tuple(Entry(entry.anchor, row) for entry, row in zip(sheet.entries, rows, strict=True))
        return replace(sheet, entries=entries)

    return tuple(map(filled, known.values()))


def cross(sheets: Iterable[Sheet], lists: Iterable[Choices], shape: Mapping[str, Any]) -> Cross:
    """The sums that a part of the template asks for; only rows and columns that some entry has."""
    sheet = next(sheet for sheet in sheets if sheet.id == shape["lembar"])
    row, column, value = (sheet.at(shape[name]) for name in ("baris", "kolom", "isi"))
    labels = [item.label for part in lists if part.id == shape["daftar"] for item in part.items]
    used = {same(entry.values[row]) for entry in sheet.entries if entry.values[value]}
    rows = tuple(label for label in labels if same(label) in used)
    columns = tuple(sorted({number(entry.values[column]) for entry in sheet.entries}))
    sums: dict[tuple[str, int], int] = {}
    for entry in sheet.entries:
        key = same(entry.values[row]), number(entry.values[column])
        sums[key] = sums.get(key, 0) + number(entry.values[value])
    grid = tuple(tuple(sums.get((same(label), year), 0) for year in columns) for label in rows)
    return Cross(shape["judul"], sheet.id, shape["isi"], shape["baris"], shape["kolom"], rows, columns, grid)


def same(value: Value) -> str:
    """What Excel compares when it asks whether two cells are equal."""
    return str(value).lower() if value is not None else ""


def number(value: Value) -> int:
    """A whole number for a sum; nothing counts as zero."""
    return value if isinstance(value, int) else 0
