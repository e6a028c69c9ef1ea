"""Auditing: the command that looks at finished files as whoever receives them would."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

FORM = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Bentuk temuan.")
JOBS = click.option(
    "--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="Banyaknya proses (bawaan: inti CPU)."
)


@click.command()
@click.argument("berkas", nargs=-1, type=click.Path(exists=True, path_type=Path))
@FORM
@JOBS
@click.option("--no-libreoffice", is_flag=True, help="Jangan buka DOCX dengan LibreOffice.")
@click.pass_obj
def audit(root: Path, berkas: tuple[Path, ...], form: str, jobs: int, no_libreoffice: bool) -> None:
    """Periksa BERKAS jadi (DOCX, XLSX, PDF) atau isi folder; tanpa BERKAS, semua unduhan di site/."""
    from dosir import audit as auditor
    from dosir.audit import finding

    _installed()
    files = _chosen(root, berkas)
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=len(files), label="Memeriksa", file=sys.stderr, hidden=hidden) as bar:
        findings = auditor.examine(files, jobs, not no_libreoffice, lambda path: bar.update(1))
    click.echo(finding.PRINTERS[form](findings), nl=False)
    if form == "text":
        click.echo(f"{len(findings)} temuan dalam {len(files)} berkas.", err=True)
    sys.exit(1 if findings else 0)


def _installed() -> None:
    from dosir.audit import schema

    absent = schema.missing()
    if absent:
        names = ", ".join(absent)
        raise click.UsageError(f"audit memerlukan {names}; pasang: pip install -c constraints.txt -e '.[audit]'")


def _chosen(root: Path, named: tuple[Path, ...]) -> tuple[Path, ...]:
    """The files that are meant. Misuse: none at all, or one of a kind that the audit cannot judge."""
    from dosir import audit as auditor

    for path in named:
        if path.is_file() and path.suffix.lower() not in auditor.KINDS:
            raise click.UsageError(f"`{path}` tidak dapat diperiksa; yang dikenal: {', '.join(auditor.KINDS)}")
    site = root / "site"
    short = site.relative_to(Path.cwd()) if site.is_relative_to(Path.cwd()) else site
    places = named or tuple(sorted(short.glob("*/unduh")))
    files = auditor.collected(places)
    if not files:
        where = ", ".join(str(path) for path in named) or "site/*/unduh; bangun dahulu"
        raise click.UsageError(f"tidak ada berkas {', '.join(auditor.KINDS)} di {where}")
    return files
