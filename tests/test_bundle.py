"""What there is to download: the package with everything in it, the data and their schema, the EPUB, the list."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from html import unescape
from pathlib import PurePosixPath
from posixpath import join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from dossier import SLUGS as DOSSIERS
from dossier import TRUSTED, plan_of
from lxml import etree

from dosir import sources, templates
from dosir.assemble import books, portal
from dosir.assemble.scope import Scope
from dosir.language import ukuran
from dosir.publish import Place
from dosir.publish.regency import examine
from dosir.render import data, epub
from dosir.render.zipped import zipped

SLUGS = ("kab-kecil", "kab-mungil")
LINK = re.compile(r'(?:href|src)="([^"]*)"')
OFFER = re.compile(r'<a href="unduh/([^"]+)"><small>([^<]+)</small> <b>([^<]+)</b></a>')
XHTML = "{http://www.w3.org/1999/xhtml}"


def package(place: Place, slug: str) -> dict[str, bytes]:
    with zipfile.ZipFile(place.site / slug / "unduh" / f"{slug}.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def downloads(place: Place, slug: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (place.site / slug / "unduh").iterdir()}


def pages(place: Place, slug: str) -> dict[str, bytes]:
    folder = place.site / slug
    files = (path for path in folder.rglob("*") if path.is_file() and path.parent.name != "unduh")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


# The package


@pytest.mark.parametrize("slug", SLUGS)
def test_the_package_holds_every_download_but_itself(built: Place, slug: str) -> None:
    rest = {name: file for name, file in downloads(built, slug).items() if name != f"{slug}.zip"}
    assert {name: file for name, file in package(built, slug).items() if name in rest} == rest


@pytest.mark.parametrize("slug", SLUGS)
def test_the_package_holds_the_whole_site_to_read_offline(built: Place, slug: str) -> None:
    inside = {name.removeprefix("situs/") for name in package(built, slug) if name.startswith("situs/")}
    assert inside == pages(built, slug).keys()


@pytest.mark.parametrize("slug", SLUGS)
def test_only_pages_that_list_downloads_differ_offline(built: Place, slug: str) -> None:
    inside, online = package(built, slug), pages(built, slug)
    differ = {name for name, file in online.items() if inside[f"situs/{name}"] != file}
    assert differ == {name for name, file in online.items() if b'href="unduh/' in file or b'href="../unduh/' in file}


def broken(files: dict[str, bytes]) -> Iterator[str]:
    """Links of the pages that lead to nothing in the package."""
    for name, file in files.items():
        for link in LINK.findall(file.decode()) if name.endswith(".html") else ():
            parts = urlsplit(unescape(link))
            if not parts.scheme and parts.path:
                target = normpath(join(str(PurePosixPath(name).parent), unquote(parts.path)))
                if target not in files:
                    yield f"{name}: {link}"


@pytest.mark.parametrize("slug", SLUGS)
def test_every_link_of_the_offline_site_leads_to_a_file_of_the_package(built: Place, slug: str) -> None:
    assert list(broken(package(built, slug))) == []


def test_a_link_to_nothing_is_found(built: Place) -> None:
    files = package(built, "kab-kecil")
    del files["kab-kecil-buku-1.pdf"]
    assert {line.partition(":")[0] for line in broken(files)} >= {"situs/unduhan.html", "situs/buku-1/index.html"}


@pytest.mark.parametrize("slug", SLUGS)
def test_the_offline_site_does_not_offer_the_package_it_lies_in(built: Place, slug: str) -> None:
    assert [name for name, file in package(built, slug).items() if name.endswith(".html") and b".zip" in file] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_the_readme_names_every_file_beside_it(built: Place, slug: str) -> None:
    files = package(built, slug)
    text = files["BACA-SAYA.txt"].decode()
    assert [name for name in files if "/" not in name and name != "BACA-SAYA.txt" and name not in text] == []


def test_names_dates_and_rights_in_the_package_are_always_the_same(built: Place) -> None:
    with zipfile.ZipFile(built.site / "kab-kecil" / "unduh" / "kab-kecil.zip") as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]
    day = json.loads(downloads(built, "kab-kecil")["kab-kecil.json"])["daerah"]["tanggal"]
    assert names == sorted(names)
    assert {"-".join(f"{part:02}" for part in entry.date_time[:3]) for entry in entries} == {day}
    assert {(entry.external_attr >> 16, entry.create_system, entry.date_time[3:]) for entry in entries} == {
        (0o100644, 3, (0, 0, 0))
    }


@pytest.mark.parametrize(
    ("day", "said"), [(date(1945, 8, 17), 1980), (date(2026, 1, 2), 2026), (date(2200, 1, 1), 2107)]
)
def test_a_date_that_a_zip_cannot_say_becomes_the_nearest_that_it_can(day: date, said: int) -> None:
    with zipfile.ZipFile(io.BytesIO(zipped({"a.txt": b"a"}, day))) as archive:
        assert archive.infolist()[0].date_time[0] == said


# The manifest


def manifest(place: Place, slug: str) -> Any:
    return json.loads(package(place, slug)["manifest.json"])


@pytest.mark.parametrize("slug", SLUGS)
def test_the_manifest_has_size_and_digest_of_every_other_file(built: Place, slug: str) -> None:
    files = package(built, slug)
    del files["manifest.json"]
    said = {entry["nama"]: (entry["ukuran"], entry["sha256"]) for entry in manifest(built, slug)["berkas"]}
    assert said == {name: (len(file), hashlib.sha256(file).hexdigest()) for name, file in files.items()}


@pytest.mark.parametrize("slug", SLUGS)
def test_the_manifest_has_the_digest_of_every_source_file(built: Place, slug: str) -> None:
    files = [path for part in (slug, "bersama") for path in (built.content / part).rglob("*") if path.is_file()]
    said = {path.relative_to(built.content).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert manifest(built, slug)["naskah"] == said


def test_the_manifest_names_the_tools_and_the_document(built: Place) -> None:
    said = manifest(built, "kab-kecil")
    assert {"typst", "pypandoc_binary", "python", "zlib"} <= said["alat"].keys()
    assert (said["slug"], said["commit"], said["folder_isi"]) == ("kab-kecil", "", "content")


# The list of downloads


@pytest.mark.parametrize("slug", SLUGS)
def test_the_list_names_every_download_with_its_kind_and_its_true_size(built: Place, slug: str) -> None:
    said = {name: kind for name, _, kind in OFFER.findall((built.site / slug / "unduhan.html").read_text("utf-8"))}
    true = {
        name: f"{name.rpartition('.')[2].upper()}, {ukuran(len(file))}" for name, file in downloads(built, slug).items()
    }
    assert said == true


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "0 B"), (999, "999 B"), (1000, "1 kB"), (52421, "52 kB"), (1818552, "1,8 MB"), (25_400_000, "25 MB")],
)
def test_a_size_is_said_as_a_reader_thinks_of_it(size: int, said: str) -> None:
    assert ukuran(size) == said.replace(" ", "\u00a0")


# The data and their schema

SCHEMA = json.loads(data.schema())


@cache
def written(slug: str) -> bytes:
    """The data of a regency as the build writes them."""
    summary = portal.summary(Scope(plan_of(slug), TRUSTED))
    return data.render(plan_of(slug), summary, f"{slug}.schema.json")


def told(slug: str) -> Any:
    return json.loads(written(slug))


def errors(said: Any) -> list[jsonschema.ValidationError]:
    return list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(said))


def faults(said: Any) -> list[str]:
    return [fault.message for fault in errors(said)]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("slug", DOSSIERS)
def test_the_data_of_each_regency_fulfil_the_schema(slug: str) -> None:
    assert faults(told(slug)) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_the_schema_beside_the_data_is_the_one_they_name(built: Place, slug: str) -> None:
    files = downloads(built, slug)
    assert json.loads(files[json.loads(files[f"{slug}.json"])["$schema"]]) == SCHEMA


def records(said: Any, way: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Every object in the data that is a record, with the way to it; fields of one's own and texts are none."""
    if isinstance(said, dict) and way[-1:] not in (("tambahan",), ("naskah",)):
        yield way, said
    for key, part in said.items() if isinstance(said, dict) else enumerate(said) if isinstance(said, list) else ():
        yield from records(part, (*way, str(key)))


def test_a_key_that_no_record_knows_is_refused_everywhere() -> None:
    """Each record gets one at once; the fault of a choice is told by those of its ways."""
    said = told("kab-semarang")
    kinds = {tuple("*" if step.isdigit() else step for step in way): (way, record) for way, record in records(said)}
    assert len(kinds) > 40
    assert faults(said) == []
    for _, record in kinds.values():
        record["kunci_asing"] = 1
    every = [part for fault in errors(said) for part in (fault, *fault.context)]
    told_of = {tuple(map(str, part.absolute_path)) for part in every if "'kunci_asing' was unexpected" in part.message}
    assert [way for way, _ in kinds.values() if way not in told_of] == []


@pytest.mark.parametrize(
    ("way", "wrong"),
    [
        (("program", 0, "anggaran", 0, "jumlah"), "250 juta"),
        (("program", 0, "tahun"), "2022-2026"),
        (("daerah", "versi"), 1),
        (("daerah", "status"), "selesai"),
        (("ringkasan", "program"), "8"),
    ],
)
def test_what_an_author_may_type_is_no_value_of_the_data(way: tuple[Any, ...], wrong: Any) -> None:
    said = told("kab-karawang")
    *steps, last = way
    part = said
    for step in steps:
        part = part[step]
    part[last] = wrong
    assert len(faults(said)) == 1


def test_a_record_without_a_key_that_it_must_have_is_refused() -> None:
    said = told("kab-karawang")
    del said["program"][0]["nama"]
    assert faults(said) == ["'nama' is a required property"]


# The EPUB


@pytest.fixture(scope="module")
def book(built: Place) -> dict[str, bytes]:
    with zipfile.ZipFile(built.site / "kab-kecil" / "unduh" / "kab-kecil-buku-3.epub") as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        return {name: archive.read(name) for name in archive.namelist()}


def texts(book: dict[str, bytes]) -> dict[str, Any]:
    return {name: etree.fromstring(file) for name, file in book.items() if name.endswith(".xhtml")}


def test_the_epub_has_title_author_language_and_a_lasting_identifier(book: dict[str, bytes]) -> None:
    about = etree.fromstring(book["EPUB/content.opf"])
    said = {
        name: about.findtext(f".//{{http://purl.org/dc/elements/1.1/}}{name}")
        for name in ("title", "creator", "language")
    }
    assert said == {"title": "Buku III: Ringkasan Eksekutif", "creator": "Pemerintah Kabupaten Kecil", "language": "id"}
    assert (about.findtext(".//{http://purl.org/dc/elements/1.1/}identifier") or "").startswith("urn:uuid:")


def test_every_page_of_the_epub_says_its_language_and_a_title_of_its_own(book: dict[str, bytes]) -> None:
    found = texts(book)
    assert {tree.get("lang") for tree in found.values()} == {"id"}
    assert [name for name, tree in found.items() if tree.findtext(f".//{XHTML}title", "").endswith(".xhtml")] == []


def test_every_picture_of_the_epub_is_described(book: dict[str, bytes]) -> None:
    pictures = [picture for tree in texts(book).values() for picture in tree.iter(f"{XHTML}img")]
    assert all(picture.get("alt", "").strip() for picture in pictures)
    assert b'role="img" aria-label="Sampul Buku III' in book["EPUB/text/cover.xhtml"]


def test_every_link_of_the_epub_leads_to_a_place_in_it(book: dict[str, bytes]) -> None:
    ids = {
        (name, element.get("id")) for name, tree in texts(book).items() for element in tree.iter() if element.get("id")
    }
    for name, tree in texts(book).items():
        for link in tree.iter(f"{XHTML}a"):
            parts = urlsplit(link.get("href"))
            if not parts.scheme:
                target = normpath(join(str(PurePosixPath(name).parent), parts.path)) if parts.path else name
                assert target in book and (not parts.fragment or (target, parts.fragment) in ids), link.get("href")


def test_the_epub_tells_every_heading_and_table_of_its_book(built: Place, book: dict[str, bytes]) -> None:
    trusted = templates.load(built.root / "templates")
    shared, folder = (sources.from_folder(built.content, slug, "content") for slug in ("bersama", "kab-kecil"))
    plan, _ = examine(folder, shared, trusted)
    (outline,) = (made for made in books.books(Scope(plan, trusted)) if made.id == epub.BOOK)
    words = " ".join(" ".join(tree.itertext()) for tree in texts(book).values())
    said = re.sub(r"\s+", " ", words)
    headings = [part.title for _, part in outline.walk()]
    captions = [table.caption for table in outline.tables()]
    assert [text for text in (*headings, *captions) if re.sub(r"\s+", " ", text) not in said] == []
