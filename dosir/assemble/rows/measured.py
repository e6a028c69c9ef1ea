"""Rows of indicators as a reader of the site asks for them: start, targets, what was reached, and of which share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dosir import language
from dosir.assemble import addresses
from dosir.assemble.rows.action import baseline, year_cell
from dosir.assemble.rows.parts import joined, link, years
from dosir.assemble.scope import Scope, spans
from dosir.assemble.tables import Content, Filled, Line
from dosir.outline import Spans, text
from dosir.plan import lineage
from dosir.plan.capaian import capaian
from dosir.plan.records import Indikator, Rekaman

LACKING = "kurang"  # the accent of a cell that says what is missing


def lacking(words: str) -> Filled:
    """A cell that says in words, and marks, that something is missing."""
    return marked(text(words))


def marked(told: Spans) -> Filled:
    """A cell with these words, marked as telling of what is missing."""
    return Filled(told, LACKING)


def measured(scope: Scope, chosen: Iterable[Indikator], home: bool = False, users: bool = True) -> Iterator[Line]:
    """These indicators, each with its attainment and, if asked, what it measures; `home` where their addresses are."""
    for item in chosen:
        told = (spans(scope, item.nama), text(f"{item.satuan} · {item.jenis} · diharapkan {item.arah}"))
        name = link(scope, addresses.of(scope.plan, item), item.kode) if not home else text(item.kode)
        planned = (year_cell(scope, item, year) for year in years(scope))
        cells = (
            name,
            joined(told),
            baseline(scope, item),
            *planned,
            attained(item),
            _used(scope, item) if users else "",
        )
        yield Line(cells, (item,), id=addresses.row_id(scope, item) if home else "")


def attained(item: Indikator) -> Content:
    """What was reached of the target in the last year that has both, in words too."""
    found = capaian(item)
    if found is None:
        return lacking("belum ada target pada tahun capaian") if item.realisasi else "belum ada capaian"
    share = "" if found.persen is None else f"{language.angka(round(found.persen, 1))}% "
    return text(f"{share}pada {found.tahun}, {'tercapai' if found.tercapai else 'belum tercapai'}")


def coded(scope: Scope, record: Rekaman, words: str) -> Spans:
    """A record's code as a link to its place, and its words behind it."""
    code = str(getattr(record, "kode", ""))
    return (*link(scope, addresses.of(scope.plan, record), code), *text(" "), *spans(scope, words))


def _used(scope: Scope, item: Indikator) -> Content:
    found = tuple(lineage.users(scope.plan, item))
    names = (link(scope, addresses.of(scope.plan, part), part.kode) for part in found)
    return joined(names) if found else lacking("belum dipakai program atau sasaran")
