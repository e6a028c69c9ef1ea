"""How large and how fast search is: word families beside two libraries, a regency's index, the portal's at 4 and 514.

Run by hand, from the project's folder: `python tests/bench/search.py`. Nothing is asserted here, since a time says more
of the machine than of the code. The 514 regencies are those of `dosir.wilayah`: each gets the entries of one of ours
under its own name, with every tenth word made its own, so that the vocabulary grows as it would with real ones. The
libraries are compared when they are installed: `pip install snowballstemmer PySastrawi`.
"""

from __future__ import annotations

import gzip
import importlib
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
QUERIES = (
    "pelayanan",
    "pengaduan",
    "diskominfo",
    "dinas kesehatan",
    "ketapang aduan",
    "gov-01",
    "smart living",
    "penye",
)
OWN = 10  # every so manieth word of a regency is nobody else's
ANSWER = """async query => {
  const start = performance.now(), found = await (await (window.portal ??= dosirCari.portal(''))).cari(query, 30);
  return [performance.now() - start, found.jumlah];
}"""
BUILD = """async () => {
  const data = await dosirCari.muat('indeks.js', 'indeks'), start = performance.now(), index = dosirCari.indeks(data);
  const built = performance.now() - start;
  await index.cari('pelayanan', 30);
  return [built, performance.now() - start - built];
}"""


def main() -> None:
    """Measure and print."""
    from dosir import sources, templates
    from dosir.render import search
    from dosir.wilayah import semua

    design = templates.load(ROOT / "templates")
    print("Keluarga kata (tests/keluarga-kata.txt)")
    for name, stem in stemmers(design):
        print(f"  {name:12} {judged(stem)}")
    print("\nIndeks daerah")
    shares = {}
    with tempfile.TemporaryDirectory(prefix="dosir-bench-") as name:
        for slug in sources.slugs(ROOT / "content"):
            site = outline(slug, design)
            start = time.process_time()
            made = search.files(design, site)
            took = time.process_time() - start
            shares[slug] = made[search.SHARE]
            sizes = ", untuk portal ".join(size(made[path]) for path in (search.INDEX, search.SHARE))
            ready, asked = in_browser(Path(name), design, {"indeks.js": made[search.INDEX]}, BUILD, [None])[0]
            print(f"  {slug}: {sizes}; dibuat {took:.2f} s CPU; di peramban siap {ready:.0f} ms, cari {asked:.0f} ms")
        print("\nIndeks portal")
        for known in (shares, dict(replicated(shares, semua()))):
            portal(Path(name) / str(len(known)), design, known)


def portal(folder: Path, design: Any, shares: Mapping[str, bytes]) -> None:
    """Size and time of the portal's index over these regencies, and of queries in it from the disk."""
    from dosir.outline import Site
    from dosir.render import search

    start = time.process_time()
    made = search.portal.files(design, Site("", "Dosir", "", ()), shares)
    took = time.process_time() - start
    shelves = sorted((len(data), path) for path, data in made.items() if "/rak-" in path)
    every = b"".join(made.values())
    middle, (_, largest) = statistics.median(found for found, _ in shelves) / 1024, shelves[-1]
    print(f"  {len(shares)} daerah: {size(every)} dalam {len(shelves)} rak, dibuat {took:.1f} s CPU")
    print(f"    rak: median {middle:.1f} KiB, terbesar {size(made[largest])} ({largest})")
    files = {**made, **{f"{slug}/{search.SHARE}": data for slug, data in shares.items()}}
    for query, (spent, found) in zip(QUERIES, in_browser(folder, design, files, ANSWER, QUERIES), strict=True):
        print(f"    {query!r}: {spent:.0f} ms, {found} hasil")


def size(data: bytes) -> str:
    """Bytes as they are and packed."""
    return f"{len(data) / 1024:.0f} KiB (gzip {len(gzip.compress(data)) / 1024:.0f})"


def outline(slug: str, design: Any) -> Any:
    """The site of one of our regencies, as a build assembles it."""
    from dosir import sources
    from dosir.assemble import books, pages
    from dosir.assemble.scope import Scope
    from dosir.publish import examine

    shared, own = (sources.from_folder(ROOT / "content", name, "content") for name in ("bersama", slug))
    scope = Scope(examine(own, shared, design)[0], design, web=True)
    return pages.site(scope, books.books(scope))


def replicated(shares: Mapping[str, bytes], regions: Any) -> Iterator[tuple[str, bytes]]:
    """(slug, what it shares) for every regency of the country, made of ours."""
    from dosir.render import search
    from dosir.render.search.stems import words

    ours = [search.unpacked(data) for _, data in sorted(shares.items())]
    for at, region in enumerate(regions):
        data = ours[at % len(ours)]
        known = sorted({word for row in data["entri"] for text in row[4:] for word in words(text) if word.isalpha()})
        own = {word: f"{word}{region.nama[:3].lower()}" for word in known[at % OWN :: OWN] if len(word) > len("smart")}
        rows = [
            [*row[:4], *(renamed(text, own, data["nama"], region.nama) for text in row[4:])] for row in data["entri"]
        ]
        yield region.slug, search.script(region.slug, {**data, "nama": region.nama_lengkap, "entri": rows})


def renamed(text: str, own: Mapping[str, str], old: str, new: str) -> str:
    """A name with the regency's own words and its own name."""
    plain = old.partition(" ")[2]
    return " ".join(own.get(word.lower(), new if word == plain else word) for word in text.split())


def in_browser(folder: Path, design: Any, files: Mapping[str, bytes], code: str, arguments: Any) -> list[Any]:
    """What the code gives for each argument on a page with these files, opened from the disk."""
    from chromium import launched

    script = "\n".join(text for name, text in sorted(design.files.items()) if name.startswith("situs/skrip/cari"))
    page = b"<!doctype html><meta charset=utf-8><script src=cari.js></script>"
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in {**files, "cari.js": script.encode(), "index.html": page}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    with launched() as browser:
        tab = browser.new_page()
        tab.goto((folder / "index.html").as_uri())
        return [tab.evaluate(code, argument) for argument in arguments]


def stemmers(design: Any) -> Iterator[tuple[str, Callable[[str], str]]]:
    """(name, stem of a word): ours, and the libraries that are here."""
    from dosir.render.search.stems import affixes, families

    known = families(affixes(design.data("situs/cari.yml")), {word for family in table() for word in family})
    yield "dosir", known.__getitem__
    try:
        yield "Snowball", importlib.import_module("snowballstemmer").stemmer("indonesian").stemWord
        factory = importlib.import_module("Sastrawi.Stemmer.StemmerFactory").StemmerFactory()
        yield "PySastrawi", factory.create_stemmer().stem
    except ImportError as missing:
        print(f"  ({missing.name} tidak terpasang)")


def judged(stem: Callable[[str], str]) -> str:
    """Recall and precision of a stemmer over every two words of the table."""
    stems = {word: stem(word) for family in table() for word in family}
    alike = {pair for family in table() for pair in combinations(sorted(family), 2)}
    found = {pair for pair in combinations(sorted(stems), 2) if stems[pair[0]] == stems[pair[1]]}
    return f"recall {len(found & alike) / len(alike):.3f}, precision {len(found & alike) / len(found):.3f}"


def table() -> list[list[str]]:
    """The families of the table."""
    return [line.split() for line in (ROOT / "tests" / "keluarga-kata.txt").read_text("utf-8").splitlines()]


if __name__ == "__main__":
    main()
