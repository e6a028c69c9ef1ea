"""Word families: which words of Indonesian belong together, so that *pelayanan* finds *layanan*.

Affixes are data (`templates/situs/cari.yml`) because the browser strips them from what a reader types by the same
rules. No stemming library: Snowball's Indonesian does not give back the letter that *me-* and *pe-* swallow, and
PySastrawi lives on a word list whose licence forbids commercial use (`tests/bench/search.py` measures all three). A
family's stem is a known root; where no root is known, it is the one that most words of the same site can come from.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

WORD = re.compile(r"[^\W_]+")
VOWELS = frozenset("aiueo")
SHORTEST = 3


@dataclass(frozen=True)
class Prefix:
    """A prefix, the letters it stands before (any when empty), and the letters it may have swallowed."""

    text: str
    before: str
    swallowed: tuple[str, ...]


@dataclass(frozen=True)
class Affixes:
    """The affixes of Indonesian, and the roots that are known beforehand."""

    prefixes: tuple[Prefix, ...]
    inner: frozenset[str]
    suffixes: tuple[str, ...]
    clitics: tuple[str, ...]
    roots: frozenset[str]


def affixes(data: Mapping[str, Any]) -> Affixes:
    """The affixes of `cari.yml`."""
    prefixes = tuple(Prefix(text, before, tuple(swallowed)) for text, before, swallowed in data["awalan"])
    inner, roots = frozenset(data["awalan_kedua"]), frozenset(data["dasar"].split())
    return Affixes(prefixes, inner, tuple(data["akhiran"]), tuple(data["klitik"]), roots)


def folded(text: str) -> str:
    """Small letters without accents."""
    if text.isascii():
        return text.lower()
    small = unicodedata.normalize("NFKD", text).lower()
    return "".join(sign for sign in small if not unicodedata.category(sign).startswith("M"))


def words(text: str) -> list[str]:
    """The words of a text as they are compared: `GOV-01` is two, `alat-alat` is one word twice."""
    return WORD.findall(folded(text))


def candidates(known: Affixes, word: str) -> dict[str, int]:
    """What a word may come from, itself first, with the number of prefixes that are then taken off."""
    found: dict[str, int] = {}
    for end in _ends(known, word):
        for depth, root in _bare(known, end, 0):
            if root == word or _may_be_root(known, root):
                found[root] = min(depth, found.get(root, depth))
    return found


def families(known: Affixes, vocabulary: Iterable[str]) -> dict[str, str]:
    """The stem of each word of a vocabulary, which may hold a word only once."""
    leads = {word: candidates(known, word) for word in sorted(vocabulary)}
    support = Counter(root for found in leads.values() for root in found)

    def weight(root: str) -> tuple[int, int, str]:
        plain = root in leads and len(leads[root]) == 1
        factor = 0 if root.endswith(known.clitics) else 2 if plain else 1
        return support[root] * factor, len(root), root

    return {word: chosen(found, known.roots) or max(found, key=weight) for word, found in leads.items()}


def chosen(found: Mapping[str, int], stems: Iterable[str]) -> str:
    """The stem among what a word may come from: fewest prefixes off, then the shortest; empty when none is one."""
    known = frozenset(stems)
    return min((root for root in found if root in known), key=lambda root: (found[root], len(root), root), default="")


def two_vowels(word: str) -> bool:
    """Whether a word may be a root by its looks: roots of one vowel are few, and listed."""
    return len(word) >= SHORTEST and sum(sign in VOWELS for sign in word) >= 2


def _ends(known: Affixes, word: str) -> Iterator[str]:
    """The word without what may stand behind its root."""
    for stripped in (word, *(word.removesuffix(end) for end in known.clitics if word.endswith(end))):
        yield stripped
        yield from (stripped.removesuffix(end) for end in known.suffixes if stripped.endswith(end))


def _bare(known: Affixes, word: str, depth: int) -> Iterator[tuple[int, str]]:
    """(prefixes taken off, rest), of which there are two at most."""
    yield depth, word
    for prefix in known.prefixes if depth < 2 else ():
        rest = word[len(prefix.text) :]
        fits = word.startswith(prefix.text) and len(rest) >= SHORTEST - 1
        if fits and (not prefix.before or rest[0] in prefix.before) and (not depth or prefix.text in known.inner):
            for letter in prefix.swallowed:
                yield from _bare(known, letter + rest, depth + 1)


def _may_be_root(known: Affixes, root: str) -> bool:
    return root in known.roots or two_vowels(root)
