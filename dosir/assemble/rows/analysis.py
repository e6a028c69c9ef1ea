"""Rows that read the region's own plans forward: law, identity, visions, missions, issues."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dosir import language
from dosir.assemble import addresses
from dosir.assemble.rows.parts import DASH, blank, bulleted, dimension, filled, joined, labelled, sub_dimensions
from dosir.assemble.scope import Scope, cited, spans
from dosir.assemble.tables import Content, Line
from dosir.outline import Spans, text
from dosir.plan.records import Angka, DasarHukum, Misi, Sasaran, SasaranMisi

UNRANKED = 99


def dasar_hukum(scope: Scope) -> Iterator[Line]:
    """Legal texts, shared and own, by rank and year; those without a rank follow in the order they were written."""

    def place(law: DasarHukum) -> tuple[int, int]:
        return (law.urutan_hierarki or UNRANKED, law.tahun if law.urutan_hierarki else 0)

    laws = sorted((*scope.plan.bersama.dasar_hukum, *scope.plan.dasar_hukum), key=place)
    for number, law in enumerate(laws, start=1):
        yield Line((number, law.jenis, f"Nomor {law.nomor} Tahun {law.tahun}", law.tentang), (law,))


def identitas(scope: Scope) -> Iterator[Line]:
    """The regency's identity, each line with its own source."""
    place = scope.plan.daerah
    own = cited(scope, place.sumber)
    bps = place.kode_bps or blank(scope, place, "kode_bps")
    yield Line(("Nama", place.nama_lengkap, own), (place,))
    yield Line(("Kode wilayah Kemendagri", place.kode_kemendagri, own), (place,))
    yield Line(("Kode wilayah BPS", bps, own), (place,))
    yield Line(("Provinsi", place.provinsi, own), (place,))
    if place.jenis == "kabupaten":  # a city is its own capital
        yield Line(("Ibu kota", place.ibu_kota or scope.word("belum-diisi"), own), (place,))
    for label, name in FIGURES:
        figure: Angka | None = getattr(place, name)
        if figure:
            yield Line((label, _figure(figure), cited(scope, figure.sumber)), (figure,))
        elif place.tahap_isian(name):
            yield Line((label, scope.word("belum-diisi"), DASH))
    span = f"{place.rpjmd.tahun_mulai}–{place.rpjmd.tahun_akhir}"
    yield Line(
        ("RPJMD", f"{place.rpjmd.nomor} ({span}): {place.rpjmd.judul}", cited(scope, place.rpjmd.sumber)),
        (place.rpjmd,),
    )
    period = language.rentang_tahun(place.periode.tahun)
    yield Line(("Periode masterplan", period, cited(scope, place.periode.sumber)), (place.periode,))
    for name, value in place.tambahan.items():
        yield Line((name, spans(scope, value), DASH))


FIGURES = (
    ("Luas wilayah", "luas"),
    ("Penduduk", "penduduk"),
    ("Kecamatan", "jumlah_kecamatan"),
    ("Kelurahan", "jumlah_kelurahan"),
    ("Desa", "jumlah_desa"),
)


def kata_kunci(kind: str) -> Callable[[Scope], Iterator[Line]]:
    """Builder for the key words of one kind of vision: what they mean, whence they are, what they ask of smart city."""

    def rows(scope: Scope) -> Iterator[Line]:
        for visi in scope.plan.visi:
            if visi.jenis == kind:
                for word in visi.kata_kunci:
                    told = (filled(scope, word, name) for name in ("makna", "asal", "implikasi"))
                    yield Line((word.kata, *told), (visi,))

    return rows


def misi(kind: str) -> Callable[[Scope], Iterator[Line]]:
    """Builder for the missions of one kind of vision."""

    def rows(scope: Scope) -> Iterator[Line]:
        for item in missions(scope, kind):
            yield Line((item.kode, spans(scope, item.teks)), (item,), id=addresses.row_id(scope, item))

    return rows


def missions(scope: Scope, kind: str) -> tuple[Misi, ...]:
    """Missions of one kind of vision."""
    visions = {visi.id for visi in scope.plan.visi if visi.jenis == kind}
    return tuple(item for item in scope.plan.misi if item.visi in visions)


def keterkaitan_misi(scope: Scope) -> Iterator[Line]:
    """Each mission with the pillars and strategies that serve it."""
    for misi in scope.plan.misi:
        first: Content = _mission(scope, misi)
        for item in scope.plan.pilar:
            codes = [strategy.kode for strategy in item.rekaman.strategi if misi.kode in strategy.misi]
            if codes:
                yield Line((first, item.dimensi.nama, ", ".join(codes)), (item.rekaman,))
                first = ""


def keterkaitan_dimensi(scope: Scope) -> Iterator[Line]:
    """Each RPJMD mission with its aims and goals, and the sub-dimensions that serve them.

    A mission whose goals nobody has written shows the sub-dimensions of the strategies that name it.
    """
    for misi in missions(scope, "rpjmd"):
        first: Content = _mission(scope, misi)
        for goal in misi.sasaran:
            words = (filled(scope, goal, name) for name in ("tujuan", "sasaran", "indikator"))
            empty = blank(scope, goal, "sub_dimensi")
            yield Line((first, *words, *_dimensions(scope, goal.sub_dimensi, empty)), (misi,))
            first = misi.kode
        if not misi.sasaran:
            served = (part.sub_dimensi for part in scope.plan.strategi if misi.kode in part.misi)
            yield Line((first, DASH, DASH, DASH, *_dimensions(scope, served, DASH)), (misi,))


def misi_sasaran(scope: Scope) -> Iterator[Line]:
    """Each smart-city mission with the goals of the pillars that serve it, their indicators and last targets."""
    for misi in missions(scope, "smart city"):
        first: Content = _mission(scope, misi)
        rows = [*_own_goals(scope, misi), *_pillar_goals(scope, misi)]
        for cells, record in rows:
            yield Line((first if cells[0] else "", *cells), (misi, record) if record else (misi,))
            first = misi.kode
        if not rows:
            yield Line((first, scope.word("belum-diisi"), DASH, DASH, DASH), (misi,))


def _own_goals(scope: Scope, misi: Misi) -> Iterator[tuple[tuple[Content, ...], None]]:
    for goal in misi.sasaran:
        names, _ = _dimensions(scope, goal.sub_dimensi, blank(scope, goal, "sub_dimensi"))
        yield (_aim(scope, goal), names, filled(scope, goal, "indikator"), DASH), None


def _aim(scope: Scope, goal: SasaranMisi) -> Spans:
    return joined([spans(scope, goal.sasaran), *labelled(scope, goal, ("tujuan",), {})])


def _pillar_goals(scope: Scope, misi: Misi) -> Iterator[tuple[tuple[Content, ...], object]]:
    for item in scope.plan.pilar:
        for goal in item.rekaman.sasaran:
            if misi.kode in goal.misi:
                yield from (
                    ((*_named(scope, goal, at, item.dimensi.nama), *cells), item.rekaman)
                    for at, cells in enumerate(_measured(scope, goal))
                )


def _named(scope: Scope, goal: Sasaran, at: int, name: str) -> tuple[Content, Content]:
    return ((*text(f"{goal.kode} "), *spans(scope, goal.teks)), name) if at == 0 else ("", "")


def _measured(scope: Scope, goal: Sasaran) -> Iterator[tuple[Content, Content]]:
    known = scope.plan.indikator_menurut_kode
    found = [known[code] for code in goal.indikator if code in known]
    for measure in found:
        last = max(measure.target, key=lambda part: part.tahun, default=None)
        shown = f"{language.angka(last.nilai)} {measure.satuan} ({last.tahun})" if last else ""
        yield measure.nama, shown or blank(scope, measure, "target")
    if not found:
        yield blank(scope, goal, "indikator"), DASH


def isu(scope: Scope) -> Iterator[Line]:
    """Strategic issues in the order they were written."""
    for number, issue in enumerate(scope.plan.isu, start=1):
        name = dimension(scope, issue.dimensi)
        yield Line(
            (number, spans(scope, issue.isu), spans(scope, issue.asal), name, filled(scope, issue, "prioritas")),
            (issue,),
        )


def _mission(scope: Scope, misi: Misi) -> Spans:
    return (*text(f"{misi.kode} "), *spans(scope, misi.teks))


def _dimensions(scope: Scope, codes: Iterable[str], empty: str) -> tuple[Content, Content]:
    """(dimensions, sub-dimensions) as two cells."""
    names, subs = sub_dimensions(scope, codes)
    if not names:
        return empty, empty
    return joined(map(text, names)), bulleted(subs)


def _figure(figure: Angka) -> str:
    return f"{language.angka(figure.nilai)} {figure.satuan}".strip() + f" ({figure.tahun})"
