"""What changed lately, commit by commit, as the home page tells it: day, author, the author's words, and the parts that
changed with the way to where they are read; `differences` tells it field by field.

A file is named as a reader of the site knows what stands in it, because nobody but its author knows it by its path.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from dosir import language
from dosir.assemble.cards import linked, paragraph
from dosir.assemble.ledger import Ledger
from dosir.assemble.scope import Scope
from dosir.markup import Node
from dosir.outline import Block, Page, Prose, Spans, page_link, text
from dosir.plan import names
from dosir.sources.history import Change, Commit

Printing = Mapping[str, str]
NOWHERE: Printing = MappingProxyType({})
PATH = "perubahan"  # the page that tells them field by field
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
            target = page.path if part in page.sections else f"{page.path}#{part.id}"  # a chapter is its page
            nodes = (node for block in part.blocks if isinstance(block, Prose) for node in block.nodes)
            for anchor in (node.anchor for node in nodes if node.anchor in places):
                found.setdefault(places[anchor].path, target)
    return found


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
    parts = tuple(dict(part_of(scope, printed, path) for path in change.files).items())
    more = text(f", dan {len(parts) - PARTS} bagian lain") if len(parts) > PARTS else ()
    head = (Node("strong", text(when)), Node("break"), *text(commit.subject), Node("break"))
    return (*head, *linked((target, name) for name, target in parts[:PARTS]), *more)


def part_of(scope: Scope, printed: Printing, path: str) -> tuple[str, str]:
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
        return names.of_text(path), printed.get(path, "")
    return FOLDERS.get(folder) or FILES.get(name) or (name, "")
