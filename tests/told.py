"""What a reader finds in a book, one element after another, whichever outlet the book is read from.

Each reader (`webpage` for the site, `word` for DOCX, `tagged` for PDF) says what its file says, by its own tags and
styles, and knows nothing of the others; what all of them leave out is said here.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

INVISIBLE = re.compile("[\u00ad\u200b\u2060]")
# A line may be broken here without a space, so that nobody can tell a broken line from a new one.
BEFORE_A_BREAK = re.compile(r"(?<=[-–—/|!?}…]) ")
TO_WRITE_ON = re.compile(r"[._]{8,}")
MARKS = ("strong", "em", "strike", "code")
NOTE = "[*]"
TAGGED = {"source": "paragraph"}


class Element(NamedTuple):
    """One element: its kind, its words (those of each cell when it is a row), and where it leads when it is a link."""

    kind: str
    text: str | tuple[str, ...]
    target: str = ""

    def __str__(self) -> str:
        words = " | ".join(self.text) if isinstance(self.text, tuple) else self.text
        return f"{self.kind}: {words}" + (f" -> {self.target}" if self.target else "")


@dataclass(frozen=True)
class Piece:
    """Words of one look: their marks, the address they lead to, or the pieces of a footnote called here."""

    text: str = ""
    marks: frozenset[str] = frozenset()
    target: str = ""
    note: tuple[Piece, ...] | None = None


@dataclass
class Told:
    """Elements of a book by the title of the chapter or part they stand in, in reading order."""

    chapters: dict[str, list[Element]] = field(default_factory=dict)

    def add(self, elements: Iterable[Element]) -> None:
        """Take elements; a heading of the first level begins a chapter, what stands before it is the cover."""
        for element in elements:
            if element.kind == "heading 1":
                self.chapters[str(element.text)] = []
            if self.chapters:
                next(reversed(self.chapters.values())).append(element)


def words(text: str) -> str:
    """The words of a text without what depends on where its lines were broken; a no-break space stays what it is."""
    joined = re.sub(r"[ \t\r\n]+", " ", INVISIBLE.sub("", text.replace("\u200b\n", ""))).strip(" ")
    return TO_WRITE_ON.sub("", BEFORE_A_BREAK.sub("", joined)).strip(" ")


def spoken(pieces: Iterable[Piece]) -> str:
    """The words of these pieces with a mark where a footnote is called."""
    return words("".join(NOTE if piece.note is not None else piece.text for piece in pieces))


def block(kind: str, pieces: Sequence[Piece], mark: str = "") -> Iterator[Element]:
    """A block of text, then what stands in it: links, marked words, footnotes."""
    text = f"{mark} {spoken(pieces)}" if mark else spoken(pieces)
    if text:
        yield Element(kind, text)
    yield from inside(pieces, MARKS)


def row(kind: str, cells: Sequence[Sequence[Piece]]) -> Iterator[Element]:
    """A row of a table; bold letters are a matter of looks there and no mark."""
    yield Element(kind, tuple(spoken(cell) for cell in cells))
    for cell in cells:
        yield from inside(cell, MARKS[1:])


def inside(pieces: Sequence[Piece], marks: Sequence[str]) -> Iterator[Element]:
    """What stands in a text: its links, its marked words by mark, its footnotes."""
    yield from _runs(pieces, lambda piece: piece.target, "link")
    for mark in marks:
        yield from _runs(pieces, lambda piece, mark=mark: mark if mark in piece.marks else "", mark)  # type: ignore[misc]
    for piece in pieces:
        if piece.note is not None:
            yield from block("note", piece.note)


def _runs(pieces: Sequence[Piece], key: Callable[[Piece], str], kind: str) -> Iterator[Element]:
    for value, run in groupby(pieces, key):
        text = spoken(tuple(run))
        if value and text:
            yield Element(kind, text, value if kind == "link" else "")


def code(lines: Iterable[str]) -> Iterator[Element]:
    """Lines of code, which keep their spaces."""
    text = "\n".join(INVISIBLE.sub("", line).rstrip() for line in lines)
    yield Element("code block", text)


def as_tagged(elements: Iterable[Element]) -> list[Element]:
    """The same elements as the tags of a PDF can name them: there a source below a figure is a paragraph."""
    return [element._replace(kind=TAGGED.get(element.kind, element.kind)) for element in elements]


def matched(one: Sequence[Element], other: Sequence[Element]) -> int:
    """How many elements of one outlet the other tells too, in the same order."""
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return sum(part.size for part in matcher.get_matching_blocks())


def score(one: Sequence[Element], other: Sequence[Element]) -> float:
    """The share of elements that match, from 0 to 1; 1 only when nothing differs."""
    whole = len(one) + len(other)
    return 2 * matched(one, other) / whole if whole else 1.0


def differences(one: Sequence[Element], other: Sequence[Element], names: tuple[str, str]) -> list[str]:
    """What differs, as a list of lines to read."""
    return list(difflib.unified_diff([*map(str, one)], [*map(str, other)], *names, lineterm="", n=2))


def kinds(elements: Iterable[Element]) -> Counter[str]:
    """How many elements there are of each kind."""
    return Counter(element.kind for element in elements)
