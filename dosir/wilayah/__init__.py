"""The kabupaten and kota of Indonesia with both their codes, area and population.

A noun beside the plan: facts of the country, not of one dossier. The table is package data and not content, because a
check that the authors could edit would not check them; README.md beside it names sources and licences.
"""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

KINDS = {"kabupaten": "kabupaten", "kab": "kabupaten", "kota": "kota"}
SHORT = {"kep": "kepulauan", "adm": "administrasi"}


@dataclass(frozen=True, order=True)
class Wilayah:
    """A regency or a city; `kode_bps` is empty and `luas_km2` None where the register does not know them."""

    kode_kemendagri: str
    kode_bps: str
    jenis: str
    nama: str
    provinsi: str
    luas_km2: Decimal | None
    penduduk: int

    @property
    def nama_lengkap(self) -> str:
        """Name with kabupaten or kota before it."""
        return f"{self.jenis.title()} {self.nama}"

    @property
    def slug(self) -> str:
        """Name of its folder of content: `kab-karawang`, `kota-semarang`."""
        short = {"kabupaten": "kab"}.get(self.jenis, self.jenis)
        return "-".join((short, *_words(self.nama)))


@cache
def semua() -> tuple[Wilayah, ...]:
    """All 514, by Kemendagri code."""
    text = files("dosir.wilayah").joinpath("wilayah.csv").read_text("utf-8")
    return tuple(sorted(_wilayah(row) for row in csv.DictReader(text.splitlines())))


def wilayah(kode: str) -> Wilayah | None:
    """The region of a Kemendagri code such as `32.15`."""
    return _menurut_kode().get(kode)


def menurut_bps(kode: str) -> Wilayah | None:
    """The region of a BPS code such as `3215`, where the register knows it."""
    return _menurut_bps().get(kode)


def menurut_nama(nama: str, jenis: str = "") -> tuple[Wilayah, ...]:
    """Regions of a name in any spelling of case, spaces and hyphens: `Karawang`, `kab-karawang`, `Kota Semarang`.

    A name without kabupaten or kota in it may be both: `Semarang`. With `jenis`, the name is taken to be without it.
    """
    words = _words(nama)
    if not jenis and len(words) > 1 and words[0] in KINDS:
        jenis, words = KINDS[words[0]], words[1:]
    found = _menurut_nama().get(_squeezed(words), ())
    return tuple(region for region in found if jenis in ("", region.jenis))


def mirip(nama: str, banyak: int = 3) -> tuple[Wilayah, ...]:
    """Regions whose names are nearest to this one, the nearest first."""
    words = _words(nama)
    words = words[1:] if len(words) > 1 and words[0] in KINDS else words
    near = difflib.get_close_matches(_squeezed(words), _menurut_nama(), n=banyak, cutoff=0.7)
    return tuple(region for name in near for region in _menurut_nama()[name])[:banyak]


def _wilayah(row: Mapping[str, str]) -> Wilayah:
    return Wilayah(
        row["kode_kemendagri"],
        row["kode_bps"],
        row["jenis"],
        row["nama"].partition(" ")[2],
        row["provinsi"],
        Decimal(row["luas_km2"]) if row["luas_km2"] else None,
        int(row["penduduk_2024_s2"]),
    )


@cache
def _menurut_kode() -> Mapping[str, Wilayah]:
    return {region.kode_kemendagri: region for region in semua()}


@cache
def _menurut_bps() -> Mapping[str, Wilayah]:
    return {region.kode_bps: region for region in semua() if region.kode_bps}


@cache
def _menurut_nama() -> Mapping[str, tuple[Wilayah, ...]]:
    found: dict[str, tuple[Wilayah, ...]] = {}
    for region in semua():
        key = _squeezed(_words(region.nama))
        found[key] = (*found.get(key, ()), region)
    return found


def _words(name: str) -> list[str]:
    """The words of a name in small letters, short forms written out."""
    return [SHORT.get(word, word) for word in re.findall(r"[^\W_]+", name.casefold())]


def _squeezed(words: list[str]) -> str:
    """`Toli-Toli` and `Tolitoli` are one name; `Administrasi` is a legal form that people leave out."""
    return "".join(words[1:] if words[:1] == ["administrasi"] else words)
