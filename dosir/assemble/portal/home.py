"""The portal's home: what this is, which regencies there are, how far they are, and the way to every other page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from dosir import language
from dosir.assemble.portal.frames import Portal, day, link, row, score
from dosir.assemble.rows.progress import stage_name
from dosir.markup import Node
from dosir.outline import Card, Cards, Fold, Meter, Meters, Missing, Page, Prose, Row, Section, Spans, Tile, text
from dosir.summary import Summary


def page(portal: Portal, titles: dict[str, str]) -> Page:
    """The home; `titles` are those of the other pages by path."""
    words = portal.words("beranda")
    sections = tuple(_sections(portal, titles))
    lead = text(words["pembuka"])
    return Page("index", words["judul"], eyebrow=words["mata"], lead=lead, tiles=_tiles(portal), sections=sections)


def _tiles(portal: Portal) -> tuple[Tile, ...]:
    found = portal.summaries
    return (
        Tile("Daerah", language.angka(len(found)), "perbandingan"),
        Tile("Provinsi", str(len({item.provinsi for item in found}))),
        Tile("Program", language.angka(sum(item.program for item in found)), "pilar"),
        Tile("Quick win", language.angka(sum(item.quick_win for item in found)), "quick-win"),
        Tile("Anggaran", language.rupiah_ringkas(sum(item.anggaran for item in found))),
    )


def _sections(portal: Portal, titles: dict[str, str]) -> Iterator[Section]:
    words = portal.words("beranda")
    if not portal.summaries:
        yield Section("daerah", "Daerah", (Missing(words["kosong"]),))
    elif portal.few:
        cards = Cards(tuple(_card(item, portal) for item in portal.summaries))
        yield Section("daerah", "Daerah", (cards,))
    else:
        yield Section("daerah", "Daerah", tuple(_provinces(portal.summaries)))
    if portal.summaries:
        yield Section("tahap", "Sejauh mana", (Meters(tuple(_stages(portal.summaries))),))
    if portal.summaries and portal.few:
        yield Section("ringkas", "Sekilas", (portal.table("ringkas", map(_glance, portal.summaries)),))
    yield Section("membandingkan", "Membandingkan", (_menu(words["menu"], titles),))
    yield Section("menyusun", "Menyusun", (_menu(words["menu_penyusun"], titles),))


def _card(item: Summary, portal: Portal) -> Card:
    line = f"{item.provinsi} · {item.periode} · {item.status} versi {item.versi}, {day(item.tanggal)}"
    if item.slug in portal.held:
        line += f" · {portal.words('beranda')['tertahan']}"
    stage = f"Lengkap sampai {item.lengkap}" if item.lengkap else "Belum ada tahap lengkap"
    facts = (stage, f"{item.program} program", f"{item.quick_win} quick win", language.rupiah_ringkas(item.anggaran))
    return Card(item.nama, line, f"{item.slug}/index.html", facts)


def _glance(item: Summary) -> Row:
    last = item.terakhir
    told = f"{score(last.nilai, last.resmi)} ({last.nama})" if last else None
    budget = language.rupiah_ringkas(item.anggaran)
    return row(link(item), item.lengkap, item.program, item.quick_win, budget, told)


def _provinces(summaries: Iterable[Summary]) -> Iterator[Fold]:
    """A line for each province that opens its regencies: a phone shows 38 lines and not 514 names."""
    for province, members in groupby(summaries, key=lambda item: item.provinsi):
        found = tuple(members)
        yield Fold(f"{province}, {len(found)} daerah", (Prose((Node("paragraph", _names(found)),)),))


def _names(found: Iterable[Summary]) -> Spans:
    names: Spans = ()
    for item in found:
        names = (*names, *(text(" · ") if names else ()), *link(item))
    return names


def _stages(summaries: tuple[Summary, ...]) -> Iterator[Meter]:
    """How many regencies are complete up to each stage, and how many are on the way to it."""
    whole = len(summaries)
    for at, stage in enumerate(summaries[0].tahapan):
        done = sum(not any(earlier.kurang for earlier in item.tahapan[: at + 1]) for item in summaries)
        waiting = sum(bool(item.berikut and item.berikut.tahap == stage.tahap) for item in summaries)
        words = f"{language.angka(done)} dari {language.angka(whole)} lengkap"
        more = f", {language.angka(waiting)} menuju" if waiting else ""
        yield Meter(stage_name(stage.tahap), 100 * done // whole, words + more, "tahap")


def _menu(entries: list[dict[str, str]], titles: dict[str, str]) -> Cards:
    shown = (entry for entry in entries if entry["halaman"] in titles)
    return Cards(tuple(Card(titles[entry["halaman"]], _opened(entry["isi"]), entry["halaman"]) for entry in shown))


def _opened(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
