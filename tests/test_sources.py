from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dosir import sources
from dosir.diagnostics import Diagnostic, Position, Severity
from dosir.sources import File, Items, Table, from_folder, front_matter, slugs, text_of, yaml_of

QUICK = settings(database=None, derandomize=True, max_examples=200)


def file(data: bytes) -> File:
    return File("content/kab-uji/opd.yml", "opd.yml", data)


def read(text: str) -> tuple[Any, list[Diagnostic]]:
    return yaml_of("content/kab-uji/opd.yml", text)


def sound(text: str) -> Any:
    nodes, findings = read(text)
    assert findings == []
    return nodes


def told(findings: list[Diagnostic]) -> list[str]:
    """Line, column and code of each finding."""
    return [f"{found.position.line}:{found.position.column} {found.code}" for found in findings]


def put(root: Path, name: str, data: bytes = b"") -> Path:
    path = root / "kab-uji" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


# ---- from_folder


def test_a_folder_is_read_whole(tmp_path: Path) -> None:
    put(tmp_path, "opd.yml", b"- id: a\n")
    put(tmp_path, "gambar/logo.PNG", b"\x89PNG")
    folder = from_folder(tmp_path, "kab-uji", "content")
    assert (folder.slug, folder.path, folder.findings) == ("kab-uji", "content/kab-uji", ())
    assert folder.files == (
        File("content/kab-uji/gambar/logo.PNG", "gambar/logo.PNG", b"\x89PNG"),
        File("content/kab-uji/opd.yml", "opd.yml", b"- id: a\n"),
    )


def test_files_come_in_the_same_order_however_they_were_made(tmp_path: Path) -> None:
    names = ["z.yml", "a/b.md", "a.yml", "a/a.md", "m/n/o.jpg", "B.yml"]
    for root, order in ((tmp_path / "1", names), (tmp_path / "2", names[::-1])):
        for name in order:
            put(root, name)
    first, second = (from_folder(tmp_path / part, "kab-uji", "content") for part in ("1", "2"))
    assert first == second
    assert len(first.files) == 6


@pytest.mark.parametrize("name", [".git/config.yml", ".opd.yml.swp", "naskah/.pengantar.md"])
def test_hidden_files_are_not_seen(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    put(tmp_path, "opd.yml")
    folder = from_folder(tmp_path, "kab-uji", "content")
    assert [made.name for made in folder.files] == ["opd.yml"]
    assert folder.findings == ()


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "kab-uji").mkdir()
    folder = from_folder(tmp_path, "kab-uji", "content")
    assert (folder.files, folder.findings) == ((), ())


def test_a_folder_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    folder = from_folder(tmp_path, "bersama", "content")
    assert [(str(found.position), found.code) for found in folder.findings] == [("content/bersama:1:1", "missing-file")]


def test_a_file_in_the_place_of_a_folder_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "bersama").write_text("dimensi")
    assert [found.code for found in from_folder(tmp_path, "bersama", "content").findings] == ["missing-file"]


@pytest.mark.parametrize("target", ["opd.yml", "/etc/hostname", "nowhere.yml", "."])
def test_a_symbolic_link_is_refused_wherever_it_leads(tmp_path: Path, target: str) -> None:
    put(tmp_path, "opd.yml", b"- id: a\n")
    (tmp_path / "kab-uji" / "tautan.yml").symlink_to(target)
    folder = from_folder(tmp_path, "kab-uji", "content")
    assert [made.name for made in folder.files] == ["opd.yml"]
    (finding,) = folder.findings
    assert (str(finding.position), finding.code) == ("content/kab-uji/tautan.yml:1:1", "refused-file")
    assert finding.severity is Severity.error


def test_a_link_to_a_folder_is_refused_and_not_entered(tmp_path: Path) -> None:
    (tmp_path / "luar").mkdir()
    (tmp_path / "luar" / "rahasia.yml").write_text("x")
    (tmp_path / "kab-uji").mkdir()
    (tmp_path / "kab-uji" / "naskah").symlink_to(tmp_path / "luar")
    folder = from_folder(tmp_path, "kab-uji", "content")
    assert folder.files == ()
    assert [found.code for found in folder.findings] == ["refused-file"]


@pytest.mark.parametrize(
    ("name", "limit"), [("opd.yml", sources.LARGEST_TEXT), ("gambar/logo.png", sources.LARGEST_IMAGE)]
)
def test_a_file_of_the_largest_size_is_read_and_one_byte_more_refused(tmp_path: Path, name: str, limit: int) -> None:
    path = put(tmp_path, name)
    os.truncate(path, limit)
    assert from_folder(tmp_path, "kab-uji", "content").findings == ()
    os.truncate(path, limit + 1)
    folder = from_folder(tmp_path, "kab-uji", "content")
    assert folder.files == ()
    assert [(found.code, f"{limit // 2**20} MiB" in found.message) for found in folder.findings] == [
        ("refused-file", True)
    ]


@pytest.mark.parametrize("name", ["opd.yaml", "pilar.docx", "README", "gambar/peta.svg"])
def test_a_file_of_an_unknown_kind_is_a_warning(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    folder = from_folder(tmp_path, "kab-uji", "content")
    assert folder.files == ()
    assert [(str(found.position), found.code, found.severity) for found in folder.findings] == [
        (f"content/kab-uji/{name}:1:1", "unknown-file", Severity.warning)
    ]


def test_what_is_neither_file_nor_folder_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kab-uji").mkdir()
    monkeypatch.chdir(tmp_path / "kab-uji")  # the name of a socket may have no more than a hundred bytes
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("opd.yml")
        folder = from_folder(tmp_path, "kab-uji", "content")
    assert folder.files == ()
    assert [found.code for found in folder.findings] == ["refused-file"]


def test_regencies_are_the_folders_but_the_shared_and_the_hidden_ones(tmp_path: Path) -> None:
    for name in ("kab-b", "kab-a", "bersama", ".git", "_draf"):
        (tmp_path / name).mkdir()
    (tmp_path / "catatan.md").write_text("")
    (tmp_path / "kab-c").symlink_to(tmp_path / "kab-a")
    assert slugs(tmp_path) == ("kab-a", "kab-b")


# ---- text_of


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        ("Satu “é”\n\tdua\n".encode(), "Satu “é”\n\tdua\n"),
        (b"\xef\xbb\xbf- id: a\n", "- id: a\n"),
        (b"satu\r\ndua\r\n", "satu\ndua\n"),
    ],
)
def test_text_is_utf8_with_plain_line_ends(data: bytes, text: str) -> None:
    assert text_of(file(data)) == (text, [])


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"\xff", "1:1"),
        (b"satu\ndua \xe9 tiga", "2:5"),
        (b"satu\r\ndua \xe9", "2:5"),
        ("éé".encode() + b"\xff", "1:3"),
        (b"\xef\xbb\xbfsatu\n\xff", "2:1"),
        (b"a\n\xc3", "2:1"),
        (b"\xed\xa0\x80", "1:1"),
    ],
)
def test_what_is_not_utf8_is_found_at_its_first_wrong_character(data: bytes, place: str) -> None:
    text, findings = text_of(file(data))
    assert (text, told(findings)) == ("", [f"{place} not-utf8"])


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"a\x00", "1:2"),
        (b"satu\nd\x0bua", "2:2"),
        (b"satu\rdua", "1:5"),
        (b"\x1b[31m", "1:1"),
        (b"\xef\xbb\xbf\x07", "1:1"),
    ],
)
def test_a_control_character_is_found_at_its_place(data: bytes, place: str) -> None:
    text, findings = text_of(file(data))
    assert (text, told(findings)) == ("", [f"{place} control-character"])


@given(st.binary(max_size=60))
@QUICK
def test_bytes_are_a_text_or_a_finding_inside_them(data: bytes) -> None:
    _, findings = text_of(file(data))
    lines = data.decode("latin-1").split("\n")
    assert all(
        found.position.line <= len(lines) and found.position.column <= len(lines[found.position.line - 1])
        for found in findings
    )


# ---- yaml_of


@pytest.mark.parametrize(
    "text",
    ["32.10", "1.250", "no", "on", "12:30", "010", "1e3", "0x1F", "2022-06-08", "Null", "True", ".inf", "5%", "="],
)
def test_a_plain_word_stays_the_text_that_was_typed(text: str) -> None:
    assert sound(f"kode: {text}") == {"kode": text}


@pytest.mark.parametrize("text", ["", "~", "null"])
def test_a_value_left_empty_is_none(text: str) -> None:
    assert sound(f"kode: {text}\nnama: a\n") == {"kode": None, "nama": "a"}


@pytest.mark.parametrize("text", ["''", '""'])
def test_an_empty_text_in_quotes_is_a_text(text: str) -> None:
    assert sound(f"kode: {text}") == {"kode": ""}


def test_a_word_for_nothing_in_quotes_is_a_text() -> None:
    assert sound("kode: '~'\nnama: \"null\"") == {"kode": "~", "nama": "null"}


@pytest.mark.parametrize("text", ["", "# hanya catatan\n", "---\n", "\n\n"])
def test_a_file_without_content_is_none(text: str) -> None:
    assert sound(text) is None


def test_long_texts_keep_or_fold_their_lines() -> None:
    assert sound("a: |\n  satu\n  dua\nb: >-\n  tiga\n  empat\n") == {"a": "satu\ndua\n", "b": "tiga empat"}


def test_a_table_knows_where_its_keys_and_values_stand() -> None:
    table = sound("# catatan\nnama:   Uji\nkata: {a: 1, b: [x, y]}\n")
    assert isinstance(table, Table)
    path = "content/kab-uji/opd.yml"
    assert table.places.position == Position(path, 2, 1)
    assert table.places.keys == {"nama": Position(path, 2, 1), "kata": Position(path, 3, 1)}
    assert table.places.values == {"nama": Position(path, 2, 9), "kata": Position(path, 3, 7)}
    assert table["kata"].places.items == {("b", 0): Position(path, 3, 18), ("b", 1): Position(path, 3, 21)}


def test_a_list_knows_where_it_and_its_items_stand() -> None:
    items = sound("- a\n-   b\n- c: 1\n")
    assert isinstance(items, Items)
    assert [str(place).partition(":")[2] for place in (items.position, *items.positions)] == [
        "1:1",
        "1:3",
        "2:5",
        "3:3",
    ]


def test_columns_count_characters_and_not_bytes() -> None:
    table = sound("{é: “é”, nama: a}")
    assert table.places.values["nama"].column == 16


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_a_strange_line_separator_does_not_shift_the_lines_below(separator: str) -> None:
    """Editors and git count line feeds; these come along when text is copied from Word or a PDF."""
    made = file(f'nama: "Dinas{separator} Kominfo"\nkode: a\nkode: b\n'.encode())
    text, findings = text_of(made)
    findings += yaml_of(made.path, text)[1]
    assert [(found.code, found.position.line) for found in findings if found.code == "duplicate-key"] in (
        [("duplicate-key", 3)],
        [],
    )
    assert findings


def test_lines_are_counted_from_the_first_line_that_is_given() -> None:
    nodes, findings = yaml_of("a.yml", "a: 1\nb: 2\nb: 3\n", first_line=10)
    assert nodes.places.keys["a"].line == 10
    assert told(findings) == ["12:1 duplicate-key"]


def test_a_repeated_key_keeps_its_first_value() -> None:
    nodes, findings = read("nama: a\nkode: b\nnama: c\n")
    assert nodes == {"nama": "a", "kode": "b"}
    assert told(findings) == ["3:1 duplicate-key"]
    assert "baris 1" in findings[0].hint


def test_a_key_repeated_in_another_table_is_no_repetition() -> None:
    assert sound("- {a: 1}\n- {a: 2}\n") == [{"a": "1"}, {"a": "2"}]


BROKEN = [
    pytest.param("a: [1, 2\nb: 3\n", "2:2", id="an open bracket"),
    pytest.param('a: "satu\nb: "2"\n', "2:5", id="an open quote"),
    pytest.param("a: b: c\n", "1:5", id="two colons"),
    pytest.param("a: 1\n\tb: 2\n", "2:1", id="a tab"),
    pytest.param("a:\n  b: 1\n c: 2\n", "3:2", id="a step in the indentation"),
    pytest.param("a: *kata* b\n", "1:9", id="a star"),
    pytest.param("a: @kata\n", "1:4", id="an at sign"),
    pytest.param("a: 1\n---\nb: 2\n", "2:1", id="two documents"),
    pytest.param("a: 1\n- b\n", "2:1", id="a list in a table"),
    pytest.param("%YAML 9.9\n---\na: 1\n", "1:1", id="an unknown version"),
]


@pytest.mark.parametrize(("text", "place"), BROKEN)
def test_broken_yaml_is_found_where_it_breaks(text: str, place: str) -> None:
    assert told(read(text)[1]) == [f"{place} broken-yaml"]


@pytest.mark.parametrize("text", ["a: [1, 2", 'a: "satu', "a: {b: 1", "["])
def test_what_breaks_at_the_end_of_the_file_is_found_inside_it(text: str) -> None:
    _, (finding,) = read(text)
    assert finding.position.line == 1
    assert finding.position.column <= len(text) + 1


def test_broken_yaml_is_told_in_indonesian() -> None:
    english = {"did", "not", "found", "could", "expected", "allowed", "but", "another", "character", "any"}
    messages = [found.message for case in BROKEN for found in read(str(case.values[0]))[1]]
    assert [message for message in messages if english & {*message.split()}] == []


def test_a_character_that_yaml_refuses_is_found_at_its_place() -> None:
    _, (finding,) = read("satu: 1\ndua: \ufffe2\n")
    assert (finding.position.line, finding.position.column) == (2, 6)


@pytest.mark.parametrize("key", ["[a, b]", "{a: b}"])
def test_a_key_that_is_no_word_is_found(key: str) -> None:
    nodes, findings = read(f"? {key}\n: c\nd: e\n")
    assert (nodes, told(findings)) == ({"d": "e"}, ["1:3 broken-yaml"])


ALIASES = [
    pytest.param("a: &x 1\nb: *x\n", id="of a word"),
    pytest.param("a: &x [1]\nb: *x\n", id="of a list"),
    pytest.param("a: &x {c: 1}\nb: *x\n", id="of a table"),
    pytest.param("a: &x {c: 1}\nb:\n  <<: *x\n", id="in a merge"),
    pytest.param("a: &x [*x]\n", id="of itself"),
]


@pytest.mark.parametrize("text", ALIASES)
def test_an_alias_is_refused(text: str) -> None:
    assert {found.code for found in read(text)[1]} == {"refused-yaml"}


def test_a_billion_laughs_cost_nothing() -> None:
    rows = ["a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    rows += [
        f"{name}: &{name} [{', '.join(['*' + before] * 10)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    nodes, findings = read("\n".join(rows))
    assert {found.code for found in findings} == {"refused-yaml"}
    assert sum(len(value) for value in nodes.values()) == 90


@pytest.mark.parametrize(("depth", "codes"), [(12, []), (13, ["refused-yaml"]), (500, ["refused-yaml"])])
def test_content_nests_no_deeper_than_twelve(depth: int, codes: list[str]) -> None:
    """Lists below the table that is the file."""
    assert [found.code for found in read("a: " + "[" * depth + "x" + "]" * depth)[1]] == codes


@pytest.mark.parametrize("opening", ["[", "- "])
def test_fifty_thousand_openings_do_not_kill_the_interpreter(opening: str) -> None:
    """In a process of its own, because a stack that overflows in C takes the process with it."""
    code = f"from dosir.sources import *; print(yaml_of('a', {opening!r} * 50_000)[1][0].code)"
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) in [(0, "refused-yaml"), (0, "broken-yaml")], done.stderr[-300:]


def test_tags_say_nothing() -> None:
    assert sound("a: !!int 5\nb: !!python/object:os.system x\nc: !!binary aGk=\n") == {"a": "5", "b": "x", "c": "aGk="}


@given(st.text(st.characters(codec="utf-8", max_codepoint=0xD7FF, exclude_characters="\x85\u2028\u2029"), max_size=60))
@QUICK
def test_every_text_is_yaml_or_a_finding_inside_it(text: str) -> None:
    _, findings = read(text)
    lines = text.split("\n")
    assert all(
        found.position.line <= len(lines) and found.position.column <= len(lines[found.position.line - 1]) + 1
        for found in findings
    )


# ---- front_matter


def test_a_markdown_file_is_its_head_and_its_prose() -> None:
    text = "---\nnama: a\n\nkode: b\n---\n\n## Judul\n"
    nodes, prose, line, findings = front_matter(file(b""), text)
    assert (nodes, prose, line, findings) == ({"nama": "a", "kode": "b"}, "\n## Judul\n", 6, [])
    assert nodes.places.keys["kode"].line == 4


def test_a_rule_in_the_prose_does_not_end_the_head_again() -> None:
    _, prose, line, _ = front_matter(file(b""), "---\nnama: a\n---\nsatu\n\n---\n\ndua")
    assert (prose, line) == ("satu\n\n---\n\ndua", 4)


@pytest.mark.parametrize("text", ["", "nama: a\n---\n", "\n---\nnama: a\n---\n", "## Judul\n", "----\nnama: a\n----\n"])
def test_a_file_without_a_head_is_all_prose(text: str) -> None:
    nodes, prose, line, findings = front_matter(file(b""), text)
    assert (nodes, prose, line, told(findings)) == (None, text, 1, ["1:1 broken-front-matter"])


def test_a_head_that_is_not_closed_is_found() -> None:
    nodes, prose, _, findings = front_matter(file(b""), "---\nnama: a\n## Judul\n")
    assert (nodes, prose, told(findings)) == (None, "", ["1:1 broken-front-matter"])


def test_broken_yaml_in_a_head_is_found_at_its_line_of_the_file() -> None:
    nodes, prose, line, findings = front_matter(file(b""), "---\nnama: a\nkode: b: c\n---\nsatu")
    assert (nodes, prose, line, told(findings)) == (None, "satu", 5, ["3:8 broken-yaml"])


def test_an_indented_rule_in_a_long_text_does_not_end_the_head() -> None:
    text = "---\nnama: |\n  satu\n  ---\n  dua\nkode: b\n---\nprosa"
    nodes, prose, _, findings = front_matter(file(b""), text)
    assert (nodes, prose, findings) == ({"nama": "satu\n---\ndua\n", "kode": "b"}, "prosa", [])
