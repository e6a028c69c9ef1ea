"""Lineage: the line of one programme through the chain, from the vision it serves down to the evaluation that names it.

Only what the records themselves name counts. `chain` follows every link, so that nothing that hangs on a record is
overlooked when it changes; from a programme it thereby also reaches the goal of another strategy that closes the same
gap, which this programme does not serve and must not be credited with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from dosir.plan import BerkasQuickWin, Plan
from dosir.plan.records import (
    Evaluasi,
    Gap,
    Indikator,
    Isu,
    Jawaban,
    Misi,
    PetaJalan,
    Program,
    Rekaman,
    Rekomendasi,
    Sasaran,
    Strategi,
    Visi,
)

T = TypeVar("T", Misi, Sasaran, Gap, Indikator)


@dataclass(frozen=True)
class Lineage:
    """What one programme serves, above it, and what measures, schedules and judges it, below.

    The issues are those of its dimension: no record of a plan names an issue.
    """

    program: Program
    visi: tuple[Visi, ...]
    misi: tuple[Misi, ...]
    sasaran: tuple[Sasaran, ...]
    gap: tuple[Gap, ...]
    isu: tuple[Isu, ...]
    strategi: tuple[Strategi, ...]
    indikator: tuple[Indikator, ...]
    peta_jalan: tuple[PetaJalan, ...]
    quick_win: tuple[BerkasQuickWin, ...]
    evaluasi: tuple[tuple[Evaluasi, Jawaban | Rekomendasi], ...]


def lineage(plan: Plan, program: Program) -> Lineage:
    """The line of a programme; a link that its records do not name is empty."""
    strategies = tuple(item for item in plan.strategi if item.kode == program.strategi)
    goals = _named(plan.sasaran, (code for item in strategies for code in item.sasaran))
    own = (program.rpjmd_ref.misi,) if program.rpjmd_ref else ()
    given = (*(item.misi for item in strategies), *(item.misi for item in goals))
    missions = _named(plan.misi, (*own, *(code for codes in given for code in codes)))
    return Lineage(
        program,
        tuple(item for item in plan.visi if item.id in {mission.visi for mission in missions}),
        missions,
        goals,
        _named(plan.gap, (code for item in strategies for code in item.gap)),
        tuple(item for item in plan.isu if item.dimensi == plan.dimensi_program(program)),
        strategies,
        _named(plan.indikator, program.indikator),
        tuple(item for item in plan.peta_jalan if item.program == program.kode),
        tuple(item for item in plan.quick_win if item.rekaman.program == program.kode),
        tuple(_judged(plan, program)),
    )


def lineages(plan: Plan) -> Mapping[str, Lineage]:
    """The line of every programme by its code."""
    return {program.kode: lineage(plan, program) for program in plan.program}


def pillar_of(plan: Plan, record: Rekaman) -> str:
    """Code of the dimension a goal, strategy, gap, indicator or programme belongs to; empty when none is known.

    An indicator belongs to the first pillar that measures something with it.
    """
    if isinstance(record, Program):
        return plan.dimensi_program(record)
    if isinstance(record, Gap | Strategi):
        found = plan.sub_dimensi.get(record.sub_dimensi)
        return found[0].kode if found else ""
    if isinstance(record, Sasaran):
        return next((item.dimensi.kode for item in plan.pilar if record in item.rekaman.sasaran), "")
    if isinstance(record, Indikator):
        return next((pillar_of(plan, user) for user in users(plan, record)), "")
    return ""


def users(plan: Plan, indikator: Indikator) -> Iterator[Program | Sasaran | Strategi]:
    """The programmes, goals and strategies that an indicator measures."""
    yield from (record for record in plan.program if indikator.kode in record.indikator)
    yield from (record for record in plan.sasaran if indikator.kode in record.indikator)
    yield from (record for record in plan.strategi if indikator.kode in record.indikator)


def _named(register: Iterable[T], codes: Iterable[str]) -> tuple[T, ...]:
    """Records with these codes, in the order of their register."""
    wanted = set(codes)
    return tuple(record for record in register if record.kode in wanted)


def _judged(plan: Plan, program: Program) -> Iterator[tuple[Evaluasi, Jawaban | Rekomendasi]]:
    for item in plan.evaluasi:
        parts: tuple[Jawaban | Rekomendasi, ...] = (*item.jawaban, *item.rekomendasi)
        yield from ((item, part) for part in parts if program.kode in part.program)
