"""Rules about what the records already say and a sentence says again, otherwise: period, vision, figures.

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
from dosir.plan.records import Angka, Misi, Rpjmd, Sumber, Visi
from dosir.plan.texts import ISIAN, Teks, texts

YEARS = r"(?P<awal>(?:19|20)\d\d)\s*(?:[–—/-]|sampai(?: dengan)?|hingga|s\.?d\.?)\s*(?P<akhir>(?:19|20)\d\d)\b"
# Only these may stand between the word and the years: any other word makes it another document's period.
BETWEEN = (
    "smart|city|kota|cerdas|kabupaten|daerah|tahun|periode|masa|untuk|berlaku|jangka|waktu|ini|tersebut|disusun|mencakup"
    "|dokumen|selama|dalam|kurun|adalah|yaitu|ialah|perencanaan|bagi|pada|lima|sepuluh"
)
HAND = r"(?:masterplan|master plan|rencana induk (?:smart city|kota cerdas))"
# "Dokumen ini" is a name for the masterplan only where the words beside it speak of how long it is in force.
THIS = rf"(?:{HAND}|(?<=masa berlaku )(?:dokumen|buku) ini|(?:dokumen|buku) ini(?=\s+berlaku\b))"
UNTIL = (
    r"berlaku(?: efektif)?\s+(?:sampai|hingga|s\.d\.)(?:\s+(?:dengan|akhir|tahun))*"
    r"\s+(?P<akhir>(?:19|20)\d\d)\b(?!\s*[–-])"
)
PROLONGED = re.compile(r"\b(?:diperpanjang|perpanjangan|semula|jika|bila|apabila)\b", re.IGNORECASE)
RPJMD = r"(?:\bRPJMD|Rencana Pembangunan Jangka Menengah Daerah(?:\s*\(RPJMD\))?)"
# What an RPJMD's years may be a part of, and whose RPJMD it may be besides this regency's own.
CARRIED_OUT = re.compile(
    r"\b(?:evaluasi|capaian|realisasi|pelaksanaan|target|kinerja|hasil|indikator)\b.{0,40}$", re.IGNORECASE
)
OTHER_LAW = re.compile(r"\b(?:Provinsi|perubahan|mengubah|diubah|sebelumnya|terdahulu|lama|mencabut)\b", re.IGNORECASE)
LAW_GAP = 2  # years that the same number of another year may be off and still be a slip
# "selama 2022–2026" speaks of the masterplan in a sentence that names it and no other document.
DURING = re.compile(rf"\b(?:selama|sepanjang)\s+(?:periode\s+|masa\s+|tahun\s+)?{YEARS}", re.IGNORECASE)
OURS = re.compile(r"\b(?:masterplan|peta jalan|rencana aksi|buku (?:ini|I+V?))\b", re.IGNORECASE)
OTHERS = re.compile(
    r"\b(?:RPJM[DN]|RPJPD|RKPD|Renstra|Renja|Rencana Pembangunan|rencana induk|tahap\w*|jangka)\b", re.IGNORECASE
)
ALIKE = 0.75  # share of a vision's words that a text repeats in order
SHORTEST = 5  # words
ROOM = 4  # words more than the vision has, in which a changed one may end
REACH = 40  # characters for each word of the longest wording, in which it has room after the word `visi`
CUT = 0.4  # share of a vision's words from which its beginning, given as the whole, is a vision cut short
CALLED_SO = re.compile(r"^[^.;:,]{0,60}?(?:\b(?:ialah|adalah|yaitu|yakni|berbunyi)\b|:)[\s*“\"]*", re.IGNORECASE)
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
ROUGH = re.compile(r"\b(?:sekitar|kurang lebih|lebih dari|hampir|melebihi|di atas|mendekati|kira-kira)\s*$|[±~>]\s*$")
ROUGHLY = 10  # a rough figure may be off by one part in so many
CALLED = frozenset({"Kabupaten", "Kota", "Kab", "Daerah", "Tahun", "BPS", "Badan", "Pusat", "Statistik"})
NAMED = re.compile(r"\b(?:Kabupaten|Kota|Kab\.)\s+([A-Z]\w+)")
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
    yield from _rpjmd(plan)
    period = plan.daerah.periode
    own = {(visi.tahun[0], visi.tahun[-1]) for visi in plan.visi if visi.tahun and visi.jenis == "smart city"}
    right = {(period.tahun_mulai, period.tahun_akhir), *own}
    words = rf"\b{THIS}(?:[\s*(,]+(?:{BETWEEN}|{_names(plan)}))*[\s*(,]+"
    pattern, until = (re.compile(words + ending, re.IGNORECASE) for ending in (YEARS, UNTIL))
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
        for match in until.finditer(text.isi):
            _, sentence = text.di_kalimat(match.start())
            wrong = int(match["akhir"]) not in {last for _, last in right} and not PROLONGED.search(sentence)
            if wrong and not text.dikutip(match.start("akhir")):
                message = f"masterplan berlaku sampai {match['akhir']}, padahal di daerah.yml {period.tahun_akhir}"
                yield warning(text.at(match.start("akhir")), "period-mismatch", message, "tulis `{{ periode }}`")


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
            yield from _figure(plan, text, match, plan.daerah.luas, "luas wilayah", "luas")
        for match in (*PEOPLE.finditer(text.isi), *SPREAD.finditer(text.isi)):
            yield from _figure(plan, text, match, plan.daerah.penduduk, "jumlah penduduk", "penduduk")
        for match in CODE.finditer(text.isi):
            yield from _code(plan, text, match)


def _names(plan: Plan) -> str:
    """Alternatives of a pattern: the words of the regency's name, and what is computed."""
    return "|".join((*map(re.escape, plan.daerah.nama.split()), ISIAN))


def _rpjmd(plan: Plan) -> Iterator[Diagnostic]:
    """Years and number of the regency's own RPJMD in its own record and in sentences; other RPJMDs begin otherwise."""
    known = plan.daerah.rpjmd
    right = (known.tahun_mulai, known.tahun_akhir)
    hint = "samakan dengan `rpjmd` di daerah.yml"
    for key in ("judul", "nomor") if known.whole else ():
        years = re.search(YEARS, getattr(known, key))
        if years and (int(years["awal"]), int(years["akhir"])) != right:
            message = f"`{key}` RPJMD menyebut {years[0]}, padahal tahunnya {right[0]}–{right[1]}"
            yield warning(known.at(key), "period-mismatch", message, "betulkan judul atau tahunnya")
    spans, laws = _rpjmd_patterns(plan)
    for text in texts(plan) if known.whole else ():
        if not isinstance(text.rekaman, Rpjmd | Sumber) and "R" in text.isi:
            for match in spans.finditer(text.isi):
                if _wrong_span(plan, text, match, right):
                    message = f"RPJMD {match['awal']}–{match['akhir']}, padahal di daerah.yml {right[0]}–{right[1]}"
                    yield warning(text.at(match.start("awal")), "period-mismatch", message, hint)
            for match in laws.finditer(text.isi):
                if _wrong_law(plan, text, match):
                    which = "" if match["no"] else "2"
                    written = f"{match[f'no{which}']}/{match[f'tahun{which}']}"
                    message = f"RPJMD ditetapkan dengan Perda {written}, padahal di daerah.yml {known.nomor}"
                    yield warning(text.at(match.start(f"no{which}")), "period-mismatch", message, hint)


def _rpjmd_patterns(plan: Plan) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The RPJMD with years, and the RPJMD with the number of its regulation, before or after it."""
    own = rf"(?:Kabupaten|Kota|Kab\.|Daerah|Tahun|periode|masa|ini|{_names(plan)})"
    number = r"(?P<no{n}>\d{{1,3}})(?:/|\s+Tahun\s+)(?P<tahun{n}>\d{{4}})"
    law = r"(?:Perda|Peraturan Daerah)(?:\s+{own})*\s+(?:Nomor|No\.?)?\s*" + number
    before, after = (law.format(own=own, n=number) for number in ("", "2"))
    spans = re.compile(rf"{RPJMD}\b(?:[\s(]+{own})*[\s(]+{YEARS}")
    return spans, re.compile(
        rf"{before}\s+tentang\s+{RPJMD}|{RPJMD}\b[^.;:]{{0,50}}?\b(?:ditetapkan|diatur|dituangkan)\b[^.;:]{{0,20}}?\b{after}"
    )


def _wrong_span(plan: Plan, text: Teks, match: re.Match[str], right: tuple[int, int]) -> bool:
    start, sentence = text.di_kalimat(match.start())
    years = int(match["awal"]), int(match["akhir"])
    ours = years != right and (years[0] == right[0] or years[1] == right[1])
    aside = CARRIED_OUT.search(sentence[: match.start() - start]) or _names_another(plan, sentence)
    return ours and not aside and not text.dikutip(match.start())


def _wrong_law(plan: Plan, text: Teks, match: re.Match[str]) -> bool:
    """Whether it is this regency's regulation with another number, or the same number of a year nearby."""
    _, sentence = text.di_kalimat(match.start())
    known = re.search(r"(\d{1,3})\s*(?:/|\s+Tahun\s+)\s*(\d{4})", plan.daerah.rpjmd.nomor)
    others = {int(years["awal"]) for years in re.finditer(YEARS, sentence)} - {plan.daerah.rpjmd.tahun_mulai}
    if not known or others or OTHER_LAW.search(sentence) or _names_another(plan, sentence):
        return False
    number, year = (int(match[group] or match[f"{group}2"]) for group in ("no", "tahun"))
    same_number, off = number == int(known[1]), abs(year - int(known[2]))
    return (not same_number and off == 0) or (same_number and 0 < off <= LAW_GAP)


def _names_another(plan: Plan, sentence: str) -> bool:
    """Whether a sentence speaks of another kabupaten or kota."""
    return any(match[1] not in plan.daerah.nama.split() for match in NAMED.finditer(sentence))


def _wordings(plan: Plan) -> Iterator[_Wording]:
    for visi in plan.visi:
        yield _Wording(_split(visi.teks), f"visi `{visi.id}`", f"tulis `{{{{ visi {visi.id} }}}}`")
    for misi in plan.misi:
        yield _Wording(_split(misi.teks), f"misi `{misi.kode}`", f"salin rumusannya dari {misi.at('teks')}")


def _split(words: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", words.lower()))


def _repeated(text: Teks, wordings: tuple[_Wording, ...]) -> Iterator[Diagnostic]:
    reach = REACH * max(len(wording.words) for wording in wordings)
    spans = [(found.start(found.lastindex or 0), found[found.lastindex or 0]) for found in QUOTED.finditer(text.isi)]
    for start, sentence in text.kalimat():
        ends = [found.end() for found in AFTER_WORD.finditer(sentence)]
        spans += [(start + end, sentence[end : end + reach]) for end in ends]
    seen: set[str] = set()
    for start, span in sorted(spans):
        words = _split(span)
        whole = max((len(wording.words) for wording in wordings if _contains(words, wording.words)), default=0)
        for wording in wordings:
            wanted = wording.words
            if wording.name in seen or whole >= ALIKE * len(wanted):
                continue  # another wording like it stands here exactly
            at = _near(words, wanted)
            at = _cut_short(span, wanted) if at is None and wording.name.startswith("visi") else at
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


def _cut_short(span: str, wanted: tuple[str, ...]) -> int | None:
    """Where a sentence that says what the vision is begins with its first words and ends before its last."""
    begin = CALLED_SO.search(span)
    if not begin or len(wanted) < SHORTEST:
        return None
    words = _split(span[begin.end() :])
    cut = len(words) >= max(SHORTEST, CUT * len(wanted)) and words == wanted[: len(words)] and words != wanted
    return len(_split(span[: begin.end()])) if cut else None


def _figure(
    plan: Plan, text: Teks, match: re.Match[str], known: Angka | None, what: str, reference: str
) -> Iterator[Diagnostic]:
    _, sentence = text.di_kalimat(match.start())
    if known is None or OTHER.search(sentence.replace(str(known.tahun), "")) or COMPUTED[reference].search(sentence):
        return
    if PART.search(text.isi[max(0, match.start() - BESIDE) : match.start("angka")]) or _is_elsewhere(
        plan, match, sentence
    ):
        return
    written, scale = match["angka"], (match.groupdict().get("satuan") or "").lower()
    unit = {"ribu": 10**3, "juta": 10**6}.get(scale, 1)
    typed = Decimal(written.replace(".", "").replace(",", ".")) * unit
    half = Decimal(unit) / 10 ** len(written.partition(",")[2]) / 2
    if ROUGH.search(text.isi[max(0, match.start() - BESIDE) : match.start("angka")]):
        half = max(half, known.nilai / ROUGHLY)
    if abs(typed - known.nilai) > half and typed >= known.nilai * SMALLEST:
        said, truth = f"{written} {scale}".strip(), angka(known.nilai)
        message = f"{what} “{said}”, padahal di daerah.yml {truth} (tahun {known.tahun})"
        hint = f"tulis `{{{{ {reference} }}}}`, atau sebut sumber dan tahun angka ini"
        yield warning(text.at(match.start("angka")), "figure-conflict", message, hint)


def _is_elsewhere(plan: Plan, match: re.Match[str], sentence: str) -> bool:
    """Whether the figure is another region's: one is named in the sentence, or right before the figure."""
    beside = re.findall(r"\b[A-Z]\w+", match.groupdict().get("antara") or "")
    return _names_another(plan, sentence) or bool({*beside} - {*plan.daerah.nama.split(), *CALLED})


def _code(plan: Plan, text: Teks, match: re.Match[str]) -> Iterator[Diagnostic]:
    place, code = plan.daerah, match["kode"]
    said = f"{match['kata']} {match['siapa'] or ''}".lower()
    wanted = place.kode_kemendagri if "." in code else place.kode_bps
    if "bps" in said:
        wanted = place.kode_bps
    elif "kemendagri" in said or "dalam negeri" in said:
        wanted = place.kode_kemendagri
    _, sentence = text.di_kalimat(match.start())
    if code == wanted or not place.whole or _names_another(plan, sentence):
        return
    truth = f"{place.kode_kemendagri} menurut Kemendagri, {place.kode_bps} menurut BPS"
    message = f"kode wilayah “{code}”, padahal kode {place.nama_lengkap} ialah {truth}"
    yield warning(text.at(match.start("kode")), "figure-conflict", message, f"tulis `{wanted}`")
