"""Assemble the workbook: every register of the plan as a sheet, as `templates/lembar.yml` lays it out.

What a sheet computes from another it computes here as well, from the same declaration as the formula, so that a reader
that never recalculates sees the same sums; a stranger might expect the numbers of `facts`, which the tests compare.
"""

from __future__ import annotations

from dosir import language
from dosir.assemble.scope import Scope
from dosir.assemble.workbook.choosing import choices, closed, coded
from dosir.assemble.workbook.filling import View, sheet
from dosir.assemble.workbook.following import cross, followed
from dosir.workbook import Workbook

TEMPLATE = "lembar.yml"


def workbook(scope: Scope) -> Workbook:
    """The workbook of the plan in this scope."""
    shape = scope.templates.data(TEMPLATE)
    lists = choices(scope, shape["daftar"])
    view = View(scope, shape["kata"], {item.id: coded(item) for item in lists})
    made = [sheet(view, part) for part in shape["lembar"]]
    sheets = followed(part for part, always in made if always or part.entries)
    place = scope.plan.daerah
    return Workbook(
        shape["kata"]["judul"],
        place.nama_lengkap,
        _facts(view),
        tuple(shape["petunjuk"]),
        scope.word(place.status),
        place.versi,
        place.tanggal,
        sheets,
        tuple(cross(sheets, lists, part) for part in shape["rekap"]),
        (*lists, *closed(view.words, sheets)),
        keywords=("smart city", "masterplan", place.nama_lengkap),
        paper=place.kertas.lower(),
        revision=scope.revision,
    )


def _facts(view: View) -> tuple[tuple[str, str], ...]:
    """What the first sheet says about the workbook as a whole."""
    place = view.scope.plan.daerah
    said = {
        "wilayah": f"{place.nama_lengkap}, {place.provinsi}",
        "periode": language.rentang_tahun(place.periode.tahun),
        "versi": place.versi,
        "status": view.scope.word(place.status),
        "tanggal": language.tanggal(place.tanggal),
        "komit": view.scope.revision or view.words["tanpa-komit"],
    }
    return tuple((view.words[key], value) for key, value in said.items())
