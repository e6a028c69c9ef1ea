"""The smallest file of each kind that the reader takes: only the keys that must be there, each with its own example.

From the declarations themselves, so that it cannot go stale; `scaffold.example` is the other end, with every key there
is. It is sound by itself, not beside others: the codes that it names are those of the declarations' examples.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from dosir.plan.records import Bersumber, Rekaman
from dosir.read.schema import Kind

ANY = "…"  # what to type where the declaration has no example; a text like any other


def smallest(kind: Kind) -> str:
    """The text of the smallest valid file of a kind; that of a Markdown file is its front matter and a line."""
    lines = list(_file(kind))
    if kind.glob.endswith(".md"):
        lines = ["---", *lines, "---", "Uraian ditulis di sini."]
    return "\n".join(lines) + "\n"


def parts(annotation: Any) -> Iterator[Any]:
    """A type and all types inside it, at any depth."""
    yield annotation
    if get_origin(annotation) is not Literal:
        for part in get_args(annotation):
            yield from parts(part)


def records_in(annotation: Any) -> list[type[Rekaman]]:
    """The kinds of records inside a type."""
    return [part for part in parts(annotation) if isinstance(part, type) and issubclass(part, Rekaman)]


def choices(annotation: Any) -> list[str]:
    """The words that a field may hold, when it is a choice; empty ones are the same as no word."""
    named = (part for part in parts(annotation) if get_origin(part) is Literal)
    return [str(word) for part in named for word in get_args(part) if word != ""]


def _file(kind: Kind) -> Iterator[str]:
    for name, model in kind.lists.items():
        lines = list(_record(model))
        if not name:
            yield from lines
        elif len(kind.lists) == 1:
            yield from _item(lines)
        else:
            yield f"{name}:"
            yield from (f"  {line}" for line in _item(lines))


def _record(model: type[Rekaman]) -> Iterator[str]:
    for name, info in model.model_fields.items():
        if info.is_required():
            yield from _field(name, info.annotation, info.examples)
    if issubclass(model, Bersumber):
        yield "contoh: true"


def _field(name: str, annotation: Any, examples: list[Any] | None) -> Iterator[str]:
    below = records_in(annotation)
    if below:
        lines = list(_record(below[0]))
        many = any(get_origin(part) is tuple for part in parts(annotation))
        yield f"{name}:"
        yield from (f"  {line}" for line in (_item(lines) if many else lines))
    else:
        words = choices(annotation)
        yield f"{name}: {examples[0] if examples else words[0] if words else ANY}"


def _item(lines: list[str]) -> Iterator[str]:
    """A record as one item of a list."""
    yield from (f"  {line}" if at else f"- {line}" for at, line in enumerate(lines))
