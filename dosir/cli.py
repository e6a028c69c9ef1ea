"""The command line: arguments, progress and exit status.

Exit 0 when the content is sound, 1 when there are errors in it, 2 for misuse. Imports stand inside the commands, so
that `check` does not wait for what only a build needs.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import click

from dosir import diagnostics
from dosir.diagnostics import Report, Severity

CONTENT = click.option("--content", type=click.Path(path_type=Path), help="Folder isi (bawaan: content).")


class _Door(click.Group):
    """`build.py [SLUG...]` builds; a first word that names a command runs that command."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return "build", self.commands["build"], args

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, args if args and args[0] in (*self.commands, "--help") else ["build", *args])


@click.group(cls=_Door)
@click.pass_context
def _commands(ctx: click.Context) -> None:
    """Menyusun situs dan buku masterplan smart city dari folder isi.

    Tanpa perintah: `build`, semua daerah.
    """


@_commands.command()
@click.argument("slug", nargs=-1)
@CONTENT
@click.option("--site", type=click.Path(path_type=Path), help="Folder hasil (bawaan: site).")
@click.option(
    "--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="Banyaknya proses (bawaan: inti CPU)."
)
@click.option("--no-cache", is_flag=True, help="Buat ulang semuanya.")
@click.pass_obj
def build(
    root: Path, slug: tuple[str, ...], content: Path | None, site: Path | None, jobs: int, no_cache: bool
) -> None:
    """Bangun situs dan buku untuk SLUG yang disebut, atau semua daerah."""
    from dosir import publish

    started = time.monotonic()
    place = publish.Place(root, content or root / "content", (site or root / "site").resolve())
    _known(place.content, slug)
    _own(place)
    with _Bar() as bar:
        outcome = publish.publish(place, slug, jobs, no_cache, bar)
    click.echo(diagnostics.as_text(outcome.findings), nl=False, err=True)
    _close(outcome, place.site, time.monotonic() - started)
    sys.exit(0 if outcome.findings.sound else 1)


@_commands.command()
@click.argument("slug", nargs=-1)
@CONTENT
@click.option("--format", "form", type=click.Choice(list(diagnostics.PRINTERS)), default="text", help="Bentuk temuan.")
@click.pass_obj
def check(root: Path, slug: tuple[str, ...], content: Path | None, form: str) -> None:
    """Baca dan periksa saja, tanpa membangun."""
    from dosir import publish, sources, templates

    place = publish.Place(root, content or root / "content", root / "site")
    _known(place.content, slug)
    chosen = slug or sources.slugs(place.content)
    shared = sources.from_folder(place.content, "bersama", place.shown)
    trusted = templates.load(root / "templates")
    folders = (sources.from_folder(place.content, name, place.shown) for name in chosen)
    report = sum((publish.examine(folder, shared, trusted)[1] for folder in folders), Report())
    click.echo(diagnostics.PRINTERS[form](report), nl=False)
    if form == "text":
        click.echo(f"{_counted(report)} dalam {len(chosen)} daerah.", err=True)
    sys.exit(0 if report.sound else 1)


def main(root: Path) -> None:
    """Run the command line for the project in folder `root`."""
    _commands(prog_name="build.py", obj=root)


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


def _known(content: Path, slugs: tuple[str, ...]) -> None:
    """Misuse: a content folder without regencies, or a slug that is not there."""
    from dosir import sources

    if not content.is_dir():
        raise click.UsageError(f"folder isi `{content}` tidak ada")
    known = sources.slugs(content)
    if not known:
        raise click.UsageError(f"belum ada daerah di `{content}`; buat satu folder untuk tiap daerah")
    for name in slugs:
        if name not in known:
            raise click.UsageError(f"daerah `{name}` tidak ada di `{content}`; {diagnostics.nearest(name, known)}")


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
