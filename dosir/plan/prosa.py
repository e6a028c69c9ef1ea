"""A text of an author and where its pieces stand."""

from __future__ import annotations

from dataclasses import dataclass

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
        lines = self.teks.split("\n")
        return lines[number - 1] if number <= len(lines) else ""

    def __bool__(self) -> bool:
        return bool(self.teks.strip())
