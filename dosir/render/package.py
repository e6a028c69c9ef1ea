"""The finishing pass over a DOCX package: what pandoc cannot say.

Sections with their page size, direction and numbering; headers and footers; lists of contents, tables and figures
that are already filled; column widths, header rows that repeat, rows that do not split. Marker paragraphs of the
style `Penanda Dosir` say where; only our template can write that style, so no author's text can be one.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from dosir.outline import Book, Chart, Picture, Section, Table
from dosir.render import flow
from dosir.render.wordxml import (
    W,
    after,
    bookmark,
    child,
    field_paragraphs,
    make,
    paragraph_style,
    shade,
    text_of,
)
from dosir.templates import Templates

A4 = (11906, 16838)
PORTRAIT = {"top": 1531, "bottom": 1418, "left": 1701, "right": 1304}
LANDSCAPE = {"top": 1361, "bottom": 1247, "left": 1247, "right": 1247}
TEXT_WIDTH = A4[0] - PORTRAIT["left"] - PORTRAIT["right"]
WIDE_WIDTH = A4[1] - LANDSCAPE["left"] - LANDSCAPE["right"]
MARKER = "PenandaDosir"
EPOCH = (1980, 1, 1, 0, 0, 0)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"
EDGES = (("header", "tegak"), ("footer", "tegak"), ("header", "mendatar"), ("footer", "mendatar"))


def finish(templates: Templates, book: Book, converted: bytes, pages: Mapping[str, str]) -> bytes:
    """The finished package; `pages` gives the printed page number by id."""
    with zipfile.ZipFile(io.BytesIO(converted)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document = etree.fromstring(parts["word/document.xml"])
    body = document.find(f"{W}body")
    assert body is not None
    tables = {table.id: table for table in _tables(book)}
    for marker in [part for part in body if paragraph_style(part) == MARKER]:
        _replace(templates, book, body, marker, tables, pages)
    last = body.find(f"{W}sectPr")
    wide = flow.runs(book)[-1].wide
    _section(last, wide, fmt="decimal", start=None, edges=True)
    _restart_body(body)
    _pictures(document)
    parts["word/document.xml"] = _xml(document)
    parts |= _edges(templates, book)
    parts["word/_rels/document.xml.rels"] = _relations(parts["word/_rels/document.xml.rels"])
    parts["[Content_Types].xml"] = _types(parts["[Content_Types].xml"])
    parts["docProps/core.xml"] = _core(book, parts["docProps/core.xml"])
    return _zipped(parts)


def _tables(book: Book) -> Iterator[Table]:
    sections = [part for front in book.front for _, part in front.walk()] + [part for _, part in book.walk()]
    yield from (block for part in sections for block in part.blocks if isinstance(block, Table))


def _replace(
    templates: Templates, book: Book, body: Any, marker: Any, tables: Mapping[str, Table], pages: Mapping[str, str]
) -> None:
    kind, _, name = text_of(marker).partition(" ")
    if kind == "bagian":
        _end_section(marker, name)
        return
    if kind == "tabel":
        _table(templates, marker, tables[name])
    elif kind == "gambar":
        bookmark(after(marker), name)
    elif kind == "pita":
        marker.addprevious(_band(templates))
    elif kind == "daftar":
        for made in _list(book, name, pages):
            marker.addprevious(made)
    body.remove(marker)


def _end_section(marker: Any, name: str) -> None:
    """The marker becomes the empty last paragraph of a section, which is where Word keeps its properties."""
    for run in marker.findall(f"{W}r"):
        marker.remove(run)
    properties = child(marker, "pPr")
    made = make("sectPr")
    if name == "sampul":
        _section(made, False, fmt="decimal", start=None, edges=False)
    elif name == "depan":
        _section(made, False, fmt="lowerRoman", start=1, edges=True)
    else:
        _section(made, name == "mendatar", fmt="decimal", start=None, edges=True)
    properties.append(make("spacing", before=0, after=0, line=20, lineRule="exact"))
    properties.append(made)


def _section(section: Any, wide: bool, fmt: str, start: int | None, edges: bool) -> None:
    for old in list(section):
        section.remove(old)
    if edges:
        turn = "mendatar" if wide else "tegak"
        for tag in ("header", "footer"):
            reference = make(f"{tag}Reference", type="default")
            reference.set(f"{{{OFFICE}}}id", f"rIdDosir-{tag}-{turn}")
            section.append(reference)
    width, height = A4[::-1] if wide else A4
    section.append(make("type", val="nextPage"))
    size = make("pgSz", w=width, h=height)
    if wide:
        size.set(f"{W}orient", "landscape")
    section.append(size)
    section.append(make("pgMar", header=709, footer=567, gutter=0, **(LANDSCAPE if wide else PORTRAIT)))
    number = make("pgNumType", fmt=fmt)
    if start is not None:
        number.set(f"{W}start", str(start))
    section.append(number)


def _restart_body(body: Any) -> None:
    """Arabic page numbers begin at 1 in the first section after the front matter."""
    sections = list(body.iter(f"{W}sectPr"))
    romans = [at for at, part in enumerate(sections) if part.find(f"{W}pgNumType").get(f"{W}fmt") == "lowerRoman"]
    sections[romans[0] + 1].find(f"{W}pgNumType").set(f"{W}start", "1")


def _table(templates: Templates, marker: Any, table: Table) -> None:
    element = next(part for part in marker.itersiblings() if part.tag == f"{W}tbl")
    if table.number:
        bookmark(after(marker), table.id)
    total = WIDE_WIDTH if table.wide else TEXT_WIDTH
    shares = flow.widths(table, flow.LANDSCAPE if table.wide else flow.PORTRAIT)
    widths = [round(total * share / sum(shares)) for share in shares]
    _grid(element, widths)
    colours = templates.data("identitas.yml")["umum"]
    for at, row in enumerate(element.findall(f"{W}tr")):
        kind = "head" if at == 0 else table.rows[at - 1].kind
        _row(row, kind, widths, colours, "IsiTabelRapat" if table.wide else "IsiTabel", at)


def _grid(element: Any, widths: list[int]) -> None:
    properties = child(element, "tblPr")
    for old in list(properties):
        properties.remove(old)
    for part in (
        make("tblStyle", val="Table"),
        make("tblW", w=sum(widths), type="dxa"),
        make("tblLayout", type="fixed"),
        make("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
    ):
        properties.append(part)
    grid = element.find(f"{W}tblGrid")
    for old in list(grid):
        grid.remove(old)
    grid.extend(make("gridCol", w=width) for width in widths)


def _row(row: Any, kind: str, widths: list[int], colours: Mapping[str, str], style: str, at: int) -> None:
    properties = row.find(f"{W}trPr")
    if properties is None:
        properties = make("trPr")
        row.insert(0, properties)
    for old in list(properties):
        properties.remove(old)
    properties.append(make("cantSplit"))
    if kind == "head":
        properties.append(make("tblHeader"))
    fill = {"head": colours["kuat"], "group": colours["lembut"], "total": colours["lembut"]}.get(
        kind, "F6F8FA" if at % 2 == 0 else ""
    )
    used = 0
    for cell in row.findall(f"{W}tc"):
        used = _cell(cell, widths, used, fill)
        for paragraph in cell.findall(f"{W}p"):
            _cell_paragraph(paragraph, style, white=kind == "head")


def _cell(cell: Any, widths: list[int], used: int, fill: str) -> int:
    properties = child(cell, "tcPr")
    span = properties.find(f"{W}gridSpan")
    count = int(span.get(f"{W}val")) if span is not None else 1
    properties.insert(0, make("tcW", w=sum(widths[used : used + count]), type="dxa"))
    if fill:
        shade(properties, fill)
    return used + count


def _cell_paragraph(paragraph: Any, style: str, white: bool) -> None:
    properties = child(paragraph, "pPr")
    old = properties.find(f"{W}pStyle")
    if old is None:
        old = make("pStyle", val=style)
        properties.insert(0, old)
    old.set(f"{W}val", style)
    for run in paragraph.iter(f"{W}r") if white else ():
        look = child(run, "rPr")
        look.append(make("b"))
        look.append(make("color", val="FFFFFF"))


def _band(templates: Templates) -> Any:
    """A strip with one field of colour a pillar."""
    colours = [part["kuat"] for part in templates.data("identitas.yml")["pilar"].values()]
    width = TEXT_WIDTH // len(colours)
    table = make("tbl")
    properties = make("tblPr")
    properties.extend([make("tblW", w=width * len(colours), type="dxa"), make("tblLayout", type="fixed")])
    grid = make("tblGrid")
    grid.extend(make("gridCol", w=width) for _ in colours)
    row = make("tr")
    size = make("trPr")
    size.append(make("trHeight", val=140, hRule="exact"))
    row.append(size)
    for colour in colours:
        cell = make("tc")
        cell_properties = make("tcPr")
        cell_properties.append(make("tcW", w=width, type="dxa"))
        shade(cell_properties, colour)
        paragraph = make("p")
        style = make("pPr")
        style.append(make("pStyle", val=MARKER))
        paragraph.append(style)
        cell.extend([cell_properties, paragraph])
        row.append(cell)
    table.extend([properties, grid, row])
    return table


def _list(book: Book, name: str, pages: Mapping[str, str]) -> Iterator[Any]:
    """A list of contents, tables or figures as a field whose result is already there."""
    if name == "isi":
        entries = [(f"TOC{level}", part.id, _heading(part)) for level, part in book.contents()]
        instruction = r'TOC \o "1-2" \h \z'
    else:
        word, style, found = (
            ("Tabel", "Judul Tabel", book.tables()) if name == "tabel" else ("Gambar", "Judul Gambar", book.figures())
        )
        numbered: list[Table | Chart | Picture] = [block for block in found if block.number]
        entries = [("TableofFigures", block.id, f"{word} {block.number} {block.caption}") for block in numbered]
        instruction = rf'TOC \h \z \t "{style},1"'
    lines = [(style, anchor, label, pages.get(anchor, "")) for style, anchor, label in entries]
    yield from field_paragraphs(instruction, lines)


def _heading(section: Section) -> str:
    return f"{section.number} {section.title}".strip()


def _pictures(document: Any) -> None:
    """pandoc keeps the data address of an embedded picture as its description; the alternative text belongs there."""
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    for found in document.iter(drawing):
        inner = found.getparent().iter("{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr")
        for part in inner:
            part.set("descr", found.get("descr", ""))


def _edges(templates: Templates, book: Book) -> dict[str, bytes]:
    template = templates.environment().get_template("docx/tepi.xml.j2")
    made = {}
    for tag, turn in EDGES:
        width = WIDE_WIDTH if turn == "mendatar" else TEXT_WIDTH
        left = (
            f"{book.label} · {book.region}"
            if tag == "header"
            else f"{book.title} · {book.status} · versi {book.version}"
        )
        right = book.title if tag == "header" else ""
        text = template.render(
            tag="hdr" if tag == "header" else "ftr", gaya=tag.title(), lebar=width, kiri=left, kanan=right
        )
        made[f"word/{tag}-{turn}.xml"] = text.encode()
    return made


def _relations(data: bytes) -> bytes:
    root = etree.fromstring(data)
    for tag, turn in EDGES:
        etree.SubElement(
            root,
            f"{{{RELATIONS}}}Relationship",
            Id=f"rIdDosir-{tag}-{turn}",
            Type=f"{OFFICE}/{tag}",
            Target=f"{tag}-{turn}.xml",
        )
    return _xml(root)


def _types(data: bytes) -> bytes:
    root = etree.fromstring(data)
    for tag, turn in EDGES:
        kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{tag}+xml"
        etree.SubElement(root, f"{{{CONTENT}}}Override", PartName=f"/word/{tag}-{turn}.xml", ContentType=kind)
    return _xml(root)


def _core(book: Book, data: bytes) -> bytes:
    root = etree.fromstring(data)
    words = {
        f"{{{DC}}}title": f"{book.label}: {book.title} {book.region}",
        f"{{{DC}}}language": "id-ID",
        f"{{{DC}}}creator": f"Pemerintah {book.region}",
        f"{{{CORE}}}keywords": ", ".join(book.keywords),
    }
    for tag, text in words.items():
        found = root.find(tag)
        (etree.SubElement(root, tag) if found is None else found).text = text
    return _xml(root)


def _xml(root: Any) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP with the parts in a fixed order and a fixed time, so that equal parts give equal bytes."""
    made = io.BytesIO()
    names = sorted(parts, key=lambda name: (name != "[Content_Types].xml", name))
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in names:
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, parts[name])
    return made.getvalue()
