"""What every record is: frozen, knowing its lines, refusing unknown keys, and saying whence it is.

A field is declared by `isian`: what it means, an example, its unit, where the demand comes from, and the stage of
guidance from which it must be filled. Reader, checker, gates, editor schemas and the reference page read these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, ClassVar, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, ModelWrapValidatorHandler, PrivateAttr, model_validator

from dosir.diagnostics import Position
from dosir.plan.values import Besaran, Id, Rujukan, Tahun, Tanggal, YaTidak

Tahap = Literal["I", "II", "III", "IV", "final"]
TAHAP: tuple[Tahap, ...] = get_args(Tahap)
NOWHERE = Position("")


def isian(
    arti: str,
    default: Any = ...,
    *,
    sejak: Tahap | Literal[""] = "",
    contoh: str = "",
    satuan: str = "",
    acuan: str = "",
    menunjuk: str = "",
) -> Any:
    """A field: its meaning, an example as an author types it, its unit, who asks for it, from which stage on, and the
    register whose codes it holds."""
    extra = {"x-tahap": sejak, "x-satuan": satuan, "x-acuan": acuan, "x-menunjuk": menunjuk}
    return Field(
        default,
        description=arti,
        examples=[contoh] if contoh else None,
        json_schema_extra={key: value for key, value in extra.items() if value},
    )


@dataclass(frozen=True)
class Tempat:
    """Where a record stands: its own position and that of each key's value and of each item in a list."""

    position: Position = NOWHERE
    values: Mapping[str, Position] = field(default_factory=dict)
    items: Mapping[tuple[str, int], Position] = field(default_factory=dict)
    whole: bool = True


class Rekaman(BaseModel):
    """A frozen record that refuses unknown keys.

    `tahap_jenis` is the stage from which a record of this kind is demanded, `acuan_jenis` who demands it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, str_min_length=1)
    tahap_jenis: ClassVar[Tahap | Literal[""]] = ""
    acuan_jenis: ClassVar[str] = ""
    _tempat: Tempat = PrivateAttr(default_factory=Tempat)

    @model_validator(mode="wrap")
    @classmethod
    def _remember(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        tempat = getattr(data, "tempat", None)
        if tempat is not None:  # a known key without a value is as good as none; an unknown one stays to be refused
            data = {key: value for key, value in data.items() if value is not None or key not in cls.model_fields}
        record = handler(data)
        if isinstance(tempat, Tempat):
            record._tempat = tempat
        return record

    @classmethod
    def tahap_isian(cls, name: str) -> Tahap | Literal[""]:
        """The stage from which a field must be filled; empty when it never must."""
        stage = cls.sifat(name, "x-tahap")
        return stage or (cls.tahap_jenis if cls.model_fields[name].is_required() else "")  # type: ignore[return-value]

    @classmethod
    def sifat(cls, name: str, key: str) -> str:
        """What a field's declaration says under a key such as `x-satuan`; empty when it says nothing."""
        extra = cls.model_fields[name].json_schema_extra
        return str(extra.get(key, "")) if isinstance(extra, dict) else ""

    def rujukan(self) -> Iterator[tuple[str, str, str, Position]]:
        """(field, register, code, position) of every code by which this record names another."""
        for name, register in _pointing(type(self)):
            value = getattr(self, name)
            single = isinstance(value, str)
            for index, code in enumerate(((value,) if value else ()) if single else value):
                yield name, register, code, self.at(name, None if single else index)

    def at(self, key: str = "", index: int | None = None) -> Position:
        """Position of a key's value or of an item in its list; of the record itself where there is none."""
        if index is not None and (key, index) in self._tempat.items:
            return self._tempat.items[key, index]
        return self._tempat.values.get(key, self._tempat.position)

    @property
    def whole(self) -> bool:
        """False when a part of the record could not be read and was left out."""
        return self._tempat.whole

    def inside(self) -> Iterator[Rekaman]:
        """The records below this one, at any depth."""
        for name in type(self).model_fields:
            value = getattr(self, name)
            for part in value if isinstance(value, tuple) else (value,):
                if isinstance(part, Rekaman):
                    yield part
                    yield from part.inside()


@lru_cache(maxsize=256)
def _pointing(model: type[Rekaman]) -> tuple[tuple[str, str], ...]:
    """(field, register) of the fields of a kind of record that hold codes of other records."""
    found = ((name, model.sifat(name, "x-menunjuk")) for name in model.model_fields)
    return tuple((name, register) for name, register in found if register)


class Bersumber(Rekaman):
    """A record that must say whence it is: a fact names its source, anything else is an example."""

    sumber: Rujukan = isian(
        "Id sumber dari sumber.yml; wajib bila bukan contoh", (), contoh="kepmendagri-2025", menunjuk="sumber"
    )
    contoh: YaTidak = isian("true bila isi ini contoh, bukan fakta yang bersumber", False, contoh="true")


class Terbuka(Bersumber):
    """A record to which a regency may add fields of its own, all below the one key `tambahan`."""

    tambahan: Mapping[str, str] = isian(
        "Isian buatan daerah sendiri: pasangan nama dan isi, tercetak di buku", {}, contoh="{Kode aset: 03.02}"
    )


class Angka(Bersumber):
    """A figure of a year."""

    nilai: Besaran = isian("Bilangan dengan koma desimal", contoh="1062")
    tahun: Tahun = isian("Tahun data", contoh="2024")
    satuan: str = isian("Satuan", "", contoh="jiwa")


class Sumber(Rekaman):
    """Where a fact was read."""

    id: Id = isian("Kode pendek yang dirujuk kunci `sumber`", contoh="dalam-angka-2025")
    penerbit: str = isian("Lembaga atau media yang menerbitkan", contoh="Badan Pusat Statistik Kabupaten Karawang")
    judul: str = isian("Judul atau pokok isi", contoh="Kabupaten Karawang dalam Angka")
    tahun: Tahun | None = isian("Tahun terbit", None, contoh="2025")
    tahun_data: Tahun | None = isian("Tahun data, bila lain dari tahun terbit", None, contoh="2024")
    tanggal: Tanggal | None = isian("Tanggal terbit bila diketahui", None, contoh="2022-06-08")
    tanggal_akses: Tanggal | None = isian("Tanggal data diambil", None, contoh="2026-11-01")
    tautan: str = isian("Alamat web, tanpa atau dengan https://", "", contoh="https://karawangkab.bps.go.id")
