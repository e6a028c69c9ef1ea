"""What is planned: goals, strategies, programmes with their money, indicators, steps of the road map."""

from __future__ import annotations

from typing import Literal

from dosir.plan.records.dasar import Bersumber, Rekaman, Terbuka, isian
from dosir.plan.values import Bilangan, DaftarTahun, Id, KodeNomenklatur, Rujukan, Rupiah, Tahun


class Strategi(Rekaman):
    """How a sub-dimension is developed."""

    tahap_jenis = "II"
    kode: Id = isian("Kode", contoh="STR-GOV-1")
    sub_dimensi: str = isian("Kode sub-dimensi", contoh="layanan-publik", menunjuk="sub_dimensi")
    rumusan: str = isian("Rumusan strategi")
    sasaran: Rujukan = isian("Kode sasaran yang dicapai", (), sejak="II", contoh="SAS-GOV-1", menunjuk="sasaran")
    misi: Rujukan = isian("Kode misi RPJMD yang didukung", (), sejak="II", contoh="M1", menunjuk="misi")
    gap: Rujukan = isian("Kode gap yang dijawab", (), sejak="II", contoh="GAP-GOV-1", menunjuk="gap")
    indikator: Rujukan = isian("Kode indikator strategi, bila lain dari indikator programnya", (), menunjuk="indikator")


class Sasaran(Rekaman):
    """A goal of a pillar and the indicators that measure it."""

    tahap_jenis = "II"
    kode: Id = isian("Kode", contoh="SAS-GOV-1")
    teks: str = isian("Rumusan sasaran")
    misi: Rujukan = isian("Kode misi yang dilayani", (), sejak="II", contoh="SC1", menunjuk="misi")
    indikator: Rujukan = isian("Kode indikator", (), sejak="III", contoh="IND-GOV-01", menunjuk="indikator")


class Pilar(Terbuka):
    """Front matter of a pillar's file; the file's name is the code of its dimension."""

    tahap_jenis = "II"
    ringkasan: str = isian("Satu atau dua kalimat untuk kartu dan ringkasan eksekutif")
    koordinator: str = isian("Id OPD koordinator pilar", contoh="diskominfo", menunjuk="opd")
    tujuan: tuple[str, ...] = isian("Tujuan pilar", (), sejak="II")
    sasaran: tuple[Sasaran, ...] = isian("Sasaran terukur", (), sejak="II")
    strategi: tuple[Strategi, ...] = isian("Strategi tiap sub-dimensi", (), sejak="II")


class Anggaran(Bersumber):
    """Money of one year from one source."""

    tahun: Tahun = isian("Tahun anggaran", contoh="2024")
    sumber_dana: str = isian("Id sumber dana dari bersama/sumber-dana.yml", contoh="pad", menunjuk="sumber_dana")
    nilai: Rupiah = isian("Nilai dengan satuan, atau rupiah penuh", contoh="250 juta", satuan="rupiah")
    status: Literal["indikatif", "pagu", "dpa", "realisasi"] = isian("Status angka", "indikatif", contoh="pagu")
    realisasi: Rupiah | None = isian("Yang terpakai sampai akhir tahun", None, contoh="231.400.000", satuan="rupiah")


class JumlahTahun(Rekaman):
    """A sum of one year as the document of origin prints it."""

    tahun: Tahun = isian("Tahun", contoh="2024")
    nilai: Rupiah = isian("Jumlah yang tertulis", contoh="250 juta", satuan="rupiah")


class JumlahSumber(Rekaman):
    """A sum of one source of funds as the document of origin prints it."""

    sumber_dana: str = isian("Id sumber dana", contoh="pad", menunjuk="sumber_dana")
    nilai: Rupiah = isian("Jumlah yang tertulis", contoh="250 juta", satuan="rupiah")


class RujukanRpjmd(Rekaman):
    """Where a programme stands in the RPJMD."""

    misi: str = isian("Kode misi RPJMD", contoh="M1", menunjuk="misi")
    uraian: str = isian("Program, tujuan, atau halaman RPJMD yang dirujuk", "", contoh="misi 1, tata kelola")


class Program(Terbuka):
    """A programme of the action plan."""

    tahap_jenis = "II"
    acuan_jenis = "Panduan penyusunan masterplan smart city, rencana aksi"
    kode: Id = isian("Kode", contoh="GOV-01")
    nama: str = isian("Nama program atau kegiatan")
    jenis: Literal["program", "kelembagaan", "infrastruktur", "aplikasi", "literasi"] = isian(
        "Keluarga rencana aksi: program dimensi; kebijakan, kelembagaan, dan SDM; infrastruktur; aplikasi; literasi",
        "program",
        contoh="aplikasi",
    )
    sub_dimensi: str = isian("Kode sub-dimensi; dimensinya mengikuti", contoh="layanan-publik", menunjuk="sub_dimensi")
    strategi: str = isian("Kode strategi yang dijalankan", "", sejak="II", contoh="STR-GOV-1", menunjuk="strategi")
    masalah: str = isian("Masalah yang dijawab", "", sejak="IV", acuan="Evaluasi smart city: bukan sekadar aplikasi")
    opd: str = isian("Id OPD penanggung jawab", contoh="diskominfo", menunjuk="opd")
    opd_pendukung: Rujukan = isian("Id OPD pendukung", (), contoh="[dinkes, dishub]", menunjuk="opd")
    mitra: Rujukan = isian("Mitra di luar pemerintah daerah", ())
    kode_nomenklatur: KodeNomenklatur | None = isian(
        "Kode program, kegiatan, atau subkegiatan",
        None,
        sejak="final",
        contoh="2.16.03.2.02.0020",
        acuan="Permendagri 90/2019",
    )
    rpjmd_ref: RujukanRpjmd | None = isian("Tempatnya dalam RPJMD", None, contoh="{misi: M1}", acuan="RPJMD")
    renstra_ref: str = isian("Tempatnya dalam Renstra OPD", "", contoh="Renstra Diskominfo, program 2.16.03")
    usulan_baru: str = isian("Alasan bila belum ada di RPJMD dan Renstra", "", contoh="diusulkan pada perubahan RKPD")
    lokasi: str = isian("Lokasi", "", contoh="Seluruh kecamatan")
    keluaran: str = isian("Keluaran", "", sejak="III")
    hasil: str = isian("Hasil yang dirasakan", "")
    indikator: Rujukan = isian("Kode indikator", (), sejak="III", contoh="IND-GOV-01", menunjuk="indikator")
    tahun: DaftarTahun = isian("Tahun pelaksanaan", contoh="2022-2026")
    anggaran: tuple[Anggaran, ...] = isian("Anggaran per tahun dan sumber dana", (), sejak="III")
    jumlah_anggaran: Rupiah | None = isian(
        "Jumlah yang tertulis di dokumen asal; diperiksa", None, contoh="250 juta", satuan="rupiah"
    )
    jumlah_tahun: tuple[JumlahTahun, ...] = isian("Jumlah per tahun di dokumen asal; diperiksa", ())
    jumlah_sumber: tuple[JumlahSumber, ...] = isian("Jumlah per sumber dana di dokumen asal; diperiksa", ())
    status: Literal["usulan", "direncanakan", "berjalan", "selesai", "berhenti", ""] = isian(
        "Status pelaksanaan", "", contoh="berjalan"
    )
    catatan: str = isian("Catatan", "")


class NilaiTahun(Rekaman):
    """A value in a year."""

    tahun: Tahun = isian("Tahun", contoh="2024")
    nilai: Bilangan = isian("Bilangan", contoh="85")


class Peta(Rekaman):
    """Where an indicator stands in other systems of indicators."""

    iso_37122: Rujukan = isian("Nomor indikator SNI ISO 37122", (), acuan="SNI ISO 37122:2019")
    spbe: Rujukan = isian("Nomor indikator SPBE", (), acuan="PermenPANRB 59/2020")
    tpb: Rujukan = isian("Nomor target TPB/SDGs", (), contoh="[11.6, 16.7]", acuan="Perpres 111/2022")


class Indikator(Terbuka):
    """A measure with where it stands and where it should go."""

    tahap_jenis = "III"
    kode: Id = isian("Kode", contoh="IND-GOV-01")
    nama: str = isian("Nama indikator")
    jenis: Literal["output", "outcome", "impact"] = isian("output, outcome, atau impact", contoh="outcome")
    satuan: str = isian("Satuan", contoh="persen")
    arah: Literal["naik", "turun"] = isian("Arah yang diinginkan", "naik", contoh="naik")
    baseline: NilaiTahun | None = isian("Kondisi awal dan tahunnya", None, sejak="III")
    target: tuple[NilaiTahun, ...] = isian("Target per tahun", (), sejak="III")
    realisasi: tuple[NilaiTahun, ...] = isian("Capaian per tahun", ())
    sumber_data: str = isian("Siapa yang menghasilkan datanya", contoh="Diskominfo")
    rumus: str = isian("Cara menghitung", "")
    peta: Peta | None = isian("Padanan di sistem indikator lain", None)


class PetaJalan(Terbuka):
    """A step of the road map."""

    tahap_jenis = "III"
    program: str = isian("Kode program", contoh="GOV-01", menunjuk="program")
    horizon: Literal["pendek", "menengah", "panjang"] = isian(
        "Jangka: pendek (tahun ke-1), menengah (sampai tahun ke-5), panjang (sampai tahun ke-10)", contoh="pendek"
    )
    tahun: DaftarTahun = isian("Tahun pelaksanaan", contoh="2022")
    tahapan: str = isian("Apa yang dikerjakan")
    target: str = isian("Hasil di akhir tahapan", "")
