"""Summary: what each regency leaves for the portal, small enough that 514 of them make one page.

Plain numbers, names and codes, no spans: it is written as JSON beside the regency's books and read back by a build that
has no plan of that regency at hand. Money is in rupiah, days are ISO; every key must be there, so that the summary of
an older version is known by what it lacks.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from pydantic import TypeAdapter


@dataclass(frozen=True)
class Tahapan:
    """A stage of guidance: how many things it demands and how many of them are there."""

    tahap: str
    dituntut: int
    ada: int

    @property
    def kurang(self) -> int:
        """How many things are still missing."""
        return self.dituntut - self.ada

    @property
    def persen(self) -> int:
        """Per cent that is there, rounded down so that 100 means all."""
        return 100 * self.ada // self.dituntut if self.dituntut else 100


@dataclass(frozen=True)
class Kekurangan:
    """A file in which something is missing for the next stage: how much, and the first thing by name."""

    berkas: str
    jumlah: int
    apa: str


@dataclass(frozen=True)
class BagianPilar:
    """A pillar of the plan: its programmes and their budget."""

    kode: str
    nama: str
    program: int
    anggaran: int


@dataclass(frozen=True)
class HasilCepat:
    """A quick win; `pilar` is a code, `opd` an abbreviation, `progres` per cent where known, `selesai` a day or empty.

    `keadaan` is `berjalan`, `selesai` or empty for what has not begun.
    """

    slug: str
    nama: str
    pilar: str
    opd: str
    status: str
    keadaan: str
    progres: int | None
    selesai: str


@dataclass(frozen=True)
class Penilaian:
    """An evaluation: its final score from 0 to 4, whether the ministry gave it, and recommendations still open."""

    tahun: int
    tahap: str
    nilai: float | None
    resmi: bool
    rekomendasi: int
    rekomendasi_terbuka: int

    @property
    def nama(self) -> str:
        """Year and stage, such as `2023 II`."""
        return f"{self.tahun} {self.tahap}".strip()


@dataclass(frozen=True)
class Summary:
    """What the portal says about a regency, all of it computed from its plan.

    `tahap` is the last round that was held and `tahap_tanggal` its first day, `lengkap` the last stage that is
    complete, `porsi_apbd` the per cent of the APBD of `porsi_apbd_tahun`, `kurang` what the next stage waits for, the
    fullest files first.
    """

    slug: str
    nama: str
    provinsi: str
    periode: str
    status: str
    versi: str
    tanggal: str
    pilar: int
    program: int
    quick_win: int
    opd: int
    anggaran: int
    anggaran_per_penduduk: int
    porsi_apbd: float | None
    porsi_apbd_tahun: int | None
    tahap: str
    tahap_tanggal: str
    lengkap: str
    fakta: int
    contoh: int
    peringatan: int
    catatan_terbuka: int
    tahapan: tuple[Tahapan, ...]
    kurang: tuple[Kekurangan, ...]
    bagian_pilar: tuple[BagianPilar, ...]
    hasil_cepat: tuple[HasilCepat, ...]
    evaluasi: tuple[Penilaian, ...]

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data, with the names used in JSON."""
        return asdict(self)

    @property
    def berikut(self) -> Tahapan | None:
        """The first stage that is not complete; None when all are."""
        return next((stage for stage in self.tahapan if stage.kurang), None)

    @property
    def terakhir(self) -> Penilaian | None:
        """The latest evaluation that has a score."""
        return next((item for item in reversed(self.evaluasi) if item.nilai is not None), None)


def from_dict(data: Any) -> Summary:
    """The summary in plain data. Raises ValueError when a key is missing or of another kind."""
    return TypeAdapter(Summary).validate_python(data)
