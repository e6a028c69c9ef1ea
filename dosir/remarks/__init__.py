"""Reviewers' remarks: a file that a browser saved -> reviewable text beside the content.

Beside `review`, the other way by which readers answer. What comes in is untrusted, so all of a file is checked before
any of it is believed, and nothing of a file with a fault is kept. Its text is named after what is in it, for here is
no clock: the same remarks make the same file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dosir.cache import digest
from dosir.diagnostics import Diagnostic, Position, warning
from dosir.plan import Plan
from dosir.remarks.arriving import Kiriman, Masuk, received
from dosir.remarks.filing import text_of
from dosir.remarks.placing import Sources, placed
from dosir.sources import File

FOLDER = "catatan"


@dataclass(frozen=True)
class Filed:
    """What becomes of a file of remarks: those that are new, each with its place, how many were known, and findings.

    `name` is that of the file below the regency's folder and `text` what it holds; both are empty without a new one.
    """

    name: str
    text: str
    new: tuple[tuple[Masuk, Position | None], ...]
    known: int
    findings: tuple[Diagnostic, ...]


def filed(sent: Kiriman, plan: Plan, files: Sequence[File], before: Iterable[Masuk] = ()) -> Filed:
    """The new remarks of a file as text; `files` are the regency's, `before` what came in with the same command."""
    there = {remark.id: remark.isi for remark in plan.catatan} | {remark.id: remark.isi for remark in before}
    changed = [_changed(sent, remark) for remark in sent.catatan if there.get(remark.id, remark.isi) != remark.isi]
    sources = Sources.of(files)
    found = [(remark, placed(remark, plan, sources, sent.path)) for remark in sent.catatan if remark.id not in there]
    new = tuple((remark, place.position) for remark, place in found)
    stray = [place.finding for _, place in found if place.finding]
    if not new:
        return Filed("", "", (), len(sent.catatan), (*changed, *stray))
    text = text_of(new, plan.jangkar.home)
    name = _name(max(remark.tanggal for remark, _ in new), text, {file.name for file in files})
    return Filed(name, text, new, len(sent.catatan) - len(new), (*changed, *stray))


def _changed(sent: Kiriman, remark: Masuk) -> Diagnostic:
    message = f"catatan `{remark.id}` sudah diterima dengan isi lain; yang lama tetap"
    hint = "bila isi barunya diperlukan, salin ke berkas catatan daerah itu"
    return warning(Position(sent.path, remark.line), "changed-remark", message, hint)


def _name(day: str, text: str, taken: set[str]) -> str:
    """A name nobody has used: an author may have taken remarks out of the file that first had this one."""
    stem = f"{FOLDER}/{day}-{digest(text)[:8]}"
    names = (f"{stem}.yml", *(f"{stem}-{number}.yml" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


__all__ = ["FOLDER", "Filed", "Kiriman", "Masuk", "filed", "received"]
