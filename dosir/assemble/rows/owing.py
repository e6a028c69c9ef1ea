"""Rows of what is still owed: demands of the stages that the records of one office or programme do not meet yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from dosir import language
from dosir.assemble.rows.progress import place, stage_name
from dosir.assemble.scope import Scope, spans
from dosir.assemble.tables import Line
from dosir.gates import Stage
from dosir.gates.demands import Demand
from dosir.plan.names import kind_of


def owed_lines(scope: Scope, owed: Iterable[tuple[Stage, Demand]]) -> Iterator[Line]:
    """What is missing, by stage, with the file and line it belongs to and how to fill it."""
    for stage, demand in owed:
        if not demand.example:
            anchor = scope.plan.jangkar.of(demand.record)
            cells = (stage_name(stage.tahap), spans(scope, demand.what), place(scope, demand.position))
            yield Line((*cells, spans(scope, demand.hint)), anchor=anchor)


def example_lines(owed: Iterable[tuple[Stage, Demand]]) -> Iterator[Line]:
    """How many records of each kind are still examples."""
    counts = Counter(kind_of(demand.record) for _, demand in owed if demand.example and demand.record)
    yield from (Line((kind, language.angka(count))) for kind, count in sorted(counts.items()))
