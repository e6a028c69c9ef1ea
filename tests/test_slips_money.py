"""Slips of money and of names that one record or one sentence alone does not show, and what only looks like them.

Records are those of the small regency of `kasus/_dasar` with other amounts; a sentence is laid in as a manuscript.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from uji import OFFICES, PLACE, PROGRAMMES, changed, planned, text_of

from dosir import markup
from dosir.check import amounts, evaluation, names
from dosir.diagnostics import Diagnostic
from dosir.plan import Plan
from dosir.plan.prosa import Prosa
from dosir.plan.records import Anggaran, Program

JUTA, MILIAR, TRILIUN = 10**6, 10**9, 10**12
SMALL = planned({})
SOURCE = SMALL.program[0].anggaran[0]
MORE_OFFICES = """\
- {id: dinkes, nama: Dinas Kesehatan, singkatan: Dinkes, contoh: true}
- {id: dikpora, nama: "Dinas Pendidikan, Pemuda, dan Olahraga", singkatan: Disdikpora, contoh: true}
- {id: dinsos, nama: Dinas Sosial, singkatan: Dinsos, contoh: true}
- {id: pupr, nama: Dinas Pekerjaan Umum dan Penataan Ruang, singkatan: Dinas PUPR, alias: [PUPR], contoh: true}
- {id: dispar, nama: Dinas Pariwisata dan Kebudayaan, singkatan: Disparbud, contoh: true}
- {id: satpol, nama: Satuan Polisi Pamong Praja, singkatan: Satpol PP, contoh: true}
"""
WITH_OFFICES = planned({OFFICES: text_of(OFFICES) + MORE_OFFICES})
SEMARANG = replace(SMALL, daerah=SMALL.daerah.model_copy(update={"nama": "Semarang", "ibu_kota": "Ungaran"}))


def amount(nilai: int, tahun: int = 2022, **more: object) -> Anggaran:
    return SOURCE.model_copy(update={"nilai": nilai, "tahun": tahun, **more})


def programme(number: int, *parts: Anggaran) -> Program:
    return SMALL.program[0].model_copy(update={"kode": f"GOV-{number:02}", "anggaran": parts, "jumlah_anggaran": None})


def of_records(*programmes: Program, plan: Plan = SMALL) -> list[Diagnostic]:
    return list(amounts.yearly_slips(replace(plan, program=programmes)))


def usual(count: int, *totals: int) -> list[Program]:
    """So many programmes of one to some miliar, and one for each total."""
    many = [programme(at, amount((at % 4 + 1) * MILIAR)) for at in range(count)]
    return [*many, *(programme(50 + at, amount(total)) for at, total in enumerate(totals))]


def laid(*texts: str, plan: Plan = SMALL) -> Plan:
    paths = [f"content/kab-uji/naskah/bab-{at}.md" for at in range(len(texts))]
    prose = {path: Prosa(path, text, 1, markup.parse(text)) for path, text in zip(paths, texts, strict=True)}
    return replace(plan, naskah=prose)


def money(*texts: str) -> list[Diagnostic]:
    return list(amounts.amounts(laid(*texts)))


def shares(sentence: str) -> list[str]:
    return [found.code for found in evaluation.typed_shares(laid(sentence))]


def offices(sentence: str) -> list[Diagnostic]:
    return list(names.office_names(laid(sentence, plan=WITH_OFFICES)))


def kinds(sentence: str) -> list[str]:
    return [found.code for found in names.region_kind(laid(sentence, plan=SEMARANG))]


@pytest.mark.parametrize("wrong", [150 * MILIAR, 150_000, 150 * TRILIUN])
def test_a_year_far_from_its_neighbours_is_found_by_a_thousand_and_by_a_million(wrong: int) -> None:
    years = [amount(150 * JUTA), amount(200 * JUTA, 2023), amount(wrong, 2024)]
    (found,) = of_records(programme(1, *years))
    assert (found.code, found.message[:21]) == ("unit-slip", "GOV-01: anggaran 2024")


def test_a_slip_by_a_million_is_called_so() -> None:
    (found,) = of_records(programme(1, amount(150 * JUTA), amount(200 * JUTA, 2023), amount(150 * TRILIUN, 2024)))
    assert "sekitar sejuta kali lebih besar daripada tahun lainnya" in found.message


def test_an_amount_below_a_hundred_thousand_is_found_once() -> None:
    (found,) = of_records(programme(1, amount(150), amount(200 * JUTA, 2023)))
    assert found.message == "GOV-01: anggaran 2022 hanya Rp\u00a0150"


@pytest.mark.parametrize("parts", [(0, 150 * JUTA), (100_000,), (75 * JUTA, 30 * MILIAR)])
def test_nothing_a_small_amount_and_a_large_step_are_left_alone(parts: tuple[int, ...]) -> None:
    assert of_records(programme(1, *(amount(nilai, 2022 + at) for at, nilai in enumerate(parts)))) == []


@pytest.mark.parametrize("total", [2_200 * MILIAR, 2 * JUTA])
def test_a_programme_far_from_all_others_is_found(total: int) -> None:
    (found,) = of_records(*usual(5, total))
    assert (found.code, found.message[:25]) == ("unit-slip", "GOV-50: anggaran seluruhn")


def test_five_programmes_do_not_tell_what_is_usual() -> None:
    assert of_records(*usual(4, 2_200 * MILIAR)) == []


def test_programmes_from_a_hundred_million_to_thirty_billion_are_left_alone() -> None:
    assert of_records(*usual(8, 100 * JUTA, 30 * MILIAR)) == []


def test_a_programme_whose_year_is_told_is_not_told_again_as_a_whole() -> None:
    slipped = programme(60, amount(900 * JUTA), amount(900 * MILIAR, 2023))
    assert len(of_records(*usual(6), slipped)) == 1


def test_one_years_money_of_one_source_written_twice_is_found_at_the_second() -> None:
    line = "    - {tahun: 2022, sumber_dana: pad, nilai: 250 juta, contoh: true}\n"
    plan = planned(changed(PROGRAMMES, (line, line * 2)))
    found = list(amounts.yearly_slips(plan))
    assert [(item.code, item.position.line) for item in found] == [("repeated-amount", 13)]


def test_one_year_of_two_sources_and_one_source_in_two_years_are_left_alone() -> None:
    parts = (amount(5 * JUTA), amount(5 * JUTA, sumber_dana="apbn"), amount(5 * JUTA, 2023))
    assert of_records(programme(1, *parts)) == []


@pytest.mark.parametrize("spent", [150 * MILIAR, 1_510 * JUTA, 150])
def test_spending_that_cannot_be_is_found(spent: int) -> None:
    (found,) = of_records(programme(1, amount(150 * JUTA, realisasi=spent)))
    assert (found.code, found.message[:22]) == ("unit-slip", "GOV-01: realisasi 2022")


@pytest.mark.parametrize("spent", [0, 100_000, 149 * JUTA, 1_500 * JUTA])
def test_spending_that_can_be_is_left_alone(spent: int) -> None:
    assert of_records(programme(1, amount(150 * JUTA, realisasi=spent))) == []


@pytest.mark.parametrize(("total", "told"), [("6 miliar", []), ("249 juta", ["unit-slip"])])
def test_an_apbd_smaller_than_the_programmes_of_its_year_is_found(total: str, told: list[str]) -> None:
    row = f"apbd: [{{tahun: 2022, nilai: {total}, contoh: true}}]\nstatus: draf"
    plan = planned(changed(PLACE, ("status: draf", row)))
    assert [found.code for found in amounts.yearly_slips(plan)] == told


def test_the_kutim_slip_is_found_at_the_later_of_two_texts() -> None:
    (found,) = money(
        "Perluasan *data center* memerlukan Rp900 miliar.", "Perluasan *data center* memerlukan Rp900 juta."
    )
    place = (found.position.path[-8:], found.position.line, found.position.column)
    assert (found.code, *place) == ("unit-slip", "bab-1.md", 1, 36)
    assert "bab-0.md:1:36" in found.hint


@pytest.mark.parametrize("written", ["Rp1.900 juta", "Rp900 triliun", "Rp900.000"])
def test_digits_are_compared_however_they_are_written(written: str) -> None:
    texts = ("Perluasan pusat data kabupaten Rp1,9 triliun.", "Perluasan pusat data kabupaten Rp900 miliar.")
    assert len(money(*texts, f"Perluasan pusat data kabupaten {written}.")) == 1


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("Perluasan pusat data memerlukan Rp900 miliar.", id="the same"),
        pytest.param("Perluasan pusat data memerlukan Rp800 juta.", id="other digits"),
        pytest.param("Perluasan pusat data memerlukan Rp900 juta setiap tahun.", id="a part of it"),
        pytest.param("Perluasan pusat data tahun 2023 memerlukan Rp900 juta.", id="another year"),
        pytest.param("Perluasan pusat data Kota Bogor memerlukan Rp900 juta.", id="another region"),
        pytest.param("Pelatihan admin desa memerlukan Rp900 juta.", id="another thing"),
    ],
)
def test_two_amounts_that_need_not_agree_are_left_alone(other: str) -> None:
    assert money("Perluasan pusat data memerlukan Rp900 miliar.", other) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Kebutuhan anggaran indikatifnya {{ anggaran }}, dengan 95 persen direncanakan dari APBD.",
        "Sebesar 40,5% kebutuhan dibiayai APBD.",
        "Dari dana masterplan, 60 persen bersumber dari APBD.",
        "Sebanyak 70 persen dari total kebutuhan anggaran dibebankan pada APBD, menurut rencana aksi.",
    ],
)
def test_a_wrong_share_of_the_plans_money_is_found(sentence: str) -> None:
    assert shares(sentence) == ["typed-share"]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Sebesar 20,6 persen kebutuhan dibiayai APBD.", id="right"),
        pytest.param("Sebesar {{ porsi_apbd }} persen kebutuhan dibiayai APBD.", id="computed"),
        pytest.param("Sekitar 40 persen kebutuhan dibiayai APBD.", id="about"),
        pytest.param("Sebesar 60 persen biaya operasional puskesmas dibiayai APBD.", id="of something else"),
        pytest.param("Kebutuhan biaya puskesmas Rp3 miliar, 80 persen berasal dari APBD.", id="of a puskesmas"),
        pytest.param("Program GOV-01 dalam masterplan, 60 persen dibiayai APBD.", id="of one programme"),
        pytest.param("Pada 2023, 61 persen kebutuhan dibiayai APBD.", id="of one year"),
        pytest.param("Di Kota Bogor, 61 persen kebutuhan dibiayai APBD.", id="of another region"),
        pytest.param("Paling sedikit 60 persen kebutuhan dibiayai APBD.", id="a floor"),
        pytest.param("Media menulis “60 persen kebutuhan dibiayai APBD”.", id="quoted"),
    ],
)
def test_shares_of_other_money_and_right_ones_are_left_alone(sentence: str) -> None:
    assert shares(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "hint"),
    [
        ("Dinas Pemadam Kebakaran dan Penyelamatan ikut.", "daftarkan di opd.yml"),
        ("Inspektorat Daerah memeriksa.", "daftarkan di opd.yml"),
        ("Dinas Kebudayaan dan Pariwisata memetakan.", "maksudnya `Dinas Pariwisata dan Kebudayaan`?"),
        ("Dinas Pemuda dan Olahraga melatih.", "maksudnya `Dinas Pendidikan, Pemuda, dan Olahraga`?"),
        ("Dinas Komunikasi, Informatika, dan Statistik.", "maksudnya `Dinas Komunikasi dan Informatika`?"),
        ("Dinas Pekerjaan Umum dan Perumahan Rakyat.", "maksudnya `Dinas Pekerjaan Umum dan Penataan Ruang`?"),
        ("Satuan Polisi Pamong Praja dan Pemadam Kebakaran.", "maksudnya `Satuan Polisi Pamong Praja`?"),
        ("Kepala Dinas Perikanan Uji hadir.", "daftarkan di opd.yml"),
        ("Diskomsantik menjaga.", "maksudnya `Diskominfo`?"),
    ],
)
def test_an_office_that_is_not_in_the_register_is_found(sentence: str, hint: str) -> None:
    (found,) = offices(sentence)
    assert (found.code, hint in found.hint) == ("unknown-opd", True)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(
            "Dinas Komunikasi dan Informatika, Dinas Kesehatan, dan Dinas Sosial hadir.", id="of the register"
        ),
        pytest.param("Dinas Pendidikan dan Dinas Komunikasi hadir.", id="stopping short"),
        pytest.param("Dinas Pekerjaan Umum & Penataan Ruang Kabupaten Uji hadir.", id="with another conjunction"),
        pytest.param("Dinas Kesehatan, Pendidikan, dan Sosial bersama Puskesmas.", id="in one breath"),
        pytest.param("Dinas Kesehatan, Pekerjaan Umum, dan Sosial hadir.", id="cut short in one breath"),
        pytest.param("Dinas Pariwisata dan Kebudayaan, Kesehatan, dan Sosial hadir.", id="after a whole name"),
        pytest.param("Dinas Sumber Daya Air Provinsi Jawa Barat mengelola irigasi.", id="of the province"),
        pytest.param("Dinas Perikanan Kabupaten Bekasi berbagi.", id="of a neighbour"),
        pytest.param("Di Kota Bandung, Dinas Perikanan berbagi.", id="of a neighbour named before"),
        pytest.param("Menurut “Dinas Perikanan Uji Gelar Bazar”, harga turun.", id="quoted"),
        pytest.param("Badan Pusat Statistik dan Badan Informasi Geospasial hadir.", id="national"),
        pytest.param("Badan Riset dan Inovasi Nasional serta Badan Kepegawaian Negara hadir.", id="of the state"),
        pytest.param("Badan Usaha Milik Daerah, BPJS, dan BNPB hadir.", id="no office"),
        pytest.param("Dinas terkait dan badan usaha diundang.", id="no name"),
        pytest.param("Enam kementerian: Kominfo, PANRB, Bappenas, dan PUPR.", id="a ministry"),
        pytest.param("## DISKOMINFO", id="a heading"),
        pytest.param("TIM DISKOMINFO UJI", id="a line in capitals"),
    ],
)
def test_offices_of_the_register_and_of_others_are_left_alone(sentence: str) -> None:
    assert offices(sentence) == []


@pytest.mark.parametrize("name", ["DISKOMINFO", "PUPR"])
def test_a_short_name_that_is_not_the_registers_is_an_alias(name: str) -> None:
    assert [found.code for found in offices(f"{name} menjaga kesesuaian teknis.")] == ["opd-alias"]


@pytest.mark.parametrize(
    "sentence",
    [
        "RPJMD Kota Semarang 2021–2026 menjadi dasar masterplan ini.",
        "Perda Kota Semarang 6/2021 menjadi dasar masterplan ini.",
        "Pemerintah Kota Semarang menyusun masterplan ini.",
        "Warga Kota Semarang melapor lewat satu kanal.",
        "Wali Kota Semarang menetapkan dewan.",
    ],
)
def test_the_regency_called_as_the_city_of_its_name_is_found(sentence: str) -> None:
    assert kinds(sentence) == ["kota-kabupaten"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dinas Pariwisata Kota Semarang ikut mempromosikan Ambarawa.",
        "Peraturan Daerah Kota Semarang Nomor 6 Tahun 2021 mengatur RPJMD Kota Semarang.",
        "Pemerintah Kota Semarang mengelola angkutan yang menjangkau Ungaran.",
        "Kota Salatiga, Kota Semarang, Kabupaten Kendal, dan Kabupaten Demak bekerja sama.",
        "Bupati Kendal dan Wali Kota Semarang hadir.",
    ],
)
def test_the_city_of_the_regencys_name_is_left_alone(sentence: str) -> None:
    assert kinds(sentence) == []


def test_a_city_that_the_register_of_regions_does_not_know_is_always_a_slip() -> None:
    found = names.region_kind(laid("Dinas Pariwisata Kota Uji hadir."))
    assert [item.code for item in found] == ["kota-kabupaten"]


def test_a_law_of_the_city_among_the_legal_texts_is_left_alone() -> None:
    law = '- {jenis: Peraturan Daerah Kota Semarang, nomor: "6", tahun: 2021, tentang: RPJMD, contoh: true}\n'
    plan = replace(planned({"kab-uji/dasar-hukum.yml": law}), daerah=SEMARANG.daerah)
    assert list(names.region_kind(plan)) == []
