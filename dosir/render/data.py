"""The plan as data: every record with the keys the authors type, what was computed about the whole, and its schema.

The schema comes from the declarations that `read` obeys, so a key the records refuse is one the schema refuses; unlike
the editors' schemas it says what we write, where `250 juta` has become a number.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from dosir.plan import Plan
from dosir.plan.records import Daerah, Pilar, QuickWin, Rekaman
from dosir.summary import Summary

VERSION = 1
DIALECT = "https://json-schema.org/draft/2020-12/schema"
REGISTERS = (
    "visi",
    "misi",
    "bimtek",
    "kesepakatan",
    "opd",
    "kelembagaan",
    "isu",
    "kesiapan",
    "gap",
    "swot",
    "strategi_silang",
    "program",
    "indikator",
    "peta_jalan",
    "aplikasi",
    "dasar_hukum",
    "lampiran",
    "penandatangan",
    "evaluasi",
    "persetujuan",
    "sumber",
)
TEXT: Mapping[str, Any] = {"type": "string"}
SIMPLE: Mapping[Any, str] = {int: "integer", float: "number", str: "string", bool: "boolean", type(None): "null"}


def render(plan: Plan, summary: Summary, schema_name: str) -> bytes:
    """JSON of one regency: identity, registers, pillars and quick wins with their Markdown, and the summary."""
    data: dict[str, Any] = {"$schema": schema_name, "versi_skema": VERSION, "slug": plan.slug}
    data["daerah"] = _record(plan.daerah)
    data["ringkasan"] = summary.as_dict()
    data |= {name: [_record(record) for record in getattr(plan, name)] for name in REGISTERS}
    data["pilar"] = [
        {"dimensi": item.dimensi.kode, **_record(item.rekaman), "prosa": item.prosa.teks.strip()} for item in plan.pilar
    ]
    data["quick_win"] = [
        {"slug": item.slug, **_record(item.rekaman), "prosa": item.prosa.teks.strip()} for item in plan.quick_win
    ]
    data["naskah"] = {name: prosa.teks.strip() for name, prosa in plan.naskah.items()}
    return _json(data)


@cache
def schema() -> bytes:
    """The JSON Schema (2020-12) of what `render` gives, for every regency the same: made once a process (0.5 s)."""
    mode: Literal["serialization"] = "serialization"
    models = {name: _model(name) for name in REGISTERS}
    kinds: list[type[Rekaman]] = [Daerah, Pilar, QuickWin, *models.values()]
    inputs = [(model, mode) for model in dict.fromkeys(kinds)]
    refs, made = models_json_schema(inputs, schema_generator=_Written)
    forms = made["$defs"]
    properties: dict[str, Any] = {
        "$schema": TEXT,
        "versi_skema": {"const": VERSION},
        "slug": TEXT,
        "daerah": refs[Daerah, mode],
        "ringkasan": _form(Summary),
        **{name: {"type": "array", "items": refs[model, mode]} for name, model in models.items()},
        "pilar": {"type": "array", "items": _file(forms.pop("Pilar"), "dimensi")},
        "quick_win": {"type": "array", "items": _file(forms.pop("QuickWin"), "slug")},
        "naskah": {"type": "object", "additionalProperties": TEXT},
    }
    title = "Rencana smart city satu daerah"
    return _json({"$schema": DIALECT, "title": title, **_closed(properties), "$defs": forms})


def _record(record: BaseModel) -> dict[str, Any]:
    return record.model_dump(mode="json", exclude_defaults=True)


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _model(register: str) -> type[Rekaman]:
    """The kind of record a register of the plan holds."""
    held: type[Rekaman] = get_args(get_type_hints(Plan)[register])[0]
    return held


def _closed(properties: Mapping[str, Any]) -> dict[str, Any]:
    """An object with all of these keys and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _file(form: JsonSchemaValue, name: str) -> JsonSchemaValue:
    """A record from the head of a file: its keys, the name of the file, and the Markdown below the head."""
    properties = {name: TEXT, **form["properties"], "prosa": TEXT}
    return {**form, "properties": properties, "required": [name, *form.get("required", ()), "prosa"]}


def _form(kind: Any) -> dict[str, Any]:
    """What may stand in a part of the summary, from the type of that part."""
    if is_dataclass(kind):
        return _closed({name: _form(held) for name, held in get_type_hints(kind).items()})
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _form(get_args(kind)[0])}
    names = [SIMPLE[part] for part in get_args(kind) or (kind,)]
    return {"type": names if len(names) > 1 else names[0]}


class _Written(GenerateJsonSchema):
    """The schema of records as they are written: what a field means stays, how an author types it goes."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        made.pop("description", None)  # the docstring, which is for developers
        for form in made["properties"].values():
            form.pop("examples", None)
        return made
