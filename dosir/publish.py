"""Publish the site: which artefacts there are, which can be reused, who makes the rest, and the swap at the end.

`publish` is the story of a build. Two digests save work: that of a regency's source files says that nothing changed at
all, and that of each outline says which artefacts a change really touches.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from dosir import sources, workers
from dosir.cache import Store, digest
from dosir.diagnostics import Diagnostic, Position, Report, Severity
from dosir.outline import Book, Site, Summary
from dosir.plan import Plan
from dosir.plan.records import Tahap
from dosir.sources import Folder
from dosir.sources.revision import revision
from dosir.swap import recover, swap
from dosir.templates import Templates, load

TOOLS = (
    "babel",
    "fontpkg-noto-sans",
    "fontpkg-noto-serif",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "markupsafe",
    "mdit-py-plugins",
    "mkdocs",
    "mkdocs-material",
    "pillow",
    "pydantic",
    "pypandoc_binary",
    "pyyaml",
    "typst",
    "vl-convert-python",
)
MARK = ".dosir-site"
KEEP_SECONDS = 30 * 24 * 3600  # how long a result is kept that no build has used


@dataclass(frozen=True)
class Place:
    """The folders of a build; `root` holds templates, mkdocs.yml and the store."""

    root: Path
    content: Path
    site: Path

    @property
    def shown(self) -> str:
        """The content folder as an author knows it: relative to the root where it lies below it."""
        content, root = self.content.resolve(), self.root.resolve()
        return (content.relative_to(root) if content.is_relative_to(root) else content).as_posix()

    @property
    def store(self) -> Store:
        """The store of results, beside the project and never in the site."""
        return Store(self.root / ".dosir")


@dataclass(frozen=True)
class Job:
    """One regency to make: its files, what it shares, and everything else its artefacts depend on."""

    slug: str
    key: str
    folder: Folder
    shared: Folder
    templates: Templates
    base: str
    store: Store
    fresh: bool = False
    revision: str = ""


@dataclass(frozen=True)
class Made:
    """What a job gave: the files by path below the site, the findings, which artefacts were made or reused, and under
    which keys they are remembered."""

    slug: str
    files: Mapping[str, str]
    findings: Report
    made: tuple[str, ...] = ()
    reused: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


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


@dataclass
class _Artefacts:
    """The artefacts of one regency as they are made or taken from the store."""

    job: Job
    files: dict[str, str] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    reused: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def result(self, findings: Report) -> Made:
        """All of it, as a job gives it back."""
        return Made(self.job.slug, self.files, findings, tuple(self.made), tuple(self.reused), tuple(self.keys))

    def add(self, name: str, inputs: str, make: Callable[[], Mapping[str, bytes]]) -> None:
        """Files of the artefact `name`, made only when nothing was made from these inputs before."""
        design = _templates_digest(self.job.templates)
        key = digest("artefact", self.job.slug, name, inputs, design, self.job.base, code_digest())
        known = None if self.job.fresh else recalled(self.job.store, key)
        if known is None:
            known = {path: self.job.store.put(data) for path, data in make().items()}
            self.job.store.remember(key, {"files": known})
            self.made.append(f"{self.job.slug}/{name}")
        else:
            self.reused.append(f"{self.job.slug}/{name}")
        self.files |= known
        self.keys.append(key)


def publish(place: Place, slugs: tuple[str, ...], processes: int, fresh: bool, progress: Progress) -> Outcome:
    """Build these regencies (all when none are named) and swap the new site in."""
    recover(place.site)
    templates, base = load(place.root / "templates"), (place.root / "mkdocs.yml").read_text("utf-8")
    shared = sources.from_folder(place.content, "bersama", place.shown)
    chosen = tuple(dict.fromkeys(slugs)) or sources.slugs(place.content)
    jobs = [_job(place, slug, shared, templates, base, fresh) for slug in chosen]
    known = {job.slug: None if fresh else _known(job) for job in jobs}
    waiting = [job for job in jobs if known[job.slug] is None]
    progress.begin(len(jobs), len(jobs) - len(waiting))
    made = workers.run(make, waiting, processes, lambda job: progress.advance(job.slug))
    results = {**{slug: found for slug, found in known.items() if found}, **{found.slug: found for found in made}}
    outcome = _swapped(place, templates, base, [results[slug] for slug in chosen])
    place.store.prune(KEEP_SECONDS)
    return outcome


def make(job: Job) -> Made:
    """Read, check, assemble and render one regency. Runs in a process of its own."""
    plan, report = examine(job.folder, job.shared, job.templates)
    result = Made(job.slug, {}, report)
    if report.sound:
        artefacts = _Artefacts(job)
        _artefacts(artefacts, plan)
        result = artefacts.result(report)
    job.store.remember(job.key, _remembered(result))
    return result


def examine(folder: Folder, shared: Folder, templates: Templates, stage: Tahap | None = None) -> tuple[Plan, Report]:
    """The plan in a folder and every finding about it: of form, of the rules, and of what the fonts lack.

    The gaps up to `stage` are errors.
    """
    from dosir import check, read
    from dosir.render import glyphs

    common, found = read.bersama(shared)
    plan, more = read.daerah(folder, common)
    strange = glyphs.unprintable(plan, (*shared.files, *folder.files))
    return plan, check.check(plan, templates.arrangements, stage, (*found, *more, *strange))


def _artefacts(artefacts: _Artefacts, plan: Plan) -> None:
    from dosir import site
    from dosir.assemble import books, cards, pages, portal
    from dosir.assemble.scope import Scope
    from dosir.render import data
    from dosir.render import pages as written

    templates = artefacts.job.templates
    stem = f"{cards.DOWNLOADS}/{artefacts.job.slug}"
    for book in books.books(Scope(plan, templates, revision=artefacts.job.revision)):
        _book(artefacts, book, f"{stem}-{book.id}")
    rendered = data.render(plan, portal.summary(Scope(plan, templates)))
    artefacts.add("data", digest(rendered), lambda: {f"{stem}.json": rendered})
    web = Scope(plan, templates, web=True)
    outline = pages.site(web, books.books(web))

    def made() -> Mapping[str, bytes]:
        return site.build(outline, written.render(templates, outline), templates, artefacts.job.base)

    artefacts.add("situs", repr(outline), made)


def _book(artefacts: _Artefacts, book: Book, stem: str) -> None:
    from dosir.render import docx, pdf

    templates = artefacts.job.templates
    layout = cache(lambda: pdf.render(templates, book))  # one layout serves both files
    artefacts.add(f"{book.id}.pdf", repr(book), lambda: {f"{stem}.pdf": layout().pdf})
    artefacts.add(f"{book.id}.docx", repr(book), lambda: {f"{stem}.docx": docx.render(templates, book, layout())})


def _job(place: Place, slug: str, shared: Folder, templates: Templates, base: str, fresh: bool) -> Job:
    folder = sources.from_folder(place.content, slug, place.shown)
    parts = [part for file in (*shared.files, *folder.files) for part in (file.path, file.data)]
    refused = [str(finding) for finding in (*shared.findings, *folder.findings)]
    commit = revision(place.root, [place.content / slug, place.content / "bersama"])
    key = digest("regency", slug, commit, *parts, *refused, _templates_digest(templates), base, code_digest())
    return Job(slug, key, folder, shared, templates, base, place.store, fresh, commit)


def _known(job: Job) -> Made | None:
    """The result of an earlier build from exactly these files, when all it made is still there."""
    record = job.store.recall(job.key)
    if not isinstance(record, dict) or not _present(job.store, record["files"]):
        return None
    for key in record["keys"]:
        job.store.recall(key)  # what is used stays young, also what is used through this record
    report = Report(tuple(_finding(row) for row in record["findings"]))
    return Made(job.slug, record["files"], report, (), tuple(record["artefacts"]), tuple(record["keys"]))


def _remembered(made: Made) -> dict[str, Any]:
    rows = [
        [f.position.path, f.position.line, f.position.column, f.severity.name, f.code, f.message, f.hint]
        for f in made.findings.findings
    ]
    return {"files": dict(made.files), "findings": rows, "artefacts": [*made.made, *made.reused], "keys": made.keys}


def _finding(row: list[Any]) -> Diagnostic:
    return Diagnostic(Position(*row[:3]), Severity[row[3]], *row[4:])


def recalled(store: Store, key: str) -> dict[str, str] | None:
    """Files noted under a key, when every one of them is in the store."""
    record = store.recall(key)
    return record["files"] if isinstance(record, dict) and _present(store, record["files"]) else None


def _present(store: Store, files: Mapping[str, str]) -> bool:
    return all(store.holds(name) for name in files.values())


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
    files = [next(iter(sorted(folder.glob("unduh/*.json"))), None) for folder in folders]
    summaries = [found for file in files if file and (found := _summary(file.read_bytes()))]
    outline = portal.site(summaries, held)
    job = Job("portal", "", Folder("portal", "", ()), Folder("bersama", "", ()), templates, base, place.store)
    artefacts = _Artefacts(job)
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
        data = store.get(name)
        if data is None:
            raise RuntimeError(f"the store lost {path} while it was read; build again")
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


@cache
def code_digest() -> str:
    """Digest of our own code and data and of the versions of everything that shapes an artefact."""
    files = sorted(path for kind in ("*.py", "*.csv", "*.md") for path in Path(__file__).parent.rglob(kind))
    return digest(*(file.read_bytes() for file in files), *(f"{name} {version(name)}" for name in TOOLS))


def _templates_digest(templates: Templates) -> str:
    return digest(*(part for item in sorted(templates.files.items()) for part in item))
