"""What can be said about a plan by counting, adding and listing it: the only source of such words in prose.

An author writes `{{ jumlah_program governance }}` and never the number. The set is closed: a name from `FACTS`
and at most one argument that must name a thing of this plan. It is no template language, so it cannot do harm. The
names in `CROSSINGS` lead to a place in the books, which only the finished books know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from dosir.diagnostics import nearest
from dosir.plan import BerkasQuickWin, Plan
from dosir.plan.records import Program


@dataclass(frozen=True)
class Uang:
    """An amount in whole rupiah."""

    rupiah: int


Value = str | int | Decimal | Uang | tuple[str, ...]


@dataclass(frozen=True)
class Unknown:
    """Why a reference means nothing in this plan."""

    message: str
    hint: str
    argument: str = ""  # set when the name is known and only this names nothing


@dataclass(frozen=True)
class Fact:
    """What a name says, and the things its argument may name; `optional` when it also stands alone."""

    doc: str
    value: Callable[[Plan, str], Value]
    arguments: Callable[[Plan], Iterable[str]] | None = None
    optional: bool = False


def evaluate(plan: Plan, name: str, argument: str) -> Value | Unknown:
    """The value of a reference, or why it has none."""
    fact = FACTS.get(name)
    if fact is None:
        return Unknown(f"rujukan `{name}` tidak dikenal", nearest(name, (*FACTS, *CROSSINGS)))
    if not argument:
        if fact.arguments and not fact.optional:
            return Unknown(f"rujukan `{name}` butuh satu keterangan", nearest("", fact.arguments(plan)))
        return fact.value(plan, "")
    known = tuple(fact.arguments(plan)) if fact.arguments else ()
    if argument not in known:
        hint = nearest(argument, known) if fact.arguments else f"tulis `{{{{ {name} }}}}` saja"
        return Unknown(f"rujukan `{name} {argument}` tidak menunjuk apa pun", hint, argument)
    return fact.value(plan, argument)


def about_quick_win(plan: Plan, sheet: BerkasQuickWin) -> tuple[str, ...]:
    """What a text of this quick win is about, nearest first: itself, then the pillar of its programme."""
    program = plan.program_menurut_kode.get(sheet.rekaman.program)
    pillar = plan.dimensi_program(program) if program else ""
    return (sheet.slug, pillar) if pillar else (sheet.slug,)


def anggaran(plan: Plan, programs: Iterable[Program] | None = None, tahun: int | None = None) -> int:
    """Rupiah of the given programmes (all of the plan when none are given), of one year or of all."""
    chosen = plan.program if programs is None else programs
    return sum(part.nilai for program in chosen for part in program.anggaran if tahun in (None, part.tahun))


def anggaran_per_penduduk(plan: Plan) -> int:
    """The whole budget for each inhabitant, in rupiah; 0 where nobody has been counted."""
    heads = int(plan.daerah.penduduk.nilai) if plan.daerah.penduduk else 0
    return round(anggaran(plan) / heads) if heads else 0


def anggaran_menurut_sumber(plan: Plan) -> Mapping[str, int]:
    """Rupiah by source of funds, in the order the sources are declared."""
    sums = dict.fromkeys(plan.sumber_dana_menurut_id, 0)
    for program in plan.program:
        for part in program.anggaran:
            sums[part.sumber_dana] = sums.get(part.sumber_dana, 0) + part.nilai
    return {source: total for source, total in sums.items() if total}


def program_opd(plan: Plan, opd: str) -> tuple[Program, ...]:
    """Programmes that an office answers for."""
    return tuple(program for program in plan.program if program.opd == opd)


def opd_terlibat(plan: Plan) -> tuple[str, ...]:
    """Ids of the offices that answer for or support some programme, in the order of the register."""
    used = {opd for program in plan.program for opd in (program.opd, *program.opd_pendukung)}
    return tuple(opd.id for opd in plan.opd if opd.id in used)


def porsi_apbd(plan: Plan) -> Decimal:
    """Per cent of the budget that comes from the APBD; zero for an empty budget."""
    total = anggaran(plan)
    apbd = sum(
        value
        for source, value in anggaran_menurut_sumber(plan).items()
        if source in plan.sumber_dana_menurut_id and plan.sumber_dana_menurut_id[source].apbd
    )
    return Decimal(apbd * 100) / total if total else Decimal(0)


def _pillars(plan: Plan) -> Iterable[str]:
    return [dimensi.kode for dimensi in plan.bersama.dimensi]


def _budget_keys(plan: Plan) -> Iterable[str]:
    return [*_pillars(plan), *map(str, plan.daerah.periode.tahun), *plan.opd_menurut_id, *plan.program_menurut_kode]


def _programs(plan: Plan, pillar: str) -> tuple[Program, ...]:
    return plan.program_dimensi(pillar) if pillar else plan.program


def _quick_wins(plan: Plan, pillar: str) -> tuple[str, ...]:
    chosen = plan.quick_win_dimensi(pillar) if pillar else plan.quick_win
    return tuple(quick_win.rekaman.nama for quick_win in chosen)


def _strategies(plan: Plan, pillar: str) -> int:
    return sum(len(item.rekaman.strategi) for item in plan.pilar if pillar in ("", item.dimensi.kode))


def _indicators(plan: Plan, pillar: str) -> int:
    if not pillar:
        return len(plan.indikator)
    used = {code for program in plan.program_dimensi(pillar) for code in program.indikator}
    goals = (goal for item in plan.pilar if item.dimensi.kode == pillar for goal in item.rekaman.sasaran)
    return len(used | {code for goal in goals for code in goal.indikator})


def _budget(plan: Plan, key: str) -> Uang:
    if not key:
        return Uang(anggaran(plan))
    if key in _pillars(plan):
        return Uang(anggaran(plan, plan.program_dimensi(key)))
    if key in plan.opd_menurut_id:
        return Uang(anggaran(plan, program_opd(plan, key)))
    if key in plan.program_menurut_kode:
        return Uang(anggaran(plan, [plan.program_menurut_kode[key]]))
    return Uang(anggaran(plan, tahun=int(key)))


def _figure(name: str) -> Callable[[Plan, str], Value]:
    def value(plan: Plan, _: str) -> Value:
        figure = getattr(plan.daerah, name)
        return figure.nilai if figure else "(belum ada data)"

    return value


def _last(plan: Plan, code: str) -> Value:
    done = plan.indikator_menurut_kode[code].realisasi
    return max(done, key=lambda part: part.tahun).nilai if done else "(belum ada data)"


def _baseline(plan: Plan, code: str) -> Value:
    baseline = plan.indikator_menurut_kode[code].baseline
    return baseline.nilai if baseline else "(belum ada data)"


def _target(plan: Plan, code: str) -> Value:
    targets = plan.indikator_menurut_kode[code].target
    return max(targets, key=lambda part: part.tahun).nilai if targets else "(belum ada data)"


def _period(plan: Plan, _: str) -> str:
    return f"{plan.daerah.periode.tahun_mulai}–{plan.daerah.periode.tahun_akhir}"


def _vision(plan: Plan, key: str) -> str:
    return next(visi.teks for visi in plan.visi if visi.id == key)


FACTS: Mapping[str, Fact] = {
    "nama_daerah": Fact("nama lengkap daerah", lambda plan, _: plan.daerah.nama_lengkap),
    "provinsi": Fact("nama provinsi", lambda plan, _: plan.daerah.provinsi),
    "ibu_kota": Fact("nama ibu kota", lambda plan, _: plan.daerah.ibu_kota or "(belum ada data)"),
    "kepala_daerah": Fact("sebutan jabatan kepala daerah", lambda plan, _: plan.daerah.penandatangan),
    "periode": Fact("masa berlaku masterplan", _period),
    "tahun_mulai": Fact("tahun pertama masterplan", lambda plan, _: str(plan.daerah.periode.tahun_mulai)),
    "tahun_akhir": Fact("tahun terakhir masterplan", lambda plan, _: str(plan.daerah.periode.tahun_akhir)),
    "rpjmd": Fact("nomor perda RPJMD", lambda plan, _: plan.daerah.rpjmd.nomor),
    "judul_rpjmd": Fact("judul RPJMD", lambda plan, _: plan.daerah.rpjmd.judul),
    "luas": Fact("luas wilayah (angka)", _figure("luas")),
    "penduduk": Fact("jumlah penduduk (angka)", _figure("penduduk")),
    "jumlah_kecamatan": Fact("banyaknya kecamatan", _figure("jumlah_kecamatan")),
    "jumlah_kelurahan": Fact("banyaknya kelurahan", _figure("jumlah_kelurahan")),
    "jumlah_desa": Fact("banyaknya desa", _figure("jumlah_desa")),
    "visi": Fact("rumusan visi menurut id", _vision, lambda plan: [visi.id for visi in plan.visi]),
    "jumlah_misi": Fact("banyaknya misi", lambda plan, _: len(plan.misi)),
    "jumlah_pilar": Fact("banyaknya pilar", lambda plan, _: len(plan.bersama.dimensi)),
    "jumlah_sub_dimensi": Fact("banyaknya sub-dimensi", lambda plan, _: len(plan.sub_dimensi)),
    "jumlah_isu": Fact("banyaknya isu strategis", lambda plan, _: len(plan.isu)),
    "jumlah_gap": Fact("banyaknya kesenjangan", lambda plan, _: len(plan.gap)),
    "jumlah_bimtek": Fact("banyaknya bimtek yang tercatat", lambda plan, _: len(plan.bimtek)),
    "jumlah_opd": Fact("banyaknya OPD yang terlibat", lambda plan, _: len(opd_terlibat(plan))),
    "jumlah_program": Fact("banyaknya program [satu pilar]", lambda p, key: len(_programs(p, key)), _pillars, True),
    "jumlah_quick_win": Fact("banyaknya quick win [satu pilar]", lambda p, k: len(_quick_wins(p, k)), _pillars, True),
    "jumlah_strategi": Fact("banyaknya strategi [satu pilar]", _strategies, _pillars, True),
    "jumlah_indikator": Fact("banyaknya indikator [satu pilar]", _indicators, _pillars, True),
    "anggaran": Fact("jumlah anggaran [pilar, tahun, OPD, atau program]", _budget, _budget_keys, True),
    "porsi_apbd": Fact("persen anggaran yang berasal dari APBD", lambda plan, _: round(porsi_apbd(plan), 1)),
    "daftar_pilar": Fact("nama semua pilar", lambda plan, _: tuple(item.nama for item in plan.bersama.dimensi)),
    "daftar_program": Fact(
        "nama program satu pilar", lambda p, key: tuple(item.nama for item in _programs(p, key)), _pillars
    ),
    "daftar_quick_win": Fact("nama quick win [satu pilar]", _quick_wins, _pillars, True),
    "daftar_opd": Fact(
        "singkatan OPD yang terlibat",
        lambda plan, _: tuple(plan.opd_menurut_id[opd].singkatan for opd in opd_terlibat(plan)),
    ),
    "program": Fact(
        "nama program menurut kode",
        lambda plan, key: plan.program_menurut_kode[key].nama,
        lambda plan: plan.program_menurut_kode,
    ),
    "opd": Fact(
        "nama resmi OPD menurut id", lambda plan, key: plan.opd_menurut_id[key].nama, lambda plan: plan.opd_menurut_id
    ),
    "indikator": Fact(
        "nama indikator menurut kode",
        lambda plan, key: plan.indikator_menurut_kode[key].nama,
        lambda plan: plan.indikator_menurut_kode,
    ),
    "baseline": Fact("kondisi awal indikator", _baseline, lambda plan: plan.indikator_menurut_kode),
    "target_akhir": Fact("target terakhir indikator", _target, lambda plan: plan.indikator_menurut_kode),
    "realisasi_akhir": Fact("capaian terakhir indikator", _last, lambda plan: plan.indikator_menurut_kode),
}
CROSSINGS: Mapping[str, str] = {
    "tabel": "nomor dan tautan tabel, misalnya Tabel 3.8, menurut namanya [dan pilar atau quick win-nya]",
    "gambar": "nomor dan tautan gambar, misalnya Gambar 2.1, menurut namanya [dan pilar atau quick win-nya]",
    "bab": "nomor dan tautan bab atau subbab menurut judulnya, misalnya `visi-dan-misi` [dan pilar atau quick win-nya]",
}
