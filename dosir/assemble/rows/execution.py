"""Rows of those who carry the plan out: quick wins and their sheets, institutions, offices, rounds of guidance."""

from __future__ import annotations

from collections.abc import Iterator

from dosir import language
from dosir.assemble.rows.parts import (
    amount,
    joined,
    link,
    office,
    program_link,
    progress,
)
from dosir.assemble.scope import Scope, spans
from dosir.assemble.tables import Content, Line
from dosir.outline import Spans, text
from dosir.plan.facts import anggaran, program_opd


def quick_win(scope: Scope) -> Iterator[Line]:
    """Every quick win with pillar, office, status and progress."""
    for item in scope.plan.quick_win:
        part = scope.plan.program_menurut_kode[item.rekaman.program]
        pillar = scope.plan.sub_dimensi[part.sub_dimensi][0].nama
        name = link(scope, f"quick-win/{item.slug}", item.rekaman.nama)
        done: Content = "–" if item.rekaman.progres is None else item.rekaman.progres
        yield Line((name, pillar, office(scope, part.opd), item.rekaman.status, done), (item.rekaman,))


def risiko(scope: Scope) -> Iterator[Line]:
    """Risks of the quick win in scope."""
    sheet = scope.quick_win.rekaman if scope.quick_win else None
    for item in sheet.risiko if sheet else ():
        yield Line((spans(scope, item.risiko), spans(scope, item.dampak or "–"), spans(scope, item.mitigasi)), (sheet,))


def perkembangan(scope: Scope) -> Iterator[Line]:
    """How the quick win in scope went, year by year."""
    sheet = scope.quick_win.rekaman if scope.quick_win else None
    for item in sheet.perkembangan if sheet else ():
        origin = item if item.sumber or item.contoh else sheet
        done: Content = "–" if item.progres is None else item.progres
        yield Line((str(item.tahun), done, spans(scope, item.catatan)), (origin,))


def lembar(scope: Scope) -> Iterator[Line]:
    """The sheet of a quick win: identity and the ten aspects it is scored on."""
    if not scope.quick_win:
        return
    sheet = scope.quick_win.rekaman
    part = scope.plan.program_menurut_kode[sheet.program]
    yield Line(("Program", (*text(f"{part.kode} "), *program_link(scope, part))), (sheet,))
    yield Line(("Pilar", scope.plan.sub_dimensi[part.sub_dimensi][0].nama), (sheet,))
    yield Line(("OPD penanggung jawab", office(scope, part.opd)), (sheet,))
    yield Line(("Jenis inovasi", sheet.jenis_inovasi), (sheet,))
    yield Line(("Status dan progres", f"{sheet.status}, {progress(sheet)}"), (sheet,))
    for label, content in _aspects(scope):
        yield Line((label, content or "–"), (sheet,))


def _aspects(scope: Scope) -> Iterator[tuple[str, Content]]:
    assert scope.quick_win
    sheet = scope.quick_win.rekaman
    yield "1. Perumusan inovasi", spans(scope, sheet.perumusan)
    yield "2. Daya tarik", spans(scope, sheet.daya_tarik)
    yield "3. Manfaat", _labelled(scope, sheet.manfaat)
    yield "4. Keunikan", spans(scope, sheet.keunikan)
    yield "5. Kemitraan", joined(spans(scope, f"{mate.nama}: {mate.bentuk}") for mate in sheet.kemitraan)
    yield "6. Potensi pengembangan", spans(scope, sheet.potensi_pengembangan)
    yield "7. Keberlangsungan", _labelled(scope, sheet.keberlangsungan)
    yield "8. Sumber daya", _labelled(scope, sheet.sumber_daya)
    yield "9. Manajemen risiko", f"{len(sheet.risiko)} risiko dengan mitigasi" if sheet.risiko else ""
    yield "10. Keberlanjutan", joined(text(f"{item.tahun}: {item.catatan}") for item in sheet.perkembangan[-1:])


def _labelled(scope: Scope, record: object) -> Spans:
    names = {"sdm": "SDM"}
    fields = type(record).model_fields if record else {}  # type: ignore[attr-defined]
    return joined(
        (*text(f"{names.get(name, name.replace('_', ' ').capitalize())}: "), *spans(scope, getattr(record, name)))
        for name in fields
        if getattr(record, name)
    )


def kelembagaan(scope: Scope) -> Iterator[Line]:
    """Seats under a heading for each organ."""
    for organ in dict.fromkeys(seat.organ for seat in scope.plan.kelembagaan):
        yield Line((organ,), kind="group")
        for seat in scope.plan.kelembagaan:
            if seat.organ == organ:
                yield Line((seat.kedudukan, seat.jabatan, seat.unsur), (seat,))


def bimtek(scope: Scope) -> Iterator[Line]:
    """Rounds of guidance that were held."""
    for item in scope.plan.bimtek:
        when = language.rentang_tanggal(item.tanggal_mulai, item.tanggal_selesai)
        results = joined(spans(scope, result) for result in item.keluaran)
        yield Line((item.tahap, when, item.tempat or "–", results), (item,))


def kesepakatan(scope: Scope) -> Iterator[Line]:
    """Agreements and commitments that were signed."""
    for item in scope.plan.kesepakatan:
        when = language.hari_tanggal(item.tanggal)
        yield Line((item.jenis, spans(scope, item.judul), when, item.tempat or "–"), (item,))


def opd(scope: Scope) -> Iterator[Line]:
    """Offices with what they own, support and spend."""
    for item in scope.plan.opd:
        own = program_opd(scope.plan, item.id)
        helped = sum(item.id in part.opd_pendukung for part in scope.plan.program)
        yield Line((office(scope, item.id), item.nama, len(own), helped, amount(anggaran(scope.plan, own))), (item,))
