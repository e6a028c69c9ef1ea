"""Rules about what authors write in Markdown: references, images, boxes, links, tables.

The parser knows lines, not columns: a column is found by searching the line, and where a word stands twice in one
line, by counting.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
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
    for prose in _prose(plan):
        seen: Counter[tuple[int, str, str]] = Counter()
        for node in _references(prose.nodes):
            key = (node.line, node.text, node.target)
            yield from _reference(plan, node, _found(prose, node, seen[key]))
            seen[key] += 1
    for record in plan.rekaman():
        for place, text in _texts(record):
            for node in _references(markup.parse_inline(text)):
                yield from _reference(plan, node, place)


def prose_parts(plan: Plan) -> Iterator[Diagnostic]:
    """Images that are not there, boxes of an unknown kind, links that lead nowhere safe, tables without a caption."""
    for prose in _prose(plan):
        yield from _boxes(prose)
        for top in prose.nodes:
            yield from _bare_tables(prose, top)
            for node in top.walk():
                yield from _part(plan, prose, node)


def _prose(plan: Plan) -> Iterator[Prosa]:
    """What this regency wrote, and the shared texts that it did not replace."""
    yield from plan.prosa
    yield from (prose for name, prose in plan.bersama.naskah.items() if name not in plan.naskah)


def _references(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in chain.from_iterable(top.walk() for top in nodes):
        if node.kind == "reference":
            yield node
        elif node.kind == "tabel":
            yield from _references(markup.caption(node))


def _reference(plan: Plan, node: Node, place: Position) -> Iterator[Diagnostic]:
    value = evaluate(plan, node.text, node.target)
    if isinstance(value, Unknown) and not (value.argument and (plan.register_hilang or plan.kode_hilang)):
        yield error(place, "unknown-reference", value.message, value.hint)


def _texts(record: Rekaman) -> Iterator[tuple[Position, str]]:
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, str) and "{{" in value:
            yield record.at(name), value
        elif isinstance(value, tuple):
            texts = ((index, part) for index, part in enumerate(value) if isinstance(part, str) and "{{" in part)
            yield from ((record.at(name, index), part) for index, part in texts)


def _boxes(prose: Prosa) -> Iterator[Diagnostic]:
    code = {line for top in prose.nodes for node in top.walk() for line in _lines_of_code(node)}
    for number, line in enumerate(prose.teks.split("\n"), start=1):
        found = BOX.match(line)
        if found and found[1] not in markup.CONTAINERS and number not in code:
            place = Position(prose.path, prose.baris + number - 1, found.start(1) + 1)
            yield error(place, "unknown-box", f"kotak `{found[1]}` tidak dikenal", nearest(found[1], markup.CONTAINERS))


def _lines_of_code(node: Node) -> range:
    return range(node.line, node.line + node.text.count("\n") + 3) if node.kind == "code_block" else range(0)


def _bare_tables(prose: Prosa, node: Node) -> Iterator[Diagnostic]:
    if node.kind == "table" or (node.kind == "tabel" and not markup.caption(node)):
        hint = "apit tabel dengan `::: tabel Judul tabel` dan `:::`"
        yield warning(prose.at(node), "table-without-caption", "tabel tanpa judul", hint)
    for child in node.children if node.kind != "tabel" else ():
        yield from _bare_tables(prose, child)


def _part(plan: Plan, prose: Prosa, node: Node) -> Iterator[Diagnostic]:
    if node.kind == "image":
        yield from _image(plan, prose, node)
    elif node.kind == "link" and not markup.is_safe(node.target):
        hint = "tautan harus diawali https:// atau mailto:"
        yield error(_column(prose, node, node.target), "broken-link", f"tautan `{node.target}` tidak dipakai", hint)
    elif node.kind == "tabel" and "sumber" not in plan.register_hilang:
        for code in markup.table_sources(node):
            if code not in plan.sumber_menurut_id and code not in plan.kode_hilang:
                hint = nearest(code, plan.sumber_menurut_id)
                yield error(_column(prose, node, code), "unknown-reference", f"sumber `{code}` tidak ada", hint)


def _image(plan: Plan, prose: Prosa, node: Node) -> Iterator[Diagnostic]:
    if node.target not in plan.gambar:
        hint = nearest(node.target, plan.gambar)
        yield error(_column(prose, node, node.target), "missing-image", f"gambar `{node.target}` tidak ada", hint)


def _found(prose: Prosa, node: Node, nth: int) -> Position:
    """The nth place of a reference from its line on."""
    lines = prose.teks.split("\n")
    for number in range(node.line - 1, len(lines)):
        for match in markup.REFERENCE.finditer(lines[number]):
            if match[1].split() == [node.text, *node.target.split()]:
                if nth == 0:
                    return Position(prose.path, prose.baris + number, match.start() + 1)
                nth -= 1
    return prose.at(node)


def _column(prose: Prosa, node: Node, text: str) -> Position:
    lines = prose.teks.split("\n")
    line = lines[node.line - 1] if node.line <= len(lines) else ""
    return Position(prose.path, prose.baris + node.line - 1, max(line.find(text), 0) + 1)
