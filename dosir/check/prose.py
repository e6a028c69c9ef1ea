"""Rules about what authors write in Markdown: references, images, boxes, links, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from dosir import markup
from dosir.diagnostics import Diagnostic, Position, error, nearest, warning
from dosir.markup import Node
from dosir.plan import Plan, Prosa
from dosir.plan.facts import Unknown, evaluate
from dosir.plan.records import Rekaman

BOX = re.compile(r"\s*:{3,}\s*([^\s:]+)")


def prose_references(plan: Plan) -> Iterator[Diagnostic]:
    """References in prose and in texts of records that mean nothing in this plan."""
    for prose in plan.prosa:
        for node in _nodes(prose):
            if node.kind == "reference":
                yield from _reference(plan, node, _found(prose, node))
    for name, prose in plan.bersama.naskah.items():
        if name not in plan.naskah:
            for node in _nodes(prose):
                if node.kind == "reference":
                    yield from _reference(plan, node, _found(prose, node))
    for record in plan.rekaman():
        for place, text in _texts(record):
            for node in chain.from_iterable(part.walk() for part in markup.parse_inline(text)):
                if node.kind == "reference":
                    yield from _reference(plan, node, place)


def prose_parts(plan: Plan) -> Iterator[Diagnostic]:
    """Images that are not there, boxes of an unknown kind, links that lead nowhere safe, tables without a caption."""
    for prose in plan.prosa:
        yield from _boxes(prose)
        for top in prose.nodes:
            yield from _top_block(prose, top)
            for node in top.walk():
                yield from _part(plan, prose, node)


def _boxes(prose: Prosa) -> Iterator[Diagnostic]:
    for number, line in enumerate(prose.teks.split("\n")):
        found = BOX.match(line)
        if found and found[1] not in markup.CONTAINERS:
            place = Position(prose.path, prose.baris + number, found.start(1) + 1)
            yield error(place, "unknown-box", f"kotak `{found[1]}` tidak dikenal", nearest(found[1], markup.CONTAINERS))


def _top_block(prose: Prosa, node: Node) -> Iterator[Diagnostic]:
    if node.kind == "table":
        hint = "apit tabel dengan `::: tabel Judul tabel` dan `:::`"
        yield warning(prose.at(node), "table-without-caption", "tabel tanpa judul", hint)


def _part(plan: Plan, prose: Prosa, node: Node) -> Iterator[Diagnostic]:
    if node.kind == "image" and node.target not in plan.gambar:
        place = _column(prose, node, node.target)
        yield error(place, "missing-image", f"gambar `{node.target}` tidak ada", nearest(node.target, plan.gambar))
    elif node.kind == "link" and not node.target.startswith(markup.SAFE_LINKS):
        hint = "tautan harus diawali https:// atau mailto:"
        yield error(_column(prose, node, node.target), "broken-link", f"tautan `{node.target}` tidak dipakai", hint)
    elif node.kind == "tabel":
        for code in markup.table_sources(node):
            if code not in plan.sumber_menurut_id:
                place = _column(prose, node, code)
                message = f"sumber `{code}` tidak ada"
                yield error(place, "unknown-reference", message, nearest(code, plan.sumber_menurut_id))


def _texts(record: Rekaman) -> Iterator[tuple[Position, str]]:
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, str) and "{{" in value:
            yield record.at(name), value
        elif isinstance(value, tuple):
            texts = ((index, part) for index, part in enumerate(value) if isinstance(part, str) and "{{" in part)
            yield from ((record.at(name, index), part) for index, part in texts)


def _nodes(prose: Prosa) -> Iterator[Node]:
    return chain.from_iterable(node.walk() for node in prose.nodes)


def _reference(plan: Plan, node: Node, place: Position) -> Iterator[Diagnostic]:
    value = evaluate(plan, node.text, node.target)
    if isinstance(value, Unknown):
        yield error(place, "unknown-reference", value.message, value.hint)


def _found(prose: Prosa, node: Node) -> Position:
    """A reference's place: its line from the parser, its column by searching that line and those after it."""
    lines = prose.teks.split("\n")
    for number in range(node.line - 1, len(lines)):
        for match in markup.REFERENCE.finditer(lines[number]):
            if match[1].split() == [node.text, *node.target.split()]:
                return Position(prose.path, prose.baris + number, match.start() + 1)
    return prose.at(node)


def _column(prose: Prosa, node: Node, text: str) -> Position:
    lines = prose.teks.split("\n")
    line = lines[node.line - 1] if node.line <= len(lines) else ""
    return Position(prose.path, prose.baris + node.line - 1, max(line.find(text), 0) + 1)
