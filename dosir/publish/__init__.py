"""Publish the site: which regencies are as they were, who makes the rest, and the swap at the end.

`publish` is the story of a build. Two digests save work: that of a regency's source files says that nothing changed at
all (`regency`), and that of each outline says which artefacts a change really touches (`artefacts`).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Protocol

from dosir import sources, workers
from dosir.cache import Store, digest
from dosir.diagnostics import Report
from dosir.outline import Site
from dosir.publish import digests, past, regency
from dosir.publish.artefacts import Artefacts, Job, Made, taken
from dosir.publish.place import MARK, Busy, Place, alone
from dosir.publish.regency import examine, make
from dosir.sources import Folder
from dosir.sources.history import NOTHING, History, history, told
from dosir.sources.revision import revision
from dosir.summary import Summary, from_dict
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


def publish(
    place: Place, slugs: tuple[str, ...], processes: int, fresh: bool, progress: Progress, engine: str = "mkdocs"
) -> Outcome:
    """Build these regencies (all when none are named) and swap the new site in. Raises `Busy` during another build."""
    with alone(place.site):
        recover(place.site)
        templates, base = load(place.root / "templates"), (place.root / "mkdocs.yml").read_text("utf-8")
        shared = sources.from_folder(place.content, "bersama", place.shown)
        chosen = tuple(dict.fromkeys(slugs)) or sources.slugs(place.content)
        jobs = [_job(place, slug, shared, templates, base, fresh, engine) for slug in chosen]
        known = {job.slug: None if fresh else regency.known(job) for job in jobs}
        waiting = [Waiting(job, place.root) for job in jobs if known[job.slug] is None]
        progress.begin(len(jobs), len(jobs) - len(waiting))
        made = workers.run(
            remembering, _sharing(place, shared, waiting), processes, lambda one: progress.advance(one.job.slug)
        )
        results = {**{slug: found for slug, found in known.items() if found}, **{found.slug: found for found in made}}
        outcome = _swapped(place, templates, base, engine, [results[slug] for slug in chosen])
        place.store.prune(KEEP_SECONDS)
    return outcome


@dataclass(frozen=True)
class Waiting:
    """A regency to make whose history is still to be read from the repository at `root`; `shared` is that of what all
    share."""

    job: Job
    root: Path
    shared: History = NOTHING


def remembering(waiting: Waiting) -> Made:
    """`make` with the past of the regency's files; half a second of git, so in the process that makes it."""
    job = waiting.job
    own = history(waiting.root, job.revision, job.folder.path, job.folder.files)
    return make(replace(job, history=waiting.shared | own, since=partial(past.since, waiting.root, own, job.folder)))


def _sharing(place: Place, shared: Folder, waiting: list[Waiting]) -> list[Waiting]:
    if not any(one.job.revision for one in waiting):
        return waiting
    commit = revision(place.root, [place.content / shared.slug])
    told_of_all = past.lines_of(place.root, commit, shared)
    return [replace(one, shared=told_of_all) for one in waiting]


def _job(place: Place, slug: str, shared: Folder, templates: Templates, base: str, fresh: bool, engine: str) -> Job:
    folder = sources.from_folder(place.content, slug, place.shown)
    commit = revision(place.root, [place.content / slug, place.content / "bersama"])
    key = regency.key_of(folder, shared, commit, templates, base, told(place.root) if commit else False, engine)
    return Job(slug, key, folder, shared, templates, base, place.store, fresh, commit, engine=engine)


def _swapped(place: Place, templates: Templates, base: str, engine: str, results: Iterable[Made]) -> Outcome:
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
        portal = _portal(place, templates, base, engine, staging, held)
        (staging / MARK).write_text("Folder ini dibuat oleh build.py; isinya diganti utuh setiap kali.\n", "utf-8")
        swap(staging, place.site)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    report = sum((result.findings for result in done), Report())
    made = tuple(name for result in sound for name in result.made) + portal.made
    reused = tuple(name for result in sound for name in result.reused) + portal.reused
    return Outcome(report, made, reused, tuple(result.slug for result in sound), held)


def _portal(place: Place, templates: Templates, base: str, engine: str, staging: Path, held: tuple[str, ...]) -> Made:
    from dosir.assemble import portal
    from dosir.render import search

    folders = sorted(folder for folder in staging.iterdir() if folder.is_dir())
    files = [folder / "unduh" / f"{folder.name}.json" for folder in folders]
    summaries = [found for file in files if file.is_file() and (found := _summary(file.read_bytes()))]
    outline = cache(lambda: portal.site(summaries, held, templates))  # not asked for when both artefacts are as before
    own, shared = Folder("portal", "", ()), Folder("bersama", "", ())
    job = Job("portal", "", own, shared, templates, base, place.store, engine=engine)
    artefacts = Artefacts(job)
    inputs = repr((summaries, held))
    artefacts.add("portal", repr((*digests.tools(engine).items(), inputs)), lambda: _portal_files(outline(), job))
    shares = {folder.name: file.read_bytes() for folder in folders if (file := folder / search.SHARE).is_file()}
    told_of = digest(inputs, *(part for slug, data in shares.items() for part in (slug, data)))
    artefacts.add("cari", told_of, lambda: search.portal.files(templates, outline(), shares))
    _lay(place.store, staging, artefacts.files)
    return artefacts.result(Report())


def _summary(data: bytes) -> Summary | None:
    """The summary in a regency's data file; None when an older version wrote it, until that regency is made again."""
    try:
        return from_dict(json.loads(data)["ringkasan"])
    except (KeyError, TypeError, ValueError):
        return None


def _portal_files(outline: Site, job: Job) -> dict[str, bytes]:
    from dosir import site
    from dosir.render import pages

    return site.build(outline, pages.render(job.templates, outline), job.templates, job.base, job.engine)


def _lay(store: Store, folder: Path, files: Mapping[str, str]) -> None:
    for path, name in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(taken(store, path, name))


__all__ = ["MARK", "Busy", "Job", "Made", "Outcome", "Place", "Progress", "examine", "make", "publish"]
