"""The four dossiers as they are shipped: no finding, whole up to bimtek IV, not final, and for the right reasons."""

from __future__ import annotations

import pytest
from dossier import SLUGS, examined, plan_of

from dosir import gates
from dosir.plan.chain import chain_of
from dosir.plan.nilai import semua_hasil


def test_the_first_four_regencies_are_there() -> None:
    assert {"kab-karawang", "kab-majalengka", "kab-semarang", "kab-ketapang"} <= set(SLUGS)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_dossier_has_no_finding(slug: str) -> None:
    assert examined(slug).findings == ()


@pytest.mark.parametrize("slug", SLUGS)
def test_a_dossier_passes_the_fourth_stage(slug: str) -> None:
    assert examined(slug).findings == ()
    assert list(gates.gaps(plan_of(slug), "IV")) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_a_dossier_is_not_final_because_it_has_examples(slug: str) -> None:
    plan = plan_of(slug)
    assert {finding.code for finding in gates.gaps(plan, "final")} == {"stage-gap"}
    assert [gap for gap in gates.stages(plan)[-1].gaps if gap.example]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_dossier_declares_the_stage_that_its_sources_show(slug: str) -> None:
    plan = plan_of(slug)
    held = [item.tahap for item in plan.bimtek if item.sumber and not item.contoh]
    assert plan.daerah.tahap == max(held, key=["I", "II", "III", "IV"].index)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_programme_hangs_between_a_vision_and_an_indicator(slug: str) -> None:
    plan = plan_of(slug)
    chain = chain_of(plan)
    for program in plan.program:
        above = {node.jenis for _, node in chain.climb(("program", program.kode), -1)}
        below = {node.jenis for _, node in chain.climb(("program", program.kode), 1)}
        assert {"strategi", "sasaran", "misi", "visi"} <= above, program.kode
        assert {"indikator", "peta_jalan"} <= below, program.kode


def test_the_evaluation_of_semarang_is_what_was_published() -> None:
    plan = plan_of("kab-semarang")
    told = {result.evaluasi.tahun: result.evaluasi.nilai_akhir for result in semua_hasil(plan)}
    assert {year: f"{value:.2f}" for year, value in told.items() if value is not None} == {2022: "2.42", 2023: "2.51"}


def test_the_score_of_semarang_follows_from_its_parts() -> None:
    plan = plan_of("kab-semarang")
    (result,) = (item for item in semua_hasil(plan) if item.evaluasi.tahun == 2022)
    assert result.akhir is not None
    assert abs(float(result.akhir) - 2.42) < 0.02
