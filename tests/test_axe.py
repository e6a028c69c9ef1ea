"""axe-core over a page of each kind, light and dark, on a screen, a tablet and a telephone.

A page is loaded once by a reader who likes it dark; then its window and its colours change. Rules that know no colour
look at all of it on each screen; contrast is measured for each colour scheme on each screen, at the first text of each
kind, since those at the same place in the same elements have the same colours and axe takes seconds for all of them.
Of long tables and long pages the beginning is judged: the rest is written by the same lines of the same template.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from chromium import PHONE, SCHEME, TABLET, WIDE, Visit, kinds, opened, watched
from conftest import REPOSITORY
from playwright.sync_api import Browser, Page
from uji import PROGRAMMES, changed, planned

from dosir import site, templates
from dosir.assemble import pages
from dosir.assemble.ledger import Ledger
from dosir.assemble.scope import Scope
from dosir.changes import Differences, differences
from dosir.publish import Place
from dosir.render import pages as written

pytestmark = pytest.mark.needs("chromium", "chromium")
SCREENS = (WIDE, TABLET, PHONE)
SCHEMES = ("slate", "default")
COLOURS = ["color-contrast", "link-in-text-block"]
STRUCTURE: dict[str, Any] = {"rules": {rule: {"enabled": False} for rule in COLOURS}}
CONTRAST: dict[str, Any] = {"runOnly": COLOURS}
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RUN = """async ([context, rules]) => {
  const options = {resultTypes: ['violations'], preload: false};  // it would fetch the stylesheets again
  const found = await axe.run(context ?? document, {...options, ...rules});
  return found.violations.flatMap(fault => fault.nodes.map(node =>
    `${fault.id}: ${node.target.join(' ')}: ${node.failureSummary.split('\\n').pop().trim()}`));
}"""
SHORTEN = """() => {
  for (const row of document.querySelectorAll('tbody > tr:nth-child(n+5):not(:last-child)')) row.remove();
  for (const part of document.querySelectorAll('article > :nth-child(n+25)')) part.remove();
  for (const entry of document.querySelectorAll('.md-nav--secondary li:nth-child(n+7)')) entry.remove();
}"""
CHOOSE = """() => {
  const known = new Set();
  const place = element => element === document.body ? '' :
    `${place(element.parentElement)} ${element.tagName}.${[...element.classList].sort().join('.')}`;
  for (const element of document.body.querySelectorAll('*')) {
    const worded = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!worded || known.has(place(element))) continue;
    known.add(place(element));
    element.setAttribute('data-pertama', '');
  }
}"""
CHOSEN = {"include": [["[data-pertama]"]]}
PAINT = "scheme => document.body.setAttribute('data-md-color-scheme', scheme)"
STILL = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { transition: none !important; animation: none !important }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


@pytest.fixture(scope="module")
def retold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of changes of a regency that has some; the small regencies are in no repository, which would tell."""
    before, after = planned(changed(PROGRAMMES, ("dalam 24 jam", "dalam 48 jam"), ("GOV-02", "GOV-09"))), planned({})
    known = Differences("1df6be6436", date(2026, 3, 1), tuple(differences(before, after)))
    design, base = templates.load(REPOSITORY / "templates"), (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    outline = pages.site(Scope(after, design, web=True), (), {}, Ledger(differences=known))
    folder = tmp_path_factory.mktemp("berubah")
    for name, data in site.build(outline, written.render(design, outline), design, base).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    assert b"berubah-program" in (folder / "perubahan.html").read_bytes()
    return folder / "perubahan.html"


@pytest.fixture(scope="module")
def judged(browser: Browser, built: Place, retold: Path) -> tuple[Visit, list[str]]:
    """What the browser noticed, and what axe found: page, width, colours, rule, place."""
    visit, faults = Visit(), []
    context = opened(browser, WIDE, "dark")
    page = watched(context, visit)
    for file in (*kinds(built.site), retold):
        page.goto(file.as_uri())
        visit.welcome.append(page.evaluate(SCHEME))
        for preparation in (STILL, SHORTEN, CHOOSE, AXE):
            page.evaluate(preparation)
        name = "/".join(file.parts[-2:])
        faults += [f"{name}, {fault}" for fault in found(page, visit)]
    context.close()
    return visit, faults


def found(page: Page, visit: Visit) -> Iterator[str]:
    for width in SCREENS:
        page.set_viewport_size({"width": width, "height": 800})
        yield from (f"{width}: {fault}" for fault in page.evaluate(RUN, [None, STRUCTURE]))
        visit.saw(page)
        for scheme in SCHEMES:
            page.evaluate(PAINT, scheme)
            yield from (f"{width}, {scheme}: {fault}" for fault in page.evaluate(RUN, [CHOSEN, CONTRAST]))


def test_axe_finds_nothing_on_any_kind_of_page(judged: tuple[Visit, list[str]]) -> None:
    assert judged[1] == []


def test_no_kind_of_page_scrolls_sideways_on_any_screen(judged: tuple[Visit, list[str]]) -> None:
    visit, _ = judged
    assert visit.pages > 60
    assert visit.sideways == []


def test_no_kind_of_page_complains_in_the_dark(judged: tuple[Visit, list[str]]) -> None:
    visit, _ = judged
    assert visit.asked == visit.complaints == visit.missing == []


def test_a_reader_who_likes_it_dark_gets_it_dark(judged: tuple[Visit, list[str]]) -> None:
    assert set(judged[0].welcome) == {"slate"}


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        ('<img src="aset/tanda.svg">', "image-alt"),
        ('<p style="color: #999; background: #fff">pucat</p>', "color-contrast"),
        ('<button type="button"></button>', "button-name"),
    ],
)
def test_axe_would_find_a_fault(browser: Browser, tmp_path: Path, broken: str, rule: str) -> None:
    file = tmp_path / "halaman.html"
    file.write_text(f'<!doctype html><html lang="id"><title>x</title><main><h1>x</h1>{broken}</main></html>', "utf-8")
    context = opened(browser)
    page = context.new_page()
    page.goto(file.as_uri())
    page.evaluate(CHOOSE)
    page.evaluate(AXE)
    faults: list[Any] = page.evaluate(RUN, [CHOSEN if rule in COLOURS else None, {}])
    context.close()
    assert [fault for fault in faults if fault.startswith(f"{rule}:")]
