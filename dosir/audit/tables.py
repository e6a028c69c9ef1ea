"""Lints of the tables of a DOCX: cells, grid, spans, and header rows.

Part of *publish*. Word calls a file damaged whose cell does not end in a paragraph, and lays out a row that does not
fill the grid in its own way. Header rows are here too, because only here is known what a table is for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dosir.audit.finding import Fault
from dosir.audit.package import Package
from dosir.audit.wordml import W, on, shown, stories, text_of, value


def lints(package: Package) -> Iterator[Fault]:
    """Every fault of the tables."""
    for part, root in stories(package).items():
        for number, table in enumerate(root.iter(f"{W}tbl"), 1):
            place = f"{part}, tabel {number} {shown(table)}"
            for rule in (_cells, _rows, _width, _merges):
                yield from rule(table, place)
            if part == package.main:
                yield from _header(table, place)


def rows(table: Any) -> list[Any]:
    """The rows of a table, not those of a table inside it; also rows that a content control holds."""
    return [*table.iterfind(f"{W}tr"), *table.iterfind(f"{W}sdt/{W}sdtContent/{W}tr")]


def cells(row: Any) -> list[Any]:
    """The cells of a row."""
    return [*row.iterfind(f"{W}tc"), *row.iterfind(f"{W}sdt/{W}sdtContent/{W}tc")]


def is_layout(table: Any) -> bool:
    """Whether a table only places things: no words, one column, or one row, which could head nothing."""
    lines = rows(table)
    return len(lines) < 2 or all(len(cells(row)) < 2 for row in lines) or not text_of(table).strip()


def _cells(table: Any, place: str) -> Iterator[Fault]:
    for row in rows(table):
        for cell in cells(row):
            if len(cell) == 0 or cell[-1].tag != f"{W}p":
                yield Fault("cell-without-paragraph", place, f"sel {shown(cell)} tidak berakhir dengan paragraf")


def _rows(table: Any, place: str) -> Iterator[Fault]:
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    for at, row in enumerate(rows(table), 1):
        filled = sum(_number(row, f"trPr/grid{end}", 0) for end in ("Before", "After"))
        filled += sum(_number(cell, "tcPr/gridSpan", 1) for cell in cells(row))
        if filled != columns:
            yield Fault("row-off-grid", place, f"baris {at} mengisi {filled} dari {columns} kolom")


def _number(element: Any, path: str, usual: int) -> int:
    told = value(element, path)
    return int(told) if told and told.isdigit() else usual


def _width(table: Any, place: str) -> Iterator[Fault]:
    """Columns that do not add up to the width told make Word and LibreOffice choose differently."""
    told = value(table, "tblPr/tblW", "w")
    if value(table, "tblPr/tblW", "type") != "dxa" or not told or not told.isdigit():
        return
    columns = [column.get(f"{W}w", "") for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    total = sum(int(width) for width in columns if width.isdigit())
    if abs(total - int(told)) > len(columns):  # a twip of rounding a column
        yield Fault("width-off-grid", place, f"lebar tabel {told}, tetapi jumlah kolomnya {total}")


def _merges(table: Any, place: str) -> Iterator[Fault]:
    """A cell that continues the one above needs one above, at the same column."""
    above: set[int] = set()
    for at, row in enumerate(rows(table), 1):
        column, here = _number(row, "trPr/gridBefore", 0), set()
        for cell in cells(row):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None:
                here.add(column)
                if merge.get(f"{W}val", "continue") == "continue" and column not in above:
                    yield Fault("broken-merge", place, f"baris {at} meneruskan gabungan sel yang tidak dimulai")
            column += _number(cell, "tcPr/gridSpan", 1)
        above = here


def _header(table: Any, place: str) -> Iterator[Fault]:
    heads = [on(row, "trPr/tblHeader") for row in rows(table)]
    if not is_layout(table) and not heads[0]:
        yield Fault("table-without-header", place, "baris pertama tidak ditandai sebagai kepala tabel")
    if heads != sorted(heads, reverse=True):
        yield Fault("stray-header-row", place, "baris kepala tabel harus berurutan dari baris pertama")
