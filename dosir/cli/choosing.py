"""Choosing what a command is about: the content folder, the regencies in it, a stage; and misuse of any of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from dosir import diagnostics
from dosir.diagnostics import Report

CONTENT = click.option("--content", type=click.Path(path_type=Path), help="Folder isi (bawaan: content).")
STAGES = {"1": "I", "2": "II", "3": "III", "4": "IV", "i": "I", "ii": "II", "iii": "III", "iv": "IV", "final": "final"}


class Stage(click.ParamType[str]):
    """A stage by number or roman numeral: `4`, `IV`, `final`."""

    name = "tahap"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The stage as the content writes it."""
        if str(value).lower() not in STAGES:
            self.fail(f"tahap `{value}` tidak dikenal; tulis 1, 2, 3, 4, atau final", param, ctx)
        return STAGES[str(value).lower()]


def known(content: Path, slugs: tuple[str, ...]) -> tuple[str, ...]:
    """The regencies that are meant, all when none are named. Misuse: a folder without any, or a slug not there."""
    from dosir import sources

    if not content.is_dir():
        raise click.UsageError(f"folder isi `{content}` tidak ada")
    there = sources.slugs(content)
    if not there:
        raise click.UsageError(f"belum ada daerah di `{content}`; buat satu folder untuk tiap daerah")
    for name in slugs:
        if name not in there:
            raise click.UsageError(f"daerah `{name}` tidak ada di `{content}`; {diagnostics.nearest(name, there)}")
    return slugs or there


def examined(
    root: Path, content: Path | None, slugs: tuple[str, ...], stage: Any = None, shown: str = ""
) -> Iterator[tuple[Any, Report]]:
    """(plan, findings) of each regency that is meant; `shown` is how its folder is called, if not by its own name."""
    from dosir import publish, sources, templates

    place = publish.Place(root, content or root / "content", root / "site")
    chosen = known(place.content, slugs)
    called = shown or place.shown
    shared = sources.from_folder(place.content, "bersama", called)
    trusted = templates.load(root / "templates")
    for slug in chosen:
        yield publish.examine(sources.from_folder(place.content, slug, called), shared, trusted, stage)
