"""Pages of a regency's site: the same tables and prose as the books, laid out for finding instead of reading through.

Besides the pages that answer a question (what does this pillar plan, what is this office's duty) every book can be
read here too, a page a chapter, from the very outline that the DOCX and the PDF are made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from dosir import language
from dosir.assemble import (
    attachments,
    books,
    changes,
    completeness,
    differences,
    evaluation,
    findings,
    home,
    institutions,
    linkage,
    numbering,
    owing,
    sources,
)
from dosir.assemble.cards import PACKAGE, files
from dosir.assemble.ledger import BLANK, Ledger
from dosir.assemble.origins import Origins
from dosir.assemble.scope import Scope
from dosir.assemble.subjects import offices, pillars, programmes, quick_wins, rounds
from dosir.markup import plain
from dosir.outline import Book, Card, Missing, Page, Prose, Section, Site, text
from dosir.plan.facts import anggaran

REST = (".xlsx", ".json", ".schema.json", PACKAGE)  # what there is to download besides books


def site(
    scope: Scope, made: Iterable[Book], sizes: Mapping[str, int] = MappingProxyType({}), ledger: Ledger = BLANK
) -> Site:
    """The site of one regency; `made` are its books, assembled for the web, `sizes` those of the files to download."""
    books_made = tuple(made)
    scope = scope.knowing(books_made)
    place, debts = scope.plan.daerah, owing.Debts(scope)
    read = tuple(readings(scope, books_made, sizes))
    printed, traced = changes.printing(scope, read), Origins(scope, ledger)
    before = (
        home.home(scope, books_made, sizes, ledger, printed),
        vision(scope),
        readiness(scope),
        *pillars(scope),
        *quick_wins(scope, debts),
        programs(scope),
        *programmes(scope, debts),
        *linkage.across(scope),
        roadmap(scope),
        budget(scope),
        *offices(scope, debts),
        institutions.page(scope),
        rounds(scope),
        *evaluation.pages(scope),
        completeness.page(scope),
    )
    after = (
        differences.page(scope, traced, printed),
        sources.page(scope),
        attachments.page(scope),
        *read,
        downloads(scope, books_made, sizes),
    )
    there = {page.path: page.title for page in (*before, *after)}
    pages = (*before, findings.page(scope, ledger, there), *after)
    numbered = {f"{book.id}/{part.id}" for book in books_made for part in (*book.chapters, *book.back)}
    finished = tuple(
        page if page.path in numbered else replace(page, sections=numbering.unique(page.sections)) for page in pages
    )
    finished = tuple(traced.on(page) for page in finished)
    period = language.rentang_tahun(place.periode.tahun)
    subtitle = f"Masterplan Smart City {period}"
    told = place.versi, scope.revision, names(scope), scope.word(place.status)
    return Site(scope.plan.slug, place.nama_lengkap, subtitle, finished, *told)


def names(scope: Scope) -> tuple[tuple[str, ...], ...]:
    """The names of one thing together, for whoever searches by another than the page shows."""
    shared = ((item.singkatan, item.kepanjangan) for item in scope.plan.bersama.singkatan)
    return (*shared, *((opd.singkatan, opd.nama, *opd.alias) for opd in scope.plan.opd))


def vision(scope: Scope) -> Page:
    """Visions, missions, and how they lead to strategies."""
    parts = (
        ("Visi RPJMD", ["visi rpjmd", "tabel misi-rpjmd", "tabel telaah-visi bila ada"]),
        ("Visi smart city", ["visi smart city", "naskah visi-smart-city", "tabel kata-kunci", "tabel misi-smart-city"]),
        ("Dari misi ke sasaran", ["tabel keterkaitan-dimensi bila ada", "tabel misi-sasaran bila ada"]),
        ("Dari misi ke strategi", ["tabel keterkaitan-misi"]),
        ("Identitas daerah", ["tabel identitas"]),
    )
    composed = (_once(books.composed(scope, *part)) for part in parts)
    return Page("visi", "Visi dan misi", sections=_filled(composed))


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
    """Steps by year, pillar by pillar, then how many programmes run when."""
    sections = tuple(
        replace(books.composed(scope.on(dimensi), dimensi.nama, ["tabel peta-jalan"]), accent=dimensi.kode)
        for dimensi in scope.plan.bersama.dimensi
    )
    lead = text("Langkah jangka pendek, menengah, dan panjang tiap program.")
    counted = books.composed(scope, "Menurut jangka", ["grafik program-horizon", "tabel program-horizon bila ada"])
    return Page("peta-jalan", "Peta jalan", lead=lead, sections=(*sections, *_filled([counted])))


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


def readings(scope: Scope, made: tuple[Book, ...], sizes: Mapping[str, int]) -> Iterator[Page]:
    """Each book to read in the browser, a page a chapter."""
    for book in made:
        index = (
            *(_part(book, part, f"{part.number} {part.title}".strip()) for part in book.chapters),
            *(
                _part(book, part, part.number, part.title) if part.number else _part(book, part, part.title)
                for part in book.back
            ),
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


def _part(book: Book, part: Section, title: str, words: str = "") -> Card:
    return Card(title, words, f"{book.id}/{part.id}", tuple(sub.title for sub in part.sections)[:4])


def downloads(scope: Scope, made: tuple[Book, ...], sizes: Mapping[str, int]) -> Page:
    """Every file there is, each with its kind and size."""
    lead = text("Buku yang sama dengan situs ini, disusun dari naskah yang sama.")
    return Page("unduhan", "Unduhan", lead=lead, downloads=files(scope, made, sizes, REST))


def _once(section: Section) -> Section:
    """The section without a text that a later one quotes whole, as a manuscript does with the vision, and without a
    word repeated that something is missing."""
    words = [plain(block.nodes) if isinstance(block, Prose) else "" for block in section.blocks]
    quoted = {at for at, said in enumerate(words) if said and any(said in later for later in words[at + 1 :])}
    again = {
        at for at, block in enumerate(section.blocks) if isinstance(block, Missing) and block in section.blocks[:at]
    }
    return replace(section, blocks=tuple(b for at, b in enumerate(section.blocks) if at not in quoted | again))


def _filled(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Those sections that say something."""
    return tuple(section for section in sections if section.blocks or section.sections)
