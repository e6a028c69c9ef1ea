"""Books from a skeleton: `templates/susunan/*.yml` says what stands where, this module fetches it.

Order is written there and never guessed from folders, because real dossiers differ between years and places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from dosir import language, markup
from dosir.assemble import charts, numbering, rows, tables
from dosir.assemble.scope import Scope, picture, slug, spans, told
from dosir.markup import Node
from dosir.outline import Block, Book, Missing, Prose, Remark, Section, Signature, Table
from dosir.plan.records import Bersumber

Parts = tuple[tuple[Block, ...], tuple[Section, ...]]


def books(scope: Scope) -> tuple[Book, ...]:
    """All books of the regency, in the order of the arrangement it chose."""
    skeleton = scope.templates.data(f"susunan/{scope.plan.daerah.susunan}.yml")
    return tuple(_book(scope, shape) for shape in skeleton)


def _book(scope: Scope, shape: Mapping[str, Any]) -> Book:
    place = scope.plan.daerah
    chapters = tuple(section for part in shape["bab"] for section in _sections(scope, part))
    signature = Signature(place.ibu_kota, place.penandatangan)
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
        signature,
        (),
        chapters,
        (_sources(scope),),
        logo=_logo(scope),
        keywords=("smart city", "masterplan", place.nama_lengkap),
    )
    return numbering.number(_with_front(scope, book), scope.word("bab"))


def _with_front(scope: Scope, book: Book) -> Book:
    blocks, sections = _told(scope, "kata-pengantar")
    preface = Section("kata-pengantar", scope.word("kata-pengantar"), blocks, sections)
    return replace(book, front=(preface, _abbreviations(scope, book)))


def _logo(scope: Scope) -> Any:
    name = scope.plan.daerah.logo
    return picture(scope, name, f"Logo {scope.plan.daerah.nama_lengkap}", "") if name in scope.plan.gambar else None


def _sections(scope: Scope, shape: Mapping[str, Any]) -> Iterator[Section]:
    if shape.get("tiap") == "pilar":
        for dimensi in scope.plan.bersama.dimensi:
            yield _section(scope.on(dimensi), shape, dimensi.nama)
    elif shape.get("tiap") == "quick_win":
        for item in scope.plan.quick_win:
            yield _section(scope.about(item), shape, item.rekaman.nama)
    else:
        yield _section(scope, shape, "")


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
    """(blocks, sections) of one entry of a skeleton, such as `tabel gap` or `naskah latar-belakang`."""
    kind, _, name = part.partition(" ")
    return PARTS[kind](scope, name)


def _told(scope: Scope, name: str) -> Parts:
    prosa = scope.plan.naskah.get(name) or scope.plan.bersama.naskah.get(name)
    return told(scope, prosa) if prosa else _missing(scope, f"naskah/{name}.md")


def _missing(scope: Scope, file: str) -> Parts:
    return (Missing(scope.word("belum-ada").format(berkas=f"{scope.plan.slug}/{file}")),), ()


def table(scope: Scope, name: str) -> Table:
    """The table of that name, with whatever rows the plan has for it."""
    return tables.frame(scope, name, rows.ROWS[name](scope))


OPTIONAL = ("perkembangan", "risiko", "kesepakatan", "bimtek")
FILES = {
    "misi-rpjmd": "visi.yml",
    "misi-smart-city": "visi.yml",
    "kata-kunci": "visi.yml",
    "strategi-silang": "swot.yml",
}


def _table(scope: Scope, name: str) -> Parts:
    made = table(scope, name)
    if made.rows:
        return (made,), ()
    return ((), ()) if name in OPTIONAL else _missing(scope, _file_of(scope, name))


def _file_of(scope: Scope, name: str) -> str:
    pillar = scope.dimensi.kode if scope.dimensi else "<pilar>"
    if name in ("strategi", "sasaran", "keterkaitan-misi"):
        return f"pilar/{pillar}.md"
    if name == "indikator":
        return f"indikator/{pillar}.yml"
    if name.startswith(("rencana", "program", "anggaran")):
        return f"program/{pillar}.yml"
    return FILES.get(name, f"{re.sub('-(struktur|infrastruktur|suprastruktur|ringkas)$', '', name)}.yml")


def _chart(scope: Scope, name: str) -> Parts:
    return ((charts.CHARTS[name](scope),), ()) if scope.plan.program else ((), ())


def _vision(scope: Scope, kind: str) -> Parts:
    found = [visi for visi in scope.plan.visi if visi.jenis == kind]
    if not found:
        return _missing(scope, "visi.yml")
    quotes = tuple(Node("quote", (Node("paragraph", spans(scope, visi.teks)),)) for visi in found)
    return (Prose(quotes), *_example(scope, found)), ()


def _prose(scope: Scope, name: str) -> Parts:
    if name == "quick-win":
        assert scope.quick_win
        sheet = scope.quick_win
        opening = Prose((Node("paragraph", spans(scope, sheet.rekaman.ringkasan)),))
        blocks, sections = told(scope, sheet.prosa)
        return (*_example(scope, [sheet.rekaman]), opening, *blocks), sections
    item = _pillar(scope)
    if item is None:
        return _missing(scope, f"pilar/{scope.dimensi.kode if scope.dimensi else ''}.md")
    blocks, sections = told(scope, item.prosa)
    return (*_example(scope, [item.rekaman]), *blocks), sections


def _goals(scope: Scope, _: str) -> Parts:
    item = _pillar(scope)
    if item is None or not item.rekaman.tujuan:
        return _missing(scope, f"pilar/{scope.dimensi.kode if scope.dimensi else ''}.md")
    goals = tuple(Node("item", (Node("paragraph", spans(scope, goal)),)) for goal in item.rekaman.tujuan)
    return (*_example(scope, [item.rekaman]), Prose((Node("numbers", goals, info="1"),))), ()


def _summary(scope: Scope, _: str) -> Parts:
    item = _pillar(scope)
    if item is None:
        return _missing(scope, f"pilar/{scope.dimensi.kode if scope.dimensi else ''}.md")
    return (Prose((Node("paragraph", spans(scope, item.rekaman.ringkasan)),)),), ()


def _pillar(scope: Scope) -> Any:
    return next((item for item in scope.plan.pilar if item.dimensi == scope.dimensi), None)


def _example(scope: Scope, records: Iterable[Bersumber]) -> tuple[Block, ...]:
    return (Remark(scope.word("contoh-bagian")),) if any(record.contoh for record in records) else ()


PARTS: Mapping[str, Callable[[Scope, str], Parts]] = {
    "naskah": _told,
    "tabel": _table,
    "grafik": _chart,
    "visi": _vision,
    "prosa": _prose,
    "tujuan": _goals,
    "ringkasan": _summary,
}


def _abbreviations(scope: Scope, book: Book) -> Section:
    """The abbreviations that this book uses, found in its words."""
    words = set(re.findall(r"[\w-]+", " ".join(_words(book))))
    known = {item.singkatan: item for item in scope.plan.bersama.singkatan}
    used = [known[word] for word in sorted(known, key=language.urutan) if word in words]
    lines = (tables.Line((item.singkatan, item.kepanjangan)) for item in used)
    title = scope.word("daftar-singkatan")
    return Section("daftar-singkatan", title, (replace(tables.frame(scope, "singkatan", lines), caption=""),))


def _words(book: Book) -> Iterator[str]:
    for _, section in book.walk():
        yield section.title
        for block in section.blocks:
            if isinstance(block, Prose):
                yield markup.plain(block.nodes)
            elif isinstance(block, Table):
                yield from (block.caption, block.source, *(column.title for column in block.columns))
                yield from (markup.plain(cell.spans) for row in block.rows for cell in row.cells)
            elif isinstance(block, Missing | Remark):
                yield block.text
            else:
                yield from (block.caption, block.alt)


def _sources(scope: Scope) -> Section:
    """Every source of the regency and those shared ones that it cites."""
    cited = {code for law in scope.plan.bersama.dasar_hukum for code in law.sumber}
    cited |= {code for record in scope.plan.rekaman() for code in getattr(record, "sumber", ())}
    texts = (*scope.plan.prosa, *scope.plan.bersama.naskah.values())
    boxes = (node for prosa in texts for top in prosa.nodes for node in top.walk() if node.kind == "tabel")
    cited |= {code for box in boxes for code in markup.table_sources(box)}
    sources = [source for source in scope.plan.sumber_menurut_id.values() if source.id in cited]
    sources.sort(key=lambda source: language.urutan(f"{source.penerbit} {source.judul}"))
    lines = (
        tables.Line(
            (
                source.penerbit,
                source.judul,
                str(source.tahun or (source.tanggal.year if source.tanggal else "–")),
                source.tautan or "–",
            )
        )
        for source in sources
    )
    title = scope.word("daftar-sumber")
    return Section("daftar-sumber", title, (replace(tables.frame(scope, "sumber", lines), caption=""),), accent="")
