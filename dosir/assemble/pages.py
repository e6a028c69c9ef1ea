"""Pages of a regency's site: the same tables and prose as the books, laid out for finding instead of reading through.

Besides the pages that answer a question (what does this pillar plan, what is this office's duty) every book can be
read here too, a page a chapter, from the very outline that the DOCX and the PDF are made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dosir import language
from dosir.assemble import books, numbering, rows, tables
from dosir.assemble.scope import Scope, cited, slug, spans, told
from dosir.markup import Node
from dosir.outline import Block, Book, Card, Missing, Page, Prose, Remark, Section, Site, Spans, Tile, page_link, text
from dosir.plan import BerkasPilar, BerkasQuickWin
from dosir.plan.facts import anggaran, opd_terlibat, program_opd
from dosir.plan.records import Bersumber, Bimtek, Dimensi, Kesepakatan, Opd

DOWNLOADS = "unduh"


def site(scope: Scope, made: Iterable[Book]) -> Site:
    """The site of one regency; `made` are its books, assembled for the web."""
    books_made = tuple(made)
    place = scope.plan.daerah
    pages = (
        home(scope, books_made),
        vision(scope),
        *pillars(scope),
        *quick_wins(scope),
        programs(scope),
        roadmap(scope),
        budget(scope),
        *offices(scope),
        rounds(scope),
        *readings(scope, books_made),
        downloads(scope, books_made),
    )
    finished = tuple(
        replace(page, sections=numbering.unique(page.sections)) if "buku" not in page.path else page for page in pages
    )
    period = language.rentang_tahun(place.periode.tahun)
    return Site(scope.plan.slug, place.nama_lengkap, f"Masterplan Smart City {period}", finished)


def home(scope: Scope, made: tuple[Book, ...]) -> Page:
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
    )
    latest = max(plan.bimtek, key=lambda item: item.tanggal_mulai, default=None)
    note = f"Bimtek terakhir yang tercatat: tahap {latest.tahap}." if latest else "Belum ada bimtek yang tercatat."
    sections = (
        Section("pilar", "Enam pilar" if len(plan.bersama.dimensi) == 6 else "Pilar", (_cards_here(),)),
        Section("anggaran", "Anggaran", books.fetch(scope, "grafik anggaran-pilar")[0]),
        Section(
            "proses",
            "Proses penyusunan",
            (Prose((_paragraph((*text(f"{note} "), *page_link("bimtek", "Selengkapnya"))),)),),
        ),
        Section("asal-isi", "Fakta dan contoh", (Prose((_paragraph(text(_honesty(scope))),)),)),
    )
    return Page(
        "index",
        place.nama_lengkap,
        eyebrow=f"Masterplan Smart City {language.rentang_tahun(place.periode.tahun)}",
        lead=spans(scope, vision_text),
        tiles=tiles,
        cards=tuple(_pillar_card(scope, d) for d in plan.bersama.dimensi),
        sections=sections,
        downloads=_files(scope, made),
    )


def vision(scope: Scope) -> Page:
    """Visions, missions, and how they lead to strategies."""
    parts = (
        ("Visi RPJMD", ["visi rpjmd", "tabel misi-rpjmd"]),
        ("Visi smart city", ["visi smart city", "naskah visi-smart-city", "tabel kata-kunci", "tabel misi-smart-city"]),
        ("Dari misi ke strategi", ["tabel keterkaitan-misi"]),
        ("Identitas daerah", ["tabel identitas"]),
    )
    return Page("visi", "Visi dan misi", sections=tuple(books.composed(scope, title, names) for title, names in parts))


def pillars(scope: Scope) -> Iterator[Page]:
    """An overview and a page for each pillar."""
    cards = tuple(_pillar_card(scope, dimensi) for dimensi in scope.plan.bersama.dimensi)
    yield Page(
        "pilar/index",
        "Pilar",
        group="Pilar",
        lead=text("Enam bidang pembangunan kota cerdas dan sasarannya."),
        cards=cards,
        sections=(books.composed(scope, "Kesenjangan yang dijawab", ["tabel gap"]),),
    )
    for dimensi in scope.plan.bersama.dimensi:
        yield pillar(scope.on(dimensi), dimensi)


def pillar(scope: Scope, dimensi: Dimensi) -> Page:
    """Goals, strategies, programmes, indicators and road map of one pillar."""
    plan = scope.plan
    item = next((found for found in plan.pilar if found.dimensi == dimensi), None)
    programs_here = plan.program_dimensi(dimensi.kode)
    tiles = (
        Tile("Program", str(len(programs_here))),
        Tile("Quick win", str(len(plan.quick_win_dimensi(dimensi.kode)))),
        Tile("Strategi", str(len(item.rekaman.strategi) if item else 0)),
        Tile("Anggaran", language.rupiah_ringkas(anggaran(plan, programs_here))),
    )
    names = (
        ("Tujuan dan sasaran", ["tujuan pilar", "tabel sasaran"]),
        ("Strategi", ["tabel strategi"]),
        ("Program dan anggaran", ["tabel rencana-aksi"]),
        ("Indikator", ["tabel indikator"]),
        ("Peta jalan", ["tabel peta-jalan"]),
        ("Kesenjangan", ["tabel gap"]),
    )
    cards = tuple(_quick_win_card(scope, found) for found in plan.quick_win_dimensi(dimensi.kode))
    wins = (Section("quick-win", "Quick win", (_cards_here(),)),) if cards else ()
    blocks, below = books.fetch(scope, "prosa pilar")
    sections = (
        Section("gambaran", "Gambaran", blocks, below),
        *wins,
        *(books.composed(scope, title, parts) for title, parts in names),
    )
    lead = (*_coordinator(scope, item), *spans(scope, item.rekaman.ringkasan)) if item else text(dimensi.arti)
    return Page(
        f"pilar/{dimensi.kode}",
        dimensi.nama,
        group="Pilar",
        eyebrow=dimensi.arti,
        lead=lead,
        accent=dimensi.kode,
        tiles=tiles,
        cards=cards,
        sections=sections,
    )


def quick_wins(scope: Scope) -> Iterator[Page]:
    """An overview and a page for each quick win."""
    cards = tuple(_quick_win_card(scope, item) for item in scope.plan.quick_win)
    yield Page(
        "quick-win/index",
        "Quick win",
        group="Quick win",
        cards=cards,
        lead=text("Hasil yang dirasakan warga dalam enam bulan sampai satu tahun."),
        sections=(books.composed(scope, "Daftar quick win", ["tabel quick-win"]),),
    )
    for item in scope.plan.quick_win:
        yield quick_win(scope.about(item), item)


def quick_win(scope: Scope, item: BerkasQuickWin) -> Page:
    """One quick win: its sheet with the ten aspects, its risks and its progress."""
    sheet = item.rekaman
    program = scope.plan.program_menurut_kode[sheet.program]
    dimensi = scope.plan.sub_dimensi[program.sub_dimensi][0]
    office = scope.plan.opd_menurut_id[program.opd]
    tiles = (
        Tile("OPD", office.singkatan, f"opd/{office.id}"),
        Tile("Status", sheet.status),
        Tile("Progres", f"{sheet.progres}%"),
        Tile("Pilar", dimensi.nama, f"pilar/{dimensi.kode}"),
    )
    blocks, below = told(scope, item.prosa)
    remark: tuple[Block, ...] = (Remark(scope.word("contoh-bagian")),) if sheet.contoh else ()
    sections = (
        Section("uraian", "Uraian", (*remark, *blocks), below),
        books.composed(scope, "Sepuluh aspek", ["tabel lembar"]),
        books.composed(scope, "Risiko", ["tabel risiko"]),
        books.composed(scope, "Perkembangan", ["tabel perkembangan"]),
        *_origin(scope, [sheet]),
    )
    return Page(
        f"quick-win/{item.slug}",
        sheet.nama,
        group="Quick win",
        eyebrow=dimensi.nama,
        lead=spans(scope, sheet.ringkasan),
        accent=dimensi.kode,
        tiles=tiles,
        sections=tuple(part for part in sections if part.blocks or part.sections),
    )


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
    )
    return Page("program", "Daftar program", lead=lead, sections=sections)


def roadmap(scope: Scope) -> Page:
    """Steps by horizon, pillar by pillar."""
    sections = tuple(
        replace(books.composed(scope.on(dimensi), dimensi.nama, ["tabel peta-jalan"]), accent=dimensi.kode)
        for dimensi in scope.plan.bersama.dimensi
    )
    lead = text("Langkah jangka pendek, menengah, dan panjang tiap program.")
    return Page("peta-jalan", "Peta jalan", lead=lead, sections=sections)


def budget(scope: Scope) -> Page:
    """Money by pillar, year, source and office."""
    parts = (
        ("Menurut pilar dan tahun", ["grafik anggaran-pilar", "tabel anggaran-pilar"]),
        ("Menurut sumber dana", ["grafik anggaran-sumber", "tabel anggaran-sumber"]),
        ("Menurut OPD", ["tabel anggaran-opd"]),
    )
    lead = text(f"Jumlah kebutuhan {language.rupiah(anggaran(scope.plan))}, dihitung dari anggaran tiap program.")
    return Page("anggaran", "Anggaran", lead=lead, sections=tuple(books.composed(scope, *part) for part in parts))


def offices(scope: Scope) -> Iterator[Page]:
    """The register of offices and, for each, what it owns and supports."""
    sections = (
        books.composed(scope, "Daftar OPD", ["tabel opd"]),
        books.composed(scope, "Kelembagaan smart city", ["tabel kelembagaan"]),
    )
    yield Page(
        "opd/index",
        "OPD",
        group="OPD",
        sections=sections,
        lead=text("Pilih perangkat daerah untuk melihat tugasnya dalam masterplan."),
    )
    for opd in scope.plan.opd:
        yield office(scope, opd)


def office(scope: Scope, opd: Opd) -> Page:
    """What one office answers for, supports, and has to show as quick wins."""
    plan = scope.plan
    own = program_opd(plan, opd.id)
    helped = tuple(program for program in plan.program if opd.id in program.opd_pendukung)
    wins = [item for item in plan.quick_win if item.rekaman.program in {program.kode for program in own}]
    leads = [item.dimensi for item in plan.pilar if item.rekaman.koordinator == opd.id]
    tiles = (
        Tile("Program", str(len(own))),
        Tile("Mendukung", str(len(helped))),
        Tile("Quick win", str(len(wins))),
        Tile("Anggaran", language.rupiah_ringkas(anggaran(plan, own))),
    )
    shown = (Section("quick-win", "Quick win", (_cards_here(),)),) if wins else ()
    sections = [
        _listed(scope, "Program yang menjadi tanggung jawab", "program-opd", own),
        *shown,
        _listed(scope, "Program yang didukung", "program-didukung", helped),
        *_origin(scope, [opd]),
    ]
    if leads:
        named = Prose((_paragraph(_linked((f"pilar/{d.kode}", d.nama) for d in leads)),))
        sections.insert(0, Section("koordinator", "Koordinator pilar", (named,)))
    cards = tuple(_quick_win_card(scope, item) for item in wins)
    return Page(
        f"opd/{opd.id}",
        opd.singkatan,
        group="OPD",
        eyebrow=opd.nama,
        lead=spans(scope, opd.tugas),
        tiles=tiles,
        cards=cards,
        sections=tuple(sections),
    )


def rounds(scope: Scope) -> Page:
    """The rounds of guidance held and what was signed, with people and sources."""
    sections = [
        *(
            _round(
                scope,
                f"Bimtek {item.tahap}",
                item,
                item.tempat,
                language.rentang_tanggal(item.tanggal_mulai, item.tanggal_selesai),
            )
            for item in scope.plan.bimtek
        ),
        *(
            _round(scope, item.jenis.capitalize(), item, item.tempat, language.hari_tanggal(item.tanggal))
            for item in scope.plan.kesepakatan
        ),
    ]
    if not sections:
        sections = [Section("kosong", "Bimtek", (Missing(scope.word("belum-ada").format(berkas="bimtek.yml")),))]
    lead = text("Bimbingan teknis, kesepahaman, dan komitmen yang tercatat dari sumber terbuka.")
    return Page("bimtek", "Bimtek dan kesepakatan", lead=lead, sections=tuple(sections))


def _round(scope: Scope, title: str, item: Bimtek | Kesepakatan, place: str, when: str) -> Section:
    facts = [f"{when}, {place}." if place else f"{when}."]
    if isinstance(item, Bimtek):
        facts += [f"Moda {item.moda}.", f"Peserta: {item.peserta}." if item.peserta else ""]
    nodes = [_paragraph(spans(scope, " ".join(fact for fact in facts if fact)))]
    if isinstance(item, Kesepakatan):
        nodes.append(_paragraph(spans(scope, item.judul)))
    else:
        nodes += _bullets(scope, "Kegiatan", item.agenda) + _bullets(scope, "Keluaran", item.keluaran)
    if item.catatan:
        nodes.append(Node("catatan", (_paragraph(spans(scope, item.catatan)),)))
    people = tables.frame(
        scope,
        "tokoh",
        (tables.Line((person.nama or "–", person.jabatan, person.peran or "–"), (item,)) for person in item.tokoh),
    )
    blocks: tuple[Block, ...] = (Prose(tuple(nodes)), people) if item.tokoh else (Prose(tuple(nodes)),)
    return Section(slug(title), title, (*blocks, *(block for part in _origin(scope, [item]) for block in part.blocks)))


def readings(scope: Scope, made: tuple[Book, ...]) -> Iterator[Page]:
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
            downloads=_files(scope, (book,)),
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


def downloads(scope: Scope, made: tuple[Book, ...]) -> Page:
    """The signed-to-be files."""
    lead = text("Buku yang sama dengan situs ini, disusun dari naskah yang sama.")
    return Page("unduhan", "Unduhan", lead=lead, downloads=_files(scope, made, with_data=True))


def _files(scope: Scope, made: tuple[Book, ...], with_data: bool = False) -> tuple[Tile, ...]:
    stem = f"{DOWNLOADS}/{scope.plan.slug}"
    files = [
        Tile(f"{book.label}: {book.title}", kind.upper(), f"{stem}-{book.id}.{kind}")
        for book in made
        for kind in ("pdf", "docx")
    ]
    if with_data:
        files.append(Tile("Rencana sebagai data", "JSON", f"{stem}.json"))
    return tuple(files)


def _listed(scope: Scope, title: str, name: str, chosen: Iterable[object]) -> Section:
    lines = [replace(line, id="") for line in rows.program_lines(scope, chosen)]  # type: ignore[arg-type]
    if lines:
        return Section(slug(title), title, (tables.frame(scope, name, lines),))
    return Section(slug(title), title, (Prose((_paragraph(text("Tidak ada.")),)),))


def _pillar_card(scope: Scope, dimensi: Dimensi) -> Card:
    plan = scope.plan
    item = next((found for found in plan.pilar if found.dimensi == dimensi), None)
    programs_here = plan.program_dimensi(dimensi.kode)
    facts = (
        f"{len(programs_here)} program",
        f"{len(plan.quick_win_dimensi(dimensi.kode))} quick win",
        language.rupiah_ringkas(anggaran(plan, programs_here)),
    )
    line = _plain(spans(scope, item.rekaman.ringkasan)) if item else "Belum ditulis."
    return Card(dimensi.nama, line, f"pilar/{dimensi.kode}", facts, dimensi.kode)


def _quick_win_card(scope: Scope, item: BerkasQuickWin) -> Card:
    program = scope.plan.program_menurut_kode[item.rekaman.program]
    accent = scope.plan.dimensi_program(program)
    office = scope.plan.opd_menurut_id[program.opd].singkatan
    facts = (office, item.rekaman.status, f"{item.rekaman.progres}%")
    return Card(
        item.rekaman.nama, _plain(spans(scope, item.rekaman.ringkasan)), f"quick-win/{item.slug}", facts, accent
    )


def _coordinator(scope: Scope, item: BerkasPilar) -> Spans:
    opd = scope.plan.opd_menurut_id.get(item.rekaman.koordinator)
    return (*text("Koordinator: "), *page_link(f"opd/{opd.id}", opd.singkatan), *text(". ")) if opd else ()


def _origin(scope: Scope, records: list[Bersumber]) -> Iterator[Section]:
    ids = [code for record in records for code in record.sumber]
    if ids:
        yield Section("sumber", "Sumber", (Prose((_paragraph(text(f"{cited(scope, ids)}.")),)),))


def _honesty(scope: Scope) -> str:
    records = [record for record in scope.plan.rekaman_utama() if isinstance(record, Bersumber)]
    examples = sum(record.contoh for record in records)
    return (
        f"Dari {len(records)} catatan di masterplan ini, {len(records) - examples} bersumber dan {examples} "
        "masih contoh. Contoh ditandai di setiap tabel dan bagian; contoh tidak boleh ada di dokumen final."
    )


def _cards_here() -> Prose:
    return Prose((Node("cards"),))


def _paragraph(nodes: Spans) -> Node:
    return Node("paragraph", nodes)


def _bullets(scope: Scope, title: str, lines: tuple[str, ...]) -> list[Node]:
    if not lines:
        return []
    items = tuple(Node("item", (_paragraph(spans(scope, line)),)) for line in lines)
    return [_paragraph((Node("strong", text(title)),)), Node("bullets", items)]


def _linked(targets: Iterable[tuple[str, str]]) -> Spans:
    result: Spans = ()
    for target, label in targets:
        result = (*result, *(text(", ") if result else ()), *page_link(target, label))
    return result


def _plain(nodes: Spans) -> str:
    from dosir.markup import plain

    return plain(nodes)
