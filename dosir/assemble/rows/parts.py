"""What the rows of several tables share: joined lines, links to pages, and what the scope looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dosir import language
from dosir.assemble.scope import Scope
from dosir.markup import Node
from dosir.outline import Spans, page_link, text
from dosir.plan import BerkasPilar
from dosir.plan.records import Indikator, Program, QuickWin

BREAK = Node("break")


def joined(parts: Iterable[Spans]) -> Spans:
    """These spans on lines of their own; a dash when there are none."""
    result: Spans = ()
    for part in parts:
        result = (*result, BREAK, *part) if result else part
    return result or text("–")


def pillars(scope: Scope) -> Iterator[BerkasPilar]:
    """The pillar in scope, or all that are written."""
    yield from (item for item in scope.plan.pilar if scope.dimensi in (None, item.dimensi))


def programs(scope: Scope) -> tuple[Program, ...]:
    """Programmes of the pillar in scope, or all."""
    return scope.plan.program_dimensi(scope.dimensi.kode) if scope.dimensi else scope.plan.program


def indicators(scope: Scope) -> Iterator[Indikator]:
    """Indicators that programmes or goals in scope use."""
    used = {code for part in programs(scope) for code in part.indikator}
    used |= {code for item in pillars(scope) for goal in item.rekaman.sasaran for code in goal.indikator}
    yield from (item for item in scope.plan.indikator if item.kode in used)


def money(programs: Iterable[Program]) -> tuple[object, ...]:
    """The records that money of these programmes rests on: each amount, or its programme."""
    return tuple(money if money.sumber or money.contoh else part for part in programs for money in part.anggaran)


def years(scope: Scope) -> tuple[int, ...]:
    """Years of the masterplan's period."""
    return scope.plan.daerah.periode.tahun


def link(scope: Scope, page: str, label: str) -> Spans:
    """A link on the web, plain words in a book."""
    return page_link(page, label) if scope.web else text(label)


def amount(value: int) -> str:
    """Millions of rupiah in a cell; a dash where there is no money."""
    return language.juta(value) if value else "–"


def office(scope: Scope, opd: str) -> Spans:
    """An office's abbreviation, linked to its page on the web."""
    found = scope.plan.opd_menurut_id.get(opd)
    return link(scope, f"opd/{opd}", found.singkatan) if found else text(opd)


def program_link(scope: Scope, part: Program) -> Spans:
    """A programme's name, linked to its row on the web."""
    return link(scope, f"program#{part.kode.lower()}", part.nama)


def plan_reference(part: Program) -> str:
    """Where a programme stands in RPJMD and Renstra, or why it does not."""
    place = part.rpjmd_ref
    rpjmd = f"RPJMD misi {place.misi}{f', {place.uraian}' if place.uraian else ''}" if place else ""
    proposal = f"Usulan baru: {part.usulan_baru}" if part.usulan_baru else ""
    return "; ".join(text for text in (rpjmd, part.renstra_ref, proposal) if text)


def progress(sheet: QuickWin) -> str:
    """Per cent done, or a dash when nobody has said."""
    return "–" if sheet.progres is None else f"{sheet.progres}%"


def fund(scope: Scope, source: str) -> str:
    """Name of a source of funds."""
    found = scope.plan.sumber_dana_menurut_id.get(source)
    return found.nama if found else source
