"""What git tells of a regency's lines: the same from every clone of a commit, and nothing where git cannot know it.

Every repository here is a real one, in a folder of the test's own.
"""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from dosir.sources import from_folder
from dosir.sources.history import NOTHING, OPEN, Change, Commit, History, history
from dosir.sources.revision import LENGTH, revision

SLUG, FILE = "kab-uji", "content/kab-uji/opd.yml"
ONE = "- id: dinkes\n  nama: Dinas Kesehatan\n"
TWO = "- id: bappeda\n  nama: Badan Perencanaan\n"


def git(root: Path, *arguments: str, author: str = "Ani", day: str = "2026-03-01") -> str:
    who = {
        "GIT_AUTHOR_NAME": author,
        "GIT_AUTHOR_EMAIL": "a@contoh.invalid",
        "GIT_AUTHOR_DATE": f"{day}T23:30:00+07:00",
    }
    who |= {"GIT_COMMITTER_NAME": "Lain", "GIT_COMMITTER_EMAIL": "l@contoh.invalid"}
    done = subprocess.run(["git", *arguments], cwd=root, env={**os.environ, **who}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(root: Path, text: str, subject: str, author: str = "Ani", day: str = "2026-03-01", file: str = FILE) -> str:
    """Write a file and commit it; gives the short name of the commit."""
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_bytes(text.encode())
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", subject, author=author, day=day)
    return git(root, "rev-parse", "HEAD")[:LENGTH]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "proyek"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "commit.gpgsign", "false")
    return root


def told(root: Path) -> History:
    folder = from_folder(root / "content", SLUG, "content")
    return history(root, revision(root, [root / "content" / SLUG]), folder.path, folder.files)


def test_each_line_knows_its_last_commit(project: Path) -> None:
    first = commit(project, ONE + TWO, "Daftar OPD")
    second = commit(project, ONE + TWO.replace("Badan", "Bappeda, Badan"), "Nama Bappeda", "Budi", "2026-04-02")
    found = told(project)
    assert found.lines[FILE] == ((1, first), (4, second))
    assert found.commits[second].author == "Budi"
    assert found.commits[second].subject == "Nama Bappeda"
    assert found.commits[first].day == date(2026, 3, 1)
    assert [found.last(FILE, lines) for lines in (range(1, 3), range(3, 5), range(4, 99))] == [first, second, second]


def test_a_day_is_that_of_the_author_and_not_that_of_the_machine(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = commit(project, ONE, "Daftar OPD")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert told(project).commits[name].day == date(2026, 3, 1)


def test_the_newest_of_several_commits_is_the_last_change(project: Path) -> None:
    commit(project, ONE, "Daftar OPD", day="2026-01-01")
    middle = commit(project, ONE, "Sama", day="2026-01-02", file="content/kab-uji/lain.yml")
    last = commit(project, ONE.replace("Dinas", "Dinkes,"), "Lagi", day="2026-01-03")
    assert told(project).last(FILE, range(1, 9)) == last
    assert told(project).last("content/kab-uji/lain.yml", range(1, 9)) == middle


def test_what_is_not_committed_yet_is_told_as_open(project: Path) -> None:
    first = commit(project, ONE + TWO, "Daftar OPD")
    (project / FILE).write_text(ONE + "- id: baru\n" + TWO, "utf-8")
    found = told(project)
    assert found.lines[FILE] == ((1, first), (3, OPEN), (4, first))
    assert [found.last(FILE, lines) for lines in (range(1, 3), range(3, 4), range(1, 9))] == [first, OPEN, OPEN]


def test_a_new_file_is_all_open(project: Path) -> None:
    commit(project, ONE, "Daftar OPD")
    (project / "content/kab-uji/gap.yml").write_text("- kode: GAP-1\n", "utf-8")
    assert told(project).lines["content/kab-uji/gap.yml"] == ((1, OPEN),)


def test_the_latest_changes_come_first_and_name_their_files(project: Path) -> None:
    first = commit(project, ONE, "Daftar OPD")
    second = commit(project, TWO, "Berkas lain", file="content/kab-uji/naskah/é teks.md", day="2026-05-01")
    commit(project, "x: y\n", "Daerah lain", file="content/kab-lain/opd.yml", day="2026-06-01")
    assert told(project).recent == (
        Change(second, ("content/kab-uji/naskah/é teks.md",)),
        Change(first, (FILE,)),
    )


def test_a_clone_elsewhere_tells_the_same(project: Path, tmp_path: Path) -> None:
    commit(project, ONE + TWO, "Daftar OPD")
    commit(project, ONE, "Satu saja", "Budi")
    git(tmp_path, "clone", "-q", "--no-local", str(project), "salinan lain")
    assert told(tmp_path / "salinan lain") == told(project) != NOTHING


def test_later_commits_elsewhere_change_nothing(project: Path) -> None:
    commit(project, ONE, "Daftar OPD")
    before = told(project)
    commit(project, "x: y\n", "Daerah lain", file="content/kab-lain/opd.yml")
    (project / ".mailmap").write_text("Orang Lain <a@contoh.invalid>\n", "utf-8")
    git(project, "config", "blame.ignoreRevsFile", ".abaikan")
    commit(project, f"{git(project, 'rev-parse', 'HEAD~1')}\n", "Abaikan", file=".abaikan")
    assert told(project) == before


def test_a_shallow_clone_tells_nothing(project: Path, tmp_path: Path) -> None:
    """Its oldest commit would pass for the author of everything older."""
    commit(project, ONE, "Daftar OPD")
    commit(project, ONE + TWO, "Dua")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{project}", "dangkal")
    assert told(tmp_path / "dangkal") == NOTHING


def test_without_git_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).parent.mkdir(parents=True)
    (tmp_path / FILE).write_text(ONE, "utf-8")
    folder = from_folder(tmp_path / "content", SLUG, "content")
    assert history(tmp_path, "1234567890", folder.path, folder.files) == NOTHING
    assert history(tmp_path, "", folder.path, folder.files) == NOTHING


def test_no_program_that_the_repository_names_is_run(project: Path, tmp_path: Path) -> None:
    trace = tmp_path / "jejak"
    script = tmp_path / "jalan.sh"
    script.write_text(f"#!/bin/sh\ntouch '{trace}'\ncat \"$1\"\n", "utf-8")
    script.chmod(0o755)
    commit(project, ONE, "Daftar OPD")
    commit(project, "*.yml diff=jahat\n", "Atribut", file=".gitattributes")
    git(project, "config", "diff.jahat.textconv", str(script))
    git(project, "config", "core.fsmonitor", str(script))
    (project / FILE).write_text(ONE + TWO, "utf-8")
    assert told(project).lines
    assert not trace.exists()


def test_signs_that_nobody_sees_do_not_come_through(project: Path) -> None:
    name = commit(project, ONE, "Daftar \u202eOPD\x07 \x1b[31m", "An\u200bi\x1f")
    assert told(project).commits[name] == Commit(1772382600, date(2026, 3, 1), "Ani", "Daftar OPD [31m")


def test_nothing_is_known_of_a_file_that_history_does_not_name() -> None:
    assert History(lines={FILE: ((1, "a"),)}).last("content/kab-uji/lain.yml", range(1, 2)) is None
    assert History(lines={FILE: ((1, "a"),)}).last(FILE, range(1, 2)) is None
