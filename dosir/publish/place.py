"""Where a build happens: the folders it reads and writes, and the lock that lets one build at a time write a site.

The lock is one of the operating system (`filelock`), not a file with a process number: it ends with the process that
holds it, however that process ends, so there is no stale lock to recognise. The empty file itself stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from dosir.cache import Store

MARK = ".dosir-site"


@dataclass(frozen=True)
class Place:
    """The folders of a build; `root` holds templates, mkdocs.yml and the store."""

    root: Path
    content: Path
    site: Path

    @property
    def shown(self) -> str:
        """The content folder as an author knows it: relative to the root where it lies below it.

        Elsewhere it is its own name: pages name files, and must not tell on which machine they were made.
        """
        content, root = self.content.resolve(), self.root.resolve()
        return content.relative_to(root).as_posix() if content.is_relative_to(root) else content.name

    @property
    def store(self) -> Store:
        """The store of results, beside the project and never in the site."""
        return Store(self.root / ".dosir")


class Busy(Exception):
    """Another build is writing this site."""


@contextmanager
def alone(site: Path) -> Iterator[None]:
    """While this lasts no other build writes the site. Raises `Busy` at once when one does so already."""
    site.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(site.with_name(f".{site.name}.kunci"), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise Busy(site) from None
    try:
        yield
    finally:
        lock.release()
