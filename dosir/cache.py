"""Digest and content-addressed store: what was made from the same inputs is never made twice.

Parts of a digest are length-prefixed, so that ("ab", "c") and ("a", "bc") differ. An object is checked against its
digest each time it is taken, so a damaged store costs a rebuild and never a wrong book.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
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
        path = self._object(name)
        if not path.exists():
            _write(path, data)
        return name

    def get(self, name: str) -> bytes | None:
        """The bytes under a name, or None when they are not there or no longer what they were."""
        try:
            data = self._object(name).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == name else None

    def holds(self, name: str) -> bool:
        """Whether an object is there; `get` says whether it is still sound."""
        return self._object(name).exists()

    def remember(self, key: str, record: Mapping[str, Any]) -> None:
        """Note what the inputs with digest `key` gave."""
        _write(self._record(key), json.dumps(record, ensure_ascii=False, sort_keys=True).encode())

    def recall(self, key: str) -> Any | None:
        """What was noted for `key`, or None."""
        try:
            return json.loads(self._record(key).read_bytes())
        except (OSError, ValueError):
            return None

    def prune(self, keys: Iterable[str], objects: Iterable[str]) -> int:
        """Forget every record and object that is not named; gives how many were dropped."""
        keep = {self._record(key) for key in keys} | {self._object(name) for name in objects}
        dropped = [path for path in self.folder.rglob("*") if path.is_file() and path not in keep]
        for path in dropped:
            path.unlink(missing_ok=True)
        return len(dropped)

    def _object(self, name: str) -> Path:
        return self.folder / "objects" / name[:2] / name

    def _record(self, key: str) -> Path:
        return self.folder / "records" / key[:2] / f"{key}.json"


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    partial.write_bytes(data)
    partial.replace(path)
