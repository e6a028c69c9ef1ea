"""Search without a server: the index of a site as a script that the browser loads when a reader first searches.

The index holds what there is to find and no inverted lists: the browser makes those from it in less time than it would
take to load them. What a reader types never leaves the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from dosir.outline import Site
from dosir.render.search import portal
from dosir.render.search.entries import Entry, entries
from dosir.render.search.scripts import INDEX, SHARE, packed, ruled, script, trimmed, unpacked
from dosir.render.search.stems import affixes, families, words
from dosir.templates import Templates


def files(templates: Templates, site: Site) -> Mapping[str, bytes]:
    """The index of a regency's site, and what it gives to that of the portal."""
    rules = templates.data("situs/cari.yml")
    found = entries(site, rules)
    return {INDEX: script("indeks", index(site, found, rules)), SHARE: script(site.slug, portal.share(site, found))}


def index(site: Site, found: tuple[Entry, ...], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Everything there is to find on a site, with the word families of its texts."""
    pages = {page.path: at for at, page in enumerate(site.pages)}
    kinds = list(dict.fromkeys((entry.kind.name, entry.kind.weight) for entry in found))
    at = {kind: number for number, kind in enumerate(kinds)}
    rows = [[at[entry.kind.name, entry.kind.weight], pages[entry.path], entry.anchor, entry.mark] for entry in found]
    texts = [text for entry in found for text in (entry.title, entry.names, entry.text)]
    vocabulary = {word for text in texts for word in words(text)}
    return {
        "aturan": ruled(rules),
        "jenis": kinds,
        "halaman": [[page.path, page.title] for page in site.pages],
        "entri": [trimmed(row) for row in rows],
        **packed(texts),
        "keluarga": told(families(affixes(rules), vocabulary)),
        "setara": [sorted({" ".join(words(name)) for name in group}) for group in site.names],
    }


def told(stems: Mapping[str, str]) -> str:
    """Word families in few signs: `layan ~an pe~an|...`; a word that is not named is a family by itself."""
    members: dict[str, list[str]] = defaultdict(list)
    for word, stem in sorted(stems.items()):
        if word != stem:
            members[stem].append(word.replace(stem, "~", 1))
    return "|".join(" ".join((stem, *forms)) for stem, forms in sorted(members.items()))


__all__ = ["INDEX", "SHARE", "files", "index", "portal", "script", "told", "unpacked"]
