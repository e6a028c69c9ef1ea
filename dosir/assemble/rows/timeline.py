"""Rows of the road map: each step as a bar of filled years below its programme, and how many programmes run when.

A bar is one filled cell a year, and each says its year: a reader of the printed page, of a copy without colour and of
the page read aloud is told the same. Years beyond the period share one column, because the long term may be ten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dosir import language
from dosir.assemble.rows.parts import BREAK, DASH, office, program_link, programs, years
from dosir.assemble.scope import Scope, spans
from dosir.assemble.tables import Content, Filled, Line
from dosir.outline import Spans, text
from dosir.plan.records import Dimensi, PetaJalan, Program

HORIZONS = ("pendek", "menengah", "panjang")


@dataclass(frozen=True)
class Counted:
    """How many programmes of a pillar have a step in each horizon, and in all; `steps` are those counted."""

    dimensi: Dimensi
    horizons: tuple[int, ...]
    programs: int
    steps: tuple[PetaJalan, ...]


def peta_jalan(scope: Scope) -> Iterator[Line]:
    """Steps of the programmes in scope."""
    yield from step_lines(scope, programs(scope))


def step_lines(scope: Scope, found: tuple[Program, ...]) -> Iterator[Line]:
    """Steps of these programmes; one without a step says so once others have theirs."""
    steps_here = [step for part in found for step in scope.plan.peta_jalan if step.program == part.kode]
    for part in found if steps_here else ():
        yield Line(
            ((*text(f"{part.kode} "), *program_link(scope, part), *text(" · "), *office(scope, part.opd)),),
            kind="group",
        )
        steps = [step for step in steps_here if step.program == part.kode]
        yield from (_step(scope, part, step) for step in sorted(steps, key=lambda step: HORIZONS.index(step.horizon)))
        if not steps:
            yield Line((scope.word("belum-diisi"), DASH, *("" for _ in years(scope)), ""), (part,))


def peta_jalan_ringkas(scope: Scope) -> Iterator[Line]:
    """Codes of the programmes of each pillar, by horizon."""
    for item in horizons(scope):
        cells = (
            ", ".join(dict.fromkeys(step.program for step in item.steps if step.horizon == name)) or DASH
            for name in HORIZONS
        )
        yield Line((item.dimensi.nama, *cells), item.steps)


def program_horizon(scope: Scope) -> Iterator[Line]:
    """How many programmes of each pillar have a step in each horizon; then the sums."""
    found = horizons(scope)
    for item in found:
        yield Line((item.dimensi.nama, *item.horizons, item.programs), item.steps)
    if found:
        sums = (sum(column) for column in zip(*(item.horizons for item in found), strict=True))
        whole = (*sums, sum(item.programs for item in found))
        yield Line((scope.word("total"), *map(language.angka, whole)), kind="total")


def horizons(scope: Scope) -> tuple[Counted, ...]:
    """Every pillar counted; nothing when no programme has a step."""
    counted = tuple(_counted(scope, dimensi) for dimensi in scope.plan.bersama.dimensi)
    return counted if any(item.steps for item in counted) else ()


def _counted(scope: Scope, dimensi: Dimensi) -> Counted:
    codes = {part.kode for part in scope.plan.program_dimensi(dimensi.kode)}
    steps = tuple(step for step in scope.plan.peta_jalan if step.program in codes)
    each = (len({step.program for step in steps if step.horizon == name}) for name in HORIZONS)
    return Counted(dimensi, tuple(each), len({step.program for step in steps}), steps)


def _step(scope: Scope, part: Program, step: PetaJalan) -> Line:
    accent = scope.plan.dimensi_program(part) or "umum"
    bar: list[Content] = [Filled(str(year), accent) if year in step.tahun else "" for year in years(scope)]
    later = tuple(year for year in step.tahun if year not in years(scope))
    after: Content = Filled(language.rentang_tahun(later), accent) if later else ""
    return Line((_told(scope, step), step.horizon.capitalize(), *bar, after), (step,))


def _told(scope: Scope, step: PetaJalan) -> Spans:
    target = (BREAK, *text("Target: "), *spans(scope, step.target)) if step.target else ()
    return (*spans(scope, step.tahapan), *target)
