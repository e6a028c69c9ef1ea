"""Slips in sentences: the real ones are found where they stand, what only looks like one is left alone.

A sentence is laid into the small regency of `kasus/_dasar` as its only manuscript, and is held against what that
regency counts and spends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from uji import BASE, PLACE, PROGRAMMES, PROSE, changed, planned, spelled, text_of

from dosir import markup
from dosir.check import amounts, counts, lists, names, numerals, repeats, restated, weekdays, writing
from dosir.diagnostics import Diagnostic
from dosir.language import rupiah_ringkas
from dosir.plan import Plan
from dosir.plan.prosa import Prosa
from dosir.plan.records import QuickWin
from dosir.plan.texts import ISIAN, texts

RULES: tuple[Callable[[Plan], Iterator[Diagnostic]], ...] = (
    weekdays.weekdays,
    counts.counts,
    lists.lists,
    amounts.amounts,
    amounts.yearly_slips,
    names.office_names,
    names.region_kind,
    restated.periods,
    restated.visions,
    restated.figures,
    repeats.repeats,
    writing.numbers,
    writing.dates,
    writing.english,
    writing.abbreviations,
    writing.table_sources,
)
QUICK = settings(database=None, derandomize=True, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
SMALL = planned({})
PATH = "content/kab-uji/naskah/bab.md"
ITEMS = ("pangkas", "sambung", "jaga", "lapor", "hitung", "rawat", "tata", "layani", "dengar", "catat", "olah", "bagi")
DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
FORMS = (
    "Rapat dibuka {hari}, {d} {bulan} {y}.",
    "Rapat dibuka {hari} ({d}/{m}/{y}).",
    "Rapat dibuka {hari} ({d:02}/{m:02}/{y}) siang.",
    "Rapat dibuka hari {hari} tanggal {d} {bulan} {y}.",
    "Rapat dibuka {hari}, {d}-{m}-{y}.",
    "Rapat dibuka {hari} Wage, {d} {pendek}. {y}.",
    "Pada tahun {y} rapat dibuka {hari} ({d}/{m}).",
)


def with_prose(text: str, plan: Plan = SMALL) -> Plan:
    """The plan with this text as its only manuscript."""
    return replace(plan, naskah={"bab": Prosa(PATH, text, 1, markup.parse(text))})


def told(text: str, plan: Plan = SMALL) -> list[tuple[str, int, int]]:
    """(code, line, column) of every finding in that manuscript."""
    laid = with_prose(text, plan)
    found = {finding for rule in RULES for finding in rule(laid)}
    places = [(item.code, item.position) for item in sorted(found) if item.position.path == PATH]
    return [(code, place.line, place.column) for code, place in places]


def codes(text: str, plan: Plan = SMALL) -> list[str]:
    return [code for code, _, _ in told(text, plan)]


def of_six(plan: Plan = SMALL) -> Plan:
    """The small regency with seven quick wins, thirty programmes and an area of thirty kecamatan."""
    sheet: QuickWin = plan.quick_win[0].rekaman
    wins = tuple(replace(plan.quick_win[0], slug=f"qw-{at}", rekaman=sheet) for at in range(7))
    programmes = tuple(plan.program[0].model_copy(update={"kode": f"GOV-{at:02}"}) for at in range(30))
    figure = plan.daerah.penduduk.model_copy(update={"nilai": 30}) if plan.daerah.penduduk else None
    return replace(
        plan, quick_win=wins, program=programmes, daerah=plan.daerah.model_copy(update={"jumlah_kecamatan": figure})
    )


@pytest.mark.parametrize(
    ("sentence", "column"),
    [
        pytest.param("Kegiatan berlangsung Rabu (15/5/2022).", 22, id="Majalengka, bimtek I"),
        pytest.param("Pada 2022 naskah ditandatangani Kamis (22/4).", 33, id="Majalengka, nota kesepahaman"),
        pytest.param("Kamis, 24 November 2021, hasilnya diumumkan.", 1, id="a Wednesday"),
        pytest.param("Tahun 2024: Selasa (24/06) tim bertemu.", 13, id="a Monday"),
        pytest.param("Senin–Selasa, 27–28 Juni 2023.", 1, id="a range of days"),
        pytest.param("Rapat 8 Juni 2022 (Kamis) selesai.", 20, id="the weekday behind"),
        pytest.param("RABU, 9 JUNI 2022", 1, id="in capitals"),
        pytest.param("Hari Jum'at, 9 Juni 2022.", 6, id="another spelling of Friday"),
        pytest.param("Ahad, 13 Juni 2022.", 1, id="another name of Sunday"),
    ],
)
def test_a_weekday_that_is_not_of_its_date_is_found_at_the_weekday(sentence: str, column: int) -> None:
    assert [found for found in told(sentence) if found[0] != "foreign-date"] == [("weekday-mismatch", 1, column)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Rabu, 8 Juni 2022, dan Senin–Selasa, 26–27 Juni 2023.",
        "Rabu-Jumat, 29 Juni–1 Juli 2022.",
        "Senin dan Rabu, 6 dan 8 Juni 2022.",
        "Setiap minggu 5 Juni 2023 dan seterusnya.",
        "Kamis (22/4) tanpa tahun.",
        'Berita menulis "Rabu (15/5/2022)", padahal hari itu Minggu.',
        "Ahad, 12 Juni 2022; Jum'at, 10 Juni 2022; 29 Februari 2024.",
        "Surat B-1004/DJAI/AI.01.04/12/2022 dan 12.30 WIB.",
    ],
)
def test_right_weekdays_and_open_ones_are_left_alone(sentence: str) -> None:
    assert codes(sentence) == []


@given(DAYS, st.sampled_from(FORMS), st.integers(0, 6))
@QUICK
def test_any_date_is_silent_with_its_weekday_and_found_with_another(day: date, form: str, shift: int) -> None:
    word = weekdays.DAYS[(day.weekday() + shift) % 7]
    months = weekdays.MONTHS[day.month - 1]
    text = form.format(hari=word, d=day.day, m=day.month, y=day.year, bulan=months[0], pendek=months[-1])
    assert told(text) == ([("weekday-mismatch", 1, text.index(word) + 1)] if shift else [])


@pytest.mark.parametrize(
    "written", ["31 Juni 2023", "29 Februari 2023", "30–31 April 2022", "31/9/2022", "30 Feb. 2024", "32 Januari 2022"]
)
def test_a_day_no_calendar_has_is_found(written: str) -> None:
    assert "impossible-date" in codes(f"Batasnya {written}.")


@given(st.integers(1, 999))
@QUICK
def test_number_words_are_read_as_they_are_spelled(number: int) -> None:
    assert numerals.in_words(spelled(number)) == number


@pytest.mark.parametrize(
    "sentence",
    [
        "Enam *quick win* dipilih sebagai pembuka.",
        "Masterplan ini memuat 25 program.",
        "Seluruhnya terdapat dua puluh delapan program dan 6 *quick win*.",
        "Kabupaten Uji terdiri atas 29 kecamatan.",
        "Layanan berjalan di 12 dari 31 kecamatan.",
        "Keenam pilar saling menguatkan.",
        "Rencana ini berisi {{ jumlah_strategi }} strategi dan 25 program yang melibatkan banyak pihak.",
        "Tiga program Smart Governance dijalankan.",
    ],
)
def test_a_count_of_the_whole_that_is_not_the_plans_is_found(sentence: str) -> None:
    assert "count-mismatch" in codes(sentence, of_six())


@pytest.mark.parametrize(
    "sentence",
    [
        "Tujuh *quick win* dipilih; masterplan memuat tiga puluh program di 30 kecamatan.",
        "Tiga program pertama disiapkan, lalu dua program berikutnya.",
        "Masterplan memuat enam program prioritas dan dua desa percontohan.",
        "Kegiatan dimulai di tiga kecamatan dan dua desa.",
        "Kecamatan Hulu memiliki 10 desa.",
        "Sekurang-kurangnya tiga *quick win* selesai, sekitar 25 program berjalan.",
        "Dua *quick win* sudah berjalan, tiga *quick win* lainnya menyusul.",
        "Empat pilar kebangsaan menjadi landasan, dengan peta tiga dimensi.",
        "Setiap dimensi memuat tiga sub-dimensi.",
        "Kabupaten Lain terdiri atas 40 kecamatan.",
        "RPJPD 2005–2025 memuat lima misi.",
        "Pilar kelima dan program ketiga.",
        "Masterplan ini memuat {{ jumlah_program }} program.",
    ],
)
def test_numbers_that_are_no_count_of_the_whole_are_left_alone(sentence: str) -> None:
    assert codes(sentence, of_six()) == []


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Garut menetapkan enam inovasi: pangkas, sambung, jaga, lapor, dan hitung.", id="Garut"),
        pytest.param("Gresik menyiapkan 3 inovasi yaitu Pangkas, Sambung, Jaga dan Lapor.", id="Gresik"),
        pytest.param("Ada dua lembaga (pangkas, sambung, dan jaga).", id="in brackets"),
        pytest.param("Tiga langkah diambil:\n\n1. pangkas\n2. sambung\n", id="a list below"),
        pytest.param("Keempat aspek ialah pangkas; sambung; dan jaga.", id="with semicolons"),
    ],
)
def test_a_list_of_another_length_than_announced_is_found(sentence: str) -> None:
    assert codes(sentence) == ["list-mismatch"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tiga asas dipakai, antara lain pangkas dan sambung.",
        "Tahap kedua meliputi pangkas, sambung, dan jaga.",
        "Dua hal: data yang lengkap, sehingga cepat, dan aman.",
        "Enam pokok, yaitu {{ daftar_pilar }}.",
        "Dalam 5 tahun: pangkas, sambung, dan jaga.",
        "Bab 3 Analisis meliputi pangkas, sambung, jaga, dan lapor.",
        "Dari lima usulan, dua dipilih:\n\n- pangkas\n- sambung\n",
        "Empat hal: kebijakan dan kelembagaan, jaringan, aplikasi, dan literasi.",
    ],
)
def test_lists_that_are_open_or_right_are_left_alone(sentence: str) -> None:
    assert codes(sentence) == []


@given(
    st.integers(2, 12), st.integers(2, 12), st.sampled_from([", dan ", " dan "]), st.sampled_from([": ", ", yaitu "])
)
@QUICK
def test_any_number_is_held_against_the_list_in_its_sentence(number: int, length: int, last: str, opening: str) -> None:
    listed = ITEMS[:length]
    closing = " dan " if length == 2 else last
    text = f"Ada {spelled(number)} pokok{opening}{', '.join(listed[:-1])}{closing}{listed[-1]}."
    assert told(text) == ([] if number == length else [("list-mismatch", 1, 5)])


@given(st.integers(2, 12), st.integers(2, 12), st.sampled_from(["- ", "1. "]))
@QUICK
def test_any_number_is_held_against_the_list_below(number: int, length: int, mark: str) -> None:
    text = f"Ada {spelled(number)} pokok berikut.\n\n" + "".join(f"{mark}{item}\n" for item in ITEMS[:length])
    assert told(text) == ([] if number == length else [("list-mismatch", 1, 5)])


@given(st.integers(1, 999), st.sampled_from([10**6, 10**7, 10**8, 10**9]), st.sampled_from([10**3, 10**6]))
@QUICK
def test_any_amount_a_thousand_times_the_plans_is_found(digits: int, scale: int, factor: int) -> None:
    part = SMALL.program[0].anggaran[0].model_copy(update={"nilai": digits * scale})
    plan = replace(SMALL, program=(SMALL.program[0].model_copy(update={"anggaran": (part,)}),))
    for wrong in (f"Rp{digits * scale * factor}", rupiah_ringkas(digits * scale * factor)):
        assert told(f"Kebutuhan seluruh program sebesar {wrong}.", plan) == [("unit-slip", 1, 35)]


def test_the_kutim_slip_is_found() -> None:
    part = SMALL.program[0].anggaran[0].model_copy(update={"nilai": 900 * 10**9})
    plan = replace(SMALL, program=(SMALL.program[0].model_copy(update={"anggaran": (part,)}),))
    assert told("Kebutuhan anggaran masterplan Rp900 juta.", plan) == [("unit-slip", 1, 31)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Investasi mencapai Rp1.575 triliun.",
        "Kebutuhan seluruh program sebesar {{ anggaran }}.",
        "Bantuan sebesar Rp75 miliar diterima tahun lalu.",
        "Biaya langganan Rp300 ribu per bulan.",
    ],
)
def test_money_that_is_not_the_plans_is_left_alone(sentence: str) -> None:
    assert codes(sentence) == []


def test_a_total_that_is_typed_is_found() -> None:
    assert told("Anggaran seluruh program Rp 1.575.000.000.") == [("typed-amount", 1, 26)]


@pytest.mark.parametrize("wrong", ["250 miliar", "250 ribu"])
def test_a_year_a_thousand_times_off_its_neighbours_is_found(wrong: str) -> None:
    plan = planned(changed(PROGRAMMES, ("nilai: 250 juta", f"nilai: {wrong}"), ('"1,25 miliar"', "200 juta")))
    found = list(amounts.yearly_slips(plan))
    assert [(item.code, item.position.line) for item in found] == [("unit-slip", 12)]


def test_years_that_differ_by_less_are_left_alone() -> None:
    plan = planned(changed(PROGRAMMES, ("nilai: 250 juta", "nilai: 5 juta")))
    assert list(amounts.yearly_slips(plan)) == []


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("DKIS mengelola data.", "unknown-opd"),
        ("Diskominfotiksandi Kabupaten Uji hadir.", "unknown-opd"),
        ("Wali Kota Uji membuka rapat.", "kota-kabupaten"),
        ("RPJMD Kota Uji menjadi dasar.", "kota-kabupaten"),
        ("MASTERPLAN KOTA UJI", "kota-kabupaten"),
        ("Masterplan *smart city* Kabupaten Uji 2018–2023.", "period-mismatch"),
        ("Dalam masterplan (2022–2028) tertulis hal itu.", "period-mismatch"),
        ("Penduduk Kabupaten Uji berjumlah 1.026 jiwa.", "figure-conflict"),
        ("Dengan 1.026 jiwa yang tersebar di dusun, jarak menjadi soal.", "figure-conflict"),
        ("Kebutuhan masterplan selama 2022–2027 dihitung.", "period-mismatch"),
        ("Kode BPS Kabupaten Uji adalah 9901.", "figure-conflict"),
        ("Sebanyak 1,250,000 warga.", "foreign-number"),
        ("Tercapai 73.82 persen.", "foreign-number"),
        ("Naik 12.5% setahun.", "foreign-number"),
        ("Senilai Rp 1.25 miliar.", "foreign-number"),
        ("Pada 06/08/2022 rapat dibuka.", "foreign-date"),
        ("Pada 2022-06-08 rapat dibuka.", "foreign-date"),
        ("Pada June 8, 2022 rapat dibuka.", "foreign-date"),
        ("Warga melihat dashboard harian.", "english-not-italic"),
        ("::: tabel Judul\n| a | b |\n| --- | --- |\n| x | 1.062 |\n:::\n", "table-without-source"),
    ],
)
def test_a_slip_of_name_figure_or_writing_is_found(sentence: str, code: str) -> None:
    assert codes(sentence) == [code]


@pytest.mark.parametrize(
    "sentence",
    [
        "Diskominfo Jawa Barat, Dinkominfo Provinsi, dan Diskominfo Kota Tangerang hadir.",
        "Dinas Komunikasi dan Informatika serta Bappeda hadir.",
        "Kecamatan Kota Baru dan kota Uji yang ramai.",
        "Kota Uji berbatasan dengan laut; Kota Uji dan Kabupaten Uji berbeda.",
        "RPJMD 2021–2026 menjadi dasar masterplan 2022–2026.",
        "Rencana Induk Uji *Smart Green City* 2025–2035 menyusul.",
        "Penduduk miskin 102 jiwa; sumber lain menyebut penduduk 2.000 jiwa.",
        "Kabupaten Uji dihuni {{ penduduk }} jiwa dan berkode wilayah 99.10.",
        "Pukul 14.30 WIB, versi 3.5, Rp1,250 miliar, dan 1.250 meter.",
        "Tim Pelaksana Smart City memakai *dashboard* dan Command Center.",
        "::: tabel Judul\n| a | b |\n| --- | --- |\n| 1 | GOV-01 |\n:::\n",
    ],
)
def test_what_only_looks_like_a_slip_is_left_alone(sentence: str) -> None:
    assert codes(sentence) == []


def test_an_english_term_is_told_once_a_file_and_not_in_a_heading() -> None:
    assert told("## Peta dashboard\n\nSatu dashboard, dua dashboard.") == [("english-not-italic", 3, 6)]


def test_an_abbreviation_is_told_once_and_not_where_it_is_explained() -> None:
    plan = planned(
        {"bersama/singkatan.yml": "- {singkatan: SDM, kepanjangan: Sumber Daya Manusia, sumber: evaluasi}\n"}
    )
    text = "Bab IV: SDM, XQZ, lalu XQZ; Badan Uji (BUJ) dan BUJ; SEMUA HURUF BESAR; LAPOR!"
    assert told(text, plan) == [("unknown-abbreviation", 1, 14)]


WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=9), min_size=16, max_size=30, unique=True)


@given(WORDS, st.integers(0, 2))
@QUICK
def test_any_long_text_planted_twice_is_found_once(words: list[str], changes: int) -> None:
    copy = [*words[: len(words) - changes], *(f"{word}zz" for word in words[len(words) - changes :])]
    text = f"Pembuka.\n\n{' '.join(words).capitalize()}.\n"
    other = Prosa("content/kab-uji/naskah/sesudah.md", " ".join(copy), 1, markup.parse(" ".join(copy)))
    plan = with_prose(text)
    plan = replace(plan, naskah={**plan.naskah, "sesudah": other})
    found = list(repeats.repeats(plan))
    runs = len(words) - repeats.RUN + 1
    alike = (runs - changes) / (runs + changes) >= repeats.ALIKE
    assert [item.position.path for item in found] == ([other.path] if alike else [])


def test_a_text_repeated_inside_one_record_is_left_alone() -> None:
    text = "Warga dilayani dari satu loket dan setiap permohonan dijawab pada hari kerja berikutnya."
    assert codes(f"{text}\n\n{text}") == []


MARKDOWN = st.lists(
    st.sampled_from(
        [
            *(
                "kata ",
                "enam pilar ",
                "Rabu (15/5/2022) ",
                "31 Juni 2023 ",
                "Rp900 juta ",
                "**tebal** ",
                "*smart city* ",
            ),
            *(
                "{{ anggaran }} ",
                "`kode` ",
                "[tautan](https://example.org/kata) ",
                "Kota Uji ",
                "DKIS ",
                "XQZ ",
                "\n",
                "  \n",
            ),
            *(
                "\n\n",
                "\n- ",
                "\n1. ",
                "\n> ",
                "## ",
                "[^1] ",
                "\n\n[^1]: catatan Rabu\n",
                "| a | b |\n|---|---|\n| x | 5 |\n",
            ),
            *(
                "::: tabel Judul kata\n",
                ":::\n",
                ": ",
                ", ",
                ". ",
                "\\*",
                "&amp;",
                "“",
                "”",
                '"',
                "(",
                ")",
                "–",
                "\u00a0",
            ),
        ]
    ),
    max_size=40,
).map("".join)


@given(MARKDOWN)
@QUICK
def test_no_prose_makes_a_traceback_and_every_finding_stands_in_it(text: str) -> None:
    lines = text.split("\n")
    for _, line, column in told(text):
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1


@given(MARKDOWN)
@QUICK
def test_every_word_of_a_text_is_found_again_in_its_source(text: str) -> None:
    lines = text.split("\n")
    words = [(part, at) for part in texts(with_prose(text)) if part.prosa for at in range(len(part.isi))]
    for part, at in words:
        if part.isi.startswith("kata", at) and part.prosa and part.prosa.path == PATH:
            place = part.at(at)
            assert lines[place.line - 1].startswith("kata", place.column - 1)


def test_texts_are_what_a_reader_reads() -> None:
    found = [
        part.isi
        for part in texts(with_prose("Satu **dua** `tiga` {{ anggaran }} [empat](https://a.id/b).[^1]\n\n[^1]: Lima"))
    ]
    assert found[-2:] == [f"Satu dua {ISIAN} {ISIAN} empat.", "Lima"]


def test_a_texts_field_stands_where_its_value_begins() -> None:
    plan = planned(changed(PLACE, ("ibu_kota: Ujian", "ibu_kota: Kota Uji")))
    part = next(part for part in texts(plan) if part.bidang == "ibu_kota")
    assert (part.pemilik, part.tempat.line, part.tempat.column) == ("daerah `Uji`, `ibu_kota`", 6, 11)


def test_shared_manuscripts_are_no_texts_of_the_regency() -> None:
    shared = next(file for file in BASE["bersama"].files if file.name == "naskah/metodologi.md")
    assert shared.path not in {part.kunci for part in texts(SMALL)}
    assert f"content/{PROSE}" in {part.kunci for part in texts(SMALL)}
    assert "penandatangan: Bupati Uji" in text_of(PLACE)
