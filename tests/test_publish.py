"""The story of a build: what is made, what is reused, and what the site looks like whatever happens on the way.

Most of these builds have a press of their own instead of Typst, pandoc and MkDocs: its files say what they were made
from, so that a build takes moments and every decision of `publish` is the real one.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import fields, replace
from importlib.metadata import version
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, Silence, edit, place_in, spoil

from dosir import publish, site, sources, workers
from dosir.cache import Store
from dosir.plan import Plan
from dosir.publish import Busy, Outcome, Place, digests
from dosir.publish.place import alone
from dosir.render import conformance, data, docx
from dosir.swap import recover, swap

QUICK_WIN = "kab-kecil/quick-win/kanal-kecil.md"
BOOKS = tuple(f"buku-{number}.{kind}" for number in (1, 2, 3) for kind in ("pdf", "docx"))
KINDS = (*BOOKS, "buku-3.epub", "buku-kerja", "data", "situs", "paket")
KECIL = {f"kab-kecil/{kind}" for kind in KINDS}
MUNGIL = {f"kab-mungil/{kind}" for kind in KINDS}
PORTAL = {"portal/portal", "portal/cari"}


def build(place: Place, *slugs: str, fresh: bool = False) -> Outcome:
    return publish.publish(place, slugs, 1, fresh, Silence())


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


# What a build gives


def test_a_build_gives_the_portal_and_for_each_regency_a_site_and_every_file_to_download(built: Place) -> None:
    files = {f"{slug}/index.html" for slug in ("kab-kecil", "kab-mungil")}
    for slug in ("kab-kecil", "kab-mungil"):
        ends = (*(f"-{book}" for book in BOOKS), "-buku-3.epub", ".xlsx", ".json", ".schema.json", ".zip")
        files |= {f"{slug}/unduh/{slug}{end}" for end in ends}
    assert {"index.html", *files} <= tree(built.site).keys()


def test_a_first_build_makes_every_artefact(press: None, unbuilt: Place) -> None:
    outcome = build(unbuilt)
    assert (set(outcome.made), outcome.reused) == (KECIL | MUNGIL | PORTAL, ())


def test_every_artefact_is_made_once(press: None, unbuilt: Place) -> None:
    outcome = build(unbuilt)
    assert len(outcome.made) == len(set(outcome.made))


def test_a_regency_named_twice_is_built_once(press: None, unbuilt: Place) -> None:
    assert build(unbuilt, "kab-mungil", "kab-mungil").published == ("kab-mungil",)


def test_two_regencies_that_say_the_same_have_files_of_their_own_names(press: None, unbuilt: Place) -> None:
    """As when a consultant begins a regency with a copy of another."""
    front = "depan: [naskah kata-pengantar]"
    plain = f"- {{id: buku-1, label: Buku I, judul: Buku, {front}, bab: [{{judul: Bab, isi: [tabel identitas]}}]}}\n"
    (unbuilt.root / "templates" / "susunan" / "tiga-buku.yml").write_text(plain, "utf-8")
    shutil.copytree(unbuilt.content / "kab-mungil", unbuilt.content / "kab-salinan")
    (unbuilt.content / "kab-mungil" / "naskah").mkdir()
    (unbuilt.content / "kab-salinan" / "naskah").mkdir()
    for slug in ("kab-mungil", "kab-salinan"):
        (unbuilt.content / slug / "naskah" / "kata-pengantar.md").write_text("Sama.\n", "utf-8")
    build(unbuilt)
    assert (unbuilt.site / "kab-salinan" / "unduh" / "kab-salinan-buku-1.pdf").exists()


# A second build


def test_a_second_build_makes_nothing(workshop: Place) -> None:
    outcome = build(workshop)
    assert (outcome.made, set(outcome.reused)) == ((), KECIL | MUNGIL | PORTAL)


def test_a_second_build_leaves_every_byte(workshop: Place) -> None:
    before = tree(workshop.site)
    build(workshop)
    assert tree(workshop.site) == before


def test_a_second_build_starts_no_job(house: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting: list[str] = []

    def run(_: object, jobs: tuple[publish.Job, ...], __: int, ___: object) -> tuple[publish.Made, ...]:
        waiting.extend(job.slug for job in jobs)
        return ()

    monkeypatch.setattr(workers, "run", run)
    build(house)
    assert waiting == []


def test_a_second_build_tells_the_same_findings(house: Place) -> None:
    again = build(house)
    assert again.findings == build(house, fresh=True).findings
    assert again.findings.findings


def test_a_fresh_build_makes_everything_again(house: Place) -> None:
    outcome = build(house, fresh=True)
    assert set(outcome.made) >= KECIL | MUNGIL


def test_the_same_files_in_another_folder_are_the_same_inputs(house: Place, tmp_path: Path) -> None:
    moved = Place(tmp_path / "moved", tmp_path / "moved" / "content", tmp_path / "moved" / "site")
    house.root.rename(moved.root)
    assert build(moved).made == ()


# What a change touches


@pytest.fixture(scope="module")
def reworded(built: Place, tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, Outcome]:
    """A real build after other words in the prose of one quick win."""
    place = place_in(tmp_path_factory.mktemp("reworded") / "workshop")
    shutil.copytree(built.root, place.root)
    edit(place, QUICK_WIN, "admin menjawab.", "admin menjawab tangkas.")
    return place, build(place)


def test_new_words_in_a_quick_win_remake_the_book_the_data_the_site_and_the_package_that_tell_them(
    reworded: tuple[Place, Outcome],
) -> None:
    told = ("buku-2.pdf", "buku-2.docx", "data", "situs", "paket")
    made = {f"kab-kecil/{kind}" for kind in told}
    assert (set(reworded[1].made), set(reworded[1].reused)) == (made, (KECIL | MUNGIL | PORTAL) - made)


def test_new_words_in_a_quick_win_touch_no_file_of_another_regency(
    built: Place, reworded: tuple[Place, Outcome]
) -> None:
    assert tree(reworded[0].site / "kab-mungil") == tree(built.site / "kab-mungil")


def test_new_words_in_a_quick_win_stand_on_its_page(reworded: tuple[Place, Outcome]) -> None:
    page = reworded[0].site / "kab-kecil" / "quick-win" / "kanal-kecil.html"
    assert "admin menjawab tangkas." in page.read_text("utf-8")


def test_the_portal_is_remade_when_a_number_of_it_changes(house: Place) -> None:
    shutil.copy(house.content / QUICK_WIN, house.content / "kab-kecil/quick-win/kanal-dua.md")
    assert set(build(house).made) >= PORTAL


def test_a_change_that_is_taken_back_is_not_made_again(house: Place) -> None:
    edit(house, QUICK_WIN, "admin menjawab.", "admin menjawab cepat.")
    build(house)
    edit(house, QUICK_WIN, "admin menjawab cepat.", "admin menjawab.")
    assert build(house).made == ()


def test_a_comment_in_a_register_remakes_no_book(house: Place) -> None:
    """The site's page of completeness names lines, and the package's manifest has the digest of each source."""
    edit(house, "kab-kecil/isu.yml", "- {isu: Pertanyaan", "# catatan penyusun\n- {isu: Pertanyaan")
    assert set(build(house).made) <= {"kab-kecil/situs", "kab-kecil/paket"}


def test_spaces_in_a_register_remake_only_the_package_that_has_its_digest(house: Place) -> None:
    edit(house, "kab-kecil/isu.yml", "- {isu: Pertanyaan", "-   {isu: Pertanyaan")
    assert build(house).made == ("kab-kecil/paket",)


def test_another_picture_remakes_what_shows_it(house: Place) -> None:
    """A picture's bytes are not in the outline's text; its digest stands for them."""
    picture = house.content / "kab-kecil" / "gambar" / "peta.png"
    picture.write_bytes((house.content / "kab-kecil" / "gambar" / "logo.png").read_bytes())
    made = set(build(house).made)
    assert made == {f"kab-kecil/{kind}" for kind in ("buku-2.pdf", "buku-2.docx", "situs", "paket")}


def test_another_logo_remakes_the_books_that_carry_it(house: Place) -> None:
    logo = house.content / "kab-kecil" / "gambar" / "logo.png"
    logo.write_bytes((house.content / "kab-kecil" / "gambar" / "peta.png").read_bytes())
    assert set(build(house).made) >= {name for name in KECIL if "buku-" in name} - {"kab-kecil/buku-kerja"}


def test_a_shared_text_remakes_the_books_of_every_regency_that_tell_it(house: Place) -> None:
    edit(house, "bersama/naskah/penutup-buku-1.md", "selesai", "berakhir")
    made = set(build(house).made)
    books = {f"{slug}/buku-1.{kind}" for slug in ("kab-kecil", "kab-mungil") for kind in ("pdf", "docx")}
    assert made == books | {f"{slug}/{kind}" for slug in ("kab-kecil", "kab-mungil") for kind in ("situs", "paket")}


def test_every_template_is_an_input_of_every_artefact(house: Place) -> None:
    unused = house.root / "templates" / "kata.yml"
    unused.write_text(unused.read_text("utf-8") + "# catatan\n", "utf-8")
    assert set(build(house).made) == KECIL | MUNGIL | PORTAL


def test_the_name_of_a_template_is_an_input_too(house: Place) -> None:
    (house.root / "templates" / "pdf" / "gaya.typ").rename(house.root / "templates" / "pdf" / "gaya-lain.typ")
    assert set(build(house).made) == KECIL | MUNGIL | PORTAL


def test_the_settings_of_the_site_engine_are_an_input(house: Place) -> None:
    base = house.root / "mkdocs.yml"
    base.write_text(base.read_text("utf-8") + "# catatan\n", "utf-8")
    assert {"kab-kecil/situs", "kab-mungil/situs"} | PORTAL <= set(build(house).made)


def test_our_own_code_is_an_input_of_every_artefact(house: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "code_digest", lambda: "another")
    assert set(build(house).made) == KECIL | MUNGIL | PORTAL


def test_every_module_is_in_the_digest_of_our_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = set()
    shutil.copytree(REPOSITORY / "dosir", tmp_path / "dosir", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(digests, "PACKAGE", tmp_path / "dosir")
    modules = sorted((tmp_path / "dosir").rglob("*.py"))
    for module in modules:
        module.write_text(module.read_text("utf-8") + "# changed\n", "utf-8")
        found.add(digests.code_digest.__wrapped__())
    assert len(found) == len(modules)


@pytest.mark.parametrize("tool", digests.TOOLS)
def test_the_version_of_each_tool_is_in_the_digest_of_our_code(tool: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digests.code_digest.__wrapped__()
    monkeypatch.setattr("dosir.publish.digests.version", lambda name: "0.0.0" if name == tool else version(name))
    assert digests.code_digest.__wrapped__() != before


def test_every_dependency_that_shapes_an_artefact_is_a_tool() -> None:
    """click and rich only talk to the person, filelock only keeps two builds apart, page-validation only judges."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    names = {line.partition("<")[0].strip() for line in project["dependencies"]}
    assert names - {"click", "filelock", "page-validation", "rich"} == set(digests.TOOLS) - {"markdown"}, "of mkdocs"


def test_the_name_of_a_shared_text_is_an_input_too(house: Place) -> None:
    texts = house.content / "bersama" / "naskah"
    (texts / "penutup-buku-1.md").rename(texts / "penutup-buku-2.md")
    assert {"kab-mungil/buku-1.pdf", "kab-mungil/buku-2.pdf"} <= set(build(house).made)


# The store


def objects(place: Place) -> list[Path]:
    return sorted(path for path in (place.root / ".dosir" / "objects").rglob("*") if path.is_file())


def test_a_lost_object_costs_a_rebuild(house: Place) -> None:
    before = tree(house.site)
    for path in objects(house):
        path.unlink()
    build(house)
    assert tree(house.site) == before


def test_a_damaged_object_costs_a_rebuild(house: Place) -> None:
    before = tree(house.site)
    for path in objects(house):
        path.write_bytes(path.read_bytes()[:-1])
    build(house)
    assert tree(house.site) == before


def test_a_damaged_object_is_made_again_and_its_neighbours_are_not(house: Place) -> None:
    data = (house.site / "kab-kecil" / "unduh" / "kab-kecil-buku-1.pdf").read_bytes()
    (damaged,) = (path for path in objects(house) if path.read_bytes() == data)
    damaged.write_bytes(b"")
    assert build(house).made == ("kab-kecil/buku-1.pdf",)


@pytest.mark.parametrize("left", ["", "{", "[]", "null"])
def test_a_damaged_record_costs_a_rebuild(house: Place, left: str) -> None:
    before = tree(house.site)
    for path in (house.root / ".dosir" / "records").rglob("*.json"):
        path.write_text(left, "utf-8")
    build(house)
    assert tree(house.site) == before


def test_a_store_that_is_thrown_away_is_made_again(house: Place) -> None:
    before = tree(house.site)
    shutil.rmtree(house.root / ".dosir")
    build(house)
    assert tree(house.site) == before


def grow_old(place: Place) -> None:
    """As if no build had used the store for a year."""
    for path in (place.root / ".dosir").rglob("*"):
        then = path.stat().st_mtime - 365 * 24 * 3600
        os.utime(path, (then, then))


def test_what_no_build_used_for_long_is_dropped_from_the_store(house: Place) -> None:
    name = house.store.put(b"lama")
    grow_old(house)
    build(house)
    assert not house.store.holds(name)


def test_what_every_build_uses_stays_in_the_store_for_ever(house: Place) -> None:
    """Builds without a change do not touch single artefacts; the first change after them must still find those."""
    grow_old(house)
    build(house)
    edit(house, QUICK_WIN, "admin menjawab.", "admin menjawab cepat.")
    assert set(build(house).made) == {
        "kab-kecil/buku-2.pdf",
        "kab-kecil/buku-2.docx",
        "kab-kecil/data",
        "kab-kecil/situs",
        "kab-kecil/paket",
    }


# A regency with faults


def test_a_broken_regency_leaves_its_last_good_output(house: Place) -> None:
    before = tree(house.site / "kab-kecil")
    spoil(house, "kab-kecil")
    build(house)
    assert tree(house.site / "kab-kecil") == before


def test_a_broken_regency_does_not_stop_the_others(house: Place) -> None:
    spoil(house, "kab-kecil")
    edit(house, "kab-mungil/daerah.yml", 'versi: "0.1"', 'versi: "7.7"')
    build(house)
    assert json.loads((house.site / "kab-mungil/unduh/kab-mungil.json").read_bytes())["daerah"]["versi"] == "7.7"


def test_a_broken_regency_is_told_as_held(house: Place) -> None:
    spoil(house, "kab-kecil")
    outcome = build(house)
    assert (outcome.published, outcome.held, outcome.findings.sound) == (("kab-mungil",), ("kab-kecil",), False)


def test_a_regency_that_is_still_broken_is_told_again(house: Place) -> None:
    spoil(house, "kab-kecil")
    assert build(house).findings == build(house).findings
    assert build(house).held == ("kab-kecil",)


def test_a_regency_broken_from_the_start_has_no_folder(press: None, unbuilt: Place) -> None:
    spoil(unbuilt, "kab-kecil")
    build(unbuilt)
    assert not (unbuilt.site / "kab-kecil").exists()


def test_a_regency_that_is_mended_is_published_again(house: Place) -> None:
    spoil(house, "kab-kecil")
    build(house)
    edit(house, "kab-kecil/daerah.yml", "jenis: kerajaan", "jenis: kabupaten")
    assert build(house).published == ("kab-kecil", "kab-mungil")


def test_broken_shared_files_hold_every_regency(house: Place) -> None:
    before = tree(house.site)
    edit(house, "bersama/sumber-dana.yml", "apbd: true", "apbd: mungkin")
    outcome = build(house)
    assert outcome.held == ("kab-kecil", "kab-mungil")
    assert {name: tree(house.site)[name] for name in before if name.startswith("kab-")} == {
        name: data for name, data in before.items() if name.startswith("kab-")
    }


# Some regencies, and those that are gone


def test_building_one_regency_leaves_the_others(house: Place) -> None:
    before = tree(house.site / "kab-kecil")
    edit(house, QUICK_WIN, "admin menjawab.", "admin menjawab cepat.")
    edit(house, "kab-mungil/daerah.yml", 'versi: "0.1"', 'versi: "7.7"')
    build(house, "kab-mungil")
    assert tree(house.site / "kab-kecil") == before


def test_building_one_regency_builds_it(house: Place) -> None:
    edit(house, "kab-mungil/daerah.yml", 'versi: "0.1"', 'versi: "7.7"')
    build(house, "kab-mungil")
    assert json.loads((house.site / "kab-mungil/unduh/kab-mungil.json").read_bytes())["daerah"]["versi"] == "7.7"


def test_building_one_regency_keeps_the_others_on_the_portal(house: Place) -> None:
    edit(house, "kab-mungil/daerah.yml", 'versi: "0.1"', 'versi: "7.7"')
    build(house, "kab-mungil")
    assert "kab-kecil/index.html" in (house.site / "index.html").read_text("utf-8")


def test_a_removed_regency_disappears_from_the_site(house: Place) -> None:
    shutil.rmtree(house.content / "kab-mungil")
    build(house)
    assert not (house.site / "kab-mungil").exists()


def test_a_removed_regency_disappears_when_only_another_is_built(house: Place) -> None:
    shutil.rmtree(house.content / "kab-mungil")
    build(house, "kab-kecil")
    assert not (house.site / "kab-mungil").exists()


def test_a_removed_regency_disappears_from_the_portal(house: Place) -> None:
    shutil.rmtree(house.content / "kab-mungil")
    build(house)
    assert "kab-mungil" not in (house.site / "index.html").read_text("utf-8")


def test_a_page_that_is_gone_from_the_content_is_gone_from_the_site(house: Place) -> None:
    page = house.site / "kab-kecil" / "quick-win" / "kanal-kecil.html"
    assert page.exists()
    (house.content / QUICK_WIN).unlink()
    build(house)
    assert not page.exists()


def test_the_last_regency_may_go(house: Place) -> None:
    for slug in sources.slugs(house.content):
        shutil.rmtree(house.content / slug)
    assert build(house).published == ()
    assert (house.site / "index.html").exists()


# A build that does not come to its end


def rendering(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(docx, "render", killed)


def engine(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(site, "build", killed)


def laying_out(patch: pytest.MonkeyPatch) -> None:
    """After the third file of the new site."""
    patch.setattr(Store, "get", _after(3, Store.get))


def swapping(patch: pytest.MonkeyPatch) -> None:
    """The old site is away and the new one cannot take its place."""
    patch.setattr(Path, "rename", _failing_on(".site.baru", Path.rename))


def killed(*_: object) -> Any:
    raise KeyboardInterrupt


def _after(calls: int, real: Callable[[Store, str], bytes | None]) -> Callable[[Store, str], bytes | None]:
    counter = count()

    def get(store: Store, name: str) -> bytes | None:
        return killed() if next(counter) >= calls else real(store, name)

    return get


def _failing_on(name: str, real: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
    def rename(path: Path, target: Path) -> Path:
        if path.name == name:
            raise PermissionError(name)
        return real(path, target)

    return rename


MOMENTS = pytest.mark.parametrize("moment", [rendering, engine, laying_out, swapping])
Moment = Callable[[pytest.MonkeyPatch], None]


def outputs(place: Place) -> dict[str, bytes]:
    """Every file below the root but the store and the sources."""
    inputs = (".dosir/", "content/", "templates/")
    return {name: data for name, data in tree(place.root).items() if not name.startswith(inputs)}


def break_off(place: Place, moment: Moment) -> None:
    """A build that dies at this moment although both regencies have changed."""
    for slug in ("kab-kecil", "kab-mungil"):
        edit(place, f"{slug}/daerah.yml", 'versi: "0.1"', 'versi: "7.7"')
    with pytest.MonkeyPatch.context() as patch, pytest.raises((KeyboardInterrupt, PermissionError)):
        moment(patch)
        build(place)


@MOMENTS
def test_a_build_that_is_broken_off_leaves_the_old_site_byte_for_byte_and_nothing_beside_it(
    house: Place, moment: Moment
) -> None:
    before = outputs(house)
    break_off(house, moment)
    assert outputs(house) == before


@MOMENTS
def test_the_build_after_one_that_was_broken_off_comes_to_its_end(house: Place, moment: Moment) -> None:
    break_off(house, moment)
    build(house)
    versions = [
        json.loads((house.site / slug / "unduh" / f"{slug}.json").read_bytes())["daerah"]["versi"]
        for slug in ("kab-kecil", "kab-mungil")
    ]
    assert versions == ["7.7", "7.7"]


def test_a_first_build_that_is_broken_off_leaves_no_site(press: None, unbuilt: Place) -> None:
    break_off(unbuilt, laying_out)
    assert not unbuilt.site.exists()


def test_a_build_killed_between_the_two_renames_is_recovered(house: Place) -> None:
    before = tree(house.site)
    house.site.rename(house.root / ".site.lama")
    recover(house.site)
    assert tree(house.site) == before


def test_the_next_build_recovers_before_it_begins(house: Place) -> None:
    """The regency that is not built now must still have its pages from before the kill."""
    before = tree(house.site / "kab-kecil")
    house.site.rename(house.root / ".site.lama")
    build(house, "kab-mungil")
    assert tree(house.site / "kab-kecil") == before


def test_a_build_killed_before_it_cleaned_up_keeps_the_new_site(house: Place) -> None:
    before = tree(house.site)
    (house.root / ".site.lama").mkdir()
    (house.root / ".site.lama" / "index.html").write_text("lama", "utf-8")
    recover(house.site)
    assert tree(house.site) == before


def test_what_a_killed_build_left_beside_the_site_does_not_get_into_the_next(house: Place) -> None:
    before = tree(house.site)
    for name in (".site.baru", ".site.lama"):
        (house.root / name).mkdir()
        (house.root / name / "sisa.html").write_text("sisa", "utf-8")
    build(house)
    assert tree(house.site) == before
    assert not {".site.baru", ".site.lama"} & {path.name for path in house.root.iterdir()}


def test_recovering_a_site_that_was_never_there_does_nothing(tmp_path: Path) -> None:
    recover(tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


def test_a_swap_puts_the_new_folder_in_the_place_of_the_old(tmp_path: Path) -> None:
    for name in ("site", "baru"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.html").touch()
    swap(tmp_path / "baru", tmp_path / "site")
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == ["site", "site/baru.html"]


def test_a_pdf_that_is_not_accessible_stops_the_build_and_leaves_the_old_site(
    house: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = outputs(house)
    edit(house, "kab-kecil/daerah.yml", 'versi: "0.1"', 'versi: "7.7"')
    monkeypatch.setattr(conformance, "violations", lambda data: ("PDF/UA-1 contoh",) if b"7.7" in data else ())
    with pytest.raises(RuntimeError, match="PDF/UA-1 contoh"):
        build(house)
    assert outputs(house) == before


# Two builds of one site


def test_a_build_that_finds_another_at_work_on_the_same_site_does_nothing(house: Place) -> None:
    before = outputs(house)
    with alone(house.site), pytest.raises(Busy):
        build(house)
    assert outputs(house) == before


def test_a_build_may_begin_when_the_other_has_ended(house: Place) -> None:
    with alone(house.site):
        pass
    assert build(house).published == ("kab-kecil", "kab-mungil")


def test_a_build_of_another_site_need_not_wait(house: Place) -> None:
    with alone(house.site):
        assert build(replace(house, site=house.root / "lain")).published == ("kab-kecil", "kab-mungil")


def test_a_build_that_was_killed_keeps_no_other_out(house: Place) -> None:
    """The file that the lock was on is still there."""
    waiting = f"from dosir.publish.place import alone\nwith alone(__import__('pathlib').Path({str(house.site)!r})):\n"
    command = [sys.executable, "-c", f"{waiting} print(flush=True); input()"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, env={**os.environ, "PYTHONPATH": str(REPOSITORY)}) as other:  # type: ignore[call-overload]
        other.stdout.readline()
        with pytest.raises(Busy):
            build(house)
        other.kill()
        other.wait()
    assert build(house).published == ("kab-kecil", "kab-mungil")


# The data


def test_the_data_hold_every_register_of_the_plan() -> None:
    """A register that is added to the plan and forgotten here would be lost to everyone who reads the JSON."""
    told_otherwise = {"slug", "bersama", "daerah", "pilar", "quick_win", "naskah", "gambar", "diam"}
    private = {"kode_hilang", "register_hilang", "catatan"}  # remarks are about the plan, not of it
    assert {field.name for field in fields(Plan)} - told_otherwise - private == set(data.REGISTERS)
