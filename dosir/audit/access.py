"""Lints of what people need who do not see a DOCX as we do: title, language, headings, alternative texts, links.

Part of *publish*. The rules are those of Word's own accessibility checker and of WCAG where a machine can decide them.
A heading is what Word takes for one, a paragraph with an outline level, whatever its style is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dosir.audit.finding import Fault
from dosir.audit.package import Package
from dosir.audit.wordml import W, headings, outline_level, shown, stories, styles, text_of, value

DC = "{http://purl.org/dc/elements/1.1/}"
DRAWINGS = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
VML_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
FILE_NAME = re.compile(r"(?:data:|https?:|file:|.*\.(?:png|jpe?g|gif|svg|emf|wmf|webp|bmp|tiff?)$)", re.IGNORECASE)
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def lints(package: Package) -> Iterator[Fault]:
    """Every fault of accessibility."""
    if package.main:
        for rule in (_title, _language, _headings, _drawings, _links, _words):
            yield from rule(package)


def is_description(text: str | None) -> bool:
    """Whether an alternative text says something, and is not the name or address of a file."""
    return bool(text and text.strip()) and not FILE_NAME.match(str(text).strip())


def _core(package: Package, tag: str) -> str:
    found = (one.target for one in package.relations.get("", ()) if one.kind == "core-properties")
    roots = (package.trees[name] for name in found if name in package.trees)
    return next((root.findtext(f"{DC}{tag}") or "" for root in roots), "").strip()


def _title(package: Package) -> Iterator[Fault]:
    if not _core(package, "title"):
        yield Fault("no-title", "sifat dokumen", "dokumen tidak berjudul")


def _language(package: Package) -> Iterator[Fault]:
    told = {value(root, "docDefaults/rPrDefault/rPr/lang") or "" for root in package.related("styles").values()}
    usual = next(iter(told), "")
    if not LANGUAGE.fullmatch(usual):
        yield Fault("no-language", "styles", f"bahasa teks tidak ditulis: “{usual}”")
    core = _core(package, "language")
    if core and core.partition("-")[0] != usual.partition("-")[0]:
        yield Fault("no-language", "sifat dokumen", f"bahasa dokumen “{core}” berbeda dari bahasa teksnya “{usual}”")
    for part, root in stories(package).items():
        for run in root.iter(f"{W}lang"):
            if run.get(f"{W}val") is not None and not LANGUAGE.fullmatch(run.get(f"{W}val")):
                yield Fault("no-language", part, f"bahasa sepotong teks keliru: “{run.get(f'{W}val')}”")


def _headings(package: Package) -> Iterator[Fault]:
    found = headings(package)
    if not found:
        yield Fault("no-headings", package.main, "dokumen tidak punya judul bab")
    before = 0
    for level, paragraph in found:
        if not text_of(paragraph).strip():
            yield Fault(
                "empty-heading", package.main, f"judul tingkat {level} tanpa teks, sesudah {_before(paragraph)}"
            )
        if level > before + 1:
            jump = f"dari tingkat {before} ke {level}" if before else f"dokumen mulai dengan judul tingkat {level}"
            yield Fault("heading-jump", shown(paragraph), f"urutan judul melompat: {jump}")
        before = level


def _before(paragraph: Any) -> str:
    above = (part for part in paragraph.itersiblings(preceding=True) if text_of(part).strip())
    return next((shown(part) for part in above), "awal dokumen")


def _drawings(package: Package) -> Iterator[Fault]:
    for part, root in stories(package).items():
        for drawing in root.iter(f"{DRAWINGS}inline", f"{DRAWINGS}anchor"):
            told = drawing.find(f"{DRAWINGS}docPr")
            if told is None or any(mark.get("val") == "1" for mark in told.iter(DECORATIVE)):
                continue
            if not is_description(told.get("descr")):
                name = told.get("name") or told.get("id")
                yield Fault(
                    "no-alt-text", part, f"gambar `{name}` tanpa teks pengganti yang layak: “{told.get('descr')}”"
                )
        # A picture of the old kind in a header is a watermark, which readers pass over.
        for image in root.iter(VML_IMAGE) if part == package.main else ():
            if not is_description(image.getparent().get("alt")):
                yield Fault("no-alt-text", part, "gambar VML tanpa teks pengganti")


def _links(package: Package) -> Iterator[Fault]:
    for part, root in stories(package).items():
        for link in root.iter(f"{W}hyperlink"):
            pictures = [drawing.get("descr") for drawing in link.iter(f"{DRAWINGS}docPr")]
            if not text_of(link).strip() and not any(is_description(words) for words in pictures):
                target = link.get(f"{W}anchor") or "luar"
                yield Fault("empty-link", part, f"tautan ke `{target}` tanpa teks")


def _words(package: Package) -> Iterator[Fault]:
    """A part that is only a picture, such as a scan without a word beside it, says nothing to those who cannot see."""
    known = styles(package)
    body = package.trees[package.main].find(f"{W}body")
    title, pictured, told = "awal dokumen", False, False
    for part in () if body is None else body:
        if part.tag == f"{W}p" and outline_level(known, part) is not None:
            if pictured and not told:
                yield _image_only(title)
            title, pictured, told = shown(part), False, False
        else:
            told = told or bool(text_of(part).strip())
            pictured = pictured or next(part.iter(f"{DRAWINGS}docPr"), None) is not None
    if pictured and not told:
        yield _image_only(title)


def _image_only(place: str) -> Fault:
    return Fault("image-only", place, "hanya berisi gambar, tanpa satu kata pun")
