"""The quick win: its sheet with the ten aspects it is scored on, and how it went from year to year."""

from __future__ import annotations

from typing import Literal, get_args

from dosir.plan.records.dasar import Bersumber, Rekaman, Terbuka, isian
from dosir.plan.values import Persen, Skor, Tahun, Tanggal

StatusQuickWin = Literal["perumusan masalah", "perumusan ide", "perencanaan", "pembangunan", "implementasi", "evaluasi"]
AspekQuickWin = Literal[
    "perumusan",
    "daya_tarik",
    "manfaat",
    "keunikan",
    "kemitraan",
    "potensi_pengembangan",
    "keberlangsungan",
    "sumber_daya",
    "risiko",
    "keberlanjutan",
]
ASPEK: tuple[AspekQuickWin, ...] = get_args(AspekQuickWin)
PENILAIAN = "Evaluasi smart city, quick win"


class Manfaat(Rekaman):
    """Who gains what from a quick win."""

    penyelenggara: str = isian("Manfaat bagi OPD penyelenggara", "")
    pemerintah: str = isian("Manfaat bagi pemerintah daerah", "")
    masyarakat: str = isian("Manfaat bagi masyarakat")


class Keberlangsungan(Rekaman):
    """What keeps a quick win alive."""

    regulasi: str = isian("Regulasi", "")
    kelembagaan: str = isian("Kelembagaan", "")
    sumber_daya: str = isian("Sumber daya", "")
    model_bisnis: str = isian("Model bisnis", "")


class SumberDaya(Rekaman):
    """What a quick win needs."""

    anggaran: str = isian("Anggaran dan asalnya", "")
    sdm: str = isian("Tenaga", "")
    fasilitas: str = isian("Fasilitas", "")


class Mitra(Rekaman):
    """A partner and the form of partnership."""

    nama: str = isian("Nama mitra")
    bentuk: str = isian("Bentuk kemitraan", contoh="nota kesepahaman")


class Risiko(Rekaman):
    """A risk and its answer."""

    risiko: str = isian("Risiko")
    dampak: str = isian("Dampak", "", sejak="IV")
    mitigasi: str = isian("Mitigasi", "", sejak="IV", acuan=PENILAIAN)


class Kendala(Rekaman):
    """A hindrance or need, and how it is being solved."""

    kendala: str = isian("Kendala atau kebutuhan")
    penyelesaian: str = isian("Pelaksanaan dan penyelesaian")


class Ukuran(Rekaman):
    """What changed: a measure before and after."""

    ukuran: str = isian("Yang diukur", contoh="Lama pengurusan")
    sebelum: str = isian("Sebelum", contoh="14 hari")
    sesudah: str = isian("Sesudah", contoh="1 hari")


class SkorAspek(Rekaman):
    """The score of one aspect in one year."""

    aspek: AspekQuickWin = isian("Aspek", contoh="daya_tarik")
    tahun: Tahun = isian("Tahun penilaian", contoh="2023")
    nilai: Skor = isian("Nilai 0 sampai 4", contoh='"3,25"', acuan=PENILAIAN)


class Perkembangan(Bersumber):
    """How a quick win went in a year."""

    tahun: Tahun = isian("Tahun", contoh="2023")
    status: Literal["berjalan", "selesai", "tertunda", "berhenti", ""] = isian("Keadaan", "", contoh="berjalan")
    progres: Persen | None = isian("Persen selesai", None, contoh="60", satuan="persen")
    catatan: str = isian("Apa yang terjadi")


class QuickWin(Terbuka):
    """Front matter of a quick win's file: the sheet with its ten scored aspects."""

    tahap_jenis = "II"
    acuan_jenis = PENILAIAN
    nama: str = isian("Nama quick win")
    program: str = isian("Kode program yang diwujudkan", contoh="GOV-01", menunjuk="program")
    ringkasan: str = isian("Penjelasan singkat")
    jenis_inovasi: Literal["program", "produk", "metode", "konseptual", "teknologi"] = isian(
        "Jenis inovasi", contoh="teknologi"
    )
    tingkat: Literal["unggulan", "lokal", ""] = isian("unggulan daerah, atau lokal satu OPD", "", contoh="unggulan")
    status: StatusQuickWin = isian("Tahap perkembangan, enam langkah", contoh="pembangunan")
    progres: Persen | None = isian("Persen selesai, 0 sampai 100", None, sejak="III", contoh="40", satuan="persen")
    mulai: Tanggal | None = isian("Hari pelaksanaan dimulai", None, sejak="IV", contoh="2023-01-02")
    selesai: Tanggal | None = isian("Hari hasilnya ada; paling lama setahun", None, sejak="IV", contoh="2023-12-29")
    peluncuran: Tanggal | None = isian("Tanggal peluncuran bila sudah", None)
    tautan: str = isian("Alamat layanan", "")
    tujuan: tuple[str, ...] = isian("Tujuan", ())
    langkah: tuple[str, ...] = isian("Langkah pelaksanaan", ())
    perumusan: str = isian("1 Masalah strategis RPJMD yang dijawab dan pihak yang terlibat", "", sejak="III")
    daya_tarik: str = isian("2 Daya tarik", "", sejak="IV")
    manfaat: Manfaat | None = isian("3 Manfaat", None, sejak="III")
    keunikan: str = isian("4 Keunikan", "", sejak="IV")
    kemitraan: tuple[Mitra, ...] = isian("5 Peluang kemitraan", (), sejak="IV")
    potensi_pengembangan: str = isian("6 Perluasan, peningkatan, replikasi", "", sejak="IV")
    keberlangsungan: Keberlangsungan | None = isian("7 Strategi menjaga keberlangsungan", None, sejak="IV")
    sumber_daya: SumberDaya | None = isian("8 Sumber daya", None, sejak="IV")
    risiko: tuple[Risiko, ...] = isian("9 Manajemen risiko", (), sejak="IV")
    perkembangan: tuple[Perkembangan, ...] = isian("10 Keberlanjutan dari tahun ke tahun", (), sejak="IV")
    skor: tuple[SkorAspek, ...] = isian("Nilai tiap aspek menurut evaluasi", ())
    dampak: tuple[Ukuran, ...] = isian("Ukuran sebelum dan sesudah", ())
    kendala: tuple[Kendala, ...] = isian("Kendala dan penyelesaiannya", ())
