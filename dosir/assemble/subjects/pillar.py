"""Pages about the pillars, each in the order in which a reader asks: what for, how, why, by what, how measured, when.

The author's own text stands last: it is long, its gist is the page's opening, and whoever looks for a figure or a name
would have to scroll past it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dosir import language
from dosir.assemble import addresses, books, charts, tables
from dosir.assemble.cards import coordinator, missing, pillar_card, quick_win_cards, tabled
from dosir.assemble.rows import action, aims, measured
from dosir.assemble.rows.parts import indicators
from dosir.assemble.scope import Scope, spans
from dosir.outline import Page, Section, Tile, text
from dosir.plan.facts import anggaran
from dosir.plan.records import Dimensi


def pillars(scope: Scope) -> Iterator[Page]:
    """An overview and a page for each pillar."""
    cards = tuple(pillar_card(scope, dimensi) for dimensi in scope.plan.bersama.dimensi)
    yield Page(
        "pilar/index",
        "Pilar",
        group="Pilar",
        lead=text("Enam bidang pembangunan kota cerdas dan sasarannya."),
        cards=cards,
        sections=(books.composed(scope, "Kesenjangan yang dijawab", ["tabel gap"]),),
    )
    for dimensi in scope.plan.bersama.dimensi:
        yield pillar(scope.on(dimensi), dimensi)


def pillar(scope: Scope, dimensi: Dimensi) -> Page:
    """Goals, strategies, gaps, programmes, indicators, money, road map and quick wins of one pillar."""
    plan = scope.plan
    item = next((found for found in plan.pilar if found.dimensi == dimensi), None)
    blocks, below = books.fetch(scope, "prosa pilar")
    opening = (*coordinator(scope, item), *spans(scope, item.rekaman.ringkasan)) if item else text(dimensi.arti)
    return Page(
        f"pilar/{dimensi.kode}",
        dimensi.nama,
        group="Pilar",
        eyebrow=dimensi.arti,
        lead=opening,
        accent=dimensi.kode,
        tiles=_tiles(scope, dimensi),
        sections=(*_sections(scope, dimensi), Section("gambaran", "Gambaran", blocks, below)),
        anchor=plan.jangkar.of(item.rekaman) if item else "",
    )


def _tiles(scope: Scope, dimensi: Dimensi) -> tuple[Tile, ...]:
    here, plan = f"pilar/{dimensi.kode}", scope.plan
    chosen = plan.program_dimensi(dimensi.kode)
    strategies = [part for part in plan.strategi if part.sub_dimensi in {sub.kode for sub in dimensi.sub_dimensi}]
    return (
        Tile("Strategi", str(len(strategies)), f"{here}#strategi"),
        Tile("Program", str(len(chosen)), f"{here}#program"),
        Tile("Indikator", str(len(list(indicators(scope)))), f"{here}#indikator"),
        Tile("Anggaran", language.rupiah_ringkas(anggaran(plan, chosen)), f"{here}#anggaran"),
        Tile("Quick win", str(len(plan.quick_win_dimensi(dimensi.kode))), f"{here}#quick-win"),
    )


def _sections(scope: Scope, dimensi: Dimensi) -> Iterator[Section]:
    chosen = scope.plan.program_dimensi(dimensi.kode)
    wins = scope.plan.quick_win_dimensi(dimensi.kode)
    goals = books.composed(scope, "Tujuan dan sasaran", ["tujuan pilar"])
    reached = tables.frame(scope, "sasaran-pilar", aims.goal_lines(scope, dimensi))
    yield replace(goals, blocks=(*goals.blocks, *([reached] if reached.rows else [])))
    strategies = tables.frame(scope, "strategi-sub", aims.strategy_lines(scope, dimensi))
    yield tabled("strategi", "Strategi", strategies, missing(scope, f"pilar/{dimensi.kode}.md"))
    yield books.composed(scope, "Kesenjangan", ["tabel gap"])
    issues = tables.frame(scope, "isu-pilar", aims.issue_lines(scope, dimensi))
    yield tabled(addresses.ISSUES, "Isu strategis", issues, missing(scope, "isu.yml"))
    yield books.composed(scope, "Program", ["tabel program"])
    measures = tables.frame(scope, "capaian", measured.measured(scope, indicators(scope)))
    file = missing(scope, f"indikator/{dimensi.kode}.yml")
    yield tabled("indikator", "Indikator", measures, file, *charts.indikator(scope))
    costs = tables.frame(scope, "rencana-anggaran", action.budget_lines(scope, chosen))
    file = missing(scope, f"program/{dimensi.kode}.yml")
    yield tabled("anggaran", "Anggaran", costs, file, *charts.anggaran_tahun(scope))
    yield books.composed(scope, "Peta jalan", ["tabel peta-jalan"])
    yield Section("quick-win", "Quick win", (quick_win_cards(scope, wins) if wins else missing(scope, "quick-win/"),))
