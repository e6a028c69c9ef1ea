"""Pages about the programmes: each with its whole chain, from the mission it serves to the evaluation that judges it.

They stand in no navigation, which every page repeats; the list of programmes leads to them, and so does every row that
names one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dosir import language
from dosir.assemble import addresses, owing, tables
from dosir.assemble.cards import linked, missing, origin, paragraph, quick_win_cards, tabled, with_spent
from dosir.assemble.linkage import MATRIX
from dosir.assemble.rows import linkage, measured, sheet, timeline
from dosir.assemble.scope import Scope, spans
from dosir.outline import Block, Page, Prose, Remark, Section, Tile, text
from dosir.plan.facts import anggaran
from dosir.plan.lineage import Lineage, lineages
from dosir.plan.records import Bersumber, Program

CHAIN = "rantai"


def programmes(scope: Scope, debts: owing.Debts) -> Iterator[Page]:
    """A page for each programme."""
    for line in lineages(scope.plan).values():
        yield programme(scope, line, debts.of(map(scope.plan.jangkar.of, _own(line))))


def programme(scope: Scope, line: Lineage, owed: owing.Owed) -> Page:
    """One programme: its chain, its sheet, its money, its measures, its steps, and what is still missing."""
    part = line.program
    dimensi, sub = scope.plan.sub_dimensi[part.sub_dimensi]
    return Page(
        addresses.of(scope.plan, part),
        part.nama,
        group="Program",
        eyebrow=f"Program {part.kode} · {dimensi.nama} · {sub.nama}",
        lead=spans(scope, part.keluaran),
        accent=dimensi.kode,
        tiles=_tiles(scope, line),
        sections=tuple(_sections(scope, line, owed)),
        anchor=scope.plan.jangkar.of(part),
        listed=False,
    )


def _tiles(scope: Scope, line: Lineage) -> tuple[Tile, ...]:
    part, here = line.program, addresses.of(scope.plan, line.program)
    dimensi = scope.plan.sub_dimensi[part.sub_dimensi][0]
    office = scope.plan.opd_menurut_id[part.opd]
    kinds = [kind for kind in linkage.KINDS if kind.demanded]
    there = sum(bool(tuple(kind.found(scope, line))) for kind in kinds)
    money = language.rupiah_ringkas(anggaran(scope.plan, [part])) if part.anggaran else "belum ada"
    return (
        Tile("OPD", office.singkatan, addresses.of(scope.plan, office)),
        Tile("Pilar", dimensi.nama, f"pilar/{dimensi.kode}"),
        Tile("Tahun", language.rentang_tahun(part.tahun)),
        Tile("Anggaran", money, f"{here}#{sheet.BUDGET}"),
        Tile("Mata rantai", f"{there} dari {len(kinds)}", f"{here}#{CHAIN}"),
    )


def _sections(scope: Scope, line: Lineage, owed: owing.Owed) -> Iterator[Section]:
    part = line.program
    remark: tuple[Block, ...] = (Remark(scope.word("contoh-bagian")),) if part.contoh else ()
    chain = tables.frame(scope, CHAIN, sheet.chain_lines(scope, line))
    file = f"program/{scope.plan.dimensi_program(part)}.yml"
    yield tabled(CHAIN, "Rantai dari misi ke evaluasi", chain, missing(scope, file), *remark)
    whole = tables.frame(scope, "lembar-program", sheet.sheet_lines(scope, line))
    yield tabled("lembar", "Lembar program", whole, missing(scope, file))
    money = tables.frame(scope, "anggaran-program", sheet.money_lines(scope, [part]))
    title = "Anggaran menurut tahun dan sumber dana"
    yield with_spent(scope, tabled(sheet.BUDGET, title, money, missing(scope, file)), [part])
    measures = tables.frame(scope, "capaian", measured.measured(scope, line.indikator, users=False))
    yield tabled("indikator", "Indikator", measures, missing(scope, file))
    steps = tables.frame(scope, "langkah", timeline.step_lines(scope, (part,)))
    yield tabled(addresses.STEPS, "Peta jalan", steps, missing(scope, "peta-jalan.yml"))
    if line.quick_win:
        yield Section("quick-win", "Quick win", (quick_win_cards(scope, line.quick_win),))
    yield owing.section(scope, owed, "Semua yang dituntut dari program ini sudah diisi.")
    yield from _beside(scope, part)
    yield from origin(scope, _sourced(line))


def _own(line: Lineage) -> Sequence[object]:
    """The records for which a programme itself is asked."""
    part = line.program
    return (part, *part.inside(), *line.peta_jalan)


def _beside(scope: Scope, part: Program) -> Iterator[Section]:
    """The other programmes of its pillar and the pages of all, as a way on."""
    others = scope.plan.program_dimensi(scope.plan.dimensi_program(part))
    named = linked((addresses.of(scope.plan, other), other.nama) for other in others if other is not part)
    whole = linked([(addresses.PROGRAMS, "daftar program"), (MATRIX, "keterkaitan")])
    nodes = [paragraph((*text("Di pilar ini: "), *named))] if named else []
    yield Section("program-lain", "Program lain", (Prose((*nodes, paragraph((*text("Semuanya: "), *whole)))),))


def _sourced(line: Lineage) -> list[Bersumber]:
    return [line.program, *line.program.anggaran]
