"""The finished HTML of pages goes round the engine: it stays behind while the engine builds, and comes back after.

Both engines read Markdown with Python-Markdown, which parses three times over what we rendered long before, and changes
nothing in it: three quarters of the time of a build (measured, 123 pages). Headings stay, for the table of contents.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

BLOCK = re.compile(r"^<[a-z].*(?:\n.+)*", re.M)  # to the next empty line, as HTML blocks end in Markdown
MARK = re.compile(r'<div data-isi="(\d+)"></div>')  # no author can write it: what authors write is escaped


def lifted(pages: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """(pages with a mark for each block of HTML, the blocks in the order of their numbers)."""
    blocks: list[str] = []

    def mark(found: re.Match[str]) -> str:
        if "<h1" in found[0]:  # a page without one is given another by the themes
            return found[0]
        blocks.append(found[0])
        return f'<div data-isi="{len(blocks) - 1}"></div>'

    thin = {
        name: BLOCK.sub(mark, data.decode("utf-8")).encode() if name.endswith(".md") else data
        for name, data in pages.items()
    }
    return thin, tuple(blocks)


def laid(page: str, blocks: tuple[str, ...]) -> str:
    """A page with its blocks where their marks stand."""
    return MARK.sub(lambda found: blocks[int(found[1])], page)
