"""The page of evaluations: how the ministry scored the regency year by year, recomputed, what it recommended, and what
was done about it.

The trend is told before the years, because a score of one year says little; years are compared by the final score
alone, whose parts the ministry has weighted otherwise from year to year.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from dosir.assemble import annexes, tables
from dosir.assemble.rows import annex
from dosir.assemble.rows.parts import points
from dosir.assemble.rows.summary import scored
from dosir.assemble.scope import Scope
from dosir.outline import Page, Section, Spans, Tile, text

PATH = "evaluasi"
Years = tuple[tuple[str, Fraction], ...]


def pages(scope: Scope) -> Iterator[Page]:
    """The page of all evaluations; none for a regency that was never evaluated."""
    found = annexes.evaluations(scope)
    if found:
        years = _years(scope)
        blocks = annexes.evaluated(scope)
        yearly = (Section("menurut-tahun", "Menurut tahun", blocks),) if blocks else ()
        sections = (*yearly, *_open(scope), *found)
        yield Page(PATH, "Evaluasi", lead=_trend(years), tiles=tuple(_tiles(scope, years)), sections=sections)


def _years(scope: Scope) -> Years:
    """(name of an evaluation, final score) of those that gave one, by year."""
    final = next((row for row in scored(scope) if row.final), None)
    held = tables.rounds(scope)
    scores = final.scores if final else ()
    return tuple((name, score) for (name, _), score in zip(held, scores, strict=False) if score is not None)


def _trend(years: Years) -> Spans:
    rest = "Nilai resmi di samping nilai yang dihitung ulang dari instrumennya, dan tindak lanjut rekomendasi."
    if not years:
        return text(rest)
    (name, last), *_ = reversed(years)
    said = f"Nilai akhir {points(last)} dari 4 pada {name}"
    if len(years) > 1:
        before, earlier = years[-2]
        step = last - earlier
        way = "naik" if step > 0 else "turun" if step < 0 else "tetap"
        said += f", {way} {points(abs(step))} dari {before}" if step else f", {way} sejak {before}"
    return text(f"{said}. {rest}")


def _tiles(scope: Scope, years: Years) -> Iterator[Tile]:
    yield from (Tile(f"Nilai akhir {name}", points(score)) for name, score in years)
    parts = [part for _, item in tables.rounds(scope) for part in item.rekomendasi]
    if parts:
        done = sum(part.status == "selesai" for part in parts)
        yield Tile("Rekomendasi selesai", f"{done} dari {len(parts)}", f"{PATH}#rekomendasi")


def _open(scope: Scope) -> Iterator[Section]:
    """Recommendations of every year that are not done yet."""
    lines = tuple(annex.rekomendasi_terbuka(scope))
    if lines:
        made = tables.frame(scope, "rekomendasi-terbuka", lines)
        yield Section("rekomendasi", "Rekomendasi yang belum selesai", (made,))
