"""The rule about a count and the list it announces, in the sentence itself or right below it.

Commas do not say where an item ends: "kemasan, dan izin" closes a list, "kebijakan dan kelembagaan" may be one item.
Each list therefore has the set of counts it can be read as, and only a number outside that set is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dosir.check import numerals
from dosir.diagnostics import Diagnostic, warning
from dosir.plan import Plan
from dosir.plan.texts import ISIAN, Teks, texts

MOST = 40  # items; a larger number before a noun announces no list
COUNTED = re.compile(numerals.NUMBER)
# What leads from the things counted to their names.
OPENS = re.compile(
    r":\s+|,?\s+(?:yaitu|yakni|ialah)(?:\s*:)?\s+|\s+\((?=[^)]*,)"
    r"|,?\s+(?:adalah|meliputi|mencakup|terdiri (?:atas|dari))(?:\s*:)?\s+"
)
CLOSES = re.compile(r"[.!?:)](?:\s|$)|\s[—–]\s|\)")
AND = re.compile(r"(?:dan|serta|atau)\s")
INNER_AND = re.compile(r"\s(?:dan|serta|atau)\s")
OPEN_LIST = re.compile(
    r"\b(?:antara lain|di antaranya|misalnya|seperti|termasuk|terutama|khususnya|salah satunya|dll|dst|dsb"
    r"|dan lain-lain|dan sebagainya|dan seterusnya|lainnya|sedangkan|sehingga|karena|tetapi|agar"
    r"|supaya|namun|melainkan|padahal)\b"
)
# A number after these names a thing instead of counting things; one before these measures.
NAMES = re.compile(
    r"\b(?:bab|tahap|misi|buku|pasal|ayat|pilar|tahun|nomor|no\.?|kelas|tingkat|butir|lampiran|tabel|gambar|halaman|langkah"
    r"|pukul|periode|bulan|triwulan|semester|angka|peringkat|dari|antara|per|Rp\.?|ke|bidang|kelompok|level|versi)\s*$",
    re.IGNORECASE,
)
UNITS = re.compile(
    r"\s*(?:jam|hari|minggu|bulan|tahun|menit|detik|persen|ribu|juta|miliar|triliun|kali|orang|jiwa|km|kilometer|meter|hektare"
    r"|ha|ton|kg|WIB|WITA|WIT|per|lokasi|titik|buah|unit)\b|\s*[%:]",
    re.IGNORECASE,
)
ORDINAL_PLACE = re.compile(
    r"(?:^|[,;:]\s*|\b(?:pada|di|dari|untuk|dan|bagi|oleh|dengan|melalui|bahwa)\s+)$", re.IGNORECASE
)
BELOW = re.compile(r"\bberikut\b|\bdi bawah ini\b|\bsebagai berikut\b|:\s*$", re.IGNORECASE)
# Marks that number the items inside a sentence, and ordinals that open sentences of their own.
MARK = re.compile(r"(?:^|\s)(?:\((\w{1,2})\)|(\d{1,2}|[a-z])[.)])\s")
MARKS = ([str(number) for number in range(1, MOST)], list("abcdefghijklmnopqrstuvwxyz"))
ORDINALS = ("Pertama", "Kedua", "Ketiga", "Keempat", "Kelima", "Keenam", "Ketujuh", "Kedelapan", "Kesembilan")
ORDINAL = re.compile(rf"({'|'.join(ORDINALS)}),\s")
ANY_ORDINAL = re.compile(rf"\b(?:{'|'.join(ORDINALS)}|terakhir)\b", re.IGNORECASE)
# Things that are told one by one; of other nouns a number announces no sentences.
_TOLD = "alasan|hal|langkah|asas|masalah|tujuan|syarat|cara|sebab|faktor|prinsip|pertimbangan|manfaat|kendala|tantangan"
TOLD = re.compile(rf"\s+(?:{_TOLD})\b")
TOLD_BEFORE = re.compile(rf"(?i:\b(?:{_TOLD})nya\s+(?:ada\s+)?)$")
LAST = re.compile(r"\s*[.:]?\s*$")
PHRASE = 6  # words between the number and what opens the list
LONGEST_ITEM = 16  # words; longer pieces are clauses


def lists(plan: Plan) -> Iterator[Diagnostic]:
    """Sentences that announce a number of things and list another number of them."""
    for text in texts(plan):
        sentences = list(text.kalimat())
        for start, sentence in sentences:
            yield from _inline(text, start, sentence)
        yield from _ordinals(text, sentences)
        if text.butir and sentences:
            yield from _below(text, *sentences[-1])


def _inline(text: Teks, start: int, sentence: str) -> Iterator[Diagnostic]:
    for opening in OPENS.finditer(sentence):
        match = _announced(sentence, opening.start())
        listed = sentence[opening.end() :]
        if match is None or OPEN_LIST.search(sentence[match.end() : opening.end()]):
            continue
        readings = readings_of(listed)
        number = numerals.value(match)
        if readings and number not in readings and 2 <= number <= MOST:
            what = sentence[match.start() : opening.start()].strip(" ,")
            yield _finding(text, start + match.start(), what, max(readings))
            return


def _announced(sentence: str, end: int) -> re.Match[str] | None:
    """The number that counts the things named right before `end`."""
    found = [match for match in COUNTED.finditer(sentence, 0, end) if _counts(sentence, match)]
    if not found:
        return None
    phrase = sentence[found[-1].end() : end]
    words = phrase.split()
    last = list(COUNTED.finditer(sentence, 0, end))[-1]
    sound = 1 <= len(words) <= PHRASE and not re.search(r"[,;:.()]", phrase) and last.start() == found[-1].start()
    return found[-1] if sound else None


def _counts(sentence: str, match: re.Match[str]) -> bool:
    before = sentence[: match.start()]
    if NAMES.search(before) or UNITS.match(sentence, match.end()):
        return False
    return not numerals.is_collective(match) or bool(ORDINAL_PLACE.search(before))


def _ordinals(text: Teks, sentences: list[tuple[int, str]]) -> Iterator[Diagnostic]:
    """A number of reasons, steps or the like, and the sentences after it that open with `Pertama,`, `Kedua,` …"""
    opened = [found[1] if (found := ORDINAL.match(sentence)) else "" for _, sentence in sentences]
    if opened.count("Pertama") != 1 or (first := opened.index("Pertama")) == 0:
        return
    told = [word for word in opened[first:] if word]
    start, sentence = sentences[first - 1]
    numbers = list(COUNTED.finditer(sentence))
    whole = len(ANY_ORDINAL.findall(text.isi)) == len(told) > 1 and told == list(ORDINALS[: len(told)])
    if len(numbers) != 1 or not whole or OPEN_LIST.search(sentence):
        return
    match = numbers[0]
    announced = TOLD.match(sentence, match.end()) or _closes(sentence, match)
    if announced and numerals.value(match) != len(told) and not numerals.is_collective(match):
        yield _finding(
            text, start + match.start(), " ".join(sentence[match.start() :].split()[:2]).rstrip("."), len(told)
        )


def _closes(sentence: str, match: re.Match[str]) -> bool:
    """Whether the number stands behind its noun at the end, as in `Tujuannya ada dua:`."""
    return bool(TOLD_BEFORE.search(sentence[: match.start()]) and LAST.match(sentence, match.end()))


def _marked(listed: str) -> set[int] | None:
    """How many items are numbered (1), (2) … or a., b. …; None for a list without such marks."""
    found = [match[1] or match[2] for match in MARK.finditer(listed)]
    if not found or not MARK.match(listed):
        return None
    whole = len(found) > 1 and any(found == marks[: len(found)] for marks in MARKS)
    return {len(found)} if whole and not OPEN_LIST.search(listed) and ISIAN not in listed else set()


def readings_of(listed: str) -> set[int]:
    """How many items a list can be read to have; empty when it cannot be told or is not meant to be whole."""
    if (marked := _marked(listed)) is not None:
        return marked
    if ISIAN in listed[: _end(listed)]:
        return set()
    if ";" in listed[: _end(listed)]:
        pieces = [piece for piece in listed[: _end(listed)].split(";") if piece.strip()]
        return {len(pieces)} if not OPEN_LIST.search(listed[: _end(listed)]) else set()
    pieces = [piece.strip() for piece in listed[: _end(listed)].split(",")]
    closing = [at for at, piece in enumerate(pieces) if AND.match(piece)]
    if len(closing) > 1 or not all(pieces):
        return set()
    pieces = pieces[: closing[0] + 1] if closing else pieces
    if OPEN_LIST.search(", ".join(pieces)) or any(len(piece.split()) > LONGEST_ITEM for piece in pieces):
        return set()
    if closing:
        return {len(pieces)} if len(pieces) > 1 else set()
    if joined := len(INNER_AND.findall(pieces[-1])):  # "a, b dan c" without the comma that closes a list
        sure = joined == 1 and not any(INNER_AND.search(piece) for piece in pieces[:-1])
        return {len(pieces) + 1} if sure else set(range(len(pieces), len(pieces) + joined + 1))
    return {len(pieces)} if len(pieces) > 2 and all(len(piece.split()) <= PHRASE for piece in pieces) else set()


def _end(listed: str) -> int:
    found = CLOSES.search(listed)
    return found.start() if found else len(listed)


def _below(text: Teks, start: int, sentence: str) -> Iterator[Diagnostic]:
    numbers = COUNTED.finditer(sentence)
    found = [match for match in numbers if _counts(sentence, match) or _closes(sentence, match)]
    if len(found) != 1 or not BELOW.search(sentence) or OPEN_LIST.search(sentence):
        return
    number, following = numerals.value(found[0]), sentence[found[0].end() :]
    if (
        2 <= number <= MOST
        and number != text.butir
        and (re.match(r"\s+[^\W\d]", following) or _closes(sentence, found[0]))
    ):
        what = " ".join([found[0][0], *following.split()[:2]]).rstrip(".,:;")
        yield _finding(text, start + found[0].start(), what, text.butir)


def _finding(text: Teks, offset: int, what: str, listed: int) -> Diagnostic:
    message = f"“{what}”: yang disebut sesudahnya {listed}"
    return warning(text.at(offset), "list-mismatch", message, "samakan bilangan dengan daftarnya")
