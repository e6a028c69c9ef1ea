"""Tables of the outline: headings come from `templates/tabel.yml`, rows from `rows`.

The frame adds what every table owes its reader: which rows are examples, and from which sources the others come.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dosir import language
from dosir.assemble.scope import Scope, cited, record_ids
from dosir.outline import Cell, Column, Row, Spans, Table, text

Content = str | int | Spans


@dataclass(frozen=True)
class Line:
    """A row before it is framed: its cells, the records it tells of, and body, group or total."""

    cells: tuple[Content, ...]
    records: tuple[Any, ...] = ()
    kind: str = "body"
    id: str = ""


def frame(scope: Scope, key: str, lines: Iterable[Line]) -> Table:
    """The table named `key` with these lines."""
    shape = scope.templates.data("tabel.yml")[key]
    columns = tuple(_columns(scope, shape["kolom"]))
    made = tuple(lines)
    told = [line for line in made if line.records]
    examples = [line for line in told if _is_example(line)]
    mixed = bool(examples) and len(examples) < len(told)
    rows = tuple(_row(line, columns, mixed and _is_example(line)) for line in made)
    names = {
        "pilar": scope.dimensi.nama if scope.dimensi else "",
        "quick_win": scope.quick_win.rekaman.nama if scope.quick_win else "",
    }
    return Table(
        key,
        shape["judul"].format(**names).strip(),
        columns,
        rows,
        source=_source(scope, told, examples),
        wide=bool(shape.get("mendatar")),
        labels=bool(shape.get("label")),
    )


def _columns(scope: Scope, kinds: list[dict[str, Any]]) -> Iterable[Column]:
    for kind in kinds:
        titles = map(str, scope.plan.daerah.periode.tahun) if kind.get("tahun") else [kind["judul"]]
        yield from (Column(title, kind["lebar"], kind.get("rata", "left")) for title in titles)


def _row(line: Line, columns: tuple[Column, ...], marked: bool) -> Row:
    cells = [content if isinstance(content, tuple) else text(_shown(content)) for content in line.cells]
    if line.kind == "group":
        return Row((Cell(cells[0], len(columns)),), "group")
    if marked:
        cells[0] = (*cells[0], *text(" †"))
    return Row(tuple(Cell(cell) for cell in cells), line.kind, line.id)


def _shown(content: str | int) -> str:
    return content if isinstance(content, str) else language.angka(content)


def _is_example(line: Line) -> bool:
    return any(getattr(record, "contoh", False) for record in line.records)


def _source(scope: Scope, told: list[Line], examples: list[Line]) -> str:
    real = [record for line in told for record in line.records if not getattr(record, "contoh", False)]
    parts = [cited(scope, record_ids(real))]
    if examples:
        parts.append(scope.word("contoh-semua" if len(examples) == len(told) else "contoh-sebagian"))
    return "; ".join(part for part in parts if part)
