"""Two pages across the plan: the traceability matrix with all its holes, and the indicators with what was reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dosir.assemble import addresses, charts, tables
from dosir.assemble.cards import missing, said, tabled
from dosir.assemble.rows import linkage, measured
from dosir.assemble.scope import Scope
from dosir.outline import Block, Page, Section, Tile, text
from dosir.plan.capaian import capaian
from dosir.plan.lineage import Lineage, lineages, pillar_of
from dosir.plan.records import Indikator

MATRIX = "keterkaitan"
ANYWHERE = "Tanpa pilar"
ASKED = ("rpjmd", "indikator", "peta-jalan", "anggaran")  # the links whose lack reviewers ask for first
SHARE = (
    "Ketercapaian membandingkan capaian dengan target tahun yang sama, pada tahun terakhir yang mempunyai keduanya; "
    "untuk indikator yang diharapkan turun, target dibagi capaian."
)


def across(scope: Scope) -> Iterator[Page]:
    """Both pages."""
    yield matrix(scope)
    yield indicators(scope)


def matrix(scope: Scope) -> Page:
    """Which programme hangs on what, which links are missing, and which missions, goals and gaps nobody answers."""
    lines = lineages(scope.plan)
    holes = tables.frame(scope, "putus", linkage.holes(scope, lines))
    whole = tables.frame(scope, "matriks", linkage.matrix(scope, lines))
    file = missing(scope, "program/<pilar>.yml")
    return Page(
        MATRIX,
        "Keterkaitan",
        lead=text(
            "Apa yang dilayani dan dipunyai setiap program, dari misi sampai evaluasi, dan mata rantai yang putus."
        ),
        tiles=tuple(_tiles(scope, lines)),
        sections=(
            tabled("belum-ada", "Mata rantai yang belum ada", holes, file),
            tabled("matriks-program", "Matriks program", whole, file),
            *_ends(scope, lines),
        ),
    )


def _tiles(scope: Scope, lines: Mapping[str, Lineage]) -> Iterator[Tile]:
    """How many programmes lack each link, and how many missions, goals and gaps have no programme."""
    kinds = {kind.id: kind for kind in linkage.KINDS}
    for kind in map(kinds.__getitem__, ASKED if lines else ()):
        count = len(linkage.lacking_programs(scope, lines, kind))
        yield Tile(f"Tanpa {kind.name}", f"{count} program", f"{MATRIX}#tanpa-{kind.id}")
    ends = (scope.plan.misi, scope.plan.sasaran, scope.plan.gap)
    count = sum(linkage.unanswered(lines, records) for records in ends)
    yield Tile("Misi, sasaran, kesenjangan tanpa program", str(count), f"{MATRIX}#dari-misi")


def _ends(scope: Scope, lines: Mapping[str, Lineage]) -> Iterator[Section]:
    plan = scope.plan
    for name, word, records, file in (
        ("misi", "misi", plan.misi, "visi.yml"),
        ("sasaran", "sasaran", plan.sasaran, "pilar/<pilar>.md"),
        ("kesenjangan", "kesenjangan", plan.gap, "gap.yml"),
    ):
        count = linkage.unanswered(lines, records)
        opening = (
            f"{count} dari {len(records)} {word} belum dijawab program." if count else f"Setiap {word} dijawab program."
        )
        table = tables.frame(scope, f"dari-{name}", linkage.answered(scope, lines, records))
        yield tabled(f"dari-{name}", f"Dari {word} ke program", table, missing(scope, file), said(opening))


def indicators(scope: Scope) -> Page:
    """Every indicator once, below its pillar: start, targets, what was reached and of which share."""
    found = scope.plan.indikator
    judged = [made for made in map(capaian, found) if made]
    tiles = (
        Tile("Indikator", str(len(found))),
        Tile("Punya capaian", str(len(judged))),
        Tile("Mencapai target", str(sum(made.tercapai for made in judged))),
    )
    sections = tuple(_by_pillar(scope)) or (Section("kosong", "Indikator", (missing(scope, "indikator/"),)),)
    return Page(addresses.INDICATORS, "Indikator", lead=text(SHARE), tiles=tiles, sections=sections)


def _by_pillar(scope: Scope) -> Iterator[Section]:
    homes = {item.kode: pillar_of(scope.plan, item) for item in scope.plan.indikator}
    for dimensi in scope.plan.bersama.dimensi:
        chosen = [item for item in scope.plan.indikator if homes[item.kode] == dimensi.kode]
        if chosen:
            drawn = charts.indicator_charts(scope.on(dimensi), chosen)
            yield _section(scope.on(dimensi), f"indikator-{dimensi.kode}", dimensi.nama, chosen, *drawn)
    lost = [item for item in scope.plan.indikator if not homes[item.kode]]
    if lost:
        yield _section(scope, "tanpa-pilar", ANYWHERE, lost)


def _section(scope: Scope, name: str, title: str, chosen: list[Indikator], *drawn: Block) -> Section:
    table = tables.frame(scope, "capaian", measured.measured(scope, chosen, home=True))
    return Section(name, title, (*drawn, table), accent=scope.dimensi.kode if scope.dimensi else "")
