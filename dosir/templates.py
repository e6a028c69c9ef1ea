"""The project's own files beside the content: skeletons, table headings, words, colours, Jinja templates.

They are trusted code, unlike content, and they are read once as text so that a digest can stand for them all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
import yaml

MANUSCRIPT = re.compile(r"naskah ([a-z0-9-]+)")


@dataclass(frozen=True)
class Arrangement:
    """An arrangement of books: the manuscripts it prints and the ids of its books."""

    manuscripts: frozenset[str] = frozenset()
    books: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Templates:
    """Every template by its name below `templates/`, for example `susunan/tiga-buku.yml`."""

    files: Mapping[str, str]

    def data(self, name: str) -> Any:
        """A YAML template as plain data."""
        return self._data[name]

    @cached_property
    def _data(self) -> Mapping[str, Any]:
        return {name: yaml.safe_load(text) for name, text in self.files.items() if name.endswith(".yml")}

    @property
    def arrangements(self) -> Mapping[str, Arrangement]:
        """The arrangements of books a regency may choose, by name."""
        found = {name: text for name, text in sorted(self.files.items()) if name.startswith("susunan/")}
        return {
            name.removeprefix("susunan/").removesuffix(".yml"): Arrangement(
                frozenset(MANUSCRIPT.findall(text)), frozenset(shape["id"] for shape in self.data(name))
            )
            for name, text in found.items()
        }

    def environment(self, **changes: Any) -> jinja2.Environment:
        """A Jinja environment over these files in which an unknown name is a fault, not an empty string."""
        loader = jinja2.DictLoader(dict(self.files))
        options: dict[str, Any] = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True, **changes}
        return jinja2.Environment(loader=loader, undefined=jinja2.StrictUndefined, **options)


def load(folder: Path) -> Templates:
    """The text of every template in `folder`."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return Templates({path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths})
