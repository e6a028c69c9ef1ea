"""Check the plan: the tuple of rules that look across files.

Each rule is a generator over a frozen plan and never changes anything; what it yields is the whole of what it does.
A fault of form (a missing key, a wrong type) was already found by `read`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from dosir import markup
from dosir.diagnostics import Diagnostic, Position, Report, error, nearest, warning
from dosir.markup import Node
from dosir.plan import Plan, Prosa
from dosir.plan.facts import Unknown, evaluate
from dosir.plan.records import Bersumber, Program, Rekaman, Swot

LONG_TERM = 10
ADDRESS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
BOX = re.compile(r"\s*:{3,}\s*([^\s:]+)")
REGISTER_FILES = {
    "misi": "visi",
    "peta_jalan": "peta-jalan",
    "program": "program/<pilar>",
    "indikator": "indikator/<pilar>",
}


def check(plan: Plan, skeletons: Iterable[str] = ()) -> Report:
    """All findings of all rules about one plan; `skeletons` are the arrangements of books it may choose."""
    found = chain.from_iterable(rule(plan) for rule in RULES)
    return Report.of((*found, *_arrangement(plan, tuple(skeletons))))


def _arrangement(plan: Plan, skeletons: tuple[str, ...]) -> Iterator[Diagnostic]:
    if skeletons and plan.daerah.susunan not in skeletons:
        message = f"susunan buku `{plan.daerah.susunan}` tidak ada"
        yield error(plan.daerah.at("susunan"), "unknown-reference", message, nearest(plan.daerah.susunan, skeletons))


def unknown_references(plan: Plan) -> Iterator[Diagnostic]:
    """Codes and ids that name nothing; what is there but could not be read is no second fault."""
    targets = [target for target in _targets(plan) if target.register not in plan.register_hilang]
    for record in plan.rekaman():
        for target in targets:
            for place, code in _codes(record, target):
                if code not in target.known and code not in plan.kode_hilang:
                    yield error(
                        place, "unknown-reference", f"{target.what} `{code}` tidak ada", nearest(code, target.known)
                    )


def duplicate_ids(plan: Plan) -> Iterator[Diagnostic]:
    """Two records under one code."""
    goals = [goal for pilar in plan.pilar for goal in pilar.rekaman.sasaran]
    groups: tuple[tuple[str, Iterable[Rekaman]], ...] = (
        ("id", plan.opd),
        ("id", plan.visi),
        ("id", (*plan.bersama.sumber, *plan.sumber)),
        ("kode", plan.misi),
        ("kode", plan.program),
        ("kode", plan.indikator),
        ("kode", plan.gap),
        ("kode", plan.swot),
        ("kode", _strategies(plan)),
        ("kode", goals),
        ("tahap", plan.bimtek),
    )
    for key, records in groups:
        seen: dict[str, Position] = {}
        for record in records:
            code = getattr(record, key)
            if code in seen:
                message = f"`{key}: {code}` sudah dipakai"
                yield error(record.at(key), "duplicate-id", message, f"pertama dipakai di {seen[code]}")
            seen.setdefault(code, record.at(key))


def names_make_addresses(plan: Plan) -> Iterator[Diagnostic]:
    """Names that become addresses of pages: quick wins by their file, offices by their id."""
    files = [(Position(item.prosa.path), item.slug) for item in plan.quick_win]
    for place, name in (*files, *((opd.at("id"), opd.id) for opd in plan.opd)):
        if name == "index" or not ADDRESS.fullmatch(name):
            hint = "pakai huruf kecil, angka, dan tanda hubung; nama `index` sudah terpakai"
            yield error(place, "bad-name", f"`{name}` tidak dapat menjadi alamat halaman", hint)


def sums(plan: Plan) -> Iterator[Diagnostic]:
    """A written total that is not the sum of its parts."""
    for program in plan.program:
        total = sum(part.nilai for part in program.anggaran)
        if program.whole and program.jumlah_anggaran is not None and program.jumlah_anggaran != total:
            message = f"{program.kode}: jumlah anggaran {_rp(total)}, tertulis {_rp(program.jumlah_anggaran)}"
            hint = "betulkan salah satu, atau hapus `jumlah_anggaran`: jumlah selalu dihitung dari `anggaran`"
            yield error(program.at("jumlah_anggaran"), "sum-mismatch", message, hint)


def years_in_period(plan: Plan) -> Iterator[Diagnostic]:
    """Years outside the masterplan's period, and money in a year in which the programme does not run."""
    period = plan.daerah.periode
    if period.tahun_akhir < period.tahun_mulai:
        yield error(period.at("tahun_akhir"), "outside-period", "periode berakhir sebelum dimulai", "tukar tahunnya")
    for place, year, what, last in _years(plan):
        if not period.tahun_mulai <= year <= last:
            message = f"{what}: tahun {year} di luar periode {period.tahun_mulai}–{last}"
            yield error(place, "outside-period", message, "betulkan tahun, atau periode di daerah.yml")
    for program in plan.program:
        for part in program.anggaran:
            if part.tahun not in program.tahun and part.tahun in period.tahun:
                message = f"{program.kode}: anggaran tahun {part.tahun}, tetapi program tidak berjalan di tahun itu"
                yield error(part.at("tahun"), "outside-period", message, "tambahkan tahun itu ke `tahun` program")


def dates_in_order(plan: Plan) -> Iterator[Diagnostic]:
    """A round of guidance that ends before it begins."""
    for bimtek in plan.bimtek:
        if bimtek.tanggal_selesai and bimtek.tanggal_selesai < bimtek.tanggal_mulai:
            message = f"bimtek {bimtek.tahap} selesai sebelum dimulai"
            yield error(bimtek.at("tanggal_selesai"), "date-order", message, "betulkan salah satu tanggal")


def facts_have_sources(plan: Plan) -> Iterator[Diagnostic]:
    """Records that neither name a source nor call themselves an example."""
    for record in plan.rekaman_utama():
        if isinstance(record, Bersumber) and not record.sumber and not record.contoh:
            hint = "tambahkan `sumber: <id dari sumber.yml>`, atau `contoh: true` bila ini bukan fakta"
            yield error(record.at(), "missing-source", f"{_name(record)}: tanpa sumber", hint)


def prose_references(plan: Plan) -> Iterator[Diagnostic]:
    """References in prose and in texts of records that mean nothing in this plan."""
    for prose in plan.prosa:
        for node in _nodes(prose):
            if node.kind == "reference":
                yield from _reference(plan, node, _found(prose, node))
    for name, prose in plan.bersama.naskah.items():
        if name not in plan.naskah:
            for node in _nodes(prose):
                if node.kind == "reference":
                    yield from _reference(plan, node, _found(prose, node))
    for record in plan.rekaman():
        for place, text in _texts(record):
            for node in chain.from_iterable(part.walk() for part in markup.parse_inline(text)):
                if node.kind == "reference":
                    yield from _reference(plan, node, place)


def prose_parts(plan: Plan) -> Iterator[Diagnostic]:
    """Images that are not there, boxes of an unknown kind, links that lead nowhere safe, tables without a caption."""
    for prose in plan.prosa:
        yield from _boxes(prose)
        for top in prose.nodes:
            yield from _top_block(prose, top)
            for node in top.walk():
                yield from _part(plan, prose, node)


def logo_exists(plan: Plan) -> Iterator[Diagnostic]:
    """A logo that is named but not there."""
    if plan.daerah.logo and plan.daerah.logo not in plan.gambar:
        message = f"gambar `{plan.daerah.logo}` tidak ada"
        yield error(plan.daerah.at("logo"), "missing-image", message, nearest(plan.daerah.logo, plan.gambar))


def images_are_images(plan: Plan) -> Iterator[Diagnostic]:
    """Files whose first bytes are not those of the kind their name says."""
    marks = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff"}
    for name, image in plan.gambar.items():
        kind = name.lower().rpartition(".")[2]
        if not image.data.startswith(marks[kind]):
            place = Position(f"{_folder(plan)}/{name}")
            yield error(place, "broken-image", f"`{name}` bukan gambar {kind.upper()}", "simpan ulang gambarnya")


def parts_are_there(plan: Plan) -> Iterator[Diagnostic]:
    """Pillars and registers that are still to be written; the books show a placeholder there."""
    written = {pilar.dimensi.kode for pilar in plan.pilar}
    for dimensi in plan.bersama.dimensi:
        if dimensi.kode not in written and "pilar" not in plan.register_hilang:
            place = Position(f"{_folder(plan)}/pilar/{dimensi.kode}.md")
            yield warning(place, "missing-part", f"pilar {dimensi.nama} belum ditulis", "buat berkas ini")
    for name in ("visi", "misi", "opd", "program", "indikator", "peta_jalan", "gap", "swot", "kesiapan"):
        if not getattr(plan, name) and name not in plan.register_hilang:
            place = Position(f"{_folder(plan)}/{REGISTER_FILES.get(name, name)}.yml")
            hint = "isi berkas ini; kunci-kuncinya ada di halaman Acuan isi"
            yield warning(place, "missing-part", f"register `{name}` masih kosong", hint)


RULES: tuple[Callable[[Plan], Iterator[Diagnostic]], ...] = (
    unknown_references,
    duplicate_ids,
    names_make_addresses,
    sums,
    years_in_period,
    dates_in_order,
    facts_have_sources,
    prose_references,
    prose_parts,
    logo_exists,
    images_are_images,
    parts_are_there,
)


@dataclass(frozen=True)
class _Target:
    """A field that names other records: the register they stand in, their codes, and what they are called."""

    field: str
    register: str
    known: tuple[str, ...]
    what: str


def _targets(plan: Plan) -> tuple[_Target, ...]:
    offices, goals = tuple(plan.opd_menurut_id), tuple(plan.indikator_menurut_kode)
    return (
        _Target("opd", "opd", offices, "OPD"),
        _Target("opd_pendukung", "opd", offices, "OPD"),
        _Target("koordinator", "opd", offices, "OPD"),
        _Target("sub_dimensi", "dimensi", tuple(plan.sub_dimensi), "sub-dimensi"),
        _Target("dimensi", "dimensi", tuple(item.kode for item in plan.bersama.dimensi), "dimensi"),
        _Target("sumber", "sumber", tuple(plan.sumber_menurut_id), "sumber"),
        _Target("sumber_dana", "sumber_dana", tuple(plan.sumber_dana_menurut_id), "sumber dana"),
        _Target("program", "program", tuple(plan.program_menurut_kode), "program"),
        _Target("indikator", "indikator", goals, "indikator"),
        _Target("strategi", "strategi", tuple(item.kode for item in _strategies(plan)), "strategi"),
        _Target("visi", "visi", tuple(item.id for item in plan.visi), "visi"),
        _Target("misi", "misi", tuple(item.kode for item in plan.misi), "misi"),
        _Target("gap", "gap", tuple(item.kode for item in plan.gap), "gap"),
        _Target("butir", "swot", tuple(item.kode for item in plan.swot), "butir SWOT"),
    )


def _codes(record: Rekaman, target: _Target) -> Iterator[tuple[Position, str]]:
    value = getattr(record, target.field, None)
    if isinstance(value, str) and value and not isinstance(record, Swot):
        yield record.at(target.field), value
    elif isinstance(value, tuple):
        for index, code in enumerate(value):
            if isinstance(code, str):
                yield record.at(target.field, index), code


def _strategies(plan: Plan) -> list[Any]:
    return [strategy for pilar in plan.pilar for strategy in pilar.rekaman.strategi]


def _years(plan: Plan) -> Iterator[tuple[Position, int, str, int]]:
    first, last = plan.daerah.periode.tahun_mulai, plan.daerah.periode.tahun_akhir
    for program in plan.program:
        yield from ((program.at("tahun"), year, program.kode, last) for year in program.tahun)
        yield from ((part.at("tahun"), part.tahun, _budget_name(program), last) for part in program.anggaran)
    for step in plan.peta_jalan:
        end = max(last, first + LONG_TERM - 1) if step.horizon == "panjang" else last
        yield from ((step.at("tahun"), year, f"peta jalan {step.program}", end) for year in step.tahun)
    for indicator in plan.indikator:
        yield from ((part.at("tahun"), part.tahun, f"target {indicator.kode}", last) for part in indicator.target)


def _budget_name(program: Program) -> str:
    return f"anggaran {program.kode}"


def _texts(record: Rekaman) -> Iterator[tuple[Position, str]]:
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, str) and "{{" in value:
            yield record.at(name), value
        elif isinstance(value, tuple):
            texts = ((index, part) for index, part in enumerate(value) if isinstance(part, str) and "{{" in part)
            yield from ((record.at(name, index), part) for index, part in texts)


def _nodes(prose: Prosa) -> Iterator[Node]:
    return chain.from_iterable(node.walk() for node in prose.nodes)


def _reference(plan: Plan, node: Node, place: Position) -> Iterator[Diagnostic]:
    value = evaluate(plan, node.text, node.target)
    if isinstance(value, Unknown):
        yield error(place, "unknown-reference", value.message, value.hint)


def _found(prose: Prosa, node: Node) -> Position:
    """A reference's place: its line from the parser, its column by searching that line and those after it."""
    lines = prose.teks.split("\n")
    for number in range(node.line - 1, len(lines)):
        for match in markup.REFERENCE.finditer(lines[number]):
            if match[1].split() == [node.text, *node.target.split()]:
                return Position(prose.path, prose.baris + number, match.start() + 1)
    return prose.at(node)


def _top_block(prose: Prosa, node: Node) -> Iterator[Diagnostic]:
    if node.kind == "table":
        hint = "apit tabel dengan `::: tabel Judul tabel` dan `:::`"
        yield warning(prose.at(node), "table-without-caption", "tabel tanpa judul", hint)


def _boxes(prose: Prosa) -> Iterator[Diagnostic]:
    for number, line in enumerate(prose.teks.split("\n")):
        found = BOX.match(line)
        if found and found[1] not in markup.CONTAINERS:
            place = Position(prose.path, prose.baris + number, found.start(1) + 1)
            yield error(place, "unknown-box", f"kotak `{found[1]}` tidak dikenal", nearest(found[1], markup.CONTAINERS))


def _part(plan: Plan, prose: Prosa, node: Node) -> Iterator[Diagnostic]:
    if node.kind == "image" and node.target not in plan.gambar:
        place = _column(prose, node, node.target)
        yield error(place, "missing-image", f"gambar `{node.target}` tidak ada", nearest(node.target, plan.gambar))
    elif node.kind == "link" and not node.target.startswith(markup.SAFE_LINKS):
        hint = "tautan harus diawali https:// atau mailto:"
        yield error(_column(prose, node, node.target), "broken-link", f"tautan `{node.target}` tidak dipakai", hint)
    elif node.kind == "tabel":
        for code in markup.table_sources(node):
            if code not in plan.sumber_menurut_id:
                place = _column(prose, node, code)
                message = f"sumber `{code}` tidak ada"
                yield error(place, "unknown-reference", message, nearest(code, plan.sumber_menurut_id))


def _column(prose: Prosa, node: Node, text: str) -> Position:
    lines = prose.teks.split("\n")
    line = lines[node.line - 1] if node.line <= len(lines) else ""
    return Position(prose.path, prose.baris + node.line - 1, max(line.find(text), 0) + 1)


def _name(record: Rekaman) -> str:
    for key in ("kode", "id", "nama", "isu", "tahap", "jenis"):
        if value := getattr(record, key, ""):
            return f"{type(record).__name__.lower()} `{value}`"
    return type(record).__name__.lower()


def _folder(plan: Plan) -> str:
    return plan.daerah.at().path.rpartition("/")[0]


def _rp(value: int) -> str:
    return f"Rp {value:,}".replace(",", ".")
