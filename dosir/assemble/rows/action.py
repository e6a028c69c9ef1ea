"""Rows of the masterplan: goals, strategies, programmes, money, indicators, road map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from dosir import language
from dosir.assemble.rows.parts import (
    BREAK,
    amount,
    fund,
    indicators,
    joined,
    link,
    money,
    office,
    pillars,
    plan_reference,
    program_link,
    programs,
    years,
)
from dosir.assemble.scope import Scope, spans
from dosir.assemble.tables import Content, Line
from dosir.outline import Spans, text
from dosir.plan.facts import anggaran, anggaran_menurut_sumber, porsi_apbd, program_opd
from dosir.plan.records import Indikator, PetaJalan, Program, Strategi

HORIZONS = ("pendek", "menengah", "panjang")


def sasaran(scope: Scope) -> Iterator[Line]:
    """Goals of the pillars in scope with each of their indicators."""
    for item in pillars(scope):
        for goal in item.rekaman.sasaran:
            measures = [scope.plan.indikator_menurut_kode[code] for code in goal.indikator]
            for at, measure in enumerate(measures or [None]):
                first: Content = (*text(f"{goal.kode} "), *spans(scope, goal.teks)) if at == 0 else ""
                yield Line((first, *_measure(measure)), (item.rekaman,))


def strategi(scope: Scope) -> Iterator[Line]:
    """Strategies with the programmes that carry them out and the offices behind those."""
    for item in pillars(scope):
        for strategy in item.rekaman.strategi:
            sub = scope.plan.sub_dimensi[strategy.sub_dimensi][1].nama
            programs = [program for program in scope.plan.program if program.strategi == strategy.kode]
            offices = dict.fromkeys(program.opd for program in programs)
            yield Line(
                (
                    sub,
                    _strategy(scope, strategy),
                    joined(program_link(scope, part) for part in programs),
                    joined(office(scope, opd) for opd in offices),
                ),
                (item.rekaman,),
            )


def rencana_aksi(scope: Scope) -> Iterator[Line]:
    """Programmes of a pillar with money by year, source of funds and place in the plans; then the sum."""
    chosen = programs(scope)
    for part in chosen:
        amounts = (amount(anggaran(scope.plan, [part], year)) for year in years(scope))
        funds = dict.fromkeys(fund(scope, money.sumber_dana) for money in part.anggaran)
        yield Line(
            (
                part.kode,
                program_link(scope, part),
                spans(scope, part.keluaran),
                office(scope, part.opd),
                *amounts,
                amount(anggaran(scope.plan, [part])),
                ", ".join(funds),
                spans(scope, plan_reference(part) or scope.word("belum-diisi")),
            ),
            (part, *part.anggaran),
        )
    if chosen:
        yield Line((scope.word("total"), "", "", "", *_year_sums(scope, chosen), "", ""), kind="total")


def rencana(family: str) -> Callable[[Scope], Iterator[Line]]:
    """Builder for one family of the action plan, across all pillars."""

    def rows(scope: Scope) -> Iterator[Line]:
        chosen = [part for part in scope.plan.program if part.jenis == family]
        for part in chosen:
            yield Line(
                (
                    part.kode,
                    program_link(scope, part),
                    spans(scope, part.keluaran),
                    office(scope, part.opd),
                    language.rentang_tahun(part.tahun),
                    amount(anggaran(scope.plan, [part])),
                ),
                (part, *part.anggaran),
            )
        if chosen:
            yield Line((scope.word("total"), "", "", "", "", amount(anggaran(scope.plan, chosen))), kind="total")

    return rows


def _year_sums(scope: Scope, programs: Iterable[Program]) -> Iterator[str]:
    chosen = tuple(programs)
    yield from (amount(anggaran(scope.plan, chosen, year)) for year in years(scope))
    yield amount(anggaran(scope.plan, chosen))


def program(scope: Scope) -> Iterator[Line]:
    """Programmes in scope, one line each, and their sum."""
    yield from program_lines(scope, programs(scope))


def semua_program(scope: Scope) -> Iterator[Line]:
    """All programmes under a heading for each pillar, and the sum of the plan."""
    for dimensi in scope.plan.bersama.dimensi:
        programs = scope.plan.program_dimensi(dimensi.kode)
        if programs:
            yield Line((dimensi.nama,), kind="group")
        yield from program_lines(scope, programs, total=False)
    yield Line((scope.word("total"), "", "", "", amount(anggaran(scope.plan))), kind="total")


def program_lines(scope: Scope, programs: Iterable[Program], total: bool = True) -> Iterator[Line]:
    """These programmes, one line each, with their sum unless it would mislead."""
    chosen = tuple(programs)
    for part in chosen:
        yield Line(
            (
                part.kode,
                program_link(scope, part),
                office(scope, part.opd),
                language.rentang_tahun(part.tahun),
                amount(anggaran(scope.plan, [part])),
            ),
            (part, *part.anggaran),
            id=part.kode.lower(),
        )
    if chosen and total:
        yield Line((scope.word("total"), "", "", "", amount(anggaran(scope.plan, chosen))), kind="total")


def indikator(scope: Scope) -> Iterator[Line]:
    """Indicators in scope: start, target of each year, and who measures."""
    for item in indicators(scope):
        targets = {part.tahun: language.angka(part.nilai) for part in item.target}
        planned = (targets.get(year, "–") for year in years(scope))
        start = f"{language.angka(item.baseline.nilai)} ({item.baseline.tahun})" if item.baseline else "–"
        yield Line((item.kode, item.nama, item.jenis, item.satuan, start, *planned, item.sumber_data), (item,))


def peta_jalan(scope: Scope) -> Iterator[Line]:
    """Steps of each programme in scope, by horizon."""
    for part in programs(scope):
        steps = [step for step in scope.plan.peta_jalan if step.program == part.kode]
        if steps:
            cells = (joined(_step(scope, step) for step in steps if step.horizon == name) for name in HORIZONS)
            label = (*text(f"{part.kode} "), *program_link(scope, part))
            yield Line((label, *cells, office(scope, part.opd)), tuple(steps))


def peta_jalan_ringkas(scope: Scope) -> Iterator[Line]:
    """Codes of the programmes of each pillar, by horizon."""
    for dimensi in scope.plan.bersama.dimensi:
        codes = {part.kode for part in scope.plan.program_dimensi(dimensi.kode)}
        steps = [step for step in scope.plan.peta_jalan if step.program in codes]
        cells = (
            ", ".join(dict.fromkeys(step.program for step in steps if step.horizon == name)) or "–" for name in HORIZONS
        )
        yield Line((dimensi.nama, *cells), tuple(steps))


def anggaran_pilar(scope: Scope) -> Iterator[Line]:
    """Millions of rupiah by pillar and year."""
    for dimensi in scope.plan.bersama.dimensi:
        programs = scope.plan.program_dimensi(dimensi.kode)
        name = link(scope, f"pilar/{dimensi.kode}", dimensi.nama)
        yield Line((name, *_year_sums(scope, programs)), money(programs))
    yield Line((scope.word("total"), *_year_sums(scope, scope.plan.program)), kind="total")


def anggaran_sumber(scope: Scope) -> Iterator[Line]:
    """Millions of rupiah and share by source of funds."""
    total = anggaran(scope.plan)
    for source, value in anggaran_menurut_sumber(scope.plan).items():
        fund = scope.plan.sumber_dana_menurut_id[source]
        share = language.angka(round(Decimal(value * 100) / total, 1))
        parts = tuple(money for part in scope.plan.program for money in part.anggaran if money.sumber_dana == source)
        yield Line((fund.nama, "APBD" if fund.apbd else "non-APBD", language.juta(value), share), parts)
    if total:
        label = f"{scope.word('total')} (APBD {language.angka(round(porsi_apbd(scope.plan), 1))}%)"
        yield Line((label, "", language.juta(total), "100"), kind="total")


def anggaran_opd(scope: Scope) -> Iterator[Line]:
    """Number of programmes and millions of rupiah by office and year."""
    for opd in scope.plan.opd:
        programs = program_opd(scope.plan, opd.id)
        if programs:
            yield Line((office(scope, opd.id), len(programs), *_year_sums(scope, programs)), money(programs))
    count = language.angka(len(scope.plan.program))
    yield Line((scope.word("total"), count, *_year_sums(scope, scope.plan.program)), kind="total")


def _measure(measure: Indikator | None) -> tuple[Content, ...]:
    if measure is None:
        return ("–", "–", "–", "–")
    last = max(measure.target, key=lambda part: part.tahun) if measure.target else None
    start = language.angka(measure.baseline.nilai) if measure.baseline else "–"
    return (measure.nama, measure.satuan, start, language.angka(last.nilai) if last else "–")


def _strategy(scope: Scope, strategy: Strategi) -> Spans:
    return (*text(f"{strategy.kode} "), *spans(scope, strategy.rumusan))


def _step(scope: Scope, step: PetaJalan) -> Spans:
    target = (BREAK, *text("Target: "), *spans(scope, step.target)) if step.target else ()
    return (*text(f"{language.rentang_tahun(step.tahun)}: "), *spans(scope, step.tahapan), *target)
