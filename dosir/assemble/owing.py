"""What is still owed: the demands that some records do not meet yet, gathered and laid out for their page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dosir.assemble import tables
from dosir.assemble.cards import paragraph, said
from dosir.assemble.completeness import PATH
from dosir.assemble.rows import owing
from dosir.assemble.scope import Scope
from dosir.gates import Stage, stages
from dosir.gates.demands import Demand
from dosir.outline import Prose, Section, page_link, text

Owed = tuple[tuple[Stage, Demand], ...]
OWED = "kekurangan"


class Debts:
    """All that the records of a plan still lack, gathered once for all its pages."""

    def __init__(self, scope: Scope) -> None:
        self._found: dict[str, list[tuple[int, Stage, Demand]]] = defaultdict(list)
        gaps = ((stage, gap) for stage in stages(scope.plan) for gap in stage.gaps)
        for at, (stage, gap) in enumerate(gaps):
            self._found[scope.plan.jangkar.of(gap.record)].append((at, stage, gap))

    def of(self, anchors: Iterable[str]) -> Owed:
        """The demands that the records with these anchors do not meet, stage by stage."""
        found = (part for anchor in dict.fromkeys(anchors) if anchor for part in self._found.get(anchor, ()))
        return tuple((stage, gap) for _, stage, gap in sorted(found, key=lambda part: part[0]))


def section(scope: Scope, found: Owed, nothing: str) -> Section:
    """What is missing, then how many records are still examples; `nothing` is said when nothing is missing."""
    gaps = tables.frame(scope, "kekurangan-rekaman", owing.owed_lines(scope, found))
    examples = tables.frame(scope, "contoh-rekaman", owing.example_lines(found))
    way = Prose((paragraph((*text("Tuntutan tiap tahap seluruhnya: "), *page_link(PATH, "Kelengkapan"), *text("."))),))
    blocks = [gaps if gaps.rows else said(nothing), *([examples] if examples.rows else []), way]
    return Section(OWED, "Yang masih kurang", tuple(blocks))
