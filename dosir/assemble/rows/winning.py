"""Rows of one quick win as its page shows them: the ten aspects with their scores, and how far it was in each year.

Progress is said beside the state and drawn as four cells of a quarter each, filled as far as it went: on a telephone
the last of them may stand outside the window, so that a bar alone would say less than is done.
"""

from __future__ import annotations

from collections.abc import Iterator

from dosir.assemble.rows.execution import ASPECTS, aspect, score
from dosir.assemble.rows.measured import lacking
from dosir.assemble.rows.parts import joined, years
from dosir.assemble.scope import Scope, spans
from dosir.assemble.tables import Content, Filled, Line
from dosir.outline import text
from dosir.plan.records import ASPEK, Perkembangan, QuickWin

QUARTERS = (25, 50, 75, 100)
TRACK = "·"
ENDED = ("selesai", "berhenti")
FIELDS = {"risiko": "risiko", "keberlanjutan": "perkembangan"}  # aspects that are kept in a field of another name


def aspect_lines(scope: Scope, sheet: QuickWin) -> Iterator[Line]:
    """The ten aspects with what is written of each and its latest score."""
    for number, (name, title) in enumerate(zip(ASPEK, ASPECTS, strict=True), start=1):
        told: Content = aspect(scope, sheet, name) if is_told(sheet, name) else lacking("– belum diisi")
        yield Line((f"{number}. {title}", told, joined(score(sheet, name))), (sheet,))


def is_told(sheet: QuickWin, name: str) -> bool:
    """Whether anything is written of an aspect."""
    return bool(getattr(sheet, FIELDS.get(name, name)))


def progress_lines(scope: Scope, sheet: QuickWin, accent: str) -> Iterator[Line]:
    """A row for each year from the beginning to that of the document: state, progress as a bar, what happened.

    A year that nobody has reported says so, until the quick win has ended.
    """
    told = {item.tahun: item for item in sheet.perkembangan}
    ended = max((item.tahun for item in sheet.perkembangan if item.status in ENDED), default=0)
    begun = min([*told, *([sheet.mulai.year] if sheet.mulai else [])], default=0)
    last = min(scope.plan.daerah.tanggal.year, years(scope)[-1])
    for year in range(begun, max([last, *told]) + 1) if begun else ():
        if year in told:
            yield _reported(scope, sheet, told[year], accent)
        elif not ended or year < ended:
            yield Line((str(year), lacking("belum dilaporkan"), "", "", "", ""))


def _reported(scope: Scope, sheet: QuickWin, item: Perkembangan, accent: str) -> Line:
    origin = item if item.sumber or item.contoh else sheet
    state = ", ".join(filter(None, (item.status.capitalize(), "" if item.progres is None else f"{item.progres}%")))
    told = (*([text(state)] if state else []), spans(scope, item.catatan))
    bar = _bar(item.progres, accent) if item.progres is not None else (lacking("belum diisi"), "", "", "")
    return Line((str(item.tahun), joined(told), *bar), (origin,))


def _bar(done: int, accent: str) -> tuple[Content, ...]:
    """Four cells filled as far as it went; the others hold a dot, so that the scale stays whole in every year."""
    first = QUARTERS[0]
    filled_ones = (
        Filled(f"{min(done, quarter)}%", accent) if done > quarter - first else TRACK for quarter in QUARTERS
    )
    return ("0%", TRACK, TRACK, TRACK) if done == 0 else tuple(filled_ones)


def risk_lines(scope: Scope, sheet: QuickWin) -> Iterator[Line]:
    """Risks with their effect, each beside its answer."""
    for item in sheet.risiko:
        effect = [(*text("Dampak: "), *spans(scope, item.dampak))] if item.dampak else []
        answer: Content = spans(scope, item.mitigasi) if item.mitigasi else lacking("– belum ada mitigasi")
        yield Line((joined([spans(scope, item.risiko), *effect]), answer), (sheet,))
