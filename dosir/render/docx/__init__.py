"""A book as DOCX: outline -> semantic HTML by Jinja -> pandoc -> a finishing pass over the package.

pandoc keeps headings, lists, footnotes, spans and alignments from HTML; sections, numbers that count themselves,
filled lists and column widths it cannot say, so the HTML carries marker paragraphs that `finish` replaces. What came
from a content file is marked by its anchor, which pandoc makes a bookmark of.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypandoc
from markupsafe import Markup

from dosir.language import tanggal
from dosir.markup import Node
from dosir.outline import Book
from dosir.render import flow, prose
from dosir.render.docx import pictures
from dosir.render.docx.finish import finish
from dosir.render.docx.paper import Paper
from dosir.render.docx.reference import reference
from dosir.render.notes import gathered, with_children
from dosir.render.pdf import Layout
from dosir.templates import Templates

MARKED = ("paragraph", "heading", "term")
HEAP = "-A64m"  # pandoc spends a sixth of its time on collecting garbage in the 4 MiB it takes by itself (measured)


def render(templates: Templates, book: Book, layout: Layout) -> bytes:
    """The DOCX of a book; `layout` gives the page numbers its lists print."""
    book = flow.settled(book)
    drawn = pictures.drawn(templates, book)
    text = html(templates, book, drawn)
    converted = pandoc(text, reference(templates, Paper(book.paper)), flow.timestamp(book))
    return finish(templates, book, converted, drawn, layout)


def html(templates: Templates, book: Book, drawn: Mapping[str, pictures.Drawn]) -> str:
    """The HTML that pandoc reads; each picture in it is a tiny one with the size of the real one."""
    notes: list[Markup] = []
    names = _names()
    environment = templates.environment()
    filters: dict[str, Callable[..., Any]] = {
        "prosa": lambda nodes: Markup(prose.html(gathered(_anchored(nodes, names), notes), str)),
        "jangkar": names,
        "jenis": lambda block: type(block).__name__,
        "ukuran": lambda name: drawn[name],
        "tanggal": tanggal,
    }
    environment.filters |= filters
    template = environment.get_template("docx/buku.html.j2")
    words = templates.data("kata.yml")
    return template.render(buku=book, runs=flow.runs(book), kata=words, catatan_kaki=notes, gambar=pictures.TINY)


def _names() -> Callable[[str], str]:
    """Gives each anchor a name of its own: a record is told in several tables, and a bookmark can stand only once."""
    seen: Counter[str] = Counter()

    def name(anchor: str) -> str:
        seen[anchor] += 1
        return anchor if seen[anchor] == 1 else f"{anchor}_{seen[anchor]}"

    return name


def _anchored(nodes: tuple[Node, ...], names: Callable[[str], str]) -> tuple[Node, ...]:
    """The same nodes with what carries an anchor between the ends of a bookmark."""
    return tuple(_marked(node, names) for node in nodes)


def _marked(node: Node, names: Callable[[str], str]) -> Node:
    if not node.children:
        return node
    children = _anchored(node.children, names)
    if node.anchor and node.kind == "row":
        first, *rest = children
        inside = Node("anchor", first.children, target=names(node.anchor))
        children = (replace(first, children=(inside,)), *rest)
    elif node.anchor and node.kind in MARKED:
        children = (Node("anchor", children, target=names(node.anchor)),)
    return with_children(node, children)


def pandoc(text: str, reference_docx: bytes, timestamp: int) -> bytes:
    """What pandoc makes of this HTML with the styles of a reference document."""
    with tempfile.TemporaryDirectory(prefix="dosir-") as name:
        folder = Path(name)
        (folder / "acuan.docx").write_bytes(reference_docx)
        command = [
            pypandoc.get_pandoc_path(),
            "--sandbox",
            "--from=html-auto_identifiers",
            "--to=docx",
            "--reference-doc=acuan.docx",
            "--output=buku.docx",
        ]
        env = {**os.environ, "SOURCE_DATE_EPOCH": str(timestamp), "GHCRTS": HEAP}
        subprocess.run(command, input=text.encode(), cwd=folder, env=env, check=True, capture_output=True)
        return (folder / "buku.docx").read_bytes()
