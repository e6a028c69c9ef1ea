"""The portal: every regency at a glance, from the summary that each left when it was published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dosir import gates, language
from dosir.assemble import numbering, reference
from dosir.assemble.rows.progress import stage_name
from dosir.assemble.scope import Scope
from dosir.markup import Node
from dosir.outline import (
    Card,
    Cell,
    Column,
    Missing,
    Page,
    Prose,
    Row,
    Section,
    Site,
    Spans,
    Summary,
    Table,
    Tile,
    page_link,
    text,
)
from dosir.plan.facts import anggaran, opd_terlibat
from dosir.plan.records import Bersumber

COLUMNS = (
    Column("Daerah", 12),
    Column("Provinsi", 8),
    Column("Periode", 6),
    Column("Bimtek tercatat", 6),
    Column("Lengkap sampai", 7),
    Column("Program", 5, "right"),
    Column("Quick win", 5, "right"),
    Column("OPD", 4, "right"),
    Column("Anggaran (juta rupiah)", 7, "right"),
    Column("Per penduduk (Rp)", 7, "right"),
    Column("Contoh (%)", 5, "right"),
)


def summary(scope: Scope) -> Summary:
    """The numbers that the portal shows about one regency."""
    plan, place = scope.plan, scope.plan.daerah
    total = anggaran(plan)
    records = [record for record in plan.rekaman_utama() if isinstance(record, Bersumber)]
    examples = sum(record.contoh for record in records)
    heads = int(place.penduduk.nilai) if place.penduduk else 0
    reached = gates.reached(plan)
    stages = sorted((item.tanggal_mulai, item.tahap) for item in plan.bimtek)
    return Summary(
        plan.slug,
        place.nama_lengkap,
        place.provinsi,
        language.rentang_tahun(place.periode.tahun),
        scope.word(place.status),
        place.versi,
        len(plan.pilar),
        len(plan.program),
        len(plan.quick_win),
        len(opd_terlibat(plan)),
        total,
        round(total / heads) if heads else 0,
        stages[-1][1] if stages else "",
        stage_name(reached) if reached else "",
        len(records) - examples,
        examples,
    )


def site(summaries: Sequence[Summary], stale: Iterable[str]) -> Site:
    """The portal over these regencies; those in `stale` are shown as they were before their last change."""
    old = set(stale)
    cards = tuple(_card(item, item.slug in old) for item in summaries)
    tiles = (
        Tile("Daerah", str(len(summaries))),
        Tile("Program", language.angka(sum(s.program for s in summaries))),
        Tile("Quick win", language.angka(sum(s.quick_win for s in summaries))),
        Tile("Anggaran", language.rupiah_ringkas(sum(s.anggaran for s in summaries))),
    )
    lead = "Dosir masterplan kota cerdas kabupaten dan kota: dibaca di peramban, diunduh sebagai buku."
    sections = (
        Section(
            "daerah", "Daerah", (Prose((Node("cards"),)),) if cards else (Missing("Belum ada daerah yang terbit."),)
        ),
        *((Section("perbandingan", "Perbandingan", (_table(summaries),)),) if summaries else ()),
    )
    page = Page(
        "index", "Dosir Smart City", eyebrow="Portal", lead=text(lead), tiles=tiles, cards=cards, sections=sections
    )
    pages = (page, reference.page(), reference.findings())
    return Site(
        "",
        "Dosir",
        "Masterplan Smart City Daerah",
        tuple(replace(item, sections=numbering.unique(item.sections)) for item in pages),
    )


def _card(item: Summary, stale: bool) -> Card:
    facts = (f"{item.program} program", f"{item.quick_win} quick win", language.rupiah_ringkas(item.anggaran))
    line = f"{item.provinsi} · {item.periode} · {item.status}, versi {item.versi}"
    if stale:
        line += " · perubahan terakhir belum terbit karena masih ada kesalahan"
    return Card(item.nama, line, f"{item.slug}/index.html", facts)


def _table(summaries: Sequence[Summary]) -> Table:
    rows = tuple(Row(tuple(Cell(cell) for cell in _cells(item))) for item in summaries)
    source = "dihitung dari rencana tiap daerah; kolom Contoh menyatakan bagian catatan yang belum bersumber"
    return Table("perbandingan-daerah", "Perbandingan daerah", COLUMNS, rows, source)


def _cells(item: Summary) -> Iterable[Spans]:
    share = round(100 * item.contoh / max(item.contoh + item.fakta, 1))
    numbers = (item.program, item.quick_win, item.opd)
    yield page_link(f"{item.slug}/index.html", item.nama)
    yield from (text(word) for word in (item.provinsi, item.periode, item.tahap or "–", item.lengkap or "–"))
    yield from (text(language.angka(value)) for value in numbers)
    yield text(language.juta(item.anggaran))
    yield text(language.angka(item.anggaran_per_penduduk) if item.anggaran_per_penduduk else "–")
    yield text(str(share))
