"""The way from a plan to the records that a sheet tells of, and from a field's path to its declaration.

Both walk the same path (`program.anggaran`), one over values and one over types, so that an empty register still has
headings, meanings and choices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel

from dosir.plan import Plan
from dosir.plan.records import Bersumber, Rekaman, Terbuka

OWN = "tambahan"  # the path to every field that a regency added to some record


@dataclass(frozen=True)
class Chain:
    """A record with those around it: `names` are the steps of the path, `items` what stood there."""

    names: tuple[str, ...]
    items: tuple[Any, ...]

    def named(self, name: str) -> Any:
        """What stood at a step; the last when no name is given."""
        return self.items[self.names.index(name)] if name else self.items[-1]

    def value(self, name: str, path: str) -> Any:
        """A field of what stood at a step, or of a record in that; nothing where that is not written."""
        found = self.named(name)
        for part in path.split("."):
            found = None if found is None else getattr(found, part)
        return found

    @property
    def origin(self) -> Bersumber | None:
        """The nearest record that says whence this is: itself, or one around it."""
        sourced = [item for item in self.items if isinstance(item, Bersumber)]
        return next(
            (item for item in reversed(sourced) if item.sumber or item.contoh), sourced[-1] if sourced else None
        )


@dataclass(frozen=True)
class Declaration:
    """What is declared about a field: its type, its meaning, the register whose codes it holds."""

    annotation: Any
    description: str = ""
    register: str = ""
    note: str = ""

    @property
    def many(self) -> bool:
        """Whether it holds several values."""
        return any(part is tuple or getattr(part, "__origin__", None) is tuple for part in _flat(self.annotation))


def chains(plan: Plan, path: str) -> Iterator[Chain]:
    """Every record at the end of a path through a plan."""
    if path == OWN:
        for record in plan.rekaman_utama():
            if isinstance(record, Terbuka):
                yield from (Chain(("catatan", OWN), (record, pair)) for pair in record.tambahan.items())
        return
    names = tuple(path.split("."))
    yield from (Chain(names, items) for items in _walk(plan, names))


@cache
def types(path: str) -> tuple[tuple[str, type], ...]:
    """(step, class) of every step of a path."""
    owner: type = Plan
    found = []
    for name in path.split(".") if path != OWN else ():
        owner = _model(_annotation(owner, name))
        found.append((name, owner))
    return tuple(found) or (("catatan", Terbuka),)


def declared(path: str, step: str, name: str) -> Declaration:
    """What is declared about a field of the record at a step of a path; of the last record when no step is named."""
    found = types(path)
    owner = dict(found)[step] if step else found[-1][1]
    *above, last = name.split(".")
    for part in above:
        owner = _model(_annotation(owner, part))
    if not issubclass(owner, Rekaman) or last not in owner.model_fields:
        return Declaration(_annotation(owner, last))
    return Declaration(
        owner.model_fields[last].annotation,
        str(owner.model_fields[last].description),
        owner.sifat(last, "x-menunjuk"),
        _note(owner, last),
    )


def _walk(start: Any, names: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    if not names:
        yield ()
        return
    value = getattr(start, names[0])
    found = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else (value,)
    for item in found:
        yield from ((item, *below) for below in _walk(item, names[1:]))


def _note(owner: type[Rekaman], name: str) -> str:
    """Meaning, example, unit and who asks for a field, in the words of its declaration."""
    info = owner.model_fields[name]
    example = f"Misalnya {info.examples[0]}" if info.examples else ""
    unit, asker = owner.sifat(name, "x-satuan"), owner.sifat(name, "x-acuan")
    parts = (info.description, example, unit and f"Satuan {unit}", asker and f"Acuan {asker}")
    return "\n".join(f"{part}." for part in parts if part)


def _annotation(owner: type, name: str) -> Any:
    if issubclass(owner, BaseModel):
        found = owner.model_fields.get(name)
        return found.annotation if found else str
    return get_type_hints(owner)[name]


def _model(annotation: Any) -> type:
    """The class that an annotation is about: that of a list's items, of what may be missing, of a mapping's values."""
    return next(part for part in _flat(annotation) if isinstance(part, type) and _is_ours(part))


def _is_ours(part: type) -> bool:
    return issubclass(part, BaseModel) or is_dataclass(part)


def _flat(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _flat(part)
