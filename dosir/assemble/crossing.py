"""Cross-references: which table, figure or heading an author's `{{ tabel NAMA }}` means, and what stands there.

Books are assembled twice: what a reference says is known only when every book is numbered, and a reference may stand
in a caption or in a card, where no later pass could tell it from plain words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from dosir.language import NO_BREAK
from dosir.markup import Node
from dosir.outline import Block, Book, Chart, Picture, Section, Spans, Table, text


@dataclass(frozen=True)
class Target:
    """Something numbered in a book: its kind and name in a reference, the pillar or quick win it is about, its place.

    `words` are its label as printed, such as `Tabel 3.8`; `before` is what a sentence says ahead of a bare number.
    """

    kind: str
    name: str
    about: str
    book: str
    shelf: str
    chapter: str
    id: str
    words: str
    before: str = ""


@dataclass(frozen=True)
class Crossings:
    """All that can be referred to in the books of a regency, in reading order."""

    targets: tuple[Target, ...] = ()

    def find(self, kind: str, argument: str, book: str, own: Iterable[str]) -> Target | None:
        """What a reference means that stands in `book` and in a text about `own`; a name told twice is the nearest."""
        name, _, about = argument.partition(" ")
        named = [target for target in self.targets if (target.kind, target.name) == (kind, name)]
        for code in [about.strip()] if about else [*own, ""]:
            chosen = [target for target in named if target.about == code]
            if chosen:
                return next((target for target in chosen if target.book == book), chosen[0])
        alone = not about and len({target.about for target in named}) == 1
        return next((target for target in named if target.book == book), named[0]) if alone else None


NOTHING = Crossings()


def crossings(books: Iterable[Book], word: Callable[[str], str]) -> Crossings:
    """The targets in these numbered books; `word` gives a word of the templates by its key."""
    return Crossings(tuple(target for book in books for target in _targets(book, word)))


def about(section: Section, code: str) -> Section:
    """The same section with all in it told to be about one pillar or quick win."""
    blocks = tuple(
        replace(block, key=_about(block.key or block.id, code)) if isinstance(block, Table | Chart | Picture) else block
        for block in section.blocks
    )
    below = tuple(about(part, code) for part in section.sections)
    return replace(section, key=_about(section.key or section.id, code), blocks=blocks, sections=below)


def told(target: Target, book: str, web: bool) -> Iterator[Node]:
    """What stands in a text of `book` that refers to this; on the web also from elsewhere as a link."""
    here = target.book == book
    place = f"#{target.id}"
    if web:
        inside = "" if target.id == target.chapter else place
        place = f"page:{target.book}/{target.chapter}{inside}"
    words = target.words if here else f"{target.words} {target.shelf}"
    yield from text(target.before)
    yield from (Node("cross", text(words), target=place),) if here or web else text(words)


def unlinked(nodes: Iterable[Node]) -> Spans:
    """The same spans with references as plain words, for a place that is a link itself."""
    return tuple(
        part
        for node in nodes
        for part in (node.children if node.kind == "cross" else [replace(node, children=unlinked(node.children))])
    )


def _about(key: str, code: str) -> str:
    return key if " " in key else f"{key} {code}"


def _targets(book: Book, word: Callable[[str], str]) -> Iterator[Target]:
    for chapter in (*book.chapters, *book.back):
        for level, part in chapter.walk():
            if part.number:
                name, _, about = part.key.partition(" ")
                before = word("subbab") + NO_BREAK if level > 1 else ""
                yield Target("bab", name, about, book.id, book.label, chapter.id, part.id, part.number, before)
            for block in part.blocks:
                yield from _numbered(book, chapter, block, word)


def _numbered(book: Book, chapter: Section, block: Block, word: Callable[[str], str]) -> Iterator[Target]:
    if isinstance(block, Table | Chart | Picture) and block.number:
        kind = "tabel" if isinstance(block, Table) else "gambar"
        name, _, about = block.key.partition(" ")
        words = f"{word(kind)}{NO_BREAK}{block.number}"
        yield Target(kind, name, about, book.id, book.label, chapter.id, block.id, words)
