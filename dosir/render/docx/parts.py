"""The package around the text: relations, content types, properties, settings, and a ZIP that is always the same."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Container, Iterable, Mapping
from datetime import date
from typing import Any

from lxml import etree

from dosir.outline import Book
from dosir.render.docx.xml import OFFICE
from dosir.render.zipped import zipped
from dosir.templates import Templates

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes], day: date) -> bytes:
    """A package of this day with its parts in a fixed order, so that equal parts give equal bytes."""
    names = sorted(parts, key=lambda name: (name != "[Content_Types].xml", name))
    return zipped({name: parts[name] for name in names}, day)


def xml(root: Any) -> bytes:
    """An XML part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def related(data: bytes, added: Iterable[tuple[str, str, str]]) -> bytes:
    """Relationships with these added: (id, kind, target)."""
    root = etree.fromstring(data)
    for name, kind, target in added:
        etree.SubElement(root, f"{{{RELATIONS}}}Relationship", Id=name, Type=f"{OFFICE}/{kind}", Target=target)
    return xml(root)


def needed(data: bytes, text: Any) -> bytes:
    """Relationships without links that their part does not use; pandoc gives text and footnotes all of the book."""
    root, ids = etree.fromstring(data), set(text.xpath("//@*[namespace-uri() = $office]", office=OFFICE))
    for one in list(root):
        if one.get("Type") == f"{OFFICE}/hyperlink" and one.get("Id") not in ids:
            root.remove(one)
    return xml(root)


def typed(
    data: bytes,
    added: Iterable[tuple[str, str]],
    defaults: Iterable[tuple[str, str]] = (),
    there: Container[str] | None = None,
) -> bytes:
    """Content types with these added: (part, kind) of Word's own, and (extension, media type).

    With `there`, the names of the package's parts, what is said of others is left out.
    """
    root = etree.fromstring(data)
    known = {part.get("Extension") for part in root}
    for extension, kind in defaults:
        if extension not in known:
            root.insert(0, etree.Element(f"{{{CONTENT}}}Default", Extension=extension, ContentType=kind))
    for name, kind in added:
        etree.SubElement(root, f"{{{CONTENT}}}Override", PartName=name, ContentType=f"{WORD}.{kind}+xml")
    for part in list(root) if there is not None else ():
        name = part.get("PartName", "")
        if there is not None and name and name.removeprefix("/") not in there:
            root.remove(part)
    return xml(root)


def core(book: Book, data: bytes) -> bytes:
    """Properties that a library looks a document up by."""
    root = etree.fromstring(data)
    words = {
        f"{{{DC}}}title": f"{book.label}: {book.title} {book.region}",
        f"{{{DC}}}subject": f"Masterplan smart city {book.region} {book.period}",
        f"{{{DC}}}language": "id-ID",
        f"{{{DC}}}creator": f"Pemerintah {book.region}",
        f"{{{CORE}}}keywords": ", ".join(book.keywords),
        f"{{{CORE}}}contentStatus": book.status,
        f"{{{CORE}}}version": book.version,
    }
    for tag, text in words.items():
        found = root.find(tag)
        (etree.SubElement(root, tag) if found is None else found).text = text
    return xml(root)


def own(templates: Templates, book: Book) -> dict[str, bytes]:
    """The parts that are written whole: settings, and the properties that say what a returned file was made from."""
    environment = templates.environment()
    facts = {"Dosir buku": f"{book.slug} {book.id}", "Dosir versi": book.version, "Dosir naskah": book.revision}
    words = {name: value for name, value in facts.items() if value}
    return {
        "docProps/custom.xml": environment.get_template("docx/sifat.xml.j2").render(sifat=words).encode(),
        "docProps/app.xml": environment.get_template("docx/aplikasi.xml.j2")
        .render(lembaga=f"Pemerintah {book.region}")
        .encode(),
        "word/settings.xml": environment.get_template("docx/pengaturan.xml.j2").render().encode(),
    }
