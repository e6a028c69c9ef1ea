"""What the declarations demand: every field of every record that names a stage, met when it is filled."""

from __future__ import annotations

from collections.abc import Iterator

from dosir.gates.demands import Demand, called
from dosir.plan import Plan
from dosir.plan.records import Rekaman


def fields(plan: Plan) -> Iterator[Demand]:
    """A demand for each field with a stage of its own; required fields are always there, so only the others count."""
    for record in plan.rekaman():
        if record.whole:
            yield from _of(record)


def _of(record: Rekaman) -> Iterator[Demand]:
    for name, info in type(record).model_fields.items():
        stage = record.tahap_isian(name)
        if stage and not info.is_required():
            met = getattr(record, name) not in (None, "", ())
            hint = f"isi `{name}:`; {_lower(info.description or '')}"
            yield Demand(stage, f"{called(record)}: `{name}`", record.at(name), met, hint, record=record)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
