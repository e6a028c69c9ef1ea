"""Rules about money: an amount a thousand times off, in a sentence or in the budget, and a total that was typed.

The same digits happen by chance, so an amount in a sentence is held against those it can mean: of the programme,
pillar, office or year that the sentence or its record is about. Against all others only three digits and more tell.
Two sentences are held against each other only where they speak of one thing, told by the words they share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from dosir.diagnostics import Diagnostic, Position, warning
from dosir.language import rupiah_ringkas
from dosir.plan import Plan
from dosir.plan.facts import anggaran, anggaran_menurut_sumber, program_opd
from dosir.plan.records import Anggaran, Program
from dosir.plan.texts import Teks, texts

UNITS = {
    "ribu": 10**3,
    "rb": 10**3,
    "juta": 10**6,
    "jt": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "triliun": 10**12,
    "trilyun": 10**12,
}
_FIGURE = r"(?P<angka>\d{1,3}(?:\.\d{3})+|\d+)(?:[,.](?P<pecahan>\d+))?"
_UNIT = rf"(?P<satuan>{'|'.join(UNITS)})"
MONEY = re.compile(
    rf"\bRp\.?\s*{_FIGURE}(?:\s*{_UNIT}\b)?(?![.,]?\d)"
    rf"|(?<![\w.,])(?P<angka2>\d+)(?:,(?P<pecahan2>\d+))?\s+(?P<satuan2>{'|'.join(UNITS)})\s+rupiah\b",
    re.IGNORECASE,
)
BUDGET = re.compile(
    r"\b(?:anggaran|biaya|pagu|kebutuhan|butuh|dana|senilai|sebesar|belanja|alokasi|dialokasikan|dianggarkan|dibiayai"
    r"|membutuhkan|memerlukan|didanai|menelan|bernilai|total|seluruhnya)\w*\b",
    re.IGNORECASE,
)
# Money that is not the plan's own.
OTHERS = re.compile(
    r"\b(?:investasi|PDRB|omzet|omset|ekspor|impor|pendapatan|retribusi|pajak|transaksi|penjualan|kerugian|upah|tarif"
    r"|harga|gaji|denda|tabungan|APBN|PMA|PMDN|bantuan|hibah|iuran|realisasi|kredit|pinjaman)\b",
    re.IGNORECASE,
)
WHOLE = re.compile(
    r"\b(?:masterplan|rencana aksi|seluruh(?:nya)?|total(?:nya)?|keseluruhan|kebutuhan|jumlah)\b", re.IGNORECASE
)
THOUSANDS = (Decimal(10**3), Decimal(10**6), Decimal(1) / 10**3, Decimal(1) / 10**6)
TELLING = 3  # digits, from which an amount tells by itself what it is of
ROUNDED = 2  # digits, from which one that the sentence is about may be rounded
LEAST, MOST = 500, 2000  # a slip by a thousand, seen beside amounts that differ among themselves
FAR = 10**5  # a slip by a million, likewise
FLOOR = 100_000  # rupiah that no year of a programme costs less than, unless nothing
ENOUGH = 6  # programmes with money, from which their median tells what is usual
APART = 300  # times the usual: the four dossiers keep within 10, and a programme may cost 100 juta or 30 miliar
OVERSPENT = 10
CONTENT = re.compile(r"[^\W\d_]{3,}")
SHARED = 3  # content words, from which two sentences speak of one thing
# Words that any two sentences of a plan share.
COMMON = re.compile(
    "adalah|agar|akan|atau|bagi|bahwa|city|dalam|daerah|dan|dari|dengan|hingga|ialah|ini|itu|juga|juta|kabupaten"
    "|kegiatan|kepada|kota|masterplan|miliar|oleh|pada|para|pemerintah|program|ribu|rupiah|sampai|sebagai|selama|serta"
    "|smart|tahun|telah|tersebut|triliun|untuk|yang"
)
# A price for one is no total, and a limit is no price.
EACH = re.compile(
    r"\b(?:per|tiap|setiap|masing-masing|rata-rata|sebulan|setahun|sehari|seorang|sebuah|satu|maksimal|minimal|paling)\b"
    r"|/\w",
    re.IGNORECASE,
)
PLACED = re.compile(r"\b(?:Kabupaten|Kab\.|Kota|Provinsi)\s+(?P<nama>[A-Z]\w+)")
NUMBERED = re.compile(r"\b(?:[A-Z]{2,}-\d+|20\d\d)\b")  # codes of programmes, years


@dataclass(frozen=True)
class _Amount:
    """An amount of the plan, what it is of, and the reference that says it; `about` is the thing it belongs to."""

    rupiah: int
    name: str
    about: str
    reference: str = ""


@dataclass(frozen=True)
class _Said:
    """An amount where it was written, its whole rupiah, and what its sentence is about."""

    text: Teks
    written: str
    at: int
    rupiah: Decimal
    words: frozenset[str]
    numbered: frozenset[str]


@dataclass(frozen=True)
class _Typed:
    """An amount in a sentence: rupiah, the worth of half its last digit, and how many digits were typed."""

    rupiah: Decimal
    half: Decimal
    digits: int

    def says(self, amount: Decimal, digits: int) -> bool:
        """Whether this is that amount, exactly or, when at least so many digits were typed, rounded."""
        return amount == self.rupiah or (self.digits >= digits and abs(amount - self.rupiah) <= self.half)


def amounts(plan: Plan) -> Iterator[Diagnostic]:
    """Money in texts a thousand times an amount of the plan or of another text, or that the text should refer to."""
    known = tuple(_known(plan))
    owners = {item.prosa.path: item.rekaman.program for item in plan.quick_win}
    told: set[Position] = set()
    for text in texts(plan) if known else ():
        for match in MONEY.finditer(text.isi):
            start, sentence = text.di_kalimat(match.start())
            clause = sentence[max(0, match.start() - start - 60) : match.start() - start]
            if (BUDGET.search(sentence) or text.bidang == "anggaran") and not OTHERS.search(clause):
                about = _about(plan, text, sentence, owners)
                found = tuple(_money(text, match, known, about))
                told |= {item.position for item in found}
                yield from found
    yield from _contradictions(plan, told)


def yearly_slips(plan: Plan) -> Iterator[Diagnostic]:
    """Amounts of records a thousand or a million times off, and one year's money of one source written twice."""
    usual = float(median([part.nilai for program in plan.program for part in program.anggaran] or [0]))
    totals = [(program, total) for program in plan.program if (total := anggaran(plan, [program]))]
    for program in plan.program:
        yield from _repeated(program)
        # Of an unquoted `1,25 miliar` only 1 was read, and that is told already.
        slips = (*_tiny(program), *_between_years(program, usual)) if program.whole else ()
        yield from slips
        if program.whole and not slips:
            yield from _beside_others(plan, program, [total for other, total in totals if other is not program])
    for item in plan.daerah.apbd:
        if 0 < item.nilai < (planned := anggaran(plan, None, item.tahun)):
            message = f"belanja APBD {item.tahun} {rupiah_ringkas(item.nilai)}, kurang dari anggaran program tahun itu"
            yield _unit(item.at("nilai"), f"{message}, {rupiah_ringkas(planned)}")


def _repeated(program: Program) -> Iterator[Diagnostic]:
    seen: dict[tuple[int, str], Anggaran] = {}
    for part in program.anggaran:
        first = seen.setdefault((part.tahun, part.sumber_dana), part)
        if first is not part:
            message = f"{program.kode}: anggaran {part.tahun} dari `{part.sumber_dana}` tertulis dua kali"
            both = f"{rupiah_ringkas(first.nilai)} dan {rupiah_ringkas(part.nilai)}"
            hint = "sisakan satu baris; bila keduanya berlaku, tulis jumlahnya di satu baris"
            yield warning(part.at(), "repeated-amount", f"{message}: {both}", hint)


def _tiny(program: Program) -> Iterator[Diagnostic]:
    """Amounts no one plans or spends in a year, and spending far beyond what was planned."""
    for part in program.anggaran:
        spent = part.realisasi or 0
        if 0 < part.nilai < FLOOR:
            yield _unit(part.at("nilai"), f"{program.kode}: anggaran {part.tahun} hanya {rupiah_ringkas(part.nilai)}")
        elif 0 < spent < FLOOR:
            yield _unit(part.at("realisasi"), f"{program.kode}: realisasi {part.tahun} hanya {rupiah_ringkas(spent)}")
        elif part.nilai and spent > OVERSPENT * part.nilai:
            message = f"{program.kode}: realisasi {part.tahun} {rupiah_ringkas(spent)}, lebih dari sepuluh kali"
            yield _unit(part.at("realisasi"), f"{message} anggarannya, {rupiah_ringkas(part.nilai)}")


def _between_years(program: Program, usual: float) -> Iterator[Diagnostic]:
    parts = [part for part in program.anggaran if part.nilai >= FLOOR]
    for part in _odd(parts, usual):
        others = round(median(other.nilai for other in parts if other is not part))
        side = "besar" if part.nilai > others else "kecil"
        often = "sejuta" if max(part.nilai, others) / min(part.nilai, others) >= FAR else "seribu"
        yield _unit(
            part.at("nilai"),
            f"{program.kode}: anggaran {part.tahun} {rupiah_ringkas(part.nilai)}, sekitar {often} kali lebih {side} "
            f"daripada tahun lainnya, {rupiah_ringkas(others)}",
        )


def _odd(parts: list[Anggaran], usual: float) -> list[Anggaran]:
    """The entries a thousand or a million times off all those of other years; of two that differ, the less usual."""
    odd = []
    for part in parts:
        others = [other.nilai for other in parts if other.tahun != part.tahun]
        ratios = [max(part.nilai, other) / min(part.nilai, other) for other in others]
        if ratios and (all(LEAST <= ratio <= MOST for ratio in ratios) or min(ratios) >= FAR):
            odd.append(part)
    if len(odd) == len(parts) == 2:
        return [max(odd, key=lambda part: max(part.nilai, usual) / max(1, min(part.nilai, usual)))]
    return odd


def _beside_others(plan: Plan, program: Program, others: list[int]) -> Iterator[Diagnostic]:
    """A programme whose whole money is far from what the plan's other programmes cost."""
    total = anggaran(plan, [program])
    if not total or len(others) + 1 < ENOUGH:
        return
    usual = round(median(others))
    if max(total, usual) > APART * min(total, usual):
        side = "besar" if total > usual else "kecil"
        most = max(program.anggaran, key=lambda part: part.nilai)
        message = f"{program.kode}: anggaran seluruhnya {rupiah_ringkas(total)}, lebih dari {APART} kali lebih {side}"
        yield _unit(most.at("nilai"), f"{message} daripada program pada umumnya, {rupiah_ringkas(usual)}")


def _unit(place: Position, message: str) -> Diagnostic:
    return warning(place, "unit-slip", message, "periksa satuannya: ribu, juta, atau miliar")


def _contradictions(plan: Plan, told: set[Position]) -> Iterator[Diagnostic]:
    """The same digits with another unit in two texts about one thing, at the later one."""
    earlier: dict[tuple[int, ...], list[_Said]] = {}
    for said in _said(plan):
        alike = earlier.setdefault(said.rupiah.normalize().as_tuple().digits, [])
        other = next((other for other in alike if _contradict(other, said)), None)
        places = {item.text.at(item.at) for item in (said, other) if item}
        if other and not places & told:
            message = f"“{said.written}”, padahal tentang hal yang sama sudah tertulis “{other.written}”"
            hint = f"periksa satuan keduanya: ribu, juta, atau miliar; yang lain di {other.text.at(other.at)}"
            yield warning(said.text.at(said.at), "unit-slip", message, hint)
        alike.append(said)


def _contradict(one: _Said, other: _Said) -> bool:
    """Whether two amounts are a power of a thousand apart in texts that speak of one thing."""
    ratio = max(one.rupiah, other.rupiah) / min(one.rupiah, other.rupiah)
    shared = len(one.words & other.words)
    return (
        ratio in THOUSANDS
        and one.text is not other.text
        and one.numbered == other.numbered
        and shared >= max(SHARED, min(len(one.words), len(other.words)) / 2)
    )


def _said(plan: Plan) -> Iterator[_Said]:
    """The amounts of two digits and more in sentences about this regency, but for prices of one and limits."""
    own = plan.daerah.nama.split()[:1]
    for text in texts(plan):
        for match in MONEY.finditer(text.isi):
            typed, (_, sentence) = _typed(match), text.di_kalimat(match.start())
            elsewhere = any(place["nama"] not in own for place in PLACED.finditer(sentence))
            written = sum(letter.isdigit() for letter in match[0])
            if typed.rupiah and written >= ROUNDED and not elsewhere and not EACH.search(sentence):
                words = {word for word in CONTENT.findall(sentence.lower()) if not BUDGET.fullmatch(word)}
                about = frozenset(word for word in words - {plan.daerah.nama.lower()} if not COMMON.fullmatch(word))
                numbered = frozenset(NUMBERED.findall(sentence))
                yield _Said(text, match[0], match.start(), typed.rupiah, about, numbered)


def _money(text: Teks, match: re.Match[str], known: tuple[_Amount, ...], about: set[str]) -> Iterator[Diagnostic]:
    typed = _typed(match)
    close = [amount for amount in known if amount.about in about]
    same = [amount for amount in close if amount.reference and typed.says(Decimal(amount.rupiah), TELLING)]
    if same and text.prosa is not None:
        message = f"“{match[0]}” diketik, padahal sama dengan {same[0].name}"
        hint = f"tulis `{{{{ {same[0].reference} }}}}` supaya ikut berubah"
        yield warning(text.at(match.start()), "typed-amount", message, hint)
    if any(typed.says(Decimal(amount.rupiah), ROUNDED) for amount in known):
        return
    candidates = [(amount, ROUNDED) for amount in close] + [(amount, TELLING) for amount in known]
    for factor in THOUSANDS:
        for amount, digits in candidates:
            if typed.digits >= digits - (digits == ROUNDED) and typed.says(amount.rupiah * factor, digits):
                yield _slip(text, match, amount, factor)
                return


def _slip(text: Teks, match: re.Match[str], amount: _Amount, factor: Decimal) -> Diagnostic:
    often = "seribu" if factor in THOUSANDS[::2] else "sejuta"
    side = "besar" if factor > 1 else "kecil"
    message = f"“{match[0]}” {often} kali lebih {side} daripada {amount.name}, {rupiah_ringkas(amount.rupiah)}"
    hint = f"atau tulis `{{{{ {amount.reference} }}}}`" if amount.reference else "atau betulkan nilai di rekamannya"
    return warning(text.at(match.start()), "unit-slip", message, f"periksa satuannya, {hint}")


def _typed(match: re.Match[str]) -> _Typed:
    figure = (match["angka"] or match["angka2"]).replace(".", "")
    fraction = match["pecahan"] or match["pecahan2"] or ""
    unit = UNITS[(match["satuan"] or match["satuan2"] or "").lower()] if match["satuan"] or match["satuan2"] else 1
    value = Decimal(f"{figure}.{fraction or 0}") * unit
    half = Decimal(unit) / 10 ** len(fraction) / 2
    return _Typed(value, half, len((figure + fraction).strip("0")))


def _about(plan: Plan, text: Teks, sentence: str, owners: dict[str, str]) -> set[str]:
    """What the amounts of a sentence can be of: codes of programmes, pillars, offices, years, and "" for all."""
    record = text.rekaman
    about = {record.kode if isinstance(record, Program) else str(getattr(record, "program", ""))} - {""}
    about |= {owners[text.kunci]} if text.kunci in owners else set()
    about |= {program.kode for program in plan.program if program.kode in sentence or program.nama in sentence}
    about |= {
        opd.id for opd in plan.opd if opd.nama in sentence or re.search(rf"\b{re.escape(opd.singkatan)}\b", sentence)
    }
    if WHOLE.search(sentence) or re.search(r"\b(?:pilar|dimensi)\b", sentence, re.IGNORECASE):
        about |= {text.pilar} | {dimensi.kode for dimensi in plan.bersama.dimensi if dimensi.nama in sentence}
    if WHOLE.search(sentence):
        about |= set(re.findall(r"\b20\d\d\b", sentence)) | ({""} if not text.pilar else set())
    return about


def _known(plan: Plan) -> Iterator[_Amount]:
    """Every amount of the plan that a sentence may repeat, the widest first."""
    found = [_Amount(anggaran(plan), "anggaran seluruh program", "", "anggaran")]
    for dimensi in plan.bersama.dimensi:
        programs = plan.program_dimensi(dimensi.kode)
        name = f"anggaran {dimensi.nama}"
        found.append(_Amount(anggaran(plan, programs), name, dimensi.kode, f"anggaran {dimensi.kode}"))
        for year in plan.daerah.periode.tahun:
            found.append(_Amount(anggaran(plan, programs, year), f"{name} tahun {year}", dimensi.kode))
    for year in plan.daerah.periode.tahun:
        found.append(_Amount(anggaran(plan, None, year), f"anggaran tahun {year}", str(year), f"anggaran {year}"))
    for opd in plan.opd:
        total = anggaran(plan, program_opd(plan, opd.id))
        found.append(_Amount(total, f"anggaran {opd.singkatan}", opd.id, f"anggaran {opd.id}"))
    for source, total in anggaran_menurut_sumber(plan).items():
        found.append(_Amount(total, f"anggaran dari `{source}`", source))
    for program in plan.program:
        name = f"anggaran {program.kode}"
        found.append(_Amount(anggaran(plan, [program]), name, program.kode, f"anggaran {program.kode}"))
        found += [_Amount(part.nilai, f"{name} tahun {part.tahun}", program.kode) for part in program.anggaran]
    return (amount for amount in found if amount.rupiah)
