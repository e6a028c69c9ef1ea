"""Rows about the plan itself: what a stage demands, what is missing and where, what was approved and changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from dosir import language
from dosir.assemble.scope import Scope, spans
from dosir.assemble.tables import Line
from dosir.diagnostics import Position
from dosir.gates import Stage, approvals
from dosir.markup import Node
from dosir.outline import Spans
from dosir.plan.records import Tahap


def stage_name(tahap: Tahap) -> str:
    """A stage as a reader knows it."""
    return "Final" if tahap == "final" else f"Bimtek {tahap}"


def tahap(stages: Iterable[Stage]) -> Iterator[Line]:
    """What each stage demands and how much of it is there."""
    for stage in stages:
        counts = (language.angka(len(stage.demands)), language.angka(stage.there), f"{stage.percent}%")
        yield Line((stage_name(stage.tahap), *counts, language.angka(len(stage.gaps))))


def kekurangan(scope: Scope, stage: Stage) -> Iterator[Line]:
    """The gaps of one stage; records that are only examples are counted by `contoh` instead."""
    for gap in stage.gaps:
        if not gap.example:
            yield Line((spans(scope, gap.what), _place(scope, gap.position), spans(scope, gap.hint)))


def contoh(scope: Scope, final: Stage) -> Iterator[Line]:
    """How many examples stand in each file, which the final document must not have."""
    counts = Counter(_inside(scope, gap.position.path) for gap in final.gaps if gap.example)
    yield from (Line((_code(path), language.angka(count))) for path, count in sorted(counts.items()))


def persetujuan(scope: Scope) -> Iterator[Line]:
    """Stages that were approved, and what has changed since."""
    for stamp in scope.plan.persetujuan:
        changed = approvals.changes(scope.plan, stamp)
        direct = [change.name for change in changed if change.kind != "bergantung"]
        later = [change.name for change in changed if change.kind == "bergantung"]
        since = ", ".join(direct) or "tidak ada"
        hanging = ", ".join(later) or "tidak ada"
        when = language.tanggal(stamp.tanggal)
        yield Line((stage_name(stamp.tahap), stamp.oleh, when, stamp.versi, since, hanging))


def _place(scope: Scope, position: Position) -> Spans:
    return _code(f"{_inside(scope, position.path)}:{position.line}")


def _inside(scope: Scope, path: str) -> str:
    """A file's path below the regency's folder, wherever that lies: a site says the same on every machine."""
    return path.rpartition(f"{scope.plan.slug}/")[2]


def _code(text: str) -> Spans:
    return (Node("code", text=text),)
