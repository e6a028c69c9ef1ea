"""Pages to files: each page of the outline as Markdown that carries finished HTML, with its charts beside it.

Headings are Markdown, so that the engine's table of contents knows them; everything else is HTML made here, so that
no second Markdown parser ever reads an author's words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from posixpath import relpath

import jinja2
from markupsafe import Markup

from dosir.markup import plain
from dosir.outline import Page, Picture, Section, Site, Table
from dosir.render import grids, insets, prose, search
from dosir.templates import Templates

SCRIPTS = "situs/skrip/"
SPECIAL = re.compile(r"[^\w\s,;/-]")


def render(templates: Templates, site: Site) -> Mapping[str, bytes]:
    """Files of the site before the engine runs, by their path."""
    files = {"aset/dosir.css": _stylesheet(templates), "aset/dosir.js": _script(templates)}
    files["aset/needstable.js"] = grids.library()
    files |= search.files(templates, site) if site.slug else {}
    paths = {page.path for page in site.pages}
    template = _template(templates)
    for page in site.pages:
        for figure in _pictures(page):
            files[f"aset/{figure.name}"] = figure.data
        files[f"{page.path}.md"] = _page(templates, template, site, page, address(page.path, paths)).encode()
    return files


def address(here: str, paths: set[str]) -> Callable[[str], str]:
    """Turns a target of the outline into an address relative to the page `here`; other addresses stay."""

    def turn(target: str) -> str:
        if target.startswith(("http://", "https://", "mailto:")):
            return target
        path, _, anchor = target.removeprefix("page:").partition("#")
        path = path if path in paths else f"{path}/index" if f"{path}/index" in paths else path
        file = f"{path}.html" if path in paths else path
        return relpath(file, here.rpartition("/")[0] or ".") + (f"#{anchor}" if anchor else "")

    return turn


def _template(templates: Templates) -> jinja2.Template:
    environment = templates.environment()
    environment.filters |= {
        "jenis": lambda block: type(block).__name__,
        "judul": _heading,
        "badan": grids.body,
        "berbatang": grids.timeline,
        "bernama": lambda table: grids.named(table, _short_columns(table)),
        "kisi": grids.grid,
        "pendek": _short_columns,
        "urut": grids.sorts_by,
        "rapat": lambda text: Markup(re.sub(r"\n\s*", "", text)),
    }
    return environment.get_template("situs/halaman.md.j2")


def _page(templates: Templates, template: jinja2.Template, site: Site, page: Page, links: Callable[[str], str]) -> str:
    return template.render(
        situs=site,
        akar="../" * page.path.count("/"),
        halaman=page,
        kata=templates.data("kata.yml"),
        bagian_halaman=list(_flow(page)),
        alamat=links,
        prosa=lambda nodes: Markup(prose.html(nodes, links)),
        gambar=lambda figure: links(f"aset/{figure.name}"),
        grafik=lambda chart, narrow=False: Markup(insets.inset(templates, chart, narrow)),
        angka=insets.numbers,
    )


def _flow(page: Page) -> Iterator[tuple[int, Section]]:
    """(heading level, section); a chapter's own heading is the page's title and is not repeated."""
    for section in page.sections:
        whole = page.title in (section.title, f"{section.number} {section.title}")
        for level, part in section.walk():
            yield (level if whole and level > 1 else 0 if whole else level + 1), part


SHORT = 16


def _short_columns(table: Table) -> frozenset[int]:
    """Columns whose every cell is so short that it should stay on one line."""
    rows = [row for row in table.rows if row.kind == "body"]
    return frozenset(
        at for at in range(len(table.columns)) if all(len(plain(row.cells[at].spans)) <= SHORT for row in rows)
    )


def _heading(text: str) -> Markup:
    """A title as one line of Markdown in which nothing is markup: every sign is written as its number."""
    return Markup(SPECIAL.sub(lambda found: f"&#{ord(found[0])};", text.replace("\n", " ")))


def _pictures(page: Page) -> Iterator[Picture]:
    for section in page.sections:
        for _, part in section.walk():
            yield from (block for block in part.blocks if isinstance(block, Picture))


def _script(templates: Templates) -> bytes:
    """The scripts of all pages in one file; each stands in a function of its own and none is needed to read."""
    names = sorted(name for name in templates.files if name.startswith(SCRIPTS))
    return "\n".join(templates.files[name] for name in names).encode()


def _stylesheet(templates: Templates) -> bytes:
    environment = templates.environment(autoescape=False)
    return environment.get_template("situs/dosir.css.j2").render(warna=templates.data("identitas.yml")).encode()
