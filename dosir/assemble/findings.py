"""The page of findings: what the checker says about a regency, what reviewers remarked, what each office still owes.

Everything is sent to someone: a finding to the office that answers for the record at its place, and what belongs to no
office to the team that writes. A regency's site is whole by itself, so each code is explained here too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dosir import gates, language, manual, markup
from dosir.assemble import tables
from dosir.assemble.cards import paragraph, said
from dosir.assemble.ledger import Ledger
from dosir.assemble.owing import OWED
from dosir.assemble.rows.progress import place
from dosir.assemble.scope import Scope
from dosir.diagnostics import Diagnostic, Position, Severity
from dosir.markup import Node
from dosir.outline import Block, Fold, Page, Prose, Section, Spans, Tile, page_link, text
from dosir.plan.extents import END, extents
from dosir.plan.owners import owners
from dosir.plan.remarks import Tertuju, remarks, terbuka

PATH = "temuan"
TEAM = ""  # whoever writes the plan, where no office answers
TEAM_NAME = "Tim penyusun"
GRAVITY = {Severity.error: "Kesalahan", Severity.warning: "Peringatan", Severity.note: "Keterangan"}
OWN = "open-remark"  # remarks that wait for an answer have a section of their own
Found = Mapping[str, tuple[Diagnostic, ...]]


def page(scope: Scope, ledger: Ledger, there: Mapping[str, str]) -> Page:
    """Findings by office, remarks that wait for an answer, what each office owes, and what the codes mean; `there` are
    the titles of the other pages by their path, to which remarks lead."""
    who = _Answering(scope)
    found = _by_office(scope, ledger, who)
    open_ones = terbuka(scope.plan)
    lead = text(
        "Yang dikatakan pemeriksa tentang isi masterplan ini saat situs dibuat, catatan penelaah yang menunggu "
        "jawaban, dan kekurangan menurut OPD yang menjawabnya."
    )
    sections = (
        _remarks(scope, open_ones, there, who),
        _findings(scope, found),
        *_owed(scope, who),
        *_meanings(found),
    )
    return Page(PATH, "Temuan", lead=lead, tiles=tuple(_tiles(found, open_ones)), sections=sections)


def _by_office(scope: Scope, ledger: Ledger, who: _Answering) -> Found:
    """Findings by the office that answers for the place, in the order of the offices; those of none come last."""
    found: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    for finding in ledger.findings:
        if finding.code != OWN:
            found[who(finding.position)].append(finding)
    order = [*(opd.id for opd in scope.plan.opd), TEAM]
    return {office: tuple(found[office]) for office in order if office in found}


class _Answering:
    """Which office answers for a place in the files."""

    def __init__(self, scope: Scope) -> None:
        self.extents, self.owners = extents(scope.plan), owners(scope.plan)

    def __call__(self, position: Position) -> str:
        return next(iter(self.owners.get(self.extents.at(position), ())), TEAM)


def _tiles(found: Found, open_ones: tuple[Tertuju, ...]) -> Iterator[Tile]:
    every = [finding for findings in found.values() for finding in findings]
    for gravity in (Severity.error, Severity.warning):
        count = sum(finding.severity is gravity for finding in every)
        yield Tile(GRAVITY[gravity], language.angka(count))
    yield Tile("Catatan terbuka", language.angka(len(open_ones)))


def _remarks(scope: Scope, open_ones: tuple[Tertuju, ...], there: Mapping[str, str], who: _Answering) -> Section:
    answered = [remark for remark in remarks(scope.plan) if not remark.catatan.terbuka]
    blocks: list[Block] = []
    if open_ones:
        blocks.append(tables.frame(scope, "catatan-terbuka", _remark_lines(scope, open_ones, there, who)))
    else:
        blocks.append(said("Tidak ada catatan penelaah yang menunggu jawaban."))
    if answered:
        made = tables.frame(scope, "catatan-terjawab", _remark_lines(scope, answered, there, who))
        blocks.append(Fold(f"{language.angka(len(answered))} catatan sudah dijawab", (made,)))
    return Section("catatan", "Catatan penelaah", tuple(blocks))


def _remark_lines(
    scope: Scope, found: Iterable[Tertuju], there: Mapping[str, str], who: _Answering
) -> Iterator[tables.Line]:
    """A row for each remark: who and when, what, where, and the answer once there is one."""
    for remark in found:
        told, at = remark.catatan, remark.tempat
        kind = told.jenis[:1].upper() + told.jenis[1:]
        head = (Node("strong", text(kind)), Node("break"), *text(f"{told.dari or 'Penelaah'}, {_day(remark)}"))
        quote = (Node("em", text(f"“{told.kutipan}”")), Node("break")) if told.kutipan else ()
        path, title = told.halaman, there.get(told.halaman)
        where = page_link(path, title) if title else text(path)
        where = (*where, Node("break"), *place(scope, at)) if at else where
        office = _office(scope, who(replace(at, column=END)) if at else TEAM)  # a remark is about the whole line
        answer = (text(told.jawaban),) if told.jawaban else ()
        yield tables.Line((head, (*quote, *text(told.isi)), where, office, *answer), id=told.id)


def _day(remark: Tertuju) -> str:
    return language.tanggal(remark.catatan.tanggal)


def _findings(scope: Scope, found: Found) -> Section:
    if not found:
        return Section("pemeriksa", "Temuan pemeriksa", (said("Pemeriksa tidak menemukan apa pun di isi daerah ini."),))
    counts = tables.frame(scope, "temuan-opd", _counts(scope, found))
    below = tuple(_of_office(scope, office, findings) for office, findings in found.items())
    return Section("pemeriksa", "Temuan pemeriksa", (counts,), below)


def _counts(scope: Scope, found: Found) -> Iterator[tables.Line]:
    for office, findings in found.items():
        grave = sum(finding.severity is Severity.error for finding in findings)
        counts = map(language.angka, (grave, len(findings) - grave))
        cells: tuple[tables.Content, ...] = (_office(scope, office), *counts)
        yield tables.Line(cells)


def _of_office(scope: Scope, office: str, findings: tuple[Diagnostic, ...]) -> Section:
    known = scope.plan.opd_menurut_id.get(office)
    title = known.singkatan if known else TEAM_NAME
    made = tables.frame(scope, "temuan", (_line(scope, finding) for finding in findings), opd=title)
    return Section(f"temuan-{office or 'tim'}", title, (made,))


def _line(scope: Scope, finding: Diagnostic) -> tables.Line:
    code = Node("link", (Node("code", text=finding.code),), target=f"page:{PATH}#arti-{finding.code}")
    words = (*_told(finding.message), Node("break"), *text(f"{GRAVITY[finding.severity]} "), code)
    return tables.Line((words, place(scope, finding.position), _told(finding.hint)))


def _told(words: str) -> Spans:
    """A message, whose words in backticks are an author's: only those are marked up, all else stays as it is."""
    parts = words.split("`")
    if len(parts) % 2 == 0:
        return text(words)
    return tuple(Node("code" if at % 2 else "text", text=part) for at, part in enumerate(parts) if part) or text("–")


def _office(scope: Scope, office: str) -> Spans:
    known = scope.plan.opd_menurut_id.get(office)
    return page_link(f"opd/{known.id}#{OWED}", known.singkatan) if known else text(TEAM_NAME)


def _owed(scope: Scope, who: _Answering) -> Iterator[Section]:
    """How many demands of each stage the records of each office do not meet yet."""
    stages = gates.stages(scope.plan)
    counts: defaultdict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys((s.tahap for s in stages), 0))
    for stage in stages:
        for gap in stage.gaps:
            anchor = scope.plan.jangkar.of(gap.record)
            office = next(iter(who.owners.get(anchor, ())), TEAM) if gap.record else TEAM
            counts[office][stage.tahap] += 1
    order = [office for office in (*(opd.id for opd in scope.plan.opd), TEAM) if office in counts]
    lines = (tables.Line((_office(scope, office), *_numbers(counts[office].values()))) for office in order)
    if order:
        note = "Catatan yang masih contoh dihitung kurang pada dokumen final. "
        all_of_them = Prose((paragraph((*text(note), *page_link("kelengkapan", "Kelengkapan"))),))
        yield Section(
            "kekurangan", "Kekurangan menurut OPD", (tables.frame(scope, "kekurangan-opd", lines), all_of_them)
        )


def _numbers(counts: Iterable[int]) -> Iterator[str]:
    yield from (language.angka(count) if count else "–" for count in counts)


def _meanings(found: Found) -> Iterator[Section]:
    """A short meaning of each code that the page names."""
    codes = sorted({finding.code for findings in found.values() for finding in findings} & set(manual.codes()))
    if codes:
        below = tuple(_meaning(code) for code in codes)
        yield Section("arti", "Arti temuan", (said("Lebih lengkap: python build.py explain KODE."),), below)


def _meaning(code: str) -> Section:
    page = manual.page(code)
    said = page.text.partition("\n## ")[0].partition("\n")[2].strip()
    return Section(f"arti-{code}", page.title, (Prose((paragraph((Node("code", text=code),)), *markup.parse(said))),))
