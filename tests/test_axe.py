"""axe-core over a page of each kind, light and dark, on a screen, a tablet and a telephone.

A page is loaded once by a reader who likes it dark; then its window and its colours change. Colours do not depend on
the width, and the screen shows all that the others show; nor do the other rules depend on the colours. Of long tables
and long pages the beginning is judged, since the rest is written by the same lines of the same template: axe takes
seconds for a thousand cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from chromium import PHONE, SCHEME, TABLET, WIDE, Visit, kinds, launched, opened, watched
from playwright.sync_api import Browser, Page

from dosir.publish import Place

pytestmark = pytest.mark.needs("chromium", "chromium")
COLOURS = "color-contrast"
LOOKS: tuple[tuple[int, str, dict[str, Any]], ...] = (
    (WIDE, "slate", {}),
    (WIDE, "default", {"runOnly": [COLOURS, "link-in-text-block"]}),
    (TABLET, "default", {"rules": {COLOURS: {"enabled": False}}}),
    (PHONE, "slate", {"rules": {COLOURS: {"enabled": False}}}),
)
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RUN = """async rules => {
  const options = {resultTypes: ['violations'], preload: false};  // it would fetch the stylesheets again
  const found = await axe.run(document, {...options, ...rules});
  return found.violations.flatMap(fault => fault.nodes.map(node =>
    `${fault.id}: ${node.target.join(' ')}: ${node.failureSummary.split('\\n').pop().trim()}`));
}"""
SHORTEN = """() => {
  for (const row of document.querySelectorAll('tbody > tr:nth-child(n+5):not(:last-child)')) row.remove();
  for (const part of document.querySelectorAll('article > :nth-child(n+25)')) part.remove();
  for (const entry of document.querySelectorAll('.md-nav--secondary li:nth-child(n+7)')) entry.remove();
}"""
PAINT = "scheme => document.body.setAttribute('data-md-color-scheme', scheme)"
STILL = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { transition: none !important; animation: none !important }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def judged(browser: Browser, built: Place) -> tuple[Visit, list[str]]:
    """What the browser noticed, and what axe found: page, width, colours, rule, place."""
    visit, faults = Visit(), []
    context = opened(browser, WIDE, "dark")
    page = watched(context, visit)
    for file in kinds(built.site):
        page.goto(file.as_uri())
        visit.welcome.append(page.evaluate(SCHEME))
        page.evaluate(STILL)
        page.evaluate(SHORTEN)
        page.evaluate(AXE)
        name = file.relative_to(built.site).as_posix()
        faults += [f"{name}, {fault}" for fault in found(page, visit)]
    context.close()
    return visit, faults


def found(page: Page, visit: Visit) -> Iterator[str]:
    for width, scheme, rules in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(PAINT, scheme)
        yield from (f"{width}, {scheme}: {fault}" for fault in page.evaluate(RUN, rules))
        visit.saw(page)


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
    page.evaluate(AXE)
    faults: list[Any] = page.evaluate(RUN, {})
    context.close()
    assert [fault for fault in faults if fault.startswith(f"{rule}:")]
