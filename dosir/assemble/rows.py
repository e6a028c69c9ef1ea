"""The rows of each table, by the table's name in `templates/tabel.yml`: what of the plan stands in which cell.

Each builder takes the scope and gives lines; nothing here knows about headings, numbering or outlets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from dosir import language
from dosir.assemble.scope import Scope, cited, spans
from dosir.assemble.tables import Content, Line
from dosir.markup import Node
from dosir.outline import Spans, page_link, text
from dosir.plan import BerkasPilar
from dosir.plan.facts import anggaran, anggaran_menurut_sumber, porsi_apbd, program_opd
from dosir.plan.records import Angka, Gap, Indikator, PetaJalan, Program, Strategi

QUADRANTS = (("S", "Kekuatan"), ("W", "Kelemahan"), ("O", "Peluang"), ("T", "Ancaman"))
HORIZONS = ("pendek", "menengah", "panjang")
BREAK = Node("break")


def dasar_hukum(scope: Scope) -> Iterator[Line]:
    for number, law in enumerate(scope.plan.bersama.dasar_hukum, start=1):
        yield Line((number, law.jenis, f"Nomor {law.nomor} Tahun {law.tahun}", law.tentang), (law,))


def identitas(scope: Scope) -> Iterator[Line]:
    place = scope.plan.daerah
    yield Line(("Nama", place.nama_lengkap, cited(scope, place.sumber)), (place,))
    yield Line(("Kode wilayah Kemendagri", place.kode_kemendagri, cited(scope, place.sumber)), (place,))
    yield Line(("Kode wilayah BPS", place.kode_bps, cited(scope, place.sumber)), (place,))
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
    for visi in scope.plan.visi:
        if visi.jenis == "smart city":
            yield from (Line((word.kata, spans(scope, word.makna)), (visi,)) for word in visi.kata_kunci)


def _misi(kind: str) -> Callable[[Scope], Iterator[Line]]:
    def rows(scope: Scope) -> Iterator[Line]:
        visions = {visi.id for visi in scope.plan.visi if visi.jenis == kind}
        for misi in scope.plan.misi:
            if misi.visi in visions:
                yield Line((misi.kode, spans(scope, misi.teks)), (misi,))

    return rows


def keterkaitan_misi(scope: Scope) -> Iterator[Line]:
    for misi in scope.plan.misi:
        first: Content = (*text(f"{misi.kode} "), *spans(scope, misi.teks))
        for item in scope.plan.pilar:
            codes = [strategy.kode for strategy in item.rekaman.strategi if misi.kode in strategy.misi]
            if codes:
                yield Line((first, item.dimensi.nama, ", ".join(codes)), (item.rekaman,))
                first = ""


def isu(scope: Scope) -> Iterator[Line]:
    names = {dimensi.kode: dimensi.nama for dimensi in scope.plan.bersama.dimensi}
    for number, issue in enumerate(scope.plan.isu, start=1):
        pillar = names.get(issue.dimensi, issue.dimensi)
        yield Line((number, spans(scope, issue.isu), spans(scope, issue.asal), pillar, issue.prioritas), (issue,))


def _kesiapan(element: str) -> Callable[[Scope], Iterator[Line]]:
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
    for quadrant, name in QUADRANTS:
        lines = [item for item in scope.plan.swot if item.kuadran == quadrant]
        if lines:
            yield Line((name,), kind="group")
        yield from (Line((item.kode, item.elemen, spans(scope, item.butir)), (item,)) for item in lines)


def strategi_silang(scope: Scope) -> Iterator[Line]:
    for item in scope.plan.strategi_silang:
        yield Line((item.jenis, spans(scope, item.rumusan), ", ".join(item.butir)), (item,))


def sasaran(scope: Scope) -> Iterator[Line]:
    for item in _pillars(scope):
        for goal in item.rekaman.sasaran:
            measures = [scope.plan.indikator_menurut_kode[code] for code in goal.indikator]
            for at, measure in enumerate(measures or [None]):
                first: Content = (*text(f"{goal.kode} "), *spans(scope, goal.teks)) if at == 0 else ""
                yield Line((first, *_measure(measure)), (item.rekaman,))


def strategi(scope: Scope) -> Iterator[Line]:
    for item in _pillars(scope):
        for strategy in item.rekaman.strategi:
            sub = scope.plan.sub_dimensi[strategy.sub_dimensi][1].nama
            programs = [program for program in scope.plan.program if program.strategi == strategy.kode]
            offices = dict.fromkeys(program.opd for program in programs)
            yield Line(
                (
                    sub,
                    _strategy(scope, strategy),
                    _joined(_program_link(scope, part) for part in programs),
                    _joined(_office(scope, opd) for opd in offices),
                ),
                (item.rekaman,),
            )


def rencana_aksi(scope: Scope) -> Iterator[Line]:
    chosen = _programs(scope)
    for part in chosen:
        years = (language.juta(anggaran(scope.plan, [part], year)) for year in _years(scope))
        funds = dict.fromkeys(_fund(scope, money.sumber_dana) for money in part.anggaran)
        yield Line(
            (
                part.kode,
                _program_link(scope, part),
                spans(scope, part.keluaran),
                _office(scope, part.opd),
                *years,
                language.juta(anggaran(scope.plan, [part])),
                ", ".join(funds),
                spans(scope, part.rujukan_rencana or "–"),
            ),
            (part,),
        )
    if chosen:
        yield Line((scope.word("total"), "", "", "", *_year_sums(scope, chosen), "", ""), kind="total")


def _rencana(family: str) -> Callable[[Scope], Iterator[Line]]:
    def rows(scope: Scope) -> Iterator[Line]:
        chosen = [part for part in scope.plan.program if part.jenis == family]
        for part in chosen:
            yield Line(
                (
                    part.kode,
                    _program_link(scope, part),
                    spans(scope, part.keluaran),
                    _office(scope, part.opd),
                    language.rentang_tahun(part.tahun),
                    language.juta(anggaran(scope.plan, [part])),
                ),
                (part,),
            )
        if chosen:
            yield Line((scope.word("total"), "", "", "", "", language.juta(anggaran(scope.plan, chosen))), kind="total")

    return rows


def _year_sums(scope: Scope, programs: Iterable[Program]) -> Iterator[str]:
    chosen = tuple(programs)
    yield from (language.juta(anggaran(scope.plan, chosen, year)) for year in _years(scope))
    yield language.juta(anggaran(scope.plan, chosen))


def program(scope: Scope) -> Iterator[Line]:
    yield from program_lines(scope, _programs(scope))


def semua_program(scope: Scope) -> Iterator[Line]:
    for dimensi in scope.plan.bersama.dimensi:
        programs = scope.plan.program_dimensi(dimensi.kode)
        if programs:
            yield Line((dimensi.nama,), kind="group")
        yield from program_lines(scope, programs, total=False)
    yield Line((scope.word("total"), "", "", "", language.juta(anggaran(scope.plan))), kind="total")


def program_lines(scope: Scope, programs: Iterable[Program], total: bool = True) -> Iterator[Line]:
    chosen = tuple(programs)
    for part in chosen:
        yield Line(
            (
                part.kode,
                _program_link(scope, part),
                _office(scope, part.opd),
                language.rentang_tahun(part.tahun),
                language.juta(anggaran(scope.plan, [part])),
            ),
            (part,),
            id=part.kode.lower(),
        )
    if chosen and total:
        yield Line((scope.word("total"), "", "", "", language.juta(anggaran(scope.plan, chosen))), kind="total")


def indikator(scope: Scope) -> Iterator[Line]:
    for item in _indicators(scope):
        targets = {part.tahun: language.angka(part.nilai) for part in item.target}
        years = (targets.get(year, "–") for year in _years(scope))
        start = f"{language.angka(item.baseline.nilai)} ({item.baseline.tahun})" if item.baseline else "–"
        yield Line((item.kode, item.nama, item.jenis, item.satuan, start, *years, item.sumber_data), (item,))


def peta_jalan(scope: Scope) -> Iterator[Line]:
    for part in _programs(scope):
        steps = [step for step in scope.plan.peta_jalan if step.program == part.kode]
        if steps:
            cells = (_joined(_step(scope, step) for step in steps if step.horizon == name) for name in HORIZONS)
            label = (*text(f"{part.kode} "), *_program_link(scope, part))
            yield Line((label, *cells, _office(scope, part.opd)), tuple(steps))


def peta_jalan_ringkas(scope: Scope) -> Iterator[Line]:
    for dimensi in scope.plan.bersama.dimensi:
        codes = {part.kode for part in scope.plan.program_dimensi(dimensi.kode)}
        steps = [step for step in scope.plan.peta_jalan if step.program in codes]
        cells = (
            ", ".join(dict.fromkeys(step.program for step in steps if step.horizon == name)) or "–" for name in HORIZONS
        )
        yield Line((dimensi.nama, *cells), tuple(steps))


def quick_win(scope: Scope) -> Iterator[Line]:
    for item in scope.plan.quick_win:
        part = scope.plan.program_menurut_kode[item.rekaman.program]
        pillar = scope.plan.sub_dimensi[part.sub_dimensi][0].nama
        name = _link(scope, f"quick-win/{item.slug}", item.rekaman.nama)
        yield Line((name, pillar, _office(scope, part.opd), item.rekaman.status, item.rekaman.progres), (item.rekaman,))


def risiko(scope: Scope) -> Iterator[Line]:
    sheet = scope.quick_win.rekaman if scope.quick_win else None
    for item in sheet.risiko if sheet else ():
        yield Line((spans(scope, item.risiko), spans(scope, item.dampak or "–"), spans(scope, item.mitigasi)), (sheet,))


def perkembangan(scope: Scope) -> Iterator[Line]:
    sheet = scope.quick_win.rekaman if scope.quick_win else None
    for item in sheet.perkembangan if sheet else ():
        origin = item if item.sumber or item.contoh else sheet
        progress: Content = "–" if item.progres is None else item.progres
        yield Line((str(item.tahun), progress, spans(scope, item.catatan)), (origin,))


def anggaran_pilar(scope: Scope) -> Iterator[Line]:
    for dimensi in scope.plan.bersama.dimensi:
        programs = scope.plan.program_dimensi(dimensi.kode)
        name = _link(scope, f"pilar/{dimensi.kode}", dimensi.nama)
        yield Line((name, *_year_sums(scope, programs)), _money(programs))
    yield Line((scope.word("total"), *_year_sums(scope, scope.plan.program)), kind="total")


def anggaran_sumber(scope: Scope) -> Iterator[Line]:
    total = anggaran(scope.plan)
    for source, value in anggaran_menurut_sumber(scope.plan).items():
        fund = scope.plan.sumber_dana_menurut_id[source]
        share = language.angka(round(Decimal(value * 100) / total, 1))
        parts = tuple(money for part in scope.plan.program for money in part.anggaran if money.sumber_dana == source)
        yield Line((fund.nama, "APBD" if fund.apbd else "non-APBD", language.juta(value), share), parts)
    if total:
        label = f"{scope.word('total')} (APBD {language.angka(round(porsi_apbd(scope.plan), 1))}%)"
        yield Line((label, "", language.juta(total), "100"), kind="total")


def anggaran_opd(scope: Scope) -> Iterator[Line]:
    for opd in scope.plan.opd:
        programs = program_opd(scope.plan, opd.id)
        if programs:
            yield Line((_office(scope, opd.id), len(programs), *_year_sums(scope, programs)), _money(programs))
    count = language.angka(len(scope.plan.program))
    yield Line((scope.word("total"), count, *_year_sums(scope, scope.plan.program)), kind="total")


def kelembagaan(scope: Scope) -> Iterator[Line]:
    for organ in dict.fromkeys(seat.organ for seat in scope.plan.kelembagaan):
        yield Line((organ,), kind="group")
        for seat in scope.plan.kelembagaan:
            if seat.organ == organ:
                yield Line((seat.kedudukan, seat.jabatan, seat.unsur), (seat,))


def bimtek(scope: Scope) -> Iterator[Line]:
    for item in scope.plan.bimtek:
        when = language.rentang_tanggal(item.tanggal_mulai, item.tanggal_selesai)
        results = _joined(spans(scope, result) for result in item.keluaran)
        yield Line((item.tahap, when, item.tempat or "–", results), (item,))


def kesepakatan(scope: Scope) -> Iterator[Line]:
    for item in scope.plan.kesepakatan:
        when = language.hari_tanggal(item.tanggal)
        yield Line((item.jenis, spans(scope, item.judul), when, item.tempat or "–"), (item,))


def opd(scope: Scope) -> Iterator[Line]:
    for item in scope.plan.opd:
        own = program_opd(scope.plan, item.id)
        helped = sum(item.id in part.opd_pendukung for part in scope.plan.program)
        yield Line(
            (_office(scope, item.id), item.nama, len(own), helped, language.juta(anggaran(scope.plan, own))), (item,)
        )


def lembar(scope: Scope) -> Iterator[Line]:
    """The sheet of a quick win: identity and the ten aspects it is scored on."""
    if not scope.quick_win:
        return
    sheet = scope.quick_win.rekaman
    part = scope.plan.program_menurut_kode[sheet.program]
    yield Line(("Program", (*text(f"{part.kode} "), *_program_link(scope, part))), (sheet,))
    yield Line(("Pilar", scope.plan.sub_dimensi[part.sub_dimensi][0].nama), (sheet,))
    yield Line(("OPD penanggung jawab", _office(scope, part.opd)), (sheet,))
    yield Line(("Jenis inovasi", sheet.jenis_inovasi), (sheet,))
    yield Line(("Status dan progres", f"{sheet.status}, {sheet.progres}%"), (sheet,))
    for label, content in _aspects(scope):
        yield Line((label, content or "–"), (sheet,))


def _aspects(scope: Scope) -> Iterator[tuple[str, Content]]:
    assert scope.quick_win
    sheet = scope.quick_win.rekaman
    yield "1. Perumusan inovasi", spans(scope, sheet.perumusan)
    yield "2. Daya tarik", spans(scope, sheet.daya_tarik)
    yield "3. Manfaat", _labelled(scope, sheet.manfaat)
    yield "4. Keunikan", spans(scope, sheet.keunikan)
    yield "5. Kemitraan", _joined(spans(scope, f"{mate.nama}: {mate.bentuk}") for mate in sheet.kemitraan)
    yield "6. Potensi pengembangan", spans(scope, sheet.potensi_pengembangan)
    yield "7. Keberlangsungan", _labelled(scope, sheet.keberlangsungan)
    yield "8. Sumber daya", _labelled(scope, sheet.sumber_daya)
    yield "9. Manajemen risiko", f"{len(sheet.risiko)} risiko dengan mitigasi" if sheet.risiko else ""
    yield "10. Keberlanjutan", _joined(text(f"{item.tahun}: {item.catatan}") for item in sheet.perkembangan[-1:])


def _labelled(scope: Scope, record: object) -> Spans:
    names = {"sdm": "SDM"}
    fields = type(record).model_fields if record else {}  # type: ignore[attr-defined]
    return _joined(
        (*text(f"{names.get(name, name.replace('_', ' ').capitalize())}: "), *spans(scope, getattr(record, name)))
        for name in fields
        if getattr(record, name)
    )


def _figure(figure: Angka) -> str:
    return f"{language.angka(figure.nilai)} {figure.satuan}".strip() + f" ({figure.tahun})"


def _measure(measure: Indikator | None) -> tuple[Content, ...]:
    if measure is None:
        return ("–", "–", "–", "–")
    last = max(measure.target, key=lambda part: part.tahun) if measure.target else None
    start = language.angka(measure.baseline.nilai) if measure.baseline else "–"
    return (measure.nama, measure.satuan, start, language.angka(last.nilai) if last else "–")


def _strategy(scope: Scope, strategy: Strategi) -> Spans:
    return (*text(f"{strategy.kode} "), *spans(scope, strategy.rumusan))


def _step(scope: Scope, step: PetaJalan) -> Spans:
    target = (BREAK, *text("Target: "), *spans(scope, step.target)) if step.target else ()
    return (*text(f"{language.rentang_tahun(step.tahun)}: "), *spans(scope, step.tahapan), *target)


def _joined(parts: Iterable[Spans]) -> Spans:
    result: Spans = ()
    for part in parts:
        result = (*result, BREAK, *part) if result else part
    return result or text("–")


def _pillars(scope: Scope) -> Iterator[BerkasPilar]:
    yield from (item for item in scope.plan.pilar if scope.dimensi in (None, item.dimensi))


def _programs(scope: Scope) -> tuple[Program, ...]:
    return scope.plan.program_dimensi(scope.dimensi.kode) if scope.dimensi else scope.plan.program


def _indicators(scope: Scope) -> Iterator[Indikator]:
    used = {code for part in _programs(scope) for code in part.indikator}
    used |= {code for item in _pillars(scope) for goal in item.rekaman.sasaran for code in goal.indikator}
    yield from (item for item in scope.plan.indikator if item.kode in used)


def _money(programs: Iterable[Program]) -> tuple[object, ...]:
    return tuple(money if money.sumber or money.contoh else part for part in programs for money in part.anggaran)


def _years(scope: Scope) -> tuple[int, ...]:
    return scope.plan.daerah.periode.tahun


def _link(scope: Scope, page: str, label: str) -> Spans:
    return page_link(page, label) if scope.web else text(label)


def _office(scope: Scope, opd: str) -> Spans:
    found = scope.plan.opd_menurut_id.get(opd)
    return _link(scope, f"opd/{opd}", found.singkatan) if found else text(opd)


def _program_link(scope: Scope, part: Program) -> Spans:
    return _link(scope, f"program#{part.kode.lower()}", part.nama)


def _fund(scope: Scope, source: str) -> str:
    found = scope.plan.sumber_dana_menurut_id.get(source)
    return found.nama if found else source


ROWS: Mapping[str, Callable[[Scope], Iterator[Line]]] = {
    "dasar-hukum": dasar_hukum,
    "identitas": identitas,
    "kata-kunci": kata_kunci,
    "misi-rpjmd": _misi("rpjmd"),
    "misi-smart-city": _misi("smart city"),
    "keterkaitan-misi": keterkaitan_misi,
    "isu": isu,
    "kesiapan-struktur": _kesiapan("struktur"),
    "kesiapan-infrastruktur": _kesiapan("infrastruktur"),
    "kesiapan-suprastruktur": _kesiapan("suprastruktur"),
    "gap": gap,
    "swot": swot,
    "strategi-silang": strategi_silang,
    "sasaran": sasaran,
    "strategi": strategi,
    "rencana-aksi": rencana_aksi,
    "rencana-kelembagaan": _rencana("kelembagaan"),
    "rencana-infrastruktur": _rencana("infrastruktur"),
    "rencana-aplikasi": _rencana("aplikasi"),
    "rencana-literasi": _rencana("literasi"),
    "program": program,
    "semua-program": semua_program,
    "indikator": indikator,
    "peta-jalan": peta_jalan,
    "peta-jalan-ringkas": peta_jalan_ringkas,
    "quick-win": quick_win,
    "lembar": lembar,
    "risiko": risiko,
    "perkembangan": perkembangan,
    "anggaran-pilar": anggaran_pilar,
    "anggaran-sumber": anggaran_sumber,
    "anggaran-opd": anggaran_opd,
    "kelembagaan": kelembagaan,
    "bimtek": bimtek,
    "kesepakatan": kesepakatan,
    "opd": opd,
}
