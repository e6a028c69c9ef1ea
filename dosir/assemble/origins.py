"""Origins: for everything a page tells of, the file and line where it is written, its last change, and its sources.

A page names each record once, in the order in which it tells of them, however many rows do; the paragraphs of a text
are one entry, because an author changes a text and not a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from urllib.parse import quote

from dosir import language
from dosir.assemble.ledger import Ledger
from dosir.assemble.scope import Scope, citations
from dosir.outline import Block, Origin, Page, Picture, Prose, Section, Table
from dosir.plan import names
from dosir.plan.extents import Extents, extents
from dosir.sources.history import OPEN


class Origins:
    """The origins of one plan's records and texts; made once for all its pages."""

    def __init__(self, scope: Scope, ledger: Ledger) -> None:
        self.scope, self.ledger = scope, ledger

    @cached_property
    def extents(self) -> Extents:
        """The lines of every record."""
        return extents(self.scope.plan)

    @cached_property
    def texts(self) -> Mapping[str, tuple[str, ...]]:
        """Anchors of the blocks of each text by the file it stands in."""
        found: dict[str, list[str]] = {}
        for name, place in self.extents.places.items():
            if name not in self.extents.records:
                found.setdefault(place.path, []).append(name)
        return {path: tuple(names) for path, names in found.items()}

    def on(self, page: Page) -> Page:
        """The same page with the origins of all it tells of."""
        anchors = dict.fromkeys((page.anchor, *_anchors(page.sections)))
        found = {self._key(name): name for name in reversed(anchors) if name in self.extents.places}
        return replace(page, origins=tuple(self.of(name) for name in reversed(found.values())))

    def of(self, name: str) -> Origin:
        """The origin of what an anchor names."""
        place = self.extents.places[name]
        record = self.extents.records.get(name)
        changed, author = self._changed(name)
        label = names.titled(record) if record else names.of_text(place.path)
        cited = citations(self.scope, getattr(record, "sumber", ()))
        return Origin(name, label, place.path, place.line, changed, author, self._edit(place.path, place.line), cited)

    def _key(self, name: str) -> str:
        """What a page names once: a record, or the text of a file."""
        return name if name in self.extents.records else self.extents.places[name].path

    def _changed(self, name: str) -> tuple[str, str]:
        """(day of the last change, its author) of a record's lines, or of all lines of the text a block stands in."""
        history, path = self.ledger.history, self.extents.places[name].path
        told = (name,) if name in self.extents.records else self.texts[path]
        lines = range(self.extents.lines[told[0]].start, self.extents.lines[told[-1]].stop)
        commit = history.last(path, lines)
        if not commit:
            return ("belum dicatat di git", "") if commit == OPEN else ("", "")
        return language.tanggal(history.commits[commit].day), history.commits[commit].author

    def _edit(self, path: str, line: int) -> str:
        return f"{self.ledger.editing}{quote(path)}#L{line}" if self.ledger.editing else ""


def _anchors(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        for _, part in section.walk():
            yield part.anchor
            for block in part.blocks:
                yield from _inside(block)


def _inside(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield from (row.anchor for row in block.rows)
    elif isinstance(block, Picture):
        yield block.anchor
    elif isinstance(block, Prose):
        yield from (node.anchor for top in block.nodes for node in top.walk())
