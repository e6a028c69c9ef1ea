"""The command line: arguments, progress and exit status.

Exit 0 when the content is sound, 1 when there are errors in it, 2 for misuse. Imports stand inside the commands, so
that `check` does not wait for what only a build needs.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dosir import diagnostics


@click.group()
def _commands() -> None:
    pass


@_commands.command()
@click.argument("slug", nargs=-1)
@click.option("--content", type=click.Path(path_type=Path, exists=True, file_okay=False), default=Path("content"))
@click.option("--format", "form", type=click.Choice(list(diagnostics.PRINTERS)), default="text")
def check(slug: tuple[str, ...], content: Path, form: str) -> None:
    from dosir import check as checking
    from dosir import read, sources
    from dosir.diagnostics import Report

    shown = content.as_posix()
    shared, findings = read.bersama(sources.from_folder(content, "bersama", shown))
    report = Report.of(findings)
    for name in slug or sources.slugs(content):
        plan, found = read.daerah(sources.from_folder(content, name, shown), shared)
        report += Report.of(found)
        if plan:
            report += checking.check(plan)
    click.echo(diagnostics.PRINTERS[form](report), nl=False)
    sys.exit(0 if report.sound else 1)


def main(root: Path) -> None:
    """Run the command line for the project in folder `root`."""
    _commands()
