"""Data as scripts, because a page opened from the disk may load a script and may not fetch a file.

Each script hands its data over under a name by one call; the browser's half is `templates/situs/skrip/cari-kata.js`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from dosir.render.search.stems import two_vowels

FOLDER = "aset/cari/"
INDEX, SHARE = f"{FOLDER}indeks.js", f"{FOLDER}portal.js"
RULES = ("bobot", "setara", "daerah", "awalan", "awalan_kedua", "akhiran", "klitik")
CALL = "dosirCari("
LAST = [chr(code) for code in range(0x28, 0x5C)]  # signs that JSON does not escape: those that end a number,
MORE = [chr(code) for code in range(0x5D, 0x7F)]  # and those after which it goes on


def script(name: str, data: Any) -> bytes:
    """A script that hands over data under a name."""
    return f"{CALL}{json.dumps(name)},{json.dumps(data, ensure_ascii=False, separators=(',', ':'))});\n".encode()


def unpacked(made: bytes) -> Any:
    """The data in such a script."""
    return json.loads(f"[{made.decode().strip().removeprefix(CALL).removesuffix(');')}]")[1]


def ruled(rules: Mapping[str, Any]) -> dict[str, Any]:
    """What the browser has to know of `cari.yml`: of the roots only those that do not look like one."""
    short = [root for root in rules["dasar"].split() if not two_vowels(root)]
    return {"abaikan": rules["abaikan"].split(), "pendek": short, **{name: rules[name] for name in RULES}}


def trimmed(row: list[Any]) -> list[Any]:
    """A row without the empty cells at its end."""
    while row and row[-1] == "":
        row = row[:-1]
    return row


def packed(texts: Iterable[str]) -> dict[str, str]:
    """Texts as their words, most used first, and the numbers of those words; number 0 ends a text.

    This is what makes the index of a regency 140 kB instead of 245 kB (measured).
    """
    told = [text.split() for text in texts]
    count = Counter(word for text in told for word in text)
    words = sorted(count, key=lambda word: (-count[word], word))
    numbers = {word: _number(at) for at, word in enumerate(words, 1)}
    coded = "".join("".join(numbers[word] for word in text) + _number(0) for text in told)
    return {"kosakata": " ".join(words), "teks": coded}


def _number(value: int) -> str:
    made = ""
    while value >= len(LAST):
        value, rest = divmod(value - len(LAST), len(MORE))
        made += MORE[rest]
    return made + LAST[value]
