"""The house stands: a module imports only from lower layers, and one module alone knows each engine."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "dosir"

# The table of design.md. A room is a module or a package of `dosir`.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"diagnostics", "language", "cache", "workers", "markup", "swap"}),
    frozenset({"plan", "outline", "sources", "templates", "wilayah", "manual", "workbook", "summary"}),
    frozenset({"read", "gates", "changes"}),
    frozenset({"check", "scaffold"}),
    frozenset({"assemble"}),
    frozenset({"render"}),
    frozenset({"site", "audit"}),
    frozenset({"publish", "review", "remarks"}),
    frozenset({"cli"}),
)
# Rooms of several modules, which may import each other, but not in a circle.
SHARED_ROOMS = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
# The only modules that may import these libraries.
OWNERS: dict[str, set[str]] = {
    "markdown_it": {"dosir.markup"},
    "mdit_py_plugins": {"dosir.markup"},
    "yaml": {"dosir.sources.tree", "dosir.templates", "dosir.site.staging"},
    "mkdocs": {"dosir.site.mkdocs"},
    "zensical": set(),  # run as a command only
    "typst": {"dosir.render.fonts", "dosir.render.pdf", "dosir.render.raster", "dosir.render.typeset"},
    "page": {"dosir.render.conformance", "dosir.audit.schema"},
    "pypandoc": {"dosir.render.docx", "dosir.render.epub"},
    "vl_convert": {"dosir.render.charts"},
    "xlsxwriter": {"dosir.render.sheets.desk"},
    "openxml_audit": {"dosir.audit.schema"},
    "pypdf": {"dosir.audit.office", "dosir.audit.portable"},
}


class Import(NamedTuple):
    """One import anywhere in a module: at its top, inside a function, or for types only."""

    importer: str
    line: int
    imported: str

    def __str__(self) -> str:
        return f"{self.importer}:{self.line} imports {self.imported}"


def modules(package: Path) -> dict[str, Path]:
    """Every module below a package by its dotted name."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def imports(package: Path) -> tuple[Import, ...]:
    """Every import of every module, `from package import module` counted as that module; read once."""
    return tuple(_imports(package))


def _imports(package: Path) -> Iterator[Import]:
    known = modules(package)
    for name, path in known.items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (Import(name, node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = _base(name, path, node)
                for alias in node.names:
                    whole = f"{base}.{alias.name}"
                    yield Import(name, node.lineno, whole if whole in known else base)


def _base(name: str, path: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    here = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    above = here[: len(here) - node.level + 1]
    return ".".join([*above, *([node.module] if node.module else [])])


def room(name: str) -> str:
    """The room of a module: `dosir.render.pdf` is in `render`."""
    return name.split(".")[1] if "." in name else ""


def layer(name: str) -> int:
    """The layer of a module's room; -1 when it has none, so that nothing may import it and it may import nothing."""
    return next((at for at, rooms in enumerate(LAYERS) if room(name) in rooms), -1)


def breaches(found: Iterable[Import]) -> list[str]:
    """Imports that do not go down."""
    inside = (item for item in found if room(item.imported) and item.imported.startswith("dosir."))
    across = (item for item in inside if room(item.importer) != room(item.imported))
    return [str(item) for item in across if not layer(item.importer) > layer(item.imported) >= 0]


def test_every_room_is_in_one_layer() -> None:
    rooms = sorted({room(name) for name in modules(PACKAGE)} - {""})
    assert rooms == sorted(name for rooms in LAYERS for name in rooms)


def test_every_import_goes_down() -> None:
    assert breaches(imports(PACKAGE)) == []


def test_nothing_outside_the_rooms_imports_them() -> None:
    """`dosir/__init__.py` would otherwise be a way around the table."""
    assert [str(item) for item in imports(PACKAGE) if item.importer == "dosir"] == []


@pytest.mark.parametrize("shared", SHARED_ROOMS)
def test_modules_of_one_room_import_each_other_in_no_circle(shared: str) -> None:
    graph: dict[str, set[str]] = {}
    for item in imports(PACKAGE):
        if room(item.importer) == room(item.imported) == shared and item.imported.startswith("dosir."):
            graph.setdefault(item.importer, set()).add(item.imported)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))


@pytest.mark.parametrize("library", OWNERS)
def test_one_module_knows_each_engine(library: str) -> None:
    users = {item.importer for item in imports(PACKAGE) if item.imported.split(".")[0] == library}
    assert users == OWNERS[library]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from dosir import site", ["dosir.read:1 imports dosir.site"]),
        ("import dosir.site", ["dosir.read:1 imports dosir.site"]),
        ("from dosir.site import build", ["dosir.read:1 imports dosir.site"]),
        ("from . import site", ["dosir.read:1 imports dosir.site"]),
        ("from .site import build", ["dosir.read:1 imports dosir.site"]),
        ("def later():\n    from dosir import site", ["dosir.read:2 imports dosir.site"]),
        ("if TYPE_CHECKING:\n    from dosir import site", ["dosir.read:2 imports dosir.site"]),
        ("from dosir import diagnostics, read2", ["dosir.read:1 imports dosir.read2"]),
        ("from dosir import diagnostics", []),
        ("import json", []),
    ],
)
def test_an_import_that_does_not_go_down_is_found(tmp_path: Path, text: str, found: list[str]) -> None:
    package = tmp_path / "dosir"
    package.mkdir()
    for name in ("__init__", "diagnostics", "site", "read2"):
        (package / f"{name}.py").touch()
    (package / "read.py").write_text(text + "\n", "utf-8")
    assert breaches(imports(package)) == found
