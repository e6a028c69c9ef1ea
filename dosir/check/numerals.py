"""Numbers as Indonesian writes them in sentences: `6`, `enam`, `6 (enam)`, `tiga puluh`, `keenam`, up to 999.

A pattern and a reader that belong together: what NUMBER matches, `value` can read.
"""

from __future__ import annotations

import re

ONES = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
# Words that make a number, with what they multiply by; `se-` is one of them, `belas` adds ten.
SCALES = (("ratus", 100), ("puluh", 10))
SPECIAL = {"sepuluh": 10, "sebelas": 11, "seratus": 100}

_ONE = "|".join(ONES[1:])
_BELOW_HUNDRED = rf"(?:sepuluh|sebelas|(?:{_ONE})(?:\s+(?:belas|puluh(?:\s+(?:{_ONE}))?))?)"
_WORDS = rf"(?:(?:seratus|(?:{_ONE})\s+ratus)(?:\s+{_BELOW_HUNDRED})?|{_BELOW_HUNDRED})"
# A digit that is part of a date, a code, an amount or a share is no count.
_FREE = r"(?<![\d.,/–—-])(?<!\w)"
_DIGITS = r"\d{1,3}(?![\d%/]|[.,–—-]\d)"
# The official form says a number twice, `6 (enam)` or `enam (6)`; `(1)` after a word begins a list.
_TWICE = rf"(?:\s*\((?:(?P<eja>(?i:{_WORDS}))|(?P<eja_angka>(?!1\))\d{{1,3}}))\))?"
NUMBER = rf"(?:(?i:\b(?P<ke>ke-?)?(?P<kata>{_WORDS})\b)|(?:(?P<ke2>\b[Kk]e-)|{_FREE})(?P<angka>{_DIGITS})){_TWICE}"


def value(match: re.Match[str]) -> int:
    """The number that a match of NUMBER says."""
    return int(match["angka"]) if match["angka"] else in_words(match["kata"])


def contradicts_itself(match: re.Match[str]) -> bool:
    """Whether digits and words beside them say two numbers, as in `7 (enam)`."""
    if match["angka"] and match["eja"]:
        return in_words(match["eja"]) != value(match)
    return bool(match["kata"] and match["eja_angka"]) and int(match["eja_angka"]) != value(match)


def is_collective(match: re.Match[str]) -> bool:
    """Whether it is written as `keenam` or `ke-6`, which before a noun means all six of them."""
    return bool(match["ke"] or match["ke2"])


def in_words(words: str) -> int:
    """The value of number words, from `satu` to `sembilan ratus sembilan puluh sembilan`."""
    total, digit = 0, 0
    for word in words.lower().split():
        scale = dict(SCALES).get(word)
        if scale:
            total, digit = total + digit * scale, 0
        elif word == "belas":
            total, digit = total + digit + 10, 0
        else:
            total += SPECIAL.get(word, 0)
            digit = ONES.index(word) if word in ONES else 0
    return total + digit
