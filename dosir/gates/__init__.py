"""Gates: what each bimtek stage and the final document demand of a plan, how far it is, and what was approved.

A demand is met or not, and knows where the answer is or belongs; it is never judged whether the answer is good. Nothing
here stops a draft: only a stage that is declared reached, in daerah.yml or on the command line, turns gaps into errors.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dosir.diagnostics import Diagnostic, error
from dosir.gates.demands import DEMANDS, Demand, honest
from dosir.gates.fields import fields
from dosir.plan import Plan
from dosir.plan.records import TAHAP, Tahap


@dataclass(frozen=True)
class Stage:
    """How far a plan is towards one stage; the demands are this stage's own, without those of earlier stages."""

    tahap: Tahap
    demands: tuple[Demand, ...]

    @property
    def gaps(self) -> tuple[Demand, ...]:
        """Demands that are not met, in the order of their files."""
        return tuple(sorted((demand for demand in self.demands if not demand.met), key=lambda gap: gap.position))

    @property
    def there(self) -> int:
        """How many demands are met."""
        return len(self.demands) - len(self.gaps)

    @property
    def percent(self) -> int:
        """Per cent of the demands that are met, rounded down so that 100 means all."""
        return 100 * self.there // len(self.demands) if self.demands else 100


def stages(plan: Plan) -> tuple[Stage, ...]:
    """Every stage with its demands on this plan; what could not be read is not demanded again.

    Kept beside the plan's computed properties, as its texts are: the pages of a site ask six times, a third of their
    time (measured).
    """
    found = vars(plan).get("_tahap")
    if found is None:
        found = vars(plan)["_tahap"] = tuple(_stages(plan))
    return tuple(found)


def _stages(plan: Plan) -> Iterator[Stage]:
    found = tuple(demand for source in (fields, *DEMANDS, honest) for demand in source(plan))
    wanted = [demand for demand in found if demand.register not in plan.register_hilang]
    for tahap in TAHAP:
        yield Stage(tahap, tuple(demand for demand in wanted if demand.tahap == tahap))


def reached(plan: Plan) -> Tahap | None:
    """The last stage that is complete together with all before it."""
    last: Tahap | None = None
    for stage in stages(plan):
        if stage.gaps:
            break
        last = stage.tahap
    return last


def up_to(tahap: Tahap) -> tuple[Tahap, ...]:
    """This stage and those before it."""
    return TAHAP[: TAHAP.index(tahap) + 1]


def gaps(plan: Plan, tahap: Tahap) -> Iterator[Diagnostic]:
    """The gaps of a stage that is declared reached, and of those before it, as errors."""
    for stage in stages(plan):
        if stage.tahap in up_to(tahap):
            for gap in stage.gaps:
                name = stage.tahap if stage.tahap == "final" else f"bimtek {stage.tahap}"
                yield error(gap.position, "stage-gap", f"dituntut {name}: {gap.what}", gap.hint)
