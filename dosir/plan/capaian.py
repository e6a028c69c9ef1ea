"""Attainment: what an indicator has reached of its target.

A value is compared only with the target of its own year, because a target of another year asks for something else; and
where less is better the share is turned round, so that a hundred always means that the target was met.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from dosir.plan.records import Indikator


@dataclass(frozen=True)
class Capaian:
    """Target and value of one year; `persen` is None where a share has no meaning, as of a target of zero."""

    tahun: int
    target: Decimal
    nilai: Decimal
    tercapai: bool
    persen: Decimal | None


def capaian(indikator: Indikator) -> Capaian | None:
    """The attainment in the last year that has both a target and a value; None when no year has."""
    targets = {part.tahun: part.nilai for part in indikator.target}
    reached = {part.tahun: part.nilai for part in indikator.realisasi}
    year = max(targets.keys() & reached.keys(), default=None)
    if year is None:
        return None
    target, value = targets[year], reached[year]
    rising = indikator.arah == "naik"
    whole, part = (target, value) if rising else (value, target)
    share = part * 100 / whole if whole > 0 and part >= 0 else None
    return Capaian(year, target, value, value >= target if rising else value <= target, share)
