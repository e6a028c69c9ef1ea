"""Lints of the structure of a DOCX: ids, bookmarks, fields, references, numbering and styles.

Part of *publish*. What Word repairs in silence or not at all, and a schema cannot say, because it sees one element at
a time: that two bookmarks share a name, or that a field which begins in one paragraph ends in another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from dosir.audit.finding import Fault
from dosir.audit.package import Package
from dosir.audit.wordml import W, fields, shown, stories, styles, value

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
REFERRING = ("REF", "PAGEREF", "NOTEREF")
RANGES = (
    ("bookmark", "bookmark"),
    ("commentRange", "komentar"),
    ("moveFromRange", "pindah"),
    ("moveToRange", "pindah"),
)
KNOWN_PLACES = frozenset({"_top", "_end"})  # Word's own names for the ends of a document
LAST_LEVEL = 8


def lints(package: Package) -> Iterator[Fault]:
    """Every fault of the structure."""
    for rule in (_ids, _ranges, _fields, _links, _notes, _numbering, _styles):
        yield from rule(package)


def _repeated(values: Iterable[str | None]) -> list[str]:
    return sorted(str(one) for one, times in Counter(values).items() if times > 1)


def _ids(package: Package) -> Iterator[Fault]:
    texts = stories(package)
    marks = [mark for root in texts.values() for mark in root.iter(f"{W}bookmarkStart")]
    for key, name in (("id", "id"), ("name", "nama")):
        for one in _repeated(str(mark.get(W + key)).lower() for mark in marks):
            yield Fault(f"duplicate-bookmark-{key}", "bookmark", f"{name} bookmark `{one}` dipakai lebih dari sekali")
    for part, root in texts.items():
        for one in _repeated(drawing.get("id") for drawing in root.iter(DRAWING)):
            yield Fault("duplicate-drawing-id", part, f"id gambar `{one}` dipakai lebih dari sekali")
    for kind in ("footnote", "endnote", "comment"):
        for part, root in package.related(f"{kind}s").items():
            for one in _repeated(note.get(f"{W}id") for note in root.iter(W + kind)):
                yield Fault(f"duplicate-{kind}-id", part, f"id {kind} `{one}` dipakai lebih dari sekali")


def _ranges(package: Package) -> Iterator[Fault]:
    for part, root in stories(package).items():
        for tag, name in RANGES:
            begun, ended = ([mark.get(f"{W}id") for mark in root.iter(f"{W}{tag}{end}")] for end in ("Start", "End"))
            for one in sorted((Counter(begun) - Counter(ended)).keys()):
                yield Fault("open-range", part, f"{name} `{one}` dibuka tetapi tidak ditutup")
            for one in sorted((Counter(ended) - Counter(begun)).keys()):
                yield Fault("open-range", part, f"{name} `{one}` ditutup tetapi tidak dibuka")


def _fields(package: Package) -> Iterator[Fault]:
    for part, root in stories(package).items():
        separated: list[bool] = []  # of each field that is open, outermost first
        for mark in root.iter(f"{W}fldChar", f"{W}instrText"):
            kind = mark.get(f"{W}fldCharType") or "instrText"
            fault = _step(separated, kind)
            if fault:
                yield Fault("unbalanced-field", part, f"{fault}, di dekat {_near(mark)}")
        for _ in separated:
            yield Fault("unbalanced-field", part, "field dibuka tetapi tidak ditutup")


def _step(separated: list[bool], kind: str) -> str:
    """What is wrong with this mark after those before it; takes it into account."""
    if kind == "begin":
        separated.append(False)
        return ""
    if not separated:
        return f"`{kind}` tanpa field yang terbuka"
    if kind == "end":
        separated.pop()
        return ""
    if separated[-1]:
        return f"`{kind}` setelah pemisah field"
    if kind == "separate":
        separated[-1] = True
    return ""


def _near(mark: Any) -> str:
    return next((shown(above) for above in mark.iterancestors(f"{W}p")), "(di luar paragraf)")


def _links(package: Package) -> Iterator[Fault]:
    texts = stories(package)
    names = {str(mark.get(f"{W}name")).lower() for root in texts.values() for mark in root.iter(f"{W}bookmarkStart")}
    names |= KNOWN_PLACES
    for part, root in texts.items():
        wanted = {str(link.get(f"{W}anchor")) for link in root.iter(f"{W}hyperlink") if link.get(f"{W}anchor")}
        for field in fields(root):
            wanted |= set(_targets(field.words))
        for name in sorted(wanted):
            if name.lower() not in names:
                yield Fault("broken-anchor", part, f"rujukan menuju bookmark `{name}`, yang tidak ada")


def _targets(words: list[str]) -> Iterator[str]:
    """Bookmarks that the instruction of a field names."""
    kind = words[0].upper() if words else ""
    if kind in REFERRING and len(words) > 1:
        yield words[1]
    if kind == "HYPERLINK" and r"\l" in words[:-1]:
        yield words[words.index(r"\l") + 1]


def _notes(package: Package) -> Iterator[Fault]:
    text = stories(package)
    for kind in ("footnote", "endnote", "comment"):
        notes = {
            note.get(f"{W}id"): note for root in package.related(f"{kind}s").values() for note in root.iter(W + kind)
        }
        own = {key for key, note in notes.items() if note.get(f"{W}type") in (None, "normal")}
        used = [mark.get(f"{W}id") for root in text.values() for mark in root.iter(f"{W}{kind}Reference")]
        for key in sorted(set(used) - notes.keys(), key=str):
            yield Fault("broken-note", package.main, f"{kind} `{key}` dirujuk tetapi tidak ada")
        for key in sorted(own - set(used), key=str):
            yield Fault("unused-note", package.main, f"{kind} `{key}` tidak dirujuk dari teks")


def _numbering(package: Package) -> Iterator[Fault]:
    lists = list(package.related("numbering").values())
    made = {str(one.get(f"{W}abstractNumId")) for root in lists for one in root.iter(f"{W}abstractNum")}
    known = {"0"}
    for root in lists:
        for number in root.iter(f"{W}num"):
            known.add(str(number.get(f"{W}numId")))
            if value(number, "abstractNumId") not in made:
                yield Fault("broken-numbering", "numbering", f"daftar `{number.get(f'{W}numId')}` tanpa bentuk nomor")
    for part, root in {**stories(package), **package.related("styles")}.items():
        for used in root.iter(f"{W}numPr"):
            key, level = value(used, "numId"), value(used, "ilvl") or "0"
            if key is not None and key not in known:
                yield Fault("broken-numbering", part, f"daftar bernomor `{key}` tidak ada")
            if not level.isdigit() or int(level) > LAST_LEVEL:
                yield Fault("broken-numbering", part, f"tingkat nomor `{level}` tidak ada")


def _styles(package: Package) -> Iterator[Fault]:
    known = styles(package)
    for one in _repeated(
        str(style.get(f"{W}styleId")) for root in package.related("styles").values() for style in root.iter(f"{W}style")
    ):
        yield Fault("duplicate-style", "styles", f"gaya `{one}` ada lebih dari sekali")
    for part, root in {**stories(package), **package.related("styles"), **package.related("numbering")}.items():
        used = {
            str(mark.get(f"{W}val"))
            for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
            for mark in root.iter(W + tag)
        }
        for name in sorted(used - known.keys()):
            yield Fault("unknown-style", part, f"gaya `{name}` dipakai tetapi tidak ada")
