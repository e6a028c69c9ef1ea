"""Rules about how things are written: numbers and dates of another language, English words, abbreviations, tables.

What could be Indonesian is left alone: `1,250 miliar` is a comma and three decimals, `Smart City` with capitals is part
of a name, as `Smart city` is not. The lists of words are closed, so that nobody is surprised by a new finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dosir import markup
from dosir.diagnostics import Diagnostic, warning
from dosir.markup import Node
from dosir.plan import Plan
from dosir.plan.records import Opd, Rekaman, Sumber
from dosir.plan.texts import ISIAN, Teks, texts

SCALE = r"(?:ribu|juta|miliar|milyar|triliun)"
MEASURE = rf"(?:{SCALE}|persen|%|km²|km2|km|hektare|ha|meter|ton|kg|jiwa|orang|poin|GB|TB|Mbps|derajat|kali|rupiah)"
ALONE = r"(?<![\w.,/-])"
FOREIGN_NUMBER = re.compile(
    rf"{ALONE}(?P<ribuan>\d{{1,3}}(?:,\d{{3}}){{2,}}(?:\.\d+)?)(?![\w,]|\.\d)"  # 1,250,000
    rf"|{ALONE}(?P<campur>\d{{1,3}}(?:,\d{{3}})+\.\d{{1,2}})(?![\w,]|\.\d)"  # 1,916.05
    rf"|\bRp\.?\s?(?P<uang>\d{{1,3}},\d{{3}})(?![\w,]|\.\d|\s*{SCALE})"  # Rp 250,000
    rf"|(?:{ALONE}|\bRp\.?\s?)(?P<desimal>\d{{1,3}}\.\d{{1,2}})(?=\s*{MEASURE}(?!\w))"  # 73.82 persen
)
# Between the index and its number stands no word that makes the number a clock's, a version's or a table's.
INDEXED = re.compile(
    r"\b(?:[Ii]ndeks|IPM|IKM|[Nn]ilai|[Ss]kor)\b"
    r"(?:\s+(?!(?i:pukul|jam|versi|pasal|bab|subbab|tabel|gambar|butir|nomor|kode|bagian)\b)[^\W\d]+){0,4}"
    r"\s+(?P<desimal>\d{1,2}\.\d{1,2})(?![\d:]|\.\d|\s*WI)"
)
ENGLISH_MONTHS = "January|February|March|May|June|July|August|October|December"  # the others are the same in Indonesian
MONTHS = rf"{ENGLISH_MONTHS}|Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
FOREIGN_DATE = re.compile(
    rf"\b\d{{1,2}}(?:(?:st|nd|rd|th)\s+(?:of\s+)?(?:{MONTHS})|\s+(?:of\s+)?(?:{ENGLISH_MONTHS}))\b(?:,?\s+\d{{4}})?"
    rf"|\b(?:{MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?,\s*\d{{4}}|\b(?:{ENGLISH_MONTHS})\s+\d{{1,2}}\s+\d{{4}}"
    r"|(?<![\w/.-])(?:19|20)\d\d-(?:0\d|1[0-2])-[0-3]\d(?![\w-]|\.\d)"
    r"|(?<![\w/.(-])[0-3]?\d/[01]?\d/(?:19|20)\d\d(?![\w/]|\.\d)"  # after a bracket it is how newspapers do it
)
# A month of a year also stands in English titles, which are quoted, slanted or sources.
FOREIGN_MONTH = re.compile(rf"(?<!\d )\b(?:{ENGLISH_MONTHS})\s+(?:19|20)\d\d\b")
WEEKDAY_BEFORE = re.compile(
    r"\b(?:Senin|Selasa|Rabu|Kamis|Jum['’`]?at|Sabtu|Minggu|Ahad)\s*,?\s*\(?\s*$", re.IGNORECASE
)
# English terms of the field that Indonesian has not taken over; `masterplan`, `internet`, `data`, `digital` it has.
ENGLISH = (
    *("action plan", "blueprint", "bottom up", "bottom-up", "capacity building", "guideline", "mobile app"),
    *(
        "road map",
        "top down",
        "top-down",
        "artificial intelligence",
        "back office",
        "bandwidth",
        "benchmarking",
        "best practice",
        "big data",
        "blockchain",
    ),
    *("business intelligence", "call center", "city branding", "cloud", "cloud computing", "command center"),
    *("contact center", "crowdsourcing", "cyber security", "dashboard", "data center", "data warehouse", "e-commerce"),
    *("e-government", "e-office", "e-planning", "e-budgeting", "e-procurement", "feedback", "focus group discussion"),
    *(
        "front office",
        "helpdesk",
        "internet of things",
        "machine learning",
        "marketplace",
        "open data",
        "open government",
    ),
    *("open source", "quick win", "real time", "real-time", "roadmap", "single sign-on", "smart city", "smart village"),
    *("smartphone", "stakeholder", "start-up", "startup", "tracking", "user friendly", "website", "workshop"),
)
# With a capital at most at its beginning: "Quick win ini", but not "Tim Quick Win".
ENGLISH_TERMS = (f"(?i:{term[0]}){re.escape(term[1:])}" for term in sorted(ENGLISH, key=len, reverse=True))
ENGLISH_WORD = re.compile(rf"(?<![\w*-])(?:{'|'.join(ENGLISH_TERMS)})s?(?![\w-])")
# One word with a capital is a name beside another capital, after a word that introduces a name, or alone in its field.
NAME_BEFORE = re.compile(
    r"(?:[A-Z][\w-]*|\b(?:aplikasi|sistem|fitur|menu|bernama|portal|layanan|program|modul))[\s*“\"(]+$"
)
NAME_AFTER = re.compile(r"[\s*“\"]+[A-Z\d]|\W*$")
NOT_SENTENCES = frozenset({"judul", "kepala", "judul tabel", "catatan kaki"})
ABBREVIATION = re.compile(rf"(?<![\w&./{ISIAN}-])[A-Z]{{2,8}}(?![\w&/!$]|-\w|\.\w)")
ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
VOWELS = re.compile(r"[AEIOU]")
SPOKEN = 5  # letters, from which a word with two vowels is a name written in capitals and no abbreviation
# Everyone knows them, so lists of abbreviations leave them out: units, schools, companies, devices, degrees.
COMMON = frozenset(
    {
        *("AC", "AI", "AP", "CD", "CV", "DI", "DKI", "FM", "GB", "HP", "HUT", "ID", "KB", "KK", "KM", "KTP"),
        *("MA", "MAP", "MB", "MH", "MM", "MT", "NIK", "NIP", "NKRI", "NO", "NPWP", "PAUD", "PC", "PDF"),
        *("PT", "QR", "RI", "RT", "RW", "SD", "SE", "SH", "SIM", "SIP", "SKM", "SMA", "SMK", "SMP", "SMS"),
        *("DPR", "DPRD", "HTTP", "HTTPS", "IEC", "ISO", "RPJMN", "RPJPN", "URL", "UUD"),
        *("SO", "SSTP", "ST", "SWOT", "TB", "TI", "TK", "TNI", "TV", "UD", "USB", "UU", "WA", "WIB", "WIT"),
        *("WITA", "WO", "WT", "XL"),
    }
)
# Fields that hold a name or a title and no sentence, in which an English term may be part of it.
TITLES = frozenset(
    {
        *(
            "asal",
            "bentuk",
            "dokumen",
            "jabatan",
            "jenis",
            "judul",
            "kelompok",
            "kepanjangan",
            "lokasi",
            "mitra",
            "nama",
        ),
        *("nama_en", "nomor", "oleh", "pangkat", "penerbit", "penyelenggara", "peran", "peserta", "regulasi", "satuan"),
        *("renstra_ref", "sumber_data", "tempat", "tentang", "kata", "alias", "singkatan"),
    }
)
NAMES = frozenset(
    {"nama", "jabatan", "nomor", "penerbit", "judul", "tempat", "pangkat", "catatan kaki", "peran", "asal"}
)
INTRODUCED = re.compile(
    r"\(([A-Z]{2,8})\)|\b([A-Z]{2,8})\s+(?:\d{4}(?:\s*[–-]\s*\d{4})?\s+)?\((?=[A-Z][a-z])"
    r"|\bdisingkat (?:menjadi )?([A-Z]{2,8})\b"
)
NEIGHBOUR_BEFORE = re.compile(r"[A-Z]{2,}\s+$")
NEIGHBOUR_AFTER = re.compile(r"\s+[A-Z]{2,}\b")
# "Rencana Kerja Pemerintah Daerah (RKPD)" and "RKPD (Rencana …)"; what is a word of a name, the register tells.
IN_BRACKETS = re.compile(r"\s\((?P<dalam>[^()]+)\)")
BEFORE = 200  # characters before a bracket, in which the longest full form has room
FEWEST = 3  # words of a full form, from which one other word in it is a slip and no other name
LABEL = re.compile(
    r"\b(?:Pokja|Kelompok Kerja|Kelompok|Tim|Bab|Tahap|Bagian|Lampiran|Tabel|Gambar|Langkah|Gugus|Bimtek|Misi|Triwulan"
    r"|Semester|Minggu|Bulan|Angkatan|Zona|Gelombang|Kelas|Lantai|Seksi)\s+(?:ke-)?\d{1,2}\b",
    re.IGNORECASE,
)
COUNTED_CELL = re.compile(r"\d")
CODE_CELL = re.compile(r"[A-Z]+-?[A-Z]*-?\d+|(?:19|20)\d\d(?:[–-](?:19|20)\d\d)?|\d{1,2}\.?")


def numbers(plan: Plan) -> Iterator[Diagnostic]:
    """Numbers with English marks for thousands and decimals."""
    for text in texts(plan):
        found = [(match, match.lastgroup or "") for match in FOREIGN_NUMBER.finditer(text.isi)]
        found += [(match, "desimal") for match in INDEXED.finditer(text.isi)]
        for start, (typed, group) in {match.start(group): (match[group], group) for match, group in found}.items():
            proper = typed.replace(".", ",") if group == "desimal" else typed.translate(str.maketrans(",.", ".,"))
            message = f"bilangan “{typed}” memakai tanda Inggris"
            yield warning(text.at(start), "foreign-number", message, f"tulis `{proper}`")


def dates(plan: Plan) -> Iterator[Diagnostic]:
    """Dates that are not written as day, month in words and year."""
    for text in texts(plan):
        for match in (*FOREIGN_DATE.finditer(text.isi), *_months(text)):
            if not WEEKDAY_BEFORE.search(text.isi[: match.start()]):
                hint = "tulis hari, nama bulan, dan tahun, misalnya `8 Juni 2022`"
                yield warning(
                    text.at(match.start()),
                    "foreign-date",
                    f"tanggal “{match[0]}” tidak ditulis menurut kaidah Indonesia",
                    hint,
                )


def english(plan: Plan) -> Iterator[Diagnostic]:
    """English terms in prose that are not in italics, each once a file."""
    seen: set[tuple[str, str]] = set()
    for text in texts(plan):
        if text.bidang in NOT_SENTENCES or (text.prosa is None and text.bidang.partition(".")[0] in TITLES):
            continue
        for match in ENGLISH_WORD.finditer(text.isi):
            slanted = any(start <= match.start() and match.end() <= end for start, end in text.miring)
            key = (match[0].lower().removesuffix("s"), text.kunci)
            named = _is_a_name(text, match) or text.dikutip(match.start())
            if not slanted and key not in seen and not named:
                seen.add(key)
                message = f"istilah Inggris “{match[0]}” tidak dimiringkan"
                yield warning(text.at(match.start()), "english-not-italic", message, f"tulis `*{match[0]}*`")


def abbreviations(plan: Plan) -> Iterator[Diagnostic]:
    """Abbreviations that nothing in the plan explains, each once a regency; without a register nothing can be told."""
    if not plan.bersama.singkatan or "singkatan" in plan.register_hilang:
        return
    known = set(_explained(plan))
    full = {item.singkatan: _words(item.kepanjangan) for item in plan.bersama.singkatan}
    for text in texts(plan):
        if isinstance(text.rekaman, Opd) or text.bidang in NAMES:
            continue
        for match in ABBREVIATION.finditer(text.isi):
            if match[0] not in known and not _is_a_word(text, match):
                known.add(match[0])
                message = f"singkatan “{match[0]}” belum ada kepanjangannya"
                hint = "tulis kepanjangannya di kalimat ini, atau daftarkan di bersama/singkatan.yml"
                yield warning(text.at(match.start()), "unknown-abbreviation", message, hint)
        yield from _expanded_otherwise(text, full)


def table_sources(plan: Plan) -> Iterator[Diagnostic]:
    """Tables of numbers in prose that do not say whence they are."""
    for prose in plan.prosa:
        for node in (part for top in prose.nodes for part in top.walk() if part.kind == "tabel"):
            if markup.caption(node) and not markup.table_sources(node) and _has_numbers(node):
                title = markup.plain(markup.caption(node))
                message, hint = (
                    f"tabel “{title}” memuat angka tanpa sumber",
                    "tambahkan ` | sumber=<id>` di baris judulnya",
                )
                yield warning(prose.at(node), "table-without-source", message, hint)


def _months(text: Teks) -> Iterator[re.Match[str]]:
    """English names of months with a year, outside of titles."""
    days = [match.span() for match in FOREIGN_DATE.finditer(text.isi)]
    for match in FOREIGN_MONTH.finditer(text.isi):
        whole = any(start <= match.start() < end for start, end in days)
        slanted = any(start <= match.start() < end for start, end in text.miring)
        title = isinstance(text.rekaman, Sumber) or text.bidang in ("judul", "catatan kaki", "nama", "tentang")
        if not (whole or slanted or title or text.dikutip(match.start())):
            yield match


def _is_a_name(text: Teks, match: re.Match[str]) -> bool:
    """Whether a single word with a capital is part of a name; at the beginning of a sentence only by what follows."""
    if match[0][0].islower() or " " in match[0] or "-" in match[0]:
        return False
    start, _ = text.di_kalimat(match.start())
    begins = not re.search(r"\w", text.isi[start : match.start()])
    before = not begins and NAME_BEFORE.search(text.isi[max(start, match.start() - BEFORE) : match.start()])
    return bool(before or NAME_AFTER.match(text.isi, match.end()))


def _expanded_otherwise(text: Teks, full: Mapping[str, tuple[str, ...]]) -> Iterator[Diagnostic]:
    """Full forms in or before brackets that are, but for one word, those of the register."""
    for match in IN_BRACKETS.finditer(text.isi):
        before = _words(re.split(r"[().;:]", text.isi[max(0, match.start() - BEFORE) : match.start()])[-1])
        inside = match["dalam"].strip()
        last = before[-1] if before else ""
        short = inside if inside in full else last if last in full else ""
        wanted = full.get(short, ())
        written = before[-len(wanted) :] if short == inside else _words(inside)[: len(wanted)]
        pairs = [(one.lower(), other.lower()) for one, other in zip(written, wanted, strict=False)]
        differ = sum(one != other for one, other in pairs)
        if len(pairs) == len(wanted) >= FEWEST and differ == 1 and pairs[0][0] == pairs[0][1]:
            message = f"“{' '.join(written)}” bukan kepanjangan “{short}” dalam daftar singkatan"
            hint = f"kepanjangannya “{' '.join(wanted)}”; betulkan singkatan atau kepanjangannya"
            yield warning(text.at(match.start("dalam")), "unknown-abbreviation", message, hint)


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", text))


def _has_numbers(box: Node) -> bool:
    """Whether a table holds figures, and not only codes, years, labels and running numbers."""
    rows = [row for table in box.children if table.kind == "table" for row in table.children[1:]]
    cells = [markup.plain(cell.children).strip() for row in rows for cell in row.children]
    return any(COUNTED_CELL.search(LABEL.sub("", cell)) and not CODE_CELL.fullmatch(cell) for cell in cells)


def _explained(plan: Plan) -> Iterator[str]:
    """Every abbreviation whose meaning a reader can find: in the registers, in names, or where a text introduces it."""
    yield from COMMON
    named = [item.singkatan for item in plan.bersama.singkatan]
    named += [word for opd in plan.opd for word in (opd.nama, opd.singkatan, *opd.alias)]
    named += [source.nama for source in plan.bersama.sumber_dana]
    named += [f"{source.penerbit} {source.judul}" for source in plan.sumber_menurut_id.values()]
    named += [f"{name} {record_code(record)}" for record in plan.rekaman() for name in [getattr(record, "nama", "")]]
    yield from (found for words in named for found in re.findall(r"[A-Z]{2,}", words))
    for text in texts(plan):
        yield from (found[found.lastindex or 0] for found in INTRODUCED.finditer(text.isi))


def record_code(record: Rekaman) -> str:
    """The code of a record, or nothing."""
    return str(getattr(record, "kode", "") or getattr(record, "id", ""))


def _is_a_word(text: Teks, match: re.Match[str]) -> bool:
    """Whether it is a roman numeral, a name written in capitals, or a part of a line in capitals."""
    spoken = len(match[0]) >= SPOKEN and len(VOWELS.findall(match[0])) > 1
    before, after = text.isi[: match.start()], text.isi[match.end() :]
    shouted = NEIGHBOUR_BEFORE.search(before) or NEIGHBOUR_AFTER.match(after)
    return spoken or bool(ROMAN.fullmatch(match[0]) or shouted)
