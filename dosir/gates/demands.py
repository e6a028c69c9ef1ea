"""What a stage demands of the whole plan: parts that must exist, beside the fields of the parts that do.

Derived from what the four rounds of guidance must produce and from what the yearly evaluation asks for; each generator
is one such demand, in the order of the books.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from dosir.diagnostics import Position
from dosir.plan import Plan
from dosir.plan.names import typed
from dosir.plan.records import Bersumber, Rekaman, Tahap

READINESS = {
    "struktur": ("SDM", "anggaran", "tata kelola"),
    "infrastruktur": ("fisik", "TIK", "sosial"),
    "suprastruktur": ("kebijakan", "kelembagaan", "tata laksana"),
}
QUADRANTS = {"S": "kekuatan", "W": "kelemahan", "O": "peluang", "T": "ancaman"}
FAMILIES = ("kelembagaan", "infrastruktur", "aplikasi", "literasi")
HORIZONS = ("pendek", "menengah", "panjang")
ORGANS: tuple[tuple[Tahap, str], ...] = (
    ("I", "Dewan Smart City"),
    ("I", "Tim Pelaksana"),
    ("IV", "Forum Smart City"),
)
MANUSCRIPTS: tuple[tuple[Tahap, tuple[str, ...]], ...] = (
    ("I", ("latar-belakang", "gambaran-daerah", "kesiapan", "kesenjangan", "swot")),
    ("II", ("arah-kebijakan", "visi-smart-city")),
    ("III", ("arah-pembangunan", "kebijakan-kelembagaan", "infrastruktur", "aplikasi", "literasi")),
    ("IV", ("kata-pengantar", "ringkasan")),
)
ANNEXES: tuple[tuple[Tahap, str], ...] = (
    ("IV", "SK Dewan"),
    ("IV", "SK Tim Pelaksana"),
    ("IV", "nota kesepakatan"),
    ("IV", "lembar komitmen"),
    ("final", "peraturan kepala daerah"),
)
ROUNDS = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Demand:
    """One thing that a stage demands: `what` names it, `position` is where it stands or should be written."""

    tahap: Tahap
    what: str
    position: Position
    met: bool
    hint: str
    register: str = ""  # the list of the plan it is about; what could not be read is not demanded again
    example: bool = False  # whether all that is wrong is that the record is an example
    record: Rekaman | None = field(default=None, repr=False, compare=False)  # of which it asks more, if of one


def visions(plan: Plan) -> Iterator[Demand]:
    """The two visions, each with missions."""
    pairs: tuple[tuple[Tahap, str], ...] = (("I", "rpjmd"), ("II", "smart city"))
    for tahap, jenis in pairs:
        ids = {visi.id for visi in plan.visi if visi.jenis == jenis}
        place = _file(plan, "visi.yml")
        hint = f"tulis `jenis: {jenis}` di bawah `visi:`"
        yield Demand(tahap, f"visi {jenis}", place, bool(ids), hint, "visi")
        there = any(misi.visi in ids for misi in plan.misi)
        yield Demand(tahap, f"misi dari visi {jenis}", place, there, "tulis butir di bawah `misi:`", "misi")


def capital(plan: Plan) -> Iterator[Demand]:
    """The capital of a kabupaten; a kota is its own."""
    if plan.daerah.jenis == "kabupaten" and plan.daerah.whole:
        met, place = bool(plan.daerah.ibu_kota), plan.daerah.at("ibu_kota")
        yield Demand("I", "daerah: `ibu_kota`", place, met, "isi `ibu_kota:`")


def issues(plan: Plan) -> Iterator[Demand]:
    """At least one strategic issue."""
    yield Demand("I", "isu strategis", _file(plan, "isu.yml"), bool(plan.isu), "tulis isu dengan asalnya", "isu")


def readiness(plan: Plan) -> Iterator[Demand]:
    """An item for each of the nine aspects of readiness."""
    written = {(item.elemen, item.aspek.casefold()) for item in plan.kesiapan}
    for element, aspects in READINESS.items():
        for aspect in aspects:
            met = (element, aspect.casefold()) in written
            hint = f"tulis butir dengan `elemen: {element}` dan `aspek: {aspect}`"
            yield Demand("I", f"kesiapan {element}: {aspect}", _file(plan, "kesiapan.yml"), met, hint, "kesiapan")


def gaps(plan: Plan) -> Iterator[Demand]:
    """A gap for each sub-dimension."""
    written = {gap.sub_dimensi for gap in plan.gap}
    for code, (_, sub) in plan.sub_dimensi.items():
        hint = f"tulis butir dengan `sub_dimensi: {code}`"
        yield Demand("I", f"kesenjangan sub-dimensi {sub.nama}", _file(plan, "gap.yml"), code in written, hint, "gap")


def swot(plan: Plan) -> Iterator[Demand]:
    """A line in each quadrant, and a strategy for each crossing."""
    written = {item.kuadran for item in plan.swot}
    crossed = {item.jenis for item in plan.strategi_silang}
    for letter, name in QUADRANTS.items():
        met = letter in written
        yield Demand(
            "I", f"SWOT: {name}", _file(plan, "swot.yml"), met, f"tulis butir dengan `kuadran: {letter}`", "swot"
        )
    for pair in ("SO", "WO", "ST", "WT"):
        place, hint = _file(plan, "swot.yml"), f"tulis butir dengan `jenis: {pair}` di bawah `strategi_silang:`"
        yield Demand("II", f"strategi silang {pair}", place, pair in crossed, hint, "strategi_silang")


def institutions(plan: Plan) -> Iterator[Demand]:
    """Seats of the council, the team and the forum."""
    written = {seat.organ for seat in plan.kelembagaan}
    for tahap, organ in ORGANS:
        hint = f"tulis kedudukan dengan `organ: {organ}`"
        yield Demand(tahap, f"susunan {organ}", _file(plan, "kelembagaan.yml"), organ in written, hint, "kelembagaan")


def manuscripts(plan: Plan) -> Iterator[Demand]:
    """The texts of chapters that only the regency can write."""
    for tahap, names in MANUSCRIPTS:
        for name in names:
            if name == "ringkasan" and plan.daerah.susunan != "tiga-buku":
                continue  # only the executive summary opens with it
            met = bool(plan.naskah.get(name) or plan.bersama.naskah.get(name))
            yield Demand(tahap, f"naskah {name}", _file(plan, f"naskah/{name}.md"), met, "tulis teks bab ini")


def pillars(plan: Plan) -> Iterator[Demand]:
    """A text for each pillar, a strategy and a programme for each sub-dimension."""
    written = {item.dimensi.kode for item in plan.pilar}
    for dimensi in plan.bersama.dimensi:
        place = _file(plan, f"pilar/{dimensi.kode}.md")
        yield Demand("II", f"pilar {dimensi.nama}", place, dimensi.kode in written, "buat berkas ini", "pilar")
    planned = {strategy.sub_dimensi for strategy in plan.strategi}
    carried = {program.sub_dimensi for program in plan.program}
    for code, (dimensi, sub) in plan.sub_dimensi.items():
        hint = f"tulis butir dengan `sub_dimensi: {code}`"
        pillar, actions = _file(plan, f"pilar/{dimensi.kode}.md"), _file(plan, f"program/{dimensi.kode}.yml")
        yield Demand("II", f"strategi untuk sub-dimensi {sub.nama}", pillar, code in planned, hint, "strategi")
        yield Demand("II", f"program untuk sub-dimensi {sub.nama}", actions, code in carried, hint, "program")


def offices(plan: Plan) -> Iterator[Demand]:
    """A register of offices and an inventory of applications."""
    yield Demand("II", "daftar OPD", _file(plan, "opd.yml"), bool(plan.opd), "tulis perangkat daerah", "opd")
    yield Demand(
        "II", "inventaris aplikasi", _file(plan, "aplikasi.yml"), bool(plan.aplikasi), "tulis aplikasi", "aplikasi"
    )


def plan_references(plan: Plan) -> Iterator[Demand]:
    """For each programme its place in RPJMD or Renstra, or the reason why it has none."""
    for program in plan.program:
        met = bool(program.rpjmd_ref or program.renstra_ref or program.usulan_baru)
        hint = "isi `rpjmd_ref`, `renstra_ref`, atau alasan di `usulan_baru`"
        if program.whole:
            what = f"program `{program.kode}`: rujukan RPJMD/Renstra"
            yield Demand("II", what, program.at(), met, hint, record=program)


def quick_wins(plan: Plan) -> Iterator[Demand]:
    """As many quick wins in each pillar as was agreed."""
    for dimensi in plan.bersama.dimensi:
        met = len(plan.quick_win_dimensi(dimensi.kode)) >= plan.daerah.aturan.quick_win_per_pilar
        place = _file(plan, "quick-win")
        hint = "buat berkas di folder ini, dengan `program:` dari pilar itu"
        yield Demand("II", f"quick win {dimensi.nama}", place, met, hint, "quick_win")


def roadmap(plan: Plan) -> Iterator[Demand]:
    """A step for each programme, and steps in every horizon."""
    stepped = {step.program for step in plan.peta_jalan}
    for program in plan.program:
        place, hint = _file(plan, "peta-jalan.yml"), f"tulis langkah dengan `program: {program.kode}`"
        there = program.kode in stepped
        yield Demand("III", f"peta jalan `{program.kode}`", place, there, hint, "peta_jalan", record=program)
    horizons = {step.horizon for step in plan.peta_jalan}
    for horizon in HORIZONS:
        hint = f"tulis langkah dengan `horizon: {horizon}`"
        met = horizon in horizons
        yield Demand("III", f"peta jalan jangka {horizon}", _file(plan, "peta-jalan.yml"), met, hint, "peta_jalan")


def families(plan: Plan) -> Iterator[Demand]:
    """A programme in each of the four families of the action plan."""
    written = {program.jenis for program in plan.program}
    for family in FAMILIES:
        hint = f"tulis program dengan `jenis: {family}`"
        yield Demand("III", f"rencana aksi {family}", _file(plan, "program"), family in written, hint, "program")


def agreements(plan: Plan) -> Iterator[Demand]:
    """The agreement with the ministry and the commitment of the regency's own."""
    signed = {item.jenis for item in plan.kesepakatan}
    annexed = {item.jenis for item in plan.lampiran}
    for jenis, annex in (("nota kesepahaman", "nota kesepakatan"), ("lembar komitmen", "lembar komitmen")):
        met = jenis in signed or annex in annexed
        hint = f"tulis `jenis: {jenis}` di bawah `kesepakatan:`"
        yield Demand("IV", jenis, _file(plan, "bimtek.yml"), met, hint, "kesepakatan")


def annexes(plan: Plan) -> Iterator[Demand]:
    """The annexes, and for the final document the minutes and the list of attendance of each round."""
    written = {(item.jenis, item.tahap) for item in plan.lampiran}
    kinds = {jenis for jenis, _ in written}
    place = _file(plan, "lampiran.yml")
    for tahap, jenis in ANNEXES:
        yield Demand(
            tahap, f"lampiran {jenis}", place, jenis in kinds, f"tulis butir dengan `jenis: {jenis}`", "lampiran"
        )
    for number in ROUNDS:
        for jenis in ("berita acara", "daftar hadir"):
            hint = f"tulis butir dengan `jenis: {jenis}` dan `tahap: {number}`"
            met = (jenis, number) in written
            yield Demand("final", f"lampiran {jenis} bimtek {number}", place, met, hint, "lampiran")


def rounds(plan: Plan) -> Iterator[Demand]:
    """A record of each round of guidance."""
    held = {item.tahap for item in plan.bimtek}
    for number in ROUNDS:
        hint = f"tulis butir dengan `tahap: {number}` di bawah `bimtek:`"
        yield Demand("final", f"bimtek {number} tercatat", _file(plan, "bimtek.yml"), number in held, hint, "bimtek")


def signatures(plan: Plan) -> Iterator[Demand]:
    """Who puts the document into force."""
    met = any(item.peran == "menetapkan" for item in plan.penandatangan)
    hint = "tulis butir dengan `peran: menetapkan`"
    yield Demand("final", "penandatangan", _file(plan, "penandatangan.yml"), met, hint, "penandatangan")


def answers(plan: Plan) -> Iterator[Demand]:
    """For the final document: an answer to every remark of a reviewer."""
    for remark in plan.catatan:
        hint = "isi `jawaban:` catatan itu"
        yield Demand(
            "final", f"jawaban atas catatan `{remark.id}`", remark.at("jawaban"), not remark.terbuka, hint, "catatan"
        )


def honest(plan: Plan) -> Iterator[Demand]:
    """For the final document: no record that is an example."""
    for record in _sourced(plan):
        if record.whole:
            what = f"isi bersumber, bukan contoh: {typed(record)}"
            hint = "ganti dengan fakta dan `sumber:`, lalu hapus `contoh: true`"
            yield Demand("final", what, record.at("contoh"), not record.contoh, hint, example=True, record=record)


DEMANDS: tuple[Callable[[Plan], Iterable[Demand]], ...] = (
    capital,
    visions,
    issues,
    readiness,
    gaps,
    swot,
    institutions,
    manuscripts,
    pillars,
    offices,
    plan_references,
    quick_wins,
    roadmap,
    families,
    agreements,
    annexes,
    rounds,
    signatures,
    answers,
)


def _sourced(plan: Plan) -> Iterator[Bersumber]:
    seen: set[int] = set()
    for record in plan.rekaman():
        if isinstance(record, Bersumber) and id(record) not in seen:
            seen.add(id(record))
            yield record


def _file(plan: Plan, name: str) -> Position:
    return Position(f"{plan.daerah.at().path.rpartition('/')[0]}/{name}")
