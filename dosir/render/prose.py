"""Prose to HTML and to Typst: two walks over the same tree, so that both say the same words.

In Typst every word is a string literal and never markup, because a string has two characters to escape and markup
has dozens. In HTML every word passes through `escape`. An author's text can thus be nothing but text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape

from dosir.markup import Node

Links = Callable[[str], str]
NEW_LINE = "\n"
ZERO_WIDTH_SPACE = "\u200b"
LONG_WORD = re.compile(r"[^\s\u00a0]{23,}")
BREAKS = re.compile(r"(?:[/._?&=-]+|[^/._?&=-]{22})(?=.)")
_HTML = {
    "paragraph": "p",
    "bullets": "ul",
    "item": "li",
    "quote": "blockquote",
    "strong": "strong",
    "em": "em",
    "strike": "s",
    "definitions": "dl",
    "term": "dt",
    "definition": "dd",
    "mark": "mark",
}
_TYPST = {
    "strong": "strong",
    "em": "emph",
    "strike": "strike",
    "bullets": "list",
    "quote": "kutipan",
    "catatan": "catatan",
}


def html(nodes: Iterable[Node], links: Links = str) -> str:
    """HTML of blocks or spans; `links` turns a target of the outline into an address."""
    return "".join(_html(node, links) for node in nodes)


def typst(nodes: Iterable[Node]) -> str:
    """Typst markup of blocks or spans."""
    return "".join(_typst(node) for node in nodes)


def softened(text: str) -> str:
    """The same words, with places to break in those that are longer than a narrow column: addresses, for example."""
    return LONG_WORD.sub(lambda word: BREAKS.sub(f"\\g<0>{ZERO_WIDTH_SPACE}", word[0]), text)


def literal(text: str) -> str:
    """A Typst string literal in quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "").replace("\t", " ")
    return f'"{escaped}"'


def typst_text(text: str) -> str:
    """Plain words as Typst markup."""
    return f"#{literal(softened(text))};" if text else ""


def _html(node: Node, links: Links) -> str:
    inner = "" if node.kind == "table" else html(node.children, links)
    if node.kind in _HTML:
        return f"<{_HTML[node.kind]}>{inner}</{_HTML[node.kind]}>"
    return _HTML_SPECIAL.get(node.kind, _html_children)(node, inner, links)


def _html_children(node: Node, inner: str, links: Links) -> str:
    return inner


def _html_link(node: Node, inner: str, links: Links) -> str:
    return f'<a href="{escape(links(node.target))}">{inner}</a>'


def _html_footnote(node: Node, inner: str, links: Links) -> str:
    return f'<span class="catatan-kaki">{html(node.children[0].children, links) if node.children else ""}</span>'


def _html_table(node: Node, inner: str, links: Links) -> str:
    head, *body = node.children
    rows = "".join(f"<tr>{_html_cells(row, 'td', links)}</tr>" for row in body)
    return f"<table><thead><tr>{_html_cells(head, 'th', links)}</tr></thead><tbody>{rows}</tbody></table>"


def _html_cells(row: Node, tag: str, links: Links) -> str:
    scope = ' scope="col"' if tag == "th" else ""
    return "".join(f'<{tag}{scope} class="{c.info or "left"}">{html(c.children, links)}</{tag}>' for c in row.children)


_HTML_SPECIAL: dict[str, Callable[[Node, str, Links], str]] = {
    "text": lambda node, inner, links: escape(node.text),
    "code": lambda node, inner, links: f"<code>{escape(node.text)}</code>",
    "code_block": lambda node, inner, links: f"<pre><code>{escape(node.text).replace(NEW_LINE, '&#10;')}</code></pre>",
    "listing": lambda node, inner, links: f"<pre><code>{inner.replace(NEW_LINE, '&#10;')}</code></pre>",
    "pair": lambda node, inner, links: f'<div class="pasangan">{inner}</div>',
    "side": lambda node, inner, links: f'<div class="{escape(node.info)}">{inner}</div>',
    "space": lambda node, inner, links: " ",
    "break": lambda node, inner, links: "<br />",
    "rule": lambda node, inner, links: "<hr />",
    "heading": lambda node, inner, links: f"<p><strong>{inner}</strong></p>",
    "numbers": lambda node, inner, links: f'<ol start="{int(node.info or 1)}">{inner}</ol>',
    "catatan": lambda node, inner, links: f'<div class="catatan" data-custom-style="Catatan">{inner}</div>',
    "image": lambda node, inner, links: escape(node.text),
    "anchor": lambda node, inner, links: f'<span id="{escape(node.target)}">{inner}</span>',
    "note-reference": lambda node, inner, links: (
        f'<a href="#fn{node.text}" role="doc-noteref" class="footnote-ref"><sup>{node.text}</sup></a>'
    ),
    "link": _html_link,
    "cross": lambda node, inner, links: f'<a href="{escape(links(node.target))}" class="rujuk">{inner}</a>',
    "footnote": _html_footnote,
    "table": _html_table,
}


def _typst(node: Node) -> str:
    if node.kind in ("text", "image"):
        return typst_text(node.text)
    if node.kind in _TYPST:
        return f"#{_TYPST[node.kind]}{_typst_arguments(node)};"
    return _TYPST_SPECIAL.get(node.kind, _typst_children)(node)


def _typst_children(node: Node) -> str:
    return typst(node.children)


def _typst_arguments(node: Node) -> str:
    if node.kind == "bullets":
        return "".join(f"[{typst(item.children)}]" for item in node.children)
    return f"[{typst(node.children)}]"


def _typst_numbers(node: Node) -> str:
    items = "".join(f"[{typst(item.children)}]" for item in node.children)
    return f"#enum(start: {int(node.info or 1)}){items};"


def _typst_definitions(node: Node) -> str:
    """A list of terms, which a screen reader is told of; what follows a term in the tree defines it."""
    items: list[list[str]] = []
    for child in node.children:
        if child.kind == "term" or not items:
            items.append([typst(child.children) if child.kind == "term" else "", ""])
        if child.kind != "term":
            items[-1][1] += typst(child.children)
    return f"#terms({', '.join(f'terms.item[{term}][{definition}]' for term, definition in items)});"


def _typst_table(node: Node) -> str:
    head, *body = node.children
    columns = len(head.children)
    cells = ", ".join(_typst_cell(cell) for row in body for cell in row.children)
    header = ", ".join(_typst_cell(cell) for cell in head.children)
    return f"#table(columns: {columns}, table.header({header}), {cells});"


def _typst_cell(cell: Node) -> str:
    align = f"align: {cell.info}" if cell.info else ""
    return f"table.cell({align})[{typst(cell.children)}]"


_TYPST_SPECIAL: dict[str, Callable[[Node], str]] = {
    "paragraph": lambda node: f"#par[{typst(node.children)}];",
    "heading": lambda node: f"#par[#strong[{typst(node.children)}];];",
    "code": lambda node: f"#raw({literal(softened(node.text))});",
    "code_block": lambda node: f"#raw(block: true, {literal(softened(node.text))});",
    "space": lambda node: " ",
    "break": lambda node: "#linebreak();",
    "rule": lambda node: "#line(length: 100%, stroke: 0.5pt);",
    "link": lambda node: (
        typst(node.children)
        if node.target.startswith("page:")
        else f"#link({literal(node.target)})[{typst(node.children)}];"
    ),
    "cross": lambda node: (
        f"#link(<{node.target.removeprefix('#')}>)[{typst(node.children)}];"
        if node.target.startswith("#")
        else typst(node.children)
    ),
    "footnote": lambda node: f"#footnote[{typst(node.children[0].children) if node.children else ''}];",
    "numbers": _typst_numbers,
    "definitions": _typst_definitions,
    "table": _typst_table,
}
