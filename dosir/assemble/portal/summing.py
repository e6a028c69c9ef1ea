"""The summary of one regency: what is counted of its plan for the portal, which never sees the plan itself.

Whether a quick win runs or is done is told by the last year of its history where there is one, for its status is a step
of development and stays `implementasi` also when it has stopped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from dosir import gates, language
from dosir.assemble.findings import OWN
from dosir.assemble.rows.progress import stage_name
from dosir.assemble.scope import Scope
from dosir.assemble.sources import counted
from dosir.diagnostics import Diagnostic, Severity
from dosir.gates import Stage
from dosir.gates.demands import Demand
from dosir.plan import BerkasQuickWin, Plan
from dosir.plan.facts import anggaran, anggaran_per_penduduk, opd_terlibat
from dosir.plan.nilai import dua_desimal, hasil, porsi_belanja
from dosir.plan.records import Evaluasi, QuickWin
from dosir.summary import BagianPilar, HasilCepat, Kekurangan, Penilaian, Summary, Tahapan

MOST = 5  # files that are named of all in which something is missing
RUNNING = ("pembangunan", "implementasi")


def summary(scope: Scope, findings: Iterable[Diagnostic] = ()) -> Summary:
    """The numbers that the portal shows about one regency; `findings` are what the checker says about it."""
    plan, place = scope.plan, scope.plan.daerah
    total = anggaran(plan)
    facts, examples = counted(scope)
    stages = gates.stages(plan)
    reached = gates.reached(plan)
    held = max(plan.bimtek, key=lambda item: item.tanggal_mulai, default=None)
    year, share = _share(plan)
    return Summary(
        slug=plan.slug,
        nama=place.nama_lengkap,
        provinsi=place.provinsi,
        periode=language.rentang_tahun(place.periode.tahun),
        status=scope.word(place.status),
        versi=place.versi,
        tanggal=place.tanggal.isoformat(),
        pilar=len(plan.pilar),
        program=len(plan.program),
        quick_win=len(plan.quick_win),
        opd=len(opd_terlibat(plan)),
        anggaran=total,
        anggaran_per_penduduk=anggaran_per_penduduk(plan),
        porsi_apbd=share,
        porsi_apbd_tahun=year,
        tahap=held.tahap if held else "",
        tahap_tanggal=_day(held.tanggal_mulai if held else None),
        lengkap=stage_name(reached) if reached else "",
        fakta=facts,
        contoh=examples,
        peringatan=sum(found.severity is Severity.warning and found.code != OWN for found in findings),
        catatan_terbuka=sum(remark.terbuka for remark in plan.catatan),
        tahapan=tuple(Tahapan(stage.tahap, len(stage.demands), stage.there) for stage in stages),
        kurang=tuple(_missing(plan, stages)),
        bagian_pilar=tuple(_pillars(plan)),
        hasil_cepat=tuple(_quick_win(plan, item) for item in plan.quick_win),
        evaluasi=tuple(_evaluated(plan)),
    )


def _share(plan: Plan) -> tuple[int | None, float | None]:
    """The last year whose APBD is known and the per cent of it that the plan takes."""
    years = sorted((item.tahun for item in plan.daerah.apbd), reverse=True)
    found = ((year, porsi_belanja(plan, year)) for year in years)
    return next(((year, float(round(share, 3))) for year, share in found if share), (None, None))


def _missing(plan: Plan, stages: Iterable[Stage]) -> Iterator[Kekurangan]:
    """The files that the next stage waits for; that a record is only an example is no gap in a file."""
    gaps = next((stage.gaps for stage in stages if stage.gaps), ())
    files: defaultdict[str, list[Demand]] = defaultdict(list)
    for gap in gaps:
        if not gap.example:
            files[gap.position.path.rpartition(f"{plan.slug}/")[2]].append(gap)
    for path, found in sorted(files.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST]:
        yield Kekurangan(path, len(found), found[0].what)


def _pillars(plan: Plan) -> Iterator[BagianPilar]:
    for dimensi in plan.bersama.dimensi:
        programs = plan.program_dimensi(dimensi.kode)
        yield BagianPilar(dimensi.kode, dimensi.nama, len(programs), anggaran(plan, programs))


def _quick_win(plan: Plan, item: BerkasQuickWin) -> HasilCepat:
    sheet = item.rekaman
    program = plan.program_menurut_kode.get(sheet.program)
    office = plan.opd_menurut_id.get(program.opd) if program else None
    return HasilCepat(
        item.slug,
        sheet.nama,
        plan.dimensi_program(program) if program else "",
        office.singkatan if office else "",
        sheet.status,
        _state(sheet),
        sheet.progres,
        _day(sheet.selesai),
    )


def _state(sheet: QuickWin) -> str:
    last = max(sheet.perkembangan, key=lambda part: part.tahun, default=None)
    if sheet.progres == 100 or (last and last.status == "selesai"):
        return "selesai"
    told = last.status if last else ""
    return "berjalan" if told == "berjalan" or (not told and sheet.status in RUNNING) else ""


def _evaluated(plan: Plan) -> Iterator[Penilaian]:
    for item in sorted(plan.evaluasi, key=lambda item: (item.tahun, item.tahap or "")):
        score, official = _score(plan, item)
        waiting = sum(advice.status != "selesai" for advice in item.rekomendasi)
        yield Penilaian(item.tahun, item.tahap or "", score, official, len(item.rekomendasi), waiting)


def _score(plan: Plan, item: Evaluasi) -> tuple[float | None, bool]:
    """The final score and whether it is the ministry's; our own count stands in for one that is not known."""
    if item.nilai_akhir is not None:
        return float(item.nilai_akhir), not item.contoh
    counted = hasil(plan, item)
    score = counted.akhir if counted else None
    return (None if score is None else float(dua_desimal(score))), False


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
