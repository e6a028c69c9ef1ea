"""Rules about what authors write in Markdown: references, images, boxes, links, tables.

The parser knows lines, not columns: a column is found by searching the line, and where a word stands twice in one
line, by counting.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from dosir import markup
from dosir.check.parts import of_another_kind
from dosir.diagnostics import Diagnostic, Position, error, nearest, warning
from dosir.markup import Node
from dosir.plan import Plan
from dosir.plan.facts import CROSSINGS, Unknown, evaluate
from dosir.plan.prosa import Prosa
from dosir.plan.records import Rekaman

FENCE = re.compile(r"\s*(:{3,})\s*([^\s:]*)")
NOTE = re.compile(r"\[\^([^\]\s]+)\]:")
QUOTED = re.compile(r"[\s>]*")
CALL = re.compile(r"(?<!\\)\[\^([^\]\s]+)\](?!:)")
TAGS = "a|b|br|center|div|em|font|h[1-6]|hr|i|img|li|ol|p|script|span|strong|sub|sup|table|td|th|tr|u|ul"
TAG = re.compile(rf"</?(?:{TAGS})\b[^>]*>", re.IGNORECASE)
HALF = re.compile(r"\{\{[^{}]*(?:\}(?!\})|$)|(?<!\{)\{[^{}]*\}\}")
CODE = re.compile(r"(`+)(?:(?!\1).)+\1")
SEPARATOR = re.compile(r"(?<!\\)\|")
DEEPEST = 9  # levels of a list that Word has; Typst gives up a little later


@dataclass(frozen=True)
class Reference:
    """A reference as written: its name (`text`) and argument (`target`), its place, and the text or record it is in."""

    node: Node
    place: Position
    within: Prosa | Rekaman
    shared: bool = False


def references(plan: Plan) -> Iterator[Reference]:
    """Every reference in prose and in texts of records, also in the shared texts that this regency did not replace."""
    own = plan.prosa
    for prose in written(plan):
        seen: Counter[tuple[int, str, str]] = Counter()
        for node in _references(prose.nodes):
            key = (node.line, node.text, node.target)
            yield Reference(node, _found(prose, node, seen[key]), prose, prose not in own)
            seen[key] += 1
    for record in plan.rekaman():
        for place, text in _texts(record):
            yield from (Reference(node, place, record) for node in _references(markup.parse_inline(text)))


def prose_references(plan: Plan) -> Iterator[Diagnostic]:
    """References to facts that mean nothing in this plan; those into the books are left to `crossings`."""
    for found in references(plan):
        if found.node.text not in CROSSINGS:
            yield from _reference(plan, found)


def prose_parts(plan: Plan) -> Iterator[Diagnostic]:
    """Images that are not there, unknown boxes, links that lead nowhere safe, and words no book would show."""
    for prose in written(plan):
        code = {line for top in prose.nodes for node in top.walk() for line in _lines_of_code(node)}
        lines = [(at, line) for at, line in enumerate(prose.teks.split("\n"), start=1) if at not in code]
        open_boxes = list(_open_boxes(lines))
        for line in open_boxes:
            yield error(
                prose.on(line), "unclosed-box", "kotak `:::` tidak ditutup", "tambahkan baris `:::` di akhirnya"
            )
        yield from _unknown_boxes(prose, lines)
        yield from _raw_marks(prose, lines)
        yield from _unused_notes(prose, lines)
        seen: Counter[tuple[int, str]] = Counter()
        for top in prose.nodes:
            yield from _too_deep(prose, top)
            yield from _misplaced(prose, top, open_boxes)
            yield from _shrunk_images(plan, prose, top, alone=True)
            for node in top.walk():
                yield from _part(plan, prose, node, seen[node.line, node.target])
                seen[node.line, node.target] += node.kind in ("link", "image")


def written(plan: Plan) -> Iterator[Prosa]:
    """What this regency wrote, and the shared texts that it did not replace."""
    yield from plan.prosa
    yield from (prose for name, prose in plan.bersama.naskah.items() if name not in plan.naskah)


def _references(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in chain.from_iterable(top.walk() for top in nodes):
        if node.kind == "reference":
            yield node
        elif node.kind == "tabel":
            yield from _references(markup.caption(node))


def _reference(plan: Plan, found: Reference) -> Iterator[Diagnostic]:
    """A fault of the author; in a shared text, which knows no regency, only something this one has yet to write."""
    value = evaluate(plan, found.node.text, found.node.target)
    if not isinstance(value, Unknown) or (value.argument and (plan.register_hilang or plan.kode_hilang)):
        return
    if found.shared and value.argument:
        hint = f"di {plan.slug} tercetak “(belum ditulis)” sampai bagian itu ditulis"
        yield warning(found.place, "unknown-reference", value.message, hint)
    else:
        yield error(found.place, "unknown-reference", value.message, value.hint)


def _texts(record: Rekaman) -> Iterator[tuple[Position, str]]:
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, str) and "{{" in value:
            yield record.at(name), value
        elif isinstance(value, tuple):
            texts = ((index, part) for index, part in enumerate(value) if isinstance(part, str) and "{{" in part)
            yield from ((record.at(name, index), part) for index, part in texts)


def _open_boxes(lines: Iterable[tuple[int, str]]) -> Iterator[int]:
    """Lines that open a box which no later line closes."""
    waiting: list[tuple[int, int]] = []
    for number, line in lines:
        found = FENCE.match(line)
        if found and found[2] in markup.CONTAINERS:
            waiting.append((number, len(found[1])))
        elif found and not found[2] and waiting and len(found[1]) >= waiting[-1][1]:
            waiting.pop()
    yield from (number for number, _ in waiting)


def _unknown_boxes(prose: Prosa, lines: Iterable[tuple[int, str]]) -> Iterator[Diagnostic]:
    for number, line in lines:
        found = FENCE.match(line)
        if found and found[2] and found[2] not in markup.CONTAINERS:
            hint = nearest(found[2], markup.CONTAINERS)
            yield error(prose.on(number, found.start(2) + 1), "unknown-box", f"kotak `{found[2]}` tidak dikenal", hint)


def _raw_marks(prose: Prosa, lines: Iterable[tuple[int, str]]) -> Iterator[Diagnostic]:
    """What would be printed as it was typed: HTML, half a reference, the call of a footnote that is not there."""
    for number, written in lines:
        line = CODE.sub(lambda found: "\0" * len(found[0]), written)
        for found in TAG.finditer(line):
            hint = "hapus tanda itu; pakai Markdown: `**tebal**`, `*miring*`, tabel dengan `|`"
            place = prose.on(number, found.start() + 1)
            yield warning(place, "html-in-text", f"`{found[0]}` tercetak apa adanya: HTML tidak berlaku", hint)
        for found in HALF.finditer(line):
            hint = "tulis rujukan dengan dua kurung kurawal di kedua sisi: `{{ nama_daerah }}`"
            place = prose.on(number, found.start() + 1)
            yield warning(place, "half-reference", f"`{found[0]}` tercetak apa adanya: kurungnya tidak lengkap", hint)
        for found in CALL.finditer(line):
            if f"[^{found[1]}]:" not in prose.teks:
                hint = f"tulis catatannya di baris tersendiri: `[^{found[1]}]: …`"
                place = prose.on(number, found.start() + 1)
                yield warning(place, "unknown-footnote", f"catatan kaki `[^{found[1]}]` tidak ada", hint)


def _unused_notes(prose: Prosa, lines: list[tuple[int, str]]) -> Iterator[Diagnostic]:
    seen: dict[str, int] = {}
    for number, line in lines:
        found = NOTE.match(line)
        if found and found[1] in seen:
            message, hint = f"catatan kaki `[^{found[1]}]` tertulis dua kali", f"pertama di {prose.on(seen[found[1]])}"
            yield error(prose.on(number), "duplicate-id", message, hint)
        elif found:
            seen[found[1]] = number
        if found and prose.teks.count(f"[^{found[1]}]") == 1:
            message = f"catatan kaki `[^{found[1]}]` tidak dirujuk, jadi tidak tercetak"
            yield warning(
                prose.on(number), "unused-footnote", message, f"tulis `[^{found[1]}]` di tempat yang dijelaskan"
            )


def _lines_of_code(node: Node) -> range:
    return range(node.line, node.line + node.text.count("\n") + 3) if node.kind == "code_block" else range(0)


def _misplaced(prose: Prosa, node: Node, open_boxes: list[int]) -> Iterator[Diagnostic]:
    """What stands where a book has no place for it."""
    if node.kind == "table" or (node.kind == "tabel" and not markup.caption(node)):
        hint = "apit tabel dengan `::: tabel Judul tabel` dan `:::`"
        yield warning(prose.at(node), "table-without-caption", "tabel tanpa judul", hint)
    if node.kind == "heading" and any(part.kind == "footnote" for part in node.walk()):
        yield warning(
            prose.at(node), "footnote-in-heading", "catatan kaki di judul tidak tercetak", "pindahkan ke kalimat"
        )
    for child in node.children:
        if node.kind != "tabel":
            yield from _misplaced(prose, child, open_boxes)
        elif child.kind != "table" and node.line not in open_boxes:
            hint = "pindahkan ke luar kotak; kotak `tabel` hanya berisi satu tabel"
            yield error(prose.at(child), "prose-in-table-box", "teks di dalam kotak `tabel`", hint)
    yield from _lost_cells(prose, node)


def _too_deep(prose: Prosa, node: Node, depth: int = 0) -> Iterator[Diagnostic]:
    """The first place in each branch where lists, quotes and boxes stand deeper in each other than a book can show."""
    depth += node.kind in markup.HOLDS
    if depth > DEEPEST:
        hint = "tulis lebih datar: pindahkan rinciannya ke bawah judul, atau ke tabel"
        yield error(prose.at(node), "nested-too-deep", f"daftar bersarang lebih dari {DEEPEST} tingkat", hint)
        return
    for child in node.children:
        yield from _too_deep(prose, child, depth)


def _shrunk_images(plan: Plan, prose: Prosa, node: Node, alone: bool) -> Iterator[Diagnostic]:
    """Images that are there but stand in a sentence, a list or a box, where only their words are printed."""
    for child in node.children:
        if child.kind == "image" and child.target in plan.gambar and not (alone and len(node.children) == 1):
            hint = "tulis gambar sebagai paragraf tersendiri, diapit baris kosong"
            yield warning(prose.at(child), "image-in-text", "gambar di dalam teks hanya tampil sebagai kata", hint)
        yield from _shrunk_images(plan, prose, child, alone=False)


def _lost_cells(prose: Prosa, node: Node) -> Iterator[Diagnostic]:
    for table in (child for child in (node, *node.children) if child.kind == "table" and node.kind != "table"):
        for row in table.children[1:]:
            line = QUOTED.sub("", prose.line(row.line), count=1).strip()
            cells = SEPARATOR.split(line.removeprefix("|").removesuffix("|"))
            if len(cells) > len(table.children[0].children):
                hint = "samakan banyaknya sel dengan kepala tabel, atau tulis `\\|` untuk tanda garis tegak"
                yield error(prose.at(row), "lost-cell", "baris tabel lebih panjang daripada kepalanya", hint)


def _part(plan: Plan, prose: Prosa, node: Node, nth: int) -> Iterator[Diagnostic]:
    if node.kind == "image":
        yield from _image(plan, prose, node, nth)
    elif node.kind == "link" and not markup.is_safe(node.target):
        hint = "tautan harus diawali https:// atau mailto:"
        place = _column(prose, node, node.target, nth)
        yield error(place, "broken-link", f"tautan `{node.target}` tidak dipakai", hint)
    elif node.kind == "tabel" and "sumber" not in plan.register_hilang:
        for code in markup.table_sources(node):
            if code not in plan.sumber_menurut_id and code not in plan.kode_hilang:
                hint = nearest(code, plan.sumber_menurut_id)
                yield error(_column(prose, node, code, 0), "unknown-reference", f"sumber `{code}` tidak ada", hint)


def _image(plan: Plan, prose: Prosa, node: Node, nth: int) -> Iterator[Diagnostic]:
    if node.target not in plan.gambar:
        hint = of_another_kind(node.target) or nearest(node.target, plan.gambar)
        place = _column(prose, node, node.target, nth)
        yield error(place, "missing-image", f"gambar `{node.target}` tidak ada", hint)


def _found(prose: Prosa, node: Node, nth: int) -> Position:
    """The nth place of a reference from its line on."""
    lines = prose.teks.split("\n")
    for number in range(node.line - 1, len(lines)):
        for match in markup.REFERENCE.finditer(lines[number]):
            if match[1].split() == [node.text, *node.target.split()]:
                if nth == 0:
                    return prose.on(number + 1, match.start() + 1)
                nth -= 1
    return prose.at(node)


def _column(prose: Prosa, node: Node, text: str, nth: int) -> Position:
    """The nth place of a word in its line; the line's beginning when it is written otherwise there."""
    at = -1
    for _ in range(nth + 1):
        at = prose.line(node.line).find(text, at + 1)
    return prose.on(node.line, max(at, 0) + 1)
