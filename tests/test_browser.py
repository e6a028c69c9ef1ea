"""The built site in a real browser, opened from the disk with the network cut: what a reader without a server gets."""

from __future__ import annotations

import functools
import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from chromium import PHONE, SCHEME, WIDE, Visit, opened, watched
from playwright.sync_api import Browser, Page

from dosir.publish import Place

pytestmark = pytest.mark.needs("chromium", "chromium")
HEAVIEST_HOME = 300 * 1024


@pytest.fixture(scope="module")
def phone(browser: Browser, built: Place) -> Visit:
    """Every page of the portal and of both regencies on a telephone, by a reader who likes it light."""
    visit = Visit()
    context = opened(browser, PHONE)
    page = watched(context, visit)
    for file in sorted(built.site.rglob("*.html")):
        page.goto(file.as_uri())
        visit.welcome.append(page.evaluate(SCHEME))
        visit.saw(page)
    context.close()
    return visit


def test_every_page_opens(phone: Visit, built: Place) -> None:
    assert phone.pages == len(list(built.site.rglob("*.html"))) > 60


def test_no_page_asks_another_host_for_anything(phone: Visit) -> None:
    assert phone.asked == []


def test_no_page_complains(phone: Visit) -> None:
    """Nor is anything of ours refused by the policy of its own page: Chromium says so on the console."""
    assert phone.complaints == []


def test_no_page_misses_a_file(phone: Visit) -> None:
    assert phone.missing == []


def test_no_page_scrolls_sideways(phone: Visit) -> None:
    """Wide tables scroll in a box of their own."""
    assert phone.sideways == []


def test_a_reader_who_likes_it_light_gets_it_light(phone: Visit) -> None:
    assert set(phone.welcome) == {"default"}


def test_a_request_to_another_host_would_be_seen(browser: Browser, tmp_path: Path) -> None:
    """The watch itself: without this, a walk that sees nothing would say nothing."""
    file = tmp_path / "halaman.html"
    file.write_text("<script>fetch('https://contoh.invalid/a')</script><img src='hilang.png'>", "utf-8")
    seen = Visit()
    context = opened(browser)
    page = watched(context, seen)
    page.goto(file.as_uri())
    page.wait_for_load_state("networkidle")
    context.close()
    assert [line for line in seen.asked if "contoh.invalid" in line]
    assert [line for line in seen.missing if "hilang.png" in line]
    assert seen.complaints


# The policy that every page carries


REFUSED = """async ([stranger, expected]) => {
  const said = [];
  document.addEventListener('securitypolicyviolation', event => said.push(event.effectiveDirective));
  const add = (tag, attributes, text = '') => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.append(text);
    document.body.append(element);
  };
  add('script', {}, 'window.jahat = true');
  add('script', {src: `${stranger}a.js`});
  add('img', {src: `${stranger}a.png`});
  add('link', {rel: 'stylesheet', href: `${stranger}a.css`});
  add('iframe', {src: stranger});
  add('object', {data: stranger});
  add('form', {action: stranger, id: 'kirim'});
  add('base', {href: stranger});
  document.body.insertAdjacentHTML('beforeend', '<b onclick="window.jahat = true" id="klik">x</b>');
  document.getElementById('klik').click();
  document.getElementById('kirim').submit();
  navigator.sendBeacon(stranger);
  await fetch(stranger, {mode: 'no-cors'}).catch(() => {});
  for (let tries = 0; tries < 200 && new Set(said).size < expected; tries++)
    await new Promise(done => setTimeout(done, 50));
  return [window.jahat ?? false, [...new Set(said)].sort()];
}"""
DIRECTIVES = [
    "base-uri",
    "connect-src",
    "form-action",
    "frame-src",
    "img-src",
    "object-src",
    "script-src-attr",
    "script-src-elem",
    "style-src-elem",
]


def test_a_page_refuses_whatever_would_run_in_it_or_leave_it(browser: Browser, built: Place) -> None:
    """As after something was slipped into a page: nothing of it runs, and another server hears nothing."""
    context = opened(browser)
    page = context.new_page()
    with served(built.site) as stranger:
        page.goto((built.site / "kab-kecil" / "index.html").as_uri())
        ran, refused = page.evaluate(REFUSED, [stranger.address, len(DIRECTIVES)])
        context.close()
    assert not ran
    assert refused == DIRECTIVES
    assert stranger.heard == []


@dataclass
class Server:
    """A server on this machine and what it was asked for."""

    address: str
    heard: list[str] = field(default_factory=list)


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    heard: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            heard.append(format % args)

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Server(f"http://127.0.0.1:{server.server_port}/", heard)
    server.shutdown()
    server.server_close()


def test_a_site_on_a_server_is_the_same_as_from_the_disk(browser: Browser, built: Place) -> None:
    texts, seen = [], Visit()
    with served(built.site) as server:
        for address in (server.address, built.site.as_uri() + "/"):
            context = opened(browser)
            page = watched(context, seen)
            page.goto(f"{address}kab-kecil/program.html")
            texts.append(page.locator("body").inner_text())
            context.close()
    assert len(server.heard) > 4
    assert texts[0] == texts[1]
    assert seen.complaints == seen.missing == []
    assert [line for line in seen.asked if "//127.0.0.1" not in line.partition(": ")[2]] == []


def test_the_home_page_of_a_regency_is_light(browser: Browser, built: Place) -> None:
    """What travels from a server that packs text, as every usual one does: the page and all that it loads by itself."""
    seen = Visit()
    context = opened(browser)
    page = watched(context, seen)
    page.goto((built.site / "kab-kecil" / "index.html").as_uri())
    page.wait_for_load_state("networkidle")
    context.close()
    files = {Path(unquote(urlsplit(line.rpartition(": ")[2]).path)) for line in seen.loaded if ": file:" in line}
    assert len(files) > 5
    assert sum(len(gzip.compress(file.read_bytes(), 6)) for file in files) < HEAVIEST_HOME


# The keyboard


FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const shown = at.matches('input.md-option') ? at.nextElementSibling : at;  // a radio button drawn as its label
  const style = getComputedStyle(shown), box = shown.getBoundingClientRect();
  const ring = [style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0, style.boxShadow !== 'none'];
  const inside = box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0;
  const every = [...document.querySelectorAll('*')];
  const name = at.getAttribute('aria-label') || at.innerText || at.id || at.tagName;
  return {at: every.indexOf(at), name: `${at.tagName} ${name}`.slice(0, 60), ring: ring.includes(true), inside,
    place: at.closest('article') ? 'content' : at.closest('header') ? 'header' : at.closest('nav') ? 'nav' : 'frame'};
}"""


def tabbed(page: Page, most: int = 400) -> list[dict[str, Any]]:
    """Where the focus goes by Tab until it leaves the page; where it is caught, `most` places."""
    stops: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None or (stops and stop["at"] == stops[0]["at"]):
            return stops
        stops.append(stop)
    return stops


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("name", ["index", "program", "quick-win/kanal-kecil"])
def test_the_keyboard_alone_reaches_every_part_of_a_page(browser: Browser, built: Place, name: str, width: int) -> None:
    context = opened(browser, width)
    page = context.new_page()
    page.goto((built.site / "kab-kecil" / f"{name}.html").as_uri())
    stops = tabbed(page)
    links = page.locator("article a[href]:visible").count()
    context.close()
    assert "Lewati ke isi" in stops[0]["name"]
    assert {"header", "content"} <= {stop["place"] for stop in stops}
    assert len({stop["at"] for stop in stops}) == len(stops) < 400
    assert len([stop for stop in stops if stop["place"] == "content" and stop["name"].startswith("A ")]) == links > 0
    assert [stop["name"] for stop in stops if not stop["ring"]] == []
    assert [stop["name"] for stop in stops if not stop["inside"]] == []


def test_a_reader_at_the_keyboard_skips_to_the_content(browser: Browser, built: Place) -> None:
    context = opened(browser)
    page = context.new_page()
    page.goto((built.site / "kab-kecil" / "quick-win" / "kanal-kecil.html").as_uri())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    stop = page.evaluate(FOCUS)
    context.close()
    assert stop["place"] == "content"


# A reader with a question


def test_a_reader_finds_the_quick_win_from_the_portal(browser: Browser, built: Place) -> None:
    """From the portal over the regency's home, its list of quick wins and the sheet, by clicking."""
    context = opened(browser)
    page = context.new_page()
    page.goto((built.site / "index.html").as_uri())
    page.locator("article a", has_text="Kabupaten Kecil").first.click()
    page.get_by_role("link", name="Quick win").first.click()
    page.locator("article a", has_text="Kanal Kecil").first.click()
    heading = page.locator("h1").inner_text()
    context.close()
    assert heading == "Kanal Kecil"


def test_a_row_can_be_linked_to(browser: Browser, built: Place) -> None:
    context = opened(browser)
    page = context.new_page()
    page.goto((built.site / "kab-kecil" / "program.html").as_uri() + "#gov-02")
    row = page.locator("tr:target").inner_text()
    context.close()
    assert "GOV-02" in row
