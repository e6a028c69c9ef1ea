"""Who the regency is, what it wants, who acts for it, and what was held and signed."""

from __future__ import annotations

from typing import Literal

from dosir.plan.records.dasar import Angka, Bersumber, Rekaman, Tahap, Terbuka, isian
from dosir.plan.values import Cacah, DaftarTahun, Id, KodeBps, KodeKemendagri, Rujukan, Rupiah, Tahun, Tanggal

JenisLampiran = Literal[
    "SK Dewan",
    "SK Tim Pelaksana",
    "nota kesepakatan",
    "lembar komitmen",
    "berita acara",
    "daftar hadir",
    "undangan",
    "notulen",
    "foto",
    "peraturan kepala daerah",
    "kertas kerja",
    "peta",
    "surat hasil evaluasi",
    "SPTJM",
    "data dukung",
]
Unsur = Literal["pemerintah", "Forkopimda", "akademisi", "usaha", "komunitas", "media"]


class Periode(Bersumber):
    """The years the masterplan covers."""

    tahun_mulai: Tahun = isian("Tahun pertama", contoh="2022")
    tahun_akhir: Tahun = isian("Tahun terakhir", contoh="2026")

    @property
    def tahun(self) -> tuple[int, ...]:
        """Every year from the first to the last."""
        return tuple(range(self.tahun_mulai, self.tahun_akhir + 1))


class Rpjmd(Bersumber):
    """The development plan that the masterplan stands on."""

    nomor: str = isian("Nomor peraturan daerah", contoh="Perda 5/2021", acuan="Permendagri 86/2017")
    judul: str = isian("Judul lengkap", contoh="Rencana Pembangunan Jangka Menengah Daerah … Tahun 2021–2026")
    tahun_mulai: Tahun = isian("Tahun pertama RPJMD", contoh="2021")
    tahun_akhir: Tahun = isian("Tahun terakhir RPJMD", contoh="2026")


class Apbd(Bersumber):
    """The whole budget of the regency in a year, of which the share for smart city is computed."""

    tahun: Tahun = isian("Tahun anggaran", contoh="2024")
    nilai: Rupiah = isian("Belanja APBD", contoh="2,4 triliun", satuan="rupiah", acuan="Evaluasi smart city, Anggaran")


class Aturan(Rekaman):
    """What a regency agreed with its advisers where practice differs from place to place."""

    horizon_pendek: Cacah = isian("Jangka pendek berlangsung sampai tahun ke-", 1, contoh="1", satuan="tahun")
    horizon_menengah: Cacah = isian("Jangka menengah berlangsung sampai tahun ke-", 5, contoh="5", satuan="tahun")
    horizon_panjang: Cacah = isian("Jangka panjang berlangsung sampai tahun ke-", 10, contoh="10", satuan="tahun")
    hari_quick_win: Cacah = isian("Lama quick win paling banyak", 366, contoh="366", satuan="hari")
    quick_win_per_pilar: Cacah = isian("Quick win tiap pilar paling sedikit", 1, contoh="1")


class Daerah(Terbuka):
    """Identity of the regency and of its document."""

    tahap_jenis = "I"
    kode_kemendagri: KodeKemendagri = isian("Kode wilayah Kemendagri", contoh="61.04", acuan="Kepmendagri 300.2.2/2025")
    kode_bps: KodeBps | None = isian(
        "Kode wilayah BPS; tidak selalu sama angkanya", None, contoh="6106", sejak="I", acuan="BPS"
    )
    jenis: Literal["kabupaten", "kota"] = isian("kabupaten atau kota", contoh="kabupaten")
    nama: str = isian("Nama tanpa kata kabupaten/kota", contoh="Ketapang")
    provinsi: str = isian("Nama provinsi", contoh="Kalimantan Barat")
    ibu_kota: str = isian("Ibu kota; untuk kabupaten diminta sejak bimtek I", "", contoh="Ungaran")
    luas: Angka | None = isian("Luas wilayah", None, sejak="I", satuan="km²")
    penduduk: Angka | None = isian("Jumlah penduduk", None, sejak="I", satuan="jiwa")
    jumlah_kecamatan: Angka | None = isian("Banyaknya kecamatan", None, sejak="I")
    jumlah_kelurahan: Angka | None = isian("Banyaknya kelurahan", None)
    jumlah_desa: Angka | None = isian("Banyaknya desa", None)
    logo: str = isian("Berkas gambar di folder daerah", "", contoh="gambar/logo.png")
    periode: Periode = isian("Masa berlaku masterplan")
    rpjmd: Rpjmd = isian("RPJMD yang dirujuk")
    apbd: tuple[Apbd, ...] = isian("Belanja APBD per tahun, satu angka setahun; dasar porsi smart city", ())
    status: Literal["draf", "final", "ditetapkan"] = isian("Status dokumen", "draf", contoh="draf")
    tahap: Tahap | None = isian("Tahap yang dinyatakan tercapai; kekurangannya menjadi kesalahan", None, contoh="II")
    versi: str = isian("Versi dokumen", contoh="0.4")
    tanggal: Tanggal = isian("Tanggal dokumen, tercetak di sampul", contoh="2026-11-01")
    penandatangan: str = isian("Jabatan yang menetapkan", contoh="Bupati Ketapang")
    aturan: Aturan = isian("Batas yang dipakai pemeriksa, bila lain dari kebiasaan", Aturan())
    kertas: Literal["A4", "F4"] = isian("Ukuran kertas buku: A4, atau F4 (215 x 330 mm)", "A4", contoh="F4")
    susunan: str = isian("Susunan buku: nama berkas di templates/susunan/", "tiga-buku", contoh="empat-buku")

    @property
    def nama_lengkap(self) -> str:
        """Name with kabupaten or kota before it."""
        return f"{self.jenis.title()} {self.nama}"


class KataKunci(Rekaman):
    """A key word of a vision: what it means, where it comes from, what it asks of smart city."""

    kata: str = isian("Kata kunci atau pokok visi", contoh="Terhubung")
    makna: str = isian("Penjelasannya")
    asal: str = isian("Asal kata: misi RPJMD atau butir SWOT", "", sejak="II", contoh="misi M2; butir W1")
    implikasi: str = isian("Artinya bagi smart city", "", sejak="II")


class Visi(Terbuka):
    """A vision statement."""

    tahap_jenis = "I"
    id: Id = isian("Kode visi", contoh="rpjmd")
    jenis: Literal["rpjmd", "smart city", "spbe"] = isian("rpjmd, smart city, atau spbe", contoh="rpjmd")
    teks: str = isian("Rumusan visi")
    tahun: DaftarTahun = isian("Masa berlaku", (), sejak="I", contoh="2021-2026")
    kata_kunci: tuple[KataKunci, ...] = isian("Kata kunci dan maknanya", (), sejak="II")


class SasaranMisi(Rekaman):
    """A goal that a mission of the RPJMD names, and how the RPJMD measures it."""

    tujuan: str = isian("Tujuan RPJMD", contoh="Meningkatkan mutu pelayanan publik")
    sasaran: str = isian("Sasaran RPJMD")
    indikator: str = isian("Indikator sasaran menurut RPJMD", "", sejak="II", contoh="Indeks kepuasan masyarakat")
    sub_dimensi: Rujukan = isian(
        "Kode sub-dimensi smart city yang mendukung", (), sejak="II", contoh="layanan-publik", menunjuk="sub_dimensi"
    )


class Misi(Terbuka):
    """A mission that belongs to a vision."""

    tahap_jenis = "I"
    kode: Id = isian("Kode misi", contoh="M1")
    visi: str = isian("Id visi yang dijabarkan", contoh="rpjmd", menunjuk="visi")
    teks: str = isian("Rumusan misi")
    sasaran: tuple[SasaranMisi, ...] = isian("Tujuan dan sasaran RPJMD di bawah misi ini", ())


class Tokoh(Rekaman):
    """A person in an office, as the source gives them; never invented."""

    nama: str = isian("Nama tanpa gelar bila gelar ditulis terpisah; kosong bila hanya jabatan yang diketahui", "")
    gelar_depan: str = isian("Gelar sebelum nama", "", contoh="Drs. H.")
    gelar_belakang: str = isian("Gelar sesudah nama", "", contoh="M.Si.")
    jabatan: str = isian("Jabatan", contoh="Kepala Dinas Komunikasi dan Informatika")
    status: Literal["definitif", "Plt.", "Plh.", "Pj.", "Pjs."] = isian("Status jabatan", "definitif", contoh="Plt.")
    nip: str = isian("NIP", "")
    pangkat: str = isian("Pangkat dan golongan", "", contoh="Pembina Tingkat I, IV/b")
    peran: str = isian("Peran dalam kegiatan", "", contoh="membuka")

    @property
    def nama_bergelar(self) -> str:
        """Name with the titles before and behind it."""
        front = f"{self.gelar_depan} {self.nama}".strip()
        return f"{front}, {self.gelar_belakang}" if self.gelar_belakang else front

    @property
    def jabatan_lengkap(self) -> str:
        """Position with Plt., Plh., Pj. or Pjs. before it."""
        acting = "" if self.status == "definitif" or self.jabatan.startswith(self.status) else f"{self.status} "
        return f"{acting}{self.jabatan}"


class JumlahPeserta(Rekaman):
    """How many of one group took part."""

    unsur: str = isian("Unsur peserta", contoh="OPD")
    jumlah: Cacah = isian("Banyaknya", contoh="30", satuan="orang")


class Bimtek(Terbuka):
    """One of the four rounds of guidance."""

    acuan_jenis = "Pendampingan Gerakan Menuju Kota Cerdas"
    tahap: Literal["I", "II", "III", "IV"] = isian("Tahap bimtek", contoh="I")
    tanggal_mulai: Tanggal = isian("Hari pertama", contoh="2022-06-15")
    tanggal_selesai: Tanggal | None = isian("Hari terakhir", None, contoh="2022-06-16")
    tempat: str = isian("Tempat", "", sejak="final")
    moda: Literal["luring", "daring", "hibrida", ""] = isian("Moda pelaksanaan", "", contoh="hibrida")
    pembimbing: tuple[Tokoh, ...] = isian("Pembimbing dari kementerian", ())
    tokoh: tuple[Tokoh, ...] = isian("Orang dan jabatan yang hadir menurut sumber", ())
    peserta: str = isian("Peserta", "", contoh="Seluruh OPD dan camat")
    jumlah_peserta: tuple[JumlahPeserta, ...] = isian("Banyaknya peserta tiap unsur", ())
    agenda: tuple[str, ...] = isian("Pokok kegiatan", ())
    keluaran: tuple[str, ...] = isian("Hasil", (), sejak="final")
    lampiran: Rujukan = isian("Id lampiran: berita acara, daftar hadir", (), menunjuk="lampiran")
    catatan: str = isian("Catatan, misalnya perbedaan antarsumber", "")


class Kesepakatan(Terbuka):
    """An agreement or a commitment signed."""

    jenis: Literal["nota kesepahaman", "lembar komitmen"] = isian("Jenis naskah", contoh="lembar komitmen")
    judul: str = isian("Judul atau pokok kesepakatan")
    tanggal: Tanggal = isian("Tanggal penandatanganan", contoh="2023-10-09")
    tempat: str = isian("Tempat", "")
    tokoh: tuple[Tokoh, ...] = isian("Penandatangan dan yang hadir", ())
    catatan: str = isian("Catatan", "")


class Opd(Terbuka):
    """An office of the regency."""

    tahap_jenis = "II"
    id: Id = isian("Kode OPD yang dirujuk isi lain", contoh="diskominfo")
    kode: str = isian("Kode organisasi menurut SIPD", "", contoh="1.03.0.00.0.00.01.0000", acuan="SIPD")
    nama: str = isian("Nama resmi", contoh="Dinas Komunikasi dan Informatika")
    singkatan: str = isian("Singkatan", contoh="Diskominfo")
    alias: Rujukan = isian("Sebutan lain yang dijumpai", (), contoh="[Dinas Kominfo, Dinkominfo]")
    urusan: Rujukan = isian("Kode bidang urusan", (), sejak="II", contoh="2.16", acuan="Permendagri 90/2019")
    tugas: str = isian("Tugas pokok dalam satu kalimat", "", sejak="III")
    kepala: Tokoh | None = isian("Kepala OPD, hanya bila tersebut di sumber", None)
    berlaku_mulai: Tanggal | None = isian("Hari nama OPD ini mulai berlaku", None, contoh="2021-01-01")
    berlaku_sampai: Tanggal | None = isian("Hari terakhir nama OPD ini berlaku", None, contoh="2024-12-31")


class Organ(Terbuka):
    """A seat in the smart-city institutions."""

    tahap_jenis = "I"
    organ: Literal["Dewan Smart City", "Tim Pelaksana", "Forum Smart City"] = isian("Organ", contoh="Tim Pelaksana")
    kedudukan: str = isian("Kedudukan dalam organ", contoh="Ketua")
    jabatan: str = isian("Jabatan yang mengisi", contoh="Sekretaris Daerah")
    nama: str = isian("Nama, hanya bila tersebut di sumber", "")
    unsur: Unsur | Literal[""] = isian("Unsur", "", sejak="IV", contoh="akademisi")
    sk: str = isian("Id lampiran SK yang menetapkan", "", sejak="final", contoh="sk-tim", menunjuk="lampiran")


class Penandatangan(Tokoh, Bersumber):
    """Who signs the document, and in which role."""

    tahap_jenis = "final"
    peran: Literal["menetapkan", "mengesahkan", "menyusun", "komitmen"] = isian("Peran", contoh="menetapkan")
    atas_nama: str = isian("Jabatan yang diwakili (a.n.)", "", contoh="Bupati Karawang")
    tempat: str = isian("Tempat penandatanganan", "", sejak="final", contoh="Karawang")
    tanggal: Tanggal | None = isian("Tanggal penandatanganan", None, sejak="final", contoh="2026-12-01")


class Lampiran(Terbuka):
    """An annex of the dossier."""

    id: Id = isian("Kode lampiran", contoh="sk-tim")
    jenis: JenisLampiran = isian("Jenis naskah", contoh="SK Tim Pelaksana")
    judul: str = isian("Judul", contoh="Keputusan Bupati tentang Tim Pelaksana Smart City")
    nomor: str = isian("Nomor naskah; bentuknya bebas", "", sejak="final", contoh="555.6 Tahun 2019")
    tanggal: Tanggal | None = isian("Tanggal naskah", None, sejak="final", contoh="2022-07-01")
    tahap: Literal["I", "II", "III", "IV"] | None = isian("Bimtek yang disertainya", None, contoh="I")
    berkas: str = isian("Berkas gambar di folder daerah, atau alamat naskah", "", contoh="gambar/sk-tim.png")
    halaman: Cacah | None = isian("Banyaknya halaman", None, contoh="4", satuan="halaman")
    buku: Rujukan = isian("Id buku yang memuatnya; bila kosong, semua buku dengan daftar lampiran", (), contoh="buku-2")
    keterangan: str = isian("Keterangan", "")


class DasarHukum(Bersumber):
    """A legal text the masterplan rests on; printed by rank, then year."""

    jenis: str = isian("Jenis peraturan", contoh="Peraturan Pemerintah")
    nomor: str = isian("Nomor", contoh="59")
    tahun: Tahun = isian("Tahun", contoh="2022")
    tentang: str = isian("Tentang", contoh="Perkotaan")
    urutan_hierarki: Cacah | None = isian(
        "Urutan dalam hierarki: 1 undang-undang, 2 PP, 3 perpres, 4 inpres, 5 permen, 6 perda, 7 perkada",
        None,
        contoh="2",
        acuan="UU 12/2011",
    )
