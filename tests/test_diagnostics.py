from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dosir.diagnostics import (
    PRINTERS,
    Diagnostic,
    Position,
    Report,
    Severity,
    as_github,
    as_json,
    as_text,
    error,
    nearest,
    warning,
)

HERE = Position("content/kab-uji/opd.yml", 4, 3)
QUICK = settings(database=None, derandomize=True)
POSITIONS = st.builds(
    Position, st.sampled_from(["a.yml", "b/c.md", "a,b: 5%.yml"]), st.integers(1, 9), st.integers(1, 9)
)
DIAGNOSTICS = st.builds(
    Diagnostic,
    POSITIONS,
    st.sampled_from(Severity),
    st.sampled_from(["unknown-key", "wrong-type"]),
    st.text(),
    st.text(),
)


def test_a_position_reads_as_path_line_and_column() -> None:
    assert str(HERE) == "content/kab-uji/opd.yml:4:3"


def test_a_report_is_in_order_of_path_line_column_and_severity() -> None:
    findings = [
        error(Position("b.yml", 1, 1), "x", "6"),
        error(Position("a.yml", 10, 1), "x", "5"),
        error(Position("a.yml", 9, 10), "x", "4"),
        warning(Position("a.yml", 9, 2), "a", "3"),
        error(Position("a.yml", 9, 2), "z", "2"),
        error(Position("a.yml", 9, 2), "b", "1"),
    ]
    assert [finding.message for finding in Report.of(findings).findings] == ["1", "2", "3", "4", "5", "6"]


def test_a_finding_made_twice_is_reported_once() -> None:
    assert Report.of([error(HERE, "x", "m"), error(HERE, "x", "m")]).findings == (error(HERE, "x", "m"),)


def test_findings_that_differ_only_in_their_hint_are_both_reported() -> None:
    assert len(Report.of([error(HERE, "x", "m", "satu"), error(HERE, "x", "m", "dua")]).findings) == 2


@given(st.lists(DIAGNOSTICS, max_size=6), st.lists(DIAGNOSTICS, max_size=6))
@QUICK
def test_joining_reports_is_reporting_all_findings_at_once(some: list[Diagnostic], more: list[Diagnostic]) -> None:
    assert Report.of(some) + Report.of(more) == Report.of([*more, *some])


def test_a_report_counts_by_severity() -> None:
    report = Report.of([error(HERE, "x", "1"), error(HERE, "x", "2"), warning(HERE, "x", "3")])
    assert [report.count(severity) for severity in Severity] == [2, 1, 0]


def test_a_report_with_an_error_is_not_sound() -> None:
    assert not Report.of([error(HERE, "x", "m")]).sound


def test_warnings_and_notes_leave_a_report_sound() -> None:
    assert Report.of([warning(HERE, "x", "m"), Diagnostic(HERE, Severity.note, "x", "m")]).sound


def test_a_word_near_a_known_one_is_proposed() -> None:
    assert nearest("singkatn", ["nama", "singkatan", "tugas"]) == "maksudnya `singkatan`?"


def test_a_word_near_none_gets_the_list_in_order() -> None:
    assert nearest("xyz", ["tugas", "nama"]) == "yang dikenal: `nama`, `tugas`"


def test_a_long_list_is_cut_after_thirty_words() -> None:
    assert nearest("?", [f"kode{number:02}" for number in range(40)]).count("`") == 60


def test_a_word_where_nothing_is_known_is_told_so() -> None:
    assert nearest("apa", []) == "belum ada satu pun yang didaftarkan"


def test_text_gives_a_line_for_the_finding_and_one_for_its_hint() -> None:
    report = Report.of([error(HERE, "unknown-key", "kunci `x` tidak dikenal", "maksudnya `y`?")])
    assert as_text(report) == (
        "content/kab-uji/opd.yml:4:3: error[unknown-key] kunci `x` tidak dikenal\n  hint: maksudnya `y`?\n"
    )


def test_text_of_a_finding_without_a_hint_is_one_line() -> None:
    assert as_text(Report.of([warning(HERE, "missing-part", "belum ditulis")])) == (
        "content/kab-uji/opd.yml:4:3: warning[missing-part] belum ditulis\n"
    )


def test_an_empty_report_prints_no_text() -> None:
    assert as_text(Report()) == ""


def test_an_empty_report_is_an_empty_json_list() -> None:
    assert json.loads(as_json(Report())) == []


def test_json_tells_every_part_of_a_finding() -> None:
    report = Report.of([warning(HERE, "missing-part", "pilar “Smart” belum ditulis", "buat berkas ini")])
    assert json.loads(as_json(report)) == [
        {
            "path": "content/kab-uji/opd.yml",
            "line": 4,
            "column": 3,
            "severity": "warning",
            "code": "missing-part",
            "message": "pilar “Smart” belum ditulis",
            "hint": "buat berkas ini",
        }
    ]


def test_json_keeps_letters_readable() -> None:
    assert "“é”" in as_json(Report.of([error(HERE, "x", "“é”")]))


@pytest.mark.parametrize(
    ("severity", "command"), [(Severity.error, "error"), (Severity.warning, "warning"), (Severity.note, "notice")]
)
def test_github_has_a_command_for_each_severity(severity: Severity, command: str) -> None:
    report = Report.of([Diagnostic(HERE, severity, "missing-part", "belum ditulis")])
    place = "file=content/kab-uji/opd.yml,line=4,col=3,title=missing-part"
    assert as_github(report) == f"::{command} {place}::belum ditulis\n"


def test_github_shows_the_hint_on_a_second_line_of_the_message() -> None:
    assert as_github(Report.of([error(HERE, "x", "salah", "betulkan")])).endswith("::salah%0Ahint: betulkan\n")


def test_github_marks_in_a_message_are_escaped() -> None:
    assert as_github(Report.of([error(HERE, "x", "100%\r\nlagi: ini, itu")])).endswith("::100%25%0D%0Alagi: ini, itu\n")


def test_github_marks_in_a_path_are_escaped() -> None:
    report = Report.of([error(Position("a,b: 5%.yml", 1, 1), "x", "m")])
    assert as_github(report) == "::error file=a%2Cb%3A 5%25.yml,line=1,col=1,title=x::m\n"


@given(st.lists(DIAGNOSTICS, max_size=5))
@QUICK
def test_github_gives_one_line_for_each_finding_whatever_it_says(findings: list[Diagnostic]) -> None:
    report = Report.of(findings)
    lines = as_github(report).split("\n")
    assert len(lines) == len(report.findings) + 1
    assert all(line.startswith("::") for line in lines[:-1])


@given(st.lists(DIAGNOSTICS, max_size=5))
@QUICK
def test_text_gives_one_line_for_each_finding_and_hint_whatever_they_say(findings: list[Diagnostic]) -> None:
    report = Report.of(findings)
    lines = as_text(report).split("\n")
    assert len(lines) == sum(2 if finding.hint else 1 for finding in report.findings) + 1


@given(st.lists(DIAGNOSTICS, max_size=5))
@QUICK
def test_json_loses_nothing(findings: list[Diagnostic]) -> None:
    report = Report.of(findings)
    rows = json.loads(as_json(report))
    back = [
        Diagnostic(
            Position(row["path"], row["line"], row["column"]),
            Severity[row["severity"]],
            row["code"],
            row["message"],
            row["hint"],
        )
        for row in rows
    ]
    assert back == list(report.findings)


def test_the_printers_have_the_names_of_the_command_line() -> None:
    assert {"text": as_text, "json": as_json, "github": as_github} == PRINTERS
