"""Indonesian as the books write it: rupiah, numbers, dates, ranges, roman numerals, lists.

Numbers and dates come from Babel's CLDR tables; where planners write otherwise than CLDR (`Rp 1.250.000` without
cents, months in words) the pattern is given here. Words that stand in templates and tables are data in `templates/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

LOCALE = "id_ID"
NO_BREAK = "\u00a0"
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


@lru_cache(maxsize=4096)  # the same numbers stand in the books and on many pages; a tenth of their time (measured)
def angka(value: int | Decimal) -> str:
    """`1062` -> `1.062`, `73.82` -> `73,82`; every decimal that is there, none that is not."""
    pattern = "#,##0" if value == int(value) else "#,##0." + "#" * 12
    return format_decimal(value, format=pattern, locale=LOCALE)


def rupiah(value: int) -> str:
    """Full rupiah with a space that does not break: `Rp 1.250.000.000`."""
    return f"Rp{NO_BREAK}{angka(value)}"


def rupiah_ringkas(value: int) -> str:
    """Rupiah for prose, exact to two decimals of its scale: `Rp 1,25 miliar`; exact amounts stay exact."""
    for scale, name in _SCALES:
        if abs(value) * 1000 >= scale * 1000 - scale // 200:  # what would round to 1.000 of a scale is 1 of the next
            short = (Decimal(value) / scale).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
            return f"Rp{NO_BREAK}{angka(short)}{NO_BREAK}{name}"
    return rupiah(value)


@lru_cache(maxsize=4096)
def juta(value: int) -> str:
    """Millions of rupiah for table columns: 1250000000 -> `1.250`; exact to a thousand rupiah, so that sums agree."""
    return format_decimal(Decimal(value) / 10**6, format="#,##0.###", locale=LOCALE)


def ukuran(size: int) -> str:
    """Bytes as a reader thinks of them: `812 B`, `52 kB`, `1,8 MB`."""
    for scale, name in ((10**6, "MB"), (10**3, "kB")):
        if size >= scale:
            short = Decimal(size) / scale
            return (
                f"{angka(short.quantize(Decimal('0.1') if short < 10 else Decimal(1), ROUND_HALF_UP))}{NO_BREAK}{name}"
            )
    return f"{size}{NO_BREAK}B"


def tanggal(value: date) -> str:
    """`8 Juni 2022`."""
    return format_date(value, "d MMMM y", locale=LOCALE).replace(" ", NO_BREAK, 1)


def hari_tanggal(value: date) -> str:
    """`Rabu, 8 Juni 2022`."""
    return f"{format_date(value, 'EEEE', locale=LOCALE)}, {tanggal(value)}"


def rentang_tanggal(first: date, last: date | None) -> str:
    """`15–16 Juni 2022`, or one day with its name."""
    if last is None or last == first:
        return hari_tanggal(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{tanggal(last)}"
    return f"{tanggal(first)}–{tanggal(last)}"


def rentang_tahun(years: Sequence[int]) -> str:
    """`2022–2026` for years without a gap, else `2022, 2024`."""
    if len(years) > 1 and years[-1] - years[0] + 1 == len(years):
        return f"{years[0]}–{years[-1]}"
    return ", ".join(map(str, years))


def daftar(words: Iterable[str]) -> str:
    """`a`, `a dan b`, `a, b, dan c`."""
    parts = list(words)
    if len(parts) < 3:
        return " dan ".join(parts)
    return f"{', '.join(parts[:-1])}, dan {parts[-1]}"


def romawi(value: int) -> str:
    """Roman numeral of a positive number: 4 -> `IV`."""
    result = ""
    for size, letters in _ROMAN:
        count, value = divmod(value, size)
        result += letters * count
    return result


def urutan(text: str) -> str:
    """Key that sorts words as an Indonesian list does: letters without regard to case."""
    return text.casefold()
