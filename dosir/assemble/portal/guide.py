"""The authors' guide: how the content of a regency is written, from what the reader, the gates and the checker obey.

What a value reads as is asked of the reader itself, also where it refuses; only what no declaration knows (the first
steps, the boxes, the commands) is prose, and stands in `templates/portal.yml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic_core import PydanticCustomError

from dosir import language, markup
from dosir.assemble.portal import demands
from dosir.assemble.portal.fields import linked, references
from dosir.assemble.portal.frames import code, framed, row
from dosir.markup import Node
from dosir.outline import Block, Cell, Page, Prose, Row, Section, Spans, text
from dosir.plan import values
from dosir.templates import Templates

PATH = "panduan"
EXAMPLE = "weekday-mismatch"  # a finding that can be silenced, as the example of how
READERS: Mapping[str, tuple[Callable[[Any], Any], Callable[[Any], str]]] = {
    "Uang": (values.rupiah, language.rupiah),
    "Bilangan": (values.number, language.angka),
    "Tanggal": (values.day, language.tanggal),
    "Tahun": (values.year, str),
    "Beberapa tahun": (values.years, lambda found: language.daftar(map(str, found))),
    "Persen": (values.percent, lambda found: f"{found} persen"),
    "Ya atau tidak": (values.truth, lambda found: "ya" if found else "tidak"),
    "Kode nomenklatur": (values.nomenclature, str),
}
Words = Mapping[str, Any]


def page(templates: Templates, group: str) -> Page:
    """The authors' guide."""
    words = templates.data("portal.yml")[PATH]
    sections = (
        _start(words["mulai"]),
        _stages(templates, words["tahap"]),
        _values(templates, words["nilai"]),
        references(templates),
        _texts(words["teks"]),
        _silences(words["diam"]),
        _commands(templates, words["perintah"]),
    )
    return Page(PATH, words["judul"], group, lead=text(words["pembuka"]), sections=sections)


def _start(words: Words) -> Section:
    steps = tuple(Node("item", markup.parse(step)) for step in words["langkah"])
    return Section("mulai", words["judul"], (Prose((Node("numbers", steps, info="1"), *markup.parse(words["asas"]))),))


def _stages(templates: Templates, words: Words) -> Section:
    rest = tuple(row(linked(kind), kind.meaning) for kind in demands.unasked())
    table = framed(templates, "berkas-lain", rest)
    parts = (*demands.stages(templates), Section("berkas-lain", words["lain"], (table,)))
    return Section("tahap", words["judul"], (_prose(words["isi"]),), parts)


def _values(templates: Templates, words: Words) -> Section:
    rows = tuple(_forms(words["bentuk"]))
    return Section(
        "nilai", words["judul"], (_prose(words["isi"]), framed(templates, "bentuk", rows), _prose(words["kutip"]))
    )


def _forms(forms: Mapping[str, list[str]]) -> Iterator[Row]:
    for kind, typed in forms.items():
        yield row(Cell(text(kind), span=2), kind="group")
        yield from (row(code(form), _read(kind, form)) for form in typed)


def _read(kind: str, form: str) -> Spans:
    """What a form is read as, or why it is refused."""
    read, shown = READERS[kind]
    try:
        return text(shown(read(form)))
    except PydanticCustomError as refusal:
        told = refusal.context or {}
        return (Node("strong", text("ditolak")), *markup.parse_inline(f": {told['text']}; {told['hint']}"))


def _texts(words: Words) -> Section:
    nodes: list[Node] = [*markup.parse(words["isi"])]
    for box in words["kotak"].values():
        nodes += [*markup.parse(box["isi"]), Node("code_block", text=box["contoh"])]
    return Section("teks", words["judul"], (Prose((*nodes, *markup.parse(words["gambar"]))),))


def _silences(words: Words) -> Section:
    lines = "\n".join(words[kind].format(kode=EXAMPLE) for kind in ("yaml", "markdown"))
    return Section("diam", words["judul"], (_prose(words["isi"]), Prose((Node("code_block", text=lines),))))


def _commands(templates: Templates, words: Words) -> Section:
    rows = (row(code(f"python build.py {name}"), use, id=f"perintah-{name}") for name, use in words["daftar"].items())
    return Section("perintah", words["judul"], (_prose(words["isi"]), framed(templates, "perintah", rows)))


def _prose(words: str) -> Block:
    return Prose(markup.parse(words))
