"""Which commit a regency's files come from, as git tells it.

Asked above the pure part of a build and handed down as a word. Only the repository of the project itself is asked:
one that lies inside the content could bring settings that run a program.
"""

from __future__ import annotations

import re
import subprocess
import tarfile
from collections.abc import Sequence
from pathlib import Path

COMMIT = re.compile(r"[0-9a-f]{7,40}")
LENGTH = 10  # digits of a commit that are printed; git's own choice changes as a repository grows


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
    settings = ["-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "-c", "log.showSignature=false"]
    command = ["git", f"--git-dir={root / '.git'}", f"--work-tree={root}", *settings, *arguments]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
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
