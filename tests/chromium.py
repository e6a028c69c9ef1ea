"""Debian's Chromium without a network, for tests that look at the site as its readers do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
PHONE = 375
TABLET = 768
WIDE = 1440
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SCHEME = "document.body.getAttribute('data-md-color-scheme')"
LOCAL = ("file:", "data:", "blob:", "about:")


@dataclass
class Visit:
    """What a browser noticed; each line begins with the page."""

    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    welcome: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    pages: int = 0

    def saw(self, page: Page) -> None:
        """Note how this page stands on the screen."""
        self.pages += 1
        if (wider := page.evaluate(WIDER)) > 0:
            self.sideways.append(f"{page.url}: {wider} px wider than {page.evaluate('innerWidth')}")


@contextmanager
def launched() -> Iterator[Browser]:
    """The browser, which finds no host by its name."""
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield chromium
        chromium.close()


def opened(browser: Browser, width: int = WIDE, scheme: Any = "light") -> BrowserContext:
    """A window of this width for a reader who likes it light or dark, and nothing that moves."""
    return browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")


def watched(context: BrowserContext, visit: Visit) -> Page:
    """A page that notes every request to another place, every complaint and every file that is not there."""
    page = context.new_page()

    def asked(request: Request) -> None:
        (visit.loaded if request.url.startswith(LOCAL) else visit.asked).append(f"{page.url}: {request.url}")

    def heard(said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            visit.complaints.append(f"{page.url}: {said.text}")

    def failed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # as when the walk goes on before an icon is there
            visit.missing.append(f"{page.url}: {request.url}")

    page.on("request", asked)
    page.on("console", heard)
    page.on("pageerror", lambda error: visit.complaints.append(f"{page.url}: {error}"))
    page.on("requestfailed", failed)
    return page


def kinds(site: Path) -> list[Path]:
    """One page of each kind: every page of the portal and of the fuller regency, of those in folders the first and the
    longest of each folder; the three books are of one kind."""
    regency = site / "kab-kecil"
    heaps: dict[tuple[str, ...], list[Path]] = {}
    for file in sorted([*site.glob("*.html"), *site.glob("*/*.html"), *regency.glob("*/*.html")]):
        place = file.relative_to(regency if file.is_relative_to(regency) else site)
        if place.parts[0] == "kab-mungil":
            continue
        folder = "buku" if place.parts[0].startswith("buku-") else "/".join(place.parts[:-1])
        kind = (str(file.is_relative_to(regency)), folder, "" if folder and place.name != "index.html" else place.name)
        heaps.setdefault(kind, []).append(file)
    return [max(files, key=lambda file: file.stat().st_size) for files in heaps.values()]
