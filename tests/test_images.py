"""Every page of one small book as a picture, compared with the picture that was agreed on.

The PDF is compared pixel by pixel: its fonts are in it, and the rasteriser is a wheel. The DOCX goes through
LibreOffice, whose next version may set a line a hair elsewhere, so its pages are compared with a tolerance; what that
lets through and what not is tested below. Look at what changed, then renew: `pytest --update tests/test_images.py`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from conftest import GOLDEN
from PIL import Image, ImageChops

from dosir.audit import office
from dosir.publish import Place

BOOK = "kab-kecil-buku-2"
FOLDER = GOLDEN / "halaman" / BOOK
DENSITY = 144  # dots to the inch that are drawn; drawn at 36, thin strokes fall between the dots
SMALLER = 4  # and averaged into one: 36 to the inch, where a line of text is 6 dots high
BLOCK = 6  # dots; differences are averaged over squares of about 4 mm before they are judged
# Of 255. Measured on this book: moved by a quarter of a dot, or drawn by poppler, a page differs by at most 15 in a
# square and 1.2 in all; a word that is not there differs by 26 or more in its square.
MOST_IN_A_SQUARE = 20
MOST_IN_ALL = 1.5
MOST_BYTES = 1 << 20  # what the pictures may weigh together in the repository
A_WORD = re.compile(rb"(>[^<]{30,} )(\w{7,} )([^<]{30,}</w:t>)")  # in the middle of a sentence
Page = Image.Image


@pytest.fixture(scope="module")
def portable(built: Place) -> list[Page]:
    return list(map(drawn, pypdfium2.PdfDocument((built.site / "kab-kecil" / "unduh" / f"{BOOK}.pdf").read_bytes())))


@pytest.fixture(scope="module")
def word_file(built: Place) -> bytes:
    return (built.site / "kab-kecil" / "unduh" / f"{BOOK}.docx").read_bytes()


@pytest.fixture(scope="module")
def printed(word_file: bytes) -> list[Page]:
    return [drawn(leaf).convert("L") for leaf in leaves(word_file)]


def drawn(leaf: Any) -> Page:
    picture: Page = leaf.render(scale=DENSITY / 72).to_pil().convert("RGB")
    return picture.reduce(SMALLER)


def leaves(docx: bytes) -> list[Any]:
    """The pages of a Word file as LibreOffice prints it, not drawn yet."""
    made = office.converted(docx)
    assert isinstance(made, bytes), made
    return list(pypdfium2.PdfDocument(made))


def seen_to_differ(docx: bytes, pages: Sequence[Page]) -> bool:
    """Whether a page of a file of as many pages is another; those behind the first such page are not drawn."""
    made = leaves(docx)
    assert len(made) == len(pages)
    return any(differs_much(drawn(leaf).convert("L"), old) for leaf, old in zip(made, pages, strict=True))


def differs(page: Page, golden: Page) -> str:
    """Where any pixel is another."""
    if page.size != golden.size or page.mode != golden.mode:
        return f"{page.size} {page.mode}, not {golden.size} {golden.mode}"
    box = ImageChops.difference(page, golden).getbbox()
    return f"other pixels in {box}" if box else ""


def differs_much(page: Page, golden: Page) -> str:
    """By how much more than a reader overlooks."""
    if page.size != golden.size or page.mode != golden.mode:
        return differs(page, golden)
    squares = ImageChops.difference(page.reduce(BLOCK), golden.reduce(BLOCK)).tobytes()
    most, mean = max(squares), sum(squares) / len(squares)
    return f"{most} in a square, {mean:.1f} in all" if most > MOST_IN_A_SQUARE or mean > MOST_IN_ALL else ""


def agreed(
    request: pytest.FixtureRequest, kind: str, pages: Sequence[Page], compare: Callable[[Page, Page], str]
) -> None:
    """Compare pages with their goldens, or write these; pages that differ are left beside for looking at."""
    names = [f"{kind}-{number:02}.png" for number in range(1, len(pages) + 1)]
    there = sorted(path.name for path in FOLDER.glob(f"{kind}-*.png"))
    if request.config.getoption("--update"):
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name in set(there) - set(names):
            (FOLDER / name).unlink()
        for name, page in zip(names, pages, strict=True):
            page.save(FOLDER / name, optimize=True)
        return
    seen: Path = request.getfixturevalue("tmp_path")
    found = {}
    for name, page in zip(names, pages, strict=True):
        page.save(seen / name)
        found[name] = compare(page, opened(FOLDER / name)) if name in there else "no golden"
    assert there == names, f"{len(there)} pages were agreed on, {len(names)} are made; see {seen}"
    assert {name: how for name, how in found.items() if how} == {}, f"see {seen} beside {FOLDER}"


def opened(path: Path) -> Page:
    with Image.open(path) as image:
        image.load()
        return image.copy()


# The book


def test_the_pdf_looks_as_agreed(request: pytest.FixtureRequest, portable: list[Page]) -> None:
    agreed(request, "pdf", portable, differs)


@pytest.mark.needs("soffice", "libreoffice-writer")
def test_the_word_file_looks_as_agreed(request: pytest.FixtureRequest, printed: list[Page]) -> None:
    agreed(request, "docx", printed, differs_much)


def test_the_pictures_are_small() -> None:
    assert sum(path.stat().st_size for path in GOLDEN.rglob("*.png")) < MOST_BYTES


# What the comparison sees


def test_one_other_pixel_of_the_pdf_is_seen(portable: list[Page]) -> None:
    other = portable[3].copy()
    pixel = other.getpixel((60, 60))
    assert isinstance(pixel, tuple), "a page in colours"
    red, green, blue = pixel
    other.putpixel((60, 60), (red, green, blue ^ 1))
    assert differs(other, portable[3]) == "other pixels in (60, 60, 61, 61)"


@pytest.mark.needs("soffice", "libreoffice-writer")
def test_a_page_drawn_a_hair_lower_is_the_same_page(printed: list[Page]) -> None:
    for page in printed:
        wide, tall = page.size
        large = page.resize((wide * SMALLER, tall * SMALLER), Image.Resampling.BICUBIC)
        assert differs_much(ImageChops.offset(large, 1, 1).reduce(SMALLER), large.reduce(SMALLER)) == ""


@pytest.mark.needs("soffice", "libreoffice-writer")
def test_a_word_that_is_gone_is_seen(word_file: bytes, printed: list[Page]) -> None:
    with zipfile.ZipFile(io.BytesIO(word_file)) as archive:
        found = A_WORD.search(archive.read("word/document.xml"))
    assert found
    assert seen_to_differ(rewritten(word_file, found[0], found[1] + found[3]), printed)


@pytest.mark.needs("soffice", "libreoffice-writer")
def test_the_colour_of_a_table_head_is_seen(word_file: bytes, printed: list[Page]) -> None:
    with zipfile.ZipFile(io.BytesIO(word_file)) as archive:
        text = archive.read("word/document.xml").decode()
    head = text[text.index("<w:tblHeader") :]
    fill = head[head.index('w:fill="') :][:14].encode()
    assert seen_to_differ(rewritten(word_file, fill, b'w:fill="999999'), printed)


def rewritten(docx: bytes, old: bytes, new: bytes) -> bytes:
    """The same file with other words in its text."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as before, zipfile.ZipFile(made, "w") as after:
        assert old in before.read("word/document.xml")
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, data.replace(old, new) if name == "word/document.xml" else data)
    return made.getvalue()
