"""The files of a regency as bytes, and their YAML as nodes that know line and column.

A regency is read whole into memory first: from here on it is a pure function of these bytes, so the cache can
ask for their digest and nothing later touches the disk. Scalars stay the text that was typed; see `plan.values`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from dosir.diagnostics import Diagnostic, Position, error, warning

LARGEST_TEXT = 2 * 1024**2
LARGEST_IMAGE = 20 * 1024**2
DEEPEST = 12
TEXTS = (".yml", ".md")
IMAGES = (".png", ".jpg", ".jpeg")


@dataclass(frozen=True)
class File:
    """One source file: `path` as shown to the author, `name` below its folder, and what is in it."""

    path: str
    name: str
    data: bytes

    @property
    def start(self) -> Position:
        """The first position of the file."""
        return Position(self.path)


@dataclass(frozen=True)
class Folder:
    """All source files of one regency, or of what they share, sorted by name."""

    slug: str
    path: str
    files: tuple[File, ...]
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Places:
    """Where a YAML node stands, and the keys, values and items right below it."""

    position: Position
    keys: Mapping[str, Position] = field(default_factory=dict)
    values: Mapping[str, Position] = field(default_factory=dict)
    items: Mapping[tuple[str, int], Position] = field(default_factory=dict)


class Table(dict[str, Any]):
    """A YAML mapping that knows its places."""

    places: Places


class Items(list[Any]):
    """A YAML sequence that knows its place and that of each item."""

    position: Position
    positions: tuple[Position, ...]


def from_folder(content: Path, slug: str, shown: str) -> Folder:
    """Every file of `content/slug`; symbolic links, odd kinds and oversized files become findings."""
    files: list[File] = []
    findings: list[Diagnostic] = []
    if not (content / slug).is_dir():
        place = Position(f"{shown}/{slug}")
        return Folder(
            slug, place.path, (), (error(place, "missing-file", f"folder `{slug}` tidak ada", "buat folder itu"),)
        )
    for path in _walk(content / slug):
        name = path.relative_to(content / slug).as_posix()
        place = Position(f"{shown}/{slug}/{name}")
        fault = _refusal(path, place)
        if fault:
            findings.append(fault)
        else:
            files.append(File(place.path, name, path.read_bytes()))
    return Folder(slug, f"{shown}/{slug}", tuple(files), tuple(findings))


def slugs(content: Path) -> tuple[str, ...]:
    """Names of the regencies' folders, sorted."""
    folders = sorted(path.name for path in content.iterdir() if path.is_dir() and not path.is_symlink())
    return tuple(name for name in folders if name != "bersama" and not name.startswith((".", "_")))


def text_of(file: File) -> tuple[str, list[Diagnostic]]:
    """The text of a file; when it is not UTF-8 an empty text and the place of the first wrong byte."""
    try:
        text = file.data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        before = file.data[: fault.start]
        place = Position(file.path, before.count(b"\n") + 1, len(before) - (before.rfind(b"\n") + 1) + 1)
        return "", [error(place, "not-utf8", "berkas bukan teks UTF-8", "simpan ulang berkas dengan enkode UTF-8")]
    for number, line in enumerate(text.split("\n"), start=1):
        for column, character in enumerate(line, start=1):
            if ord(character) < 32 and character != "\t":
                place = Position(file.path, number, column)
                hint = "hapus karakter itu; biasanya terbawa saat menyalin dari Word atau PDF"
                return "", [error(place, "control-character", f"karakter kendali U+{ord(character):04X}", hint)]
    return text, []


def yaml_of(file: File, text: str, first_line: int = 1) -> tuple[Any, list[Diagnostic]]:
    """The nodes of a YAML text that begins at `first_line` of its file; None when there is nothing usable."""
    reader = _Reader(file.path, first_line - 1)
    try:
        tree = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        place = reader.place(mark) if mark else Position(file.path, first_line)
        return None, [
            error(
                place,
                "broken-yaml",
                f"YAML rusak: {fault.problem or fault.context}",
                "periksa indentasi, titik dua, dan tanda kutip di baris ini atau sebelumnya",
            )
        ]
    except (yaml.YAMLError, RecursionError) as fault:
        return None, [error(Position(file.path, first_line), "broken-yaml", f"YAML rusak: {type(fault).__name__}")]
    value = reader.value(tree, 0) if tree is not None else None
    return value, reader.findings


def front_matter(file: File, text: str) -> tuple[Any, str, int, list[Diagnostic]]:
    """(nodes, Markdown after the front matter, line where that begins, findings) of a Markdown file."""
    lines = text.split("\n")
    if lines[0].strip() != "---":
        return (
            None,
            text,
            1,
            [
                error(
                    file.start,
                    "broken-front-matter",
                    "kepala berkas tidak ada",
                    "mulai berkas dengan baris `---`, isi kunci-kunci YAML, lalu tutup dengan `---`",
                )
            ],
        )
    end = next((number for number, line in enumerate(lines[1:], start=1) if line.strip() == "---"), None)
    if end is None:
        return (
            None,
            "",
            1,
            [
                error(
                    file.start,
                    "broken-front-matter",
                    "kepala berkas tidak ditutup",
                    "tambahkan baris `---` setelah kunci terakhir",
                )
            ],
        )
    nodes, findings = yaml_of(file, "\n".join(lines[1:end]) + "\n", first_line=2)
    return nodes, "\n".join(lines[end + 1 :]), end + 2, findings


@dataclass
class _Reader:
    """Turns PyYAML's node tree into tables, items and texts; collects what it refuses."""

    path: str
    offset: int
    findings: list[Diagnostic] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def place(self, mark: Any) -> Position:
        return Position(self.path, mark.line + 1 + self.offset, mark.column + 1)

    def value(self, node: yaml.Node, depth: int) -> Any:
        if id(node) in self.seen or depth > DEEPEST:
            what = "isi bersarang terlalu dalam" if depth > DEEPEST else "jangkar dan alias YAML tidak dipakai di sini"
            self.findings.append(error(self.place(node.start_mark), "refused-yaml", what, "tulis isinya langsung"))
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.table(node, depth)
        if isinstance(node, yaml.SequenceNode):
            return self.items(node, depth)
        plain = isinstance(node, yaml.ScalarNode) and node.style is None
        return None if plain and node.value in ("", "null", "~") else node.value

    def items(self, node: yaml.SequenceNode, depth: int) -> Items:
        items = Items(self.value(child, depth + 1) for child in node.value)
        items.position = self.place(node.start_mark)
        items.positions = tuple(self.place(child.start_mark) for child in node.value)
        return items

    def table(self, node: yaml.MappingNode, depth: int) -> Table:
        table = Table()
        keys: dict[str, Position] = {}
        values: dict[str, Position] = {}
        below: dict[tuple[str, int], Position] = {}
        for key_node, value_node in node.value:
            key, place = str(key_node.value), self.place(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                self.findings.append(error(place, "broken-yaml", "kunci harus berupa satu kata"))
            elif key in table:
                first = f"tertulis pertama di baris {keys[key].line}; hapus salah satu"
                self.findings.append(error(place, "duplicate-key", f"kunci `{key}` tertulis dua kali", first))
            else:
                table[key] = self.value(value_node, depth + 1)
                keys[key], values[key] = place, self.place(value_node.start_mark)
                if isinstance(table[key], Items):
                    below |= {(key, number): at for number, at in enumerate(table[key].positions)}
        table.places = Places(self.place(node.start_mark), keys, values, below)
        return table


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        else:
            yield path


def _refusal(path: Path, place: Position) -> Diagnostic | None:
    kind = path.suffix.lower()
    if path.is_symlink():
        return error(place, "refused-file", "tautan simbolik tidak dibaca", "salin berkasnya ke folder daerah")
    if kind not in TEXTS + IMAGES:
        known = ", ".join((*TEXTS, *IMAGES))
        return warning(place, "unknown-file", f"berkas jenis `{kind}` tidak dibaca", f"yang dikenal: {known}")
    limit = LARGEST_TEXT if kind in TEXTS else LARGEST_IMAGE
    if path.stat().st_size > limit:
        hint = "pecah berkas atau kecilkan gambar"
        return error(place, "refused-file", f"berkas lebih besar dari {limit // 1024**2} MiB", hint)
    return None
