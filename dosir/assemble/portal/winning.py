"""Quick wins of all regencies by pillar, so that one learns from another.

One page while regencies are few, else a page a pillar below a page of counts: 514 regencies have thousands of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from dosir import language
from dosir.assemble.portal.compare import GROUP
from dosir.assemble.portal.frames import Portal, link, row
from dosir.outline import Missing, Page, Row, Section, Table, page_link, text
from dosir.summary import HasilCepat, Summary

PATH = "quick-win"
Found = tuple[tuple[Summary, HasilCepat], ...]


def pages(portal: Portal) -> Iterator[Page]:
    """The quick wins: all on one page, or counted there and listed on a page for each pillar."""
    words = portal.words(PATH)
    parts = tuple(_parts(portal))
    named = {code: Section(code, name, (_table(portal, name, found),), accent=code) for code, name, found in parts}
    if not parts:
        sections: tuple[Section, ...] = (Section("kosong", words["judul"], (Missing(words["kosong"]),)),)
    else:
        sections = tuple(named.values()) if portal.few else (_counted(portal, parts),)
    yield Page(PATH, words["judul"], GROUP, lead=text(words["pembuka"]), sections=sections)
    for code, section in named.items() if not portal.few else ():
        title = f"Quick win: {section.title}"
        yield Page(f"{PATH}/{code}", title, GROUP, accent=code, sections=(section,), listed=False)


def _parts(portal: Portal) -> Iterator[tuple[str, str, Found]]:
    """(code, name, quick wins with their regencies) of each pillar that has some."""
    every = tuple((item, sheet) for item in portal.summaries for sheet in item.hasil_cepat)
    names = {part.kode: part.nama for part in portal.pillars}
    for code, name in {**names, "": portal.words(PATH)["lain"]}.items():
        found = tuple(pair for pair in every if (pair[1].pilar if pair[1].pilar in names else "") == code)
        if found:
            yield code or "lain", name, found


def _table(portal: Portal, name: str, found: Found) -> Table:
    return portal.table(PATH, (_row(item, sheet) for item, sheet in found), pilar=name)


def _row(item: Summary, sheet: HasilCepat) -> Row:
    name = link(item, f"{PATH}/{sheet.slug}", sheet.nama)
    return row(name, link(item), sheet.opd, sheet.status, sheet.keadaan, sheet.progres)


def _counted(portal: Portal, parts: tuple[tuple[str, str, Found], ...]) -> Section:
    rows = (
        row(
            page_link(f"{PATH}/{code}", name),
            language.angka(len(found)),
            *(sum(sheet.keadaan == state for _, sheet in found) for state in ("berjalan", "selesai")),
            len({item.slug for item, _ in found}),
        )
        for code, name, found in parts
    )
    return Section("pilar", portal.words(PATH)["menurut_pilar"], (portal.table("quick-win-pilar", rows),))
