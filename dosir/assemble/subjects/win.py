"""Pages about the quick wins: the ten aspects, progress by year, risks with their answers, and what each is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dosir.assemble import addresses, books, owing, tables
from dosir.assemble.cards import missing, origin, quick_win_card, tabled
from dosir.assemble.rows import execution, sheet, winning
from dosir.assemble.rows.parts import progress
from dosir.assemble.scope import Scope, spans, told
from dosir.outline import Block, Page, Remark, Section, Tile, text
from dosir.plan import BerkasQuickWin
from dosir.plan.lineage import lineage
from dosir.plan.records import ASPEK


def quick_wins(scope: Scope, debts: owing.Debts) -> Iterator[Page]:
    """An overview and a page for each quick win."""
    cards = tuple(quick_win_card(scope, item) for item in scope.plan.quick_win)
    yield Page(
        "quick-win/index",
        "Quick win",
        group="Quick win",
        cards=cards,
        lead=text("Hasil yang dirasakan warga dalam enam bulan sampai satu tahun."),
        sections=(books.composed(scope, "Daftar quick win", ["tabel quick-win"]),),
    )
    for item in scope.plan.quick_win:
        own = (item.rekaman, *item.rekaman.inside())
        yield quick_win(scope.about(item), item, debts.of(map(scope.plan.jangkar.of, own)))


def quick_win(scope: Scope, item: BerkasQuickWin, owed: owing.Owed) -> Page:
    """One quick win: what it is and is for, its ten aspects, how it went, its risks, and what is still missing."""
    record = item.rekaman
    program = scope.plan.program_menurut_kode[record.program]
    dimensi = scope.plan.sub_dimensi[program.sub_dimensi][0]
    office = scope.plan.opd_menurut_id[program.opd]
    told_of = sum(winning.is_told(record, name) for name in ASPEK)
    tiles = (
        Tile("OPD", office.singkatan, addresses.of(scope.plan, office)),
        Tile("Program", program.kode, addresses.of(scope.plan, program)),
        Tile("Pilar", dimensi.nama, f"pilar/{dimensi.kode}"),
        Tile("Status", record.status),
        Tile("Progres", progress(record)),
        Tile("Aspek terisi", f"{told_of} dari {len(ASPEK)}"),
    )
    lacking = owing.section(scope, owed, "Semua yang dituntut dari quick win ini sudah diisi.")
    sections = (*_told(scope, item), *_judged(scope, item, dimensi.kode), lacking)
    return Page(
        addresses.of(scope.plan, record),
        record.nama,
        group="Quick win",
        eyebrow=dimensi.nama,
        lead=spans(scope, record.ringkasan),
        accent=dimensi.kode,
        tiles=tiles,
        sections=(*sections, *origin(scope, [record])),
        anchor=scope.plan.jangkar.of(record),
    )


def _told(scope: Scope, item: BerkasQuickWin) -> Iterator[Section]:
    """What it is in the author's words, what it is for, and its identity."""
    record = item.rekaman
    blocks, below = told(scope, item.prosa)
    remark: tuple[Block, ...] = (Remark(scope.word("contoh-bagian")),) if record.contoh else ()
    if remark or blocks or below:
        yield Section("uraian", "Uraian", (*remark, *blocks), below)
    line = lineage(scope.plan, scope.plan.program_menurut_kode[record.program])
    chain = tables.frame(scope, "rantai-quick-win", sheet.served_lines(scope, line, record))
    file = missing(scope, f"quick-win/{item.slug}.md")
    yield tabled("rantai", "Untuk apa quick win ini", replace(chain, caption=""), file)
    identity = tables.frame(scope, "identitas-quick-win", execution.identity_lines(scope, record))
    yield tabled("lembar", "Lembar", replace(identity, caption=""), file)


def _judged(scope: Scope, item: BerkasQuickWin, accent: str) -> Iterator[Section]:
    """The ten aspects, progress by year, risks, results and hindrances."""
    record, file = item.rekaman, missing(scope, f"quick-win/{item.slug}.md")
    aspects = tables.frame(scope, "sepuluh-aspek", winning.aspect_lines(scope, record))
    yield tabled("sepuluh-aspek", "Sepuluh aspek", replace(aspects, caption=""), file)
    grown = tables.frame(scope, "kemajuan", winning.progress_lines(scope, record, accent))
    yield tabled("perkembangan", "Perkembangan tiap tahun", grown, file)
    risks = tables.frame(scope, "risiko-mitigasi", winning.risk_lines(scope, record))
    yield tabled("risiko", "Risiko dan mitigasi", risks, file)
    results = books.composed(scope, "Hasil dan kendala", ["tabel dampak bila ada", "tabel kendala bila ada"])
    if results.blocks:
        yield results
