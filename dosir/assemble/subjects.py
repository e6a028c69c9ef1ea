"""Pages about one thing each: a pillar, a quick win, an office, a round of guidance."""

from __future__ import annotations

from collections.abc import Iterator

from dosir import language
from dosir.assemble import books, tables
from dosir.assemble.cards import (
    bullets,
    cards_here,
    coordinator,
    linked,
    listed,
    origin,
    paragraph,
    pillar_card,
    quick_win_card,
)
from dosir.assemble.rows.parts import progress
from dosir.assemble.scope import Scope, spans, told
from dosir.markup import Node, slug
from dosir.outline import Block, Missing, Page, Prose, Remark, Section, Tile, text
from dosir.plan import BerkasQuickWin
from dosir.plan.facts import anggaran, program_opd
from dosir.plan.records import Bimtek, Dimensi, Kesepakatan, Opd, Tokoh


def pillars(scope: Scope) -> Iterator[Page]:
    """An overview and a page for each pillar."""
    cards = tuple(pillar_card(scope, dimensi) for dimensi in scope.plan.bersama.dimensi)
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
        ("Indikator", ["grafik indikator", "tabel indikator"]),
        ("Peta jalan", ["tabel peta-jalan"]),
        ("Kesenjangan", ["tabel gap"]),
    )
    cards = tuple(quick_win_card(scope, found) for found in plan.quick_win_dimensi(dimensi.kode))
    wins = (Section("quick-win", "Quick win", (cards_here(),)),) if cards else ()
    blocks, below = books.fetch(scope, "prosa pilar")
    sections = (
        Section("gambaran", "Gambaran", blocks, below),
        *wins,
        *(books.composed(scope, title, parts) for title, parts in names),
    )
    lead = (*coordinator(scope, item), *spans(scope, item.rekaman.ringkasan)) if item else text(dimensi.arti)
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
    cards = tuple(quick_win_card(scope, item) for item in scope.plan.quick_win)
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
        Tile("Progres", progress(sheet)),
        Tile("Pilar", dimensi.nama, f"pilar/{dimensi.kode}"),
    )
    blocks, below = told(scope, item.prosa)
    remark: tuple[Block, ...] = (Remark(scope.word("contoh-bagian")),) if sheet.contoh else ()
    sections = (
        Section("uraian", "Uraian", (*remark, *blocks), below),
        books.composed(scope, "Sepuluh aspek", ["tabel lembar"]),
        books.composed(scope, "Hasil dan kendala", ["tabel dampak bila ada", "tabel kendala bila ada"]),
        books.composed(scope, "Risiko", ["tabel risiko bila ada"]),
        books.composed(scope, "Perkembangan", ["tabel perkembangan bila ada"]),
        *origin(scope, [sheet]),
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
    shown = (Section("quick-win", "Quick win", (cards_here(),)),) if wins else ()
    sections = [
        listed(scope, "Program yang menjadi tanggung jawab", "program-opd", own),
        *shown,
        listed(scope, "Program yang didukung", "program-didukung", helped, total=False),
        *_registered(scope, opd),
        *origin(scope, [opd]),
    ]
    if leads:
        named = Prose((paragraph(linked((f"pilar/{d.kode}", d.nama) for d in leads)),))
        sections.insert(0, Section("koordinator", "Koordinator pilar", (named,)))
    cards = tuple(quick_win_card(scope, item) for item in wins)
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
        heads = ", ".join(f"{part.unsur} {language.angka(part.jumlah)}" for part in item.jumlah_peserta)
        came = "; ".join(word for word in (item.peserta, heads) if word)
        facts += [f"Moda {item.moda}." if item.moda else "", f"Peserta: {came}." if came else ""]
    nodes = [paragraph(spans(scope, " ".join(fact for fact in facts if fact)))]
    if isinstance(item, Kesepakatan):
        nodes.append(paragraph(spans(scope, item.judul)))
    else:
        nodes += bullets(scope, "Kegiatan", item.agenda) + bullets(scope, "Keluaran", item.keluaran)
    if item.catatan:
        nodes.append(Node("catatan", (paragraph(spans(scope, item.catatan)),)))
    people = tables.frame(scope, "tokoh", (_person(item, *found) for found in _people(item)))
    blocks: tuple[Block, ...] = (Prose(tuple(nodes)), people) if people.rows else (Prose(tuple(nodes)),)
    return Section(slug(title), title, (*blocks, *(block for part in origin(scope, [item]) for block in part.blocks)))


def _people(item: Bimtek | Kesepakatan) -> Iterator[tuple[Tokoh, str]]:
    """(person, part played) of those a source names, the ministry's experts first."""
    if isinstance(item, Bimtek):
        yield from ((person, person.peran or "pembimbing") for person in item.pembimbing)
    yield from ((person, person.peran or "–") for person in item.tokoh)


def _person(item: Bimtek | Kesepakatan, person: Tokoh, part: str) -> tables.Line:
    name = person.nama_bergelar if person.nama else "–"
    return tables.Line((name, person.jabatan_lengkap, part), (item,))


def _registered(scope: Scope, opd: Opd) -> Iterator[Section]:
    """How an office stands in the registers: its code, fields of government, other names, and its head by a source."""
    person = opd.kepala
    since = f" ({person.peran})" if person and person.peran else ""
    facts = (
        ("Kode organisasi", opd.kode),
        ("Urusan", ", ".join(opd.urusan)),
        ("Disebut juga", ", ".join(opd.alias)),
        ("Kepala", f"{person.nama_bergelar}, {person.jabatan_lengkap}{since}" if person and person.nama else ""),
        *((name, value) for name, value in opd.tambahan.items()),
    )
    items = tuple(
        Node("item", (paragraph((Node("strong", text(f"{name}: ")), *spans(scope, value))),))
        for name, value in facts
        if value
    )
    if items:
        yield Section("keterangan", "Keterangan", (Prose((Node("bullets", items),)),))
