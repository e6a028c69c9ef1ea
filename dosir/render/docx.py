"""A book as DOCX: outline -> semantic HTML by Jinja -> pandoc -> a finishing pass over the package.

pandoc keeps headings, lists, footnotes, spans and alignments from HTML; sections, filled lists, column widths and
header rows it cannot say, so the HTML carries marker paragraphs that `render.package` replaces.
"""

from __future__ import annotations

import base64
import io
import os
import subprocess
import tempfile
import zipfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pypandoc
from markupsafe import Markup
from PIL import Image

from dosir.language import tanggal
from dosir.markup import Node
from dosir.outline import Book, Chart, Picture
from dosir.render import charts, flow, package, prose
from dosir.render.pdf import Layout
from dosir.templates import Templates

PICTURE_WIDTH = 560  # pixels at 96 to the inch, as HTML counts them
PICTURE_HEIGHT = 790  # what a page holds beside the caption; Word cuts off what is taller


def render(templates: Templates, book: Book, layout: Layout) -> bytes:
    """The DOCX of a book; `layout` gives the page numbers its lists print."""
    converted = _pandoc(html(templates, book), reference(templates), flow.timestamp(book))
    return package.finish(templates, book, converted, layout.pages)


def html(templates: Templates, book: Book) -> str:
    """The HTML that pandoc reads."""
    notes: list[Markup] = []
    environment = templates.environment()
    environment.filters |= {
        "prosa": lambda nodes: Markup(prose.html(_noted(nodes, notes), str)),
        "jenis": lambda block: type(block).__name__,
        "gambar": lambda block: _image(templates, block),
        "lebar": _width,
        "tanggal": tanggal,
    }
    template = environment.get_template("docx/buku.html.j2")
    return template.render(buku=book, runs=flow.runs(book), kata=templates.data("kata.yml"), catatan_kaki=notes)


def _noted(nodes: tuple[Node, ...], notes: list[Markup]) -> tuple[Node, ...]:
    """The same nodes with footnotes moved to the end of the document, where pandoc looks for them."""
    result = []
    for node in nodes:
        if node.kind == "footnote":
            inner = node.children[0].children if node.children else ()
            notes.append(Markup(prose.html(inner)))
            result.append(Node("note-reference", text=str(len(notes))))
        else:
            result.append(replace(node, children=_noted(node.children, notes)))
    return tuple(result)


def _width(block: Chart | Picture) -> int:
    """Width in pixels at which a picture fits its page; a scanned document is taller than it is wide."""
    if isinstance(block, Chart):
        return PICTURE_WIDTH
    with Image.open(io.BytesIO(block.data)) as image:
        wide, tall = image.size
    return min(PICTURE_WIDTH, max(PICTURE_HEIGHT * wide // tall, 1))


def _image(templates: Templates, block: Chart | Picture) -> str:
    kind = "png" if isinstance(block, Chart) or block.name.endswith("png") else "jpeg"
    data = charts.png(templates, block) if isinstance(block, Chart) else block.data
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


@lru_cache(maxsize=2)
def _default_reference() -> bytes:
    pandoc = pypandoc.get_pandoc_path()
    return subprocess.run(
        [pandoc, "--print-default-data-file", "reference.docx"], capture_output=True, check=True
    ).stdout


def reference(templates: Templates) -> bytes:
    """pandoc's own reference document with our styles in place of its own."""
    styles = (
        templates.environment()
        .get_template("docx/styles.xml.j2")
        .render(gaya=templates.data("docx/gaya.yml"), warna=templates.data("identitas.yml")["umum"])
    )
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_default_reference())) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, styles.encode() if name == "word/styles.xml" else old.read(name))
    return made.getvalue()


def _pandoc(text: str, reference_docx: bytes, timestamp: int) -> bytes:
    with tempfile.TemporaryDirectory(prefix="dosir-") as name:
        folder = Path(name)
        (folder / "acuan.docx").write_bytes(reference_docx)
        command = [
            pypandoc.get_pandoc_path(),
            "--sandbox",
            "--from=html",
            "--to=docx",
            "--reference-doc=acuan.docx",
            "--output=buku.docx",
        ]
        env = {**os.environ, "SOURCE_DATE_EPOCH": str(timestamp)}
        subprocess.run(command, input=text.encode(), cwd=folder, env=env, check=True, capture_output=True)
        return (folder / "buku.docx").read_bytes()
