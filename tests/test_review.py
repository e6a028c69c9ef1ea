"""A Word file that came back: each piece leads to its file and line, also after LibreOffice has saved it."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import etree
from word import W, text_of

from dosir import publish, review, sources, templates
from dosir.cli import _commands
from dosir.plan import Plan
from dosir.publish import Place

BOOK = "kab-kecil-buku-2"


@pytest.fixture(scope="module")
def plan(built: Place) -> Plan:
    shared, own = (sources.from_folder(built.content, slug, built.shown) for slug in ("bersama", "kab-kecil"))
    return publish.examine(own, shared, templates.load(built.root / "templates"))[0]


@pytest.fixture(scope="module")
def issued(built: Place) -> bytes:
    return (built.site / "kab-kecil" / "unduh" / f"{BOOK}.docx").read_bytes()


@pytest.fixture(scope="module")
def saved(built: Place, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The same book as LibreOffice writes it."""
    folder = tmp_path_factory.mktemp("disimpan")
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    file = built.site / "kab-kecil" / "unduh" / f"{BOOK}.docx"
    command = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder),
        str(file),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return (folder / f"{BOOK}.docx").read_bytes()


def line(built: Place, piece: review.Piece) -> str:
    assert piece.place
    return (built.root / piece.place.path).read_text("utf-8").split("\n")[piece.place.line - 1]


def test_every_anchor_of_a_book_leads_to_a_line_of_its_sources(built: Place, issued: bytes, plan: Plan) -> None:
    found = list(review.pieces(review.returned(issued), plan))
    assert len(found) > 100
    assert [piece for piece in found if not line(built, piece).strip()] == []


def test_a_paragraph_leads_to_the_line_that_begins_with_its_words(built: Place, issued: bytes, plan: Plan) -> None:
    prose = [
        piece
        for piece in review.pieces(review.returned(issued), plan)
        if piece.place and "/naskah/" in piece.place.path and " | " not in piece.words
    ]
    assert prose
    first = [(piece.words.split()[0].strip(".,:"), line(built, piece)) for piece in prose]
    assert [(word, text) for word, text in first if word not in text and "{{" not in text] == []


def test_every_paragraph_of_prose_and_every_row_of_a_register_has_an_anchor(issued: bytes) -> None:
    """What has none is ours: captions, sources, lists, headings of the skeleton, sums."""
    body = review.returned(issued).document[0]
    bare = [
        text_of(paragraph)
        for paragraph in body.iterchildren(f"{W}p")
        if _style(paragraph) in ("BodyText", "FirstParagraph") and not list(paragraph.iter(f"{W}bookmarkStart"))
    ]
    assert [text for text in bare if text and not text.startswith(("Dokumen Buku", "Inventaris memuat"))] == []


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val"))


@pytest.mark.needs("soffice", "libreoffice-writer")
def test_libreoffice_keeps_every_anchor_with_its_words(issued: bytes, saved: bytes, plan: Plan) -> None:
    before, after = (
        {piece.anchor: piece.words.split() for piece in review.pieces(review.returned(data), plan)}
        for data in (issued, saved)
    )
    assert before == after


@pytest.mark.needs("soffice", "libreoffice-writer")
def test_libreoffice_keeps_what_the_file_was_made_from(issued: bytes, saved: bytes) -> None:
    before, after = review.returned(issued), review.returned(saved)
    assert (before.slug, before.book) == ("kab-kecil", "buku-2")
    assert (before.slug, before.book, before.version) == (after.slug, after.book, after.version)


@pytest.mark.needs("soffice", "libreoffice-writer")
def test_libreoffice_keeps_fields_and_numbers_of_headings(issued: bytes, saved: bytes) -> None:
    """Numbers that count themselves stay numbers that count themselves."""
    before, after = (_fields(review.returned(data).document) for data in (issued, saved))
    assert before == after


def _fields(document: Any) -> list[str]:
    return [part.text.split()[0] for part in document.iter(f"{W}instrText") if part.text.strip()]


def test_a_record_that_is_gone_from_the_sources_has_no_place(issued: bytes, plan: Plan) -> None:
    empty = Plan(plan.slug, plan.bersama, plan.daerah)
    places = [piece.place for piece in review.pieces(review.returned(issued), empty)]
    assert None in places


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "bukan paket"),
        (b"# Judul\n", "bukan paket"),
        (b"PK\x05\x06" + bytes(18), "bukan berkas Word"),
    ],
)
def test_what_is_no_word_file_is_told_so(data: bytes, said: str) -> None:
    with pytest.raises(review.Foreign, match=said):
        review.returned(data)


def without_properties(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if name != "docProps/custom.xml":
                new.writestr(name, old.read(name))
    return made.getvalue()


def test_a_word_file_of_others_is_told_so(issued: bytes) -> None:
    with pytest.raises(review.Foreign, match="Dosir buku"):
        review.returned(without_properties(issued))


def run(root: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(_commands, ["locate", *words], obj=root)
    return done.exit_code, done.output


def test_the_command_names_file_and_line_of_a_word(built: Place, issued: bytes, tmp_path: Path) -> None:
    (tmp_path / "buku.docx").write_bytes(issued)
    status, told = run(built.root, str(tmp_path / "buku.docx"), "layanan")
    assert status == 0
    assert "content/kab-kecil/" in told
    assert all("layanan" in line.lower() for line in told.split("\n")[1:] if "…" not in line and line)


def test_the_command_gives_data(built: Place, issued: bytes, tmp_path: Path) -> None:
    (tmp_path / "buku.docx").write_bytes(issued)
    status, told = run(built.root, str(tmp_path / "buku.docx"), "--format", "json")
    found = json.loads(told)
    assert (status, found["daerah"], found["buku"]) == (0, "kab-kecil", "buku-2")
    assert {type(piece["baris"]) for piece in found["bagian"]} == {int}


def test_the_command_refuses_a_file_of_others_without_a_traceback(built: Place, tmp_path: Path) -> None:
    (tmp_path / "buku.docx").write_text("teks")
    status, told = run(built.root, str(tmp_path / "buku.docx"))
    assert status == 1
    assert "Traceback" not in told and "buku.docx" in told


def test_a_file_is_read_against_the_commit_it_was_issued_from(built: Place, issued: bytes, tmp_path: Path) -> None:
    root = tmp_path / "rumah"
    (root / "content").mkdir(parents=True)
    for folder in ("content", "templates"):
        subprocess.run(["cp", "-r", built.root / folder, root], check=True)
    commit = committed(root, "satu")
    register = root / "content" / "kab-kecil" / "opd.yml"
    register.write_text("# baris baru\n\n" + register.read_text("utf-8"), "utf-8")
    committed(root, "dua")
    (root / "buku.docx").write_bytes(stamped(issued, commit[:10]))
    _, told = run(root, str(root / "buku.docx"), "--format", "json")
    before = {piece["jangkar"]: piece["baris"] for piece in json.loads(told)["bagian"]}
    (root / "buku.docx").write_bytes(issued)
    _, told = run(root, str(root / "buku.docx"), "--format", "json")
    after = {p["jangkar"]: p["baris"] for p in json.loads(told)["bagian"] if p["berkas"].endswith("opd.yml")}
    assert after
    assert {name: before[name] + 2 for name in after} == after


def committed(root: Path, message: str) -> str:
    identity = ["-c", "user.name=Uji", "-c", "user.email=uji@contoh.invalid", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q"], ["add", "content"], ["commit", "-q", "-m", message]):
        subprocess.run(["git", *identity, *words], cwd=root, check=True)
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def stamped(data: bytes, commit: str) -> bytes:
    """The same file as if it had been issued from that commit."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/custom.xml":
                root = etree.fromstring(part)
                added = etree.fromstring(etree.tostring(root[0]))
                added.set("name", "Dosir naskah")
                added.set("pid", "9")
                added[0].text = commit
                root.append(added)
                part = etree.tostring(root)
            new.writestr(name, part)
    return made.getvalue()
