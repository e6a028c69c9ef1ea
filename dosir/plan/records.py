"""The records of a regency's plan, one class an entity, each knowing the lines it came from.

Field names are the words the authors type, so that YAML, Python and templates spell a thing the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ModelWrapValidatorHandler, PrivateAttr, model_validator

from dosir.diagnostics import Position
from dosir.plan.values import (
    Bilangan,
    DaftarTahun,
    Id,
    KodeBps,
    KodeKemendagri,
    KodeNomenklatur,
    Persen,
    Rujukan,
    Rupiah,
    Tahun,
    Tanggal,
    YaTidak,
)

Kuadran = Literal["S", "W", "O", "T"]
StatusQuickWin = Literal["perumusan masalah", "perumusan ide", "perencanaan", "pembangunan", "implementasi", "evaluasi"]


NOWHERE = Position("")


@dataclass(frozen=True)
class Tempat:
    """Where a record stands: its own position and that of each key's value and of each item in a list."""

    position: Position = NOWHERE
    values: Mapping[str, Position] = field(default_factory=dict)
    items: Mapping[tuple[str, int], Position] = field(default_factory=dict)
    whole: bool = True


class Rekaman(BaseModel):
    """A frozen record that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, str_min_length=1)
    _tempat: Tempat = PrivateAttr(default_factory=Tempat)

    @model_validator(mode="wrap")
    @classmethod
    def _remember(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        tempat = getattr(data, "tempat", None)
        if tempat is not None:  # a known key without a value is as good as none; an unknown one stays to be refused
            data = {key: value for key, value in data.items() if value is not None or key not in cls.model_fields}
        record = handler(data)
        if isinstance(tempat, Tempat):
            record._tempat = tempat
        return record

    def at(self, key: str = "", index: int | None = None) -> Position:
        """Position of a key's value or of an item in its list; of the record itself where there is none."""
        if index is not None and (key, index) in self._tempat.items:
            return self._tempat.items[key, index]
        return self._tempat.values.get(key, self._tempat.position)

    @property
    def whole(self) -> bool:
        """False when a part of the record could not be read and was left out."""
        return self._tempat.whole

    def inside(self) -> Iterator[Rekaman]:
        """The records below this one, at any depth."""
        for name in type(self).model_fields:
            value = getattr(self, name)
            for part in value if isinstance(value, tuple) else (value,):
                if isinstance(part, Rekaman):
                    yield part
                    yield from part.inside()


class Bersumber(Rekaman):
    """A record that must say whence it is: a fact names its source, anything else is an example."""

    sumber: Rujukan = Field((), description="Id sumber dari sumber.yml; wajib bila bukan contoh")
    contoh: YaTidak = Field(False, description="true bila isi ini contoh, bukan fakta yang bersumber")


class Angka(Bersumber):
    """A figure of a year."""

    nilai: Bilangan = Field(description="Bilangan, mis. 1062 atau 73,82")
    tahun: Tahun = Field(description="Tahun data")
    satuan: str = Field("", description="Satuan, mis. jiwa, km²")


class Sumber(Rekaman):
    """Where a fact was read."""

    id: Id = Field(description="Kode pendek yang dirujuk kunci `sumber`")
    penerbit: str = Field(description="Lembaga atau media yang menerbitkan")
    judul: str = Field(description="Judul atau pokok isi")
    tahun: Tahun | None = Field(None, description="Tahun terbit atau tahun data")
    tanggal: Tanggal | None = Field(None, description="Tanggal terbit bila diketahui")
    tautan: str = Field("", description="Alamat web, tanpa atau dengan https://")


class Periode(Bersumber):
    """The years the masterplan covers."""

    tahun_mulai: Tahun = Field(description="Tahun pertama")
    tahun_akhir: Tahun = Field(description="Tahun terakhir")

    @property
    def tahun(self) -> tuple[int, ...]:
        """Every year from the first to the last."""
        return tuple(range(self.tahun_mulai, self.tahun_akhir + 1))


class Rpjmd(Bersumber):
    """The development plan that the masterplan stands on."""

    nomor: str = Field(description="Nomor peraturan daerah, mis. `Perda 5/2021`")
    judul: str = Field(description="Judul lengkap")
    tahun_mulai: Tahun = Field(description="Tahun pertama RPJMD")
    tahun_akhir: Tahun = Field(description="Tahun terakhir RPJMD")


class Daerah(Bersumber):
    """Identity of the regency and of its document."""

    kode_kemendagri: KodeKemendagri = Field(description="Kode wilayah Kemendagri, mis. 61.04")
    kode_bps: KodeBps = Field(description="Kode wilayah BPS, mis. 6106; tidak selalu sama angkanya")
    jenis: Literal["kabupaten", "kota"] = Field(description="kabupaten atau kota")
    nama: str = Field(description="Nama tanpa kata kabupaten/kota, mis. Karawang")
    provinsi: str = Field(description="Nama provinsi")
    ibu_kota: str = Field("", description="Ibu kota")
    luas: Angka | None = Field(None, description="Luas wilayah")
    penduduk: Angka | None = Field(None, description="Jumlah penduduk")
    jumlah_kecamatan: Angka | None = Field(None, description="Banyaknya kecamatan")
    jumlah_kelurahan: Angka | None = Field(None, description="Banyaknya kelurahan")
    jumlah_desa: Angka | None = Field(None, description="Banyaknya desa")
    logo: str = Field("", description="Berkas gambar di folder daerah, mis. gambar/logo.png")
    periode: Periode = Field(description="Masa berlaku masterplan")
    rpjmd: Rpjmd = Field(description="RPJMD yang dirujuk")
    status: Literal["draf", "final", "ditetapkan"] = Field("draf", description="Status dokumen")
    versi: str = Field(description="Versi dokumen, mis. 0.4")
    tanggal: Tanggal = Field(description="Tanggal dokumen, tercetak di sampul")
    penandatangan: str = Field(description="Jabatan yang menetapkan, mis. Bupati Karawang")
    susunan: str = Field("tiga-buku", description="Susunan buku: nama berkas di templates/susunan/")

    @property
    def nama_lengkap(self) -> str:
        """Name with kabupaten or kota before it."""
        return f"{self.jenis.title()} {self.nama}"


class KataKunci(Rekaman):
    """A key word of a vision and what it means."""

    kata: str = Field(description="Kata kunci")
    makna: str = Field(description="Penjelasannya")


class Visi(Bersumber):
    """A vision statement."""

    id: Id = Field(description="Kode visi, mis. rpjmd")
    jenis: Literal["rpjmd", "smart city"] = Field(description="rpjmd atau smart city")
    teks: str = Field(description="Rumusan visi")
    tahun: DaftarTahun = Field((), description="Masa berlaku, mis. 2021-2026")
    kata_kunci: tuple[KataKunci, ...] = Field((), description="Kata kunci dan maknanya")


class Misi(Bersumber):
    """A mission that belongs to a vision."""

    kode: Id = Field(description="Kode misi, mis. M1")
    visi: str = Field(description="Id visi yang dijabarkan")
    teks: str = Field(description="Rumusan misi")


class Tokoh(Rekaman):
    """A person in an office, as the source gives them; never invented."""

    nama: str = Field("", description="Nama dengan gelar; kosong bila hanya jabatan yang diketahui")
    jabatan: str = Field(description="Jabatan, dengan Plt./Pj. bila berlaku")
    peran: str = Field("", description="Peran dalam kegiatan, mis. membuka, menandatangani")


class Bimtek(Bersumber):
    """One of the four rounds of guidance."""

    tahap: Literal["I", "II", "III", "IV"] = Field(description="Tahap bimtek")
    tanggal_mulai: Tanggal = Field(description="Hari pertama")
    tanggal_selesai: Tanggal | None = Field(None, description="Hari terakhir")
    tempat: str = Field("", description="Tempat")
    moda: Literal["luring", "daring", "hibrida"] = Field("luring", description="Moda pelaksanaan")
    tokoh: tuple[Tokoh, ...] = Field((), description="Orang dan jabatan yang hadir menurut sumber")
    peserta: str = Field("", description="Peserta")
    agenda: tuple[str, ...] = Field((), description="Pokok kegiatan")
    keluaran: tuple[str, ...] = Field((), description="Hasil")
    catatan: str = Field("", description="Catatan, mis. perbedaan antarsumber")


class Kesepakatan(Bersumber):
    """An agreement or a commitment signed."""

    jenis: Literal["nota kesepahaman", "lembar komitmen"] = Field(description="Jenis naskah")
    judul: str = Field(description="Judul atau pokok kesepakatan")
    tanggal: Tanggal = Field(description="Tanggal penandatanganan")
    tempat: str = Field("", description="Tempat")
    tokoh: tuple[Tokoh, ...] = Field((), description="Penandatangan dan yang hadir")
    catatan: str = Field("", description="Catatan")


class Opd(Bersumber):
    """An office of the regency."""

    id: Id = Field(description="Kode OPD, mis. diskominfo")
    nama: str = Field(description="Nama resmi")
    singkatan: str = Field(description="Singkatan")
    alias: Rujukan = Field((), description="Sebutan lain yang dijumpai")
    urusan: Rujukan = Field((), description="Kode bidang urusan, mis. 2.16")
    tugas: str = Field("", description="Tugas pokok dalam satu kalimat")


class Organ(Bersumber):
    """A seat in the smart-city institutions."""

    organ: Literal["Dewan Smart City", "Tim Pelaksana", "Forum Smart City"] = Field(description="Organ")
    kedudukan: str = Field(description="Kedudukan dalam organ, mis. Ketua")
    jabatan: str = Field(description="Jabatan yang mengisi, mis. Sekretaris Daerah")
    unsur: str = Field("pemerintah", description="Unsur: pemerintah, akademisi, usaha, komunitas, media")


class Isu(Bersumber):
    """A strategic issue."""

    isu: str = Field(description="Rumusan isu")
    asal: str = Field(description="Dokumen atau data asal isu")
    dimensi: str = Field(description="Kode dimensi")
    prioritas: Literal["tinggi", "sedang", "rendah"] = Field("sedang", description="Prioritas")


class Kesiapan(Bersumber):
    """An item of readiness."""

    elemen: Literal["struktur", "infrastruktur", "suprastruktur"] = Field(description="Elemen kesiapan")
    aspek: str = Field(description="Aspek, mis. SDM, anggaran, fisik, TIK, kebijakan")
    kondisi: str = Field(description="Kondisi saat ini")
    nilai: str = Field("", description="Angka atau cakupan, bila ada")
    tahun: Tahun | None = Field(None, description="Tahun data")
    kekuatan: str = Field("", description="Kekuatan")
    kelemahan: str = Field("", description="Kelemahan")


class Gap(Bersumber):
    """A gap between now and what is wanted."""

    kode: Id = Field(description="Kode, mis. GAP-GOV-1")
    sub_dimensi: str = Field(description="Kode sub-dimensi")
    kondisi_saat_ini: str = Field(description="Kondisi sekarang")
    kondisi_diharapkan: str = Field(description="Kondisi yang diharapkan")
    kesenjangan: str = Field(description="Selisihnya")
    upaya: str = Field(description="Upaya penutup")
    prioritas: Literal["tinggi", "sedang", "rendah"] = Field("sedang", description="Prioritas")


class Swot(Bersumber):
    """One line of the SWOT analysis."""

    kode: Id = Field(description="Kode, mis. S1")
    kuadran: Kuadran = Field(description="S, W, O, atau T")
    elemen: Literal["struktur", "infrastruktur", "suprastruktur"] = Field(description="Elemen")
    butir: str = Field(description="Isi butir")


class StrategiSilang(Bersumber):
    """A strategy that crosses two quadrants."""

    jenis: Literal["SO", "WO", "ST", "WT"] = Field(description="Silang kuadran")
    rumusan: str = Field(description="Rumusan strategi")
    butir: Rujukan = Field(description="Kode butir SWOT yang disilangkan")


class Strategi(Rekaman):
    """How a sub-dimension is developed."""

    kode: Id = Field(description="Kode, mis. STR-GOV-1")
    sub_dimensi: str = Field(description="Kode sub-dimensi")
    rumusan: str = Field(description="Rumusan strategi")
    misi: Rujukan = Field((), description="Kode misi RPJMD yang didukung")
    gap: Rujukan = Field((), description="Kode gap yang dijawab")


class Sasaran(Rekaman):
    """A goal of a pillar and the indicators that measure it."""

    kode: Id = Field(description="Kode, mis. SAS-GOV-1")
    teks: str = Field(description="Rumusan sasaran")
    indikator: Rujukan = Field((), description="Kode indikator")


class Pilar(Bersumber):
    """Front matter of a pillar's file; the file's name is the code of its dimension."""

    ringkasan: str = Field(description="Satu atau dua kalimat untuk kartu dan ringkasan eksekutif")
    koordinator: str = Field(description="Id OPD koordinator pilar")
    tujuan: tuple[str, ...] = Field((), description="Tujuan pilar")
    sasaran: tuple[Sasaran, ...] = Field((), description="Sasaran terukur")
    strategi: tuple[Strategi, ...] = Field((), description="Strategi tiap sub-dimensi")


class Anggaran(Bersumber):
    """Money of one year from one source."""

    tahun: Tahun = Field(description="Tahun anggaran")
    sumber_dana: str = Field(description="Id sumber dana dari bersama/sumber-dana.yml")
    nilai: Rupiah = Field(description="Rupiah, mis. 250 juta atau 1,25 miliar")
    status: Literal["indikatif", "pagu", "dpa", "realisasi"] = Field("indikatif", description="Status angka")


class Program(Bersumber):
    """A programme of the action plan."""

    kode: Id = Field(description="Kode, mis. GOV-01")
    nama: str = Field(description="Nama program atau kegiatan")
    jenis: Literal["program", "kelembagaan", "infrastruktur", "aplikasi", "literasi"] = Field(
        "program", description="Keluarga rencana aksi"
    )
    sub_dimensi: str = Field(description="Kode sub-dimensi")
    strategi: str = Field("", description="Kode strategi yang dijalankan")
    opd: str = Field(description="Id OPD penanggung jawab")
    opd_pendukung: Rujukan = Field((), description="Id OPD pendukung")
    mitra: Rujukan = Field((), description="Mitra di luar pemerintah daerah")
    kode_nomenklatur: KodeNomenklatur | None = Field(None, description="Kode program/kegiatan/sub kegiatan")
    rujukan_rencana: str = Field("", description="Tempatnya dalam RPJMD atau Renstra, atau `usulan baru`")
    lokasi: str = Field("", description="Lokasi")
    keluaran: str = Field(description="Keluaran")
    indikator: Rujukan = Field((), description="Kode indikator")
    tahun: DaftarTahun = Field(description="Tahun pelaksanaan, mis. 2022-2026")
    anggaran: tuple[Anggaran, ...] = Field((), description="Anggaran per tahun dan sumber dana")
    jumlah_anggaran: Rupiah | None = Field(None, description="Jumlah yang tertulis di dokumen asal; diperiksa")
    catatan: str = Field("", description="Catatan")


class NilaiTahun(Rekaman):
    """A value in a year."""

    tahun: Tahun = Field(description="Tahun")
    nilai: Bilangan = Field(description="Bilangan")


class Indikator(Bersumber):
    """A measure with where it stands and where it should go."""

    kode: Id = Field(description="Kode, mis. IND-GOV-01")
    nama: str = Field(description="Nama indikator")
    jenis: Literal["output", "outcome", "impact"] = Field(description="output, outcome, atau impact")
    satuan: str = Field(description="Satuan, mis. persen, aduan")
    arah: Literal["naik", "turun"] = Field("naik", description="Arah yang diinginkan")
    baseline: NilaiTahun | None = Field(None, description="Kondisi awal")
    target: tuple[NilaiTahun, ...] = Field((), description="Target per tahun")
    realisasi: tuple[NilaiTahun, ...] = Field((), description="Capaian per tahun")
    sumber_data: str = Field(description="Siapa yang menghasilkan datanya")
    rumus: str = Field("", description="Cara menghitung")


class PetaJalan(Bersumber):
    """A step of the road map."""

    program: str = Field(description="Kode program")
    horizon: Literal["pendek", "menengah", "panjang"] = Field(description="Jangka")
    tahun: DaftarTahun = Field(description="Tahun pelaksanaan")
    tahapan: str = Field(description="Apa yang dikerjakan")
    target: str = Field("", description="Hasil di akhir tahapan")


class Manfaat(Rekaman):
    """Who gains what from a quick win."""

    penyelenggara: str = Field("", description="Manfaat bagi OPD penyelenggara")
    pemerintah: str = Field("", description="Manfaat bagi pemerintah daerah")
    masyarakat: str = Field(description="Manfaat bagi masyarakat")


class Keberlangsungan(Rekaman):
    """What keeps a quick win alive."""

    regulasi: str = Field("", description="Regulasi")
    kelembagaan: str = Field("", description="Kelembagaan")
    sumber_daya: str = Field("", description="Sumber daya")
    model_bisnis: str = Field("", description="Model bisnis")


class SumberDaya(Rekaman):
    """What a quick win needs."""

    anggaran: str = Field("", description="Anggaran dan asalnya")
    sdm: str = Field("", description="Tenaga")
    fasilitas: str = Field("", description="Fasilitas")


class Mitra(Rekaman):
    """A partner and the form of partnership."""

    nama: str = Field(description="Nama mitra")
    bentuk: str = Field(description="Bentuk kemitraan")


class Risiko(Rekaman):
    """A risk and its answer."""

    risiko: str = Field(description="Risiko")
    dampak: str = Field("", description="Dampak")
    mitigasi: str = Field(description="Mitigasi")


class Perkembangan(Bersumber):
    """How a quick win went in a year."""

    tahun: Tahun = Field(description="Tahun")
    progres: Persen | None = Field(None, description="Persen selesai")
    catatan: str = Field(description="Apa yang terjadi")


class QuickWin(Bersumber):
    """Front matter of a quick win's file: the sheet with its ten scored aspects."""

    nama: str = Field(description="Nama quick win")
    program: str = Field(description="Kode program yang diwujudkan")
    ringkasan: str = Field(description="Penjelasan singkat")
    jenis_inovasi: Literal["program", "produk", "metode", "konseptual", "teknologi"] = Field(description="Jenis")
    status: StatusQuickWin = Field(description="Tahap perkembangan")
    progres: Persen = Field(description="Persen selesai, 0 sampai 100")
    perumusan: str = Field("", description="1 Masalah strategis RPJMD yang dijawab dan pihak yang terlibat")
    daya_tarik: str = Field("", description="2 Daya tarik")
    manfaat: Manfaat | None = Field(None, description="3 Manfaat")
    keunikan: str = Field("", description="4 Keunikan")
    kemitraan: tuple[Mitra, ...] = Field((), description="5 Peluang kemitraan")
    potensi_pengembangan: str = Field("", description="6 Perluasan, peningkatan, replikasi")
    keberlangsungan: Keberlangsungan | None = Field(None, description="7 Strategi menjaga keberlangsungan")
    sumber_daya: SumberDaya | None = Field(None, description="8 Sumber daya")
    risiko: tuple[Risiko, ...] = Field((), description="9 Manajemen risiko")
    perkembangan: tuple[Perkembangan, ...] = Field((), description="10 Keberlanjutan dari tahun ke tahun")


class SubDimensi(Rekaman):
    """One of the eighteen fields of work."""

    kode: Id = Field(description="Kode sub-dimensi")
    nama: str = Field(description="Nama Indonesia")
    nama_en: str = Field(description="Nama Inggris")


class Dimensi(Bersumber):
    """One of the six pillars as the programme defines them."""

    kode: Id = Field(description="Kode dimensi, sama dengan nama berkas pilar")
    nama: str = Field(description="Nama, mis. Smart Governance")
    arti: str = Field(description="Padanan atau arti Indonesia")
    sub_dimensi: tuple[SubDimensi, ...] = Field(description="Tiga sub-dimensi")


class SumberDana(Bersumber):
    """Where money may come from."""

    id: Id = Field(description="Kode")
    nama: str = Field(description="Nama")
    apbd: YaTidak = Field(description="true bila bagian dari APBD")


class Singkatan(Bersumber):
    """An abbreviation and what it stands for."""

    singkatan: str = Field(description="Singkatan")
    kepanjangan: str = Field(description="Kepanjangan")


class DasarHukum(Bersumber):
    """A legal text the masterplan rests on, in order of rank."""

    jenis: str = Field(description="Jenis peraturan")
    nomor: str = Field(description="Nomor")
    tahun: Tahun = Field(description="Tahun")
    tentang: str = Field(description="Tentang")


class Nomenklatur(Bersumber):
    """A code of the national nomenclature."""

    kode: KodeNomenklatur = Field(description="Kode")
    nama: str = Field(description="Nomenklatur")
