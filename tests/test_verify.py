"""`verify`: what proves a package, what disproves it, and what a stranger may put into a ZIP.

The builds here have the press instead of Typst, pandoc and MkDocs; packing, reading and comparing are the real ones.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import struct
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import Silence, edit, place_in

from dosir import cli, publish
from dosir.publish import Place, digests, received
from dosir.publish.received import Unreadable
from dosir.publish.verify import Verdict, verify

QUICK_WIN = "kab-kecil/quick-win/kanal-kecil.md"
NAME = "kab-kecil.zip"


def git(root: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Uji", "-c", "user.email=uji@contoh.invalid", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *who, *arguments], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def build(place: Place) -> None:
    publish.publish(place, (), 1, False, Silence())


def taken_out(place: Place) -> Path:
    """The package of kab-kecil, carried away from its site."""
    away = place.root.parent / "dibawa"
    away.mkdir(exist_ok=True)
    return Path(shutil.copy(place.site / "kab-kecil" / "unduh" / NAME, away))


@pytest.fixture
def package(house: Place) -> Path:
    """The package of a regency whose sources are as they were."""
    return taken_out(house)


@pytest.fixture(scope="module")
def recorded(pressed: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The small regencies in git, built from a commit. Only to be read: `archive` is a copy to change."""
    root = tmp_path_factory.mktemp("recorded") / "proyek"
    shutil.copytree(pressed.root, root)
    (root / ".gitignore").write_text("site/\n.dosir/\n.*.kunci\n", "utf-8")
    git(root, "init", "-q")
    place = place_in(root)
    for old, new in (("Kanal Kecil", "Kanal Lama"), ("Kanal Lama", "Kanal Kecil")):
        edit(place, "kab-kecil/quick-win/kanal-kecil.md", old, new)
        git(root, "add", ".")
        git(root, "commit", "-q", "-m", f"Nama {new}")
    return place


@pytest.fixture
def archive(press: None, recorded: Place, tmp_path: Path) -> tuple[Place, Path]:
    """A project in git and the package of its last commit."""
    place = place_in(tmp_path / "arsip" / "proyek")
    shutil.copytree(recorded.root, place.root)
    build(place)
    return place, taken_out(place)


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path: Path, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def repacked(path: Path, change: Callable[[dict[str, bytes]], Any]) -> Path:
    """The same package after a change of its files."""
    files = contents(path)
    change(files)
    return pack(path, files)


def resaid(path: Path, **changes: Any) -> Path:
    """The same package with other words in its manifest."""
    files = contents(path)
    said = json.loads(files["manifest.json"]) | changes
    return pack(path, {**files, "manifest.json": json.dumps(said).encode()})


def forged(files: dict[str, bytes], name: str, data: bytes) -> None:
    """A file with other bytes, and a manifest that vouches for them."""
    files[name] = data
    said = json.loads(files["manifest.json"])
    entry = next(entry for entry in said["berkas"] if entry["nama"] == name)
    entry |= {"ukuran": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    files["manifest.json"] = json.dumps(said).encode()


# What proves a package


def test_a_package_of_the_working_tree_is_proven(house: Place, package: Path) -> None:
    verdict = verify(house, package)
    assert (verdict.proven, verdict.origin, verdict.makers) == (True, "folder isi", ())
    assert verdict.states.keys() == contents(package).keys()


def test_a_package_that_was_packed_anew_is_proven_by_its_files(house: Place, package: Path) -> None:
    assert verify(house, repacked(package, lambda files: None)).proven


def test_a_package_whose_sources_have_changed_since_is_rebuilt_from_its_commit(archive: tuple[Place, Path]) -> None:
    place, package = archive
    edit(place, QUICK_WIN, "admin menjawab.", "admin menjawab cepat.")
    git(place.root, "commit", "-qam", "Kata lain")
    commit = json.loads(contents(package)["manifest.json"])["commit"]
    verdict = verify(place, package)
    assert (verdict.proven, verdict.origin, verdict.claim) == (True, f"commit {commit}", "terbukti")


def test_pictures_come_from_the_commit_byte_for_byte(archive: tuple[Place, Path]) -> None:
    place, package = archive
    (place.root / ".gitattributes").write_text("*.md text eol=crlf\n*.yml text eol=crlf\n", "utf-8")
    shutil.rmtree(place.content / "kab-kecil")
    assert verify(place, package).proven


def test_a_package_of_words_that_were_not_committed_is_proven_while_they_are_there(archive: tuple[Place, Path]) -> None:
    place, _ = archive
    edit(place, QUICK_WIN, "admin menjawab.", "admin menjawab cepat.")
    build(place)
    package = taken_out(place)
    verdict = verify(place, package)
    assert (verdict.proven, verdict.origin, verdict.claim) == (True, "folder isi", "tidak diketahui")
    edit(place, QUICK_WIN, "admin menjawab cepat.", "admin menjawab.")
    assert (verify(place, package).proven, verify(place, package).origin) == (False, "")


def test_a_package_is_proven_also_where_git_is_not(archive: tuple[Place, Path]) -> None:
    """What git told is in the manifest, because the pages print it."""
    place, package = archive
    assert b"author='Uji'" in contents(package)["situs/program/gov-01.html"]
    assert b"Kanal Lama" in contents(package)["situs/perubahan.html"]
    shutil.rmtree(place.root / ".git")
    verdict = verify(place, package)
    assert (verdict.proven, verdict.claim) == (True, "tidak diketahui")


def test_a_package_that_was_made_without_git_is_proven_where_git_is(archive: tuple[Place, Path]) -> None:
    place, _ = archive
    (place.root / ".git").rename(place.root / "git")
    build(place)
    package = taken_out(place)
    (place.root / "git").rename(place.root / ".git")
    assert b"author='Uji'" not in contents(package)["situs/program/gov-01.html"]
    assert verify(place, package).proven


# What disproves it


def test_a_history_that_git_tells_otherwise_is_told(archive: tuple[Place, Path]) -> None:
    place, package = archive
    said = json.loads(contents(package)["manifest.json"])["riwayat"]
    said["commits"] = {name: {**commit, "author": "Orang Lain"} for name, commit in said["commits"].items()}
    assert verify(place, resaid(package, riwayat=said)).of("berbeda") == ("manifest.json",)


@pytest.mark.parametrize(
    ("change", "state", "name"),
    [
        (lambda files: files.update({"kab-kecil-buku-1.pdf": b"lain"}), "rusak", "kab-kecil-buku-1.pdf"),
        (lambda files: files.pop("kab-kecil-buku-1.pdf"), "hilang", "kab-kecil-buku-1.pdf"),
        (lambda files: files.update({"titipan.exe": b"MZ"}), "asing", "titipan.exe"),
        (lambda files: forged(files, "kab-kecil.json", b"{}"), "berbeda", "kab-kecil.json"),
    ],
)
def test_a_file_that_is_not_what_it_was_is_named(
    house: Place, package: Path, change: Callable[[dict[str, bytes]], Any], state: Any, name: str
) -> None:
    verdict = verify(house, repacked(package, change))
    assert (verdict.proven, verdict.of(state)) == (False, (name,))
    assert set(verdict.states.values()) == {state, "sama"}


def test_a_file_that_the_manifest_forgot_with_the_package_is_told_as_new(house: Place, package: Path) -> None:
    def forget(files: dict[str, bytes]) -> None:
        said = json.loads(files["manifest.json"])
        said["berkas"] = [entry for entry in said["berkas"] if entry["nama"] != "kab-kecil.json"]
        files["manifest.json"] = json.dumps(said).encode()
        del files["kab-kecil.json"]

    assert verify(house, repacked(package, forget)).of("baru") == ("kab-kecil.json",)


@pytest.mark.parametrize("words", [{"status": "ditetapkan"}, {"daerah": "Kota Lain"}, {"tanggal": "2030-01-01"}])
def test_a_manifest_that_says_otherwise_about_the_document_is_told(
    house: Place, package: Path, words: Mapping[str, str]
) -> None:
    assert verify(house, resaid(package, **words)).of("berbeda") == ("manifest.json",)


def test_one_wrong_byte_in_a_packed_file_is_damage(house: Place, package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        entry = archive.getinfo("kab-kecil-buku-1.pdf")
    data = bytearray(package.read_bytes())
    data[entry.header_offset + 60 + len(entry.filename)] ^= 1
    package.write_bytes(data)
    assert verify(house, package).of("rusak") == ("kab-kecil-buku-1.pdf",)


def test_a_commit_that_does_not_hold_the_sources_is_a_false_claim(archive: tuple[Place, Path]) -> None:
    """Also when the sources lie in the working tree and every file is the same."""
    place, _ = archive
    edit(place, QUICK_WIN, "admin menjawab.", "admin menjawab cepat.")
    build(place)
    commit = git(place.root, "log", "-1", "--format=%H")[:10]
    verdict = verify(place, resaid(taken_out(place), commit=commit))
    assert (verdict.claim, verdict.proven) == ("keliru", False)


def test_a_package_whose_sources_are_nowhere_is_whole_but_not_proven(house: Place, package: Path) -> None:
    edit(house, QUICK_WIN, "admin menjawab.", "admin menjawab cepat.")
    verdict = verify(house, package)
    assert (verdict.proven, verdict.origin, set(verdict.states.values())) == (False, "", {"utuh"})


def test_a_package_whose_sources_are_faulty_by_todays_rules_tells_the_findings(
    house: Place, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(house, "kab-kecil/daerah.yml", "jenis: kabupaten", "jenis: kerajaan")
    named = {"kab-kecil/daerah.yml": (house.content / "kab-kecil" / "daerah.yml").read_bytes()}
    sources = json.loads(contents(package)["manifest.json"])["naskah"]
    sources |= {name: hashlib.sha256(data).hexdigest() for name, data in named.items()}
    verdict = verify(house, resaid(package, naskah=sources))
    assert (verdict.proven, verdict.findings.sound) == (False, False)


def test_other_tools_and_other_code_are_named(house: Place, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "tools", lambda *_: {"typst": "99"})
    monkeypatch.setattr(digests, "source_digest", lambda package: "0" * 64)
    (house.root / "templates" / "kata.yml").open("a", encoding="utf-8").write("# catatan\n")
    makers = verify(house, package).makers
    assert any(line.startswith("typst: ") and line.endswith("99 di sini") for line in makers)
    assert makers[-2:] == ("kode program Dosir lain", "templat atau mkdocs.yml lain")


def test_other_code_that_gives_the_same_bytes_disproves_nothing(
    house: Place, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "source_digest", lambda package: "0" * 64)
    verdict = verify(house, package)
    assert (verdict.proven, verdict.makers) == (True, ("kode program Dosir lain",))


# What a stranger may put into a ZIP

MINIMAL = b'{"bentuk": "dosir-paket"}'


def named(name: str, mode: int = 0o100644) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.filename = entry.orig_filename = name
    entry.external_attr = mode << 16
    entry.create_system = 3
    return entry


def lying(path: Path, entry: zipfile.ZipInfo, data: bytes = b"x") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", MINIMAL)
        archive.writestr(entry, data)
    return path


def no_zip(path: Path) -> Path:
    path.write_bytes(b"bukan zip")
    return path


def empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def cut_short(path: Path) -> Path:
    pack(path, {"manifest.json": MINIMAL * 1000, "b": b"b"})
    path.write_bytes(path.read_bytes()[:-30])
    return path


def wrong_directory(path: Path) -> Path:
    pack(path, {"manifest.json": MINIMAL})
    data = bytearray(path.read_bytes())
    data[-6:-2] = struct.pack("<L", 3)
    path.write_bytes(data)
    return path


def endless_directory(path: Path) -> Path:
    pack(path, {"manifest.json": MINIMAL})
    data = bytearray(path.read_bytes())
    data[-10:-6] = struct.pack("<L", 2**31)
    path.write_bytes(data)
    return path


def bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", MINIMAL)
        with archive.open("nol", "w", force_zip64=True) as file:
            for _ in range(received.LARGEST_FILE // received.MIB + 1):
                file.write(bytes(received.MIB))
    return path


def swarm(path: Path) -> Path:
    """Many files, each of an allowed size, that are too much together."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", MINIMAL)
        for number in range(5):
            archive.writestr(f"nol-{number}", b"")
        for entry in archive.infolist()[1:]:
            entry.file_size = received.LARGEST_FILE
    return path


def twice(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive, pytest.warns(UserWarning):
        archive.writestr("manifest.json", MINIMAL)
        archive.writestr("manifest.json", MINIMAL)
    return path


def encrypted(path: Path) -> Path:
    pack(path, {"manifest.json": MINIMAL})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)
    return path


def squeezed(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("manifest.json", MINIMAL)
    return path


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (no_zip, "bukan berkas ZIP"),
        (empty, "bukan berkas ZIP"),
        (cut_short, "bukan berkas ZIP"),
        (wrong_directory, "bukan ZIP yang utuh"),
        (endless_directory, "daftar isinya terlalu panjang"),
        (bomb, "lebih besar dari 256 MiB bila diekstrak"),
        (swarm, "isinya lebih dari 1024 MiB bila diekstrak"),
        (twice, "`manifest.json` berulang"),
        (encrypted, "terkunci dengan kata sandi"),
        (squeezed, "dimampatkan dengan cara yang tidak dipakai Dosir"),
        (lambda path: lying(path, named("../../etc/passwd")), "menunjuk ke luar folder paket"),
        (lambda path: lying(path, named("/etc/passwd")), "menunjuk ke luar folder paket"),
        (lambda path: lying(path, named("situs/../../x")), "menunjuk ke luar folder paket"),
        (lambda path: lying(path, named("C:\\x")), "menunjuk ke luar folder paket"),
        (lambda path: lying(path, named("tautan", 0o120777), b"/etc/passwd"), "`tautan` bukan berkas biasa"),
        (lambda path: lying(path, named("pipa", 0o010644)), "`pipa` bukan berkas biasa"),
        (lambda path: pack(path, {"a": b"a"}), "tidak memuat manifest.json"),
        (lambda path: pack(path, {"manifest.json": b"{"}), "manifest.json bukan manifes Dosir"),
        (lambda path: pack(path, {"manifest.json": b"\xff\xfe"}), "manifest.json bukan manifes Dosir"),
        (lambda path: pack(path, {"manifest.json": b"[" * 100_000}), "manifest.json bukan manifes Dosir"),
        (lambda path: pack(path, {"manifest.json": b"1" * 100_000}), "manifest.json bukan manifes Dosir"),
        (lambda path: pack(path, {"manifest.json": b"null"}), "manifest.json bukan manifes Dosir"),
        (lambda path: pack(path, {"manifest.json": MINIMAL}), "`slug` tidak sesuai"),
        (lambda path: pack(path, {"manifest.json": b" " * (received.LARGEST_MANIFEST + 1)}), "terlalu besar"),
    ],
)
def test_what_is_no_package_is_refused_in_words(tmp_path: Path, make: Callable[[Path], Path], words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        received.received(make(tmp_path / "jahat.zip"))


@pytest.mark.parametrize(
    "words",
    [
        {"slug": "../../etc"},
        {"slug": ".git"},
        {"slug": ""},
        {"commit": "--output=/tmp/x"},
        {"commit": "HEAD"},
        {"versi": 2},
        {"bentuk": "lain"},
        {"berkas": [{"nama": "a", "ukuran": -1, "sha256": "0" * 64}]},
        {"berkas": [{"nama": "a", "ukuran": 1, "sha256": "0" * 64}] * 2},
        {"naskah": {"a": "bukan sidik"}},
    ],
)
def test_a_manifest_that_could_mean_something_else_is_refused(package: Path, words: Mapping[str, Any]) -> None:
    with pytest.raises(Unreadable, match=r"manifest\.json"):
        received.received(resaid(package, **words))


def test_strange_signs_in_a_name_reach_no_terminal(house: Place, package: Path) -> None:
    repacked(package, lambda files: files.update({"\x1b[2Jlayar": b"x"}))
    assert "\x1b" not in ask(house, package).output


# The command


def ask(place: Place, *arguments: object) -> Result:
    return CliRunner().invoke(cli._commands, ["verify", *map(str, arguments)], obj=place.root)


def test_a_proven_package_is_exit_0_and_one_with_another_file_1(house: Place, package: Path) -> None:
    assert ask(house, package).exit_code == 0
    repacked(package, lambda files: files.update({"titipan.exe": b"MZ"}))
    assert ask(house, package).exit_code == 1


def test_the_answer_names_each_file_that_is_not_proven_and_why(house: Place, package: Path) -> None:
    repacked(package, lambda files: files.update({"kab-kecil-buku-1.pdf": b"lain"}))
    answer = ask(house, package).output
    assert "1 berkas rusak: tidak sesuai sidiknya sendiri\n    kab-kecil-buku-1.pdf\n" in answer
    assert answer.endswith("Belum terbukti.\n")


def test_the_answer_as_json_has_the_state_of_every_file(house: Place, package: Path) -> None:
    said = json.loads(ask(house, package, "--format", "json").stdout)
    assert said["terbukti"] is True
    assert said["berkas"] == dict.fromkeys(contents(package), "sama")


def test_a_file_that_is_no_package_is_exit_1_without_a_traceback(house: Place, tmp_path: Path) -> None:
    result = ask(house, no_zip(tmp_path / "x.zip"))
    assert (result.exit_code, result.stderr) == (1, "x.zip: bukan berkas ZIP, atau ujungnya terpotong\n")
    said = json.loads(ask(house, tmp_path / "x.zip", "--format", "json").stdout)
    assert said == {"paket": "x.zip", "terbukti": False, "kesalahan": "bukan berkas ZIP, atau ujungnya terpotong"}


@pytest.mark.parametrize("arguments", [(), ("tidak-ada.zip",), ("content",), ("a", "b")])
def test_wrong_usage_is_exit_2(house: Place, arguments: tuple[str, ...]) -> None:
    assert ask(house, *arguments).exit_code == 2


def test_verifying_changes_nothing_below_the_project(archive: tuple[Place, Path]) -> None:
    place, package = archive
    edit(place, QUICK_WIN, "admin menjawab.", "admin menjawab cepat.")
    before = {path: path.read_bytes() for path in place.root.rglob("*") if path.is_file() and ".git/" not in str(path)}
    result: Verdict = verify(place, package)
    after = {path: path.read_bytes() for path in place.root.rglob("*") if path.is_file() and ".git/" not in str(path)}
    assert result.proven
    assert after == before
