"""The built site in a real browser, opened from the disk with the network cut: what a reader without a server gets."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route, sync_playwright

from dosir.publish import Place

pytestmark = pytest.mark.needs("chromium", "chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = 375
WIDE = 1440
LOCAL = ("file:", "data:", "blob:", "about:")


@dataclass
class Visit:
    """What a browser noticed on a walk over the pages; each line begins with the page."""

    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    pale: list[str] = field(default_factory=list)
    schemes: set[str] = field(default_factory=set)
    pages: int = 0


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


def opened(browser: Browser, visit: Visit, width: int, scheme: Any) -> BrowserContext:
    """A browser window in which every request to another place is refused and noted."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)

    def guard(route: Route) -> None:
        if route.request.url.startswith(LOCAL):
            route.continue_()
        else:
            visit.asked.append(f"{route.request.frame.url}: {route.request.url}")
            route.abort()

    context.route("**/*", guard)
    return context


def watched(context: BrowserContext, visit: Visit) -> Page:
    page = context.new_page()

    def heard(said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            visit.complaints.append(f"{page.url}: {said.text}")

    def failed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # as when the walk goes on before an icon is there
            visit.missing.append(f"{page.url}: {request.url}")

    page.on("console", heard)
    page.on("pageerror", lambda error: visit.complaints.append(f"{page.url}: {error}"))
    page.on("requestfailed", failed)
    return page


WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SCHEME = "document.body.getAttribute('data-md-color-scheme')"
CONTRASTS = """() => {
  const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1});
  const brush = canvas.getContext('2d', {willReadFrequently: true});
  const known = new Map();
  const paint = colours => {
    const key = colours.join();
    if (!known.has(key)) known.set(key, painted(colours));
    return known.get(key); };
  const painted = colours => { brush.fillStyle = 'white'; brush.fillRect(0, 0, 1, 1);
    for (const colour of colours) { brush.fillStyle = colour; brush.fillRect(0, 0, 1, 1); }
    return [...brush.getImageData(0, 0, 1, 1).data].slice(0, 3); };
  const pale = new Set();
  for (const element of document.querySelectorAll('article *')) {
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (!own || !element.getClientRects().length) continue;
    const grounds = [];
    for (let at = element; at; at = at.parentElement) grounds.unshift(getComputedStyle(at).backgroundColor);
    const style = getComputedStyle(element), back = paint(grounds), front = paint([...grounds, style.color]);
    const [high, low] = [light(back), light(front)].sort((a, b) => b - a);
    const large = parseFloat(style.fontSize) >= 24 || parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700;
    if ((high + .05) / (low + .05) < (large ? 3 : 4.5))
      pale.add(`${element.tagName}.${element.className}: ${((high + .05) / (low + .05)).toFixed(1)}`);
  }
  return [...pale];
}"""


def walk(browser: Browser, files: Iterable[Path], width: int, liking: Any) -> Visit:
    """Open these pages one after another as a reader with this screen and this liking would."""
    visit = Visit()
    context = opened(browser, visit, width, liking)
    page = watched(context, visit)
    for file in files:
        page.goto(file.as_uri())
        visit.pages += 1
        visit.schemes.add(page.evaluate(SCHEME))
        visit.pale += [f"{file}: {found}" for found in page.evaluate(CONTRASTS)]
        if (wider := page.evaluate(WIDER)) > 0:
            visit.sideways.append(f"{file}: {wider} px too wide")
    context.close()
    return visit


@pytest.fixture(scope="module")
def phone(browser: Browser, built: Place) -> Visit:
    """Every page of the portal and of both regencies on a telephone."""
    return walk(browser, sorted(built.site.rglob("*.html")), PHONE, "light")


@pytest.fixture(scope="module")
def night(browser: Browser, built: Place) -> Visit:
    """The portal and the fuller regency on a screen, by a reader who likes it dark."""
    return walk(browser, [*built.site.glob("*.html"), *built.site.glob("kab-kecil/**/*.html")], WIDE, "dark")


VISITS = pytest.mark.parametrize("name", ["phone", "night"])


def test_every_page_opens(phone: Visit, built: Place) -> None:
    assert phone.pages == len(list(built.site.rglob("*.html"))) > 60


@VISITS
def test_no_page_asks_another_host_for_anything(request: pytest.FixtureRequest, name: str) -> None:
    assert request.getfixturevalue(name).asked == []


@VISITS
def test_no_page_complains(request: pytest.FixtureRequest, name: str) -> None:
    assert request.getfixturevalue(name).complaints == []


@VISITS
def test_no_page_misses_a_file(request: pytest.FixtureRequest, name: str) -> None:
    assert request.getfixturevalue(name).missing == []


@VISITS
def test_no_page_scrolls_sideways(request: pytest.FixtureRequest, name: str) -> None:
    """Wide tables scroll in a box of their own."""
    assert request.getfixturevalue(name).sideways == []


@VISITS
def test_every_text_stands_out_from_its_ground(request: pytest.FixtureRequest, name: str) -> None:
    """WCAG 2.2 AA: 4.5 to 1, and 3 to 1 for large letters."""
    assert request.getfixturevalue(name).pale == []


def test_a_reader_who_likes_it_light_gets_it_light(phone: Visit) -> None:
    assert phone.schemes == {"default"}


def test_a_reader_who_likes_it_dark_gets_it_dark(night: Visit) -> None:
    assert night.schemes == {"slate"}


def test_a_request_to_another_host_would_be_seen(browser: Browser, tmp_path: Path) -> None:
    """The guard itself: without this, a walk that sees nothing would say nothing."""
    file = tmp_path / "halaman.html"
    file.write_text("<script>fetch('https://contoh.invalid/a')</script><img src='hilang.png'>", "utf-8")
    seen = Visit()
    context = opened(browser, seen, WIDE, "light")
    page = watched(context, seen)
    page.goto(file.as_uri())
    page.wait_for_load_state("networkidle")
    context.close()
    assert [line for line in seen.asked if "contoh.invalid" in line]
    assert [line for line in seen.missing if "hilang.png" in line]
    assert seen.complaints


def test_a_reader_finds_the_quick_win_from_the_portal(browser: Browser, built: Place) -> None:
    """From the portal over the regency's home, its list of quick wins and the sheet, by clicking."""
    context = opened(browser, Visit(), WIDE, "light")
    page = context.new_page()
    page.goto((built.site / "index.html").as_uri())
    page.locator("article a", has_text="Kabupaten Kecil").first.click()
    page.get_by_role("link", name="Quick win").first.click()
    page.locator("article a", has_text="Kanal Kecil").first.click()
    heading = page.locator("h1").inner_text()
    context.close()
    assert heading == "Kanal Kecil"


def test_a_row_can_be_linked_to(browser: Browser, built: Place) -> None:
    """A programme's name in a book leads to its row in the list of programmes."""
    context = opened(browser, Visit(), WIDE, "light")
    page = context.new_page()
    page.goto((built.site / "kab-kecil" / "buku-2" / "bab-3.html").as_uri())
    page.locator("article table a", has_text="Aturan main layanan").first.click()
    row = page.locator("tr:target").inner_text()
    context.close()
    assert "GOV-02" in row
