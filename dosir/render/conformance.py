"""What a finished PDF violates of PDF/UA-1 and PDF/A-2a: the gate between rendering a book and publishing it.

The checker is young, so it stands behind this one function. It reads a file anew for each profile and refuses to
choose when a file declares both, so there is no way to parse once. One of its rules counts wrong, see `_is_right`.
"""

from __future__ import annotations

import re
import zlib

import page

PROFILES = {"PDF/UA-1": page.ValidationProfile.PDF_UA_1, "PDF/A-2a": page.ValidationProfile.PDF_A_2A}
STREAM_LENGTH = "PDFA2A-STREAM-LENGTH-001"
ENTRY = re.compile(rb"(\d{10}) \d{5} ([nf])")
HEAD = re.compile(rb"\s*(\d+) \d+ obj(.*?)\bstream\r?\n", re.S)
LENGTH = re.compile(rb"/Length (\d+)(?! \d+ R)")


def violations(pdf: bytes) -> tuple[str, ...]:
    """What a PDF violates, each as profile, rule, what is wrong and in which object; nothing when it conforms."""
    try:
        return tuple(
            f"{name} {failure.rule_id}: {failure.message}{_place(failure)}"
            for name, profile in PROFILES.items()
            for failure in page.validate_pdf_bytes(pdf, profile=profile).failures
            if not _is_acquitted(pdf, failure)
        )
    except page.PageError as fault:
        return (f"PDF: {fault}",)


def _place(failure: page.ValidationFailure) -> str:
    return f" (object {failure.object_id.object_number})" if failure.object_id else ""


def _is_acquitted(pdf: bytes, failure: page.ValidationFailure) -> bool:
    if failure.rule_id != STREAM_LENGTH or failure.object_id is None:
        return False
    return _is_right(pdf, failure.object_id.object_number)


def _is_right(pdf: bytes, number: int) -> bool:
    """Whether the stream of this object is as long as it says, by its own compressed data.

    When compressed data happens to end in 0x0D, the line feed before `endstream` follows it and the checker takes the
    two for one end of line, so it counts a byte less than /Length, which counts the 0x0D as it must. Deflated data
    knows its own end, so /Length is right when the data ends just there and the end of a line follows.
    """
    found = HEAD.match(pdf, _offset(pdf, number))
    length = LENGTH.search(found[2]) if found else None
    if not found or not length or int(found[1]) != number or b"/FlateDecode" not in found[2]:
        return False
    end = found.end() + int(length[1])
    try:
        inflater = zlib.decompressobj()
        inflater.decompress(pdf[found.end() : end])
    except zlib.error:
        return False
    return inflater.eof and not inflater.unused_data and re.match(rb"(\r\n|\r|\n)endstream", pdf[end:]) is not None


def _offset(pdf: bytes, number: int) -> int:
    """Where an object begins, by the last table of references; the end of the file when the table has it not."""
    started = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", pdf)
    table = re.compile(rb"xref\s+0 (\d+)\s+").match(pdf, int(started[1])) if started else None
    if not table or number >= int(table[1]):
        return len(pdf)
    entry = ENTRY.match(pdf, table.end() + 20 * number)
    return int(entry[1]) if entry and entry[2] == b"n" else len(pdf)
