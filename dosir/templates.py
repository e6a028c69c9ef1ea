"""The project's own files beside the content: skeletons, table headings, words, colours, Jinja templates.

They are trusted code, unlike content, and they are read once as text so that a digest can stand for them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import jinja2
import yaml

MAY_LACK = " bila ada"  # behind an entry of a skeleton: nothing stands there when it is not written
DRAWN = "grafik "  # before one that gives nothing when there is nothing to draw
MANUSCRIPT = re.compile(r"naskah ([a-z0-9-]+)")


@dataclass(frozen=True)
class Part:
    """An entry of a skeleton, such as `tabel gap`, or a heading (`judul`), and what it is repeated for, if anything.

    A heading is left out with all below it when none of `needs`, the entries that may lack, gives anything.
    """

    kind: str
    name: str
    each: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Arrangement:
    """An arrangement of books: the manuscripts it prints, the ids of its books, and what its numbered part holds."""

    manuscripts: frozenset[str] = frozenset()
    books: frozenset[str] = frozenset()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Templates:
    """Every template by its name below `templates/`, for example `susunan/tiga-buku.yml`."""

    files: Mapping[str, str]

    def data(self, name: str) -> Any:
        """A YAML template as plain data."""
        return self._data[name]

    @cached_property
    def _data(self) -> Mapping[str, Any]:
        return {name: _parsed(text) for name, text in self.files.items() if name.endswith(".yml")}

    @cached_property
    def arrangements(self) -> Mapping[str, Arrangement]:
        """The arrangements of books a regency may choose, by name."""
        found = {name: text for name, text in sorted(self.files.items()) if name.startswith("susunan/")}
        return {
            name.removeprefix("susunan/").removesuffix(".yml"): Arrangement(
                frozenset(MANUSCRIPT.findall(text)),
                frozenset(shape["id"] for shape in self.data(name)),
                tuple(part for shape in self.data(name) for part in _book(shape)),
            )
            for name, text in found.items()
        }

    def environment(self, **changes: Any) -> jinja2.Environment:
        """A Jinja environment over these files in which an unknown name is a fault, not an empty string."""
        loader = jinja2.DictLoader(dict(self.files))
        options: dict[str, Any] = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True, **changes}
        known = _compiled(repr(sorted(options.items())))
        return jinja2.Environment(loader=loader, undefined=jinja2.StrictUndefined, bytecode_cache=known, **options)


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates in memory: compiling the one of the books takes as long as filling it in (measured)."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Fill a bucket with what was compiled from the same text in the same way."""
        known = self._known.get((bucket.key, bucket.checksum))
        if known:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Remember what is in a bucket."""
        self._known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name, which with the digest of the text tells templates apart."""
        return name


@cache
def _parsed(text: str) -> Any:
    """A YAML template as plain data, only to be read: a process that makes several regencies reads it once (0.4 s)."""
    return yaml.load(text, yaml.CSafeLoader)


@cache
def _compiled(options: str) -> _Compiled:
    """What was compiled with these options; others give other code."""
    return _Compiled()


def _book(shape: Mapping[str, Any]) -> Iterator[Part]:
    for chapter in shape.get("bab", ()):
        yield from _parts(chapter, "")
    yield from (Part("lampiran", kind) for kind in shape.get("lampiran", ()))


def _parts(shape: Mapping[str, Any], outer: str) -> Iterator[Part]:
    each, entries = shape.get("tiap", outer), tuple(shape.get("isi", ()))
    lacking = not shape.get("sub") and all(entry.endswith(MAY_LACK) or entry.startswith(DRAWN) for entry in entries)
    yield Part("judul", shape["judul"], each, entries if lacking else ())
    for entry in entries:
        kind, _, name = entry.removesuffix(MAY_LACK).partition(" ")
        yield Part(kind, name, each)
    for below in shape.get("sub", ()):
        yield from _parts(below, each)


def editing(base: str) -> str:
    """The address behind which a file's path below the root is edited, from `repo_url` and `edit_uri` of mkdocs.yml as
    MkDocs joins them; empty when one of them is not given or does not lead to the web."""
    settings = yaml.load(base, yaml.CSafeLoader) or {}
    repository, edit = str(settings.get("repo_url") or ""), str(settings.get("edit_uri") or "")
    if not repository.startswith(("https://", "http://")) or not edit:
        return ""
    glue = "" if edit.startswith(("?", "#", "/")) else "/"
    return f"{repository.rstrip('/')}{glue}{edit}" + ("" if edit.endswith(("/", "=")) else "/")


def load(folder: Path) -> Templates:
    """The text of every template in `folder`."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return Templates({path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths})
