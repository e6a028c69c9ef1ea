"""Anchors: a short name for every record and every block of prose, from which its file and line are found again.

A name is made of what a thing is and not of where it stands: its file below the content folder, and its code or its
place among its like. A comment above a record thus renames nothing, and a book that came back is read against the
very revision it was issued from, where names and lines belong together. Sixteen hexadecimal digits behind a prefix
make a bookmark that Word allows and that nobody types by chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from dosir.cache import digest
from dosir.diagnostics import Position
from dosir.markup import Node
from dosir.plan.prosa import Prosa
from dosir.plan.records import Rekaman

PREFIX = "dsr_"
ANCHORED = frozenset({"paragraph", "heading", "code_block", "row", "term", "tabel", "rule"})
CODES = ("kode", "id")


@dataclass(frozen=True)
class Anchors:
    """Every anchor of a plan with its place, and the way from a record or a text to its anchor."""

    places: Mapping[str, Position]
    names: Mapping[tuple[str, Position], str]
    home: str

    def of(self, record: object) -> str:
        """Anchor of a record; empty for what is none, or was made without a file."""
        return self.names.get((type(record).__name__, record.at()), "") if isinstance(record, Rekaman) else ""

    def on(self, prosa: Prosa) -> tuple[Node, ...]:
        """The blocks of a text, each with its anchor."""
        counted = iter(range(sum(1 for top in prosa.nodes for _ in top.walk())))
        name = prosa.path.removeprefix(self.home)

        def anchored(node: Node) -> Node:
            at = next(counted)
            own = _name(name, f"#{at}") if node.kind in ANCHORED else ""
            return replace(node, children=tuple(map(anchored, node.children)), anchor=own)

        return tuple(map(anchored, prosa.nodes))


def anchors(home: str, records: Iterable[Rekaman], texts: Iterable[Prosa]) -> Anchors:
    """The anchors of these records and texts; `home` is how the path of the content folder begins."""
    named = list(_records(home, records))
    names = {(type(record).__name__, record.at()): name for name, record in named}
    made = Anchors({name: record.at() for name, record in named}, names, home)
    blocks = {
        node.anchor: prosa.at(node) for prosa in texts for top in made.on(prosa) for node in top.walk() if node.anchor
    }
    return replace(made, places={**made.places, **blocks})


def _records(home: str, records: Iterable[Rekaman]) -> Iterator[tuple[str, Rekaman]]:
    """(anchor, record) of every record that stands in a file."""
    seen: Counter[tuple[str, str]] = Counter()
    taken: set[str] = set()
    for record in records:
        file, kind = record.at().path.removeprefix(home), type(record).__name__
        if not file:
            continue
        at = seen[file, kind]
        seen[file, kind] += 1
        code = next((str(getattr(record, key)) for key in CODES if getattr(record, key, "")), "")
        name = _name(file, f"{kind} {code}") if code else ""
        if not name or name in taken:
            name = _name(file, f"{kind} #{at}")
        taken.add(name)
        yield name, record


def _name(file: str, what: str) -> str:
    return PREFIX + digest(file, what)[:16]
