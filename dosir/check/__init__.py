"""Check the plan: the tuple of rules that look across files.

Each rule is a generator over a frozen plan and never changes anything; what it yields is the whole of what it does.
A fault of form (a missing key, a wrong type) was already found by `read`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import chain

from dosir.check.figures import dates_in_order, sums, years_in_period
from dosir.check.parts import facts_have_sources, images_are_images, logo_exists, parts_are_there
from dosir.check.prose import prose_parts, prose_references
from dosir.check.references import duplicate_ids, names_make_addresses, unknown_references
from dosir.diagnostics import Diagnostic, Report, error, nearest
from dosir.plan import Plan

RULES: tuple[Callable[[Plan], Iterator[Diagnostic]], ...] = (
    unknown_references,
    duplicate_ids,
    names_make_addresses,
    sums,
    years_in_period,
    dates_in_order,
    facts_have_sources,
    prose_references,
    prose_parts,
    logo_exists,
    images_are_images,
    parts_are_there,
)


def check(plan: Plan, arrangements: Mapping[str, Collection[str]] | None = None) -> Report:
    """All findings of all rules about one plan; `arrangements` are those of books, with the manuscripts they print."""
    found = chain.from_iterable(rule(plan) for rule in RULES)
    return Report.of((*found, *_arrangement(plan, arrangements or {})))


def _arrangement(plan: Plan, known: Mapping[str, Collection[str]]) -> Iterator[Diagnostic]:
    chosen = plan.daerah.susunan
    if known and chosen not in known:
        message = f"susunan buku `{chosen}` tidak ada"
        yield error(plan.daerah.at("susunan"), "unknown-reference", message, nearest(chosen, known))
    for name, prose in plan.naskah.items():
        if chosen in known and name not in known[chosen]:
            message = f"naskah `{name}` tidak dimuat buku mana pun"
            yield error(prose.on(1), "unknown-file", message, nearest(name, known[chosen]))
