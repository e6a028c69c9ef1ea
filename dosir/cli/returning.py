"""Returning: a Word file that came back, and where in the content each piece of it stands."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from dosir.cli.asking import FORM
from dosir.cli.choosing import CONTENT, examined

WIDEST = 90


@click.command()
@click.argument("berkas", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("kata", required=False, default="")
@CONTENT
@FORM
@click.pass_obj
def locate(root: Path, berkas: Path, kata: str, content: Path | None, form: str) -> None:
    """Tempat asal isi BERKAS Word di folder isi: berkas dan barisnya; hanya bagian yang memuat KATA bila disebut."""
    from dosir import review

    try:
        file = review.returned(berkas.read_bytes())
    except review.Foreign as fault:
        click.echo(f"{berkas.name}: {fault}", err=True)
        sys.exit(1)
    origin, plan = _issued(root, content or root / "content", file)
    found = [piece for piece in review.pieces(file, plan) if kata.casefold() in piece.words.casefold()]
    click.echo(_json(berkas, file, origin, found) if form == "json" else "\n".join(_told(berkas, file, origin, found)))
    sys.exit(0 if found else 1)


def _issued(root: Path, content: Path, file: Any) -> tuple[str, Any]:
    """(where it was found, plan) of the text that a file was issued from; today's text when git has no other."""
    from dosir.sources.revision import extract, revision

    today = revision(root, [content / file.slug, content / "bersama"])
    inside = content.resolve().is_relative_to(root.resolve())
    if inside and file.revision not in ("", today) and not file.revision.endswith("+"):
        shown = content.resolve().relative_to(root.resolve()).as_posix()
        with tempfile.TemporaryDirectory(prefix="dosir-asal-") as name:
            if extract(root, file.revision, [f"{shown}/{slug}" for slug in (file.slug, "bersama")], Path(name)):
                ((plan, _),) = examined(root, Path(name) / shown, (file.slug,), shown=shown)
                return f"commit {file.revision}", plan
    ((plan, _),) = examined(root, content, (file.slug,))
    return "folder isi" if file.revision == today else f"folder isi hari ini ({today or 'tanpa git'})", plan


def _told(berkas: Path, file: Any, origin: str, found: list[Any]) -> Iterator[str]:
    issued = f", naskah {file.revision}" if file.revision else ""
    yield f"{berkas.name}: {file.slug} {file.book}, versi {file.version}{issued}; dibaca dari {origin}"
    for piece in found:
        place = f"{piece.place}" if piece.place else "(tidak ada di naskah)"
        words = piece.words if len(piece.words) <= WIDEST else f"{piece.words[:WIDEST]}…"
        yield f"  {place}  {words}"
    if not found:
        yield "  tidak ada bagian yang memuat kata itu"


def _json(berkas: Path, file: Any, origin: str, found: list[Any]) -> str:
    pieces = [
        {
            "jangkar": piece.anchor,
            "berkas": piece.place.path if piece.place else None,
            "baris": piece.place.line if piece.place else None,
            "teks": piece.words,
        }
        for piece in found
    ]
    said = {"berkas": berkas.name, "daerah": file.slug, "buku": file.book, "versi": file.version}
    return json.dumps({**said, "naskah": file.revision, "asal": origin, "bagian": pieces}, ensure_ascii=False, indent=2)
