"""The manners of design.md that a number can hold: short functions, short files, a docstring where a reader begins."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).resolve().parent.parent / "dosir"
LONGEST_FUNCTION = 60
USUAL_FUNCTION = 25
LONGEST_FILE = 350
LONGER_FILES: dict[str, str] = {}


class Function(NamedTuple):
    """A function of the package, its length from the line of its `def` to its last."""

    place: str
    lines: int


@cache
def trees() -> list[tuple[str, ast.Module]]:
    paths = sorted(PACKAGE.rglob("*.py"))
    return [(path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text("utf-8"))) for path in paths]


def functions() -> list[Function]:
    return [
        Function(f"{name}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def undocumented(name: str, tree: ast.Module | ast.ClassDef) -> Iterator[str]:
    """Public functions and classes at the top of a module without a docstring, and public classes' public methods."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            if not ast.get_docstring(node):
                yield f"{name}:{node.lineno} {node.name}"
            if isinstance(node, ast.ClassDef):
                yield from undocumented(name, node)


def test_no_function_is_longer_than_a_screen() -> None:
    assert [function for function in functions() if function.lines > LONGEST_FUNCTION] == []


def test_nine_in_ten_functions_are_short() -> None:
    lengths = [function.lines for function in functions()]
    assert sum(lines < USUAL_FUNCTION for lines in lengths) >= 0.9 * len(lengths)


def test_no_file_is_long_but_those_that_say_why() -> None:
    long = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if len(path.read_text("utf-8").splitlines()) >= LONGEST_FILE
    }
    assert long == LONGER_FILES.keys()


def test_every_module_says_what_it_is_for() -> None:
    assert [name for name, tree in trees() if not ast.get_docstring(tree)] == []


def test_every_public_function_and_class_says_what_it_gives() -> None:
    assert [place for name, tree in trees() for place in undocumented(name, tree)] == []
