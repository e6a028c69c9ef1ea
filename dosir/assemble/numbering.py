"""Numbers for a whole book at once: BAB I, 1.1, 1.1.1, Tabel 3.8, Gambar 2.1, and the ids that links point to.

A pass of its own over a finished book, so that no builder counts and a moved chapter renumbers itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dosir.language import romawi
from dosir.outline import Block, Book, Chart, Picture, Section, Table


@dataclass
class _Counter:
    chapter: str
    tables: int = 0
    figures: int = 0
    seen: set[str] = field(default_factory=set)


def number(book: Book, word: str) -> Book:
    """The same book with chapters called `word` and a roman numeral, and everything below them counted."""
    chapters = tuple(
        _section(replace(chapter, number=f"{word} {romawi(at)}"), str(at), f"bab-{at}", _Counter(str(at)))
        for at, chapter in enumerate(book.chapters, start=1)
    )
    return replace(book, chapters=chapters)


def _section(section: Section, prefix: str, name: str, counter: _Counter) -> Section:
    blocks = tuple(_block(block, counter) for block in section.blocks)
    below = tuple(
        _section(replace(part, number=f"{prefix}.{at}"), f"{prefix}.{at}", f"{name}-{at}", counter)
        for at, part in enumerate(section.sections, start=1)
    )
    return replace(section, id=name, blocks=blocks, sections=below)


def _block(block: Block, counter: _Counter) -> Block:
    if isinstance(block, Table):
        counter.tables += 1
        figure = f"{counter.chapter}.{counter.tables}"
        return replace(block, number=figure, id=f"tabel-{figure.replace('.', '-')}")
    if isinstance(block, Chart | Picture):
        counter.figures += 1
        figure = f"{counter.chapter}.{counter.figures}"
        return replace(block, number=figure, id=f"gambar-{figure.replace('.', '-')}")
    return block


def unique(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The same sections of a page, without numbers, every id made unique by a suffix where it repeats."""
    seen: dict[str, int] = {}
    return tuple(_named(section, seen) for section in sections)


def _named(section: Section, seen: dict[str, int]) -> Section:
    blocks = tuple(
        replace(block, id=_fresh(block.id, seen)) if isinstance(block, Table | Chart | Picture) else block
        for block in section.blocks
    )
    name = _fresh(section.id, seen)
    return replace(section, id=name, blocks=blocks, sections=tuple(_named(part, seen) for part in section.sections))


def _fresh(name: str, seen: dict[str, int]) -> str:
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"
