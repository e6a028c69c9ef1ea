"""What of a plan each table and chart of the books needs, so that a reference to one that will not be there is told.

The rows are built further on, in `assemble`, which a check cannot ask; a test holds this list against the books.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from dosir.plan import Plan
from dosir.plan.facts import anggaran
from dosir.plan.nilai import hasil
from dosir.plan.records import Evaluasi, Misi, Pilar, Program, Terbuka

Needs = Callable[[Plan, str], object]


def present(plan: Plan, kind: str, name: str, about: str) -> bool:
    """Whether a table (`tabel`) or chart (`grafik`) of a skeleton has anything to show about a pillar or quick win."""
    needs = (TABLES if kind == "tabel" else CHARTS if kind == "grafik" else {}).get(name)
    return needs is None or bool(needs(plan, about))


def evaluation(plan: Plan, item: Evaluasi) -> tuple[tuple[str, bool], ...]:
    """(table, whether it has rows) of each table about one evaluation."""
    counted = hasil(plan, item)
    answered = any(answer for part in (counted.bagian if counted else ()) for _, answer in part.jawaban)
    return (
        ("evaluasi-nilai", bool(counted) or item.nilai_akhir is not None),
        ("evaluasi-jawaban", answered),
        ("evaluasi-rekomendasi", bool(item.rekomendasi)),
    )


def _programs(plan: Plan, code: str) -> tuple[Program, ...]:
    return plan.program_dimensi(code) if code else plan.program


def _pillars(plan: Plan, code: str) -> Iterable[Pilar]:
    return [item.rekaman for item in plan.pilar if code in ("", item.dimensi.kode)]


def _missions(plan: Plan, kind: str) -> list[Misi]:
    visions = {visi.id for visi in plan.visi if visi.jenis == kind}
    return [item for item in plan.misi if item.visi in visions]


def _words(plan: Plan, kind: str) -> bool:
    return any(visi.kata_kunci for visi in plan.visi if visi.jenis == kind)


def _served(plan: Plan, _: str) -> bool:
    codes = {misi.kode for misi in plan.misi}
    return any(codes & set(strategy.misi) for strategy in plan.strategi)


def _steps(plan: Plan, code: str) -> bool:
    codes = {part.kode for part in _programs(plan, code)}
    return any(step.program in codes for step in plan.peta_jalan)


def _indicators(plan: Plan, code: str) -> set[str]:
    used = {name for part in _programs(plan, code) for name in part.indikator}
    used |= {name for item in _pillars(plan, code) for goal in item.sasaran for name in goal.indikator}
    return used & set(plan.indikator_menurut_kode)


def _measured(plan: Plan, code: str) -> bool:
    period = plan.daerah.periode.tahun
    found = [plan.indikator_menurut_kode[name] for name in _indicators(plan, code)]
    return any(item.baseline or any(part.tahun in period for part in (*item.target, *item.realisasi)) for item in found)


def _scored(plan: Plan, _: str) -> bool:
    return any(item.nilai_akhir is not None or hasil(plan, item) for item in plan.evaluasi)


def _gaps(plan: Plan, code: str) -> bool:
    pillars = (plan.sub_dimensi[item.sub_dimensi][0].kode for item in plan.gap if item.sub_dimensi in plan.sub_dimensi)
    return any(code in ("", pillar) for pillar in pillars)


def _sheet(name: str) -> Needs:
    return lambda plan, code: any(getattr(item.rekaman, name) for item in plan.quick_win if item.slug == code)


def _element(name: str) -> Needs:
    return lambda plan, _: any(item.elemen == name for item in plan.kesiapan)


def _family(name: str) -> Needs:
    return lambda plan, _: any(part.jenis == name for part in plan.program)


def _own_fields(plan: Plan, _: str) -> bool:
    plain = (plan.daerah, *plan.lampiran, *(item.rekaman for item in plan.quick_win))  # these print theirs themselves
    records = (record for record in plan.rekaman_utama() if isinstance(record, Terbuka))
    return any(record.tambahan for record in records if not any(record is item for item in plain))


TABLES: Mapping[str, Needs] = {
    "dasar-hukum": lambda plan, _: (*plan.bersama.dasar_hukum, *plan.dasar_hukum),
    "telaah-visi": lambda plan, _: _words(plan, "rpjmd"),
    "kata-kunci": lambda plan, _: _words(plan, "smart city"),
    "misi-rpjmd": lambda plan, _: _missions(plan, "rpjmd"),
    "misi-smart-city": lambda plan, _: _missions(plan, "smart city"),
    "keterkaitan-misi": _served,
    "keterkaitan-dimensi": lambda plan, _: _missions(plan, "rpjmd"),
    "misi-sasaran": lambda plan, _: _missions(plan, "smart city"),
    "isu": lambda plan, _: plan.isu,
    "kesiapan-ringkas": lambda plan, _: plan.kesiapan,
    **{f"kesiapan-{name}": _element(name) for name in ("struktur", "infrastruktur", "suprastruktur", "alam", "budaya")},
    "aplikasi": lambda plan, _: plan.aplikasi,
    "aplikasi-ringkas": lambda plan, _: plan.aplikasi,
    "gap": _gaps,
    "swot": lambda plan, _: plan.swot,
    "swot-matriks": lambda plan, _: plan.swot,
    "swot-bobot": lambda plan, _: any(item.bobot is not None for item in plan.swot),
    "strategi-silang": lambda plan, _: plan.strategi_silang,
    "semua-sasaran": lambda plan, _: plan.sasaran,
    "strategi": lambda plan, code: any(item.strategi for item in _pillars(plan, code)),
    "strategi-ringkas": lambda plan, code: any(item.strategi for item in _pillars(plan, code)),
    **dict.fromkeys(("rencana-kegiatan", "rencana-anggaran", "program"), _programs),
    **{f"rencana-{name}": _family(name) for name in ("kelembagaan", "infrastruktur", "aplikasi", "literasi")},
    "indikator": _indicators,
    **dict.fromkeys(("peta-jalan", "peta-jalan-ringkas", "program-horizon"), _steps),
    "quick-win": lambda plan, _: plan.quick_win,
    **{name: _sheet(name) for name in ("risiko", "dampak", "kendala", "perkembangan")},
    "anggaran-pilar": _programs,
    "anggaran-sumber": lambda plan, _: anggaran(plan),
    "anggaran-opd": _programs,
    "porsi-apbd": lambda plan, _: plan.daerah.apbd,
    "realisasi": lambda plan, _: any(item.realisasi is not None for part in plan.program for item in part.anggaran),
    "kelembagaan": lambda plan, _: plan.kelembagaan,
    "bimtek": lambda plan, _: plan.bimtek,
    "kesepakatan": lambda plan, _: plan.kesepakatan,
    "evaluasi-tahun": _scored,
    "isian-tambahan": _own_fields,
}
CHARTS: Mapping[str, Needs] = {
    "anggaran-pilar": lambda plan, _: anggaran(plan),
    "anggaran-sumber": lambda plan, _: anggaran(plan),
    "kesiapan": lambda plan, _: plan.kesiapan,
    "program-horizon": _steps,
    "indikator": _measured,
    "evaluasi": _scored,
}
