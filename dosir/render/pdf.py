"""A book as PDF/UA-1 and PDF/A-2a: outline -> Typst source by Jinja -> the Typst compiler.

No pandoc on this path: its Typst writer loses alternative texts. Fonts come from wheels and the system's are ignored,
the date is passed in, and Typst sees only a folder made for this one book, so the bytes depend on the outline alone.
The layout also tells on which page each heading, table and figure stands, which the Word file's lists need.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import typst

from dosir.language import tanggal
from dosir.outline import Block, Book, Cell, Chart, Missing, Picture, Prose, Remark, Row, Section, Table
from dosir.render import charts, flow, prose, rowheads, typeset
from dosir.render.fonts import FOLDERS, fonts
from dosir.templates import Templates

MOST_NAMED = 256  # each costs a compilation; a text in another script is refused long before its last character
RUNNING = 72  # characters of a running head
USUAL, DENSE, SMALLEST = 8.6, 7.8, 6  # points of a table's letters
PITCH, INSET = (
    1.235,
    0.475,
)  # height of a line and what a row adds to its lines, times the size of the letters (measured)
WHOLE = 190  # points; a table up to this height is kept on one page
WITH_TOTAL = 340  # so is one that ends in a sum, lest its sum stand alone
TALL, LOW = "21cm", "12.4cm"  # the tallest figure; on a turned page, where lower would make its words too small to read
TALLER_THAN_A_PAGE = 40  # lines; only such a row may be split
MISSING_GLYPH = re.compile(r'(?:the text|contains the (?:disallowed )?codepoint) `"(.+?)"`')
FORBIDDEN = "\0\ufeff\ufffe"  # by PDF/A, whatever font has them
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
    """A PDF and where things stand in it: by id the page number printed where a heading, table or figure stands, which
    of them stand at the top of a page, and by a table's id the heights of those rows that have one below on their page.

    Heights are points by the row's place in the table.
    """

    pdf: bytes
    pages: Mapping[str, str]
    tops: frozenset[str] = frozenset()
    rows: Mapping[str, Mapping[int, float]] = field(default_factory=dict)


def render(templates: Templates, book: Book) -> Layout:
    """The PDF of a book. Raises RuntimeError when our own source is wrong; content cannot cause that."""
    with tempfile.TemporaryDirectory(prefix="dosir-") as name:
        folder = Path(name)
        for block in (*book.drawn(), *((book.logo,) if book.logo else ())):
            (folder / _file(block)).write_bytes(_bytes(templates, block))
        (folder / "buku.typ").write_text(source(templates, book), "utf-8")
        _typeset(folder, flow.timestamp(book))
        pdf, found = (folder / "buku.pdf").read_bytes(), json.loads((folder / "halaman.json").read_text("utf-8"))
    named, rows = found["bernama"], found["baris"]
    pages = {entry["id"]: entry["halaman"] for entry in named}
    tops = frozenset(entry["id"] for entry in named if entry["atas"])
    return Layout(rowheads.marked(pdf), pages, tops, _heights(rows))


def _heights(rows: list[list[Any]]) -> dict[str, dict[int, float]]:
    """Heights of rows from where each begins: table, place in it, page, points from the top."""
    found: dict[str, dict[int, float]] = {}
    for (table, at, page, top), (after, _, beyond, bottom) in pairwise(rows):
        if table == after and page == beyond:
            found.setdefault(table, {})[at] = bottom - top
    return found


def _typeset(folder: Path, timestamp: int) -> None:
    command = [sys.executable, "-P", typeset.__file__, str(folder), str(timestamp), *map(str, FOLDERS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"typst: {done.stderr.strip()}")


def undisplayable(characters: str) -> str:
    """Those of these characters that no font of the books has; a PDF/A cannot be made with them."""
    refused = "".join(character for character in characters if character in FORBIDDEN)
    left = "".join(character for character in characters if character not in FORBIDDEN)
    while left and len(refused) < MOST_NAMED:
        try:
            apart = prose.literal("x".join(left))  # together some pass that are refused when they stand alone
            text = f'#set page(width: auto)\n#set text(font: ("Noto Serif", "Noto Sans"))\n#{apart}'
            head = '#set document(title: "x", date: datetime(year: 2000, month: 1, day: 1))\n'
            typst.Compiler((head + text).encode(), font_paths=fonts()).compile(format="pdf", pdf_standards=["a-2a"])
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
    book = flow.settled(book)
    runs = flow.runs(book)
    environment = templates.environment(**DELIMITERS)
    environment.filters |= {"t": prose.typst_text, "k": prose.literal, "lunak": prose.softened, "tanggal": tanggal}
    return environment.get_template("pdf/buku.typ.j2").render(
        buku=book,
        runs=runs,
        judul=[item for run in runs for item in run.items if item.section],
        jenis=_kind,
        lari=lambda item: _running(item.section, _kind(item)),
        kaki=_foot(book),
        kertas=flow.PAPERS[book.paper],
        warna=templates.data("identitas.yml"),
        kata=templates.data("kata.yml"),
        blok=lambda item: _block(templates, item.block, item.accent, item.wide),
        bagian_depan=lambda section: _front(templates, section),
    )


def _kind(item: flow.Item) -> str:
    """How a heading looks: `bab` opens a chapter, `lampiran` is an annex that shares a page, `depan` the rest."""
    if item.level > 1 or not item.section or not item.section.number:
        return "depan"
    return "bab" if item.chapter else "depan" if item.opens else "lampiran"


def _running(section: Section, kind: str) -> str:
    """The words of a running head, short enough for its line; of annexes that share a page only the number."""
    words = section.number if kind == "lampiran" else f"{section.number} {section.title}".strip()
    return words if len(words) <= RUNNING else words[:RUNNING].rpartition(" ")[0] + " …"


def _foot(book: Book) -> str:
    parts = (book.title, book.status, f"versi {book.version}", f"naskah {book.revision}" if book.revision else "")
    return " · ".join(part for part in parts if part)


def _front(templates: Templates, section: Section) -> str:
    heading = f"#heading(level: 1)[{prose.typst_text(section.title)}] <{section.id}>\n"
    parts = (
        (f"#par[#strong[{prose.typst_text(part.title)}]];" if level > 1 else "")
        + "".join(_block(templates, block) for block in part.blocks)
        for level, part in section.walk()
    )
    return heading + "".join(parts)


def _block(templates: Templates, block: Block, accent: str = "", wide: bool = False) -> str:
    if isinstance(block, Prose):
        return prose.typst(block.nodes) + "\n"
    if isinstance(block, Table):
        return "".join(_table(templates, part, accent) for part in flow.parts(block))
    if isinstance(block, Chart | Picture):
        return _figure(templates, block, LOW if wide else TALL)
    name = "kosong" if isinstance(block, Missing) else "penanda"
    assert isinstance(block, Missing | Remark)
    return f"#{name}[{prose.typst_text(block.text)}];\n"


def _table(templates: Templates, table: Table, accent: str) -> str:
    words = templates.data("kata.yml")
    arguments = [*_layout(table), f"aksen: {prose.literal(accent)}"]
    label = ""
    if table.number:
        label = f" <{table.id}>"
        arguments += [
            f"nomor: {prose.literal(words['tabel'] + ' ' + table.number)}",
            f"judul: [{prose.typst_text(table.caption)}]",
        ]
    if table.source:
        arguments.append(f"sumber: [{prose.typst_text(words['sumber'] + ': ' + table.source)}]")
    cells = [cell for at, row in enumerate(table.rows) for cell in _cells(row, table, at)]
    return f"#tabel({', '.join(arguments)},\n  {', '.join(cells)}\n){label}\n"


def _layout(table: Table) -> list[str]:
    """How the table is set: widths, alignments, heads, the size of its letters, what may break."""
    capacity = flow.LANDSCAPE if table.wide else flow.PORTRAIT
    shares = flow.widths(table, capacity)
    size = (DENSE if table.wide else USUAL) * min(1.0, 10 * capacity / sum(shares))
    arguments = [
        f"lebar: ({', '.join(f'{share}fr' for share in shares)},)",
        f"rata: ({', '.join(column.align for column in table.columns)},)",
        f"kepala: ({', '.join(f'[{prose.typst_text(column.title)}]' for column in table.columns)},)",
        f"ukuran: {max(size, SMALLEST):.2f}pt",
    ]
    heights = flow.heights(table, shares)
    # Reckoned and not measured: to have Typst measure each table takes twice the memory and the time (measured).
    tall = size * sum(INSET + PITCH * lines for lines in (1, *heights))
    if tall <= (WITH_TOTAL if any(row.kind == "total" for row in table.rows) else WHOLE):
        arguments.append("utuh: true")
    if max(heights, default=0) > TALLER_THAN_A_PAGE:
        arguments.append("pecah: true")
    return arguments


def _cells(row: Row, table: Table, place: int) -> list[str]:
    begins = f"#baris({prose.literal(table.id)}, {place});"
    if row.kind == "group":
        return [f"kelompok({len(table.columns)}, [{begins}{prose.typst(row.cells[0].spans)}])"]
    return [
        _cell(cell, row.kind == "total", table.labels and not at, "" if at else begins)
        for at, cell in enumerate(row.cells)
    ]


def _cell(cell: Cell, total: bool, label: bool, begins: str) -> str:
    inner = prose.typst(cell.spans)
    content = f"[{begins}#strong[{inner}];]" if label and inner else f"[{begins}{inner}]"
    arguments = [content]
    if cell.span > 1:
        arguments.append(f"rentang: {cell.span}")
    if cell.accent:
        arguments.append(f"aksen: {prose.literal(cell.accent)}")
    if total:
        arguments.append("kuat: true")
    return f"sel({', '.join(arguments)})" if len(arguments) > 1 else content


def _figure(templates: Templates, block: Chart | Picture, tallest: str) -> str:
    number = f"{templates.data('kata.yml')['gambar']} {block.number}"
    caption = f"judul: [{prose.typst_text(block.caption)}]"
    figure = (
        f"#gambar(nomor: {prose.literal(number)}, {caption}, alt: {prose.literal(block.alt or block.caption)}, "
        f"berkas: {prose.literal(_file(block))}, tertinggi: {tallest}) <{block.id}>\n"
    )
    if not block.source:
        return figure
    source = prose.typst_text(f"{templates.data('kata.yml')['sumber']}: {block.source}")
    return f"#block(breakable: false, width: 100%)[{figure}#sumber-gambar[{source}];]\n"


def _file(block: Chart | Picture) -> str:
    return f"{block.id}.svg" if isinstance(block, Chart) else block.name


def _bytes(templates: Templates, block: Chart | Picture) -> bytes:
    return charts.svg(templates, block) if isinstance(block, Chart) else block.data
