"""Scores of the yearly evaluation: what the answers of a regency amount to, part by part and in all.

Every score is an exact fraction and only `dua_desimal` rounds, for print: how the ministry rounds is not known. Its
means reproduce exactly, its finals nearly (Kabupaten Malang 2022: the answers amount to 2,504, the report prints 2,51),
so official scores are compared with a tolerance (`cocok`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dosir.plan import Plan
from dosir.plan.records import DimensiEvaluasi, Evaluasi, IndikatorEvaluasi, Instrumen, Jawaban

TOLERANSI = Decimal("0.02")  # the widest difference seen is 0,012, over the 38 regions of 2022


@dataclass(frozen=True)
class NilaiBagian:
    """A scored part of an instrument: its questions with their answers, and its official score where known."""

    bagian: DimensiEvaluasi
    jawaban: tuple[tuple[IndikatorEvaluasi, Jawaban | None], ...]
    resmi: Decimal | None = None

    @property
    def terjawab(self) -> tuple[Fraction, ...]:
        """Scores of the answered questions, in the order of the questions."""
        scores = (nilai_jawaban(answer) for _, answer in self.jawaban if answer)
        return tuple(score for score in scores if score is not None)

    @property
    def lengkap(self) -> bool:
        """Whether every question has a score; false for a part whose questions are not known."""
        return 0 < len(self.jawaban) == len(self.terjawab)

    @property
    def rata_rata(self) -> Fraction | None:
        """Mean of the answered questions, from 0 to 4; None when none is."""
        return rata_rata(self.terjawab)

    @property
    def nilai(self) -> Fraction | None:
        """The part's score: its own mean when every question is answered, else the official score, else None."""
        if self.lengkap:
            return self.rata_rata
        return None if self.resmi is None else Fraction(self.resmi)

    @property
    def sumbangan(self) -> Fraction | None:
        """What the part adds to the final score: weight × score / 100."""
        return None if self.nilai is None else Fraction(self.bagian.bobot) * self.nilai / 100

    @property
    def cocok(self) -> bool:
        """False when a complete mean and the official score differ by more than the tolerance."""
        return not self.lengkap or cocok(self.rata_rata, self.resmi)


@dataclass(frozen=True)
class Hasil:
    """An evaluation counted with its instrument."""

    evaluasi: Evaluasi
    instrumen: Instrumen
    bagian: tuple[NilaiBagian, ...]

    @property
    def akhir(self) -> Fraction | None:
        """Final score, Σ weight × part / 100, exact on what its parts were given as; None when a part has no score."""
        return _total(part.sumbangan for part in self.bagian)

    @property
    def akhir_dari_resmi(self) -> Fraction | None:
        """Final score from the official scores of the parts alone; None when one is not known."""
        return _total(
            None if part.resmi is None else Fraction(part.bagian.bobot) * Fraction(part.resmi) / 100
            for part in self.bagian
        )

    @property
    def bobot(self) -> Decimal:
        """Sum of the weights, in per cent; 100 in a sound instrument."""
        return sum((part.bagian.bobot for part in self.bagian), Decimal(0))

    @property
    def cocok(self) -> bool:
        """False when the final score and the official one differ by more than the tolerance."""
        return cocok(self.akhir, self.evaluasi.nilai_akhir)


def hasil(plan: Plan, evaluasi: Evaluasi) -> Hasil | None:
    """An evaluation counted; None when its instrument is not there."""
    instrument = plan.bersama.instrumen.get(evaluasi.instrumen)
    return hitung(instrument, evaluasi) if instrument else None


def semua_hasil(plan: Plan) -> tuple[Hasil, ...]:
    """Every evaluation that can be counted, in the order of years and stages."""
    ordered = sorted(plan.evaluasi, key=lambda item: (item.tahun, item.tahap or ""))
    return tuple(counted for item in ordered if (counted := hasil(plan, item)))


def hitung(instrumen: Instrumen, evaluasi: Evaluasi) -> Hasil:
    """The answers and official scores of an evaluation laid on an instrument; of two for one question the first."""
    answers = {answer.no: answer for answer in reversed(evaluasi.jawaban)}
    official = {score.bagian: score.nilai for score in reversed(evaluasi.nilai)}
    parts = (
        NilaiBagian(part, tuple((item, answers.get(item.no)) for item in part.indikator), official.get(part.kode))
        for part in instrumen.dimensi
    )
    return Hasil(evaluasi, instrumen, tuple(parts))


def nilai_jawaban(jawaban: Jawaban) -> Fraction | None:
    """Score of an answer, from 0 to 4: the mean of its assessors when they are given, else its value, else None."""
    if jawaban.nilai_asesor:
        return rata_rata(jawaban.nilai_asesor)
    return None if jawaban.nilai is None else Fraction(jawaban.nilai)


def rata_rata(values: Iterable[Decimal | Fraction]) -> Fraction | None:
    """Exact mean; None of nothing."""
    parts = [Fraction(value) for value in values]
    return sum(parts, Fraction(0)) / len(parts) if parts else None


def cocok(computed: Fraction | Decimal | None, official: Fraction | Decimal | None) -> bool:
    """Whether two scores differ by no more than the tolerance; true when one of them is not known."""
    if computed is None or official is None:
        return True
    return abs(Fraction(computed) - Fraction(official)) <= Fraction(TOLERANSI)


def dua_desimal(value: Fraction | Decimal) -> Decimal:
    """A score as it is printed: two decimals, a half rounded up."""
    return bulat(value, 2)


def bulat(value: Fraction | Decimal, decimals: int) -> Decimal:
    """A number of any exactness rounded to so many decimals, a half upwards."""
    exact = Fraction(value) * 10**decimals
    whole = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return Decimal(whole).scaleb(-decimals)


def porsi_belanja(plan: Plan, tahun: int) -> Fraction | None:
    """Per cent of a year's APBD that goes to the programmes of the plan; None when that year has no APBD total.

    Only money whose source is part of the APBD is counted. Not `facts.porsi_apbd`, which says how much of the plan's
    budget comes from the APBD.
    """
    total = next((item.nilai for item in plan.daerah.apbd if item.tahun == tahun), 0)
    if not total:
        return None
    own = {source.id for source in plan.bersama.sumber_dana if source.apbd}
    parts = (part for program in plan.program for part in program.anggaran if part.tahun == tahun)
    return Fraction(100 * sum(part.nilai for part in parts if part.sumber_dana in own), total)


def _total(parts: Iterable[Fraction | None]) -> Fraction | None:
    every = list(parts)
    known = [part for part in every if part is not None]
    return sum(known, Fraction(0)) if 0 < len(known) == len(every) else None
