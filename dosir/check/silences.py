"""Silences: warnings that an author has answered with a reason are taken out, and the silences are judged in turn.

Only warnings can be silenced: an error is not a matter of opinion. A silence that silences nothing is a finding, so
that none outlives its cause; one in a shared file may serve another regency, so it is not judged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from dosir.diagnostics import Diagnostic, Position, Severity, nearest, warning
from dosir.plan import Diam, Plan


def silenced(found: Iterable[Diagnostic], plan: Plan, codes: Collection[str]) -> Iterator[Diagnostic]:
    """The findings that remain, and those about the silences; `codes` are all codes that there are."""
    sound = [silence for silence in (*plan.diam, *plan.bersama.diam) if silence.kode in codes and silence.alasan]
    used: set[Position] = set()
    refused: set[Position] = set()
    for finding in found:
        covering = {silence.position for silence in sound if _covers(silence, finding)}
        if finding.severity is Severity.error:
            refused |= covering
        else:
            used |= covering
        if not covering or finding.severity is Severity.error:
            yield finding
    for silence in plan.diam:
        if silence.position not in used:
            yield from _judged(silence, silence.position in refused, codes)


def _covers(silence: Diam, finding: Diagnostic) -> bool:
    place = finding.position
    return (silence.kode, silence.position.path) == (finding.code, place.path) and place.line in silence.baris


def _judged(silence: Diam, refused: bool, codes: Collection[str]) -> Iterator[Diagnostic]:
    if silence.kode not in codes:
        message = f"kode temuan `{silence.kode}` tidak dikenal"
        yield warning(silence.position, "unused-silence", message, nearest(silence.kode, codes))
    elif not silence.alasan:
        hint = f"tulis alasannya: `diam: {silence.kode} alasan`"
        yield warning(silence.position, "silence-without-reason", f"`diam: {silence.kode}` tanpa alasan", hint)
    else:
        message = f"`diam: {silence.kode}` tidak mendiamkan apa pun"
        hint = "kesalahan tidak dapat didiamkan; betulkan isinya" if refused else "hapus komentar ini"
        yield warning(silence.position, "unused-silence", message, hint)
