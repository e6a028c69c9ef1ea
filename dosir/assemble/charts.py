"""Charts of the outline: which numbers of the plan a Vega-Lite specification draws, and what a reader who cannot see
them is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dosir import language
from dosir.assemble.scope import Scope
from dosir.outline import Chart
from dosir.plan.facts import anggaran, anggaran_menurut_sumber

Rows = tuple[tuple[tuple[str, str | int | float], ...], ...]


def anggaran_pilar(scope: Scope) -> Chart:
    """Budget by pillar and year, in millions of rupiah."""
    plan = scope.plan
    rows: Rows = tuple(
        (
            ("pilar", dimensi.nama),
            ("kode", dimensi.kode),
            ("urutan", at),
            ("tahun", str(year)),
            ("nilai", anggaran(plan, plan.program_dimensi(dimensi.kode), year) / 10**6),
        )
        for at, dimensi in enumerate(plan.bersama.dimensi)
        for year in plan.daerah.periode.tahun
    )
    sums = [(d.nama, anggaran(plan, plan.program_dimensi(d.kode))) for d in plan.bersama.dimensi]
    told = language.daftar(f"{name} {language.rupiah_ringkas(value)}" for name, value in sums)
    alt = f"Diagram batang bertumpuk anggaran per tahun menurut pilar. Jumlah tiap pilar: {told}."
    return Chart("anggaran-pilar", "Kebutuhan anggaran menurut pilar dan tahun", "anggaran-pilar", alt, rows)


def anggaran_sumber(scope: Scope) -> Chart:
    """Budget by source of funds, in millions of rupiah."""
    names = scope.plan.sumber_dana_menurut_id
    sums = sorted(anggaran_menurut_sumber(scope.plan).items(), key=lambda item: -item[1])
    rows: Rows = tuple(
        (
            ("sumber", names[code].nama),
            ("kelompok", "APBD" if names[code].apbd else "non-APBD"),
            ("nilai", value / 10**6),
        )
        for code, value in sums
    )
    told = language.daftar(f"{names[code].nama} {language.rupiah_ringkas(value)}" for code, value in sums)
    alt = f"Diagram batang mendatar anggaran menurut sumber dana: {told}."
    return Chart("anggaran-sumber", "Kebutuhan anggaran menurut sumber dana", "anggaran-sumber", alt, rows)


CHARTS: Mapping[str, Callable[[Scope], Chart]] = {
    "anggaran-pilar": anggaran_pilar,
    "anggaran-sumber": anggaran_sumber,
}
