"""The past of a regency as its pages tell it: what git knows of its lines, and what differs from an earlier state.

Read beside the pure part of a build and handed to it as data. The earlier state is that of the oldest change which a
home page shows; where its files cannot be read by today's declarations the next one is tried.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dosir import changes, sources
from dosir.changes import UNKNOWN, Differences
from dosir.diagnostics import Severity
from dosir.plan import Bersama, Plan
from dosir.sources import Folder
from dosir.sources.history import History, history
from dosir.sources.revision import extract


def lines_of(root: Path, commit: str, shared: Folder) -> History:
    """The history of the lines that all regencies share, without its latest changes."""
    return replace(history(root, commit, shared.path, shared.files), recent=())


def since(root: Path, past: History, folder: Folder, plan: Plan) -> Differences:
    """What differs in a plan, read from this folder, from the state after the oldest of the latest changes; UNKNOWN
    where there is but one state."""
    earlier = [change.commit for change in reversed(past.recent)]
    known = [name for name in earlier[:-1] if name in past.commits]
    states = ((name, before) for name in known for before in _plan(root, name, plan.bersama, folder))
    name, before = next(states, ("", None))
    if before is None:
        return UNKNOWN
    return Differences(name, past.commits[name].day, tuple(changes.differences(before, plan)))


def _plan(root: Path, commit: str, common: Bersama, folder: Folder) -> Iterator[Plan]:
    """The plan as a commit has it; nothing where it cannot be read as a whole."""
    from dosir import read

    with tempfile.TemporaryDirectory() as scratch:
        if not extract(root, commit, [folder.path], Path(scratch)):
            return
        content = (Path(scratch) / folder.path).parent
        before = sources.from_folder(content, folder.slug, folder.path.rpartition("/")[0])
        plan, found = read.daerah(before, common)
    if not any(finding.severity is Severity.error for finding in found):
        yield plan
