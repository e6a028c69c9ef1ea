"""Finished pages made private and light, whichever engine wrote them.

Every page says itself that it may load nothing but files beside it, so that even a mistake of ours or of the theme
asks no other host. Inline scripts are the theme's own; each is allowed by its digest, so that a script that somebody
brings into a page does not run.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from dosir.site.bodies import laid

UNUSED = (
    "sitemap.xml",
    "404.html",
    "search.json",
    "assets/javascripts/lunr",
    "assets/javascripts/workers",
    "assets/images/favicon.png",
    "assets/images/social",
    "assets/stylesheets/modern",
)
LOADS = re.compile(
    r"""<(?:script|img|iframe|link|source|video|audio)\b[^>]*?\b(?:src|href)=["']?(?:https?:)?//""", re.I
)
STYLES = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])(?:https?:)?//""", re.I)
START = '<meta charset="utf-8">'
INLINE = re.compile(r"<script>(.*?)</script>", re.S)
ARTICLE = re.compile(r"<article\b.*</article>", re.S)
# Chromium and Firefox both take 'self' on a page from the disk for files of the disk (tried). `data:` is for the icons
# in the stylesheets of the themes.
POLICY = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'none'; object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'"
)


def collect(folder: Path, blocks: tuple[str, ...] = ()) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of each file that a reader gets, with these blocks in its pages.

    Raises RuntimeError when a file asks another host for anything.
    """
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() or name.startswith(UNUSED) or name.endswith(".map"):
            continue
        data = path.read_bytes()
        if name.endswith(".html"):
            data = laid(guarded(light(data.decode("utf-8"))), blocks).encode()
        _refuse_outside(name, data)
        yield name, data


def light(page: str) -> str:
    """A page without the empty lines and the indents of its theme: a third of its bytes. Its article stays as it is."""
    found = ARTICLE.search(page)
    start, end = found.span() if found else (len(page), len(page))
    return _squeezed(page[:start]) + page[start:end] + _squeezed(page[end:])


def guarded(page: str) -> str:
    """A page that tells the browser what it may load, and to tell nobody where a reader came from."""
    if page.count(START) != 1:
        raise RuntimeError(f"a page must have one {START}")
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in INLINE.findall(page))
    policy = POLICY.format(hashes="".join(f" 'sha256-{found}'" for found in dict.fromkeys(digests)))
    head = f'{START}\n<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return page.replace(START, f'{head}\n<meta name="referrer" content="no-referrer">')


def _squeezed(part: str) -> str:
    return re.sub(r"\s*\n\s*", "\n", part)


def _refuse_outside(name: str, data: bytes) -> None:
    rule = {"html": LOADS, "css": STYLES}.get(name.rpartition(".")[2])
    found = rule.search(data.decode("utf-8", "replace")) if rule else None
    if found:
        raise RuntimeError(f"{name} asks another host: {found.group(0)}")
