"""The page of annexes: every decree, agreement, commitment, record of proceedings and list of attendance, and whether
it is here.

Three states are told apart, because each asks for another errand: the document is here, a source says that it exists,
or nobody has written of it yet although a stage demands it.
"""

from __future__ import annotations

from collections.abc import Iterator

from dosir import gates, language, markup
from dosir.assemble import tables
from dosir.assemble.cards import missing, tabled
from dosir.assemble.rows.parts import joined
from dosir.assemble.rows.progress import place, stage_name
from dosir.assemble.scope import Scope, spans
from dosir.markup import Node
from dosir.outline import Page, Spans, Tile, page_link, text
from dosir.plan.records import Lampiran

PATH = "lampiran"
HERE, TOLD, OWED = "Ada", "Menurut sumber ada", "Belum ada"


def page(scope: Scope) -> Page:
    """Every annex with its state, then those that a stage demands and nobody has written."""
    written = scope.plan.lampiran
    states = [state(item) for item in written]
    gaps = tuple(_gaps(scope))
    tiles = (
        Tile("Naskahnya ada", str(states.count(HERE))),
        Tile("Ada menurut sumber", str(states.count(TOLD))),
        Tile("Masih harus dibuat", str(states.count(OWED) + len(gaps))),
    )
    listed = tables.frame(scope, "lampiran-situs", (_line(scope, item) for item in written))
    owed = tables.frame(scope, "lampiran-kurang", gaps)
    sections = [tabled("naskah", "Naskah lampiran", listed, missing(scope, "lampiran.yml"))]
    sections += (
        [tabled("belum-ditulis", "Dituntut, belum ditulis", owed, missing(scope, "lampiran.yml"))] if gaps else []
    )
    lead = text(
        "Keputusan, kesepakatan, komitmen, berita acara, dan daftar hadir: mana yang sudah ada, mana yang belum."
    )
    return Page(PATH, "Lampiran", lead=lead, tiles=tiles, sections=tuple(sections))


def state(item: Lampiran) -> str:
    """Whether an annex is here, is said to exist, or is still to be made."""
    return OWED if item.contoh else HERE if item.berkas else TOLD


def row_id(item: Lampiran) -> str:
    """The id of an annex's row."""
    return f"{PATH}-{item.id}"


def _line(scope: Scope, item: Lampiran) -> tables.Line:
    kind = text(item.jenis)
    if item.tahap:
        kind = (*kind, Node("break"), *page_link("bimtek", f"Bimtek {item.tahap}"))
    day = language.tanggal(item.tanggal) if item.tanggal else ""
    number = joined(text(word) for word in (item.nomor, day) if word)
    return tables.Line((_told(scope, item), _state(scope, item), kind, number), (item,), id=row_id(item))


def _told(scope: Scope, item: Lampiran) -> Spans:
    note = (Node("break"), *spans(scope, item.keterangan)) if item.keterangan else ()
    return (Node("strong", spans(scope, item.judul)), *note)


def _state(scope: Scope, item: Lampiran) -> Spans:
    """The state in words, with the way to the document where it has an address, or with what is still to come."""
    found = state(item)
    if found == HERE:
        address = markup.is_safe(item.berkas)
        pages = f", {item.halaman} halaman" if item.halaman else ""
        return (
            *text("Ada: "),
            *((Node("link", text("naskah"), target=item.berkas),) if address else text("berkas")),
            *text(pages),
        )
    if found == TOLD:
        return text("Ada menurut sumber; berkasnya belum dilampirkan")
    return text("Belum ada; yang tertulis contoh")


def _gaps(scope: Scope) -> Iterator[tables.Line]:
    """Annexes that a stage demands and that are not in the file."""
    for stage in gates.stages(scope.plan):
        for gap in stage.gaps:
            if gap.register == "lampiran":
                name = gap.what.removeprefix("lampiran ")
                cells = (name[:1].upper() + name[1:], stage_name(stage.tahap), place(scope, gap.position))
                yield tables.Line((*cells, spans(scope, gap.hint)))
