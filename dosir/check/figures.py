"""Rules about numbers and dates: sums, years of the period, days in order."""

from __future__ import annotations

from collections.abc import Iterator

from dosir.diagnostics import Diagnostic, Position, error
from dosir.plan import Plan
from dosir.plan.records import Program

LONG_TERM = 10


def sums(plan: Plan) -> Iterator[Diagnostic]:
    """A written total that is not the sum of its parts."""
    for program in plan.program:
        total = sum(part.nilai for part in program.anggaran)
        if program.whole and program.jumlah_anggaran is not None and program.jumlah_anggaran != total:
            message = f"{program.kode}: jumlah anggaran {_rp(total)}, tertulis {_rp(program.jumlah_anggaran)}"
            hint = "betulkan salah satu, atau hapus `jumlah_anggaran`: jumlah selalu dihitung dari `anggaran`"
            yield error(program.at("jumlah_anggaran"), "sum-mismatch", message, hint)


def years_in_period(plan: Plan) -> Iterator[Diagnostic]:
    """Years outside the masterplan's period, and money in a year in which the programme does not run."""
    period = plan.daerah.periode
    if period.tahun_akhir < period.tahun_mulai:
        yield error(period.at("tahun_akhir"), "outside-period", "periode berakhir sebelum dimulai", "tukar tahunnya")
        return
    for place, year, what, last in _years(plan):
        if not period.tahun_mulai <= year <= last:
            message = f"{what}: tahun {year} di luar periode {period.tahun_mulai}–{last}"
            yield error(place, "outside-period", message, "betulkan tahun, atau periode di daerah.yml")
    for program in plan.program:
        for part in program.anggaran:
            if part.tahun not in program.tahun and part.tahun in period.tahun:
                message = f"{program.kode}: anggaran tahun {part.tahun}, tetapi program tidak berjalan di tahun itu"
                yield error(part.at("tahun"), "outside-period", message, "tambahkan tahun itu ke `tahun` program")


def dates_in_order(plan: Plan) -> Iterator[Diagnostic]:
    """A round of guidance that ends before it begins."""
    for bimtek in plan.bimtek:
        if bimtek.tanggal_selesai and bimtek.tanggal_selesai < bimtek.tanggal_mulai:
            message = f"bimtek {bimtek.tahap} selesai sebelum dimulai"
            yield error(bimtek.at("tanggal_selesai"), "date-order", message, "betulkan salah satu tanggal")


def _years(plan: Plan) -> Iterator[tuple[Position, int, str, int]]:
    first, last = plan.daerah.periode.tahun_mulai, plan.daerah.periode.tahun_akhir
    for program in plan.program:
        yield from ((program.at("tahun"), year, program.kode, last) for year in program.tahun)
        yield from ((part.at("tahun"), part.tahun, _budget_name(program), last) for part in program.anggaran)
    for step in plan.peta_jalan:
        end = max(last, first + LONG_TERM - 1) if step.horizon == "panjang" else last
        yield from ((step.at("tahun"), year, f"peta jalan {step.program}", end) for year in step.tahun)
    for indicator in plan.indikator:
        yield from ((part.at("tahun"), part.tahun, f"target {indicator.kode}", last) for part in indicator.target)


def _budget_name(program: Program) -> str:
    return f"anggaran {program.kode}"


def _rp(value: int) -> str:
    return f"Rp {value:,}".replace(",", ".")
