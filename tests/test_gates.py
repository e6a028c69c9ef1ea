"""Stages: what is demanded, what counts as there, and that what cannot be read is never demanded twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uji import BASE, INDICATORS, OFFICES, PILLAR, PLACE, PROGRAMMES, QUICK_WIN, changed, found, planned

from dosir import check, gates, read
from dosir.gates import Stage
from dosir.plan import records
from dosir.plan.records import TAHAP, Rekaman
from dosir.sources import Folder

Texts = dict[str, str | bytes | None]
SWOT, READINESS = "kab-uji/swot.yml", "kab-uji/kesiapan.yml"


def stage(texts: Texts, tahap: str) -> Stage:
    return next(item for item in gates.stages(planned(texts)) if item.tahap == tahap)


def gaps(texts: Texts, tahap: str) -> list[str]:
    return [gap.what for gap in stage(texts, tahap).gaps]


def test_an_empty_field_is_a_gap_of_the_stage_that_its_declaration_names() -> None:
    assert "indikator `IND-GOV-01`: `baseline`" not in gaps({}, "III")
    texts = changed(INDICATORS, ('  baseline: {tahun: 2021, nilai: "73,82"}\n', ""))
    assert "indikator `IND-GOV-01`: `baseline`" in gaps(texts, "III")


def test_a_gap_of_a_field_stands_where_its_record_stands() -> None:
    texts = changed(INDICATORS, ('  baseline: {tahun: 2021, nilai: "73,82"}\n', ""))
    (gap,) = (item for item in stage(texts, "III").gaps if item.what.endswith("`baseline`"))
    assert str(gap.position) == "content/kab-uji/indikator/governance.yml:1:3"


def test_each_aspect_of_readiness_is_demanded() -> None:
    written = changed(READINESS, ("aspek: SDM", "aspek: anggaran"))
    assert "kesiapan struktur: SDM" in gaps(written, "I")
    assert "kesiapan struktur: anggaran" not in gaps(written, "I")


@pytest.mark.parametrize(
    ("tahap", "what"),
    [
        ("I", "kesenjangan sub-dimensi Kebijakan publik"),
        ("I", "SWOT: ancaman"),
        ("I", "susunan Tim Pelaksana"),
        ("I", "naskah kesiapan"),
        ("II", "visi smart city"),
        ("II", "strategi silang WT"),
        ("II", "strategi untuk sub-dimensi Kebijakan publik"),
        ("II", "inventaris aplikasi"),
        ("III", "peta jalan jangka menengah"),
        ("III", "rencana aksi literasi"),
        ("IV", "lembar komitmen"),
        ("IV", "lampiran SK Dewan"),
        ("final", "lampiran daftar hadir bimtek III"),
        ("final", "bimtek II tercatat"),
        ("final", "penandatangan"),
    ],
)
def test_a_part_that_is_not_written_is_a_gap(tahap: str, what: str) -> None:
    assert what in gaps({}, tahap)


def test_a_programme_needs_a_place_in_a_plan_or_a_reason() -> None:
    assert not [what for what in gaps({}, "II") if "rujukan" in what]
    texts = changed(PROGRAMMES, ("  usulan_baru: Diusulkan pada perubahan RKPD\n", ""))
    assert "program `GOV-02`: rujukan RPJMD/Renstra" in gaps(texts, "II")


def test_an_example_is_a_gap_of_the_final_document_only() -> None:
    examples = [gap for item in gates.stages(planned({})) for gap in item.gaps if gap.example]
    assert {gap.tahap for gap in examples} == {"final"}
    assert "isi bersumber, bukan contoh: program `GOV-01`" in [gap.what for gap in examples]


def test_a_fact_is_no_gap_of_the_final_document() -> None:
    texts = changed("kab-uji/isu.yml", ("contoh: true", "sumber: profil"))
    assert len(gaps(texts, "final")) == len(gaps({}, "final")) - 1


def test_the_percentage_is_full_only_when_nothing_is_missing() -> None:
    done = stage({}, "III")
    assert done.percent < 100
    assert Stage("III", tuple(demand for demand in done.demands if demand.met)).percent == 100
    many = (*[demand for demand in done.demands if demand.met] * 40, done.gaps[0])
    assert Stage("III", many).percent == 99


def test_no_stage_is_reached_over_one_that_is_not() -> None:
    assert gates.reached(planned({})) is None


def test_gaps_are_errors_only_when_the_stage_is_declared_reached() -> None:
    plan = planned({})
    assert check.check(plan).findings == ()
    codes = {finding.code for finding in check.check(plan, stage="I").findings}
    assert codes == {"stage-gap"}


def test_a_later_stage_demands_what_earlier_ones_do() -> None:
    plan = planned({})
    first = {str(finding) for finding in check.check(plan, stage="I").findings}
    second = {str(finding) for finding in check.check(plan, stage="II").findings}
    assert first < second


def test_a_stage_declared_in_the_content_is_demanded_without_asking() -> None:
    declared = found(changed(PLACE, ("status: draf", "status: draf\ntahap: I")))
    asked = check.check(planned({}), stage="I").findings
    assert [finding.message for finding in declared] == [finding.message for finding in asked]


def test_what_could_not_be_read_is_not_demanded_again() -> None:
    files = tuple(file for file in BASE["kab-uji"].files if file.name != "opd.yml")
    broken = [type(file)(file.path, file.name, b"- [") for file in BASE["kab-uji"].files if file.name == "opd.yml"]
    shared, _ = read.bersama(BASE["bersama"])
    plan, faults = read.daerah(Folder("kab-uji", "content/kab-uji", (*files, *broken)), shared)
    assert [fault.code for fault in faults] == ["broken-yaml"]
    assert not [gap for item in gates.stages(plan) for gap in item.gaps if gap.what == "daftar OPD"]


def test_a_record_that_lost_a_part_is_not_asked_for_more() -> None:
    shared, _ = read.bersama(BASE["bersama"])
    files = tuple(
        type(file)(file.path, file.name, file.data.replace(b"satuan: persen", b"satuannya: persen"))
        if file.name == "indikator/governance.yml"
        else file
        for file in BASE["kab-uji"].files
    )
    plan, _ = read.daerah(Folder("kab-uji", "content/kab-uji", files), shared)
    assert not [gap for item in gates.stages(plan) for gap in item.gaps if gap.what.startswith("indikator `IND")]


def declared() -> list[type[Rekaman]]:
    found = [getattr(records, name) for name in records.__all__]
    return [model for model in found if isinstance(model, type) and issubclass(model, Rekaman)]


@pytest.mark.parametrize("model", declared(), ids=lambda model: str(model.__name__))
def test_every_field_says_what_it_means(model: type[Rekaman]) -> None:
    assert [name for name, info in model.model_fields.items() if not info.description] == []


@pytest.mark.parametrize("model", declared(), ids=lambda model: str(model.__name__))
def test_every_stage_in_a_declaration_is_one_of_the_five(model: type[Rekaman]) -> None:
    assert {model.tahap_isian(name) for name in model.model_fields} <= {*TAHAP, ""}


LINES = [
    (path, line)
    for path in (PROGRAMMES, INDICATORS, PILLAR, QUICK_WIN, OFFICES, SWOT, READINESS)
    for line in str(changed(path)[path]).split("\n")
    if line.startswith("  ") and ":" in line and "contoh" not in line  # without it a record claims to be a fact
]


@given(st.sampled_from(LINES))
@settings(database=None, derandomize=True, max_examples=80)
def test_taking_a_line_away_never_closes_a_gap(taken: tuple[str, str]) -> None:
    """Of what still reads without a fault of form."""
    path, line = taken
    text = str(changed(path)[path])
    try:
        fewer = planned({path: text.replace(f"{line}\n", "", 1)})
    except AssertionError:
        return
    before, after = gates.stages(planned({})), gates.stages(fewer)
    kept = {(gap.tahap, gap.what) for item in after for gap in item.gaps}
    asked = {(demand.tahap, demand.what) for item in after for demand in item.demands}
    assert {(gap.tahap, gap.what) for item in before for gap in item.gaps} & asked <= kept
