"""Small pieces that several pages place: cards, lists of files, linked names, paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dosir import language, markup
from dosir.assemble import tables
from dosir.assemble.rows import action, money
from dosir.assemble.rows.parts import progress
from dosir.assemble.scope import Scope, citations, spans
from dosir.markup import Node, slug
from dosir.outline import Block, Book, Card, Cards, Missing, Prose, Section, Spans, Table, Tile, page_link, text
from dosir.plan import BerkasPilar, BerkasQuickWin
from dosir.plan.facts import anggaran
from dosir.plan.records import Bersumber, Dimensi, Program

DOWNLOADS = "unduh"
PACKAGE = ".zip"


def pillar_card(scope: Scope, dimensi: Dimensi) -> Card:
    """A pillar with its summary and its counts."""
    plan = scope.plan
    item = next((found for found in plan.pilar if found.dimensi == dimensi), None)
    programs_here = plan.program_dimensi(dimensi.kode)
    facts = (
        f"{len(programs_here)} program",
        f"{len(plan.quick_win_dimensi(dimensi.kode))} quick win",
        language.rupiah_ringkas(anggaran(plan, programs_here)),
    )
    line = markup.plain(spans(scope.on(dimensi), item.rekaman.ringkasan)) if item else "Belum ditulis."
    return Card(dimensi.nama, line, f"pilar/{dimensi.kode}", facts, dimensi.kode)


def quick_win_card(scope: Scope, item: BerkasQuickWin) -> Card:
    """A quick win with its office, status and progress."""
    program = scope.plan.program_menurut_kode[item.rekaman.program]
    accent = scope.plan.dimensi_program(program)
    office = scope.plan.opd_menurut_id[program.opd].singkatan
    facts = (office, item.rekaman.status, progress(item.rekaman))
    return Card(
        item.rekaman.nama,
        markup.plain(spans(scope.about(item), item.rekaman.ringkasan)),
        f"quick-win/{item.slug}",
        facts,
        accent,
    )


def files(scope: Scope, made: Iterable[Book], sizes: Mapping[str, int], rest: tuple[str, ...] = ()) -> tuple[Tile, ...]:
    """Links to the files of these books and to the `rest` by their ends, each with its kind and its size in bytes.

    The package is as large as it is only when the pages stand, so it has no size here.
    """
    stem = scope.plan.slug
    titles = {f"{stem}-{book.id}.": f"{book.label}: {book.title}" for book in made}
    others = {f"{stem}{end}": scope.word(f"unduh{end.replace('.', '-')}") for end in rest}
    named = [(name, label) for start, label in titles.items() for name in sizes if name.startswith(start)]
    named += [(name, label) for name, label in others.items() if name in sizes or name.endswith(PACKAGE)]
    return tuple(_file(name, label, sizes.get(name)) for name, label in named)


def listed(scope: Scope, title: str, name: str, chosen: Iterable[Program], total: bool = True) -> Section:
    """A section with these programmes as a table, or a word that there are none."""
    lines = [replace(line, id="") for line in action.program_lines(scope, chosen, total)]
    if lines:
        return Section(slug(title), title, (tables.frame(scope, name, lines),))
    return Section(slug(title), title, (Prose((paragraph(text("Tidak ada.")),)),))


def missing(scope: Scope, file: str) -> Missing:
    """A word that a part is not written yet, and the file of the regency's folder in which it belongs."""
    return Missing(scope.word("belum-ada").format(berkas=f"{scope.plan.slug}/{file}"))


def tabled(name: str, title: str, table: Table, otherwise: Block, *before: Block) -> Section:
    """A section with a table and what stands before it; `otherwise` when the table has no row.

    A caption that only repeats the title is left out.
    """
    shown = replace(table, caption="") if table.caption == title else table
    return Section(name, title, (*before, shown) if table.rows else (otherwise,))


def with_spent(scope: Scope, section: Section, chosen: Iterable[Program]) -> Section:
    """A section about the money of these programmes, with what was spent of it where that is known."""
    spent = tables.frame(scope, "realisasi", money.spent_lines(scope, chosen))
    return replace(section, blocks=(*section.blocks, spent)) if spent.rows else section


def said(words: str) -> Prose:
    """A paragraph of plain words."""
    return Prose((paragraph(text(words)),))


def coordinator(scope: Scope, item: BerkasPilar) -> Spans:
    """Who coordinates a pillar, as the opening of its page's lead."""
    opd = scope.plan.opd_menurut_id.get(item.rekaman.koordinator)
    return (*text("Koordinator: "), *page_link(f"opd/{opd.id}", opd.singkatan), *text(". ")) if opd else ()


def origin(scope: Scope, records: list[Bersumber]) -> Iterator[Section]:
    """A closing section that names the sources of these records, when they have any."""
    ids = [code for record in records for code in record.sumber]
    if ids:
        yield Section("sumber", "Sumber", (Prose((paragraph((*citations(scope, ids), *text("."))),)),))


def quick_win_cards(scope: Scope, items: Iterable[BerkasQuickWin]) -> Cards:
    """The cards of these quick wins."""
    return Cards(tuple(quick_win_card(scope, item) for item in items))


def paragraph(nodes: Spans) -> Node:
    """A paragraph of these spans."""
    return Node("paragraph", nodes)


def bullets(scope: Scope, title: str, lines: tuple[str, ...]) -> list[Node]:
    """A bold line and a list below it; nothing when the list is empty."""
    if not lines:
        return []
    items = tuple(Node("item", (paragraph(spans(scope, line)),)) for line in lines)
    return [paragraph((Node("strong", text(title)),)), Node("bullets", items)]


def linked(targets: Iterable[tuple[str, str]]) -> Spans:
    """Links to pages, joined by commas; of one without a page the words alone."""
    return commas(page_link(target, label) if target else text(label) for target, label in targets)


def commas(parts: Iterable[Spans]) -> Spans:
    """These spans in one line, joined by commas."""
    result: Spans = ()
    for part in parts:
        result = (*result, *text(", "), *part) if result else part
    return result


def _file(name: str, label: str, size: int | None) -> Tile:
    kind = name.rpartition(".")[2].upper()
    return Tile(label, f"{kind}, {language.ukuran(size)}" if size is not None else kind, f"{DOWNLOADS}/{name}")
