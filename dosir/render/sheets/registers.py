"""A register as a sheet: a title, what is shown summed up, the heading, and a row for each entry.

Sums stand above the heading, because what stands below the last row is in the way of whoever adds one; formulas and
choices reach `SPARE` rows further, so that they hold for added rows too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dosir.render.sheets.desk import Desk, cell_of, clean, fit, letter_of, looks_of, quoted, width
from dosir.workbook import Field, Sheet, Value

HEAD = 3
FIRST = HEAD + 1
SPARE = 200
LAST_ROW = 1_048_575
HELP = 255  # characters of a message beside a cell
RULES: Mapping[str, Mapping[str, Any]] = {
    "rupiah": {"validate": "decimal", "criteria": ">=", "value": 0},
    "cacah": {"validate": "integer", "criteria": ">=", "value": 0},
    "persen": {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1},
    "skor": {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 4},
    "tahun": {"validate": "integer", "criteria": "between", "minimum": 1945, "maximum": 2100},
    "tanggal": {"validate": "date", "criteria": ">=", "value": "=DATE(1900,3,1)"},
}


@dataclass(frozen=True)
class Place:
    """Where the fields of a register stand: its sheet, the last row that formulas reach, and the columns."""

    title: str
    last: int
    columns: Mapping[str, int]

    def span(self, field: str) -> str:
        """A field's cells as a formula on any sheet names them."""
        column = letter_of(self.columns[field])
        return f"{quoted(self.title)}!{column}${FIRST + 1}:{column}${self.last + 1}"

    def cell(self, field: str, row: int) -> str:
        """A field's cell in a row as a formula in that row names it."""
        return cell_of(row, self.columns[field], "column")

    def column(self, field: str) -> str:
        """A field's cells as a formula on the same sheet names them."""
        return self.span(field).rpartition("!")[2]


Places = Mapping[str, Place]
Lists = Mapping[str, str]  # the cells of each list of choices, as a formula names them


def place(sheet: Sheet) -> Place:
    """Where the fields of a register will stand; the hidden first column is for anchors."""
    last = min(FIRST + len(sheet.entries) + SPARE - 1, LAST_ROW)
    return Place(sheet.title, last, {field.id: at for at, field in enumerate(sheet.fields, start=1)})


def write(desk: Desk, made: Any, sheet: Sheet, places: Places, lists: Lists) -> None:
    """Write a register into its sheet."""
    here = places[sheet.id]
    widths = [_width(field, [entry.values[at] for entry in sheet.entries]) for at, field in enumerate(sheet.fields)]
    _top(desk, made, sheet, here)
    for column, field in enumerate(sheet.fields, start=1):
        _heading(desk, made, column, field, places)
        _choices(desk, made, here, field, lists)
    for row, entry in enumerate(sheet.entries, start=FIRST):
        desk.write(made, row, 0, entry.anchor, font_color=f"#{desk.general['redup']}")
        for field, value in zip(sheet.fields, entry.values, strict=True):
            _cell(desk, made, row, field, value, here, places, entry.values[sheet.at(_key(field))])
        fit(made, row, zip(entry.values, widths, strict=True))
    fit(made, HEAD, ((field.title, width - 3) for field, width in zip(sheet.fields, widths, strict=True)))
    _frame(desk, made, sheet, here, lists, widths)


def _top(desk: Desk, made: Any, sheet: Sheet, here: Place) -> None:
    """Title (a way back to the first sheet), what the sheet holds, and what is shown, summed up."""
    back = f"internal:{quoted(desk.words['petunjuk'])}!A1"
    made.set_row(0, 22)
    desk.write(made, HEAD, 0, desk.words["jangkar"])
    title = desk.style(bold=True, font_size=14, font_color=f"#{desk.general['kuat']}")
    made.write_url(0, 1, back, title, string=sheet.title, tip=desk.words["petunjuk"])
    soft = {"font_color": f"#{desk.general['redup']}"}
    desk.write(made, 1, 1, f"{sheet.about} {desk.words['berkas']}: {sheet.files}", **soft)
    named = next(at for at, field in enumerate(sheet.fields) if field.kind != "contoh")
    count = sum(entry.values[named] is not None for entry in sheet.entries)
    said = desk.words["tampak"]
    formula = f'=SUBTOTAL(103,{here.column(sheet.fields[named].id)})&" {said}"'
    made.write_formula(2, named + 1, formula, desk.style(**soft), f"{count} {said}")
    for column, field in enumerate(sheet.fields, start=1):
        if field.total:
            total = sum(value for entry in sheet.entries if isinstance(value := entry.values[column - 1], int))
            bold = desk.style(**looks_of(field), bold=True, bottom=1)
            made.write_formula(2, column, f"=SUBTOTAL(109,{here.column(field.id)})", bold, total)


def _heading(desk: Desk, made: Any, column: int, field: Field, places: Places) -> None:
    soft = field.follows or field.kind in ("contoh", "sumber", "tanggapan")
    ink, ground = ("kuat", "lembut") if soft else ("lembut", "kuat")
    looks = {"font_color": f"#{desk.general[ink]}", "bg_color": f"#{desk.general[ground]}", "border": 1}
    align = {"text_wrap": True, "align": "center", "valign": "vcenter", "border_color": f"#{desk.general['garis']}"}
    desk.write(made, HEAD, column, field.title, bold=True, **looks, **align)
    note = field.note
    if field.follows:
        note = desk.words["terhitung"].format(lembar=places[field.follows.sheet].title)
    if note:
        height = 24 + 15 * sum(1 + len(line) // 40 for line in note.split("\n"))
        made.write_comment(HEAD, column, clean(note), {"x_scale": 2, "height": height, "font_size": 9, "author": ""})


def _choices(desk: Desk, made: Any, here: Place, field: Field, lists: Lists) -> None:
    """What may be written into a field, and the help that appears beside its cells."""
    if field.follows or not (field.choices in lists or field.kind in RULES):
        return
    rule: dict[str, Any] = dict(RULES.get(field.kind, {}))
    fault = desk.words["salah-isi"]
    if field.choices in lists:
        rule = {"validate": "any"} if field.many else {"validate": "list", "source": f"={lists[field.choices]}"}
        fault = desk.words["salah-pilihan"]
    closed = field.choices not in lists or any(part.closed for part in desk.book.choices if part.id == field.choices)
    note = clean(f"{field.note} {desk.words['banyak']}" if field.many else field.note)
    messages = {
        "input_title": field.title[:32],
        "input_message": note if len(note) <= HELP else f"{note[: HELP - 1]}…",
        "error_title": field.title[:32],
        "error_message": fault,
        "error_type": "stop" if closed else "warning",
    }
    column = here.columns[field.id]
    made.data_validation(FIRST, column, here.last, column, rule | messages)


def _key(field: Field) -> str:
    return field.follows.by if field.follows else field.id


def _cell(desk: Desk, made: Any, row: int, field: Field, value: Value, here: Place, places: Places, key: Value) -> None:
    looks = {**looks_of(field, value), "border": 7, "border_color": f"#{desk.general['garis']}"}
    if field.kind == "contoh":
        looks |= {"bold": True, "font_color": f"#{desk.general['tanda']}"}
    if field.follows and _live(key) and _live(value):
        soft = desk.style(**looks, font_color=f"#{desk.general['redup']}")
        made.write_formula(row, here.columns[field.id], _formula(field, here, places, row), soft, value or 0)
    else:
        desk.write(made, row, here.columns[field.id], value, **looks)


def _live(value: Value) -> bool:
    """Whether a formula finds this, or gives it, as it stands.

    MATCH takes some characters for patterns and no more than 255 of them, and the value that a file keeps beside a
    formula has no way to write control characters.
    """
    if not isinstance(value, str):
        return value is not None
    return (
        len(value) <= 255 and not any(mark in value for mark in "*?~") and "_x" not in value and clean(value) == value
    )


def _formula(field: Field, here: Place, places: Places, row: int) -> str:
    link = field.follows
    assert link
    other, key = places[link.sheet], here.cell(link.by, row)
    if link.sums:
        return f"=SUMPRODUCT(--({other.span(link.key)}={key}),{other.span(link.value)})"
    return f'=IFERROR(INDEX({other.span(link.value)},MATCH({key},{other.span(link.key)},0))&"","")'


def _frame(desk: Desk, made: Any, sheet: Sheet, here: Place, lists: Lists, widths: list[int]) -> None:
    """Widths, what stays in view, the filter, the pillars' colours, and the page."""
    made.set_column(0, 0, 22, None, {"hidden": True})
    for column, (field, wide) in enumerate(zip(sheet.fields, widths, strict=True), start=1):
        made.set_column(column, column, wide, desk.style(**looks_of(field)))
        if field.choices == "dimensi" and field.choices in lists:
            _colours(desk, made, column, here, lists)
    marks = sum(field.kind == "contoh" for field in sheet.fields)
    end = max(FIRST, FIRST + len(sheet.entries) - 1)
    made.freeze_panes(FIRST, 1 + marks + sheet.frozen)
    made.autofilter(HEAD, 1, end, len(sheet.fields))
    made.ignore_errors({"number_stored_as_text": f"A{FIRST + 1}:{cell_of(here.last, len(sheet.fields))}"})
    made.hide_gridlines(2)
    made.set_zoom(90)
    made.print_area(0, 1, end, len(sheet.fields))
    made.repeat_columns(1, marks + sheet.frozen)
    desk.paper(made, sheet.title, sum(widths), HEAD)


def _width(field: Field, values: list[Value]) -> int:
    if field.kind == "contoh":
        return 4
    if field.kind == "tanggapan":
        return 40
    total = [sum(value for value in values if isinstance(value, int))] if field.total else []
    return width(field.title, [*values, *total], field.kind)


def _colours(desk: Desk, made: Any, column: int, here: Place, lists: Lists) -> None:
    """A pillar's cells wear its colour, also when another is chosen; the words in them stay."""
    sheet, _, span = lists["dimensi"].rpartition("!")
    letter, first = span.partition(":")[0].strip("$").split("$")
    for at, item in enumerate(next(part.items for part in desk.book.choices if part.id == "dimensi")):
        found = desk.colours["pilar"].get(item.code)
        if found:
            looks = desk.made.add_format({"bg_color": f"#{found['lembut']}", "font_color": f"#{found['kuat']}"})
            rule = {"type": "cell", "criteria": "==", "value": f"={sheet}!${letter}${int(first) + at}", "format": looks}
            made.conditional_format(FIRST, column, here.last, column, rule)
