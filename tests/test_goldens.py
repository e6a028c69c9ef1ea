"""The small regency as it stands: a change in what is said shows here as a change in a text that a person can read.

After a change that is meant: `pytest --update`, look at the difference, and commit it by itself.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from conftest import Golden

from dosir import cli, publish, sources, templates
from dosir.assemble import books
from dosir.assemble.scope import Scope
from dosir.markup import Node
from dosir.outline import Block, Book, Chart, Missing, Picture, Prose, Remark, Section, Spans, Table
from dosir.publish import Place

SLUGS = pytest.mark.parametrize("slug", ["kab-kecil", "kab-mungil"])
MARKS = {"strong": "**", "em": "*", "strike": "~~", "code": "`"}


@pytest.fixture(scope="module")
def outlines(built: Place) -> dict[str, Book]:
    """The books of kab-kecil by their id."""
    trusted = templates.load(built.root / "templates")
    shared, folder = (sources.from_folder(built.content, name, "content") for name in ("bersama", "kab-kecil"))
    plan, _ = publish.examine(folder, shared, trusted)
    return {book.id: book for book in books.books(Scope(plan, trusted))}


@pytest.mark.parametrize("name", ["buku-1", "buku-2", "buku-3"])
def test_a_book_is_as_it_was(outlines: dict[str, Book], name: str, golden: Golden) -> None:
    golden(f"kab-kecil/{name}.txt", "".join(f"{line}\n" for line in book_lines(outlines[name])))


def test_the_data_are_as_they_were(built: Place, golden: Golden) -> None:
    golden("kab-kecil/kab-kecil.json", (built.site / "kab-kecil/unduh/kab-kecil.json").read_bytes().decode())


@SLUGS
def test_check_says_what_it_said(
    built: Place, slug: str, golden: Golden, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["build.py", "check", slug])
    with pytest.raises(SystemExit) as end:
        cli.main(built.root)
    out, err = capsys.readouterr()
    golden(f"{slug}/check.txt", f"{out}-- stderr\n{err}-- exit {end.value.code}\n")


@SLUGS
def test_the_site_has_the_pages_it_had(built: Place, slug: str, golden: Golden) -> None:
    pages = sorted((built.site / slug).rglob("*.html"))
    golden(f"{slug}/pages.txt", "".join(f"{page_line(built.site / slug, page)}\n" for page in pages))


def page_line(site: Path, page: Path) -> str:
    heading = lxml.html.parse(str(page)).find(".//h1")
    assert heading is not None
    return f"{page.relative_to(site).as_posix()}: {' '.join(str(heading.xpath('string()')).split())}"


def book_lines(book: Book) -> Iterator[str]:
    yield f"{book.label}: {book.title}"
    yield f"{book.region}, {book.province}, {book.period}; {book.status}, {book.version}, {book.date}"
    yield f"{book.signature}"
    yield f"logo: {book.logo.name if book.logo else '-'}; keywords: {', '.join(book.keywords)}"
    for place, sections in (("front", book.front), ("chapters", book.chapters), ("back", book.back)):
        yield f"\n==== {place}"
        for section in sections:
            for level, part in section.walk():
                yield from section_lines(level, part)


def section_lines(level: int, section: Section) -> Iterator[str]:
    accent = f" ({section.accent})" if section.accent else ""
    yield f"\n{'#' * level} {section.number} {section.title} [{section.id}]{accent}"
    for block in section.blocks:
        yield ""
        yield from block_lines(block)


def block_lines(block: Block) -> Iterator[str]:
    match block:
        case Prose():
            for node in block.nodes:
                yield from node_lines(node, "")
        case Table():
            wide = " landscape" if block.wide else ""
            yield f"Table {block.number} {block.caption} [{block.id}]{wide}"
            yield row_line(f"{column.title} <{column.align}>" for column in block.columns)
            for row in block.rows:
                yield f"{row.kind if row.kind != 'body' else ''}{row_line(spans(cell.spans) for cell in row.cells)}"
            yield f"Source: {block.source}"
        case Chart():
            yield f"Chart {block.number} {block.caption} [{block.id}] {block.spec}: {block.alt}"
            yield from (row_line(f"{key}={value}" for key, value in row) for row in block.rows)
        case Picture():
            yield f"Picture {block.number} {block.caption} [{block.id}] {block.name}: {block.alt}"
        case Missing():
            yield f"Missing: {block.text}"
        case Remark():
            yield f"Remark: {block.text}"


def row_line(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def node_lines(node: Node, margin: str) -> Iterator[str]:
    """One line a block, named by its kind unless it is a paragraph; what it holds stands below it, indented."""
    inline = not node.children or node.kind in ("paragraph", "term", "cell")
    name = "" if node.kind == "paragraph" else f"{node.kind} {node.info}".strip() + ": "
    yield f"{margin}{name}{node.text}{spans(node.children) if inline else ''}".rstrip()
    for child in () if inline else node.children:
        yield from node_lines(child, f"{margin}  ")


def spans(nodes: Spans) -> str:
    return "".join(map(span, nodes))


def span(node: Node) -> str:
    mark = MARKS.get(node.kind, "")
    inner = f"{mark}{node.text}{spans(node.children)}{mark}"
    match node.kind:
        case "link":
            return f"[{inner}]({node.target})"
        case "footnote":
            return f"[^{' / '.join(spans(part.children) for part in node.children)}]"
        case "break":
            return " // "
        case "space":
            return " "
    return inner
