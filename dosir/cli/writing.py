"""Writing: the three commands that add files for an author; none of them changes what a person has written."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from dosir import diagnostics
from dosir.cli.choosing import CONTENT, Stage, examined


@click.command()
@click.argument("kode")
@click.argument("nama")
@CONTENT
@click.pass_obj
def new(root: Path, kode: str, nama: str, content: Path | None) -> None:
    """Siapkan folder daerah baru dari KODE wilayah Kemendagri dan NAMA, dengan berkas isi berkomentar."""
    from dosir import publish, read, scaffold, sources

    place = publish.Place(root, content or root / "content", root / "site")
    shared, _ = read.bersama(sources.from_folder(place.content, "bersama", place.shown))
    made = scaffold.new(kode, nama, shared, date.today())
    if isinstance(made, scaffold.Refusal):
        raise click.UsageError(f"{made.message}; {made.hint}")
    folder = place.content / made.slug
    if folder.exists():
        raise click.UsageError(f"folder `{folder}` sudah ada dan tidak akan diubah")
    for name, text in made.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    click.echo(f"{len(made.files)} berkas ditulis di {folder}")
    click.echo(f"Isi berkas-berkasnya, lalu periksa: python build.py check {made.slug}")


@click.command()
@click.argument("slug")
@click.option("--stage", type=Stage(), required=True, help="Tahap yang disetujui: 1, 2, 3, 4, atau final.")
@click.option("--by", "oleh", required=True, help="Jabatan yang menyetujui.")
@click.option("--date", "tanggal", type=click.DateTime(["%Y-%m-%d"]), help="Tanggal persetujuan (bawaan: hari ini).")
@CONTENT
@click.pass_obj
def approve(root: Path, slug: str, stage: Any, oleh: str, tanggal: datetime | None, content: Path | None) -> None:
    """Catat persetujuan sebuah tahap; hanya bila tahap itu lengkap dan tidak ada kesalahan."""
    from dosir.gates import approvals

    ((plan, report),) = examined(root, content, (slug,), stage)
    faults = diagnostics.Report.of(found for found in report.findings if found.severity is diagnostics.Severity.error)
    if not oleh.strip() or any(diagnostics.LINE_ENDS.search(letter) for letter in oleh):
        raise click.UsageError("`--by` harus berisi jabatan dalam satu baris")
    if faults.findings:
        click.echo(diagnostics.as_text(faults), nl=False, err=True)
        click.echo(f"Belum dapat disetujui: {len(faults.findings)} kesalahan dan kekurangan di atas.", err=True)
        sys.exit(1)
    text = approvals.stamp(plan, stage, oleh.strip(), tanggal.date() if tanggal else date.today())
    path = (content or root / "content") / slug / "persetujuan" / f"{stage.lower()}.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
    click.echo(f"Persetujuan dicatat di {path}; simpan di git.")


@click.command()
@click.pass_obj
def schema(root: Path) -> None:
    """Perbarui skema JSON di .vscode/ untuk penyunting, dari deklarasi isi."""
    from dosir.read import schema as schemas

    for name, text in schemas.editor_files().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    click.echo(f"{len(schemas.editor_files())} berkas ditulis di {root / '.vscode'}")
