"""The files of a regency as bytes, their text, and the YAML in them (`tree`) as nodes that know line and column.

A regency is read whole into memory first: from here on it is a pure function of these bytes, so the cache can
ask for their digest and nothing later touches the disk. Scalars stay the text that was typed; see `plan.values`.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dosir.diagnostics import Diagnostic, Position, error, warning
from dosir.sources.tree import CONTROL, REFUSED, Items, Places, Table, yaml_of

LARGEST_TEXT = 2 * 1024**2
LARGEST_IMAGE = 20 * 1024**2
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

    @property
    def unread(self) -> tuple[str, ...]:
        """Names of files that are there but were refused."""
        start = f"{self.path}/"
        return tuple(found.position.path.removeprefix(start) for found in self.findings)


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
        name = path.relative_to(content / slug).as_posix().encode("utf-8", "backslashreplace").decode()
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
    data = file.data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        before = data[: fault.start].decode()
        place = Position(file.path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return "", [error(place, "not-utf8", "berkas bukan teks UTF-8", "simpan ulang berkas dengan enkode UTF-8")]
    if found := CONTROL.search(text):
        at = found.start()
        place = Position(file.path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        hint = "hapus karakter itu; biasanya terbawa saat menyalin dari Word atau PDF"
        return "", [error(place, "control-character", f"karakter kendali U+{ord(found[0]):04X}", hint)]
    return text, []


def front_matter(file: File, text: str) -> tuple[Any, str, int, list[Diagnostic]]:
    """(nodes, Markdown after the front matter, line where that begins, findings) of a Markdown file."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        hint = "mulai berkas dengan baris `---`, isi kunci-kunci YAML, lalu tutup dengan `---`"
        return None, text, 1, [error(file.start, "broken-front-matter", "kepala berkas tidak ada", hint)]
    end = next((number for number, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), None)
    if end is None:
        hint = "tambahkan baris `---` setelah kunci terakhir"
        return None, "", 1, [error(file.start, "broken-front-matter", "kepala berkas tidak ditutup", hint)]
    nodes, findings = yaml_of(file.path, "\n".join(lines[1:end]) + "\n", first_line=2)
    return nodes, "\n".join(lines[end + 1 :]), end + 2, findings


def _is_text(name: str) -> bool:
    return name.encode("utf-8", "ignore").decode() == name


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
    if not _is_text(path.name) or not _is_text(path.parent.name):
        return error(place, "refused-file", "nama berkas bukan teks UTF-8", "ganti nama berkasnya")
    if path.is_symlink():
        return error(place, "refused-file", "tautan simbolik tidak dibaca", "salin berkasnya ke folder daerah")
    if not path.is_file():
        return error(place, "refused-file", "bukan berkas biasa", "hapus atau ganti dengan berkas")
    if kind not in TEXTS + IMAGES:
        known = ", ".join((*TEXTS, *IMAGES))
        return warning(place, "unknown-file", f"berkas jenis `{kind}` tidak dibaca", f"yang dikenal: {known}")
    limit = LARGEST_TEXT if kind in TEXTS else LARGEST_IMAGE
    if path.stat().st_size > limit:
        hint = "pecah berkas atau kecilkan gambar"
        return error(place, "refused-file", f"berkas lebih besar dari {limit // 1024**2} MiB", hint)
    return None


__all__ = [
    "IMAGES",
    "REFUSED",
    "TEXTS",
    "File",
    "Folder",
    "Items",
    "Places",
    "Table",
    "from_folder",
    "front_matter",
    "slugs",
    "text_of",
    "yaml_of",
]
