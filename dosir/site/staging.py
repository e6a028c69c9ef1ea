"""The staging folder: pages, theme and settings as files, complete by itself (`mkdocs build` in it gives a site).

What only one engine understands stands here all the same, because each passes over what it does not know, without a
word: so the tests look for the marks of our settings in the pages of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from dosir.outline import Page, Site
from dosir.templates import Templates

# Pages say by themselves where they are edited; told of the repository, the theme would ask its host for stars.
OURS = ("repo_url", "repo_name", "edit_uri", "edit_uri_template")


def stage(folder: Path, site: Site, pages: Mapping[str, bytes], templates: Templates, base: str) -> None:
    """Write a folder that either engine can build."""
    for path, data in pages.items():
        _write(folder / "docs" / path, data)
    for name, text in templates.files.items():
        if name.startswith("situs/tema/"):
            _write(folder / "tema" / name.removeprefix("situs/tema/"), text.encode())
    config = {key: value for key, value in yaml.safe_load(base).items() if key not in OURS}
    name = escape(f"{site.title} · {site.subtitle}")  # the engines put names into pages as they are
    config |= {"site_name": name, "nav": list(navigation(site.pages))}
    config["extra"]["kaki"] = " · ".join((name, *_issue(site)))
    config["theme"]["favicon"] = "aset/tanda.svg"
    _write(folder / "docs" / "aset" / "tanda.svg", _mark(templates))
    _write(folder / "mkdocs.yml", yaml.safe_dump(config, allow_unicode=True, sort_keys=False).encode())


def _issue(site: Site) -> Iterator[str]:
    """Status, version and commit, as far as the site knows them."""
    yield from (escape(part) for part in (site.status, site.version and f"versi {site.version}") if part)
    if site.revision:
        yield f"commit {escape(site.revision)}"


def navigation(pages: tuple[Page, ...]) -> Iterator[dict[str, Any]]:
    """The tree of the navigation: listed pages in order, those of one group below its name."""
    for group, members in groupby((page for page in pages if page.listed), key=lambda page: page.group):
        entries = [{_title(page): f"{page.path}.md"} for page in members]
        if group:
            first, *rest = entries
            yield {escape(group): [next(iter(first.values())), *rest]}
        else:
            yield from entries


def _title(page: Page) -> str:
    return "Beranda" if page.path == "index" else escape(page.title)


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
