"""Origins: for everything a page tells of, the file and line where it is written, its last change, and its sources.

A page names each record once, in the order in which it tells of them, however many rows do; the paragraphs of a text
are one entry, because an author changes a text and not a paragraph.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from urllib.parse import quote

from dosir import language, markup
from dosir.assemble.ledger import Ledger
from dosir.assemble.scope import Scope, citations
from dosir.gates.demands import kind_of
from dosir.outline import Block, Origin, Page, Picture, Prose, Section, Table
from dosir.plan.extents import Extents, extents
from dosir.plan.records import Rekaman
from dosir.sources.history import OPEN

CODES = ("kode", "id", "singkatan", "organ", "tahap", "tahun", "kata")
TITLES = (
    "nama",
    "judul",
    "rumusan",
    "teks",
    "kesenjangan",
    "butir",
    "isu",
    "tahapan",
    "kedudukan",
    "kondisi",
    "tentang",
)
LONGEST = 90  # characters of a record's name that tell it from its like


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
        names = dict.fromkeys((page.anchor, *_anchors(page.sections)))
        found = {self._key(name): name for name in reversed(names) if name in self.extents.places}
        return replace(page, origins=tuple(self.of(name) for name in reversed(found.values())))

    def of(self, name: str) -> Origin:
        """The origin of what an anchor names."""
        place = self.extents.places[name]
        record = self.extents.records.get(name)
        changed, author = self._changed(name)
        label = called(record) if record else _text_of(place.path)
        cited = citations(self.scope, getattr(record, "sumber", ()))
        return Origin(name, label, place.path, place.line, changed, author, self._edit(place.path, place.line), cited)

    def _key(self, name: str) -> str:
        """What a page names once: a record, or the text of a file."""
        return name if name in self.extents.records else self.extents.places[name].path

    def _changed(self, name: str) -> tuple[str, str]:
        """(day of the last change, its author) of a record's lines, or of all lines of the text a block stands in."""
        history, path = self.ledger.history, self.extents.places[name].path
        names = (name,) if name in self.extents.records else self.texts[path]
        lines = range(self.extents.lines[names[0]].start, self.extents.lines[names[-1]].stop)
        commit = history.last(path, lines)
        if not commit:
            return ("belum dicatat di git", "") if commit == OPEN else ("", "")
        return language.tanggal(history.commits[commit].day), history.commits[commit].author

    def _edit(self, path: str, line: int) -> str:
        return f"{self.ledger.editing}{quote(path)}#L{line}" if self.ledger.editing else ""


def called(record: Rekaman) -> str:
    """A record as a reader knows it: its kind, its code, and its name."""
    code = next((_code(value) for name in CODES if (value := getattr(record, name, ""))), "")
    title = markup.plain(markup.parse_inline(next((str(v) for name in TITLES if (v := getattr(record, name, ""))), "")))
    short = textwrap.shorten(title, LONGEST, placeholder=" …")
    kind = kind_of(record)
    return " ".join(part for part in (kind[:1].upper() + kind[1:], code if code != title else "", short) if part)


def _code(value: object) -> str:
    """A code, or years as a range."""
    return language.rentang_tahun(value) if isinstance(value, tuple) else str(value)


def _text_of(path: str) -> str:
    return f"Naskah {path.rpartition('/')[2].rpartition('.')[0].replace('-', ' ')}"


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
