"""Annexes of a book and their list: documents of `lampiran.yml`, and annexes made from the plan itself.

Which kinds a book carries is said in its skeleton; a document may name its books itself, and then only those carry it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from dosir import language
from dosir.assemble import charts, crossing, numbering, rows, tables
from dosir.assemble.rows import annex
from dosir.assemble.scope import Scope, picture, spans
from dosir.markup import Node, plain, slug
from dosir.outline import Block, Prose, Remark, Section, Spans, text
from dosir.plan.records import Evaluasi, Lampiran

INVENTORY = 20  # applications that a chapter can hold; a longer list is an annex
Made = Iterator[tuple[Section, Lampiran | None]]


def annexes(scope: Scope, shape: Mapping[str, Any]) -> tuple[Section, ...]:
    """The list of annexes and the annexes of the book with this skeleton; nothing when it has none."""
    kinds = shape.get("lampiran", ())
    made = [
        *_documents(scope, shape["id"], "berkas" in kinds),
        *(found for kind, make in KINDS.items() if kind in kinds for found in make(scope)),
    ]
    if not made:
        return ()
    numbered = numbering.annexes((section for section, _ in made), scope.word("lampiran"))
    return (_list(scope, zip(numbered, (item for _, item in made), strict=True)), *numbered)


def evaluations(scope: Scope) -> tuple[Section, ...]:
    """A section for each evaluation of the regency, by year and stage."""
    return tuple(crossing.about(_evaluation(scope, item), str(item.tahun)) for _, item in tables.rounds(scope))


def evaluated(scope: Scope) -> tuple[Block, ...]:
    """All evaluations side by side, drawn and as a table; nothing when none has a score."""
    drawn = tuple(charts.evaluasi(scope))
    return (*drawn, tables.frame(scope, "evaluasi-tahun", rows.ROWS["evaluasi-tahun"](scope))) if drawn else ()


def _list(scope: Scope, made: Iterator[tuple[Section, Lampiran | None]]) -> Section:
    listed = ((section.number, section.title, item) for section, item in made)
    table = tables.frame(scope, "daftar-lampiran", annex.daftar_lampiran(scope, listed))
    return Section("daftar-lampiran", scope.word("daftar-lampiran"), (replace(table, id="tabel-lampiran", caption=""),))


def _documents(scope: Scope, book: str, takes_all: bool) -> Made:
    for item in scope.plan.lampiran:
        if book in item.buku or (takes_all and not item.buku):
            title = plain(spans(scope, item.judul))
            sheet = replace(
                tables.frame(scope, "lampiran", annex.lampiran(scope, item)), id=f"data-{item.id}", caption=""
            )
            image: tuple[Block, ...] = ()
            if item.berkas in scope.plan.gambar:
                image = (picture(scope, item.berkas, f"{item.jenis}: {title}", title),)
            yield Section(slug(title), title, (sheet, *image)), item


def _inventory(scope: Scope) -> Made:
    if len(scope.plan.aplikasi) > INVENTORY:
        table = tables.frame(scope, "aplikasi", rows.ROWS["aplikasi"](scope))
        yield _section(scope, "lampiran-aplikasi", table), None


def _own_fields(scope: Scope) -> Made:
    table = tables.frame(scope, "isian-tambahan", rows.ROWS["isian-tambahan"](scope))
    if table.rows:
        yield _section(scope, "lampiran-tambahan", table), None


def _evaluations(scope: Scope) -> Made:
    if below := evaluations(scope):
        yield replace(_section(scope, "lampiran-evaluasi", *evaluated(scope)), sections=below), None


def _section(scope: Scope, word: str, *blocks: Block) -> Section:
    return Section(word, scope.word(word), blocks)


def _evaluation(scope: Scope, item: Evaluasi) -> Section:
    """One year: who asked, the scores, the answers, what assessors praised and missed, and what followed."""
    stage = f" tahap {item.tahap}" if item.tahap else ""
    year = f"{item.tahun}{stage}"
    builders = {
        "evaluasi-nilai": annex.evaluasi_nilai,
        "evaluasi-jawaban": annex.evaluasi_jawaban,
        "evaluasi-rekomendasi": annex.evaluasi_rekomendasi,
    }
    made = {name: tables.frame(scope, name, build(scope, item), tahun=year) for name, build in builders.items()}
    remark = (Remark(scope.word("contoh-bagian")),) if item.contoh else ()
    own = [f"{name}: {value}" for name, value in item.tambahan.items()]
    anchor = scope.plan.jangkar.of(item)
    nodes = (
        _paragraph(text(_opening(scope, item)), anchor),
        *_bullets(scope, scope.word("kekuatan"), item.kekuatan, anchor),
        *_bullets(scope, scope.word("kelemahan"), item.kelemahan, anchor),
        *(_paragraph(spans(scope, words), anchor) for words in (item.catatan, *own) if words),
    )
    blocks = (*remark, Prose(nodes), *(table for table in made.values() if table.rows))
    return Section(f"evaluasi-{item.tahun}", f"Evaluasi {year}", blocks)


def _opening(scope: Scope, item: Evaluasi) -> str:
    tool = scope.plan.bersama.instrumen.get(item.instrumen)
    group = f" untuk kelompok {tool.kelompok}" if tool else ""
    letter = f", diberitahukan dengan surat {item.surat.nomor}" if item.surat else ""
    day = f" tanggal {language.tanggal(item.surat.tanggal)}" if item.surat and item.surat.tanggal else ""
    return f"Evaluasi tahun {item.tahun}{group}{letter}{day}. Nilai memakai skala 0 sampai 4."


def _bullets(scope: Scope, title: str, lines: tuple[str, ...], anchor: str) -> Iterator[Node]:
    if lines:
        yield _paragraph((Node("strong", text(title)),), anchor)
        yield Node("bullets", tuple(Node("item", (_paragraph(spans(scope, line), anchor),)) for line in lines))


def _paragraph(nodes: Spans, anchor: str) -> Node:
    return Node("paragraph", nodes, anchor=anchor)


KINDS: Mapping[str, Callable[[Scope], Made]] = {
    "aplikasi": _inventory,
    "evaluasi": _evaluations,
    "tambahan": _own_fields,
}
