"""Ledger: what is known about a regency's text beside what it says: findings, the past of its lines, where to edit it.

Pages show it and books do not: a book is signed for what it says, not made again because somebody committed.
"""

from __future__ import annotations

from dataclasses import dataclass

from dosir.changes import UNKNOWN, Differences
from dosir.diagnostics import Diagnostic
from dosir.sources.history import NOTHING, History


@dataclass(frozen=True)
class Ledger:
    """What the checker found, what git tells, what differs from an earlier state, and the address behind which a file's
    path is edited (or nothing)."""

    findings: tuple[Diagnostic, ...] = ()
    history: History = NOTHING
    differences: Differences = UNKNOWN
    editing: str = ""


BLANK = Ledger()
