"""An office file opened as what it is: a ZIP of parts, and the relationships that lead from one to the next.

Part of *publish*, below every lint of DOCX and XLSX. The file may come from anywhere, so it is opened with limits and
its XML without entities; a fault of the container itself comes out here, so that the lints may trust what they get.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from dosir.audit.finding import Fault

MOST_BYTES = 512 << 20  # unpacked; our largest book has 4 MiB
MOST_PARTS = 10_000
TYPES_PART = "[Content_Types].xml"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MAIN = "officeDocument"


@dataclass(frozen=True)
class Relation:
    """One relationship: its id, the last word of its type, and the part or address it leads to."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Package:
    """The parts of an office file, those of XML as trees, and the relationships by the part they start from."""

    names: tuple[str, ...]  # as the ZIP lists them, twice when a part is there twice
    trees: Mapping[str, Any] = field(default_factory=dict)
    relations: Mapping[str, tuple[Relation, ...]] = field(default_factory=dict)

    @property
    def main(self) -> str:
        """Name of the part that is the document itself; empty when there is none."""
        found = (one.target for one in self.relations.get("", ()) if one.kind == MAIN)
        return next((name for name in found if name in self.trees), "")

    def related(self, kind: str) -> dict[str, Any]:
        """Trees of the parts of this kind that the document leads to, by name."""
        found = (one.target for one in self.relations.get(self.main, ()) if one.kind == kind)
        return {name: self.trees[name] for name in found if name in self.trees}


def opened(data: bytes) -> tuple[Package, tuple[Fault, ...]]:
    """The package in these bytes, and what is wrong with the container; an empty package when it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_BYTES:
                return Package(()), (Fault("too-large", "ZIP", "isi paket melampaui batas yang wajar"),)
            parts = {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
            names = tuple(entry.filename for entry in entries if not entry.is_dir())
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as fault:
        return Package(()), (Fault("broken-package", "ZIP", f"bukan paket yang dapat dibuka: {fault}"),)
    trees, faults = _parsed(parts)
    return Package(names, trees, _relations(trees)), faults


def _parsed(parts: Mapping[str, bytes]) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    trees: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, data in parts.items():
        if not name.endswith((".xml", ".rels", ".vml")):
            continue
        try:
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as fault:
            faults.append(Fault("malformed-xml", name, f"XML rusak: {fault}"))
            continue
        tree: Any = root.getroottree()
        if tree.docinfo.doctype:
            faults.append(Fault("doctype", name, "XML memuat DTD, yang dilarang dalam paket"))
        trees[name] = root
    return trees, tuple(faults)


def _relations(trees: Mapping[str, Any]) -> dict[str, tuple[Relation, ...]]:
    return {source(name): tuple(_read(name, root)) for name, root in trees.items() if name.endswith(".rels")}


def source(name: str) -> str:
    """The part whose relationships this part lists: `word/_rels/a.xml.rels` is about `word/a.xml`."""
    folder, _, file = name.rpartition("_rels/")
    return folder + file.removesuffix(".rels")


def _read(name: str, root: Any) -> Iterator[Relation]:
    folder = posixpath.dirname(source(name))
    for part in root.iter(RELATION):
        target, external = str(part.get("Target", "")), part.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target.partition("#")[0])).lstrip("/")
        yield Relation(str(part.get("Id", "")), str(part.get("Type", "")).rpartition("/")[2], target, external)
