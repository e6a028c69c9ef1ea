"""Tables of the Word file: widths that follow the words, a header that repeats, rows that stay whole.

A table that the outline knows is found by its marker; a small one inside prose is measured by its own words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dosir.markup import Node
from dosir.outline import Cell, Row, Table
from dosir.render import flow
from dosir.render.docx.xml import W, child, make, put, set_property, shade, text_of
from dosir.templates import Templates

STRIPE = "F6F8FA"
WHITE = "FFFFFF"


@dataclass(frozen=True)
class _Look:
    """Widths and alignments of the columns, and the style of the words in them."""

    widths: Sequence[int]
    aligns: Sequence[str]
    style: str


def known(templates: Templates, element: Any, table: Table, total: int, colour: str = "") -> None:
    """Lay out a table of the outline over `total` twentieths of a point, its head in a pillar's colour if any."""
    shares = flow.widths(table, flow.LANDSCAPE if table.wide else flow.PORTRAIT)
    widths = [round(total * share / sum(shares)) for share in shares]
    _frame(element, widths, table.caption)
    colours = templates.data("identitas.yml")
    own = {**colours["umum"], **({"kuat": colour} if colour else {})}
    look = _Look(widths, [column.align for column in table.columns], _style(table, shares))
    found = element.findall(f"{W}tr")
    for at, row in enumerate(found):
        told = table.rows[at - 1] if at else None
        _row(row, told.kind if told else "head", look, own, at)
        for cell, said in zip(row.findall(f"{W}tc"), told.cells if told else (), strict=False):
            _accent(cell, said, colours)
    _stay(found, table.rows)


def stretch(element: Any, heights: Mapping[int, float]) -> None:
    """Give rows at least these heights, in points by their place: the table then takes as many pages as in the PDF."""
    for at, row in enumerate(element.findall(f"{W}tr")[1:]):
        if at in heights:
            put(row.find(f"{W}trPr"), "trHeight", val=int(20 * heights[at]), hRule="atLeast")


def _style(table: Table, shares: Sequence[int]) -> str:
    """The style of the words: smaller where the longest of them would not fit otherwise."""
    if sum(shares) > 10 * flow.LANDSCAPE:
        return "IsiTabelPadat"
    return "IsiTabelRapat" if flow.is_dense(table, shares) else "IsiTabel"


def unknown(templates: Templates, element: Any, node: Node, total: int) -> None:
    """Lay out a table that stands inside prose."""
    rows = element.findall(f"{W}tr")
    texts = [[text_of(cell) for cell in row.findall(f"{W}tc")] for row in rows]
    needs = [_need([row[at] for row in texts if at < len(row)]) for at in range(max(map(len, texts)))]
    widths = [round(total * need / sum(needs)) for need in needs]
    _frame(element, widths, "")
    look = _Look(widths, [cell.info or "left" for cell in node.children[0].children], "IsiTabel")
    for at, row in enumerate(rows):
        _row(row, "body" if at else "head", look, templates.data("identitas.yml")["umum"], at)


def _need(texts: Sequence[str]) -> int:
    """How many characters a column asks for: its longest word, or its typical text."""
    longest = max((len(word) for text in texts for word in text.split()), default=1)
    return min(max(longest, sum(map(len, texts)) // max(len(texts), 1)), 60) + 2


def _frame(element: Any, widths: list[int], title: str) -> None:
    properties = child(element, "tblPr")
    for old in list(properties):
        properties.remove(old)
    look = {"firstRow": 1, "lastRow": 0, "firstColumn": 0, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
    properties.extend(
        (
            make("tblStyle", val="Table"),
            make("tblW", w=sum(widths), type="dxa"),
            make("tblLayout", type="fixed"),
            make("tblLook", val="0620", **look),
        )
    )
    if title:
        properties.append(make("tblCaption", val=title))
    grid = element.find(f"{W}tblGrid")
    for old in list(grid):
        grid.remove(old)
    grid.extend(make("gridCol", w=width) for width in widths)


def _row(row: Any, kind: str, look: _Look, colours: Mapping[str, str], at: int) -> None:
    properties = child(row, "trPr")
    for old in list(properties):
        properties.remove(old)
    put(properties, "cantSplit")
    if kind == "head":
        put(properties, "tblHeader")
    fills = {"head": colours["kuat"], "group": colours["lembut"], "total": colours["lembut"]}
    fill = fills.get(kind, STRIPE if at % 2 == 0 else "")
    used = 0
    for cell in row.iterchildren(f"{W}tc"):
        align = "left" if kind == "group" else look.aligns[used]
        used = _cell(cell, look, used, fill)
        for paragraph in cell.iterchildren(f"{W}p"):
            _paragraph(paragraph, look.style, align)
            if kind == "head":
                _white(paragraph)


def _cell(cell: Any, look: _Look, used: int, fill: str) -> int:
    """Width and fill of a cell that begins at column `used`; gives the column behind it."""
    properties = child(cell, "tcPr")
    span = properties.find(f"{W}gridSpan")
    count = int(span.get(f"{W}val")) if span is not None else 1
    properties.insert(0, put(properties, "tcW", w=sum(look.widths[used : used + count]), type="dxa"))
    if fill:
        shade(properties, fill)
    return used + count


def _paragraph(paragraph: Any, style: str, align: str) -> None:
    properties = child(paragraph, "pPr")
    child(properties, "pStyle").set(f"{W}val", style)
    if align != "left":
        put(properties, "jc", val=align)


def _accent(cell: Any, said: Cell, colours: Mapping[str, Any]) -> None:
    """Fill a cell that asks for a colour."""
    if not said.accent:
        return
    properties = child(cell, "tcPr")
    for old in properties.findall(f"{W}shd"):
        properties.remove(old)
    shade(properties, colours["pilar"].get(said.accent, colours["umum"])["kuat"])
    for paragraph in cell.findall(f"{W}p"):
        _white(paragraph)


def _white(paragraph: Any) -> None:
    for part in paragraph.iter(f"{W}r"):
        look = child(part, "rPr")
        put(look, "b")
        put(look, "color", val=WHITE)


def _stay(found: Sequence[Any], rows: Sequence[Row]) -> None:
    """Keep a heading row with the row below it, a total with the row above, and the last row with the source."""
    for at, element in enumerate(found[1:]):
        followed = rows[at + 1].kind if at + 1 < len(rows) else "source"
        if rows[at].kind == "group" or followed in ("total", "source"):
            for paragraph in element.iter(f"{W}p"):
                set_property(paragraph, make("keepNext"))
