"""Rows of what a pillar aims at: its goals with what measures and reaches them, its strategies by sub-dimension with
the gaps they close and who carries them out, and its issues.

A sub-dimension without a strategy keeps its heading and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from dosir.assemble import addresses
from dosir.assemble.rows.measured import lacking
from dosir.assemble.rows.parts import filled, joined, link, office, program_link
from dosir.assemble.scope import Scope, spans
from dosir.assemble.tables import Content, Line
from dosir.outline import text
from dosir.plan.records import Dimensi, Gap, Indikator, Misi, Sasaran, Strategi

Coded = Misi | Sasaran | Gap | Strategi | Indikator
T = TypeVar("T", Misi, Sasaran, Gap, Strategi, Indikator)


def goal_lines(scope: Scope, dimensi: Dimensi) -> Iterator[Line]:
    """Goals of a pillar, each with the missions it serves, its indicators and the strategies that reach it."""
    for item in scope.plan.pilar:
        for goal in item.rekaman.sasaran if item.dimensi == dimensi else ():
            cells: tuple[Content, ...] = (
                (*text(f"{goal.kode} "), *spans(scope, goal.teks)),
                _coded(scope, _among(scope.plan.misi, goal.misi), "– belum ada misi"),
                _coded(scope, _among(scope.plan.indikator, goal.indikator), "– belum ada indikator"),
                _coded(
                    scope, [part for part in scope.plan.strategi if goal.kode in part.sasaran], "– belum ada strategi"
                ),
            )
            yield Line(cells, (item.rekaman,), id=addresses.row_id(scope, goal), anchor=scope.plan.jangkar.of(goal))


def strategy_lines(scope: Scope, dimensi: Dimensi) -> Iterator[Line]:
    """Strategies of a pillar under a heading for each of its sub-dimensions."""
    item = next((found for found in scope.plan.pilar if found.dimensi == dimensi), None)
    for sub in dimensi.sub_dimensi:
        found = [part for part in scope.plan.strategi if part.sub_dimensi == sub.kode]
        yield Line((sub.nama,), kind="group")
        for strategy in found:
            anchor = scope.plan.jangkar.of(strategy)
            record = (item.rekaman,) if item else ()
            yield Line(_strategy(scope, strategy), record, id=addresses.row_id(scope, strategy), anchor=anchor)
        if not found:
            yield Line((lacking("– belum ada strategi pada sub-dimensi ini"), "", "", "", ""))


def _strategy(scope: Scope, strategy: Strategi) -> tuple[Content, ...]:
    programs = [part for part in scope.plan.program if part.strategi == strategy.kode]
    carried = [(*text(f"{part.kode} "), *program_link(scope, part)) for part in programs]
    return (
        (*text(f"{strategy.kode} "), *spans(scope, strategy.rumusan)),
        _coded(scope, _among(scope.plan.sasaran, strategy.sasaran), "– belum ada sasaran"),
        _coded(scope, _among(scope.plan.gap, strategy.gap), "– belum menjawab kesenjangan"),
        joined(carried) if carried else lacking("– belum ada program"),
        joined(office(scope, opd) for opd in dict.fromkeys(part.opd for part in programs)),
    )


def _among(register: Iterable[T], codes: Iterable[str]) -> list[T]:
    """The records of a register that these codes name."""
    wanted = set(codes)
    return [record for record in register if record.kode in wanted]


def _coded(scope: Scope, records: Iterable[Coded], absent: str) -> Content:
    found = [link(scope, addresses.of(scope.plan, record), record.kode) for record in records]
    return joined(found) if found else lacking(absent)


def issue_lines(scope: Scope, dimensi: Dimensi) -> Iterator[Line]:
    """The strategic issues of a dimension, numbered as in the list of all."""
    for issue in scope.plan.isu:
        if issue.dimensi == dimensi.kode:
            number = addresses.issue_number(scope.plan, issue)
            cells = (number, spans(scope, issue.isu), spans(scope, issue.asal), filled(scope, issue, "prioritas"))
            yield Line(cells, (issue,), id=addresses.row_id(scope, issue))
