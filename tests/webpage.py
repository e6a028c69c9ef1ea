"""The pages of a book on the site as elements: by tags, and by the few classes that tell a source from a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath
from typing import Any

import lxml.html
from told import Element, Piece, Told, block, code, row, words

INLINE = {"strong": "strong", "b": "strong", "em": "em", "s": "strike", "code": "code"}
TITLES = "|".join(f"self::h{level}" for level in range(1, 7)) + "|self::caption|self::figcaption"
HELD = {"blockquote": "quote", "dd": "definition"}
BESIDE = ("hr", "script", "nav", "details")  # what a page has beside the book: what is folded is no part of it


def book(folder: Path) -> Told:
    """What the pages in this folder tell; the page of contents is left out."""
    pages = {page.name: _article(page.read_bytes()) for page in sorted(folder.glob("*.html"))}
    pages.pop("index.html")
    told = Told()
    for name, article in pages.items():
        told.add(_Page(name, article, pages).elements())
    return told


def _article(page: bytes) -> Any:
    return lxml.html.fromstring(page).find(".//article")


class _Page:
    """One page, and the other pages of its book that it leads to."""

    def __init__(self, name: str, article: Any, pages: dict[str, Any]) -> None:
        self.name, self.article, self.pages = name, article, pages

    def elements(self) -> Iterator[Element]:
        """From the title on: what stands before it is the name of the book."""
        title = self.article.find(".//h1")
        yield from block("heading 1", self._pieces(title))
        for part in self.article:
            if title not in part.iter():
                yield from self._blocks(part, "paragraph", 0)

    def _blocks(self, element: Any, kind: str, depth: int) -> Iterator[Element]:
        """The elements of a block; `kind` is what a paragraph in it is, `depth` how many lists it stands in."""
        made = getattr(self, f"_{element.tag}", None) if isinstance(element.tag, str) else None
        if made:
            yield from made(element, kind, depth)
        elif isinstance(element.tag, str) and element.tag not in BESIDE:
            for part in element:
                yield from self._blocks(part, HELD.get(element.tag, kind), depth)

    def _p(self, element: Any, kind: str, depth: int) -> Iterator[Element]:
        source = "asal" in element.get("class", "").split()
        yield from block("source" if source else kind, self._pieces(element))

    def _h2(self, element: Any, kind: str, depth: int) -> Iterator[Element]:
        yield from block(f"heading {element.tag[1]}", self._pieces(element))

    _h3 = _h4 = _h5 = _h6 = _h2

    def _pre(self, element: Any, kind: str, depth: int) -> Iterator[Element]:
        yield from code(element.text_content().split("\n"))

    def _dt(self, element: Any, kind: str, depth: int) -> Iterator[Element]:
        yield from block("term", self._pieces(element))

    def _ul(self, element: Any, kind: str, depth: int) -> Iterator[Element]:
        for item in element.iterchildren("li"):
            yield from self._item(item, "•", kind, depth + 1)

    def _ol(self, element: Any, kind: str, depth: int) -> Iterator[Element]:
        for number, item in enumerate(element.iterchildren("li"), start=int(element.get("start", "1"))):
            yield from self._item(item, f"{number}.", kind, depth + 1)

    def _item(self, item: Any, mark: str, kind: str, depth: int) -> Iterator[Element]:
        first, *rest = item
        if first.tag == "p":
            yield from block(f"item {depth}", self._pieces(first), mark)
        else:
            yield Element(f"item {depth}", mark)
            rest = [first, *rest]
        for part in rest:
            yield from self._blocks(part, "paragraph", depth)

    def _table(self, element: Any, kind: str, depth: int) -> Iterator[Element]:
        for part in element.iter("caption", "tr"):
            if part.tag == "caption":
                yield from block("caption", self._unmarked(part))
            else:
                group = len(part) == 1 and int(part[0].get("colspan", "1")) > 1
                kind = "group" if group else "head" if part.getparent().tag == "thead" else "row"
                yield from row(kind, [self._pieces(cell) for cell in part])

    def _figure(self, element: Any, kind: str, depth: int) -> Iterator[Element]:
        picture = element.find(".//img")
        told = element.find(".//svg").get("aria-label") if picture is None else picture.get("alt")
        yield Element("figure", words(told))
        yield from block("caption", self._unmarked(element.find("figcaption")))
        for part in element.findall("p"):
            yield from self._p(part, kind, depth)

    def _unmarked(self, element: Any) -> list[Piece]:
        """The words of a caption, whose bold number is a matter of looks."""
        return [Piece(piece.text) for piece in self._pieces(element)]

    def _pieces(self, element: Any, marks: frozenset[str] = frozenset(), target: str = "") -> list[Piece]:
        if "catatan-kaki" in element.get("class", "").split():
            return [Piece(note=tuple(self._inside(element, frozenset(), "")))]
        if element.tag in INLINE:
            marks |= {INLINE[element.tag]}
        if element.tag == "a":
            target = self._target(element.get("href"))
        return [Piece("\n")] if element.tag == "br" else self._inside(element, marks, target)

    def _inside(self, element: Any, marks: frozenset[str], target: str) -> list[Piece]:
        made = [Piece(element.text or "", marks, target)]
        for part in element:
            made += self._pieces(part, marks, target)
            made.append(Piece(part.tail or "", marks, target))
        return made

    def _target(self, href: str) -> str:
        """An address of the web, or the title of what a link of this book leads to; nothing when it leads elsewhere.

        Only the site has pages beside its books, so what leads there is no link of the book.
        """
        if href.startswith(("http://", "https://", "mailto:")):
            return href
        path, _, anchor = href.partition("#")
        article = self.pages.get(normpath(join("", path or self.name)))
        if article is None:
            return ""
        found = article.xpath(".//*[@id=$name]", name=anchor) if anchor else [article.find(".//h1")]
        titles = [title for place in found for title in place.xpath(f"descendant-or-self::*[{TITLES}]")]
        return "#" + words(titles[0].text_content()) if titles else f"# nothing at {href}"
