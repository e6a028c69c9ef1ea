"""The dossiers as they are shipped, each read, checked and assembled once in a process, whichever test asks first.

What is given is frozen and only to be read.
"""

from __future__ import annotations

from functools import cache

from conftest import REPOSITORY

from dosir import publish, read, sources, templates
from dosir.assemble import books, pages
from dosir.assemble.scope import Scope
from dosir.diagnostics import Report
from dosir.outline import Book, Site
from dosir.plan import Bersama, Plan

CONTENT = REPOSITORY / "content"
TRUSTED = templates.load(REPOSITORY / "templates")
SLUGS = sources.slugs(CONTENT)


def folder(slug: str) -> sources.Folder:
    """The files of a regency, or of what all share."""
    return sources.from_folder(CONTENT, slug, "content")


@cache
def shared() -> Bersama:
    """What all regencies share."""
    return read.bersama(folder("bersama"))[0]


@cache
def plan_of(slug: str) -> Plan:
    """The plan of a regency."""
    return read.daerah(folder(slug), shared())[0]


@cache
def examined(slug: str) -> Report:
    """What a build of the regency would say of it."""
    return publish.examine(folder(slug), folder("bersama"), TRUSTED)[1]


@cache
def books_of(slug: str, web: bool = False) -> tuple[Book, ...]:
    """The books of a regency, as files or as they stand on its site."""
    return books.books(Scope(plan_of(slug), TRUSTED, web=web))


@cache
def site_of(slug: str) -> Site:
    """The pages of a regency's site."""
    return pages.site(Scope(plan_of(slug), TRUSTED, web=True), books_of(slug, web=True))
