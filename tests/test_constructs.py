"""The same constructs everywhere: headings, paragraphs, lists, tables, captions, notes and links of each book.

`test_fidelity` compares words; here the site, the Word file and the PDF are read element by element, each by its own
tags and styles, and every run prints how much of them is the same. tests/korpus holds every form an author can write.
"""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pypdf
import pytest
import tagged
import webpage
import word
from conftest import REPOSITORY, Silence, furnished
from told import Element, Told, as_tagged, differences, kinds, matched, score

from dosir import markup, publish
from dosir import site as engines
from dosir.publish import Place
from dosir.render import conformance, epub, sheets
from dosir.render import docx as docx_files
from dosir.render import pdf as pdf_files

CORPUS = REPOSITORY / "tests" / "korpus"
BOOKS = [f"{slug}-buku-{number}" for slug, number in product(("kab-kecil", "kab-mungil"), (1, 2, 3))]
EVERY_BOOK = pytest.mark.parametrize("book", BOOKS)
PAGE = "kab-kecil-buku-2"  # where the corpus page stands
CHAPTER = "BAB III Strategi Pembangunan Smart City"


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The small regency with the corpus page in the place of its pillar's text; the book with that page and the site
    are built with the real tools, and nothing else is."""
    place = furnished(tmp_path_factory.mktemp("korpus") / "rumah")
    own = place.content / "kab-kecil"
    pillar = own / "pilar" / "governance.md"
    head = pillar.read_text("utf-8").split("---\n")[1]
    pillar.write_text(f"---\n{head}---\n{(CORPUS / 'semua-bentuk.md').read_text('utf-8')}", "utf-8")
    (own / "naskah" / "kata-pengantar.md").write_bytes((CORPUS / "kata-pengantar.md").read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        _only(patch, pdf_files, "render", lambda _, book: book.id == "buku-2", pdf_files.Layout(b"", {}))
        _only(patch, docx_files, "render", lambda _, book, __: book.id == "buku-2", b"")
        _only(patch, conformance, "violations", bool, ())
        _only(patch, engines, "build", lambda outline, *_: outline.slug == "kab-kecil", {})
        for unread in (epub, sheets):
            _only(patch, unread, "render", lambda *_: False, b"")
        outcome = publish.publish(place, ("kab-kecil",), 1, False, Silence())
    assert outcome.findings.sound, outcome.findings
    return place


def _only(patch: pytest.MonkeyPatch, owner: Any, name: str, wanted: Callable[..., bool], nothing: Any) -> None:
    """Let a maker make what is wanted and give `nothing` for all else."""
    make = getattr(owner, name)
    patch.setattr(owner, name, lambda *given: make(*given) if wanted(*given) else nothing)


@cache
def site(place: Place, book: str) -> Told:
    slug, _, number = book.partition("-buku-")
    return webpage.book(place.site / slug / f"buku-{number}")


@cache
def docx(place: Place, book: str) -> Told:
    return word.book(downloaded(place, f"{book}.docx").read_bytes())


@cache
def pdf(place: Place, book: str) -> Told:
    return tagged.book(downloaded(place, f"{book}.pdf"))


def downloaded(place: Place, name: str) -> Path:
    return place.site / name.partition("-buku-")[0] / "unduh" / name


def shown(told: Told, titles: Sequence[str]) -> list[Element]:
    """The elements of these chapters; of one that is not there, none."""
    return [element for title in titles for element in told.chapters.get(title, ())]


def whole(told: Told) -> list[Element]:
    """All elements of a book."""
    return shown(told, list(told.chapters))


def compare(request: pytest.FixtureRequest, name: str, one: list[Element], other: list[Element]) -> None:
    """Print the score for the summary of the run, and fail with what differs."""
    assert one
    line = f"{name}: {100 * score(one, other):.2f} % ({matched(one, other)} of {max(len(one), len(other))} elements)"
    request.node.user_properties.append(("fidelity", line))
    if one != other:
        pytest.fail("\n".join([line, *differences(one, other, ("first", "second"))]), pytrace=False)


# Whole books


@EVERY_BOOK
def test_the_word_file_has_the_elements_of_the_site(request: pytest.FixtureRequest, built: Place, book: str) -> None:
    told = site(built, book)
    titles = list(told.chapters)
    compare(request, f"{book}, site and DOCX", shown(told, titles), shown(docx(built, book), titles))


@EVERY_BOOK
def test_the_pdf_has_the_elements_of_the_site(request: pytest.FixtureRequest, built: Place, book: str) -> None:
    told = site(built, book)
    titles = list(told.chapters)
    one, other = (as_tagged(shown(part, titles)) for part in (told, pdf(built, book)))
    compare(request, f"{book}, site and PDF", one, other)


@EVERY_BOOK
def test_the_pdf_has_the_elements_of_the_word_file(request: pytest.FixtureRequest, built: Place, book: str) -> None:
    """With all that stands before the chapters, which the site does not print."""
    one, other = docx(built, book).chapters, pdf(built, book).chapters
    assert list(one) == list(other)
    first, second = (as_tagged(whole(told(built, book))) for told in (docx, pdf))
    compare(request, f"{book}, DOCX and PDF", first, second)


# The corpus page


def test_the_corpus_page_is_the_same_on_the_site_and_in_the_word_file(
    request: pytest.FixtureRequest, corpus: Place
) -> None:
    told = site(corpus, PAGE)
    titles = list(told.chapters)
    compare(request, "corpus page, site and DOCX", shown(told, titles), shown(docx(corpus, PAGE), titles))


def test_the_corpus_page_is_the_same_on_the_site_and_in_the_pdf(request: pytest.FixtureRequest, corpus: Place) -> None:
    told = site(corpus, PAGE)
    titles = list(told.chapters)
    one, other = (as_tagged(shown(part, titles)) for part in (told, pdf(corpus, PAGE)))
    compare(request, "corpus page, site and PDF", one, other)


def test_the_corpus_page_is_the_same_in_the_word_file_and_in_the_pdf(
    request: pytest.FixtureRequest, corpus: Place
) -> None:
    one, other = docx(corpus, PAGE).chapters, pdf(corpus, PAGE).chapters
    assert list(one) == list(other)
    first, second = (as_tagged(whole(told(corpus, PAGE))) for told in (docx, pdf))
    compare(request, "corpus page, DOCX and PDF", first, second)


def test_the_corpus_page_holds_every_form_that_the_parser_knows() -> None:
    nodes = [node for top in markup.parse((CORPUS / "semua-bentuk.md").read_text("utf-8")) for node in top.walk()]
    found = {node.kind for node in nodes}
    assert {*markup.KINDS.values(), *markup.CONTAINERS, "footnote"} - found == set()
    assert {node.info for node in nodes if node.kind == "heading"} == set("23456")


COUNTED = {
    "heading 3": 6,
    "heading 4": 1,
    "heading 5": 1,
    "heading 6": 1,
    "item 1": 20,
    "item 2": 2,
    "item 3": 2,
    "item 4": 1,
    "term": 3,
    "definition": 4,
    "quote": 4,
    "code block": 3,
    "note": 8,
    "strike": 2,
    "caption": 10,
    "figure": 3,
}


@pytest.mark.parametrize("read", [site, docx, pdf])
def test_what_the_corpus_page_asks_for_is_told(corpus: Place, read: Callable[[Place, str], Told]) -> None:
    """The other tests compare one outlet with another; this one says what an author asked of all three."""
    counted = kinds(read(corpus, PAGE).chapters[CHAPTER])
    assert {kind: counted[kind] for kind in COUNTED} == COUNTED


PLACES = {
    ("tautan", "https://contoh.invalid/a_b?c=1&d=2"),
    ("surat", "mailto:warga@contoh.invalid"),
    ("tautan tebal dan kode", "https://contoh.invalid/x"),
    ("tautan", "https://contoh.invalid/catatan"),
    ("tautan", "https://contoh.invalid/sel"),
    ("tautan", "https://contoh.invalid/kotak"),
    ("Tabel\u00a03.1", "#Tabel 3.1 Aduan yang diterima"),
    ("Gambar\u00a03.1", "#Gambar 3.1 Peta semua bentuk"),
    ("3.1.1.1", "#3.1.1.1 Judul tingkat tiga"),
    ("BAB V", "#BAB V Peta Jalan"),
}


@pytest.mark.parametrize("read", [site, docx, pdf])
def test_links_of_the_corpus_page_lead_to_where_the_author_pointed(
    corpus: Place, read: Callable[[Place, str], Told]
) -> None:
    found = {(e.text, e.target) for e in read(corpus, PAGE).chapters[CHAPTER] if e.kind == "link"}
    assert PLACES - found == set()


@pytest.mark.parametrize("read", [docx, pdf])
def test_a_heading_before_the_chapters_is_told_too(corpus: Place, read: Callable[[Place, str], Told]) -> None:
    assert Element("strong", "Judul di kata pengantar") in read(corpus, PAGE).chapters["Kata Pengantar"]


ITEMS = """
1. Butir pertama
2. Butir kedua dengan tebal dan catatan.[*]
• anak butir
• anak butir kedua
1. cucu butir
2. cucu butir kedua
• cicit butir
3. Butir ketiga sesudah anaknya
7. Butir ketujuh
8. Butir kedelapan
"""


@pytest.mark.parametrize("read", [site, docx, pdf])
def test_lists_count_as_the_author_counted(corpus: Place, read: Callable[[Place, str], Told]) -> None:
    items = [str(e.text) for e in read(corpus, PAGE).chapters[CHAPTER] if e.kind.startswith("item")]
    assert items[:10] == ITEMS.strip().split("\n")


# A file that LibreOffice saved


@pytest.mark.needs("soffice", "libreoffice-writer")
def test_a_word_file_saved_by_libreoffice_has_the_same_elements(
    request: pytest.FixtureRequest, corpus: Place, tmp_path: Path
) -> None:
    """It keeps all but two: code inside a link loses the look of code, a reference its no-break space."""
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    file = downloaded(corpus, f"{PAGE}.docx")
    command = ["soffice", "--headless", profile, "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=300)
    titles = list(docx(corpus, PAGE).chapters)
    before, after = shown(docx(corpus, PAGE), titles), shown(word.book((tmp_path / file.name).read_bytes()), titles)
    lost = Counter(before) - Counter(after)
    line = f"corpus page, DOCX and the same saved by LibreOffice: {100 * score(before, after):.2f} %, "
    request.node.user_properties.append(("fidelity", f"{line}lost {sorted(kinds(lost.elements()).items())}"))
    one, other = (list(map(_breaking, told)) for told in (before, after))
    changes = [line for line in differences(one, other, ("", "")) if line[0] in "+-"][2:]
    assert changes == ["-code: kode"]


def _breaking(element: Element) -> Element:
    """The same element with common spaces."""
    text = tuple(cell.replace("\u00a0", " ") for cell in element.text) if isinstance(element.text, tuple) else ""
    return element._replace(text=text or str(element.text).replace("\u00a0", " "))


# A check that can fail: one damage to a real file, and the score falls

DOCUMENT, NOTES, LINKS, LISTS = (
    f"word/{name}" for name in ("document.xml", "footnotes.xml", "_rels/document.xml.rels", "numbering.xml")
)
PARAGRAPH = r"(<w:p>(?:(?!</w:p>).)*{}(?:(?!</w:p>).)*</w:p>)"
IN_THE_WORD_FILE = {
    "heading": (DOCUMENT, r'"Heading4"', '"Heading5"'),
    "the number of a heading": (LISTS, r"%1\.%2\.%3", "%1.%3"),
    "paragraph": (DOCUMENT, PARAGRAPH.format("Alinea antara dua daftar"), ""),
    "paragraphs in another order": (
        DOCUMENT,
        PARAGRAPH.format("Tanda biasa") + r"(\s*)" + PARAGRAPH.format("Huruf lain"),
        r"\3\2\1",
    ),
    "item": (DOCUMENT, r'<w:ilvl w:val="2"/>', '<w:ilvl w:val="1"/>'),
    "row": (DOCUMENT, r"<w:tr>(?:(?!</w:tr>).)*73,82(?:(?!</w:tr>).)*</w:tr>", ""),
    "head": (DOCUMENT, r"<w:tblHeader/>", ""),
    "caption": (DOCUMENT, "Aduan yang diterima(?=</w:t></w:r><w:bookmarkEnd)", "Aduan yang ditolak"),
    "source": (DOCUMENT, PARAGRAPH.format("Kantor Rekaan, 2024; Warta"), ""),
    "note": (NOTES, "dipakai dua kali", "dipakai sekali"),
    "the call of a note": (DOCUMENT, r"<w:footnoteReference[^>]*/>", ""),
    "link": (LINKS, "contoh.invalid/sel", "contoh.invalid/lain"),
    "reference": (DOCUMENT, r"REF _Ref_tabel_3_1 ", "REF _Ref_tabel_3_2 "),
    "quote": (DOCUMENT, r'"BlockText"', '"BodyText"'),
    "code block": (DOCUMENT, "dan  dua", "dan dua"),
    "term": (DOCUMENT, '"DefinitionTerm"', '"Definition"'),
    "figure": (DOCUMENT, 'descr="Peta rekaan semua bentuk"', 'descr="Peta"'),
    "strong": (DOCUMENT, r"<w:b/><w:bCs/>(?=</w:rPr><w:t[^>]*>tebal)", ""),
    "em": (DOCUMENT, r"<w:i/><w:iCs/>(?=</w:rPr><w:t[^>]*>miring)", ""),
    "strike": (DOCUMENT, r"<w:strike/>", ""),
    "code": (DOCUMENT, r'<w:rStyle w:val="VerbatimChar"/>(?=</w:rPr><w:t[^>]*>kode &lt;)', ""),
}


@pytest.mark.parametrize(("part", "old", "new"), IN_THE_WORD_FILE.values(), ids=IN_THE_WORD_FILE)
def test_one_damage_to_the_word_file_is_seen(corpus: Place, part: str, old: str, new: str) -> None:
    data = changed(downloaded(corpus, f"{PAGE}.docx").read_bytes(), part, old, new)
    assert score(whole(docx(corpus, PAGE)), whole(word.book(data))) < 1


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """The same package with the first of what matches in one part replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            content = before.read(name).decode() if name == part else ""
            if content:
                content, count = re.subn(old, new, content, count=1, flags=re.S)
                assert count == 1
            after.writestr(name, content.encode() or before.read(name))
    return made.getvalue()


ON_THE_SITE = {
    "heading": ("<h5", "<h4"),
    "paragraph": ("<p>Alinea antara dua daftar.</p>", ""),
    "item": ('<ol start="7">', '<ol start="1">'),
    "a list that is no list": ("<li><p>cicit butir</p></li>", "<p>cicit butir</p>"),
    "row": ('<td class="right pendek">73,82</td>', '<td class="right pendek">73,28</td>'),
    "cell": ('<td class="center pendek">2024</td>', ""),
    "caption": ("Aduan yang diterima</caption>", "Aduan</caption>"),
    "source": ('class="asal"', 'class="lain"'),
    "note": ("Catatan di dalam kutipan.", "Catatan kutipan."),
    "link": ("https://contoh.invalid/butir", "https://contoh.invalid/"),
    "reference": ('html#tabel-3-1"', 'html#tabel-3-2"'),
    "quote": ("<blockquote><p>Kutipan", "<blockquote></blockquote><p><p>Kutipan"),
    "code block": ("    empat spasi", "empat spasi"),
    "term": ("<dt>Istilah pertama</dt>", "<dd><p>Istilah pertama</p></dd>"),
    "figure": ('alt="Peta rekaan semua bentuk"', 'alt=""'),
    "strong": ("<strong>tebal</strong>", "tebal"),
    "em": ("<em>miring</em>", "miring"),
    "strike": ("<s>coret</s>", "coret"),
}


@pytest.mark.parametrize(("old", "new"), ON_THE_SITE.values(), ids=ON_THE_SITE)
def test_one_damage_to_the_site_is_seen(corpus: Place, tmp_path: Path, old: str, new: str) -> None:
    for page in (corpus.site / "kab-kecil" / "buku-2").glob("*.html"):
        text = page.read_text("utf-8")
        assert old in text or page.name != "bab-3.html"
        (tmp_path / page.name).write_text(text.replace(old, new, 1) if page.name == "bab-3.html" else text, "utf-8")
    assert score(whole(site(corpus, PAGE)), whole(webpage.book(tmp_path))) < 1


def _first(element: Any, tag: str, words: str = "") -> Any:
    """The first tag of that kind below, whose alternative text or address holds these words."""
    for part in tagged.children(element):
        if isinstance(part, int) or "/S" not in part:
            continue
        if part["/S"] == tag and words in str(part.get("/Alt", "")) + _address(part):
            return part
        found = _first(part, tag, words)
        if found is not None:
            return found
    return None


def _address(link: Any) -> str:
    notes = [part["/Obj"] for part in tagged.children(link) if not isinstance(part, int) and "/Obj" in part]
    return "".join(str(note["/A"]["/URI"]) for note in notes if "/A" in note)


def _renamed(tag: str, name: str) -> Callable[[Any], None]:
    return lambda root: _first(root, tag).update({pypdf.generic.NameObject("/S"): pypdf.generic.NameObject(name)})


def _emptied(tag: str) -> Callable[[Any], None]:
    return lambda root: _first(root, tag).update({pypdf.generic.NameObject("/K"): pypdf.generic.ArrayObject()})


def _worded(root: Any) -> None:
    _first(root, "/Figure", "Peta").update({pypdf.generic.NameObject("/Alt"): pypdf.generic.TextStringObject("Bagan")})


def _led_astray(root: Any) -> None:
    link = _first(root, "/Link", "contoh.invalid/butir")
    note = next(part["/Obj"] for part in tagged.children(link) if not isinstance(part, int) and "/Obj" in part)
    note["/A"][pypdf.generic.NameObject("/URI")] = pypdf.generic.TextStringObject("https://contoh.invalid/")


def _turned(tag: str) -> Callable[[Any], None]:
    """What stands below the first tag of that kind, told from the last to the first."""

    def turn(root: Any) -> None:
        element = _first(root, tag)
        below = [*element["/K"]]
        assert len(below) > 1
        element[pypdf.generic.NameObject("/K")] = pypdf.generic.ArrayObject(reversed(below))

    return turn


IN_THE_PDF: dict[str, Callable[[Any], None]] = {
    "heading": _renamed("/H5", "/H4"),
    "paragraph": lambda root: _renamed("/P", "/TOC")(_first(root, "/LBody")),
    "item": _renamed("/L", "/Sect"),
    "the order of items": _turned("/L"),
    "row": _emptied("/TBody"),
    "cells in another order": _turned("/TR"),
    "caption": _emptied("/Caption"),
    "note": _emptied("/Note"),
    "link": _led_astray,
    "quote": _renamed("/BlockQuote", "/Sect"),
    "code": _emptied("/Code"),
    "figure": _worded,
    "strong": _renamed("/Strong", "/Span"),
    "em": _renamed("/Em", "/Span"),
}


@pytest.mark.parametrize("damage", IN_THE_PDF.values(), ids=IN_THE_PDF)
def test_one_damage_to_the_pdf_is_seen(corpus: Place, damage: Callable[[Any], None]) -> None:
    file = downloaded(corpus, f"{PAGE}.pdf")
    reader = pypdf.PdfReader(file)
    root: Any = reader.trailer["/Root"]
    damage(root["/StructTreeRoot"])
    told = Told()
    told.add(tagged.Tags(reader, tagged.tags_of(file).marked).elements())
    assert score(whole(pdf(corpus, PAGE)), whole(told)) < 1
