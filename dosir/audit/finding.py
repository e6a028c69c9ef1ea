"""What the audit says: a fault of one file, where in it, and how to print the list.

Part of *publish*: the last look at the artefacts. A finding of the audit is not a `Diagnostic`: that one has a line of
the content which its author can mend, this one a part of a finished file, which may have come back from Word.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One fault inside a file: the rule that is broken, the place in the file, and what is wrong there."""

    rule: str
    place: str
    message: str


@dataclass(frozen=True, order=True)
class Finding:
    """A fault and the file that has it."""

    file: str
    rule: str
    place: str
    message: str


def of(file: str, faults: Iterable[Fault]) -> tuple[Finding, ...]:
    """The faults of one file as findings, sorted, each once."""
    return tuple(sorted({Finding(file, fault.rule, fault.place, fault.message) for fault in faults}))


def as_text(findings: Iterable[Finding]) -> str:
    """`file: place: [rule] message`, a line each, for a person at a terminal."""
    lines = (f"{one.file}: {one.place}: [{one.rule}] {one.message}" for one in findings)
    return "".join(f"{' '.join(line.split())}\n" for line in lines)


def as_json(findings: Iterable[Finding]) -> str:
    """The same list as a JSON array of flat objects."""
    return json.dumps([asdict(one) for one in findings], ensure_ascii=False, indent=2) + "\n"


PRINTERS = {"text": as_text, "json": as_json}
