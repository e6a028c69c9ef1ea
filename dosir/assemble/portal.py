"""The portal: every regency at a glance, from the summary that each left when it was published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dosir import language
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
        len(records) - examples,
        examples,
    )


def site(summaries: Sequence[Summary], stale: Iterable[str]) -> Site:
    """The portal over these regencies; those in `stale` are shown as they were before their last change."""
    old = set(stale)
    cards = tuple(_card(item, item.slug in old) for item in summaries)
    tiles = (
        Tile("Daerah", str(len(summaries))),
        Tile("Program", language.angka(sum(s.programs for s in summaries))),
        Tile("Quick win", language.angka(sum(s.quick_wins for s in summaries))),
        Tile("Anggaran", language.rupiah_ringkas(sum(s.budget for s in summaries))),
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
    return Site("", "Dosir", "Masterplan Smart City Daerah", (page,))


def _card(item: Summary, stale: bool) -> Card:
    facts = (f"{item.programs} program", f"{item.quick_wins} quick win", language.rupiah_ringkas(item.budget))
    line = f"{item.province} · {item.period} · {item.status}, versi {item.version}"
    if stale:
        line += " · perubahan terakhir belum terbit karena masih ada kesalahan"
    return Card(item.name, line, f"{item.slug}/index.html", facts)


def _table(summaries: Sequence[Summary]) -> Table:
    rows = tuple(Row(tuple(Cell(cell) for cell in _cells(item))) for item in summaries)
    source = "dihitung dari rencana tiap daerah; kolom Contoh menyatakan bagian catatan yang belum bersumber"
    return Table("perbandingan-daerah", "Perbandingan daerah", COLUMNS, rows, source)


def _cells(item: Summary) -> Iterable[Spans]:
    share = round(100 * item.examples / max(item.examples + item.facts, 1))
    numbers = (item.programs, item.quick_wins, item.offices)
    yield page_link(f"{item.slug}/index.html", item.name)
    yield from (text(word) for word in (item.province, item.period, item.stage or "–"))
    yield from (text(language.angka(value)) for value in numbers)
    yield text(language.juta(item.budget))
    yield text(language.angka(item.budget_per_head) if item.budget_per_head else "–")
    yield text(str(share))
