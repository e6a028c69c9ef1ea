"""Books from a skeleton: `templates/susunan/*.yml` says what stands where, this module fetches it.

Order is written there and never guessed from folders, because real dossiers differ between years and places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from dosir import language
from dosir.assemble import annexes, charts, crossing, front, numbering, rows, tables
from dosir.assemble.scope import Scope, picture, spans, told
from dosir.markup import Node, slug
from dosir.outline import Block, Book, Missing, Prose, Remark, Section, Table, text
from dosir.plan.records import Bersumber, Rekaman
from dosir.templates import MAY_LACK

Parts = tuple[tuple[Block, ...], tuple[Section, ...]]


def books(scope: Scope) -> tuple[Book, ...]:
    """All books of the regency, in the order of the arrangement it chose."""
    skeleton = scope.templates.data(f"susunan/{scope.plan.daerah.susunan}.yml")
    knowing = scope.knowing(_numbered(scope.within(shape["id"]), shape) for shape in skeleton)
    return tuple(_book(knowing.within(shape["id"]), shape) for shape in skeleton)


def _book(scope: Scope, shape: Mapping[str, Any]) -> Book:
    book = _numbered(scope, shape)
    prefaces = _prefaces(scope, shape.get("depan", ["naskah kata-pengantar"]))
    return replace(book, front=(*prefaces, front.abbreviations(scope, book)))


def _numbered(scope: Scope, shape: Mapping[str, Any]) -> Book:
    place = scope.plan.daerah
    chapters = tuple(section for part in shape["bab"] for section in _sections(scope, part))
    book = Book(
        shape["id"],
        shape["label"],
        shape["judul"],
        place.nama_lengkap,
        place.provinsi,
        language.rentang_tahun(place.periode.tahun),
        scope.word(place.status),
        place.versi,
        place.tanggal,
        front.signature(scope),
        (),
        chapters,
        (front.sources(scope), *annexes.annexes(scope, shape)),
        logo=_logo(scope),
        keywords=("smart city", "masterplan", place.nama_lengkap),
        slug=scope.plan.slug,
        paper=place.kertas.lower(),
        revision=scope.revision,
        draft=place.status == "draf",
    )
    return numbering.number(book, scope.word("bab"))


def _prefaces(scope: Scope, names: Iterable[str]) -> Iterator[Section]:
    """What stands before the table of contents; the renderers put the last part of the front matter behind it."""
    for name in names:
        blocks, sections = fetch(scope, name)
        key = name.partition(" ")[2].removesuffix(MAY_LACK)
        if blocks or sections:
            yield Section(key, scope.word(key), blocks, sections)


def _logo(scope: Scope) -> Any:
    name = scope.plan.daerah.logo
    return picture(scope, name, f"Logo {scope.plan.daerah.nama_lengkap}", "") if name in scope.plan.gambar else None


def _sections(scope: Scope, shape: Mapping[str, Any]) -> Iterator[Section]:
    """The sections that this shape asks for; one whose entries give nothing is left out with its heading."""
    views = [(scope, "", "")]
    if shape.get("tiap") == "pilar":
        views = [(scope.on(dimensi), dimensi.nama, dimensi.kode) for dimensi in scope.plan.bersama.dimensi]
    elif shape.get("tiap") == "quick_win":
        views = [(scope.about(item), item.rekaman.nama, item.slug) for item in scope.plan.quick_win]
    for view, name, code in views:
        made = _section(view, shape, name)
        if made.blocks or made.sections or not shape.get("isi"):
            yield crossing.about(made, code) if code else made


def _section(scope: Scope, shape: Mapping[str, Any], name: str) -> Section:
    title = shape["judul"].replace("{nama}", name)
    accent = scope.dimensi.kode if scope.dimensi else ""
    made = composed(scope, title, shape.get("isi", ()))
    below = tuple(section for part in shape.get("sub", ()) for section in _sections(scope, part))
    return replace(made, sections=(*made.sections, *below), accent=accent)


def composed(scope: Scope, title: str, names: Iterable[str]) -> Section:
    """A section of these entries in reading order: what follows a text with headings joins its last section."""
    made = Section(slug(title), title)
    for name in names:
        blocks, sections = fetch(scope, name)
        made = _appended(made, blocks)
        made = replace(made, sections=(*made.sections, *sections))
    return made


def _appended(section: Section, blocks: tuple[Block, ...]) -> Section:
    if section.sections and blocks:
        *before, last = section.sections
        return replace(section, sections=(*before, _appended(last, blocks)))
    return replace(section, blocks=(*section.blocks, *blocks))


def fetch(scope: Scope, part: str) -> Parts:
    """(blocks, sections) of one entry of a skeleton, such as `tabel gap`, or `naskah telaah-visi bila ada`."""
    kind, _, name = part.removesuffix(MAY_LACK).partition(" ")
    blocks, sections = PARTS[kind](scope, name)
    if part.endswith(MAY_LACK):
        blocks = tuple(block for block in blocks if not isinstance(block, Missing))
    return blocks, sections


def _told(scope: Scope, name: str) -> Parts:
    prosa = scope.plan.naskah.get(name) or scope.plan.bersama.naskah.get(name)
    return told(scope, prosa) if prosa else _missing(scope, f"naskah/{name}.md")


def _missing(scope: Scope, file: str) -> Parts:
    return (Missing(scope.word("belum-ada").format(berkas=f"{scope.plan.slug}/{file}")),), ()


def table(scope: Scope, name: str) -> Table:
    """The table of that name, with whatever rows the plan has for it."""
    return tables.frame(scope, name, rows.ROWS[name](scope))


FILES = {
    "misi-rpjmd": "visi.yml",
    "misi-smart-city": "visi.yml",
    "misi-sasaran": "visi.yml",
    "telaah-visi": "visi.yml",
    "keterkaitan-dimensi": "visi.yml",
    "kata-kunci": "visi.yml",
    "swot-matriks": "swot.yml",
    "strategi-silang": "swot.yml",
    "quick-win": "quick-win/<nama>.md",
}


def _table(scope: Scope, name: str) -> Parts:
    made = table(scope, name)
    if made.rows:
        return (made,), ()
    return _missing(scope, _file_of(scope, name))


def _file_of(scope: Scope, name: str) -> str:
    pillar = scope.dimensi.kode if scope.dimensi else "<pilar>"
    if name in ("strategi", "strategi-ringkas", "sasaran", "semua-sasaran", "keterkaitan-misi"):
        return f"pilar/{pillar}.md"
    if name == "indikator":
        return f"indikator/{pillar}.yml"
    if name.startswith(("rencana", "program", "semua-program", "anggaran")):
        return f"program/{pillar}.yml"
    return FILES.get(name, f"{re.sub('-(struktur|infrastruktur|suprastruktur|alam|budaya|ringkas)$', '', name)}.yml")


def _applications(scope: Scope, _: str) -> Parts:
    """The inventory of applications, or its counts when it is so long that an annex holds it."""
    found = len(scope.plan.aplikasi)
    if found <= annexes.INVENTORY:
        return _table(scope, "aplikasi")
    words = scope.word("aplikasi-di-lampiran").format(jumlah=language.angka(found))
    return (Prose((Node("paragraph", text(words)),)), table(scope, "aplikasi-ringkas")), ()


def _chart(scope: Scope, name: str) -> Parts:
    return tuple(replace(chart, key=name) for chart in charts.CHARTS[name](scope)), ()


def _vision(scope: Scope, kind: str) -> Parts:
    found = [visi for visi in scope.plan.visi if visi.jenis == kind]
    if not found:
        return _missing(scope, "visi.yml")
    quotes = tuple(Node("quote", (_paragraph(scope, visi, visi.teks),)) for visi in found)
    return (Prose(quotes), *_example(scope, found)), ()


def _prose(scope: Scope, name: str) -> Parts:
    if name == "quick-win":
        assert scope.quick_win
        sheet = scope.quick_win
        opening = Prose((_paragraph(scope, sheet.rekaman, sheet.rekaman.ringkasan),))
        blocks, sections = told(scope, sheet.prosa)
        return (*_example(scope, [sheet.rekaman]), opening, *blocks), sections
    item = _pillar(scope)
    if item is None:
        return _missing(scope, f"pilar/{scope.dimensi.kode if scope.dimensi else ''}.md")
    if not item.prosa:
        return _missing(scope, f"pilar/{item.dimensi.kode}.md")
    blocks, sections = told(scope, item.prosa)
    return (*_example(scope, [item.rekaman]), *blocks), sections


def _goals(scope: Scope, _: str) -> Parts:
    item = _pillar(scope)
    if item is None or not item.rekaman.tujuan:
        return _missing(scope, f"pilar/{scope.dimensi.kode if scope.dimensi else ''}.md")
    goals = tuple(Node("item", (_paragraph(scope, item.rekaman, goal),)) for goal in item.rekaman.tujuan)
    return (*_example(scope, [item.rekaman]), Prose((Node("numbers", goals, info="1"),))), ()


def _summary(scope: Scope, _: str) -> Parts:
    item = _pillar(scope)
    if item is None:
        return _missing(scope, f"pilar/{scope.dimensi.kode if scope.dimensi else ''}.md")
    return (Prose((_paragraph(scope, item.rekaman, item.rekaman.ringkasan),)),), ()


def _paragraph(scope: Scope, record: Rekaman, words: str) -> Node:
    """A paragraph of a record's own words."""
    return Node("paragraph", spans(scope, words), anchor=scope.plan.jangkar.of(record))


def _pillar(scope: Scope) -> Any:
    return next((item for item in scope.plan.pilar if item.dimensi == scope.dimensi), None)


def _example(scope: Scope, records: Iterable[Bersumber]) -> tuple[Block, ...]:
    return (Remark(scope.word("contoh-bagian")),) if any(record.contoh for record in records) else ()


PARTS: Mapping[str, Callable[[Scope, str], Parts]] = {
    "naskah": _told,
    "tabel": _table,
    "aplikasi": _applications,
    "grafik": _chart,
    "visi": _vision,
    "prosa": _prose,
    "tujuan": _goals,
    "ringkasan": _summary,
}
