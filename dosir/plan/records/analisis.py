"""What the strategic analysis finds: issues, readiness, applications, gaps, SWOT."""

from __future__ import annotations

from typing import Literal

from dosir.plan.records.dasar import Terbuka, isian
from dosir.plan.values import Bilangan, Bobot, Id, Rating, Rujukan, Tahun

Elemen = Literal["struktur", "infrastruktur", "suprastruktur", "alam", "budaya"]
Kuadran = Literal["S", "W", "O", "T"]
Prioritas = Literal["tinggi", "sedang", "rendah", ""]


class Isu(Terbuka):
    """A strategic issue."""

    tahap_jenis = "I"
    isu: str = isian("Rumusan isu")
    asal: str = isian("Dokumen atau data asal isu", contoh="RPJMD")
    dimensi: str = isian("Kode dimensi", contoh="governance", menunjuk="dimensi")
    prioritas: Prioritas = isian("Prioritas", "", sejak="II", contoh="tinggi")


class Kesiapan(Terbuka):
    """An item of readiness."""

    tahap_jenis = "I"
    elemen: Elemen = isian("Elemen kesiapan", contoh="struktur")
    aspek: str = isian(
        "Aspek: SDM, anggaran, tata kelola (struktur); fisik, TIK, sosial (infrastruktur); "
        "kebijakan, kelembagaan, tata laksana (suprastruktur)",
        contoh="SDM",
    )
    kondisi: str = isian("Kondisi saat ini")
    nilai: str = isian("Angka atau cakupan, bila ada", "", contoh="76 admin")
    satuan: str = isian("Satuan bila `nilai` hanya angka", "", contoh="admin")
    skor: Bilangan | None = isian("Skor kesiapan bila dinilai", None, contoh="3")
    tahun: Tahun | None = isian("Tahun data", None, contoh="2024")
    opd: Rujukan = isian("Id OPD yang menguasai datanya", (), contoh="diskominfo", menunjuk="opd")
    regulasi: str = isian("Peraturan atau keputusan (suprastruktur)", "", contoh="Peraturan Bupati tentang SPBE")
    nomor: str = isian("Nomor peraturan", "")
    status: Literal["berlaku", "disusun", "diperlukan", ""] = isian("Status peraturan", "", contoh="berlaku")
    kekuatan: str = isian("Kekuatan", "")
    kelemahan: str = isian("Kelemahan", "")
    keterangan: str = isian("Keterangan", "")


class Aplikasi(Terbuka):
    """An application in use or planned; an inventory beside the programmes, never instead of them."""

    tahap_jenis = "II"
    kode: Id = isian("Kode aplikasi", contoh="APP-01")
    nama: str = isian("Nama aplikasi", contoh="Tangkar")
    fungsi: str = isian("Fungsi", contoh="Menerima dan meneruskan aduan warga")
    opd: str = isian("Id OPD pemilik", contoh="diskominfo", menunjuk="opd")
    pengguna: str = isian("Pengguna", "", sejak="III", contoh="Warga dan admin OPD")
    platform: str = isian("Platform", "", contoh="Android, web")
    tahun: Tahun | None = isian("Tahun mulai dipakai", None, contoh="2019")
    status: Literal["aktif", "dikembangkan", "direncanakan", "tidak aktif", ""] = isian(
        "Status", "", sejak="III", contoh="aktif"
    )
    integrasi: str = isian("Sistem lain yang terhubung", "", sejak="III", contoh="SP4N-LAPOR!")
    dimensi: str = isian("Kode dimensi", contoh="governance", menunjuk="dimensi")


class Gap(Terbuka):
    """A gap between now and what is wanted."""

    tahap_jenis = "I"
    kode: Id = isian("Kode", contoh="GAP-GOV-1")
    sub_dimensi: str = isian("Kode sub-dimensi", contoh="layanan-publik", menunjuk="sub_dimensi")
    kondisi_saat_ini: str = isian("Kondisi sekarang")
    kondisi_diharapkan: str = isian("Kondisi yang diharapkan")
    kesenjangan: str = isian("Selisihnya")
    upaya: str = isian("Upaya penutup", "", sejak="II")
    prioritas: Prioritas = isian("Prioritas", "", sejak="II", contoh="tinggi")
    opd: Rujukan = isian("Id OPD yang menutup kesenjangan", (), sejak="II", contoh="diskominfo", menunjuk="opd")


class Swot(Terbuka):
    """One line of the SWOT analysis."""

    tahap_jenis = "I"
    kode: Id = isian("Kode", contoh="S1")
    kuadran: Kuadran = isian("S, W, O, atau T", contoh="S")
    elemen: Elemen = isian("Elemen", contoh="struktur")
    butir: str = isian("Isi butir")
    bobot: Bobot | None = isian("Bobot butir bila dinilai, 0 sampai 1", None, contoh='"0,15"')
    rating: Rating | None = isian("Rating butir bila dinilai, 1 sampai 4", None, contoh="3")


class StrategiSilang(Terbuka):
    """A strategy that crosses two quadrants."""

    tahap_jenis = "II"
    jenis: Literal["SO", "WO", "ST", "WT"] = isian("Silang kuadran", contoh="SO")
    rumusan: str = isian("Rumusan strategi")
    butir: Rujukan = isian("Kode butir SWOT yang disilangkan", contoh="[S1, O2]", menunjuk="swot")
    strategi: Rujukan = isian(
        "Kode strategi pilar yang menjalankannya", (), sejak="II", contoh="STR-GOV-1", menunjuk="strategi"
    )
