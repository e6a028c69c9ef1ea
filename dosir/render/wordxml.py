"""The few words of WordprocessingML that the finishing pass needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
FIRST_BOOKMARK = 100_000


def make(tag: str, **attributes: str | int) -> Any:
    """An element of WordprocessingML with attributes of the same namespace."""
    element = etree.Element(f"{W}{tag}", nsmap={"w": NAMESPACE})
    for name, value in attributes.items():
        element.set(f"{W}{name}", str(value))
    return element


def child(element: Any, tag: str) -> Any:
    """The child of that name, made first in its parent when it is not there."""
    found = element.find(f"{W}{tag}")
    if found is None:
        found = make(tag)
        element.insert(0, found)
    return found


def after(element: Any) -> Any:
    """The next paragraph."""
    return next(part for part in element.itersiblings() if part.tag == f"{W}p")


def paragraph_style(element: Any) -> str:
    """Id of the style of a paragraph; empty for any other element."""
    found = element.find(f"{W}pPr/{W}pStyle") if element.tag == f"{W}p" else None
    return "" if found is None else str(found.get(f"{W}val"))


def text_of(element: Any) -> str:
    """The words of a paragraph."""
    return "".join(part.text or "" for part in element.iter(f"{W}t"))


def shade(properties: Any, fill: str) -> None:
    """Fill a cell; `fill` is six hexadecimal digits."""
    properties.append(make("shd", val="clear", color="auto", fill=fill))


def bookmark(paragraph: Any, name: str) -> None:
    """Put a bookmark around a paragraph's words; its number follows from the name's place in the document."""
    root = paragraph.getroottree().getroot()
    number = FIRST_BOOKMARK + sum(1 for _ in root.iter(f"{W}bookmarkStart"))
    start, end = make("bookmarkStart", id=number, name=name), make("bookmarkEnd", id=number)
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else 1, start)
    paragraph.append(end)


def run(text: str) -> Any:
    """A run of plain words."""
    made = make("r")
    words = make("t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(words)
    return made


def field_paragraphs(instruction: str, lines: Sequence[tuple[str, str, str, str]]) -> Iterator[Any]:
    """Paragraphs that are together one field and its result; each line is (style, bookmark, words, page)."""
    for at, (style, anchor, words, page) in enumerate(lines):
        paragraph = make("p")
        properties = make("pPr")
        properties.append(make("pStyle", val=style))
        paragraph.append(properties)
        if at == 0:
            paragraph.extend([_mark("begin"), _instruction(instruction), _mark("separate")])
        link = make("hyperlink", anchor=anchor, history=1)
        tab = make("r")
        tab.append(make("tab"))
        link.extend([run(words), tab, run(page)])
        paragraph.append(link)
        if at == len(lines) - 1:
            paragraph.append(_mark("end"))
        yield paragraph


def _mark(kind: str) -> Any:
    made = make("r")
    made.append(make("fldChar", fldCharType=kind))
    return made


def _instruction(text: str) -> Any:
    made = make("r")
    words = make("instrText")
    words.text = f" {text} "
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(words)
    return made
