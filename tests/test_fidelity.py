"""The same words everywhere: what the site tells, the Word file and the PDF tell too, no word more and no word less.

The PDF is read by its tags, as a screen reader would, so running heads, page numbers and list marks are told apart by
what they are and not by where they stand.
"""

from __future__ import annotations

import difflib
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product
from typing import Any

import lxml.html
import pytest
import tagged
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from word import headed, text_of

from dosir import markup, publish, sources, templates
from dosir.assemble import books
from dosir.assemble.scope import Scope
from dosir.outline import Table
from dosir.publish import Place
from dosir.render import pdf, prose

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Reader = Callable[[Place, str], "dict[str, Told]"]
BOOKS = [f"{slug}-buku-{number}" for slug, number in product(("kab-kecil", "kab-mungil"), (1, 2, 3))]
EVERY_BOOK = pytest.mark.parametrize("book", BOOKS)
TOKEN = re.compile(r"\w+|[^\w\s]")
INVISIBLE = re.compile("[\u00ad\u200b\u2060]")
BLOCKS = re.compile(
    "address|article|blockquote|br|caption|d[dlt]|div|fig(caption|ure)|h[1-6r]|li|[ou]l|p|pre|section|t(able|[dhr])"
    "|t(body|foot|head)"
)
UNSEEN = {"script", "style", "template", "nav", "svg", "button", "details"}
INLINE = {"/Span", "/Strong", "/Em", "/Code", "/Link", "/Reference", "/Quote"}


@dataclass
class Told:
    """What a reader finds in one chapter: the words of the text, and those of each footnote."""

    text: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        return words(self.text)


def words(text: str) -> list[str]:
    """Words and marks one by one, so that it does not matter where a line was broken."""
    return TOKEN.findall(INVISIBLE.sub("", text.replace("\u200b\n", "")))


def differences(expected: list[str], found: list[str]) -> list[str]:
    return list(difflib.unified_diff(expected, found, "expected", "found", lineterm="", n=4))


def assert_same(expected: dict[str, Told], found: dict[str, Told]) -> None:
    lines = []
    for title, told in expected.items():
        if found[title].words != told.words:
            lines += [title, *differences(told.words, found[title].words)]
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


# The site


@cache
def site_chapters(place: Place, book: str) -> dict[str, Told]:
    slug, _, number = book.partition("-buku-")
    pages = sorted((place.site / slug / f"buku-{number}").glob("*.html"))
    made = (site_chapter(page.read_bytes()) for page in pages if page.name != "index.html")
    return dict(made)


def site_chapter(page: bytes) -> tuple[str, Told]:
    article: Any = lxml.html.fromstring(page).find(".//article")
    title = article.find(".//h1")
    told = Told()
    for before in list(title.itersiblings(preceding=True)):
        before.getparent().remove(before)
    told.text = "".join(_html_text(article, told))
    return " ".join(title.text_content().split()), told


def _html_text(element: Any, told: Told) -> Iterator[str]:
    if "catatan-kaki" in element.get("class", "").split():
        told.notes.append(element.text_content())
        return
    edge = "\n" if BLOCKS.fullmatch(element.tag) else ""
    yield edge + (element.text or "")
    for child in element:
        if isinstance(child.tag, str) and child.tag not in UNSEEN:
            yield from _html_text(child, told)
        yield child.tail or ""
    yield edge


# The Word file


@cache
def docx_chapters(place: Place, book: str) -> dict[str, Told]:
    slug = book.partition("-buku-")[0]
    with zipfile.ZipFile(place.site / slug / "unduh" / f"{book}.docx") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    footnotes = {note.get(f"{W}id"): text_of(note) for note in etree.fromstring(parts["word/footnotes.xml"])}
    told: dict[str, Told] = {}
    for paragraph, text in headed(parts):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") == "Heading1":
            told[" ".join(text.split())] = Told()
        if told:
            chapter = next(reversed(told.values()))
            chapter.text += f"\n{text}"
            chapter.notes += [footnotes[mark.get(f"{W}id")] for mark in paragraph.iter(f"{W}footnoteReference")]
    return told


# The PDF


@cache
def pdf_chapters(place: Place, book: str) -> dict[str, Told]:
    slug = book.partition("-buku-")[0]
    tags = tagged.tags_of(place.site / slug / "unduh" / f"{book}.pdf")
    told: dict[str, Told] = {}
    titles = site_chapters(place, book)
    for element in _elements(tags.root):
        if element.get("/S") == "/H1" and (title := _title(element, tags.marked)) in titles:
            told[title] = Told()
        if told:
            chapter = next(reversed(told.values()))
            chapter.text += "".join(_pdf_text(element, None, tags.marked, chapter))
    return told


Marked = dict[int, dict[int, tuple[str, float]]]


def _elements(tree: Any) -> Iterator[Any]:
    """The parts of the document in reading order: what stands right below the document's own element."""
    for child in tagged.children(tree):
        if child.get("/S") == "/Document":
            yield from tagged.children(child)
        else:
            yield child


def _title(element: Any, marked: Marked) -> str:
    return " ".join("".join(_pdf_text(element, None, marked, Told())).split())


def _pdf_text(element: Any, page: Any, marked: Marked, told: Told) -> Iterator[str]:
    kind, page = element.get("/S"), element.raw_get("/Pg") if "/Pg" in element else page
    if kind == "/TOC" or (kind == "/Lbl" and not tagged.is_term(element)):
        return
    if kind == "/Note":
        told.notes.append(
            "".join(text for part in tagged.children(element) for text in _inner(part, page, marked, told))
        )
        return
    edge = "" if kind in INLINE else "\n"
    yield edge
    for part in tagged.children(element):
        if kind != "/Figure" or not isinstance(part, int):
            yield from _inner(part, page, marked, told)
    yield edge


def _inner(part: Any, page: Any, marked: Marked, told: Told) -> Iterator[str]:
    """The text of one child of an element: another element, or a piece of a page's content by its number."""
    if isinstance(part, int):
        yield marked[page.idnum].get(part, ("", 0.0))[0]
    elif part.get("/Type") == "/MCR":
        where = part.raw_get("/Pg") if "/Pg" in part else page
        yield marked[where.idnum].get(part["/MCID"], ("", 0.0))[0]
    elif part.get("/Type") != "/OBJR":
        yield from _pdf_text(part, page, marked, told)


# Whole books


@EVERY_BOOK
def test_every_chapter_of_the_site_is_in_the_word_file(built: Place, book: str) -> None:
    assert set(docx_chapters(built, book)) == set(site_chapters(built, book))


@EVERY_BOOK
def test_every_chapter_of_the_site_is_in_the_pdf(built: Place, book: str) -> None:
    assert set(pdf_chapters(built, book)) == set(site_chapters(built, book))


@EVERY_BOOK
def test_the_word_file_says_the_words_of_the_site(built: Place, book: str) -> None:
    assert_same(site_chapters(built, book), docx_chapters(built, book))


@EVERY_BOOK
def test_the_pdf_says_the_words_of_the_site(built: Place, book: str) -> None:
    assert_same(site_chapters(built, book), pdf_chapters(built, book))


@EVERY_BOOK
@pytest.mark.parametrize("read", [docx_chapters, pdf_chapters])
def test_footnotes_say_the_same_words_in_the_same_chapter(built: Place, book: str, read: Reader) -> None:
    expected = {title: [words(note) for note in told.notes] for title, told in site_chapters(built, book).items()}
    assert {title: [words(note) for note in told.notes] for title, told in read(built, book).items()} == expected


AUTHORED = """
BAB III Strategi Pembangunan Smart City
Belum ditulis. Isi berkas kab-kecil/naskah/pengantar-strategi.md.
3.1 Smart Governance
Bagian ini contoh: belum berasal dari dokumen resmi.
Pembuka dengan tebal, miring, coret, kode <b>, tautan, dan catatan kaki. Baris kedua baris ketiga.
Tanda biasa: # $ * _ < > & " ' @ ~ \\ dan {{ tetap huruf biasa.
3.1.1 Kondisi "A & B" <sekarang>
Butir pertama anak butir cucu butir Butir kedua
butir lepas paragraf kedua di dalam butir butir terakhir
Kutipan warga rekaan.
3.1.1.1 Istilah
SPBE Sistem pemerintahan berbasis elektronik.
kode # blok {{ jumlah_program }}
3.1.2 Angka
3.1.2.1 Hitungan
Ada 2 program senilai Rp 1,63 miliar pada 2025–2027, yaitu Kanal "Satu & Pintu" <warga> dan Aturan main layanan.
Tabel 3.1 Pertanyaan "warga" & jawaban
Tahun Jenis layanan Banyaknya
2023 Umum 1.062
2024 a & b < c 73,82
Sumber: Kantor Rekaan, 2024; Warta Rekaan, 2024
"""


@pytest.mark.parametrize("read", [site_chapters, docx_chapters, pdf_chapters])
def test_what_an_author_wrote_is_what_is_told(built: Place, read: Reader) -> None:
    """The other tests compare one outlet with another; this one says what tests/kecil asks of all three."""
    expected = words(AUTHORED)
    told = read(built, "kab-kecil-buku-2")["BAB III Strategi Pembangunan Smart City"]
    assert not differences(expected, told.words[: len(expected)])


# Any Markdown: every word that goes in comes out once, in its place

Piece = tuple[str, list[str]]  # Markdown, and the words a reader shall see of it
LETTERS = st.text("abcdefghijklmnopqrstuvwxyzé", min_size=1, max_size=7)
ODD = ["<script>", "</div>", "&lt;", "&", "$x$", "#import", "*a*", "_", "\\", "\\n", '"', "'", "@ref", "//", "a//b"]
ODD += [
    "~",
    "|",
    "{% raw %}",
    "{: .x }",
    "[x](y)",
    "![x](y)",
    "<!--",
    "=",
    "- a",
    "1. a",
    "# a",
    ":::",
    "```",
    "««",
    "^",
]
WORD = st.one_of(LETTERS, LETTERS, st.sampled_from(ODD))


def written(word: str) -> str:
    """A word as an author must type it to get just that."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", word)


def glued(glue: str) -> Callable[[list[Piece]], Piece]:
    return lambda pieces: (glue.join(piece[0] for piece in pieces), [word for piece in pieces for word in piece[1]])


def indented(piece: Piece, first: str) -> Piece:
    margin = " " * len(first)
    lines = piece[0].split("\n")
    return "\n".join([first + lines[0], *(margin + line if line else "" for line in lines[1:])]), piece[1]


def typed(write: Callable[[list[str]], str]) -> Callable[[list[str]], Piece]:
    """What is written of these words; each of them may hold several, as `- a` does."""
    return lambda found: (write(found), " ".join(found).split())


def broken(parts: tuple[Piece, str, Piece]) -> Piece:
    return glued(parts[1])([parts[0], parts[2]])


plain_words = st.lists(WORD, min_size=1, max_size=4).map(typed(lambda found: " ".join(map(written, found))))
code_words = st.lists(WORD.filter(lambda word: "`" not in word and "|" not in word), min_size=1, max_size=2)
links = plain_words.map(lambda piece: (f"[{piece[0]}](https://contoh.invalid/a_b?c=1&d=2)", piece[1]))
pictures = plain_words.map(lambda piece: (f"![{piece[0]}](gambar/x.png)", piece[1]))
marks = st.sampled_from(["**", "*", "~~"])
strong_words = st.tuples(marks, plain_words).map(lambda t: (f"{t[0]}{t[1][0]}{t[0]}", t[1][1]))
code_spans = code_words.map(typed(lambda found: f"`` {' '.join(found)} ``"))
pieces = st.one_of(plain_words, strong_words, code_spans, links, pictures)
spans = st.lists(pieces, min_size=1, max_size=4).map(glued(" "))
paragraphs = st.one_of(spans, st.tuples(spans, st.sampled_from(["\n", "\\\n", "  \n"]), spans).map(broken))
fences = st.lists(WORD.filter(lambda word: "`" not in word and ":" not in word), min_size=1, max_size=5).map(
    typed(lambda found: "\n".join(["````", *found, "````"]))
)
rows = st.tuples(spans, spans).map(lambda cells: (f"| {cells[0][0]} | {cells[1][0]} |", cells[0][1] + cells[1][1]))
rules = st.sampled_from(["| --- | ---: |", "| :---: | --- |"])
tables = st.tuples(rows, rules, st.lists(rows, max_size=2)).map(lambda t: glued("\n")([t[0], (t[1], []), *t[2]]))
definitions = st.tuples(spans, spans).map(lambda t: (f"{t[0][0]}\n: {t[1][0]}", t[0][1] + t[1][1]))
line: Piece = ("***", [])  # three hyphens behind the hyphen of a list would be one line of hyphens
leaves = st.one_of(paragraphs, fences, tables, st.just(line))


def nesting(inner: st.SearchStrategy[Piece]) -> st.SearchStrategy[Piece]:
    items = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        items.map(lambda found: glued("\n\n")([indented(item, "- ") for item in found])),
        items.map(lambda found: glued("\n\n")([indented(item, "7. ") for item in found])),
        items.map(glued("\n\n")).map(lambda piece: (re.sub("(?m)^", "> ", piece[0]), piece[1])),
    )


blocks = st.one_of(definitions, st.recursive(leaves, nesting, max_leaves=6))


@st.composite
def manuscripts(draw: st.DrawFn) -> Piece:
    """A text of several blocks, some of them in a box, with footnotes whose words stand where the note is called."""
    parts: list[Piece] = []
    notes: list[str] = []
    for block in draw(st.lists(blocks, max_size=5)):
        kind = draw(st.sampled_from(["plain", "box", "note"]))
        if kind == "box":
            parts.append((f"::: catatan\n{block[0]}\n:::", block[1]))
        elif kind == "note":
            note, called = draw(spans), draw(spans)
            notes.append(f"[^{len(notes)}]: {note[0]}")
            parts += [block, (f"{called[0]}[^{len(notes) - 1}]", called[1] + note[1])]
        else:
            parts.append(block)
    text, told = glued("\n\n")(parts)
    return "\n\n".join([text, *notes]), told


def html_words(nodes: tuple[markup.Node, ...]) -> list[str]:
    page = lxml.html.fromstring(f"<article>{prose.html(nodes)}</article>")
    for note in page.iter("span"):
        note.attrib["class"], note.text = "", f" {note.text or ''}"
    return "".join(_html_text(page, Told())).split()


SOURCE = re.compile(
    r"""#link\("(?:[^"\\]|\\.)*"\)|"((?:[^"\\]|\\.)*)"|#(?:strong|emph|strike)\[|#raw\((?!block)|[;#\])]|(.)""", re.S
)


def typst_words(nodes: tuple[markup.Node, ...]) -> list[str]:
    """The words in the string literals of the Typst source; whatever is not a mark inside a line parts them."""
    shown = ""
    for match in SOURCE.finditer(prose.typst(nodes)):
        literal, other = match.groups()
        shown += re.sub(r"\\(.)", lambda m: {"n": "\n"}.get(m[1], m[1]), literal) if literal else " " if other else ""
    return INVISIBLE.sub("", shown).split()


def paragraphs_for_headings(text: str) -> tuple[markup.Node, ...]:
    """As the assembly hands prose on: a heading begins a section, or is a paragraph where none can begin."""
    return markup.expand(markup.parse(text), "heading", lambda node: (replace(node, kind="paragraph"),))


@given(manuscripts())
@settings(max_examples=100)
def test_the_site_and_the_pdf_source_hold_every_word_of_a_manuscript_once(manuscript: Piece) -> None:
    nodes = markup.parse(manuscript[0])
    assert html_words(nodes) == manuscript[1]
    assert typst_words(nodes) == manuscript[1]


SHREDS = [*"ab \n*_`~[]()!<>&;:|-#+=\\\"'1.{}$@/^", "[^1]", "[^1]: ", "::: catatan\n", ":::", "| a |\n| - |\n", "\n\n"]
SHREDS += ["    ", "- ", "1. ", "> ", "```\n", "https://a.b", "{{ x }}", "\n: ", "\\\n", "  \n", "![", "](", "&amp;"]


@given(st.lists(st.sampled_from(SHREDS), max_size=40).map("".join))
@settings(max_examples=400)
def test_the_pdf_source_holds_the_words_of_the_site_whatever_was_typed(text: str) -> None:
    nodes = paragraphs_for_headings(text)
    assert typst_words(nodes) == html_words(nodes)


# What the outlets have no place for

SILENT = {
    "a second paragraph of a footnote": "Teks.[^a]\n\n[^a]: Satu.\n\n    Zamrud.\n",
    "a list in a footnote": "Teks.[^a]\n\n[^a]: Satu.\n\n    - Zamrud\n",
    "a footnote in a footnote": "Teks.[^a]\n\n[^a]: Satu.[^b]\n\n[^b]: Zamrud.\n",
    "a footnote in a heading": "## Judul[^a]\n\nTeks.\n\n[^a]: Zamrud.\n",
    "a footnote that nothing calls": "Teks.\n\n[^a]: Zamrud.\n",
    "a title after the name of a box": "::: catatan Zamrud\nTeks.\n:::\n",
    "the caption of a table inside a box": ":::: catatan\n::: tabel Zamrud\n| a |\n| - |\n| b |\n:::\n::::\n",
    "the caption of a table inside a list": "- Butir\n\n  ::: tabel Zamrud\n  | a |\n  | - |\n  | b |\n  :::\n",
    "a paragraph beside a table in its box": "::: tabel Judul\nZamrud.\n\n| a |\n| - |\n| b |\n:::\n",
    "a table's box without a table": "::: tabel Judul\nZamrud.\n:::\n",
    "the caption of a picture inside a sentence": 'Teks ![peta](gambar/peta.png "Zamrud") teks.\n',
    "the caption of a picture inside a list": '- ![peta](gambar/peta.png "Zamrud")\n',
    "a cell beyond the last column": "::: tabel Judul\n| a |\n| - |\n| b | Zamrud |\n:::\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_no_word_is_lost_in_silence(unbuilt: Place, text: str) -> None:
    """Either the books tell the word, or `check` tells the author that they do not."""
    (unbuilt.content / "kab-kecil" / "naskah" / "latar-belakang.md").write_text(text, "utf-8")
    trusted = templates.load(unbuilt.root / "templates")
    shared, folder = (sources.from_folder(unbuilt.content, name, "content") for name in ("bersama", "kab-kecil"))
    plan, report = publish.examine(folder, shared, trusted)
    found = [finding.message for finding in report.findings if finding.position.path.endswith("latar-belakang.md")]
    told = "Zamrud" in pdf.source(trusted, books.books(Scope(plan, trusted))[0])
    assert told or found


# What the lists before and after the chapters promise


@pytest.mark.parametrize(("book", "used"), [("buku-1", {"OPD"}), ("buku-2", {"OPD", "SPBE"}), ("buku-3", {"OPD"})])
def test_every_abbreviation_that_a_book_uses_is_in_its_list(pressed: Place, book: str, used: set[str]) -> None:
    """SPBE begins a definition, where two blocks meet; in Buku III, OPD only heads a column."""
    trusted = templates.load(pressed.root / "templates")
    shared, folder = (sources.from_folder(pressed.content, name, "content") for name in ("bersama", "kab-kecil"))
    plan, _ = publish.examine(folder, shared, trusted)
    [made] = [made for made in books.books(Scope(plan, trusted)) if made.id == book]
    source = pdf.source(trusted, replace(made, front=()))
    offices = {opd.singkatan for opd in plan.opd}
    words = ("OPD", "SPBE", "TIDAKDIPAKAI", *offices)
    written = {word for word in words if re.search(rf"\b{word}\b", source)}
    assert written - offices == used
    lists = [block for part in made.front for block in part.blocks if isinstance(block, Table)]
    assert {markup.plain(row.cells[0].spans) for table in lists for row in table.rows} == written


@pytest.mark.parametrize("read", [site_chapters, docx_chapters, pdf_chapters])
def test_every_source_below_a_table_is_in_the_list_of_sources(built: Place, read: Reader) -> None:
    told = read(built, "kab-kecil-buku-2")
    listed = told["Daftar Sumber"].text
    cited = {name for chapter in told.values() for name in re.findall(r"(\w+ Rekaan), \d{4}", chapter.text)}
    assert cited == {"Kantor Rekaan", "Warta Rekaan"}
    assert {name for name in cited if name not in listed} == set()
