"""The page of changes: each field as it was in an earlier state and as it is, then new parts, then those that are gone.

Fields are told by the kind of thing they belong to, since after a round of guidance hundreds have changed and a reader
looks for those of his own field.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from dosir import language
from dosir.assemble import tables
from dosir.assemble.cards import said
from dosir.assemble.changes import NOWHERE, PATH, Printing, part_of
from dosir.assemble.origins import Origins
from dosir.assemble.scope import Scope
from dosir.assemble.sources import place_of
from dosir.changes import Difference, Kind
from dosir.markup import slug
from dosir.outline import Page, Section, Spans, Tile, page_link, text
from dosir.plan.names import kind_of

TITLE = "Perubahan"
KINDS: dict[Kind, str] = {"berubah": "Berubah", "baru": "Baru", "dihapus": "Dihapus"}
TEXTS = "Naskah"


def page(scope: Scope, origins: Origins, printed: Printing = NOWHERE) -> Page:
    """What differs from an earlier state; `printed` are the sections that print each text."""
    known = origins.ledger.differences
    if not known.day:
        lead = text("Git belum mengenal keadaan lain dari isi ini yang dapat dibandingkan dengannya.")
        return Page(PATH, TITLE, lead=lead)
    lead = text(
        f"Beda isi ini dengan keadaannya pada {language.tanggal(known.day)} (commit {known.commit}), "
        "isian demi isian dan paragraf demi paragraf."
    )
    found = {kind: [item for item in known.found if item.kind == kind] for kind in KINDS}
    telling = _Telling(scope, origins, printed)
    told = {kind: tuple(telling.sections(kind, items)) for kind, items in found.items() if items}
    tiles = tuple(
        Tile(KINDS[kind], language.angka(len(items)), f"{PATH}#{told[kind][0].id}" if items else "")
        for kind, items in found.items()
    )
    none = Section("tanpa-beda", "Tidak ada beda", (said("Tidak ada isian atau naskah yang berbeda."),))
    sections = tuple(section for part in told.values() for section in part)
    return Page(PATH, TITLE, lead=lead, tiles=tiles, sections=sections or (none,))


class _Telling:
    """Differences as rows, with the way to what they are about."""

    def __init__(self, scope: Scope, origins: Origins, printed: Printing) -> None:
        self.scope, self.printed, self.origins = scope, printed, origins
        self.words = {item.singkatan.casefold(): item.singkatan for item in scope.plan.bersama.singkatan}

    def sections(self, kind: Kind, items: list[Difference]) -> Iterator[Section]:
        """All differences of a kind; changed ones by what they belong to."""
        if kind == "berubah":
            yield from self._changed(items)
        else:
            lines = (self._new(item) if kind == "baru" else tables.Line((item.name,)) for item in items)
            yield Section(kind, KINDS[kind], (tables.frame(self.scope, f"bagian-{kind}", lines),))

    def _changed(self, items: Iterable[Difference]) -> Iterator[Section]:
        groups: defaultdict[str, list[Difference]] = defaultdict(list)
        for item in items:
            groups[self._group(item)].append(item)
        for name, part in groups.items():
            lines = (line for item in part for line in self._fields(item))
            made = tables.frame(self.scope, "isian-berubah", lines, jenis=name)
            yield Section(f"berubah-{slug(name)}", name, (made,))

    def _group(self, item: Difference) -> str:
        record = self.origins.extents.records.get(item.anchor)
        kind = kind_of(record) if record else TEXTS
        return kind[:1].upper() + kind[1:]

    def _fields(self, item: Difference) -> Iterator[tables.Line]:
        for value in item.values:
            cells = (self._link(item), self._field(value.field), value.before or "–", value.after or "–")
            yield tables.Line(cells, anchor=item.anchor)

    def _new(self, item: Difference) -> tables.Line:
        origin = self.origins.of(item.anchor)
        last = ", ".join(word for word in (origin.changed, origin.author) if word)
        return tables.Line((self._link(item), last), anchor=item.anchor)

    def _link(self, item: Difference) -> Spans:
        plan, record = self.scope.plan, self.origins.extents.records.get(item.anchor)
        elsewhere = part_of(self.scope, self.printed, plan.jangkar.places[item.anchor].path)[1]
        target = (place_of(self.scope, record) if record else "") or elsewhere
        return page_link(target, item.name) if target else text(item.name)

    def _field(self, name: str) -> str:
        """A field with the abbreviations that readers know."""
        words = " ".join(self.words.get(word, word) for word in name.removesuffix(" ref").split(" "))
        return words[:1].upper() + words[1:]
