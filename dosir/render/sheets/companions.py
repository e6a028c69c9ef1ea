"""The sheets around the registers: what the workbook is, sums by two fields, the lists of choices, and long texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dosir.render.sheets.desk import Desk, cell_of, fit, letter_of, pieces, quoted
from dosir.render.sheets.registers import Places
from dosir.workbook import Choices, Cross, Value

LISTED = 5  # the row of a list's first choice
LISTED_WIDTH = 60
WIDE = (2, 26, 74, 40, 10)


def guide(desk: Desk, made: Any) -> None:
    """The first sheet: which document this is, how to use it, and what each sheet holds."""
    for column, wide in enumerate(WIDE):
        made.set_column(column, column, wide)
    made.set_row(0, 28)
    made.set_row(1, 20)
    strong = f"#{desk.general['kuat']}"
    desk.write(made, 0, 1, desk.book.title, bold=True, font_size=18, font_color=strong)
    desk.write(made, 1, 1, desk.book.region, font_size=13, font_color=strong)
    row = 3
    for label, value in desk.book.facts:
        desk.write(made, row, 1, label, bold=True)
        desk.write(made, row, 2, value, align="left", text_wrap=True)
        row += 1
    row = _rules(desk, made, row + 1)
    row = _sheets(desk, made, row + 1)
    _uses(desk, made, row + 1)
    made.hide_gridlines(2)
    desk.paper(made, desk.words["petunjuk"], sum(WIDE), 0)


def crosses(desk: Desk, made: Any, places: Places) -> None:
    """Sums by two fields, one table below the other, as formulas over their register."""
    desk.write(made, 0, 0, desk.words["rekap"], bold=True, font_size=14, font_color=f"#{desk.general['kuat']}")
    desk.write(made, 1, 0, desk.words["rekap-arti"], font_color=f"#{desk.general['redup']}")
    row = 3
    for cross in desk.book.crosses:
        if cross.rows:
            row = _cross(desk, made, cross, places, row) + 2
    labels = [label for cross in desk.book.crosses for label in cross.rows]
    columns = max((len(cross.columns) for cross in desk.book.crosses), default=0) + 1
    first = min(max(map(len, (desk.words["jumlah"], *labels))) + 2, 60)
    made.set_column(0, 0, first)
    made.set_column(1, columns, 19)
    made.hide_gridlines(2)
    made.freeze_panes(0, 1)
    desk.paper(made, desk.words["rekap"], first + 19 * columns, 0)


def places_of(desk: Desk) -> Mapping[str, str]:
    """The cells in which each list of choices stands, as a formula names them."""
    sheet = quoted(desk.words["daftar"])
    return {
        part.id: f"{sheet}!{letter_of(column)}${LISTED + 1}:{letter_of(column)}${LISTED + len(part.items)}"
        for column, part in _laid(desk)
        if part.items
    }


def lists(desk: Desk, made: Any) -> None:
    """The lists of choices beside each other: the word that a cell holds, its code, its meaning."""
    desk.write(made, 0, 0, desk.words["daftar"], bold=True, font_size=14, font_color=f"#{desk.general['kuat']}")
    desk.write(made, 1, 0, desk.words["daftar-arti"], font_color=f"#{desk.general['redup']}")
    across = 0
    for column, part in _laid(desk):
        desk.write(made, LISTED - 2, column, part.title, bold=True, font_size=12)
        for at, name in enumerate(_named(part)):
            across += 2 + _column(desk, made, column + at, part, name)
        made.set_column(column + len(_named(part)), column + len(_named(part)), 2)
    made.freeze_panes(LISTED, 0)
    made.hide_gridlines(2)
    desk.paper(made, desk.words["daftar"], across, LISTED - 1)


def long_texts(desk: Desk, made: Any) -> None:
    """What no cell can hold, in pieces and in order, with the cell it belongs to."""
    desk.write(made, 0, 0, desk.words["lengkap"], bold=True, font_size=14, font_color=f"#{desk.general['kuat']}")
    desk.write(made, 1, 0, desk.words["lengkap-arti"], font_color=f"#{desk.general['redup']}")
    for column, name in enumerate(("lembar", "sel", "bagian", "isi")):
        _title(desk, made, 3, column, desk.words[name])
    row = 4
    for title, cell, text in desk.long:
        for number, piece in enumerate(pieces(text), start=1):
            values: tuple[Value, ...] = (title, cell, number, piece)
            for column, value in enumerate(values):
                desk.write(made, row, column, value, text_wrap=True)
            row += 1
    made.set_column(0, 0, 26)
    made.set_column(3, 3, 100)
    desk.paper(made, desk.words["lengkap"], 150, 3)


def _rules(desk: Desk, made: Any, row: int) -> int:
    """How to use the workbook; gives the row behind."""
    desk.write(made, row, 1, desk.words["cara"], bold=True, font_size=13, font_color=f"#{desk.general['kuat']}")
    for number, text in enumerate(desk.book.guide, start=1):
        desk.write(made, row + number, 1, number, align="right", indent=1)
        desk.write(made, row + number, 2, text, text_wrap=True)
        fit(made, row + number, [(text, WIDE[2])])
    return row + len(desk.book.guide) + 1


def _sheets(desk: Desk, made: Any, row: int) -> int:
    """Every sheet with a link to it; gives the row behind."""
    names = ("lembar", "isi", "berkas", "baris")
    _header(desk, made, row, desk.words["isi-buku"], [desk.words[name] for name in names])
    for title, said in _contents(desk):
        link = desk.style(font_color=f"#{desk.general['kuat']}", underline=1, **_line(desk))
        made.write_url(row + 2, 1, f"internal:{quoted(title)}!A1", link, string=title)
        _told(desk, made, row + 2, said)
        row += 1
    return row + 2


def _uses(desk: Desk, made: Any, row: int) -> None:
    """Every list of choices, how long it is, and the sheets that choose from it."""
    _header(
        desk,
        made,
        row,
        desk.words["daftar"],
        [*(desk.words[name] for name in ("pilihan", "dipakai")), "", desk.words["banyaknya"]],
    )
    for part in desk.book.choices:
        users = (sheet.title for sheet in desk.book.sheets if any(field.choices == part.id for field in sheet.fields))
        if part.items:
            desk.write(made, row + 2, 1, part.title, text_wrap=True, **_line(desk))
            _told(desk, made, row + 2, ("; ".join(users), "", len(part.items)), part.title)
            row += 1


def _header(desk: Desk, made: Any, row: int, title: str, names: list[str]) -> None:
    desk.write(made, row, 1, title, bold=True, font_size=13, font_color=f"#{desk.general['kuat']}")
    for column in range(1, len(WIDE)):
        _title(desk, made, row + 1, column, names[column - 1])


def _told(desk: Desk, made: Any, row: int, said: Sequence[Value], label: str = "") -> None:
    """The words of a row behind its first column."""
    for column, value in enumerate(said, start=2):
        desk.write(made, row, column, value, text_wrap=True, **_line(desk))
    fit(made, row, zip((label, *said), WIDE[1:], strict=False))


def _contents(desk: Desk) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """(title, (what it holds, from which files, number of entries)) of every sheet behind the first."""
    yield desk.words["rekap"], (desk.words["rekap-arti"], "", None)
    for sheet in desk.book.sheets:
        yield sheet.title, (sheet.about, sheet.files, len(sheet.entries))
    yield desk.words["daftar"], (desk.words["daftar-arti"], "", None)
    if desk.long:
        yield desk.words["lengkap"], (desk.words["lengkap-arti"], "", len(desk.long))


def _cross(desk: Desk, made: Any, cross: Cross, places: Places, row: int) -> int:
    """One table of sums; gives its last row."""
    desk.write(made, row, 0, cross.title, bold=True, font_size=12)
    titles: tuple[str | int, ...] = ("", *cross.columns, desk.words["jumlah"])
    for column, title in enumerate(titles):
        _title(desk, made, row + 1, column, title)
    first, last, end = row + 2, row + 1 + len(cross.rows), len(cross.columns)
    money = {"num_format": '#,##0;-#,##0;"–"', "align": "right", **_line(desk)}
    bold = desk.style(**money, bold=True)
    for at, (label, sums) in enumerate(zip(cross.rows, cross.sums, strict=True), start=first):
        desk.write(made, at, 0, label, text_wrap=True, **_line(desk))
        for column, value in enumerate(sums, start=1):
            formula = _sum(cross, places, f"$A{at + 1}", cell_of(row + 1, column, "row"))
            made.write_formula(at, column, formula, desk.style(**money), value)
        made.write_formula(at, end + 1, _added(at, 1, at, end), bold, sum(sums))
    desk.write(made, last + 1, 0, desk.words["jumlah"], bold=True, **_line(desk))
    totals = [sum(column) for column in zip(*cross.sums, strict=True)]
    for column, value in enumerate((*totals, sum(totals)), start=1):
        made.write_formula(last + 1, column, _added(first, column, last, column), bold, value)
    return last + 1


def _sum(cross: Cross, places: Places, label: str, column: str) -> str:
    """A sum by two fields; SUMIFS would take some labels for patterns."""
    there = places[cross.sheet]
    tests = f"--({there.span(cross.row)}={label}),--({there.span(cross.column)}={column})"
    return f"=SUMPRODUCT({tests},{there.span(cross.value)})"


def _added(top: int, left: int, bottom: int, right: int) -> str:
    return f"=SUM({cell_of(top, left)}:{cell_of(bottom, right)})"


def _laid(desk: Desk) -> Iterator[tuple[int, Choices]]:
    """(first column, list) of every list, with an empty column between two."""
    column = 0
    for part in desk.book.choices:
        yield column, part
        column += len(_named(part)) + 1


def _named(part: Choices) -> tuple[str, ...]:
    """The columns of a list: the word, and code and meaning where they say more."""
    coded = any(item.code != item.label for item in part.items)
    meant = any(item.meaning for item in part.items)
    return ("pilihan", *(["kode"] if coded else []), *(["arti"] if meant else []))


def _column(desk: Desk, made: Any, column: int, part: Choices, name: str) -> int:
    """One column of a list; gives its width. Its texts do not wrap, for lists of other heights stand beside it."""
    texts = [{"pilihan": item.label, "kode": item.code, "arti": item.meaning}[name] for item in part.items]
    number = part.kind == "tahun" and name == "pilihan"
    wide = min(max(map(len, (part.title, desk.words[name], *texts))), LISTED_WIDTH) + 2
    _title(desk, made, LISTED - 1, column, desk.words[name])
    made.set_column(column, column, wide)
    shape = {"num_format": "0" if number else "@", "align": "left", **_line(desk)}
    for row, text in enumerate(texts, start=LISTED):
        desk.write(made, row, column, int(text) if number else text, **shape)
    return wide


def _title(desk: Desk, made: Any, row: int, column: int, value: str | int) -> None:
    ground = {"bg_color": f"#{desk.general['kuat']}", "font_color": f"#{desk.general['lembut']}", "bold": True}
    desk.write(made, row, column, value, **ground, align="center", text_wrap=True)


def _line(desk: Desk) -> Mapping[str, Any]:
    return {"bottom": 7, "bottom_color": f"#{desk.general['garis']}"}
