"""Rows about the plan itself: what a stage demands, what is missing and where, what was approved and changed since."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dosir import language
from dosir.assemble.scope import Scope, spans
from dosir.assemble.tables import Line
from dosir.diagnostics import Position
from dosir.gates import Stage, approvals
from dosir.gates.demands import Demand
from dosir.markup import Node
from dosir.outline import Spans
from dosir.plan.names import kind_of

ROUND = re.compile(r"\b(IV|I{1,3})\b")
CODE = re.compile(r" `[^`]*`")


@dataclass(frozen=True)
class Lack:
    """Gaps of one kind in words that count them, and the ids of their rows."""

    words: str
    ids: tuple[str, ...]


def stage_name(tahap: str) -> str:
    """A stage as a reader knows it."""
    return "Final" if tahap == "final" else f"Bimtek {tahap}"


def tahap(stages: Iterable[Stage]) -> Iterator[Line]:
    """What each stage demands and how much of it is there."""
    for stage in stages:
        counts = (language.angka(len(stage.demands)), language.angka(stage.there), f"{stage.percent}%")
        yield Line((stage_name(stage.tahap), *counts, language.angka(len(stage.gaps))))


def kekurangan(scope: Scope, stage: Stage) -> Iterator[Line]:
    """The gaps of one stage, each row with an id of its own."""
    for name, gap in _numbered(stage):
        anchor = scope.plan.jangkar.of(gap.record)
        yield Line((spans(scope, gap.what), place(scope, gap.position), spans(scope, gap.hint)), id=name, anchor=anchor)


def lacks(stage: Stage) -> Iterator[Lack]:
    """What a stage lacks by kind, whole parts before fields and what many records lack before what few do."""
    kinds: dict[str, list[tuple[str, Demand]]] = {}
    for name, gap in _numbered(stage):
        kinds.setdefault(_kind(gap), []).append((name, gap))
    for kind, found in sorted(kinds.items(), key=lambda item: (bool(item[1][0][1].record), -len(item[1]))):
        yield Lack(_counted(kind, found), tuple(name for name, _ in found))


def _kind(gap: Demand) -> str:
    """What tells one kind of gap from another: the field of such a record, or the part whatever its round."""
    if gap.record is None:
        return ROUND.sub("…", gap.what)
    _, colon, field = gap.what.rpartition(": ")
    return f"{kind_of(gap.record)} belum mengisi {field if colon else CODE.sub('', field)}"


def _counted(kind: str, found: list[tuple[str, Demand]]) -> str:
    first = found[0][1]
    if len(found) == 1:
        return first.what
    rounds = (match[0] for _, gap in found if (match := ROUND.search(gap.what)))
    return f"{language.angka(len(found))} {kind}" if first.record else kind.replace("…", language.daftar(rounds))


def _numbered(stage: Stage) -> Iterator[tuple[str, Demand]]:
    """(id of its row, gap) of what a stage lacks; records that are only examples are counted by `contoh` instead."""
    gaps = (gap for gap in stage.gaps if not gap.example)
    yield from ((f"kurang-{stage.tahap.lower()}-{at}", gap) for at, gap in enumerate(gaps, start=1))


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


def place(scope: Scope, position: Position) -> Spans:
    """A position as its file below the regency's folder and its line."""
    return _code(f"{_inside(scope, position.path)}:{position.line}")


def _inside(scope: Scope, path: str) -> str:
    """A file's path below the regency's folder, wherever that lies: a site says the same on every machine."""
    return path.rpartition(f"{scope.plan.slug}/")[2]


def _code(text: str) -> Spans:
    return (Node("code", text=text),)
