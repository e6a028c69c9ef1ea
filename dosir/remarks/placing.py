"""Which line of the content a remark is about: by the record it was written on, and closer by the words it quotes.

A record is found by its anchor and never by the line of the day. Words are looked for as a reader sees them, without
line breaks and marks of emphasis, and count only where they stand once: a wrong line is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dosir.diagnostics import Diagnostic, Position, warning
from dosir.plan import Plan
from dosir.remarks.arriving import Masuk
from dosir.sources import TEXTS, File

SHORTEST = 12  # characters; fewer are too easily found elsewhere
MARKS = re.compile(r"[*_`\\]+")
WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Place:
    """Where a remark belongs; None when only its page is known. A finding tells that its record is there no more."""

    position: Position | None
    finding: Diagnostic | None = None


@dataclass(frozen=True)
class Sources:
    """The texts of a regency as one line each, with the offset and the line of every word."""

    texts: tuple[tuple[str, str, tuple[tuple[int, int], ...]], ...]

    @classmethod
    def of(cls, files: Iterable[File]) -> Sources:
        """These files without pictures and without the remarks themselves, in which every quotation stands again."""
        chosen = (file for file in files if file.name.endswith(TEXTS) and not file.name.startswith("catatan/"))
        return cls(tuple((file.path, *_flat(file.data.decode("utf-8", "ignore"))) for file in chosen))

    def find(self, words: str) -> Position | None:
        """The one place where these words stand; None when there is none or more than one."""
        wanted = _flat(words)[0]
        if len(wanted) < SHORTEST:
            return None
        found = [
            Position(path, max(line for start, line in starts if start <= at))
            for path, text, starts in self.texts
            for at in (match.start() for match in re.finditer(re.escape(wanted), text))
        ]
        return found[0] if len(found) == 1 else None


def placed(remark: Masuk, plan: Plan, sources: Sources, path: str) -> Place:
    """Where a remark that came in with the file `path` belongs in this plan."""
    quoted = _quoted(remark, sources)
    if not remark.rekaman:
        return Place(quoted)
    known = plan.jangkar.places.get(remark.rekaman)
    if known:
        return Place(quoted if quoted and quoted.path == known.path else known)
    message = f"catatan `{remark.id}`: yang dicatat (`{remark.rekaman}`) tidak ada lagi di naskah"
    hint = f"kutipannya ditemukan di {quoted.path}:{quoted.line}" if quoted else f"halamannya: {remark.halaman}"
    return Place(quoted, warning(Position(path, remark.line), "stray-remark", message, hint))


def _quoted(remark: Masuk, sources: Sources) -> Position | None:
    """By the words alone, and by what stands around them where they stand more than once."""
    if not remark.kutipan:
        return None
    around = f"{remark.sebelum} {remark.kutipan} {remark.sesudah}"
    return sources.find(remark.kutipan) or sources.find(around)


def _flat(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The words of a text on one line, and (offset, line) of each."""
    words, starts, at = [], [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        for word in WORD.findall(MARKS.sub("", line)):
            words.append(word)
            starts.append((at, number))
            at += len(word) + 1
    return " ".join(words), tuple(starts)
