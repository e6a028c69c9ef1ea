"""Reading WordprocessingML: the text parts of a DOCX, their words, styles and fields.

Part of *publish*, below the lints of DOCX. It shares nothing with the renderer on purpose: a mistake that both the
writer and its judge believe in would never be found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dosir.audit.package import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STORIES = ("header", "footer", "footnotes", "endnotes", "comments")
SHOWN = 60  # characters of a paragraph that name it in a finding
INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
WORD = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True)
class Field:
    """One field: its instruction, and the result that the file holds."""

    instruction: str
    result: str

    @property
    def words(self) -> list[str]:
        """The instruction word by word, quoted words whole."""
        return [quoted or plain for quoted, plain in WORD.findall(self.instruction)]


def stories(package: Package) -> dict[str, Any]:
    """The document, its headers, footers, notes and comments by the name of the part."""
    found = {package.main: package.trees[package.main]} if package.main else {}
    for kind in STORIES:
        found |= package.related(kind)
    return found


def value(element: Any, path: str, name: str = "val") -> str | None:
    """Attribute `name` of the element at a path of W names such as `pPr/pStyle`; None when it is not there."""
    found = element.find(_steps(path))
    return None if found is None else found.get(W + name)


def on(element: Any, path: str) -> bool:
    """Whether a switch such as `trPr/tblHeader` is there and not turned off."""
    found = element.find(_steps(path))
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")


@cache
def _steps(path: str) -> str:
    """A path of W names as lxml takes it; asked for with every paragraph."""
    return "/".join(W + step for step in path.split("/"))


def text_of(element: Any) -> str:
    """The words that a reader sees, tabs and breaks as white space."""
    marks = {f"{W}tab": "\t", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}
    own = (part for part in element.iter() if not _in_properties(part))
    return "".join(part.text or "" if part.tag == f"{W}t" else marks.get(part.tag, "") for part in own)


def _in_properties(part: Any) -> bool:
    """A `w:tab` in the paragraph's properties is a tab stop, not a tab."""
    above = part.getparent()
    return part.tag == f"{W}tab" and above is not None and above.tag == f"{W}tabs"


def squeezed(text: str) -> str:
    """Words without white space and invisible characters, for comparing texts of two programs."""
    return INVISIBLE.sub("", text)


def shown(element: Any) -> str:
    """The beginning of an element's words, to name it in a finding."""
    words = " ".join(text_of(element).split())
    return f"“{words[:SHOWN]}{'…' if len(words) > SHOWN else ''}”" if words else "(tanpa teks)"


def styles(package: Package) -> dict[str, Any]:
    """Styles by id."""
    parts = package.related("styles").values()
    return {str(style.get(f"{W}styleId")): style for root in parts for style in root.iter(f"{W}style")}


def chain(known: Mapping[str, Any], style: str | None) -> Iterator[Any]:
    """A style and those it is based on, each once."""
    seen: set[str] = set()
    while style is not None and style in known and style not in seen:
        seen.add(style)
        yield known[style]
        style = value(known[style], "basedOn")


def outline_level(known: Mapping[str, Any], paragraph: Any) -> int | None:
    """1 to 9 for a heading, by its own properties or its style; None for any other paragraph."""
    own = value(paragraph, "pPr/outlineLvl")
    levels = [own, *(value(style, "pPr/outlineLvl") for style in chain(known, value(paragraph, "pPr/pStyle")))]
    found = next((int(level) for level in levels if level is not None and level.isdigit()), 9)
    return found + 1 if found < 9 else None


def headings(package: Package) -> list[tuple[int, Any]]:
    """(level, paragraph) of every heading in the document, in reading order."""
    if not package.main:
        return []
    known = styles(package)
    found = ((outline_level(known, part), part) for part in package.trees[package.main].iter(f"{W}p"))
    return [(level, part) for level, part in found if level is not None]


def fields(root: Any) -> Iterator[Field]:
    """Every field of a part, simple and complex, inner ones before the outer."""
    for simple in root.iter(f"{W}fldSimple"):
        yield Field(simple.get(f"{W}instr", ""), text_of(simple))
    open_fields: list[list[str]] = []  # [instruction, result, past the separator]
    for part in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        kind = part.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append(["", "", ""])
        elif not open_fields:
            continue
        elif kind == "separate":
            open_fields[-1][2] = "past"
        elif kind == "end":
            instruction, result, _ = open_fields.pop()
            yield Field(instruction, result)
        else:
            for one in open_fields:
                one[1 if one[2] else 0] += part.text or ""
