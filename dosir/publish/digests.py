"""What an artefact depends on besides a regency's sources: our own code, the templates, and the tools with their
versions.

Python and zlib are among the tools although no wheel brings them: packed files have their bytes from zlib, sorting and
character classes from Python's tables.
"""

from __future__ import annotations

import platform
import zlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from dosir.cache import digest
from dosir.templates import Templates

TOOLS = (
    "babel",
    "fontpkg-noto-sans",
    "fontpkg-noto-serif",
    "jinja2",
    "lxml",
    "markdown",
    "markdown-it-py",
    "markupsafe",
    "mdit-py-plugins",
    "mkdocs",
    "mkdocs-material",
    "pillow",
    "pydantic",
    "pypandoc_binary",
    "pyyaml",
    "sphinx-needs",
    "typst",
    "vl-convert-python",
    "xlsxwriter",
)
ENGINES = {"zensical": ("zensical",)}  # what a site is made with besides, by the name of its engine
PACKAGE = Path(__file__).resolve().parent.parent


def tools(engine: str = "") -> Mapping[str, str]:
    """The version of each tool that shapes an artefact, by name, and of what belongs to the site's engine."""
    found = {name: version(name) for name in (*TOOLS, *ENGINES.get(engine, ()))}
    return found | {"python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}


@cache
def code_digest() -> str:
    """Digest of our own code and data and of the versions of everything that shapes an artefact."""
    return digest(source_digest(PACKAGE), *(f"{name} {number}" for name, number in sorted(tools().items())))


def source_digest(package: Path) -> str:
    """Digest of our own code and data alone."""
    files = sorted(path for kind in ("*.py", "*.csv", "*.md") for path in package.rglob(kind))
    return digest(*(file.read_bytes() for file in files))


def design_digest(templates: Templates, base: str) -> str:
    """Digest of every template and of the site engine's settings."""
    return digest(*(part for item in sorted(templates.files.items()) for part in item), base)
