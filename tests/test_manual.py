"""The manual: a page for every code that can be reported, and each page's examples are run.

An example is laid over the small regency of `kasus/_dasar`, which is sound, so that whatever is found comes from it.
The stamps in the two pages about approvals hold digests of that regency: when it changes, they are written again with
`dosir.gates.approvals.stamp`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from uji import folder, text_of

from dosir import manual, publish, templates
from dosir.diagnostics import Diagnostic, Position, Severity

ROOT = Path(__file__).parents[1]
TEMPLATES = templates.load(ROOT / "templates")
LEVELS = {"error": "kesalahan", "fault": "kesalahan", "refuse": "kesalahan", "warning": "peringatan"}
NAMES = {Severity.error: "kesalahan", Severity.warning: "peringatan"}
LONGEST = 100  # characters a line, so that a page fits a terminal
# What no text file laid over another can show; these pages say it in words.
UNSHOWN = {
    "missing-file": "an example adds files and takes none away",
    "refused-file": "a link and a size are not in a file's text",
    "not-utf8": "a page is UTF-8 itself",
    "broken-remarks": "it is about a file beside the content",
    "stray-remark": "it is told once, when a file of remarks comes in",
    "changed-remark": "it is told once, when a file of remarks comes in",
}
UNSHOWN_RIGHT = {"broken-image": "a sound image is no text"}
BESIDE = {"silence-without-reason": {"indicator-without-target"}}  # what was to be silenced is told too
UNSILENCED = {
    "unknown-file": "a file of an unknown kind has no comments",
    "silence-without-reason": "it is about a silence",
    "unused-silence": "it is about a silence",
    "open-remark": "it is answered where it stands",
    "stray-remark": "it is about no file of the content",
    "changed-remark": "it is about no file of the content",
}


def levels() -> Mapping[str, set[str]]:
    """The levels at which each code is reported: by which function, with the first text among its first arguments."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "dosir").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(call.func, "id", getattr(call.func, "attr", "")) if isinstance(call, ast.Call) else ""
            if isinstance(call, ast.Call) and name in LEVELS:
                texts = [arg.value for arg in call.args[:2] if isinstance(arg, ast.Constant)]
                for code in texts[:1]:
                    found.setdefault(str(code), set()).add(LEVELS[name])
    return found


REPORTED = levels()
SHOWN = [code for code in manual.codes() if code not in UNSHOWN]
SILENCED = [code for code in SHOWN if REPORTED.get(code) == {"peringatan"} and code not in UNSILENCED]


def examined(files: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """What is found when these files, by their path as a page names it, are laid over the small regency."""
    texts = {_of_slug(path): text for path, text in files.items()}
    _, report = publish.examine(folder("kab-uji", texts), folder("bersama", texts), TEMPLATES)
    return report.findings


@cache
def failing(code: str) -> tuple[Diagnostic, ...]:
    """What is found in the failing example of a page."""
    return examined(manual.page(code).wrong)


def _of_slug(path: str) -> str:
    return path if path.startswith("bersama/") else f"kab-uji/{path}"


def told(findings: tuple[Diagnostic, ...]) -> str:
    return "".join(f"{finding.position} {finding.code} {finding.message}\n" for finding in findings)


def with_silences(code: str) -> Mapping[str, str]:
    """The failing example with a reason beside each line that has a finding of its code."""
    places = {Position(found.position.path, found.position.line) for found in failing(code) if found.code == code}
    done = dict(manual.page(code).wrong)
    for place in sorted(places, reverse=True):  # from below, so that lines above stay where they are
        path = place.path.removeprefix("content/").removeprefix("kab-uji/")
        lines = (done[path] if path in done else text_of(_of_slug(path))).split("\n")
        front = lines.index("---", 1) + 1 if lines[0] == "---" else 0
        if path.endswith(".yml") or place.line <= front:
            lines[place.line - 1] += f"  # diam: {code} begitulah adanya"
        else:
            start = next((at for at in range(place.line - 1, front, -1) if not lines[at - 1].strip()), front)
            lines.insert(start, f"<!-- diam: {code} begitulah adanya -->")
        done[path] = "\n".join(lines)
    return done


def test_every_code_that_can_be_reported_has_a_page_and_every_page_a_code() -> None:
    assert set(manual.codes()) == set(REPORTED)


@pytest.mark.parametrize("code", manual.codes())
def test_a_page_says_how_grave_its_finding_is_and_whether_it_can_be_silenced(code: str) -> None:
    grave = REPORTED[code]
    can = "Dapat didiamkan dengan alasan." if grave == {"peringatan"} else "Tidak dapat didiamkan."
    can = "Peringatannya dapat didiamkan dengan alasan." if len(grave) > 1 else can
    can = "Tidak dapat didiamkan." if code in UNSILENCED else can
    assert manual.page(code).text.split("\n")[2] == f"Tingkat: {' atau '.join(sorted(grave))}. {can}"


@pytest.mark.parametrize("code", SHOWN)
def test_the_failing_example_gives_its_code_and_no_other(code: str) -> None:
    found = failing(code)
    assert {finding.code for finding in found} == {code} | BESIDE.get(code, set()), told(found)
    assert {NAMES[finding.severity] for finding in found if finding.code == code} <= REPORTED[code]


@pytest.mark.parametrize("code", SHOWN)
def test_the_passing_example_gives_nothing(code: str) -> None:
    page = manual.page(code)
    assert bool(page.right) != (code in UNSHOWN_RIGHT)
    assert told(examined(page.right)) == ""


@pytest.mark.parametrize("code", sorted(UNSHOWN))
def test_a_page_without_examples_says_both_in_words(code: str) -> None:
    page = manual.page(code)
    assert not page.wrong and not page.right
    _, wrong, right = re.split(r"\n## (?:Salah|Benar)\n", page.text)
    assert wrong.strip() and right.strip()


@pytest.mark.parametrize("code", SILENCED)
def test_a_reason_silences_what_the_page_says_can_be_silenced(code: str) -> None:
    files = with_silences(code)
    assert files != manual.page(code).wrong
    assert told(examined(files)) == ""


@pytest.mark.parametrize("code", manual.codes())
def test_a_page_can_be_read_in_a_terminal(code: str) -> None:
    text = manual.page(code).text
    tokens = MarkdownIt().parse(text)
    kinds = {part.type for token in tokens for part in (token, *(token.children or ()))}
    headings = [part.content for mark, part in pairwise(tokens) if mark.type == "heading_open"]
    assert not kinds & {"html_block", "html_inline"}
    assert [line for line in text.split("\n") if len(line) > LONGEST] == []
    assert headings == [f"{code}: {manual.page(code).title}", "Salah", "Benar"]
