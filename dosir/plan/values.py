"""How a written word becomes a typed value: rupiah, numbers, years, dates, codes.

Every scalar arrives as the text the author typed, because YAML's own guesses turn `32.10` into 32.1 and `1.250`
into 1.25. What could mean two things is refused with both readings; it is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

UNITS = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}
LONGEST = 18  # digits; a regency's budget has fourteen
_DIGITS = re.compile(r"-?[0-9]+")
_GROUPED = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3}){2,}(,[0-9]+)?")
_COMMA = re.compile(r"-?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+),[0-9]+")
_ONE_GROUP = re.compile(r"-?[0-9]{1,3}\.[0-9]{3}")
_NOMENCLATURE = re.compile(r"([1-8]\.[0-9]{2}\.[0-9]{2})(?:\.0?([12])\.([0-9]{2}(?:\.[0-9]{2}(?:[0-9]{2})?)?))?")
_DOTTED = re.compile(r"-?[0-9]+\.[0-9]+")


def fault(code: str, message: str, hint: str) -> PydanticCustomError:
    """A refusal in the author's language; braces in the author's text are kept as they are."""
    return PydanticCustomError("dosir", "{text}", {"code": code, "text": message, "hint": hint})


def number(value: Any) -> Any:
    """An exact decimal from Indonesian notation: `1062`, `1.250.000`, `73,82`. Raises on `1.250` and `73.82`."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if sum(character.isdigit() for character in text) > LONGEST:
        raise fault("wrong-type", f"bilangan `{text[:LONGEST]}…` terlalu panjang", "periksa banyaknya angka nol")
    if _DIGITS.fullmatch(text) or _GROUPED.fullmatch(text) or _COMMA.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if _ONE_GROUP.fullmatch(text):
        whole, comma = text.replace(".", ""), text.replace(".", ",")
        raise fault(
            "ambiguous-number",
            f"bilangan `{text}` dapat dibaca dua cara",
            f"tulis `{whole}` untuk ribuan atau `{comma}` untuk desimal",
        )
    if _DOTTED.fullmatch(text):
        raise fault(
            "ambiguous-number",
            f"bilangan `{text}` memakai titik sebagai desimal",
            f"tulis desimal dengan koma: `{text.replace('.', ',')}`",
        )
    raise fault("wrong-type", f"`{text}` bukan bilangan", "tulis angka, misalnya `1062` atau `73,82`")


def rupiah(value: Any) -> Any:
    """Whole rupiah from `250000000`, `250.000.000`, `250 juta` or `1,25 miliar`. Raises on `1.250`."""
    if not isinstance(value, str):
        return value
    text = re.sub(r"^Rp\.?\s*", "", value.strip()).replace("\u00a0", " ")
    figure, _, unit = text.partition(" ")
    if unit and unit.strip().lower() not in UNITS:
        raise fault("wrong-type", f"satuan uang `{unit.strip()}` tidak dikenal", f"pakai {', '.join(UNITS)}")
    if not unit and _ONE_GROUP.fullmatch(figure):
        whole = figure.replace(".", "")
        raise fault(
            "ambiguous-money",
            f"nilai uang `{text}` tanpa satuan dapat dibaca beberapa cara",
            f"tulis `{whole}` untuk rupiah penuh, atau beri satuan: `{whole} ribu`, `{whole} juta`",
        )
    amount = number(figure) * UNITS[unit.strip().lower()] if unit else number(figure)
    if amount != int(amount):
        raise fault("wrong-type", f"nilai uang `{text}` bukan rupiah bulat", "tulis tanpa pecahan rupiah")
    if amount < 0:
        raise fault("wrong-type", f"nilai uang `{text}` negatif", "tulis tanpa tanda minus")
    return int(amount)


def year(value: Any) -> Any:
    """A year of four digits between 1945 and 2100."""
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"[0-9]{4}", value.strip()) or not 1945 <= int(value) <= 2100:
        raise fault("wrong-type", f"`{value}` bukan tahun", "tulis empat angka, misalnya `2024`")
    return int(value)


def years(value: Any) -> Any:
    """Years in order from `[2022, 2023]`, a single `2022`, or a range `2022-2026`."""
    if isinstance(value, str) and (match := re.fullmatch(r"\s*([0-9]{4})\s*[-–]\s*([0-9]{4})\s*", value)):
        first, last = year(match[1]), year(match[2])
        if last < first:
            raise fault("wrong-type", f"rentang tahun `{value}` terbalik", f"tulis `{last}-{first}`")
        return tuple(range(first, last + 1))
    parts = value if isinstance(value, list | tuple) else [value]
    if any(not isinstance(part, str | int) for part in parts):
        raise fault("wrong-type", "tahun harus berupa angka atau rentang", "tulis `2022-2026` atau `[2022, 2024]`")
    return tuple(sorted({year(part) for part in parts}))


def day(value: Any) -> Any:
    """A date from `2022-06-08`, in a year between 1945 and 2100."""
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip()):
        raise fault("wrong-type", f"`{value}` bukan tanggal", "tulis tahun-bulan-hari, misalnya `2022-06-08`")
    year(value.strip()[:4])
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        hint = "periksa bulan dan banyaknya hari di bulan itu"
        raise fault("wrong-type", f"tanggal `{value}` tidak ada di kalender", hint) from None


def truth(value: Any) -> Any:
    """True from `true` or `ya`, false from `false` or `tidak`."""
    words = {"true": True, "ya": True, "false": False, "tidak": False}
    if isinstance(value, str):
        if value.strip().lower() not in words:
            raise fault("wrong-type", f"`{value}` bukan `true` atau `false`", "tulis `true` atau `false`")
        return words[value.strip().lower()]
    return value


def several(value: Any) -> Any:
    """A list where the author wrote one word or a list."""
    return (value,) if isinstance(value, str) else value


def percent(value: Any) -> Any:
    """A whole number from 0 to 100."""
    if not isinstance(value, str):
        return value
    figure = number(value.strip().removesuffix("%").strip())
    if figure != int(figure) or not 0 <= figure <= 100:
        raise fault("wrong-type", f"`{value}` bukan persentase bulat 0 sampai 100", "tulis misalnya `80`")
    return int(figure)


def count(value: Any) -> Any:
    """A whole number that is not negative."""
    if not isinstance(value, str):
        return value
    figure = number(value)
    if figure != int(figure) or figure < 0:
        raise fault("wrong-type", f"`{value}` bukan bilangan cacah", "tulis bilangan bulat, misalnya `12`")
    return int(figure)


def measure(value: Any) -> Any:
    """An exact number that is not negative."""
    figure = number(value)
    if isinstance(figure, Decimal) and figure < 0:
        raise fault("wrong-type", f"bilangan `{value}` negatif", "tulis tanpa tanda minus")
    return figure


def nomenclature(value: Any) -> Any:
    """A code of the national nomenclature in its newer form: `2.16.03.02.02.0020` is `2.16.03.2.02.0020`.

    Both forms are in use, even within one list, so they are one code here before anything compares them.
    """
    if not isinstance(value, str):
        return value
    found = _NOMENCLATURE.fullmatch(value.strip())
    if not found:
        raise fault("wrong-type", f"`{value}` bukan kode nomenklatur", "tulis seperti `2.16.03.2.02.0020`")
    program, marker, rest = found.groups()
    return f"{program}.{marker}.{rest}" if marker else program


def within(lowest: int, highest: int, name: str, example: str) -> Callable[[Any], Any]:
    """A reader of exact numbers from `lowest` to `highest`, both allowed."""

    def read(value: Any) -> Any:
        figure = number(value)
        if isinstance(figure, Decimal) and not lowest <= figure <= highest:
            message = f"{name} `{value}` di luar {lowest} sampai {highest}"
            raise fault("wrong-type", message, f"tulis misalnya `{example}`")
        return figure

    return read


def _pattern(pattern: str, name: str, example: str) -> BeforeValidator:
    def check(value: Any) -> Any:
        if isinstance(value, str) and not re.fullmatch(pattern, value.strip()):
            raise fault("wrong-type", f"`{value}` bukan {name}", f"tulis seperti `{example}`")
        return value

    return BeforeValidator(check)


def _json_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _form(types: str, pattern: str = "", example: str = "", **more: Any) -> WithJsonSchema:
    """What an editor may meet there. It loads YAML 1.2, where `2022` is a number and `250 juta` a text: `pattern`
    holds for texts, `minimum` and `maximum` for numbers, and `1.250`, to an editor 1.25, is no integer. What we write
    out ourselves is of the type declared."""
    form: dict[str, Any] = {"type": types.split()} | ({"pattern": rf"^\s*(?:{pattern})\s*$"} if pattern else {})
    return WithJsonSchema(form | ({"examples": [example]} if example else {}) | more, mode="validation")


_MOST = 10**LONGEST - 1
_FIGURE = "(?:" + "|".join(form.pattern for form in (_DIGITS, _GROUPED, _COMMA)) + ")"
_YEAR = "(?:19(?:4[5-9]|[5-9][0-9])|20[0-9]{2}|2100)"
CODE = "[A-Za-z0-9][A-Za-z0-9-]*"
WORD: dict[str, Any] = {"type": ["string", "number", "boolean"], "pattern": r"\S"}


def _any_case(words: Iterable[str]) -> str:
    """A pattern of these words in small or capital letters; JSON Schema has no flag for that."""
    return "|".join("".join(f"[{letter.upper()}{letter}]" for letter in word) for word in words)


Bilangan = Annotated[
    Decimal,
    BeforeValidator(number),
    PlainSerializer(_json_number, when_used="json"),
    _form("integer string", _FIGURE, "73,82", minimum=-_MOST, maximum=_MOST),
]
Besaran = Annotated[
    Decimal,
    BeforeValidator(measure),
    PlainSerializer(_json_number, when_used="json"),
    _form("integer string", _FIGURE, "1062", minimum=0, maximum=_MOST),
]
Cacah = Annotated[int, BeforeValidator(count), _form("integer string", _FIGURE, "12", minimum=0, maximum=_MOST)]
Skor = Annotated[
    Decimal,
    BeforeValidator(within(0, 4, "nilai", "2,25")),
    PlainSerializer(_json_number, when_used="json"),
    _form("integer string", _FIGURE, "2,25", minimum=0, maximum=4),
]
Bobot = Annotated[
    Decimal,
    BeforeValidator(within(0, 1, "bobot", "0,15")),
    PlainSerializer(_json_number, when_used="json"),
    _form("integer string", _FIGURE, "0,15", minimum=0, maximum=1),
]
Rating = Annotated[
    Decimal,
    BeforeValidator(within(1, 4, "rating", "3")),
    PlainSerializer(_json_number, when_used="json"),
    _form("integer string", _FIGURE, "3", minimum=1, maximum=4),
]
Rupiah = Annotated[
    int,
    BeforeValidator(rupiah),
    _form(
        "integer string",
        rf"(?:Rp\.?\s*)?{_FIGURE}(?:[ \u00a0]\s*(?:{_any_case(UNITS)}))?",
        "250 juta",
        minimum=0,
        maximum=_MOST,
    ),
]
Tahun = Annotated[int, BeforeValidator(year), _form("integer string", _YEAR, "2024", minimum=1945, maximum=2100)]
DaftarTahun = Annotated[
    tuple[int, ...],
    BeforeValidator(years),
    _form(
        "integer string array",
        rf"{_YEAR}(?:\s*[-–]\s*{_YEAR})?",
        "2022-2026",
        minimum=1945,
        maximum=2100,
        items=_form("integer string", _YEAR, minimum=1945, maximum=2100).json_schema,
    ),
]
Tanggal = Annotated[
    date,
    BeforeValidator(day),
    _form("string", "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])", "2022-06-08"),
]
YaTidak = Annotated[
    bool,
    BeforeValidator(truth),
    _form("boolean string", _any_case(("true", "ya", "false", "tidak")), "true"),
]
Persen = Annotated[
    int, BeforeValidator(percent), _form("integer string", rf"{_FIGURE}\s*%?", "80", minimum=0, maximum=100)
]
Rujukan = Annotated[
    tuple[str, ...],
    BeforeValidator(several),
    WithJsonSchema({"type": [*WORD["type"], "array"], "pattern": WORD["pattern"], "items": WORD}, mode="validation"),
]
KodeKemendagri = Annotated[
    str,
    _pattern(r"[0-9]{2}\.[0-9]{2}", "kode wilayah Kemendagri", "32.15"),
    _form("string number", r"[0-9]{2}\.[0-9]{2}", "32.15", minimum=0, maximum=99.99),
]
KodeBps = Annotated[
    str,
    _pattern(r"[0-9]{4}", "kode wilayah BPS", "3215"),
    _form("string integer", "[0-9]{4}", "3215", minimum=0, maximum=9999),
]
KodeNomenklatur = Annotated[
    str, BeforeValidator(nomenclature), _form("string", _NOMENCLATURE.pattern, "2.16.03.2.02.0020")
]
Id = Annotated[
    str,
    _pattern(CODE, "kode (huruf, angka, tanda hubung)", "GOV-01"),
    _form("string number boolean", CODE, "GOV-01", minimum=0),
]
