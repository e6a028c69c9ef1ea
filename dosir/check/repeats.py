"""Rules about what copying leaves behind: one text in two places, another region's name, codes of no record.

Nearly the same means that four fifths of the runs of words are shared (Jaccard). Texts are not compared pair by pair:
of two that share so much, the rarest fifth of each must meet in at least one run, so only those runs are looked up.
A paragraph repeated within one file is its author's own affair; a field repeated in two of its records is not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from dosir.diagnostics import Diagnostic, Position, nearest, warning
from dosir.plan import Plan
from dosir.plan.records import Gap, Pilar, Program
from dosir.plan.texts import Teks, texts
from dosir.wilayah import semua

SHORTEST = 60  # characters after normalising; shorter texts are alike by nature
SHORTEST_SAME = 45  # of a record's field that stands word for word in the same field of another record
ALIKE = 0.8
RUN = 3  # words
# Fields in which sameness is natural: names, positions, places, sources, references.
NATURAL = frozenset(
    {
        *(
            "agenda",
            "asal",
            "atas_nama",
            "bentuk",
            "jabatan",
            "judul",
            "kelompok",
            "lokasi",
            "mitra",
            "nama",
            "nama_en",
        ),
        *("nomor", "oleh", "pangkat", "penandatangan", "penerbit", "penyelenggara", "peran", "peserta", "provinsi"),
        *("regulasi", "renstra_ref", "satuan", "sumber_data", "tempat", "uraian", "usulan_baru", "catatan kaki"),
    }
)

HERE = r"(?:masterplan|master plan|rencana induk|dokumen|buku) ini"
NEEDS = r"(?:memerlukan|membutuhkan)\s+(?:sebuah |suatu )?(?:rencana induk|masterplan|master plan)"
ACTS = r"(?:memiliki|memerlukan|membutuhkan|menyusun|menetapkan|memakai|melaksanakan|menjalankan|bertekad|berkomitmen)"
# A sentence that sets another region beside this one, or tells its history, names it by right.
COMPARED = re.compile(
    r"\b(?:mitra|tetangga|juga|bersama|kerja sama|bekerja sama|berbatasan|pembanding|dibandingkan|seperti|sedangkan"
    r"|ikut|misalnya|contoh|lain|mereplikasi|replikasi|meniru|belajar|studi|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
# Codes of a former or another document, and codes that only show how codes are built.
FORMER = re.compile(
    r"\b(?:lama|sebelumnya|terdahulu|semula|dihapus|dicabut|digabung\w*|berbentuk|format|misalnya|berpola)\b",
    re.IGNORECASE,
)
CODED = ("program", "indikator", "sasaran", "strategi", "gap", "aplikasi")


@dataclass(frozen=True)
class _Text:
    """A text, its words without case and punctuation, and the runs of words in it."""

    text: Teks
    place: Position
    words: str
    runs: frozenset[str]


def repeats(plan: Plan) -> Iterator[Diagnostic]:
    """Long texts that stand, the same or nearly so, in two records or files; each is told once, at the later place."""
    long = sorted(_long(plan), key=lambda item: item.place)
    common = Counter(run for item in long for run in item.runs)
    first: dict[str, list[int]] = defaultdict(list)
    told: set[Position] = set()
    for number, item in enumerate(long):
        rare = sorted(item.runs, key=lambda run: (common[run], run))
        rare = rare[: len(rare) - int(ALIKE * len(rare)) + 1]
        earlier = sorted({at for run in rare for at in first[run]})
        same = next((long[at] for at in earlier if _alike(long[at], item)), None)
        if same:
            told.add(item.place)
            yield _finding(item, same)
        if same is None or same.words != item.words:  # a third copy is found by the first
            for run in rare:
                first[run].append(number)
    for later, before in _same_fields(plan):
        if later.place not in told:
            told.add(later.place)
            yield _finding(later, before)
    yield from (_finding(*pair) for pair in _same_sentences(item for item in long if item.place not in told))


def other_regions(plan: Plan) -> Iterator[Diagnostic]:
    """Sentences that say of another region what only this regency can say of itself and its masterplan."""
    acting, needing, made = _claims()
    here = re.compile(HERE, re.IGNORECASE)
    likely = re.compile(rf"{HERE}|{NEEDS}", re.IGNORECASE)
    own = re.compile(rf"\b{re.escape(plan.daerah.nama)}\b")
    for text in texts(plan):
        for start, sentence in text.kalimat() if likely.search(text.isi) else ():
            match = needing.search(sentence) or made.search(sentence)
            match = match or (acting.search(sentence) if here.search(sentence) else None)
            ours = own.search(sentence) or COMPARED.search(sentence)
            if match and not ours and not text.dikutip(start + match.start("nama")):
                called = f"{match['jenis'] or ''}{match['nama']}"
                message = f"kalimat tentang masterplan ini menyebut “{called}”, bukan {plan.daerah.nama_lengkap}"
                hint = "tulis `{{ nama_daerah }}`, dan periksa apakah kalimat lain di sini juga salinan"
                yield warning(text.at(start + match.start("nama")), "other-region", message, hint)


@cache
def _claims() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """How a region is said to act, to need, and to be what a masterplan is made for; 514 names in each."""
    names = "|".join(sorted({re.escape(region.nama) for region in semua()}, key=len, reverse=True))
    whole = rf"(?:Pemerintah |Pemkab |Pemkot |Bupati |Wali Kota )?(?P<jenis>Kabupaten |Kota )?(?P<nama>{names})\b"
    made = rf"\b(?i:{HERE})\s+(?:disusun|dibuat|ditetapkan|berlaku)\s+(?:oleh|untuk|bagi|di)\s+{whole}"
    return re.compile(rf"^{whole}\s+{ACTS}\b"), re.compile(rf"\b{whole}\s+{NEEDS}\b"), re.compile(made)


def codes(plan: Plan) -> Iterator[Diagnostic]:
    """Codes built as this plan's codes are that name none of its records; each once a record or file."""
    known = {code for register in CODED for code in plan.menurut_kode[register]}
    missions = set(plan.menurut_kode["misi"])
    pattern, lost = _built_alike(known), plan.register_hilang & {*CODED, "misi", "pilar", "visi"}
    seen: set[tuple[str, str]] = set()
    for text in texts(plan) if not lost else ():
        found = [(match.start(), match[0], "kode", known) for match in pattern.finditer(text.isi)]
        found += [(at, code, "misi", missions) for at, code in _missions(text, missions)]
        for at, code, what, register in found:
            strange = code not in register and code not in plan.kode_hilang and (code, text.kunci) not in seen
            if strange and not text.dikutip(at) and not FORMER.search(text.di_kalimat(at)[1]):
                seen.add((code, text.kunci))
                message = f"{what} `{code}` tidak menunjuk apa pun dalam rencana ini"
                yield warning(text.at(at), "unknown-code", message, nearest(code, register))


def _long(plan: Plan, shortest: int = SHORTEST) -> Iterator[_Text]:
    for text in texts(plan):
        words = re.findall(r"[^\W_]+", text.isi.lower())
        whole = " ".join(words)
        if len(whole) >= shortest and text.bidang.partition(".")[0] not in NATURAL:
            runs = frozenset(" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))
            yield _Text(text, text.at(0), whole, runs)


def _same_fields(plan: Plan) -> Iterator[tuple[_Text, _Text]]:
    """A field equal, word for word, to that of an earlier record of its file, or to another field of the same gap."""
    first: dict[tuple[str, str, str], _Text] = {}
    for item in _long(plan, SHORTEST_SAME):
        text = item.text
        if isinstance(text.rekaman, Gap | Pilar | Program) and not text.bidang.startswith("tambahan"):
            field = text.kunci if isinstance(text.rekaman, Gap) else text.bidang
            for key in ((item.place.path, field, item.words), (item.place.path, text.bidang, item.words)):
                if key in first and first[key].place != item.place:
                    yield item, first[key]
                    break
                first.setdefault(key, item)


def _same_sentences(long: Iterable[_Text]) -> Iterator[tuple[_Text, _Text]]:
    """A long sentence that stands word for word in another record or file; the first one of each text."""
    first: dict[str, tuple[Teks, int, str]] = {}
    for item in long:
        for start, sentence in item.text.kalimat():
            words = " ".join(re.findall(r"[^\W_]+", sentence.lower()))
            if len(words) < SHORTEST:
                continue
            before = first.setdefault(words, (item.text, start, sentence))
            if before[0].kunci != item.text.kunci:
                yield _sentence(item.text, start, sentence, words), _sentence(*before, words)
                break


def _sentence(text: Teks, start: int, sentence: str, words: str) -> _Text:
    return _Text(replace(text, isi=sentence.strip()), text.at(start), words, frozenset())


def _alike(one: _Text, other: _Text) -> bool:
    if one.text.kunci == other.text.kunci:
        return False
    shared = len(one.runs & other.runs)
    return one.words == other.words or shared >= ALIKE * (len(one.runs) + len(other.runs) - shared)


def _finding(item: _Text, first: _Text) -> Diagnostic:
    words = item.text.isi if len(item.text.isi) <= SHORTEST else f"{item.text.isi[:SHORTEST].rsplit(' ', 1)[0]} …"
    how = "sama dengan" if item.words == first.words else "hampir sama dengan"
    message = f"{item.text.pemilik}: teks “{words}” {how} {first.text.pemilik}"
    return warning(item.place, "identical-text", message, f"pertama di {first.place}; tulis ulang salah satunya")


def _built_alike(known: set[str]) -> re.Pattern[str]:
    """A pattern of codes with the beginnings that codes of the plan have: `GOV-`, `APP-`, and `IND-` for any pillar."""
    begins = {match[1] for code in known if (match := re.fullmatch(r"((?:[A-Z]{2,}-)+)\d+", code))}
    kinds = {begin.partition("-")[0] for begin in begins if begin.count("-") > 1}
    ways = [*map(re.escape, sorted(begins)), *(rf"{kind}-[A-Z]{{2,5}}-" for kind in sorted(kinds))]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(ways) or '(?!)'})\d{{1,3}}(?![\w-]|[.,]\d)")


def _missions(text: Teks, missions: set[str]) -> Iterator[tuple[int, str]]:
    """Where codes of missions stand after the word: `misi M1`, `misi RPJMD M1, M2, dan M3`."""
    letters = "|".join(sorted({match[0] for code in missions if (match := re.match(r"[A-Z]+(?=\d)", code))}))
    if not letters:
        return
    code = rf"(?:{letters})\d{{1,2}}\b"
    more = rf"(?:(?:,?\s+(?:dan|serta|atau|sampai|hingga)\s+|,\s*|–){code})*"
    listed = re.compile(rf"\b[Mm]isi(?:\s+(?:RPJMD|[Ss]mart [Cc]ity|daerah))?\s+{code}{more}")
    for match in listed.finditer(text.isi):
        yield from ((match.start() + part.start(), part[0]) for part in re.finditer(code, match[0]))
