"""Rules about what daerah.yml and visi.yml already say and a sentence says again, otherwise: period, vision, figures.

Other documents have periods, other years have populations and other sources have areas. A sentence counts only when its
own words tie the figure to this masterplan or to the whole regency.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from dosir.diagnostics import Diagnostic, warning
from dosir.language import angka
from dosir.plan import Plan
from dosir.plan.records import Angka, Misi, Visi
from dosir.plan.texts import ISIAN, Teks, texts

YEARS = r"(?P<awal>(?:19|20)\d\d)\s*(?:[–—/-]|sampai(?: dengan)?|hingga|s\.?d\.?)\s*(?P<akhir>(?:19|20)\d\d)\b"
# Only these may stand between the word and the years: any other word makes it another document's period.
BETWEEN = (
    "smart|city|kota|cerdas|kabupaten|daerah|tahun|periode|masa|untuk|berlaku|jangka|waktu|ini|tersebut|disusun|mencakup"
    "|dokumen|selama|dalam|kurun|adalah|yaitu|ialah|perencanaan|bagi|pada|lima|sepuluh"
)
HAND = r"(?:masterplan|master plan|rencana induk (?:smart city|kota cerdas))"
# "selama 2022–2026" speaks of the masterplan in a sentence that names it and no other document.
DURING = re.compile(rf"\b(?:selama|sepanjang)\s+(?:periode\s+|masa\s+|tahun\s+)?{YEARS}", re.IGNORECASE)
OURS = re.compile(r"\b(?:masterplan|peta jalan|rencana aksi|buku (?:ini|I+V?))\b", re.IGNORECASE)
OTHERS = re.compile(
    r"\b(?:RPJM[DN]|RPJPD|RKPD|Renstra|Renja|Rencana Pembangunan|rencana induk|tahap\w*|jangka)\b", re.IGNORECASE
)
ALIKE = 0.75  # share of a vision's words that a text repeats in order
SHORTEST = 5  # words
ROOM = 4  # words more than the vision has, in which a changed one may end
QUOTED = re.compile(r"“([^“”]{12,})”|\"([^\"]{12,})\"")
AFTER_WORD = re.compile(r"\b(?:visi|misi)(?:nya)?\b", re.IGNORECASE)
NUMBER = r"(?P<angka>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
AREA = re.compile(
    r"\b(?:luas(?:nya)?|seluas|berluas|dengan wilayah)\b(?P<antara>[^.;:()\d]{0,60}?)\s*"
    + NUMBER
    + r"\s*(?:km²|km2|kilometer persegi)",
    re.IGNORECASE,
)
PEOPLE = re.compile(
    r"\b(?:penduduk(?:nya)?|berpenduduk|dihuni|dihuni oleh)\b(?P<antara>[^.;:()\d]{0,50}?)\s*"
    + NUMBER
    + r"\s*(?P<satuan>ribu|juta)?\s*(?:jiwa|orang|penduduk)",
    re.IGNORECASE,
)
SPREAD = re.compile(
    NUMBER + r"\s*(?P<satuan>ribu|juta)?\s*jiwa\s+(?:penduduk|yang (?:tersebar|mendiami|menghuni))", re.IGNORECASE
)
WHO = "BPS|Kemendagri|Kementerian Dalam Negeri"
CODE = re.compile(
    rf"\b(?P<kata>kode(?:\s+(?:wilayah|daerah|kabupaten|kota|administrasi|{WHO}))*)(?:\s+(?:Kabupaten|Kota)\s+[A-Z]\w+)?"
    rf"(?:\s+(?:menurut|dari|pada)\s+(?P<siapa>{WHO}))?\s*(?:adalah|ialah|yaitu|:|=)?\s*"
    r"(?P<kode>\d{2}\.\d{2}|\d{4})(?!\d|\.\d|\s*[–-])",
    re.IGNORECASE,
)
# Another source or time, anywhere in the sentence; a part of the regency or its people, right beside the figure.
OTHER = re.compile(
    r"\b(?:(?i:sumber lain|publikasi lain|laman|berbeda|sebelumnya|semula|lama|sensus|proyeksi|mencatat"
    r"|tahun (?:19|20)\d\d)|[Mm]enurut [A-Z])\b"
)
PART = re.compile(
    r"\b(?:sawah|hutan|kebun|lahan|kawasan|kecamatan|kelurahan|desa|provinsi|laut|danau|miskin|usia|produktif|perempuan"
    r"|laki-laki|pencari|pekerja|bekerja|pemilih|perkotaan|perdesaan|terhubung|terlayani|wajib)\b",
    re.IGNORECASE,
)
BESIDE = 25  # characters
# The right figure stands in the same sentence: the other one is told apart from it.
COMPUTED = {
    "luas": re.compile(rf"{ISIAN}\s*(?:km²|km2|kilometer)"),
    "penduduk": re.compile(rf"{ISIAN}\s*(?:jiwa|orang|penduduk)"),
}
SMALLEST = Decimal("0.5")  # of the whole; below this it is a part of the regency, or a unit that other rules find


@dataclass(frozen=True)
class _Wording:
    """A vision or mission: its words, and how to refer to it."""

    words: tuple[str, ...]
    name: str
    hint: str


def periods(plan: Plan) -> Iterator[Diagnostic]:
    """A masterplan named with other years than its own."""
    period = plan.daerah.periode
    own = {(visi.tahun[0], visi.tahun[-1]) for visi in plan.visi if visi.tahun and visi.jenis == "smart city"}
    right = {(period.tahun_mulai, period.tahun_akhir), *own}
    names = "|".join(map(re.escape, plan.daerah.nama.split()))
    pattern = re.compile(rf"\b{HAND}\b(?:[\s*(,]+(?:{BETWEEN}|{names}|{ISIAN}))*[\s*(,]+{YEARS}", re.IGNORECASE)
    for text in texts(plan):
        found = list(pattern.finditer(text.isi))
        for start, sentence in text.kalimat():
            if OURS.search(sentence) and not OTHERS.search(sentence):
                found += DURING.finditer(text.isi, start, start + len(sentence))
        for match in {match.start("awal"): match for match in found}.values():
            years = int(match["awal"]), int(match["akhir"])
            if years not in right and not text.dikutip(match.start("awal")):
                truth = f"{period.tahun_mulai}–{period.tahun_akhir}"
                message = f"masa masterplan {years[0]}–{years[1]}, padahal di daerah.yml {truth}"
                yield warning(text.at(match.start("awal")), "period-mismatch", message, "tulis `{{ periode }}`")


def visions(plan: Plan) -> Iterator[Diagnostic]:
    """Texts that repeat a vision or a mission nearly, but not in its words."""
    wordings = tuple(_wordings(plan))
    for text in texts(plan) if wordings else ():
        if not isinstance(text.rekaman, Visi | Misi):
            yield from _repeated(text, wordings)


def figures(plan: Plan) -> Iterator[Diagnostic]:
    """Area, population and region codes typed in a text that are not those of daerah.yml."""
    for text in texts(plan):
        for match in AREA.finditer(text.isi):
            yield from _figure(text, match, plan.daerah.luas, "luas wilayah", "luas")
        for match in (*PEOPLE.finditer(text.isi), *SPREAD.finditer(text.isi)):
            yield from _figure(text, match, plan.daerah.penduduk, "jumlah penduduk", "penduduk")
        for match in CODE.finditer(text.isi):
            yield from _code(plan, text, match)


def _wordings(plan: Plan) -> Iterator[_Wording]:
    for visi in plan.visi:
        yield _Wording(_split(visi.teks), f"visi `{visi.id}`", f"tulis `{{{{ visi {visi.id} }}}}`")
    for misi in plan.misi:
        yield _Wording(_split(misi.teks), f"misi `{misi.kode}`", f"salin rumusannya dari {misi.at('teks')}")


def _split(words: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", words.lower()))


def _repeated(text: Teks, wordings: tuple[_Wording, ...]) -> Iterator[Diagnostic]:
    spans = [(found.start(found.lastindex or 0), found[found.lastindex or 0]) for found in QUOTED.finditer(text.isi)]
    for start, sentence in text.kalimat():
        spans += [(start + found.end(), sentence[found.end() :]) for found in AFTER_WORD.finditer(sentence)]
    seen: set[str] = set()
    for start, span in sorted(spans):
        words = _split(span)
        if any(_contains(words, wording.words) for wording in wordings):
            continue
        for wording in wordings:
            at = _near(words, wording.words) if wording.name not in seen else None
            if at is not None:
                seen.add(wording.name)
                offset = start + [found.start() for found in re.finditer(r"[^\W_]+", span)][at]
                message = f"teks ini hampir sama dengan {wording.name}, tetapi tidak persis"
                yield warning(text.at(offset), "retyped-vision", message, wording.hint)


def _contains(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))


def _near(words: tuple[str, ...], wanted: tuple[str, ...]) -> int | None:
    """Where a text begins to say nearly these words; None when it does not."""
    if len(wanted) < SHORTEST or len(set(words) & set(wanted)) < ALIKE * len(set(wanted)):
        return None
    first = next(block.a for block in SequenceMatcher(None, words, wanted, autojunk=False).get_matching_blocks())
    window = words[max(0, first - 1) : first + len(wanted) + ROOM]
    blocks = SequenceMatcher(None, window, wanted, autojunk=False).get_matching_blocks()
    return first if sum(block.size for block in blocks) >= ALIKE * len(wanted) else None


def _figure(text: Teks, match: re.Match[str], known: Angka | None, what: str, reference: str) -> Iterator[Diagnostic]:
    _, sentence = text.di_kalimat(match.start())
    if known is None or OTHER.search(sentence.replace(str(known.tahun), "")) or COMPUTED[reference].search(sentence):
        return
    if PART.search(text.isi[max(0, match.start() - BESIDE) : match.start("angka")]):
        return
    written = match["angka"]
    unit = {"ribu": 10**3, "juta": 10**6}.get((match.groupdict().get("satuan") or "").lower(), 1)
    typed = Decimal(written.replace(".", "").replace(",", ".")) * unit
    half = Decimal(unit) / 10 ** len(written.partition(",")[2]) / 2
    if abs(typed - known.nilai) > half and typed >= known.nilai * SMALLEST:
        message = f"{what} “{match['angka']}”, padahal di daerah.yml {angka(known.nilai)} (tahun {known.tahun})"
        hint = f"tulis `{{{{ {reference} }}}}`, atau sebut sumber dan tahun angka ini"
        yield warning(text.at(match.start("angka")), "figure-conflict", message, hint)


def _code(plan: Plan, text: Teks, match: re.Match[str]) -> Iterator[Diagnostic]:
    place, code = plan.daerah, match["kode"]
    said = f"{match['kata']} {match['siapa'] or ''}".lower()
    wanted = place.kode_kemendagri if "." in code else place.kode_bps
    if "bps" in said:
        wanted = place.kode_bps
    elif "kemendagri" in said or "dalam negeri" in said:
        wanted = place.kode_kemendagri
    _, sentence = text.di_kalimat(match.start())
    named = re.search(r"\b(?:Kabupaten|Kota|Kab\.)\s+([A-Z]\w+)", sentence)
    if code == wanted or not place.whole or (named and named[1] not in place.nama):
        return
    truth = f"{place.kode_kemendagri} menurut Kemendagri, {place.kode_bps} menurut BPS"
    message = f"kode wilayah “{code}”, padahal kode {place.nama_lengkap} ialah {truth}"
    yield warning(text.at(match.start("kode")), "figure-conflict", message, f"tulis `{wanted}`")
