"""Verifying: does a package prove to be what it says it is?"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from dosir.cli.asking import FORM
from dosir.cli.choosing import CONTENT

# What each state of a file means to the person who asked, worst first.
WORDS = {
    "rusak": "rusak: tidak sesuai sidiknya sendiri",
    "hilang": "hilang: disebut manifes, tidak ada di paket",
    "asing": "asing: ada di paket, tidak disebut manifes",
    "berbeda": "berbeda dari hasil bangun ulang",
    "tidak dibuat lagi": "tidak ada di hasil bangun ulang",
    "baru": "hanya ada di hasil bangun ulang",
    "utuh": "utuh, tetapi belum terbukti",
    "sama": "sama sampai byte terakhir",
}
CLAIMS = {
    "terbukti": "commit {commit} memuat naskah ini",
    "keliru": "commit {commit} TIDAK memuat naskah ini",
    "tidak diketahui": "commit tidak dapat diperiksa di sini",
}


@click.command()
@click.argument("paket", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@CONTENT
@FORM
@click.pass_obj
def verify(root: Path, paket: Path, content: Path | None, form: str) -> None:
    """Buktikan PAKET (ZIP dari unduhan): utuh, dan sama dengan hasil bangun ulang dari naskahnya."""
    from dosir.publish.place import Place
    from dosir.publish.received import Unreadable
    from dosir.publish.verify import verify as verdict_on

    try:
        verdict = verdict_on(Place(root, content or root / "content", root / "site"), paket)
    except Unreadable as fault:
        said = {"paket": paket.name, "terbukti": False, "kesalahan": str(fault)}
        click.echo(_json(said) if form == "json" else f"{paket.name}: {fault}", err=form != "json")
        sys.exit(1)
    click.echo(_json(_as_data(paket, verdict)) if form == "json" else "\n".join(_told(paket, verdict)))
    sys.exit(0 if verdict.proven else 1)


def _told(paket: Path, verdict: Any) -> Iterator[str]:
    from dosir.publish.received import shown

    manifest = verdict.manifest
    about = f"{manifest.daerah}, {manifest.status} versi {manifest.versi_dokumen}, {manifest.tanggal}"
    yield f"{paket.name}: {shown(about)}"
    yield f"  naskah: {_origin(verdict)}; {CLAIMS[verdict.claim].format(commit=manifest.commit)}"
    yield from (f"  pembuat: {line}" for line in verdict.makers)
    yield from (f"  {finding}" for finding in verdict.findings.findings if not verdict.findings.sound)
    for state, words in WORDS.items():
        names = verdict.of(state)
        if names:
            yield f"  {len(names)} berkas {words}"
        if state not in ("sama", "utuh"):
            yield from (f"    {shown(name)}" for name in names)
    yield _conclusion(verdict)


def _origin(verdict: Any) -> str:
    if not verdict.origin:
        return "tidak ditemukan di folder isi maupun di git, jadi tidak dapat dibangun ulang"
    return f"dibangun ulang dari {verdict.origin}"


def _conclusion(verdict: Any) -> str:
    if verdict.proven:
        return "Terbukti: semua berkas sama dengan hasil bangun ulang dari naskahnya."
    if verdict.makers and verdict.of("berbeda"):
        return "Belum terbukti: pasang versi kode dan perkakas yang disebut manifes, lalu ulangi."
    return "Belum terbukti."


def _as_data(paket: Path, verdict: Any) -> dict[str, Any]:
    manifest = verdict.manifest
    return {
        "paket": paket.name,
        "terbukti": verdict.proven,
        "daerah": manifest.slug,
        "commit": manifest.commit,
        "commit_memuat_naskah": verdict.claim,
        "dibangun_ulang_dari": verdict.origin,
        "pembuat_lain": list(verdict.makers),
        "temuan": [str(finding) for finding in verdict.findings.findings if not verdict.findings.sound],
        "berkas": verdict.states,
    }


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
