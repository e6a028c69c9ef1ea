"""Rows of the traceability matrix: what each programme hangs on and what hangs on it, what is missing, and whom nobody
answers.

A column is a kind of link. Of most kinds every programme must have one; a quick win and a mention in an evaluation are
the lot of a few, so their absence is told and not marked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from dosir import language
from dosir.assemble import addresses
from dosir.assemble.rows.measured import lacking, marked
from dosir.assemble.rows.parts import amount, joined, link, program_link
from dosir.assemble.rows.sheet import BUDGET
from dosir.assemble.scope import Scope, spans
from dosir.assemble.tables import Content, Line
from dosir.outline import Spans, text
from dosir.plan.facts import anggaran
from dosir.plan.lineage import Lineage
from dosir.plan.records import Gap, Indikator, Misi, Program, Rekaman, Sasaran, Strategi


@dataclass(frozen=True)
class Kind:
    """A kind of link: the words for it, the links a programme has of it, and whether every programme must have one."""

    id: str
    name: str
    found: Callable[[Scope, Lineage], Iterable[Spans]]
    demanded: bool = True


def matrix(scope: Scope, lines: Mapping[str, Lineage]) -> Iterator[Line]:
    """A row for each programme under a heading for its pillar, a cell for each kind of link."""
    for dimensi in scope.plan.bersama.dimensi:
        chosen = scope.plan.program_dimensi(dimensi.kode)
        if chosen:
            yield Line((dimensi.nama,), kind="group")
        for part in chosen:
            name = (*text(f"{part.kode} "), *program_link(scope, part))
            yield Line((name, *(_cell(scope, kind, lines[part.kode]) for kind in KINDS)), (part,))


def _cell(scope: Scope, kind: Kind, line: Lineage) -> Content:
    found = tuple(kind.found(scope, line))
    if found:
        return joined(found)
    return lacking("– belum ada") if kind.demanded else "– tidak ada"


def holes(scope: Scope, lines: Mapping[str, Lineage]) -> Iterator[Line]:
    """For each kind of link that every programme must have, how many lack it and which; those that some lack first.

    Of a plan without programmes there is nothing to say.
    """
    found = [(kind, lacking_programs(scope, lines, kind)) for kind in KINDS if kind.demanded]
    for kind, missing in sorted(found, key=lambda pair: not pair[1]) if lines else ():
        named = ((*text(f"{part.kode} "), *program_link(scope, part)) for part in missing)
        told = joined([text(f"{language.angka(len(missing))} program:"), *named])
        yield Line((f"Tanpa {kind.name}", marked(told) if missing else "semua program punya"), id=f"tanpa-{kind.id}")


def lacking_programs(scope: Scope, lines: Mapping[str, Lineage], kind: Kind) -> tuple[Program, ...]:
    """The programmes that have no link of this kind, in the order of the pillars."""
    parts = (part for item in scope.plan.bersama.dimensi for part in scope.plan.program_dimensi(item.kode))
    return tuple(part for part in parts if not tuple(kind.found(scope, lines[part.kode])))


def answered(scope: Scope, lines: Mapping[str, Lineage], records: Iterable[Misi | Sasaran | Gap]) -> Iterator[Line]:
    """From the other end: these missions, goals or gaps, each with the programmes that answer it."""
    for record in records:
        code = link(scope, addresses.of(scope.plan, record), record.kode)
        found = [part for part, line in ((line.program, line) for line in lines.values()) if _serves(line, record)]
        names = joined((*text(f"{part.kode} "), *program_link(scope, part)) for part in found)
        cell: Content = names if found else lacking("– belum dijawab program")
        yield Line((code, spans(scope, _words(record)), cell), (record,))


def unanswered(lines: Mapping[str, Lineage], records: Iterable[Misi | Sasaran | Gap]) -> int:
    """How many of these records no programme answers."""
    return sum(not any(_serves(line, record) for line in lines.values()) for record in records)


def _serves(line: Lineage, record: Rekaman) -> bool:
    return any(record is other for other in (*line.misi, *line.sasaran, *line.gap))


def _words(record: Misi | Sasaran | Gap) -> str:
    return record.kesenjangan if isinstance(record, Gap) else record.teks


def _codes(scope: Scope, records: Iterable[Misi | Sasaran | Gap | Strategi | Indikator]) -> Iterator[Spans]:
    yield from (link(scope, addresses.of(scope.plan, record), record.kode) for record in records)


def _wins(scope: Scope, line: Lineage) -> Iterator[Spans]:
    yield from (link(scope, addresses.of(scope.plan, item.rekaman), item.rekaman.nama) for item in line.quick_win)


def _steps(scope: Scope, line: Lineage) -> Iterator[Spans]:
    for step in line.peta_jalan:
        yield link(scope, addresses.of(scope.plan, step), f"{step.horizon} {language.rentang_tahun(step.tahun)}")


def _plan(scope: Scope, line: Lineage) -> Iterator[Spans]:
    place = line.program.rpjmd_ref
    if place:
        known = next((item for item in scope.plan.misi if item.kode == place.misi), None)
        yield link(scope, addresses.of(scope.plan, known), f"misi {place.misi}") if known else text(place.misi)


def _money(scope: Scope, line: Lineage) -> Iterator[Spans]:
    if line.program.anggaran:
        value = amount(anggaran(scope.plan, [line.program]))
        yield link(scope, f"{addresses.of(scope.plan, line.program)}#{BUDGET}", value)


def _judged(scope: Scope, line: Lineage) -> Iterator[Spans]:
    for found in {item.tahun: item for item, _ in line.evaluasi}.values():
        yield link(scope, addresses.of(scope.plan, found), str(found.tahun))


KINDS = (
    Kind("misi", "misi", lambda scope, line: _codes(scope, line.misi)),
    Kind("sasaran", "sasaran", lambda scope, line: _codes(scope, line.sasaran)),
    Kind("kesenjangan", "kesenjangan yang dijawab", lambda scope, line: _codes(scope, line.gap)),
    Kind("strategi", "strategi", lambda scope, line: _codes(scope, line.strategi)),
    Kind("indikator", "indikator", lambda scope, line: _codes(scope, line.indikator)),
    Kind("quick-win", "quick win", _wins, demanded=False),
    Kind("peta-jalan", "langkah peta jalan", _steps),
    Kind("rpjmd", "rujukan RPJMD", _plan),
    Kind("anggaran", "anggaran", _money),
    Kind("evaluasi", "evaluasi", _judged, demanded=False),
)
