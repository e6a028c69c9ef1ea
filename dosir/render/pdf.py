"""A book as PDF/UA-1 and PDF/A-2a: outline -> Typst source by Jinja -> the Typst compiler.

No pandoc on this path: its Typst writer loses alternative texts. Fonts come from wheels and the system's are ignored,
the date is passed in, and Typst sees only a folder made for this one book, so the bytes depend on the outline alone.
The layout also tells on which page each heading, table and figure stands, which the Word file's lists need.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import fontpkg_noto_sans
import fontpkg_noto_serif
import typst

from dosir.language import tanggal
from dosir.outline import Block, Book, Chart, Missing, Picture, Prose, Remark, Row, Section, Table
from dosir.render import charts, flow, prose
from dosir.templates import Templates

MOST_NAMED = 256  # each costs a compilation; a text in another script is refused long before its last character
MISSING_GLYPH = re.compile(r'(?:the text|contains the codepoint) `"(.+?)"`')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
DELIMITERS = {
    "autoescape": False,
    "variable_start_string": "«",
    "variable_end_string": "»",
    "block_start_string": "«%",
    "block_end_string": "%»",
    "comment_start_string": "«#",
    "comment_end_string": "#»",
}


@dataclass(frozen=True)
class Layout:
    """A PDF and, by id, the page number printed where a heading, table or figure stands."""

    pdf: bytes
    pages: Mapping[str, str]


def render(templates: Templates, book: Book) -> Layout:
    """The PDF of a book. Raises `typst.TypstError` when our own source is wrong; content cannot cause that."""
    with tempfile.TemporaryDirectory(prefix="dosir-") as name:
        folder = Path(name)
        for block in (*book.figures(), *((book.logo,) if book.logo else ())):
            (folder / _file(block)).write_bytes(_bytes(templates, block))
        (folder / "buku.typ").write_text(source(templates, book), "utf-8")
        compiler = typst.Compiler(str(folder / "buku.typ"), root=name, font_paths=_fonts())
        pdf = compiler.compile(format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=flow.timestamp(book))
        found = json.loads(compiler.query("<halaman>", field="value", one=True))
    assert isinstance(pdf, bytes)
    return Layout(pdf, {entry["id"]: entry["halaman"] for entry in found})


def undisplayable(characters: str) -> str:
    """Those of these characters that no font of the books has; a PDF/A cannot be made with them."""
    left, refused = characters, ""
    while left and len(refused) < MOST_NAMED:
        try:
            text = f'#set page(width: auto)\n#set text(font: ("Noto Serif", "Noto Sans"))\n#{prose.literal(left)}'
            head = '#set document(title: "x", date: datetime(year: 2000, month: 1, day: 1))\n'
            typst.Compiler((head + text).encode(), font_paths=_fonts()).compile(format="pdf", pdf_standards=["a-2a"])
            return refused
        except typst.TypstError as fault:
            found = MISSING_GLYPH.search(str(fault))
            if not found:
                raise
            named = ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), found[1])
            cluster = [character for character in named if character in left] or [left[0]]
            refused += "".join(cluster)
            left = "".join(character for character in left if character not in cluster)
    return refused


def source(templates: Templates, book: Book) -> str:
    """The Typst source of a book."""
    environment = templates.environment(**DELIMITERS)
    environment.filters |= {"t": prose.typst_text, "k": prose.literal, "tanggal": tanggal}
    return environment.get_template("pdf/buku.typ.j2").render(
        buku=book,
        runs=flow.runs(book),
        warna=templates.data("identitas.yml"),
        kata=templates.data("kata.yml"),
        blok=lambda block: _block(templates, block),
        bagian_depan=lambda section: _front(templates, section),
    )


def _front(templates: Templates, section: Section) -> str:
    heading = f"#heading(level: 1)[{prose.typst_text(section.title)}] <{section.id}>\n"
    inner = "".join(_block(templates, block) for _, part in section.walk() for block in part.blocks)
    return heading + inner


def _block(templates: Templates, block: Block) -> str:
    if isinstance(block, Prose):
        return prose.typst(block.nodes) + "\n"
    if isinstance(block, Table):
        return _table(templates, block)
    if isinstance(block, Chart | Picture):
        return _figure(templates, block)
    name = "kosong" if isinstance(block, Missing) else "penanda"
    assert isinstance(block, Missing | Remark)
    return f"#{name}[{prose.typst_text(block.text)}];\n"


def _table(templates: Templates, table: Table) -> str:
    shares = flow.widths(table, flow.LANDSCAPE if table.wide else flow.PORTRAIT)
    words = templates.data("kata.yml")
    arguments = [
        f"lebar: ({', '.join(f'{share}fr' for share in shares)},)",
        f"rata: ({', '.join(column.align for column in table.columns)},)",
        f"kepala: ({', '.join(f'[{prose.typst_text(column.title)}]' for column in table.columns)},)",
        f"rapat: {'true' if table.wide else 'false'}",
    ]
    label = ""
    if table.number:
        label = f" <{table.id}>"
        arguments += [
            f"nomor: {prose.literal(words['tabel'] + ' ' + table.number)}",
            f"judul: [{prose.typst_text(table.caption)}]",
        ]
    cells = [cell for row in table.rows for cell in _cells(row, table)]
    if table.source:
        arguments.append(f"sumber: [{prose.typst_text(words['sumber'] + ': ' + table.source)}]")
    return f"#tabel({', '.join(arguments)},\n  {', '.join(cells)}\n){label}\n"


def _cells(row: Row, table: Table) -> list[str]:
    contents = [f"[{prose.typst(cell.spans)}]" for cell in row.cells]
    if row.kind == "group":
        return [f"kelompok({len(table.columns)}, {contents[0]})"]
    if row.kind == "total":
        return [f"jumlah({content})" for content in contents]
    if table.labels:
        return [f"[#strong{contents[0]};]", *contents[1:]]
    return contents


def _figure(templates: Templates, block: Chart | Picture) -> str:
    number = f"{templates.data('kata.yml')['gambar']} {block.number}"
    caption = f"judul: [{prose.typst_text(block.caption)}]"
    return (
        f"#gambar(nomor: {prose.literal(number)}, {caption}, alt: {prose.literal(block.alt or block.caption)}, "
        f"berkas: {prose.literal(_file(block))}) <{block.id}>\n"
    )


def _file(block: Chart | Picture) -> str:
    return f"{block.id}.svg" if isinstance(block, Chart) else block.name


def _bytes(templates: Templates, block: Chart | Picture) -> bytes:
    return charts.svg(templates, block) if isinstance(block, Chart) else block.data


@cache
def _fonts() -> typst.Fonts:
    folders = [str(Path(package.ROOT) / "files") for package in (fontpkg_noto_serif, fontpkg_noto_sans)]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)
