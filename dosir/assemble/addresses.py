"""Addresses: the one place on the site where each record lives, whoever leads to it.

A programme, a quick win, an office and a pillar have a page; what is read beside its like has a row with an id on the
page of those. Codes are written in small letters, because some file systems do not tell capitals apart. Records of
several registers share a page, and two registers may use one code, so the ids of their rows begin with the register;
those of programmes and indicators stand alone among their like and are the bare code.
"""

from __future__ import annotations

from dosir.assemble.scope import Scope
from dosir.markup import slug
from dosir.plan import Plan
from dosir.plan.lineage import pillar_of
from dosir.plan.records import (
    Evaluasi,
    Gap,
    Indikator,
    Isu,
    Misi,
    Opd,
    PetaJalan,
    Program,
    QuickWin,
    Rekaman,
    Sasaran,
    Strategi,
    Visi,
)

PROGRAMS, INDICATORS, VISIONS = "program", "indikator", "visi"
TOLD_VISIONS = ("rpjmd", "smart city")  # each has a section of its own
STEPS, ISSUES = "peta-jalan", "isu-strategis"  # sections that hold rows without an address of their own


def of(plan: Plan, record: Rekaman) -> str:
    """The address of a record as a target of the outline; empty when it has no place of its own."""
    if isinstance(record, Program):
        return program(record.kode)
    if isinstance(record, PetaJalan):
        return f"{program(record.program)}#{STEPS}"
    if isinstance(record, Opd):
        return f"opd/{record.id}"
    if isinstance(record, QuickWin):
        return next((f"quick-win/{item.slug}" for item in plan.quick_win if item.rekaman is record), "")
    if isinstance(record, Evaluasi):
        return f"evaluasi#evaluasi-{record.tahun}"
    return _row(plan, record)


def program(kode: str) -> str:
    """The address of the page about the programme with this code."""
    return f"{PROGRAMS}/{kode.lower()}"


def issue_number(plan: Plan, issue: Isu) -> int:
    """The place of an issue among all, from 1: it has no code."""
    return next(at for at, item in enumerate(plan.isu, start=1) if item is issue)


def row_id(scope: Scope, record: Rekaman) -> str:
    """The id of the row that is a record's place on a page of the site; empty in a book, which has pages of its own."""
    return "" if scope.book or not scope.web else of(scope.plan, record).partition("#")[2]


def _row(plan: Plan, record: Rekaman) -> str:
    if isinstance(record, Indikator):
        return f"{INDICATORS}#{record.kode.lower()}"
    if isinstance(record, Misi):
        visions = {item.id for item in plan.visi if item.jenis in TOLD_VISIONS}
        return f"{VISIONS}#misi-{record.kode.lower()}" if record.visi in visions else VISIONS
    if isinstance(record, Visi):
        return f"{VISIONS}#visi-{slug(record.jenis)}" if record.jenis in TOLD_VISIONS else VISIONS
    if isinstance(record, Isu):
        return f"pilar/{record.dimensi}#isu-{issue_number(plan, record)}"
    pillar = pillar_of(plan, record)
    if isinstance(record, Sasaran | Strategi | Gap) and pillar:
        return f"pilar/{pillar}#{type(record).__name__.lower()}-{record.kode.lower()}"
    return ""
