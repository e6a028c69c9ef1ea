"""Plan: what is true. The regency's records, typed and frozen, and no layout in them.

`Plan` joins what one regency wrote with what all share. It is built even when parts are missing, so a draft
always has something to show; the checker says what is wrong, and only this module says what a thing is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dosir.diagnostics import Position
from dosir.plan.anchors import Anchors, anchors
from dosir.plan.prosa import Prosa
from dosir.plan.records import (
    Aplikasi,
    Bersumber,
    Bimtek,
    Catatan,
    Daerah,
    DasarHukum,
    Dimensi,
    Evaluasi,
    Gap,
    Indikator,
    Instrumen,
    Isu,
    Kesepakatan,
    Kesiapan,
    Lampiran,
    Misi,
    Nomenklatur,
    Opd,
    Organ,
    Penandatangan,
    Persetujuan,
    PetaJalan,
    Pilar,
    Program,
    QuickWin,
    Rekaman,
    Sasaran,
    Singkatan,
    Strategi,
    StrategiSilang,
    SubDimensi,
    Sumber,
    SumberDana,
    Swot,
    Visi,
)


@dataclass(frozen=True)
class Gambar:
    """An image file of the content: its path below the regency's folder and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True)
class Diam:
    """An author's word that findings of one code in these lines are no fault, and why."""

    position: Position
    kode: str
    alasan: str
    baris: range


@dataclass(frozen=True)
class Bersama:
    """What all regencies share."""

    dimensi: tuple[Dimensi, ...] = ()
    sumber_dana: tuple[SumberDana, ...] = ()
    singkatan: tuple[Singkatan, ...] = ()
    dasar_hukum: tuple[DasarHukum, ...] = ()
    nomenklatur: tuple[Nomenklatur, ...] = ()
    sumber: tuple[Sumber, ...] = ()
    instrumen: Mapping[str, Instrumen] = field(default_factory=dict)
    diam: tuple[Diam, ...] = ()
    naskah: Mapping[str, Prosa] = field(default_factory=dict)
    kode_hilang: frozenset[str] = frozenset()  # codes of records that are there but could not be read
    register_hilang: frozenset[str] = frozenset()  # names of registers of which something could not be read

    def rekaman_utama(self) -> Iterator[Bersumber]:
        """Each shared record that must say whence it is."""
        for register in (self.dimensi, self.sumber_dana, self.singkatan, self.dasar_hukum, self.nomenklatur):
            yield from register
        yield from self.instrumen.values()

    def rekaman(self) -> Iterator[Rekaman]:
        """Each shared record and each record inside it."""
        for record in self.rekaman_utama():
            yield record
            yield from record.inside()


@dataclass(frozen=True)
class BerkasPilar:
    """A pillar: the dimension its file is named after, its record, and its prose."""

    dimensi: Dimensi
    rekaman: Pilar
    prosa: Prosa


@dataclass(frozen=True)
class BerkasQuickWin:
    """A quick win: its slug (the file's name), its sheet, and its prose."""

    slug: str
    rekaman: QuickWin
    prosa: Prosa


@dataclass(frozen=True)
class Plan:
    """Everything one regency says, in the order it was written, with look-up by code."""

    slug: str
    bersama: Bersama
    daerah: Daerah
    visi: tuple[Visi, ...] = ()
    misi: tuple[Misi, ...] = ()
    bimtek: tuple[Bimtek, ...] = ()
    kesepakatan: tuple[Kesepakatan, ...] = ()
    opd: tuple[Opd, ...] = ()
    kelembagaan: tuple[Organ, ...] = ()
    isu: tuple[Isu, ...] = ()
    kesiapan: tuple[Kesiapan, ...] = ()
    gap: tuple[Gap, ...] = ()
    swot: tuple[Swot, ...] = ()
    strategi_silang: tuple[StrategiSilang, ...] = ()
    program: tuple[Program, ...] = ()
    indikator: tuple[Indikator, ...] = ()
    peta_jalan: tuple[PetaJalan, ...] = ()
    aplikasi: tuple[Aplikasi, ...] = ()
    dasar_hukum: tuple[DasarHukum, ...] = ()
    lampiran: tuple[Lampiran, ...] = ()
    penandatangan: tuple[Penandatangan, ...] = ()
    evaluasi: tuple[Evaluasi, ...] = ()
    persetujuan: tuple[Persetujuan, ...] = ()
    catatan: tuple[Catatan, ...] = ()
    sumber: tuple[Sumber, ...] = ()
    pilar: tuple[BerkasPilar, ...] = ()
    quick_win: tuple[BerkasQuickWin, ...] = ()
    naskah: Mapping[str, Prosa] = field(default_factory=dict)
    gambar: Mapping[str, Gambar] = field(default_factory=dict)
    diam: tuple[Diam, ...] = ()
    kode_hilang: frozenset[str] = frozenset()  # as in `Bersama`, whose losses are here too
    register_hilang: frozenset[str] = frozenset()

    @cached_property
    def menurut_kode(self) -> Mapping[str, Mapping[str, Rekaman]]:
        """Every record that others may name, by register and code; the registers of `menunjuk` in the declarations."""
        return {
            "opd": self.opd_menurut_id,
            "dimensi": {item.kode: item for item in self.bersama.dimensi},
            "sub_dimensi": {code: sub for code, (_, sub) in self.sub_dimensi.items()},
            "sumber": self.sumber_menurut_id,
            "sumber_dana": self.sumber_dana_menurut_id,
            "visi": {item.id: item for item in self.visi},
            "misi": {item.kode: item for item in self.misi},
            "sasaran": {item.kode: item for item in self.sasaran},
            "gap": {item.kode: item for item in self.gap},
            "swot": {item.kode: item for item in self.swot},
            "strategi": {item.kode: item for item in self.strategi},
            "program": self.program_menurut_kode,
            "indikator": self.indikator_menurut_kode,
            "aplikasi": {item.kode: item for item in self.aplikasi},
            "lampiran": {item.id: item for item in self.lampiran},
            "instrumen": self.bersama.instrumen,
        }

    @cached_property
    def jangkar(self) -> Anchors:
        """Anchors of the records and texts."""
        records = (*self.rekaman(), *self.bersama.rekaman(), *self.sumber, *self.bersama.sumber)
        home = self.daerah.at().path.removesuffix(f"{self.slug}/daerah.yml")
        return anchors(home, records, (*self.prosa, *self.bersama.naskah.values()))

    @cached_property
    def opd_menurut_id(self) -> Mapping[str, Opd]:
        """Offices by id."""
        return {opd.id: opd for opd in self.opd}

    @cached_property
    def program_menurut_kode(self) -> Mapping[str, Program]:
        """Programmes by code."""
        return {program.kode: program for program in self.program}

    @cached_property
    def indikator_menurut_kode(self) -> Mapping[str, Indikator]:
        """Indicators by code."""
        return {indikator.kode: indikator for indikator in self.indikator}

    @cached_property
    def sumber_menurut_id(self) -> Mapping[str, Sumber]:
        """Sources, shared and own, by id."""
        return {sumber.id: sumber for sumber in (*self.bersama.sumber, *self.sumber)}

    @cached_property
    def sumber_dana_menurut_id(self) -> Mapping[str, SumberDana]:
        """Sources of funds by id."""
        return {sumber.id: sumber for sumber in self.bersama.sumber_dana}

    @cached_property
    def strategi(self) -> tuple[Strategi, ...]:
        """Strategies of every pillar, in the order of the pillars."""
        return tuple(strategy for item in self.pilar for strategy in item.rekaman.strategi)

    @cached_property
    def sasaran(self) -> tuple[Sasaran, ...]:
        """Goals of every pillar, in the order of the pillars."""
        return tuple(goal for item in self.pilar for goal in item.rekaman.sasaran)

    @cached_property
    def sub_dimensi(self) -> Mapping[str, tuple[Dimensi, SubDimensi]]:
        """Each sub-dimension by its code, with the dimension it belongs to."""
        return {sub.kode: (dimensi, sub) for dimensi in self.bersama.dimensi for sub in dimensi.sub_dimensi}

    @cached_property
    def prosa(self) -> tuple[Prosa, ...]:
        """Every text this regency wrote."""
        return (
            *(pilar.prosa for pilar in self.pilar),
            *(quick_win.prosa for quick_win in self.quick_win),
            *self.naskah.values(),
        )

    def rekaman_utama(self) -> Iterator[Rekaman]:
        """Each record that must say whence it is: those that stand by themselves in a file, and the figures."""
        place = self.daerah
        figures = (place.luas, place.penduduk, place.jumlah_kecamatan, place.jumlah_kelurahan, place.jumlah_desa)
        yield from (place, place.periode, place.rpjmd, *place.apbd)
        yield from (figure for figure in figures if figure)
        yield from (pilar.rekaman for pilar in self.pilar)
        yield from (quick_win.rekaman for quick_win in self.quick_win)
        registers = (
            self.visi,
            self.misi,
            self.bimtek,
            self.kesepakatan,
            self.opd,
            self.kelembagaan,
            self.isu,
            self.kesiapan,
            self.gap,
            self.swot,
            self.strategi_silang,
            self.program,
            self.indikator,
            self.peta_jalan,
            self.aplikasi,
            self.dasar_hukum,
            self.lampiran,
            self.penandatangan,
            self.evaluasi,
        )
        for register in registers:
            yield from register

    def rekaman(self) -> Iterator[Rekaman]:
        """Each record of the plan and each record inside it."""
        for record in self.rekaman_utama():
            yield record
            yield from record.inside() if record is not self.daerah else ()

    @cached_property
    def menggantung(self) -> frozenset[str]:
        """Registers that some record names in vain: who is named there, and who is not, cannot be told."""
        links = (link for record in self.rekaman() for link in record.rujukan())
        return frozenset(register for _, register, code, _ in links if code not in self.menurut_kode[register])

    def dimensi_program(self, program: Program) -> str:
        """Code of the dimension a programme belongs to; empty when its sub-dimension is unknown."""
        found = self.sub_dimensi.get(program.sub_dimensi)
        return found[0].kode if found else ""

    def program_dimensi(self, kode: str) -> tuple[Program, ...]:
        """Programmes of one dimension, in the order they were written."""
        return tuple(program for program in self.program if self.dimensi_program(program) == kode)

    def quick_win_dimensi(self, kode: str) -> tuple[BerkasQuickWin, ...]:
        """Quick wins whose programme belongs to one dimension."""
        codes = {program.kode for program in self.program_dimensi(kode)}
        return tuple(quick_win for quick_win in self.quick_win if quick_win.rekaman.program in codes)
