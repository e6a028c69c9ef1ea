"""The small sound regency of `kasus/_dasar`, and the ways a test may change it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dosir import check, read
from dosir.check.numerals import ONES
from dosir.diagnostics import Diagnostic
from dosir.plan import Plan
from dosir.sources import File, Folder, from_folder

BASE = {
    slug: from_folder(Path(__file__).parent / "kasus" / "_dasar", slug, "content") for slug in ("bersama", "kab-uji")
}
DIM, FUNDS = "bersama/dimensi.yml", "bersama/sumber-dana.yml"
PLACE, OFFICES, PROGRAMMES = "kab-uji/daerah.yml", "kab-uji/opd.yml", "kab-uji/program/governance.yml"
INDICATORS, ROADMAP, GUIDANCE = "kab-uji/indikator/governance.yml", "kab-uji/peta-jalan.yml", "kab-uji/bimtek.yml"
PILLAR, QUICK_WIN, PROSE = (
    "kab-uji/pilar/governance.md",
    "kab-uji/quick-win/kanal.md",
    "kab-uji/naskah/latar-belakang.md",
)


def text_of(path: str) -> str:
    slug, _, name = path.partition("/")
    return next(file.data.decode() for file in BASE[slug].files if file.name == name)


def folder(slug: str, texts: Mapping[str, str | bytes | None]) -> Folder:
    named = {file.name: file for file in BASE[slug].files}
    for path, text in texts.items():
        of, _, name = path.partition("/")
        if of == slug and text is None:
            named.pop(name)
        elif of == slug and text is not None:
            named[name] = File(f"content/{path}", name, text if isinstance(text, bytes) else text.encode())
    return Folder(slug, f"content/{slug}", tuple(named[name] for name in sorted(named)))


def planned(texts: Mapping[str, str | bytes | None]) -> Plan:
    """The small regency with these texts; they have no fault of form."""
    shared, first = read.bersama(folder("bersama", texts))
    plan, second = read.daerah(folder("kab-uji", texts), shared)
    assert [*first, *second] == []
    return plan


def found(texts: Mapping[str, str | bytes | None]) -> tuple[Diagnostic, ...]:
    return check.check(planned(texts)).findings


def told(texts: Mapping[str, str | bytes | None]) -> list[str]:
    return [f"{finding.position.path.removeprefix('content/')} {finding.code}" for finding in found(texts)]


def changed(path: str, *pairs: tuple[str, str]) -> dict[str, str | bytes | None]:
    text = text_of(path)
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return {path: text}


def spelled(number: int) -> str:
    """The words of a number from 1 to 999."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    parts = ["seratus" if hundreds == 1 else f"{ONES[hundreds]} ratus"] if hundreds else []
    if rest in (10, 11):
        parts.append("sepuluh" if rest == 10 else "sebelas")
    elif tens == 1:
        parts.append(f"{ONES[ones]} belas")
    else:
        parts += [f"{ONES[tens]} puluh"] if tens else []
        parts += [ONES[ones]] if ones else []
    return " ".join(parts)
