"""Where the reviewers' remarks point to today: the record they were written on, or at least its file and line.

An anchor names a record by what it is, so a remark follows its record when lines move; the place that was noted when
the remark came in is only for one whose record is gone since.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dosir.diagnostics import Position
from dosir.plan import Plan
from dosir.plan.records import Catatan

NOTED = re.compile(r"([^/\s][^:\n]*):([1-9][0-9]{0,6})")


@dataclass(frozen=True)
class Tertuju:
    """A remark with the place in the content that it is about; None when only the page is known.

    `tetap` says that the place was found by the record itself and not by the line noted when the remark came in.
    """

    catatan: Catatan
    tempat: Position | None
    tetap: bool = False


def remarks(plan: Plan) -> tuple[Tertuju, ...]:
    """Every remark with its place, in the order they were filed; those still open are `catatan.terbuka`."""
    return tuple(_directed(plan, remark) for remark in plan.catatan)


def terbuka(plan: Plan) -> tuple[Tertuju, ...]:
    """The remarks that wait for an answer."""
    return tuple(remark for remark in remarks(plan) if remark.catatan.terbuka)


def _directed(plan: Plan, remark: Catatan) -> Tertuju:
    known = plan.jangkar.places.get(remark.rekaman)
    if known:
        return Tertuju(remark, known, True)
    noted = NOTED.fullmatch(remark.tempat)
    return Tertuju(remark, Position(f"{plan.jangkar.home}{noted[1]}", int(noted[2])) if noted else None)
