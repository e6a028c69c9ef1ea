"""The page that explains every finding: in groups, with what is wrong beside what is right, and how to silence it.

Of the manual's examples, which are whole files because a test runs them, only the lines that differ are shown with
their neighbours. A code that no group of portal.yml names stands in a last group, so that none is ever missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from dosir import manual, markup
from dosir.assemble.portal.frames import code, framed, row
from dosir.markup import Node
from dosir.outline import Block, Page, Prose, Row, Section, page_link, text
from dosir.templates import Templates

PATH = "temuan"
NEAR = 2  # lines that are shown before and after one that differs
LEVEL = "Tingkat: "
Words = Mapping[str, Any]


def page(templates: Templates, group: str) -> Page:
    """The page of all findings."""
    words = templates.data("portal.yml")[PATH]
    groups = tuple(_groups(words))
    table = framed(templates, "kode", (_row(found) for _, codes in groups for found in codes))
    listed = Section("semua", words["ringkas"], (table,))
    sections = (_section(title, codes, words) for title, codes in groups)
    return Page(PATH, words["judul"], group, lead=text(words["pembuka"]), sections=(listed, *sections))


def _groups(words: Words) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(title, codes) of each group; a code that is gone is left out."""
    known = manual.codes()
    named = {found for group in words["kelompok"] for found in group["kode"]}
    for group in words["kelompok"]:
        yield group["judul"], tuple(found for found in group["kode"] if found in known)
    if rest := tuple(found for found in known if found not in named):
        yield words["lain"], rest


def _row(found: str) -> Row:
    page = manual.page(found)
    level, silent = _level(page)
    return row(page_link(f"{PATH}#{found}", found), page.title, level, "ya" if silent else "tidak")


def _level(page: manual.Page) -> tuple[str, bool]:
    """What the page says in its first line: the level, and whether the finding can be silenced."""
    line = next(line for line in page.text.splitlines() if line.startswith(LEVEL))
    level, _, rest = line.removeprefix(LEVEL).partition(".")
    return level, "tidak dapat" not in rest.casefold()


def _section(title: str, codes: Iterable[str], words: Words) -> Section:
    return Section(markup.slug(title), title, (), tuple(_finding(found, words) for found in codes))


def _finding(found: str, words: Words) -> Section:
    page = manual.page(found)
    blocks: tuple[Block, ...] = (Prose(tuple(_told(page))),)
    pairs = tuple(_pair(path, page, words) for path in dict.fromkeys((*page.wrong, *page.right)))
    blocks = (*blocks, *((Prose(pairs),) if pairs else ()))
    if _level(page)[1]:
        blocks = (*blocks, Prose((_silence(page, words),)))
    return Section(found, f"{found}: {page.title}", blocks)


def _told(page: manual.Page) -> Iterator[Node]:
    """The words of a page of the manual without its examples; their headings stay where words follow them."""
    files = {text.rstrip("\n") for part in (page.wrong, page.right) for text in part.values()}
    nodes = [node for node in markup.parse(page.text.partition("\n")[2]) if node.text not in files or not node.text]
    for at, node in enumerate(nodes):
        follows = at + 1 < len(nodes) and nodes[at + 1].kind != "heading"
        if node.kind != "heading":
            yield node
        elif follows:
            yield Node("paragraph", (Node("strong", node.children),))


def _pair(path: str, page: manual.Page, words: Words) -> Node:
    """One file of the example, wrong beside right, where they differ."""
    wrong, right = (part.get(path, "").splitlines() for part in (page.wrong, page.right))
    sides = zip(("salah", "benar"), _cut(wrong, right), (path in page.wrong, path in page.right), strict=True)
    return Node("pair", tuple(_side(path, name, nodes if there else (), words) for name, nodes, there in sides))


def _side(path: str, name: str, nodes: tuple[Node, ...], words: Words) -> Node:
    head = Node("paragraph", (Node("strong", text(words[name])), *text(" · "), *code(path)))
    body = Node("listing", nodes) if nodes else Node("paragraph", text(words["kosong"]))
    return Node("side", (head, body), info=name)


def _cut(wrong: list[str], right: list[str]) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Both files as lines of code where they differ, with the lines near by; what is left out is an ellipsis."""
    groups = list(SequenceMatcher(None, wrong, right, autojunk=False).get_grouped_opcodes(NEAR))
    left: list[Node] = []
    other: list[Node] = []
    for at, group in enumerate(groups):
        _, first, _, second, _ = group[0]
        left += text("…") if at or first else ()
        other += text("…") if at or second else ()
        for step, start, end, begin, stop in group:
            left += _marked(step, wrong[start:end])
            other += _marked(step, right[begin:stop])
    alike = [] if groups else _marked("equal", wrong)
    return _lines(left or alike), _lines(other or alike)


def _marked(step: str, lines: Iterable[str]) -> list[Node]:
    """Lines of a file, those that differ from the other file marked."""
    plain = (Node("text", text=line) for line in lines)
    return [node if step == "equal" else Node("mark", (node,)) for node in plain]


def _lines(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Nodes that are a line each, with the line ends that part them."""
    made: list[Node] = []
    for node in nodes:
        made += [*([Node("text", text="\n")] if made else []), node]
    return tuple(made)


def _silence(page: manual.Page, words: Words) -> Node:
    """What to write to silence it, as the kind of file in the example has it."""
    prose = all(path.endswith(".md") for path in page.wrong)
    line = f"<!-- diam: {page.code} alasan -->" if prose else f"# diam: {page.code} alasan"
    return Node("paragraph", (*text(f"{words['diam']} "), *code(line)))
