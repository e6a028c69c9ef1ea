"""Rules about cross-references: `{{ tabel NAMA }}` and its like must lead to something that some book prints.

What the books hold is read from their skeleton and the texts, because the books themselves are made only later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from dosir import markup
from dosir.check import presence
from dosir.check.prose import Reference, references
from dosir.diagnostics import Diagnostic, error, nearest, warning
from dosir.markup import Node, slug
from dosir.plan import Plan
from dosir.plan.facts import CROSSINGS, about_quick_win
from dosir.plan.prosa import Prosa
from dosir.templates import Arrangement, Part

Found = tuple[str, str, str, bool]  # kind, name, pillar or quick win, and whether this plan has anything to show there
Known = Mapping[tuple[str, str], Mapping[str, bool]]
KINDS = {"tabel": "tabel", "grafik": "gambar"}


def crossings(plan: Plan, arrangement: Arrangement) -> Iterator[Diagnostic]:
    """References to tables, figures and headings that are in no book of this arrangement, or have no content yet."""
    if plan.register_hilang or plan.kode_hilang:
        return  # what could not be read is told elsewhere, and its texts may hold what is named here
    known: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    for kind, name, about, there in _targets(plan, arrangement):
        known[kind, name][about] = known[kind, name].get(about, False) or there
    unread = [
        prose
        for name, prose in (*plan.naskah.items(), *plan.bersama.naskah.items())
        if name not in arrangement.manuscripts
    ]
    for found in references(plan):
        if found.node.text in CROSSINGS and not any(found.within is prose for prose in unread):
            yield from _reference(plan, known, found)


def _reference(plan: Plan, known: Known, found: Reference) -> Iterator[Diagnostic]:
    kind, (name, _, about) = found.node.text, found.node.target.partition(" ")
    subjects = known.get((kind, name), {})
    chosen = _chosen(subjects, about.strip(), _own(plan, found))
    written = f"{kind} {found.node.target}".strip()
    printed = f"di {plan.slug} tercetak “(belum ditulis)” sampai bagian itu ditulis"
    nothing = f"rujukan `{written}` tidak menunjuk apa pun"
    if chosen is None and found.shared:
        yield warning(found.place, "unknown-reference", nothing, printed)
    elif chosen is None:
        yield error(found.place, "unknown-reference", nothing, _hint(known, kind, name, about.strip()))
    elif not subjects[chosen]:
        yield warning(found.place, "empty-target", f"rujukan `{written}` menunjuk yang belum ada isinya", printed)


def _chosen(subjects: Mapping[str, bool], about: str, own: Iterable[str]) -> str | None:
    """Which of several things of one name is meant: that of the pillar or quick win named, else of the text's own."""
    for code in [about] if about else [*own, ""]:
        if code in subjects:
            return code
    return next(iter(subjects)) if not about and len(subjects) == 1 else None


def _hint(known: Known, kind: str, name: str, about: str) -> str:
    subjects = known.get((kind, name))
    if not name or not subjects:
        return nearest(name, {code for found, code in known if found == kind})
    if about or len(subjects) == 1:
        return nearest(about, set(subjects) - {""}) if any(subjects) else f"tulis `{{{{ {kind} {name} }}}}` saja"
    return f"sebut yang mana, misalnya `{{{{ {kind} {name} {next(iter(subjects))} }}}}`"


def _own(plan: Plan, found: Reference) -> tuple[str, ...]:
    """What the text is about that a reference stands in; records inside others are printed in places of every kind."""
    for item in plan.pilar:
        if found.within is item.prosa or found.within is item.rekaman:
            return (item.dimensi.kode,)
    for sheet in plan.quick_win:
        if found.within is sheet.prosa or found.within is sheet.rekaman:
            return about_quick_win(plan, sheet)
    return ()


def _targets(plan: Plan, arrangement: Arrangement) -> Iterator[Found]:
    for part in arrangement.parts:
        if part.kind == "lampiran":
            yield from _annexes(plan, part.name)
        else:
            for code, name in _views(plan, part.each):
                yield from _part(plan, part, code, name)


def _views(plan: Plan, each: str) -> Iterator[tuple[str, str]]:
    """(code, name) of what a part is repeated for."""
    if each == "pilar":
        yield from ((item.kode, item.nama) for item in plan.bersama.dimensi)
    elif each == "quick_win":
        yield from ((item.slug, item.rekaman.nama) for item in plan.quick_win)
    else:
        yield "", ""


def _part(plan: Plan, part: Part, code: str, name: str) -> Iterator[Found]:
    if part.kind == "judul":
        there = not part.needs or any(_present(plan, entry, code) for entry in part.needs)
        yield "bab", slug(part.name.replace("{nama}", name)), code, there
    elif part.kind in KINDS:
        yield KINDS[part.kind], part.name, code, presence.present(plan, part.kind, part.name, code)
    elif part.kind == "aplikasi":
        yield from (("tabel", table, code, bool(plan.aplikasi)) for table in ("aplikasi", "aplikasi-ringkas"))
    elif part.kind == "naskah":
        prose = plan.naskah.get(part.name) or plan.bersama.naskah.get(part.name)
        yield from _prose(plan, prose, code) if prose else ()
    elif part.kind == "prosa":
        texts = (item.prosa for item in plan.pilar if item.dimensi.kode == code)
        sheets = (item.prosa for item in plan.quick_win if item.slug == code)
        yield from (found for prose in (*texts, *sheets) for found in _prose(plan, prose, code))


def _present(plan: Plan, entry: str, code: str) -> bool:
    kind, _, name = entry.partition(" ")
    return presence.present(plan, kind, name.partition(" ")[0], code)


def _prose(plan: Plan, prose: Prosa, code: str) -> Iterator[Found]:
    """Headings, captioned tables and pictures of a text."""
    for node in prose.nodes:
        if node.kind == "heading":
            yield "bab", slug(markup.plain(node.children)), code, True
        for inner in node.children if node.kind == "lanskap" else (node,):
            yield from ((kind, name, code, True) for kind, name in _block(plan, inner))


def _block(plan: Plan, node: Node) -> Iterator[tuple[str, str]]:
    if node.kind == "tabel":
        name = slug(markup.plain(markup.caption(node)))
        yield from (("tabel", name) for child in node.children if child.kind == "table")
    elif node.kind == "paragraph" and [child.kind for child in node.children] == ["image"]:
        image = node.children[0]
        if image.target in plan.gambar:
            yield "gambar", slug(image.info or image.text or image.target.rpartition("/")[2].rpartition(".")[0])


def _annexes(plan: Plan, kind: str) -> Iterator[Found]:
    if kind == "berkas":
        for item in plan.lampiran:
            title = slug(markup.plain(markup.parse_inline(item.judul)))
            yield "bab", title, "", True
            if item.berkas in plan.gambar:
                yield "gambar", title, "", True
    elif kind == "evaluasi":
        yield "bab", "lampiran-evaluasi", "", bool(plan.evaluasi)
        yield "gambar", "evaluasi", "", presence.present(plan, "grafik", "evaluasi", "")
        yield "tabel", "evaluasi-tahun", "", presence.present(plan, "tabel", "evaluasi-tahun", "")
        for score in plan.evaluasi:
            year = str(score.tahun)
            yield "bab", f"evaluasi-{year}", year, True
            yield from (("tabel", name, year, there) for name, there in presence.evaluation(plan, score))
    elif kind == "tambahan":
        there = presence.present(plan, "tabel", "isian-tambahan", "")
        yield from ((of, name, "", there) for of, name in (("bab", "lampiran-tambahan"), ("tabel", "isian-tambahan")))
