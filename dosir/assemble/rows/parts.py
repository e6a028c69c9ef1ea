"""What the rows of several tables share: the word for an empty field, joined lines, links, and what the scope looks at.

A field that some stage demands and nobody has filled says so in words; only what is never demanded may be a dash.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from dosir import language
from dosir.assemble import addresses
from dosir.assemble.scope import Scope, spans
from dosir.markup import Node
from dosir.outline import Spans, page_link, text
from dosir.plan import BerkasPilar
from dosir.plan.nilai import dua_desimal
from dosir.plan.records import Indikator, Program, QuickWin, Rekaman

BREAK = Node("break")
DASH = "–"


def blank(scope: Scope, record: Rekaman, name: str) -> str:
    """What stands where a field is empty: a word when some stage demands the field, else a dash."""
    return scope.word("belum-diisi") if record.tahap_isian(name) else DASH


def filled(scope: Scope, record: Rekaman, name: str) -> Spans:
    """A field's words or number, or what stands where it is empty."""
    value = getattr(record, name)
    if value in (None, "", ()):
        return text(blank(scope, record, name))
    if isinstance(value, tuple):
        return joined(spans(scope, str(part)) for part in value)
    return spans(scope, language.angka(value) if isinstance(value, Decimal) else str(value))


def joined(parts: Iterable[Spans]) -> Spans:
    """These spans on lines of their own; a dash when there are none."""
    result: Spans = ()
    for part in parts:
        result = (*result, BREAK, *part) if result else part
    return result or text(DASH)


def joined_or(parts: Iterable[Spans], scope: Scope, record: Rekaman, name: str) -> Spans:
    """These spans on lines of their own, or what stands where the field they come from is empty."""
    found = tuple(parts)
    return joined(found) if found else text(blank(scope, record, name))


def bulleted(names: Iterable[str]) -> Spans:
    """These names on lines of their own, each with a bullet where one that wraps could be taken for two."""
    found = tuple(names)
    return joined(text(f"• {name}" if len(found) > 1 else name) for name in found)


def labelled(scope: Scope, record: Rekaman | None, names: Iterable[str], titles: dict[str, str]) -> Iterator[Spans]:
    """A line `Label: words` for each of these fields that is written."""
    for name in names:
        if record and getattr(record, name):
            label = titles.get(name, name.replace("_", " ").capitalize())
            yield (*text(f"{label}: "), *filled(scope, record, name))


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


def measures(scope: Scope, record: Rekaman) -> Spans:
    """Names of the indicators that a record names."""
    known = scope.plan.indikator_menurut_kode
    names = [known[code].nama for code in record.indikator if code in known]  # type: ignore[attr-defined]
    return bulleted(names) if names else text(blank(scope, record, "indikator"))


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
    return language.juta(value) if value else DASH


def office(scope: Scope, opd: str) -> Spans:
    """An office's abbreviation, linked to its page on the web."""
    found = scope.plan.opd_menurut_id.get(opd)
    return link(scope, f"opd/{opd}", found.singkatan) if found else text(opd)


def offices(scope: Scope, record: Rekaman, name: str = "opd") -> Spans:
    """The offices that a record's field names, or what stands where it is empty."""
    value = getattr(record, name)
    codes = (value,) if isinstance(value, str) and value else value or ()
    return joined_or((office(scope, code) for code in codes), scope, record, name)


def dimension(scope: Scope, code: str) -> str:
    """Name of a dimension."""
    return next((item.nama for item in scope.plan.bersama.dimensi if item.kode == code), code)


def sub_dimensions(scope: Scope, codes: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(names of the dimensions, names of the sub-dimensions) of these sub-dimensions, each once."""
    found = [scope.plan.sub_dimensi[code] for code in codes if code in scope.plan.sub_dimensi]
    return tuple(dict.fromkeys(item.nama for item, _ in found)), tuple(dict.fromkeys(sub.nama for _, sub in found))


def program_link(scope: Scope, part: Program) -> Spans:
    """A programme's name, linked to its page on the web."""
    return link(scope, addresses.of(scope.plan, part), part.nama)


def plan_reference(scope: Scope, part: Program) -> Spans:
    """Where a programme stands in RPJMD and Renstra, or why it does not; a programme must have one of the two."""
    place = part.rpjmd_ref
    rpjmd = f"RPJMD misi {place.misi}{f', {place.uraian}' if place.uraian else ''}" if place else ""
    proposal = f"Usulan baru: {part.usulan_baru}" if part.usulan_baru else ""
    written = [words for words in (rpjmd, part.renstra_ref, proposal) if words]
    return joined(spans(scope, words) for words in written or [scope.word("belum-diisi")])


def nomenclature(scope: Scope, part: Program) -> Spans:
    """A programme's code in the national nomenclature, already in its newer form, with its name where it is known."""
    names = {item.kode: item.nama for item in scope.plan.bersama.nomenklatur}
    code = part.kode_nomenklatur
    return text(f"{code} {names.get(code, '')}".strip() if code else blank(scope, part, "kode_nomenklatur"))


def points(value: Fraction | Decimal | None) -> str:
    """A score with two decimals, a dash for none; scores stay exact until here."""
    return DASH if value is None else str(dua_desimal(value)).replace(".", ",")


def progress(sheet: QuickWin) -> str:
    """Per cent done, or a dash when nobody has said."""
    return DASH if sheet.progres is None else f"{sheet.progres}%"


def fund(scope: Scope, source: str) -> str:
    """Name of a source of funds."""
    found = scope.plan.sumber_dana_menurut_id.get(source)
    return found.nama if found else source


def funds(scope: Scope, part: Program) -> Spans:
    """Names of the sources that pay for a programme."""
    named = dict.fromkeys(fund(scope, item.sumber_dana) for item in part.anggaran)
    return joined_or(map(text, named), scope, part, "anggaran")
