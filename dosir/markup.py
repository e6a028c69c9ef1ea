"""Markdown as a frozen tree: the only door to markdown-it-py, so that no other parser ever sees an author's prose.

A tree and not the parser's tokens, because tokens are mutable and flat: every outlet walks this tree, it can
be digested for the cache, and a reference such as `{{ jumlah_program }}` is a node that is replaced, never text
that is pasted. Raw HTML is text here (`html=False`), so content cannot put markup into a page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

CONTAINERS = ("tabel", "catatan", "lanskap")
NESTS = frozenset({"bullets", "numbers", "definitions", "table"})
BLOCKS = frozenset(
    {"paragraph", "heading", "item", "quote", "code_block", "row", "cell", "term", "definition", *CONTAINERS}
)
HOLDS = frozenset({"bullets", "numbers", "definitions", "quote", *CONTAINERS})  # what can hold the like of itself
MARKS = frozenset({"strong", "em", "strike"})  # bold in bold is bold, and Typst counts how deep they stand
SAFE_LINKS = ("http://", "https://", "mailto:")
REFERENCE = re.compile(r"\{\{\s*([^{}\n]*?)\s*\}\}")
KINDS = {
    "paragraph": "paragraph",
    "heading": "heading",
    "bullet_list": "bullets",
    "ordered_list": "numbers",
    "list_item": "item",
    "blockquote": "quote",
    "hr": "rule",
    "fence": "code_block",
    "code_block": "code_block",
    "table": "table",
    "tr": "row",
    "th": "cell",
    "td": "cell",
    "dl": "definitions",
    "dt": "term",
    "dd": "definition",
    "text": "text",
    "strong": "strong",
    "em": "em",
    "s": "strike",
    "code_inline": "code",
    "link": "link",
    "image": "image",
    "hardbreak": "break",
    "softbreak": "space",
    "reference": "reference",
}


@dataclass(frozen=True)
class Node:
    """One piece of prose. `line` counts from 1 in the text it was parsed from; `text` is plain text.

    `target` is a link's address, an image's path or a reference's argument; `info` is a heading's level, a list's
    first number, a cell's alignment or the words after a container's name. `anchor` is the name by which its file and
    line are found again, see `plan.anchors`.
    """

    kind: str
    children: tuple[Node, ...] = ()
    text: str = ""
    target: str = ""
    info: str = ""
    line: int = 1
    anchor: str = ""

    def walk(self) -> Iterator[Node]:
        """This node and everything below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def parse(text: str) -> tuple[Node, ...]:
    """The blocks of a Markdown text. Never fails: every text is some Markdown."""
    try:
        root = SyntaxTreeNode(_parser().parse(text.replace("\x00", "�")))
        notes = _footnotes(root)
        return tuple(_node(child, notes) for child in root.children if child.type != "footnote_block")
    except (ValueError, IndexError, RecursionError):
        # Tokens that do not nest, as when a footnote defines itself, or that nest hundreds deep: keep the words.
        return _words(text)


@lru_cache(maxsize=4096)
def parse_inline(text: str) -> tuple[Node, ...]:
    """The spans of a one-line text such as a goal or a table cell; block syntax stays text.

    Remembered, because a record's words stand in several tables and every book is assembled twice.
    """
    try:
        root = SyntaxTreeNode(_parser().parseInline(text))
        return tuple(_spans(root.children[0], {}, 1)) if root.children else ()
    except RecursionError:  # as in `parse`
        return (Node("text", text=text),)


def plain(nodes: tuple[Node, ...]) -> str:
    """The text a reader sees, without marks: for titles, alternative texts and comparisons."""
    parts = [_plain(node) for node in nodes]
    apart = any(node.kind in BLOCKS or node.kind in NESTS for node in nodes)
    return " ".join(part for part in parts if part) if apart else "".join(parts)


def expand(nodes: tuple[Node, ...], name: str, make: Callable[[Node], Iterable[Node]]) -> tuple[Node, ...]:
    """The same tree with every node of kind `name` replaced by the nodes that `make(node)` gives."""
    result: list[Node] = []
    for node in nodes:
        if node.kind == name:
            result.extend(make(node))
        elif node.children:
            below = expand(node.children, name, make)
            result.append(node if below == node.children else replace(node, children=below))
        else:
            result.append(node)
    return tuple(result)


def table_sources(box: Node) -> list[str]:
    """Ids after `| sumber=` in the line that opens a table's box."""
    _, _, options = box.info.partition("| sumber=")
    return [code.strip() for code in options.split(",") if code.strip()]


def caption(box: Node) -> tuple[Node, ...]:
    """The words before `| sumber=` in the line that opens a table's box: plain text with references and no marks."""
    text = box.info.partition("| sumber=")[0].strip()
    parts: list[Node] = []
    at = 0
    for match in REFERENCE.finditer(text):
        name, _, argument = match[1].partition(" ")
        words = Node("text", text=text[at : match.start()], line=box.line)
        parts += [words, Node("reference", text=name, target=argument.strip(), line=box.line)]
        at = match.end()
    return (*parts, Node("text", text=text[at:], line=box.line)) if text else ()


def slug(text: str) -> str:
    """An id for a heading or a caption: lower-case ASCII words joined by hyphens."""
    words = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-") or "bagian"


def is_safe(target: str) -> bool:
    """Whether a link leads to the web or to a mailbox, and nowhere else."""
    return target.lower().startswith(SAFE_LINKS)


def _words(text: str) -> tuple[Node, ...]:
    """The paragraphs of a text as they were typed, for one that cannot be made a tree of."""
    return tuple(Node("paragraph", (Node("text", text=part),)) for part in text.split("\n\n") if part.strip())


def _plain(node: Node) -> str:
    if node.kind in ("text", "code", "code_block"):
        return node.text
    if node.kind in ("space", "break"):
        return " "
    return "" if node.kind == "footnote" else plain(node.children)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 100}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False).use(deflist_plugin)
    for name in CONTAINERS:
        parser.use(container_plugin, name)
    parser.inline.ruler.before("link", "reference", _reference)
    return parser


def _reference(state: StateInline, silent: bool) -> bool:
    match = REFERENCE.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        state.push("reference", "", 0).content = match.group(1)
    state.pos = match.end()
    return True


def _footnotes(root: SyntaxTreeNode) -> dict[str, tuple[Node, ...]]:
    found = [note for child in root.children if child.type == "footnote_block" for note in child.children]
    inner = {_label(note): _note(note, {}) for note in found}
    return {_label(note): _note(note, inner) for note in found}


def _label(note: SyntaxTreeNode) -> str:
    return str(note.meta.get("label"))


def _note(note: SyntaxTreeNode, notes: dict[str, tuple[Node, ...]]) -> tuple[Node, ...]:
    """A footnote as one paragraph: lists and further paragraphs become lines of it, a note in it stands in brackets."""
    lines: list[Node] = []
    for block in (_node(part, notes) for part in note.children if part.type != "footnote_anchor"):
        for spans in _lines(block):
            lines += [Node("space"), *spans] if lines else spans
    return (Node("paragraph", tuple(lines)),)


def _lines(block: Node) -> Iterator[list[Node]]:
    if block.kind == "code_block":
        yield [Node("code", text=block.text)]
    elif any(child.kind not in BLOCKS and child.kind not in NESTS for child in block.children):
        yield [part for child in block.children for part in _bracketed(child)]
    else:
        for child in block.children:
            yield from _lines(child)


def _bracketed(span: Node) -> Iterator[Node]:
    if span.kind != "footnote":
        yield span
        return
    yield Node("text", text=" (")
    yield from (part for block in span.children for part in block.children)
    yield Node("text", text=")")


def _node(tree: SyntaxTreeNode, notes: dict[str, tuple[Node, ...]]) -> Node:
    line = tree.map[0] + 1 if tree.map else 1
    if tree.type.startswith("container_"):
        name = tree.type.removeprefix("container_")
        info = tree.info.strip().removeprefix(name).strip()
        title = (Node("paragraph", (Node("strong", (Node("text", text=info),)),)),) if info and name != "tabel" else ()
        return Node(name, (*title, *_blocks(tree, notes)), info=info, line=line)
    kind = KINDS.get(tree.type, "paragraph")
    if kind == "code_block":
        return Node(kind, text=tree.content.rstrip("\n"), line=line)
    if kind == "table":
        rows = [row for part in tree.children for row in part.children]
        return Node(kind, tuple(_node(row, notes) for row in rows), line=line)
    if tree.children and tree.children[0].type == "inline":
        first = tree.children[0]
        spans = tuple(_spans(first, notes, first.map[0] + 1 if first.map else line))
        return Node(kind, spans, info=_info(tree), line=line)
    return Node(kind, _blocks(tree, notes), info=_info(tree), line=line)


def _blocks(tree: SyntaxTreeNode, notes: dict[str, tuple[Node, ...]]) -> tuple[Node, ...]:
    return tuple(_node(child, notes) for child in tree.children)


def _info(tree: SyntaxTreeNode) -> str:
    if tree.type == "heading":
        return tree.tag.removeprefix("h")
    if tree.type == "ordered_list":
        return str(tree.attrs.get("start", 1))
    return str(tree.attrs.get("style", "")).removeprefix("text-align:")


def _spans(tree: SyntaxTreeNode, notes: dict[str, tuple[Node, ...]], line: int) -> Iterator[Node]:
    for child in tree.children:
        yield _span(child, notes, line)
        line += sum(part.type in ("softbreak", "hardbreak") for part in child.walk())


def _span(tree: SyntaxTreeNode, notes: dict[str, tuple[Node, ...]], line: int) -> Node:
    if tree.type == "footnote_ref":
        return Node("footnote", notes.get(str(tree.meta.get("label")), ()), line=line)
    kind = KINDS.get(tree.type, "text")
    if kind == "reference":
        name, _, argument = tree.content.partition(" ")
        return Node(kind, text=name, target=argument.strip(), line=line)
    if kind == "image":
        alt = plain(tuple(_spans(tree, notes, line)))
        return Node(
            kind, text=alt, target=unquote(str(tree.attrs["src"])), info=str(tree.attrs.get("title", "")), line=line
        )
    text = tree.content if kind in ("text", "code") else ""
    below = tuple(_spans(tree, notes, line))
    if kind in MARKS:
        below = expand(below, kind, lambda inner: inner.children)
    return Node(kind, below, text, str(tree.attrs.get("href", "")), line=line)
