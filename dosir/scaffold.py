"""A new regency: the files an author begins with, from its region code and the declarations.

Beside `check`, above `read`, whose mirror it is. Every register is written as a comment, never as invented content: an
empty register shows as a placeholder, while an example that nobody deleted would be printed. The date is given, for
here is no clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dosir.plan import Bersama
from dosir.read.schema import Kind, asked, explained, kinds, schema_of
from dosir.wilayah import Wilayah, menurut_bps, menurut_nama, mirip, wilayah

SOURCE = "kepmendagri-2025"  # id in content/bersama/sumber.yml
FIGURES = 2024  # year of area and population in the register
YEARS = 5  # of a period
ANY = "…"  # what to type where nothing can be guessed; a text like any other
LAST = ("tambahan", "sumber", "contoh")  # keys of every record, below those of its own
BY_MACHINE = ("persetujuan", "catatan")
PLANNED = ("program/", "indikator/", "peta-jalan")  # files whose years must lie in the period
FIRST_YEAR = 2022  # of the period in which the examples of the declarations lie
YEAR = re.compile(r"\b202[0-9]\b")
STEMS = {"quick-win": "nama-quick-win", "evaluasi": "2022"}  # of files that are not named after a dimension
Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Baru:
    """A new regency: the name of its folder and the text of each file below it, by path in the folder."""

    slug: str
    files: Mapping[str, str]


@dataclass(frozen=True)
class Refusal:
    """Why there is no new regency, and what to type instead."""

    message: str
    hint: str


def new(kode: str, nama: str, bersama: Bersama, tanggal: date) -> Baru | Refusal:
    """The files of the regency of this code and name; `agreed` says how they may be typed.

    Pillars' files are named after the dimensions in `bersama`; `tanggal` dates the document and its first period.
    """
    region = agreed(kode, nama)
    if isinstance(region, Refusal):
        return region
    pillars = [dimensi.kode for dimensi in bersama.dimensi]
    own = [kind for kind in kinds() if kind.glob.startswith("*/") and kind.name not in BY_MACHINE]
    left = [kind for kind in own if "" in kind.lists and kind.name != "daerah"]
    files = {"daerah.yml": _identity(own[0], region, tanggal) + _left_out(left, pillars)}
    for kind in own:
        if "" not in kind.lists:
            text = _commented((*_head(kind), "", *example(kind)))
            files |= {name: _fitted(text, name, bersama, tanggal.year) for name in _names(kind, pillars)}
    return Baru(region.slug, files)


def agreed(kode: str, nama: str) -> Wilayah | Refusal:
    """The region that a Kemendagri code (`32.15` or `3215`) and a name in any usual spelling agree on."""
    kode = kode.strip()
    named, digits = menurut_nama(nama), kode.replace(".", "", 1) if kode[2:3] == "." else kode
    region, bps = wilayah(f"{digits[:2]}.{digits[2:]}"), menurut_bps(digits)
    if region and region in named:
        return region
    if bps and bps in named:
        hint = f"pakai kode Kemendagri {bps.nama_lengkap}: `{bps.kode_kemendagri}`"
        return Refusal(f"`{kode}` ialah kode BPS {bps.nama_lengkap}, bukan kode Kemendagri", hint)
    near = [item for item in named or mirip(nama) if item != region]
    codes = ", ".join(f"{item.nama_lengkap} `{item.kode_kemendagri}`" for item in near)
    if region is None:
        return Refusal(f"kode wilayah `{kode}` tidak ada", f"kode yang dikenal: {codes or 'misalnya `32.15`'}")
    hint = f"tulis nama `{region.nama_lengkap}`" + (f", atau pakai kode lain: {codes}" if codes else "")
    return Refusal(f"kode `{kode}` milik {region.nama_lengkap}, bukan `{nama}`", hint)


def example(kind: Kind) -> Iterator[str]:
    """The lines of a file of this kind with one record in each list, every key filled and explained."""
    schema = schema_of(kind)
    defs = schema["$defs"]
    if "" in kind.lists:
        yield from _record(_resolved(schema, defs), defs)
        return
    for name, items in schema["properties"].items():
        lines = _item(_record(_resolved(items["items"], defs), defs))
        if len(kind.lists) > 1:
            yield f"{name}:"
            yield from _indented(lines)
        else:
            yield from lines


def _names(kind: Kind, pillars: Iterable[str]) -> list[str]:
    """Where files of a kind stand in the folder."""
    name = kind.glob.removeprefix("*/")
    stems = [STEMS[kind.name]] if kind.name in STEMS else pillars
    return [name.replace("*", stem) for stem in stems] if "*" in name else [name]


def _fitted(text: str, name: str, bersama: Bersama, first: int) -> str:
    """An example with the codes of the pillar that its file is named after, and its years in the first period."""
    stem = name.rpartition("/")[2].partition(".")[0]
    for dimensi in bersama.dimensi:
        if dimensi.kode == stem:
            text = text.replace("-GOV-", f"-{stem[:3].upper()}-").replace("GOV-0", f"{stem[:3].upper()}-0")
            text = text.replace("layanan-publik", dimensi.sub_dimensi[0].kode)
    if name.startswith(PLANNED):
        shift = first - FIRST_YEAR
        text = YEAR.sub(lambda found: str(int(found[0]) + shift), text)
    return text


def _head(kind: Kind) -> Iterator[str]:
    yield kind.meaning
    if kind.stage:
        yield f"Tahap: {asked(kind.stage)}."
    yield "Di bawah ini contoh isinya. Untuk memakainya, hapus `# ` di awal tiap baris, lalu ganti isinya."


def _identity(kind: Kind, region: Wilayah, tanggal: date) -> str:
    """daerah.yml with what the register and the date give; every other key as a comment."""
    schema = schema_of(kind)
    record = _resolved(schema, schema["$defs"])
    known = _known(region, tanggal)
    text = _commented(
        (
            f"Identitas {region.nama_lengkap} dan dokumennya; {asked(kind.stage)}.",
            "Yang ditandai `contoh: true`, beserta versi dan tanggal, hanya pengisi: ganti dengan yang sebenarnya.",
            "Baris yang diawali `#` belum diisi; untuk memakainya, hapus `# ` di depannya.",
        )
    )
    for name in _ordered(record["properties"]):
        if name in known:
            text += f"{name}: {known[name]}\n"
        elif name != "contoh":
            lines = _field(name, record, schema["$defs"])
            text += "".join(f"{line}\n" for line in lines) if name in record["required"] else _commented(lines)
    return text


def _known(region: Wilayah, tanggal: date) -> dict[str, str]:
    first, last = tanggal.year, tanggal.year + YEARS - 1
    years = f"tahun_mulai: {first}, tahun_akhir: {last}, contoh: true"
    title = f"Rencana Pembangunan Jangka Menengah Daerah {region.nama_lengkap} Tahun {first}–{last}"
    mark = f"sumber: {SOURCE}"
    area = f"{(region.luas_km2 or 0):f}".replace(".", ",")
    known = {
        "kode_kemendagri": f'"{region.kode_kemendagri}"',
        "kode_bps": f'"{region.kode_bps}"' if region.kode_bps else "",
        "jenis": region.jenis,
        "nama": region.nama,
        "provinsi": region.provinsi,
        "luas": f'{{nilai: "{area}", tahun: {FIGURES}, satuan: km², {mark}}}' if region.luas_km2 else "",
        "penduduk": f"{{nilai: {region.penduduk}, tahun: {FIGURES}, satuan: jiwa, {mark}}}",
        "periode": f"{{{years}}}",
        "rpjmd": f"{{nomor: Perda RPJMD (nomor menyusul), judul: {title}, {years}}}",
        "status": "draf",
        "versi": '"0.1"',
        "tanggal": tanggal.isoformat(),
        "penandatangan": f"{'Bupati' if region.jenis == 'kabupaten' else 'Wali Kota'} {region.nama}",
        "sumber": SOURCE,
    }
    return {key: value for key, value in known.items() if value}


def _left_out(left: Iterable[Kind], pillars: list[str]) -> str:
    """What to know of files that may not be there empty, with an example of each."""
    text = "\n" + _commented(
        (
            "Berkas berikut belum dibuat, sebab berkas kosong di sini adalah kesalahan. Buat saat isinya ada, seperti",
            "contohnya. Teks bab ditulis di naskah/, gambar di gambar/; nama berkas memakai huruf kecil dan `-`.",
        )
    )
    for kind in left:
        name = next(iter(_names(kind, pillars)), kind.glob.removeprefix("*/"))
        fence = ("---",) if name.endswith(".md") else ()
        body = ("Uraian ditulis di sini sebagai Markdown.",) if fence else ()
        text += "\n" + _commented((f"== {name}", *_head(kind), "", *fence, *example(kind), *fence, *body))
    return text


def _record(record: Schema, defs: Schema) -> Iterator[str]:
    for name in _ordered(record["properties"]):
        yield from _field(name, record, defs)


def _ordered(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: LAST.index(name) + 1 if name in LAST else 0)


def _field(name: str, record: Schema, defs: Schema) -> Iterator[str]:
    """The lines of one key: its value, or the record below it, and what it means. An example has no `sumber`."""
    field = record["properties"][name]
    below = _resolved(field, defs)
    note = "; ".join(_notes(field, name in record.get("required", ())))
    if "properties" in below:
        yield f"{name}:  # {note}"
        yield from _indented(_record(below, defs))
    elif "properties" in (item := _resolved(field.get("items", {}), defs)):
        yield f"{name}:  # {note}"
        yield from _indented(_item(_record(item, defs)))
    else:
        hidden = "# " if name == "sumber" else ""
        note = f"{field['x-arti']}; tulis ini dan hapus `contoh` bila isinya fakta" if hidden else note
        yield f"{hidden}{name}: {_value(field)}  # {note}"


def _notes(field: Schema, required: bool) -> Iterator[str]:
    """What to know of a key besides its example; a required one is asked for as soon as its file is."""
    meaning, *more = explained(field, example=False)
    yield meaning
    if required:
        yield "wajib"
        more = [part for part in more if part != asked(field.get("x-tahap", ""))]
    if choices := [str(choice) for choice in field.get("enum", ()) if choice]:
        yield f"pilihan: {', '.join(choices)}"
    yield from more


def _value(field: Schema) -> str:
    """What to type as an example; the declaration's own where it has one."""
    if example := field.get("x-contoh"):
        return str(example)
    if choices := field.get("enum"):
        return str(choices[0])
    item = next(iter(field.get("items", {}).get("examples", ())), ANY)
    return f"[{item}]" if field.get("items") and "string" not in field["type"] else str(item)


def _resolved(field: Schema, defs: Schema) -> Schema:
    """The declaration a field points to; the field itself where it points nowhere."""
    inner: Schema = next((part for part in field.get("anyOf", ()) if "$ref" in part), field)
    found: Schema = defs[inner["$ref"].rpartition("/")[2]] if "$ref" in inner else inner
    return found


def _item(lines: Iterable[str]) -> Iterator[str]:
    """A record as one item of a list."""
    for number, line in enumerate(lines):
        yield f"  {line}" if number else f"- {line}"


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _commented(lines: Iterable[str]) -> str:
    return "".join(f"# {line}".rstrip() + "\n" for line in lines)
