"""Characters that no font of the books has: a PDF/A cannot be made with them, so they are findings with a place.

The words are looked at as the books will print them, because an escape in YAML or Markdown can write what the file
itself does not show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dosir.diagnostics import Diagnostic, Position, error
from dosir.language import daftar
from dosir.markup import parse_inline, plain
from dosir.plan import Plan
from dosir.plan.records import Rekaman
from dosir.sources import File

LAST_USUAL = "\u024f"  # Latin, which the fonts of the books have whole
MOST_NAMED = 5  # characters that one finding spells out
COMMON = frozenset("–—‘’“”•…†‡\u00a0\u2011→≤≥×−")


def unprintable(plan: Plan, files: Iterable[File]) -> Iterator[Diagnostic]:
    """A finding for each text of the plan that holds such characters, at the first of them."""
    words = [(place, strange) for place, text in _words(plan) if (strange := _strange(text))]
    if not words:
        return
    from dosir.render import pdf

    texts = {file.path: file.data.decode("utf-8", "ignore") for file in files}
    refused = pdf.undisplayable("".join(sorted({character for _, strange in words for character in strange})))
    for place, strange in words:
        if absent := sorted(strange & set(refused)):
            message = f"karakter {_named(absent)} tidak ada di huruf buku"
            found = min(_exactly(place, texts.get(place.path, ""), character) for character in absent)
            yield error(found, "unprintable-character", message, "hapus atau ganti dengan kata")


def _named(characters: list[str]) -> str:
    named = [f"`{character}` (U+{ord(character):04X})" for character in characters[:MOST_NAMED]]
    rest = len(characters) - len(named)
    return daftar([*named, f"{rest} lainnya"] if rest else named)


def _strange(text: str) -> frozenset[str]:
    return frozenset(character for character in text if character > LAST_USUAL) - COMMON


def _exactly(place: Position, text: str, character: str) -> Position:
    """The character itself, where the file shows it from that place on; else the place."""
    for number, line in enumerate(text.split("\n")[place.line - 1 :], start=place.line):
        at = line.find(character, place.column - 1 if number == place.line else 0)
        if at >= 0:
            return Position(place.path, number, at + 1)
    return place


def _words(plan: Plan) -> Iterator[tuple[Position, str]]:
    for record in (*plan.rekaman(), *plan.bersama.rekaman_utama(), *plan.sumber, *plan.bersama.sumber):
        yield from _texts(record)
    for prose in (*plan.prosa, *plan.bersama.naskah.values()):
        for top in prose.nodes:
            yield from ((prose.at(node), f"{node.text} {node.info} {node.target}") for node in top.walk())


def _texts(record: Rekaman) -> Iterator[tuple[Position, str]]:
    for name in type(record).model_fields:
        value = getattr(record, name)
        parts = value if isinstance(value, tuple) else (value,)
        for index, part in enumerate(parts):
            if isinstance(part, str):
                shown = plain(parse_inline(part))  # an entity such as `&#x4E2D;` is written here and read there
                yield record.at(name, index if isinstance(value, tuple) else None), f"{part} {shown}"
