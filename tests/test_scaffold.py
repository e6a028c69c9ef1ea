"""A new regency from its code and name: true to the register, empty to the reader, and usable line by line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dosir import check, read, scaffold, wilayah
from dosir.check.regions import region_codes
from dosir.diagnostics import Diagnostic, Severity, as_text
from dosir.plan import Bersama, Plan
from dosir.read.schema import Kind, kinds
from dosir.scaffold import Baru, Refusal
from dosir.sources import File, Folder, from_folder
from dosir.wilayah import Wilayah

CONTENT = Path(__file__).resolve().parent.parent / "content"
DAY = date(2026, 11, 1)
COMMENT = re.compile(r"(?m)^# ?")
PAPUA = ("91.", "92.", "93.", "94.", "95.", "96.")
TWICE = [item for item in wilayah.semua() if len(wilayah.menurut_nama(item.nama)) == 2]
REGIONS = st.one_of(
    st.sampled_from(wilayah.semua()),
    st.sampled_from([item for item in wilayah.semua() if item.kode_kemendagri.startswith(PAPUA)]),
    st.sampled_from(TWICE),
)
SOME = settings(max_examples=25, derandomize=True, database=None)
MANY = settings(SOME, max_examples=200)


@cache
def shared() -> Bersama:
    made, findings = read.bersama(from_folder(CONTENT, "bersama", "content"))
    assert findings == []
    return made


@cache
def made(kode: str, nama: str) -> Baru:
    found = scaffold.new(kode, nama, shared(), DAY)
    assert isinstance(found, Baru), found
    return found


def refused(kode: str, nama: str) -> str:
    found = scaffold.agreed(kode, nama)
    assert isinstance(found, Refusal), found
    assert scaffold.new(kode, nama, Bersama(), DAY) == found
    return f"{found.message}; {found.hint}"


def planned(files: Mapping[str, str]) -> tuple[Plan, list[Diagnostic]]:
    """The plan of these files and what the reader found in them."""
    read_in = tuple(File(f"content/kab-baru/{name}", name, text.encode()) for name, text in sorted(files.items()))
    return read.daerah(Folder("kab-baru", "content/kab-baru", read_in), shared())


KARAWANG = made("32.15", "Karawang").files


def example_in(text: str) -> str:
    """A file as it is when its author has taken the comment signs off all lines below the introduction."""
    return COMMENT.sub("", text.split("\n#\n", 1)[1])


def left_out() -> dict[str, str]:
    """The files that daerah.yml only describes, as an author would make them from their examples."""
    parts = re.split(r"(?m)^# == (\S+)\n", KARAWANG["daerah.yml"])[1:]
    return {name: example_in(text) for name, text in zip(parts[::2], parts[1::2], strict=True)}


@given(REGIONS)
@SOME
def test_every_region_gives_a_regency_without_a_fault(item: Wilayah) -> None:
    plan, findings = planned(made(item.kode_kemendagri, item.nama_lengkap).files)
    assert findings == []
    assert list(region_codes(plan)) == []
    place = plan.daerah
    assert (place.kode_kemendagri, place.kode_bps or "") == (item.kode_kemendagri, item.kode_bps)
    assert (place.jenis, place.nama, place.provinsi) == (item.jenis, item.nama, item.provinsi)
    assert place.penduduk and place.penduduk.nilai == item.penduduk
    assert (place.luas.nilai if place.luas else None) == item.luas_km2


def test_the_514_folders_have_514_names() -> None:
    assert len({item.slug for item in wilayah.semua()}) == 514
    assert made("33.74", "Kota Semarang").slug == "kota-semarang"
    assert made("33.22", "Semarang").slug == "kab-semarang"


def test_a_new_regency_has_nothing_but_its_identity() -> None:
    plan, _ = planned(KARAWANG)
    assert (plan.program, plan.visi, plan.opd, plan.sumber, plan.pilar, plan.quick_win) == ((), (), (), (), (), ())


def test_a_new_regency_may_be_built() -> None:
    plan, _ = planned(KARAWANG)
    report = check.check(plan)
    assert report.count(Severity.error) == 0, as_text(report)


def test_what_is_only_provisional_says_so_and_the_facts_name_their_source() -> None:
    place = planned(KARAWANG)[0].daerah
    assert (place.periode.contoh, place.rpjmd.contoh, place.contoh) == (True, True, False)
    assert place.luas and place.penduduk
    assert {place.sumber, place.luas.sumber, place.penduduk.sumber} == {("kepmendagri-2025",)}
    assert (place.tanggal, place.penandatangan) == (DAY, "Bupati Karawang")


def test_there_is_a_file_for_every_register_and_every_pillar() -> None:
    dimensions = [dimensi.kode for dimensi in shared().dimensi]
    pillars = {f"{folder}{kode}.yml" for folder in read.PER_PILLAR for kode in dimensions}
    assert set(KARAWANG) == {"daerah.yml", *read.REGISTERS, *pillars}


@pytest.mark.parametrize("name", [name for name in KARAWANG if name != "daerah.yml"])
def test_every_file_says_what_it_is_for_and_since_when(name: str) -> None:
    lines = KARAWANG[name].split("\n")
    assert all(line.startswith("#") for line in lines if line)
    assert len(lines[0]) > 20 and lines[0].endswith(".")
    kind = next(kind for kind in kinds() if re.fullmatch(kind.glob[2:].replace("*", ".*"), name))
    assert (f"bimtek {kind.stage}." in lines[1] or "tahap final" in lines[1]) is bool(kind.stage)


@pytest.mark.parametrize("name", [name for name in KARAWANG if name != "daerah.yml"])
def test_an_example_without_its_comment_signs_is_a_record(name: str) -> None:
    plan, findings = planned({**KARAWANG, name: example_in(KARAWANG[name])})
    assert findings == []
    shapes = read.REGISTERS.get(name) or read.PER_PILLAR[f"{name.split('/')[0]}/"]
    for register in shapes:
        assert len(getattr(plan, register)) == 1, register


@pytest.mark.parametrize("name", left_out())
def test_the_example_of_a_file_that_is_left_out_is_a_record(name: str) -> None:
    plan, findings = planned({**KARAWANG, name: left_out()[name]})
    assert findings == []
    assert len({"pilar": plan.pilar, "quick-win": plan.quick_win}.get(name.split("/")[0], plan.evaluasi)) == 1


def test_every_kind_of_file_that_may_not_be_empty_is_described() -> None:
    assert [name.split("/")[0] for name in left_out()] == ["pilar", "quick-win", "evaluasi"]


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_an_example_shows_every_key(kind: Kind) -> None:
    lines = "\n".join(scaffold.example(kind))
    for model in kind.lists.values():
        shown = set(re.findall(r"(?m)^[ #-]*(\w+):", lines))
        assert shown >= set(model.model_fields)


def test_the_keys_left_open_in_the_identity_can_be_filled() -> None:
    identity = KARAWANG["daerah.yml"].split("\n\n")[0]
    head = "".join(f"{line}\n" for line in identity.split("\n") if re.match(r"# [A-Z]", line))
    plan, findings = planned({"daerah.yml": COMMENT.sub("", identity.removeprefix(head.rstrip()))})
    assert findings == []
    assert (plan.daerah.ibu_kota, plan.daerah.jumlah_desa is not None) == ("Ungaran", True)


@given(REGIONS, st.sampled_from([str, str.upper, str.lower]), st.booleans())
@MANY
def test_code_and_name_may_be_typed_in_any_usual_way(item: Wilayah, case: type[str], dot: bool) -> None:
    kode = item.kode_kemendagri if dot else item.kode_kemendagri.replace(".", "")
    for name in (item.slug, case(item.nama_lengkap), case(item.nama)):
        assert scaffold.agreed(f" {kode}", name) == item


@given(REGIONS, REGIONS)
@MANY
def test_the_name_of_another_region_is_refused_with_the_right_one(item: Wilayah, other: Wilayah) -> None:
    if item != other:
        told = refused(item.kode_kemendagri, other.nama_lengkap)
        assert item.nama_lengkap in told or f"kode Kemendagri {other.nama_lengkap}" in told
        assert f"`{other.kode_kemendagri}`" in told


@pytest.mark.parametrize(
    ("kode", "nama", "words"),
    [
        ("6106", "Ketapang", "ialah kode BPS Kabupaten Ketapang, bukan kode Kemendagri"),
        ("6106", "Ketapang", "`61.04`"),
        ("6104", "Mempawah", "`61.02`"),
        ("33.74", "Kabupaten Semarang", "atau pakai kode lain: Kabupaten Semarang `33.22`"),
        ("32.15", "Kerawang", "tulis nama `Kabupaten Karawang`"),
        ("32.99", "Kerawang", "Kabupaten Karawang `32.15`"),
        ("99.01", "zzzz", "misalnya `32.15`"),
        ("", "", "tidak ada"),
        ("32.1.5", "Karawang", "tidak ada"),
        ("3.215", "Karawang", "tidak ada"),
        ("٣٢.١٥", "Karawang", "tidak ada"),
        ("32.15", "", "tulis nama `Kabupaten Karawang`"),
    ],
)
def test_a_wrong_code_or_name_is_refused_with_what_to_type(kode: str, nama: str, words: str) -> None:
    assert words in refused(kode, nama)


@given(st.text(max_size=8), st.text(max_size=12))
@settings(derandomize=True, database=None)
def test_nothing_that_is_typed_makes_a_traceback(kode: str, nama: str) -> None:
    assert isinstance(scaffold.new(kode, nama, Bersama(), DAY), Refusal)


def test_without_dimensions_there_are_no_files_of_pillars() -> None:
    found = scaffold.new("32.15", "Karawang", Bersama(), DAY)
    assert isinstance(found, Baru)
    assert set(found.files) == {"daerah.yml", *read.REGISTERS}
