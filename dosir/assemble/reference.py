"""The author's reference, made from the declarations and the manual: which keys a file may have, what can be referred
to in prose, and what each finding means.

It cannot go stale, because it says nothing that the reader and the checker do not themselves use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from dosir import manual, markup
from dosir.markup import Node, slug
from dosir.outline import Cell, Column, Page, Prose, Row, Section, Table, text
from dosir.plan import records
from dosir.plan.facts import CROSSINGS, FACTS
from dosir.plan.records import Rekaman
from dosir.read import EACH, INSTRUMENTS, PER_PILLAR, REGISTERS, SHARED

COLUMNS = (Column("Kunci", 8), Column("Sejak", 6), Column("Keterangan", 24), Column("Pilihan atau contoh", 14))
FILES: tuple[tuple[str, dict[str, type[Rekaman]]], ...] = (
    ("daerah.yml", {"": records.Daerah}),
    ("pilar/<pilar>.md", {"": records.Pilar}),
    ("quick-win/<nama>.md", {"": records.QuickWin}),
    *((name, dict(shapes)) for name, shapes in REGISTERS.items()),
    *((f"{folder}<pilar>.yml", dict(shapes)) for folder, shapes in PER_PILLAR.items()),
    *((f"{folder}<nama>.yml", {name: shape}) for folder, (name, shape) in EACH.items()),
    *((f"bersama/{name}", dict(shapes)) for name, shapes in SHARED.items() if name != "sumber.yml"),
    (f"bersama/{INSTRUMENTS}<nama>.yml", {"": records.Instrumen}),
)


def page() -> Page:
    """The reference page of the portal."""
    lead = "Semua kunci yang boleh ditulis di berkas isi, dan semua rujukan yang dapat dipakai di dalam teks."
    files = tuple(_file(name, shapes) for name, shapes in FILES)
    return Page("acuan", "Acuan isi", lead=text(lead), sections=(_references(), *files))


def findings() -> Page:
    """The page of the portal that explains every finding, with an example that fails and one that passes."""
    lead = "Arti setiap kode temuan, mengapa penting, dan contoh yang salah di samping yang benar."
    return Page("temuan", "Temuan pemeriksa", lead=text(lead), sections=tuple(map(_finding, manual.codes())))


def _finding(code: str) -> Section:
    page = manual.page(code)
    files = {text.rstrip("\n"): path for part in (page.wrong, page.right) for path, text in part.items()}
    nodes = (part for node in markup.parse(page.text.partition("\n")[2]) for part in _manual_node(node, files))
    return Section(code, f"{code}: {page.title}", (Prose(tuple(nodes)),))


def _manual_node(node: Node, files: Mapping[str, str]) -> Iterator[Node]:
    """A node of the manual for a page: a heading as a bold line, the name of its file above each example."""
    if node.kind == "heading":
        yield Node("paragraph", (Node("strong", node.children),))
        return
    if node.kind == "code_block" and node.text in files:
        yield Node("paragraph", (*text("Berkas "), Node("code", text=files[node.text])))
    yield node


def _references() -> Section:
    columns = (Column("Rujukan", 12), Column("Yang tertulis", 24))
    told = {
        **{name: fact.doc for name, fact in FACTS.items()},
        **{f"{name} NAMA": doc for name, doc in CROSSINGS.items()},
    }
    rows = tuple(Row((Cell((Node("code", text=f"{{{{ {name} }}}}"),)), Cell(text(doc)))) for name, doc in told.items())
    table = Table("rujukan", "Rujukan dalam teks", columns, rows, labels=True)
    note = "Keterangan dalam kurung siku boleh ditambahkan setelah nama, misalnya {{ jumlah_program governance }}."
    return Section("rujukan-dalam-teks", "Rujukan dalam teks", (Prose((Node("paragraph", text(note)),)), table))


def _file(name: str, shapes: dict[str, type[Rekaman]]) -> Section:
    tables = tuple(
        Table(model.__name__.lower(), f"{key}: {model.__name__}" if len(shapes) > 1 else model.__name__, COLUMNS, rows)
        for key, shape in shapes.items()
        for model in _models(shape)
        if (rows := tuple(_rows(model)))
    )
    return Section(slug(f"berkas {name}"), name, tables)


def _models(shape: type[Rekaman]) -> Iterator[type[Rekaman]]:
    yield shape
    for info in shape.model_fields.values():
        for part in _parts(info.annotation):
            if isinstance(part, type) and issubclass(part, Rekaman):
                yield from _models(part)


def _rows(model: type[Rekaman]) -> Iterator[Row]:
    inherited = [name for name in records.Terbuka.model_fields if name in model.model_fields]
    own = [name for name in model.model_fields if name not in inherited]
    for name in (*own, *inherited):
        info = model.model_fields[name]
        cells = (_asked(model, name), _meaning(model, name), _kind(info.annotation) or _example(info.examples))
        yield Row((Cell((Node("code", text=name),)), *(Cell(text(cell)) for cell in cells)))


def _asked(model: type[Rekaman], name: str) -> str:
    """Since when an author is asked for a field: always, from a stage on, or never."""
    if model.model_fields[name].is_required():
        return "wajib"
    stage = model.tahap_isian(name)
    return "–" if not stage else "final" if stage == "final" else f"bimtek {stage}"


def _meaning(model: type[Rekaman], name: str) -> str:
    unit, asker = model.sifat(name, "x-satuan"), model.sifat(name, "x-acuan")
    parts = (model.model_fields[name].description, f"satuan {unit}" if unit else "", asker and f"acuan {asker}")
    return "; ".join(part for part in parts if part)


def _example(examples: list[Any] | None) -> str:
    return f"mis. {examples[0]}" if examples else ""


def _kind(annotation: Any) -> str:
    choices = [str(choice) for part in _parts(annotation) if get_origin(part) is Literal for choice in get_args(part)]
    if choices:
        return ", ".join(choices)
    inner = [part.__name__ for part in _parts(annotation) if isinstance(part, type) and issubclass(part, Rekaman)]
    many = any(get_origin(part) is tuple for part in _parts(annotation))
    return f"{'daftar ' if many else ''}{inner[0]}" if inner else "daftar" if many else ""


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    if get_origin(annotation) is not Literal:
        for part in get_args(annotation):
            yield from _parts(part)
