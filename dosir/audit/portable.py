"""Lints of a PDF that no profile asks for or that are worth a second judge: title, bookmarks, labels, fonts, actions.

Part of *publish*. PDF/UA-1 and PDF/A-2a are judged by `schema`; here is read with another library, pypdf, what a reader
of the file relies on, so that one mistaken parser cannot acquit a file alone.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from dosir.audit.access import LANGUAGE, is_description
from dosir.audit.finding import Fault

DANGEROUS = frozenset(
    {"/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData"}
    | {"/Movie", "/Sound", "/Rendition", "/RichMediaExecute"}
)
EMBEDDED = ("/FontFile", "/FontFile2", "/FontFile3")
DEEPEST = 64  # a structure tree of ours is 12 deep; a made one could go on for ever


def lints(data: bytes) -> Iterator[Fault]:
    """Every fault of a PDF."""
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            yield Fault("encrypted", "PDF", "berkas terkunci; isinya tidak dapat diperiksa atau dibacakan")
            return
        root: Any = reader.trailer["/Root"].get_object()
        for rule in (_words, _bookmarks, _labels, _fonts, _actions, _figures):
            yield from rule(reader, root)
    except (PyPdfError, KeyError, ValueError, TypeError, AttributeError, RecursionError) as fault:
        yield Fault("broken-pdf", "PDF", f"tidak dapat dibaca: {fault}")


def _words(reader: Any, root: Any) -> Iterator[Fault]:
    if not (reader.metadata and str(reader.metadata.title or "").strip()):
        yield Fault("no-title", "PDF", "dokumen tidak berjudul")
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield Fault("no-title", "PDF", "jendela pembaca menampilkan nama berkas, bukan judul")
    if not LANGUAGE.fullmatch(str(root.get("/Lang", ""))):
        yield Fault("no-language", "PDF", f"bahasa dokumen tidak ditulis: “{root.get('/Lang', '')}”")


def _bookmarks(reader: Any, root: Any) -> Iterator[Fault]:
    found = list(_flat(reader.outline))
    if not found:
        yield Fault("no-bookmarks", "PDF", "tidak ada penanda bab di panel samping")
    for entry in found:
        if not str(entry.title or "").strip():
            yield Fault("empty-bookmark", "PDF", "penanda bab tanpa teks")
        elif reader.get_destination_page_number(entry) is None:
            yield Fault("broken-bookmark", str(entry.title), "penanda bab tidak menuju halaman mana pun")


def _flat(entries: list[Any]) -> Iterator[Any]:
    for entry in entries:
        yield from _flat(entry) if isinstance(entry, list) else (entry,)


def _labels(reader: Any, root: Any) -> Iterator[Fault]:
    if "/PageLabels" not in root and len(reader.pages) > 1:
        yield Fault("no-page-labels", "PDF", "nomor halaman di panel tidak sama dengan yang tercetak")


def _fonts(reader: Any, root: Any) -> Iterator[Fault]:
    seen: set[int] = set()
    faults: set[str] = set()
    for leaf in reader.pages:
        for font in _fonts_of(leaf.get("/Resources"), seen):
            if not _is_embedded(font):
                faults.add(str(font.get("/BaseFont", "tanpa nama")))
    for name in sorted(faults):
        yield Fault("font-not-embedded", name, "huruf ini tidak tertanam, sehingga tampilannya berbeda di tempat lain")


def _fonts_of(resources: Any, seen: set[int]) -> Iterator[Any]:
    """Fonts of a page and of the forms drawn on it, each object once."""
    held = resources.get_object() if resources is not None else {}
    for font in held.get("/Font", {}).get_object().values() if "/Font" in held else ():
        if _number(font) not in seen:
            seen.add(_number(font))
            yield font.get_object()
    for form in held.get("/XObject", {}).get_object().values() if "/XObject" in held else ():
        if _number(form) not in seen:
            seen.add(_number(form))
            yield from _fonts_of(form.get_object().get("/Resources"), seen)


def _number(reference: Any) -> int:
    return int(getattr(reference, "idnum", id(reference)))


def _is_embedded(font: Any) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True  # its letters are drawings in the file
    below = font.get("/DescendantFonts")
    inner = below.get_object()[0].get_object() if below is not None else font
    told = inner.get("/FontDescriptor")
    return told is not None and any(key in told.get_object() for key in EMBEDDED)


def _actions(reader: Any, root: Any) -> Iterator[Fault]:
    """Every object is looked at: an action may hang on a page, a field, a bookmark or an annotation."""
    found = set()
    for one in _objects(reader):
        kinds = {str(one.get("/S")) if one.get("/S") is not None else "", *(("/JavaScript",) if "/JS" in one else ())}
        found |= kinds & DANGEROUS
        if "/JavaScript" in one or "/EmbeddedFiles" in one:
            found.add("/JavaScript" if "/JavaScript" in one else "/EmbeddedFiles")
    for kind in sorted(found):
        yield Fault("active-content", "PDF", f"berkas memuat {kind[1:]}")


def _objects(reader: Any) -> Iterator[Any]:
    """Every dictionary of the file, those inside others too."""
    numbers = {number for offsets in reader.xref.values() for number in offsets} | set(reader.xref_objStm)
    for number in sorted(numbers - {0}):
        waiting = [reader.get_object(number)]
        while waiting:
            one = waiting.pop()
            if isinstance(one, dict):
                yield one
                waiting += [value for value in one.values() if isinstance(value, dict | list)]
            elif isinstance(one, list):
                waiting += [value for value in one if isinstance(value, dict | list)]


def _figures(reader: Any, root: Any) -> Iterator[Fault]:
    tree = root.get("/StructTreeRoot")
    if tree is None:
        yield Fault("untagged", "PDF", "tidak bertanda struktur; pembaca layar hanya mendapat huruf lepas")
        return
    for one in _structure(tree.get_object(), 0):
        if one.get("/S") == "/Figure" and not is_description(one.get("/Alt") or one.get("/ActualText")):
            yield Fault("no-alt-text", "PDF", f"gambar tanpa teks pengganti yang layak: “{one.get('/Alt', '')}”")


def _structure(element: Any, depth: int) -> Iterator[Any]:
    if not isinstance(element, dict) or depth > DEEPEST:
        return
    yield element
    inner = element.get("/K")
    inner = inner.get_object() if inner is not None else ()
    for child in inner if isinstance(inner, list) else (inner,):
        yield from _structure(child.get_object() if hasattr(child, "get_object") else child, depth + 1)
