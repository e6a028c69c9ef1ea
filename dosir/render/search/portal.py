"""Search across all regencies: inverted lists of names and codes in small scripts, of which a search loads a few.

The portal holds no names. Each regency's own site carries a file of its entries (`share`), and the browser loads that
of a regency when something in it is among the best. So the portal grows by a few signs an entry and word, and a
regency that is made again brings its own names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dosir.outline import Site
from dosir.render.search.entries import Entry, entries
from dosir.render.search.scripts import FOLDER, INDEX, SHARE, ruled, script, trimmed, unpacked
from dosir.render.search.stems import affixes, families, words
from dosir.templates import Templates

VERSION = 1  # of what is shared; a regency made by another version is found again when it is made again
HEAD = 2  # signs of a stem by which it is filed
NAMES = 0.75  # what other names of an entry count beside its title
WEIGHTS = 10  # steps of a weight, so that it is the last digit of a number
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Place:
    """An entry of a regency by their numbers, and how much of it a word says, from 1 to 9; entry 0 is the regency."""

    region: int
    entry: int
    weight: int


def share(site: Site, found: Iterable[Entry]) -> dict[str, Any]:
    """What the portal finds of a site: names and codes of pages and records, no prose."""
    own = [entry for entry in found if (entry.kind.portal or not site.slug) and entry.title]
    rows = [[e.kind.name, e.kind.weight, e.path, e.anchor, e.title, e.names] for e in own]
    shared = [sorted({" ".join(words(name)) for name in group}) for group in site.names]
    name = site.title if site.slug else ""
    return {"versi": VERSION, "nama": name, "entri": [trimmed(row) for row in rows], "setara": shared}


def files(templates: Templates, portal: Site, shares: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The index of the portal over what each regency shares, by slug; its own pages are found too."""
    rules = templates.data("situs/cari.yml")
    own = script("", share(portal, entries(portal, rules)))
    told = {"": own, **dict(sorted(shares.items()))}
    known = {slug: part for slug, data in told.items() if (part := unpacked(data)).get("versi") == VERSION}
    stride = 1 + max(len(part["entri"]) for part in known.values())
    lists: dict[str, list[Place]] = defaultdict(list)
    for region, part in enumerate(known.values()):
        for word, place in _places(region, part, rules):
            lists[word].append(place)
    stems = families(affixes(rules), lists)
    shelves = _shelves(stems, {word: _packed(found, stride) for word, found in lists.items()})
    head = {
        "aturan": ruled(rules),
        "daerah": [[slug, part["nama"]] for slug, part in known.items()],
        "langkah": stride,
        "banyak": sum(len(part["entri"]) for part in known.values()),
        "rak": " ".join(shelves),
        "setara": _agreed([part["setara"] for slug, part in known.items() if slug]),
    }
    made = {f"{FOLDER}rak-{name}.js": script(f"rak-{name}", shelf) for name, shelf in shelves.items()}
    return {INDEX: script("indeks", head), SHARE: own, **made}


def shelf_of(word: str) -> str:
    """The file that tells of a word: its first signs, those outside the Latin alphabet as one."""
    return "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in word[:HEAD])


def _places(region: int, part: Mapping[str, Any], rules: Mapping[str, Any]) -> Iterator[tuple[str, Place]]:
    """(word, place) of every word of a regency's entries, stop words left out."""
    idle = frozenset(rules["abaikan"].split())
    rows = [["", rules["daerah"]["bobot"], "", "", part["nama"]], *part["entri"]]
    for at, (_, kind, _, _, title, *names) in enumerate(rows):
        best: dict[str, float] = {}
        for name, share_of in ((title, 1.0), *((name, NAMES) for name in (names or [""])[0].split(" · "))):
            found = [word for word in words(name) if word not in idle]
            for word in found:
                best[word] = max(best.get(word, 0), share_of * kind * (0.5 + 0.5 / len(found)))
        top = rules["daerah"]["bobot"]
        yield from ((word, Place(region, at, max(1, round(9 * value / top)))) for word, value in best.items())


def _shelves(stems: Mapping[str, str], lists: Mapping[str, str]) -> dict[str, Any]:
    """By shelf: the families whose stem begins so, each form with its list, and where other words beginning so are."""
    shelves: dict[str, dict[str, dict[str, Any]]] = defaultdict(lambda: {"keluarga": {}, "arah": {}})
    for word, stem in sorted(stems.items()):
        shelves[shelf_of(stem)]["keluarga"].setdefault(stem, {})[word] = lists[word]
        if shelf_of(word) != shelf_of(stem):
            shelves[shelf_of(word)]["arah"][word] = stem
    return dict(sorted(shelves.items()))


def _packed(found: Iterable[Place], stride: int) -> str:
    """Places in order, each as its distance to the one before and its weight, in base 36."""
    last, made = 0, []
    for place in sorted(found, key=lambda place: (place.region, place.entry)):
        at = place.region * stride + place.entry
        made.append(_base36((at - last) * WEIGHTS + place.weight))
        last = at
    return ",".join(made)


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, len(DIGITS))
        digits = DIGITS[rest] + digits
    return digits or "0"


def _agreed(told: list[list[list[str]]]) -> list[list[str]]:
    """Names of one thing that all regencies use alike, such as common abbreviations."""
    first, *rest = told or [[]]
    others = [{tuple(group) for group in groups} for groups in rest]
    return [group for group in first if all(tuple(group) in groups for groups in others)]
