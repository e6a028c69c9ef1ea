"""Digest and content-addressed store: what was made from the same inputs is never made twice.

Parts of a digest are length-prefixed, so that ("ab", "c") and ("a", "bc") differ. An object is checked against its
digest each time it is taken, so a damaged store costs a rebuild and never a wrong book.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


def digest(*parts: str | bytes) -> str:
    """SHA-256 in hex over parts that are told apart by their length."""
    made = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "big"))
        made.update(data)
    return made.hexdigest()


@dataclass(frozen=True)
class Store:
    """A folder of objects named by their digest, and of records that say which objects an input gave."""

    folder: Path

    def put(self, data: bytes) -> str:
        """Keep these bytes; gives the name they are kept under."""
        name = hashlib.sha256(data).hexdigest()
        if not self.holds(name):
            _write(self._object(name), data)
        return name

    def get(self, name: str) -> bytes | None:
        """The bytes under a name, or None when they are not there or no longer what they were."""
        try:
            data = self._object(name).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == name else None

    def holds(self, name: str) -> bool:
        """Whether an object is there and still what it was; an object that is used is young again."""
        if self.get(name) is None:
            return False
        os.utime(self._object(name))
        return True

    def remember(self, key: str, record: Mapping[str, Any]) -> None:
        """Note what the inputs with digest `key` gave."""
        _write(self._record(key), json.dumps(record, ensure_ascii=False, sort_keys=True).encode())

    def recall(self, key: str) -> Any | None:
        """What was noted for `key`, or None."""
        path = self._record(key)
        try:
            record = json.loads(path.read_bytes())
            os.utime(path)
        except (OSError, ValueError):
            return None
        return record

    def prune(self, seconds: float) -> int:
        """Drop every record and object that was not used for so many seconds; gives how many were dropped."""
        oldest = time.time() - seconds
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        old = [path for path in files if path.stat().st_mtime < oldest]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def _object(self, name: str) -> Path:
        return self.folder / "objects" / name[:2] / name

    def _record(self, key: str) -> Path:
        return self.folder / "records" / key[:2] / f"{key}.json"


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    partial.write_bytes(data)
    partial.replace(path)
