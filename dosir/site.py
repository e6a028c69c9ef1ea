"""The only module that knows the site engine: written pages in, a finished site out.

The staging folder is complete by itself (`mkdocs build` in it gives the same site), without hooks or virtual files, so
that a successor of MkDocs can build it. What the theme would fetch from elsewhere is a fault, not a setting.
"""

from __future__ import annotations

import logging
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from dosir.outline import Page, Site
from dosir.templates import Templates

UNUSED = (
    "sitemap.xml",
    "sitemap.xml.gz",
    "404.html",
    "assets/javascripts/lunr",
    "assets/javascripts/workers",
    "assets/images/favicon.png",
    "assets/images/social",
)
LOADS = re.compile(
    r"""<(?:script|img|iframe|link|source|video|audio)\b[^>]*?\b(?:src|href)=["']?(?:https?:)?//""", re.I
)
STYLES = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])(?:https?:)?//""", re.I)


def build(site: Site, pages: Mapping[str, bytes], templates: Templates, base: str) -> dict[str, bytes]:
    """Files of the finished site by path; `base` is the text of the project's mkdocs.yml."""
    with tempfile.TemporaryDirectory(prefix="dosir-situs-") as name:
        folder = Path(name)
        stage(folder, site, pages, templates, base)
        _engine(folder)
        return dict(_collect(folder / "site"))


def stage(folder: Path, site: Site, pages: Mapping[str, bytes], templates: Templates, base: str) -> None:
    """Write a folder that MkDocs can build."""
    for path, data in pages.items():
        _write(folder / "docs" / path, data)
    for name, text in templates.files.items():
        if name.startswith("situs/tema/"):
            _write(folder / "tema" / name.removeprefix("situs/tema/"), text.encode())
    config = yaml.safe_load(base)
    name = escape(f"{site.title} · {site.subtitle}")  # the engine puts names into pages as they are
    config |= {"site_name": name, "nav": list(navigation(site.pages))}
    config["extra"]["kaki"] = name
    config["theme"]["favicon"] = "aset/tanda.svg"
    _write(folder / "docs" / "aset" / "tanda.svg", _mark(templates))
    _write(folder / "mkdocs.yml", yaml.safe_dump(config, allow_unicode=True, sort_keys=False).encode())


def navigation(pages: tuple[Page, ...]) -> Iterator[dict[str, Any]]:
    """The tree of the navigation: pages in order, those of one group below its name."""
    for group, members in groupby(pages, key=lambda page: page.group):
        entries = [{_title(page): f"{page.path}.md"} for page in members]
        if group:
            first, *rest = entries
            yield {escape(group): [next(iter(first.values())), *rest]}
        else:
            yield from entries


def _title(page: Page) -> str:
    return "Beranda" if page.path == "index" else escape(page.title)


def _engine(folder: Path) -> None:
    """Run MkDocs over a staging folder. Raises RuntimeError with its warnings: they are faults of ours."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config

    complaints: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: complaints.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.propagate = False
    try:
        mkdocs_build(load_config(config_file=str(folder / "mkdocs.yml")))
    finally:
        logger.removeHandler(handler)
    if complaints:
        raise RuntimeError("mkdocs: " + "; ".join(complaints))


def _collect(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() or name.startswith(UNUSED) or name.endswith(".map"):
            continue
        data = path.read_bytes()
        _refuse_outside(name, data)
        yield name, data


def _refuse_outside(name: str, data: bytes) -> None:
    rule = {"html": LOADS, "css": STYLES}.get(name.rpartition(".")[2])
    found = rule.search(data.decode("utf-8", "replace")) if rule else None
    if found:
        raise RuntimeError(f"{name} asks another host: {found.group(0)}")


def _mark(templates: Templates) -> bytes:
    colours = [part["kuat"] for part in templates.data("identitas.yml")["pilar"].values()]
    bars = "".join(
        f'<rect x="{4 + 9 * (at % 3)}" y="{4 + 13 * (at // 3)}" width="7" height="11" rx="1" fill="#{colour}"/>'
        for at, colour in enumerate(colours)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{bars}</svg>'.encode()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
