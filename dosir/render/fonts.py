"""The fonts of the books and charts: from wheels, never the system's, so that every machine sets the same lines."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import fontpkg_noto_sans
import fontpkg_noto_serif
import typst

FOLDERS = tuple(Path(package.ROOT) / "files" for package in (fontpkg_noto_serif, fontpkg_noto_sans))


@cache
def fonts() -> typst.Fonts:
    """The fonts as Typst takes them; finding them costs more than setting a page."""
    return typst.Fonts(include_system_fonts=False, font_paths=list(map(str, FOLDERS)))
