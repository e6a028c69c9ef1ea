"""Extents: the lines that each record of a plan fills, so that a finding finds its record and a record its last change.

A record knows only where it begins. It ends where, in the same file, something begins that stands no deeper than it:
in YAML depth is the column, and the text below a head stands at the margin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from dosir.diagnostics import Position
from dosir.plan import Plan
from dosir.plan.records import Rekaman

END = 10**9  # behind the last line of every file


@dataclass(frozen=True)
class Extents:
    """Records by their anchor, the lines of each anchor, and the records of each file in the order of its lines."""

    records: Mapping[str, Rekaman]
    places: Mapping[str, Position]
    lines: Mapping[str, range]
    files: Mapping[str, tuple[str, ...]]

    def at(self, position: Position) -> str:
        """Anchor of the innermost record at a place; of the one a file is about for its text; empty for neither."""
        before = [name for name in self.files.get(position.path, ()) if self._before(self.places[name], position)]
        inside = (name for name in reversed(before) if position.line in self.lines[name])
        return next(inside, before[-1] if before else "")

    def _before(self, place: Position, position: Position) -> bool:
        """Whether a record begins at or before a place; a place without a column is its whole line, or the file."""
        whole_line = position.column == 1 < position.line
        return place.line < position.line or (
            place.line == position.line and (whole_line or place.column <= position.column)
        )


def extents(plan: Plan) -> Extents:
    """The extents of a plan, shared records included."""
    records = {
        anchor: record
        for record in (*plan.rekaman(), *plan.bersama.rekaman(), *plan.sumber, *plan.bersama.sumber)
        if (anchor := plan.jangkar.of(record))
    }
    places = plan.jangkar.places
    files: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(places, key=lambda name: places[name]):
        files[places[name].path].append(name)
    lines = {name: range_ for names in files.values() for name, range_ in _ended(names, places).items()}
    written = {path: tuple(name for name in names if name in records) for path, names in files.items()}
    return Extents(records, places, lines, written)


def _ended(names: list[str], places: Mapping[str, Position]) -> dict[str, range]:
    """The lines of each of these, which stand in one file in the order of its lines."""
    ends: dict[str, int] = {}
    open_ones: list[str] = []
    for name in names:
        here = places[name]
        closed = [one for one in open_ones if places[one].line < here.line and places[one].column >= here.column]
        ends |= dict.fromkeys(closed, here.line)
        open_ones = [one for one in open_ones if one not in ends] + [name]
    return {name: range(places[name].line, ends.get(name, END)) for name in names}
