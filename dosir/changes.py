"""Differences between two plans of one regency, each able to say itself: beside `gates`, between reading and checking.

Records are matched by their code; those without one by what they say, so that a line more in a register is one
difference and not one for each line below it. A difference is words only: it must be told again where the older plan
is not at hand.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Any, Literal

from dosir import language, markup
from dosir.plan import Plan, names
from dosir.plan.prosa import Prosa
from dosir.plan.records import Rekaman

Kind = Literal["baru", "berubah", "dihapus"]
Leaves = tuple[tuple[str, str], ...]  # (field, what it says) of each filled field of a record
CONTEXT = 5  # words that stay on each side of those that differ
LONGEST = 60  # words of one side of a difference
KEYS = ("kode", "id", "tahun", "nama", "jabatan")  # by which a reader tells the items of a list inside a record apart
YES = "ya"
PARAGRAPH = "paragraf"
SPACES = re.compile(r"[ \n]+")  # not those that hold an amount together


@dataclass(frozen=True)
class Value:
    """A field, or a paragraph of a text, that differs: its name as authors type it, and what it said and says."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """A record or text that is new, gone or changed: its name, its anchor in the plan that has it, and what differs."""

    kind: Kind
    name: str
    anchor: str
    values: tuple[Value, ...] = ()

    def explained(self) -> str:
        """The difference as a sentence."""
        told = "; ".join(f"{value.field}: {value.before or '–'} → {value.after or '–'}" for value in self.values)
        return f"{self.name} {self.kind}" + (f": {told}" if told else "")


@dataclass(frozen=True)
class Differences:
    """What differs from the plan as a commit had it, with the day of that commit; no commit when nothing is known."""

    commit: str = ""
    day: date | None = None
    found: tuple[Difference, ...] = ()


UNKNOWN = Differences()


def differences(before: Plan, after: Plan) -> Iterator[Difference]:
    """What differs between two plans, in the order of the newer one's parts."""
    for part in fields(Plan):
        old, new = (list(_records(getattr(plan, part.name))) for plan in (before, after))
        yield from _registers(before, after, old, new)
    old_texts, new_texts = ({text.path: text for text in plan.prosa} for plan in (before, after))
    for path in dict.fromkeys((*new_texts, *old_texts)):
        yield from _texts(old_texts.get(path), new_texts.get(path), path, after)


def excerpt(before: str, after: str) -> tuple[str, str]:
    """Both texts around the words that differ, with a few of those they share on each side."""
    old, new = (SPACES.split(text.strip()) if text.strip() else [] for text in (before, after))
    head = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), None)
    head = min(len(old), len(new)) if head is None else head
    backwards = zip(reversed(old[head:]), reversed(new[head:]), strict=False)
    tail = next((at for at, (one, other) in enumerate(backwards) if one != other), None)
    tail = min(len(old), len(new)) - head if tail is None else tail
    return _around(old, head, tail), _around(new, head, tail)


def _around(words: Sequence[str], head: int, tail: int) -> str:
    first, last = max(0, head - CONTEXT), min(len(words), len(words) - tail + CONTEXT)
    shown = words[first:last]
    cut = shown if len(shown) <= LONGEST else [*shown[: LONGEST // 2], "…", *shown[-LONGEST // 2 :]]
    return " ".join((*(["…"] if first else []), *cut, *(["…"] if last < len(words) else [])))


def _records(value: object) -> Iterator[Rekaman]:
    """The records of a part of a plan that stand by themselves."""
    for item in value if isinstance(value, tuple) else (value,):
        record = getattr(item, "rekaman", item)
        if isinstance(record, Rekaman):
            yield record


def _registers(before: Plan, after: Plan, old: list[Rekaman], new: list[Rekaman]) -> Iterator[Difference]:
    coded = {_key(record): record for record in old if _key(record)}
    for record in new:
        if code := _key(record):
            yield from _pair(before, after, coded.pop(code, None), record)
    yield from (_told("dihapus", record, before) for record in coded.values())
    yield from _uncoded(before, after, [r for r in old if not _key(r)], [r for r in new if not _key(r)])


def _key(record: Rekaman) -> str:
    """The file and code of a record; a sheet is known by its file alone, one without a code has no key."""
    code = next((str(value) for name in ("kode", "id") if (value := getattr(record, name, ""))), "")
    file = record.at().path.rpartition("/")[2]
    alone = type(record).__name__ in ("Daerah", "Pilar", "QuickWin", "Evaluasi")
    return f"{type(record).__name__} {file if alone else code}" if alone or code else ""


def _uncoded(before: Plan, after: Plan, old: list[Rekaman], new: list[Rekaman]) -> Iterator[Difference]:
    """Records that only their words tell apart."""
    matcher = difflib.SequenceMatcher(None, [leaves(r) for r in old], [leaves(r) for r in new], autojunk=False)
    for _, i, j, m, n in (code for code in matcher.get_opcodes() if code[0] != "equal"):
        for was, now in zip_longest(old[i:j], new[m:n]):
            yield from [_told("dihapus", was, before)] if now is None else _pair(before, after, was, now)


def _pair(before: Plan, after: Plan, old: Rekaman | None, new: Rekaman) -> Iterator[Difference]:
    if old is None:
        yield _told("baru", new, after)
    elif values := tuple(_values(leaves(old), leaves(new))):
        yield _told("berubah", new, after, values)


def _told(kind: Kind, record: Rekaman, plan: Plan, values: tuple[Value, ...] = ()) -> Difference:
    pillar = next((item.dimensi.nama for item in plan.pilar if item.rekaman is record), "")
    name = " ".join(word for word in (names.titled(record), pillar) if word)  # its sheet does not say which it is
    return Difference(kind, name, plan.jangkar.of(record), values)


def _values(old: Leaves, new: Leaves) -> Iterator[Value]:
    was, now = dict(old), dict(new)
    for field in dict.fromkeys((*now, *was)):
        if was.get(field) != now.get(field):
            yield Value(field, *excerpt(was.get(field, ""), now.get(field, "")))


def leaves(record: Rekaman) -> Leaves:
    """(field, what it says) of each filled field; of a list of records each item is one, named by its code or year."""
    return tuple(leaf for name in type(record).model_fields for leaf in _leaf(record, name, getattr(record, name)))


def _leaf(record: Rekaman, name: str, value: Any) -> Iterator[tuple[str, str]]:
    if value in (None, "", ()) or value == {}:
        return
    field = name.replace("_", " ")
    if isinstance(value, tuple) and isinstance(value[0], Rekaman):
        for at, item in enumerate(value, start=1):
            key = next((key for key in KEYS if getattr(item, key, "")), "")
            words = " · ".join(leaf if words == YES else words for leaf, words in leaves(item) if leaf != key)
            yield f"{field} {getattr(item, key) if key else f'ke-{at}'}", words
    else:
        yield field, _words(record, name, value)


def _words(record: Rekaman, name: str, value: Any) -> str:
    """A value as a reader reads it; `name` is its field, which knows its unit."""
    if isinstance(value, Rekaman):
        return " · ".join(words for _, words in leaves(value))
    if isinstance(value, tuple) and name == "tahun":
        return language.rentang_tahun(value)
    if isinstance(value, tuple):
        return ", ".join(_words(record, name, item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_words(record, name, item)}" for key, item in value.items())
    if isinstance(value, bool):
        return YES if value else "tidak"
    if isinstance(value, date):
        return language.tanggal(value)
    if isinstance(value, int) and record.sifat(name, "x-satuan") == "rupiah":
        return language.rupiah(value)
    return language.angka(value) if isinstance(value, Decimal) else markup.plain(markup.parse_inline(str(value)))


def _texts(old: Prosa | None, new: Prosa | None, path: str, after: Plan) -> Iterator[Difference]:
    """A text that is new, gone or changed, paragraph by paragraph."""
    anchor = next((node.anchor for node in after.jangkar.on(new) if node.anchor), "") if new else ""
    was, now = (_paragraphs(text) for text in (old, new))
    if was != now:
        kind: Kind = "baru" if not was else "berubah" if now else "dihapus"
        values = tuple(_rewritten(was, now)) if kind == "berubah" else ()
        yield Difference(kind, names.of_text(path), anchor, values)


def _paragraphs(text: Prosa | None) -> list[str]:
    return [part.strip() for part in (text.teks if text else "").split("\n\n") if part.strip()]


def _rewritten(was: list[str], now: list[str]) -> Iterator[Value]:
    matcher = difflib.SequenceMatcher(None, was, now, autojunk=False)
    for _, i, j, m, n in (code for code in matcher.get_opcodes() if code[0] != "equal"):
        pairs: Iterable[tuple[str, str]] = zip_longest(was[i:j], now[m:n], fillvalue="")
        for at, (old, new) in enumerate(pairs, start=m + 1):
            yield Value(f"{PARAGRAPH} {at}", *excerpt(old, new))
