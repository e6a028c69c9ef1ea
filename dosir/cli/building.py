"""Building and checking: the two commands that say whether the content is sound."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import click

from dosir import diagnostics
from dosir.cli.choosing import CONTENT, Stage, examined, known
from dosir.diagnostics import Report, Severity

ENGINES = ("mkdocs", "zensical")


@click.command()
@click.argument("slug", nargs=-1)
@CONTENT
@click.option("--site", type=click.Path(path_type=Path), help="Folder hasil (bawaan: site).")
@click.option(
    "--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="Banyaknya proses (bawaan: inti CPU)."
)
@click.option("--no-cache", is_flag=True, help="Buat ulang semuanya.")
@click.option("--engine", type=click.Choice(ENGINES), default=ENGINES[0], help="Mesin situs (bawaan: mkdocs).")
@click.pass_obj
def build(
    root: Path, slug: tuple[str, ...], content: Path | None, site: Path | None, jobs: int, no_cache: bool, engine: str
) -> None:
    """Bangun situs dan buku untuk SLUG yang disebut, atau semua daerah."""
    from dosir import publish

    started = time.monotonic()
    place = publish.Place(root, content or root / "content", (site or root / "site").resolve())
    known(place.content, slug)
    _own(place)
    _ready(engine)
    try:
        with _Bar() as bar:
            outcome = publish.publish(place, slug, jobs, no_cache, bar, engine)
    except publish.Busy:
        raise click.UsageError(
            f"build lain sedang menulis `{place.site}`; tunggu sampai selesai lalu ulangi, atau pilih `--site` lain"
        ) from None
    click.echo(diagnostics.as_text(outcome.findings), nl=False, err=True)
    _close(outcome, place.site, time.monotonic() - started)
    sys.exit(0 if outcome.findings.sound else 1)


@click.command()
@click.argument("slug", nargs=-1)
@CONTENT
@click.option("--format", "form", type=click.Choice(list(diagnostics.PRINTERS)), default="text", help="Bentuk temuan.")
@click.option("--stage", type=Stage(), help="Kekurangan sampai tahap ini menjadi kesalahan: 1, 2, 3, 4, atau final.")
@click.pass_obj
def check(root: Path, slug: tuple[str, ...], content: Path | None, form: str, stage: Any) -> None:
    """Baca dan periksa saja, tanpa membangun."""
    reports = [report for _, report in examined(root, content, slug, stage)]
    report = sum(reports, Report())
    click.echo(diagnostics.PRINTERS[form](report), nl=False)
    if form == "text":
        click.echo(f"{_counted(report)} dalam {len(reports)} daerah.", err=True)
    sys.exit(0 if report.sound else 1)


class _Bar:
    """A progress bar of regencies on a terminal, silence elsewhere."""

    def __enter__(self) -> _Bar:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self.progress: Any = Progress(*columns, console=console, disable=not console.is_terminal, transient=True)
        self.progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.progress.stop()

    def begin(self, total: int, reused: int) -> None:
        self.task = self.progress.add_task("Menyusun daerah", total=total, completed=reused)

    def advance(self, name: str) -> None:
        self.progress.update(self.task, advance=1, description=f"Selesai {name}")


def _own(place: Any) -> None:
    """Misuse: a site folder that holds something else, or that would swallow the content or the project."""
    from dosir.publish import MARK

    site = place.site
    ground = next(folder for folder in (site, *site.parents) if folder.exists())
    if not ground.is_dir():
        raise click.UsageError(f"`{ground}` bukan folder; pilih folder hasil lain")
    if any(other.resolve().is_relative_to(site) for other in (place.root, place.content)):
        raise click.UsageError(f"folder hasil `{place.site}` memuat folder isi atau proyek; pilih folder lain")
    if site.is_relative_to(place.content.resolve()):
        raise click.UsageError(f"folder hasil `{place.site}` ada di dalam folder isi; pilih folder lain")
    if site.exists() and (not site.is_dir() or (any(site.iterdir()) and not (site / MARK).exists())):
        raise click.UsageError(f"`{place.site}` sudah berisi hal lain dan tidak akan diganti; pilih folder lain")


def _ready(engine: str) -> None:
    """Misuse: an engine that is not installed."""
    from dosir.site import installed

    if not installed(engine):
        raise click.UsageError(
            f"mesin situs `{engine}` belum terpasang; jalankan: "
            f"python -m pip install -c constraints.txt -e '.[{engine}]'"
        )


def _counted(report: Report) -> str:
    return f"{report.count(Severity.error)} kesalahan, {report.count(Severity.warning)} peringatan"


def _close(outcome: Any, site: Path, seconds: float) -> None:
    from decimal import Decimal

    from dosir.language import angka

    took = angka(Decimal(str(round(seconds, 1))))
    click.echo(
        f"{len(outcome.published)} daerah terbit: {len(outcome.made)} berkas hasil dibuat, "
        f"{len(outcome.reused)} dipakai ulang, {took} detik."
    )
    for name in outcome.held:
        click.echo(f"{name} tidak diterbitkan karena kesalahan di atas; hasil terakhirnya tetap.")
    click.echo(f"Buka {site / 'index.html'}")
