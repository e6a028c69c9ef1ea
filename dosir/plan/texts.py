"""Every text a regency's own files hold, as a reader reads it, and where each of its words stands.

Rules that look for slips in sentences must not care whether a sentence stands in Markdown or in a YAML field. Marks are
gone here; what is computed (`{{ … }}`), code and addresses are `ISIAN`, which no rule can take for a word or a number.
The line is the parser's; the column is found again in the source by walking the line's words from its beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pydantic import BeforeValidator

from dosir import markup
from dosir.diagnostics import Position
from dosir.markup import Node
from dosir.plan import Plan
from dosir.plan.prosa import Prosa
from dosir.plan.records import Rekaman

ISIAN = "\ufffc"  # the object replacement character stands for what is not the author's own words
JENIS_PROSA = ("paragraf", "butir", "judul", "kepala", "sel", "istilah", "judul tabel", "catatan kaki")
# Fields of plain type that hold a code, an address or a file name; those that point at a record say so themselves.
BUKAN_TEKS = frozenset({"berkas", "kode", "logo", "nip", "no", "sidik", "susunan", "tautan", "versi"})
NAMA_REKAMAN = ("kode", "id", "tahap", "program", "nama", "singkatan")
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\n": " ", "\u2011": "-"})
ADDRESS = re.compile(r"https?://\S+|\S+@\S+\.\w+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*")
MARKS = re.compile(r"[*_`~\[\]<>{}\\&!]")
WORD = re.compile(r"[^\W_]+")
# What may stand before the words of a block in its line: a quote's or list's mark, a box, a heading's, a note's label.
OPENING = re.compile(r"[\s>]*(?:\[\^[^\]\s]+\]:|:::+\s*\w+|:|#+\s|[-*+]\s|\d+[.)]\s)?\s*")
QUOTE = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’")
BAR = re.compile(r"(?<!\\)\|")
# A full stop after these, after a single letter or after a number in a list is no end of a sentence.
SHORT = "No|Nomor|Drs|Dra|Dr|Hj|Plt|Plh|Pj|Prof|Ir|Jl|Kec|Kab|Ds|Rp|Hlm|hlm|dll|dst|mis|tgl|Tgl|dr|Jan|Feb|Mar|Apr|Jun"
END = re.compile(rf"[.!?][\"”’)]*\s+(?=[A-Z\d\"“({ISIAN}])")
ABBREVIATED = re.compile(rf"\b(?:{SHORT}|[A-Z])\.$")


@dataclass(frozen=True)
class Teks:
    """One text as it reads, and who it belongs to.

    `kunci` is one for all texts of a record or of a Markdown file; `bidang` is the field's name or one of JENIS_PROSA;
    `pilar` is the code of the pillar it belongs to, if any; `butir` counts the items of the list that stands right
    below; `miring` are the spans set in italics.
    """

    isi: str
    pemilik: str
    kunci: str
    bidang: str
    pilar: str = ""
    butir: int = 0
    miring: tuple[tuple[int, int], ...] = ()
    tempat: Position = field(default_factory=lambda: Position(""))
    rekaman: Rekaman | None = None
    prosa: Prosa | None = None
    baris: tuple[tuple[int, int], ...] = ()  # offset at which each line of the file begins, and its number
    sel: int = 0  # in a table, how many cells stand before this one

    def at(self, offset: int) -> Position:
        """Where the character at `offset` stands; for a field, where its value begins."""
        if self.prosa is None:
            return self.tempat
        begin, line = max((part for part in self.baris if part[0] <= offset), default=(0, 1))
        following = min((start for start, _ in self.baris if start > offset), default=len(self.isi))
        source = self.prosa.line(line)
        return self.prosa.on(line, _column(source, self._start(source), self.isi[begin:following], offset - begin) + 1)

    def kalimat(self) -> Iterator[tuple[int, str]]:
        """Its sentences, each with the offset at which it begins."""
        start = 0
        for match in END.finditer(self.isi):
            if not ABBREVIATED.search(self.isi[start : match.start() + 1]):
                yield start, self.isi[start : match.end()]
                start = match.end()
        if start < len(self.isi):
            yield start, self.isi[start:]

    def di_kalimat(self, offset: int) -> tuple[int, str]:
        """The sentence around `offset` and where it begins."""
        return next(((at, words) for at, words in self.kalimat() if at <= offset < at + len(words)), (0, self.isi))

    def dikutip(self, offset: int) -> bool:
        """Whether the character at `offset` stands between quotation marks, so that another said it."""
        return any(found.start() < offset < found.end() for found in QUOTE.finditer(self.isi))

    def _start(self, source: str) -> int:
        if self.bidang not in ("kepala", "sel"):
            opening = OPENING.match(source)
            return opening.end() if opening else 0
        leading = len(source) - len(source.lstrip(" >"))
        bars = [match.end() for match in BAR.finditer(source)]
        starts = bars if source[leading : leading + 1] == "|" else [leading, *bars]
        return starts[self.sel] if self.sel < len(starts) else 0


def texts(plan: Plan) -> tuple[Teks, ...]:
    """Every text of this regency's own files: fields of records first, then what is written in Markdown.

    Kept beside the plan's other computed properties, as `cached_property` would, because a dozen rules ask for it.
    """
    found = vars(plan).get("_teks")
    if found is None:
        found = vars(plan)["_teks"] = tuple(_texts(plan))
    return tuple(found)


def pillar_of(plan: Plan, record: Rekaman) -> str:
    """Code of the pillar a record belongs to, by what it refers to or by the name of its file; empty for none."""
    codes = {dimensi.kode for dimensi in plan.bersama.dimensi}
    if (dimension := getattr(record, "dimensi", "")) in codes:
        return str(dimension)
    sub = plan.sub_dimensi.get(getattr(record, "sub_dimensi", ""))
    if sub:
        return sub[0].kode
    stem = record.at().path.rpartition("/")[2].partition(".")[0]
    return stem if stem in codes else _pillar_of_program(plan, getattr(record, "program", ""))


def _texts(plan: Plan) -> Iterator[Teks]:
    for record in plan.rekaman_utama():
        yield from _record(plan, record)
    for pillar in plan.pilar:
        yield from _prose(pillar.prosa, pillar.dimensi.kode)
    for quick_win in plan.quick_win:
        yield from _prose(quick_win.prosa, _pillar_of_program(plan, quick_win.rekaman.program))
    for prose in plan.naskah.values():
        yield from _prose(prose, "")


def _pillar_of_program(plan: Plan, code: str) -> str:
    program = plan.program_menurut_kode.get(code)
    return plan.dimensi_program(program) if program else ""


def _record(plan: Plan, record: Rekaman) -> Iterator[Teks]:
    """The fields of a record and of the records inside it, all under the name of the outermost."""
    place = record.at()
    markdown = place.path.endswith(".md")
    stem = place.path.rpartition("/")[2].partition(".")[0]
    code = next((str(value) for name in NAMA_REKAMAN if (value := getattr(record, name, ""))), "")
    name = f"{_words(type(record).__name__)} `{stem if markdown else code}`" if code or markdown else place.path
    whole = Teks("", name, place.path if markdown else str(place), "", pillar_of(plan, record), rekaman=record)
    inside = () if record is plan.daerah else record.inside()  # its parts are records that stand by themselves
    for part in (record, *inside):
        for field_name, at, value in _fields(part):
            plain, slanted = _inline(value)
            label = f"{name}, `{field_name}`"
            yield replace(whole, isi=plain, pemilik=label, bidang=field_name, miring=slanted, tempat=at)


def _words(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _fields(record: Rekaman) -> Iterator[tuple[str, Position, str]]:
    for name in _text_fields(type(record)):
        value = getattr(record, name)
        if isinstance(value, str) and value:
            yield name, record.at(name), value
        elif isinstance(value, tuple):
            yield from ((name, record.at(name, at), part) for at, part in enumerate(value))
        elif isinstance(value, Mapping):
            yield from ((f"{name}.{key}", record.at(name), part) for key, part in value.items())


@lru_cache(maxsize=256)
def _text_fields(model: type[Rekaman]) -> tuple[str, ...]:
    """Fields an author fills with words: of plain type, and without a reader of its own for codes or values."""
    return tuple(
        name
        for name, info in model.model_fields.items()
        if name not in BUKAN_TEKS
        and not model.sifat(name, "x-menunjuk")
        and info.annotation in (str, str | None, tuple[str, ...], Mapping[str, str])
        and not any(isinstance(part, BeforeValidator) for part in info.metadata)
    )


@lru_cache(maxsize=4096)
def _inline(value: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    if not MARKS.search(value):
        return _masked(value), ()
    text, slanted, _ = _joined(markup.parse_inline(value), 1)
    return text, slanted


def _masked(text: str) -> str:
    return ADDRESS.sub(lambda match: ISIAN * len(match[0]), text.translate(SPACES))


def _prose(prose: Prosa, pilar: str) -> Iterator[Teks]:
    base = Teks("", prose.path, prose.path, "paragraf", pilar, prosa=prose)
    yield from _siblings(base, prose.nodes, 1)


def _siblings(base: Teks, nodes: Iterable[Node], line: int) -> Iterator[Teks]:
    blocks = tuple(nodes)
    for node, following in zip(blocks, (*blocks[1:], Node("rule")), strict=False):
        items = len(following.children) if following.kind in ("bullets", "numbers") else 0
        yield from _block(replace(base, butir=items), node, max(line, node.line))


def _block(base: Teks, node: Node, line: int) -> Iterator[Teks]:
    if node.kind == "tabel":
        yield from _of_spans(replace(base, bidang="judul tabel", butir=0), markup.caption(node), line)
    if node.kind == "table":
        yield from _table(replace(base, butir=0), node, line)
    elif node.kind in ("paragraph", "heading", "term", "definition", "cell") and not _holds_blocks(node):
        kind = {"heading": "judul", "term": "istilah"}.get(node.kind, base.bidang)
        yield from _of_spans(replace(base, bidang=kind), node.children, line)
    elif node.kind not in ("code_block", "rule"):
        inner = replace(base, bidang="butir") if node.kind == "item" else base
        yield from _siblings(inner, node.children, line)


def _table(base: Teks, node: Node, line: int) -> Iterator[Teks]:
    for number, row in enumerate(node.children):
        for at, cell in enumerate(row.children):
            part = replace(base, bidang="sel" if number else "kepala", sel=at)
            yield from _of_spans(part, cell.children, max(line, row.line))


def _holds_blocks(node: Node) -> bool:
    return any(child.kind in markup.BLOCKS or child.kind in markup.NESTS for child in node.children)


def _of_spans(base: Teks, spans: tuple[Node, ...], line: int) -> Iterator[Teks]:
    """The text of these spans, then that of each footnote in them."""
    text, slanted, lines = _joined(spans, line)
    if text.strip():
        yield replace(base, isi=text, miring=slanted, baris=lines)
    notes = [note for span in spans for note in span.walk() if note.kind == "footnote"]
    for block in (block for note in notes for block in note.children):
        text, slanted, lines = _joined(block.children, max((part.line for part in block.children), default=line))
        yield replace(base, isi=text, miring=slanted, baris=lines, bidang="catatan kaki", butir=0)


def _joined(spans: Iterable[Node], line: int) -> tuple[str, tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """The words of these spans, the parts in italics, and where each line begins."""
    parts: list[str] = []
    lines: dict[int, int] = {}
    slanted: list[tuple[int, int]] = []
    length = 0
    for words, at, italic in _runs(spans, False):
        lines.setdefault(max(at, line) if words != " " else line, length)
        line = max(at, line)
        if italic:
            slanted.append((length, length + len(words)))
        parts.append(words)
        length += len(words)
    begins = tuple(sorted((offset, number) for number, offset in lines.items()))
    return _masked("".join(parts)), tuple(slanted), begins


def _runs(spans: Iterable[Node], italic: bool) -> Iterator[tuple[str, int, bool]]:
    for node in spans:
        if node.kind in ("space", "break"):
            yield " ", node.line, italic
        elif node.kind in ("reference", "code"):
            yield ISIAN, node.line, italic
        elif node.kind in ("text", "image"):
            yield node.text, node.line, italic
        elif node.kind != "footnote":
            yield from _runs(node.children, italic or node.kind == "em")


def _column(source: str, start: int, words: str, offset: int) -> int:
    """Column from 0 of the character at `offset` of a line's plain words, found word by word in its source."""
    at = start
    for word in WORD.finditer(words):
        found = _whole(source, word[0], at)
        if word.end() > offset:
            return at if found < 0 else found + offset - word.start()
        at = at if found < 0 else found + len(word[0])
    return min(at, len(source))


def _whole(source: str, word: str, at: int) -> int:
    """Where `word` stands, from `at` on, and is no part of a longer one; -1 when it does not. Without a pattern, which
    would be compiled for each word: a third of the time of a check (measured)."""
    while (at := source.find(word, at)) >= 0:
        if not (source[at - 1 : at].isalnum() or source[at + len(word) : at + len(word) + 1].isalnum()):
            return at
        at += 1
    return -1
