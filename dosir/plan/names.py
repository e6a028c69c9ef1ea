"""Names: what a record is called, by those who write it and by those who read it.

An author knows a record by what he typed, kind and code; a reader also wants its title, but not all of a long one.
"""

from __future__ import annotations

import re
import textwrap

from dosir import language, markup
from dosir.plan.records import Daerah, Rekaman

TYPED = ("kode", "id", "nama", "kata", "tahap", "risiko", "jabatan", "judul", "isu", "aspek", "tahun", "jenis")
CODES = ("kode", "id", "singkatan", "organ", "tahap", "tahun", "kata")
TITLES = (
    "nama",
    "judul",
    "rumusan",
    "teks",
    "kesenjangan",
    "butir",
    "isu",
    "tahapan",
    "kedudukan",
    "kondisi",
    "tentang",
)
LONGEST = 90  # characters of a record's title that tell it from its like


def kind_of(record: Rekaman) -> str:
    """What a record is, in words: `PetaJalan` is a `peta jalan`, `Opd` an `OPD`."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(record).__name__).lower()
    return {"opd": "OPD", "swot": "SWOT", "gap": "kesenjangan"}.get(words, words)


def typed(record: Rekaman) -> str:
    """A record by the name that an author knows it by."""
    for key in TYPED:
        if key in type(record).model_fields and (value := getattr(record, key)):
            return f"{kind_of(record)} `{value}`"
    return kind_of(record)


def titled(record: Rekaman) -> str:
    """A record as a reader knows it: its kind, its code, and its title."""
    if isinstance(record, Daerah):
        return "Identitas daerah"
    code = next((_code(value) for name in CODES if (value := getattr(record, name, ""))), "")
    title = markup.plain(markup.parse_inline(next((str(v) for name in TITLES if (v := getattr(record, name, ""))), "")))
    short = textwrap.shorten(title, LONGEST, placeholder=" …")
    kind = kind_of(record)
    return " ".join(part for part in (kind[:1].upper() + kind[1:], code if code != title else "", short) if part)


def of_text(path: str) -> str:
    """The text in a file, as a reader knows it."""
    return f"Naskah {path.rpartition('/')[2].rpartition('.')[0].replace('-', ' ')}"


def _code(value: object) -> str:
    """A code, or years as a range."""
    return language.rentang_tahun(value) if isinstance(value, tuple) else str(value)
