"""Sections of the Word file with their page size and numbering, and what stands at the edges of their pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dosir.outline import Book
from dosir.render.docx.paper import Paper
from dosir.render.docx.xml import OFFICE, W, child, make
from dosir.templates import Templates

EDGES = (("header", "tegak"), ("footer", "tegak"), ("header", "mendatar"), ("footer", "mendatar"))
PAGES = {"sampul": ("decimal", None), "depan": ("lowerRoman", 1)}  # kind: how its pages are numbered, and from where


def end_section(marker: Any, name: str, paper: Paper) -> None:
    """The marker becomes the empty last paragraph of a section, which is where Word keeps its properties."""
    for part in marker.findall(f"{W}r"):
        marker.remove(part)
    fmt, start = PAGES.get(name, ("decimal", None))
    made = make("sectPr")
    section(made, paper, name == "mendatar", fmt, start, edges=name != "sampul")
    properties = child(marker, "pPr")
    properties.append(make("spacing", before=0, after=0, line=20, lineRule="exact"))
    properties.append(made)


def section(made: Any, paper: Paper, wide: bool, fmt: str, start: int | None, edges: bool) -> None:
    """Write the properties of a section: edges, size, margins and page numbers."""
    for old in list(made):
        made.remove(old)
    if edges:
        turn = "mendatar" if wide else "tegak"
        for tag in ("header", "footer"):
            reference = make(f"{tag}Reference", type="default")
            reference.set(f"{{{OFFICE}}}id", f"rIdDosir-{tag}-{turn}")
            made.append(reference)
    width, height = paper.size(wide)
    made.append(make("type", val="nextPage"))
    size = make("pgSz", w=width, h=height)
    if wide:
        size.set(f"{W}orient", "landscape")
    made.append(size)
    made.append(make("pgMar", header=709, footer=567, gutter=0, **paper.margins(wide)))
    number = make("pgNumType", fmt=fmt)
    if start is not None:
        number.set(f"{W}start", str(start))
    made.append(number)


def restart_body(body: Any) -> None:
    """Arabic page numbers begin at 1 in the first section after the front matter."""
    sections = list(body.iter(f"{W}sectPr"))
    romans = [at for at, part in enumerate(sections) if part.find(f"{W}pgNumType").get(f"{W}fmt") == "lowerRoman"]
    sections[romans[0] + 1].find(f"{W}pgNumType").set(f"{W}start", "1")


def parts(templates: Templates, book: Book) -> Iterator[tuple[str, bytes]]:
    """(name, text) of the headers and footers of portrait and landscape pages."""
    template = templates.environment().get_template("docx/tepi.xml.j2")
    paper = Paper(book.paper)
    for tag, turn in EDGES:
        left, right = (f"{book.label} · {book.region}", book.title) if tag == "header" else (footer(book), "")
        text = template.render(
            tag="hdr" if tag == "header" else "ftr",
            gaya=tag.title(),
            lebar=paper.text(turn == "mendatar"),
            kiri=left,
            kanan=right,
            tanda=templates.data("kata.yml")["tanda-draf"] if book.draft and tag == "header" else "",
        )
        yield f"word/{tag}-{turn}.xml", text.encode()


def used(body: Any) -> frozenset[str]:
    """Names of the headers and footers that some section of this text has."""
    found = {part.get(f"{{{OFFICE}}}id") for tag in ("header", "footer") for part in body.iter(f"{W}{tag}Reference")}
    return frozenset(f"word/{tag}-{turn}.xml" for tag, turn in EDGES if f"rIdDosir-{tag}-{turn}" in found)


def relation(name: str) -> str:
    """Id of the relationship that leads to a header or footer."""
    return f"rIdDosir-{name.removeprefix('word/').removesuffix('.xml')}"


def kind(name: str) -> str:
    """Whether a part is a header or a footer."""
    return name.removeprefix("word/").partition("-")[0]


def footer(book: Book) -> str:
    """Title, status, version and commit in one line."""
    commit = f" · naskah {book.revision}" if book.revision else ""
    return f"{book.title} · {book.status} · versi {book.version}{commit}"
