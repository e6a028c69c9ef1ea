"""Nothing an author fills in is lost: every text of every record is read somewhere in a book or on the site.

Each text of the four dossiers is replaced by a word of its own, and the words are looked for in the outlines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dossier import SLUGS, TRUSTED, plan_of

from dosir.assemble import books, pages
from dosir.assemble.scope import Scope
from dosir.plan import Plan
from dosir.plan.records import Rekaman
from dosir.render.data import REGISTERS

WORD = re.compile("zz[0-9]+zz")
Field = tuple[str, str]
# Codes that choose or join and are never read as words, and a rank that only stands under a signature.
SILENT = {
    ("Lampiran", "buku"),
    ("NilaiDimensi", "bagian"),
    ("Jawaban", "no"),
    ("Tokoh", "pangkat"),
    ("Daerah", "susunan"),
}
MARKED = tuple(name for name in REGISTERS if name not in ("sumber", "persetujuan"))


def marked(record: Rekaman, words: dict[str, Field]) -> Rekaman:
    """The record with a new word in each of its free texts and, of each of its lists, in the first item."""
    changed = {name: _marked(record, name, words) for name in type(record).model_fields}
    return record.model_copy(update={name: value for name, value in changed.items() if value is not None})


def _marked(record: Rekaman, name: str, words: dict[str, Field]) -> object:
    value = getattr(record, name)
    if isinstance(value, Rekaman):
        return marked(value, words)
    if isinstance(value, tuple) and value and isinstance(value[0], Rekaman):
        return (marked(value[0], words), *value[1:])
    free = not type(record).sifat(name, "x-menunjuk")
    if isinstance(value, tuple) and value and isinstance(value[0], str) and free:
        return (_word(record, name, words), *value[1:])
    return _word(record, name, words) if _is_free_text(type(record), name) and value else None


def _is_free_text(model: type[Rekaman], name: str) -> bool:
    """A field of plain text: no code, no choice, no value with a form of its own."""
    info = model.model_fields[name]
    return info.annotation is str and not info.metadata and not model.sifat(name, "x-menunjuk")


def _word(record: Rekaman, name: str, words: dict[str, Field]) -> str:
    word = f"zz{len(words)}zz"
    words[word] = (type(record).__name__, name)
    return word


def _with_words(item: Any, words: dict[str, Field]) -> Any:
    return replace(item, rekaman=marked(item.rekaman, words))


def everywhere(plan: Plan) -> set[str]:
    """Our words in all that the books and the site of a plan say."""
    web = Scope(plan, TRUSTED, web=True)
    said = f"{books.books(Scope(plan, TRUSTED))!r}{pages.site(web, books.books(web))!r}"
    return set(WORD.findall(said.casefold()))


def fields() -> Iterator[tuple[Field, bool]]:
    """(field, whether its word is read somewhere) for every filled text of the dossiers."""
    for slug in SLUGS:
        plan = plan_of(slug)
        words: dict[str, Field] = {}
        registers: Any = {name: tuple(marked(item, words) for item in getattr(plan, name)) for name in MARKED}
        identity: Any = marked(plan.daerah, words).model_copy(update={"susunan": "tiga-buku", "logo": ""})
        pillars = tuple(_with_words(item, words) for item in plan.pilar)
        wins = tuple(_with_words(item, words) for item in plan.quick_win)
        # Built anew, because a copy would keep the properties that were computed from the old records.
        told = everywhere(replace(plan, **registers, daerah=identity, pilar=pillars, quick_win=wins))
        yield from ((field, word in told) for word, field in words.items())


def test_every_text_an_author_fills_in_is_read_somewhere() -> None:
    found: dict[Field, bool] = {}
    for field, told in fields():
        found[field] = found.get(field, False) or told
    assert len(found) > 100
    assert {field for field, told in found.items() if not told} - SILENT == set()
