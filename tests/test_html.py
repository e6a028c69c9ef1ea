"""The pages as html-validate reads them: valid HTML of the standard, and what it knows of accessibility."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from chromium import kinds

from dosir.publish import Place

pytestmark = pytest.mark.needs("html-validate", "html-validate@9.7.1", "npm install --global")
RULES = {
    "root": True,
    "extends": ["html-validate:standard", "html-validate:a11y"],
    "rules": {
        # Of the themes, in their own frame of a page; ours to take, not to mend:
        "valid-autocomplete": "off",  # keeps Firefox from opening the drawer again, on two check boxes
        "wcag/h32": "off",  # the switch of light and dark is a form that is never sent
        "unique-landmark": "off",  # a list of headings has the name of the list it stands in; axe sees only those shown
        # Matters of taste:
        "long-title": "off",  # a title names its page and its document, and both may be long
        "prefer-native-element": "off",
    },
}


def judged(folder: Path, *pages: Path) -> list[str]:
    """What html-validate finds: page, line, rule, words."""
    rules = folder / "aturan.json"
    rules.write_text(json.dumps(RULES), "utf-8")
    command = ["html-validate", "--config", str(rules), "--formatter", "json", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.stdout, done.stderr
    found = json.loads(done.stdout)
    return [
        f"{Path(page['filePath']).name}:{fault['line']}: {fault['ruleId']}: {fault['message']}"
        for page in found
        for fault in page["messages"]
    ]


def test_every_kind_of_page_is_valid(built: Place, tmp_path: Path) -> None:
    pages = kinds(built.site)
    assert len(pages) > 25
    assert judged(tmp_path, *pages) == []


def test_faults_would_be_found(tmp_path: Path) -> None:
    """Without this, a validator that sees nothing would say nothing."""
    broken = {
        "element-permitted-content": "<span><div>dalam</div></span>",
        "no-dup-id": '<i id="a">1</i><i id="a">2</i>',
        "wcag/h37": '<img src="a.png">',
        "close-order": "<b>tebal</i>",
    }
    for rule, body in broken.items():
        page = f'<!DOCTYPE html><html lang="id"><head><title>x</title></head><body>{body}</body></html>'
        (tmp_path / f"{rule.replace('/', '-')}.html").write_text(page, "utf-8")
    found = judged(tmp_path, *sorted(tmp_path.glob("*.html")))
    assert {rule for rule in broken for line in found if f": {rule}: " in line} == set(broken)
