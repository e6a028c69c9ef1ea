"""Footnotes gathered at the end of a text, where pandoc's HTML reader looks for them."""

from __future__ import annotations

from dataclasses import replace
from operator import is_

from markupsafe import Markup

from dosir.markup import Node
from dosir.render import prose


def gathered(nodes: tuple[Node, ...], notes: list[Markup]) -> tuple[Node, ...]:
    """The same nodes with a reference in the place of each footnote, whose text is added to `notes`."""
    result = []
    for node in nodes:
        if node.kind == "footnote":
            notes.append(Markup(prose.html(node.children[0].children if node.children else ())))
            result.append(Node("note-reference", text=str(len(notes))))
        else:
            result.append(with_children(node, gathered(node.children, notes)) if node.children else node)
    return tuple(result)


def with_children(node: Node, children: tuple[Node, ...]) -> Node:
    """The node with these children; itself when they are its own, for most are and a copy costs more than all else."""
    if len(children) == len(node.children) and all(map(is_, children, node.children)):
        return node
    return replace(node, children=children)
