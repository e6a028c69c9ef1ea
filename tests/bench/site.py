"""How fast and heavy the site is: beside plain MkDocs with Material on the very same pages, and as regencies grow.

Run by hand, from the project's folder: `python tests/bench/site.py [SLUG] [--runs 5]`. Nothing is asserted here, since
a time says more of the machine than of the code; what counts are the ratios of one run. Each measurement is a fresh
process, and what it imports is there before the clock starts. Plain MkDocs gets the Markdown and the pictures that our
build hands to the engine, and its own usual settings: search on, the whole navigation in every page.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import logging
import os
import pickle
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
KINDS = {
    "polos": "MkDocs + Material polos, halaman yang sama",
    "tanpa-cari": "  sama, tanpa pencariannya",
    "mkdocs": "situs kami dengan MkDocs + Material",
    "zensical": "situs kami dengan Zensical",
    "tulis": "menulis halaman itu (outline ke Markdown)",
}
GROWTH = (4, 50, 514)
SAMPLE = 6  # regencies that are built of each number: each is a site of its own, from nothing but its own pages
LIMIT = 300  # KiB
PORTAL, REGENCY = ("portal", "portal-pages", "portal-html"), ("regency", "pages", "html")


def main() -> None:
    """Measure and print, or be one of the measured processes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("slug", nargs="?", default="kab-ketapang")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(measure(chosen.one, chosen.folder)))
        return
    with tempfile.TemporaryDirectory(prefix="dosir-bench-") as name:
        folder = Path(name)
        prepare(chosen.slug, folder)
        found = {kind: [one(kind, folder) for _ in range(chosen.runs)] for kind in KINDS}
        report(chosen.slug, found)
        grown([one(f"tumbuh-{number}", folder) for number in GROWTH])
        weight(folder)


def prepare(slug: str, folder: Path) -> None:
    """Keep what a build of this regency hands to the site engine, and its summary for the portal."""
    from dosir import publish, site, sources, templates
    from dosir.assemble import portal
    from dosir.assemble.ledger import Ledger
    from dosir.assemble.scope import Scope
    from dosir.publish import Job, regency
    from dosir.publish.artefacts import Artefacts

    trusted, base = templates.load(ROOT / "templates"), (ROOT / "mkdocs.yml").read_text("utf-8")
    shared, own = (sources.from_folder(ROOT / "content", part, "content") for part in ("bersama", slug))
    plan, findings = publish.examine(own, shared, trusted)
    job = Job(slug, "", own, shared, trusted, base, publish.Place(folder, folder, folder / "site").store)
    calls: dict[str, Any] = {"templates": trusted, "base": base, "summary": portal.summary(Scope(plan, trusted))}

    def noted(outline: Any, pages: Mapping[str, bytes], *_: Any) -> dict[str, bytes]:
        calls.update(outline=outline, pages=pages)
        return {}

    with patch.object(site, "build", noted):
        regency._site(Artefacts(job), Scope(plan, trusted, web=True), Ledger(findings.findings))
    (folder / "calls.pickle").write_bytes(pickle.dumps(calls))


def one(kind: str, folder: Path) -> dict[str, float]:
    """What one measurement gave, in a process of its own."""
    command = [sys.executable, __file__, "--one", kind, "--folder", str(folder)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    out = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, float] = json.loads(out.splitlines()[-1])
    return found


def measure(kind: str, folder: Path) -> dict[str, float]:
    """Seconds, pages and bytes of HTML of one kind of build."""
    calls = pickle.loads((folder / "calls.pickle").read_bytes())
    if kind.startswith("tumbuh-"):
        return _growth(calls, int(kind.partition("-")[2]))
    with tempfile.TemporaryDirectory(prefix="dosir-bench-") as name:
        work = _plain(calls, Path(name), kind) if kind in ("polos", "tanpa-cari") else _ours(calls, kind)
        clock, used = time.perf_counter(), _cpu()
        files = work()
        seconds, cpu = time.perf_counter() - clock, _cpu() - used
    return {"seconds": seconds, "cpu": cpu} | _sized(files)


def _cpu() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used.ru_utime + used.ru_stime for used in both)


def _sized(files: Mapping[str, bytes]) -> dict[str, float]:
    pages = [data for name, data in files.items() if name.endswith(".html")]
    return {"pages": len(pages), "html": sum(map(len, pages)), "all": sum(map(len, files.values()))}


def _ours(calls: Mapping[str, Any], kind: str) -> Callable[[], Mapping[str, bytes]]:
    from dosir import site
    from dosir.render import pages

    import_all()
    outline, trusted, base = calls["outline"], calls["templates"], calls["base"]
    if kind == "tulis":
        return lambda: {name.replace(".md", ".html"): data for name, data in pages.render(trusted, outline).items()}
    return lambda: site.build(outline, calls["pages"], trusted, base, kind)


def _plain(calls: Mapping[str, Any], folder: Path, kind: str) -> Callable[[], Mapping[str, bytes]]:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from dosir import site

    import_all()
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    site.stage(folder, calls["outline"], calls["pages"], calls["templates"], calls["base"])
    ours = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))
    kept = {name: ours[name] for name in ("site_name", "nav", "use_directory_urls", "markdown_extensions")}
    usual = {"theme": {"name": "material", "language": "id"}, "plugins": ["search"] if kind == "polos" else []}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(kept | usual, allow_unicode=True), "utf-8")

    def work() -> Mapping[str, bytes]:
        build(load_config(config_file=str(folder / "mkdocs.yml")))
        made = sorted(path for path in (folder / "site").rglob("*") if path.is_file())
        return {path.relative_to(folder / "site").as_posix(): path.read_bytes() for path in made}

    return work


def import_all() -> None:
    """What both sides import, so that neither waits for it."""
    for name in ("material.plugins.search.plugin", "mkdocs.commands.build", "mkdocs.structure.pages"):
        importlib.import_module(name)


def _growth(calls: Mapping[str, Any], number: int) -> dict[str, float]:
    """The portal of so many regencies, and a sample of their sites one after another in one process."""
    from dosir import site
    from dosir.assemble import portal
    from dosir.render import pages

    trusted, base = calls["templates"], calls["base"]
    each = [replace(calls["summary"], slug=f"kab-{at:03}", nama=f"Kabupaten {at:03}") for at in range(number)]
    import_all()
    clock = _cpu()
    outline = portal.site(each, (), trusted)
    whole = _sized(site.build(outline, pages.render(trusted, outline), trusted, base))
    took = _cpu() - clock
    made: list[dict[str, float]] = []
    clock = _cpu()
    for _ in range(min(number, SAMPLE)):
        made.append(_sized(site.build(calls["outline"], pages.render(trusted, calls["outline"]), trusted, base)))
    regency = (_cpu() - clock) / len(made)
    return {
        "number": number,
        "portal": took,
        "portal-pages": whole["pages"],
        "portal-html": whole["html"],
        "regency": regency,
        "pages": made[0]["pages"],
        "html": made[0]["html"],
        "all": made[0]["all"],
    }


def report(slug: str, found: dict[str, list[dict[str, float]]]) -> None:
    """The medians, and the ratios to plain MkDocs with Material, by the clock and by the processors."""
    middle = {
        kind: {what: statistics.median(run[what] for run in runs) for what in ("seconds", "cpu", "pages", "html")}
        for kind, runs in found.items()
    }
    print(f"{slug}, median {len(found['polos'])} kali\n")
    print(f"{'':44}{'detik':>7}{'hal/detik':>11}{'x polos':>9}{'prosesor':>10}{'x polos':>9}{'KiB/hal':>9}")
    for kind, title in KINDS.items():
        one, bare = middle[kind], middle["polos"]
        rates = [(one["pages"] / one[what]) / (bare["pages"] / bare[what]) for what in ("seconds", "cpu")]
        print(
            f"{title:44}{one['seconds']:7.2f}{one['pages'] / one['seconds']:11.1f}{rates[0]:9.2f}"
            f"{one['cpu']:10.2f}{rates[1]:9.2f}{one['html'] / one['pages'] / 1024:9.1f}"
        )


def grown(rows: list[dict[str, float]]) -> None:
    """A line a number of regencies: of the portal and of one regency, per page; milliseconds are of the processor."""
    per = f"{'hal':>5}{'ms/hal':>8}{'KiB/hal':>9}"
    print(f"\n{'':6} | {'portal':22} | satu daerah\n{'daerah':>6} | {per} | {per}{'MiB':>6}")
    for row in rows:
        portal, own = (_rate(row, *keys) for keys in (PORTAL, REGENCY))
        print(f"{row['number']:6.0f} | {portal} | {own}{row['all'] / 2**20:6.1f}")


def _rate(row: Mapping[str, float], seconds: str, pages: str, html: str) -> str:
    return f"{row[pages]:5.0f}{1000 * row[seconds] / row[pages]:8.1f}{row[html] / row[pages] / 1024:9.1f}"


def weight(folder: Path) -> None:
    """What the home page of this regency loads by itself, as its files are and as a server would send them."""
    from dosir import site

    calls = pickle.loads((folder / "calls.pickle").read_bytes())
    files = site.build(calls["outline"], calls["pages"], calls["templates"], calls["base"])
    home = files["index.html"].decode()
    loaded = ["index.html", *sorted(name for name in files if f'"{name}"' in home and not name.endswith(".html"))]
    sizes = {name: (len(files[name]) / 1024, len(gzip.compress(files[name], 6)) / 1024) for name in loaded}
    raw, packed = (sum(part) for part in zip(*sizes.values(), strict=True))
    print(f"\nberanda, KiB: {raw:.0f} dari disk, {packed:.0f} terkirim (diminta di bawah {LIMIT})")
    for name, (file, sent) in sizes.items():
        print(f"  {file:7.1f}{sent:7.1f}  {name}")


if __name__ == "__main__":
    main()
