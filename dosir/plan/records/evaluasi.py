"""Years after the plan: the instrument of an evaluation as data, a regency's answers, its scores and what follows; and
the stamp of a stage that was approved.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from dosir.plan.records.dasar import Bersumber, Rekaman, Tahap, Terbuka, isian
from dosir.plan.values import Bilangan, Id, Rujukan, Skor, Tahun, Tanggal


class IndikatorEvaluasi(Rekaman):
    """One question of an instrument."""

    no: str = isian("Nomor pertanyaan, unik dalam instrumen", contoh="1.1.1")
    elemen: str = isian("Elemen atau kelompok", "", contoh="Kebijakan")
    pertanyaan: str = isian("Pertanyaan dengan kata-kata kita", contoh="Masterplan mempunyai payung hukum")
    sub_dimensi: str = isian("Kode sub-dimensi bila pertanyaannya tentang satu sub-dimensi", "", menunjuk="sub_dimensi")


class DimensiEvaluasi(Rekaman):
    """A scored part of an instrument with its weight."""

    kode: Id = isian("Kode", contoh="baseline")
    nama: str = isian("Nama", contoh="Baseline (kondisi awal)")
    bobot: Bilangan = isian("Bobot", contoh="10", satuan="persen")
    indikator: tuple[IndikatorEvaluasi, ...] = isian("Pertanyaan-pertanyaannya", ())


class Instrumen(Bersumber):
    """How the ministry scored a group of regions in a year."""

    tahun: Tahun = isian("Tahun evaluasi", contoh="2022")
    kelompok: str = isian("Kelompok daerah", contoh="KPPN/IKN dan Surabaya")
    tahap: Literal["I", "II"] | None = isian("Tahap evaluasi", None, contoh="II")
    dimensi: tuple[DimensiEvaluasi, ...] = isian("Bagian yang dinilai, bobotnya berjumlah 100")


class DataDukung(Rekaman):
    """A piece of evidence."""

    judul: str = isian("Judul bukti", contoh="Laporan pelaksanaan program")
    tautan: str = isian("Alamat bukti", "")
    lampiran: str = isian("Id lampiran", "", contoh="sk-tim", menunjuk="lampiran")


class Jawaban(Rekaman):
    """The answer to one question, its score and its evidence."""

    no: str = isian("Nomor pertanyaan dalam instrumen", contoh="A1")
    nilai: Skor | None = isian("Nilai, rata-rata penilai", None, contoh='"2,25"', satuan="0 sampai 4")
    nilai_asesor: tuple[Skor, ...] = isian("Nilai tiap penilai bila diketahui", (), contoh="[2, 2, 3, 2]")
    program: Rujukan = isian("Kode program yang menjadi buktinya", (), contoh="GOV-01", menunjuk="program")
    data_dukung: tuple[DataDukung, ...] = isian("Bukti", ())
    catatan: str = isian("Catatan", "")


class NilaiDimensi(Rekaman):
    """The official score of one part."""

    bagian: str = isian("Kode bagian dalam instrumen", contoh="baseline")
    nilai: Skor = isian("Nilai resmi", contoh='"2,25"')


class Rekomendasi(Bersumber):
    """What an assessor recommended and what was done about it."""

    asesor: str = isian("Penilai: nama menurut surat resmi, atau sebutan", "", contoh="Penilai 1")
    isi: str = isian("Isi rekomendasi")
    tindak_lanjut: str = isian("Tindak lanjut", "")
    opd: str = isian("Id OPD yang menindaklanjuti", "", contoh="diskominfo", menunjuk="opd")
    program: Rujukan = isian("Kode program terkait", (), menunjuk="program")
    status: Literal["belum", "berjalan", "selesai"] = isian("Status tindak lanjut", "belum", contoh="berjalan")


class Surat(Rekaman):
    """The letter that announced a result."""

    nomor: str = isian("Nomor surat sebagaimana tertulis", contoh="B-1004/DJAI/AI.01.04/12/2022")
    tanggal: Tanggal | None = isian("Tanggal surat", None, contoh="2022-12-06")


class Evaluasi(Terbuka):
    """A regency's evaluation of one year."""

    tahun: Tahun = isian("Tahun evaluasi", contoh="2022")
    tahap: Literal["I", "II"] | None = isian("Tahap evaluasi", None, contoh="II")
    instrumen: str = isian("Nama berkas instrumen di bersama/instrumen/", contoh="2022-kppn-ikn", menunjuk="instrumen")
    surat: Surat | None = isian("Surat hasil evaluasi", None)
    jawaban: tuple[Jawaban, ...] = isian("Jawaban tiap pertanyaan", ())
    nilai: tuple[NilaiDimensi, ...] = isian("Nilai resmi tiap bagian", ())
    nilai_akhir: Skor | None = isian("Nilai akhir resmi", None, contoh='"2,42"')
    kekuatan: tuple[str, ...] = isian("Kekuatan menurut penilai", ())
    kelemahan: tuple[str, ...] = isian("Kelemahan menurut penilai", ())
    rekomendasi: tuple[Rekomendasi, ...] = isian("Rekomendasi dan tindak lanjutnya", ())
    catatan: str = isian("Catatan", "")


class Persetujuan(Rekaman):
    """The stamp of an approved stage, written by `python build.py approve`; never by hand."""

    tahap: Tahap = isian("Tahap yang disetujui", contoh="IV")
    oleh: str = isian("Jabatan yang menyetujui", contoh="Kepala Dinas Komunikasi dan Informatika")
    tanggal: Tanggal = isian("Tanggal persetujuan", contoh="2026-11-01")
    versi: str = isian("Versi dokumen saat disetujui", contoh="0.4")
    sidik: str = isian("Sidik seluruh isi yang disetujui")
    isi: Mapping[str, str] = isian("Sidik tiap bagian yang disetujui")
