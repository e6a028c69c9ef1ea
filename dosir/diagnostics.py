"""What every stage of the sentence may say about the text: a place, a finding, and how to print it.

A fault in the content is a value of this module and never an exception, so that all faults of a
regency come out together and one broken regency cannot stop another.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How grave a finding is; only an error keeps a regency from being published."""

    error = 0
    warning = 1
    note = 2


@dataclass(frozen=True, order=True)
class Position:
    """A place in the content: path relative to the root with forward slashes, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One finding: `message` names the thing and the value, `hint` says what to do about it."""

    position: Position
    severity: Severity
    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True)
class Report:
    """Findings of one run, sorted and without repetition."""

    findings: tuple[Diagnostic, ...] = ()

    @classmethod
    def of(cls, findings: Iterable[Diagnostic]) -> Report:
        """A report of these findings."""
        return cls(tuple(sorted(set(findings))))

    def __add__(self, other: Report) -> Report:
        return Report.of((*self.findings, *other.findings))

    def count(self, severity: Severity) -> int:
        """How many findings are of this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def sound(self) -> bool:
        """True when nothing in the report is an error."""
        return not self.count(Severity.error)


def error(position: Position, code: str, message: str, hint: str = "") -> Diagnostic:
    """A finding that keeps a regency from being published."""
    return Diagnostic(position, Severity.error, code, message, hint)


def warning(position: Position, code: str, message: str, hint: str = "") -> Diagnostic:
    """A finding that does not."""
    return Diagnostic(position, Severity.warning, code, message, hint)


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that proposes the nearest known word, or lists what is known when nothing is near."""
    words = sorted(known)
    near = difflib.get_close_matches(word, words, n=1)
    if near:
        return f"maksudnya `{near[0]}`?"
    shown = ", ".join(f"`{name}`" for name in words[:30])
    more = ", …" if len(words) > 30 else ""
    return f"yang dikenal: {shown}{more}" if words else "belum ada satu pun yang didaftarkan"


LINE_ENDS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def as_text(report: Report) -> str:
    """`path:line:column: error[code] message`, each followed by its hint, for a person at a terminal."""
    lines: list[str] = []
    for finding in report.findings:
        lines.append(f"{finding.position}: {finding.severity.name}[{finding.code}] {finding.message}")
        if finding.hint:
            lines.append(f"  hint: {finding.hint}")
    return "".join(f"{LINE_ENDS.sub(' ', line)}\n" for line in lines)


def as_json(report: Report) -> str:
    """The same list as a JSON array of flat objects, for editors and dashboards."""
    rows = [
        {
            **asdict(finding.position),
            "severity": finding.severity.name,
            "code": finding.code,
            "message": finding.message,
            "hint": finding.hint,
        }
        for finding in report.findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_github(report: Report) -> str:
    """Workflow commands that GitHub shows beside the changed lines of a pull request."""
    names = {Severity.error: "error", Severity.warning: "warning", Severity.note: "notice"}
    return "".join(
        f"::{names[f.severity]} file={_property(f.position.path)},line={f.position.line},"
        f"col={f.position.column},title={_property(f.code)}::{_data(f.message, f.hint)}\n"
        for f in report.findings
    )


PRINTERS = {"text": as_text, "json": as_json, "github": as_github}


def _data(message: str, hint: str) -> str:
    text = f"{message}\nhint: {hint}" if hint else message
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text, "").replace(":", "%3A").replace(",", "%2C")
