"""Rules are tried on the small regency in `kasus/_dasar`; the faults that one file can show are cases in `kasus`."""

from __future__ import annotations

import pytest
from uji import (
    BASE,
    DIM,
    GUIDANCE,
    INDICATORS,
    OFFICES,
    PILLAR,
    PLACE,
    PROGRAMMES,
    PROSE,
    QUICK_WIN,
    ROADMAP,
    changed,
    folder,
    found,
    planned,
    text_of,
    told,
)

from dosir import check, read
from dosir.diagnostics import Severity
from dosir.templates import Arrangement


def test_the_small_regency_breaks_no_rule() -> None:
    assert found({}) == ()


# ---- references


def test_a_source_may_be_the_regencys_own_or_a_shared_one() -> None:
    assert found(changed(OFFICES, ("contoh: true", "sumber: [profil, evaluasi]"))) == ()


def test_an_optional_reference_may_be_left_out() -> None:
    texts = changed(PROGRAMMES, ("  strategi: STR-GOV-1\n", ""), ("  indikator: [IND-GOV-01]\n", ""))
    assert "unknown-reference" not in {finding.code for finding in found(texts)}


def test_a_reference_that_is_wrong_twice_is_told_twice() -> None:
    texts = changed(PROGRAMMES, ("opd: diskominfo", "opd: x"), ("[bappeda]", "[x, bappeda, x]"))
    assert [(finding.position.line, finding.position.column) for finding in found(texts)] == [(5, 8), (6, 19), (6, 31)]


def test_codes_are_told_apart_by_capitals() -> None:
    assert told(changed(ROADMAP, ("GOV-02", "gov-02"))) == ["kab-uji/peta-jalan.yml unknown-reference"]


def test_the_words_of_a_swot_line_are_no_codes() -> None:
    texts = changed("kab-uji/swot.yml", ("butir: Pegawai muda", "butir: X9"))
    assert found(texts) == ()


def test_the_arrangement_of_books_must_be_one_of_those_there_are() -> None:
    plan = planned(changed(PLACE, ("status: draf", "status: draf\nsusunan: empat-buku")))
    (finding,) = check.check(plan, {"tiga-buku": Arrangement(), "dua-buku": Arrangement()}).findings
    assert (finding.code, finding.position.line) == ("unknown-reference", 17)


def test_the_usual_arrangement_need_not_be_named() -> None:
    plan = planned({})
    assert check.check(plan, {"tiga-buku": Arrangement(frozenset(plan.naskah))}).findings == ()


def test_an_annex_names_books_that_the_arrangement_has() -> None:
    annex = "- {id: sk, jenis: SK Dewan, judul: Keputusan, buku: [buku-1, buku-9], contoh: true}\n"
    known = {"tiga-buku": Arrangement(frozenset(planned({}).naskah), frozenset({"buku-1"}))}
    (finding,) = check.check(planned({"kab-uji/lampiran.yml": annex}), known).findings
    assert (finding.code, finding.position.column) == ("unknown-reference", annex.index("buku-9") + 1)


# ---- codes used twice


def test_the_second_of_two_equal_codes_is_the_fault_and_names_the_first() -> None:
    (finding,) = found(changed(OFFICES, ("id: bappeda", "id: diskominfo")))[:1]
    assert finding.code == "duplicate-id"
    assert (finding.position.line, finding.hint) == (5, "pertama dipakai di content/kab-uji/opd.yml:1:7")


def test_every_repetition_of_a_code_names_the_first() -> None:
    more = "- {id: bappeda, nama: B, singkatan: B, contoh: true}\n" * 2
    findings = found({OFFICES: text_of(OFFICES) + more})
    assert [(finding.position.line, finding.hint[-6:]) for finding in findings] == [(9, "ml:5:7"), (10, "ml:5:7")]


def test_one_code_may_stand_for_things_of_two_kinds() -> None:
    assert found(changed(OFFICES, ("id: bappeda", "id: bappeda\n  alias: diskominfo"))) == ()
    texts = changed("kab-uji/visi.yml", ("kode: M1", "kode: GOV-01"))
    pillar = changed(PILLAR, ("[M1]", "[GOV-01]"), ("[M1]", "[GOV-01]"))
    assert found({**texts, **pillar, **changed(PROGRAMMES, ("{misi: M1}", "{misi: GOV-01}"))}) == ()


# ---- sums


@pytest.mark.parametrize("amount", ["1,5 miliar", "1.500.000.000", "1500 juta"])
def test_a_total_may_be_written_in_any_unit(amount: str) -> None:
    assert found(changed(PROGRAMMES, ("jumlah_anggaran: 1,5 miliar", f"jumlah_anggaran: {amount}"))) == ()


@pytest.mark.parametrize("amount", ["1.499.999.999", "1.500.000.001", "0"])
def test_a_total_that_is_off_by_one_rupiah_is_a_fault(amount: str) -> None:
    (finding,) = found(changed(PROGRAMMES, ("jumlah_anggaran: 1,5 miliar", f"jumlah_anggaran: {amount}")))
    assert finding.code == "sum-mismatch"
    assert f"Rp {amount}" in finding.message


def test_a_total_without_parts_is_a_fault() -> None:
    texts = changed(PROGRAMMES, ("keluaran: Daftar data prioritas", "keluaran: Daftar\n  jumlah_anggaran: 5 juta"))
    assert told(texts) == ["kab-uji/program/governance.yml sum-mismatch"]


def test_no_sum_is_called_wrong_when_a_part_of_it_could_not_be_read() -> None:
    text = text_of(PROGRAMMES).replace("250 juta", "banyak")
    plan, _ = read.daerah(folder("kab-uji", {PROGRAMMES: text}), planned({}).bersama)
    assert check.check(plan).findings == ()


# ---- years and dates


@pytest.mark.parametrize(("year", "codes"), [("2021", 1), ("2022", 0), ("2026", 0), ("2027", 1)])
def test_the_first_and_the_last_year_of_the_period_are_inside_it(year: str, codes: int) -> None:
    texts = changed(ROADMAP, ("tahun: 2022", f"tahun: {year}"), ("horizon: pendek", f"horizon: {horizon_of(year)}"))
    assert len(found(texts)) == codes


def horizon_of(year: str) -> str:
    return "pendek" if int(year) <= 2022 else "menengah"


@pytest.mark.parametrize(("year", "codes"), [("2021", 1), ("2022", 0), ("2026", 0), ("2027", 1)])
def test_a_target_lies_in_the_period(year: str, codes: int) -> None:
    told = [finding.code for finding in found(changed(INDICATORS, ("tahun: 2026", f"tahun: {year}")))]
    assert told.count("outside-period") == codes


@pytest.mark.parametrize(("last", "codes"), [("2031", 0), ("2032", 1)])
def test_the_long_term_is_ten_years_from_the_first(last: str, codes: int) -> None:
    assert len(found(changed(ROADMAP, ("2027-2031", f"2027-{last}")))) == codes


def test_a_period_longer_than_ten_years_is_itself_the_long_term() -> None:
    longer = changed(PLACE, ("tahun_akhir: 2026, contoh", "tahun_akhir: 2045, contoh"))
    assert found({**longer, **changed(ROADMAP, ("2027-2031", "2027-2045"))}) == ()


@pytest.mark.parametrize("horizon", ["pendek", "menengah"])
def test_only_the_long_term_may_pass_the_period(horizon: str) -> None:
    findings = found(changed(ROADMAP, ("horizon: panjang", f"horizon: {horizon}")))
    assert [finding.message.split("tahun ")[1][:4] for finding in findings] == ["2027", "2028", "2029", "2030", "2031"]


def test_a_baseline_and_what_was_reached_may_lie_outside_the_period() -> None:
    texts = changed(
        INDICATORS, ("baseline: {tahun: 2021", "realisasi: [{tahun: 2019, nilai: 1}]\n  baseline: {tahun: 2010")
    )
    assert found(texts) == ()


def test_money_in_a_year_in_which_a_programme_does_not_run_is_a_fault() -> None:
    (finding,) = found(changed(PROGRAMMES, ("[2022, 2024]", "[2022, 2023]")))
    assert (finding.code, finding.position.line, finding.position.column) == ("outside-period", 27, 15)


def test_money_outside_the_period_is_told_once() -> None:
    assert len(found(changed(PROGRAMMES, ("{tahun: 2024,", "{tahun: 2030,")))) == 1


@pytest.mark.parametrize(("last", "codes"), [("2022-06-08", 0), ("2022-06-07", 1), ("2021-12-31", 1)])
def test_guidance_does_not_end_before_it_begins(last: str, codes: int) -> None:
    assert len(found(changed(GUIDANCE, ("2022-06-09", last)))) == codes


def test_guidance_of_one_day_needs_no_last_day() -> None:
    assert found(changed(GUIDANCE, ("    tanggal_selesai: 2022-06-09\n", ""))) == ()


def test_a_period_of_one_year_is_a_period() -> None:
    texts = changed(PLACE, ("tahun_akhir: 2026, contoh", "tahun_akhir: 2022, contoh"))
    assert all("sebelum dimulai" not in finding.message for finding in found(texts))


# ---- sources


@pytest.mark.parametrize(
    ("path", "old"),
    [
        (PLACE, "penandatangan: Bupati Uji\ncontoh: true\n"),
        (PLACE, ", contoh: true"),
        (PLACE, "  contoh: true\n"),
        (PLACE, ", sumber: profil"),
        (OFFICES, "  contoh: true\n"),
        (PILLAR, "contoh: true\n---"),
        (QUICK_WIN, "contoh: true\n---"),
        ("kab-uji/visi.yml", "    contoh: true\n"),
        (GUIDANCE, "    contoh: true\n"),
        ("kab-uji/isu.yml", ", contoh: true"),
        ("kab-uji/kesiapan.yml", ", contoh: true"),
        ("kab-uji/gap.yml", "  contoh: true\n"),
        ("kab-uji/swot.yml", ", contoh: true"),
        ("kab-uji/swot.yml", "[S1, O1], contoh: true"),
        (PROGRAMMES, "miliar\n  contoh: true\n"),
        (INDICATORS, "  contoh: true\n"),
        (ROADMAP, ", contoh: true"),
    ],
)
def test_whatever_stands_by_itself_says_whence_it_is(path: str, old: str) -> None:
    new = old.replace(", contoh: true", "").replace("contoh: true", "").replace(", sumber: profil", "")
    (finding,) = (item for item in found(changed(path, (old, new))) if item.code == "missing-source")
    assert finding.position.path == f"content/{path}"


def test_a_record_inside_another_need_not_say_whence_it_is() -> None:
    assert found(changed(PROGRAMMES, ("250 juta, contoh: true", "250 juta"))) == ()


def test_an_empty_list_of_sources_is_no_source() -> None:
    assert told(changed(OFFICES, ("contoh: true", "sumber: []"))) == ["kab-uji/opd.yml missing-source"]


# ---- prose


@pytest.mark.parametrize(
    "prose",
    [
        "Ada {{ jumlah_program }} dan {{ jumlah_program governance }}.",
        "`{{ tidak_ada }}` dan \\{{ tidak_ada }}",
        "[a](https://a.id) [b](http://b.id) [c](mailto:c@d.id) <https://e.id>",
        "![Logo](gambar/logo.png)",
        "::: catatan\nisi\n:::",
        "::: tabel Judul\n| a |\n| --- |\n| b |\n:::",
        "::: tabel Judul | sumber=profil, evaluasi\n| a |\n| --- |\n| b |\n:::",
        ":::: lanskap\n::: tabel Judul\n| a |\n| --- |\n| b |\n:::\n::::",
        "> ::: tabel Judul\n> | a |\n> | --- |\n> | b |\n> :::",
        "- satu\n\n  ::: tabel Judul\n  | a | b |\n  | --- | --- |\n  | c | d |\n  :::",
        "Waktu 10:::30 dan a ::: b",
        ":::",
    ],
)
def test_sound_prose_has_no_findings(prose: str) -> None:
    assert found({PROSE: prose}) == ()


@pytest.mark.parametrize("path", [PILLAR, QUICK_WIN, PROSE, "bersama/naskah/metodologi.md"])
@pytest.mark.parametrize(
    ("prose", "code"),
    [
        ("Ada {{ tidak_ada }}.", "unknown-reference"),
        ("![Peta](gambar/peta.png)", "missing-image"),
        ("[bab](bab.md)", "broken-link"),
        ("::: kotak\nisi\n:::", "unknown-box"),
        ("| a |\n| --- |\n| b |", "table-without-caption"),
        ("::: tabel A | sumber=tiada\n| a |\n| --- |\n| b |\n:::", "unknown-reference"),
    ],
)
def test_every_text_is_held_to_the_same_rules(path: str, prose: str, code: str) -> None:
    text = f"{text_of(path)}\n{prose}\n"
    (finding,) = found({path: text})
    line = text.count("\n", 0, text.rindex(prose)) + 1
    assert (finding.position.path, finding.position.line, finding.code) == (f"content/{path}", line, code)


def test_a_shared_text_that_the_regency_replaces_is_not_looked_at() -> None:
    texts = {"bersama/naskah/metodologi.md": "{{ tidak_ada }}", "kab-uji/naskah/metodologi.md": "Sendiri."}
    assert found(texts) == ()


def test_a_fault_in_a_table_is_found_in_its_row() -> None:
    rows = "| a | b |\n| --- | --- |\n| c | d |\n| [x](y.md) | ![z](z.png) |\n| {{ q }} | e |\n"
    findings = found({PROSE: f"Satu.\n\n::: tabel Judul\n{rows}:::\n"})
    assert [str(finding.position).partition(":")[2] for finding in findings] == ["7:7", "7:20", "8:3"]


def test_a_fault_in_a_footnote_is_found_where_the_footnote_stands() -> None:
    (finding,) = found({PROSE: "Satu.[^1]\n\nDua.\n\n[^1]: Lihat\n    [x](y.md).\n"})
    assert (finding.position.line, finding.code) == (6, "broken-link")


def test_the_same_wrong_reference_in_two_places_is_found_in_both() -> None:
    findings = found({PROSE: "# {{ q }}\n\nsatu {{ q }}\n{{ q }}\n\n- {{ q }}\n"})
    assert [str(finding.position).partition(":")[2] for finding in findings] == ["1:3", "3:6", "4:1", "6:3"]


def test_the_same_wrong_link_twice_in_a_line_is_found_twice() -> None:
    findings = found({PROSE: "[a](x.md) dan [b](x.md)"})
    assert [finding.position.column for finding in findings] == [5, 19]


def test_a_footnote_that_is_written_twice_is_a_fault() -> None:
    """Only the last of the two would be printed."""
    findings = found({PROSE: "Satu.[^1]\n\n[^1]: Dua.\n\n[^1]: Tiga.\n"})
    assert [finding.position.line for finding in findings] in ([3], [5])


def test_a_box_that_is_not_closed_is_a_fault() -> None:
    """It takes in all the prose that follows, and a `tabel` box prints nothing but its table."""
    (finding,) = found({PROSE: "::: tabel Judul\n| a |\n| --- |\n| b |\n\nKalimat ini hilang.\n"})
    assert finding.position.line == 1


def test_prose_in_a_table_box_is_a_fault() -> None:
    """A `tabel` box prints nothing but its table."""
    (finding,) = found({PROSE: "::: tabel Judul\n| a |\n| --- |\n| b |\n\nKalimat ini hilang.\n:::\n"})
    assert finding.position.line == 6


# ---- images


def test_a_logo_need_not_be_named() -> None:
    assert found(changed(PLACE, ("logo: gambar/logo.png\n", ""))) == ()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b"\xff\xd8\xff\xe0"),
        ("a.jpg", b"\x89PNG\r\n\x1a\n"),
        ("a.jpeg", b"GIF89a"),
        ("a.PNG", b""),
        ("a.JPG", b"<svg/>"),
    ],
)
def test_an_image_must_be_of_the_kind_its_name_says(name: str, data: bytes) -> None:
    assert told({f"kab-uji/gambar/{name}": data}) == [f"kab-uji/gambar/{name} broken-image"]


def test_an_image_may_have_any_capitals_in_its_kind() -> None:
    image = next(file.data for file in BASE["kab-uji"].files if file.name == "gambar/logo.png")
    assert found({"kab-uji/gambar/logo2.PNG": image}) == ()


# ---- parts that are still to be written


@pytest.mark.parametrize("path", ["kab-uji/kesiapan.yml", "kab-uji/peta-jalan.yml", "kab-uji/swot.yml"])
def test_a_register_that_is_still_to_be_written_is_a_warning_at_its_file(path: str) -> None:
    findings = found({path: None})
    assert [(str(finding.position), finding.code, finding.severity) for finding in findings] == [
        (f"content/{path}:1:1", "missing-part", Severity.warning)
    ]


def test_a_pillar_that_is_still_to_be_written_is_a_warning_at_its_file() -> None:
    more = "- {kode: living, nama: Smart Living, arti: A, sumber: evaluasi, sub_dimensi: []}\n"
    (finding,) = found({DIM: text_of(DIM) + more})
    assert (str(finding.position), finding.code) == ("content/kab-uji/pilar/living.md:1:1", "missing-part")
    assert "Smart Living" in finding.message


def test_a_regency_of_which_only_the_identity_is_written_is_sound() -> None:
    texts: dict[str, str | bytes | None] = {f"kab-uji/{file.name}": None for file in BASE["kab-uji"].files}
    identity = text_of(PLACE).replace("logo: gambar/logo.png\n", "").replace("sumber: profil", "contoh: true")
    report = check.check(planned({**texts, PLACE: identity}))
    assert report.sound
    assert {finding.code for finding in report.findings} == {"missing-part"}
    assert report.count(Severity.warning) == 10


@pytest.mark.parametrize(
    ("texts", "severity"),
    [
        (changed(PROGRAMMES, ("opd: diskominfo", "opd: x")), Severity.error),
        (changed(PROGRAMMES, ("1,5 miliar", "1 miliar")), Severity.error),
        (changed(OFFICES, ("  contoh: true\n", "")), Severity.error),
        ({PROSE: "[a](b.md)"}, Severity.error),
        ({PROSE: "::: kotak\n:::"}, Severity.error),
        ({PROSE: "| a |\n| --- |\n| b |"}, Severity.warning),
        ({"kab-uji/kesiapan.yml": None}, Severity.warning),
    ],
)
def test_only_what_a_reader_can_do_without_is_a_warning(
    texts: dict[str, str | bytes | None], severity: Severity
) -> None:
    assert {finding.severity for finding in found(texts)} == {severity}


# ---- names that become addresses


@pytest.mark.parametrize("name", ["Diskominfo", "dinas-", "di--nas", "index"])
def test_an_office_is_called_by_what_can_be_an_address(name: str) -> None:
    texts = changed(OFFICES, ("id: bappeda", f"id: {name}"))
    texts[PROGRAMMES] = text_of(PROGRAMMES).replace("bappeda", name)
    assert told(texts) == ["kab-uji/opd.yml bad-name"]
