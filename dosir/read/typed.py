"""One record from one node: pydantic's errors led back to their lines and said again in the author's language.

A record with a fault is salvaged: what is wrong is taken out and the rest is kept, so that the rules can find further
faults in it in the same run. A record that lost something says so, and no sum over it is then called wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from dosir.diagnostics import Diagnostic, Position, error, nearest
from dosir.plan.records import Rekaman, Tempat
from dosir.sources import REFUSED, Items, Table

R = TypeVar("R", bound=Rekaman)


def record(place: Position, nodes: Any, model: type[R]) -> tuple[R | None, list[Diagnostic]]:
    """The record these nodes describe, or what can be saved of it, and every fault of form in them."""
    if nodes is REFUSED:
        return None, []
    if not isinstance(nodes, Table):
        names = ", ".join(f"`{name}`" for name, info in model.model_fields.items() if info.is_required())
        message = "isinya kosong" if nodes is None else "isinya bukan pasangan kunci dan nilai"
        return None, [error(place, "wrong-type", message, f"kunci yang wajib: {names}")]
    placed = _with_places(nodes)
    made, details = _attempt(model, placed)
    findings = [_finding(nodes, model, detail) for detail in details if not _refused(nodes, detail)]
    while made is None and _prune(placed, details):
        made, details = _attempt(model, placed)
    return made, findings


def _refused(nodes: Table, detail: ErrorDetails) -> bool:
    """Whether a key is missing only because what was written there has been refused already."""
    path = detail["loc"]
    return detail["type"] == "missing" and _node(nodes, path[:-1]).get(path[-1]) is REFUSED


def _attempt(model: type[R], placed: _Placed) -> tuple[R | None, list[ErrorDetails]]:
    try:
        return model.model_validate(placed), []
    except ValidationError as fault:
        return None, fault.errors(include_url=False, include_input=True)


def _prune(placed: _Placed, details: list[ErrorDetails]) -> bool:
    """Take out what these errors are about; False when the record itself cannot stand."""
    paths = {detail["loc"][:-1] if detail["type"] == "missing" else detail["loc"] for detail in details}
    placed.tempat = replace(placed.tempat, whole=False)
    taken = [_take_out(placed, path) for path in sorted(paths, key=_last_first, reverse=True) if path]
    return () not in paths and any(taken)


def _last_first(path: tuple[int | str, ...]) -> list[str]:
    return [f"{step:09}" if isinstance(step, int) else step for step in path]


def _take_out(placed: Any, path: tuple[int | str, ...]) -> bool:
    """Remove what stands at the end of a path; whether it was there."""
    for step in path[:-1]:
        placed = _step(placed, step)
    last = path[-1]
    there = last in placed if isinstance(placed, dict) else isinstance(placed, list) and last in range(len(placed))
    if there:
        del placed[last]
    return there


class _Placed(dict[str, Any]):
    """A mapping as pydantic takes it, carrying the place that the record will remember."""

    tempat: Tempat


def _with_places(value: Any) -> Any:
    if isinstance(value, Table):
        placed = _Placed((key, _with_places(item)) for key, item in value.items() if item is not REFUSED)
        placed.tempat = Tempat(value.places.position, value.places.values, value.places.items)
        return placed
    if isinstance(value, Items):
        return [_with_places(item) for item in value if item is not REFUSED]
    return value


def _finding(nodes: Table, model: type[Rekaman], detail: ErrorDetails) -> Diagnostic:
    path, kind = detail["loc"], detail["type"]
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    place = _locate(nodes, path[:-1] if kind == "missing" else path, key_of_last=kind == "extra_forbidden")
    if kind == "dosir":
        ctx = detail["ctx"]
        return error(place, ctx["code"], ctx["text"], ctx["hint"])
    if kind == "missing":
        parent = _node(nodes, path[:-1])
        empty = "ada tetapi kosong" if key in parent else "belum ada"
        place = parent.places.keys[key] if isinstance(parent, Table) and key in parent else place
        return error(place, "missing-key", f"kunci wajib `{key}` {empty}", f"isi `{key}: …`")
    if kind == "extra_forbidden":
        if key[:1].isdigit():
            hint = 'nilai berkoma di dalam `{ }` harus diapit tanda kutip, misalnya `nilai: "1,25 miliar"`'
            return error(place, "unknown-key", f"kunci `{key}` tidak dikenal", hint)
        return unknown_key(place, key, _known_keys(model, path[:-1]))
    return error(place, "wrong-type", *_wrong_type(kind, key, detail))


def _wrong_type(kind: str, key: str, detail: ErrorDetails) -> tuple[str, str]:
    shown = detail["input"] if isinstance(detail["input"], str) else "…"
    if kind == "literal_error":
        choices = str(detail["ctx"]["expected"]).replace(" or ", ", ").replace("'", "`")
        return f"`{key}: {shown}` bukan pilihan yang dikenal", f"pilih salah satu: {choices}"
    if kind in ("tuple_type", "list_type"):
        return f"`{key}` harus berupa daftar", "awali tiap butir dengan `- `"
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return f"`{key}` harus berupa pasangan kunci dan nilai", "tulis `kunci: nilai` di baris-baris di bawahnya"
    if kind in ("string_type", "string_too_short"):
        return f"`{key}` harus berupa teks satu nilai", f"tulis `{key}: …`"
    return f"nilai `{key}: {shown}` tidak sesuai", "lihat halaman Acuan isi di portal"


def _locate(nodes: Any, path: tuple[int | str, ...], key_of_last: bool) -> Position:
    """The position of the node at the end of an error's path, as deep as the path can be followed."""
    place: Position = nodes.places.position
    for step in path:
        if isinstance(nodes, Table) and step in nodes.places.values:
            last = step == path[-1] and key_of_last
            place = (nodes.places.keys if last else nodes.places.values)[str(step)]
        elif isinstance(nodes, Items) and isinstance(step, int) and step < len(nodes):
            place = nodes.positions[step]
        nodes = _step(nodes, step)
    return place


def _node(nodes: Any, path: Iterable[int | str]) -> Any:
    for step in path:
        nodes = _step(nodes, step)
    return nodes if isinstance(nodes, Table) else {}


def _step(nodes: Any, step: int | str) -> Any:
    if isinstance(nodes, dict):
        return nodes.get(str(step))
    if isinstance(nodes, list) and isinstance(step, int) and step < len(nodes):
        return nodes[step]
    return None


def _known_keys(model: type[Rekaman], path: Iterable[int | str]) -> list[str]:
    for step in path:
        if isinstance(step, str):
            inner = [part for part in _parts(model.model_fields[step].annotation) if issubclass(part, Rekaman)]
            model = inner[0] if inner else model
    return list(model.model_fields)


def _parts(annotation: Any) -> Iterable[type]:
    if isinstance(annotation, type):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _parts(part)


def unknown_key(place: Position, key: str, known: list[str]) -> Diagnostic:
    """The finding for a key that is not declared, with the nearest declared one."""
    return error(place, "unknown-key", f"kunci `{key}` tidak dikenal", nearest(key, known))
