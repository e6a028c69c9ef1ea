"""Lints of the sections of a DOCX: page size and direction, margins, headers and footers.

Part of *publish*. Turned pages are where peers lose their footers. A section without a reference takes over the header
of the one before, which is right in a plain document and wrong after a turn, since that header has the other width.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dosir.audit.finding import Fault
from dosir.audit.package import Package
from dosir.audit.wordml import W, value

OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
EDGES = ("header", "footer")


def sections(package: Package) -> list[Any]:
    """The properties of every section of the document, in reading order."""
    if not package.main:
        return []
    found = package.trees[package.main].iter(f"{W}sectPr")
    return [one for one in found if one.getparent().tag != f"{W}sectPrChange"]  # those are what they were before


def lints(package: Package) -> Iterator[Fault]:
    """Every fault of the sections."""
    if package.main:
        yield from _places(package)
        yield from _paper(sections(package))
        yield from _edges(package)


def name(at: int) -> str:
    """A section as a finding names it."""
    return f"bagian halaman ke-{at}"


def is_turned(section: Any) -> bool:
    """Whether its pages lie on their side."""
    return value(section, "pgSz", "orient") == "landscape"


def _places(package: Package) -> Iterator[Fault]:
    """The properties of a section stand in a paragraph of the body itself, and the last ones at the end of it."""
    body = package.trees[package.main].find(f"{W}body")
    if body is None or len(body) == 0 or body[-1].tag != f"{W}sectPr":
        yield Fault("orphan-section", package.main, "dokumen tidak berakhir dengan sifat bagian halamannya")
    for at, section in enumerate(sections(package), 1):
        above = section.getparent()
        held = above.tag == f"{W}pPr" and above.getparent().getparent() is body
        if not held and (above is not body or section is not body[-1]):
            yield Fault("orphan-section", name(at), "sifat bagian halaman tidak di akhir paragraf tubuh dokumen")


def _paper(found: list[Any]) -> Iterator[Fault]:
    papers = set()
    for at, section in enumerate(found, 1):
        wide, tall = (value(section, "pgSz", side) or "" for side in "wh")
        if not (wide.isdigit() and tall.isdigit()):
            yield Fault("no-page-size", name(at), "ukuran halaman tidak ditulis")
            continue
        papers.add(tuple(sorted((int(wide), int(tall)))))
        if is_turned(section) != (int(wide) > int(tall)):
            yield Fault("turned-wrongly", name(at), f"arah halaman tidak cocok dengan ukurannya, {wide} × {tall}")
        yield from _margins(section, at, int(wide), int(tall))
    if len(papers) > 1:
        yield Fault("mixed-paper", "bagian halaman", f"ukuran kertas berbeda-beda: {sorted(papers)}")


def _margins(section: Any, at: int, wide: int, tall: int) -> Iterator[Fault]:
    for sides, room in ((("left", "right"), wide), (("top", "bottom"), tall)):
        told = [value(section, "pgMar", side) or "" for side in sides]
        if not all(one.lstrip("-").isdigit() for one in told):
            yield Fault("no-margins", name(at), f"margin {' dan '.join(sides)} tidak ditulis")
        elif sum(abs(int(one)) for one in told) >= room:
            yield Fault("no-margins", name(at), f"margin {' dan '.join(sides)} tidak menyisakan ruang")


def _edges(package: Package) -> Iterator[Fault]:
    """Every section but the cover, the first, has a header and a footer that fit its direction."""
    kinds = {one.id: one.kind for one in package.relations.get(package.main, ())}
    turned: dict[str, bool | None] = dict.fromkeys(EDGES)
    for at, section in enumerate(sections(package), 1):
        for edge in EDGES:
            for mark in section.iterfind(f"{W}{edge}Reference"):
                if kinds.get(mark.get(f"{OFFICE}id")) not in (edge, None):
                    yield Fault("wrong-edge", name(at), f"rujukan {edge} menuju bagian yang lain jenisnya")
                if mark.get(f"{W}type", "default") == "default":
                    turned[edge] = is_turned(section)
            if at > 1 and turned[edge] is None:
                yield Fault("section-without-edge", name(at), f"tidak ada {edge}")
            elif at > 1 and turned[edge] != is_turned(section):
                yield Fault("section-without-edge", name(at), f"{edge} mewarisi yang dibuat untuk arah lain")
