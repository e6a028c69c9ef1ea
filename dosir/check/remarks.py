"""A rule about what reviewers remarked: every remark waits for an answer.

It cannot be silenced, because the answer is the place to say that nothing will change.
"""

from __future__ import annotations

from collections.abc import Iterator

from dosir.diagnostics import Diagnostic, warning
from dosir.plan import Plan
from dosir.plan.remarks import terbuka

WIDEST = 80


def open_remarks(plan: Plan) -> Iterator[Diagnostic]:
    """Remarks of reviewers that nobody has answered."""
    for remark in terbuka(plan):
        told = remark.catatan
        words = " ".join(told.isi.split())
        said = words if len(words) <= WIDEST else f"{words[:WIDEST]}…"
        message = f"{told.jenis} {told.dari or 'penelaah'} belum dijawab: {said}"
        about = f"tentang {remark.tempat.path}:{remark.tempat.line}" if remark.tempat else f"halaman {told.halaman}"
        yield warning(told.at("jawaban"), "open-remark", message, f"{about}; tulis jawabannya di `jawaban:`")
