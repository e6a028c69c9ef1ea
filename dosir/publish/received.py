"""A package as it came back from outside: what it says about itself, and the digest of each file that is really in it.

Nothing is unpacked to disk. Whatever a stranger can write into a ZIP ends as `Unreadable` with a sentence for the
person who asked, never as a traceback and never as a full memory: directory, names, kinds and sizes are looked at
before a byte is unpacked.
"""

from __future__ import annotations

import hashlib
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from dosir.render.bundle import MANIFEST, Manifest

MIB = 1024**2
LARGEST_PACKAGE = 512 * MIB
LARGEST_FILE = 256 * MIB
LARGEST_WHOLE = 1024 * MIB
LARGEST_MANIFEST = 16 * MIB
LARGEST_DIRECTORY = 8 * MIB  # the list of files in a ZIP, which is read whole; 20,000 files fit in
TAIL = struct.Struct("<4s4H2LH")  # the end of a ZIP
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what we write; LZMA may ask for gigabytes to unpack a byte
CHUNK = 1024**2
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
)


class Unreadable(Exception):
    """Why a file is no package that can be looked into, in a sentence for its reader."""


@dataclass(frozen=True)
class Received:
    """The manifest of a package and, by name, the digest of each file that is in it; empty when it cannot be read."""

    manifest: Manifest
    sha256: Mapping[str, str]

    @property
    def claimed(self) -> Mapping[str, str]:
        """The digest of each file as the manifest has it."""
        return {entry.nama: entry.sha256 for entry in self.manifest.berkas}


def received(path: Path) -> Received:
    """What is in a package. Raises `Unreadable` when it is none, or when it is not safe to look into."""
    _refuse_hoard(path)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = _entries(archive)
            manifest = _manifest(archive, entries.get(MANIFEST))
            digests = {name: _sha256(archive, entry) for name, entry in entries.items()}
    except BROKEN as fault:
        raise Unreadable(f"bukan ZIP yang utuh ({type(fault).__name__})") from None
    return Received(manifest, digests)


def _refuse_hoard(path: Path) -> None:
    """Refuse what is too large to open: the library reads the whole list of files before it asks anyone."""
    size = path.stat().st_size
    if size > LARGEST_PACKAGE:
        raise Unreadable(f"lebih besar dari {LARGEST_PACKAGE // MIB} MiB")
    with path.open("rb") as file:
        file.seek(max(size - TAIL.size - 65535, 0))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < TAIL.size:
        raise Unreadable("bukan berkas ZIP, atau ujungnya terpotong")
    directory = TAIL.unpack_from(tail, at)[5]
    if directory > LARGEST_DIRECTORY:
        raise Unreadable("daftar isinya terlalu panjang")


def _entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The files by name. Raises `Unreadable` for the first that is not safe."""
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in archive.infolist():
        fault = next(_faults(entry), "berulang" if entry.orig_filename in found else "")
        if fault:
            raise Unreadable(f"isi `{shown(entry.orig_filename)}` {fault}")
        found[entry.orig_filename] = entry
    if sum(entry.file_size for entry in found.values()) > LARGEST_WHOLE:
        raise Unreadable(f"isinya lebih dari {LARGEST_WHOLE // MIB} MiB bila diekstrak")
    return {name: entry for name, entry in found.items() if not entry.is_dir()}


def _faults(entry: zipfile.ZipInfo) -> Iterator[str]:
    name, mode = entry.orig_filename, entry.external_attr >> 16
    parts = PurePosixPath(name).parts
    if name.startswith("/") or "\\" in name or ":" in name or "\0" in name or ".." in parts or not parts:
        yield "menunjuk ke luar folder paket"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        yield "bukan berkas biasa"
    if entry.flag_bits & 0x1:
        yield "terkunci dengan kata sandi"
    if entry.compress_type not in METHODS:
        yield "dimampatkan dengan cara yang tidak dipakai Dosir"
    if entry.file_size > LARGEST_FILE:
        yield f"lebih besar dari {LARGEST_FILE // MIB} MiB bila diekstrak"


def _manifest(archive: zipfile.ZipFile, entry: zipfile.ZipInfo | None) -> Manifest:
    if entry is None:
        raise Unreadable(f"tidak memuat {MANIFEST}; bukan paket Dosir")
    if entry.file_size > LARGEST_MANIFEST:
        raise Unreadable(f"{MANIFEST} terlalu besar")
    try:
        found = Manifest.model_validate_json(archive.read(entry))
    except ValidationError as fault:
        where = ".".join(str(step) for step in fault.errors()[0]["loc"])
        raise Unreadable(
            f"{MANIFEST} bukan manifes Dosir" + (f": `{shown(where)}` tidak sesuai" if where else "")
        ) from None
    if len({item.nama for item in found.berkas}) < len(found.berkas):
        raise Unreadable(f"{MANIFEST} menyebut satu berkas dua kali")
    return found


def _sha256(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> str:
    made = hashlib.sha256()
    try:
        with archive.open(entry) as file:
            while chunk := file.read(CHUNK):
                made.update(chunk)
    except BROKEN:
        return ""
    return made.hexdigest()


def shown(text: str) -> str:
    """A stranger's words for a terminal: no sign in them that the terminal would obey, and not too many."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text[:120])
