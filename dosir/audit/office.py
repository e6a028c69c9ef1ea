"""LibreOffice as a second reader of a DOCX: does it open, on as many pages, and are the printed page numbers right?

Part of *publish*. LibreOffice is asked for a PDF in which bookmarks are named destinations, so the page of a heading is
looked up and never guessed from its words. It leaves out those that Word hides (`_Toc...`), so in the copy it gets each
target of a list has a second bookmark; and each PAGE field of a footer stands between two signs of one point, which
move nothing, so that the page number printed there can be told from other numbers.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from dosir.audit.finding import Fault
from dosir.audit.lists import Line, listings
from dosir.audit.package import Package
from dosir.audit.sections import sections
from dosir.audit.wordml import W, squeezed, value

PROGRAM = "soffice"
PATIENCE = 240  # seconds; the largest of our books takes 6
TOLERANCE = 0.05  # of the pages, and always one page, since Word's own next version may move a line
SIGN = "¤"
ALIAS = "dosir-audit-"
FIRST_ID = 10_000_000  # above the ids of any file's own bookmarks
LABEL = re.compile(f"{SIGN}([0-9]+|[ivxlcdm]+){SIGN}", re.IGNORECASE)
FILTER = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'


def lints(package: Package, data: bytes, beside: bytes | None) -> Iterator[Fault]:
    """Every fault that shows when LibreOffice prints the file; `beside` is the PDF of the same book, if any."""
    import pypdf

    if shutil.which(PROGRAM) is None:
        yield Fault("libreoffice-missing", "LibreOffice", f"`{PROGRAM}` tidak ada; pasang libreoffice-writer")
        return
    printed = converted(marked(package, data))
    if isinstance(printed, str):
        yield Fault("libreoffice-failed", "LibreOffice", f"tidak dapat membuka berkas ini: {printed}")
        return
    reader = pypdf.PdfReader(io.BytesIO(printed))
    if beside is not None:
        yield from _count(len(reader.pages), len(pypdf.PdfReader(io.BytesIO(beside)).pages))
    yield from _paper(package, reader)
    yield from _numbers(package, reader)


def marked(package: Package, data: bytes) -> bytes:
    """The same file with signs around the page numbers in its margins, and open bookmarks where its lists lead."""
    changed = {name: _signed(edge) for kind in ("header", "footer") for name, edge in package.related(kind).items()}
    changed[package.main] = _pointed(package.trees[package.main], _aliases(package))
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys(package.names):
            new.writestr(name, changed.get(name) or old.read(name))
    return made.getvalue()


def _aliases(package: Package) -> dict[str, str]:
    """The second bookmark of each target of a list, by the first."""
    anchors = dict.fromkeys(line.anchor for listing in listings(package) for line in listing.lines)
    return {anchor: f"{ALIAS}{at}" for at, anchor in enumerate(anchors)}


def _pointed(document: Any, aliases: Mapping[str, str]) -> bytes:
    root = etree.fromstring(etree.tostring(document))
    for at, mark in enumerate(list(root.iter(f"{W}bookmarkStart"))):
        alias = aliases.get(mark.get(f"{W}name", ""))
        if alias:
            for tag, name in (("bookmarkEnd", {}), ("bookmarkStart", {f"{W}name": alias})):
                mark.addnext(etree.Element(W + tag, {f"{W}id": str(FIRST_ID + at), **name}))
    return _bytes(root)


def _bytes(root: Any) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _signed(edge: Any) -> bytes:
    root = etree.fromstring(etree.tostring(edge))
    begun: list[Any] = []
    told: list[str] = []
    for mark in list(root.iter(f"{W}fldChar", f"{W}instrText", f"{W}fldSimple")):
        kind = mark.get(f"{W}fldCharType")
        if mark.tag == f"{W}fldSimple":
            _between(mark, mark, mark.get(f"{W}instr", ""))
        elif kind == "begin":
            begun.append(mark.getparent())
            told.append("")
        elif kind == "end" and begun:
            _between(begun.pop(), mark.getparent(), told.pop())
        elif kind is None and told:
            told[-1] += mark.text or ""
    return _bytes(root)


def _between(first: Any, last: Any, instruction: str) -> None:
    if instruction.split()[:1] == ["PAGE"]:
        first.addprevious(_sign())
        last.addnext(_sign())


def _sign() -> Any:
    run = etree.Element(f"{W}r")
    properties = etree.SubElement(run, f"{W}rPr")
    etree.SubElement(properties, f"{W}sz").set(f"{W}val", "2")
    etree.SubElement(run, f"{W}t").text = SIGN
    return run


def converted(data: bytes) -> bytes | str:
    """The PDF that LibreOffice makes of a DOCX, in a profile of its own; or what it said instead."""
    with tempfile.TemporaryDirectory(prefix="dosir-") as name:
        folder = Path(name)
        file = folder / "berkas.docx"
        file.write_bytes(data)
        try:
            ran = subprocess.run(command(folder, [file]), capture_output=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired:
            return f"belum selesai setelah {PATIENCE} detik"
        made = folder / "berkas.pdf"
        return made.read_bytes() if made.exists() else ran.stderr.decode(errors="replace").strip()[-200:]


def command(folder: Path, files: Sequence[Path]) -> list[str]:
    """How LibreOffice is asked for PDFs of these files in a folder, in which its profile is too."""
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    return [PROGRAM, "--headless", profile, "--convert-to", FILTER, "--outdir", str(folder), *map(str, files)]


def _count(printed: int, ours: int) -> Iterator[Fault]:
    if abs(printed - ours) > max(1, TOLERANCE * ours):
        yield Fault("page-count", "LibreOffice", f"{printed} halaman, sedangkan PDF buku yang sama {ours} halaman")


def _paper(package: Package, reader: Any) -> Iterator[Fault]:
    """A turned section whose pages came out upright, or the other way round."""
    told = {tuple(int(value(one, "pgSz", side) or 0) // 20 for side in "wh") for one in sections(package)}
    boxes = {(float(leaf.mediabox.width), float(leaf.mediabox.height)) for leaf in reader.pages}
    seen = {next((size for size in told if _near(size, box)), box) for box in boxes}
    for wide, tall in sorted(seen - told):
        yield Fault(
            "wrong-paper", "LibreOffice", f"ada halaman {wide:.0f} × {tall:.0f} pt, tidak seperti bagian mana pun"
        )
    for wide, tall in sorted(told - seen):
        yield Fault(
            "wrong-paper", "LibreOffice", f"tidak ada halaman {wide:.0f} × {tall:.0f} pt, yang diminta berkasnya"
        )


def _near(size: tuple[float, ...], box: tuple[float, ...]) -> bool:
    return all(
        abs(one - other) < 2 for one, other in zip(size, box, strict=True)
    )  # points; paper is cut with less care


def _numbers(package: Package, reader: Any) -> Iterator[Fault]:
    """Each line of each list against the page on which its bookmark came to stand."""
    texts = [plain(leaf.extract_text()) for leaf in reader.pages]
    labels = [(LABEL.findall(text) or [""])[-1] for text in texts]
    aliases = _aliases(package)
    places = {
        str(name).lstrip("/"): reader.get_destination_page_number(target)
        for name, target in reader.named_destinations.items()
    }
    for listing in listings(package):
        for line in listing.lines:
            at = places.get(aliases[line.anchor])
            if at is None:
                yield Fault("lost-anchor", listing.name, f"“{line.words}”: bookmark `{line.anchor}` hilang saat dibuka")
            elif line.page:
                yield from _number(listing.name, line, labels, texts, at)


def _number(place: str, line: Line, labels: list[str], texts: list[str], at: int) -> Iterator[Fault]:
    near = slice(max(at - 1, 0), at + 2)
    if line.page not in labels[near] and not _next_to(line.page, labels[at]):
        where = labels[at] or f"ke-{at + 1}, yang tidak bernomor"
        yield Fault("wrong-page", place, f"“{line.words}” tertulis halaman {line.page}, tetapi ada di halaman {where}")
    if plain(line.words) not in "".join(texts[near]):
        yield Fault("line-not-on-page", place, f"“{line.words}” tidak terbaca di halaman yang ditujunya")


def _next_to(page: str, label: str) -> bool:
    """Whether two numbers are neighbours, although the one is beyond the last page."""
    return page.isdecimal() and label.isdecimal() and abs(int(page) - int(label)) <= 1


def plain(text: str) -> str:
    """Words as they compare between two programs: no white space, hyphens, ligatures or capitals."""
    return squeezed(unicodedata.normalize("NFKC", text)).replace("-", "").replace("\u2010", "").casefold()
