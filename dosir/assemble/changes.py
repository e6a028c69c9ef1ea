"""What changed lately: on the home page commit by commit, on a page of its own field by field since an earlier state.

A file is named as a reader of the site knows what stands in it, because nobody but its author knows it by its path.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from dosir import language
from dosir.assemble import addresses, tables
from dosir.assemble.cards import paragraph, said
from dosir.assemble.ledger import Ledger
from dosir.assemble.origins import Origins
from dosir.assemble.scope import Scope
from dosir.changes import Difference
from dosir.markup import Node
from dosir.outline import Block, Page, Prose, Section, Spans, Tile, page_link, text
from dosir.plan.extents import extents
from dosir.sources.history import Change, Commit

Printing = Mapping[str, str]
NOWHERE: Printing = MappingProxyType({})
PATH, TITLE = "perubahan", "Perubahan"
KINDS = {"berubah": "Berubah", "baru": "Baru", "dihapus": "Dihapus"}
PARTS = 6  # parts of one change that are named
FILES = {
    "daerah.yml": ("Identitas daerah", "visi"),
    "visi.yml": ("Visi dan misi", "visi"),
    "bimtek.yml": ("Bimtek dan kesepakatan", "bimtek"),
    "opd.yml": ("OPD", "opd"),
    "kelembagaan.yml": ("Kelembagaan", "kelembagaan"),
    "penandatangan.yml": ("Penandatangan", "kelembagaan"),
    "isu.yml": ("Isu strategis", "pilar"),
    "gap.yml": ("Kesenjangan", "pilar"),
    "kesiapan.yml": ("Kesiapan", "kesiapan"),
    "aplikasi.yml": ("Aplikasi", "program"),
    "peta-jalan.yml": ("Peta jalan", "peta-jalan"),
    "lampiran.yml": ("Lampiran", "lampiran"),
    "sumber.yml": ("Sumber", "sumber"),
    "swot.yml": ("SWOT", ""),
    "dasar-hukum.yml": ("Dasar hukum", ""),
}
FOLDERS = {
    "gambar": ("Gambar", ""),
    "persetujuan": ("Persetujuan tahap", "kelengkapan"),
    "catatan": ("Catatan penelaah", "temuan"),
}


def printing(scope: Scope, pages: Iterable[Page]) -> Printing:
    """The first section of these pages of books that prints each text, as a target, by the path of the text."""
    places = scope.plan.jangkar.places
    found: dict[str, str] = {}
    for page in pages:
        for _, part in (walked for section in page.sections for walked in section.walk()):
            nodes = (node for block in part.blocks if isinstance(block, Prose) for node in block.nodes)
            for anchor in (node.anchor for node in nodes if node.anchor in places):
                found.setdefault(places[anchor].path, f"{page.path}#{part.id}")
    return found


def page(scope: Scope, ledger: Ledger, printed: Printing = NOWHERE) -> Page:
    """What differs from an earlier state: changed fields as they were and are, then new parts, then those that went."""
    known = ledger.differences
    found = {kind: [item for item in known.found if item.kind == kind] for kind in KINDS}
    tiles = tuple(Tile(label, language.angka(len(found[kind]))) for kind, label in KINDS.items())
    if not known.day:
        lead = text("Git belum mengenal keadaan lain dari isi ini yang dapat dibandingkan dengannya.")
        return Page(PATH, TITLE, lead=lead)
    lead = text(
        f"Beda isi ini dengan keadaannya pada {language.tanggal(known.day)} (commit {known.commit}), "
        "isian demi isian dan paragraf demi paragraf."
    )
    sections = tuple(section for section in _sections(scope, ledger, printed, found) if section.blocks)
    none = Section("tanpa-beda", "Tidak ada beda", (said("Tidak ada isian atau naskah yang berbeda."),))
    return Page(PATH, TITLE, lead=lead, tiles=tiles, sections=sections or (none,))


def _sections(
    scope: Scope, ledger: Ledger, printed: Printing, found: Mapping[str, list[Difference]]
) -> Iterator[Section]:
    records, origins = extents(scope.plan).records, Origins(scope, ledger)

    def link(item: Difference) -> Spans:
        place = scope.plan.jangkar.places[item.anchor]
        record = records.get(item.anchor)
        target = (record and addresses.of(scope.plan, record)) or _part(scope, printed, place.path)[1]
        return page_link(target, item.name) if target else text(item.name)

    known = {item.singkatan.casefold(): item.singkatan for item in scope.plan.bersama.singkatan}

    def field(name: str) -> str:
        words = " ".join(known.get(word, word) for word in name.removesuffix(" ref").split(" "))
        return words[:1].upper() + words[1:]

    def last(item: Difference) -> str:
        origin = origins.of(item.anchor)
        return ", ".join(word for word in (origin.changed, origin.author) if word)

    changed = (
        tables.Line((link(item), field(value.field), value.before or "–", value.after or "–"), anchor=item.anchor)
        for item in found["berubah"]
        for value in item.values
    )
    new = (tables.Line((link(item), last(item)), anchor=item.anchor) for item in found["baru"])
    gone = (tables.Line((item.name,)) for item in found["dihapus"])
    tabled = (("berubah", "isian-berubah", changed), ("baru", "bagian-baru", new), ("dihapus", "bagian-dihapus", gone))
    for kind, key, lines in tabled:
        yield Section(kind, KINDS[kind], (tables.frame(scope, key, lines),) if found[kind] else ())


def told(scope: Scope, ledger: Ledger, printed: Printing = NOWHERE) -> Iterator[Block]:
    """The latest changes as a list; nothing when git tells of none."""
    history = ledger.history
    items = tuple(
        Node("item", (paragraph(_change(scope, printed, change, history.commits[change.commit])),))
        for change in history.recent
        if change.commit in history.commits
    )
    if items:
        yield Prose((Node("bullets", items),))
    if ledger.differences.day:
        since = f"Isian demi isian sejak {language.tanggal(ledger.differences.day)}"
        yield Prose((paragraph(page_link(PATH, since)),))


def _change(scope: Scope, printed: Printing, change: Change, commit: Commit) -> Spans:
    when = f"{language.tanggal(commit.day)} · {commit.author}"
    parts = tuple(dict(_part(scope, printed, path) for path in change.files).items())
    names = [page_link(target, name) if target else text(name) for name, target in parts[:PARTS]]
    more = text(f", dan {len(parts) - PARTS} bagian lain") if len(parts) > PARTS else ()
    head = (Node("strong", text(when)), Node("break"), *text(commit.subject), Node("break"))
    return (*head, *_joined(names), *more)


def _part(scope: Scope, printed: Printing, path: str) -> tuple[str, str]:
    """(name, page or nothing) of what stands in a file."""
    name = path.rpartition(f"{scope.plan.slug}/")[2]
    folder, _, file = name.rpartition("/")
    stem = file.rpartition(".")[0]
    dimensi = next((item for item in scope.plan.bersama.dimensi if item.kode == stem), None)
    if dimensi and folder in ("program", "indikator", "pilar"):
        kind = "" if folder == "pilar" else f"{folder.capitalize()} "
        return f"{kind}{dimensi.nama}", f"pilar/{dimensi.kode}"
    if folder == "quick-win":
        item = next((item for item in scope.plan.quick_win if item.slug == stem), None)
        return (f"Quick win {item.rekaman.nama}", f"quick-win/{stem}") if item else ("Quick win", "quick-win")
    if folder == "evaluasi":
        return f"Evaluasi {stem}", "evaluasi" if scope.plan.evaluasi else ""
    if folder == "naskah":
        return f"Naskah {stem.replace('-', ' ')}", printed.get(path, "")
    return FOLDERS.get(folder) or FILES.get(name) or (name, "")


def _joined(names: Iterable[Spans]) -> Spans:
    result: Spans = ()
    for name in names:
        result = (*result, *text(", "), *name) if result else name
    return result
