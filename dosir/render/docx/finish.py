"""The finishing pass over a DOCX package: what pandoc cannot say.

Marker paragraphs of the style `Penanda Dosir` say where a list, a table or the end of a section stands; only our
template can write that style, so no author's text can be one. Headings are taken in the order of the outline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import Any

from lxml import etree

from dosir.outline import Book, Chart, Picture, Prose, Section, Table
from dosir.render import flow
from dosir.render.docx import cover, edges, lists, numbers, parts, pictures, tables
from dosir.render.docx.paper import Paper
from dosir.render.docx.xml import W, after, join_runs, make, paragraph_style, set_property, text_of
from dosir.render.pdf import Layout
from dosir.templates import Templates

MARKER = "PenandaDosir"
FIRST_BOOKMARK = 100_000  # pandoc counts its own from below


@dataclass(frozen=True)
class _Desk:
    """What the pass works with: the book, the body of its text, and numbers for new bookmarks."""

    templates: Templates
    book: Book
    body: Any
    layout: Layout
    blocks: Mapping[str, Table | Chart | Picture]
    count: Iterator[int] = field(default_factory=lambda: count(FIRST_BOOKMARK))

    @property
    def paper(self) -> Paper:
        return Paper(self.book.paper)

    @cached_property
    def items(self) -> tuple[flow.Item, ...]:
        return tuple(item for run in flow.runs(self.book) for item in run.items)

    @cached_property
    def accents(self) -> Mapping[str, str]:
        return {item.block.id: item.accent for item in self.items if isinstance(item.block, Table)}

    def colour(self, accent: str) -> str:
        """The strong colour of a pillar; empty for what belongs to none."""
        found = self.templates.data("identitas.yml")["pilar"].get(accent)
        return str(found["kuat"]) if found else ""

    @property
    def words(self) -> Mapping[str, str]:
        return self.templates.data("kata.yml")  # type: ignore[no-any-return]


def finish(
    templates: Templates, book: Book, converted: bytes, drawn: Mapping[str, pictures.Drawn], layout: Layout
) -> bytes:
    """The finished package; `drawn` are its pictures in reading order, `layout` is that of the same book as PDF."""
    package = parts.unpacked(converted)
    document = etree.fromstring(package["word/document.xml"])
    body = document.find(f"{W}body")
    assert body is not None
    desk = _Desk(templates, book, body, layout, {block.id: block for block in _blocks(book)})
    join_runs(document)
    for marker in [part for part in body if paragraph_style(part) == MARKER]:
        _replace(desk, marker)
    _headings(desk)
    _loose_tables(desk)
    numbers.references(document, {**desk.blocks, **{part.id: part for _, part in book.walk() if part.number}})
    _sections(desk)
    package = pictures.put(document, package, drawn.values())
    _cover(desk)
    package["word/document.xml"] = parts.xml(document)
    return parts.packed(_around(desk, package), book.date)


def _parts(book: Book) -> Iterator[Section]:
    """Every section of the book, those of the front matter first."""
    yield from (part for front in book.front for _, part in front.walk())
    yield from (part for _, part in book.walk())


def _blocks(book: Book) -> Iterator[Table | Chart | Picture]:
    kinds = (Table, Chart, Picture)
    yield from (block for part in _parts(book) for block in part.blocks if isinstance(block, kinds))


def _replace(desk: _Desk, marker: Any) -> None:
    kind, _, name = text_of(marker).partition(" ")
    if kind == "bagian":
        edges.end_section(marker, name, desk.paper)
        return
    MARKERS[kind](desk, marker, name)
    desk.body.remove(marker)


def _table(desk: _Desk, marker: Any, name: str) -> None:
    table = desk.blocks[name]
    assert isinstance(table, Table)
    element = next(part for part in marker.itersiblings() if part.tag == f"{W}tbl")
    if table.number:
        numbers.caption(after(marker), desk.words["tabel"], table, desk.count)
        if name in desk.layout.tops:
            _open_page(after(marker))
    colour = desk.colour(desk.accents.get(name, ""))
    tables.known(desk.templates, element, table, desk.paper.text(table.wide), colour)
    tables.stretch(element, desk.layout.rows.get(name, {}))
    element.set(LAID_OUT, "")


def _figure(desk: _Desk, marker: Any, name: str) -> None:
    numbers.caption(after(marker), desk.words["gambar"], desk.blocks[name], desk.count)


def _list(desk: _Desk, marker: Any, name: str) -> None:
    for made in lists.filled(desk.book, name, desk.layout.pages, desk.words):
        marker.addprevious(made)


def _front(desk: _Desk, marker: Any, name: str) -> None:
    numbers.front(after(marker), name, desk.count)


def _gap(desk: _Desk, marker: Any, name: str) -> None:
    marker.addprevious(make("p", make("pPr", make("pStyle", val="SesudahTabel"))))


LAID_OUT = "laid-out"  # an attribute that no package keeps: taken off again once every table was seen
MARKERS: Mapping[str, Callable[[_Desk, Any, str], None]] = {
    "tabel": _table,
    "gambar": _figure,
    "daftar": _list,
    "depan": _front,
    "sesudah": _gap,
}


def _headings(desk: _Desk) -> None:
    """Number the headings; they stand in the text in the order of the outline.

    Where one opens a page of the PDF it opens one here too, so that the two do not drift apart and the numbers in the
    lists stay right.
    """
    found = (part for part in desk.body if paragraph_style(part).startswith("Heading"))
    for item, paragraph in zip((item for item in desk.items if item.section), found, strict=True):
        numbers.heading(paragraph, item, desk.colour(item.accent), desk.count)
        if item.section and item.section.id in desk.layout.tops and (item.level > 1 or not item.opens):
            _open_page(paragraph)


def _open_page(paragraph: Any) -> None:
    set_property(paragraph, make("pageBreakBefore"))
    spacing = paragraph.find(f"{W}pPr/{W}spacing")
    if spacing is None:
        set_property(paragraph, make("spacing", before=0))
    else:
        spacing.set(f"{W}before", "0")


def _loose_tables(desk: _Desk) -> None:
    """Lay out the tables inside prose; they stand in the text in the order of the outline."""
    loose = [element for element in desk.body.iter(f"{W}tbl") if element.attrib.pop(LAID_OUT, None) is None]
    proses = (block for part in _parts(desk.book) for block in part.blocks if isinstance(block, Prose))
    nodes = (node for block in proses for top in block.nodes for node in top.walk() if node.kind == "table")
    for element, node in zip(loose, nodes, strict=True):
        tables.unknown(desk.templates, element, node, desk.paper.text())


def _sections(desk: _Desk) -> None:
    last = desk.body.find(f"{W}sectPr")
    edges.section(last, desk.paper, flow.runs(desk.book)[-1].wide, fmt="decimal", start=None, edges=True)
    edges.restart_body(desk.body)


def _cover(desk: _Desk) -> None:
    cover.frame(desk.body, desk.paper)
    desk.body.insert(0, cover.behind(desk.templates, desk.paper, next(desk.count)))


def _around(desk: _Desk, package: dict[str, bytes]) -> dict[str, bytes]:
    """The other parts of the package."""
    used = edges.used(desk.body)
    written = {name: data for name, data in edges.parts(desk.templates, desk.book) if name in used}
    made = {**package, **written, **parts.own(desk.templates, desk.book)}
    made[f"word/{cover.PART}"] = cover.picture(desk.templates, desk.paper, desk.book.logo is None)
    beside = [(edges.relation(name), edges.kind(name), name.removeprefix("word/")) for name in written]
    related = parts.related(package["word/_rels/document.xml.rels"], [*beside, (cover.RELATION, "image", cover.PART)])
    made["word/_rels/document.xml.rels"] = parts.needed(related, desk.body)
    made["word/_rels/footnotes.xml.rels"] = parts.needed(
        package["word/_rels/footnotes.xml.rels"], etree.fromstring(package["word/footnotes.xml"])
    )
    kinds = [(f"/{name}", edges.kind(name)) for name in written]
    made["[Content_Types].xml"] = parts.typed(package["[Content_Types].xml"], kinds, there=made)
    made["docProps/core.xml"] = parts.core(desk.book, package["docProps/core.xml"])
    return made
