"""A book as EPUB 3 for phones and readers: outline -> HTML by Jinja -> pandoc. Only of the book that people outside the
offices read from beginning to end.

pandoc makes a new identifier each time unless it is given one, and a time unless SOURCE_DATE_EPOCH says which. Its
sandbox refuses even the cover and the style sheet we name, so it is off; nothing in the HTML can ask for a file, for
its words are escaped and its pictures are in it. What the command line says is ASCII, which no locale can misread.
"""

from __future__ import annotations

import base64
import io
import os
import re
import subprocess
import tempfile
import textwrap
import zipfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import fontpkg_noto_sans
import pypandoc
from markupsafe import Markup
from PIL import Image, ImageDraw, ImageFont

from dosir.language import tanggal
from dosir.outline import Book, Chart, Picture
from dosir.render import charts, flow, notes, prose, raster
from dosir.render.zipped import PACKED, zipped
from dosir.templates import Templates

BOOK = "buku-3"
COVER = (1200, 1600)  # pixels; the shape that shops and shelves expect
MARGIN = 110
OPTIONS = (
    "--css=gaya.css",
    "--epub-cover-image=sampul.png",
    "--epub-title-page=false",
    "--split-level=1",
    "--toc",
    "--toc-depth=2",
    "--output=buku.epub",
)
HEADING = re.compile(rb"<h1[^>]*>([^<]*)</h1>")
FONT = Path(fontpkg_noto_sans.ROOT) / "files"


def render(templates: Templates, book: Book) -> bytes:
    """The EPUB of a book."""
    style = templates.environment(autoescape=False).get_template("epub/gaya.css.j2")
    with tempfile.TemporaryDirectory(prefix="dosir-") as name:
        folder = Path(name)
        (folder / "sampul.png").write_bytes(cover(templates, book))
        (folder / "gaya.css").write_text(style.render(warna=templates.data("identitas.yml")), "utf-8")
        command = [pypandoc.get_pandoc_path(), "--from=html", "--to=epub3", *OPTIONS]
        env = {**os.environ, "SOURCE_DATE_EPOCH": str(flow.timestamp(book))}
        text = html(templates, book).encode()
        subprocess.run(command, input=text, cwd=folder, env=env, check=True, capture_output=True)
        return _finished((folder / "buku.epub").read_bytes(), book)


def html(templates: Templates, book: Book) -> str:
    """The HTML that pandoc reads."""
    found: list[Markup] = []
    environment = templates.environment()
    environment.filters |= {
        "prosa": lambda nodes: Markup(prose.html(notes.gathered(nodes, found))),
        "jenis": lambda block: type(block).__name__,
        "gambar": lambda block: _image(templates, block),
    }
    template = environment.get_template("epub/buku.html.j2")
    identifier = uuid5(NAMESPACE_URL, f"dosir/{book.region}/{book.id}/{book.version}/{book.date}").urn
    return template.render(buku=book, kata=templates.data("kata.yml"), catatan_kaki=found, pengenal=identifier)


def cover(templates: Templates, book: Book) -> bytes:
    """The cover as PNG: a bar for each pillar, then what the book is and whose."""
    colours = templates.data("identitas.yml")
    image = Image.new("RGB", COVER, "white")
    draw = ImageDraw.Draw(image)
    bars = [part["kuat"] for part in colours["pilar"].values()]
    wide = COVER[0] / len(bars)
    for at, colour in enumerate(bars):
        draw.rectangle((round(at * wide), 0, round((at + 1) * wide), 170), fill=f"#{colour}")
    down = 330
    for size, ink, line in _lines(book, f"#{colours['umum']['kuat']}"):
        font = ImageFont.truetype(str(_font()), size, layout_engine=ImageFont.Layout.BASIC)
        draw.text((MARGIN, down), line, fill=ink, font=font)
        down += round(size * 1.35)
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def _lines(book: Book, accent: str) -> Iterator[tuple[int, str, str]]:
    """(size, colour, words) of each line on the cover, an empty one between two parts."""
    parts = (
        (56, "#333333", book.label.upper()),
        (96, accent, book.title),
        (52, "#333333", f"Periode {book.period}"),
        (72, "#111111", f"Pemerintah {book.region}"),
        (48, "#333333", f"Provinsi {book.province}"),
        (40, "#333333", f"{book.status}, versi {book.version}"),
        (40, "#333333", tanggal(book.date)),
    )
    for size, ink, words in parts:
        fitting = round((COVER[0] - 2 * MARGIN) / (size * 0.58))  # letters of Noto Sans are about that wide
        yield from ((size, ink, line) for line in textwrap.wrap(words, fitting) or [""])
        yield size // 2, ink, ""


def _finished(made: bytes, book: Book) -> bytes:
    """The same EPUB with what pandoc leaves out: a title for each chapter's file and words for the cover's picture."""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        files = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    words = escape(f"Sampul {book.label}: {book.title}, {book.region}").encode()
    for name, data in files.items():
        heading = HEADING.search(data) if name.endswith(".xhtml") else None
        if heading:
            before, _, after = data.partition(b"<title>")
            files[name] = b"%b<title>%b%b" % (before, heading[1], after[after.index(b"</title>") :])
        elif name.endswith("cover.xhtml"):
            files[name] = data.replace(b"<svg ", b'<svg role="img" aria-label="%b" ' % words, 1)
    return zipped(files, book.date, (*PACKED, "mimetype"))


def _image(templates: Templates, block: Chart | Picture) -> str:
    kind = "png" if isinstance(block, Chart) or block.name.endswith("png") else "jpeg"
    data = raster.png(charts.svg(templates, block)) if isinstance(block, Chart) else block.data
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def _font() -> Path:
    return next(path for path in sorted(FONT.glob("*.ttf")) if "Italic" not in path.name)
