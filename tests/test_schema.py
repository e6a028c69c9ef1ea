"""The schemas that editors use: fresh, true to what `read` accepts, and strict about what it never does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import create_model

from dosir.diagnostics import Position
from dosir.plan import values
from dosir.plan.records import Rekaman
from dosir.plan.records.dasar import isian
from dosir.read import schema
from dosir.read.schema import Kind
from dosir.read.typed import record
from dosir.sources import yaml_of

ROOT = Path(__file__).resolve().parent.parent
CONTENTS = (ROOT / "content", ROOT / "tests" / "kecil" / "content", ROOT / "tests" / "kasus" / "_dasar")
SCHEMAS = schema.schemas()
KINDS = {kind.name: kind for kind in schema.kinds()}
CORE = (  # of YAML 1.2, https://yaml.org/spec/1.2.2/#1032-tag-resolution
    ("null", r"null|Null|NULL|~|"),
    ("bool", r"true|True|TRUE|false|False|FALSE"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"),
)


class Editor(yaml.CSafeLoader):
    """Loads as an editor does, by the core schema of YAML 1.2: numbers typed, dates and `ya` texts."""


def whole(loader: Editor, node: yaml.ScalarNode) -> int:
    return int(node.value, 0) if node.value[:2] in ("0o", "0x") else int(node.value)


def mapping(loader: Editor, node: yaml.MappingNode) -> dict[str, Any]:
    return {str(key.value): loader.construct_object(value, deep=True) for key, value in node.value}


Editor.yaml_implicit_resolvers = {
    None: [(f"tag:yaml.org,2002:{name}", re.compile(f"(?:{pattern})$")) for name, pattern in CORE]
}
Editor.add_constructor("tag:yaml.org,2002:int", whole)
Editor.add_constructor("tag:yaml.org,2002:map", mapping)


def typed(text: str) -> Any:
    """What an editor sees in a YAML text."""
    return yaml.load(text, Editor)


def content_files() -> Iterator[tuple[str, Path]]:
    """Every file of the content that has keys, with the name of its kind."""
    for folder in CONTENTS:
        for name, kind in KINDS.items():
            yield from ((name, path) for path in sorted(folder.glob(kind.glob)))


def keys_of(path: Path) -> str:
    """The YAML in a file; of a Markdown file its front matter."""
    text = path.read_text("utf-8")
    return text.split("\n---", 1)[0].removeprefix("---") if path.suffix == ".md" else text


def faults(name: str, text: str) -> list[str]:
    """The validator of each fault an editor would underline."""
    found = jsonschema.Draft202012Validator(SCHEMAS[name]).iter_errors(typed(text))
    return sorted(str(fault.validator) for fault in found)


def fields(part: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every declared field anywhere in a schema."""
    if isinstance(part, dict):
        for name, field in part.get("properties", {}).items():
            if "x-arti" in field:
                yield name, field
        for below in part.values():
            yield from fields(below)


def test_the_files_of_the_editor_are_fresh() -> None:
    """Otherwise run: python build.py schema"""
    folder = ROOT / schema.FOLDER
    there = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}
    assert there == dict(schema.editor_files())


def test_the_editor_finds_one_schema_for_every_yaml_file_of_the_content() -> None:
    files = schema.editor_files()
    wired = json.loads(files[f"{schema.FOLDER}/settings.json"])["yaml.schemas"]
    assert {path.removeprefix("./") for path in wired} <= set(files)
    found = [path for glob in wired.values() for path in ROOT.glob(glob)]
    assert sorted(found) == sorted((ROOT / "content").rglob("*.yml"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_file_says_what_it_is_for(name: str) -> None:
    assert KINDS[name].meaning


def test_every_file_of_the_content_has_a_kind() -> None:
    kept = [path for folder in CONTENTS for path in folder.rglob("*.yml")]
    kept += [path for folder in CONTENTS for path in folder.rglob("*.md") if "naskah" not in path.parts]
    assert sorted(kept) == sorted(path for _, path in content_files())


@pytest.mark.parametrize(("name", "path"), list(content_files()), ids=lambda value: str(value).removeprefix(f"{ROOT}/"))
def test_the_content_is_as_its_schema_says(name: str, path: Path) -> None:
    assert faults(name, keys_of(path)) == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_example_in_a_declaration_may_be_typed(name: str) -> None:
    for field_name, field in fields(SCHEMAS[name]):
        checker = jsonschema.Draft202012Validator({**field, "$defs": SCHEMAS[name]["$defs"]})
        for example in field.get("examples", ()):
            assert checker.is_valid(example), (field_name, example)
            assert checker.is_valid(typed(field["x-contoh"])), (field_name, field["x-contoh"])


@pytest.mark.parametrize("name", SCHEMAS)
def test_hovering_over_any_key_says_what_it_means(name: str) -> None:
    for field_name, field in fields(SCHEMAS[name]):
        assert field["x-arti"] not in ("", field_name), field_name
        assert field["description"].startswith(field["x-arti"][:1].upper() + field["x-arti"][1:] + ".")
        assert field["markdownDescription"].startswith(field["x-arti"])


def test_hovering_tells_example_unit_register_stage_and_who_asks() -> None:
    program = SCHEMAS["program"]["$defs"]["Program"]["properties"]
    money = SCHEMAS["program"]["$defs"]["Anggaran"]["properties"]["nilai"]
    assert "Contoh: `250 juta`. Satuan: rupiah." in money["description"]
    assert "Diminta sejak bimtek II." in program["opd"]["description"]
    assert "Kode dari register `opd`." in program["opd"]["description"]
    assert "Diminta untuk tahap final. Acuan: Permendagri 90/2019." in program["kode_nomenklatur"]["description"]
    assert "\n- satuan: rupiah" in money["markdownDescription"]


IDENTITY = """\
kode_kemendagri: 32.10
kode_bps: 3210
jenis: kabupaten
nama: Majalengka
provinsi: Jawa Barat
periode: {tahun_mulai: 2022, tahun_akhir: "2026", contoh: ya}
rpjmd: {nomor: 5, judul: RPJMD, tahun_mulai: 2021, tahun_akhir: 2026, sumber: [profil, perda]}
versi: 0.1
tanggal: 2026-11-01
penandatangan: Bupati Majalengka
sumber: profil
"""
PROGRAMME = """\
- kode: GOV-01
  nama: Kanal aduan
  sub_dimensi: layanan-publik
  opd: diskominfo
  tahun: 2022-2026
  anggaran:
    - {tahun: 2022, sumber_dana: pad, nilai: 250 juta, contoh: true}
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("daerah", IDENTITY, id="numbers, dates and truths as they come"),
        pytest.param("daerah", IDENTITY + "ibu_kota:\nluas:\nstatus:\n", id="keys left empty"),
        pytest.param("program", PROGRAMME, id="a list alone"),
        pytest.param("program", "program:\n" + PROGRAMME, id="a list below its key"),
        pytest.param("program", "program:\n", id="a key without a list"),
        pytest.param("program", "# belum ada\n", id="nothing yet"),
        pytest.param("visi", "misi: [{kode: M1, visi: rpjmd, teks: Maju}]\n", id="one list of two"),
        pytest.param("program", PROGRAMME.replace("2022-2026", "2022"), id="one year"),
        pytest.param("program", PROGRAMME.replace("2022-2026", "[2022, 2024-]".replace("-", "")), id="two years"),
        pytest.param("program", PROGRAMME.replace("250 juta", "'Rp 1,25 miliar'"), id="money with its sign"),
        pytest.param("program", PROGRAMME.replace("250 juta", "250000000"), id="money as a number"),
        pytest.param("program", PROGRAMME + "  mitra: PMI\n", id="one word for a list"),
    ],
)
def test_what_read_accepts_is_not_underlined(name: str, text: str) -> None:
    assert faults(name, text) == []


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        pytest.param("daerah", IDENTITY + "luas_km2: 5\n", "additionalProperties", id="unknown key"),
        pytest.param("daerah", IDENTITY.replace("kabupaten", "kerajaan"), "enum", id="unknown choice"),
        pytest.param("daerah", IDENTITY.replace("provinsi: Jawa Barat\n", ""), "required", id="missing key"),
        pytest.param("daerah", IDENTITY.replace("provinsi: Jawa Barat", "provinsi:"), "type", id="required key empty"),
        pytest.param("daerah", IDENTITY.replace("2026-11-01", "1 November 2026"), "pattern", id="date in words"),
        pytest.param("daerah", IDENTITY.replace("mulai: 2022", "mulai: 22"), "minimum", id="year of two digits"),
        pytest.param("daerah", IDENTITY.replace("contoh: ya", "contoh: benar"), "pattern", id="no truth"),
        pytest.param("daerah", "- a\n", "type", id="a list for an identity"),
        pytest.param("daerah", "", "type", id="an empty identity"),
        pytest.param("program", PROGRAMME.replace("250 juta", "1.250"), "type", id="money that reads two ways"),
        pytest.param("program", PROGRAMME.replace("250 juta", "250 jt"), "pattern", id="unknown unit of money"),
        pytest.param("program", PROGRAMME.replace("nilai: 250 juta, ", ""), "required", id="missing key inside"),
        pytest.param(
            "program", PROGRAMME.replace("contoh: true", "contohh: true"), "additionalProperties", id="inside"
        ),
        pytest.param("program", "programme: []\n", "additionalProperties", id="unknown list"),
        pytest.param("visi", "- {kode: M1, visi: rpjmd, teks: Maju}\n", "type", id="a list where there are two"),
        pytest.param("quick-win", "nama: Kanal\n", "required", id="front matter not whole"),
        pytest.param("opd", "- {id: dinas kesehatan, nama: a, singkatan: b}\n", "pattern", id="code with a space"),
    ],
)
def test_what_read_refuses_is_underlined(name: str, text: str, fault: str) -> None:
    assert set(faults(name, text)) == {fault}


def test_every_schema_refuses_a_key_nobody_declared() -> None:
    for name in SCHEMAS:
        assert "additionalProperties" in faults(name, "bukan_kunci: 1\n"), name


TYPES = {
    name: getattr(values, name)
    for name in (
        *("Bilangan", "Besaran", "Cacah", "Skor", "Rupiah", "Tahun", "DaftarTahun", "Tanggal", "YaTidak", "Persen"),
        *("Rujukan", "KodeKemendagri", "KodeBps", "KodeNomenklatur", "Id"),
    )
} | {"teks": str}
MODELS: dict[str, type[Rekaman]] = {
    name: create_model(name, __base__=Rekaman, nilai=(made, isian("Nilai"))) for name, made in TYPES.items()
}
VALIDATORS = {
    name: jsonschema.Draft202012Validator(schema.schema_of(Kind(name, "*", {"": model})))
    for name, model in MODELS.items()
}
FIGURES = st.text("0123456789.,-% ", min_size=1, max_size=9) | st.integers(-(10**19), 10**19).map(str)
WORDS = st.sampled_from(
    ["ya", "Ya", "TIDAK", "true", "False", "null", "~", "1e5", "0x1F", ".inf", "a b", "-", "2022-2026"]
)
PIECES = st.sampled_from(
    (
        *("2022", "1945", "2100", "–", "-", "Rp", "Rp.", "juta", "MILIAR", " ", "\u00a0", "1,25", "250", "1.250.000"),
        *("80", "%", "2", ".16", ".03", ".2", ".02", ".0020", "32", ".15", "GOV", "-01", "-06", "-08", "0", "é"),
        *(",", "[", "]", "ya"),
    )
)
SCALARS = FIGURES | WORDS | st.lists(PIECES, min_size=1, max_size=6).map("".join) | st.text(max_size=6)
TYPED = (
    SCALARS
    | SCALARS.map(json.dumps)
    | st.lists(SCALARS.map(json.dumps) | FIGURES, max_size=3).map(lambda items: f"[{', '.join(items)}]")
)


NUMBER = r"-?([0-9]{1,6}|[0-9]{1,3}(\.[0-9]{3}){2,3})(,[0-9]{1,3})?"
YEAR = "(19[0-9]{2}|20[0-9]{2}|2100)"
FORMS = {  # what authors write, near enough to be accepted most of the time
    **dict.fromkeys(("Bilangan", "Besaran", "Cacah"), NUMBER),
    "Skor": "[0-4](,[0-9]{1,3})?",
    "Rupiah": rf"(Rp[.]? ?)?{NUMBER}( (ribu|Juta|MILIAR|triliun))?",
    "Tahun": YEAR,
    "DaftarTahun": rf"{YEAR}( ?[-–] ?{YEAR})?",
    "Tanggal": "(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]",
    "YaTidak": "[Tt]rue|TRUE|[Yy]a|YA|[Ff]alse|FALSE|[Tt]idak",
    "Persen": "(100|[0-9]{1,2}|0{1,3}[.]0{3}[.]0[0-9]{2})(,0)? ?%?",
    "KodeKemendagri": "[0-9]{2}[.][0-9]{2}",
    "KodeBps": "[0-9]{4}",
    "KodeNomenklatur": "[1-8][.][0-9]{2}[.][0-9]{2}([.]0?[12][.][0-9]{2}([.][0-9]{2}([0-9]{2})?)?)?",
    "Id": "[A-Za-z0-9][A-Za-z0-9-]{0,5}",
    "Rujukan": "[a-z0-9-]{1,5}",
    "teks": "[a-zé0-9 .]{1,8}",
}


@pytest.mark.parametrize("name", TYPES)
@given(data=st.data())
@settings(max_examples=100, derandomize=True, database=None)
def test_what_read_accepts_as_a_value_its_schema_accepts(name: str, data: st.DataObject) -> None:
    form = st.from_regex(FORMS[name], fullmatch=True)
    text = data.draw(form | form.map(json.dumps) | TYPED)
    if not refused(name, text):
        assert VALIDATORS[name].is_valid(typed(f"nilai: {text}\n"))


@pytest.mark.parametrize("name", TYPES)
def test_some_values_are_refused_by_both(name: str) -> None:
    """Else a schema that lets everything through would do."""
    text = {"teks": '""', "Rujukan": '[""]'}.get(name, "a b")
    assert refused(name, text)
    assert not VALIDATORS[name].is_valid(typed(f"nilai: {text}\n"))


def refused(name: str, text: str) -> bool:
    """Whether `read` refuses what is typed there for a value of this type."""
    nodes, findings = yaml_of("a.yml", f"nilai: {text}\n")
    return bool(findings or record(Position("a.yml"), nodes, MODELS[name])[1])


PAIR = re.compile(r"(?m)(?:^[ -]*|(?<=[{ ]))(\w+): ([^\n,{}\[\]]+)")
TEXTS = {(name, path): keys_of(path) for name, path in content_files() if path.is_relative_to(CONTENTS[2])}


@given(st.data())
@settings(max_examples=300, derandomize=True, database=None)
def test_a_changed_file_that_read_still_accepts_is_not_underlined(data: st.DataObject) -> None:
    name, path = data.draw(st.sampled_from([key for key, text in TEXTS.items() if PAIR.search(text)]))
    text = TEXTS[name, path]
    pair = data.draw(st.sampled_from(list(PAIR.finditer(text))))
    value = data.draw(TYPED.map(lambda value: f"{pair[1]}: {value}") | st.just(""))
    new = text[: pair.start(1)] + value + text[pair.end() :]
    if not read_finds(name, new):
        assert faults(name, new) == []


def read_finds(name: str, text: str) -> bool:
    """Whether `read` has anything to say about the form of this text as a file of this kind."""
    nodes, findings = yaml_of("a.yml", text)
    lists = KINDS[name].lists
    if findings or (nodes is None and "" in lists):
        return True
    if "" in lists:
        return bool(record(Position("a.yml"), nodes, lists[""])[1])
    below = nodes if isinstance(nodes, dict) else {next(iter(lists)): nodes or []}
    return any(
        key not in lists
        or not isinstance(items, list)
        or any(record(Position(""), item, lists[key])[1] for item in items)
        for key, items in below.items()
    )
