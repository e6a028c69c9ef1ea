"""A finished folder in the place of an older one, in a step so short that nobody sees half a site.

Two renames and not one, because a folder that is not empty cannot be renamed over; `recover` mends the only moment at
which a killed process could leave nothing.
"""

from __future__ import annotations

import shutil
from pathlib import Path


def swap(new: Path, site: Path) -> None:
    """Put `new` in the place of `site`. Between the two renames the old site has another name; see `recover`."""
    old = site.with_name(f".{site.name}.lama")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    try:
        new.rename(site)
    except OSError:
        old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)


def recover(site: Path) -> None:
    """Bring the old site back when a build was killed between the two renames of a swap."""
    old = site.with_name(f".{site.name}.lama")
    if old.is_dir() and not site.exists():
        old.rename(site)
