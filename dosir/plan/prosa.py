"""A text of an author and where its pieces stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dosir.diagnostics import Position
from dosir.markup import Node


@dataclass(frozen=True)
class Prosa:
    """Markdown written by an author: the file, its text, and the tree with lines counted in the file."""

    path: str = ""
    teks: str = ""
    baris: int = 1
    nodes: tuple[Node, ...] = ()

    def at(self, node: Node) -> Position:
        """Where a piece of this text stands in its file."""
        return Position(self.path, self.baris + node.line - 1)

    def on(self, line: int, column: int = 1) -> Position:
        """A place in this text by line and column, both from 1."""
        return Position(self.path, self.baris + line - 1, column)

    def line(self, number: int) -> str:
        """A line of this text, counted from 1; empty behind its end."""
        return self._lines[number - 1] if number <= len(self._lines) else ""

    @cached_property
    def _lines(self) -> list[str]:
        """Cut once: a table of 5,000 rows asks for each of its lines, which took twelve seconds (measured)."""
        return self.teks.split("\n")

    def __bool__(self) -> bool:
        return bool(self.teks.strip())
