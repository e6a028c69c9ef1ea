"""What an editor needs to help an author: a JSON Schema for every kind of file, from the declarations `read` obeys.

A schema describes what may be *typed*, as a YAML 1.2 editor loads it: `2022` is a number there, `250 juta` a text, and
a key without a value is null. It lets a little more through than `read`, never less: no editor sees the plus of `+5`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from dosir.plan import records
from dosir.plan.records import TAHAP, Rekaman
from dosir.plan.values import WORD
from dosir.read import EACH, FILED, INSTRUMENTS, PER_PILLAR, REGISTERS, SHARED
from dosir.sources import yaml_of

FOLDER = ".vscode"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
EXTENSION = "redhat.vscode-yaml"
# What each kind of file is for, by the name of its kind.
MEANINGS: Mapping[str, str] = {
    "daerah": "Identitas daerah dan dokumennya: kedua kode wilayah, periode, RPJMD, status, versi.",
    "visi": "Visi dan misi, dari RPJMD dan untuk smart city.",
    "bimtek": "Bimbingan teknis yang telah berlangsung dan kesepakatan yang ditandatangani.",
    "opd": "Perangkat daerah: nama resmi, singkatan, sebutan lain. Isi lain merujuk `id`-nya.",
    "kelembagaan": "Kelembagaan smart city: Dewan, Tim Pelaksana, Forum.",
    "isu": "Isu strategis dari RPJMD, KLHS, dan data daerah.",
    "kesiapan": "Kesiapan daerah: struktur, infrastruktur, suprastruktur.",
    "gap": "Kesenjangan antara kondisi sekarang dan yang diharapkan, tiap sub-dimensi.",
    "swot": "Butir SWOT dan strategi silangnya (SO, WO, ST, WT).",
    "peta-jalan": "Langkah jangka pendek, menengah, dan panjang tiap program.",
    "aplikasi": "Aplikasi yang dipakai atau direncanakan; daftar ini tidak menggantikan program.",
    "dasar-hukum": "Peraturan yang menjadi dasar hukum: yang nasional di bersama/, yang daerah di folder daerahnya.",
    "lampiran": "Lampiran masterplan: keputusan, berita acara, daftar hadir, lembar komitmen.",
    "penandatangan": "Siapa yang menandatangani dokumen dan sebagai apa.",
    "sumber": "Sumber fakta. Tiap fakta merujuk `id` sumbernya dengan kunci `sumber`.",
    "program": "Program satu pilar dengan penanggung jawab, tahun, dan anggaran per tahun dan sumber dana.",
    "indikator": "Indikator satu pilar dengan kondisi awal, target, dan capaian.",
    "evaluasi": "Evaluasi satu tahun: jawaban, nilai resmi, rekomendasi dan tindak lanjutnya.",
    "persetujuan": "Cap persetujuan satu tahap; ditulis oleh `python build.py approve`, bukan dengan tangan.",
    "catatan": "Catatan penelaah situs, ditulis oleh `python build.py remarks`; yang diisi penyusun hanya `jawaban`.",
    "pilar": "Kepala berkas satu pilar: ringkasan, tujuan, sasaran, strategi. Nama berkas ialah kode dimensinya.",
    "quick-win": "Kepala berkas satu quick win: lembar dengan sepuluh aspek yang dinilai.",
    "bersama-dimensi": "Dimensi dan sub-dimensi smart city, dipakai semua daerah.",
    "bersama-sumber-dana": "Sumber dana, dipakai semua daerah.",
    "bersama-singkatan": "Singkatan dan kepanjangannya, dipakai semua daerah.",
    "bersama-nomenklatur": "Kode dan nomenklatur program, kegiatan, dan subkegiatan, dipakai semua daerah.",
    "bersama-instrumen": "Instrumen evaluasi satu tahun dan kelompok daerah: bagian, bobot, pertanyaan.",
}


@dataclass(frozen=True)
class Kind:
    """A kind of file: the name of its schema, the files it is for as a glob below the content folder, what they hold.

    `lists` are the registers in such a file by key; a file that is one record has that record below the key "".
    """

    name: str
    glob: str
    lists: Mapping[str, type[Rekaman]]

    @property
    def meaning(self) -> str:
        """What the file is for, in one Indonesian sentence."""
        return MEANINGS.get(self.name, "")

    @property
    def stage(self) -> str:
        """The first stage that asks for anything in such a file; empty when none does."""
        stages = {record.tahap_jenis for record in self.lists.values()}
        return next((stage for stage in TAHAP if stage in stages), "")


def kinds() -> tuple[Kind, ...]:
    """Every kind of file with keys in it; shared files that are written as a regency's own are one kind with them."""
    own = (Kind(_stem(name), f"*/{name}", shapes) for name, shapes in REGISTERS.items())
    pillars = (Kind(_stem(folder), f"*/{folder}*.yml", shapes) for folder, shapes in PER_PILLAR.items())
    each = (Kind(_stem(folder), f"*/{folder}*.yml", {"": model}) for folder, (_, model) in EACH.items())
    filed = (Kind(_stem(folder), f"*/{folder}*.yml", shapes) for folder, shapes in FILED.items())
    alone = {name: shapes for name, shapes in SHARED.items() if REGISTERS.get(name) != shapes}
    shared = (Kind(f"bersama-{_stem(name)}", f"bersama/{name}", shapes) for name, shapes in alone.items())
    return (
        Kind("daerah", "*/daerah.yml", {"": records.Daerah}),
        *own,
        *pillars,
        Kind("pilar", "*/pilar/*.md", {"": records.Pilar}),
        Kind("quick-win", "*/quick-win/*.md", {"": records.QuickWin}),
        *each,
        *filed,
        *shared,
        Kind(f"bersama-{_stem(INSTRUMENTS)}", f"bersama/{INSTRUMENTS}*.yml", {"": records.Instrumen}),
    )


def schemas() -> Mapping[str, dict[str, Any]]:
    """A JSON Schema (2020-12) for each kind of file, by the kind's name."""
    return {kind.name: schema_of(kind) for kind in kinds()}


def schema_of(kind: Kind) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one kind of file."""
    mode: Literal["validation"] = "validation"
    inputs = [(model, mode) for model in kind.lists.values()]
    refs, made = models_json_schema(inputs, schema_generator=_Forms)
    form = {key: refs[model, mode] for key, model in kind.lists.items()}
    body = form[""] if "" in form else _register(form)
    about = " ".join(filter(None, (kind.meaning, _sentence(asked(kind.stage)) if kind.stage else "")))
    return {"$schema": DIALECT, "title": kind.glob, "description": about, **body, "$defs": made["$defs"]}


def editor_files() -> Mapping[str, str]:
    """The text of every file below `.vscode/`, by path from the root of the project."""
    files: dict[str, Any] = {f"dosir/{name}.json": schema for name, schema in schemas().items()}
    files |= {"settings.json": _settings(), "extensions.json": {"recommendations": [EXTENSION]}}
    return {f"{FOLDER}/{name}": json.dumps(made, ensure_ascii=False, indent=2) + "\n" for name, made in files.items()}


def asked(stage: str) -> str:
    """From which stage on something is demanded, in words."""
    return "diminta untuk tahap final" if stage == "final" else f"diminta sejak bimtek {stage}"


def explained(field: Mapping[str, Any], example: bool = True) -> Iterator[str]:
    """The parts of what an author should know about a field: meaning, example, choices, unit, stage, who asks."""
    yield str(field.get("x-arti", ""))
    if example and field.get("x-contoh"):
        yield f"contoh: `{field['x-contoh']}`"
    if field.get("x-satuan"):
        yield f"satuan: {field['x-satuan']}"
    if field.get("x-menunjuk"):
        yield f"kode dari register `{field['x-menunjuk']}`"
    if field.get("x-tahap"):
        yield asked(field["x-tahap"])
    if field.get("x-acuan"):
        yield f"acuan: {field['x-acuan']}"


def plain(nodes: Any) -> Any:
    """YAML nodes without their places."""
    if isinstance(nodes, dict):
        return {key: plain(value) for key, value in nodes.items()}
    return [plain(value) for value in nodes] if isinstance(nodes, list) else nodes


class _Forms(GenerateJsonSchema):
    """The schema of what may be typed: a text may look like a number, and a key that has a default may be empty."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return dict(WORD)

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        return {"type": "string", "enum": list(schema["expected"])}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return _or_null(self.generate_inner(schema["schema"]))

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return _or_null(self.generate_inner(schema["schema"]))

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        model: type[Rekaman] = schema["cls"]
        made.pop("description", None)  # the docstring, which is for developers
        for name, field in made["properties"].items():
            _explain(model, name, field)
        return made


def _stem(name: str) -> str:
    return name.removesuffix("/").removesuffix(".yml")


def _or_null(form: JsonSchemaValue) -> JsonSchemaValue:
    if "enum" in form:
        return {**form, "enum": [*form["enum"], None], "type": ["string", "null"]}
    if "type" in form:
        types = form["type"] if isinstance(form["type"], list) else [form["type"]]
        return {**form, "type": [*types, *(["null"] if "null" not in types else [])]}
    return form if "anyOf" in form else {"anyOf": [form, {"type": "null"}]}


def _explain(model: type[Rekaman], name: str, field: dict[str, Any]) -> None:
    """Give a field's schema its hover text; what it is made of stays in `x-` keys, for the scaffold."""
    stage = model.tahap_isian(name)
    examples = field.pop("examples", [])
    field |= {"x-arti": field.pop("description", name)} | ({"x-tahap": stage} if stage else {})
    if examples:
        field["x-contoh"] = examples[0]
        field["examples"] = [plain(yaml_of("", examples[0])[0])]
    meaning, *more = explained(field)
    field["description"] = " ".join(_sentence(part) for part in (meaning, *more))
    field["markdownDescription"] = "\n\n".join((meaning, "\n".join(f"- {part}" for part in more))).strip()


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _register(form: Mapping[str, JsonSchemaValue]) -> dict[str, Any]:
    """Lists below their keys; one list may also stand alone in its file, and a file may still be empty."""
    lists = {key: {"type": ["array", "null"], "items": item} for key, item in form.items()}
    below = {"properties": lists, "additionalProperties": False}
    if len(form) > 1:
        return {"type": ["object", "null"], **below}
    return {"type": ["array", "object", "null"], "items": next(iter(form.values())), **below}


def _settings() -> dict[str, Any]:
    """Settings of VS Code; front matter of Markdown is not in them, because the YAML extension does not read it."""
    globs = {f"./{FOLDER}/dosir/{kind.name}.json": f"content/{kind.glob}" for kind in kinds()}
    return {
        "files.encoding": "utf8",
        "files.eol": "\n",
        "yaml.yamlVersion": "1.2",
        "yaml.schemaStore.enable": False,
        "yaml.schemas": {path: glob for path, glob in globs.items() if glob.endswith(".yml")},
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
    }
