"""Rules about money: an amount a thousand times off, in a sentence or in the budget, and a total that was typed.

The same digits happen by chance, so an amount in a sentence is held against those it can mean: of the programme,
pillar, office or year that the sentence or its record is about. Against all others only three digits and more tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from dosir.diagnostics import Diagnostic, warning
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


@dataclass(frozen=True)
class _Amount:
    """An amount of the plan, what it is of, and the reference that says it; `about` is the thing it belongs to."""

    rupiah: int
    name: str
    about: str
    reference: str = ""


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
    """Money in texts that is a thousand times an amount of the plan, or that is a total the text should refer to."""
    known = tuple(_known(plan))
    if not known:
        return
    owners = {item.prosa.path: item.rekaman.program for item in plan.quick_win}
    for text in texts(plan):
        for match in MONEY.finditer(text.isi):
            start, sentence = text.di_kalimat(match.start())
            clause = sentence[max(0, match.start() - start - 60) : match.start() - start]
            if (BUDGET.search(sentence) or text.bidang == "anggaran") and not OTHERS.search(clause):
                about = _about(plan, text, sentence, owners)
                yield from _money(text, match, known, about)


def yearly_slips(plan: Plan) -> Iterator[Diagnostic]:
    """Amounts of a programme about a thousand times those of its other years."""
    usual = median([part.nilai for program in plan.program for part in program.anggaran] or [0])
    for program in plan.program:
        for part in _odd(program, float(usual)):
            others = round(median(other.nilai for other in program.anggaran if other is not part))
            side = "besar" if part.nilai > others else "kecil"
            message = (
                f"{program.kode}: anggaran {part.tahun} {rupiah_ringkas(part.nilai)}, sekitar seribu kali lebih {side} "
                f"daripada tahun lainnya, {rupiah_ringkas(others)}"
            )
            yield warning(part.at("nilai"), "unit-slip", message, "periksa satuannya: ribu, juta, atau miliar")


def _odd(program: Program, usual: float) -> list[Anggaran]:
    """The entries a thousand times off all those of other years; of two that differ, the less usual one."""
    odd = []
    for part in program.anggaran:
        others = [other.nilai for other in program.anggaran if other.tahun != part.tahun]
        ratios = [max(part.nilai, other) / min(part.nilai, other) if part.nilai and other else 0 for other in others]
        if others and all(LEAST <= ratio <= MOST for ratio in ratios):
            odd.append(part)
    if len(odd) == len(program.anggaran) == 2:
        return [max(odd, key=lambda part: max(part.nilai, usual) / max(1, min(part.nilai, usual)))]
    return odd


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
