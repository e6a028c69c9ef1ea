"""Silences: comments by which an author says why a finding is no fault, beside the text that it is about.

    tanggal: 2022-04-22  # diam: weekday-mismatch surat aslinya memang menulis Kamis
    <!-- diam: count-mismatch enam adalah jumlah dalam berita yang dikutip -->

At the end of a line it covers that line; on a line of its own the next line, and in Markdown the whole next block.
"""

from __future__ import annotations

import re

from dosir.diagnostics import Position
from dosir.plan import Diam

IN_YAML = re.compile(r"(?:^|\s)#\s*diam:\s*([A-Za-z0-9-]*)[\s:,–-]*(.*?)\s*$")
IN_MARKDOWN = re.compile(r"^\s*<!--\s*diam:\s*([A-Za-z0-9-]*)[\s:,–-]*(.*?)\s*-->\s*$")


def in_yaml(path: str, text: str, first_line: int = 1) -> list[Diam]:
    """The silences of a YAML text that begins at `first_line` of its file."""
    lines = text.split("\n")
    found = []
    for at, line in enumerate(lines):
        if match := IN_YAML.search(line):
            alone = not line[: match.start()].strip()
            target = _next(lines, at, IN_YAML) if alone else at
            column = line.index("#", match.start()) + 1
            covers = range(target + first_line, target + first_line + 1)
            found.append(Diam(Position(path, at + first_line, column), match[1], match[2], covers))
    return found


def in_markdown(path: str, text: str, first_line: int = 1) -> tuple[str, list[Diam]]:
    """(the text with its silences made blank lines, the silences)."""
    lines = text.split("\n")
    found = []
    for at, line in enumerate(lines):
        if match := IN_MARKDOWN.match(line):
            start = _next(lines, at, IN_MARKDOWN)
            end = start
            while end + 1 < len(lines) and lines[end + 1].strip():
                end += 1
            covers = range(start + first_line, end + first_line + 1)
            place = Position(path, at + first_line, line.index("<") + 1)
            found.append(Diam(place, match[1], match[2], covers))
    return "\n".join("" if IN_MARKDOWN.match(line) else line for line in lines), found


def _next(lines: list[str], at: int, comment: re.Pattern[str]) -> int:
    """The next line that is neither empty nor a silence itself; the last one where there is none."""
    following = range(at + 1, len(lines))
    return next((n for n in following if lines[n].strip() and not comment.match(lines[n].rstrip())), len(lines) - 1)
