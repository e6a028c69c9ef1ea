"""The command line: what it answers, and that a person's mistake never looks like ours."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, edit, spoil

from dosir import cli
from dosir.publish import MARK, Place

DAERAH = "kab-kecil/daerah.yml"
PILAR = "kab-kecil/pilar/governance.md"
QUICK_WIN = "kab-kecil/quick-win/kanal-kecil.md"
PROGRAM = "kab-kecil/program/governance.yml"


@dataclass(frozen=True)
class Ran:
    """What a run of build.py gave."""

    code: object
    out: str
    err: str


def run(root: Path, *arguments: str) -> Ran:
    """build.py in this process. An exception other than the exit is a traceback for the person, and fails the test."""
    out, err = io.StringIO(), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.raises(SystemExit) as stop,
    ):
        patch.setattr(sys, "argv", ["build.py", *arguments])
        cli.main(root)
    return Ran(stop.value.code, out.getvalue(), err.getvalue())


def build(root: Path, *arguments: str) -> Ran:
    """Alone in this process, where the press is."""
    return run(root, "--jobs", "1", *arguments)


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


# Exit codes


def test_checking_sound_content_exits_with_0(unbuilt: Place) -> None:
    assert run(unbuilt.root, "check").code == 0


def test_warnings_alone_exit_with_0(unbuilt: Place) -> None:
    ran = run(unbuilt.root, "check", "kab-mungil")
    assert ("warning[" in ran.out, ran.code) == (True, 0)


def test_checking_content_with_an_error_exits_with_1(unbuilt: Place) -> None:
    spoil(unbuilt, "kab-kecil")
    assert run(unbuilt.root, "check").code == 1


def test_checking_looks_only_at_the_regencies_that_are_named(unbuilt: Place) -> None:
    spoil(unbuilt, "kab-kecil")
    assert run(unbuilt.root, "check", "kab-mungil").code == 0


def test_building_sound_content_exits_with_0(house: Place) -> None:
    assert build(house.root).code == 0


def test_building_looks_only_at_the_regencies_that_are_named(house: Place) -> None:
    spoil(house, "kab-kecil")
    assert build(house.root, "kab-mungil").code == 0


def test_building_with_a_broken_regency_exits_with_1(house: Place) -> None:
    spoil(house, "kab-kecil")
    assert build(house.root).code == 1


def test_building_with_a_broken_regency_builds_the_others(house: Place) -> None:
    spoil(house, "kab-kecil")
    edit(house, "kab-mungil/daerah.yml", 'versi: "0.1"', 'versi: "7.7"')
    build(house.root)
    assert json.loads((house.site / "kab-mungil/unduh/kab-mungil.json").read_bytes())["daerah"]["versi"] == "7.7"


@pytest.mark.parametrize(
    "arguments",
    [
        ["kab-lain"],
        ["check", "kab-lain"],
        ["kab-mungil", "kab-lain"],
        ["bersama"],
        ["check", "bersama"],
        ["../kab-kecil"],
        [""],
        ["--content", "tidak-ada"],
        ["check", "--content", "tidak-ada"],
        ["--content", "mkdocs.yml"],
        ["--jobs", "0"],
        ["--jobs", "dua"],
        ["--tidak-ada"],
        ["check", "--format", "xml"],
        ["check", "--site", "site"],
        ["--site", "mkdocs.yml"],
        ["--site", "mkdocs.yml/site"],
    ],
    ids=" ".join,
)
def test_misuse_exits_with_2(unbuilt: Place, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(unbuilt.root)
    assert run(unbuilt.root, *arguments).code == 2


@pytest.mark.parametrize("name", ["Kab Kecil", "kab_kecil", "KAB-KECIL", "kab--kecil"])
def test_a_regency_whose_folder_cannot_be_an_address_is_a_finding(unbuilt: Place, name: str) -> None:
    (unbuilt.content / "kab-mungil").rename(unbuilt.content / name)
    ran = run(unbuilt.root, "check", "--format", "json")
    (found,) = (row for row in rows(ran) if row["severity"] == "error")
    assert (ran.code, found["path"].split("/")[:2]) == (1, ["content", name])


def test_an_empty_content_folder_is_told_and_not_built(unbuilt: Place) -> None:
    shutil.rmtree(unbuilt.content)
    unbuilt.content.mkdir()
    ran = run(unbuilt.root)
    assert (ran.code, unbuilt.site.exists()) == (2, False)


def test_help_exits_with_0_and_names_the_commands(unbuilt: Place) -> None:
    ran = run(unbuilt.root, "--help")
    assert (ran.code, "check" in ran.out) == (0, True)


def test_an_unknown_regency_is_told_with_the_nearest_known_one(unbuilt: Place) -> None:
    assert "`kab-kecil`" in run(unbuilt.root, "kab-kecl").err


def test_an_unknown_regency_that_is_near_to_none_is_told_with_all_known_ones(unbuilt: Place) -> None:
    err = run(unbuilt.root, "zzz").err
    assert "`kab-kecil`" in err
    assert "`kab-mungil`" in err


def test_an_unknown_regency_leaves_the_site_alone(house: Place) -> None:
    before = tree(house.site)
    edit(house, "kab-mungil/daerah.yml", 'versi: "0.1"', 'versi: "7.7"')
    build(house.root, "kab-mungil", "kab-lain")
    assert tree(house.site) == before


# Options


def test_building_names_no_command(house: Place) -> None:
    edit(house, "kab-mungil/daerah.yml", 'versi: "0.1"', 'versi: "7.7"')
    build(house.root, "kab-mungil")
    assert json.loads((house.site / "kab-mungil/unduh/kab-mungil.json").read_bytes())["daerah"]["versi"] == "7.7"


def test_options_may_stand_after_the_regency(press: None, unbuilt: Place, tmp_path: Path) -> None:
    run(unbuilt.root, "kab-mungil", "--jobs", "1", "--site", str(tmp_path / "lain"))
    assert (tmp_path / "lain" / "kab-mungil" / "index.html").exists()


def test_another_content_folder_is_built(press: None, unbuilt: Place, tmp_path: Path) -> None:
    unbuilt.content.rename(tmp_path / "isi")
    assert build(unbuilt.root, "--content", str(tmp_path / "isi")).code == 0
    assert (unbuilt.site / "kab-kecil" / "index.html").exists()


def test_another_content_folder_is_checked(unbuilt: Place, tmp_path: Path) -> None:
    spoil(unbuilt, "kab-kecil")
    shutil.copytree(unbuilt.content, tmp_path / "isi")
    shutil.rmtree(unbuilt.content)
    assert run(unbuilt.root, "check", "--content", str(tmp_path / "isi")).code == 1


def test_a_relative_site_folder_is_below_where_the_person_stands(
    press: None, unbuilt: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sini").mkdir()
    monkeypatch.chdir(tmp_path / "sini")
    build(unbuilt.root, "--site", "a/b")
    assert (tmp_path / "sini" / "a" / "b" / "index.html").exists()


def test_without_the_cache_everything_is_made_again(house: Place) -> None:
    """Two regencies with eleven artefacts each, and two of the portal, which the store may give."""
    assert numbers(build(house.root).out)[1:3] == [0, 24]
    assert numbers(build(house.root, "--no-cache").out)[1] in (22, 23)


# The closing summary


def numbers(text: str) -> list[int]:
    """Whole numbers of the summary's line, in its order: published, made, reused."""
    return [int(word) for word in re.findall(r"(?<![\w,.-])\d+(?![\w,.-])", text.splitlines()[0])]


def test_a_build_says_how_many_regencies_were_published_and_how_many_artefacts_made(
    press: None, unbuilt: Place
) -> None:
    assert numbers(build(unbuilt.root).out)[:3] == [2, 24, 0]


def test_a_second_build_says_that_all_was_reused(house: Place) -> None:
    assert numbers(build(house.root).out)[:3] == [2, 0, 24]


def test_a_build_says_where_the_site_is(house: Place) -> None:
    assert str(house.site / "index.html") in build(house.root).out


def test_a_build_names_the_regency_that_was_not_published(house: Place) -> None:
    spoil(house, "kab-kecil")
    assert "kab-kecil" in build(house.root).out


def test_a_build_tells_the_findings_beside_the_summary(house: Place) -> None:
    spoil(house, "kab-kecil")
    ran = build(house.root)
    assert ("content/kab-kecil/daerah.yml:4:8: error[" in ran.err, "error[" in ran.out) == (True, False)


# The site folder


def test_a_foreign_folder_is_not_replaced(press: None, unbuilt: Place, tmp_path: Path) -> None:
    (tmp_path / "foto").mkdir()
    (tmp_path / "foto" / "liburan.jpg").write_bytes(b"x")
    ran = build(unbuilt.root, "--site", str(tmp_path / "foto"))
    assert (ran.code, tree(tmp_path / "foto")) == (2, {"liburan.jpg": b"x"})


def test_an_empty_folder_may_become_the_site(press: None, unbuilt: Place, tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    assert build(unbuilt.root, "--site", str(tmp_path / "kosong")).code == 0


def test_a_site_of_ours_is_replaced(house: Place) -> None:
    (house.site / "sisa.html").write_text("sisa", "utf-8")
    assert build(house.root).code == 0
    assert not (house.site / "sisa.html").exists()


@pytest.mark.parametrize("site", [".", "content", "content/kab-kecil", "content/site", "..", "templates"])
def test_a_site_that_would_swallow_or_enter_the_content_is_misuse(unbuilt: Place, site: str) -> None:
    before = tree(unbuilt.root)
    ran = build(unbuilt.root, "--site", str(unbuilt.root / site))
    assert (ran.code, tree(unbuilt.root)) == (2, before)


def test_content_inside_the_site_is_misuse(house: Place) -> None:
    """Even where the folder is a site of ours: the swap would take the content away."""
    house.content.rename(house.site / "content")
    before = tree(house.site)
    ran = build(house.root, "--content", str(house.site / "content"))
    assert (ran.code, tree(house.site)) == (2, before)


def test_a_site_behind_a_link_is_refused_or_built_again_and_again(press: None, unbuilt: Place, tmp_path: Path) -> None:
    """As where the web server's folder is linked to: the second build finds what the first one left."""
    (tmp_path / "www").mkdir()
    unbuilt.site.symlink_to(tmp_path / "www")
    assert [build(unbuilt.root).code for _ in range(3)] in ([0, 0, 0], [2, 2, 2])


def test_the_project_inside_the_site_is_misuse(unbuilt: Place, tmp_path: Path) -> None:
    """Even where the folder bears our mark and the content is elsewhere."""
    unbuilt.content.rename(tmp_path / "isi")
    (unbuilt.root / MARK).touch()
    before = tree(unbuilt.root)
    ran = build(unbuilt.root, "--content", str(tmp_path / "isi"), "--site", str(unbuilt.root))
    assert (ran.code, tree(unbuilt.root)) == (2, before)


def test_checking_writes_nothing(unbuilt: Place) -> None:
    before = tree(unbuilt.root)
    run(unbuilt.root, "check")
    assert tree(unbuilt.root) == before


# Formats

TEXT = re.compile(
    r"(?P<path>[^:]+):(?P<line>\d+):(?P<column>\d+): (?P<severity>\w+)\[(?P<code>[\w-]+)\] (?P<message>.+)"
)
GITHUB = re.compile(
    r"::(?P<severity>\w+) file=(?P<path>[^,:]+),line=(?P<line>\d+),col=(?P<column>\d+),title=(?P<code>[^:,]+)"
    r"::(?P<message>.+)"
)
SEVERITIES = {"error": "error", "warning": "warning", "notice": "note"}


def rows(ran: Ran) -> list[dict[str, Any]]:
    found = json.loads(ran.out)
    assert isinstance(found, list)
    return found


@pytest.fixture
def faulty(unbuilt: Place) -> Place:
    """Faults whose words hold every character that a format could stumble over."""
    edit(unbuilt, DAERAH, "jenis: kabupaten", 'jenis: "50%0A, %25 a::b \\"c\\" <d> é"')
    edit(unbuilt, DAERAH, "kode_bps: ", "kode_bsp: ")
    edit(unbuilt, PILAR, "{{ periode }}", "{{ priode }}")
    return unbuilt


def test_json_is_a_list_of_flat_findings(faulty: Place) -> None:
    keys = {"path", "line", "column", "severity", "code", "message", "hint"}
    found = rows(run(faulty.root, "check", "--format", "json"))
    assert found
    assert [
        row for row in found if row.keys() != keys or not {type(value) for value in row.values()} <= {str, int}
    ] == []


def test_json_without_findings_is_an_empty_list(unbuilt: Place) -> None:
    sound = REPOSITORY / "tests" / "kasus" / "_dasar"
    assert rows(run(unbuilt.root, "check", "--content", str(sound), "--format", "json")) == []


def test_json_names_the_place_of_a_finding(faulty: Place) -> None:
    found = rows(run(faulty.root, "check", "--format", "json"))
    places = {(row["path"], row["line"], row["column"], row["code"]) for row in found if row["severity"] == "error"}
    assert ("content/kab-kecil/daerah.yml", 3, 1, "unknown-key") in places


def test_findings_are_sorted_by_place(faulty: Place) -> None:
    places = [(row["path"], row["line"], row["column"]) for row in rows(run(faulty.root, "check", "--format", "json"))]
    assert places == sorted(places)


def test_findings_of_the_shared_files_are_told_once(unbuilt: Place) -> None:
    edit(unbuilt, "bersama/sumber-dana.yml", "apbd: true", "apbd: mungkin")
    found = rows(run(unbuilt.root, "check", "--format", "json"))
    assert len([row for row in found if row["path"] == "content/bersama/sumber-dana.yml"]) == 1


def test_text_tells_the_same_findings_as_json(faulty: Place) -> None:
    lines = run(faulty.root, "check").out.splitlines()
    told: list[dict[str, Any]] = []
    for line in lines:
        if line.startswith("  hint: "):
            told[-1]["hint"] = line.removeprefix("  hint: ")
        else:
            match = TEXT.fullmatch(line)
            assert match, line
            told.append({**match.groupdict(), "line": int(match["line"]), "column": int(match["column"]), "hint": ""})
    assert told == rows(run(faulty.root, "check", "--format", "json"))


def test_github_tells_the_same_findings_as_json(faulty: Place) -> None:
    writes("kab-kecil/a,b: c%2C.txt", "")(faulty)
    told = []
    for line in run(faulty.root, "check", "--format", "github").out.splitlines():
        match = GITHUB.fullmatch(line)
        assert match, line
        severity, path, row, column, code, data = match.groups()
        message, _, hint = as_github_reads(data).partition("\nhint: ")
        place = {"path": as_github_reads(path), "line": int(row), "column": int(column)}
        told.append({**place, "severity": SEVERITIES[severity], "code": code, "message": message, "hint": hint})
    assert told == rows(run(faulty.root, "check", "--format", "json"))


def as_github_reads(text: str) -> str:
    """Escapes of workflow commands, after actions/toolkit."""
    for escape, character in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(escape, character)
    return text


def test_a_finding_with_a_line_break_is_one_command_for_github(unbuilt: Place) -> None:
    edit(unbuilt, DAERAH, "jenis: kabupaten", 'jenis: "kota\\n::error::palsu"')
    lines = run(unbuilt.root, "check", "kab-kecil", "--format", "github").out.splitlines()
    assert [line for line in lines if not line.startswith(("::error file=content/", "::warning file=content/"))] == []


def test_a_finding_with_a_line_break_is_one_line_of_text(unbuilt: Place) -> None:
    """Else a value could make up findings about other files."""
    edit(unbuilt, DAERAH, "jenis: kabupaten", 'jenis: "kota\\ncontent/a.yml:1:1: error[palsu] x"')
    lines = run(unbuilt.root, "check", "kab-kecil").out.splitlines()
    assert [line for line in lines if line.startswith("content/a.yml")] == []


# Mistakes of a person

Mistake = Callable[[Place], object]


def writes(name: str, data: str | bytes) -> Mistake:
    def mistake(place: Place) -> None:
        path = place.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)

    return mistake


def removes(name: str) -> Mistake:
    def mistake(place: Place) -> None:
        path = place.content / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return mistake


def changes(name: str, old: str, new: str) -> Mistake:
    return lambda place: edit(place, name, old, new)


def appends(name: str, text: str) -> Mistake:
    return lambda place: writes(name, (place.content / name).read_text("utf-8") + text)(place)


def makes_a_folder_of(name: str) -> Mistake:
    def mistake(place: Place) -> None:
        (place.content / name).unlink()
        (place.content / name).mkdir()

    return mistake


def saves_with_crlf(place: Place) -> None:
    for path in place.content.rglob("*.*"):
        if path.suffix in (".yml", ".md"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def saves_with_a_mark(place: Place) -> None:
    for path in place.content.rglob("*.*"):
        if path.suffix in (".yml", ".md"):
            path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def names_a_file_in_latin_1(place: Place) -> None:
    Path(os.fsdecode(os.fsencode(place.content) + b"/kab-kecil/naskah/caf\xe9.md")).write_text("x", "utf-8")


def links_to_a_file(place: Place) -> None:
    (place.content / "kab-kecil" / "naskah" / "rahasia.md").symlink_to("/etc/hostname")


NINES = "9" * 5000
WRONG: dict[str, Mistake] = {
    "the identity is not there": removes(DAERAH),
    "the identity is empty": writes(DAERAH, ""),
    "the identity is a list": writes(DAERAH, "- a\n"),
    "the identity is one word": writes(DAERAH, "Kecil\n"),
    "the identity is a folder": makes_a_folder_of(DAERAH),
    "a bracket is not closed": writes(DAERAH, "nama: [\n"),
    "a tab indents": writes(DAERAH, "periode:\n\ttahun_mulai: 1\n"),
    "a file is in latin-1": writes(DAERAH, "nama: Café\n".encode("latin-1")),
    "a file is in UTF-16": writes(DAERAH, "nama: Kecil\n".encode("utf-16")),
    "a file holds a null": writes(DAERAH, "nama: a\0b\n"),
    "a file holds two documents": writes(DAERAH, "---\na: 1\n---\nb: 2\n"),
    "aliases multiply": writes(DAERAH, "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"),
    "an alias holds itself": writes(DAERAH, "a: &a [*a]\n"),
    "a tag names Python": writes(DAERAH, "nama: !!python/object/apply:os.getcwd []\n"),
    "a key is a list": writes(DAERAH, "? [a]\n: 1\n"),
    "a list is deep": writes(DAERAH, "a: " + "[" * 3000 + "]" * 3000 + "\n"),
    "the shared folder is not there": removes("bersama"),
    "the dimensions are not there": removes("bersama/dimensi.yml"),
    "a pillar has no front matter": writes(PILAR, "Hanya teks.\n"),
    "a front matter is not closed": writes(PILAR, "---\nringkasan: x\n"),
    "a front matter is empty": writes(PILAR, "---\n---\n"),
    "a pillar is of no dimension": writes("kab-kecil/pilar/langit.md", "---\nringkasan: x\n---\n"),
    "a register is a list of nothing": writes("kab-kecil/opd.yml", "- \n- \n"),
    "a register is a list of lists": writes("kab-kecil/opd.yml", "- - a\n"),
    "a register of two lists is one list": writes("kab-kecil/visi.yml", "- a\n"),
    "years are a table": changes(PROGRAM, "tahun: [2026, 2027]", "tahun: {a: 1}"),
    "years are lists": changes(PROGRAM, "tahun: [2026, 2027]", "tahun: [2026, [2027]]"),
    "a code is a list": changes(PROGRAM, "- kode: GOV-02", "- kode: [GOV-02]"),
    "a reference is not quoted": changes(PILAR, "ringkasan: Warga", "ringkasan: {{ periode }} #"),
    "a written sum is a long number": changes(PROGRAM, '"1,55 miliar"', NINES),
    "a period ends before it begins": changes(DAERAH, "tahun_akhir: 2027", "tahun_akhir: 2024"),
    "an arrangement is a path": changes(DAERAH, "susunan: tiga-buku", "susunan: ../kata"),
    "a picture is empty": writes("kab-kecil/gambar/peta.png", b""),
    "a picture is cut off": writes("kab-kecil/gambar/peta.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"),
    "a picture is somewhere else": changes(PILAR, "gambar/peta.png", "../kab-mungil/peta.png"),
    "a file is a link": links_to_a_file,
    "a file is too large": writes("kab-kecil/naskah/besar.md", "a" * (2 * 1024**2 + 1)),
}


@pytest.mark.parametrize("mistake", WRONG.values(), ids=WRONG.keys())
def test_a_mistake_is_a_finding_with_a_place(unbuilt: Place, mistake: Mistake) -> None:
    mistake(unbuilt)
    ran = run(unbuilt.root, "check", "--format", "json")
    errors = [row for row in rows(ran) if row["severity"] == "error"]
    assert (ran.code, bool(errors), [row for row in errors if not row["path"].startswith("content/")]) == (1, True, [])


@pytest.mark.parametrize(
    "name", ["the identity is not there", "the shared folder is not there", "a picture is cut off"]
)
def test_a_mistake_keeps_the_site_as_it_was(house: Place, name: str) -> None:
    before = tree(house.site / "kab-kecil")
    WRONG[name](house)
    ran = build(house.root)
    assert (ran.code, tree(house.site / "kab-kecil") == before) == (1, True)


ODD: dict[str, Mistake] = {
    "lines end as on Windows": saves_with_crlf,
    "files begin with a mark": saves_with_a_mark,
    "a file's name is in latin-1": names_a_file_in_latin_1,
    "only one section has a subsection": appends(QUICK_WIN, "\n### Anak\n\nTeks.\n\n## Akhir\n\nTeks.\n"),
    "a text begins with its deepest heading": writes("kab-kecil/naskah/kesiapan.md", "### a\n\n## b\n\n### c\n\n# d\n"),
    "a heading is empty": appends(QUICK_WIN, "\n##\n\nTeks.\n"),
    "quotes are deep": appends(QUICK_WIN, "\n" + ">" * 500 + " x\n"),
    "lists are deep": appends(QUICK_WIN, "\n" + "".join("  " * depth + "- x\n" for depth in range(200))),
    "brackets are many": appends(QUICK_WIN, "\n" + "[" * 3000 + "\n"),
    "a footnote cites itself": appends(QUICK_WIN, "\nx[^a]\n\n[^a]: y[^a]\n"),
    "a footnote is not there": appends(QUICK_WIN, "\nx[^zz]\n"),
    "a table's box is empty": appends(QUICK_WIN, "\n::: tabel Judul\n:::\n"),
    "a box is not closed": appends(QUICK_WIN, "\n::: catatan\nx\n"),
    "a vision refers to itself": changes("kab-kecil/visi.yml", "Kabupaten Kecil yang tertib", "{{ visi rpjmd }}"),
    "nobody lives there": changes(DAERAH, "penduduk: {nilai: 1062", "penduduk: {nilai: 0"),
    "an amount is a long number": changes(PROGRAM, "nilai: 75 juta", f"nilai: {NINES}"),
    "a figure is a long number": changes(DAERAH, "penduduk: {nilai: 1062", f"penduduk: {{nilai: {NINES}"),
    "a year is in other digits": changes(DAERAH, "tahun_mulai: 2025, tahun_akhir", "tahun_mulai: ٢٠٢٥, tahun_akhir"),
    "a period is long": changes(DAERAH, "tahun_akhir: 2027", "tahun_akhir: 2100"),
    "a date is before the clock of computers": changes(DAERAH, "tanggal: 2025-11-01", "tanggal: 1900-01-01"),
    "a dimension has no colour yet": appends(
        "bersama/dimensi.yml",
        "- {kode: kebun, nama: Kebun, arti: x, contoh: true, sub_dimensi: [{kode: a, nama: a, nama_en: a}]}\n",
    ),
}


@pytest.mark.parametrize("oddity", ODD.values(), ids=ODD.keys())
def test_an_oddity_is_built_or_told_but_never_a_traceback(house: Place, oddity: Mistake) -> None:
    """`run` fails on any exception but the exit."""
    oddity(house)
    assert build(house.root, "kab-kecil").code in (0, 1)


UNPRINTABLE: dict[str, Mistake] = {
    "a picture is cut off": writes("kab-kecil/gambar/peta.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"),
    "a picture has no description": appends(QUICK_WIN, "\n![](gambar/peta.png)\n"),
    "a quoted text holds a control character": changes(QUICK_WIN, "nama: Kanal Kecil", 'nama: "Kanal \\x01Kecil"'),
}


@pytest.mark.parametrize("oddity", UNPRINTABLE.values(), ids=UNPRINTABLE.keys())
def test_what_the_compilers_cannot_take_is_no_traceback(workshop: Place, oddity: Mistake) -> None:
    """With the real Typst, pandoc and MkDocs."""
    oddity(workshop)
    assert build(workshop.root, "kab-kecil").code in (0, 1)


def outside(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, str(root / "build.py"), *arguments]
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)


def test_a_list_too_deep_for_the_parser_does_not_kill_the_process(unbuilt: Place) -> None:
    writes(DAERAH, "a: " + "[" * 40_000 + "]" * 40_000 + "\n")(unbuilt)
    assert outside(unbuilt.root, "check").returncode == 1


def test_the_door_gives_the_exit_code_to_the_shell(unbuilt: Place) -> None:
    assert outside(unbuilt.root, "kab-lain").returncode == 2


def test_findings_go_through_a_pipe_in_utf_8(faulty: Place) -> None:
    surroundings = {**os.environ, "PYTHONPATH": str(REPOSITORY), "LC_ALL": "C", "PYTHONIOENCODING": ""}
    command = [sys.executable, str(faulty.root / "build.py"), "check"]
    ran = subprocess.run(command, env=surroundings, capture_output=True, check=False)
    assert (ran.returncode, "é" in ran.stdout.decode("utf-8")) == (1, True)


def test_a_bug_of_ours_does_show_its_traceback(unbuilt: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("dosir.publish.examine", broken)
    monkeypatch.setattr(sys, "argv", ["build.py", "check"])
    with pytest.raises(ZeroDivisionError):
        cli.main(unbuilt.root)
