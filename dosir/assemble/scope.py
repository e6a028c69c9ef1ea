"""What an assembly looks at: the plan, the templates, and the pillar or quick win that is being told.

Also how an author's words become an outline's: references turn into text here, and headings, captioned tables and
pictures inside prose turn into sections and blocks, so that every outlet numbers and draws them alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from dosir import language, markup
from dosir.assemble import crossing
from dosir.assemble.crossing import NOTHING, Crossings
from dosir.cache import digest
from dosir.markup import Node, slug
from dosir.outline import Block, Book, Cell, Column, Picture, Prose, Row, Section, Spans, Table, page_link, text
from dosir.plan import BerkasQuickWin, Plan
from dosir.plan.facts import CROSSINGS, Uang, Unknown, Value, about_quick_win, evaluate
from dosir.plan.prosa import Prosa
from dosir.plan.records import Dimensi
from dosir.templates import Templates

SOURCES = "sumber"  # the page of sources
DEEPEST = 4  # levels of headings in a text, which stands two levels deep: HTML and Word know six, a deeper one is bold


@dataclass(frozen=True)
class Scope:
    """One plan seen through one set of templates; `web` when pages and their links are meant.

    `revision` names the sources the plan was read from, as the books print it; `book` is the book that is being told,
    `crossings` is what its references may lead to.
    """

    plan: Plan
    templates: Templates
    dimensi: Dimensi | None = None
    quick_win: BerkasQuickWin | None = None
    web: bool = False
    revision: str = ""
    book: str = ""
    crossings: Crossings = NOTHING

    def word(self, key: str) -> str:
        """A word of `templates/kata.yml`."""
        return str(self.templates.data("kata.yml")[key])

    def on(self, dimensi: Dimensi) -> Scope:
        """The same scope looking at one pillar."""
        return replace(self, dimensi=dimensi)

    def about(self, quick_win: BerkasQuickWin) -> Scope:
        """The same scope looking at one quick win."""
        return replace(self, quick_win=quick_win)

    def within(self, book: str) -> Scope:
        """The same scope telling one book."""
        return replace(self, book=book)

    def knowing(self, books: Iterable[Book]) -> Scope:
        """The same scope with references that lead into these numbered books."""
        return replace(self, crossings=crossing.crossings(books, self.word))

    @property
    def own(self) -> tuple[str, ...]:
        """What a reference without further words is about: the quick win or the pillar that is being told."""
        if self.quick_win:
            return about_quick_win(self.plan, self.quick_win)
        return (self.dimensi.kode,) if self.dimensi else ()


def show(value: Value) -> str:
    """A fact as it reads in a sentence."""
    if isinstance(value, Uang):
        return language.rupiah_ringkas(value.rupiah)
    if isinstance(value, tuple):
        return language.daftar(value)
    return value if isinstance(value, str) else language.angka(Decimal(value))


def resolve(scope: Scope, nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The same prose with references replaced by what they say and unsafe links by their words."""

    def reference(node: Node) -> Iterable[Node]:
        if node.text in CROSSINGS:
            yield from _crossing(scope, node)
            return
        value = evaluate(scope.plan, node.text, node.target)
        yield Node("text", text=scope.word("kosong") if isinstance(value, Unknown) else show(value), line=node.line)

    def link(node: Node) -> Iterable[Node]:
        return (replace(node, children=crossing.unlinked(node.children)),) if _safe(node) else node.children

    return markup.expand(markup.expand(tuple(nodes), "reference", reference), "link", link)


def _safe(node: Node) -> bool:
    return markup.is_safe(node.target)


def _crossing(scope: Scope, node: Node) -> Iterable[Node]:
    target = scope.crossings.find(node.text, node.target, scope.book, scope.own)
    found = crossing.told(target, scope.book, scope.web) if target else text(_absent(scope, node))
    return (replace(part, line=node.line) for part in found)


def _absent(scope: Scope, node: Node) -> str:
    """What stands where a reference leads nowhere: the caption the table would have, and that it is not there yet."""
    name, _, about = node.target.partition(" ")
    shape = scope.templates.data("tabel.yml").get(name) if node.text == "tabel" else None
    if not shape:
        return scope.word("kosong")
    codes = [about.strip()] if about else scope.own
    pillar = next((item.nama for item in scope.plan.bersama.dimensi if item.kode in codes), "")
    sheet = next((item.rekaman.nama for item in scope.plan.quick_win if item.slug in codes), "")
    caption = shape["judul"].format_map(defaultdict(str, pilar=pillar, quick_win=sheet))
    return f"{scope.word('tabel').lower()} {caption.strip()} {scope.word('kosong')}"


def spans(scope: Scope, text: str) -> Spans:
    """A short text of a record, with its emphasis and references."""
    return resolve(scope, markup.parse_inline(text))


def told(scope: Scope, prosa: Prosa) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """(blocks before the first heading, sections below the headings) of an author's text."""
    return _split(scope, resolve(scope, map(_named, scope.plan.jangkar.on(prosa))))


def _named(node: Node) -> Node:
    """A heading with the name that references use, which is that of the words as the author wrote them."""
    return replace(node, target=slug(markup.plain(node.children))) if node.kind == "heading" else node


def cited(scope: Scope, ids: Iterable[str]) -> str:
    """Publishers and years of the sources with these ids, each once, in order of citation."""
    return "; ".join(_cited(scope, ids))


def citations(scope: Scope, ids: Iterable[str]) -> Spans:
    """The same, each with the way to its place on the page of sources."""
    result: Spans = ()
    for name, code in _cited(scope, ids).items():
        result = (*result, *(text("; ") if result else ()), *page_link(f"{SOURCES}#{source_row(code)}", name))
    return result


def source_row(code: str) -> str:
    """The id of a source's row on the page of sources, which no section of that page can have."""
    return f"{SOURCES}-{code}"


def _cited(scope: Scope, ids: Iterable[str]) -> dict[str, str]:
    """Publisher and year of these sources, each with the id of the first that is called so."""
    names: dict[str, str] = {}
    for code in ids:
        source = scope.plan.sumber_menurut_id.get(code)
        if source:
            year = source.tahun or (source.tanggal.year if source.tanggal else None)
            names.setdefault(f"{source.penerbit}, {year}" if year else source.penerbit, code)
    return names


def _split(
    scope: Scope, nodes: tuple[Node, ...], deepest: int = DEEPEST
) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """Cut at the first heading and at every later one that is not deeper than it; what is deeper is cut again."""
    starts: list[int] = []
    for at, node in enumerate(nodes if deepest else ()):
        if node.kind == "heading" and (not starts or node.info <= nodes[starts[0]].info):
            starts.append(at)
    if not starts:
        return tuple(_blocks(scope, nodes)), ()
    head = nodes[: starts[0]]
    sections = []
    for start, end in zip(starts, [*starts[1:], len(nodes)], strict=True):
        title = markup.plain(nodes[start].children)
        blocks, below = _split(scope, nodes[start + 1 : end], deepest - 1)
        key = nodes[start].target
        sections.append(Section(slug(title), title, blocks, below, anchor=nodes[start].anchor, key=key))
    return tuple(_blocks(scope, head)), tuple(sections)


def _blocks(scope: Scope, nodes: Iterable[Node]) -> Iterator[Block]:
    plain: list[Node] = []
    for node in nodes:
        special = list(_special(scope, node))
        if special and plain:
            yield Prose(tuple(plain))
            plain = []
        yield from special
        if not special:
            plain += markup.expand((node,), "tabel", _unframed)
    if plain:
        yield Prose(tuple(plain))


def _unframed(box: Node) -> tuple[Node, ...]:
    """A captioned table where no numbered table can stand, as in a list: its caption is a line above it."""
    title = Node("paragraph", (Node("strong", markup.caption(box)),))
    return (title, *box.children)


def _special(scope: Scope, node: Node) -> Iterator[Block]:
    if node.kind == "lanskap":
        for block in _blocks(scope, node.children):
            yield replace(block, wide=True) if isinstance(block, Table) else block
    elif node.kind == "tabel":
        yield from (_table(scope, node, part) if part.kind == "table" else Prose((part,)) for part in node.children)
    elif node.kind == "paragraph" and [child.kind for child in node.children] == ["image"]:
        image = node.children[0]
        if image.target in scope.plan.gambar:
            name = image.target.rpartition("/")[2].rpartition(".")[0]
            title = image.info or image.text or name
            yield replace(picture(scope, image.target, image.text or title, title), anchor=node.anchor)


def picture(scope: Scope, path: str, alt: str, caption: str) -> Picture:
    """An image of the regency's folder as a picture of the outline."""
    data = scope.plan.gambar[path].data
    suffix = path.rpartition(".")[2].lower()
    name = f"{digest(data)[:16]}.{suffix}"
    return Picture(slug(path), caption, alt, name, digest(data), data, key=slug(caption))


def _table(scope: Scope, box: Node, table: Node) -> Table:
    caption = markup.plain(resolve(scope, markup.caption(box)))
    head, *body = table.children
    columns = [Column(markup.plain(cell.children), 1, cell.info or "left") for cell in head.children]
    rows = tuple(Row(tuple(Cell(cell.children) for cell in row.children), anchor=row.anchor) for row in body)
    ids = markup.table_sources(box)
    cites = citations(scope, ids) if scope.web else ()
    key = slug(markup.plain(markup.caption(box)))
    return Table(slug(caption), caption, tuple(measured(columns, rows)), rows, cited(scope, ids), key=key, cites=cites)


def measured(columns: list[Column], rows: tuple[Row, ...]) -> Iterator[Column]:
    """Columns as wide as their longest word and their typical text ask for."""
    for index, column in enumerate(columns):
        texts = [column.title, *(markup.plain(row.cells[index].spans) for row in rows if index < len(row.cells))]
        longest = max((len(word) for text in texts for word in text.split()), default=1)
        typical = sum(map(len, texts)) / max(len(texts), 1)
        yield replace(column, width=round(min(max(longest, typical), 60)) + 2)


def record_ids(records: Iterable[Any]) -> list[str]:
    """Source ids that these records name, in order."""
    return [code for record in records for code in getattr(record, "sumber", ())]
