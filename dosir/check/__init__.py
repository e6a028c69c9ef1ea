"""Check the plan: the tuple of rules that look across files.

Each rule is a generator over a frozen plan and never changes anything; what it yields is the whole of what it does.
A fault of form (a missing key, a wrong type) was already found by `read`. What each code means stands in `manual`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from dosir import gates, manual
from dosir.check import (
    amounts,
    counts,
    crossings,
    evaluation,
    links,
    lists,
    names,
    remarks,
    repeats,
    restated,
    weekdays,
    writing,
)
from dosir.check.figures import (
    dates_in_order,
    figures_have_years,
    horizons,
    offices_in_force,
    quick_wins_in_a_year,
    sums,
    years_in_period,
)
from dosir.check.parts import (
    evaluations_are_named_by_year,
    facts_have_sources,
    images_are_images,
    logo_exists,
    nothing_left_to_fill_in,
    parts_are_there,
)
from dosir.check.prose import prose_parts, prose_references
from dosir.check.references import duplicate_ids, names_make_addresses, unknown_references
from dosir.check.regions import region_codes
from dosir.check.silences import silenced
from dosir.diagnostics import Diagnostic, Report, error, nearest
from dosir.gates import approvals
from dosir.plan import Plan
from dosir.plan.records import TAHAP, Tahap
from dosir.templates import Arrangement

RULES: tuple[Callable[[Plan], Iterator[Diagnostic]], ...] = (
    unknown_references,
    duplicate_ids,
    names_make_addresses,
    region_codes,
    sums,
    years_in_period,
    dates_in_order,
    horizons,
    quick_wins_in_a_year,
    offices_in_force,
    figures_have_years,
    facts_have_sources,
    nothing_left_to_fill_in,
    evaluations_are_named_by_year,
    prose_references,
    prose_parts,
    logo_exists,
    images_are_images,
    parts_are_there,
    links.unserved_missions,
    links.unreached_goals,
    links.unanswered_gaps,
    links.strategies_and_programs,
    links.programs_stay_in_their_pillar,
    links.programs_in_plans,
    links.references_are_to_the_rpjmd,
    links.programs_are_whole,
    links.goals_are_measured,
    links.crossings_lead_on,
    links.years_stand_once,
    links.indicators_are_whole,
    links.targets_go_the_right_way,
    links.risks_have_mitigation,
    links.crossings,
    links.sub_dimensions_are_covered,
    links.pillars_have_quick_wins,
    links.nomenclature_fits_office,
    evaluation.instrument_weights,
    evaluation.instrument_numbers,
    evaluation.answers_fit_instrument,
    evaluation.scores_agree,
    evaluation.answers_have_evidence,
    evaluation.recommendations_are_followed,
    evaluation.one_apbd_a_year,
    evaluation.typed_shares,
    weekdays.weekdays,
    counts.counts,
    lists.lists,
    amounts.amounts,
    amounts.yearly_slips,
    names.office_names,
    names.region_kind,
    restated.periods,
    restated.visions,
    restated.figures,
    repeats.repeats,
    repeats.other_regions,
    repeats.codes,
    writing.numbers,
    writing.dates,
    writing.english,
    writing.abbreviations,
    writing.table_sources,
    remarks.open_remarks,
    approvals.stale,
)


def check(
    plan: Plan,
    arrangements: Mapping[str, Arrangement] | None = None,
    stage: Tahap | None = None,
    earlier: Iterable[Diagnostic] = (),
) -> Report:
    """Everything found about a plan, without what its author has silenced.

    `arrangements` are those of books, by name; `earlier` is what reading found; the gaps of
    `stage` and of the stage that daerah.yml declares reached are errors, all of them in a document called final.
    """
    found = chain.from_iterable(rule(plan) for rule in RULES)
    claimed: Tahap | None = None if plan.daerah.status == "draf" else "final"
    declared = [tahap for tahap in (stage, plan.daerah.tahap, claimed) if tahap]
    missing = gates.gaps(plan, max(declared, key=TAHAP.index)) if declared else ()
    every = (*earlier, *found, *_arrangement(plan, arrangements or {}), *missing)
    return Report.of(silenced(every, plan, manual.codes()))


def _arrangement(plan: Plan, known: Mapping[str, Arrangement]) -> Iterator[Diagnostic]:
    chosen = plan.daerah.susunan
    if known and chosen not in known:
        message = f"susunan buku `{chosen}` tidak ada"
        yield error(plan.daerah.at("susunan"), "unknown-reference", message, nearest(chosen, known))
    for name, prose in plan.naskah.items():
        if chosen in known and name not in known[chosen].manuscripts:
            message = f"naskah `{name}` tidak dimuat buku mana pun"
            yield error(prose.on(1), "unknown-file", message, nearest(name, known[chosen].manuscripts))
    if chosen in known and known[chosen].parts:
        yield from crossings.crossings(plan, known[chosen])
    for annex in plan.lampiran if chosen in known else ():
        for index, book in enumerate(annex.buku):
            if book not in known[chosen].books:
                message = f"buku `{book}` tidak ada dalam susunan `{chosen}`"
                yield error(annex.at("buku", index), "unknown-reference", message, nearest(book, known[chosen].books))
