"""The few words of WordprocessingML that the finishing pass needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lxml import etree

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
W = f"{{{NAMESPACE}}}"
# In the order of the schema.
EARLY = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "spacing")


def make(tag: str, *children: Any, **attributes: str | int) -> Any:
    """An element of WordprocessingML with attributes of the same namespace."""
    element = etree.Element(f"{W}{tag}", nsmap={"w": NAMESPACE})
    for name, value in attributes.items():
        element.set(f"{W}{name}", str(value))
    element.extend(children)
    return element


def put(parent: Any, tag: str, **attributes: str | int) -> Any:
    """The same as the last child of a parent: several times faster than to make it and to append it (measured)."""
    return etree.SubElement(parent, f"{W}{tag}", {f"{W}{name}": str(value) for name, value in attributes.items()})


def child(element: Any, tag: str) -> Any:
    """The child of that name, made first in its parent when it is not there."""
    found = next(element.iterchildren(f"{W}{tag}"), None)
    if found is None:
        found = put(element, tag)
        element.insert(0, found)
    return found


def set_property(paragraph: Any, made: Any) -> None:
    """Give a paragraph one of the early properties, in the order that the schema asks for."""
    properties = child(paragraph, "pPr")
    old = properties.find(made.tag)
    if old is not None:
        properties.remove(old)
    rank = EARLY.index(etree.QName(made).localname)
    before = [part for part in properties if etree.QName(part).localname in EARLY[:rank]]
    properties.insert(len(before), made)


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
    put(properties, "shd", val="clear", color="auto", fill=fill)


def bookmarked(name: str, number: int, parts: Iterable[Any]) -> list[Any]:
    """These parts of a paragraph between the ends of a bookmark."""
    return [make("bookmarkStart", id=number, name=name), *parts, make("bookmarkEnd", id=number)]


def run(text: str) -> Any:
    """A run of plain words."""
    words = make("t")
    words.text = text
    words.set(SPACE, "preserve")
    return make("r", words)


def field(instruction: str, result: str) -> list[Any]:
    """The runs of a field and of the result it shows until someone refreshes it."""
    return [_mark("begin"), _instruction(instruction), _mark("separate"), run(result), _mark("end")]


def field_paragraphs(instruction: str, lines: Sequence[tuple[str, str, str, str]]) -> Iterator[Any]:
    """Paragraphs that are together one field and its result; each line is (style, bookmark, words, page)."""
    for at, (style, anchor, words, page) in enumerate(lines):
        paragraph = make("p", make("pPr", make("pStyle", val=style)))
        if at == 0:
            paragraph.extend([_mark("begin"), _instruction(instruction), _mark("separate")])
        inner = [run(words), make("r", make("tab")), *field(f"PAGEREF {anchor} \\h", page)]
        paragraph.append(make("hyperlink", *inner, anchor=anchor, history=1))
        if at == len(lines) - 1:
            paragraph.append(_mark("end"))
        yield paragraph


def join_runs(root: Any) -> None:
    """Make one run of neighbours that look alike: pandoc gives each word one of its own."""
    for first in list(root.iter(f"{W}r")):
        if first.getparent() is None or not _is_text(first):
            continue
        look, words = _look(first), [first.find(f"{W}t").text or ""]
        following = first.getnext()
        while following is not None and following.tag == first.tag and _is_text(following) and _look(following) == look:
            words.append(following.find(f"{W}t").text or "")
            gone, following = following, following.getnext()
            gone.getparent().remove(gone)
        if len(words) > 1:
            first.find(f"{W}t").text = "".join(words)
            first.find(f"{W}t").set(SPACE, "preserve")


def _is_text(element: Any) -> bool:
    return [part.tag for part in element if part.tag != f"{W}rPr"] == [f"{W}t"]


def _look(element: Any) -> bytes:
    found = element.find(f"{W}rPr")
    return b"" if found is None else etree.tostring(found)


def _mark(kind: str) -> Any:
    return make("r", make("fldChar", fldCharType=kind))


def _instruction(text: str) -> Any:
    words = make("instrText")
    words.text = f" {text} "
    words.set(SPACE, "preserve")
    return make("r", words)
