"""Silences: a warning is taken out where its author gave a reason, and a silence that does nothing is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uji import INDICATORS, PROSE, changed, found, planned, text_of

from dosir.check.silences import silenced
from dosir.diagnostics import Position, error, warning
from dosir.read.silences import in_markdown, in_yaml

CODE = "indicator-without-target"
TARGETS = '  target:\n    - {tahun: 2022, nilai: 75}\n    - {tahun: 2026, nilai: "92,5"}\n'


def told(comment: str) -> list[str]:
    """Codes found when an indicator has no target and its first line ends in this comment."""
    texts = changed(INDICATORS, (TARGETS, ""), ("- kode: IND-GOV-01", f"- kode: IND-GOV-01{comment}"))
    return [finding.code for finding in found(texts)]


def test_a_reason_at_the_end_of_the_line_silences_the_warning() -> None:
    assert told(f"  # diam: {CODE} target ditetapkan RPJMD baru") == []


def test_a_silence_of_another_code_silences_nothing() -> None:
    assert told("  # diam: unused-indicator dipakai tahun depan") == [CODE, "unused-silence"]


def test_a_silence_without_a_reason_silences_nothing() -> None:
    assert told(f"  # diam: {CODE}") == [CODE, "silence-without-reason"]


def test_a_comment_of_its_own_covers_the_next_line_and_no_other() -> None:
    text = text_of(INDICATORS).replace(TARGETS, "")
    above = f"# diam: {CODE} target menyusul\n{text}"
    assert found({INDICATORS: above}) == ()
    higher = f"# diam: {CODE} target menyusul\n[]\n{text}"
    assert in_yaml("a.yml", higher)[0].baris == range(2, 3)


def test_two_silences_above_one_line_both_cover_it() -> None:
    first, second = in_yaml("a.yml", "# diam: a satu\n# diam: b dua\nkode: x\n")
    assert first.baris == second.baris == range(3, 4)


def test_a_silence_in_prose_covers_the_block_below_it_and_is_not_printed() -> None:
    text, (silence,) = in_markdown("a.md", "Satu.\n\n<!-- diam: x sebab -->\n\nDua\ntiga.\n\nEmpat.", 5)
    assert silence.baris == range(9, 11)
    assert text == "Satu.\n\n\n\nDua\ntiga.\n\nEmpat."


def test_another_comment_in_prose_is_left_to_the_reader() -> None:
    assert in_markdown("a.md", "<!-- catatan -->")[1] == []


def test_an_error_cannot_be_silenced() -> None:
    plan = planned(changed(PROSE, ("{{ nama_daerah }}", "<!-- diam: broken-link sengaja -->\n[a](b)")))
    fault = error(Position(f"content/{PROSE}", 2), "broken-link", "tautan")
    left = list(silenced([fault], plan, ["broken-link"]))
    assert left[0] == fault
    assert [finding.code for finding in left[1:]] == ["unused-silence"]


@pytest.mark.parametrize("path", ["kab-uji/naskah/latar-belakang.md", "kab-uji/opd.yml"])
def test_a_silence_speaks_for_its_own_file_only(path: str) -> None:
    plan = planned(changed(PROSE, ("{{ nama_daerah }}", "<!-- diam: x sebab -->\n{{ nama_daerah }}")))
    finding = warning(Position(f"content/{path}", 2), "x", "kata")
    left = [item.code for item in silenced([finding], plan, ["x"])]
    assert left == ([] if path == PROSE else ["x", "unused-silence"])


@given(
    st.lists(
        st.sampled_from(["# diam: a sebab", "kode: x", "", "- b  # diam: a sebab", "# diam:", "<!-- diam: a b -->"])
    )
)
@settings(database=None, derandomize=True, max_examples=150)
def test_every_silence_covers_lines_that_are_there(lines: list[str]) -> None:
    text = "\n".join(lines)
    made = [*in_yaml("a.yml", text), *in_markdown("a.md", text)[1]]
    assert all(1 <= line <= max(len(lines), 1) for silence in made for line in silence.baris)
    assert len(in_markdown("a.md", text)[0].split("\n")) == len(text.split("\n"))
