"""What is due: what each regency still lacks for its next stage and where, and what waits for an answer.

A build has no clock, so nothing is late by the calendar of today: a quick win is late when the very document that plans
it is dated after the day on which it should have ended.
"""

from __future__ import annotations

from dosir import language
from dosir.assemble.portal.frames import Portal, code, day, link, row, ticked
from dosir.assemble.rows.progress import stage_name
from dosir.markup import Node
from dosir.outline import Meter, Meters, Page, Prose, Row, Section, Spans, Table, Tile, text
from dosir.summary import HasilCepat, Kekurangan, Summary, Tahapan

PATH = "ditunggu"


def page(portal: Portal) -> Page:
    """What every regency is waited for."""
    words, found = portal.words(PATH), portal.summaries
    tiles = (
        Tile("Kekurangan tahap berikutnya", language.angka(sum(_lacking(item) for item in found))),
        Tile("Peringatan", language.angka(sum(item.peringatan for item in found))),
        Tile("Catatan terbuka", language.angka(sum(item.catatan_terbuka for item in found))),
        Tile("Rekomendasi terbuka", language.angka(sum(map(_advice, found)))),
    )
    table = portal.listed(PATH, _row)
    late = tuple((item, sheet) for item in found for sheet in item.hasil_cepat if _late(item, sheet))
    sections = (
        Section("tahap-berikutnya", words["ringkas"], (table,)),
        *(_regency(portal, item) for item in found if portal.few and item.berikut),
        Section("lewat-hari", words["lewat"], (_overdue(portal, late),)),
    )
    return Page(PATH, words["judul"], lead=text(words["pembuka"]), tiles=tiles, sections=sections)


def _row(item: Summary) -> Row:
    stage = item.berikut
    name = stage_name(stage.tahap) if stage else "selesai"
    lacking = _counted(item, stage.kurang if stage else 0, _gaps(item))
    told = (_counted(item, count, "temuan") for count in (item.peringatan, item.catatan_terbuka))
    advice = _counted(item, _advice(item), "evaluasi")
    return row(link(item), name, stage.persen if stage else 100, lacking, *told, advice, item.periode)


def _counted(item: Summary, count: int, page: str) -> Spans | int:
    """A number that leads to what it counts on a page of the regency's site."""
    return link(item, page, language.angka(count)) if count else 0


def _gaps(item: Summary) -> str:
    """The part of a regency's page of completeness that lists what its next stage lacks."""
    if item.berikut and item.kurang:
        return f"kelengkapan#kekurangan-{item.berikut.tahap.lower()}"
    return "kelengkapan#contoh" if item.berikut else "kelengkapan"


def _regency(portal: Portal, item: Summary) -> Section:
    meters = Meters(tuple(_meter(item, stage) for stage in item.tahapan if stage.kurang))
    files = tuple(Node("item", (Node("paragraph", _told(gap)),)) for gap in item.kurang)
    more = (
        *text(f"{portal.words(PATH)['rincian']}: "),
        *link(item, _gaps(item), f"Kelengkapan {item.nama}"),
        *text("."),
    )
    told = Node("bullets", files) if files else Node("paragraph", text(portal.words(PATH)["tinggal_contoh"]))
    prose = Prose((told, Node("paragraph", more)))
    return Section(item.slug, item.nama, (meters, prose))


def _meter(item: Summary, stage: Tahapan) -> Meter:
    words = f"{stage.persen}%, kurang {language.angka(stage.kurang)}"
    path, _, anchor = (_gaps(item) if stage == item.berikut else "kelengkapan#tahap").partition("#")
    return Meter(stage_name(stage.tahap), stage.persen, words, f"{item.slug}/{path}.html#{anchor}")


def _told(gap: Kekurangan) -> tuple[Node, ...]:
    more = f": {language.angka(gap.jumlah)} kekurangan, antara lain " if gap.jumlah > 1 else ": "
    return (*code(gap.berkas), *text(more), *ticked(gap.apa))


def _overdue(portal: Portal, late: tuple[tuple[Summary, HasilCepat], ...]) -> Prose | Table:
    if not late:
        return Prose((Node("paragraph", text(portal.words(PATH)["tidak_lewat"])),))
    return portal.table("lewat", (_late_row(item, sheet) for item, sheet in late))


def _late_row(item: Summary, sheet: HasilCepat) -> Row:
    name = link(item, f"quick-win/{sheet.slug}", sheet.nama)
    return row(name, link(item), day(sheet.selesai), day(item.tanggal), sheet.progres)


def _late(item: Summary, sheet: HasilCepat) -> bool:
    return bool(sheet.selesai) and sheet.selesai < item.tanggal and sheet.keadaan != "selesai"


def _lacking(item: Summary) -> int:
    return item.berikut.kurang if item.berikut else 0


def _advice(item: Summary) -> int:
    return sum(part.rekomendasi_terbuka for part in item.evaluasi)
