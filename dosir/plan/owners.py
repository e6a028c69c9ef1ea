"""Owners: the office that answers for a record, so that whatever is said about the record can be sent to someone.

The office is the one the record names as its own; a record that names none is answered for by the office of what it
belongs to: a step by that of its programme, an indicator by those of the programmes it measures, a goal by the
coordinator of its pillar.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dosir.plan import Plan
from dosir.plan.records import (
    Aplikasi,
    Gap,
    Indikator,
    Kesiapan,
    Opd,
    PetaJalan,
    Pilar,
    Program,
    QuickWin,
    Rekaman,
    Rekomendasi,
)

Offices = tuple[str, ...]


def owners(plan: Plan) -> Mapping[str, Offices]:
    """Ids of the offices that answer for each record, by its anchor; a record of no office is left out."""
    found: dict[str, Offices] = {}
    for top in plan.rekaman_utama():
        whole = _own(plan, top)
        for record in (top, *top.inside()):
            offices = _own(plan, record) or whole
            anchor = plan.jangkar.of(record)
            if offices and anchor:
                found[anchor] = offices
    return found


def _own(plan: Plan, record: Rekaman) -> Offices:
    """The offices that a record leads to by itself and that are in the register, each once."""
    return tuple(dict.fromkeys(code for code in _named(plan, record) if code in plan.opd_menurut_id))


def _named(plan: Plan, record: Rekaman) -> Iterator[str]:
    if isinstance(record, Opd):
        yield record.id
    elif isinstance(record, Program | Aplikasi | Rekomendasi):
        yield record.opd
    elif isinstance(record, Gap | Kesiapan):
        yield from record.opd
    elif isinstance(record, Pilar):
        yield record.koordinator
    elif isinstance(record, QuickWin | PetaJalan):
        yield from (part.opd for part in plan.program if part.kode == record.program)
    elif isinstance(record, Indikator):
        yield from (part.opd for part in plan.program if record.kode in part.indikator)
