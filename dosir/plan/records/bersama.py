"""What all regencies share: dimensions, sources of funds, abbreviations, nomenclature."""

from __future__ import annotations

from dosir.plan.records.dasar import Bersumber, Rekaman, isian
from dosir.plan.values import Id, KodeNomenklatur, YaTidak


class SubDimensi(Rekaman):
    """One of the eighteen fields of work."""

    kode: Id = isian("Kode sub-dimensi", contoh="layanan-publik")
    nama: str = isian("Nama Indonesia", contoh="Layanan Publik")
    nama_en: str = isian("Nama Inggris", contoh="Public Service")


class Dimensi(Bersumber):
    """One of the six pillars as the programme defines them."""

    kode: Id = isian("Kode dimensi, sama dengan nama berkas pilar", contoh="governance")
    nama: str = isian("Nama", contoh="Smart Governance")
    arti: str = isian("Padanan atau arti Indonesia", contoh="Tata kelola pemerintahan")
    sub_dimensi: tuple[SubDimensi, ...] = isian("Tiga sub-dimensi")


class SumberDana(Bersumber):
    """Where money may come from."""

    id: Id = isian("Kode", contoh="pad")
    nama: str = isian("Nama", contoh='"APBD: pendapatan asli daerah"')
    apbd: YaTidak = isian("true bila bagian dari APBD", contoh="true")


class Singkatan(Bersumber):
    """An abbreviation and what it stands for."""

    singkatan: str = isian("Singkatan", contoh="SPBE")
    kepanjangan: str = isian("Kepanjangan", contoh="Sistem Pemerintahan Berbasis Elektronik")


class Nomenklatur(Bersumber):
    """A code of the national nomenclature."""

    kode: KodeNomenklatur = isian("Kode", contoh="2.16.03.2.02.0020", acuan="Permendagri 90/2019")
    nama: str = isian("Nomenklatur")
