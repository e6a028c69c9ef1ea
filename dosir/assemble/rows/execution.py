"""Rows of those who carry the plan out: quick wins and their sheets, institutions, offices, rounds of guidance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dosir import language
from dosir.assemble.rows.parts import (
    DASH,
    amount,
    blank,
    filled,
    joined,
    joined_or,
    labelled,
    link,
    office,
    points,
    program_link,
)
from dosir.assemble.scope import Scope, spans
from dosir.assemble.tables import Content, Line
from dosir.outline import Spans, text
from dosir.plan.facts import anggaran, program_opd
from dosir.plan.records import ASPEK, QuickWin, Rekaman

# The ten aspects as the evaluation names them, in its order, which is that of ASPEK.
ASPECTS = (
    "Perumusan inovasi",
    "Daya tarik inovasi",
    "Manfaat inovasi",
    "Keunikan inovasi",
    "Peluang kemitraan",
    "Potensi pengembangan",
    "Keberlangsungan",
    "Sumber daya",
    "Manajemen risiko",
    "Keberlanjutan",
)
TITLES = {"sdm": "SDM"}


def quick_win(scope: Scope) -> Iterator[Line]:
    """Every quick win with pillar, office, level, status and progress."""
    for item in scope.plan.quick_win:
        part = scope.plan.program_menurut_kode[item.rekaman.program]
        pillar = scope.plan.sub_dimensi[part.sub_dimensi][0].nama
        name = link(scope, f"quick-win/{item.slug}", item.rekaman.nama)
        done = filled(scope, item.rekaman, "progres")
        cells = (
            name,
            pillar,
            office(scope, part.opd),
            filled(scope, item.rekaman, "tingkat"),
            item.rekaman.status,
            done,
        )
        yield Line(cells, (item.rekaman,))


def lembar(scope: Scope) -> Iterator[Line]:
    """The sheet of a quick win: identity, the regency's own fields, and the ten aspects with their latest scores."""
    if not scope.quick_win:
        return
    sheet = scope.quick_win.rekaman
    yield from identity_lines(scope, sheet)
    for number, (name, title) in enumerate(zip(ASPEK, ASPECTS, strict=True), start=1):
        cell = joined([aspect(scope, sheet, name), *score(sheet, name)])
        yield Line((f"{number}. {title}", cell), (sheet,))


def identity_lines(scope: Scope, sheet: QuickWin) -> Iterator[Line]:
    """The first half of a sheet: whose the quick win is, of what kind, how far, and the regency's own fields."""
    part = scope.plan.program_menurut_kode[sheet.program]
    yield Line(("Program", (*text(f"{part.kode} "), *program_link(scope, part))), (sheet,))
    yield Line(("Pilar", scope.plan.sub_dimensi[part.sub_dimensi][0].nama), (sheet,))
    yield Line(("OPD penanggung jawab", office(scope, part.opd)), (sheet,))
    yield Line(("Jenis inovasi", sheet.jenis_inovasi), (sheet,))
    yield Line(("Tingkat", filled(scope, sheet, "tingkat")), (sheet,))
    done = blank(scope, sheet, "progres") if sheet.progres is None else f"{sheet.progres}%"
    yield Line(("Status dan progres", f"{sheet.status}, {done}"), (sheet,))
    for label, content in _identity(scope, sheet):
        yield Line((label, content), (sheet,))


def _identity(scope: Scope, sheet: QuickWin) -> Iterator[tuple[str, Content]]:
    days = [language.tanggal(day) if day else blank(scope, sheet, "mulai") for day in (sheet.mulai, sheet.selesai)]
    yield "Masa pelaksanaan", f"{days[0]} {scope.word('sampai')} {days[1]}" if sheet.mulai or sheet.selesai else days[0]
    if sheet.peluncuran:
        yield "Peluncuran", language.tanggal(sheet.peluncuran)
    if sheet.tautan:
        yield "Tautan", sheet.tautan
    if sheet.tujuan:
        yield "Tujuan", _numbered(scope, sheet.tujuan)
    if sheet.langkah:
        yield "Langkah pelaksanaan", _numbered(scope, sheet.langkah)
    yield from ((name, spans(scope, value)) for name, value in sheet.tambahan.items())


def _numbered(scope: Scope, lines: Iterable[str]) -> Spans:
    return joined((*text(f"{at}. "), *spans(scope, line)) for at, line in enumerate(lines, start=1))


def aspect(scope: Scope, sheet: QuickWin, name: str) -> Spans:
    """What is written of one aspect of a quick win, or what stands where it is empty."""
    if name in ("manfaat", "keberlangsungan", "sumber_daya"):
        record: Rekaman | None = getattr(sheet, name)
        lines = labelled(scope, record, type(record).model_fields if record else (), TITLES)
        return joined_or(lines, scope, sheet, name)
    if name == "kemitraan":
        mates = (spans(scope, f"{mate.nama}: {mate.bentuk}") for mate in sheet.kemitraan)
        return joined_or(mates, scope, sheet, name)
    if name == "risiko":
        answered = sum(bool(item.mitigasi) for item in sheet.risiko)
        counted = f"{len(sheet.risiko)} risiko, {answered} dengan mitigasi"
        return text(counted if sheet.risiko else blank(scope, sheet, name))
    if name == "keberlanjutan":
        last = sheet.perkembangan[-1:]
        told = (
            (*text(f"{item.tahun}{item.status and f', {item.status}'}: "), *spans(scope, item.catatan)) for item in last
        )
        return joined_or(told, scope, sheet, "perkembangan")
    return filled(scope, sheet, name)


def score(sheet: QuickWin, name: str) -> Iterator[Spans]:
    """The latest score of an aspect, when one was given."""
    given = [item for item in sheet.skor if item.aspek == name]
    if given:
        last = max(given, key=lambda item: item.tahun)
        yield text(f"Nilai {last.tahun}: {points(last.nilai)} dari 4")


def risiko(scope: Scope) -> Iterator[Line]:
    """Risks of the quick win in scope, each with its effect and its answer."""
    sheet = scope.quick_win.rekaman if scope.quick_win else None
    for item in sheet.risiko if sheet else ():
        cells = (spans(scope, item.risiko), filled(scope, item, "dampak"), filled(scope, item, "mitigasi"))
        yield Line(cells, (sheet,))


def dampak(scope: Scope) -> Iterator[Line]:
    """What the quick win in scope changed: each measure before and after."""
    sheet = scope.quick_win.rekaman if scope.quick_win else None
    for item in sheet.dampak if sheet else ():
        yield Line(tuple(spans(scope, part) for part in (item.ukuran, item.sebelum, item.sesudah)), (sheet,))


def kendala(scope: Scope) -> Iterator[Line]:
    """What hinders the quick win in scope and how that is being solved."""
    sheet = scope.quick_win.rekaman if scope.quick_win else None
    for item in sheet.kendala if sheet else ():
        yield Line((spans(scope, item.kendala), spans(scope, item.penyelesaian)), (sheet,))


def perkembangan(scope: Scope) -> Iterator[Line]:
    """How the quick win in scope went, year by year."""
    sheet = scope.quick_win.rekaman if scope.quick_win else None
    for item in sheet.perkembangan if sheet else ():
        origin = item if item.sumber or item.contoh else sheet
        cells = (
            str(item.tahun),
            filled(scope, item, "status"),
            filled(scope, item, "progres"),
            spans(scope, item.catatan),
        )
        yield Line(cells, (origin,))


def kelembagaan(scope: Scope) -> Iterator[Line]:
    """Seats under a heading for each organ, with who holds them and the decree that says so."""
    annexes = {item.id: item for item in scope.plan.lampiran}
    for organ in dict.fromkeys(seat.organ for seat in scope.plan.kelembagaan):
        yield Line((organ,), kind="group")
        for seat in scope.plan.kelembagaan:
            if seat.organ == organ:
                decree = annexes.get(seat.sk)
                named = f"{decree.jenis} {decree.nomor}".strip() if decree else seat.sk or blank(scope, seat, "sk")
                yield Line(
                    (seat.kedudukan, seat.jabatan, seat.nama or DASH, filled(scope, seat, "unsur"), named), (seat,)
                )


def bimtek(scope: Scope) -> Iterator[Line]:
    """Rounds of guidance that were held."""
    for item in scope.plan.bimtek:
        when = language.rentang_tanggal(item.tanggal_mulai, item.tanggal_selesai)
        where = joined([filled(scope, item, "tempat"), *([text(item.moda)] if item.moda else [])])
        heads = ", ".join(f"{part.unsur} {language.angka(part.jumlah)}" for part in item.jumlah_peserta)
        who = joined(spans(scope, words) for words in (item.peserta, heads) if words)
        guides = joined(text(f"{person.nama_bergelar or person.jabatan_lengkap}") for person in item.pembimbing)
        yield Line((item.tahap, when, where, who, guides, filled(scope, item, "keluaran")), (item,))


def kesepakatan(scope: Scope) -> Iterator[Line]:
    """Agreements and commitments that were signed."""
    for item in scope.plan.kesepakatan:
        when = language.hari_tanggal(item.tanggal)
        yield Line((item.jenis, spans(scope, item.judul), when, filled(scope, item, "tempat")), (item,))


def opd(scope: Scope) -> Iterator[Line]:
    """Offices with what they own, support and spend."""
    for item in scope.plan.opd:
        own = program_opd(scope.plan, item.id)
        helped = sum(item.id in part.opd_pendukung for part in scope.plan.program)
        yield Line((office(scope, item.id), item.nama, len(own), helped, amount(anggaran(scope.plan, own))), (item,))
