"""The register of regions, and the rule that holds a regency's identity against it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dosir import read, wilayah
from dosir.check.regions import region_codes
from dosir.diagnostics import Position, Severity
from dosir.plan import Bersama
from dosir.sources import File, Folder, from_folder
from dosir.wilayah import Wilayah

CONTENT = Path(__file__).resolve().parent.parent / "content"
PAPUA = ("91.", "92.", "93.", "94.", "95.", "96.")
REGIONS = st.sampled_from(wilayah.semua())
IDENTITY = """\
kode_kemendagri: "{kode_kemendagri}"
kode_bps: {kode_bps}
jenis: {jenis}
nama: {nama}
provinsi: {provinsi}
luas: {luas}
penduduk: {penduduk}
periode: {{tahun_mulai: 2022, tahun_akhir: 2026, contoh: true}}
rpjmd: {{nomor: Perda 5/2021, judul: RPJMD, tahun_mulai: 2021, tahun_akhir: 2026, contoh: true}}
versi: "0.1"
tanggal: 2026-11-01
penandatangan: Kepala Daerah
{mark}
"""


def identity(region: Wilayah, mark: str = "sumber: profil", **other: str) -> str:
    """daerah.yml of a region as the register has it, with `other` values in its place."""
    values = {"luas": "", "penduduk": "", "mark": mark} | {key: str(value) for key, value in vars(region).items()}
    return IDENTITY.format(**values | {"luas": "", "penduduk": ""} | other)


def findings(text: str) -> list[tuple[str, int, str, str]]:
    """(code, line, message, hint) of everything the rule says about a daerah.yml."""
    files = (File("content/kab-uji/daerah.yml", "daerah.yml", text.encode()),)
    plan, _ = read.daerah(Folder("kab-uji", "content/kab-uji", files), Bersama())
    return [(found.code, found.position.line, found.message, found.hint) for found in region_codes(plan)]


def region(kode: str) -> Wilayah:
    found = wilayah.wilayah(kode)
    assert found
    return found


def test_the_register_has_every_kabupaten_and_kota_once() -> None:
    assert Counter(item.jenis for item in wilayah.semua()) == {"kabupaten": 416, "kota": 98}
    assert len({item.kode_kemendagri for item in wilayah.semua()}) == 514
    assert len({item.slug for item in wilayah.semua()}) == 514


def test_every_bps_code_belongs_to_one_region_and_only_papua_has_none() -> None:
    codes = Counter(item.kode_bps for item in wilayah.semua())
    without = {item.kode_kemendagri[:3] for item in wilayah.semua() if not item.kode_bps}
    assert max(number for code, number in codes.items() if code) == 1
    assert without == set(PAPUA)


def test_a_code_is_looked_up_in_its_own_numbering() -> None:
    bps = wilayah.menurut_bps("6104")
    assert (region("61.04").nama, bps and bps.nama) == ("Ketapang", "Mempawah")
    assert (wilayah.wilayah("6104"), wilayah.menurut_bps("61.04"), wilayah.menurut_bps("")) == (None, None, None)


@given(REGIONS, st.sampled_from([str, str.upper, str.lower, str.title]))
def test_a_region_is_found_by_every_spelling_of_its_name(item: Wilayah, case: type[str]) -> None:
    full = case(item.nama_lengkap)
    assert wilayah.menurut_nama(full) == (item,)
    assert wilayah.menurut_nama(f"  {full.replace(' ', '-')} ") == (item,)
    assert wilayah.menurut_nama(item.slug) == (item,)
    assert item in wilayah.menurut_nama(case(item.nama))
    assert wilayah.menurut_nama(case(item.nama), item.jenis) == (item,)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Semarang", ["33.22", "33.74"]),
        ("Kab. Karawang", ["32.15"]),
        ("Tolitoli", ["72.04"]),
        ("Kotabaru", ["63.02"]),
        ("Jakarta Pusat", ["31.71"]),
        ("Kabupaten Kepulauan Siau Tagulandang Biaro", ["71.09"]),
        ("Kota Karawang", []),
        ("kota", []),
        ("", []),
    ],
)
def test_a_name_finds_these_regions(typed: str, found: list[str]) -> None:
    assert [item.kode_kemendagri for item in wilayah.menurut_nama(typed)] == found


def test_a_misspelt_name_is_near_the_right_one() -> None:
    assert wilayah.mirip("Kab. Kerawang")[0].kode_kemendagri == "32.15"
    assert wilayah.mirip("xqzw") == ()


@given(REGIONS)
def test_a_true_identity_is_silent(item: Wilayah) -> None:
    people = f"{{nilai: {item.penduduk}, tahun: 2024, satuan: jiwa, contoh: true}}"
    area = f'{{nilai: "{str(item.luas_km2 or 1).replace(".", ",")}", tahun: 2024, satuan: km², contoh: true}}'
    assert findings(identity(item, penduduk=people, luas=area)) == []


@given(REGIONS, REGIONS)
def test_the_bps_code_of_another_region_is_found_where_it_stands(item: Wilayah, other: Wilayah) -> None:
    found = findings(identity(item, kode_bps=f'"{other.kode_bps}"' if other.kode_bps else ""))
    wrong = other.kode_bps not in ("", item.kode_bps)
    assert [(code, line) for code, line, _, _ in found] == ([("region-code", 2)] if wrong else [])
    assert not wrong or (other.nama_lengkap in found[0][2] and item.nama_lengkap in found[0][3])


@given(REGIONS, REGIONS)
def test_the_code_of_another_region_is_found_where_it_stands(item: Wilayah, other: Wilayah) -> None:
    found = findings(identity(item, kode_kemendagri=other.kode_kemendagri))
    if item == other:
        assert found == []
    else:
        assert [(code, line) for code, line, _, _ in found] == [("region-code", 1)]
        assert f"`{item.kode_kemendagri}`" in found[0][3]


@pytest.mark.parametrize(
    ("values", "line", "hint"),
    [
        ({"kode_kemendagri": "33.98"}, 1, "kode Kota Semarang ialah `33.74`"),
        ({"kode_bps": "'9999'"}, 2, "kode BPS Kota Semarang ialah `3374`; kode Kemendagri `33.74`"),
        ({"jenis": "kabupaten"}, 3, "tulis `jenis: kota`; kode Kabupaten Semarang ialah `33.22`"),
        ({"nama": "Semarng"}, 4, "tulis `nama: Semarang`"),
        ({"nama": "Kota Semarang"}, 4, "tulis `nama: Semarang`"),
        ({"nama": "Salatiga"}, 4, "tulis `nama: Semarang`; kode Kota Salatiga ialah `33.73`"),
        ({"provinsi": "Jawa Timur"}, 5, "tulis `provinsi: Jawa Tengah`"),
    ],
)
def test_one_wrong_value_is_found_with_the_right_one(values: dict[str, str], line: int, hint: str) -> None:
    assert [(found[1], found[3]) for found in findings(identity(region("33.74"), **values))] == [(line, hint)]


def test_a_kind_that_no_region_of_the_name_has_is_found_at_the_kind() -> None:
    assert [found[1] for found in findings(identity(region("32.15"), jenis="kota"))] == [3]


def test_code_and_bps_code_of_two_other_regions_are_both_found() -> None:
    text = identity(region("61.04"), kode_kemendagri="61.06", kode_bps='"6104"')
    assert [line for _, line, _, _ in findings(text)] == [1, 2]


def test_a_bps_code_nobody_at_hand_knows_is_let_be() -> None:
    assert findings(identity(region("91.71"), kode_bps='"9471"')) == []


@pytest.mark.parametrize("province", ["DKI Jakarta", "Provinsi Daerah Khusus Ibukota Jakarta", "daerah khusus jakarta"])
def test_a_province_has_more_than_one_usual_name(province: str) -> None:
    assert findings(identity(region("31.71"), provinsi=province)) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            identity(region("33.74"), kode_kemendagri="99.10", nama="Uji", mark="contoh: true"), id="invented"
        ),
        pytest.param(identity(region("33.74"), kode_bps='"9999"', luas="{nilai: banyak}"), id="partly unreadable"),
        pytest.param("jenis: [kota", id="unreadable"),
    ],
)
def test_an_identity_that_is_invented_or_not_whole_is_let_be(text: str) -> None:
    assert findings(text) == []


@pytest.mark.parametrize(
    ("key", "figure", "found"),
    [
        ("penduduk", "{nilai: 2612, tahun: 2024, satuan: jiwa}", ["implausible-figure"]),
        ("penduduk", "{nilai: 2612, tahun: 2024, satuan: ribu jiwa}", []),
        ("penduduk", "{nilai: 2612, tahun: 2024, satuan: kepala keluarga}", []),
        ("penduduk", "{nilai: 2612065000, tahun: 2024}", ["implausible-figure"]),
        ("penduduk", "{nilai: 0, tahun: 2024}", ["implausible-figure"]),
        ("penduduk", "{nilai: 1300000, tahun: 1990}", []),
        ("luas", "{nilai: 191606, tahun: 2024, satuan: km²}", ["implausible-figure"]),
        ("luas", "{nilai: 191606, tahun: 2024, satuan: ha}", []),
        ("luas", '{nilai: "1,916", tahun: 2024, satuan: km²}', ["implausible-figure"]),
    ],
)
def test_a_figure_far_from_the_register_is_a_slip_of_its_unit(key: str, figure: str, found: list[str]) -> None:
    figure = figure.replace("}", ", contoh: true}")
    assert [code for code, *_ in findings(identity(region("32.15"), **{key: figure}))] == found


def test_a_figure_is_warned_of_at_its_value() -> None:
    text = identity(region("32.15"), penduduk="{nilai: 2612, tahun: 2024, contoh: true}")
    files = (File("content/kab-uji/daerah.yml", "daerah.yml", text.encode()),)
    plan, _ = read.daerah(Folder("kab-uji", "content/kab-uji", files), Bersama())
    (found,) = region_codes(plan)
    assert (found.severity, found.position) == (Severity.warning, Position("content/kab-uji/daerah.yml", 7, 19))


@pytest.mark.parametrize("slug", ["kab-karawang", "kab-ketapang", "kab-majalengka", "kab-semarang"])
def test_the_four_dossiers_are_who_they_say(slug: str) -> None:
    plan, _ = read.daerah(from_folder(CONTENT, slug, "content"), Bersama())
    assert not plan.daerah.contoh
    assert list(region_codes(plan)) == []
