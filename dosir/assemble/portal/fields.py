"""The author's reference, made from the declarations: every kind of file, its smallest valid example, and every key.

It cannot go stale, because it says nothing that the reader does not itself use. Records that stand inside others are
told below the file they stand in, and once a file, however often they are used there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, get_origin, get_type_hints

from dosir.assemble.examples import choices, parts, records_in, smallest
from dosir.assemble.portal.frames import code, framed, row, ticked
from dosir.assemble.rows.progress import stage_name
from dosir.markup import Node, slug
from dosir.outline import Block, Page, Prose, Row, Section, Spans, Table, page_link, text
from dosir.plan import values
from dosir.plan.facts import CROSSINGS, FACTS
from dosir.plan.records import Bersumber, Rekaman, Terbuka
from dosir.read.schema import Kind, kinds
from dosir.scaffold import BY_MACHINE
from dosir.templates import Templates

PATH = "acuan"
SHARED = "bersama/"
SHORT = ("Apbd", "Opd", "Rpjmd", "Swot")  # abbreviations among the names of records
FORMS: tuple[tuple[Any, str], ...] = (
    (values.Rupiah, "uang"),
    (values.DaftarTahun, "satu atau beberapa tahun"),
    (values.Tahun, "tahun"),
    (values.Tanggal, "tanggal"),
    (values.YaTidak, "true atau false"),
    (values.Persen, "persen bulat"),
    (values.Cacah, "bilangan bulat"),
    (values.Skor, "bilangan 0 sampai 4"),
    (values.Bobot, "bilangan 0 sampai 1"),
    (values.Rating, "bilangan 1 sampai 4"),
    (values.Besaran, "bilangan"),
    (values.Bilangan, "bilangan"),
    (values.KodeKemendagri, "kode wilayah Kemendagri"),
    (values.KodeBps, "kode wilayah BPS"),
    (values.KodeNomenklatur, "kode nomenklatur"),
    (values.Rujukan, "satu atau daftar kata"),
    (values.Id, "kode"),
)


def page(templates: Templates, group: str) -> Page:
    """The reference page of the portal."""
    words = templates.data("portal.yml")[PATH]
    own = [kind for kind in kinds() if not kind.glob.startswith(SHARED)]
    shared = [kind for kind in kinds() if kind.glob.startswith(SHARED)]
    sections = tuple(
        Section(name, words["kelompok"][name], (_index(found),), tuple(_file(templates, kind) for kind in found))
        for name, found in (("daerah", own), ("bersama", shared))
    )
    return Page(
        PATH,
        words["judul"],
        group,
        lead=(*text(words["pembuka"]), *page_link("panduan#rujukan", words["rujukan"]), *text(".")),
        sections=sections,
    )


def _index(found: Iterable[Kind]) -> Prose:
    """The way to each of these files, for a reader whose screen has no room for the page's contents."""
    names = [node for kind in found for node in (*text(" · "), *linked(kind))]
    return Prose((Node("paragraph", tuple(names[1:])),))


def references(templates: Templates) -> Section:
    """What can be referred to in texts, and what each reference says."""
    told = {
        **{name: fact.doc for name, fact in FACTS.items()},
        **{f"{name} NAMA": doc for name, doc in CROSSINGS.items()},
    }
    rows = (row(code(f"{{{{ {name} }}}}"), ticked(doc)) for name, doc in told.items())
    words = templates.data("portal.yml")["panduan"]["rujukan"]
    note = Prose((Node("paragraph", text(words["isi"])),))
    return Section("rujukan", words["judul"], (note, framed(templates, "rujukan", rows)))


def anchor(kind: Kind) -> str:
    """The id of a file's section."""
    return slug(f"berkas {kind.name}")


def path(kind: Kind) -> str:
    """A file as an author knows it, `program/<pilar>.yml`."""
    stem = "<pilar>" if kind.name in ("program", "indikator", "pilar") else "<nama>"
    return kind.glob.removeprefix("*/").replace("*", stem)


def linked(kind: Kind) -> Spans:
    """A file's path as a link to what may stand in it."""
    return (Node("link", code(path(kind)), target=f"page:{PATH}#{anchor(kind)}"),)


def named(model: type[Rekaman]) -> str:
    """A kind of record in words: `sasaran misi`, `rujukan RPJMD`."""
    parts = re.findall("[A-Z][a-z]*", model.__name__)
    return " ".join(part.upper() if part in SHORT else part.lower() for part in parts)


def models(shape: type[Rekaman]) -> Iterator[type[Rekaman]]:
    """A kind of record and all kinds inside it."""
    yield shape
    for info in shape.model_fields.values():
        for part in records_in(info.annotation):
            yield from models(part)


def _file(templates: Templates, kind: Kind) -> Section:
    tables = (_table(templates, name, kind, model) for name, model in _shapes(kind))
    return Section(anchor(kind), path(kind), (Prose(tuple(_about(templates, kind))), *_sheets(tables)))


def _sheets(tables: Iterable[Table]) -> Iterator[Block]:
    yield from (table for table in tables if table.rows)


def _about(templates: Templates, kind: Kind) -> Iterator[Node]:
    words = templates.data("portal.yml")[PATH]
    asked = f" Diminta sejak {stage_name(kind.stage)}." if kind.stage else ""
    yield Node("paragraph", text(kind.meaning + asked))
    if kind.name in BY_MACHINE:
        yield Node("paragraph", text(words["tanpa_contoh"]))
    else:
        yield Node("paragraph", text(words["contoh"]))
        yield Node("code_block", text=smallest(kind))


def _shapes(kind: Kind) -> Iterator[tuple[str, type[Rekaman]]]:
    """(caption, record) of every kind of record in a file, each once."""
    seen: set[type[Rekaman]] = set()
    for shape in kind.lists.values():
        for model in models(shape):
            if model not in seen:
                seen.add(model)
                name = named(model)
                inside = "" if model is shape else f", di dalam {named(shape)}"
                yield f"{name[:1].upper()}{name[1:]}{inside}", model


def _table(templates: Templates, caption: str, kind: Kind, model: type[Rekaman]) -> Table:
    table = framed(templates, "kunci", _rows(kind, model), catatan=caption)
    return replace(table, id=_place(kind, model), key="kunci")


def _place(kind: Kind, model: type[Rekaman]) -> str:
    """The id of the table of a record in a file."""
    return slug(f"{anchor(kind)} {named(model)}")


def _rows(kind: Kind, model: type[Rekaman]) -> Iterator[Row]:
    hints = get_type_hints(model, include_extras=True)
    common = {*Bersumber.model_fields, *Terbuka.model_fields}
    for name in sorted(model.model_fields, key=lambda name: name in common):
        meaning, example = _told(model, name)
        form = _form(kind, model, name, hints[name])
        place = "" if name in common else slug(f"{_place(kind, model)} {name}")
        yield row(code(name), meaning, form, asked(model, name), example, id=place)


def asked(model: type[Rekaman], name: str) -> str:
    """Since when an author is asked for a field: always, from a stage on, or never."""
    if model.model_fields[name].is_required():
        return "wajib"
    stage = model.tahap_isian(name)
    return stage_name(stage) if stage else "–"


def _told(model: type[Rekaman], name: str) -> Iterator[Spans]:
    """Meaning and example of a field."""
    info = model.model_fields[name]
    unit, asker = model.sifat(name, "x-satuan"), model.sifat(name, "x-acuan")
    notes = (info.description, f"satuan {unit}" if unit else "", asker and f"acuan {asker}")
    yield text("; ".join(note for note in notes if note))
    yield code(str(info.examples[0])) if info.examples else ()


def _form(kind: Kind, model: type[Rekaman], name: str, hint: Any) -> Spans:
    """What kind of value a field takes, in words; a code with the file it comes from, a record with its own table."""
    register = model.sifat(name, "x-menunjuk")
    if register:
        home = _home(register)
        return (*text(f"kode {register} dari "), *(linked(home) if home else text(register)))
    if below := records_in(hint):
        many = any(get_origin(part) is tuple for part in parts(hint))
        link = page_link(f"{PATH}#{_place(kind, below[0])}", named(below[0]))
        return (*text("daftar "), *link) if many else link
    if words := choices(hint):
        return text(f"pilihan: {', '.join(words)}")
    return text(next((form for kind, form in FORMS if any(part == kind for part in parts(hint))), _plain(hint)))


def _plain(hint: Any) -> str:
    if any(get_origin(part) is tuple for part in parts(hint)):
        return "daftar teks"
    return "teks" if hint is str else "pasangan nama dan isi"


def _home(register: str) -> Kind | None:
    """The kind of file in which the codes of a register are written: as its list, inside a record, or as its name."""
    found = kinds()
    listed = (kind for kind in found if register in kind.lists)
    named = (kind for kind in found if kind.name.removeprefix("bersama-").replace("-", "_") == register)
    inside = (kind for kind in found if register in _inner(kind))
    return next((kind for source in (listed, named, inside) for kind in source), None)


def _inner(kind: Kind) -> set[str]:
    """The keys of a file below which records with codes of their own stand."""
    every = (model for shape in kind.lists.values() for model in models(shape))
    inner = ((name, records_in(info.annotation)) for model in every for name, info in model.model_fields.items())
    return {name for name, found in inner if found and {"kode", "id"} & set(found[0].model_fields)}
