"""What reviewers of the site remarked, filed by `python build.py remarks`, and what the authors answered.

A remark is about the plan and no part of it: it is in no book, in no stamp of approval and in no digest of a page but
the one that lists findings.
"""

from __future__ import annotations

from typing import Literal, get_args

from dosir.plan.records.dasar import Rekaman, isian
from dosir.plan.values import Id, Tanggal

JenisCatatan = Literal["pertanyaan", "koreksi", "usul", "kurang"]
JENIS_CATATAN: tuple[JenisCatatan, ...] = get_args(JenisCatatan)


class Catatan(Rekaman):
    """One remark of a reviewer: where, what, who, when; open until it is answered."""

    id: Id = isian("Kode catatan, dibuat peramban penelaah", contoh="c-4f0a91b2c37d")
    halaman: str = isian("Halaman situs yang dicatat", contoh="pilar/governance")
    bagian: str = isian("Bagian halaman itu", "", contoh="strategi")
    rekaman: str = isian("Jangkar catatan naskah yang dimaksud", "", contoh="dsr_0123456789abcdef")
    tempat: str = isian(
        "Berkas dan baris naskah saat catatan diterima", "", contoh="kab-karawang/program/governance.yml:12"
    )
    kutipan: str = isian("Kata-kata di situs yang ditandai penelaah", "")
    isi: str = isian("Isi catatan")
    jenis: JenisCatatan = isian("Jenis catatan", "pertanyaan", contoh="koreksi")
    dari: str = isian("Peran penelaah", "", contoh="Bappeda")
    tanggal: Tanggal = isian("Tanggal catatan ditulis", contoh="2026-11-01")
    versi: str = isian("Versi situs yang dibaca penelaah", "", contoh="0.1, naskah 1df6be6436")
    jawaban: str = isian("Jawaban penyusun; selama kosong, catatan ini terbuka", "")

    @property
    def terbuka(self) -> bool:
        """True until the authors have answered."""
        return not self.jawaban
