"""The page of sources: where every fact was read, which records rest on it, and how much still rests on nothing.

Each source has an address of its own, to which every citation on the site leads.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from dosir import language, markup
from dosir.assemble import addresses, attachments, tables
from dosir.assemble.cards import commas
from dosir.assemble.scope import SOURCES, Scope, source_row
from dosir.markup import Node
from dosir.outline import Page, Section, Spans, page_link, text
from dosir.plan.names import kind_of
from dosir.plan.records import (
    Aplikasi,
    Bersumber,
    Bimtek,
    DasarHukum,
    Kesepakatan,
    Kesiapan,
    Lampiran,
    Organ,
    Penandatangan,
    Rekaman,
    Sumber,
)

PLACES: tuple[tuple[tuple[type[Rekaman], ...], str], ...] = (
    ((Bimtek, Kesepakatan), "bimtek"),
    ((Organ, Penandatangan), "kelembagaan"),
    ((Kesiapan,), "kesiapan"),
    ((Aplikasi,), "program"),
)
NAMES = ("kode", "singkatan", "nama", "isu", "aspek", "jenis", "tahap", "judul", "tahun")
LONGEST = 40  # characters of a name in a list of names


def page(scope: Scope) -> Page:
    """Every source that this regency uses with the records that rest on it, and the count of examples."""
    users = _users(scope)
    listed = [source for source in scope.plan.sumber_menurut_id.values() if source.id in users]
    listed += [source for source in scope.plan.sumber if source.id not in users]
    listed.sort(key=lambda source: language.urutan(f"{source.penerbit} {source.judul}"))
    facts, examples = counted(scope)
    lead = (
        f"{len(listed)} sumber menopang {facts} catatan masterplan ini; {examples} catatan masih contoh. "
        "Setiap kutipan di situs ini membuka sumbernya di halaman ini."
    )
    found = tables.frame(scope, "sumber-situs", (_line(scope, source, users) for source in listed))
    kinds = tables.frame(scope, "sumber-jenis", _kinds(scope))
    sections = (
        Section("daftar", "Daftar sumber", (found,)) if listed else None,
        Section("fakta-dan-contoh", "Fakta dan contoh", (kinds,)),
    )
    return Page(SOURCES, "Sumber", lead=text(lead), sections=tuple(part for part in sections if part))


def counted(scope: Scope) -> tuple[int, int]:
    """(facts, examples) among the records that must say whence they are."""
    records = [record for record in scope.plan.rekaman_utama() if isinstance(record, Bersumber)]
    examples = sum(record.contoh for record in records)
    return len(records) - examples, examples


def place_of(scope: Scope, record: Rekaman) -> str:
    """The page on which a reader finds a record; empty when none tells of it alone."""
    if isinstance(record, Lampiran):
        return f"{attachments.PATH}#{attachments.row_id(record)}"
    found = addresses.of(scope.plan, record)
    return found or next((page for kinds, page in PLACES if isinstance(record, kinds)), "")


def _users(scope: Scope) -> Mapping[str, list[Rekaman | str]]:
    """The records that cite each source, by its id, and the names of the texts in which a table does."""
    plan = scope.plan
    tools = (plan.bersama.instrumen.get(item.instrumen) for item in plan.evaluasi)
    records = (*plan.rekaman(), *plan.bersama.dasar_hukum, *(tool for tool in tools if tool))
    users: defaultdict[str, list[Rekaman | str]] = defaultdict(list)
    for record in records:
        for code in dict.fromkeys(getattr(record, "sumber", ())):
            if record not in users[code]:
                users[code].append(record)
    for prosa in (*plan.prosa, *plan.bersama.naskah.values()):
        boxes = (node for top in prosa.nodes for node in top.walk() if node.kind == "tabel")
        for code in {code for box in boxes for code in markup.table_sources(box)}:
            users[code].append(prosa.path.rpartition("/")[2].rpartition(".")[0])
    return users


def _line(scope: Scope, source: Sumber, users: Mapping[str, list[Rekaman | str]]) -> tables.Line:
    day = source.tanggal_akses
    year = source.tahun or (source.tanggal.year if source.tanggal else "–")
    cells = (
        _told(source),
        _cited_by(scope, users.get(source.id, [])),
        str(year),
        language.tanggal(day) if day else "–",
    )
    return tables.Line(cells, id=source_row(source.id), anchor=scope.plan.jangkar.of(source))


def _told(source: Sumber) -> Spans:
    """Publisher, title, the year of the data where it is another, and the address."""
    data = f" Data tahun {source.tahun_data}." if source.tahun_data else ""
    spans: Spans = (Node("strong", text(source.penerbit)), Node("break"), *text(f"{source.judul}.{data}"))
    if not source.tautan:
        return spans
    address = source.tautan if "://" in source.tautan else f"https://{source.tautan}"
    shown = source.tautan.partition("://")[2] or source.tautan
    link = (Node("link", text(shown), target=address),) if markup.is_safe(address) else text(shown)
    return (*spans, Node("break"), *link)


def _cited_by(scope: Scope, users: list[Rekaman | str]) -> Spans:
    """Names of the records by kind, each linked to its page; a dash for a source that nobody cites."""
    kinds: defaultdict[str, dict[str, Spans]] = defaultdict(dict)
    for user in users:
        if isinstance(user, str):
            kinds["naskah"][user] = text(user)
        else:
            name, target = _short(user), place_of(scope, user)
            kinds[kind_of(user)].setdefault(name, page_link(target, name) if target else text(name))
    lines = ((*text(f"{kind}: "), *commas(names.values())) for kind, names in kinds.items())
    result: Spans = ()
    for line in lines:
        result = (*result, Node("break"), *line) if result else line
    return result or text("–")


def _short(record: Rekaman) -> str:
    if isinstance(record, DasarHukum):
        return f"{record.jenis} {record.nomor}/{record.tahun}"
    name = next((str(value) for key in NAMES if (value := getattr(record, key, ""))), kind_of(record))
    words = markup.plain(markup.parse_inline(name))
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rpartition(' ')[0] or words[:LONGEST]}…"


def _kinds(scope: Scope) -> Iterator[tables.Line]:
    """Of each kind of record how many are facts and how many examples, then the sums."""
    facts: Counter[str] = Counter()
    examples: Counter[str] = Counter()
    for record in scope.plan.rekaman_utama():
        if isinstance(record, Bersumber):
            (examples if record.contoh else facts)[kind_of(record)] += 1
    for kind in sorted({*facts, *examples}, key=language.urutan):
        cells = (kind[:1].upper() + kind[1:], *map(language.angka, (facts[kind], examples[kind])))
        yield tables.Line(cells)
    yield tables.Line((scope.word("total"), *map(language.angka, (facts.total(), examples.total()))), kind="total")
