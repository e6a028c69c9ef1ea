"""Rows of what the analysis found: readiness, applications, gaps, SWOT and the strategies that cross it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import zip_longest

from dosir import language
from dosir.assemble import addresses
from dosir.assemble.rows.parts import DASH, blank, dimension, filled, joined, labelled, office, offices
from dosir.assemble.scope import Scope, cited, spans
from dosir.assemble.tables import Content, Line
from dosir.outline import Spans, text
from dosir.plan.records import Aplikasi, Gap, Kesiapan, StrategiSilang, Swot

QUADRANTS = (("S", "Kekuatan"), ("W", "Kelemahan"), ("O", "Peluang"), ("T", "Ancaman"))
ELEMENTS = ("struktur", "infrastruktur", "suprastruktur", "alam", "budaya")
STATUSES = ("aktif", "dikembangkan", "direncanakan", "tidak aktif")
TITLES = {"regulasi": "Regulasi/SK"}


def kesiapan(element: str) -> Callable[[Scope], Iterator[Line]]:
    """Builder for the readiness items of one element: what is, how much, and what that is good and bad for."""

    def rows(scope: Scope) -> Iterator[Line]:
        for number, item in enumerate(_items(scope, element), start=1):
            beside = labelled(scope, item, ("regulasi", "nomor", "status", "keterangan"), TITLES)
            cells: tuple[Content, ...] = (
                number,
                item.aspek,
                joined([spans(scope, item.kondisi), *beside]),
                _data(scope, item),
                str(item.tahun or DASH),
                _origin(scope, item),
                filled(scope, item, "kekuatan"),
                filled(scope, item, "kelemahan"),
            )
            yield Line(cells, (item,))

    return rows


def kesiapan_suprastruktur(scope: Scope) -> Iterator[Line]:
    """Rules, institutions and procedures, each with the text that sets it and whether it is in force."""
    for item in _items(scope, "suprastruktur"):
        data = _data(scope, item)
        beside = [
            *labelled(scope, item, ("keterangan", "kekuatan", "kelemahan"), TITLES),
            *([(*text("Data: "), *data)] if data != text(DASH) else []),
        ]
        if item.keterangan:
            beside[0] = spans(scope, item.keterangan)
        named = (filled(scope, item, name) for name in ("regulasi", "nomor", "tahun", "status"))
        yield Line((item.aspek, spans(scope, item.kondisi), *named, joined(beside)), (item,))


def aplikasi(scope: Scope) -> Iterator[Line]:
    """Every application of the inventory."""
    for item in scope.plan.aplikasi:
        cells: tuple[Content, ...] = (
            item.kode,
            item.nama,
            spans(scope, item.fungsi),
            offices(scope, item),
            filled(scope, item, "pengguna"),
            filled(scope, item, "platform"),
            str(item.tahun or DASH),
            filled(scope, item, "status"),
            filled(scope, item, "integrasi"),
            dimension(scope, item.dimensi),
        )
        yield Line(cells, (item,))


def aplikasi_ringkas(scope: Scope) -> Iterator[Line]:
    """How many applications each dimension has, by status."""
    for item in scope.plan.bersama.dimensi:
        found = [part for part in scope.plan.aplikasi if part.dimensi == item.kode]
        if found:
            yield Line((item.nama, *_counts(found), len(found)), tuple(found))
    if scope.plan.aplikasi:
        total = len(scope.plan.aplikasi)
        yield Line((scope.word("total"), *_counts(scope.plan.aplikasi), total), kind="total")


def _counts(found: Iterable[Aplikasi]) -> Iterator[int]:
    statuses = [item.status for item in found]
    yield from (statuses.count(status) for status in STATUSES)  # type: ignore[arg-type]


def gap(scope: Scope) -> Iterator[Line]:
    """Gaps of the pillar in scope, or of all under a heading for each."""
    for dimensi in scope.plan.bersama.dimensi:
        found = [item for item in scope.plan.gap if scope.plan.sub_dimensi.get(item.sub_dimensi, ("",))[0] == dimensi]
        if scope.dimensi in (None, dimensi):
            if found and scope.dimensi is None:
                yield Line((dimensi.nama,), kind="group")
            yield from (_gap(scope, item) for item in found)


def _gap(scope: Scope, item: Gap) -> Line:
    cells: tuple[Content, ...] = (
        item.kode,
        scope.plan.sub_dimensi[item.sub_dimensi][1].nama,
        spans(scope, item.kondisi_saat_ini),
        spans(scope, item.kondisi_diharapkan),
        spans(scope, item.kesenjangan),
        filled(scope, item, "upaya"),
        filled(scope, item, "prioritas"),
        offices(scope, item),
    )
    return Line(cells, (item,), id=addresses.row_id(scope, item))


def swot(scope: Scope) -> Iterator[Line]:
    """SWOT lines under a heading for each quadrant."""
    for quadrant, name in QUADRANTS:
        lines = [item for item in scope.plan.swot if item.kuadran == quadrant]
        if lines:
            yield Line((name,), kind="group")
        yield from (Line((item.kode, item.elemen, spans(scope, item.butir)), (item,)) for item in lines)


def swot_matriks(scope: Scope) -> Iterator[Line]:
    """The four quadrants side by side, under a heading for each element.

    A row holds one line of each quadrant and not a whole element, because a row is never cut at a page's end.
    """
    for element in ELEMENTS:
        found = [item for item in scope.plan.swot if item.elemen == element]
        if found:
            yield Line((element.capitalize(),), kind="group")
        quadrants = ([item for item in found if item.kuadran == code] for code, _ in QUADRANTS)
        for row in zip_longest(*quadrants):
            yield Line(tuple(_coded(scope, item) for item in row), tuple(row), each=True)


def _coded(scope: Scope, item: Swot | None) -> Content:
    return (*text(f"{item.kode} "), *spans(scope, item.butir)) if item else ""


def swot_bobot(scope: Scope) -> Iterator[Line]:
    """Weighted lines of the SWOT, when the regency weighed them: inside factors, then outside, each with its sum."""
    for title, codes in (("Faktor internal", "SW"), ("Faktor eksternal", "OT")):
        found = [item for item in scope.plan.swot if item.kuadran in codes and item.bobot is not None]
        if found:
            yield Line((title,), kind="group")
        for item in found:
            score = _number(_weighted(item)) if item.rating is not None else DASH
            weight, rating = filled(scope, item, "bobot"), filled(scope, item, "rating")
            yield Line((item.kode, spans(scope, item.butir), weight, rating, score), (item,))
        if found:
            weights = sum((item.bobot for item in found if item.bobot is not None), Decimal(0))
            scores = sum((_weighted(item) for item in found), Decimal(0))
            yield Line((scope.word("total"), "", _number(weights), "", _number(scores)), kind="total")


def _weighted(item: Swot) -> Decimal:
    return (item.bobot or Decimal(0)) * (item.rating or Decimal(0))


def strategi_silang(scope: Scope) -> Iterator[Line]:
    """Strategies where strengths and weaknesses meet chances and threats, as two columns under two headings."""
    for title, kinds in (("Peluang (O)", ("SO", "WO")), ("Ancaman (T)", ("ST", "WT"))):
        columns = [[(f"{kind}-{at}", item) for at, item in enumerate(_crossed(scope, kind), start=1)] for kind in kinds]
        if any(columns):
            yield Line((title,), kind="group")
        for row in zip_longest(*columns):
            cells = tuple(_crossing(scope, *part) if part else "" for part in row)
            yield Line(cells, tuple(part[1] if part else None for part in row), each=True)


def _crossed(scope: Scope, kind: str) -> list[StrategiSilang]:
    return [item for item in scope.plan.strategi_silang if item.jenis == kind]


def _crossing(scope: Scope, label: str, item: StrategiSilang) -> Spans:
    carried = ", ".join(item.strategi) or blank(scope, item, "strategi")
    lines = [
        (*text(f"{label} "), *spans(scope, item.rumusan)),
        text(f"Butir: {', '.join(item.butir) or DASH}"),
        text(f"Strategi: {carried}"),
    ]
    return joined(lines)


def _items(scope: Scope, element: str) -> list[Kesiapan]:
    return [item for item in scope.plan.kesiapan if item.elemen == element]


def _data(scope: Scope, item: Kesiapan) -> Spans:
    figure = f"{item.nilai} {item.satuan}".strip()
    score = f"skor {_number(item.skor)}" if item.skor is not None else ""
    return spans(scope, "; ".join(part for part in (figure, score) if part) or DASH)


def _origin(scope: Scope, item: Kesiapan) -> Spans:
    """Whence the item is, and the offices that keep its data."""
    said = cited(scope, item.sumber) or (scope.word("contoh") if item.contoh else DASH)
    kept = [part for code in item.opd for part in (*text(", "), *office(scope, code))][1:]
    return joined([text(said), *([(*text("Data: "), *kept)] if kept else [])])


def _number(value: Decimal) -> str:
    return language.angka(value.normalize())
