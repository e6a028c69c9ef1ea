"""Numbers for a whole book at once: BAB I, 1.1, 1.1.1, Tabel 3.8, Gambar 2.1, and the ids that links point to.

Annexes count by themselves (Lampiran I, L1.1, Tabel L1.1), so that an annex added late renumbers no chapter.

A pass of its own over a finished book, so that no builder counts and a moved chapter renumbers itself. What gets an
id of its number keeps the old one as its key, which is the name that references use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from dosir.language import romawi
from dosir.outline import Block, Book, Chart, Picture, Section, Table


@dataclass
class _Counter:
    chapter: str
    tables: int = 0
    figures: int = 0
    sheets: bool = True  # whether sheets of keys and values are counted among the tables
    seen: set[str] = field(default_factory=set)


def number(book: Book, word: str) -> Book:
    """The same book with chapters called `word` and a roman numeral, and everything below them counted."""
    chapters = tuple(
        _section(replace(chapter, number=f"{word} {romawi(at)}"), str(at), f"bab-{at}", _Counter(str(at)))
        for at, chapter in enumerate(book.chapters, start=1)
    )
    return replace(book, chapters=chapters)


def annexes(sections: Iterable[Section], word: str) -> tuple[Section, ...]:
    """These sections as annexes called `word` and a roman numeral; the sheet at the head of one has no number."""
    return tuple(
        _section(
            replace(section, number=f"{word} {romawi(at)}"),
            f"L{at}",
            f"lampiran-{at}",
            _Counter(f"L{at}", sheets=False),
        )
        for at, section in enumerate(sections, start=1)
    )


def _section(section: Section, prefix: str, name: str, counter: _Counter) -> Section:
    blocks = tuple(_block(block, counter) for block in section.blocks)
    below = tuple(
        _section(replace(part, number=f"{prefix}.{at}"), f"{prefix}.{at}", f"{name}-{at}", counter)
        for at, part in enumerate(section.sections, start=1)
    )
    return replace(section, id=name, key=section.key or section.id, blocks=blocks, sections=below)


def _block(block: Block, counter: _Counter) -> Block:
    if isinstance(block, Table) and (counter.sheets or not block.labels):
        counter.tables += 1
        figure = f"{counter.chapter}.{counter.tables}"
        return replace(block, number=figure, id=f"tabel-{figure.replace('.', '-')}", key=block.key or block.id)
    if isinstance(block, Chart | Picture):
        counter.figures += 1
        figure = f"{counter.chapter}.{counter.figures}"
        return replace(block, number=figure, id=f"gambar-{figure.replace('.', '-')}", key=block.key or block.id)
    return block


def unique(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The same sections of a page with every id made its own by a suffix where it repeats; others stay."""
    parts = [part for section in sections for _, part in section.walk()]
    taken = {name for part in parts for name in _ids(part)}
    seen = {name for part in parts for name in _rows(part)}  # rows are addresses that others know, so they stay
    return tuple(_named(section, seen, taken) for section in sections)


def _rows(section: Section) -> Iterator[str]:
    """Ids of the rows of a section's tables."""
    yield from (row.id for block in section.blocks if isinstance(block, Table) for row in block.rows if row.id)


def _ids(section: Section) -> Iterator[str]:
    yield section.id
    yield from (block.id for block in section.blocks if isinstance(block, Table | Chart | Picture))


def _named(section: Section, seen: set[str], taken: set[str]) -> Section:
    name = _fresh(section.id, seen, taken)
    blocks = tuple(
        replace(block, id=_fresh(block.id, seen, taken)) if isinstance(block, Table | Chart | Picture) else block
        for block in section.blocks
    )
    below = tuple(_named(part, seen, taken) for part in section.sections)
    return replace(section, id=name, blocks=blocks, sections=below)


def _fresh(name: str, seen: set[str], taken: set[str]) -> str:
    made, count = name, 1
    while made in seen or (made in taken and made != name):
        count += 1
        made = f"{name}-{count}"
    seen.add(made)
    return made
