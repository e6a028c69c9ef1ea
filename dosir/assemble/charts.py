"""Charts of the outline: which numbers of the plan a Vega-Lite specification draws, and what a reader who cannot see
them is told.

A chart carries the very labels that the table beside it prints, made here and not by the drawing, so that the two
cannot round differently; where the plan has no number for a chart there is none, and no empty frame.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from dosir import language
from dosir.assemble.rows.parts import amount, fund, indicators, money, points, programs, years
from dosir.assemble.rows.readiness import ELEMENTS
from dosir.assemble.rows.summary import GROUNDS, Aspect, aspects, score_label, scored
from dosir.assemble.rows.timeline import HORIZONS, horizons
from dosir.assemble.scope import Scope
from dosir.assemble.tables import drawn, linked, rounds
from dosir.outline import Chart
from dosir.plan.facts import anggaran, anggaran_menurut_sumber
from dosir.plan.records import Indikator

Value = str | int | float
Points = Iterable[tuple[tuple[str, Value], ...]]
PANELS, ROW = 9, 3  # indicators that one chart holds, about half a page, and that stand side by side
NAME, TITLE = 24, 30  # characters of a name beside an axis and of a title above a panel, in one line


def anggaran_pilar(scope: Scope) -> Iterator[Chart]:
    """Budget by pillar and year, in millions of rupiah."""
    plan = scope.plan
    parts = [(d.nama, d.kode, plan.program_dimensi(d.kode)) for d in plan.bersama.dimensi]
    rows = (
        _row(pilar=name, kode=code, urutan=at, tahun=str(year), nilai=_millions(value), label=amount(value))
        for at, (name, code, chosen) in enumerate([("Semua pilar", "umum", plan.program), *parts])
        for year in years(scope)
        for value in [anggaran(plan, chosen, year)]
    )
    told = language.daftar(f"{name} {language.rupiah_ringkas(anggaran(plan, chosen))}" for name, _, chosen in parts)
    yearly = language.daftar(f"{year} {language.rupiah_ringkas(anggaran(plan, tahun=year))}" for year in years(scope))
    alt = (
        f"Diagram batang anggaran tiap tahun, seluruhnya lalu menurut pilar. Tiap tahun: {yearly}. Tiap pilar: {told}."
    )
    if anggaran(plan):
        yield _chart(
            scope, "anggaran-pilar", "Kebutuhan anggaran menurut pilar dan tahun", alt, rows, money(plan.program)
        )


def anggaran_tahun(scope: Scope) -> Iterator[Chart]:
    """Budget of the pillar in scope, or of all, by year, in millions of rupiah."""
    name, code = (scope.dimensi.nama, scope.dimensi.kode) if scope.dimensi else ("Semua pilar", "umum")
    chosen = programs(scope)
    sums = {year: anggaran(scope.plan, chosen, year) for year in years(scope)}
    rows = (
        _row(pilar=name, kode=code, tahun=str(year), nilai=_millions(value), label=amount(value))
        for year, value in sums.items()
    )
    told = language.daftar(f"{year} {language.rupiah_ringkas(value)}" for year, value in sums.items())
    alt = f"Diagram batang mendatar anggaran {name} tiap tahun: {told}."
    if any(sums.values()):
        yield _chart(scope, "anggaran-tahun", f"Kebutuhan anggaran {name} menurut tahun", alt, rows, money(chosen))


def anggaran_sumber(scope: Scope) -> Iterator[Chart]:
    """Budget by source of funds, in millions of rupiah, the largest of each group first."""
    names = scope.plan.sumber_dana_menurut_id
    sums = sorted(anggaran_menurut_sumber(scope.plan).items(), key=lambda item: -item[1])
    rows = (
        _row(
            sumber=_wrapped(fund(scope, code), NAME),
            kelompok="APBD" if code in names and names[code].apbd else "non-APBD",
            nilai=_millions(value),
            label=language.juta(value),
        )
        for code, value in sums
    )
    told = language.daftar(f"{fund(scope, code)} {language.rupiah_ringkas(value)}" for code, value in sums)
    alt = f"Diagram batang mendatar anggaran menurut sumber dana, APBD lalu non-APBD: {told}."
    if sums:
        records = money(scope.plan.program)
        yield _chart(scope, "anggaran-sumber", "Kebutuhan anggaran menurut sumber dana", alt, rows, records)


def kesiapan(scope: Scope) -> Iterator[Chart]:
    """Readiness by aspect: the mean scores where some were given, else how many conditions are known and how firmly."""
    found = aspects(scope)
    scores = [item for item in found if item.score is not None]
    records = [record for item in found for record in item.items]
    if scores:
        rows = (
            _aspect(item) + _row(nilai=float(item.score or 0), label=score_label(item.score or Decimal(0)))
            for item in scores
        )
        told = language.daftar(
            f"{item.name} ({item.element}) {score_label(item.score or Decimal(0))}" for item in scores
        )
        alt = f"Diagram batang mendatar skor rata-rata kesiapan tiap aspek: {told}."
        yield _chart(scope, "kesiapan-skor", "Skor kesiapan menurut aspek", alt, rows, records)
    elif found:
        told = language.daftar(
            f"{item.name} ({item.element}) {len(item.items)} butir, {item.grounds[0] + item.grounds[1]} bersumber"
            for item in found
        )
        alt = f"Diagram batang mendatar bertumpuk banyaknya butir kesiapan tiap aspek menurut dasarnya: {told}."
        yield _chart(
            scope, "kesiapan-butir", "Butir kesiapan menurut aspek dan dasarnya", alt, _grounds(scope), records
        )


def _grounds(scope: Scope) -> Points:
    for item in aspects(scope):
        for at, (ground, count) in enumerate(zip(GROUNDS, item.grounds, strict=True)):
            if count:
                yield _aspect(item) + _row(dasar=ground, urutan=at, nilai=count, label=language.angka(count))


def _aspect(item: Aspect) -> tuple[tuple[str, Value], ...]:
    order = ELEMENTS.index(item.element)
    return _row(elemen=item.element.capitalize(), jenjang=order, aspek=_wrapped(item.name, NAME))


def program_horizon(scope: Scope) -> Iterator[Chart]:
    """Programmes by horizon and pillar: how many have a step in it."""
    found = horizons(scope)
    spans = [_span(scope, name) for name in HORIZONS]
    rows = (
        _row(jangka=f"Jangka {name}{spans[at]}", urutan=at, pilar=item.dimensi.nama, kode=item.dimensi.kode)
        + _row(nilai=item.horizons[at], label=language.angka(item.horizons[at]))
        for at, name in enumerate(HORIZONS)
        for item in found
    )
    told = "; ".join(
        f"{item.dimensi.nama} "
        + language.daftar(f"{count} {name}" for count, name in zip(item.horizons, HORIZONS, strict=True))
        for item in found
    )
    alt = f"Diagram batang banyaknya program yang berlangkah pada tiap jangka peta jalan, menurut pilar: {told}."
    if found:
        records = [step for item in found for step in item.steps]
        yield _chart(scope, "program-horizon", "Banyaknya program menurut jangka dan pilar", alt, rows, records)


def _span(scope: Scope, horizon: str) -> str:
    found = sorted({year for step in scope.plan.peta_jalan if step.horizon == horizon for year in step.tahun})
    return f"\n{language.rentang_tahun(found)}" if found else ""


def indikator(scope: Scope) -> Iterator[Chart]:
    """Indicators in scope."""
    yield from indicator_charts(scope, indicators(scope))


def indicator_charts(scope: Scope, chosen_here: Iterable[Indikator]) -> Iterator[Chart]:
    """These indicators, a panel with an axis of its own for each, because their units differ."""
    found = [item for item in chosen_here if any(_measured(scope, item))]
    name, code = (scope.dimensi.nama, scope.dimensi.kode) if scope.dimensi else ("semua pilar", "umum")
    groups = [found[at : at + PANELS] for at in range(0, len(found), PANELS)]
    for number, chosen in enumerate(groups, start=1):
        rows = (
            _row(judul=title, pilar=name, kode=code, urutan=at) + mark
            for at, (item, title) in enumerate(zip(chosen, _titles(chosen), strict=True))
            for mark in _measured(scope, item)
        )
        told = "; ".join(_told(scope, item) for item in chosen)
        alt = f"Diagram garis kondisi awal, target, dan capaian tiap indikator dari tahun ke tahun: {told}."
        part = f" ({number} dari {len(groups)})" if len(groups) > 1 else ""
        title = f"Kondisi awal, target, dan capaian indikator {name}{part}"
        yield _chart(scope, "indikator", title, alt, rows, chosen)


def _titles(chosen: list[Indikator]) -> Iterator[str]:
    """Titles of the panels, those side by side with as many lines as the longest, so that their axes stay in line."""
    made = [f"{item.kode}\n{_wrapped(f'{item.nama} ({item.satuan})', TITLE)}" for item in chosen]
    for at, title in enumerate(made):
        beside = made[at - at % ROW : at - at % ROW + ROW]
        yield title + f"\n{language.NO_BREAK}" * (max(other.count("\n") for other in beside) - title.count("\n"))


def _measured(scope: Scope, item: Indikator) -> Points:
    """The numbers of an indicator that its table prints; `akhir` marks the last of each kind, which is labelled."""
    start = [item.baseline] if item.baseline else []
    kinds = (
        ("Kondisi awal", start),
        ("Target", [part for part in item.target if part.tahun in years(scope)]),
        ("Capaian", [part for part in item.realisasi if part.tahun in years(scope)]),
    )
    for kind, parts in kinds:
        last = max((part.tahun for part in parts), default=0)
        for part in sorted(parts, key=lambda part: part.tahun):
            said = language.angka(part.nilai)
            yield _row(jenis=kind, tahun=part.tahun, nilai=float(part.nilai), label=said, akhir=int(part.tahun == last))


def _told(scope: Scope, item: Indikator) -> str:
    words = []
    if item.baseline:
        words.append(f"kondisi awal {language.angka(item.baseline.nilai)} pada {item.baseline.tahun}")
    for kind, parts in (("target", item.target), ("capaian", item.realisasi)):
        seen = sorted((part for part in parts if part.tahun in years(scope)), key=lambda part: part.tahun)
        words += [f"{kind} {language.angka(part.nilai)} pada {part.tahun}" for part in seen[-1:]]
    return f"{item.nama} ({item.satuan}) {language.daftar(words)}"


def evaluasi(scope: Scope) -> Iterator[Chart]:
    """Scores of the evaluations by year: the final score, then each part; a dash stands where none was given."""
    held, found = rounds(scope), scored(scope)
    rows = (
        _row(bagian=_wrapped(item.name, TITLE), urutan=at, akhir=int(item.final), tahun=name)
        + _row(nilai=float(score or 0), label=points(score))
        for at, item in enumerate(found)
        for (name, _), score in zip(held, item.scores, strict=True)
    )
    told = "; ".join(
        f"{item.name} "
        + language.daftar(
            f"{points(score)} pada {name}"
            for (name, _), score in zip(held, item.scores, strict=True)
            if score is not None
        )
        for item in found
    )
    alt = f"Diagram batang nilai evaluasi tiap tahun pada skala 0 sampai 4: {told}."
    if found:
        yield _chart(
            scope, "evaluasi", "Nilai evaluasi smart city menurut tahun", alt, rows, [item for _, item in held]
        )


def _chart(scope: Scope, spec: str, caption: str, alt: str, rows: Points, records: Iterable[Any]) -> Chart:
    told = tuple(records)
    source = drawn(scope, told)
    return Chart(spec, caption, spec, alt, tuple(rows), source=source, cites=linked(scope, told, source))


def _row(**fields: Value) -> tuple[tuple[str, Value], ...]:
    return tuple(fields.items())


def _millions(value: int) -> float:
    return value / 10**6


def _wrapped(name: str, width: int) -> str:
    """A name on lines of at most so many characters."""
    return "\n".join(textwrap.wrap(name, width, break_on_hyphens=False))


CHARTS: Mapping[str, Callable[[Scope], Iterator[Chart]]] = {
    "anggaran-pilar": anggaran_pilar,
    "anggaran-tahun": anggaran_tahun,
    "anggaran-sumber": anggaran_sumber,
    "kesiapan": kesiapan,
    "program-horizon": program_horizon,
    "indikator": indikator,
    "evaluasi": evaluasi,
}
