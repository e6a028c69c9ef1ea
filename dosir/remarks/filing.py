"""Remarks as the text that is kept: YAML for people first, and of any words the very same words again.

Long texts are folded blocks, so that a difference in git shows sentences; short ones stand in JSON's quotes, which are
YAML's too. No words of a reviewer can end their block or begin a key, because all of them stand deeper than it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from dosir.diagnostics import Position
from dosir.remarks.arriving import Masuk

HEADER = (
    "# Catatan penelaah situs, ditulis oleh `python build.py remarks`.",
    "# Jawab tiap catatan di `jawaban:`; selama kosong, catatan itu tampil sebagai temuan.",
)
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9/.:_-]*[A-Za-z0-9]")
OTHERWISE = re.compile(r"(?i:null|true|false|yes|no|on|off|ya|tidak)|[\d.:_-]+|0x.*|\d.*e.*")  # read as no text
WIDEST = 100
INDENT = "    "


def text_of(remarks: Iterable[tuple[Masuk, Position | None]], home: str) -> str:
    """The file for these remarks and their places; `home` is how the path of the content folder begins."""
    blocks = ("\n".join(_record(remark, place, home)) for remark, place in remarks)
    return "\n".join(HEADER) + "\n\n" + "\n\n".join(blocks) + "\n"


def _record(remark: Masuk, place: Position | None, home: str) -> Iterator[str]:
    version = ", naskah ".join(part for part in (remark.versi, remark.commit) if part)
    values = {
        "id": remark.id,
        "tanggal": remark.tanggal,
        "dari": remark.sebagai,
        "jenis": remark.jenis,
        "halaman": remark.halaman,
        "bagian": remark.bagian,
        "rekaman": remark.rekaman,
        "tempat": f"{place.path.removeprefix(home)}:{place.line}" if place else "",
        "versi": version,
        "kutipan": remark.kutipan,
        "isi": remark.isi,
    }
    lead = "- "
    for key, value in values.items():
        if value:
            yield f"{lead}{key}: {_value(value)}"
            lead = "  "
    yield "  jawaban:"


def _value(text: str) -> str:
    if "\n" in text or len(text) > WIDEST - 20:
        return _literal(text) if re.search(r"(?m)^[^\S\n]", text) else _folded(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text) or (PLAIN.fullmatch(text) and not OTHERWISE.fullmatch(text)):
        return text
    return json.dumps(text, ensure_ascii=False)


def _literal(text: str) -> str:
    return "\n".join(["|-", *(f"{INDENT}{line}" if line else "" for line in text.split("\n"))])


def _folded(text: str) -> str:
    """A folded block: one line break in it is a space, so each run of breaks in the text gets one more."""
    parts = re.split(r"(\n+)", text)
    return ">-\n" + "".join(f"{part}\n" if part.isspace() else "\n".join(_wrapped(part)) for part in parts)


def _wrapped(line: str) -> Iterator[str]:
    """A line in pieces; it is broken only at a single space, which the fold gives back."""
    piece = ""
    for part in re.split(r"(?<=\S) (?=\S)", line):
        if piece and len(piece) + len(part) >= WIDEST:
            yield INDENT + piece
            piece = part
        else:
            piece = f"{piece} {part}" if piece else part
    yield INDENT + piece
