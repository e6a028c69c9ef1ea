"""Row headers in the tags of a finished PDF: a first cell that is bold throughout names its row, also for a listener.

Typst can say so only behind a switch that its Python binding does not have. The tags stand uncompressed in the file,
so each is rewritten in place with the same number of bytes, and no table of references changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

ELEMENT = re.compile(rb"\n(\d+) 0 obj\n<</Type/StructElem/S/(TR|TD|Strong)/[^\n]*>>\nendobj")
CHILDREN = re.compile(rb"/K\[([^\]]*)\]")
REFERENCE = re.compile(rb"(\d+) 0 R")
HEADERS = re.compile(rb"/Headers\[[^\]]*\]")
SCOPE = b"/Scope/Row"


def marked(pdf: bytes) -> bytes:
    """The same PDF, of the same length, in which a first cell that is bold throughout is the header of its row."""
    elements = {match[1]: match for match in ELEMENT.finditer(pdf)}
    made = bytearray(pdf)
    for row in elements.values():
        if row[2] == b"TR":
            for at, changed in _changes(row, elements):
                made[at : at + len(changed)] = changed
    return bytes(made)


def _changes(row: re.Match[bytes], elements: Mapping[bytes, re.Match[bytes]]) -> Iterator[tuple[int, bytes]]:
    """(offset, bytes) of what is written over; the cells of the row then have their headers by scope, not by list."""
    cells = [elements[child] for child in _children(row) if child in elements]
    if len(cells) < 2 or not _is_bold(cells[0], elements):
        return
    listed = [HEADERS.search(cell[0]) for cell in cells]
    if not all(listed):
        return
    yield cells[0].start() + cells[0][0].index(b"/S/TD"), b"/S/TH"
    for cell, found in zip(cells, listed, strict=True):
        assert found
        scope = SCOPE if cell is cells[0] else b""
        yield cell.start() + found.start(), scope.ljust(len(found[0]))


def _is_bold(cell: re.Match[bytes], elements: Mapping[bytes, re.Match[bytes]]) -> bool:
    children = _children(cell)
    return cell[2] == b"TD" and len(children) == 1 and children[0] in elements and elements[children[0]][2] == b"Strong"


def _children(element: re.Match[bytes]) -> list[bytes]:
    """The numbers of its child elements; nothing when it also holds text of its own."""
    found = CHILDREN.search(element[0])
    if not found or REFERENCE.sub(b"", found[1]).strip():
        return []
    return REFERENCE.findall(found[1])
