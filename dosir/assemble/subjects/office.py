"""Pages about the offices: what each owns, supports and owes, with its money by year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dosir import language
from dosir.assemble import addresses, books, owing, tables
from dosir.assemble.cards import (
    linked,
    listed,
    missing,
    origin,
    paragraph,
    quick_win_cards,
    said,
    tabled,
    with_spent,
)
from dosir.assemble.rows import action, measured, sheet, timeline
from dosir.assemble.scope import Scope, spans
from dosir.markup import Node
from dosir.outline import Page, Prose, Section, Tile, text
from dosir.plan import BerkasQuickWin
from dosir.plan.facts import anggaran, program_opd
from dosir.plan.owners import owners
from dosir.plan.records import Opd, Organ, Program


@dataclass(frozen=True)
class Task:
    """An office with the programmes it answers for, those it supports, and the demands it does not meet yet."""

    opd: Opd
    own: tuple[Program, ...]
    helped: tuple[Program, ...]
    owed: owing.Owed

    @property
    def lacking(self) -> int:
        """How many demands are missing altogether; an example is there and only to be replaced."""
        return sum(not demand.example for _, demand in self.owed)


def offices(scope: Scope, debts: owing.Debts) -> Iterator[Page]:
    """The register of offices and, for each, what it owns, supports and owes."""
    lead = (
        *text("Pilih perangkat daerah untuk melihat tugasnya dalam masterplan. Susunan Dewan, Tim, dan Forum: "),
        *linked([("kelembagaan", "orang dan lembaga")]),
        *text("."),
    )
    register = books.composed(scope, "Daftar OPD", ["tabel opd"])
    yield Page("opd/index", "OPD", group="OPD", sections=(register,), lead=lead)
    owned = _owned(scope)
    for opd in scope.plan.opd:
        helped = tuple(part for part in scope.plan.program if opd.id in part.opd_pendukung)
        yield office(scope, Task(opd, program_opd(scope.plan, opd.id), helped, debts.of(owned.get(opd.id, ()))))


def _owned(scope: Scope) -> Mapping[str, list[str]]:
    """Anchors of the records that each office answers for."""
    found: dict[str, list[str]] = defaultdict(list)
    for anchor, ids in owners(scope.plan).items():
        for opd in ids:
            found[opd].append(anchor)
    return found


def office(scope: Scope, task: Task) -> Page:
    """One office: tasks, money by year, quick wins, steps, indicators, and what is still to be written."""
    opd, wins = task.opd, _wins(scope, task)
    here = addresses.of(scope.plan, opd)
    tiles = (
        Tile("Program", str(len(task.own)), f"{here}#program"),
        Tile("Mendukung", str(len(task.helped)), f"{here}#mendukung"),
        Tile("Quick win", str(len(wins)), f"{here}#quick-win" if wins else ""),
        Tile("Anggaran", language.rupiah_ringkas(anggaran(scope.plan, task.own))),
        Tile("Masih kurang", str(task.lacking), f"{here}#{owing.OWED}"),
    )
    return Page(
        here,
        opd.singkatan,
        group="OPD",
        eyebrow=opd.nama,
        lead=spans(scope, opd.tugas),
        tiles=tiles,
        sections=tuple(_sections(scope, task)),
        anchor=scope.plan.jangkar.of(opd),
    )


def _sections(scope: Scope, task: Task) -> Iterator[Section]:
    yield from _part(scope, task.opd)
    yield from _planned(scope, task)
    helped = listed(scope, "Program yang didukung", "program-didukung", task.helped, total=False)
    yield Section("mendukung", helped.title, helped.blocks)
    yield from _measured(scope, task)
    yield owing.section(scope, task.owed, "Semua yang dituntut dari catatan OPD ini sudah diisi.")
    yield from _registered(scope, task.opd)
    yield from origin(scope, [task.opd])


def _part(scope: Scope, opd: Opd) -> Iterator[Section]:
    """What it is in the institutions: coordinator of pillars, member of council, team or forum."""
    leads = [item.dimensi for item in scope.plan.pilar if item.rekaman.koordinator == opd.id]
    seats = [seat for seat in scope.plan.kelembagaan if _sits(opd, seat)]
    lines = [(*text("Koordinator pilar "), *linked([(f"pilar/{d.kode}", d.nama)])) for d in leads]
    lines += [text(f"{seat.kedudukan} {seat.organ}, sebagai {seat.jabatan}") for seat in seats]
    if lines:
        items = tuple(Node("item", (paragraph(line),)) for line in lines)
        yield Section("kedudukan", "Kedudukan dalam kelembagaan", (Prose((Node("bullets", items),)),))


def _sits(opd: Opd, seat: Organ) -> bool:
    """Whether a seat names this office, by its name, its abbreviation or another name it is known by."""
    names = (opd.nama, opd.singkatan, *opd.alias)
    return any(re.search(rf"\b{re.escape(name)}\b", seat.jabatan, re.IGNORECASE) for name in names)


def _planned(scope: Scope, task: Task) -> Iterator[Section]:
    """The programmes with their money by year, then by source, and the quick wins that come of them."""
    costs = tables.frame(scope, "anggaran-program-opd", action.budget_lines(scope, task.own))
    funds = tables.frame(scope, "anggaran-program", sheet.money_lines(scope, task.own))
    blocks = (costs, *([funds] if funds.rows else [])) if costs.rows else (said("Tidak ada."),)
    yield with_spent(scope, Section("program", "Program yang menjadi tanggung jawab", blocks), task.own)
    if wins := _wins(scope, task):
        yield Section("quick-win", "Quick win", (quick_win_cards(scope, wins),))


def _wins(scope: Scope, task: Task) -> list[BerkasQuickWin]:
    codes = {part.kode for part in task.own}
    return [item for item in scope.plan.quick_win if item.rekaman.program in codes]


def _measured(scope: Scope, task: Task) -> Iterator[Section]:
    """The steps and the indicators of its programmes; an office without programmes has neither."""
    if task.own:
        codes = {code for part in task.own for code in part.indikator}
        chosen = [item for item in scope.plan.indikator if item.kode in codes]
        steps = tables.frame(scope, "langkah", timeline.step_lines(scope, task.own))
        yield tabled(addresses.STEPS, "Langkah peta jalan", steps, missing(scope, "peta-jalan.yml"))
        measures = tables.frame(scope, "capaian", measured.measured(scope, chosen))
        yield tabled("indikator", "Indikator", measures, missing(scope, "indikator/"))


def _registered(scope: Scope, opd: Opd) -> Iterator[Section]:
    """How an office stands in the registers: its code, fields of government, other names, and its head by a source."""
    person = opd.kepala
    since = f" ({person.peran})" if person and person.peran else ""
    facts = (
        ("Kode organisasi", opd.kode),
        ("Urusan", ", ".join(opd.urusan)),
        ("Disebut juga", ", ".join(opd.alias)),
        ("Kepala", f"{person.nama_bergelar}, {person.jabatan_lengkap}{since}" if person and person.nama else ""),
        *((name, value) for name, value in opd.tambahan.items()),
    )
    items = tuple(
        Node("item", (paragraph((Node("strong", text(f"{name}: ")), *spans(scope, value))),))
        for name, value in facts
        if value
    )
    if items:
        yield Section("keterangan", "Keterangan", (Prose((Node("bullets", items),)),))
