"""Rows of the masterplan: goals, strategies, programmes, indicators."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dosir import language
from dosir.assemble import addresses
from dosir.assemble.rows.money import year_sums
from dosir.assemble.rows.parts import (
    BREAK,
    DASH,
    amount,
    blank,
    filled,
    funds,
    indicators,
    joined,
    joined_or,
    labelled,
    measures,
    nomenclature,
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
from dosir.plan.facts import anggaran
from dosir.plan.records import Indikator, Program, Strategi


def sasaran(scope: Scope) -> Iterator[Line]:
    """Goals of the pillars in scope with each of their indicators: start, target of each year, last target."""
    for item in pillars(scope):
        for goal in item.rekaman.sasaran:
            known = scope.plan.indikator_menurut_kode
            found: list[Indikator | None] = [known[code] for code in goal.indikator if code in known]
            for at, measure in enumerate(found or [None]):
                first: Content = (*text(f"{goal.kode} "), *spans(scope, goal.teks)) if at == 0 else goal.kode
                missing = blank(scope, goal, "indikator")
                records = (item.rekaman, measure) if measure else (item.rekaman,)
                anchor = scope.plan.jangkar.of(goal)
                name = addresses.row_id(scope, goal) if at == 0 else ""
                yield Line((first, *_measure(scope, measure, missing)), records, id=name, anchor=anchor)


def semua_sasaran(scope: Scope) -> Iterator[Line]:
    """The same of every pillar under a heading for each."""
    for dimensi in scope.plan.bersama.dimensi:
        lines = list(sasaran(scope.on(dimensi)))
        if lines:
            yield Line((dimensi.nama,), kind="group")
        yield from lines


def strategi(scope: Scope) -> Iterator[Line]:
    """Strategies with the goals they reach, the programmes that carry them out, and who does and helps that."""
    for item in pillars(scope):
        goals = {goal.kode: goal for goal in item.rekaman.sasaran}
        for strategy in item.rekaman.strategi:
            chosen = [part for part in scope.plan.program if part.strategi == strategy.kode]
            named = [goals[code] for code in strategy.sasaran if code in goals]
            aims = ((*text(f"{goal.kode} "), *spans(scope, goal.teks)) for goal in named)
            cells: tuple[Content, ...] = (
                scope.plan.sub_dimensi[strategy.sub_dimensi][1].nama,
                joined_or(aims, scope, strategy, "sasaran"),
                _strategy(scope, strategy),
                _carriers(scope, chosen),
                joined(office(scope, opd) for opd in dict.fromkeys(part.opd for part in chosen)),
                joined(_helpers(scope, chosen)),
            )
            yield Line(cells, (item.rekaman,), anchor=scope.plan.jangkar.of(strategy))


def strategi_ringkas(scope: Scope) -> Iterator[Line]:
    """Strategies with the programmes that carry them out and the offices behind those."""
    for item in pillars(scope):
        for strategy in item.rekaman.strategi:
            sub = scope.plan.sub_dimensi[strategy.sub_dimensi][1].nama
            chosen = [part for part in scope.plan.program if part.strategi == strategy.kode]
            owners = joined(office(scope, opd) for opd in dict.fromkeys(part.opd for part in chosen))
            cells = (sub, _strategy(scope, strategy), _carriers(scope, chosen), owners)
            yield Line(cells, (item.rekaman,), anchor=scope.plan.jangkar.of(strategy))


def _carriers(scope: Scope, chosen: Iterable[Program]) -> Spans:
    """The programmes of a strategy; a strategy without any is never silent."""
    found = [(*text(f"{part.kode} "), *program_link(scope, part)) for part in chosen]
    return joined(found) if found else text(scope.word("belum-diisi"))


def _helpers(scope: Scope, chosen: Iterable[Program]) -> Iterator[Spans]:
    parts = tuple(chosen)
    owners = {part.opd for part in parts}
    helping = dict.fromkeys(opd for part in parts for opd in part.opd_pendukung if opd not in owners)
    yield from (office(scope, opd) for opd in helping)
    yield from (spans(scope, mate) for mate in dict.fromkeys(mate for part in parts for mate in part.mitra))


def rencana_kegiatan(scope: Scope) -> Iterator[Line]:
    """The half of the action plan that says what is done: output, measure, place, office, years, standing."""
    for part in programs(scope):
        when = ", ".join(word for word in (language.rentang_tahun(part.tahun), part.status) if word)
        yield Line((*_what(scope, part), when, _standing(scope, part)), (part,))


def rencana_anggaran(scope: Scope) -> Iterator[Line]:
    """The half of the action plan that says what it costs."""
    yield from budget_lines(scope, programs(scope))


def budget_lines(scope: Scope, chosen: tuple[Program, ...]) -> Iterator[Line]:
    """What each of these programmes costs year by year and in all, and who pays; then the sum."""
    for part in chosen:
        cells: tuple[Content, ...] = (part.kode, program_link(scope, part), *_amounts(scope, part), funds(scope, part))
        yield Line(cells, (part, *part.anggaran))
    if chosen:
        yield Line((scope.word("total"), "", *year_sums(scope, chosen), ""), kind="total")


def _what(scope: Scope, part: Program) -> tuple[Content, ...]:
    about = labelled(scope, part, ("masalah", "catatan"), {"masalah": "Masalah"})
    result = labelled(scope, part, ("hasil",), {})
    return (
        part.kode,
        joined([program_link(scope, part), *about]),
        joined([filled(scope, part, "keluaran"), *result]),
        measures(scope, part),
        filled(scope, part, "lokasi"),
        office(scope, part.opd),
    )


def _amounts(scope: Scope, part: Program) -> Iterator[str]:
    empty = "" if part.anggaran else blank(scope, part, "anggaran")
    yield from (amount(anggaran(scope.plan, [part], year)) for year in years(scope))
    yield empty or amount(anggaran(scope.plan, [part]))


def _standing(scope: Scope, part: Program) -> Spans:
    return (*nomenclature(scope, part), BREAK, *plan_reference(scope, part))


def rencana(family: str) -> Callable[[Scope], Iterator[Line]]:
    """Builder for one family of the action plan, across all pillars."""

    def rows(scope: Scope) -> Iterator[Line]:
        chosen = [part for part in scope.plan.program if part.jenis == family]
        for part in chosen:
            cells: tuple[Content, ...] = (
                part.kode,
                program_link(scope, part),
                filled(scope, part, "keluaran"),
                measures(scope, part),
                office(scope, part.opd),
                language.rentang_tahun(part.tahun),
                amount(anggaran(scope.plan, [part])) if part.anggaran else blank(scope, part, "anggaran"),
            )
            yield Line(cells, (part, *part.anggaran))
        if chosen:
            yield Line((scope.word("total"), *[""] * 5, amount(anggaran(scope.plan, chosen))), kind="total")

    return rows


def program(scope: Scope) -> Iterator[Line]:
    """Programmes in scope, one line each, and their sum."""
    yield from program_lines(scope, programs(scope))


def semua_program(scope: Scope) -> Iterator[Line]:
    """All programmes under a heading for each pillar, and the sum of the plan."""
    for dimensi in scope.plan.bersama.dimensi:
        chosen = scope.plan.program_dimensi(dimensi.kode)
        if chosen:
            yield Line((dimensi.nama,), kind="group")
        yield from program_lines(scope, chosen, total=False)
    if scope.plan.program:
        yield Line((scope.word("total"), "", "", "", amount(anggaran(scope.plan))), kind="total")


def program_lines(scope: Scope, programs: Iterable[Program], total: bool = True) -> Iterator[Line]:
    """These programmes, one line each, with their sum unless it would mislead."""
    chosen = tuple(programs)
    for part in chosen:
        cells: tuple[Content, ...] = (
            part.kode,
            program_link(scope, part),
            office(scope, part.opd),
            language.rentang_tahun(part.tahun),
            amount(anggaran(scope.plan, [part])) if part.anggaran else blank(scope, part, "anggaran"),
        )
        yield Line(cells, (part, *part.anggaran), id=part.kode.lower())
    if chosen and total:
        yield Line((scope.word("total"), "", "", "", amount(anggaran(scope.plan, chosen))), kind="total")


def indikator(scope: Scope) -> Iterator[Line]:
    """Indicators in scope: start, target of each year with what was reached, and who measures."""
    for item in indicators(scope):
        about = labelled(scope, item, ("rumus",), {})
        name = joined([spans(scope, item.nama), *about, *_elsewhere(item)])
        cells = (item.kode, name, f"{item.jenis}, {item.arah}", item.satuan, baseline(scope, item))
        planned = (year_cell(scope, item, year) for year in years(scope))
        yield Line((*cells, *planned, spans(scope, item.sumber_data)), (item,))


def _elsewhere(item: Indikator) -> Iterator[Spans]:
    systems = (("ISO 37122", "iso_37122"), ("SPBE", "spbe"), ("TPB", "tpb"))
    named = [(title, getattr(item.peta, name)) for title, name in systems if item.peta]
    found = "; ".join(f"{title} {', '.join(codes)}" for title, codes in named if codes)
    if found:
        yield text(f"Padanan: {found}")


def baseline(scope: Scope, item: Indikator) -> str:
    """Where an indicator began, with its year."""
    if not item.baseline:
        return blank(scope, item, "baseline")
    return f"{language.angka(item.baseline.nilai)} ({item.baseline.tahun})"


def year_cell(scope: Scope, item: Indikator, year: int) -> Spans:
    """The target of a year and, below it, what was reached."""
    planned = next((language.angka(part.nilai) for part in item.target if part.tahun == year), "")
    reached = next((language.angka(part.nilai) for part in item.realisasi if part.tahun == year), "")
    first = planned or (DASH if item.target else blank(scope, item, "target"))
    return joined([text(first), *([text(f"capaian {reached}")] if reached else [])])


def _measure(scope: Scope, measure: Indikator | None, missing: str) -> tuple[Content, ...]:
    if measure is None:
        return (missing, DASH, DASH, *(DASH for _ in years(scope)), DASH)
    last = max(measure.target, key=lambda part: part.tahun, default=None)
    final = f"{language.angka(last.nilai)} ({last.tahun})" if last else blank(scope, measure, "target")
    planned = {part.tahun: language.angka(part.nilai) for part in measure.target}
    yearly = (planned.get(year, DASH) for year in years(scope))
    return (measure.nama, measure.satuan, baseline(scope, measure), *yearly, final)


def _strategy(scope: Scope, strategy: Strategi) -> Spans:
    answered = ", ".join(strategy.gap) or blank(scope, strategy, "gap")
    return (*text(f"{strategy.kode} "), *spans(scope, strategy.rumusan), BREAK, *text(f"Menjawab: {answered}"))
