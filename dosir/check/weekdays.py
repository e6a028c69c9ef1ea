"""Rules about dates in sentences: the weekday that is no weekday of that date, and days no calendar has.

A year that is not written is taken from the record's own dates or from the one year the text names; where neither
gives one, nothing is said, because a wrong guess would make a false report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, islice

from dosir.diagnostics import Diagnostic, warning
from dosir.plan import Plan
from dosir.plan.records import Rekaman
from dosir.plan.texts import Teks, texts

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    ("Januari", "Jan"),
    ("Februari", "Pebruari", "Feb"),
    ("Maret", "Mar"),
    ("April", "Apr"),
    ("Mei",),
    ("Juni", "Jun"),
    ("Juli", "Jul"),
    ("Agustus", "Agus", "Agt", "Ags", "Agu"),
    ("September", "Sept", "Sep"),
    ("Oktober", "Okt"),
    ("November", "Nopember", "Nov", "Nop"),
    ("Desember", "Des"),
)
LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTH_OF = {name.lower(): number for number, names in enumerate(MONTHS, start=1) for name in names}
_NAMES = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
# `minggu` in small letters is a week; every other weekday and month may be written either way.
_DAY = r"(?:(?i:Senin|Selasa|Rabu|Kamis|Jum['’`]?at|Sabtu|Ahad)|Minggu|MINGGU)"
_TO = r"\s*(?:[–—-]|dan|sampai(?: dengan)?|hingga|s\.?/?d\.?|&)\s*"
_YEAR = r"(?:19|20)\d\d"
_WRITTEN = rf"\d{{1,2}}(?:\s+(?i:{_NAMES})\b\.?(?:\s+{_YEAR})?)?"
_NUMERIC = rf"\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-](?:{_YEAR}|\d\d))?"
_END = r"(?![\w/]|[.,-]\d)"
DATE = re.compile(
    rf"(?<![\w/.,-])(?:(?P<from>{_WRITTEN}){_TO})?(?P<day>\d{{1,2}})\s+(?P<month>(?i:{_NAMES}))\b\.?(?:\s+(?P<year>{_YEAR}))?{_END}"
    rf"|(?<![\w/.,-])(?:(?P<from2>{_NUMERIC}){_TO})?(?P<day2>\d{{1,2}})(?P<sep>[/.-])(?P<month2>\d{{1,2}})"
    rf"(?:(?P=sep)(?P<year2>{_YEAR}|\d\d))?{_END}"
    rf"|(?<![\w/.,-])(?P<iso>{_YEAR}-\d\d-\d\d){_END}"
)
# A Javanese market day or a time of day may stand between the weekday and its date.
WEEKDAY = re.compile(
    rf"\b(?P<first>{_DAY})(?:{_TO}(?P<last>{_DAY}))?"
    r"(?:\s+(?:Legi|Pahing|Pon|Wage|Kliwon|pagi|siang|sore|malam))?\s*,?\s*\(?\s*(?:(?:pada\s+)?(?:tanggal|tgl\.?)\s+)?$"
)
AFTER = re.compile(rf"\s*(?:\(\s*|,\s*)(?:hari\s+)?(?P<first>{_DAY})\b(?!\s*,?\s*\(?(?:tanggal\s+)?\d)")
NAMED_YEAR = re.compile(rf"(?<![\w/.–-]){_YEAR}(?![\w/–-]|\.\d)")
# A year after these is that of a document or a budget, not of an event.
DOCUMENT = re.compile(
    r"(?:Nomor\s+\S+\s+Tahun|Perda|Perbup|RPJM[DN]|RPJPD|RKPD|Renstra|Renja|APB[DN]|Data|Angka|anggaran)(?:\s+tahun)?\s+$",
    re.IGNORECASE,
)

CORRECTED = re.compile(
    r"\b(?:padahal|seharusnya|semestinya|sebenarnya|sebetulnya|keliru|salah tulis|yang benar|bukan)\b"
)


@dataclass(frozen=True)
class _Day:
    """A day of a month as it was written; year 0 when none was."""

    day: int
    month: int
    year: int = 0

    @property
    def possible(self) -> bool:
        """Whether some calendar has it; without a year, whether any year has it."""
        if not 1 <= self.day <= LONGEST[self.month - 1]:
            return False
        return (self.day, self.month) != (29, 2) or not self.year or (date(self.year, 3, 1) - timedelta(1)).day == 29

    def __str__(self) -> str:
        return f"{self.day} {MONTHS[self.month - 1][0]}{f' {self.year}' if self.year else ''}"


def weekdays(plan: Plan) -> Iterator[Diagnostic]:
    """Dates in texts with a weekday they do not fall on, and dates that do not exist."""
    for text in texts(plan):
        for match in DATE.finditer(text.isi):
            yield from _date(text, match)


def _date(text: Teks, match: re.Match[str]) -> Iterator[Diagnostic]:
    days = _days(match)
    if days is None or _corrected(text, match.start()):
        return
    named = WEEKDAY.search(text.isi[: match.start()]) or AFTER.match(text.isi, match.end())
    wrong = next((day for day in days if not day.possible), None)
    if wrong and (match["day"] or named or wrong.year):
        message = f"“{match[0].strip()}”: {wrong} tidak ada di kalender"
        yield warning(text.at(match.start()), "impossible-date", message, "periksa tanggal dan bulannya")
    elif named:
        yield from islice(_weekdays(text, match, days, named), 1)


def _weekdays(text: Teks, match: re.Match[str], days: tuple[_Day, ...], named: re.Match[str]) -> Iterator[Diagnostic]:
    words = [word for word in named.groupdict().values() if word]
    shown = text.isi[min(named.start("first"), match.start()) : max(match.end(), named.end())].strip(" (,")
    for word, day in zip(words, days, strict=False):  # one weekday before a range tells its first day
        year = day.year or _year(text, day)
        if year and _Day(day.day, day.month, year).possible:
            whole = f"{shown})" if "(" in shown else shown
            yield from _compared(text, named.start("first"), whole, word, date(year, day.month, day.day))


def _corrected(text: Teks, at: int) -> bool:
    """Whether the author quotes a slip of someone else and says that it is one."""
    return text.dikutip(at) and bool(CORRECTED.search(text.di_kalimat(at)[1]))


def _compared(text: Teks, start: int, shown: str, word: str, real: date) -> Iterator[Diagnostic]:
    wanted = _number(word)
    if real.weekday() == wanted:
        return
    message = f"“{shown}”: {_written(real)} jatuh pada hari {DAYS[real.weekday()]}"
    near = [_written(at) for at in _neighbours(real, wanted, _own_dates(text.rekaman))]
    hint = f"yang jatuh pada hari {DAYS[wanted]}: {', '.join(near[:3])}; " if near else ""
    yield warning(text.at(start), "weekday-mismatch", message, f"{hint}periksa hari dan tanggalnya pada sumbernya")


def _neighbours(real: date, wanted: int, known: tuple[date, ...]) -> Iterator[date]:
    """Dates one slip away that do fall on the wanted weekday: the record's own, then day, month, year beside."""
    beside = [real + timedelta(1), real - timedelta(1)]
    for month, year in ((real.month + 1, real.year), (real.month - 1, real.year), (real.month, real.year + 1)):
        if 1 <= month <= 12 and real.day <= LONGEST[month - 1] and (real.day, month) != (29, 2):
            beside.append(date(year, month, real.day))
    if (real.day, real.month) != (29, 2):
        beside.append(date(real.year - 1, real.month, real.day))
    own = [at for at in known if at.weekday() == wanted]
    yield from dict.fromkeys(at for at in chain(own, beside) if at.weekday() == wanted)


def _days(match: re.Match[str]) -> tuple[_Day, ...] | None:
    """The day or the two days of a range; None when the numbers cannot be meant as a date."""
    if match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
        return (_Day(day, month, year),) if 1 <= month <= 12 and day <= 31 else None
    day, written = int(match["day"] or match["day2"]), match["month"] or match["month2"]
    month = int(written) if written.isdigit() else _MONTH_OF[written.lower()]
    if not 1 <= month <= 12 or day > 39 or (match["day2"] and not 1 <= day <= 31):
        return None
    last = _Day(day, month, _full_year(match["year"] or match["year2"] or ""))
    first = match["from"] or match["from2"]
    return (_first_of_range(first, last), last) if first else (last,)


def _first_of_range(words: str, last: _Day) -> _Day:
    parts = re.findall(r"\d+|[^\W\d_]+", words)
    month = last.month
    if len(parts) > 1:
        month = int(parts[1]) if parts[1].isdigit() else _MONTH_OF[parts[1].lower()]
    return _Day(
        int(parts[0]), month if 1 <= month <= 12 else last.month, _full_year(parts[2]) if len(parts) > 2 else last.year
    )


def _full_year(written: str) -> int:
    return int(written) + (2000 if len(written) == 2 else 0) if written else 0


def _year(text: Teks, day: _Day) -> int:
    """The year of a date that is written without one; 0 when nothing tells it."""
    own = _own_dates(text.rekaman)
    same = {at.year for at in own if (at.day, at.month) == (day.day, day.month)}
    for years in (same, {at.year for at in own}, _years_in(text.isi)):
        if len(years) == 1:
            return next(iter(years))
    return 0


def _years_in(words: str) -> set[int]:
    return {int(found[0]) for found in NAMED_YEAR.finditer(words) if not DOCUMENT.search(words[: found.start()])}


def _own_dates(record: Rekaman | None) -> tuple[date, ...]:
    if record is None:
        return ()
    values = (getattr(part, name) for part in (record, *record.inside()) for name in type(part).model_fields)
    return tuple(value for value in values if isinstance(value, date))


def _number(word: str) -> int:
    plain = re.sub(r"['’`]", "", word).title()
    return DAYS.index("Minggu" if plain == "Ahad" else plain)


def _written(at: date) -> str:
    return str(_Day(at.day, at.month, at.year))
