"""Pictures of the Word file: charts as pixels, and every picture put in behind pandoc's back.

pandoc gets one tiny picture for all of them, with the size each shall have: four megabytes of pictures as addresses
in the HTML made it four times slower (measured).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree
from PIL import Image

from dosir.outline import Book, Chart, Picture
from dosir.render import charts, raster
from dosir.render.docx import parts
from dosir.render.docx.xml import OFFICE
from dosir.templates import Templates

WIDEST, TALLEST = 560, 790  # pixels at 96 to the inch; Word cuts off what is taller than a page beside its caption
LOGO = 80  # pixels of height on the cover
TINY = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
)
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr"
BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
RELATIONSHIP = f"{{{parts.RELATIONS}}}Relationship"
KINDS = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg"}  # ending of a file: media type


@dataclass(frozen=True)
class Drawn:
    """A picture as the file holds it: its bytes, the ending of its name, width and height in pixels."""

    data: bytes
    suffix: str
    width: int
    height: int


def drawn(templates: Templates, book: Book) -> Mapping[str, Drawn]:
    """The pictures of a book by id, in reading order; the logo of the cover under `logo`."""
    found = {"logo": _sized(book.logo.data, book.logo.name, LOGO)} if book.logo else {}
    for block in book.drawn():
        found[block.id] = _sized(*_file(templates, block), TALLEST)
    return found


def _file(templates: Templates, block: Chart | Picture) -> tuple[bytes, str]:
    if isinstance(block, Chart):
        return raster.png(charts.svg(templates, block)), "grafik.png"
    return block.data, block.name


def put(document: Any, package: Mapping[str, bytes], pictures: Iterable[Drawn]) -> dict[str, bytes]:
    """The parts of a package with these pictures in the place of the tiny ones, in reading order."""
    relations = etree.fromstring(package["word/_rels/document.xml.rels"])
    types = package["[Content_Types].xml"]
    tiny = {one.get("Id"): one for one in relations if one.get("Type", "").endswith("/image")}
    made = {name: data for name, data in package.items() if not name.startswith("word/media/")}
    for one in tiny.values():
        relations.remove(one)
    for at, (blip, picture) in enumerate(zip(document.iter(BLIP), pictures, strict=True), start=1):
        name = f"media/gambar-{at}.{picture.suffix}"
        blip.set(f"{{{OFFICE}}}embed", f"rIdDosir-gambar-{at}")
        etree.SubElement(relations, RELATIONSHIP, Id=f"rIdDosir-gambar-{at}", Type=f"{OFFICE}/image", Target=name)
        made[f"word/{name}"] = picture.data
    made["word/_rels/document.xml.rels"] = parts.xml(relations)
    made["[Content_Types].xml"] = parts.typed(types, (), [(end, f"image/{kind}") for end, kind in KINDS.items()])
    for found in document.iter(DRAWING):  # pandoc leaves its own description where the words of the picture belong
        for part in found.getparent().iter(PICTURE):
            part.set("descr", found.get("descr", ""))
    return made


def _sized(data: bytes, name: str, tallest: int) -> Drawn:
    """A picture at the size at which it fits its page; a scanned document is taller than it is wide."""
    with Image.open(io.BytesIO(data)) as image:
        wide, tall = image.size
    width = min(WIDEST, max(tallest * wide // tall, 1))
    return Drawn(data, name.rpartition(".")[2].lower(), width, max(round(width * tall / wide), 1))
