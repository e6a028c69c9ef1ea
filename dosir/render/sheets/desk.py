"""What every sheet of the workbook is written with: its looks, its width, and a safe way to put a value into a cell.

A text is never a formula here: it is written as a string, and one that a spreadsheet would read as a formula when it is
typed again carries the mark by which Excel keeps it a text. What a cell cannot hold stands whole on a sheet of its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from math import ceil, sqrt
from textwrap import wrap
from typing import IO, Any

from xlsxwriter import Workbook as Engine  # type: ignore[import-untyped]
from xlsxwriter.utility import quote_sheetname, xl_col_to_name, xl_rowcol_to_cell  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from dosir import language
from dosir.workbook import Field, Value, Workbook

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FONT = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
LONGEST = 32_000  # of the 32,767 UTF-16 units that a cell may hold; the rest is for the words that say where it goes on
DIGITS = 15  # what Excel keeps of a number
FIRST_DAY = date(1900, 3, 1)  # before it, Excel counts a day that never was
RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
FORMATS = {
    "rupiah": "#,##0",
    "cacah": "#,##0",
    "persen": "0%",
    "skor": "0.00",
    "tanggal": "[$-421]d mmmm yyyy",
    "tahun": "0",
    "kode": "@",
}
PAPERS = {"a4": 9, "f4": 14}  # Excel knows F4 as folio, 8.5 x 13 inches
LETTERS = 1.2  # of our type in the width of one digit, which is Excel's measure; 1.27 measured on our texts
LINE = 13  # points that a line of our type takes
HIGHEST = 409  # points that a row may have
READABLE = 230  # characters across a landscape page that print at 6 points or more


class _Growing(Worksheet):  # type: ignore[misc]
    """A sheet whose rows have a height and still grow: Excel fits a row again when it is edited, unless its height is
    called custom, and LibreOffice fits no row that a file gives no height."""

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        if tag == "row":
            attributes = [pair for pair in attributes if pair[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


@dataclass
class Desk:
    """The workbook in the making: `long` gathers (sheet, cell, text) of what no cell can hold."""

    book: Workbook
    made: Any
    words: Mapping[str, str]
    colours: Mapping[str, Any]
    formats: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)
    long: list[tuple[str, str, str]] = field(default_factory=list)

    def style(self, **looks: Any) -> Any:
        """A format with these looks over the usual ones; the same looks are one format in the file."""
        wanted = {**FONT, "font_color": f"#{self.general['teks']}", **looks}
        key = tuple(sorted(wanted.items()))
        if key not in self.formats:
            self.formats[key] = self.made.add_format(wanted)
        return self.formats[key]

    @property
    def general(self) -> Mapping[str, str]:
        """The colours that belong to no pillar."""
        colours: Mapping[str, str] = self.colours["umum"]
        return colours

    def write(self, sheet: Any, row: int, column: int, value: Value, **looks: Any) -> None:
        """Put a value into a cell as what it is: number, date, text or nothing."""
        if value is None or value == "":
            sheet.write_blank(row, column, None, self.style(**looks))
        elif isinstance(value, date) and value >= FIRST_DAY:
            sheet.write_datetime(row, column, datetime.combine(value, time()), self.style(**looks))
        elif isinstance(value, int | Decimal):
            if not _exact(value):
                self.long.append((sheet.get_name(), cell_of(row, column), language.angka(value)))
            sheet.write_number(row, column, value, self.style(**looks))
        else:
            text = self._fitting(sheet, row, column, str(value))
            quoted = {"quote_prefix": True} if text.lstrip(" \n").startswith(RISKY) else {}
            sheet.write_string(row, column, text, self.style(**looks, **quoted))

    def _fitting(self, sheet: Any, row: int, column: int, text: str) -> str:
        if fits(text):
            return text
        self.long.append((sheet.get_name(), cell_of(row, column), text))
        return next(pieces(text)) + self.words["lanjutan"]

    def paper(self, sheet: Any, title: str, across: int, head: int) -> None:
        """Set a sheet up for print: landscape, its header row on each page, as many pages wide as can be read."""
        sheet.set_landscape()
        sheet.set_paper(PAPERS[self.book.paper])
        sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.7)
        sheet.fit_to_pages(max(1, ceil(across / READABLE)), 0)
        sheet.repeat_rows(head)
        said = (self.book.version, self.book.status, self.book.revision)
        version = " · ".join(filter(None, (f"{self.words['versi']} {said[0]}", *said[1:])))
        page = f"{self.words['halaman']} &P {self.words['dari']} &N"
        sheet.set_header(f"&L&9 {_margin(self.book.region)}&R&9 {_margin(title)}")
        sheet.set_footer(f"&L&8 {_margin(version)}&R&8 {page}")


def engine(stream: IO[bytes]) -> Any:
    """An empty workbook in memory, in which no text becomes a formula, a link or a number of itself."""
    return Engine(stream, OPTIONS)


def add(engine: Any, title: str, colour: str) -> Any:
    """A new sheet behind the others."""
    made = engine.add_worksheet(title, _Growing)
    made.set_tab_color(f"#{colour}")
    return made


def quoted(title: str) -> str:
    """A sheet's title as a formula names it."""
    return str(quote_sheetname(title))


def cell_of(row: int, column: int, fixed: str = "") -> str:
    """A cell as a formula names it; `fixed` is `row` or `column` when that stays where it is in copies."""
    return str(xl_rowcol_to_cell(row, column, row_abs=fixed == "row", col_abs=fixed == "column"))


def letter_of(column: int) -> str:
    """A column as a formula names it in every copy."""
    return str(xl_col_to_name(column, col_abs=True))


def fit(sheet: Any, row: int, cells: Iterable[tuple[Value, float]]) -> None:
    """Give a row the height of its highest text; `cells` are (value, width of its column)."""
    lines = max((_lines(value, width) for value, width in cells if isinstance(value, str)), default=1)
    sheet.set_row(row, min(2.5 + LINE * lines, HIGHEST))


def looks_of(field: Field, value: Value = None) -> dict[str, Any]:
    """How the values of a field look: number format, wrapping, alignment."""
    kind = FORMATS.get(field.kind, "@" if field.choices else "General")
    if isinstance(value, int | Decimal) and field.kind == "bilangan":
        kind = "#,##0" + (f".{'0' * decimals}" if (decimals := _decimals(value)) else "")
    looks: dict[str, Any] = {"num_format": kind} if kind != "General" else {}
    if field.kind in ("rupiah", "cacah", "bilangan", "persen", "skor"):
        return {**looks, "align": "right", "indent": 1}
    return {**looks, "text_wrap": True, "align": "center" if field.kind in ("contoh", "tahun") else "left"}


def width(title: str, values: Iterable[Value], kind: str) -> int:
    """Characters that a column needs: its longest word whole, and its texts in a block not much higher than wide."""
    texts = [shown(value, kind) for value in values if value is not None]
    words = max((len(word) for word in title.split()), default=1)
    head = max(words, ceil(len(title) / 3)) + 3  # and the button of the filter
    if kind not in ("teks", "kode"):
        return max([head, *(len(text) + 2 for text in texts)])
    lengths = sorted(max(map(len, text.split("\n"))) for text in texts)
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    block = usual + 2 if usual <= 24 else max(28, round(2.8 * sqrt(usual)))
    words = max((len(word) for text in texts for word in text.split()), default=0) + 2
    return min(max(head, block, min(words, 40)), 60)


def shown(value: Value, kind: str) -> str:
    """About what a reader sees of a value; for widths."""
    if isinstance(value, date):
        return language.tanggal(value)
    if isinstance(value, int | Decimal):
        return str(value) if kind == "tahun" else language.angka(value * 100 if kind == "persen" else value)
    return str(value)


def fits(text: str) -> bool:
    """Whether a cell can hold a text."""
    return len(text) <= LONGEST // 2 or len(text.encode("utf-16-le")) // 2 <= LONGEST


def pieces(text: str) -> Iterator[str]:
    """A text in pieces that a cell can hold."""
    size = LONGEST if max(text) <= "\uffff" else LONGEST // 2  # what lies beyond takes two units
    yield from (text[at : at + size] for at in range(0, len(text), size))


def clean(text: str) -> str:
    """A text without control characters, for the parts of a file that have no way to write them."""
    return "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in text)


def _margin(text: str) -> str:
    """A text for head or foot of a page, which holds 255 characters and takes `&` for a command."""
    short = clean(text) if len(text) <= 70 else f"{clean(text[:69])}…"
    return short.replace("&", "&&")


def _lines(text: str, width: float) -> int:
    """Lines that a text takes in a column; what would be higher than a row can be need not be counted."""
    return sum(max(1, len(wrap(line, max(int(LETTERS * width), 1)))) for line in text[:5000].split("\n"))


def _exact(value: int | Decimal) -> bool:
    return Decimal(f"{value:.{DIGITS - 1}E}") == value


def _decimals(value: int | Decimal) -> int:
    if isinstance(value, int):
        return 0
    exponent = value.normalize().as_tuple().exponent
    return min(max(-exponent, 0), 12) if isinstance(exponent, int) else 0
