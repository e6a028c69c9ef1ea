"""The last look at finished files, with the eyes of an outsider: *publish* made them, this says whether they hold.

It knows nothing of how they were made, so that it can judge other content, other tools' files, and a file that came
back from Word; and it repeats what the build already gates, because whoever judges must not be who wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from dosir import workers
from dosir.audit import access, finding, lists, office, package, parts, portable, schema, sections, tables, word
from dosir.audit.finding import Fault, Finding

KINDS = (".docx", ".pdf", ".xlsx")
WORD_RULES = (word.lints, tables.lints, sections.lints, access.lints, lists.lints)


def collected(places: Sequence[Path]) -> tuple[Path, ...]:
    """The files to look at, sorted: those named, and those of a known kind anywhere below a folder that is named."""
    found: set[Path] = set()
    for place in places:
        inside = place.rglob("*") if place.is_dir() else (place,)
        found |= {path for path in inside if path.suffix.lower() in KINDS or path == place}
    return tuple(sorted(path for path in found if path.is_file() and not path.name.startswith("~$")))


def examine(
    files: Sequence[Path], processes: int, libreoffice: bool, done: Callable[[Path], None]
) -> tuple[Finding, ...]:
    """Every finding in these files; `done` is called as each is through. LibreOffice opens DOCX when asked to."""
    found = workers.run(partial(look, libreoffice=libreoffice), files, processes, done)
    return tuple(one for findings in found for one in findings)


def look(path: Path, libreoffice: bool) -> tuple[Finding, ...]:
    """Every finding in one file, sorted."""
    looks = {".docx": _document, ".xlsx": _workbook, ".pdf": _portable}
    looking = looks[path.suffix.lower()]
    return finding.of(path.as_posix(), looking(path, libreoffice))


def _document(path: Path, libreoffice: bool) -> Iterator[Fault]:
    data = path.read_bytes()
    opened, faults = package.opened(data)
    yield from _container(path, opened, faults)
    for rule in WORD_RULES if opened.main else ():
        yield from rule(opened)
    if libreoffice and opened.main:
        beside = path.with_suffix(".pdf")
        yield from office.lints(opened, data, beside.read_bytes() if beside.is_file() else None)


def _workbook(path: Path, libreoffice: bool) -> Iterator[Fault]:
    yield from _container(path, *package.opened(path.read_bytes()))


def _container(path: Path, opened: package.Package, faults: Sequence[Fault]) -> Iterator[Fault]:
    yield from faults
    if opened.names:
        yield from parts.lints(opened)
        yield from schema.office(path)


def _portable(path: Path, libreoffice: bool) -> Iterator[Fault]:
    data = path.read_bytes()
    yield from portable.lints(data)
    yield from schema.pdf(data)
