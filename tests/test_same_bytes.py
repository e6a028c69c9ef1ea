"""The same bytes from two builds whose surroundings have nothing in common, for every file of the site."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import REPOSITORY, furnished

from dosir.publish import Place

ELSEWHERE = {
    "PYTHONHASHSEED": "4242",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "POSIX",
    "LANG": "tr_TR.UTF-8",
    "SOURCE_DATE_EPOCH": "86400",
    "HOME": "/nonexistent",
    "XDG_CACHE_HOME": "/nonexistent",
    "COLUMNS": "20",
}


def build(root: Path, surroundings: Mapping[str, str], umask: int, *arguments: str) -> dict[str, bytes]:
    """Every file of the site that a process of its own builds below `root`."""
    command = [sys.executable, str(root / "build.py"), "--no-cache", *arguments]
    inherited = {name: value for name, value in os.environ.items() if name not in ("LANGUAGE", "SOURCE_DATE_EPOCH")}
    environment = {**inherited, **surroundings, "PYTHONPATH": str(REPOSITORY)}
    ran = subprocess.run(command, cwd=root.parent, env=environment, umask=umask, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    return files_of(root / "site")


def files_of(site: Path) -> dict[str, bytes]:
    """Every file of a site by its path in it."""
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def age(folder: Path) -> None:
    """Other times of change for every file, in no order."""
    chance = random.Random(7)
    for path in sorted(folder.rglob("*")):
        then = chance.randrange(10**8, 10**9)
        os.utime(path, (then, then))


@pytest.fixture(scope="module")
def both(
    built: Place, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, bytes], dict[str, bytes], tuple[Path, Path]]:
    """The build of all tests, and one in another folder, with the content outside it, by other people's settings."""
    other = furnished(tmp_path_factory.mktemp("b") / "folder lain" / "é" / "proyek").root
    shutil.move(other / "content", other.parent / "content")
    age(other.parent)
    content = str(other.parent / "content")
    second = build(other, ELSEWHERE, 0o077, "--jobs", "2", "--content", content)
    return files_of(built.site), second, (built.root, other)


Both = tuple[dict[str, bytes], dict[str, bytes], tuple[Path, Path]]


def test_two_builds_give_the_same_files(both: Both) -> None:
    assert sorted(both[0]) == sorted(both[1])


def test_two_builds_give_every_kind_of_file(both: Both) -> None:
    """So that the next test compares something."""
    kinds = {name.rpartition(".")[2] for name in both[0]}
    assert {"html", "css", "js", "svg", "png", "pdf", "docx", "xlsx", "epub", "json", "zip"} <= kinds


def test_two_builds_give_the_same_bytes(both: Both) -> None:
    assert [name for name in both[0] if both[0][name] != both[1].get(name)] == []


def test_no_file_tells_in_which_folder_it_was_made(both: Both) -> None:
    places = [str(root.parent).encode() for root in both[2]]
    assert [name for files in both[:2] for name, data in files.items() if any(place in data for place in places)] == []
