"""A file of remarks as it arrives: JSON from anywhere, checked whole, with every fault told at the line of its remark.

The checks are written out instead of declared, because nothing here may reach a traceback: neither depth, nor huge
numbers, nor keys told twice, nor characters that steer a terminal.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dosir.diagnostics import Diagnostic, Position, error, nearest
from dosir.plan.anchors import PREFIX
from dosir.plan.records import JENIS_CATATAN
from dosir.plan.values import CODE
from dosir.sources.tree import CONTROL

FORMAT, VERSION = "dosir-catatan", 1
LARGEST = 512 * 1024
MOST = 1000
SHOWN = 40  # characters of a wrong value in a message
HEAD = ("format", "versi_format", "daerah", "versi", "commit", "catatan")
BREAKS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]')
ADVICE = "unduh lagi catatannya dari situs dengan tombol Unduh catatan"


@dataclass(frozen=True)
class Form:
    """What a key of a remark may hold: how many characters, of which form, and whether it must be there."""

    most: int
    form: str = ".*"
    needed: bool = False
    lines: bool = False


FORMS: Mapping[str, Form] = {
    "id": Form(40, CODE, needed=True),
    "halaman": Form(200, "[A-Za-z0-9]+(?:[/_.-][A-Za-z0-9]+)*", needed=True),
    "bagian": Form(200),
    "rekaman": Form(20, rf"(?:{PREFIX}[0-9a-f]{{16}})?"),
    "sebelum": Form(200),
    "kutipan": Form(2000),
    "sesudah": Form(200),
    "isi": Form(5000, "(?s:.+)", needed=True, lines=True),
    "jenis": Form(20, "|".join(JENIS_CATATAN), needed=True),
    "sebagai": Form(200),
    "tanggal": Form(10, "[0-9]{4}-[0-9]{2}-[0-9]{2}", needed=True),
    "versi": Form(40),
    "commit": Form(41, r"(?:[0-9a-f]{7,40}\+?)?"),
}


@dataclass(frozen=True)
class Masuk:
    """One remark as it came in, with the line of its file; texts are clean and a key that was not there is empty."""

    line: int
    id: str
    halaman: str
    bagian: str
    rekaman: str
    sebelum: str
    kutipan: str
    sesudah: str
    isi: str
    jenis: str
    sebagai: str
    tanggal: str
    versi: str
    commit: str


@dataclass(frozen=True)
class Kiriman:
    """A sound file of remarks: its path as it was typed, the regency, and what was remarked."""

    path: str
    slug: str
    catatan: tuple[Masuk, ...]


def received(path: str, data: bytes, slugs: Collection[str]) -> tuple[Kiriman | None, tuple[Diagnostic, ...]]:
    """The remarks in these bytes, or None and every fault of the file; `slugs` are the regencies there are."""
    try:
        head, text = _parsed(data)
    except _Broken as fault:
        return None, (_fault(path, fault.line, fault.message),)
    faults = [_fault(path, 1, message, hint) for message, hint in _head_faults(head, slugs)]
    made = []
    written = head.get("catatan")
    items = written if isinstance(written, list) else []
    for line, item in zip(_lines(text, len(items)), items, strict=True):
        remark, wrong = _remark(line, item)
        faults += [_fault(path, line, message) for message in wrong]
        made += [remark] if remark else []
    faults += [_fault(path, line, f"id `{name}` dipakai dua catatan") for line, name in _repeated(made)]
    return (None if faults else Kiriman(path, str(head["daerah"]), tuple(made))), tuple(faults)


def clean(text: str, lines: bool = False) -> str:
    """A text without signs that no editor shows; its lines and spaces are kept only where a remark may have them."""
    shown = CONTROL.sub("", BREAKS.sub("\n", text))
    whole = shown.encode("utf-8", "replace").decode()  # half of a surrogate pair is no character
    return whole.strip() if lines else " ".join(whole.split())


class _Broken(Exception):
    """Why no remark of a file can be looked at."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.message, self.line = message, line


def _parsed(data: bytes) -> tuple[dict[str, Any], str]:
    if len(data) > LARGEST:
        raise _Broken(f"berkas lebih besar dari {LARGEST // 1024} KiB")
    try:
        text = data.decode("utf-8-sig")
        head = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as fault:
        raise _Broken("bukan JSON yang utuh", fault.lineno) from None
    except UnicodeDecodeError:
        raise _Broken("bukan teks UTF-8") from None
    except RecursionError:
        raise _Broken("bersarang terlalu dalam") from None
    except ValueError:  # a number of thousands of digits
        raise _Broken("memuat bilangan yang tidak wajar") from None
    if not isinstance(head, dict):
        raise _Broken("bukan berkas catatan: isinya bukan satu objek")
    return head, text


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _Broken("memuat kunci yang ditulis dua kali")
    return made


def _no_number(name: str) -> Any:
    raise _Broken(f"memuat `{name}`, yang bukan JSON")


def _head_faults(head: Mapping[str, Any], slugs: Collection[str]) -> Iterator[tuple[str, str]]:
    """(message, hint) of each fault beside the remarks themselves."""
    if head.get("format") != FORMAT:
        yield f"bukan berkas catatan situs Dosir: `format` bukan `{FORMAT}`", ADVICE
    elif type(head.get("versi_format")) is not int or head["versi_format"] != VERSION:
        yield f"`versi_format: {_shown(head.get('versi_format'))}` tidak dikenal; yang dikenal {VERSION}", ADVICE
    slug = head.get("daerah")
    if not isinstance(slug, str) or slug not in slugs:
        yield f"daerah `{_shown(slug)}` tidak ada di folder isi", nearest(_shown(slug), slugs)
    if not isinstance(head.get("catatan"), list):
        yield "`catatan` bukan daftar", ADVICE
    elif not 0 < len(head["catatan"]) <= MOST:
        yield f"memuat {len(head['catatan'])} catatan; yang diterima 1 sampai {MOST}", ADVICE
    for key in head:
        if key not in HEAD:
            yield f"kunci `{_shown(key)}` tidak dikenal", ADVICE


def _remark(line: int, item: Any) -> tuple[Masuk | None, list[str]]:
    """The remark of one item, or None, and what is wrong with it."""
    if not isinstance(item, dict):
        return None, ["catatan bukan objek"]
    faults = [f"kunci `{_shown(key)}` tidak dikenal" for key in item if key not in FORMS]
    texts: dict[str, str] = {}
    for key, form in FORMS.items():
        value = item.get(key, "")
        texts[key] = clean(value, form.lines) if isinstance(value, str) else ""
        fault = _value_fault(key, value, texts[key], form)
        faults += [fault] if fault else []
    return (None if faults else Masuk(line, **texts)), faults


def _value_fault(key: str, value: Any, text: str, form: Form) -> str:
    """What is wrong with one value; empty when nothing is."""
    if not isinstance(value, str):
        return f"`{key}` bukan teks"
    if not text:
        return f"`{key}` kosong atau tidak ada" if form.needed else ""
    if len(text) > form.most:
        return f"`{key}` lebih panjang dari {form.most} karakter"
    if not re.fullmatch(form.form, text) or (key == "tanggal" and not _is_day(text)):
        return f"`{key}: {_shown(value)}` tidak berbentuk semestinya"
    return ""


def _is_day(text: str) -> bool:
    try:
        return 1945 <= date.fromisoformat(text).year <= 2100
    except ValueError:
        return False


def _repeated(remarks: list[Masuk]) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for remark in remarks:
        if remark.id in seen:
            yield remark.line, remark.id
        seen.add(remark.id)


def _lines(text: str, count: int) -> list[int]:
    """The line on which each item of the list of remarks begins; 1 where the file is of another form."""
    depth, starts = 0, []
    for token in TOKEN.finditer(text):
        if token[0] in "{[":
            if depth == 2:
                starts.append(text.count("\n", 0, token.start()) + 1)
            depth += 1
        elif token[0] in "}]":
            depth -= 1
    return starts if len(starts) == count else [1] * count


def _shown(value: Any) -> str:
    """A wrong value as a message may show it: short, on one line, and without signs that steer a terminal."""
    text = clean(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _fault(path: str, line: int, message: str, hint: str = ADVICE) -> Diagnostic:
    return error(Position(path, line), "broken-remarks", message, hint)
