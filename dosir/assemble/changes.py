"""What changed lately in a regency's files, as its home page tells it: day, author, the author's words, and the parts
that changed with the way to their pages.

A file is named as a reader of the site knows what stands in it, because nobody but its author knows it by its path.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dosir import language
from dosir.assemble.cards import paragraph
from dosir.assemble.scope import Scope
from dosir.markup import Node
from dosir.outline import Block, Prose, Spans, page_link, text
from dosir.sources.history import Change, Commit, History

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


def told(scope: Scope, history: History) -> Iterator[Block]:
    """The latest changes as a list; nothing when git tells of none."""
    items = tuple(
        Node("item", (paragraph(_change(scope, change, history.commits[change.commit])),))
        for change in history.recent
        if change.commit in history.commits
    )
    if items:
        yield Prose((Node("bullets", items),))


def _change(scope: Scope, change: Change, commit: Commit) -> Spans:
    when = f"{language.tanggal(commit.day)} · {commit.author}"
    parts = tuple(dict(_part(scope, path) for path in change.files).items())
    names = [page_link(target, name) if target else text(name) for name, target in parts[:PARTS]]
    more = text(f", dan {len(parts) - PARTS} bagian lain") if len(parts) > PARTS else ()
    head = (Node("strong", text(when)), Node("break"), *text(commit.subject), Node("break"))
    return (*head, *_joined(names), *more)


def _part(scope: Scope, path: str) -> tuple[str, str]:
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
        return f"Naskah {stem.replace('-', ' ')}", ""
    return FOLDERS.get(folder) or FILES.get(name) or (name, "")


def _joined(names: Iterable[Spans]) -> Spans:
    result: Spans = ()
    for name in names:
        result = (*result, *text(", "), *name) if result else name
    return result
