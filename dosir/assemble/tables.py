"""Tables of the outline: headings come from `templates/tabel.yml`, rows from `rows`.

The frame adds what every table owes its reader: which rows are examples, and from which sources the others come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from dosir import language
from dosir.assemble.scope import Scope, citations, cited, record_ids
from dosir.markup import plain
from dosir.outline import Cell, Column, Row, Spans, Table, text
from dosir.plan.records import Evaluasi


@dataclass(frozen=True)
class Filled:
    """A cell filled with a pillar's colour, or marked `kurang`; its words say what the fill or the mark says."""

    words: str | Spans
    accent: str


Content = str | int | Spans | Filled
Framed = tuple[tuple[Column, ...], tuple["Line", ...]]
EMPTY = ("", "–")
FEW = 3  # sources that fit below a chart
MARK = f"{language.NO_BREAK}†"


@dataclass(frozen=True)
class Line:
    """A row before it is framed: its cells, the records it tells of, and body, group or total.

    With `each`, every cell tells of its own record, the one at its place in `records`, or of none. `anchor` is that of
    a record that the row tells of without owing the reader its source.
    """

    cells: tuple[Content, ...]
    records: tuple[Any, ...] = ()
    kind: str = "body"
    id: str = ""
    each: bool = False
    anchor: str = ""


def frame(scope: Scope, key: str, lines: Iterable[Line], **words: str) -> Table:
    """The table named `key` with these lines; `words` are further names that its caption may use.

    A column that its heading calls optional is left out when no row has anything in it.
    """
    shape = scope.templates.data("tabel.yml")[key]
    columns, made = _needed(tuple(_columns(scope, shape["kolom"])), tuple(lines))
    parts = [part for line in made for part in _parts(line)]
    examples = [part for part in parts if _is_example(part)]
    mixed = bool(examples) and len(examples) < len(parts)
    rows = tuple(_row(scope, line, columns, mixed) for line in made)
    names = {
        "pilar": scope.dimensi.nama if scope.dimensi else "",
        "quick_win": scope.quick_win.rekaman.nama if scope.quick_win else "",
        **words,
    }
    source = _source(scope, parts, examples)
    return Table(
        key,
        shape["judul"].format(**names).strip(),
        columns,
        rows,
        source=source,
        cites=linked(scope, (record for part in parts for record in part), source),
        wide=bool(shape.get("mendatar")),
        labels=bool(shape.get("label")),
    )


def drawn(scope: Scope, records: Iterable[Any]) -> str:
    """The source line of a chart of these records; more than a few sources are left to its table, row by row."""
    told = tuple(records)
    examples = [record for record in told if _is_example((record,))]
    real = cited(scope, record_ids(record for record in told if not getattr(record, "contoh", False)))
    said = [scope.word("sumber-tabel") if real.count(";") >= FEW else real]
    if examples:
        said.append(scope.word("contoh-semua" if len(examples) == len(told) else "contoh-angka"))
    return "; ".join(part for part in said if part)


def linked(scope: Scope, records: Iterable[Any], source: str) -> Spans:
    """A source line with the way to each source that these records cite in it; nothing in a book, or without any."""
    ids = record_ids(record for record in records if not getattr(record, "contoh", False))
    real = cited(scope, ids)
    if not scope.web or not real or not source.startswith(real):
        return ()
    return (*citations(scope, ids), *text(source.removeprefix(real)))


def rounds(scope: Scope) -> tuple[tuple[str, Evaluasi], ...]:
    """(name such as `2023 II`, evaluation) of every evaluation, by year and stage."""
    ordered = sorted(scope.plan.evaluasi, key=lambda item: (item.tahun, item.tahap or ""))
    return tuple((f"{item.tahun} {item.tahap or ''}".strip(), item) for item in ordered)


def _columns(scope: Scope, kinds: list[dict[str, Any]]) -> Iterator[tuple[Column, bool]]:
    """(column, whether it may be left out) in order."""
    for kind in kinds:
        titles = _titles(scope, kind)
        optional = bool(kind.get("opsional"))
        yield from ((Column(title, kind["lebar"], kind.get("rata", "left")), optional) for title in titles)


def _titles(scope: Scope, kind: dict[str, Any]) -> list[str]:
    """Titles of the columns that one heading stands for: every year of the period, every evaluation, or its own."""
    if kind.get("tahun"):
        return [str(year) for year in scope.plan.daerah.periode.tahun]
    return [name for name, _ in rounds(scope)] if kind.get("evaluasi") else [kind["judul"]]


def _needed(columns: tuple[tuple[Column, bool], ...], lines: tuple[Line, ...]) -> Framed:
    """The columns that some row fills or that must stand, and the lines with those cells only."""
    bodies = [line.cells for line in lines if line.kind == "body"]
    kept = [at for at, (_, optional) in enumerate(columns) if not optional or any(_says(cells[at]) for cells in bodies)]
    cut = (
        line if line.kind == "group" else replace(line, cells=tuple(line.cells[at] for at in kept)) for line in lines
    )
    return tuple(columns[at][0] for at in kept), tuple(cut)


def _says(content: Content) -> bool:
    if isinstance(content, Filled):
        return True
    return content not in EMPTY if isinstance(content, str | int) else plain(content) not in EMPTY


def _parts(line: Line) -> list[tuple[Any, ...]]:
    """The records of a line as one part, or each of them as its own; a part is an example or it is not."""
    told = tuple(record for record in line.records if record is not None)
    return [(record,) for record in told] if line.each else [told] if told else []


def _row(scope: Scope, line: Line, columns: tuple[Column, ...], mixed: bool) -> Row:
    cells = [_cell(content) for content in line.cells]
    if line.kind == "group":
        return Row((replace(cells[0], span=len(columns)),), "group")
    for at in _marked(line) if mixed else ():
        cells[at] = replace(cells[at], spans=(*cells[at].spans, *text(MARK)))
    found = (scope.plan.jangkar.of(record) for record in line.records)
    anchor = line.anchor or next(filter(None, found), "")
    return Row(tuple(cells), line.kind, line.id, anchor)


def _cell(content: Content) -> Cell:
    if isinstance(content, Filled):
        return Cell(text(content.words) if isinstance(content.words, str) else content.words, accent=content.accent)
    return Cell(content if isinstance(content, tuple) else text(_shown(content)))


def _marked(line: Line) -> list[int]:
    """Places of the cells that carry the mark of an example."""
    if line.each:
        return [at for at, record in enumerate(line.records) if record is not None and _is_example((record,))]
    return [0] if _is_example(line.records) else []


def _shown(content: str | int) -> str:
    return content if isinstance(content, str) else language.angka(content)


def _is_example(part: tuple[Any, ...]) -> bool:
    return any(getattr(record, "contoh", False) for record in part)


def _source(scope: Scope, parts: list[tuple[Any, ...]], examples: list[tuple[Any, ...]]) -> str:
    real = [record for part in parts for record in part if not getattr(record, "contoh", False)]
    said = [cited(scope, record_ids(real))]
    if examples:
        said.append(scope.word("contoh-semua" if len(examples) == len(parts) else "contoh-sebagian"))
    return "; ".join(part for part in said if part)
