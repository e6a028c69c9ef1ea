"""Scores: Kabupaten Malang's two official tables and other official results, recomputed with the shipped instruments.

What is known of the tables stands here; the instruments are those of `content/`. Faulty files are cases in `kasus`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dosir import read
from dosir.check import evaluation
from dosir.diagnostics import Diagnostic
from dosir.plan import Bersama, Plan
from dosir.plan.nilai import (
    TOLERANSI,
    Hasil,
    bulat,
    cocok,
    dua_desimal,
    hitung,
    nilai_jawaban,
    porsi_belanja,
    rata_rata,
    semua_hasil,
)
from dosir.plan.records import Evaluasi, Instrumen, Jawaban
from dosir.sources import File, Folder, from_folder

HERE = Path(__file__).parent
SHARED, _FOUND = read.bersama(from_folder(HERE.parent / "content", "bersama", "content"))
INSTRUMENTS = SHARED.instrumen
BASE = {slug: from_folder(HERE / "kasus" / "_dasar", slug, "content") for slug in ("bersama", "kab-uji")}
DAERAH = read.daerah(BASE["kab-uji"], SHARED)[0].daerah
EVALUATION, PLACE, PROSE = "evaluasi/2022.yml", "daerah.yml", "naskah/latar-belakang.md"
SCORES = st.integers(0, 400).map(lambda hundredths: Decimal(hundredths) / 100)

# Kabupaten Malang, in the order of the questions (Kominfo, evaluation reports of 2022 and of 2023 stage II).
MALANG_2022 = {
    "baseline": "2,00 1,00 2,00 1,00 1,00",
    "output": "2,00 1,00 2,00 2,75 1,00 1,00 1,00",
    "outcome": "2,75 4,00 4,00 1,00 3,00 3,50 2,00 3,00 2,00 3,00 3,00 2,00 3,50 3,00 3,00 4,00 4,00 3,25 "
    "2,00 3,25 4,00 4,00 4,00 4,00 2,00 3,00 4,00 1,00 1,25 2,00 2,00",
    "impact": "2,25 2,00 3,00 3,00",
    "quick-win": "2,25 3,00 2,75 4,00 3,00 2,75 3,00 2,50 3,75 3,75 2,50 3,75",
}
MALANG_2023 = {
    "baseline": "3,00 3,00 4,00 4,00 4,00",
    "output": "3,00 2,80 2,80 3,40 2,00 1,00 1,00",
    "outcome": "3,80 4,00 1,00 1,80 3,00 3,60 3,00 3,80 4,00 2,40 4,00 3,00 3,00 3,80 3,00 3,80 3,00 4,00 4,00 3,20 "
    "3,00 4,00 4,00 3,80 4,00 4,00 3,00 3,00 4,00 3,00 3,60 3,80 4,00",
    "quick-win": "3,80 3,00 3,00 3,00 2,40 2,60 2,80 3,00 3,80 4,00 3,00 3,20",
    "kolaborasi": "3,80 1,80 1,80 2,80 1,80 3,20",
}


def evaluated(
    name: str,
    answers: Mapping[str, str] | None = None,
    official: Mapping[str, str] | None = None,
    final: str | None = None,
) -> Hasil:
    """An evaluation by a shipped instrument: scores of each part in the order of its questions, official scores."""
    instrument = INSTRUMENTS[name]
    questions = {part.kode: [item.no for item in part.indikator] for part in instrument.dimensi}
    given = [
        {"no": no, "nilai": score}
        for part, scores in (answers or {}).items()
        for no, score in zip(questions[part], scores.split(), strict=True)
    ]
    parts = [{"bagian": part, "nilai": score} for part, score in (official or {}).items()]
    raw = {"tahun": str(instrument.tahun), "instrumen": name, "jawaban": given, "nilai": parts, "nilai_akhir": final}
    return hitung(instrument, Evaluasi.model_validate(raw))


def printed(result: Hasil) -> dict[str, str]:
    """The score of each part as the ministry prints it."""
    return {
        part.bagian.kode: f"{dua_desimal(part.nilai)}".replace(".", ",")
        for part in result.bagian
        if part.nilai is not None
    }


def planned(texts: Mapping[str, str]) -> Plan:
    """The small regency with these files below its folder; they have no fault of form."""
    named = {file.name: file for file in BASE["kab-uji"].files}
    named |= {name: File(f"content/kab-uji/{name}", name, text.encode()) for name, text in texts.items()}
    shared, first = read.bersama(BASE["bersama"])
    plan, second = read.daerah(Folder("kab-uji", "content/kab-uji", tuple(named.values())), shared)
    assert [*first, *second] == []
    return plan


def with_apbd(*totals: str) -> str:
    """daerah.yml of the small regency with these totals, as `2022: 2 miliar`."""
    text = next(file.data.decode() for file in BASE["kab-uji"].files if file.name == PLACE)
    rows = [f"  - {{tahun: {row.split(': ')[0]}, nilai: {row.split(': ')[1]}, contoh: true}}\n" for row in totals]
    return text + "apbd:\n" + "".join(rows)


def told(findings: Iterator[Diagnostic]) -> list[str]:
    return [f"{finding.code} {finding.position.line}" for finding in findings]


def test_the_shipped_instruments_can_be_read() -> None:
    assert _FOUND == []
    assert set(INSTRUMENTS) == {"2022-kppn-ikn", "2022-reguler", "2023-ii-kppn-ikn"}


@pytest.mark.parametrize(
    ("name", "weights"),
    [
        ("2022-kppn-ikn", [10, 20, 30, 10, 30]),
        ("2022-reguler", [10, 20, 30, 20, 20]),
        ("2023-ii-kppn-ikn", [10, 20, 20, 20, 20, 10]),
    ],
)
def test_the_shipped_weights_are_those_of_the_year_and_group(name: str, weights: list[int]) -> None:
    assert [part.bobot for part in INSTRUMENTS[name].dimensi] == weights


@pytest.mark.parametrize(
    ("name", "counts"),
    [("2022-kppn-ikn", [5, 7, 31, 4, 12]), ("2022-reguler", [0] * 5), ("2023-ii-kppn-ikn", [5, 7, 33, 54, 12, 6])],
)
def test_the_shipped_questions_are_as_many_as_the_ministry_asks(name: str, counts: list[int]) -> None:
    assert [len(part.indikator) for part in INSTRUMENTS[name].dimensi] == counts


def test_no_number_is_used_twice_in_a_shipped_instrument() -> None:
    plan = Plan("kab-uji", SHARED, DAERAH)
    assert list(evaluation.instrument_numbers(plan)) == []


def test_the_survey_asks_three_questions_of_each_sub_dimension() -> None:
    impact = next(part for part in INSTRUMENTS["2023-ii-kppn-ikn"].dimensi if part.kode == "impact")
    asked = [item.sub_dimensi for item in impact.indikator]
    known = [sub.kode for dimensi in SHARED.dimensi for sub in dimensi.sub_dimensi]
    assert asked == [code for code in known for _ in range(3)]


def test_malang_2022_is_recomputed() -> None:
    result = evaluated("2022-kppn-ikn", MALANG_2022, final="2,51")
    assert printed(result) == {
        "baseline": "1,40",
        "output": "1,54",
        "outcome": "2,92",
        "impact": "2,56",
        "quick-win": "3,08",
    }


def test_malang_2022_agrees_with_its_printed_final_score_within_the_tolerance() -> None:
    """The report prints 2,51; its own answers amount to 2,504, before and after its parts are rounded."""
    result = evaluated("2022-kppn-ikn", MALANG_2022, final="2,51")
    assert result.akhir is not None
    assert (bulat(result.akhir, 3), result.cocok) == (Decimal("2.504"), True)


def test_malang_2023_is_recomputed_with_the_official_score_of_the_survey() -> None:
    result = evaluated("2023-ii-kppn-ikn", MALANG_2023, {"impact": "2,81"})
    assert printed(result) == {
        "baseline": "3,60",
        "output": "2,29",
        "outcome": "3,41",
        "impact": "2,81",
        "quick-win": "3,13",
        "kolaborasi": "2,53",
    }
    assert result.akhir is not None
    assert dua_desimal(result.akhir) == Decimal("2.94")


def test_the_score_of_malang_2022_is_not_rounded() -> None:
    result = evaluated("2022-kppn-ikn", MALANG_2022)
    by_hand = [Fraction(7, 5), Fraction(43, 28), Fraction(181, 62), Fraction(41, 16), Fraction(37, 12)]
    assert [part.nilai for part in result.bagian] == by_hand


@pytest.mark.parametrize(
    ("name", "official", "final"),
    [
        pytest.param("2022-kppn-ikn", "2,25 1,96 2,80 1,50 2,71", "2,42", id="Kabupaten Semarang"),
        pytest.param("2022-reguler", "3,60 3,21 3,23 3,07 3,65", "3,31", id="Kota Kediri"),
    ],
)
def test_an_official_final_score_follows_from_its_parts(name: str, official: str, final: str) -> None:
    parts = dict(zip((part.kode for part in INSTRUMENTS[name].dimensi), official.split(), strict=True))
    assert evaluated(name, official=parts, final=final).cocok


def test_kediri_shows_which_weights_its_group_had() -> None:
    parts = {"baseline": "3,60", "output": "3,21", "outcome": "3,23", "impact": "3,07", "quick-win": "3,65"}
    assert not evaluated("2022-kppn-ikn", official=parts, final="3,31").cocok


def test_semarang_is_shipped_with_its_two_official_results() -> None:
    plan, found = read.daerah(from_folder(HERE.parent / "content", "kab-semarang", "content"), SHARED)
    assert [finding for finding in found if "/evaluasi/" in finding.position.path] == []
    first, second = semua_hasil(plan)
    assert (first.evaluasi.tahun, first.evaluasi.nilai_akhir, first.akhir) == (2022, Decimal("2.42"), Fraction("2.42"))
    assert (second.evaluasi.tahun, second.evaluasi.nilai_akhir, second.akhir) == (2023, Decimal("2.51"), None)


def test_assessors_count_before_a_written_mean() -> None:
    assert nilai_jawaban(Jawaban(no="A1", nilai="3", nilai_asesor=("2", "2", "3"))) == Fraction(7, 3)


def test_an_answer_without_a_score_is_no_answer() -> None:
    assert nilai_jawaban(Jawaban(no="A1", catatan="menyusul")) is None


def test_a_part_that_is_half_answered_keeps_its_official_score() -> None:
    plan = planned({EVALUATION: "tahun: 2022\ninstrumen: 2022\ncontoh: true\njawaban: [{no: A1, nilai: 4}]\n"})
    (result,) = semua_hasil(plan)
    baseline = result.bagian[0]
    assert (baseline.lengkap, baseline.rata_rata, baseline.nilai) == (False, Fraction(4), None)
    official = hitung(result.instrumen, _evaluation([("A1", "4")], [("baseline", "2,25")])).bagian[0]
    assert (official.rata_rata, official.nilai, official.cocok) == (Fraction(4), Fraction("2.25"), True)


def test_there_is_no_final_score_while_a_part_has_none() -> None:
    assert evaluated("2022-kppn-ikn", {"baseline": "2,00 1,00 2,00 1,00 1,00"}).akhir is None


def test_an_evaluation_by_an_instrument_that_is_not_there_is_left_out() -> None:
    plan = planned({EVALUATION: "tahun: 2022\ninstrumen: 2019\ncontoh: true\njawaban: [{no: A1, nilai: 1}]\n"})
    assert semua_hasil(plan) == ()
    rules = (evaluation.answers_fit_instrument, evaluation.scores_agree)
    assert [found for rule in rules for found in rule(plan)] == []


def test_evaluations_come_in_the_order_of_their_years() -> None:
    later, earlier = (f"tahun: {year}\ninstrumen: 2022\ncontoh: true\n" for year in (2024, 2023))
    plan = planned({"evaluasi/a.yml": later, "evaluasi/b.yml": earlier})
    assert [result.evaluasi.tahun for result in semua_hasil(plan)] == [2023, 2024]


@pytest.mark.parametrize(("official", "close"), [("2,48", False), ("2,49", True), ("2,53", True), ("2,54", False)])
def test_two_hundredths_are_rounding_and_more_is_not(official: str, close: bool) -> None:
    assert cocok(Decimal("2.51"), Decimal(official.replace(",", "."))) is close


@pytest.mark.parametrize(
    ("value", "shown"), [("1/8", "0.13"), ("1/3", "0.33"), ("2/3", "0.67"), ("5/2", "2.50"), ("4", "4.00")]
)
def test_a_printed_score_has_two_decimals_and_a_half_goes_up(value: str, shown: str) -> None:
    assert f"{dua_desimal(Fraction(value))}" == shown


def test_a_final_score_is_not_held_against_weights_that_are_wrong() -> None:
    instrument = _instrument(["50", "40"])
    evaluation_ = _evaluation([], [("p0", "2"), ("p1", "2")], "4")
    plan = _plan(instrument, evaluation_)
    assert told(evaluation.scores_agree(plan)) == []
    assert told(evaluation.instrument_weights(plan)) == ["weights-not-100 1"]


def test_a_part_that_differs_is_not_reported_a_second_time_by_the_final_score() -> None:
    text = (
        "tahun: 2022\ninstrumen: 2022\ncontoh: true\n"
        "jawaban:\n  - {no: A1, nilai: 4}\n  - {no: A2, nilai: 4}\n"
        'nilai:\n  - {bagian: baseline, nilai: "2,00"}\n  - {bagian: impact, nilai: "3,00"}\nnilai_akhir: "2,60"\n'
    )
    assert told(evaluation.scores_agree(planned({EVALUATION: text}))) == ["score-mismatch 8"]


def test_the_share_of_the_apbd_counts_only_money_of_the_apbd_and_of_the_year() -> None:
    plan = planned({PLACE: with_apbd("2022: 2 miliar", "2023: 5 miliar", "2024: 3 miliar")})
    assert [porsi_belanja(plan, year) for year in (2022, 2023, 2024)] == [Fraction(25, 2), 0, Fraction(5, 2)]


def test_a_year_without_an_apbd_total_has_no_share() -> None:
    plan = planned({PLACE: with_apbd("2022: 0")})
    assert (porsi_belanja(plan, 2022), porsi_belanja(plan, 2023)) == (None, None)


@pytest.mark.parametrize(
    "sentence",
    [
        "Program *smart city* memakai 12,5 persen dari APBD.",
        "Pada tahun 2024 program memakai 2,5 % APBD.",
        "Pada tahun 2022 program memakai 13 persen dari total belanja APBD.",
        "Program wajib memakai paling sedikit 20 persen dari APBD.",
        "Retribusi menyumbang 17 persen APBD.",
        "Kota Lain memakai 39,64 persen dari APBD untuk *smart city*.",
        "Kata mereka, “program memakai 40 persen dari APBD”.",
        "Program memakai {{ porsi_apbd }} persen dari APBD.",
        "Dari kebutuhan program, 21 persen dari APBD.",
    ],
)
def test_a_share_that_is_right_or_not_the_plans_own_is_left_alone(sentence: str) -> None:
    plan = planned({PLACE: with_apbd("2022: 2 miliar", "2024: 3 miliar"), PROSE: sentence})
    assert told(evaluation.typed_shares(plan)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Program *smart city* memakai 12,4 persen dari APBD.",
        "Pada tahun 2024 program memakai 12,5 % APBD.",
        "Program memakai lima persen dari APBD.",
        "Program Kabupaten Uji memakai 30% dari total belanja APBD.",
    ],
)
def test_a_share_that_is_not_the_computed_one_is_reported(sentence: str) -> None:
    plan = planned({PLACE: with_apbd("2022: 2 miliar", "2024: 3 miliar"), PROSE: f"Pembuka.\n\n{sentence}\n"})
    assert told(evaluation.typed_shares(plan)) == ["typed-share 3"]


@given(st.lists(SCORES, min_size=1))
def test_a_mean_lies_between_the_least_and_the_greatest(scores: list[Decimal]) -> None:
    mean = rata_rata(scores)
    assert mean is not None
    assert min(scores) <= mean <= max(scores)


@given(st.lists(SCORES, min_size=1).flatmap(lambda scores: st.tuples(st.just(scores), st.permutations(scores))))
def test_a_mean_does_not_depend_on_the_order(pair: tuple[list[Decimal], list[Decimal]]) -> None:
    assert rata_rata(pair[0]) == rata_rata(pair[1])


@st.composite
def weights(draw: st.DrawFn) -> list[str]:
    """Whole weights that add up to 100."""
    cuts = sorted(draw(st.lists(st.integers(0, 100), max_size=5)))
    return [str(last - first) for first, last in zip((0, *cuts), (*cuts, 100), strict=True)]


@given(weights(), SCORES)
def test_equal_parts_give_that_score_whatever_the_weights(bobot: list[str], score: Decimal) -> None:
    official = [(f"p{at}", _typed(score)) for at in range(len(bobot))]
    assert hitung(_instrument(bobot), _evaluation([], official)).akhir == score


@given(weights(), st.data())
def test_a_ministry_that_rounds_to_two_decimals_is_never_called_wrong(bobot: list[str], data: st.DataObject) -> None:
    """Answers score in steps of a third, so that no mean is short; parts and final are rounded each for itself."""
    instrument = _instrument(bobot, questions=3)
    thirds = st.lists(st.integers(0, 12), min_size=3, max_size=3)
    drawn = {f"p{at}": data.draw(thirds) for at in range(len(bobot))}
    exact = {part: Fraction(sum(scores), 9) for part, scores in drawn.items()}
    final = sum((Fraction(weight) * exact[f"p{at}"] / 100 for at, weight in enumerate(bobot)), Fraction(0))
    answers = [
        {"no": f"{part}-{at}", "nilai_asesor": _assessors(score), "program": "GOV-01"}
        for part, scores in drawn.items()
        for at, score in enumerate(scores)
    ]
    official = [{"bagian": part, "nilai": _typed(dua_desimal(score))} for part, score in exact.items()]
    raw = {"tahun": "2022", "instrumen": "uji", "nilai": official, "nilai_akhir": _typed(dua_desimal(final))}
    whole = Evaluasi.model_validate({**raw, "jawaban": answers})
    parts_only = Evaluasi.model_validate(raw)
    assert hitung(instrument, whole).akhir == final
    for found in (whole, parts_only):
        assert list(evaluation.scores_agree(_plan(instrument, found))) == []


@given(SCORES, SCORES)
def test_a_final_score_beyond_the_tolerance_is_always_reported(computed: Decimal, official: Decimal) -> None:
    plan = _plan(_instrument(["100"]), _evaluation([], [("p0", _typed(computed))], _typed(official)))
    assert bool(list(evaluation.scores_agree(plan))) is (abs(computed - official) > TOLERANSI)


@given(st.fractions(0, 4), st.integers(0, 4))
def test_rounding_is_off_by_no_more_than_half_a_unit(value: Fraction, decimals: int) -> None:
    rounded = bulat(value, decimals)
    assert abs(Fraction(rounded) - value) <= Fraction(1, 2 * 10**decimals)
    assert -int(rounded.as_tuple().exponent) == decimals


def _typed(score: Decimal) -> str:
    return f"{score:f}".replace(".", ",")


def _assessors(thirds: int) -> list[str]:
    """Whole scores of three assessors whose mean is so many thirds."""
    whole, rest = divmod(thirds, 3)
    return [str(whole + (at < rest)) for at in range(3)]


def _instrument(bobot: Sequence[str], questions: int = 0) -> Instrumen:
    parts = [
        {
            "kode": f"p{at}",
            "nama": f"Bagian {at}",
            "bobot": weight,
            "indikator": [{"no": f"p{at}-{no}", "pertanyaan": "Apa"} for no in range(questions)],
        }
        for at, weight in enumerate(bobot)
    ]
    return Instrumen.model_validate({"tahun": "2022", "kelompok": "Uji", "dimensi": parts, "contoh": "true"})


def _evaluation(
    answers: Sequence[tuple[str, str]], official: Sequence[tuple[str, str]], final: str | None = None
) -> Evaluasi:
    return Evaluasi.model_validate(
        {
            "tahun": "2022",
            "instrumen": "uji",
            "jawaban": [{"no": no, "nilai": score} for no, score in answers],
            "nilai": [{"bagian": part, "nilai": score} for part, score in official],
            "nilai_akhir": final,
        }
    )


def _plan(instrument: Instrumen, found: Evaluasi) -> Plan:
    return Plan("kab-uji", Bersama(instrumen={"uji": instrument}), DAERAH, evaluasi=(found,))
