"""Pages of a regency's site: the same tables and prose as the books, laid out for finding instead of reading through.

Besides the pages that answer a question (what does this pillar plan, what is this office's duty) every book can be
read here too, a page a chapter, from the very outline that the DOCX and the PDF are made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from dosir import language
from dosir.assemble import annexes, books, completeness, numbering
from dosir.assemble.cards import PACKAGE, cards_here, files, paragraph, pillar_card
from dosir.assemble.scope import Scope, spans
from dosir.assemble.subjects import offices, pillars, quick_wins, rounds
from dosir.outline import Book, Card, Page, Prose, Section, Site, Tile, page_link, text
from dosir.plan.facts import anggaran, opd_terlibat
from dosir.plan.records import Bersumber

REST = (".xlsx", ".json", ".schema.json", PACKAGE)  # what there is to download besides books


def site(scope: Scope, made: Iterable[Book], sizes: Mapping[str, int] = MappingProxyType({})) -> Site:
    """The site of one regency; `made` are its books, assembled for the web, `sizes` those of the files to download."""
    books_made = tuple(made)
    scope = scope.knowing(books_made)
    place = scope.plan.daerah
    pages = (
        home(scope, books_made, sizes),
        vision(scope),
        readiness(scope),
        *pillars(scope),
        *quick_wins(scope),
        programs(scope),
        roadmap(scope),
        budget(scope),
        *offices(scope),
        rounds(scope),
        *evaluation(scope),
        completeness.page(scope),
        *readings(scope, books_made, sizes),
        downloads(scope, books_made, sizes),
    )
    numbered = {f"{book.id}/{part.id}" for book in books_made for part in (*book.chapters, *book.back)}
    finished = tuple(
        page if page.path in numbered else replace(page, sections=numbering.unique(page.sections)) for page in pages
    )
    period = language.rentang_tahun(place.periode.tahun)
    subtitle = f"Masterplan Smart City {period}"
    return Site(scope.plan.slug, place.nama_lengkap, subtitle, finished, place.versi, scope.revision)


def home(scope: Scope, made: tuple[Book, ...], sizes: Mapping[str, int]) -> Page:
    """What the regency plans, at a glance."""
    place, plan = scope.plan.daerah, scope.plan
    vision_text = next((visi.teks for visi in plan.visi if visi.jenis == "smart city"), "")
    tiles = (
        Tile("Pilar", str(len(plan.pilar)), "pilar"),
        Tile("Program", str(len(plan.program)), "program"),
        Tile("Quick win", str(len(plan.quick_win)), "quick-win"),
        Tile("OPD terlibat", str(len(opd_terlibat(plan))), "opd"),
        Tile("Anggaran", language.rupiah_ringkas(anggaran(plan)), "anggaran"),
        Tile("Status", f"{scope.word(place.status)}, versi {place.versi}"),
        completeness.tile(scope),
    )
    latest = max(plan.bimtek, key=lambda item: item.tanggal_mulai, default=None)
    note = f"Bimtek terakhir yang tercatat: tahap {latest.tahap}." if latest else "Belum ada bimtek yang tercatat."
    sections = (
        Section("pilar", "Enam pilar" if len(plan.bersama.dimensi) == 6 else "Pilar", (cards_here(),)),
        Section("anggaran", "Anggaran", books.fetch(scope, "grafik anggaran-pilar")[0]),
        Section(
            "proses",
            "Proses penyusunan",
            (Prose((paragraph((*text(f"{note} "), *page_link("bimtek", "Selengkapnya"))),)),),
        ),
        Section("asal-isi", "Fakta dan contoh", (Prose((paragraph(text(_honesty(scope))),)),)),
    )
    return Page(
        "index",
        place.nama_lengkap,
        eyebrow=f"Masterplan Smart City {language.rentang_tahun(place.periode.tahun)}",
        lead=spans(scope, vision_text),
        tiles=tiles,
        cards=tuple(pillar_card(scope, d) for d in plan.bersama.dimensi),
        sections=sections,
        downloads=files(scope, made, sizes, (PACKAGE,)),
    )


def vision(scope: Scope) -> Page:
    """Visions, missions, and how they lead to strategies."""
    parts = (
        ("Visi RPJMD", ["visi rpjmd", "tabel misi-rpjmd", "tabel telaah-visi bila ada"]),
        ("Visi smart city", ["visi smart city", "naskah visi-smart-city", "tabel kata-kunci", "tabel misi-smart-city"]),
        ("Dari misi ke sasaran", ["tabel keterkaitan-dimensi bila ada", "tabel misi-sasaran bila ada"]),
        ("Dari misi ke strategi", ["tabel keterkaitan-misi"]),
        ("Identitas daerah", ["tabel identitas"]),
    )
    return Page("visi", "Visi dan misi", sections=_filled(books.composed(scope, *part) for part in parts))


def readiness(scope: Scope) -> Page:
    """What the regency starts with: readiness by aspect, then element by element."""
    elements = ("alam", "budaya", "struktur", "infrastruktur", "suprastruktur")
    parts = (
        ("Menurut aspek", ["grafik kesiapan", "tabel kesiapan-ringkas"]),
        *((f"Kesiapan {name}", [f"tabel kesiapan-{name} bila ada"]) for name in elements),
    )
    lead = text("Modal yang sudah ada sebelum program dimulai, dan seberapa kuat dasarnya.")
    return Page("kesiapan", "Kesiapan", lead=lead, sections=_filled(books.composed(scope, *part) for part in parts))


def programs(scope: Scope) -> Page:
    """Every programme, grouped by pillar, each row with an address of its own."""
    plan = scope.plan
    families = (
        ("Kelembagaan dan SDM", "tabel rencana-kelembagaan"),
        ("Infrastruktur", "tabel rencana-infrastruktur"),
        ("Aplikasi", "tabel rencana-aplikasi"),
        ("Literasi", "tabel rencana-literasi"),
    )
    lead = text(f"{len(plan.program)} program dengan anggaran {language.rupiah_ringkas(anggaran(plan))}.")
    sections = (
        books.composed(scope, "Semua program", ["tabel semua-program"]),
        *(books.composed(scope, title, [name]) for title, name in families),
        books.composed(scope, "Inventaris aplikasi", ["tabel aplikasi"]),
    )
    return Page("program", "Daftar program", lead=lead, sections=sections)


def roadmap(scope: Scope) -> Page:
    """Steps by horizon, pillar by pillar."""
    sections = tuple(
        replace(books.composed(scope.on(dimensi), dimensi.nama, ["tabel peta-jalan"]), accent=dimensi.kode)
        for dimensi in scope.plan.bersama.dimensi
    )
    lead = text("Langkah jangka pendek, menengah, dan panjang tiap program.")
    counted = books.composed(scope, "Menurut jangka", ["grafik program-horizon", "tabel program-horizon bila ada"])
    return Page("peta-jalan", "Peta jalan", lead=lead, sections=(*_filled([counted]), *sections))


def budget(scope: Scope) -> Page:
    """Money by pillar, year, source and office."""
    parts = (
        ("Menurut pilar dan tahun", ["grafik anggaran-pilar", "tabel anggaran-pilar"]),
        ("Menurut sumber dana", ["grafik anggaran-sumber", "tabel anggaran-sumber"]),
        ("Menurut OPD", ["tabel anggaran-opd"]),
        ("Terhadap APBD", ["tabel porsi-apbd bila ada"]),
    )
    lead = text(f"Jumlah kebutuhan {language.rupiah(anggaran(scope.plan))}, dihitung dari anggaran tiap program.")
    return Page("anggaran", "Anggaran", lead=lead, sections=_filled(books.composed(scope, *part) for part in parts))


def evaluation(scope: Scope) -> Iterator[Page]:
    """How the ministry scored the regency year by year, recomputed, with what was recommended and done."""
    found = annexes.evaluations(scope)
    if found:
        lead = text(
            "Nilai resmi di samping nilai yang dihitung ulang dari instrumennya, dan tindak lanjut rekomendasi."
        )
        blocks = annexes.evaluated(scope)
        yearly = (Section("menurut-tahun", "Menurut tahun", blocks),) if blocks else ()
        yield Page("evaluasi", "Evaluasi", lead=lead, sections=(*yearly, *found))


def readings(scope: Scope, made: tuple[Book, ...], sizes: Mapping[str, int]) -> Iterator[Page]:
    """Each book to read in the browser, a page a chapter."""
    for book in made:
        index = tuple(
            Card(
                f"{part.number} {part.title}".strip(),
                "",
                f"{book.id}/{part.id}",
                tuple(sub.title for sub in part.sections)[:4],
            )
            for part in (*book.chapters, *book.back)
        )
        yield Page(
            f"{book.id}/index",
            f"{book.label}: {book.title}",
            group=book.label,
            cards=index,
            eyebrow=f"{book.region}, {book.period}",
            downloads=files(scope, (book,), sizes),
        )
        for chapter in (*book.chapters, *book.back):
            eyebrow = f"{book.label}: {book.title}"
            yield Page(
                f"{book.id}/{chapter.id}",
                f"{chapter.number} {chapter.title}".strip(),
                group=book.label,
                eyebrow=eyebrow,
                sections=(chapter,),
            )


def downloads(scope: Scope, made: tuple[Book, ...], sizes: Mapping[str, int]) -> Page:
    """Every file there is, each with its kind and size."""
    lead = text("Buku yang sama dengan situs ini, disusun dari naskah yang sama.")
    return Page("unduhan", "Unduhan", lead=lead, downloads=files(scope, made, sizes, REST))


def _filled(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Those sections that say something."""
    return tuple(section for section in sections if section.blocks or section.sections)


def _honesty(scope: Scope) -> str:
    records = [record for record in scope.plan.rekaman_utama() if isinstance(record, Bersumber)]
    examples = sum(record.contoh for record in records)
    return (
        f"Dari {len(records)} catatan di masterplan ini, {len(records) - examples} bersumber dan {examples} "
        "masih contoh. Contoh ditandai di setiap tabel dan bagian; contoh tidak boleh ada di dokumen final."
    )
