"""The page that says how far a regency is: what each stage demands, what is missing and where, what was approved, and
what has changed since.
"""

from __future__ import annotations

from collections.abc import Iterator

from dosir import gates
from dosir.assemble import tables
from dosir.assemble.cards import paragraph
from dosir.assemble.rows import progress
from dosir.assemble.rows.progress import stage_name
from dosir.assemble.scope import Scope
from dosir.outline import Page, Prose, Section, Tile, text

PATH = "kelengkapan"


def tile(scope: Scope) -> Tile:
    """The stage a regency has reached, for its home page."""
    reached = gates.reached(scope.plan)
    return Tile("Lengkap sampai", stage_name(reached) if reached else "belum ada tahap", PATH)


def gaps_of(stage: gates.Stage) -> str:
    """The place on the page where a reader finds what a stage lacks, or how it stands."""
    if any(not gap.example for gap in stage.gaps):
        return f"{PATH}#kekurangan-{stage.tahap.lower()}"
    return f"{PATH}#contoh" if stage.gaps else f"{PATH}#tahap"


def page(scope: Scope) -> Page:
    """Demands, gaps and approvals of one regency."""
    stages = gates.stages(scope.plan)
    tiles = tuple(Tile(stage_name(stage.tahap), f"{stage.percent}%", gaps_of(stage)) for stage in stages)
    lead = text(
        "Yang dituntut tiap tahap bimbingan teknis dan dokumen final, dan berkas tempat kekurangannya diisi. "
        "Isi yang masih contoh dihitung ada sampai bimtek IV, tidak pada dokumen final."
    )
    return Page(PATH, "Kelengkapan", lead=lead, tiles=tiles, sections=tuple(_sections(scope, stages)))


def _sections(scope: Scope, stages: tuple[gates.Stage, ...]) -> Iterator[Section]:
    yield Section("tahap", "Tahap", (tables.frame(scope, "tahap", progress.tahap(stages)),))
    approved = tables.frame(scope, "persetujuan", progress.persetujuan(scope))
    none = Prose((paragraph(text("Belum ada tahap yang disetujui.")),))
    yield Section("persetujuan", "Persetujuan", (approved if approved.rows else none,))
    for stage in stages:
        made = tables.frame(scope, "kekurangan", progress.kekurangan(scope, stage))
        if made.rows:
            yield Section(f"kekurangan-{stage.tahap.lower()}", f"Kekurangan {stage_name(stage.tahap)}", (made,))
    examples = tables.frame(scope, "contoh", progress.contoh(scope, stages[-1]))
    if examples.rows:
        yield Section("contoh", "Isi yang masih contoh", (examples,))
