"""Numbers that Word counts itself: chapters, sections, captions, and the references to them.

A chapter's roman numeral is a SEQ field in its heading and not the number of its list level, because `1.1` below
`BAB I` needs the same counter in arabic, and what Word has for that (isLgl) LibreOffice 7.4 does not know: it would
print I.1. The level itself counts in silence. A caption's first number repeats that field; its second starts
again at the first caption of a chapter by `\\r`, because LibreOffice does not know `\\s` either (both measured).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dosir.outline import Chart, Picture, Section, Table
from dosir.render.docx.xml import W, bookmarked, child, field, make, run, set_property, text_of
from dosir.render.flow import Item

CHAPTERS, ANNEXES, NONE = 1, 2, 3  # ids of the lists of headings in numbering.xml; the third prints nothing
DEEPEST = 9
ANNEX_SPACING = {"before": 540, "after": 180}  # twentieths of a point; of annexes that share a page
ANNEX_SIZE = 32  # half points


def target(name: str) -> str:
    """The bookmark of a heading or caption that lists and links lead to; Word takes no hyphens in it."""
    return f"_Toc_{name.replace('-', '_')}"


def label(name: str) -> str:
    """The bookmark around a number that references repeat."""
    return f"_Ref_{name.replace('-', '_')}"


def heading(paragraph: Any, item: Item, colour: str, count: Iterator[int]) -> None:
    """Give a heading its number, its bookmarks and, where it is a pillar's, its colour."""
    section = item.section
    assert section is not None
    words = [part for part in paragraph if part.tag != f"{W}pPr"]
    for part in words:
        paragraph.remove(part)
    word, _, numeral = section.number.rpartition(" ")
    if word:
        name = "Bab" if section.id.startswith("bab-") else "Lampiran"
        counted = [run(f"{word} "), *field(f"SEQ {name} \\* ROMAN", numeral)]
        words = [*bookmarked(label(section.id), next(count), counted), run(" "), *words]
    elif section.number:
        words = bookmarked(label(section.id), next(count), words)
    paragraph.extend(bookmarked(target(section.id), next(count), words))
    if not section.id.startswith("bab-") or not section.number:
        kind = ANNEXES if section.number else NONE
        set_property(paragraph, make("numPr", make("ilvl", val=min(item.level, DEEPEST) - 1), make("numId", val=kind)))
    if item.level == 1 and not item.opens:
        set_property(paragraph, make("pageBreakBefore", val=0))
        set_property(paragraph, make("spacing", **ANNEX_SPACING))
    look = [("color", colour)] if colour else [("sz", ANNEX_SIZE)] if item.level == 1 and not item.opens else []
    for part in paragraph.iter(f"{W}r") if look else ():
        child(part, "rPr").extend(make(name, val=value) for name, value in look)


def caption(paragraph: Any, word: str, block: Table | Chart | Picture, count: Iterator[int]) -> None:
    """Write a caption whose number counts itself; `block.number` is such as 3.8, or L1.2 in an annex."""
    for part in [part for part in paragraph if part.tag != f"{W}pPr"]:
        paragraph.remove(part)
    chapter, _, own = block.number.partition(".")
    prefix, name = ("L", "Lampiran") if chapter.startswith("L") else ("", "Bab")
    restart = " \\r 1" if own == "1" else ""
    counted = [
        run(f"{word} {prefix}"),
        *field(f"SEQ {name} \\c \\* ARABIC", chapter.removeprefix("L")),
        run("."),
        *field(f"SEQ {word} \\* ARABIC{restart}", own),
    ]
    words = [*bookmarked(label(block.id), next(count), counted), run(f" {block.caption}")]
    paragraph.extend(bookmarked(target(block.id), next(count), words))


def references(document: Any, numbered: Mapping[str, Section | Table | Chart | Picture]) -> None:
    """Make a REF field of every link to a numbered thing of the same book."""
    for link in list(document.iter(f"{W}hyperlink")):
        found = numbered.get(link.get(f"{W}anchor", ""))
        if found is None:
            continue
        shown = text_of(link)
        counted = isinstance(found, Section) and " " not in found.number
        before, number = (shown.removesuffix(found.number), found.number) if counted else ("", shown)
        switch = "\\r " if counted else ""
        parts = [run(before)] if before else []
        parts += field(f"REF {label(found.id)} {switch}\\h", number)
        parent, at = link.getparent(), link.getparent().index(link)
        parent.remove(link)
        for offset, part in enumerate(parts):
            parent.insert(at + offset, part)


def front(paragraph: Any, name: str, count: Iterator[int]) -> None:
    """Give a heading of the front matter the bookmark that the list of contents leads to."""
    words = [part for part in paragraph if part is not child(paragraph, "pPr")]
    for part in words:
        paragraph.remove(part)
    paragraph.extend(bookmarked(target(name), next(count), words))
