"""The page of people and institutions: who sits where, who heads which office, who came and who signs.

A person stands here only as a source names them, with the event or the office at which the source does; nobody is
guessed from a position.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dosir import language
from dosir.assemble import books, tables
from dosir.assemble.cards import missing, said, tabled
from dosir.assemble.rows.parts import DASH, joined
from dosir.assemble.scope import Scope, spans
from dosir.outline import Page, Spans, Tile, page_link, text
from dosir.plan.records import Bimtek, Kesepakatan, Penandatangan, Rekaman, Tokoh

PATH = "kelembagaan"
Part = tuple[Tokoh, str, Bimtek | Kesepakatan]


def page(scope: Scope) -> Page:
    """Council, team and forum, signatories, heads of offices, and everyone whom an event names."""
    plan = scope.plan
    organs = dict.fromkeys(seat.organ for seat in plan.kelembagaan)
    tiles = tuple(Tile(name, str(sum(seat.organ == name for seat in plan.kelembagaan))) for name in organs)
    signing = tables.frame(scope, "penandatangan-situs", map(_signing, plan.penandatangan))
    heads = tables.frame(scope, "kepala-opd", _heads(scope))
    people = tables.frame(scope, "tokoh-peristiwa", _people(scope))
    sections = (
        books.composed(scope, "Susunan kelembagaan", ["tabel kelembagaan"]),
        tabled("penandatangan", "Penandatangan dokumen", signing, missing(scope, "penandatangan.yml")),
        tabled("kepala-opd", "Kepala OPD menurut sumber", heads, said("Belum ada kepala OPD yang disebut sumber.")),
        tabled("tokoh", "Pembimbing, pejabat, dan penandatangan", people, missing(scope, "bimtek.yml")),
    )
    lead = text("Siapa duduk di mana, siapa yang menandatangani, dan siapa yang hadir menurut sumber.")
    return Page(PATH, "Orang dan lembaga", lead=lead, tiles=tiles, sections=sections)


def _signing(person: Penandatangan) -> tables.Line:
    role = {"menetapkan": "Menetapkan", "mengesahkan": "Mengesahkan", "menyusun": "Menyusun"}.get(
        person.peran, "Komitmen"
    )
    of = f", a.n. {person.atas_nama}" if person.atas_nama else ""
    when = f"{person.tempat}, {language.tanggal(person.tanggal)}" if person.tanggal else person.tempat or DASH
    return tables.Line((role, f"{person.jabatan_lengkap}{of}", _named(person), when), (person,))


def _heads(scope: Scope) -> Iterator[tables.Line]:
    for opd in scope.plan.opd:
        if opd.kepala and opd.kepala.nama:
            cells = (
                page_link(f"opd/{opd.id}", opd.singkatan),
                _named(opd.kepala),
                spans(scope, opd.kepala.jabatan_lengkap),
            )
            yield tables.Line((*cells, opd.kepala.peran or DASH), (opd,))


def _people(scope: Scope) -> Iterator[tables.Line]:
    """Everyone whom an event names, each person in each position once, with the events and the parts played."""
    known: dict[tuple[str, str], list[Part]] = {}
    for part in (*_guides(scope), *_present(scope)):
        known.setdefault((part[0].nama_bergelar, part[0].jabatan_lengkap), []).append(part)
    for (name, position), parts in known.items():
        roles = joined(spans(scope, role) for role in dict.fromkeys(role for _, role, _ in parts))
        cells = (name or DASH, spans(scope, position), roles, joined(_events(parts)))
        yield tables.Line(cells, tuple(_distinct(parts)))


def _guides(scope: Scope) -> Iterator[Part]:
    for item in scope.plan.bimtek:
        yield from ((person, person.peran or "pembimbing", item) for person in item.pembimbing)


def _present(scope: Scope) -> Iterator[Part]:
    events: tuple[Bimtek | Kesepakatan, ...] = (*scope.plan.bimtek, *scope.plan.kesepakatan)
    for item in events:
        yield from ((person, person.peran or DASH, item) for person in item.tokoh)


def _events(parts: Iterable[Part]) -> Iterator[Spans]:
    for item in _distinct(parts):
        named = f"Bimtek {item.tahap}" if isinstance(item, Bimtek) else item.jenis.capitalize()
        day = item.tanggal_mulai if isinstance(item, Bimtek) else item.tanggal
        yield (*page_link("bimtek", named), *text(f", {language.tanggal(day)}"))


def _distinct(parts: Iterable[Part]) -> Iterator[Bimtek | Kesepakatan]:
    seen: list[Rekaman] = []
    for _, _, item in parts:
        if not any(item is other for other in seen):
            seen.append(item)
            yield item


def _named(person: Tokoh) -> str:
    return person.nama_bergelar if person.nama else DASH
