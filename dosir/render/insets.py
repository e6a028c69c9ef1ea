"""A chart as a part of a page: the drawing of the books, light, without a ground of its own, each mark with its words.

It stands in the page and not beside it as a picture, because only so do its colours follow the page into the dark and
can a reader point at a bar: a page opened from the disk may not look into a file of its own. The words that a mark
shows are the label that the table prints.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from dosir.outline import Cell, Chart, Column, Row, Table, text
from dosir.render import charts
from dosir.templates import Templates

TITLES = {"judul": "Indikator", "bagian": "Bagian penilaian", "kelompok": "Kelompok dana", "dasar": "Dasar"}
MARK = re.compile(rf'aria-label="([^"]*)" role="graphics-symbol" aria-roledescription="(?:{"|".join(charts.POINTED)})"')
SPARE = re.compile(
    r' (?:aria-[a-z]+|role|class|pointer-events|font-family|stroke-miterlimit|xmlns:xlink|version)="[^"]*"| opacity="1"'
)
EMPTY = re.compile(r'<path d="(?:M0,0h0v0h0Z)?"(?: display="none")?/>')
SHAPE = re.compile(r' (?:d|transform|x2|y2)="[^"]*"')
DIGITS = re.compile(r"(\d+\.\d)\d+")
GROUND = re.compile(r'<rect width="[\d.]+" height="[\d.]+" fill="white"/>')


def inset(templates: Templates, chart: Chart, narrow: bool = False) -> str:
    """The chart as an SVG element that says `data-kata` at each mark, `narrow` for a telephone; its alternative text is
    its name."""
    made = MARK.sub(r'data-kata="\1"', charts.spoken(templates, chart, narrow))
    for spare in (SPARE, EMPTY, GROUND):
        made = spare.sub("", made)
    made = SHAPE.sub(lambda shape: DIGITS.sub(r"\1", shape[0]), made)
    return made.replace("<svg ", f'<svg role="img" aria-label="{escape(chart.alt)}" ', 1)


def numbers(chart: Chart) -> Table:
    """The numbers of a chart as a table, in its own words."""
    names = charts.named(dict(chart.rows[0]))
    unit = "Juta rupiah" if chart.spec.startswith("anggaran") else "Nilai"
    columns = (*(Column(TITLES.get(name, name.capitalize())) for name in names), Column(unit, align="right"))
    rows = tuple(Row(tuple(_cell(dict(row), name) for name in (*names, "label"))) for row in chart.rows)
    return Table(f"angka-{chart.id}", "", columns, rows)


def _cell(row: Mapping[str, str | int | float], name: str) -> Cell:
    return Cell(text(" ".join(str(row.get(name, "")).split())))
