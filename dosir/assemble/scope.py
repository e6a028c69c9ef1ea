"""What an assembly looks at: the plan, the templates, and the pillar or quick win that is being told.

Also how an author's words become an outline's: references turn into text here, and headings, captioned tables and
pictures inside prose turn into sections and blocks, so that every outlet numbers and draws them alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from dosir import language, markup
from dosir.cache import digest
from dosir.markup import Node
from dosir.outline import Block, Cell, Column, Picture, Prose, Row, Section, Spans, Table
from dosir.plan import BerkasQuickWin, Plan
from dosir.plan.facts import Uang, Unknown, Value, evaluate
from dosir.plan.prosa import Prosa
from dosir.plan.records import Dimensi
from dosir.templates import Templates


@dataclass(frozen=True)
class Scope:
    """One plan seen through one set of templates; `web` when pages and their links are meant.

    `revision` names the sources the plan was read from, as the books print it.
    """

    plan: Plan
    templates: Templates
    dimensi: Dimensi | None = None
    quick_win: BerkasQuickWin | None = None
    web: bool = False
    revision: str = ""

    def word(self, key: str) -> str:
        """A word of `templates/kata.yml`."""
        return str(self.templates.data("kata.yml")[key])

    def on(self, dimensi: Dimensi) -> Scope:
        """The same scope looking at one pillar."""
        return replace(self, dimensi=dimensi)

    def about(self, quick_win: BerkasQuickWin) -> Scope:
        """The same scope looking at one quick win."""
        return replace(self, quick_win=quick_win)


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
        value = evaluate(scope.plan, node.text, node.target)
        yield Node("text", text=scope.word("kosong") if isinstance(value, Unknown) else show(value), line=node.line)

    def link(node: Node) -> Iterable[Node]:
        return (node,) if markup.is_safe(node.target) else node.children

    return markup.expand(markup.expand(tuple(nodes), "reference", reference), "link", link)


def spans(scope: Scope, text: str) -> Spans:
    """A short text of a record, with its emphasis and references."""
    return resolve(scope, markup.parse_inline(text))


def told(scope: Scope, prosa: Prosa) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """(blocks before the first heading, sections below the headings) of an author's text."""
    return _split(scope, resolve(scope, scope.plan.jangkar.on(prosa)))


def slug(text: str) -> str:
    """An id for a heading: lower-case ASCII words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "bagian"


def cited(scope: Scope, ids: Iterable[str]) -> str:
    """Publishers and years of the sources with these ids, each once, in order of citation."""
    names: list[str] = []
    for code in ids:
        source = scope.plan.sumber_menurut_id.get(code)
        if source:
            year = source.tahun or (source.tanggal.year if source.tanggal else None)
            names.append(f"{source.penerbit}, {year}" if year else source.penerbit)
    return "; ".join(dict.fromkeys(names))


def _split(scope: Scope, nodes: tuple[Node, ...]) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """Cut at the first heading and at every later one that is not deeper than it; what is deeper is cut again."""
    starts: list[int] = []
    for at, node in enumerate(nodes):
        if node.kind == "heading" and (not starts or node.info <= nodes[starts[0]].info):
            starts.append(at)
    if not starts:
        return tuple(_blocks(scope, nodes)), ()
    head = nodes[: starts[0]]
    sections = []
    for start, end in zip(starts, [*starts[1:], len(nodes)], strict=True):
        title = markup.plain(nodes[start].children)
        blocks, below = _split(scope, nodes[start + 1 : end])
        sections.append(Section(slug(title), title, blocks, below, anchor=nodes[start].anchor))
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
    return Picture(slug(path), caption, alt, f"{digest(data)[:16]}.{suffix}", digest(data), data)


def _table(scope: Scope, box: Node, table: Node) -> Table:
    caption = markup.plain(resolve(scope, markup.caption(box)))
    head, *body = table.children
    columns = [Column(markup.plain(cell.children), 1, cell.info or "left") for cell in head.children]
    rows = tuple(Row(tuple(Cell(cell.children) for cell in row.children), anchor=row.anchor) for row in body)
    source = cited(scope, markup.table_sources(box))
    return Table(slug(caption), caption, tuple(measured(columns, rows)), rows, source)


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
