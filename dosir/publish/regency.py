"""One regency from its source files to its artefacts, in a process of its own: the pure part of a build.

Books come first, the site after them because it names them with their sizes, and the package last because it holds
them all. What was made from the same inputs before is taken from the store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any

from dosir.cache import digest
from dosir.changes import Differences
from dosir.diagnostics import Diagnostic, Position, Report, Severity
from dosir.outline import Book
from dosir.plan import Plan
from dosir.plan.records import Tahap
from dosir.publish import digests
from dosir.publish.artefacts import Artefacts, Job, Made, present
from dosir.sources import Folder
from dosir.templates import Templates, editing


def make(job: Job) -> Made:
    """Read, check, assemble and render one regency. Runs in a process of its own."""
    plan, report = examine(job.folder, job.shared, job.templates)
    result = Made(job.slug, {}, report)
    if report.sound:
        artefacts = Artefacts(job)
        _artefacts(artefacts, plan, report, job.since(plan))
        result = artefacts.result(report)
    job.store.remember(job.key, _remembered(result))
    return result


def known(job: Job) -> Made | None:
    """The result of an earlier build from exactly these files, when all it made is still there."""
    record = job.store.recall(job.key)
    if not isinstance(record, dict) or not present(job.store, record["files"]):
        return None
    for key in record["keys"]:
        job.store.recall(key)  # what is used stays young, also what is used through this record
    report = Report(tuple(_finding(row) for row in record["findings"]))
    return Made(job.slug, record["files"], report, (), tuple(record["artefacts"]), tuple(record["keys"]))


def key_of(
    folder: Folder, shared: Folder, revision: str, templates: Templates, base: str, past: bool = False, engine: str = ""
) -> str:
    """Digest of everything a regency's artefacts depend on; for the history stand the revision and `past`, whether git
    knows what led to it."""
    parts = [part for file in (*shared.files, *folder.files) for part in (file.path, file.data)]
    refused = [str(finding) for finding in (*shared.findings, *folder.findings)]
    design = digests.design_digest(templates, base)
    return digest("regency", folder.slug, revision, str(past), engine, *parts, *refused, design, digests.code_digest())


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


def checksums(shared: Folder, folder: Folder) -> dict[str, str]:
    """SHA-256 of each source file of a regency by its path below the content folder."""
    files = ((f"{part.slug}/{file.name}", file.data) for part in (shared, folder) for file in part.files)
    return {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files)}


def _artefacts(artefacts: Artefacts, plan: Plan, report: Report, differences: Differences) -> None:
    from dosir.assemble import books, cards
    from dosir.assemble.ledger import Ledger
    from dosir.assemble.scope import Scope

    scope = Scope(plan, artefacts.job.templates, revision=artefacts.job.revision)
    stem = f"{cards.DOWNLOADS}/{artefacts.job.slug}"
    made = tuple(books.books(scope))
    for book in made:
        _book(artefacts, book, f"{stem}-{book.id}")
    _workbook(artefacts, scope.knowing(made), stem)
    _data(artefacts, scope, stem, report)
    web = Scope(plan, artefacts.job.templates, web=True, revision=artefacts.job.revision)
    _site(artefacts, web, Ledger(report.findings, artefacts.job.history, differences, editing(artefacts.job.base)))
    _package(artefacts, plan, stem, differences)


def _book(artefacts: Artefacts, book: Book, stem: str) -> None:
    from dosir.render import docx, epub, pdf

    templates = artefacts.job.templates
    layout = cache(lambda: pdf.render(templates, book))  # one layout serves both files
    artefacts.add(f"{book.id}.pdf", repr(book), lambda: {f"{stem}.pdf": _conforming(book, layout().pdf)})
    artefacts.add(f"{book.id}.docx", repr(book), lambda: {f"{stem}.docx": docx.render(templates, book, layout())})
    if book.id == epub.BOOK:
        artefacts.add(f"{book.id}.epub", repr(book), lambda: {f"{stem}.epub": epub.render(templates, book)})


def _conforming(book: Book, data: bytes) -> bytes:
    """The same PDF. Raises RuntimeError when it breaks PDF/UA-1 or PDF/A-2a, which no content can bring about."""
    from dosir.render import conformance

    found = conformance.violations(data)
    if found:
        raise RuntimeError(f"{book.slug} {book.id}: PDF melanggar {'; '.join(found)}")
    return data


def _workbook(artefacts: Artefacts, scope: Any, stem: str) -> None:
    from dosir.assemble.workbook import workbook
    from dosir.render import sheets

    made = workbook(scope)
    artefacts.add("buku-kerja", repr(made), lambda: {f"{stem}.xlsx": sheets.render(artefacts.job.templates, made)})


def _data(artefacts: Artefacts, scope: Any, stem: str, report: Report) -> None:
    from dosir.assemble import portal
    from dosir.render import data

    schema = data.schema()
    summary = portal.summary(scope, report.findings)
    rendered = data.render(scope.plan, summary, f"{artefacts.job.slug}.schema.json")
    files = {f"{stem}.json": rendered, f"{stem}.schema.json": schema}
    artefacts.add("data", digest(rendered, schema), lambda: files)


def _site(artefacts: Artefacts, web: Any, ledger: Any) -> None:
    from dosir import site
    from dosir.assemble import books, pages
    from dosir.render import pages as written

    templates, engine = artefacts.job.templates, artefacts.job.engine
    sizes = {path.rpartition("/")[2]: len(artefacts.data(path)) for path in artefacts.files}
    outline = pages.site(web, books.books(web), sizes, ledger)

    def made() -> Mapping[str, bytes]:
        return site.build(outline, written.render(templates, outline), templates, artefacts.job.base, engine)

    artefacts.add("situs", repr((*digests.tools(engine).items(), outline)), made)


def _package(artefacts: Artefacts, plan: Plan, stem: str, differences: Differences) -> None:
    """The package, and again those pages of the site that name it, now with its size."""
    from dosir.render import bundle

    job = artefacts.job
    making = bundle.Making(
        job.revision,
        job.folder.path.rpartition("/")[0],
        checksums(job.shared, job.folder),
        digests.tools(job.engine),
        digests.source_digest(digests.PACKAGE),
        digests.design_digest(job.templates, job.base),
        job.history,
        differences,
    )

    def made() -> Mapping[str, bytes]:
        files = {path: artefacts.data(path) for path in artefacts.files}
        return bundle.render(job.templates, plan, making, files, f"{stem}.zip")

    artefacts.add("paket", repr((making, sorted(artefacts.files.items()))), made)


def _remembered(made: Made) -> dict[str, Any]:
    rows = [
        [f.position.path, f.position.line, f.position.column, f.severity.name, f.code, f.message, f.hint]
        for f in made.findings.findings
    ]
    return {"files": dict(made.files), "findings": rows, "artefacts": [*made.made, *made.reused], "keys": made.keys}


def _finding(row: list[Any]) -> Diagnostic:
    return Diagnostic(Position(*row[:3]), Severity[row[3]], *row[4:])
