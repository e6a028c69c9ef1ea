"""Slips of text that the examination found missed: codes of no record, other plans' years, copied text, writing.

As in test_slips, a sentence is laid into the small regency of `kasus/_dasar` as its only manuscript. What is said
falsely is held apart from what is said by right, one sentence each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from uji import PLACE, changed, planned, text_of

from dosir import markup
from dosir.check import repeats, restated, writing
from dosir.diagnostics import Diagnostic
from dosir.plan import Plan
from dosir.plan.prosa import Prosa

RULES: tuple[Callable[[Plan], Iterator[Diagnostic]], ...] = (
    restated.periods,
    restated.visions,
    restated.figures,
    repeats.repeats,
    repeats.other_regions,
    repeats.codes,
    writing.numbers,
    writing.dates,
    writing.english,
    writing.abbreviations,
    writing.table_sources,
)
QUICK = settings(database=None, derandomize=True, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
REGISTER = "".join(
    f'- {{singkatan: {short}, kepanjangan: "{full}", contoh: true}}\n'
    for short, full in (
        ("RPJMD", "Rencana Pembangunan Jangka Menengah Daerah"),
        ("RKPD", "Rencana Kerja Pemerintah Daerah"),
        ("SPBE", "Sistem Pemerintahan Berbasis Elektronik"),
        ("BPS", "Badan Pusat Statistik"),
        ("SDM", "Sumber Daya Manusia"),
        ("SWOT", "Strengths, Weaknesses, Opportunities, Threats"),
    )
)
SHARED: Mapping[str, str | bytes | None] = {"bersama/singkatan.yml": REGISTER}
SMALL = planned(SHARED)
GAPS, PILLAR, VISIONS = "kab-uji/gap.yml", "kab-uji/pilar/governance.md", "kab-uji/visi.yml"
PATH = "content/kab-uji/naskah/bab.md"
LONG = "Warga dilayani dari satu loket dan setiap permohonan dijawab pada hari kerja berikutnya"
VISION = "Uji yang tanggap, produktif, terhubung, dan lestari, dari sawah sampai kawasan industri"


def told(text: str, plan: Plan = SMALL) -> list[tuple[str, int, int]]:
    """(code, line, column) of every finding in that text as the regency's only manuscript."""
    laid = replace(plan, naskah={"bab": Prosa(PATH, text, 1, markup.parse(text))})
    found = sorted({finding for rule in RULES for finding in rule(laid)})
    return [(f.code, f.position.line, f.position.column) for f in found if f.position.path == PATH]


def in_records(texts: Mapping[str, str | bytes | None]) -> list[tuple[str, str, int]]:
    """(code, file, line) of every finding in the records of the small regency with these texts."""
    plan = planned({**SHARED, **texts})
    found = sorted({finding for rule in RULES for finding in rule(plan)})
    return [(f.code, f.position.path.removeprefix("content/"), f.position.line) for f in found]


@pytest.mark.parametrize(
    ("sentence", "column"),
    [
        ("Program GOV-09 dijalankan.", 9),
        ("Target IND-GOV-77 tercapai.", 8),
        ("Strategi STR-LIV-1 dipilih.", 10),
        ("Menjawab GAP-GOV-2 tahun ini.", 10),
        ("Sasaran SAS-GOV-3 dicapai.", 9),
        ("Selaras dengan misi M1, M9.", 25),
        ("Selaras dengan misi RPJMD M7 saja.", 27),
    ],
)
def test_a_code_of_no_record_is_found_where_it_stands(sentence: str, column: int) -> None:
    assert told(sentence) == [("unknown-code", 1, column)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Program GOV-01 dan IND-GOV-01 menjawab GAP-GOV-1 menurut STR-GOV-1 dan misi M1.",
        "Program lama GOV-09 dihapus.",
        "Kode program berbentuk GOV-12.",
        "Varian COVID-19 dan rute GOV-09-A.",
        "Jalan M9 dan kelas M2.",
        "Naskah itu menulis “program GOV-09”.",
    ],
)
def test_what_is_no_code_of_this_plan_is_left_alone(sentence: str) -> None:
    assert told(sentence) == []


def test_a_code_in_a_records_text_is_found() -> None:
    texts = changed(GAPS, ("upaya: Membuka kanal aduan", "upaya: Membuka kanal menurut GOV-09"))
    assert in_records(texts) == [("unknown-code", GAPS, 6)]


@given(st.integers(3, 99))
@QUICK
def test_every_programme_number_that_is_not_there_is_found(number: int) -> None:
    assert told(f"Program GOV-{number:02} dijalankan.") == [("unknown-code", 1, 9)]


@pytest.mark.parametrize(
    ("sentence", "column"),
    [
        ("RPJMD Kabupaten Uji 2021–2025 menjadi induk.", 21),
        ("RPJMD 2020–2026 menjadi induk.", 7),
        ("Perda Nomor 6 Tahun 2021 tentang RPJMD menjadi induk.", 13),
        ("RPJMD ditetapkan dengan Perda Nomor 6 Tahun 2021.", 37),
        ("RPJMD ditetapkan dengan Perda Nomor 5 Tahun 2022.", 37),
        ("Masterplan ini berlaku sampai tahun 2027.", 37),
        ("Masa berlaku dokumen ini 2023–2027.", 26),
        ("Dokumen ini berlaku selama 2022–2031.", 28),
    ],
)
def test_a_year_or_number_that_daerah_yml_contradicts_is_found(sentence: str, column: int) -> None:
    assert told(sentence) == [("period-mismatch", 1, column)]


@pytest.mark.parametrize(
    "sentence",
    [
        "RPJMD 2021–2026 ditetapkan dengan Perda Nomor 5 Tahun 2021.",
        "RPJMD 2016–2021 dan RPJMD 2025–2029 disandingkan.",
        "Evaluasi pelaksanaan RPJMD tahun 2021–2023 dimuat.",
        "RPJMD Provinsi Jawa Barat 2021–2025 ditaati.",
        "Perda Provinsi Contoh Nomor 8 Tahun 2021 tentang RPJMD ditaati.",
        "Kabupaten Bekasi menetapkan RPJMD 2021–2025.",
        "Perda Nomor 6 Tahun 2021 tentang Perubahan RPJMD disusun.",
        "Perda Nomor 5 Tahun 2016 tentang RPJMD sudah berakhir.",
        "Perda Nomor 7 Tahun 2021 tentang Pajak Daerah.",
        "Masterplan ini berlaku sampai tahun 2026.",
        "Nota kesepahaman berlaku sampai tahun 2027.",
        "Masterplan ini berlaku sampai tahun 2027 bila diperpanjang.",
        "Masa berlaku kontrak 2023–2027.",
    ],
)
def test_another_documents_years_are_left_alone(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize("key", ["judul", "nomor"])
def test_a_title_of_the_rpjmd_with_other_years_is_found(key: str) -> None:
    old = {"judul": "RPJMD Kabupaten Uji Tahun 2021–2026", "nomor": "Perda 5/2021"}[key]
    texts = changed(PLACE, (old, "RPJMD Kabupaten Uji Tahun 2020–2025"))
    line = text_of(PLACE)[: text_of(PLACE).index(old)].count("\n") + 1
    assert in_records(texts) == [("period-mismatch", PLACE, line)]


@pytest.mark.parametrize(
    ("sentence", "column"),
    [
        ("Kabupaten Karawang memiliki modal sosial untuk menjalankan masterplan ini.", 11),
        ("Ada alasan mengapa Karawang memerlukan rencana induk.", 20),
        ("Dokumen ini disusun oleh Pemerintah Kota Tangerang.", 42),
    ],
)
def test_another_regions_name_in_a_sentence_about_this_masterplan_is_found(sentence: str, column: int) -> None:
    assert told(sentence) == [("other-region", 1, column)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kabupaten Bekasi memiliki 23 kecamatan.",
        "Kabupaten Bekasi menjadi mitra masterplan ini.",
        "Kabupaten Bekasi memiliki kawasan industri yang berbatasan dengan wilayah masterplan ini.",
        "Kabupaten Uji memerlukan rencana induk, sebagaimana Kabupaten Bekasi menyusun miliknya.",
        "Masterplan ini mempelajari pengalaman Kota Tangerang.",
        "Kabupaten Banyuwangi menyusun rencana induk pada 2017.",
        "Kota Bandung memerlukan masterplan pada 2013.",
    ],
)
def test_another_region_that_is_meant_is_left_alone(sentence: str) -> None:
    assert told(sentence) == []


def test_two_gaps_with_one_text_are_found() -> None:
    gap = text_of(GAPS).replace("Belum ada kanal", LONG)
    again = gap.replace("GAP-GOV-1", "GAP-GOV-2").replace("dicatat di buku", "hilang").replace("daring", "luring")
    assert in_records({GAPS: gap + again.replace("Membuka kanal", "Menutup")}) == [("identical-text", GAPS, 12)]


def test_a_gap_whose_wish_is_its_present_state_is_found() -> None:
    texts = changed(GAPS, ("Aduan dicatat di buku", LONG), ("Aduan tercatat daring", LONG))
    assert in_records(texts) == [("identical-text", GAPS, 4)]


def test_two_strategies_of_a_pillar_with_one_text_are_found() -> None:
    line = next(line for line in text_of(PILLAR).split("\n") if "STR-GOV-1" in line)
    first = line.replace("Membuka kanal", LONG)
    texts = changed(PILLAR, (line, f"{first}\n{first.replace('STR-GOV-1', 'STR-GOV-2')}"))
    assert in_records(texts) == [("identical-text", PILLAR, 10)]


def test_a_sentence_copied_into_a_longer_paragraph_is_found_where_it_begins() -> None:
    pillar = text_of(PILLAR).replace("## Kondisi\n", f"## Kondisi\n\n{LONG}. Kanal itu milik bersama seluruh warga.\n")
    text = f"Pembuka yang lain. {LONG}. Penutup yang juga berbeda sama sekali dari naskah asalnya di pilar."
    other = Prosa("content/kab-uji/pilar/zona.md", text, 1, markup.parse(text))
    plan = planned({**SHARED, PILLAR: pillar})
    found = list(repeats.repeats(replace(plan, naskah={"zona": other})))
    places = [(f.code, f.position.path, f.position.line, f.position.column) for f in found]
    assert places == [("identical-text", other.path, 1, 20)]


def test_short_sentences_may_stand_in_two_files() -> None:
    pillar = text_of(PILLAR).replace("## Kondisi\n", "## Kondisi\n\nAngka ini contoh. Kanal itu milik warga.\n")
    assert told("Angka ini contoh. Warga menulis dan kantor menjawab.", planned({**SHARED, PILLAR: pillar})) == []


def with_vision(*more: str) -> Plan:
    texts = [VISION, *more]
    lines = "".join(
        f"  - {{id: sc-{at}, jenis: smart city, teks: '{text}', contoh: true}}\n" for at, text in enumerate(texts)
    )
    return planned({**SHARED, **changed(VISIONS, ("misi:\n", f"{lines}misi:\n"))})


@pytest.mark.parametrize(
    "sentence",
    [
        "Visi *smart city* ialah Uji yang tanggap, produktif, terhubung, dan lestari.",
        f"Visi *smart city* ialah {VISION.replace('produktif', 'kreatif')}.",
    ],
)
def test_a_vision_cut_short_or_altered_is_found(sentence: str) -> None:
    assert [code for code, _, _ in told(sentence, with_vision())] == ["retyped-vision"]


def test_an_altered_vision_that_holds_a_shorter_one_is_found() -> None:
    plan = with_vision("kawasan industri")
    altered = VISION.replace("produktif", "kreatif")
    assert [code for code, _, _ in told(f"Mewujudkan visi {altered}.", plan)] == ["retyped-vision"]


@pytest.mark.parametrize(
    "sentence",
    [f"Visi *smart city* ialah {VISION}.", "Visi itu ialah Uji yang tanggap.", "Visi Uji yang tanggap, produktif."],
)
def test_a_vision_in_its_words_or_only_alluded_to_is_left_alone(sentence: str) -> None:
    assert told(sentence, with_vision()) == []


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Quick win ini menyatukan kanal.", "english-not-italic"),
        ("Smart city adalah tujuan.", "english-not-italic"),
        ("Website ini melayani warga.", "english-not-italic"),
        ("Dijalankan lewat Website resmi daerah.", "english-not-italic"),
        ("Menyusun road map bersama.", "english-not-italic"),
        ("Menyusun action plan bersama.", "english-not-italic"),
        ("Menyiapkan capacity building aparatur.", "english-not-italic"),
        ("Layanan lewat mobile apps daerah.", "english-not-italic"),
        ("Menjadi blueprint pembangunan.", "english-not-italic"),
        ("Menjadi guideline pembangunan.", "english-not-italic"),
        ("Disusun secara bottom-up.", "english-not-italic"),
        ("Nota bertanggal Juni 8, 2022.", "foreign-date"),
        ("Nota bertanggal 8th of June 2022.", "foreign-date"),
        ("Nota bertanggal August 2022.", "foreign-date"),
        ("Indeks SPBE tercatat 3.39 pada 2021.", "foreign-number"),
        ("Skor 2.61.", "foreign-number"),
        ("Panjang jalan 1,916.05 km.", "foreign-number"),
        ("Rencana Pembangunan Jangka Menengah Nasional (RPJMD) diacu.", "unknown-abbreviation"),
        ("SPBE (Sistem Pemerintahan Berbasis Internet) diacu.", "unknown-abbreviation"),
        ("Penduduk Kabupaten Uji 3 ribu jiwa.", "figure-conflict"),
        ("::: tabel Judul\n| a | b |\n| --- | --- |\n| Pokja 1 | 15 orang |\n:::\n", "table-without-source"),
    ],
)
def test_a_slip_of_writing_is_found(sentence: str, code: str) -> None:
    assert [found for found, _, _ in told(sentence)] == [code]


@pytest.mark.parametrize(
    "sentence",
    [
        "Forum Smart City dan Command Center bertemu.",
        "Dashboard Jabar dipakai bersama aplikasi Tracking milik pusat.",
        "*Quick win* ini menyatukan kanal.",
        "Laporan “Prospects, June 2022” dan *Outlook August 2022*.",
        "Kutipan itu dimuat (21/5/2018).",
        "Nilai dibahas pukul 12.30 WIB; Indeks dalam Tabel 3.2; indeks 3,39.",
        "Rencana Kerja Pemerintah Daerah (RKPD) dan BPS (Badan Pusat Statistik).",
        "RPD 2024–2026 (Rencana Pembangunan Daerah) berlaku.",
        "DPRD, UUD 1945, RPJMN 2020–2024, ISO 37122, HTTPS, dan US$1,2 miliar.",
        "Penduduk Kabupaten Bekasi 3,2 juta jiwa.",
        "Penduduk Bekasi 3,2 juta jiwa.",
        "Sekitar 1,1 ribu jiwa penduduk menetap.",
        "Penduduk Kabupaten Uji sekitar 1,1 ribu jiwa, dan penduduk Uji 1 ribu jiwa.",
        "::: tabel Judul\n| a | b |\n| --- | --- |\n| Pokja 1 | Naskah Bab 2 |\n:::\n",
    ],
)
def test_what_is_rightly_written_is_left_alone(sentence: str) -> None:
    assert told(sentence) == []


def test_an_english_term_in_a_records_sentence_is_found_and_in_its_name_is_not() -> None:
    texts = changed(GAPS, ("upaya: Membuka kanal aduan", "upaya: Menautkan command center dan kanal"))
    named = changed("kab-uji/program/governance.yml", ("nama: Kanal aduan terpadu", "nama: Kanal dashboard terpadu"))
    assert in_records({**texts, **named}) == [("english-not-italic", GAPS, 6)]
