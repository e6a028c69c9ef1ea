"""Rows about one programme: its chain from mission to evaluation, its sheet, and its money by year and source.

A link of the chain that is missing keeps its row and says so, because what a reader looks for is the hole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dosir import language
from dosir.assemble import addresses
from dosir.assemble.rows.action import baseline
from dosir.assemble.rows.measured import coded, lacking
from dosir.assemble.rows.parts import (
    DASH,
    amount,
    blank,
    filled,
    fund,
    joined,
    joined_or,
    link,
    nomenclature,
    office,
    offices,
    points,
    years,
)
from dosir.assemble.scope import Scope, spans
from dosir.assemble.tables import Content, Filled, Line
from dosir.outline import Spans, page_link, text
from dosir.plan.facts import anggaran
from dosir.plan.lineage import Lineage
from dosir.plan.nilai import nilai_jawaban
from dosir.plan.records import Evaluasi, Indikator, Jawaban, PetaJalan, Program, QuickWin, Rekomendasi

BUDGET = "anggaran"  # id of the section with the money
UP = "Mengapa: yang dilayani program ini"
DOWN = "Dengan apa: yang membiayai, mengukur, menjadwalkan, dan menilainya"


def chain_lines(scope: Scope, line: Lineage) -> Iterator[Line]:
    """The chain of a programme from the vision down to the evaluation, a row for each kind of link."""
    part = line.program
    yield Line((UP,), kind="group")
    for label, found, absent in _above(scope, line):
        yield Line((label, joined(found) if found else absent))
    accent = scope.plan.dimensi_program(part) or "umum"
    yield Line(("Program ini", Filled(f"{part.kode} {part.nama}", accent)), (part,))
    yield Line((DOWN,), kind="group")
    for label, found, absent in _below(scope, line):
        yield Line((label, joined(found) if found else absent))


def served_lines(scope: Scope, line: Lineage, win: QuickWin) -> Iterator[Line]:
    """What a quick win is for: the chain of its programme from the vision down to the quick win itself."""
    part = line.program
    accent = scope.plan.dimensi_program(part) or "umum"
    for label, found, absent in _above(scope, line):
        yield Line((label, joined(found) if found else absent))
    yield Line(("Program", coded(scope, part, part.nama)), (part,))
    yield Line(("Quick win ini", Filled(win.nama, accent)), (win,))
    measures = [_indicator(scope, item) for item in line.indikator]
    yield Line(("Indikator programnya", joined(measures) if measures else lacking("Belum ada indikator")))


def _above(scope: Scope, line: Lineage) -> Iterator[tuple[str, list[Spans], Content]]:
    """(label, links, what stands there when there are none) from the vision down to the strategy."""
    plan = scope.plan
    visions = [link(scope, addresses.of(plan, item), f"Visi {_kind(item.jenis)}") for item in line.visi]
    yield "Visi", [(*name, *text(f": {item.teks}")) for name, item in zip(visions, line.visi, strict=True)], _NO_MISSION
    yield "Misi", [coded(scope, item, item.teks) for item in line.misi], _NO_MISSION
    yield "Rujukan RPJMD", plan_lines(scope, line.program), lacking("Belum ada rujukan RPJMD")
    yield "Sasaran", [coded(scope, item, item.teks) for item in line.sasaran], lacking("Belum ada sasaran yang dicapai")
    gaps = [
        (*coded(scope, item, item.kesenjangan), *text(f" (prioritas {item.prioritas})" if item.prioritas else ""))
        for item in line.gap
    ]
    yield "Kesenjangan", gaps, lacking("Belum ada kesenjangan yang dijawab")
    numbers = (f"Isu {addresses.issue_number(plan, item)}" for item in line.isu)
    issues = [
        (*link(scope, addresses.of(plan, item), number), *text(" "), *spans(scope, item.isu))
        for item, number in zip(line.isu, numbers, strict=True)
    ]
    yield "Isu strategis dimensinya", issues, lacking("Belum ada isu strategis pada dimensi ini")
    yield (
        "Strategi",
        [coded(scope, item, item.rumusan) for item in line.strategi],
        lacking("Belum ada strategi yang dijalankan"),
    )


_NO_MISSION = lacking("Belum ada misi yang dilayani")


def _kind(jenis: str) -> str:
    return jenis if " " in jenis else jenis.upper()


def plan_lines(scope: Scope, part: Program) -> list[Spans]:
    """Where a programme stands in the RPJMD; nothing when its records do not say."""
    place = part.rpjmd_ref
    if place is None:
        return []
    mission = next((item for item in scope.plan.misi if item.kode == place.misi), None)
    code = link(scope, addresses.of(scope.plan, mission), place.misi) if mission else text(place.misi)
    return [(*text("Misi "), *code, *(spans(scope, f": {place.uraian}") if place.uraian else ()))]


def _below(scope: Scope, line: Lineage) -> Iterator[tuple[str, list[Spans], Content]]:
    """(label, links, what stands there when there are none) from the budget down to the evaluation."""
    part = line.program
    here = addresses.of(scope.plan, part)
    money = language.rupiah_ringkas(anggaran(scope.plan, [part]))
    period = language.rentang_tahun(sorted({item.tahun for item in part.anggaran}))
    budget = [(*link(scope, f"{here}#{BUDGET}", money), *text(f" pada {period}"))] if part.anggaran else []
    yield "Anggaran", budget, lacking("Belum ada anggaran")
    yield "Indikator", [_indicator(scope, item) for item in line.indikator], lacking("Belum ada indikator")
    yield (
        "Langkah peta jalan",
        [_step(scope, step) for step in line.peta_jalan],
        lacking("Belum ada langkah peta jalan"),
    )
    wins = [
        (*link(scope, addresses.of(scope.plan, item.rekaman), item.rekaman.nama), *text(f", {item.rekaman.status}"))
        for item in line.quick_win
    ]
    yield "Quick win", wins, "Tidak ada quick win dari program ini"
    judged = [_judgement(scope, *found) for found in line.evaluasi]
    yield "Hasil evaluasi", judged, "Belum disebut dalam evaluasi"


def _indicator(scope: Scope, item: Indikator) -> Spans:
    last = max(item.target, key=lambda part: part.tahun, default=None)
    aim = f"{language.angka(last.nilai)} ({last.tahun})" if last else blank(scope, item, "target")
    return (*coded(scope, item, item.nama), *text(f": dari {baseline(scope, item)} ke {aim} {item.satuan}"))


def _step(scope: Scope, step: PetaJalan) -> Spans:
    when = f"Jangka {step.horizon}, {language.rentang_tahun(step.tahun)}"
    return (*link(scope, addresses.of(scope.plan, step), when), *text(": "), *spans(scope, step.tahapan))


def _judgement(scope: Scope, found: Evaluasi, part: Jawaban | Rekomendasi) -> Spans:
    name = link(scope, addresses.of(scope.plan, found), f"Evaluasi {found.tahun}")
    if isinstance(part, Jawaban):
        return (*name, *text(f": pertanyaan {part.no}, nilai {points(nilai_jawaban(part))} dari 4"))
    return (*name, *text(": "), *spans(scope, part.isi), *text(f" (tindak lanjut {part.status})"))


def sheet_lines(scope: Scope, line: Lineage) -> Iterator[Line]:
    """The sheet of a programme: who, where, when, what comes out, and where it stands in the regency's own plans."""
    part = line.program
    yield from (Line((label, content), (part,)) for label, content in _who(scope, line))
    for label, name in FIELDS:
        if getattr(part, name) or part.tahap_isian(name):
            yield Line((label, filled(scope, part, name)), (part,))
    reference: Content = joined(plan_lines(scope, part)) if part.rpjmd_ref else lacking("Belum ada rujukan RPJMD")
    yield Line(("Rujukan RPJMD", reference), (part,))
    yield Line(("Rujukan Renstra", part.renstra_ref or DASH), (part,))
    if part.usulan_baru:
        yield Line(("Usulan baru", spans(scope, part.usulan_baru)), (part,))
    yield Line(("Nomenklatur", nomenclature(scope, part)), (part,))
    yield from (Line((name, spans(scope, value)), (part,)) for name, value in part.tambahan.items())


FIELDS = (
    ("Lokasi", "lokasi"),
    ("Masalah yang dijawab", "masalah"),
    ("Keluaran", "keluaran"),
    ("Hasil", "hasil"),
    ("Catatan", "catatan"),
)


def _who(scope: Scope, line: Lineage) -> Iterator[tuple[str, Content]]:
    part = line.program
    dimensi, sub = scope.plan.sub_dimensi[part.sub_dimensi]
    yield "Kode dan keluarga", f"{part.kode}, rencana aksi {part.jenis}"
    yield "OPD penanggung jawab", office(scope, part.opd)
    yield "OPD pendukung", offices(scope, part, "opd_pendukung")
    yield "Mitra", joined_or((spans(scope, mate) for mate in part.mitra), scope, part, "mitra")
    yield "Pilar dan sub-dimensi", (*page_link(f"pilar/{dimensi.kode}", dimensi.nama), *text(f", {sub.nama}"))
    yield "Tahun dan status", ", ".join(filter(None, (language.rentang_tahun(part.tahun), part.status)))
    given = [item for item in line.gap if item.prioritas]
    told = (text(f"{item.prioritas.capitalize()}, dari kesenjangan {item.kode}") for item in given)
    yield "Prioritas", joined(told) if given else text("Belum dinyatakan pada kesenjangan yang dijawab")


def money_lines(scope: Scope, chosen: Iterable[Program]) -> Iterator[Line]:
    """Millions of rupiah of these programmes by source of funds and year; then the sum."""
    parts = [item for program in chosen for item in program.anggaran]
    for source in dict.fromkeys(item.sumber_dana for item in parts):
        own = tuple(item for item in parts if item.sumber_dana == source)
        yearly = (amount(sum(item.nilai for item in own if item.tahun == year)) for year in years(scope))
        status = ", ".join(dict.fromkeys(item.status for item in own))
        yield Line((fund(scope, source), status, *yearly, amount(sum(item.nilai for item in own))), own)
    if parts:
        yearly = (amount(sum(item.nilai for item in parts if item.tahun == year)) for year in years(scope))
        yield Line((scope.word("total"), "", *yearly, amount(sum(item.nilai for item in parts))), kind="total")
