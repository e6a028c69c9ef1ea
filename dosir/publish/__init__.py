"""Publish the site: which regencies are as they were, who makes the rest, and the swap at the end.

`publish` is the story of a build. Two digests save work: that of a regency's source files says that nothing changed at
all (`regency`), and that of each outline says which artefacts a change really touches (`artefacts`).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dosir import sources, workers
from dosir.cache import Store
from dosir.diagnostics import Report
from dosir.outline import Site, Summary
from dosir.publish import regency
from dosir.publish.artefacts import Artefacts, Job, Made, taken
from dosir.publish.place import MARK, Busy, Place, alone
from dosir.publish.regency import examine, make
from dosir.sources import Folder
from dosir.sources.revision import revision
from dosir.swap import recover, swap
from dosir.templates import Templates, load

KEEP_SECONDS = 30 * 24 * 3600  # how long a result is kept that no build has used


@dataclass(frozen=True)
class Outcome:
    """The end of a build: findings, artefacts made and reused, regencies published and those held back."""

    findings: Report
    made: tuple[str, ...] = ()
    reused: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    held: tuple[str, ...] = ()


class Progress(Protocol):
    """What a build tells while it runs."""

    def begin(self, total: int, reused: int) -> None:
        """How many regencies there are, and how many of them are taken as they were."""

    def advance(self, name: str) -> None:
        """That one more regency is done."""


def publish(place: Place, slugs: tuple[str, ...], processes: int, fresh: bool, progress: Progress) -> Outcome:
    """Build these regencies (all when none are named) and swap the new site in. Raises `Busy` during another build."""
    with alone(place.site):
        recover(place.site)
        templates, base = load(place.root / "templates"), (place.root / "mkdocs.yml").read_text("utf-8")
        shared = sources.from_folder(place.content, "bersama", place.shown)
        chosen = tuple(dict.fromkeys(slugs)) or sources.slugs(place.content)
        jobs = [_job(place, slug, shared, templates, base, fresh) for slug in chosen]
        known = {job.slug: None if fresh else regency.known(job) for job in jobs}
        waiting = [job for job in jobs if known[job.slug] is None]
        progress.begin(len(jobs), len(jobs) - len(waiting))
        made = workers.run(make, waiting, processes, lambda job: progress.advance(job.slug))
        results = {**{slug: found for slug, found in known.items() if found}, **{found.slug: found for found in made}}
        outcome = _swapped(place, templates, base, [results[slug] for slug in chosen])
        place.store.prune(KEEP_SECONDS)
    return outcome


def _job(place: Place, slug: str, shared: Folder, templates: Templates, base: str, fresh: bool) -> Job:
    folder = sources.from_folder(place.content, slug, place.shown)
    commit = revision(place.root, [place.content / slug, place.content / "bersama"])
    key = regency.key_of(folder, shared, commit, templates, base)
    return Job(slug, key, folder, shared, templates, base, place.store, fresh, commit)


def _swapped(place: Place, templates: Templates, base: str, results: Iterable[Made]) -> Outcome:
    """Lay the new site out beside the old one, then put it in its place in one step."""
    done = list(results)
    sound = [result for result in done if result.findings.sound]
    held = tuple(result.slug for result in done if not result.findings.sound)
    staging = place.site.with_name(f".{place.site.name}.baru")
    shutil.rmtree(staging, ignore_errors=True)
    try:
        staging.mkdir(parents=True)
        for result in sound:
            _lay(place.store, staging / result.slug, result.files)
        for slug in set(sources.slugs(place.content)) - {result.slug for result in sound}:
            if (place.site / slug).is_dir():
                shutil.copytree(place.site / slug, staging / slug)
        portal = _portal(place, templates, base, staging, held)
        (staging / MARK).write_text("Folder ini dibuat oleh build.py; isinya diganti utuh setiap kali.\n", "utf-8")
        swap(staging, place.site)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    report = sum((result.findings for result in done), Report())
    made = tuple(name for result in sound for name in result.made) + portal.made
    reused = tuple(name for result in sound for name in result.reused) + portal.reused
    return Outcome(report, made, reused, tuple(result.slug for result in sound), held)


def _portal(place: Place, templates: Templates, base: str, staging: Path, held: tuple[str, ...]) -> Made:
    from dosir.assemble import portal

    folders = sorted(folder for folder in staging.iterdir() if folder.is_dir())
    files = [folder / "unduh" / f"{folder.name}.json" for folder in folders]
    summaries = [found for file in files if file.is_file() and (found := _summary(file.read_bytes()))]
    outline = portal.site(summaries, held)
    job = Job("portal", "", Folder("portal", "", ()), Folder("bersama", "", ()), templates, base, place.store)
    artefacts = Artefacts(job)
    artefacts.add("portal", repr(outline), lambda: _portal_files(outline, templates, base))
    _lay(place.store, staging, artefacts.files)
    return artefacts.result(Report())


def _summary(data: bytes) -> Summary | None:
    """The summary in a regency's data file; None when an older version wrote it, until that regency is made again."""
    try:
        return Summary(**json.loads(data)["ringkasan"])
    except (KeyError, TypeError, ValueError):
        return None


def _portal_files(outline: Site, templates: Templates, base: str) -> dict[str, bytes]:
    from dosir import site
    from dosir.render import pages

    return site.build(outline, pages.render(templates, outline), templates, base)


def _lay(store: Store, folder: Path, files: Mapping[str, str]) -> None:
    for path, name in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(taken(store, path, name))


__all__ = ["MARK", "Busy", "Job", "Made", "Outcome", "Place", "Progress", "examine", "make", "publish"]
