"""Traceability: the chain from mission to evaluation, whatever record one begins at, and every break in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uji import INDICATORS, PILLAR, PROGRAMMES, ROADMAP, changed, found, planned, text_of

from dosir.plan.chain import RANKS, chain_of

WHOLE = chain_of(planned({}))


def served(kind: str, code: str) -> list[str]:
    return [f"{depth} {node.jenis} {node.kode}" for depth, node in WHOLE.climb((kind, code), -1)]


def serving(kind: str, code: str) -> list[str]:
    return [f"{depth} {node.jenis} {node.kode}" for depth, node in WHOLE.climb((kind, code), 1)]


def test_a_programme_leads_up_to_the_vision() -> None:
    assert served("program", "GOV-01") == [
        "1 strategi STR-GOV-1",
        "2 gap GAP-GOV-1",
        "3 sasaran SAS-GOV-1",
        "4 misi M1",
        "5 visi rpjmd",
    ]


def test_a_mission_leads_down_to_what_measures_it() -> None:
    below = serving("misi", "M1")
    kinds = [line.split()[1] for line in below]
    assert kinds[0] == "sasaran"
    assert {"sasaran", "gap", "strategi", "program", "indikator", "peta_jalan", "quick_win"} <= set(kinds)


def test_no_record_stands_twice_in_a_chain() -> None:
    for key in WHOLE.nodes:
        for side in (-1, 1):
            linked = [node.key for _, node in WHOLE.climb(key, side)]
            assert len(linked) == len(set(linked))
            assert key not in linked


def test_what_a_record_serves_is_of_a_higher_rank_and_what_serves_it_of_a_lower() -> None:
    for key in WHOLE.nodes:
        if key[0] in RANKS:
            assert all(RANKS[other[0]] < RANKS[key[0]] for other in WHOLE.above(key))
            assert all(RANKS[other[0]] > RANKS[key[0]] for other in WHOLE.below(key))


def test_serving_and_being_served_are_one_link() -> None:
    for key in WHOLE.nodes:
        for other in WHOLE.above(key) if key[0] in RANKS else ():
            assert key in WHOLE.below(other)


def test_a_record_is_found_by_its_code_in_any_case() -> None:
    assert [node.key for node in WHOLE.find("gov-01")] == [("program", "GOV-01")]
    assert WHOLE.find("GOV-99") == ()


def test_what_hangs_on_an_indicator_is_its_programmes_and_goals_and_what_hangs_on_those() -> None:
    through = WHOLE.dependents([("indikator", "IND-GOV-01")])
    assert through[("program", "GOV-01")] == ("indikator", "IND-GOV-01")
    assert through[("quick_win", "kanal")] == ("program", "GOV-01")
    assert ("misi", "M1") not in through


def test_a_code_that_names_nothing_is_no_link() -> None:
    shared = {"kab-uji/opd.yml": text_of("kab-uji/opd.yml"), **changed(PROGRAMMES, ("STR-GOV-1", "STR-GOV-9"))}
    assert ("strategi", "STR-GOV-9") not in chain_of(planned(shared)).nodes


# ---- a chain broken in one place is told at that place, and nowhere else

BREAKS = {
    "strategy of a programme": (PROGRAMMES, "  strategi: STR-GOV-1\n", "", "program-without-strategy", 1),
    "indicator of a programme": (PROGRAMMES, "  indikator: [IND-GOV-01]\n", "", "program-without-indicator", 1),
    "plan of a programme": (PROGRAMMES, "  rpjmd_ref: {misi: M1}\n", "", "no-plan-reference", 1),
    "baseline": (INDICATORS, '  baseline: {tahun: 2021, nilai: "73,82"}\n', "", "indicator-without-baseline", 1),
    "goal of a strategy": (PILLAR, ", sasaran: [SAS-GOV-1]", "", "", 0),
    "gap of a strategy": (PILLAR, ", gap: [GAP-GOV-1]", "", "unanswered-gap", 1),
    "step of a programme": (ROADMAP, text_of(ROADMAP).split("\n")[1] + "\n", "", "program-without-roadmap", 16),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_link_is_told_once_at_its_record(name: str) -> None:
    path, old, new, code, line = BREAKS[name]
    told = [(finding.code, finding.position.line) for finding in found(changed(path, (old, new)))]
    assert told == ([(code, line)] if code else [])


def programmes(count: int) -> str:
    """So many programmes, each on the chain; `{n}` marks a place to break."""
    one = (
        "- {{kode: P-{n}, nama: Kegiatan {n}, sub_dimensi: layanan-publik, strategi: STR-GOV-1, opd: diskominfo, "
        "keluaran: Hasil {n}, rpjmd_ref: {{misi: M1}}, indikator: [IND-GOV-01], tahun: 2022, "
        "anggaran: [{{tahun: 2022, sumber_dana: pad, nilai: 75 juta, contoh: true}}], contoh: true}}\n"
    )
    return "".join(one.format(n=n) for n in range(1, count + 1))


LINKS = {
    "program-without-strategy": " strategi: STR-GOV-1,",
    "no-plan-reference": " rpjmd_ref: {misi: M1},",
    "program-without-indicator": " indikator: [IND-GOV-01],",
    "program-without-budget": " anggaran: [{tahun: 2022, sumber_dana: pad, nilai: 75 juta, contoh: true}],",
}


@given(st.integers(2, 30).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n))), st.sampled_from(sorted(LINKS)))
@settings(database=None, derandomize=True, max_examples=60)
def test_of_any_number_of_programmes_the_broken_one_is_found(plan: tuple[int, int], code: str) -> None:
    count, broken = plan
    lines = programmes(count).split("\n")
    lines[broken - 1] = lines[broken - 1].replace(LINKS[code], "")
    steps = "".join(
        f"- {{program: P-{n}, horizon: pendek, tahun: 2022, tahapan: Langkah {n}, contoh: true}}\n"
        for n in range(1, count + 1)
    )
    win = text_of("kab-uji/quick-win/kanal.md").replace("GOV-01", "P-1")
    gap = text_of("kab-uji/gap.yml") + (
        "- {kode: GAP-GOV-2, sub_dimensi: kebijakan-publik, kondisi_saat_ini: a, kondisi_diharapkan: b, "
        "kesenjangan: c, contoh: true}\n"
    )
    texts = {PROGRAMMES: "\n".join(lines), ROADMAP: steps, "kab-uji/quick-win/kanal.md": win, "kab-uji/gap.yml": gap}
    pillar = changed(PILLAR, ("gap: [GAP-GOV-1]", "gap: [GAP-GOV-1, GAP-GOV-2]"))
    told = [(finding.code, finding.position.line) for finding in found({**texts, **pillar})]
    assert told == [(code, broken)]
