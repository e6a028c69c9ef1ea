"""YAML as tables, items and texts that know line and column.

Built from PyYAML's events and not by its composer: events come one by one, so depth is bounded before anything is
built, an alias is refused where it stands, and every scalar stays the text that was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from dosir.diagnostics import Diagnostic, Position, error

DEEPEST = 12
# Ends of lines and of files that no editor shows, and what turns the words behind it around.
STEERING = "\u2028\u2029\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069"
CONTROL = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{STEERING}]")  # steers a machine instead of being read
PROBLEMS = (
    ("expected ',' or ']'", "daftar `[` tidak ditutup"),
    ("expected ',' or '}'", "kurung `{` tidak ditutup"),
    ("expected ':'", "titik dua `:` tidak ditemukan"),
    (
        "mapping values are not allowed",
        "titik dua di tempat yang tidak boleh: samakan indentasinya, atau apit teksnya dengan tanda kutip",
    ),
    ("cannot start any token", "karakter ini tidak boleh mengawali nilai; apit nilainya dengan tanda kutip"),
    ("expected key", "indentasi tidak sejajar dengan baris-baris sebelumnya"),
    ("expected '-' indicator", "indentasi daftar tidak sejajar"),
    ("end of stream", "tanda kutip tidak ditutup"),
    ("expected node content", "nilai tidak ditemukan"),
    ("escape character", "urutan `\\` tidak dikenal; pakai tanda kutip tunggal"),
    ("alphabetic or numeric", "nilai yang diawali `*` atau `&` harus diapit tanda kutip"),
    ("tab character", "tab tidak boleh dipakai untuk indentasi"),
)
ADVICE = "periksa indentasi, titik dua, dan tanda kutip di baris ini atau sebelumnya"


class _Refused:
    """Stands where something was written that is not read; the finding about it has been made."""

    def __repr__(self) -> str:
        return "REFUSED"


class _TooDeep(Exception):
    """Reading ends here; the finding about it has been made."""


REFUSED = _Refused()


@dataclass(frozen=True)
class Places:
    """Where a YAML node stands, and the keys, values and items right below it."""

    position: Position
    keys: Mapping[str, Position] = field(default_factory=dict)
    values: Mapping[str, Position] = field(default_factory=dict)
    items: Mapping[tuple[str, int], Position] = field(default_factory=dict)


class Table(dict[str, Any]):
    """A YAML mapping that knows its places."""

    places: Places


class Items(list[Any]):
    """A YAML sequence that knows its place and that of each item."""

    position: Position
    positions: tuple[Position, ...]


def yaml_of(path: str, text: str, first_line: int = 1) -> tuple[Any, list[Diagnostic]]:
    """The nodes of a YAML text that begins at `first_line` of its file; None when there is nothing usable."""
    reader = _Reader(path, text, first_line - 1)
    if found := yaml.reader.Reader.NON_PRINTABLE.search(text):
        at = found.start()
        place = Position(path, text.count("\n", 0, at) + first_line, at - text.rfind("\n", 0, at))
        return None, [
            error(place, "control-character", f"karakter U+{ord(found[0]):04X} bukan teks", "hapus karakter itu")
        ]
    try:
        return reader.document(), reader.findings
    except yaml.MarkedYAMLError as fault:
        problem = str(fault.problem or fault.context)
        known = next((words for part, words in PROBLEMS if part in problem), "tidak dapat dibaca di sini")
        place = reader.place(fault.problem_mark or fault.context_mark)
        return None, [error(place, "broken-yaml", f"YAML rusak: {known}", ADVICE)]
    except _TooDeep:  # the parser's own time grows with the square of the depth, so the file is given up
        return None, reader.findings
    except yaml.YAMLError:
        return None, [error(Position(path, first_line), "broken-yaml", "YAML rusak: tidak dapat dibaca", ADVICE)]


class _Reader:
    """Walks the events of one document; collects what it refuses."""

    def __init__(self, path: str, text: str, offset: int) -> None:
        self.path, self.offset = path, offset
        self.lines = text.split("\n")
        self.events: Iterator[Any] = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self.findings: list[Diagnostic] = []

    def place(self, mark: Any) -> Position:
        """A mark as a position; one behind the end is moved to the end of the last line."""
        if mark is None or mark.line >= len(self.lines):
            return Position(self.path, len(self.lines) + self.offset, len(self.lines[-1]) + 1)
        return Position(self.path, mark.line + 1 + self.offset, mark.column + 1)

    def document(self) -> Any:
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        value = self.value(next(self.events), 0)
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self.refuse(
                after, "broken-yaml", "YAML rusak: lebih dari satu dokumen", "hapus baris `---` di tengah berkas"
            )
        return value

    def value(self, event: Any, depth: int) -> Any:
        if isinstance(event, yaml.AliasEvent):
            return self.refuse(event, "refused-yaml", "jangkar dan alias YAML tidak dipakai di sini", "tulis isinya")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if depth > DEEPEST:
            self.refuse(event, "refused-yaml", "isi bersarang terlalu dalam", "tulis lebih datar")
            raise _TooDeep
        return self.table(event, depth) if isinstance(event, yaml.MappingStartEvent) else self.items(event, depth)

    def scalar(self, event: Any) -> Any:
        if found := CONTROL.search(event.value):
            hint = "hapus karakter itu; biasanya terbawa saat menyalin dari Word atau PDF"
            return self.refuse(event, "control-character", f"karakter kendali U+{ord(found[0]):04X}", hint)
        plain = event.style in (None, "")
        return None if plain and event.value in ("", "null", "~") else event.value

    def items(self, event: Any, depth: int) -> Items:
        items, positions = Items(), []
        while not isinstance(child := next(self.events), yaml.SequenceEndEvent):
            items.append(self.value(child, depth + 1))
            positions.append(self.place(child.start_mark))
        items.position, items.positions = self.place(event.start_mark), tuple(positions)
        return items

    def table(self, event: Any, depth: int) -> Table:
        table = Table()
        keys: dict[str, Position] = {}
        values: dict[str, Position] = {}
        below: dict[tuple[str, int], Position] = {}
        while not isinstance(key_event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(key_event, yaml.ScalarEvent):
                self.skip(key_event)
                self.refuse(key_event, "broken-yaml", "kunci harus berupa satu kata", ADVICE)
                self.skip(next(self.events))
                continue
            key, place = key_event.value, self.place(key_event.start_mark)
            value_event = next(self.events)
            value = self.value(value_event, depth + 1)
            if key in table:
                first = f"tertulis pertama di baris {keys[key].line}; hapus salah satu"
                self.findings.append(error(place, "duplicate-key", f"kunci `{key}` tertulis dua kali", first))
                continue
            table[key] = value
            keys[key], values[key] = place, self.place(value_event.start_mark)
            if isinstance(value, Items):
                below |= {(key, number): at for number, at in enumerate(value.positions)}
        table.places = Places(self.place(event.start_mark), keys, values, below)
        return table

    def skip(self, event: Any) -> None:
        """Pass over everything below an event that opened a collection."""
        depth = int(isinstance(event, yaml.CollectionStartEvent))
        while depth:
            following = next(self.events)
            depth += isinstance(following, yaml.CollectionStartEvent) - isinstance(following, yaml.CollectionEndEvent)

    def refuse(self, event: Any, code: str, message: str, hint: str) -> _Refused:
        self.findings.append(error(self.place(event.start_mark), code, message, hint))
        return REFUSED
