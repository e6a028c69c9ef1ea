"""Chapter by chapter: every table that a dossier's readers expect stands in its book with its columns.

One regency has everything that can be written, another nothing but its identity; both must give whole books.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from PIL import Image
from word import headed

from dosir import markup, read, sources, templates
from dosir.assemble import books, pages
from dosir.assemble.rows import ROWS
from dosir.assemble.rows.parts import blank
from dosir.assemble.scope import Scope
from dosir.outline import Book, Missing, Picture, Prose, Section, Signature, Table
from dosir.plan import Gambar, Plan, records
from dosir.render import docx, pdf
from dosir.render import pages as site_pages
from dosir.render.docx import pictures
from dosir.render.docx.parts import unpacked

HERE = Path(__file__).resolve().parent
TRUSTED = templates.load(HERE.parent / "templates")
SKELETONS = ("tiga-buku", "empat-buku")
YEARS = ("2022", "2023", "2024", "2025", "2026")

# What the regency with everything writes beyond tests/kasus/_dasar; a value replaces or makes the file.
WRITTEN: Mapping[str, str] = {
    "bersama/nomenklatur.yml": '- {kode: "2.16.03.2.02.0020", nama: Pembangunan Aplikasi, sumber: evaluasi}\n',
    "bersama/singkatan.yml": "- {singkatan: SPBE, kepanjangan: Sistem Pemerintahan, contoh: true}\n",
    "bersama/dasar-hukum.yml": """
- {jenis: Peraturan Pemerintah, nomor: "59", tahun: 2022, tentang: Perkotaan, urutan_hierarki: 2, sumber: evaluasi}
- {jenis: Undang-Undang, nomor: "23", tahun: 2014, tentang: Pemerintahan Daerah, urutan_hierarki: 1, sumber: evaluasi}
""",
    "kab-uji/dasar-hukum.yml": """
- {jenis: Peraturan Daerah, nomor: "5", tahun: 2021, tentang: RPJMD, urutan_hierarki: 6, contoh: true}
""",
    "kab-uji/visi.yml": """
visi:
  - id: rpjmd
    jenis: rpjmd
    teks: Uji yang maju
    tahun: 2021-2026
    kata_kunci: [{kata: Maju, makna: Lebih baik, asal: misi M1, implikasi: Layanan daring}]
    contoh: true
  - id: smart-city
    jenis: smart city
    teks: Uji yang cerdas
    kata_kunci: [{kata: Cerdas, makna: Memakai data, asal: butir S1, implikasi: Satu data}]
    contoh: true
misi:
  - kode: M1
    visi: rpjmd
    teks: Menata pelayanan
    sasaran: [{tujuan: Layanan mudah, sasaran: Warga puas, indikator: Indeks kepuasan, sub_dimensi: layanan-publik}]
    contoh: true
  - {kode: SC1, visi: smart-city, teks: Menjawab warga, contoh: true}
""",
    "kab-uji/kesiapan.yml": """
- {elemen: struktur, aspek: SDM, kondisi: Enam pranata, nilai: "6", satuan: orang, tahun: 2023, kekuatan: Muda,
   kelemahan: Sedikit, opd: diskominfo, sumber: profil, tambahan: {Kelas jabatan: Tujuh}}
- {elemen: infrastruktur, aspek: TIK, kondisi: Serat optik, nilai: 40 km, tahun: 2023, kekuatan: Cepat,
   kelemahan: Mahal, contoh: true}
- {elemen: suprastruktur, aspek: kebijakan, kondisi: Ada perbup, regulasi: Perbup SPBE, nomor: 7/2022, tahun: 2022,
   status: berlaku, keterangan: Ditinjau, contoh: true}
- {elemen: alam, aspek: sungai, kondisi: Dua sungai, nilai: "2", tahun: 2023, kekuatan: Air, kelemahan: Banjir,
   contoh: true}
- {elemen: budaya, aspek: gotong royong, kondisi: Masih hidup, nilai: semua desa, tahun: 2023, kekuatan: Rukun,
   kelemahan: Luntur, contoh: true}
""",
    "kab-uji/aplikasi.yml": """
- {kode: APP-1, nama: Kanal, fungsi: Menerima aduan, opd: diskominfo, pengguna: Warga, platform: web, tahun: 2021,
   status: aktif, integrasi: SP4N, dimensi: governance, contoh: true}
""",
    "kab-uji/swot.yml": """
swot:
  - {kode: S1, kuadran: S, elemen: struktur, butir: Pegawai muda, bobot: "0,5", rating: 4, contoh: true}
  - {kode: W1, kuadran: W, elemen: struktur, butir: Dana kecil, bobot: "0,5", rating: 2, contoh: true}
  - {kode: O1, kuadran: O, elemen: struktur, butir: Program nasional, sumber: profil}
  - {kode: T1, kuadran: T, elemen: budaya, butir: Hoaks, contoh: true}
strategi_silang:
  - {jenis: SO, rumusan: Mengajukan pegawai, butir: [S1, O1], strategi: STR-GOV-1, contoh: true}
  - {jenis: WT, rumusan: Menghemat, butir: [W1, T1], contoh: true}
""",
    "kab-uji/kelembagaan.yml": """
- {organ: Tim Pelaksana, kedudukan: Ketua, jabatan: Sekretaris Daerah, nama: Rekaan Satu, sk: sk-tim, contoh: true}
""",
    "kab-uji/lampiran.yml": """
- {id: sk-tim, jenis: SK Tim Pelaksana, judul: Keputusan tentang Tim, nomor: 555.6 Tahun 2019, tanggal: 2019-07-01,
   halaman: 4, berkas: gambar/logo.png, contoh: true}
- {id: peta, jenis: peta, judul: Peta jaringan, buku: buku-3, contoh: true}
""",
    "kab-uji/penandatangan.yml": """
- {peran: menetapkan, jabatan: Bupati Uji, nama: Rekaan, gelar_depan: Drs., gelar_belakang: M.Si., tempat: Ujian,
   tanggal: 2026-12-01, contoh: true}
- {peran: menyusun, jabatan: Kepala Diskominfo, status: Plt., atas_nama: Sekretaris Daerah, contoh: true}
- {peran: komitmen, jabatan: Camat Uji, contoh: true}
""",
    "kab-uji/evaluasi/2022.yml": """
tahun: 2022
instrumen: "2022"
surat: {nomor: B-1/2022, tanggal: 2022-12-06}
jawaban:
  - {no: A1, nilai: "2,00", program: GOV-01, data_dukung: [{judul: Laporan, lampiran: sk-tim}]}
  - {no: A2, nilai_asesor: [1, 2, 3, 3]}
  - {no: D1, nilai: "3,00"}
nilai_akhir: "2,65"
kekuatan: [Aduan dijawab]
rekomendasi: [{asesor: Penilai 1, isi: Tetapkan perbup, tindak_lanjut: Dibahas, opd: bappeda, status: berjalan}]
contoh: true
""",
    "kab-uji/naskah/kata-pengantar.md": "Sambutan bupati.\n",
    "kab-uji/naskah/kata-pengantar-tim.md": "Sambutan ketua tim.\n",
    "kab-uji/quick-win/kanal.md": """---
nama: Kanal aduan
program: GOV-01
ringkasan: Satu kanal untuk semua aduan.
jenis_inovasi: teknologi
tingkat: unggulan
status: implementasi
progres: 80
mulai: 2022-01-03
selesai: 2022-12-30
tautan: https://example.org
tujuan: [Menjawab aduan]
langkah: [Membuka kanal, Melatih admin]
daya_tarik: Mudah
skor: [{aspek: daya_tarik, tahun: 2022, nilai: 2}, {aspek: daya_tarik, tahun: 2023, nilai: "3,25"}]
risiko: [{risiko: Sepi, dampak: Mubazir, mitigasi: Sosialisasi}]
dampak: [{ukuran: Lama jawaban, sebelum: 14 hari, sesudah: 1 hari}]
kendala: [{kendala: Server lama, penyelesaian: Pindah ke pusat data}]
perkembangan: [{tahun: 2023, status: tertunda, progres: 60, catatan: Server pindah}]
tambahan: {Kode aset: Tiga nol dua}
contoh: true
---
Uraian.
""",
}
ADDED = {
    "kab-uji/daerah.yml": "apbd: [{tahun: 2022, nilai: 1 miliar, contoh: true}]\ntambahan: {Julukan: Kota uji coba}\n",
}
CHANGED = {
    "kab-uji/program/governance.yml": (
        "  rpjmd_ref: {misi: M1}\n",
        "  rpjmd_ref: {misi: M1}\n  lokasi: Seluruh desa\n  mitra: [Kampus]\n"
        '  kode_nomenklatur: "2.16.03.02.02.0020"\n',
    ),
    "kab-uji/pilar/governance.md": ("misi: [M1], indikator", "misi: [M1, SC1], indikator"),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The regency that has everything."""
    root = tmp_path_factory.mktemp("lengkap") / "content"
    shutil.copytree(HERE / "kasus" / "_dasar", root)
    for name, text in WRITTEN.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    for name, text in ADDED.items():
        (root / name).write_text((root / name).read_text("utf-8") + text, "utf-8")
    for name, (old, new) in CHANGED.items():
        before = (root / name).read_text("utf-8")
        assert old in before
        (root / name).write_text(before.replace(old, new, 1), "utf-8")
    return plan_in(root, "kab-uji")


@pytest.fixture(scope="module")
def bare() -> Plan:
    """The regency that has nothing but its identity."""
    return plan_in(HERE / "kecil" / "content", "kab-mungil")


@pytest.fixture(scope="module")
def made(whole: Plan) -> tuple[Book, ...]:
    """The three books of the regency that has everything."""
    return bound(whole)


def plan_in(root: Path, slug: str) -> Plan:
    common, shared_faults = read.bersama(sources.from_folder(root, "bersama", "content"))
    plan, faults = read.daerah(sources.from_folder(root, slug, "content"), common)
    assert [str(fault) for fault in (*shared_faults, *faults)] == []
    return plan


def changed(plan: Plan, **parts: object) -> Plan:
    return replace(plan, **parts)  # type: ignore[arg-type]


def arranged(plan: Plan, skeleton: str) -> Plan:
    return changed(plan, daerah=plan.daerah.model_copy(update={"susunan": skeleton}))


def bound(plan: Plan) -> tuple[Book, ...]:
    return books.books(Scope(plan, TRUSTED))


def chapter(book: Book, title: str) -> Section:
    return next(part for part in (*book.chapters, *book.back) if part.title == title)


def tables(*sections: Section) -> Iterator[Table]:
    parts = (part for section in sections for _, part in section.walk())
    yield from (block for part in parts for block in part.blocks if isinstance(block, Table))


def headings(table: Table) -> tuple[str, ...]:
    return tuple(column.title for column in table.columns)


def rows(table: Table) -> list[tuple[str, ...]]:
    return [tuple(markup.plain(cell.spans) for cell in row.cells) for row in table.rows]


def with_caption(made: tuple[Book, ...], start: str) -> Table:
    return next(table for book in made for table in book.tables() if table.caption.startswith(start))


def words(*sections: Section) -> str:
    told = [" ".join(" ".join(row) for row in rows(table)) for table in tables(*sections)]
    blocks = (block for section in sections for _, part in section.walk() for block in part.blocks)
    told += [markup.plain(block.nodes) for block in blocks if isinstance(block, Prose)]
    return " ".join(told)


READY = ("No.", "Aspek", "Kondisi saat ini")
JUDGED = ("Tahun", "Sumber", "Kekuatan", "Kelemahan")
ACTION = "Rencana Aksi Smart City"
# Book, chapter, columns: domain.md 2.2 to 2.4 with what the declarations add.
EXPECTED = (
    ("buku-1", "Pendahuluan", ("No.", "Jenis", "Nomor dan tahun", "Tentang")),
    ("buku-1", "Analisis Masa Depan", ("Pokok visi", "Penjabaran", "Asal kata kunci", "Implikasi smart city")),
    ("buku-1", "Analisis Masa Depan", ("Misi RPJMD", "Tujuan", "Sasaran", "Indikator", "Dimensi", "Sub-dimensi")),
    ("buku-1", "Analisis Masa Depan", ("No.", "Isu strategis", "Asal", "Dimensi", "Prioritas")),
    ("buku-1", "Analisis Kesiapan Daerah", (*READY, "Data/angka", *JUDGED)),
    ("buku-1", "Analisis Kesiapan Daerah", (*READY, "Jumlah/cakupan", *JUDGED)),
    (
        "buku-1",
        "Analisis Kesiapan Daerah",
        ("Aspek", "Kondisi saat ini", "Regulasi/SK", "Nomor", "Tahun", "Status", "Keterangan"),
    ),
    (
        "buku-1",
        "Analisis Kesiapan Daerah",
        (
            *("Kode", "Nama aplikasi", "Fungsi", "OPD pemilik", "Pengguna"),
            *("Platform", "Tahun", "Status", "Integrasi", "Dimensi"),
        ),
    ),
    (
        "buku-1",
        "Analisis Kesenjangan",
        (
            *("Kode", "Sub-dimensi", "Kondisi saat ini", "Kondisi yang diharapkan"),
            *("Kesenjangan", "Upaya", "Prioritas", "OPD"),
        ),
    ),
    ("buku-1", "Analisis SWOT dan Visi Smart City", ("Kode", "Elemen", "Butir")),
    ("buku-1", "Analisis SWOT dan Visi Smart City", ("Kode", "Butir", "Bobot", "Rating", "Bobot × rating")),
    ("buku-1", "Analisis SWOT dan Visi Smart City", ("Kekuatan", "Kelemahan", "Peluang", "Ancaman")),
    ("buku-1", "Analisis SWOT dan Visi Smart City", ("Kekuatan (S)", "Kelemahan (W)")),
    ("buku-1", "Analisis SWOT dan Visi Smart City", ("Kata kunci", "Makna", "Asal", "Implikasi")),
    ("buku-1", "Analisis SWOT dan Visi Smart City", ("Misi", "Sasaran", "Dimensi", "Indikator", "Target")),
    (
        "buku-2",
        "Arah Pembangunan Smart City",
        ("Sasaran", "Indikator", "Satuan", "Kondisi awal", *YEARS, "Target akhir"),
    ),
    (
        "buku-2",
        "Strategi Pembangunan Smart City",
        ("Sub-dimensi", "Sasaran", "Strategi", "Program/inovasi", "OPD penanggung jawab", "OPD/mitra pendukung"),
    ),
    (
        "buku-2",
        ACTION,
        (
            *("Kode", "Program/kegiatan", "Keluaran", "Indikator", "Lokasi", "OPD pelaksana", "Tahun"),
            "Kode nomenklatur dan keterkaitan RPJMD/Renstra",
        ),
    ),
    ("buku-2", ACTION, ("Kode", "Program/kegiatan", *YEARS, "Jumlah", "Sumber dana")),
    ("buku-2", ACTION, ("Kode", "Program", "Keluaran", "Indikator", "OPD", "Tahun", "Anggaran (juta rupiah)")),
    ("buku-2", ACTION, ("Kedudukan", "Jabatan", "Nama", "Unsur", "SK")),
    (
        "buku-2",
        ACTION,
        (
            *("Tahun", "Belanja APBD (juta rupiah)", "Anggaran smart city (juta rupiah)"),
            *("Di antaranya dari APBD (juta rupiah)", "Porsi dari APBD (%)"),
        ),
    ),
    ("buku-2", "Peta Jalan", ("Program dan langkahnya", "Jangka", *YEARS, "Sesudahnya")),
    ("buku-2", "Quick Win", ("Quick win", "Pilar", "OPD", "Tingkat", "Status", "Progres (%)")),
    ("buku-2", "Quick Win", ("Aspek", "Uraian")),
    ("buku-2", "Quick Win", ("Ukuran", "Sebelum", "Sesudah")),
    ("buku-2", "Quick Win", ("Kendala atau kebutuhan", "Pelaksanaan dan penyelesaian")),
    ("buku-2", "Quick Win", ("Risiko", "Dampak", "Mitigasi")),
    ("buku-2", "Quick Win", ("Tahun", "Keadaan", "Progres (%)", "Catatan")),
    ("buku-2", "Hasil Evaluasi Smart City", ("Bagian", "Bobot (%)", "Nilai", "Nilai tertimbang")),
    ("buku-2", "Hasil Evaluasi Smart City", ("No.", "Elemen", "Pertanyaan", "Nilai", "Bukti")),
    (
        "buku-2",
        "Hasil Evaluasi Smart City",
        ("No.", "Penilai", "Rekomendasi", "Tindak lanjut", "OPD", "Status"),
    ),
    ("buku-2", "Isian Tambahan Daerah", ("Jenis", "Kode/nama", "Isian", "Isi")),
    ("buku-3", "Strategi per Pilar", ("Sub-dimensi", "Strategi", "Program", "OPD")),
    ("buku-3", "Program Prioritas dan Quick Win", ("Kode", "Program", "OPD", "Tahun", "Anggaran (juta rupiah)")),
)


@pytest.mark.parametrize(("book", "title", "columns"), EXPECTED)
def test_a_table_stands_in_its_chapter_with_its_columns(
    made: tuple[Book, ...], book: str, title: str, columns: tuple[str, ...]
) -> None:
    here = chapter(next(item for item in made if item.id == book), title)
    found = [table for table in tables(here) if headings(table) == columns]
    assert found and all(table.rows for table in found), [headings(table) for table in tables(here)]


# The skeletons


@pytest.mark.parametrize("skeleton", SKELETONS)
def test_a_regency_with_everything_leaves_no_field_of_a_heading_open(whole: Plan, skeleton: str) -> None:
    titles = [part.title for book in bound(arranged(whole, skeleton)) for _, part in book.walk()]
    assert titles and [title for title in titles if "{" in title or not title] == []


@pytest.mark.parametrize("skeleton", SKELETONS)
def test_a_regency_with_nothing_has_every_chapter_and_a_box_for_what_is_missing(bare: Plan, skeleton: str) -> None:
    for book, shape in zip(bound(arranged(bare, skeleton)), TRUSTED.data(f"susunan/{skeleton}.yml"), strict=True):
        assert [part.title for part in book.chapters] == [part["judul"] for part in shape["bab"]]
        blocks = [block for _, part in book.walk() for block in part.blocks]
        assert any(isinstance(block, Missing) for block in blocks)
        assert [part.title for part in book.back] == ["Daftar Sumber"]


def test_the_four_books_hold_the_tables_of_buku_two_between_them(whole: Plan) -> None:
    told = {table.caption for book in bound(arranged(whole, "empat-buku")) for table in book.tables()}
    assert {table.caption for table in bound(whole)[1].tables()} - told == set()


def test_every_entry_of_a_skeleton_names_a_part_that_can_be_made() -> None:
    def entries(shape: Mapping[str, object]) -> Iterator[str]:
        yield from (str(name) for key in ("isi", "depan") for name in shape.get(key, ()))  # type: ignore[attr-defined]
        for below in (*shape.get("bab", ()), *shape.get("sub", ())):  # type: ignore[misc]
            yield from entries(below)

    named = {
        name for skeleton in SKELETONS for shape in TRUSTED.data(f"susunan/{skeleton}.yml") for name in entries(shape)
    }
    parts = {name.removesuffix(templates.MAY_LACK).partition(" ")[::2] for name in named}
    assert {kind for kind, _ in parts} - set(books.PARTS) == set()
    assert {name for kind, name in parts if kind == "tabel"} - set(ROWS) == set()


def test_every_table_with_rows_has_a_heading() -> None:
    assert set(ROWS) - set(TRUSTED.data("tabel.yml")) == set()


def test_a_section_whose_entries_give_nothing_has_no_heading(bare: Plan, made: tuple[Book, ...]) -> None:
    sections = [{part.title for _, part in book.walk()} for book in (bound(bare)[0], made[0])]
    assert [{"Kesiapan Alam", "Kesiapan Budaya"} & titles for titles in sections] == [
        set(),
        {"Kesiapan Alam", "Kesiapan Budaya"},
    ]


def test_a_long_inventory_is_counted_in_its_chapter_and_listed_in_an_annex(whole: Plan) -> None:
    many = tuple(whole.aplikasi[0].model_copy(update={"kode": f"APP-{at}"}) for at in range(30))
    first = bound(changed(whole, aplikasi=many))[0]
    here = chapter(first, "Analisis Kesiapan Daerah")
    counted = next(table for table in tables(here) if table.caption.startswith("Banyaknya aplikasi"))
    assert rows(counted)[0][1] == "30" and "30 aplikasi" in words(here)
    assert len(next(tables(chapter(first, "Inventaris Aplikasi"))).rows) == 30


# What is not filled


def test_a_field_that_a_stage_demands_says_that_it_is_empty(whole: Plan) -> None:
    [gap] = whole.gap
    told = bound(changed(whole, gap=(gap.model_copy(update={"upaya": "", "prioritas": "", "opd": ()}),)))
    assert rows(with_caption(told, "Analisis kesenjangan"))[0][5:] == ("(belum diisi)",) * 3


def test_a_field_that_nobody_demands_is_a_dash(whole: Plan) -> None:
    items = (*whole.kesiapan, whole.kesiapan[0].model_copy(update={"kelemahan": "", "nilai": "", "satuan": ""}))
    last = rows(with_caption(bound(changed(whole, kesiapan=items)), "Kesiapan struktur"))[1]
    assert (last[3], last[-1].partition("\u00a0")[0]) == ("–", "–")


@pytest.mark.parametrize("model", [records.Program, records.QuickWin, records.Indikator, records.Misi, records.Opd])
def test_the_word_for_an_empty_field_follows_the_declaration(bare: Plan, model: type[records.Rekaman]) -> None:
    scope = Scope(bare, TRUSTED)
    empty = model.model_construct()
    said = {name: blank(scope, empty, name) for name in model.model_fields}
    assert {name for name, word in said.items() if word == "(belum diisi)"} == {
        name for name in model.model_fields if model.tahap_isian(name)
    }
    assert set(said.values()) == {"(belum diisi)", "–"}


def test_an_optional_column_without_content_is_left_out(whole: Plan) -> None:
    [seat] = whole.kelembagaan
    table = with_caption(bound(changed(whole, kelembagaan=(seat.model_copy(update={"nama": ""}),))), "Susunan kelemb")
    assert headings(table) == ("Kedudukan", "Jabatan", "Unsur", "SK")


def test_an_example_is_marked_in_its_own_cell_of_a_matrix(made: tuple[Book, ...]) -> None:
    assert rows(with_caption(made, "Matriks SWOT"))[1] == (
        "S1 Pegawai muda\u00a0†",
        "W1 Dana kecil\u00a0†",
        "O1 Program nasional",
        "",
    )


# What is said


def test_a_quick_win_shows_the_latest_score_of_an_aspect_and_its_years(made: tuple[Book, ...]) -> None:
    sheet = {row[0]: row[1] for row in rows(with_caption(made, "Lembar quick win"))}
    assert sheet["2. Daya tarik inovasi"] == "Mudah Nilai 2023: 3,25 dari 4"
    assert sheet["Masa pelaksanaan"] == "3\u00a0Januari 2022 s.d. 30\u00a0Desember 2022"
    assert sheet["4. Keunikan inovasi"] == "(belum diisi)"


def test_a_nomenclature_code_is_printed_in_its_newer_form_with_its_name(made: tuple[Book, ...]) -> None:
    told = rows(with_caption(made, "Rencana aksi Smart Governance: kegiatan"))[0][-1]
    assert told.startswith("2.16.03.2.02.0020 Pembangunan Aplikasi")


def test_legal_texts_stand_by_rank_and_the_regency_adds_its_own(made: tuple[Book, ...]) -> None:
    told = [row[1] for row in rows(with_caption(made, "Dasar hukum"))]
    assert told == ["Undang-Undang", "Peraturan Pemerintah", "Peraturan Daerah"]


def test_the_share_of_the_apbd_counts_only_money_from_the_apbd(made: tuple[Book, ...]) -> None:
    assert rows(with_caption(made, "Porsi anggaran"))[0][:5] == ("2022", "1.000", "250", "250", "25,00")


def test_an_evaluation_weighs_unrounded_means(made: tuple[Book, ...]) -> None:
    """Baseline is the mean of 2,00 and 2,25, the mean of four assessors; 2,125 of 40 and 3 of 60 per cent."""
    told = rows(with_caption(made, "Nilai evaluasi smart city 2"))
    assert told[0][1:] == ("40", "2,13", "0,85")
    assert [row[-1] for row in told[-2:]] == ["2,65", "2,65"]


def test_abbreviations_of_offices_are_listed(made: tuple[Book, ...]) -> None:
    [listed] = tables(made[1].front[-1])
    assert ("Bappeda", "Badan Perencanaan Pembangunan Daerah") in rows(listed)


# Front matter


def test_both_prefaces_stand_before_the_lists(made: tuple[Book, ...]) -> None:
    told = ["Kata Pengantar", "Kata Pengantar Tim Pelaksana", "Daftar Singkatan"]
    assert [[part.title for part in book.front] for book in made] == [told] * 3


def test_signers_stand_in_the_order_of_their_roles_with_titles_and_acting_status(made: tuple[Book, ...]) -> None:
    writer, head = made[0].signature.signers
    assert writer.position == ("a.n. SEKRETARIS DAERAH", "Plt. KEPALA DISKOMINFO")
    assert (head.role, head.where, head.name) == (
        "Ditetapkan oleh",
        "Ujian, 1\u00a0Desember 2026",
        "Drs. Rekaan, M.Si.",
    )


def test_without_signers_the_page_waits_for_the_position_in_daerah(bare: Plan) -> None:
    place = bare.daerah
    assert bound(bare)[0].signature == Signature(place.ibu_kota, place.penandatangan)


# Annexes


def annexes(book: Book) -> list[Section]:
    return [part for part in book.back if part.number]


def test_annexes_have_roman_labels_and_are_listed(made: tuple[Book, ...]) -> None:
    for book, count in zip(made, (1, 3, 1), strict=True):
        found = annexes(book)
        assert [part.number for part in found] == ["Lampiran I", "Lampiran II", "Lampiran III"][:count]
        [listed] = tables(chapter(book, "Daftar Lampiran"))
        told = [(number, title) for number, title, *_ in rows(listed)]
        assert told == [(part.number.split()[1], part.title) for part in found]


def test_a_document_that_names_its_book_stands_there_alone(made: tuple[Book, ...]) -> None:
    assert [book.id for book in made if "Peta jaringan" in [part.title for part in annexes(book)]] == ["buku-3"]


def test_an_annex_shows_the_picture_of_its_document(made: tuple[Book, ...]) -> None:
    blocks = annexes(made[0])[0].blocks
    assert [block.number for block in blocks if isinstance(block, Picture)] == ["L1.1"]


def test_a_scanned_page_is_made_so_narrow_that_it_fits_its_page_in_word(whole: Plan) -> None:
    tall = io.BytesIO()
    Image.new("RGB", (100, 200)).save(tall, "PNG")
    scanned = changed(whole, gambar={**whole.gambar, "gambar/logo.png": Gambar("gambar/logo.png", tall.getvalue())})
    [annex] = annexes(bound(scanned)[0])
    (picture,) = (block for block in annex.blocks if isinstance(block, Picture))
    drawn = pictures.drawn(TRUSTED, bound(scanned)[0])[picture.id]
    assert (drawn.width, drawn.height) == (pictures.TALLEST // 2, pictures.TALLEST)


def test_tables_of_an_annex_count_by_themselves(made: tuple[Book, ...]) -> None:
    for book in made:
        for at, part in enumerate(annexes(book), start=1):
            numbers = [table.number for table in tables(part) if table.number]
            assert numbers == [f"L{at}.{count}" for count in range(1, len(numbers) + 1)]
    assert [table.number for table in tables(annexes(made[1])[1])] == ["L2.1", "L2.2", "L2.3", "L2.4"]


def test_an_annex_renumbers_no_chapter(whole: Plan, made: tuple[Book, ...]) -> None:
    fewer = bound(changed(whole, lampiran=(), evaluasi=()))
    for book, other in zip(made, fewer, strict=True):
        numbers = [[table.number for part in each.chapters for table in tables(part)] for each in (book, other)]
        assert numbers[0] == numbers[1] != []


@cache
def files(book: Book) -> tuple[str, str]:
    """(text of the Typst source, text of the Word file's HTML)."""
    return pdf.source(TRUSTED, book), docx.html(TRUSTED, book, pictures.drawn(TRUSTED, book))


def test_every_outlet_prints_the_label_and_the_number_of_an_annex(whole: Plan, made: tuple[Book, ...]) -> None:
    scope = Scope(whole, TRUSTED, web=True)
    site = site_pages.render(TRUSTED, pages.site(scope, books.books(scope)))
    file = unpacked(docx.render(TRUSTED, made[1], pdf.render(TRUSTED, made[1])))
    counted = " ".join(text for _, text in headed(file))
    texts = (pdf.source(TRUSTED, made[1]), counted, site["buku-2/lampiran-2.md"].decode())
    for text in texts:
        assert "L2.1" in text and "Lampiran II" in text


def test_a_book_with_signers_and_annexes_is_set(made: tuple[Book, ...]) -> None:
    layout = pdf.render(TRUSTED, made[1])
    numbered = {table.id for table in made[1].tables() if table.number} | {part.id for part in annexes(made[1])}
    assert numbered - set(layout.pages) == set()
    assert docx.render(TRUSTED, made[1], layout).startswith(b"PK")


# Fields of the regency's own


@pytest.mark.parametrize(
    ("book", "caption", "row"),
    [
        (0, "Identitas daerah", ("Julukan", "Kota uji coba")),
        (1, "Lembar quick win", ("Kode aset", "Tiga nol dua")),
        (1, "Isian tambahan", ("kesiapan", "SDM", "Kelas jabatan", "Tujuh")),
    ],
)
def test_a_field_of_the_regencys_own_reaches_a_book(
    made: tuple[Book, ...], book: int, caption: str, row: tuple[str, ...]
) -> None:
    cells = [line[: len(row)] for line in rows(with_caption((made[book],), caption))]
    assert row in [tuple(cell.removesuffix("\u00a0†") for cell in line) for line in cells]


# Buku III


def test_tables_that_two_books_share_say_the_same(made: tuple[Book, ...]) -> None:
    second, third = ({table.caption: rows(table) for table in tables(*book.chapters)} for book in made[1:])
    shared = second.keys() & third.keys()
    assert {"Daftar quick win", "Misi smart city", "Kebutuhan anggaran menurut sumber dana"} <= shared
    assert {caption for caption in shared if second[caption] != third[caption]} == set()


def test_the_sum_of_buku_threes_programmes_is_the_sum_of_buku_twos_budget(made: tuple[Book, ...]) -> None:
    short = rows(with_caption((made[2],), "Program Smart Governance"))
    long = rows(with_caption((made[1],), "Rencana aksi Smart Governance: anggaran"))
    assert short[-1][-1] == long[-1][-2] == "1.575"


def test_a_programme_less_changes_every_sum_of_buku_three(whole: Plan) -> None:
    fewer = changed(whole, program=whole.program[:1], peta_jalan=())
    told = [set(re.findall(r"1\.575|1\.500", words(*bound(plan)[2].chapters))) for plan in (whole, fewer)]
    assert "1.575" in told[0] and told[1] == {"1.500"}
