"""What stands before and behind the chapters: who signs, the abbreviations a book uses, the sources it rests on.

The list of abbreviations is found in the finished words of the book, never kept by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dosir import language, markup
from dosir.assemble import tables
from dosir.assemble.scope import Scope
from dosir.outline import Book, Chart, Missing, Picture, Prose, Remark, Section, Signature, Signer, Table
from dosir.plan.records import Penandatangan

ROLES = ("menyusun", "mengesahkan", "menetapkan")  # from the author up; who signs the commitment signs elsewhere
DOTS = "........................"


def signature(scope: Scope) -> Signature:
    """Who signs: the regency's signers in the order of their roles, or the position that daerah.yml names."""
    place = scope.plan.daerah
    found = [item for role in ROLES for item in scope.plan.penandatangan if item.peran == role]
    return Signature(place.ibu_kota, place.penandatangan, tuple(_signer(scope, item) for item in found))


def _signer(scope: Scope, item: Penandatangan) -> Signer:
    where = item.tempat or scope.plan.daerah.ibu_kota or scope.word("belum-diisi")
    day = language.tanggal(item.tanggal) if item.tanggal else DOTS
    above = (f"a.n. {item.atas_nama.upper()}",) if item.atas_nama else ()
    name = item.nama_bergelar if item.nama else ""
    anchor = scope.plan.jangkar.of(item)
    return Signer(
        scope.word(item.peran), f"{where}, {day}", (*above, _position(item)), name, item.pangkat, item.nip, anchor
    )


def _position(item: Penandatangan) -> str:
    """The position in capitals; `Plt.` and its like are not words of the position and stay as they are."""
    if item.status == "definitif":
        return item.jabatan.upper()
    return f"{item.status} {item.jabatan.removeprefix(item.status).strip().upper()}"


def abbreviations(scope: Scope, book: Book) -> Section:
    """The abbreviations that this book uses, those of the regency's offices among them, found in its words."""
    told = " ".join(_words(book))
    anchor = scope.plan.jangkar.of
    known = {item.singkatan: (item.kepanjangan, anchor(item)) for item in scope.plan.bersama.singkatan}
    known |= {opd.singkatan: (opd.nama, anchor(opd)) for opd in scope.plan.opd if opd.singkatan != opd.nama}
    used = [word for word in sorted(known, key=language.urutan) if _says(told, word)]
    lines = (tables.Line((word, known[word][0]), anchor=known[word][1]) for word in used)
    listed = replace(tables.frame(scope, "singkatan", lines), caption="")
    return Section("daftar-singkatan", scope.word("daftar-singkatan"), (listed if used else _nothing(scope),))


def _nothing(scope: Scope) -> Prose:
    return Prose(markup.parse(scope.word("tanpa-singkatan")))


def _says(told: str, word: str) -> bool:
    return word in told and re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", told) is not None


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
            elif isinstance(block, Chart | Picture):
                yield from (block.caption, block.alt)


def sources(scope: Scope) -> Section:
    """Every source of the regency and those shared ones that it cites."""
    plan = scope.plan
    used = [*plan.bersama.dasar_hukum, *(plan.bersama.instrumen.get(item.instrumen) for item in plan.evaluasi)]
    cited = {code for record in used if record for code in record.sumber}
    cited |= {code for record in plan.rekaman() for code in getattr(record, "sumber", ())}
    texts = (*plan.prosa, *plan.bersama.naskah.values())
    boxes = (node for prosa in texts for top in prosa.nodes for node in top.walk() if node.kind == "tabel")
    cited |= {code for box in boxes for code in markup.table_sources(box)}
    listed = [source for source in plan.sumber_menurut_id.values() if source.id in cited]
    listed.sort(key=lambda source: language.urutan(f"{source.penerbit} {source.judul}"))
    lines = (
        tables.Line(
            (
                source.penerbit,
                source.judul,
                str(source.tahun or (source.tanggal.year if source.tanggal else "–")),
                source.tautan or "–",
            ),
            anchor=plan.jangkar.of(source),
        )
        for source in listed
    )
    title = scope.word("daftar-sumber")
    return Section("daftar-sumber", title, (replace(tables.frame(scope, "sumber", lines), caption=""),))
