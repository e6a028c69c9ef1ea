"""Rows of money: by pillar, source, office and year, what was spent, and its share of the region's whole budget."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from dosir import language
from dosir.assemble.rows.parts import DASH, amount, fund, link, money, office, points, years
from dosir.assemble.scope import Scope
from dosir.assemble.tables import Line
from dosir.plan.facts import anggaran, anggaran_menurut_sumber, porsi_apbd, program_opd
from dosir.plan.nilai import porsi_belanja
from dosir.plan.records import Anggaran, Program


def year_sums(scope: Scope, programs: Iterable[Program]) -> Iterator[str]:
    """Millions of rupiah of these programmes for each year of the period, then in all."""
    chosen = tuple(programs)
    yield from (amount(anggaran(scope.plan, chosen, year)) for year in years(scope))
    yield amount(anggaran(scope.plan, chosen))


def anggaran_pilar(scope: Scope) -> Iterator[Line]:
    """Millions of rupiah by pillar and year."""
    for dimensi in scope.plan.bersama.dimensi if scope.plan.program else ():
        programs = scope.plan.program_dimensi(dimensi.kode)
        name = link(scope, f"pilar/{dimensi.kode}", dimensi.nama)
        yield Line((name, *year_sums(scope, programs)), money(programs))
    if scope.plan.program:
        yield Line((scope.word("total"), *year_sums(scope, scope.plan.program)), kind="total")


def anggaran_sumber(scope: Scope) -> Iterator[Line]:
    """Millions of rupiah and share by source of funds."""
    total = anggaran(scope.plan)
    for source, value in anggaran_menurut_sumber(scope.plan).items():
        known = scope.plan.sumber_dana_menurut_id.get(source)
        share = language.angka(round(Decimal(value * 100) / total, 1))
        parts = tuple(money for part in scope.plan.program for money in part.anggaran if money.sumber_dana == source)
        group = "APBD" if known and known.apbd else "non-APBD"
        yield Line((fund(scope, source), group, language.juta(value), share), parts)
    if total:
        label = f"{scope.word('total')} (APBD {language.angka(round(porsi_apbd(scope.plan), 1))}%)"
        yield Line((label, "", language.juta(total), "100"), kind="total")


def anggaran_opd(scope: Scope) -> Iterator[Line]:
    """Number of programmes and millions of rupiah by office and year."""
    for opd in scope.plan.opd:
        programs = program_opd(scope.plan, opd.id)
        if programs:
            yield Line((office(scope, opd.id), len(programs), *year_sums(scope, programs)), money(programs))
    if scope.plan.program:
        count = language.angka(len(scope.plan.program))
        yield Line((scope.word("total"), count, *year_sums(scope, scope.plan.program)), kind="total")


def porsi(scope: Scope) -> Iterator[Line]:
    """What smart city costs the regency's own budget in each year whose whole budget is known.

    Only money from the APBD is compared with the APBD; what partners pay is shown beside it.
    """
    for year in scope.plan.daerah.apbd:
        whole = anggaran(scope.plan, tahun=year.tahun)
        own = sum(part.nilai for part in _amounts(scope) if part.tahun == year.tahun and _from_apbd(scope, part))
        share = points(porsi_belanja(scope.plan, year.tahun))
        yield Line((str(year.tahun), language.juta(year.nilai), amount(whole), amount(own), share), (year,))


def realisasi(scope: Scope) -> Iterator[Line]:
    """What was spent of the amounts of the whole plan."""
    yield from spent_lines(scope, scope.plan.program)


def spent_lines(scope: Scope, programs: Iterable[Program]) -> Iterator[Line]:
    """Amounts of these programmes of which it is known what was spent, with the share of each that was."""
    for part in programs:
        for item in part.anggaran:
            if item.realisasi is not None:
                share = language.angka(round(Decimal(item.realisasi * 100) / item.nilai, 1)) if item.nilai else DASH
                cells = (part.kode, part.nama, str(item.tahun), fund(scope, item.sumber_dana), item.status)
                spent = (language.juta(item.nilai), language.juta(item.realisasi), share)
                yield Line((*cells, *spent), _origin(part, item))


def _origin(part: Program, item: Anggaran) -> tuple[Anggaran | Program]:
    """The record an amount rests on: itself, or its programme when it names no source."""
    return (item,) if item.sumber or item.contoh else (part,)


def _amounts(scope: Scope) -> Iterator[Anggaran]:
    yield from (item for part in scope.plan.program for item in part.anggaran)


def _from_apbd(scope: Scope, item: Anggaran) -> bool:
    known = scope.plan.sumber_dana_menurut_id.get(item.sumber_dana)
    return bool(known and known.apbd)
