"""The portal: every regency at a glance, from the summary that each left when it was published, and the authors' pages.

It never sees a plan, so that 514 regencies cost no more than 514 small records, and one that cannot be built today is
still there as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dosir.assemble import numbering
from dosir.assemble.portal import codes, compare, due, fields, guide, home, winning
from dosir.assemble.portal.frames import Portal
from dosir.assemble.portal.summing import summary
from dosir.language import urutan
from dosir.outline import Page, Site
from dosir.summary import Summary
from dosir.templates import Templates

AUTHORS = "Untuk penyusun"


def site(summaries: Sequence[Summary], stale: Iterable[str], templates: Templates) -> Site:
    """The portal over these regencies; those in `stale` are shown as they were before their last change."""
    ordered = sorted(summaries, key=lambda item: (urutan(item.provinsi), urutan(item.nama)))
    portal = Portal(tuple(ordered), frozenset(stale), templates)
    others = (*(_regencies(portal) if ordered else ()), *_authors(templates))
    titles = {page.path: page.title for page in others}
    finished = (
        replace(page, sections=numbering.unique(page.sections)) for page in (home.page(portal, titles), *others)
    )
    return Site("", "Dosir", "Masterplan Smart City Daerah", tuple(finished))


def _regencies(portal: Portal) -> Iterable[Page]:
    return (*compare.pages(portal), *winning.pages(portal), due.page(portal))


def _authors(templates: Templates) -> Iterable[Page]:
    return (guide.page(templates, AUTHORS), fields.page(templates, AUTHORS), codes.page(templates, AUTHORS))


__all__ = ["site", "summary"]
