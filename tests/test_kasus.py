"""Faulty content and what must be said about it, and content no one would write.

A case is a folder of `kasus/` laid over the small sound regency in `kasus/_dasar`: it holds only the files that differ.
Expected findings are comments in the faulty file and are compared in both directions:

    nama: [a]  # salah: wrong-type              on this line
    # salah: 3:5 wrong-type                     at this line and column
    <!-- salah: 3:5 broken-link | bab.md -->    and the message or the hint contains the words after the bar
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dosir import publish, templates
from dosir.assemble import books
from dosir.assemble.scope import Scope
from dosir.diagnostics import Diagnostic, Position, Report, as_text
from dosir.outline import Book
from dosir.plan import Plan
from dosir.render import pdf
from dosir.sources import File, Folder, from_folder

HERE = Path(__file__).parent
CASES = HERE / "kasus"
CODE = HERE.parent / "dosir"
TEMPLATES = templates.load(HERE.parent / "templates")
BASE = {slug: from_folder(CASES / "_dasar", slug, "content") for slug in ("bersama", "kab-uji")}
BYTES = {file.path: file.data for folder in BASE.values() for file in folder.files}
TEXTS = {path: data.decode() if path.endswith((".yml", ".md")) else "" for path, data in BYTES.items()}
EXPECTED = re.compile(r"(?:#|<!--) salah: (?:(\d+):(\d+) )?([a-z0-9-]+)(?: \| (.*?))?(?: -->)?$")
PILLAR, PROGRAMMES = "content/kab-uji/pilar/governance.md", "content/kab-uji/program/governance.yml"
INDICATORS = "content/kab-uji/indikator/governance.yml"
NOT_THERE = {"missing-file", "missing-part"}  # their place is a file that is still to be written
# No file can say that it is not there or is a link (test_read and test_sources try these), a stage asks for too much
# to announce (test_gates), a stamp stands for a whole plan (test_approvals), and remarks come from outside
# (test_remarks).
ELSEWHERE = {
    *("missing-file", "refused-file", "stage-gap", "broken-stamp", "changed-since-approval"),
    *("broken-remarks", "stray-remark", "changed-remark"),
}
QUICK = settings(database=None, derandomize=True, max_examples=90, suppress_health_check=[HealthCheck.too_slow])
# Beyond U+024F each strange character costs a compilation of its own, so few of them are drawn.
LETTERS = st.characters(codec="utf-8", max_codepoint=0x24F) | st.sampled_from("–’✓\u2028\uf0b7\U0001f600")
YAML = [*"-:?#[]{},'\"&*!%@`|>~\\ \n\t", "- ", ": ", "\n  ", "---\n", "<<: ", ">-\n", "kode", "tahun: 2022"]
SPANS = [*"`*_~[]()!<>&\\{}|:#", "**", "~~", "](https://a.id)", "[^1]", "{{ nama_daerah }}", "kata ", "&#0;", "  \n"]
BLOCKS = ["# ", "## ", "#### ", "- ", "1. ", "> ", "    ", "```", "\n[^1]: ", "\n: ", "\n---\n", "\n\n", "\n"]
BOXES = [
    "::: tabel Judul | sumber=profil\n",
    ":::: lanskap\n",
    "::: catatan\n",
    ":::\n",
    "::::\n",
    "| a |\n| --- |\n| b |\n",
]
MARKDOWN = SPANS + BLOCKS + BOXES


@dataclass(frozen=True, order=True)
class Expected:
    """A finding that a faulty file announces; column 0 stands for any column of the line."""

    line: int
    column: int
    code: str
    words: str

    def meets(self, found: Diagnostic) -> bool:
        place = found.position
        return (
            (self.line, self.code) == (place.line, found.code)
            and self.column in (0, place.column)
            and self.words in f"{found.message} {found.hint}"
        )


def expected(data: bytes) -> list[Expected]:
    lines = enumerate(data.decode("utf-8", "replace").split("\n"), start=1)
    found = ((number, match) for number, line in lines if (match := EXPECTED.search(line)))
    return [Expected(int(m[1] or number), int(m[2] or 0), m[3], m[4] or "") for number, m in found]


def laid_over(folder: Folder, files: Iterable[File]) -> Folder:
    named = {file.name: file for file in (*folder.files, *files)}
    return Folder(folder.slug, folder.path, tuple(named[name] for name in sorted(named)))


def checked(shared: Folder, regency: Folder) -> tuple[Plan, Report]:
    return publish.examine(regency, shared, TEMPLATES)


def changed(path: str, data: bytes) -> tuple[Plan, Report]:
    """The sound regency with other bytes at one path."""
    slug, name = path.removeprefix("content/").split("/", 1)
    folders = {**BASE, slug: laid_over(BASE[slug], [File(path, name, data)])}
    return checked(folders["bersama"], folders["kab-uji"])


def misplaced(report: Report, path: str, data: bytes) -> list[str]:
    """Findings whose position is no place in the regency's files when the one at `path` holds `data`."""
    texts = {**TEXTS, path: decoded(data)}
    return [
        str(found) for found in report.findings if found.code not in NOT_THERE and not inside(texts, found.position)
    ]


def inside(texts: Mapping[str, str], place: Position) -> bool:
    lines = texts[place.path].split("\n") if place.path in texts else []
    return 1 <= place.line <= len(lines) and 1 <= place.column <= len(lines[place.line - 1]) + 1


def decoded(data: bytes) -> str:
    """The text, or as many characters as there are bytes."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def assembled(plan: Plan) -> tuple[Book, ...]:
    return books.books(Scope(plan, TEMPLATES))


def case_names() -> list[str]:
    return sorted(folder.name for folder in CASES.iterdir() if folder.is_dir() and not folder.name.startswith("_"))


def overlays(name: str) -> dict[str, Folder]:
    return {slug: from_folder(CASES / name, slug, "content") for slug in BASE if (CASES / name / slug).is_dir()}


def announced(name: str) -> dict[str, list[Expected]]:
    """Expected findings of a case by the path of the file that holds them; also of files that are not read."""
    root = CASES / name
    paths = sorted(path for path in root.rglob("*") if path.is_file())
    return {f"content/{path.relative_to(root).as_posix()}": expected(path.read_bytes()) for path in paths}


def test_the_small_regency_is_sound() -> None:
    _, report = checked(BASE["bersama"], BASE["kab-uji"])
    assert as_text(report) == ""


@pytest.mark.parametrize("name", case_names())
def test_a_faulty_file_gets_exactly_the_findings_it_announces(name: str) -> None:
    over = overlays(name)
    folders = {slug: laid_over(BASE[slug], over[slug].files if slug in over else ()) for slug in BASE}
    _, report = checked(folders["bersama"], folders["kab-uji"])
    report += Report.of(finding for folder in over.values() for finding in folder.findings)
    unexpected = list(report.findings)
    missing = []
    for path, wanted in announced(name).items():
        for want in sorted(wanted, key=lambda item: -item.column):
            met = next((found for found in unexpected if found.position.path == path and want.meets(found)), None)
            if met:
                unexpected.remove(met)
            else:
                missing.append((path, want))
    assert not missing and not unexpected, f"missing: {missing}\nunexpected:\n{as_text(Report(tuple(unexpected)))}"


def test_every_code_that_can_be_reported_has_a_case() -> None:
    shown = {want.code for name in case_names() for wanted in announced(name).values() for want in wanted}
    assert codes_in_the_code() - shown == ELSEWHERE


def codes_in_the_code() -> set[str]:
    """The first text among the first two arguments of every call that reports."""
    calls = [
        node
        for path in CODE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in ("error", "warning", "fault", "refuse")
    ]
    texts = (
        [arg.value for arg in call.args[:2] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        for call in calls
    )
    return {found[0] for found in texts if found}


def test_many_faults_come_out_together_in_the_order_of_the_files() -> None:
    over = overlays("many-faults")
    _, report = checked(*(laid_over(BASE[slug], over[slug].files) for slug in BASE))
    places = [
        re.match(r"(\S+):(\d+):(\d+): ", line) for line in as_text(report).split("\n") if line[:1] not in ("", " ")
    ]
    told = [(place[1], int(place[2]), int(place[3])) for place in places if place]
    assert len({path for path, _, _ in told}) == 10
    assert told == sorted(told)


@given(st.sampled_from(sorted(BYTES)), st.binary(max_size=120))
@QUICK
def test_no_bytes_in_any_file_make_a_traceback(path: str, data: bytes) -> None:
    _, report = changed(path, data)
    assert not misplaced(report, path, data)


@given(st.data(), st.sampled_from(sorted(BYTES)), st.binary(max_size=6))
@QUICK
def test_no_damaged_bytes_make_a_traceback(draw: st.DataObject, path: str, noise: bytes) -> None:
    at = draw.draw(st.integers(0, len(BYTES[path])))
    data = BYTES[path][:at] + noise + BYTES[path][at + draw.draw(st.integers(0, 40)) :]
    _, report = changed(path, data)
    assert not misplaced(report, path, data)


@given(
    st.sampled_from([path for path in sorted(TEXTS) if path.endswith(".yml")]),
    st.lists(st.sampled_from(YAML) | LETTERS),
)
@QUICK
def test_no_yaml_makes_a_traceback(path: str, parts: list[str]) -> None:
    data = "".join(parts).encode()
    _, report = changed(path, data)
    assert not misplaced(report, path, data)


@given(st.lists(st.sampled_from(MARKDOWN) | LETTERS, max_size=40))
@QUICK
def test_no_prose_makes_a_traceback(parts: list[str]) -> None:
    data = (TEXTS[PILLAR] + "\n" + "".join(parts)).encode()
    plan, report = changed(PILLAR, data)
    assert not misplaced(report, PILLAR, data)
    assert not report.sound or assembled(plan)


PAIR = re.compile(r"(?m)(?:^[ -]*|(?<=[{ ]))(\w+): ([^\n,{}\[\]]+)")


@st.composite
def mutations(draw: st.DrawFn) -> tuple[str, str]:
    """A path of the sound regency and its text with a key taken out, a line doubled, or a value replaced."""
    path = draw(st.sampled_from([path for path in sorted(TEXTS) if PAIR.search(TEXTS[path])]))
    text = TEXTS[path]
    kind = draw(st.sampled_from(["key", "line", "value"]))
    if kind == "line":
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        return path, "\n".join((*lines[: at + 1], *lines[at:]))
    pair = draw(st.sampled_from(list(PAIR.finditer(text))))
    if kind == "key":
        return path, text[: pair.start()] + text[pair.end() :]
    value = draw(st.text(LETTERS, max_size=12) | st.integers().map(str) | st.sampled_from(YAML))
    return path, text[: pair.start(2)] + value + text[pair.end(2) :]


@given(mutations())
@settings(QUICK, max_examples=150)
def test_a_changed_regency_is_sound_or_says_where_it_is_not(mutation: tuple[str, str]) -> None:
    path, text = mutation
    plan, report = changed(path, text.encode())
    assert not misplaced(report, path, text.encode())
    assert assembled(plan) if report.sound else any(found.position.path in TEXTS for found in report.findings)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        pytest.param(PILLAR, "## Kondisi", "![](gambar/logo.png)", id="a picture without words"),
        pytest.param(PILLAR, "## Kondisi", "## Satu\n\n## Dua\n\n### Tiga", id="headings of uneven depth"),
        pytest.param(PILLAR, "ringkasan: ", 'ringkasan: "\\a \\0" # ', id="control characters by escapes"),
        pytest.param(PILLAR, "ringkasan: ", 'ringkasan: "\\uFFFE" # ', id="no character by an escape"),
        pytest.param(PILLAR, "ringkasan: ", 'ringkasan: "\\uE000" # ', id="a private character by an escape"),
        pytest.param(PILLAR, "ringkasan: ", 'ringkasan: "\\U0001F600" # ', id="a character no font has by an escape"),
        pytest.param(PROGRAMMES, "75.000.000", "9" * 50, id="money of fifty digits"),
        pytest.param(PROGRAMMES, "75.000.000", "9" * 5000, id="money of five thousand digits"),
        pytest.param(PROGRAMMES, "250 juta", "9" * 5000 + " juta", id="millions of five thousand digits"),
        pytest.param(INDICATORS, "nilai: 75", "nilai: " + "9" * 50, id="a target of fifty digits"),
    ],
)
def test_what_is_found_sound_can_be_printed(path: str, old: str, new: str) -> None:
    assert old in TEXTS[path]
    plan, report = changed(path, TEXTS[path].replace(old, new).encode())
    assert not report.sound or all(pdf.render(TEMPLATES, book).pdf for book in assembled(plan))


def test_a_hundred_strange_characters_of_one_text_are_one_finding() -> None:
    """Hanzi, of which no font of the books has any."""
    strange = "".join(map(chr, range(0x4E00, 0x4E64)))
    _, report = changed(PILLAR, (TEXTS[PILLAR] + strange).encode())
    assert [found.code for found in report.findings] == ["unprintable-character"]
    assert report.findings[0].message.startswith("karakter `一` (U+4E00), ")
    assert report.findings[0].message.endswith(", dan 95 lainnya tidak ada di huruf buku")
