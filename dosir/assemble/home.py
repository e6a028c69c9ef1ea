"""The home page of a regency: what is planned, does it hang together, what is missing, what has changed lately.

It answers in the order in which a reviewer asks, each answer a line or a picture with the way to the whole of it; what
is missing is counted by kind, because forty programmes that lack the same field are one thing to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dosir import gates, language
from dosir.assemble import books, changes, completeness, findings, sources
from dosir.assemble.cards import PACKAGE, files, paragraph, pillar_card, quick_win_cards
from dosir.assemble.ledger import Ledger
from dosir.assemble.linkage import MATRIX
from dosir.assemble.rows import linkage
from dosir.assemble.rows.progress import Lack, lacks, stage_name
from dosir.assemble.scope import SOURCES, Scope, spans
from dosir.markup import Node
from dosir.outline import (
    Block,
    Book,
    Cards,
    Meter,
    Meters,
    Page,
    Prose,
    Section,
    Spans,
    Tile,
    page_link,
    text,
)
from dosir.plan.facts import anggaran, anggaran_per_penduduk, opd_terlibat
from dosir.plan.lineage import lineages
from dosir.plan.remarks import terbuka

SHOWN = 6  # kinds of gaps that home names; the rest is on the page of completeness
NUMBERS = ("", "Satu", "Dua", "Tiga", "Empat", "Lima", "Enam", "Tujuh", "Delapan", "Sembilan")


def home(
    scope: Scope, made: tuple[Book, ...], sizes: Mapping[str, int], ledger: Ledger, printed: changes.Printing
) -> Page:
    """What the regency plans, how far it is, what it lacks and what it changed, at a glance; `printed` are the sections
    that print each text."""
    place, plan = scope.plan.daerah, scope.plan
    stages = gates.stages(plan)
    vision = next((visi.teks for visi in plan.visi if visi.jenis == "smart city"), "")
    sections = (
        Section("kemajuan", "Kemajuan tiap tahap", tuple(_progress(scope, stages))),
        Section("kekurangan", "Yang masih kurang", tuple(_lacking(scope, stages))),
        Section("anggaran", "Anggaran", tuple(_budget(scope))),
        Section("pilar", _pillars(scope), (Cards(tuple(pillar_card(scope, d) for d in plan.bersama.dimensi)),)),
        Section("quick-win", "Quick win", tuple(_quick_wins(scope))),
        Section("perubahan", "Perubahan terakhir", tuple(changes.told(scope, ledger, printed))),
        Section("asal-isi", "Fakta dan contoh", (_honesty(scope),)),
    )
    return Page(
        "index",
        place.nama_lengkap,
        eyebrow=f"Masterplan Smart City {language.rentang_tahun(place.periode.tahun)}",
        lead=spans(scope, vision),
        tiles=tuple(_tiles(scope, ledger)),
        sections=tuple(section for section in sections if section.blocks),
        downloads=files(scope, made, sizes, (PACKAGE,)),
    )


def _tiles(scope: Scope, ledger: Ledger) -> Iterator[Tile]:
    plan, place = scope.plan, scope.plan.daerah
    yield Tile("Status", f"{scope.word(place.status)}, versi {place.versi}")
    yield completeness.tile(scope)
    yield Tile("Anggaran", language.rupiah_ringkas(anggaran(plan)), "anggaran")
    yield Tile("Pilar", str(len(plan.pilar)), "pilar")
    yield Tile("Program", str(len(plan.program)), "program")
    yield Tile("Quick win", str(len(plan.quick_win)), "quick-win")
    yield Tile("OPD terlibat", str(len(opd_terlibat(plan))), "opd")
    found = sum(finding.code != findings.OWN for finding in ledger.findings)
    yield Tile("Temuan pemeriksa", language.angka(found) if found else "tidak ada", findings.PATH)
    commits = ledger.history.commits
    if day := next((commits[part.commit].day for part in ledger.history.recent if part.commit in commits), None):
        yield Tile("Perubahan terakhir", language.tanggal(day), "index#perubahan")
    if waiting := terbuka(plan):
        yield Tile("Catatan terbuka", language.angka(len(waiting)), f"{findings.PATH}#catatan")


def _progress(scope: Scope, stages: tuple[gates.Stage, ...]) -> Iterator[Block]:
    yield Meters(tuple(_meter(stage) for stage in stages))
    held = max(scope.plan.bimtek, key=lambda item: item.tanggal_mulai, default=None)
    when = language.rentang_tanggal(held.tanggal_mulai, held.tanggal_selesai) if held else ""
    said = (
        f"Bimtek terakhir yang tercatat: tahap {held.tahap}, {when}. " if held else "Belum ada bimtek yang tercatat. "
    )
    yield Prose((paragraph((*text(said), *page_link("bimtek", "Bimtek dan kesepakatan"))), paragraph(_joined(scope))))


def _joined(scope: Scope) -> Spans:
    """How many programmes hang on all that a programme must hang on, with the way to the matrix."""
    lines = lineages(scope.plan)
    broken = {
        part.kode for kind in linkage.KINDS if kind.demanded for part in linkage.lacking_programs(scope, lines, kind)
    }
    whole = len(lines) - len(broken)
    words = f"{language.angka(whole)} dari {language.angka(len(lines))} program tersambung dari misi sampai anggaran. "
    return (*text(words), *page_link(MATRIX, "Keterkaitan"))


def _meter(stage: gates.Stage) -> Meter:
    lacking = len(stage.gaps)
    words = f"{stage.percent}%, kurang {language.angka(lacking)} dari {language.angka(len(stage.demands))}"
    target = completeness.gaps_of(stage)
    return Meter(stage_name(stage.tahap), stage.percent, words if lacking else "100%, lengkap", target)


def _lacking(scope: Scope, stages: tuple[gates.Stage, ...]) -> Iterator[Block]:
    """The kinds of gaps of the first stage that has any, with the way to each."""
    stage = next((stage for stage in stages if stage.gaps), None)
    if stage is None:
        yield Prose((paragraph(text("Tidak ada: semua yang dituntut sampai dokumen final sudah ada.")),))
        return
    found = tuple(lacks(stage))
    items = [_lack(scope, lack) for lack in found[:SHOWN]]
    examples = sum(gap.example for gap in stage.gaps)
    if examples:
        words = f"{language.angka(examples)} isian masih contoh, belum bersumber"
        items.append(page_link(f"{completeness.PATH}#contoh", words))
    more = f" dan {language.angka(len(found) - SHOWN)} macam lagi" if len(found) > SHOWN else ""
    opening = f"Yang dituntut {stage_name(stage.tahap)} dan belum ada"
    rest = page_link(completeness.gaps_of(stage), f"Semua kekurangan {stage_name(stage.tahap)}")
    listed = Node("bullets", tuple(Node("item", (paragraph(item),)) for item in items))
    yield Prose((paragraph(text(f"{opening}:")), listed, paragraph((*rest, *text(f"{more}.")))))


def _lack(scope: Scope, lack: Lack) -> Spans:
    words = lack.words[:1].upper() + lack.words[1:]
    return (Node("link", spans(scope, words), target=f"page:{completeness.PATH}#{lack.ids[0]}"),)


def _budget(scope: Scope) -> Iterator[Block]:
    total = anggaran(scope.plan)
    if total:
        share = anggaran_per_penduduk(scope.plan)
        each = f", {language.rupiah_ringkas(share)} tiap penduduk" if share else ""
        words = f"Kebutuhan {language.rupiah_ringkas(total)}{each}. "
        yield Prose((paragraph((*text(words), *page_link("anggaran", "Menurut pilar, tahun, sumber dana, dan OPD"))),))
        yield from books.fetch(scope, "grafik anggaran-pilar")[0]


def _quick_wins(scope: Scope) -> Iterator[Block]:
    if scope.plan.quick_win:
        yield quick_win_cards(scope, scope.plan.quick_win)


def _pillars(scope: Scope) -> str:
    count = len(scope.plan.bersama.dimensi)
    return f"{NUMBERS[count]} pilar" if 0 < count < len(NUMBERS) else "Pilar"


def _honesty(scope: Scope) -> Prose:
    facts, examples = sources.counted(scope)
    words = (
        f"Dari {language.angka(facts + examples)} catatan di masterplan ini, {language.angka(facts)} bersumber dan "
        f"{language.angka(examples)} masih contoh. Contoh ditandai di setiap tabel dan bagian; contoh tidak boleh ada "
        "di dokumen final. "
    )
    return Prose((paragraph((*text(words), *page_link(SOURCES, "Daftar sumber"))),))
