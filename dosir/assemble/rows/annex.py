"""Rows of the annexes: the list of annexes, one annex's own data, fields of the regency's own, and evaluations.

Builders here take what they tell of as an argument, because a book has as many of these tables as there are records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dosir import language
from dosir.assemble import addresses
from dosir.assemble.rows.parts import DASH, blank, filled, joined, link, office, points
from dosir.assemble.scope import Scope, spans
from dosir.assemble.tables import Content, Line, rounds
from dosir.outline import Spans, text
from dosir.plan import nilai
from dosir.plan.names import kind_of
from dosir.plan.records import (
    Daerah,
    Evaluasi,
    Jawaban,
    Lampiran,
    QuickWin,
    Rekaman,
    Terbuka,
)

NAMES = ("kode", "singkatan", "id", "nama", "isu", "aspek", "organ", "program", "tahap", "tahun", "jenis")


def daftar_lampiran(scope: Scope, listed: Iterable[tuple[str, str, Lampiran | None]]) -> Iterator[Line]:
    """The annexes of a book: label and title of each, with the data of those that are documents."""
    for label, title, item in listed:
        number = label.rpartition(" ")[2]
        if item is None:
            yield Line((number, title, scope.word("lampiran-buatan"), DASH, DASH, DASH))
        else:
            pages = str(item.halaman or DASH)
            yield Line((number, title, item.jenis, filled(scope, item, "nomor"), _day(scope, item), pages), (item,))


def lampiran(scope: Scope, item: Lampiran) -> Iterator[Line]:
    """What is known of one annex."""
    yield Line(("Jenis", item.jenis), (item,))
    yield Line(("Nomor", filled(scope, item, "nomor")), (item,))
    yield Line(("Tanggal", _day(scope, item)), (item,))
    if item.tahap:
        yield Line(("Menyertai", f"Bimtek {item.tahap}"), (item,))
    if item.halaman:
        yield Line(("Jumlah halaman", item.halaman), (item,))
    if item.berkas and item.berkas not in scope.plan.gambar:
        yield Line(("Naskah", item.berkas), (item,))
    if item.jenis == "lembar komitmen":
        signers = [person for person in scope.plan.penandatangan if person.peran == "komitmen"]
        names = joined(text(", ".join(filter(None, (who.nama_bergelar, who.jabatan_lengkap)))) for who in signers)
        yield from (Line(("Penandatangan", names), tuple(signers)) for _ in signers[:1])
    if item.keterangan:
        yield Line(("Keterangan", spans(scope, item.keterangan)), (item,))
    yield from (Line((name, spans(scope, value)), (item,)) for name, value in item.tambahan.items())


def _day(scope: Scope, item: Lampiran) -> str:
    return language.tanggal(item.tanggal) if item.tanggal else blank(scope, item, "tanggal")


def tambahan(scope: Scope) -> Iterator[Line]:
    """The regency's own fields on every record that does not print them itself."""
    for record in scope.plan.rekaman_utama():
        if isinstance(record, Terbuka) and not isinstance(record, Daerah | QuickWin | Lampiran):
            kind, name = kind_of(record), record_name(scope, record)
            for key, value in record.tambahan.items():
                yield Line((kind, name, key, spans(scope, value)), (record,))


def record_name(scope: Scope, record: Rekaman) -> str:
    """What a record is called where it is one of many: its code, its name, or the year it tells of."""
    for item in scope.plan.pilar:
        if item.rekaman is record:
            return item.dimensi.nama
    if isinstance(record, Evaluasi):
        return str(record.tahun)
    return next((str(value) for name in NAMES if (value := getattr(record, name, ""))), DASH)


def evaluasi_nilai(scope: Scope, item: Evaluasi) -> Iterator[Line]:
    """Parts of the instrument with weight, score and weighted score, then the final score, computed and official."""
    counted = nilai.hasil(scope.plan, item)
    for part in counted.bagian if counted else ():
        weight = language.angka(part.bagian.bobot)
        official = points(part.resmi) if part.resmi is not None and part.resmi != part.nilai else ""
        yield Line((part.bagian.nama, weight, points(part.nilai), official, points(part.sumbangan)), (item,))
    if counted:
        whole, final = language.angka(counted.bobot), points(counted.akhir)
        yield Line((scope.word("nilai-hitung"), whole, "", "", final), kind="total")
    if item.nilai_akhir is not None:
        yield Line((scope.word("nilai-resmi"), "", "", "", points(item.nilai_akhir)), (item,), kind="total")


def evaluasi_jawaban(scope: Scope, item: Evaluasi) -> Iterator[Line]:
    """Every answered question under a heading for its part, with the answer's score and what proves it."""
    counted = nilai.hasil(scope.plan, item)
    for part in counted.bagian if counted else ():
        given = [(question, answer) for question, answer in part.jawaban if answer]
        if given:
            yield Line((part.bagian.nama,), kind="group")
        for question, answer in given:
            cells = (question.no, question.elemen or DASH, spans(scope, question.pertanyaan))
            yield Line((*cells, points(nilai.nilai_jawaban(answer)), _proof(scope, answer)), (item,))


def _proof(scope: Scope, answer: Jawaban) -> Spans:
    annexes = {item.id: item.judul for item in scope.plan.lampiran}
    lines = [_programs(scope, answer.program)] if answer.program else []
    for proof in answer.data_dukung:
        place = proof.tautan or annexes.get(proof.lampiran, proof.lampiran)
        lines.append(spans(scope, f"{proof.judul} ({place})" if place else proof.judul))
    lines += [spans(scope, answer.catatan)] if answer.catatan else []
    return joined(lines)


def evaluasi_rekomendasi(scope: Scope, item: Evaluasi) -> Iterator[Line]:
    """What assessors recommended and what was done about it."""
    for number, part in enumerate(item.rekomendasi, start=1):
        done = [filled(scope, part, "tindak_lanjut")]
        done += [_programs(scope, part.program)] if part.program else []
        owner: Content = office(scope, part.opd) if part.opd else DASH
        cells = (number, part.asesor or DASH, spans(scope, part.isi), joined(done), owner, part.status)
        yield Line(cells, (part if part.sumber or part.contoh else item,))


def rekomendasi_terbuka(scope: Scope) -> Iterator[Line]:
    """The recommendations of every year that are not done yet."""
    for name, item in rounds(scope):
        for part in item.rekomendasi:
            if part.status != "selesai":
                done = joined(
                    [filled(scope, part, "tindak_lanjut"), *([_programs(scope, part.program)] if part.program else [])]
                )
                owner: Content = office(scope, part.opd) if part.opd else DASH
                cells = (name, spans(scope, part.isi), done, owner, part.status)
                yield Line(cells, (part if part.sumber or part.contoh else item,))


def _programs(scope: Scope, codes: Iterable[str]) -> Spans:
    """Codes of programmes behind a word, each with the way to its page on the site."""
    names: Spans = ()
    for code in codes:
        names = (*names, *(text(", ") if names else ()), *link(scope, addresses.program(code), code))
    return (*text("Program: "), *names)
