"""Which commit a regency's files come from, as git tells it.

Asked above the pure part of a build and handed down as a word. Only the repository of the project itself is asked:
one that lies inside the content could bring settings that run a program.
"""

from __future__ import annotations

import os
import re
import subprocess
import tarfile
from collections.abc import Sequence
from pathlib import Path

COMMIT = re.compile(r"[0-9a-f]{7,40}")
LENGTH = 10  # digits of a commit that are printed; git's own choice changes as a repository grows
PATIENCE = 60  # seconds that git may take for one answer
SETTINGS = tuple(
    part
    for setting in (
        "core.fsmonitor=false",
        "core.quotePath=false",
        "core.hooksPath=/dev/null",
        "log.showSignature=false",
        "log.showRoot=true",
        "blame.ignoreRevsFile=",
        "i18n.logOutputEncoding=UTF-8",
    )
    for part in ("-c", setting)
)
ALONE = {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}


def revision(root: Path, folders: Sequence[Path]) -> str:
    """The last commit that touched these folders, with a `+` when they hold more than it; empty outside git."""
    names = [str(folder.resolve()) for folder in folders]
    if not (root / ".git").exists() or not all(Path(name).is_relative_to(root.resolve()) for name in names):
        return ""
    commit = git(root, "log", "-1", "--format=%H", "--", *names).strip()[:LENGTH]
    changed = git(root, "status", "--porcelain", "--untracked-files=normal", "--", *names).strip()
    return f"{commit}+" if commit and changed else commit


def git(root: Path, *arguments: str) -> str:
    """What git prints; empty when it is not there or refuses."""
    return asked(root, *arguments).decode("utf-8", "replace")


def asked(root: Path, *arguments: str, feed: str = "") -> bytes:
    """The same as bytes; `feed` is what git reads. Settings of the person who builds are left out of account."""
    command = ["git", f"--git-dir={root / '.git'}", f"--work-tree={root}", "--literal-pathspecs", *SETTINGS, *arguments]
    environment = {**os.environ, **ALONE}
    try:
        done = subprocess.run(
            command, cwd=root, capture_output=True, input=feed.encode(), env=environment, timeout=PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return b""
    return done.stdout


def extract(root: Path, commit: str, names: Sequence[str], folder: Path) -> bool:
    """Write these paths as a commit has them into a folder; False when git does not know the commit or the paths."""
    if not COMMIT.fullmatch(commit) or not git(root, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}"):
        return False
    file = folder / "naskah.tar"
    raw = ("-c", "core.autocrlf=false", "-c", "core.attributesFile=/dev/null")
    git(root, *raw, "archive", "--format=tar", f"--output={file}", commit, "--", *names)
    if not file.exists() or not file.stat().st_size:
        return False
    with tarfile.open(file) as archive:
        archive.extractall(folder, filter="data")
    return True
