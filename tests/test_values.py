from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from dosir import language
from dosir.plan import values

QUICK = settings(database=None, derandomize=True, max_examples=300)
Reader = Callable[[Any], Any]


def refusal(read: Reader, value: Any) -> tuple[str, str, str]:
    """(code, message, hint) of the refusal of a value."""
    with pytest.raises(PydanticCustomError) as caught:
        read(value)
    context = caught.value.context or {}
    return context["code"], context["text"], context["hint"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("1062", "1062"),
        ("-5", "-5"),
        (" 75 ", "75"),
        ("1.250.000", "1250000"),
        ("1.250.000,5", "1250000.5"),
        ("1.250,75", "1250.75"),
        ("73,82", "73.82"),
        ("-0,5", "-0.5"),
        ("0,10", "0.10"),
        ("1234567,89", "1234567.89"),
    ],
)
def test_a_number_reads_as_an_exact_decimal(text: str, value: str) -> None:
    assert values.number(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1.250", "tulis `1250` untuk ribuan atau `1,250` untuk desimal"),
        ("-1.250", "tulis `-1250` untuk ribuan atau `-1,250` untuk desimal"),
        ("73.82", "tulis desimal dengan koma: `73,82`"),
        ("1250.500", "tulis desimal dengan koma: `1250,500`"),
    ],
)
def test_a_number_that_reads_two_ways_is_refused_with_both(text: str, hint: str) -> None:
    code, message, told = refusal(values.number, text)
    assert (code, told) == ("ambiguous-number", hint)
    assert f"`{text}`" in message


@pytest.mark.parametrize(
    "text",
    ["", "banyak", "12 orang", "1,2,3", "1.25.000", "1..250", "12.50.000", ",5", "5,", "1e5", "0x1F", "5%", "½", "--5"],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    assert refusal(values.number, text)[0] == "wrong-type"


@pytest.mark.parametrize("digits", [29, 5000])
def test_a_number_beyond_any_figure_is_refused(digits: int) -> None:
    assert refusal(values.number, "9" * digits)[0] == "wrong-type"


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("250000000", 250_000_000),
        ("250.000.000", 250_000_000),
        ("Rp 250.000.000", 250_000_000),
        ("Rp250.000.000", 250_000_000),
        ("Rp. 250.000.000", 250_000_000),
        ("250 ribu", 250_000),
        ("250 juta", 250_000_000),
        ("250 Juta", 250_000_000),
        ("250  juta", 250_000_000),
        ("1,25 miliar", 1_250_000_000),
        ("Rp 1,25 miliar", 1_250_000_000),
        ("2 triliun", 2_000_000_000_000),
        ("1250 juta", 1_250_000_000),
        ("1.250.000 juta", 1_250_000_000_000),
        ("0", 0),
    ],
)
def test_money_reads_as_whole_rupiah(text: str, rupiah: int) -> None:
    assert values.rupiah(text) == rupiah


def test_money_is_a_whole_number_and_no_decimal() -> None:
    assert type(values.rupiah("1,25 miliar")) is int


def test_money_with_one_dot_and_no_unit_is_refused_with_its_readings() -> None:
    code, message, hint = refusal(values.rupiah, "Rp 1.250")
    assert code == "ambiguous-money"
    assert "`1.250`" in message
    assert hint == "tulis `1250` untuk rupiah penuh, atau beri satuan: `1250 ribu`, `1250 juta`"


def test_money_with_one_dot_and_a_unit_is_refused() -> None:
    assert refusal(values.rupiah, "1.250 juta")[0] == "ambiguous-number"


def test_money_in_an_unknown_unit_names_the_known_ones() -> None:
    code, message, hint = refusal(values.rupiah, "250 jt")
    assert (code, hint) == ("wrong-type", "pakai ribu, juta, miliar, triliun")
    assert "`jt`" in message


@pytest.mark.parametrize("text", ["0,5", "250,75", "0,0000001 juta", "", "Rp", "banyak", "juta", "250juta", "$250"])
def test_what_is_no_whole_rupiah_is_refused(text: str) -> None:
    assert refusal(values.rupiah, text)[0] == "wrong-type"


@pytest.mark.parametrize("digits", [29, 5000])
def test_money_beyond_any_budget_is_refused(digits: int) -> None:
    assert refusal(values.rupiah, "9" * digits)[0] == "wrong-type"


@pytest.mark.parametrize("digits", [29, 1_000_000])
def test_money_beyond_any_budget_is_refused_with_a_unit(digits: int) -> None:
    assert refusal(values.rupiah, "9" * digits + " triliun")[0] == "wrong-type"


def test_a_year_reads_as_a_number() -> None:
    assert values.year(" 2024 ") == 2024


@pytest.mark.parametrize("text", ["1945", "2100"])
def test_the_first_and_the_last_year_are_years(text: str) -> None:
    assert values.year(text) == int(text)


@pytest.mark.parametrize("text", ["1944", "2101", "24", "20244", "2024,5", "2.024", "akhir", "", "-2024"])
def test_what_is_no_year_is_refused(text: str) -> None:
    assert refusal(values.year, text)[:2] == ("wrong-type", f"`{text}` bukan tahun")


@pytest.mark.parametrize(
    ("value", "years"),
    [
        ("2022", (2022,)),
        ("2022-2024", (2022, 2023, 2024)),
        ("2022–2024", (2022, 2023, 2024)),
        (" 2022 - 2024 ", (2022, 2023, 2024)),
        ("2022-2022", (2022,)),
        (["2022", "2024"], (2022, 2024)),
        (["2024", "2022", "2024"], (2022, 2024)),
        ([], ()),
    ],
)
def test_years_read_in_order_and_once(value: Any, years: tuple[int, ...]) -> None:
    assert values.years(value) == years


def test_a_reversed_range_of_years_proposes_the_right_one() -> None:
    assert refusal(values.years, "2024-2022") == (
        "wrong-type",
        "rentang tahun `2024-2022` terbalik",
        "tulis `2022-2024`",
    )


@pytest.mark.parametrize("value", ["2022-24", "2022, 2024", ["2022-2024"], ["2022", ["2023"]], {"dari": "2022"}, ""])
def test_what_is_no_list_of_years_is_refused(value: Any) -> None:
    assert refusal(values.years, value)[0] == "wrong-type"


def test_a_date_reads_in_iso_order() -> None:
    assert values.day(" 2022-06-08 ") == date(2022, 6, 8)


@pytest.mark.parametrize("text", ["8 Juni 2022", "08-06-2022", "2022-6-8", "20220608", "2022-06-08T00:00", ""])
def test_what_is_no_date_is_refused(text: str) -> None:
    assert refusal(values.day, text)[:2] == ("wrong-type", f"`{text}` bukan tanggal")


def test_a_day_that_no_calendar_has_is_refused_as_such() -> None:
    assert refusal(values.day, "2022-06-31")[:2] == ("wrong-type", "tanggal `2022-06-31` tidak ada di kalender")


@pytest.mark.parametrize(("text", "value"), [("true", True), ("Ya", True), ("false", False), (" TIDAK ", False)])
def test_a_truth_reads_in_both_languages(text: str, value: bool) -> None:
    assert values.truth(text) is value


@pytest.mark.parametrize("text", ["", "1", "benar", "no", "yes", "on"])
def test_what_is_no_truth_is_refused(text: str) -> None:
    assert refusal(values.truth, text)[0] == "wrong-type"


@pytest.mark.parametrize(
    ("text", "value"), [("0", 0), ("80", 80), ("100", 100), ("80%", 80), ("80 %", 80), ("80,0", 80)]
)
def test_a_percentage_is_a_whole_number_up_to_a_hundred(text: str, value: int) -> None:
    assert values.percent(text) == value


@pytest.mark.parametrize("text", ["101", "-1", "12,5", "banyak", "", "%", "9" * 400])
def test_what_is_no_percentage_is_refused(text: str) -> None:
    assert refusal(values.percent, text)[0] == "wrong-type"


KINDS: list[Any] = [
    pytest.param(kind, id=name)
    for name, kind in (
        ("a number", values.Bilangan),
        ("money", values.Rupiah),
        ("a year", values.Tahun),
        ("years", values.DaftarTahun),
        ("a date", values.Tanggal),
        ("a truth", values.YaTidak),
        ("a percentage", values.Persen),
        ("references", values.Rujukan),
        ("a region code", values.KodeKemendagri),
        ("a nomenclature code", values.KodeNomenklatur),
        ("an id", values.Id),
    )
]
SCALARS = st.text(max_size=8) | st.sampled_from(
    ["2022", "1,5", "-1", "1.250", "9" * 30, "ya", "2022-06-08", "2.16.03", "Rp 5"]
)


@pytest.mark.parametrize("kind", KINDS)
@given(
    value=st.recursive(SCALARS, lambda below: st.lists(below, max_size=3) | st.dictionaries(SCALARS, below, max_size=3))
)
@settings(QUICK, max_examples=60)
def test_whatever_is_written_is_a_value_or_refused(kind: Any, value: Any) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    try:
        adapter.validate_python(value)
    except ValidationError as refused:
        assert refused.errors()


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (values.KodeKemendagri, "32.15"),
        (values.KodeBps, "3215"),
        (values.KodeNomenklatur, "2.16.03"),
        (values.KodeNomenklatur, "2.16.03.2.02"),
        (values.KodeNomenklatur, "2.16.03.2.02.0020"),
        (values.KodeNomenklatur, "2.16.03.1.01.01"),
        (values.Id, "GOV-01"),
        (values.Id, "diskominfo"),
        (values.Id, "0"),
    ],
)
def test_a_code_of_the_right_form_is_kept_as_it_is_written(kind: Any, code: str) -> None:
    assert TypeAdapter[str](kind).validate_python(code) == code


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (values.KodeKemendagri, "3215"),
        (values.KodeKemendagri, "32.1"),
        (values.KodeBps, "32.15"),
        (values.KodeBps, "321"),
        (values.KodeNomenklatur, "9.16.03"),
        (values.KodeNomenklatur, "2.16"),
        (values.KodeNomenklatur, "2.16.03.3.02"),
        (values.Id, "GOV 01"),
        (values.Id, "GOV_01"),
        (values.Id, "-01"),
        (values.Id, "é"),
        (values.Id, ""),
    ],
)
def test_a_code_of_another_form_is_refused(kind: Any, code: str) -> None:
    with pytest.raises(ValidationError, match="bukan"):
        TypeAdapter[str](kind).validate_python(code)


def test_one_reference_is_a_list_of_one() -> None:
    assert TypeAdapter[tuple[str, ...]](values.Rujukan).validate_python("bappeda") == ("bappeda",)


def test_braces_in_a_refused_value_are_shown_as_they_are() -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter[int](values.Tahun).validate_python("{text} {0}")
    assert caught.value.errors()[0]["msg"] == "`{text} {0}` bukan tahun"


WHOLE = st.integers(-(10**15), 10**15)


@given(WHOLE)
@QUICK
def test_a_whole_number_that_the_books_print_reads_back_unless_it_reads_two_ways(value: int) -> None:
    if 1000 <= abs(value) < 1_000_000:
        assert refusal(values.number, language.angka(value))[0] == "ambiguous-number"
    else:
        assert values.number(language.angka(value)) == value


@given(st.integers(-(10**12), 10**12), st.integers(1, 12))
@QUICK
def test_a_decimal_that_the_books_print_reads_back(value: int, places: int) -> None:
    exact = Decimal(value).scaleb(-places)
    printed = language.angka(exact)
    if exact == int(exact) and 1000 <= abs(exact) < 1_000_000:
        assert refusal(values.number, printed)[0] == "ambiguous-number"
    else:
        assert values.number(printed) == exact


@given(WHOLE)
@QUICK
def test_rupiah_that_the_books_print_reads_back_unless_it_reads_two_ways(value: int) -> None:
    if 1000 <= abs(value) < 1_000_000:
        assert refusal(values.rupiah, language.rupiah(value))[0] == "ambiguous-money"
    elif value < 0:
        assert "negatif" in refusal(values.rupiah, language.rupiah(value))[1]
    else:
        assert values.rupiah(language.rupiah(value)) == value


@given(st.integers(1, 999), st.integers(0, 99), st.sampled_from(sorted(values.UNITS)))
@QUICK
def test_short_rupiah_that_the_books_print_reads_back(whole: int, hundredths: int, unit: str) -> None:
    value = (whole * 100 + hundredths) * values.UNITS[unit] // 100
    assert values.rupiah(language.rupiah_ringkas(value)) == value


@given(st.integers(0, 1000), st.sampled_from(sorted(values.UNITS)))
@QUICK
def test_a_unit_multiplies_exactly(value: int, unit: str) -> None:
    assert values.rupiah(f"{value} {unit}") == value * values.UNITS[unit]


@given(st.dates(date(1945, 1, 1), date(2100, 12, 31)))
@QUICK
def test_every_date_reads_back_from_its_iso_form(value: date) -> None:
    assert values.day(value.isoformat()) == value


@given(st.sets(st.integers(1945, 2100), min_size=1, max_size=6))
@QUICK
def test_every_set_of_years_reads_back(value: set[int]) -> None:
    assert values.years([str(year) for year in value]) == tuple(sorted(value))


# ---- counts, measures and scores

SCORE = values.within(0, 4, "nilai", "2,25")


@pytest.mark.parametrize(("text", "value"), [("0", 0), ("12", 12), ("1.250.000", 1_250_000)])
def test_a_count_is_a_whole_number(text: str, value: int) -> None:
    assert values.count(text) == value


@pytest.mark.parametrize("text", ["-1", "1,5", "dua", "1.250"])
def test_what_is_no_count_is_refused(text: str) -> None:
    assert refusal(values.count, text)[0] in ("wrong-type", "ambiguous-number")


@pytest.mark.parametrize(("text", "value"), [("0", Decimal(0)), ("2,25", Decimal("2.25")), ("4", Decimal(4))])
def test_a_score_is_exact(text: str, value: Decimal) -> None:
    assert SCORE(text) == value


@pytest.mark.parametrize("text", ["4,01", "5", "-0,5", "2.25"])
def test_a_score_outside_the_scale_or_in_foreign_notation_is_refused(text: str) -> None:
    assert refusal(SCORE, text)[0] in ("wrong-type", "ambiguous-number")


def test_a_figure_of_a_regency_is_not_negative() -> None:
    assert "negatif" in refusal(values.measure, "-3")[1]


@pytest.mark.parametrize(
    "text", ["2.16.03.2.02.0020", "2.16.03.02.02.0020", "2.16.03", "2.16.03.2.02", "7.01.02.2.01.01"]
)
def test_a_code_of_the_nomenclature_is_kept_in_its_newer_form(text: str) -> None:
    assert values.nomenclature(text) == text.replace(".02.02.0020", ".2.02.0020")


@pytest.mark.parametrize("text", ["2.16", "9.16.03", "2.16.3", "2.16.03.3.02", "2.16.03.2.02.002", "2-16-03"])
def test_what_is_no_code_of_the_nomenclature_is_refused(text: str) -> None:
    assert refusal(values.nomenclature, text)[0] == "wrong-type"
