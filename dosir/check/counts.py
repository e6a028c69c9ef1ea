"""Rules about counts that an author typed: against what the plan holds, and against the list that follows.

A number before a noun is no claim about the whole plan by itself ("tiga program pertama", "di tiga kecamatan"). So a
sentence must speak of the whole, and nothing may narrow it; what is left open is not reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from dosir.check import numerals
from dosir.diagnostics import Diagnostic, warning
from dosir.plan import Plan
from dosir.plan.facts import FACTS
from dosir.plan.texts import ISIAN, Teks, texts


@dataclass(frozen=True)
class _Noun:
    """A thing that is counted: how it is written, and the reference that counts it.

    `strong` when a number before it nearly always means all of them; the others count only where the sentence says that
    it speaks of the whole.
    """

    words: str
    fact: str
    register: str = ""
    strong: bool = False
    area: bool = False


@dataclass(frozen=True)
class _Found:
    """A number and its noun where they stand; `earlier` are the numbers that the same file says before."""

    text: Teks
    start: int
    sentence: str
    noun: _Noun
    match: re.Match[str]
    earlier: frozenset[int]

    @property
    def number(self) -> int:
        return numerals.value(self.match)

    @property
    def before(self) -> str:
        return self.sentence[: self.match.start()]

    @property
    def after(self) -> str:
        return self.sentence[self.match.end() :]


NOUNS = (
    _Noun(r"sub-?\s?dimensi", "jumlah_sub_dimensi", "dimensi", strong=True),
    _Noun(r"(?:pilar|dimensi)", "jumlah_pilar", "dimensi", strong=True),
    _Noun(r"quick[\s-]?wins?", "jumlah_quick_win", "quick_win", strong=True),
    _Noun(r"misi", "jumlah_misi", "misi", strong=True),
    _Noun(r"isu strategis", "jumlah_isu", "isu", strong=True),
    _Noun(r"butir (?:kesenjangan|gap)", "jumlah_gap", "gap", strong=True),
    _Noun(r"(?:kesenjangan|gap)", "jumlah_gap", "gap"),
    _Noun(r"program(?: dan kegiatan)?", "jumlah_program", "program"),
    _Noun(r"strategi", "jumlah_strategi", "pilar"),
    _Noun(r"sasaran", "", "pilar"),
    _Noun(r"indikator(?: kinerja)?", "jumlah_indikator", "indikator"),
    _Noun(r"(?:OPD|perangkat daerah)", "jumlah_opd", "opd"),
    _Noun(r"(?:bimtek|bimbingan teknis)", "jumlah_bimtek", "bimtek"),
    _Noun(r"kecamatan", "jumlah_kecamatan", area=True),
    _Noun(r"kelurahan", "jumlah_kelurahan", area=True),
    _Noun(r"desa", "jumlah_desa", area=True),
)
_NOUNS = "|".join(f"(?P<n{at}>(?i:{noun.words}))" for at, noun in enumerate(NOUNS))  # the group tells which noun it is
NUMBERS = re.compile(numerals.NUMBER)
COUNTED = re.compile(rf"{numerals.NUMBER}\s+(?:{_NOUNS})(?!\w)")
_SET = r"\s+yang\s+(?:dipilih|ditetapkan|direncanakan|disusun|dirancang|diusulkan)"
# The noun may come first: "jumlah quick win: 6", "program yang direncanakan berjumlah 31 buah".
BEHIND = re.compile(
    rf"(?:\b[Jj]umlah\s+(?:{_NOUNS})(?:{_SET})?\s*(?::|\s(?:adalah|ialah|sebanyak))"
    rf"|^(?:{_NOUNS.replace('?P<n', '?P<m')})"
    rf"(?:{_SET})?\s+(?:berjumlah|sebanyak))\s*{numerals.NUMBER}(?:\s+buah)?\s*(?=[.,;)]|$)"
)
ROUNDS = 4  # of guidance that the programme has, however many are recorded yet
CHOSEN = (
    "dipilih|ditetapkan|disiapkan|disusun|direncanakan|dirancang|diusulkan"
    "|disepakati|dirumuskan|dijalankan|dilaksanakan|dijabarkan"
    "|ditelaah|diuraikan|dimuat|disajikan|dibahas|dipakai|digunakan"
)
# What may follow a noun without narrowing it.
OPEN_END = re.compile(
    rf"(?:\s+(?:smart city|kota cerdas|masterplan|daerah|pembangunan|(?:pilar|dimensi) ini|{ISIAN}))?"
    rf"(?:\s*$|\s*[.,;:!?)”\"]|\s+(?:dan|serta|sebagai|sebagaimana|adalah|yaitu|yakni|meliputi|mencakup|akan|saling|selama"
    rf"|menurut|senilai|membutuhkan|memerlukan|menghasilkan|{CHOSEN}"
    rf"|yang\s+(?:{CHOSEN}|saling|masing-masing|tersebar|melibatkan|harus|akan|menjadi|membuka))"
    r"(?!\s+(?:oleh|itu|tersebut|tahun))\b"
    rf"|\s+dalam\s+(?:{ISIAN}|\d|\w+\s+)\s*(?:pilar|dimensi)"
    r"|\s+(?:untuk|dalam|pada|dengan)\s+(?:mewujudkan|mencapai|masterplan|dokumen|periode|masa|rencana|seluruh"
    r"|kebutuhan|anggaran))",
    re.IGNORECASE,
)
NARROWED = re.compile(
    r"(?:sekitar|kurang lebih|kira-kira|lebih dari|kurang dari|minimal|sekurang-kurangnya|sedikitnya|sedikit|hampir"
    r"|hingga|sampai|maksimal|banyaknya?|setiap|tiap|per|masing-masing|antara|selain|salah satu|satu dari|di|ke)"
    r"\s*(?:dari\s*)?$"
    r"|\b(?:setiap|tiap|masing-masing|sekurang-kurangnya|sedikitnya|minimal)\b[^,;]*$",
    re.IGNORECASE,
)
# Sentences about another time, place or stage.
ELSEWHERE = re.compile(
    r"\b(?:semula|sebelumnya|dahulu|dulu|sumber lain|usulan awal|calon|daerah lain|kabupaten lain|kota lain"
    r"|(?:se|tingkat|seluruh|secara) ?-?(?:provinsi|nasional|Indonesia)|tahun (?:pertama|kedua|ketiga|ini|lalu|depan)"
    r"|(?:pada|tahun) (?:19|20)\d\d(?![\d–-])|percontohan|tahap (?:pertama|awal|I+V?)"
    r"|(?:peta|model|citra|pemodelan) (?:dua|tiga|2|3) dimensi)\b",
    re.IGNORECASE,
)
OTHER_PLANS = re.compile(r"\b(?:RPJPD|RPJMN|RKPD|Renstra|Renja)\b")
WHOLE = re.compile(
    r"\b(?:masterplan|master plan|rencana induk|dokumen|buku|rencana aksi|peta jalan|seluruh(?:nya)?|keseluruhan"
    r"|semua(?:nya)?|total(?:nya)?|sejumlah|sebanyak|berjumlah|jumlah(?:nya)?|secara keseluruhan|di dalamnya"
    r"|rencana (?:ini )?(?:dibagi|memuat|terdiri)|sasaran (?:diukur|dirumuskan|dipantau))\b",
    re.IGNORECASE,
)
OF_THE_PILLAR = re.compile(
    r"\b(?:pilar|dimensi|smart \w+)\b.*"
    r"\b(?:memuat|mencakup|terdiri|memiliki|mempunyai|berisi|meliputi|melalui|dengan|menampung)\b"
    r"|\bmengoordinasikan\b",
    re.IGNORECASE,
)
OF_THE_AREA = re.compile(
    r"\b(?:terdiri (?:atas|dari)|terbagi|dibagi|memiliki|mempunyai|mencakup|meliputi|membawahi|seluruh|semua|total"
    r"|jumlah|sebanyak)\b",
    re.IGNORECASE,
)
WITHIN = re.compile(r"\b(?:[Kk]ecamatan|[Kk]elurahan|[Dd]esa|UPTD|[Pp]uskesmas)\s+(?:[A-Z]|ini\b|itu\b|tersebut\b)")
# A count beside one that the text computes is of the same whole.
_ANY = "|".join(noun.words for noun in NOUNS)
BESIDE_BEFORE = re.compile(rf"{ISIAN}\s+(?i:{_ANY})\s*,?\s*(?:dan|serta|yang melibatkan)?\s*$")
BESIDE_AFTER = re.compile(rf"\s*(?:,\s*|\s(?:dan|serta)\s+|,\s+(?:dan|serta)\s+){ISIAN}\s+(?i:{_ANY})(?!\w)")
ALL_OF = re.compile(r"\b(?:seluruh|semua|total)\s+$", re.IGNORECASE)
POINTING = re.compile(r"\s+(?:tersebut|itu|ini)\b")
IN_THE_PLAN = re.compile(r"\s+(?:dalam|pada)\s+(?:masterplan|dokumen ini|rencana aksi|peta jalan)\b", re.IGNORECASE)
OF_ALL = re.compile(rf"{numerals.NUMBER}\s+dari\s+$")
# Between the word for the whole and the number these begin to speak of a part of it.
PART = re.compile(
    r"\b(?:di antaranya|antara lain|salah satu|misalnya|termasuk|sedangkan|namun|tetapi|rumpun|jangka"
    r"|Dinas|Badan|UPTD)\b"
)
REGION = re.compile(r"\b(?:Kabupaten|Kota|Kab\.)\s+([A-Z]\w+)")
YEARS = re.compile(r"\b((?:19|20)\d\d)\s*[–-]\s*((?:19|20)\d\d)\b")
IN_TABLES = ("kepala", "sel", "judul tabel")
# Weak signs that a sentence speaks of the whole; they count only where the number is NEAR the plan's.
LIKELY_BEFORE = re.compile(
    rf"\b(?:keberhasilan|kemajuan|capaian)\s+diukur\s+dengan\s+$"
    rf"|{numerals.NUMBER}\s+(?i:kesenjangan|gap)\s+yang\s+dijawab\s+oleh\s+$",
    re.IGNORECASE,
)
LIKELY_AFTER = re.compile(
    rf"\s+yang\s+dijawab\s+oleh\s+(?:{numerals.NUMBER}|{ISIAN})\s+strategi\b"
    r"|\s+terlibat\s+(?:dalam|pada)\s+(?:masterplan|rencana induk|rencana aksi)(?:\s+ini)?\s*[.,;]",
    re.IGNORECASE,
)
LIKELY_AREA = re.compile(r"\bdengan (?:luas )?wilayah\b[^.;]*$", re.IGNORECASE)
# After a collective a predicate follows, or the plan the missions are taken from.
PREDICATE = re.compile(r"(?:\s+RPJMD)?\s+(?:menjadi|merupakan|dimulai|memerlukan|membutuhkan|dijalankan)\b")
CLAUSE = re.compile(r"(?:^|[,;:]\s*)$")
NEAR = 4  # a slip is off by a quarter of the number at most, or by one; a part of the whole is mostly farther off
ANAPHORA = 4  # a collective below this, as "ketiga program", mostly points at what the text has just named


def counts(plan: Plan) -> Iterator[Diagnostic]:
    """Counts in texts that are not what the plan holds, and numbers whose digits and words disagree."""
    named = _pillar_names(plan)
    said: dict[str, set[int]] = {}  # by file or record, the numbers that a collective may point back at
    for text in texts(plan):
        for start, sentence in text.kalimat():
            yield from _contradictions(text, start, sentence)
            earlier = said.setdefault(text.kunci, set())
            for match, noun in _counted(sentence):
                if noun.strong or text.bidang not in IN_TABLES:
                    yield from _count(plan, _Found(text, start, sentence, noun, match, frozenset(earlier)), named)
            earlier.update(numerals.value(number) for number in NUMBERS.finditer(sentence))
        said.setdefault(text.kunci, set()).add(text.butir)


def _contradictions(text: Teks, start: int, sentence: str) -> Iterator[Diagnostic]:
    for match in NUMBERS.finditer(sentence):
        if numerals.contradicts_itself(match):
            message = f"“{match[0]}”: angka dan hurufnya berbeda"
            yield warning(text.at(start + match.start()), "count-mismatch", message, "samakan angka dan hurufnya")


def _counted(sentence: str) -> Iterator[tuple[re.Match[str], _Noun]]:
    for pattern in (COUNTED, BEHIND):
        for match in pattern.finditer(sentence):
            if not numerals.contradicts_itself(match):
                groups = match.groupdict()
                yield match, next(noun for at, noun in enumerate(NOUNS) if groups.get(f"n{at}") or groups.get(f"m{at}"))


def _count(plan: Plan, found: _Found, named: dict[str, str]) -> Iterator[Diagnostic]:
    number, before, after, noun = found.number, found.before, found.after, found.noun
    lost = noun.register and noun.register in plan.register_hilang
    if (
        number < 2
        or lost
        or ELSEWHERE.search(_timeless(plan, noun, found.sentence))
        or (not noun.area and OTHER_PLANS.search(found.sentence))
        or _is_elsewhere(plan, found.sentence)
    ):
        return
    own = re.match(rf"(?:\s+(?:pada|di|dalam|untuk|bagi))?(?:\s+(?:pilar|dimensi))?\s+({'|'.join(named)})\b", after)
    if own is None and not _is_meant(plan, found):
        return
    pillars = (
        [named[own[1]]] if own else ["", found.text.pilar, *(code for name, code in named.items() if name in before)]
    )
    right = {count for pillar in pillars for count in _right(plan, noun, pillar)}
    if number in right or not right - {0}:
        return
    what = re.sub(r"\s+", " ", found.match[0])
    truth = " atau ".join(str(count) for count in sorted(right - {0}))
    message = f"“{what}”: menurut {'daerah.yml' if noun.area else 'isi masterplan'} {truth}"
    place = found.text.at(found.start + found.match.start())
    yield warning(place, "count-mismatch", message, _hint(noun, own and named[own[1]]))


def _is_meant(plan: Plan, found: _Found) -> bool:
    """Whether a count is one of the whole: by what the sentence says, or by weak signs and a number near the plan's."""
    if found.match.re is BEHIND:
        return found.noun.strong or _near(plan, found)
    if _speaks_of_the_whole(found.noun, found.match, found.before, found.after, found.text.pilar):
        return True
    if NARROWED.search(found.before) or not _near(plan, found):
        return False
    if numerals.is_collective(found.match):
        return _all_of_them(found)
    if found.noun.area:
        here = rf"\b[Dd]i (?:Kabupaten )?{re.escape(plan.daerah.nama)} (?:ada|terdapat) $"
        likely = LIKELY_AREA.search(found.before) or re.search(here, found.before)
        return bool(likely and OPEN_END.match(found.after)) and not WITHIN.search(found.before)
    if LIKELY_BEFORE.search(found.before):
        return bool(OPEN_END.match(found.after))
    return bool(LIKELY_AFTER.match(found.after))


def _all_of_them(found: _Found) -> bool:
    """Whether a collective means all that the plan has: it opens a clause, and nothing before it was as many."""
    if found.number < ANAPHORA or found.number in found.earlier or not CLAUSE.search(found.before):
        return False
    return bool(OPEN_END.match(found.after) or PREDICATE.match(found.after))


def _near(plan: Plan, found: _Found) -> bool:
    right = _right(plan, found.noun, "") | _right(plan, found.noun, found.text.pilar)
    return any(abs(found.number - count) <= max(1, count // NEAR) for count in right - {0})


def _hint(noun: _Noun, pillar: str | None) -> str:
    if not noun.fact:
        return "betulkan bilangannya"
    argument = f" {pillar}" if pillar and FACTS[noun.fact].arguments else ""
    return f"tulis `{{{{ {noun.fact}{argument} }}}}` supaya bilangan selalu dihitung"


def _speaks_of_the_whole(noun: _Noun, match: re.Match[str], before: str, after: str, pillar: str) -> bool:
    if noun.area and WITHIN.search(before):
        return False
    if noun.area and OF_ALL.search(before):
        return True
    if BESIDE_BEFORE.search(before) or BESIDE_AFTER.match(after):
        return True
    if (ALL_OF.search(before) and not POINTING.match(after)) or IN_THE_PLAN.match(after):
        return True
    if NARROWED.search(before) or not OPEN_END.match(after):
        return False
    if noun.strong or numerals.is_collective(match):
        return noun.strong and (numerals.value(match) >= ANAPHORA or not numerals.is_collective(match))
    clause = before[-120:]
    if noun.area:
        found = list(OF_THE_AREA.finditer(clause))
    else:
        found = list(WHOLE.finditer(clause))
        found += list(OF_THE_PILLAR.finditer(clause)) if pillar else []
    return bool(found) and not PART.search(clause[found[-1].start() :])


def _right(plan: Plan, noun: _Noun, pillar: str) -> set[int]:
    """What the plan counts, for all of it or for one pillar; nothing when it cannot be counted."""
    if noun.words == "sasaran":
        return {sum(len(item.rekaman.sasaran) for item in plan.pilar if pillar in ("", item.dimensi.kode))}
    if pillar and noun.fact == "jumlah_sub_dimensi":
        return {len(dimensi.sub_dimensi) for dimensi in plan.bersama.dimensi if dimensi.kode == pillar}
    fact = FACTS[noun.fact]
    if pillar and not fact.arguments:
        return set()
    counted = fact.value(plan, pillar)
    right = {int(counted)} if isinstance(counted, int | Decimal) else set()
    if noun.fact == "jumlah_misi":
        right |= {sum(misi.visi == visi.id for misi in plan.misi) for visi in plan.visi} - {0}
    if noun.fact == "jumlah_opd":
        right |= {len(plan.opd)}
    return right | {ROUNDS} if noun.fact == "jumlah_bimtek" else right


def _timeless(plan: Plan, noun: _Noun, sentence: str) -> str:
    """A sentence without the year of the figure it may repeat."""
    figure = getattr(plan.daerah, noun.fact) if noun.area else None
    return sentence.replace(str(figure.tahun), "") if figure else sentence


def _pillar_names(plan: Plan) -> dict[str, str]:
    return {dimensi.nama: dimensi.kode for dimensi in plan.bersama.dimensi} or {"\0": ""}


def _is_elsewhere(plan: Plan, sentence: str) -> bool:
    """Whether a sentence names another region, or years that are neither the plan's nor its RPJMD's."""
    place = plan.daerah
    if any(found[1] not in place.nama.split() for found in REGION.finditer(sentence)):
        return True
    own = {(place.periode.tahun_mulai, place.periode.tahun_akhir), (place.rpjmd.tahun_mulai, place.rpjmd.tahun_akhir)}
    return any((int(found[1]), int(found[2])) not in own for found in YEARS.finditer(sentence))
