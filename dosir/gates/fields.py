"""What the declarations demand: every field of every record that names a stage, met when it is filled."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dosir.gates.demands import Demand
from dosir.plan import Plan
from dosir.plan.names import typed
from dosir.plan.records import Rekaman, Tahap


def fields(plan: Plan) -> Iterator[Demand]:
    """A demand for each field with a stage of its own; required fields are always there, so only the others count."""
    for record in plan.rekaman():
        if record.whole:
            yield from _of(record)


def _of(record: Rekaman) -> Iterator[Demand]:
    for name, stage, hint in _demanded(type(record)):
        met = getattr(record, name) not in (None, "", ())
        yield Demand(stage, f"{typed(record)}: `{name}`", record.at(name), met, hint, record=record)


@lru_cache(maxsize=256)
def _demanded(model: type[Rekaman]) -> tuple[tuple[str, Tahap, str], ...]:
    """(field, stage, hint) of what a stage demands of each record of a kind."""
    stages = ((name, model.tahap_isian(name), info) for name, info in model.model_fields.items())
    return tuple(
        (name, stage, f"isi `{name}:`; {_lower(info.description or '')}")
        for name, stage, info in stages
        if stage and not info.is_required()
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
