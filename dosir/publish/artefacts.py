"""Artefacts of one regency as they are made, or taken from the store when nothing they depend on has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dosir.cache import Store, digest
from dosir.changes import UNKNOWN, Differences
from dosir.diagnostics import Report
from dosir.plan import Plan
from dosir.publish import digests
from dosir.sources import Folder
from dosir.sources.history import NOTHING, History
from dosir.templates import Templates

Since = Callable[[Plan], Differences]  # what differs in a plan from an earlier state


def unknown(_: Plan) -> Differences:
    """No earlier state is known."""
    return UNKNOWN


@dataclass(frozen=True)
class Job:
    """One regency to make: its files, what it shares, and everything else its artefacts depend on."""

    slug: str
    key: str
    folder: Folder
    shared: Folder
    templates: Templates
    base: str
    store: Store
    fresh: bool = False
    revision: str = ""
    history: History = NOTHING
    since: Since = unknown
    engine: str = "mkdocs"


@dataclass(frozen=True)
class Made:
    """What a job gave: the files by path below the site, the findings, which artefacts were made or reused, and under
    which keys they are remembered."""

    slug: str
    files: Mapping[str, str]
    findings: Report
    made: tuple[str, ...] = ()
    reused: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass
class Artefacts:
    """What was made so far: `files` are names in the store by path below the regency's site."""

    job: Job
    files: dict[str, str] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    reused: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def add(self, name: str, inputs: str, make: Callable[[], Mapping[str, bytes]]) -> None:
        """Files of the artefact `name`, made only when nothing was made from these inputs before.

        A file of an earlier artefact is replaced by one at the same path.
        """
        job = self.job
        design = digests.design_digest(job.templates, job.base)
        key = digest("artefact", job.slug, name, inputs, design, digests.code_digest())
        known = None if job.fresh else recalled(job.store, key)
        if known is None:
            known = {path: job.store.put(data) for path, data in make().items()}
            job.store.remember(key, {"files": known})
            self.made.append(f"{job.slug}/{name}")
        else:
            self.reused.append(f"{job.slug}/{name}")
        self.files |= known
        self.keys.append(key)

    def data(self, path: str) -> bytes:
        """The bytes of a file that was added. Raises RuntimeError when the store lost it meanwhile."""
        return taken(self.job.store, path, self.files[path])

    def result(self, findings: Report) -> Made:
        """All of it, as a job gives it back."""
        return Made(self.job.slug, self.files, findings, tuple(self.made), tuple(self.reused), tuple(self.keys))


def recalled(store: Store, key: str) -> dict[str, str] | None:
    """Files noted under a key, when every one of them is in the store."""
    record = store.recall(key)
    return record["files"] if isinstance(record, dict) and present(store, record["files"]) else None


def present(store: Store, files: Mapping[str, str]) -> bool:
    """Whether every one of these files is in the store."""
    return all(store.holds(name) for name in files.values())


def taken(store: Store, path: str, name: str) -> bytes:
    """The bytes of a file from the store. Raises RuntimeError when it is no longer there."""
    data = store.get(name)
    if data is None:
        raise RuntimeError(f"the store lost {path} while it was read; build again")
    return data
