"""Render the workbook: XlsxWriter writes every cell as what it is, and formulas with the values they have.

The file carries the document's own date and nothing of the machine, so the same workbook is the same bytes. XlsxWriter
and not openpyxl, because it writes values beside formulas, which a reader that never recalculates needs.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from dosir.render.sheets import companions, registers
from dosir.render.sheets.desk import Desk, add, clean, engine
from dosir.templates import Templates
from dosir.workbook import Sheet, Workbook

MOST = 1_000_000  # entries on one sheet, of the 1,048,576 rows that it may have


def render(templates: Templates, book: Workbook, most: int = MOST) -> bytes:
    """The XLSX file of a workbook; a register of more than `most` entries goes on in further sheets."""
    stream = io.BytesIO()
    words, colours = templates.data("lembar.yml")["kata"], templates.data("identitas.yml")
    book = replace(book, sheets=tuple(part for sheet in book.sheets for part in _parts(sheet, most)))
    desk = Desk(book, engine(stream), words, colours)
    _say(desk)
    _write(desk)
    desk.made.close()
    return stream.getvalue()


def _parts(sheet: Sheet, most: int) -> Iterator[Sheet]:
    yield replace(sheet, entries=sheet.entries[:most])
    for number, at in enumerate(range(most, len(sheet.entries), most), start=2):
        title = f"{sheet.title} ({number})"
        yield replace(sheet, id=f"{sheet.id}-{number}", title=title, entries=sheet.entries[at : at + most])


def _say(desk: Desk) -> None:
    """What the file says about itself."""
    book = desk.book
    said = {
        "title": f"{book.title} {book.region}",
        "subject": book.title,
        "author": book.region,
        "keywords": ", ".join(book.keywords),
        "comments": "; ".join(f"{label}: {value}" for label, value in book.facts),
        "status": book.status,
    }
    created = {"created": datetime.combine(book.date, time())}
    desk.made.set_properties({key: clean(value) for key, value in said.items()} | created)
    desk.made.set_size(2400, 1500)


def _write(desk: Desk) -> None:
    """All sheets in their order; the first is written last, for it tells of all others."""
    titles = [desk.words["petunjuk"], desk.words["rekap"], *(sheet.title for sheet in desk.book.sheets)]
    made = {title: _sheet(desk, title) for title in (*titles, desk.words["daftar"])}
    places = {sheet.id: registers.place(sheet) for sheet in desk.book.sheets}
    lists = companions.places_of(desk)
    for sheet in desk.book.sheets:
        registers.write(desk, made[sheet.title], sheet, places, lists)
    companions.crosses(desk, made[desk.words["rekap"]], places)
    companions.lists(desk, made[desk.words["daftar"]])
    if desk.long:
        companions.long_texts(desk, _sheet(desk, desk.words["lengkap"]))
    companions.guide(desk, made[desk.words["petunjuk"]])


def _sheet(desk: Desk, title: str) -> Any:
    companion = title in (desk.words["petunjuk"], desk.words["rekap"], desk.words["daftar"])
    return add(desk.made, title, desk.general["kuat" if companion else "garis"])
