"""Rows of the strategic analysis: law, identity, visions, issues, readiness, gaps, SWOT."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dosir import language
from dosir.assemble.scope import Scope, cited, spans
from dosir.assemble.tables import Content, Line
from dosir.outline import text
from dosir.plan.records import Angka, Gap

QUADRANTS = (("S", "Kekuatan"), ("W", "Kelemahan"), ("O", "Peluang"), ("T", "Ancaman"))


def dasar_hukum(scope: Scope) -> Iterator[Line]:
    """Legal texts in the order of the shared register."""
    for number, law in enumerate(scope.plan.bersama.dasar_hukum, start=1):
        yield Line((number, law.jenis, f"Nomor {law.nomor} Tahun {law.tahun}", law.tentang), (law,))


def identitas(scope: Scope) -> Iterator[Line]:
    """The regency's identity, each line with its own source."""
    place = scope.plan.daerah
    yield Line(("Nama", place.nama_lengkap, cited(scope, place.sumber)), (place,))
    yield Line(("Kode wilayah Kemendagri", place.kode_kemendagri, cited(scope, place.sumber)), (place,))
    yield Line(("Kode wilayah BPS", place.kode_bps or "–", cited(scope, place.sumber)), (place,))
    yield Line(("Provinsi", place.provinsi, cited(scope, place.sumber)), (place,))
    if place.ibu_kota:
        yield Line(("Ibu kota", place.ibu_kota, cited(scope, place.sumber)), (place,))
    figures = (
        ("Luas wilayah", place.luas),
        ("Penduduk", place.penduduk),
        ("Kecamatan", place.jumlah_kecamatan),
        ("Kelurahan", place.jumlah_kelurahan),
        ("Desa", place.jumlah_desa),
    )
    for label, figure in figures:
        if figure:
            yield Line((label, _figure(figure), cited(scope, figure.sumber)), (figure,))
    span = f"{place.rpjmd.tahun_mulai}–{place.rpjmd.tahun_akhir}"
    yield Line(("RPJMD", f"{place.rpjmd.nomor} ({span})", cited(scope, place.rpjmd.sumber)), (place.rpjmd,))
    period = language.rentang_tahun(place.periode.tahun)
    yield Line(("Periode masterplan", period, cited(scope, place.periode.sumber)), (place.periode,))


def kata_kunci(scope: Scope) -> Iterator[Line]:
    """Key words of the smart-city vision."""
    for visi in scope.plan.visi:
        if visi.jenis == "smart city":
            yield from (Line((word.kata, spans(scope, word.makna)), (visi,)) for word in visi.kata_kunci)


def misi(kind: str) -> Callable[[Scope], Iterator[Line]]:
    """Builder for the missions of one kind of vision."""

    def rows(scope: Scope) -> Iterator[Line]:
        visions = {visi.id for visi in scope.plan.visi if visi.jenis == kind}
        for misi in scope.plan.misi:
            if misi.visi in visions:
                yield Line((misi.kode, spans(scope, misi.teks)), (misi,))

    return rows


def keterkaitan_misi(scope: Scope) -> Iterator[Line]:
    """Each mission with the pillars and strategies that serve it."""
    for misi in scope.plan.misi:
        first: Content = (*text(f"{misi.kode} "), *spans(scope, misi.teks))
        for item in scope.plan.pilar:
            codes = [strategy.kode for strategy in item.rekaman.strategi if misi.kode in strategy.misi]
            if codes:
                yield Line((first, item.dimensi.nama, ", ".join(codes)), (item.rekaman,))
                first = ""


def isu(scope: Scope) -> Iterator[Line]:
    """Strategic issues in the order they were written."""
    names = {dimensi.kode: dimensi.nama for dimensi in scope.plan.bersama.dimensi}
    for number, issue in enumerate(scope.plan.isu, start=1):
        pillar = names.get(issue.dimensi, issue.dimensi)
        yield Line((number, spans(scope, issue.isu), spans(scope, issue.asal), pillar, issue.prioritas), (issue,))


def kesiapan(element: str) -> Callable[[Scope], Iterator[Line]]:
    """Builder for the readiness items of one element."""

    def rows(scope: Scope) -> Iterator[Line]:
        for item in scope.plan.kesiapan:
            if item.elemen == element:
                data = f"{item.nilai} ({item.tahun})" if item.nilai and item.tahun else item.nilai or "–"
                strong, weak = item.kekuatan or "–", item.kelemahan or "–"
                yield Line(
                    (
                        item.aspek,
                        spans(scope, item.kondisi),
                        spans(scope, data),
                        spans(scope, strong),
                        spans(scope, weak),
                    ),
                    (item,),
                )

    return rows


def gap(scope: Scope) -> Iterator[Line]:
    """Gaps of the pillar in scope, or of all."""
    for item in _gaps(scope):
        _, sub = scope.plan.sub_dimensi[item.sub_dimensi]
        yield Line(
            (
                item.kode,
                sub.nama,
                spans(scope, item.kondisi_saat_ini),
                spans(scope, item.kondisi_diharapkan),
                spans(scope, item.kesenjangan),
                spans(scope, item.upaya),
                item.prioritas,
            ),
            (item,),
        )


def _gaps(scope: Scope) -> Iterator[Gap]:
    known = scope.plan.sub_dimensi
    for item in scope.plan.gap:
        if item.sub_dimensi in known and scope.dimensi in (None, known[item.sub_dimensi][0]):
            yield item


def swot(scope: Scope) -> Iterator[Line]:
    """SWOT lines under a heading for each quadrant."""
    for quadrant, name in QUADRANTS:
        lines = [item for item in scope.plan.swot if item.kuadran == quadrant]
        if lines:
            yield Line((name,), kind="group")
        yield from (Line((item.kode, item.elemen, spans(scope, item.butir)), (item,)) for item in lines)


def strategi_silang(scope: Scope) -> Iterator[Line]:
    """Strategies that cross two quadrants."""
    for item in scope.plan.strategi_silang:
        yield Line((item.jenis, spans(scope, item.rumusan), ", ".join(item.butir)), (item,))


def _figure(figure: Angka) -> str:
    return f"{language.angka(figure.nilai)} {figure.satuan}".strip() + f" ({figure.tahun})"
