"""Counts and lists in the forms an examination showed: said twice, behind the noun, by ordinals and by marks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_slips import ITEMS, QUICK, codes, of_six, told
from uji import spelled

from dosir.check import numerals


@given(st.integers(1, 999), st.integers(1, 999))
@QUICK
def test_a_number_said_twice_contradicts_itself_only_when_the_two_differ(digits: int, words: int) -> None:
    match = re.fullmatch(numerals.NUMBER, f"{digits} ({spelled(words)})")
    assert match is not None
    assert (numerals.value(match), numerals.contradicts_itself(match)) == (digits, digits != words)


@pytest.mark.parametrize(
    "sentence",
    [
        "Masterplan ini menetapkan 6 (enam) *quick win*.",
        "Masterplan ini menetapkan 7 (enam) *quick win*.",
        "Rencana aksi memuat tiga puluh dua (32) program.",
        "Ke-28 program dijalankan bertahap.",
        "Dalam masterplan, jumlah *quick win*: 6.",
        "*Quick win* yang dipilih sebanyak enam.",
        "Program yang direncanakan berjumlah 31 buah.",
        "Dengan wilayah yang luas, tiga puluh satu kecamatan, dan banyak desa.",
        "Di Uji ada 31 kecamatan.",
    ],
)
def test_a_count_in_another_form_is_found_once(sentence: str) -> None:
    assert codes(sentence, of_six()) == ["count-mismatch"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Masterplan ini menetapkan 7 (tujuh) *quick win*, jumlah *quick win*: 7.",
        "Program yang direncanakan berjumlah 30 buah.",
        "Program yang direncanakan berjumlah 6 buah.",
        "Ada 28 program lama. Ke-28 program dijalankan bertahap.",
        "Keempat program dijalankan.",
        "Jumlah program yang selesai: 28.",
        "Jumlah *quick win* yang berjalan: 3.",
        "Sebanyak tiga perangkat daerah terlibat dalam uji coba.",
        "Di Uji ada 3 kecamatan.",
        "Pasal 3 ayat (1) dan kelompok dua (1) dibaca bersama.",
    ],
)
def test_a_count_in_another_form_that_is_right_or_of_a_part_is_left_alone(sentence: str) -> None:
    assert codes(sentence, of_six()) == []


@given(st.integers(2, 9), st.integers(2, 9))
@QUICK
def test_any_number_is_held_against_the_ordinals_after_it(number: int, length: int) -> None:
    ordinals = ("Pertama", "Kedua", "Ketiga", "Keempat", "Kelima", "Keenam", "Ketujuh", "Kedelapan", "Kesembilan")
    tail = " ".join(f"{ordinal}, {item}." for ordinal, item in zip(ordinals[:length], ITEMS, strict=False))
    text = f"Ada {spelled(number)} alasan. {tail}"
    assert told(text) == ([] if number == length else [("list-mismatch", 1, 5)])


@given(st.integers(2, 9), st.integers(2, 9), st.sampled_from(["({n})", "{n}.", "{a}."]))
@QUICK
def test_any_number_is_held_against_the_marks_in_its_sentence(number: int, length: int, mark: str) -> None:
    items = [f"{mark.format(n=at + 1, a='abcdefghi'[at])} {ITEMS[at]}" for at in range(length)]
    text = f"Ada {number} ({spelled(number)}) rumpun, yakni {'; '.join(items)}."
    assert told(text) == ([] if number == length else [("list-mismatch", 1, 5)])


@pytest.mark.parametrize(("number", "found"), [("dua", ["list-mismatch"]), ("tiga", [])])
def test_a_number_behind_its_noun_is_held_against_the_list_below(number: str, found: list[str]) -> None:
    assert codes(f"Tujuannya ada {number}:\n\n- cepat\n- tepat\n- murah\n") == found


@pytest.mark.parametrize(
    "text",
    [
        "Layanan dimulai di tiga kecamatan. Pertama, warga mendaftar. Kedua, warga datang.",
        "Ada tiga alasan. Pertama, data. Kedua, jaringan. Terakhir, layanan.",
        "Anggotanya ada 20:\n\n- lima dari dinas\n- sisanya warga\n",
    ],
)
def test_ordinals_and_lists_that_are_not_announced_or_not_whole_are_left_alone(text: str) -> None:
    assert codes(text) == []
