"""Any sound plan, of any size, broken in one place: exactly that place is told, by its own code.

Records stand one a line, so that the line of a finding names the record.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from uji import changed

from dosir import check, read
from dosir.sources import File, Folder

Record = dict[str, Any]
WORDS = ("sungai", "pasar", "sawah", "pesisir", "hutan", "sekolah", "puskesmas", "jalan", "desa", "pelabuhan")
PLACE = str(changed("kab-uji/daerah.yml", ("logo: gambar/logo.png\n", ""))["kab-uji/daerah.yml"])


@dataclass
class Written:
    """A regency as data: the records of each register, and of each pillar's front matter."""

    dimensi: list[Record] = field(default_factory=list)
    registers: dict[str, list[Record]] = field(default_factory=dict)
    pilar: dict[str, dict[str, list[Record]]] = field(default_factory=dict)
    quick_win: dict[str, Record] = field(default_factory=dict)

    def files(self) -> dict[str, list[str]]:
        """Lines of each file by its path below `content/`."""
        made = {f"kab-uji/{name}": _register(name, records) for name, records in self.registers.items()}
        for code, front in self.pilar.items():
            made[f"kab-uji/pilar/{code}.md"] = _pillar(code, front)
        for slug, sheet in self.quick_win.items():
            pairs = [f"{key}: {json.dumps(value)}" for key, value in sheet.items()]
            made[f"kab-uji/quick-win/{slug}.md"] = ["---", *pairs, "---", f"Uraian {slug}."]
        made["bersama/dimensi.yml"] = [_line(record) for record in self.dimensi]
        made["kab-uji/daerah.yml"] = PLACE.split("\n")
        made["kab-uji/swot.yml"] = [
            'swot: [{"kode": "S1", "kuadran": "S", "elemen": "struktur", "butir": "a", "contoh": true}]'
        ]
        made["kab-uji/sumber.yml"] = ['- {"id": "profil", "penerbit": "Pemerintah", "judul": "Profil"}']
        made["bersama/sumber.yml"] = ['- {"id": "evaluasi", "penerbit": "Kementerian", "judul": "Laporan"}']
        made["bersama/sumber-dana.yml"] = ['- {"id": "pad", "nama": "PAD", "apbd": true, "contoh": true}']
        return made

    def findings(self) -> list[tuple[str, str, int]]:
        """(code, file, line) of everything found."""
        folders = {}
        for slug in ("bersama", "kab-uji"):
            files = [
                File(f"content/{path}", path.removeprefix(f"{slug}/"), "\n".join([*lines, ""]).encode())
                for path, lines in sorted(self.files().items())
                if path.startswith(f"{slug}/")
            ]
            folders[slug] = Folder(slug, f"content/{slug}", tuple(files))
        shared, first = read.bersama(folders["bersama"])
        plan, second = read.daerah(folders["kab-uji"], shared)
        report = check.check(plan, earlier=(*first, *second))
        return [
            (found.code, found.position.path.removeprefix("content/"), found.position.line) for found in report.findings
        ]


def _line(record: Record) -> str:
    return f"- {json.dumps(record, ensure_ascii=False)}"


def _register(name: str, records: list[Record]) -> list[str]:
    if name == "visi.yml":
        vision = {"id": "rpjmd", "jenis": "rpjmd", "teks": "Uji yang maju", "contoh": True}
        return ["visi:", _line(vision), "misi:", *map(_line, records)]
    return [_line(record) for record in records]


def _pillar(code: str, front: dict[str, list[Record]]) -> list[str]:
    return [
        "---",
        f"ringkasan: Ringkasan {code}",
        "koordinator: opd-0",
        "sasaran:",
        *map(_line, front["sasaran"]),
        "strategi:",
        *map(_line, front["strategi"]),
        "contoh: true",
        "---",
        f"Uraian {code}.",
    ]


@st.composite
def plans(draw: st.DrawFn) -> Written:
    """A sound plan: every record on the chain, every sum right."""
    made = Written()
    names = [
        "visi.yml",
        "opd.yml",
        "gap.yml",
        "isu.yml",
        "kesiapan.yml",
        "peta-jalan.yml",
    ]
    made.registers = {name: [] for name in names}
    made.registers["visi.yml"] = [
        {"kode": f"M{n}", "visi": "rpjmd", "teks": f"Menata {WORDS[n]}", "contoh": True}
        for n in range(draw(st.integers(1, 3)))
    ]
    made.registers["opd.yml"] = [
        {"id": f"opd-{n}", "nama": f"Kantor {WORDS[n]}", "singkatan": f"Kantor {n}", "urusan": ["2.16"], "contoh": True}
        for n in range(draw(st.integers(1, 3)))
    ]
    made.registers["isu.yml"] = [{"isu": "Aduan lambat", "asal": "RPJMD", "dimensi": "dim-0", "contoh": True}]
    made.registers["kesiapan.yml"] = [{"elemen": "struktur", "aspek": "SDM", "kondisi": "Cukup", "contoh": True}]
    for at in range(draw(st.integers(1, 3))):
        _dimension(draw, made, at)
    for mission in made.registers["visi.yml"]:
        made.pilar["dim-0"]["sasaran"][0].setdefault("misi", []).append(mission["kode"])
    return made


def _dimension(draw: st.DrawFn, made: Written, at: int) -> None:
    code, count = f"dim-{at}", draw(st.integers(1, 3))
    subs = [{"kode": f"{code}-{n}", "nama": f"Bidang {at} {n}", "nama_en": f"Field {at} {n}"} for n in range(count)]
    name = f"Smart {WORDS[at].title()}"
    made.dimensi.append({"kode": code, "nama": name, "arti": WORDS[at], "sub_dimensi": subs, "contoh": True})
    goals: list[Record] = [{"kode": f"SAS-{at}", "teks": f"Tertatanya {WORDS[at]}", "indikator": [f"IND-{at}-0-0"]}]
    ways: list[Record] = []
    programs: list[Record] = []
    measures: list[Record] = []
    for n, sub in enumerate(subs):
        gap = f"GAP-{at}-{n}"
        made.registers["gap.yml"].append(
            {
                "kode": gap,
                "sub_dimensi": sub["kode"],
                "kondisi_saat_ini": f"Keadaan {at} {n}",
                "kondisi_diharapkan": f"Harapan {at} {n}",
                "kesenjangan": f"Selisih {at} {n}",
                "contoh": True,
            }
        )
        way = f"STR-{at}-{n}"
        ways.append(
            {
                "kode": way,
                "sub_dimensi": sub["kode"],
                "rumusan": f"Menata {at} {n}",
                "sasaran": [f"SAS-{at}"],
                "gap": [gap],
            }
        )
        for k in range(draw(st.integers(1, 3))):
            tail = f"{at}-{n}-{k}"
            measures.append(_measure(tail))
            programs.append(_program(draw, tail, sub["kode"], way))
            made.registers["peta-jalan.yml"].append(_step(tail))
    made.pilar[code] = {"sasaran": goals, "strategi": ways}
    made.registers[f"program/{code}.yml"] = programs
    made.registers[f"indikator/{code}.yml"] = measures
    made.quick_win[f"kemenangan-{at}"] = {
        "nama": f"Kemenangan {at}",
        "program": programs[0]["kode"],
        "ringkasan": f"Hasil cepat {WORDS[at]}",
        "jenis_inovasi": "teknologi",
        "status": "perencanaan",
        "mulai": "2022-01-03",
        "selesai": "2022-12-30",
        "risiko": [{"risiko": f"Gagal {at}", "mitigasi": f"Ulangi {at}"}],
        "contoh": True,
    }


def _measure(tail: str) -> Record:
    return {
        "kode": f"IND-{tail}",
        "nama": f"Ukuran {tail}",
        "jenis": "output",
        "satuan": "unit",
        "baseline": {"tahun": 2021, "nilai": 0},
        "target": [{"tahun": 2022, "nilai": 1}],
        "sumber_data": "Kantor",
        "contoh": True,
    }


def _program(draw: st.DrawFn, tail: str, sub: str, way: str) -> Record:
    amounts = draw(st.lists(st.integers(200, 900), min_size=1, max_size=5))
    parts = [
        {"tahun": 2022 + n, "sumber_dana": "pad", "nilai": f"{value} juta", "contoh": True}
        for n, value in enumerate(amounts)
    ]
    return {
        "kode": f"P-{tail}",
        "nama": f"Kegiatan {tail}",
        "sub_dimensi": sub,
        "strategi": way,
        "opd": "opd-0",
        "kode_nomenklatur": "2.16.03",
        "rpjmd_ref": {"misi": "M0"},
        "indikator": [f"IND-{tail}"],
        "tahun": "2022-2026",
        "anggaran": parts,
        "jumlah_anggaran": f"{sum(amounts)} juta",
        "contoh": True,
    }


def _step(tail: str) -> Record:
    return {"program": f"P-{tail}", "horizon": "pendek", "tahun": 2022, "tahapan": f"Mulai {tail}", "contoh": True}


# Each break: the register, what it does to one record of it, and the code it must be found by.
Break = tuple[str, Callable[[Record], Any], str]
BREAKS: dict[str, Break] = {
    "no strategy": ("program/", lambda r: r.pop("strategi"), "program-without-strategy"),
    "no plan": ("program/", lambda r: r.pop("rpjmd_ref"), "no-plan-reference"),
    "another sum": ("program/", lambda r: r.update(jumlah_anggaran="1.000.000"), "sum-mismatch"),
    "a year too early": ("program/", lambda r: r.update(tahun="2021-2026"), "outside-period"),
    "money before the period": (
        "program/",
        lambda r: (r["anggaran"][0].update(tahun=2019), r.pop("jumlah_anggaran")),
        "outside-period",
    ),
    "money without a reading": (
        "program/",
        lambda r: (r["anggaran"][0].update(nilai="1.250"), r.pop("jumlah_anggaran")),
        "ambiguous-money",
    ),
    "an office that is not there": ("program/", lambda r: r.update(opd="tiada"), "unknown-reference"),
    "another office's code": ("program/", lambda r: r.update(kode_nomenklatur="1.02.02"), "nomenclature-mismatch"),
    "a key that is not there": ("program/", lambda r: r.update(pemilik="x"), "unknown-key"),
    "no source": ("program/", lambda r: r.pop("contoh"), "missing-source"),
    "no baseline": ("indikator/", lambda r: r.pop("baseline"), "indicator-without-baseline"),
    "no target": ("indikator/", lambda r: r.pop("target"), "indicator-without-target"),
    "a target after the period": (
        "indikator/",
        lambda r: r.update(target=[{"tahun": 2040, "nilai": 1}]),
        "outside-period",
    ),
    "a figure in foreign notation": (
        "indikator/",
        lambda r: r.update(baseline={"tahun": 2021, "nilai": "73.82"}),
        "ambiguous-number",
    ),
    "the wrong horizon": ("peta-jalan.yml", lambda r: r.update(tahun=2023), "horizon-mismatch"),
    "a gap of no field": ("gap.yml", lambda r: r.update(sub_dimensi="tiada"), "unknown-reference"),
    "half a gap": ("gap.yml", lambda r: r.pop("kesenjangan"), "missing-key"),
    "a code that is none": ("opd.yml", lambda r: r.update(id="kantor ini"), "wrong-type"),
}


# What is true besides: the strategy that only this programme carried has none now.
FOLLOWS = {"no strategy": "strategy-without-program"}


def broken(plan: Written, name: str, at: int) -> tuple[Written, tuple[str, str, int]]:
    """The plan with one record broken, and what must be found."""
    register, spoil, code = BREAKS[name]
    worse = copy.deepcopy(plan)
    places = [
        (path, number)
        for path, records in worse.registers.items()
        for number in range(len(records))
        if path.startswith(register)
    ]
    path, number = places[at % len(places)]
    spoil(worse.registers[path][number])
    return worse, (code, f"kab-uji/{path}", number + 1)


SLOW = settings(
    database=None,
    derandomize=True,
    max_examples=120,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@given(plans())
@settings(SLOW, max_examples=60)
def test_a_sound_plan_of_any_size_has_no_finding(plan: Written) -> None:
    assert plan.findings() == []


@given(plans(), st.sampled_from(sorted(BREAKS)), st.integers(0, 1000))
@SLOW
def test_of_a_plan_broken_in_one_place_exactly_that_place_is_told(plan: Written, name: str, at: int) -> None:
    worse, wanted = broken(plan, name, at)
    found = worse.findings()
    assert [item for item in found if item[0] != FOLLOWS.get(name)] == [wanted]
