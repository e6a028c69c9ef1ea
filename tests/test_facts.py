from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from dosir import read
from dosir.plan import Plan, facts
from dosir.plan.facts import FACTS, Uang, Unknown, evaluate
from dosir.sources import File, Folder

SHARED = {
    "dimensi.yml": """
- kode: governance
  nama: Smart Governance
  arti: Tata kelola
  contoh: true
  sub_dimensi: [{kode: layanan, nama: L, nama_en: L}, {kode: kebijakan, nama: K, nama_en: K}]
- kode: living
  nama: Smart Living
  arti: Lingkungan hidup
  contoh: true
  sub_dimensi: [{kode: kesehatan, nama: S, nama_en: S}]
- {kode: society, nama: Smart Society, arti: Masyarakat, contoh: true, sub_dimensi: []}
""",
    "sumber-dana.yml": """
- {id: pad, nama: PAD, apbd: true, contoh: true}
- {id: dau, nama: DAU, apbd: true, contoh: true}
- {id: apbn, nama: APBN, apbd: false, contoh: true}
""",
}
REGENCY = {
    "daerah.yml": """
kode_kemendagri: "99.10"
kode_bps: "9910"
jenis: kabupaten
nama: Uji
provinsi: Contoh
penduduk: {nilai: 1.062.000, tahun: 2024, contoh: true}
luas: {nilai: "73,82", tahun: 2024, contoh: true}
periode: {tahun_mulai: 2022, tahun_akhir: 2024, contoh: true}
rpjmd: {nomor: Perda 5/2021, judul: RPJMD Uji, tahun_mulai: 2021, tahun_akhir: 2026, contoh: true}
versi: "0.1"
tanggal: 2026-11-01
penandatangan: Bupati Uji
contoh: true
""",
    "visi.yml": """
visi:
  - {id: rpjmd, jenis: rpjmd, teks: Uji maju, contoh: true}
  - {id: cerdas, jenis: smart city, teks: Uji cerdas, contoh: true}
misi:
  - {kode: M1, visi: rpjmd, teks: Satu, contoh: true}
  - {kode: M2, visi: rpjmd, teks: Dua, contoh: true}
""",
    "bimtek.yml": "bimtek: [{tahap: I, tanggal_mulai: 2022-06-08, contoh: true}]",
    "isu.yml": "- {isu: I, asal: A, dimensi: living, contoh: true}",
    "gap.yml": """
- {kode: G, sub_dimensi: layanan, kondisi_saat_ini: a, kondisi_diharapkan: b, kesenjangan: c, upaya: d, contoh: true}
""",
    "opd.yml": """
- {id: dinkes, nama: Dinas Kesehatan, singkatan: Dinkes, contoh: true}
- {id: kominfo, nama: Dinas Kominfo, singkatan: Diskominfo, contoh: true}
- {id: bappeda, nama: Bappeda, singkatan: Bappeda, contoh: true}
""",
    "program/a.yml": """
- kode: GOV-01
  nama: Kanal aduan
  sub_dimensi: layanan
  opd: kominfo
  keluaran: K
  indikator: [IND-1, IND-2]
  tahun: 2022-2023
  anggaran:
    - {tahun: 2022, sumber_dana: pad, nilai: 100 juta}
    - {tahun: 2023, sumber_dana: apbn, nilai: 50 juta}
  contoh: true
- {kode: GOV-02, nama: Satu data, sub_dimensi: kebijakan, opd: kominfo, keluaran: K, tahun: 2022, contoh: true}
- kode: LIV-01
  nama: Antrean daring
  sub_dimensi: kesehatan
  opd: dinkes
  opd_pendukung: kominfo
  keluaran: K
  tahun: 2023
  anggaran: [{tahun: 2023, sumber_dana: dau, nilai: 25 juta}]
  contoh: true
""",
    "indikator/a.yml": """
- kode: IND-1
  nama: Aduan dijawab
  jenis: outcome
  satuan: persen
  baseline: {tahun: 2021, nilai: "73,82"}
  target: [{tahun: 2024, nilai: 95}, {tahun: 2022, nilai: 80}]
  realisasi: [{tahun: 2023, nilai: 88}, {tahun: 2022, nilai: 81}]
  sumber_data: Diskominfo
  contoh: true
- {kode: IND-2, nama: Kanal, jenis: output, satuan: kanal, sumber_data: Diskominfo, contoh: true}
- {kode: IND-3, nama: Sehat, jenis: impact, satuan: tahun, sumber_data: Dinkes, contoh: true}
""",
    "pilar/governance.md": """---
ringkasan: R
koordinator: kominfo
sasaran: [{kode: S1, teks: T, indikator: [IND-2, IND-3]}]
strategi:
  - {kode: STR-1, sub_dimensi: layanan, rumusan: R}
  - {kode: STR-2, sub_dimensi: kebijakan, rumusan: R}
contoh: true
---
""",
    "quick-win/kanal.md": """---
nama: Kanal
program: GOV-01
ringkasan: R
jenis_inovasi: teknologi
status: implementasi
progres: 80
contoh: true
---
""",
    "quick-win/antrean.md": """---
nama: Antrean
program: LIV-01
ringkasan: R
jenis_inovasi: teknologi
status: perencanaan
progres: 0
contoh: true
---
""",
}


def folder(slug: str, texts: dict[str, str]) -> Folder:
    return Folder(
        slug, slug, tuple(File(f"{slug}/{name}", name, text.encode()) for name, text in sorted(texts.items()))
    )


def planned(**changes: str) -> Plan:
    """The regency above, with some registers written otherwise; nothing in it is faulty in form."""
    shared, first = read.bersama(folder("bersama", SHARED))
    names = {name.partition(".")[0].partition("/")[0]: name for name in REGENCY}
    plan, second = read.daerah(
        folder("uji", {**REGENCY, **{names[key]: text for key, text in changes.items()}}), shared
    )
    assert [*first, *second] == []
    return plan


PLAN = planned()


SAYS: list[tuple[str, Any]] = [
    ("nama_daerah", "Kabupaten Uji"),
    ("provinsi", "Contoh"),
    ("ibu_kota", "(belum ada data)"),
    ("kepala_daerah", "Bupati Uji"),
    ("periode", "2022–2024"),
    ("tahun_mulai", "2022"),
    ("tahun_akhir", "2024"),
    ("rpjmd", "Perda 5/2021"),
    ("judul_rpjmd", "RPJMD Uji"),
    ("luas", Decimal("73.82")),
    ("penduduk", Decimal(1_062_000)),
    ("jumlah_kecamatan", "(belum ada data)"),
    ("jumlah_kelurahan", "(belum ada data)"),
    ("jumlah_desa", "(belum ada data)"),
    ("visi rpjmd", "Uji maju"),
    ("visi cerdas", "Uji cerdas"),
    ("jumlah_misi", 2),
    ("jumlah_pilar", 3),
    ("jumlah_sub_dimensi", 3),
    ("jumlah_isu", 1),
    ("jumlah_gap", 1),
    ("jumlah_bimtek", 1),
    ("jumlah_opd", 2),
    ("jumlah_program", 3),
    ("jumlah_program governance", 2),
    ("jumlah_program society", 0),
    ("jumlah_quick_win", 2),
    ("jumlah_quick_win living", 1),
    ("jumlah_quick_win society", 0),
    ("jumlah_strategi", 2),
    ("jumlah_strategi governance", 2),
    ("jumlah_strategi living", 0),
    ("jumlah_indikator", 3),
    ("jumlah_indikator governance", 3),
    ("jumlah_indikator living", 0),
    ("anggaran", Uang(175_000_000)),
    ("anggaran governance", Uang(150_000_000)),
    ("anggaran society", Uang(0)),
    ("anggaran 2023", Uang(75_000_000)),
    ("anggaran 2024", Uang(0)),
    ("anggaran kominfo", Uang(150_000_000)),
    ("anggaran bappeda", Uang(0)),
    ("anggaran LIV-01", Uang(25_000_000)),
    ("porsi_apbd", Decimal("71.4")),
    ("daftar_pilar", ("Smart Governance", "Smart Living", "Smart Society")),
    ("daftar_program governance", ("Kanal aduan", "Satu data")),
    ("daftar_program society", ()),
    ("daftar_quick_win", ("Antrean", "Kanal")),
    ("daftar_quick_win governance", ("Kanal",)),
    ("daftar_opd", ("Dinkes", "Diskominfo")),
    ("program GOV-01", "Kanal aduan"),
    ("opd dinkes", "Dinas Kesehatan"),
    ("indikator IND-1", "Aduan dijawab"),
    ("baseline IND-1", Decimal("73.82")),
    ("baseline IND-2", "(belum ada data)"),
    ("target_akhir IND-1", Decimal(95)),
    ("target_akhir IND-2", "(belum ada data)"),
    ("realisasi_akhir IND-1", Decimal(88)),
    ("realisasi_akhir IND-2", "(belum ada data)"),
]


@pytest.mark.parametrize(("reference", "value"), SAYS)
def test_a_reference_says_what_the_plan_says(reference: str, value: Any) -> None:
    name, _, argument = reference.partition(" ")
    assert evaluate(PLAN, name, argument) == value


def test_every_name_is_tried_above() -> None:
    assert {reference.partition(" ")[0] for reference, _ in SAYS} == set(FACTS)


@pytest.mark.parametrize("name", sorted(FACTS))
def test_every_argument_that_is_offered_has_a_value(name: str) -> None:
    fact = FACTS[name]
    arguments = [
        *(fact.arguments(PLAN) if fact.arguments else ()),
        *([""] if fact.optional or not fact.arguments else ()),
    ]
    assert arguments
    assert not [argument for argument in arguments if isinstance(evaluate(PLAN, name, argument), Unknown)]


@pytest.mark.parametrize("name", sorted(FACTS))
def test_every_name_says_what_it_means(name: str) -> None:
    assert FACTS[name].doc


@pytest.mark.parametrize("name", sorted(FACTS))
def test_an_empty_plan_has_an_answer_to_every_reference(name: str) -> None:
    identity = folder("uji", {"daerah.yml": REGENCY["daerah.yml"]})
    plan, _ = read.daerah(identity, read.bersama(folder("bersama", {}))[0])
    assert isinstance(evaluate(plan, name, ""), Unknown) is (
        FACTS[name].arguments is not None and not FACTS[name].optional
    )


@pytest.mark.parametrize(
    ("reference", "message", "hint"),
    [
        ("jumlah_progam", "rujukan `jumlah_progam` tidak dikenal", "maksudnya `jumlah_program`?"),
        ("", "rujukan `` tidak dikenal", "yang dikenal: `anggaran`, `bab`, `baseline`,"),
        ("__class__", "rujukan `__class__` tidak dikenal", "yang dikenal:"),
        ("program", "rujukan `program` butuh satu keterangan", "yang dikenal: `GOV-01`, `GOV-02`, `LIV-01`"),
        ("program GOV-9", "rujukan `program GOV-9` tidak menunjuk apa pun", "maksudnya `GOV-02`?"),
        ("jumlah_program lving", "rujukan `jumlah_program lving` tidak menunjuk apa pun", "maksudnya `living`?"),
        (
            "jumlah_program GOV-01",
            "rujukan `jumlah_program GOV-01` tidak menunjuk apa pun",
            "yang dikenal: `governance`,",
        ),
        ("anggaran 2025", "rujukan `anggaran 2025` tidak menunjuk apa pun", "maksudnya `202"),
        ("anggaran living 2022", "rujukan `anggaran living 2022` tidak menunjuk apa pun", "maksudnya `living`?"),
        ("periode 2022", "rujukan `periode 2022` tidak menunjuk apa pun", "tulis `{{ periode }}` saja"),
        ("visi Rpjmd", "rujukan `visi Rpjmd` tidak menunjuk apa pun", "maksudnya `rpjmd`?"),
    ],
)
def test_a_reference_that_means_nothing_says_why(reference: str, message: str, hint: str) -> None:
    name, _, argument = reference.partition(" ")
    unknown = evaluate(PLAN, name, argument)
    assert isinstance(unknown, Unknown)
    assert unknown.message == message
    assert unknown.hint.startswith(hint)


def test_a_budget_may_be_that_of_some_programmes_in_a_year() -> None:
    assert facts.anggaran(PLAN, PLAN.program[:1], 2023) == 50_000_000


def test_the_budget_of_no_programmes_is_nothing_and_not_that_of_all() -> None:
    assert facts.anggaran(PLAN, []) == 0


def test_the_budget_by_source_is_in_the_order_of_the_sources_and_leaves_out_empty_ones() -> None:
    assert [*facts.anggaran_menurut_sumber(PLAN).items()] == [
        ("pad", 100_000_000),
        ("dau", 25_000_000),
        ("apbn", 50_000_000),
    ]
    assert [*facts.anggaran_menurut_sumber(replace(PLAN, program=PLAN.program[2:]))] == ["dau"]


def test_budgets_by_pillar_by_year_by_office_and_by_source_add_up_to_the_whole() -> None:
    whole = facts.anggaran(PLAN)
    pillars = [facts.anggaran(PLAN, PLAN.program_dimensi(dimension.kode)) for dimension in PLAN.bersama.dimensi]
    years = [facts.anggaran(PLAN, tahun=year) for year in PLAN.daerah.periode.tahun]
    offices = [facts.anggaran(PLAN, facts.program_opd(PLAN, office.id)) for office in PLAN.opd]
    assert {sum(pillars), sum(years), sum(offices), sum(facts.anggaran_menurut_sumber(PLAN).values())} == {whole}


def test_money_of_a_source_that_is_not_declared_is_still_counted_but_is_no_apbd() -> None:
    text = REGENCY["program/a.yml"].replace("sumber_dana: pad", "sumber_dana: hibah")
    plan = planned(program=text)
    assert facts.anggaran_menurut_sumber(plan)["hibah"] == 100_000_000
    assert facts.porsi_apbd(plan) == Decimal(2_500_000_000) / 175_000_000


def test_a_plan_without_money_has_no_share_of_the_apbd() -> None:
    assert facts.porsi_apbd(replace(PLAN, program=())) == 0


def test_programmes_of_an_office_are_those_it_answers_for() -> None:
    assert [programme.kode for programme in facts.program_opd(PLAN, "kominfo")] == ["GOV-01", "GOV-02"]


def test_offices_are_involved_when_they_answer_for_or_support_a_programme() -> None:
    assert facts.opd_terlibat(replace(PLAN, program=PLAN.program[2:])) == ("dinkes", "kominfo")


def test_a_programme_of_an_unknown_sub_dimension_belongs_to_no_pillar() -> None:
    plan = planned(program=REGENCY["program/a.yml"].replace("sub_dimensi: kesehatan", "sub_dimensi: lain"))
    assert [plan.dimensi_program(programme) for programme in plan.program] == ["governance", "governance", ""]


def test_a_quick_win_of_an_unknown_programme_belongs_to_no_pillar() -> None:
    plan = planned(program=REGENCY["program/a.yml"].replace("kode: LIV-01", "kode: LIV-99"))
    assert [item.slug for code in ("governance", "living", "society") for item in plan.quick_win_dimensi(code)] == [
        "kanal"
    ]


def test_an_office_whose_id_is_that_of_a_pillar_does_not_take_the_budget_of_the_pillar() -> None:
    plan = planned(opd=REGENCY["opd.yml"].replace("id: bappeda", "id: governance"))
    assert evaluate(plan, "anggaran", "governance") == Uang(150_000_000)
