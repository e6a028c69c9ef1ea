"""Rules about numbers and dates: sums, years of the period, days in order."""

from __future__ import annotations

from collections.abc import Iterator

from dosir.diagnostics import Diagnostic, Position, error, warning
from dosir.plan import Plan
from dosir.plan.records import Program


def sums(plan: Plan) -> Iterator[Diagnostic]:
    """A written total, of a programme, a year or a source of funds, that is not the sum of its parts."""
    hint = "betulkan salah satu, atau hapus jumlah itu: jumlah selalu dihitung dari `anggaran`"
    for program in plan.program:
        for place, what, total, written in _totals(program) if program.whole else ():
            if total != written:
                message = f"{program.kode}: jumlah anggaran{what} {_rp(total)}, tertulis {_rp(written)}"
                yield error(place, "sum-mismatch", message, hint)


def _totals(program: Program) -> Iterator[tuple[Position, str, int, int]]:
    """(place, what, sum of the parts, written sum) of each total that the author wrote."""
    parts = program.anggaran
    if program.jumlah_anggaran is not None:
        yield program.at("jumlah_anggaran"), "", sum(part.nilai for part in parts), program.jumlah_anggaran
    for year in program.jumlah_tahun:
        total = sum(part.nilai for part in parts if part.tahun == year.tahun)
        yield year.at("nilai"), f" tahun {year.tahun}", total, year.nilai
    for fund in program.jumlah_sumber:
        total = sum(part.nilai for part in parts if part.sumber_dana == fund.sumber_dana)
        yield fund.at("nilai"), f" dari `{fund.sumber_dana}`", total, fund.nilai


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


def horizons(plan: Plan) -> Iterator[Diagnostic]:
    """Steps of the road map in years that belong to another horizon; years outside the period are told elsewhere."""
    rule, start, end = plan.daerah.aturan, plan.daerah.periode.tahun_mulai, plan.daerah.periode.tahun_akhir
    ends = {
        "pendek": rule.horizon_pendek,
        "menengah": rule.horizon_menengah,
        "panjang": max(rule.horizon_panjang, end - start + 1),
    }
    before = {"pendek": 0, "menengah": rule.horizon_pendek, "panjang": rule.horizon_menengah}
    for step in plan.peta_jalan if plan.daerah.whole and start <= end else ():
        first, last = start + before[step.horizon], start + ends[step.horizon] - 1
        strange = [year for year in step.tahun if not first <= year <= last]
        outside = any(not start <= year <= (last if step.horizon == "panjang" else end) for year in step.tahun)
        if strange and not outside:
            years = ", ".join(map(str, strange))
            message = f"peta jalan {step.program}: tahun {years} bukan jangka {step.horizon} ({first}–{last})"
            yield warning(step.at("tahun"), "horizon-mismatch", message, "betulkan `tahun` atau `horizon`")


def quick_wins_in_a_year(plan: Plan) -> Iterator[Diagnostic]:
    """Quick wins that take longer than a year, end before they begin, or lie outside the period."""
    period, longest = plan.daerah.periode, plan.daerah.aturan.hari_quick_win
    for item in plan.quick_win:
        sheet = item.rekaman
        if sheet.mulai and sheet.selesai and sheet.selesai < sheet.mulai:
            message = f"quick win {sheet.nama} selesai sebelum dimulai"
            yield error(sheet.at("selesai"), "date-order", message, "betulkan salah satu tanggal")
        elif sheet.mulai and sheet.selesai and (days := (sheet.selesai - sheet.mulai).days) > longest:
            message = f"quick win {sheet.nama} berlangsung {days} hari, lebih dari {longest}"
            hint = "perkecil menjadi hasil yang ada dalam setahun, atau jadikan program biasa"
            yield warning(sheet.at("selesai"), "quick-win-too-long", message, hint)
        if sheet.mulai and sheet.mulai.year not in period.tahun:
            message = f"quick win {sheet.nama} dimulai di luar periode {period.tahun_mulai}–{period.tahun_akhir}"
            yield error(sheet.at("mulai"), "outside-period", message, "betulkan tanggal, atau periode di daerah.yml")


def figures_have_years(plan: Plan) -> Iterator[Diagnostic]:
    """Figures of readiness that do not say of which year they are."""
    for item in plan.kesiapan:
        if item.whole and item.tahun is None and any(character.isdigit() for character in item.nilai):
            message = f"kesiapan {item.aspek}: angka `{item.nilai}` tanpa tahun"
            yield warning(item.at("nilai"), "figure-without-year", message, "isi `tahun:` dengan tahun datanya")


def offices_in_force(plan: Plan) -> Iterator[Diagnostic]:
    """Offices that answer for a programme although their name is not in force on the day of the document."""
    today = plan.daerah.tanggal
    for office in plan.opd if plan.daerah.whole else ():
        begins, ends = office.berlaku_mulai, office.berlaku_sampai
        if begins and ends and ends < begins:
            yield error(office.at("berlaku_sampai"), "date-order", f"OPD {office.singkatan} berakhir sebelum dimulai")
        elif (ends and ends < today) or (begins and begins > today):
            key = "berlaku_sampai" if ends and ends < today else "berlaku_mulai"
            named = [program.kode for program in plan.program if office.id in (program.opd, *program.opd_pendukung)]
            if named:
                message = (
                    f"OPD {office.singkatan} tidak berlaku pada tanggal dokumen, tetapi disebut {', '.join(named)}"
                )
                yield warning(office.at(key), "office-not-in-force", message, "pindahkan program ke OPD penggantinya")


def _years(plan: Plan) -> Iterator[tuple[Position, int, str, int]]:
    first, last = plan.daerah.periode.tahun_mulai, plan.daerah.periode.tahun_akhir
    for program in plan.program:
        yield from ((program.at("tahun"), year, program.kode, last) for year in program.tahun)
        yield from ((part.at("tahun"), part.tahun, _budget_name(program), last) for part in program.anggaran)
    for step in plan.peta_jalan:
        end = max(last, first + plan.daerah.aturan.horizon_panjang - 1) if step.horizon == "panjang" else last
        yield from ((step.at("tahun"), year, f"peta jalan {step.program}", end) for year in step.tahun)
    for indicator in plan.indikator:
        yield from ((part.at("tahun"), part.tahun, f"target {indicator.kode}", last) for part in indicator.target)


def _budget_name(program: Program) -> str:
    return f"anggaran {program.kode}"


def _rp(value: int) -> str:
    return f"Rp {value:,}".replace(",", ".")
