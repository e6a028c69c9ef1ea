"""Manual: what each code of a finding means, why it matters, and an example that fails beside one that passes.

One Markdown file a code, kept beside this module. `python build.py explain CODE` prints it, the portal lists it, and a
test runs its examples, so that no page of it can be wrong for long.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
TITLE = re.compile(r"# ([a-z0-9-]+): (.+)")
EXAMPLE = re.compile(r"^(`{3,})(\w+) (\S+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Page:
    """The page of one code: its title, its whole text, and the files of its examples by their path."""

    code: str
    title: str
    text: str
    wrong: Mapping[str, str]
    right: Mapping[str, str]


@cache
def codes() -> tuple[str, ...]:
    """Every code that has a page, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.md")))


def page(code: str) -> Page:
    """The page of a code. Raises KeyError for one that has none."""
    if code not in codes():
        raise KeyError(code)
    text = (FOLDER / f"{code}.md").read_text("utf-8")
    title = TITLE.match(text)
    if not title or title[1] != code:
        raise ValueError(f"{code}.md does not begin with its code and title")
    wrong, _, right = text.partition("\n## Benar\n")
    return Page(code, title[2], text, _examples(wrong), _examples(right))


def _examples(text: str) -> Mapping[str, str]:
    """The fenced files of a part: ```yaml program/governance.yml below content/<regency>, or bersama/dimensi.yml."""
    return {match[3]: match[4] for match in EXAMPLE.finditer(text)}
