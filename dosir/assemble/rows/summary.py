"""Rows that sum up what other tables tell one by one: readiness by aspect, and the evaluations year by year.

Readiness is rarely scored, and a score that nobody gave is not made up: what an unscored aspect shows is how many
conditions were recorded and how firm each is, from a figure with a source down to an example.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dosir import language
from dosir.assemble.rows.parts import DASH, points
from dosir.assemble.rows.readiness import ELEMENTS
from dosir.assemble.scope import Scope
from dosir.assemble.tables import Line, rounds
from dosir.plan import nilai
from dosir.plan.records import Evaluasi, Kesiapan

GROUNDS = ("Bersumber, dengan angka", "Bersumber, tanpa angka", "Contoh penyusun")


@dataclass(frozen=True)
class Aspect:
    """Readiness items of one aspect, how many of them rest on each of GROUNDS, and the mean of the given scores."""

    element: str
    name: str
    grounds: tuple[int, int, int]
    score: Decimal | None
    items: tuple[Kesiapan, ...]


def aspects(scope: Scope) -> tuple[Aspect, ...]:
    """Every aspect of readiness, element by element, in the order of first mention."""
    keys = dict.fromkeys((item.elemen, item.aspek) for item in scope.plan.kesiapan)
    ordered = sorted(keys, key=lambda key: ELEMENTS.index(key[0]))
    return tuple(_aspect(scope, element, name) for element, name in ordered)


def _aspect(scope: Scope, element: str, name: str) -> Aspect:
    items = tuple(item for item in scope.plan.kesiapan if (item.elemen, item.aspek) == (element, name))
    real = [item for item in items if not item.contoh]
    figures = sum(bool(item.nilai) or item.skor is not None for item in real)
    mean = nilai.rata_rata(item.skor for item in items if item.skor is not None)
    score = None if mean is None else nilai.dua_desimal(mean)
    return Aspect(element, name, (figures, len(real) - figures, len(items) - len(real)), score, items)


def kesiapan_ringkas(scope: Scope) -> Iterator[Line]:
    """Counts of each aspect under a heading for its element, with the mean score where one was given; then the sums.

    Only a row without any fact is marked as an example: of the others, a column says how many are.
    """
    found = aspects(scope)
    for element in dict.fromkeys(item.element for item in found):
        yield Line((element.capitalize(),), kind="group")
        for item in found:
            if item.element == element:
                score = DASH if item.score is None else score_label(item.score)
                real = tuple(record for record in item.items if not record.contoh)
                yield Line((item.name, len(item.items), *item.grounds, score), real or item.items)
    if found:
        sums = (sum(item.grounds[at] for item in found) for at in range(len(GROUNDS)))
        whole = (sum(len(item.items) for item in found), *sums)
        yield Line((scope.word("total"), *map(language.angka, whole), ""), kind="total")


def score_label(score: Decimal) -> str:
    """A mean score as it is printed."""
    return language.angka(score.normalize())


@dataclass(frozen=True)
class Scored:
    """A part of the evaluation, or the final score, with its score in each evaluation."""

    name: str
    scores: tuple[Fraction | None, ...]
    final: bool = False


def scored(scope: Scope) -> tuple[Scored, ...]:
    """The final score and every part with the scores of all evaluations; what was never scored is left out."""
    held = [item for _, item in rounds(scope)]
    parts = [_parts(scope, item) for item in held]
    names = {code: name for given in parts for code, (name, _) in given.items()}
    rows = [Scored("Nilai akhir", tuple(_final(scope, item) for item in held), final=True)]
    for code, name in names.items():
        rows.append(Scored(name, tuple(given[code][1] if code in given else None for given in parts)))
    return tuple(row for row in rows if any(score is not None for score in row.scores))


def _parts(scope: Scope, item: Evaluasi) -> dict[str, tuple[str, Fraction | None]]:
    """(name, score) of the parts of one evaluation by their code, as its own table prints them."""
    counted = nilai.hasil(scope.plan, item)
    return {part.bagian.kode: (part.bagian.nama, part.nilai) for part in counted.bagian} if counted else {}


def _final(scope: Scope, item: Evaluasi) -> Fraction | None:
    """The official final score, else the computed one."""
    if item.nilai_akhir is not None:
        return Fraction(item.nilai_akhir)
    counted = nilai.hasil(scope.plan, item)
    return counted.akhir if counted else None


def evaluasi_tahun(scope: Scope) -> Iterator[Line]:
    """Scores of each part, then the final score, a column for each evaluation."""
    held = tuple(item for _, item in rounds(scope))
    found = scored(scope)
    for row in (*(row for row in found if not row.final), *(row for row in found if row.final)):
        cells = (row.name, *(points(score) for score in row.scores))
        yield Line(cells, (None, *held), kind="total" if row.final else "body", each=True)
