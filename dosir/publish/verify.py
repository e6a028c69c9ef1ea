"""Verify a package: is it whole, and do its sources give these very bytes again?

The sources are taken from the working tree when they are those of the manifest, else from the commit it names; both are
only read, and everything is rebuilt in a folder of its own. The commit is a claim like any other and is looked up.
"""

from __future__ import annotations

import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal

from dosir import sources
from dosir.assemble.cards import DOWNLOADS
from dosir.cache import Store
from dosir.diagnostics import Report
from dosir.publish import digests, past
from dosir.publish.artefacts import Job, Since, taken, unknown
from dosir.publish.place import Place
from dosir.publish.received import Received, received, shown
from dosir.publish.regency import checksums, make
from dosir.render.bundle import MANIFEST, Manifest
from dosir.sources import Folder
from dosir.sources.history import NOTHING, History, history
from dosir.sources.revision import git
from dosir.templates import load

State = Literal["sama", "berbeda", "utuh", "rusak", "hilang", "asing", "tidak dibuat lagi", "baru"]
Claim = Literal["terbukti", "keliru", "tidak diketahui"]


@dataclass(frozen=True)
class Verdict:
    """What is known of a package: the state of each file, whether its commit holds its sources, where the sources for
    the rebuild were found (empty when nowhere), what made it otherwise than here, the findings of the rebuild."""

    manifest: Manifest
    states: Mapping[str, State]
    claim: Claim
    origin: str
    makers: tuple[str, ...] = ()
    findings: Report = field(default_factory=Report)

    @property
    def proven(self) -> bool:
        """Whether every file is byte for byte what these sources give."""
        return bool(self.origin) and self.claim != "keliru" and set(self.states.values()) == {"sama"}

    def of(self, state: State) -> tuple[str, ...]:
        """Names of the files in this state."""
        return tuple(name for name, found in self.states.items() if found == state)


def verify(place: Place, path: Path) -> Verdict:
    """The verdict on a package. Raises `received.Unreadable` when the file is none."""
    package = received(path)
    manifest = package.manifest
    with tempfile.TemporaryDirectory(prefix="dosir-bukti-") as name:
        commit = _committed(place, manifest, Path(name))
        claim: Claim = "tidak diketahui"
        if commit is not None:
            claim = "terbukti" if _holds(commit, manifest) else "keliru"
        places = {"folder isi": place.content, f"commit {manifest.commit}": commit}
        origin = next((said for said, folder in places.items() if folder and _holds(folder, manifest)), "")
        able = origin and _engine(manifest)[1]
        rebuilt, report = _rebuilt(place, places[origin], manifest, Path(name)) if able else (None, Report())
    states = dict(_states(package, rebuilt))
    return Verdict(manifest, states, claim, origin, tuple(_makers(place, manifest)), report)


def _committed(place: Place, manifest: Manifest, scratch: Path) -> Path | None:
    """The content folder as the manifest's commit has it; None when git does not know it or nothing is claimed."""
    inside = place.content.resolve().is_relative_to(place.root.resolve())
    if not inside or not manifest.commit or manifest.commit.endswith("+") or not (place.root / ".git").exists():
        return None
    if not git(place.root, "rev-parse", "--verify", "--quiet", f"{manifest.commit}^{{commit}}"):
        return None
    file, folder = scratch / "naskah.tar", scratch / "naskah"
    raw = ("-c", "core.autocrlf=false", "-c", "core.attributesFile=/dev/null")
    names = [f"{place.shown}/{slug}" for slug in ("bersama", manifest.slug)]
    git(place.root, *raw, "archive", "--format=tar", f"--output={file}", manifest.commit, "--", *names)
    if file.exists() and file.stat().st_size:  # else the commit has no such folders
        with tarfile.open(file) as archive:
            archive.extractall(folder, filter="data")
    return folder / place.shown


def _holds(content: Path, manifest: Manifest) -> bool:
    """Whether a content folder has exactly the sources of the manifest."""
    if not (content / manifest.slug).is_dir():
        return False
    shared, folder = (sources.from_folder(content, slug, "") for slug in ("bersama", manifest.slug))
    return checksums(shared, folder) == manifest.naskah


def _rebuilt(place: Place, content: Path | None, manifest: Manifest, scratch: Path) -> tuple[Received | None, Report]:
    """The package made again, with the label of the commit as it was; None when its sources are faulty today."""
    assert content is not None
    store = Store(scratch / "hasil")
    shared, folder = (sources.from_folder(content, slug, manifest.folder_isi) for slug in ("bersama", manifest.slug))
    templates, base = load(place.root / "templates"), (place.root / "mkdocs.yml").read_text("utf-8")
    told, since = _past(place, manifest, shared, folder)
    engine, _ = _engine(manifest)
    inputs = (folder, shared, templates, base, store, True, manifest.commit, told, since, engine)
    made = make(Job(manifest.slug, "bukti", *inputs))
    name = f"{DOWNLOADS}/{manifest.slug}.zip"
    if name not in made.files:
        return None, made.findings
    (scratch / "bukti.zip").write_bytes(taken(store, name, made.files[name]))
    return received(scratch / "bukti.zip"), made.findings


def _engine(manifest: Manifest) -> tuple[str, bool]:
    """(the engine that made the site of a package, whether it is here): only the usual one is not among its tools."""
    from dosir import site

    engine = next((name for name in digests.ENGINES if name in manifest.alat), site.USUAL)
    return engine, site.installed(engine)


def _past(place: Place, manifest: Manifest, shared: Folder, folder: Folder) -> tuple[History, Since]:
    """The past as git has it here; where git does not know the commit, as the manifest tells it."""
    if manifest.riwayat == NOTHING:
        return NOTHING, unknown
    own = history(place.root, manifest.commit, folder.path, folder.files)
    if own == NOTHING:
        return manifest.riwayat, lambda _: manifest.perubahan
    return past.lines_of(place.root, manifest.commit, shared) | own, partial(past.since, place.root, own, folder)


def _states(package: Received, rebuilt: Received | None) -> Iterator[tuple[str, State]]:
    claimed, here = package.claimed, {name: sha for name, sha in package.sha256.items() if name != MANIFEST}
    again = rebuilt.claimed if rebuilt else {}
    for name in sorted({*claimed, *here, *again}):
        yield name, _state(claimed.get(name), here.get(name), again.get(name), rebuilt is not None)
    yield MANIFEST, _manifest_state(package.manifest, rebuilt.manifest if rebuilt else None)


def _state(claimed: str | None, here: str | None, again: str | None, rebuilt: bool) -> State:
    if here is None:
        return "hilang" if claimed is not None else "baru"
    if claimed is None:
        return "asing"
    if claimed != here:
        return "rusak"
    if not rebuilt:
        return "utuh"
    if again is None:
        return "tidak dibuat lagi"
    return "sama" if again == here else "berbeda"


def _manifest_state(said: Manifest, again: Manifest | None) -> State:
    """A manifest of other makers is the same when it says the same of the document; its files are compared by name."""
    if again is None:
        return "utuh"
    makers = {"kode", "templat", "alat", "berkas"}
    return "sama" if said.model_dump(exclude=makers) == again.model_dump(exclude=makers) else "berbeda"


def _makers(place: Place, manifest: Manifest) -> Iterator[str]:
    """What made the package otherwise than it would be made here."""
    engine, present = _engine(manifest)
    here = digests.tools(engine if present else "")
    for name in sorted({*manifest.alat, *here}):
        said, found = manifest.alat.get(name), here.get(name)
        if said != found:
            yield f"{shown(name)}: {shown(said or 'tidak ada')} di paket, {found or 'tidak ada'} di sini"
    if manifest.kode != digests.source_digest(digests.PACKAGE):
        yield "kode program Dosir lain"
    templates, base = load(place.root / "templates"), (place.root / "mkdocs.yml").read_text("utf-8")
    if manifest.templat != digests.design_digest(templates, base):
        yield "templat atau mkdocs.yml lain"
