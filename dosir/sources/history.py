"""Who last changed each line of a regency's files, and which commits changed it last, as git tells it.

Read beside the pure part of a build and handed to it as plain data. It is told of one commit and of the bytes that are
built, so the same commit gives the same history on every machine; where a clone is shallow nothing is told, because
git would name its oldest commit as the author of everything older.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path

from dosir.sources import File
from dosir.sources.revision import LENGTH, asked, git

RECENT = 8  # changes that a home page shows
HEADER = re.compile(rb"([0-9a-f]{40,64}) \d+ \d+")
FIELDS = "%H%x1f%at%x1f%as%x1f%an%x1f%s"  # %an and not %aN: a .mailmap of today must not rewrite yesterday's package
OPEN = ""  # the commit of a line that is in no commit yet


@dataclass(frozen=True)
class Commit:
    """A commit: when it was written (seconds for its order, the author's own day to show), by whom, its first line."""

    time: int
    day: date
    author: str
    subject: str


@dataclass(frozen=True)
class Change:
    """A commit and the files of a regency that it changed, by their path below the root."""

    commit: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """Commits by their short name; of each file the runs (first line, commit); the latest changes, newest first."""

    commits: Mapping[str, Commit] = field(default_factory=dict)
    lines: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    recent: tuple[Change, ...] = ()

    def __or__(self, other: History) -> History:
        return History({**self.commits, **other.commits}, {**self.lines, **other.lines}, self.recent or other.recent)

    def last(self, path: str, lines: range) -> str | None:
        """The newest commit of these lines of a file; `OPEN` when one is in none yet, None when nothing is known."""
        runs = self.lines.get(path)
        if not runs or not lines:
            return None
        first = max((at for at, (start, _) in enumerate(runs) if start <= lines.start), default=0)
        names = {name for start, name in runs[first:] if start < lines.stop}
        if OPEN in names:
            return OPEN
        known = names & self.commits.keys()
        return max(known, key=lambda name: (self.commits[name].time, name), default=None)


NOTHING = History()


def told(root: Path) -> bool:
    """Whether the repository of a project knows its whole past."""
    folder = root / ".git"
    if folder.is_dir():  # asked for every regency of every build, so without a process
        return not (folder / "shallow").exists()
    return folder.exists() and git(root, "rev-parse", "--is-shallow-repository").strip() == "false"


def history(root: Path, commit: str, folder: str, files: Iterable[File]) -> History:
    """The history of these files of a folder up to a commit (a `+` behind it is ignored); NOTHING when none is told."""
    commit = commit.removesuffix("+")
    if not commit or not told(root):
        return NOTHING
    lines = {file.path: runs for file in files if (runs := _runs(root, commit, file))}
    recent = tuple(_recent(root, commit, folder))
    names = {name for runs in lines.values() for _, name in runs} | {change.commit for change in recent}
    short = {path: tuple((start, name[:LENGTH]) for start, name in runs) for path, runs in lines.items()}
    changes = tuple(Change(change.commit[:LENGTH], change.files) for change in recent)
    return History(dict(_commits(root, sorted(names - {OPEN}))), short, changes)


def _runs(root: Path, commit: str, file: File) -> tuple[tuple[int, str], ...]:
    """(first line, full commit) of each run of lines that one commit wrote; nothing for an image."""
    if not file.name.endswith((".yml", ".md")):
        return ()
    blamed = list(_blamed(asked(root, "blame", "--porcelain", "--no-textconv", commit, "--", file.path)))
    names = _carried(blamed, [line.rstrip(b"\r") for line in file.data.split(b"\n")])
    runs = ((number, name) for number, name in enumerate(names, start=1))
    return tuple(next(group) for _, group in groupby(runs, key=lambda run: run[1]))


def _blamed(porcelain: bytes) -> Iterator[tuple[str, bytes]]:
    """(commit, text) of each line as the commit that was asked about has it."""
    name = OPEN
    for line in porcelain.split(b"\n"):
        if line.startswith(b"\t"):
            yield name, line[1:].rstrip(b"\r")
        elif header := HEADER.match(line):
            name = header[1].decode()


def _carried(blamed: list[tuple[str, bytes]], lines: list[bytes]) -> list[str]:
    """The commit of each line that is built: a line that the commit does not have was not committed yet."""
    if lines and not lines[-1]:
        lines = lines[:-1]
    before = [text for _, text in blamed]
    if before == lines:
        return [name for name, _ in blamed]
    names = [OPEN] * len(lines)
    for block in difflib.SequenceMatcher(None, before, lines, autojunk=False).get_matching_blocks():
        for at in range(block.size):
            names[block.b + at] = blamed[block.a + at][0]
    return names


def _recent(root: Path, commit: str, folder: str) -> Iterator[Change]:
    """The latest commits that changed a file of the folder; merges change nothing of their own."""
    asking = ("log", f"-{RECENT}", "--no-merges", "--no-renames", "--name-only", "-z", "--format=%x1e%H", commit)
    for part in asked(root, *asking, "--", folder).decode("utf-8", "replace").split("\x1e")[1:]:
        name, *files = (word.strip("\n") for word in part.split("\0"))
        yield Change(name, tuple(sorted(file for file in files if file)))


def _commits(root: Path, names: list[str]) -> Iterator[tuple[str, Commit]]:
    """(short name, what is known) of these commits."""
    if not names:
        return
    said = asked(root, "log", "--no-walk=unsorted", "-z", f"--format={FIELDS}", "--stdin", feed="\n".join(names))
    for record in said.decode("utf-8", "replace").split("\0"):
        if record:
            name, time, day, author, subject = (_plain(word) for word in record.split("\x1f", 4))
            yield name[:LENGTH], Commit(int(time), date.fromisoformat(day), author, subject)


def _plain(text: str) -> str:
    """A stranger's words without signs that nobody sees."""
    return "".join(letter for letter in text if letter.isprintable()).strip()
