"""Remarking: files that reviewers saved in their browsers become text beside the content."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from dosir import diagnostics
from dosir.cli.choosing import CONTENT, known

WIDEST = 90


@click.command()
@click.argument("berkas", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@CONTENT
@click.pass_obj
def remarks(root: Path, berkas: tuple[Path, ...], content: Path | None) -> None:
    """Catat isi BERKAS unduhan tombol Unduh catatan ke folder `catatan/` daerahnya; yang sudah ada tidak diulang."""
    folder = content or root / "content"
    sent, faults = _received(berkas, known(folder, ()))
    regencies = {one.slug: _Regency(root, folder, one.slug) for one in sent}
    faults += [fault for regency in regencies.values() for fault in regency.faults]
    if faults:
        click.echo(diagnostics.as_text(diagnostics.Report.of(faults)), nl=False, err=True)
        click.echo(f"Tidak ada yang ditulis: {len(faults)} kesalahan di atas.", err=True)
        sys.exit(1)
    for one in sent:
        for line in regencies[one.slug].file(one):
            click.echo(line)


def _received(paths: tuple[Path, ...], slugs: tuple[str, ...]) -> tuple[list[Any], list[Any]]:
    """(sound files of remarks, faults of the others)."""
    from dosir.remarks import arriving

    sent: list[Any] = []
    faults: list[Any] = []
    for path in paths:
        with path.open("rb") as opened:
            made, found = arriving.received(path.as_posix(), opened.read(arriving.LARGEST + 1), slugs)
        sent += [made] if made else []
        faults += found
    return sent, faults


class _Regency:
    """A regency into whose folder remarks are filed."""

    def __init__(self, root: Path, content: Path, slug: str) -> None:
        from dosir import publish, read, sources
        from dosir.sources.revision import revision

        shown = publish.Place(root, content, root / "site").shown
        shared, own = (sources.from_folder(content, name, shown) for name in ("bersama", slug))
        self.folder = content / slug
        self.files = [*own.files, *shared.files]
        self.today = revision(root, [content / slug, content / "bersama"])
        self.before: list[Any] = []
        self.plan, found = read.daerah(own, read.bersama(shared)[0])
        mine = f"{own.path}/catatan"  # what cannot be read there may be what comes in now
        errors = (fault for fault in found if fault.severity is diagnostics.Severity.error)
        self.faults = [fault for fault in errors if f"{fault.position.path}/".startswith(f"{mine}/")]

    def file(self, sent: Any) -> Iterator[str]:
        """Write the new remarks of a file; the lines that tell what became of them."""
        from dosir.remarks import filed

        made = filed(sent, self.plan, self.files, self.before)
        self.before += [remark for remark, _ in made.new]
        path = self.folder / made.name
        if made.new:
            path.parent.mkdir(exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as opened:
                opened.write(made.text)
        yield f"{sent.path}: {len(made.new)} catatan baru, {made.known} sudah ada"
        yield from [f"Ditulis di {path}; jawab di `jawaban:`, lalu simpan di git."] if made.new else []
        yield from self._told(made)

    def _told(self, made: Any) -> Iterator[str]:
        for remark, place in made.new:
            words = " ".join(remark.isi.split())
            at = f"{place.path}:{place.line}" if place else f"halaman {remark.halaman}"
            who = f" ({remark.sebagai})" if remark.sebagai else ""
            yield f"  {at}  {remark.jenis}{who}: {words if len(words) <= WIDEST else words[:WIDEST] + '…'}"
        yield from diagnostics.as_text(diagnostics.Report.of(made.findings)).splitlines()
        older = sorted({remark.commit for remark, _ in made.new} - {self.today, ""})
        if older:
            seen = ", ".join(f"`{commit}`" for commit in older)
            yield f"Situs yang ditelaah dibuat dari naskah {seen}; naskah kini `{self.today or 'tanpa git'}`."
