"""The page about the rounds of guidance and what was signed, with the people that a source names."""

from __future__ import annotations

from collections.abc import Iterator

from dosir import language
from dosir.assemble import tables
from dosir.assemble.cards import bullets, missing, paragraph
from dosir.assemble.scope import Scope, citations, spans
from dosir.markup import Node, slug
from dosir.outline import Block, Page, Prose, Section, text
from dosir.plan.records import Bimtek, Kesepakatan, Tokoh


def rounds(scope: Scope) -> Page:
    """The rounds of guidance held and what was signed, with people and sources."""
    sections = [
        *(
            _round(
                scope,
                f"Bimtek {item.tahap}",
                item,
                item.tempat,
                language.rentang_tanggal(item.tanggal_mulai, item.tanggal_selesai),
            )
            for item in scope.plan.bimtek
        ),
        *(
            _round(scope, item.jenis.capitalize(), item, item.tempat, language.hari_tanggal(item.tanggal))
            for item in scope.plan.kesepakatan
        ),
    ]
    if not sections:
        sections = [Section("kosong", "Bimtek", (missing(scope, "bimtek.yml"),))]
    lead = text("Bimbingan teknis, kesepahaman, dan komitmen yang tercatat dari sumber terbuka.")
    return Page("bimtek", "Bimtek dan kesepakatan", lead=lead, sections=tuple(sections))


def _round(scope: Scope, title: str, item: Bimtek | Kesepakatan, place: str, when: str) -> Section:
    facts = [f"{when}, {place}." if place else f"{when}."]
    if isinstance(item, Bimtek):
        heads = ", ".join(f"{part.unsur} {language.angka(part.jumlah)}" for part in item.jumlah_peserta)
        came = "; ".join(word for word in (item.peserta, heads) if word)
        facts += [f"Moda {item.moda}." if item.moda else "", f"Peserta: {came}." if came else ""]
    nodes = [paragraph(spans(scope, " ".join(fact for fact in facts if fact)))]
    if isinstance(item, Kesepakatan):
        nodes.append(paragraph(spans(scope, item.judul)))
    else:
        nodes += bullets(scope, "Kegiatan", item.agenda) + bullets(scope, "Keluaran", item.keluaran)
    if item.catatan:
        nodes.append(Node("catatan", (paragraph(spans(scope, item.catatan)),)))
    people = tables.frame(scope, "tokoh", (_person(scope, item, *found) for found in _people(item)))
    if not people.rows and item.sumber:  # below a table its source stands anyway
        nodes.append(paragraph((*text(f"{scope.word('sumber')}: "), *citations(scope, item.sumber))))
    blocks: tuple[Block, ...] = (Prose(tuple(nodes)), *([people] if people.rows else []))
    return Section(slug(title), title, blocks)


def _people(item: Bimtek | Kesepakatan) -> Iterator[tuple[Tokoh, str]]:
    """(person, part played) of those a source names, the ministry's experts first."""
    if isinstance(item, Bimtek):
        yield from ((person, person.peran or "pembimbing") for person in item.pembimbing)
    yield from ((person, person.peran or "–") for person in item.tokoh)


def _person(scope: Scope, item: Bimtek | Kesepakatan, person: Tokoh, part: str) -> tables.Line:
    name = person.nama_bergelar if person.nama else "–"
    return tables.Line((name, spans(scope, person.jabatan_lengkap), spans(scope, part)), (item,))
