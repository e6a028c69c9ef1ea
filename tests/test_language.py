"""Indonesian as planners write it. `·` stands for the space that does not break."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dosir import language

MONEY = st.integers(-(10**15), 10**15)


def shown(text: str) -> str:
    return text.replace("\u00a0", "·")


def as_read(text: str) -> Decimal:
    """What a reader of Indonesian numbers takes a number to be."""
    return Decimal(text.replace(".", "").replace(",", "."))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1062, "1.062"),
        (1_250_000, "1.250.000"),
        (-1062, "-1.062"),
        (Decimal("73.82"), "73,82"),
        (Decimal("1916.056"), "1.916,056"),
        (Decimal("-0.5"), "-0,5"),
        (Decimal("12.50"), "12,5"),
        (Decimal("30.0"), "30"),
        (Decimal("1E+3"), "1.000"),
    ],
)
def test_a_number_has_points_for_thousands_and_a_comma_for_decimals(value: int | Decimal, text: str) -> None:
    assert language.angka(value) == text


@given(st.decimals(-(10**12), 10**12, places=6))
def test_a_number_loses_no_decimal(value: Decimal) -> None:
    assert as_read(language.angka(value)) == value


@given(st.integers(-(10**18), 10**18))
def test_a_whole_number_has_groups_of_three(value: int) -> None:
    assert re.fullmatch(r"-?\d{1,3}(\.\d{3})*", language.angka(value))


@pytest.mark.parametrize(("value", "text"), [(0, "Rp·0"), (1_250_000_000, "Rp·1.250.000.000")])
def test_full_rupiah_has_no_cents_and_does_not_break(value: int, text: str) -> None:
    assert shown(language.rupiah(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "Rp·0"),
        (999, "Rp·999"),
        (1000, "Rp·1·ribu"),
        (75_000_000, "Rp·75·juta"),
        (250_500_000, "Rp·250,5·juta"),
        (1_250_000_000, "Rp·1,25·miliar"),
        (1_234_567_890, "Rp·1,23·miliar"),
        (2_000_000_000_000, "Rp·2·triliun"),
        (1_062_000_000_000_000, "Rp·1.062·triliun"),
    ],
)
def test_short_rupiah_names_its_scale(value: int, text: str) -> None:
    assert shown(language.rupiah_ringkas(value)) == text


@given(MONEY)
def test_short_rupiah_is_right_to_two_decimals_of_its_scale(value: int) -> None:
    _, figure, *scale = language.rupiah_ringkas(value).split("\u00a0")
    unit = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}[scale[0]] if scale else 1
    assert abs(as_read(figure) * unit - value) <= Decimal("0.005") * (unit if scale else 0)


@given(MONEY)
def test_short_rupiah_uses_the_largest_scale_that_fits(value: int) -> None:
    """Below a thousand of a scale, but for what rounding does at the edge: `Rp 1.000 juta`."""
    _, figure, *scale = language.rupiah_ringkas(value).split("\u00a0")
    assert abs(as_read(figure)) <= 1000 or scale == ["triliun"]


@pytest.mark.parametrize(
    ("value", "text"),
    [(1_250_000_000, "1.250"), (250_500_000, "250,5"), (40_000_000, "40"), (0, "0"), (1_234_567_000, "1.234,567")],
)
def test_a_column_of_millions_has_is_exact_to_a_thousand_rupiah(value: int, text: str) -> None:
    assert language.juta(value) == text


MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"


@pytest.mark.parametrize(("month", "name"), list(enumerate(MONTHS.split(), start=1)))
def test_a_date_names_its_month(month: int, name: str) -> None:
    assert shown(language.tanggal(date(2022, month, 8))) == f"8·{name} 2022"


DAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu"


@pytest.mark.parametrize(("day", "name"), list(enumerate(DAYS.split(), start=6)))
def test_a_full_date_names_its_day(day: int, name: str) -> None:
    assert shown(language.hari_tanggal(date(2022, 6, day))) == f"{name}, {day}·Juni 2022"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2022, 6, 8), None, "Rabu, 8·Juni 2022"),
        (date(2022, 6, 8), date(2022, 6, 8), "Rabu, 8·Juni 2022"),
        (date(2022, 6, 15), date(2022, 6, 16), "15–16·Juni 2022"),
        (date(2022, 6, 30), date(2022, 7, 1), "30·Juni 2022–1·Juli 2022"),
        (date(2022, 6, 30), date(2023, 6, 30), "30·Juni 2022–30·Juni 2023"),
    ],
)
def test_a_range_of_days_says_the_month_once_when_it_is_one(first: date, last: date | None, text: str) -> None:
    assert shown(language.rentang_tanggal(first, last)) == text


@pytest.mark.parametrize(
    ("years", "text"),
    [
        ((), ""),
        ((2022,), "2022"),
        ((2022, 2023), "2022–2023"),
        ((2022, 2023, 2024, 2025, 2026), "2022–2026"),
        ((2022, 2024), "2022, 2024"),
        ((2022, 2023, 2025), "2022, 2023, 2025"),
    ],
)
def test_years_without_a_gap_are_a_range(years: tuple[int, ...], text: str) -> None:
    assert language.rentang_tahun(years) == text


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a dan b"), (["a", "b", "c"], "a, b, dan c")],
)
def test_a_list_ends_with_dan(words: list[str], text: str) -> None:
    assert language.daftar(words) == text


def test_a_list_may_be_made_of_a_generator() -> None:
    assert language.daftar(word for word in "abcd") == "a, b, c, dan d"


ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
HUNDREDS = ("", "C", "CC", "CCC", "CD", "D", "DC", "DCC", "DCCC", "CM")


@given(st.integers(1, 3999))
def test_roman_numerals_are_put_together_digit_by_digit(value: int) -> None:
    expected = "M" * (value // 1000) + HUNDREDS[value // 100 % 10] + TENS[value // 10 % 10] + ONES[value % 10]
    assert language.romawi(value) == expected


def test_words_are_sorted_without_regard_to_case() -> None:
    assert sorted(["satu", "APBD", "Bappeda", "bupati", "apbn"], key=language.urutan) == [
        "APBD",
        "apbn",
        "Bappeda",
        "bupati",
        "satu",
    ]
