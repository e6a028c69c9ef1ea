"""Lints of the container of a DOCX or XLSX: parts, content types, relationships, and what may not be in it.

Part of *publish*. Word says "unreadable content" of any of these and not which one; so each is a rule of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dosir.audit.finding import Fault
from dosir.audit.package import MAIN, TYPES_PART, Package

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
REFERENCES = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)
# Relationships that only an attribute of the text makes useful; all others are found by their kind.
NAMED = frozenset({"image", "hyperlink", "header", "footer", "chart", "oleObject", "worksheet"})
ACTIVE = ("vbaProject", "vbaData", "activeX", "/attachedToolbars", "macrosheets/")


def lints(package: Package) -> Iterator[Fault]:
    """Every fault of the container."""
    for rule in (_twice, _untyped, _missing_main, _relation_ids, _targets, _names, _orphans, _outside, _active):
        yield from rule(package)


def _twice(package: Package) -> Iterator[Fault]:
    for name, times in Counter(name.lower() for name in package.names).items():
        if times > 1:
            yield Fault("duplicate-part", name, f"bagian ini ada {times} kali dalam ZIP")


def _untyped(package: Package) -> Iterator[Fault]:
    root = package.trees.get(TYPES_PART)
    if root is None:
        yield Fault("untyped-part", TYPES_PART, "daftar jenis isi tidak ada")
        return
    named = {str(part.get("PartName")).lstrip("/").lower() for part in root.iter(f"{TYPES}Override")}
    endings = {str(part.get("Extension")).lower() for part in root.iter(f"{TYPES}Default")}
    names = {name.lower(): name for name in package.names if name != TYPES_PART}
    for low, name in names.items():
        # `xml` by ending alone says nothing about the part; only relationships are rightly typed that way.
        if low not in named and (low.rpartition(".")[2] not in endings - {"xml"}):
            yield Fault("untyped-part", name, f"bagian ini tidak punya jenis isi di {TYPES_PART}")
    for name in sorted(named - names.keys()):
        yield Fault("typed-without-part", name, f"{TYPES_PART} menyebut bagian yang tidak ada")


def _missing_main(package: Package) -> Iterator[Fault]:
    if not package.main:
        yield Fault("no-document", "_rels/.rels", f"tidak ada hubungan `{MAIN}` ke isi dokumen")


def _relation_ids(package: Package) -> Iterator[Fault]:
    for source, relations in package.relations.items():
        for key, times in Counter(one.id for one in relations).items():
            if times > 1:
                yield Fault("duplicate-relation-id", source, f"id hubungan `{key}` dipakai {times} kali")


def _targets(package: Package) -> Iterator[Fault]:
    names = set(package.names)
    for source, relations in package.relations.items():
        if source and source not in names:
            yield Fault("broken-relation", source, "hubungan dari bagian yang tidak ada")
        for one in relations:
            if not one.external and one.target not in names:
                yield Fault("broken-relation", source, f"hubungan `{one.id}` menuju `{one.target}`, yang tidak ada")


def _names(package: Package) -> Iterator[Fault]:
    """Both ways: an id that the text names must be a relationship, and one made for the text must be named by it."""
    for name, root in package.trees.items():
        if name.endswith(".rels"):
            continue
        relations = package.relations.get(name, ())
        used = {value for part in root.iter() for key, value in part.items() if str(key).startswith(REFERENCES)}
        for key in sorted(used - {one.id for one in relations} - {""}):
            yield Fault("unknown-relation-id", name, f"id hubungan `{key}` dipakai tetapi tidak terdaftar")
        for one in relations:
            if one.kind in NAMED and one.id not in used:
                yield Fault("unused-relation", name, f"hubungan `{one.id}` ({one.kind}) tidak dipakai oleh isinya")


def _orphans(package: Package) -> Iterator[Fault]:
    led = {one.target for relations in package.relations.values() for one in relations if not one.external}
    for name in package.names:
        if name != TYPES_PART and not name.endswith(".rels") and name not in led:
            yield Fault("orphan-part", name, "tidak ada hubungan yang menuju bagian ini")


def _outside(package: Package) -> Iterator[Fault]:
    for source, relations in package.relations.items():
        for one in relations:
            if one.external and one.kind != "hyperlink":
                yield Fault("external-relation", source, f"`{one.id}` ({one.kind}) memuat dari luar: {one.target}")
            elif one.external and one.target.lower().startswith(("javascript:", "file:", "vbscript:", "\\\\")):
                yield Fault("external-relation", source, f"tautan `{one.id}` menjalankan atau membuka: {one.target}")


def _active(package: Package) -> Iterator[Fault]:
    for name in package.names:
        if any(word.lower() in f"/{name}".lower() for word in ACTIVE):
            yield Fault("macro", name, "paket memuat makro atau kendali aktif")
    root = package.trees.get(TYPES_PART)
    for part in () if root is None else root:
        if "macroenabled" in str(part.get("ContentType", "")).lower():
            yield Fault("macro", TYPES_PART, f"jenis isi bermakro: {part.get('ContentType')}")
