"""Each page says itself that it loads nothing but files beside it: the policy as it stands in the finished pages."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from dosir.publish import Place
from dosir.site import finish

POLICY = {
    "default-src": {"'none'"},
    "style-src": {"'self'"},
    "img-src": {"'self'", "data:"},
    "font-src": {"'self'"},
    "connect-src": {"'none'"},
    "object-src": {"'none'"},
    "frame-src": {"'none'"},
    "base-uri": {"'none'"},
    "form-action": {"'none'"},
}
HEAD = '<!doctype html><html><head>\n  <meta charset="utf-8">\n'


@cache
def pages(site: Path) -> dict[str, Any]:
    files = sorted(site.rglob("*.html"))
    return {file.relative_to(site).as_posix(): lxml.html.fromstring(file.read_bytes()) for file in files}


def policy(page: Any) -> dict[str, set[str]]:
    """Sources by directive, as the page's meta element has them."""
    [text] = page.xpath("//head/meta[@http-equiv='Content-Security-Policy']/@content")
    parts = (part.split() for part in text.split(";"))
    return {name: set(values) for name, *values in parts}


def hashes(page: Any) -> set[str]:
    """Of each script that stands in the page itself and would run."""
    texts = page.xpath("//script[not(@src) and not(@type)]/text()")
    return {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts}


def test_every_page_allows_only_the_files_of_its_site_and_the_scripts_that_stand_in_it(built: Place) -> None:
    assert len(pages(built.site)) > 60
    for name, page in pages(built.site).items():
        assert policy(page) == POLICY | {"script-src": {"'self'", *hashes(page)}}, name


def test_the_policy_stands_before_all_that_it_governs(built: Place) -> None:
    for name, page in pages(built.site).items():
        first, second, third = page.find("head")[:3]
        assert first.get("charset") == "utf-8", name
        assert second.get("http-equiv") == "Content-Security-Policy", name
        assert (third.get("name"), third.get("content")) == ("referrer", "no-referrer"), name


def test_no_page_carries_what_its_policy_would_refuse(built: Place) -> None:
    """Styles and handlers in attributes, styles in the page, addresses that are scripts."""
    refused = "//@style | //@*[starts-with(name(), 'on')] | //style | //@href[starts-with(., 'javascript:')]"
    assert [(name, found) for name, page in pages(built.site).items() for found in page.xpath(refused)] == []


def test_no_script_of_ours_makes_code_of_text(built: Place) -> None:
    scripts = {file.name: file.read_text("utf-8") for file in built.site.rglob("aset/*.js")}
    assert scripts
    assert [name for name, text in scripts.items() if "eval(" in text or "new Function" in text] == []


def test_a_script_that_the_theme_writes_is_allowed_and_another_is_not() -> None:
    page = finish.guarded(HEAD + "<script>satu()</script><script src='a.js'></script></head>")
    allowed = policy(lxml.html.fromstring(page))["script-src"]
    assert allowed == {"'self'", f"'sha256-{base64.b64encode(hashlib.sha256(b'satu()').digest()).decode()}'"}


def test_a_page_without_a_place_for_the_policy_is_a_fault() -> None:
    with pytest.raises(RuntimeError):
        finish.guarded("<!doctype html><html><head></head></html>")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("halaman.html", '<script src="https://contoh.invalid/a.js"></script>'),
        ("halaman.html", "<img alt='' src=//contoh.invalid/a.png>"),
        ("gaya.css", "a { background: url(https://contoh.invalid/a.png) }"),
        ("gaya.css", '@import "//contoh.invalid/a.css";'),
    ],
)
def test_a_file_that_asks_another_host_is_a_fault(tmp_path: Path, name: str, data: str) -> None:
    (tmp_path / name).write_text(HEAD + data if name.endswith("html") else data, "utf-8")
    with pytest.raises(RuntimeError, match=r"contoh|asks another host"):
        list(finish.collect(tmp_path))


def test_a_page_is_light_outside_its_article_and_untouched_in_it() -> None:
    article = "<article>\n  <pre>a\n\n    b</pre>\n</article>"
    page = f"<nav>\n\n   <a>x</a>   \n\n</nav>\n{article}\n\n  <footer>\n</footer>"
    assert finish.light(page) == f"<nav>\n<a>x</a>\n</nav>\n{article}\n<footer>\n</footer>"
