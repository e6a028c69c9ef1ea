"""The package of a regency: everything that was made from its sources in one ZIP, and a manifest that proves it.

The site goes in as it is online, but for what cannot be true in both places: its links to downloads lead to the files
beside it, and it does not offer the package that it lies in. The engine takes seconds for a site, so it runs once and
the pages that list downloads are adapted here, where their markup is our own.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from dosir.changes import UNKNOWN, Differences
from dosir.language import tanggal, ukuran
from dosir.plan import Plan
from dosir.render.zipped import zipped
from dosir.sources.history import NOTHING, History
from dosir.templates import Templates

SITE = "situs"
MANIFEST = "manifest.json"
README = "BACA-SAYA.txt"
DOWNLOAD = re.compile(rb'href="((?:\.\./)*)unduh/')
MEANINGS = (
    (".schema.json", "skema JSON data itu"),
    (".json", "seluruh isi rencana sebagai data"),
    (".pdf", "buku untuk dibaca dan ditandatangani"),
    (".docx", "buku untuk disunting"),
    (".epub", "buku untuk pembaca elektronik"),
    (".xlsx", "buku kerja: satu lembar tiap register"),
)

Sha256 = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class Entry(BaseModel):
    """A file of the package."""

    model_config = ConfigDict(frozen=True, strict=True)
    nama: str
    ukuran: Annotated[int, Field(ge=0)]
    sha256: Sha256


class Manifest(BaseModel):
    """What a package says about itself; `naskah` is the digest of each source file by its path below the content,
    `riwayat` and `perubahan` what git told of them, so that pages which print it can be made again where git is not."""

    model_config = ConfigDict(frozen=True, strict=True)
    bentuk: Literal["dosir-paket"] = "dosir-paket"
    versi: Literal[1] = 1
    slug: Annotated[str, StringConstraints(pattern="^[a-z0-9][a-z0-9-]{0,99}$")]
    daerah: str
    status: str
    versi_dokumen: str
    tanggal: str
    commit: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{7,64}\+?)?$")]
    folder_isi: str
    kode: Sha256
    templat: Sha256
    alat: Mapping[str, str]
    naskah: Mapping[str, Sha256]
    riwayat: History = NOTHING
    perubahan: Differences = UNKNOWN
    berkas: Annotated[tuple[Entry, ...], Field(strict=False)]


@dataclass(frozen=True)
class Making:
    """How a regency was made: commit and folder of its sources, their digests, the tools, our code, the templates, and
    the past that its pages print."""

    commit: str
    content: str
    sources: Mapping[str, str]
    tools: Mapping[str, str]
    code: str
    design: str
    history: History = NOTHING
    differences: Differences = UNKNOWN


def render(templates: Templates, plan: Plan, making: Making, files: Mapping[str, bytes], path: str) -> dict[str, bytes]:
    """The package at `path`, and the pages that offer it with its size; `files` are the regency's by path."""
    name = path.rpartition("/")[2]
    folder = path.removesuffix(name)
    members = {part.removeprefix(folder): data for part, data in files.items() if part.startswith(folder)}
    texts = {README: _readme(templates, plan, sorted(members), name)}
    site = {f"{SITE}/{part}": offline(data, name) for part, data in files.items() if not part.startswith(folder)}
    whole = members | texts | site
    whole[MANIFEST] = manifest(whole, plan, making)
    packed = zipped(dict(sorted(whole.items())), plan.daerah.tanggal)
    offered = {part: online(data, name, len(packed)) for part, data in files.items() if _offer(name).search(data)}
    return {path: packed, **offered}


def manifest(files: Mapping[str, bytes], plan: Plan, making: Making) -> bytes:
    """The manifest of these files as JSON."""
    place = plan.daerah
    made = Manifest(
        slug=plan.slug,
        daerah=place.nama_lengkap,
        status=place.status,
        versi_dokumen=place.versi,
        tanggal=place.tanggal.isoformat(),
        commit=making.commit,
        folder_isi=making.content,
        kode=making.code,
        templat=making.design,
        alat=dict(sorted(making.tools.items())),
        naskah=dict(sorted(making.sources.items())),
        riwayat=making.history,
        perubahan=making.differences,
        berkas=tuple(Entry(nama=n, ukuran=len(data), sha256=checksum(data)) for n, data in sorted(files.items())),
    )
    data: dict[str, Any] = made.model_dump(mode="json")
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def checksum(data: bytes) -> str:
    """SHA-256 in hex, as `sha256sum` prints it."""
    return hashlib.sha256(data).hexdigest()


def offline(page: bytes, package: str) -> bytes:
    """A file of the site as it lies in the package, in a folder beside the downloads."""
    return DOWNLOAD.sub(rb'href="\1../', _offer(package).sub(b"", page))


def online(page: bytes, package: str, size: int) -> bytes:
    """A page of the site that offers the package, with the package's size."""
    return _offer(package).sub(lambda found: found[1] + f", {ukuran(size)}".encode() + found[2], page)


def _offer(package: str) -> re.Pattern[bytes]:
    """The line that offers the package in a page's list of downloads, cut where its size belongs."""
    link = rb'(<li><span>[^<]*</span> <a href="(?:\.\./)*unduh/%b"><small>[^<]*</small> <b>ZIP)(</b></a></li>)'
    return re.compile(link % re.escape(package).encode())


def _readme(templates: Templates, plan: Plan, names: list[str], package: str) -> bytes:
    place = plan.daerah
    text = (
        templates.environment(autoescape=False)
        .get_template("paket/baca-saya.txt.j2")
        .render(
            daerah=place.nama_lengkap,
            status=place.status,
            versi=place.versi,
            tanggal=tanggal(place.tanggal),
            isi=list(_explained(names)),
            paket=package,
        )
    )
    return text.replace("\n", "\r\n").encode()  # Notepad on older Windows shows nothing else as lines


def _explained(names: list[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        yield name, next(meaning for suffix, meaning in MEANINGS if name.endswith(suffix))
