"""The audit: a file broken in one place is found by one rule, and our own files break none."""

from __future__ import annotations

import importlib.util
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from copy import deepcopy
from itertools import product
from pathlib import Path
from typing import Any

import pypdf
import pytest
from lxml import etree
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from test_cli import run

from dosir import audit
from dosir.audit import finding, lists, office, package, parts, portable
from dosir.audit.finding import Fault
from dosir.publish import Place

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "p": "http://schemas.openxmlformats.org/package/2006/relationships",
    "t": "http://schemas.openxmlformats.org/package/2006/content-types",
    "dc": "http://purl.org/dc/elements/1.1/",
    "v": "urn:schemas-microsoft-com:vml",
}
W, R = f"{{{NAMES['w']}}}", f"{{{NAMES['r']}}}"
DOCUMENT, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
TYPES, RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
BOOK = "kab-kecil-buku-3"  # the shortest with charts, and SHORT the shortest of all: each break is looked for anew
SHORT = "kab-mungil-buku-3"
BOOKS = [f"{slug}-buku-{number}" for slug, number in product(("kab-kecil", "kab-mungil"), (1, 2, 3))]
EVERY_BOOK = pytest.mark.parametrize("book", BOOKS)
PARAGRAPH = "w:body/w:p[w:r/w:t][1]"
Parts = dict[str, Any]  # XML as trees, all else as bytes
Break = Callable[[Parts], None]


def file_of(place: Place, book: str, kind: str) -> Path:
    return place.site / book.partition("-buku-")[0] / "unduh" / f"{book}.{kind}"


def taken_apart(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    return {name: etree.fromstring(data) if name.endswith((".xml", ".rels")) else data for name, data in found.items()}


def put_together(found: Parts, *more: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    written = {name: part if isinstance(part, bytes) else etree.tostring(part) for name, part in found.items()}
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in (*written.items(), *more):
            archive.writestr(name, data)
    return made.getvalue()


def faults(data: bytes) -> set[Fault]:
    """All but the verdict of openxml-audit, which would name most of these faults too."""
    opened, found = package.opened(data)
    rules = (parts.lints, *(audit.WORD_RULES if opened.main else ()))
    return {*found, *(fault for rule in rules for fault in rule(opened))} if opened.names else set(found)


def rules(found: set[Fault]) -> set[str]:
    return {fault.rule for fault in found}


@pytest.fixture(scope="module")
def sound(built: Place) -> bytes:
    return file_of(built, BOOK, "docx").read_bytes()


@pytest.fixture(scope="module")
def known(sound: bytes) -> set[Fault]:
    return faults(sound)


# Ways to break a DOCX


def every(found: Parts, path: str, part: str = DOCUMENT) -> list[Any]:
    return list(found[part].xpath(path, namespaces=NAMES))


def first(found: Parts, path: str, part: str = DOCUMENT) -> Any:
    there = every(found, path, part)
    assert there, f"{part} has no {path}"
    return there[0]


def made(xml: str) -> Any:
    spaces = " ".join(f'xmlns:{name}="{space}"' for name, space in NAMES.items())
    return etree.fromstring(f"<x {spaces}>{xml}</x>")[0]


def remove(path: str, part: str = DOCUMENT) -> Break:
    def change(found: Parts) -> None:
        element = first(found, path, part)
        element.getparent().remove(element)

    return change


def remove_all(path: str, part: str = DOCUMENT) -> Break:
    def change(found: Parts) -> None:
        assert every(found, path, part)
        for element in every(found, path, part):
            element.getparent().remove(element)

    return change


def write(path: str, name: str, value: str, part: str = DOCUMENT) -> Break:
    """Another value for an attribute of the first element at a path."""

    def change(found: Parts) -> None:
        prefix, _, local = name.rpartition(":")
        first(found, path, part).set(f"{{{NAMES[prefix]}}}{local}" if prefix else local, value)

    return change


def copy_to(source: str, path: str, name: str, part: str = DOCUMENT) -> Break:
    """The attribute of one element also in the other."""

    def change(found: Parts) -> None:
        key = name.replace("w:", W).replace("r:", R)
        first(found, path, part).set(key, first(found, source, part).get(key))

    return change


def twice(path: str, part: str = DOCUMENT) -> Break:
    def change(found: Parts) -> None:
        element = first(found, path, part)
        element.addnext(deepcopy(element))

    return change


def add(xml: str, path: str = PARAGRAPH, part: str = DOCUMENT) -> Break:
    """One more element at the end of the first one at a path; outside of lists and tables unless told."""

    def change(found: Parts) -> None:
        first(found, path, part).append(made(xml))

    return change


def relation(kind: str, target: str, mode: str = "", key: str = "rIdUji") -> Break:
    outside = f' TargetMode="{mode}"' if mode else ""
    space = NAMES["r"]
    return add(f'<p:Relationship Id="{key}" Type="{space}/{kind}" Target="{target}"{outside}/>', ".", RELATIONS)


def part_of(name: str, data: bytes, kind: str = "") -> Break:
    """A new part with its content type, and a relationship when there is a kind."""

    def change(found: Parts) -> None:
        found[name] = data
        add(f'<t:Override PartName="/{name}" ContentType="application/x-uji"/>', ".", TYPES)(found)
        if kind:
            relation(kind, name.removeprefix("word/"))(found)

    return change


def together(*changes: Break) -> Break:
    def change(found: Parts) -> None:
        for one in changes:
            one(found)

    return change


def notes(kind: str, *ids: int) -> Break:
    """Notes or comments of these ids, in the part that is there or in a new one; each is referred to."""

    def change(found: Parts) -> None:
        name = f"word/{kind}s.xml"
        if name not in found:
            part_of(name, b"", f"{kind}s")(found)
            found[name] = made(f"<w:{kind}s/>")
        for one in ids:
            add(f'<w:{kind} w:id="{one}" w:author="Uji"><w:p/></w:{kind}>', ".", name)(found)
            add(f'<w:r><w:{kind}Reference w:id="{one}"/></w:r>')(found)

    return change


def bookmark(number: int, name: str) -> Break:
    return together(
        add(f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'), add(f'<w:bookmarkEnd w:id="{number}"/>')
    )


def field(instruction: str, *kinds: str, path: str = PARAGRAPH) -> Break:
    """A field whose marks are these; its words follow the first mark."""
    runs = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds]
    runs.insert(1, f"<w:r><w:instrText>{instruction}</w:instrText></w:r>")
    return together(*(add(run, path) for run in runs))


def entry(change: Callable[[Any, Any], None]) -> Break:
    """A change of the third line of the contents, with the fourth at hand."""

    def broken(found: Parts) -> None:
        lines = every(found, '//w:p[starts-with(w:pPr/w:pStyle/@w:val, "TOC")]')
        change(lines[2], lines[3])

    return broken


def without_page(line: Any, _: Any) -> None:
    [text for text in line.iter(f"{W}t") if text.text][-1].text = ""


def without_link(line: Any, _: Any) -> None:
    aim(line, "")


def misled(line: Any, other: Any) -> None:
    aim(line, other.find(f".//{W}hyperlink").get(f"{W}anchor"))


def unlisted(line: Any, _: Any) -> None:
    line.getparent().remove(line)


def aim(line: Any, anchor: str) -> None:
    """Let a line of a list lead elsewhere, however it leads."""
    for link in line.iter(f"{W}hyperlink"):
        link.set(f"{W}anchor", anchor)
    for words in line.iter(f"{W}instrText"):
        if "PAGEREF" in words.text:
            words.text = f" PAGEREF {anchor} " if anchor else " PAGE "


def section_in_a_cell(found: Parts) -> None:
    first(found, "//w:tc/w:p/w:pPr").append(deepcopy(first(found, "w:body/w:sectPr")))


def scanned_page(found: Parts) -> None:
    picture = deepcopy(first(found, "//w:p[.//wp:inline]"))
    for words in picture.xpath(".//w:t | .//w:bookmarkStart | .//w:bookmarkEnd", namespaces=NAMES):
        words.getparent().remove(words)
    picture.xpath(".//wp:docPr", namespaces=NAMES)[0].set("id", "987654")
    last = first(found, "w:body/w:sectPr")
    last.addprevious(made(f'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>{run_of("Pindaian")}</w:p>'))
    last.addprevious(picture)


def run_of(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


HEADING = 'w:pPr/w:pStyle[starts-with(@w:val, "Heading")]'
FRONT = 'w:pPr/w:pStyle[@w:val="JudulDepan"]'
DATA_TABLE = "//w:tbl[w:tr[1]/w:trPr/w:tblHeader][count(w:tr) > 2]"
ROW = f"({DATA_TABLE})[1]/w:tr"
SECTION = "(//w:sectPr)[2]"
PLAIN_CELL = f"({ROW}[2]/w:tc[not(w:tcPr/w:gridSpan)])[1]"
BODY_TYPE = '//t:Override[@PartName="/word/document.xml"]'
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"

BREAKS: tuple[tuple[str, Break], ...] = (
    # The container
    ("untyped-part", remove('//t:Override[@PartName="/word/styles.xml"]', TYPES)),
    ("typed-without-part", add('<t:Override PartName="/word/tiada.xml" ContentType="a/b"/>', ".", TYPES)),
    ("duplicate-relation-id", twice("p:Relationship", RELATIONS)),
    ("broken-relation", relation("customXml", "tiada.xml")),
    ("unknown-relation-id", add(f'<w:hyperlink r:id="rIdTiada">{run_of("kata")}</w:hyperlink>')),
    ("unused-relation", relation("hyperlink", "https://contoh.invalid/", "External")),
    ("unused-relation", part_of("word/media/lepas.png", b"", "image")),
    ("orphan-part", part_of("word/lepas.xml", b"<a/>")),
    ("external-relation", relation("attachedTemplate", "https://contoh.invalid/a.dotm", "External")),
    (
        "external-relation",
        together(
            relation("hyperlink", "file:///etc/hosts", "External"),
            add(f'<w:hyperlink r:id="rIdUji">{run_of("kata")}</w:hyperlink>'),
        ),
    ),
    ("macro", write(BODY_TYPE, "ContentType", MACROS, TYPES)),
    ("macro", part_of("word/vbaProject.bin", b"", "vbaProject")),
    # The structure
    ("duplicate-bookmark-id", together(bookmark(7654321, "uji"), bookmark(7654321, "uji2"))),
    ("duplicate-bookmark-name", together(bookmark(7654321, "uji"), bookmark(7654322, "Uji"))),
    ("duplicate-drawing-id", copy_to("(//wp:docPr)[1]", "(//wp:docPr)[last()]", "id")),
    ("duplicate-footnote-id", notes("footnote", 801, 801)),
    ("duplicate-comment-id", notes("comment", 801, 801)),
    ("open-range", remove("//w:bookmarkEnd")),
    ("open-range", add('<w:bookmarkStart w:id="7654321" w:name="uji"/>')),
    ("open-range", add('<w:commentRangeEnd w:id="0"/>')),
    ("unbalanced-field", field("PAGE", "begin", "separate")),
    ("unbalanced-field", field("PAGE", "begin", "separate", "separate", "end")),
    ("unbalanced-field", field("PAGE", "separate", "end")),
    ("unbalanced-field", field("PAGE", "end")),
    ("broken-anchor", add(f'<w:hyperlink w:anchor="tiada">{run_of("kata")}</w:hyperlink>')),
    ("broken-anchor", add(f'<w:fldSimple w:instr=" REF tiada \\h ">{run_of("1")}</w:fldSimple>')),
    ("broken-anchor", field(" PAGEREF tiada \\h ", "begin", "separate", "end")),
    ("broken-anchor", field(' HYPERLINK \\l "tiada" ', "begin", "separate", "end")),
    ("broken-note", add('<w:r><w:footnoteReference w:id="802"/></w:r>')),
    ("unused-note", together(notes("footnote", 803), remove('//w:r[w:footnoteReference[@w:id="803"]]'))),
    ("broken-numbering", add('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="999"/></w:numPr>', "//w:p/w:pPr")),
    ("broken-numbering", add('<w:numPr><w:ilvl w:val="12"/><w:numId w:val="0"/></w:numPr>', "//w:p/w:pPr")),
    ("broken-numbering", write("//w:num/w:abstractNumId", "w:val", "98765", "word/numbering.xml")),
    ("unknown-style", add('<w:r><w:rPr><w:rStyle w:val="Tiada"/></w:rPr></w:r>')),
    ("unknown-style", write("//w:basedOn", "w:val", "Tiada", STYLES)),
    ("duplicate-style", twice("w:style", STYLES)),
    # The tables
    ("cell-without-paragraph", remove_all(f"{PLAIN_CELL}/w:p")),
    ("row-off-grid", add('<w:gridSpan w:val="2"/>', f"{PLAIN_CELL}/w:tcPr")),
    ("row-off-grid", add('<w:gridBefore w:val="1"/>', f"{ROW}[2]/w:trPr")),
    ("width-off-grid", write(f"({DATA_TABLE})[1]/w:tblPr/w:tblW", "w:w", "123")),
    ("broken-merge", add("<w:vMerge/>", f"{ROW}[1]/w:tc[1]/w:tcPr")),
    ("table-without-header", remove(f"{ROW}[1]/w:trPr/w:tblHeader")),
    ("stray-header-row", add("<w:tblHeader/>", f"{ROW}[3]/w:trPr")),
    # The sections
    ("orphan-section", remove("w:body/w:sectPr")),
    ("orphan-section", section_in_a_cell),
    ("no-page-size", remove(f"{SECTION}/w:pgSz")),
    ("turned-wrongly", write(f"{SECTION}/w:pgSz", "w:orient", "landscape")),
    ("mixed-paper", write(f"{SECTION}/w:pgSz", "w:h", "19999")),
    ("no-margins", remove(f"{SECTION}/w:pgMar")),
    ("no-margins", write(f"{SECTION}/w:pgMar", "w:left", "11000")),
    ("section-without-edge", remove_all(f"{SECTION}/w:footerReference")),
    ("wrong-edge", copy_to(f"{SECTION}/w:footerReference", f"{SECTION}/w:headerReference", "r:id")),
    # Accessibility
    ("no-title", remove("dc:title", CORE)),
    ("no-language", remove("w:docDefaults//w:lang", STYLES)),
    ("no-language", write("w:docDefaults//w:lang", "w:val", "en-US", STYLES)),
    ("no-language", add('<w:r><w:rPr><w:lang w:val="Bahasa Indonesia"/></w:rPr></w:r>')),
    ("no-headings", remove_all("//w:outlineLvl", STYLES)),
    ("heading-jump", add('<w:outlineLvl w:val="1"/>', f"(w:body/w:p[{HEADING} or {FRONT}])[1]/w:pPr")),
    ("heading-jump", add('<w:outlineLvl w:val="6"/>', f"(w:body/w:p[{HEADING}])[2]/w:pPr")),
    ("empty-heading", remove_all(f"(w:body/w:p[{HEADING}])[3]//w:r")),
    ("no-alt-text", write("(//wp:inline/wp:docPr)[1]", "descr", " ")),
    ("no-alt-text", write("(//wp:inline/wp:docPr)[1]", "descr", "word/media/rId9.PNG")),
    ("no-alt-text", write("(//wp:inline/wp:docPr)[1]", "descr", "data:image/png;base64,AAAA")),
    ("no-alt-text", add('<w:r><w:pict><v:shape><v:imagedata src=""/></v:shape></w:pict></w:r>')),
    ("empty-link", add('<w:hyperlink w:anchor="_top"><w:r><w:t> </w:t></w:r></w:hyperlink>')),
    # The lists
    ("empty-list", field(' TOC \\h \\c "Bagan" ', "begin", "separate", "end", path="w:body/w:p[w:pPr/w:sectPr]")),
    ("line-without-page", entry(without_page)),
    ("line-without-link", entry(without_link)),
    ("line-misleads", entry(misled)),
    ("missing-from-list", entry(unlisted)),
)


@pytest.mark.parametrize(("rule", "change"), BREAKS, ids=[f"{at}-{rule}" for at, (rule, _) in enumerate(BREAKS)])
def test_what_is_broken_is_found_by_the_rule_for_it_alone(
    rule: str, change: Break, sound: bytes, known: set[Fault]
) -> None:
    broken = taken_apart(sound)
    change(broken)
    assert rules(faults(put_together(broken)) - known) == {rule}


def test_a_chapter_that_is_only_a_picture_is_found(sound: bytes, known: set[Fault]) -> None:
    """The new chapter is not in the list of contents either."""
    broken = taken_apart(sound)
    scanned_page(broken)
    assert rules(faults(put_together(broken)) - known) == {"image-only", "missing-from-list"}


def test_a_decorative_picture_needs_no_words(sound: bytes, known: set[Fault]) -> None:
    broken = taken_apart(sound)
    space = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    first(broken, "//wp:inline/wp:docPr").append(made(f'<d:decorative xmlns:d="{space}" val="1"/>'))
    write("(//wp:inline/wp:docPr)[1]", "descr", "")(broken)
    assert faults(put_together(broken)) == known


def test_every_header_and_footer_of_a_plain_document_may_be_inherited(sound: bytes, known: set[Fault]) -> None:
    """Word writes no reference where a section of the same direction goes on with the one before."""
    broken = taken_apart(sound)
    upright = [
        section
        for section in every(broken, "//w:sectPr")
        if first({DOCUMENT: section}, "w:pgSz").get(f"{W}orient") != "landscape"
    ]
    for mark in upright[2].xpath("w:headerReference | w:footerReference", namespaces=NAMES):
        upright[2].remove(mark)
    before = every(broken, "//w:sectPr").index(upright[2]) - 1
    turned = every(broken, "//w:sectPr")[before] not in upright
    assert ("section-without-edge" in rules(faults(put_together(broken)) - known)) == turned


def test_a_part_that_is_there_twice_is_found(sound: bytes, known: set[Fault]) -> None:
    broken = taken_apart(sound)
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = put_together(broken, (STYLES, etree.tostring(broken[STYLES])))
    assert rules(faults(data) - known) == {"duplicate-part"}


def test_xml_that_is_not_xml_is_found(sound: bytes) -> None:
    broken = taken_apart(sound) | {CORE: b"<a><b></a>"}
    assert "malformed-xml" in rules(faults(put_together(broken)))


def test_a_document_type_and_its_entities_are_refused_and_not_read(sound: bytes) -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'
    broken = taken_apart(sound) | {"docProps/app.xml": bomb}
    assert "doctype" in rules(faults(put_together(broken)))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 bukan paket", b"%PDF-1.7"])
def test_what_is_no_package_is_a_finding_and_no_traceback(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(data)
    assert [one.rule for one in audit.look(file, libreoffice=True)] == ["broken-package"]


def test_a_package_without_a_document_is_found(sound: bytes, known: set[Fault]) -> None:
    broken = taken_apart(sound)
    remove('p:Relationship[contains(@Type, "officeDocument/2006/relationships/officeDocument")]', "_rels/.rels")(broken)
    assert rules(faults(put_together(broken)) - known) == {"no-document", "orphan-part"}


def test_a_package_that_unpacks_to_too_much_is_not_unpacked(sound: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_BYTES", 10_000)
    assert rules(faults(sound)) == {"too-large"}


def test_what_breaks_the_schema_is_found_by_openxml_audit(sound: bytes, tmp_path: Path) -> None:
    broken = taken_apart(sound)
    add('<w:jc w:val="miring"/>', "//w:p/w:pPr[not(w:jc)]")(broken)
    file = tmp_path / "a.docx"
    file.write_bytes(put_together(broken))
    assert "openxml" in {one.rule for one in audit.look(file, libreoffice=False)}


# Ways to break a PDF


def _forget_title(writer: Any) -> None:
    writer.metadata = None
    writer.root_object.pop("/Metadata", None)


def _hide_title(writer: Any) -> None:
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject()


def _bare_fonts(writer: Any) -> None:
    for one in list(writer._objects):
        if isinstance(one, dict) and one.get("/Type") == "/FontDescriptor":
            for key in portable.EMBEDDED:
                one.pop(NameObject(key), None)


def _speechless(writer: Any) -> None:
    figures = [one for one in writer._objects if isinstance(one, dict) and one.get("/S") == "/Figure"]
    assert figures
    figures[0][NameObject("/Alt")] = TextStringObject("bagan.svg")


def _script(writer: Any) -> None:
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): DictionaryObject(action)})


def _launch(writer: Any) -> None:
    action = {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc.exe")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)


def _nameless_bookmark(writer: Any) -> None:
    first_entry = writer.root_object["/Outlines"]["/First"].get_object()
    first_entry[NameObject("/Title")] = TextStringObject(" ")


def _without(*keys: str) -> Callable[[Any], None]:
    def change(writer: Any) -> None:
        for key in keys:
            writer.root_object.pop(NameObject(key), None)

    return change


def rewritten(data: bytes, change: Callable[[Any], None]) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    change(writer)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("no-title", _forget_title),
        ("no-title", _hide_title),
        ("no-language", _without("/Lang")),
        ("no-bookmarks", _without("/Outlines")),
        ("empty-bookmark", _nameless_bookmark),
        ("no-page-labels", _without("/PageLabels")),
        ("font-not-embedded", _bare_fonts),
        ("active-content", _script),
        ("active-content", _launch),
        ("untagged", _without("/StructTreeRoot")),
        ("no-alt-text", _speechless),
        ("encrypted", lambda writer: writer.encrypt("rahasia", algorithm="RC4-128")),
    ],
)
def test_what_is_broken_in_a_pdf_is_found_by_the_rule_for_it_alone(
    rule: str, change: Callable[[Any], None], built: Place
) -> None:
    data = file_of(built, BOOK if change is _speechless else SHORT, "pdf").read_bytes()
    assert rules(set(portable.lints(data))) == set()
    assert rules(set(portable.lints(rewritten(data, change)))) == {rule}


def test_what_breaks_the_profiles_of_a_pdf_is_found(built: Place, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(rewritten(file_of(built, SHORT, "pdf").read_bytes(), _without("/MarkInfo")))
    assert {one.rule for one in audit.look(file, libreoffice=False)} == {"pdf-conformance"}


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n1 0 obj\n", b"PK\x03\x04"])
def test_what_is_no_pdf_is_a_finding_and_no_traceback(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(data)
    assert "broken-pdf" in {one.rule for one in audit.look(file, libreoffice=False)}


# Our own files


@EVERY_BOOK
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_our_own_books_break_no_rule(built: Place, book: str, kind: str) -> None:
    assert audit.look(file_of(built, book, kind), libreoffice=False) == ()


@pytest.fixture(scope="module")
def printed(built: Place, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What LibreOffice prints of each of our books; one run for all, since to start it takes longer than a book."""
    folder = tmp_path_factory.mktemp("libreoffice")
    for book in BOOKS:
        data = file_of(built, book, "docx").read_bytes()
        (folder / f"{book}.docx").write_bytes(office.marked(package.opened(data)[0], data))
    sent = sorted(folder.glob("*.docx"))
    subprocess.run(office.command(folder, sent), check=True, capture_output=True, timeout=office.PATIENCE)
    return {file.stem: file.with_suffix(".pdf").read_bytes() for file in sent}


@pytest.mark.needs("soffice", "libreoffice-writer")
@EVERY_BOOK
def test_libreoffice_agrees_with_our_own_books(
    built: Place, book: str, printed: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "converted", lambda _: printed[book])
    data, beside = (file_of(built, book, kind).read_bytes() for kind in ("docx", "pdf"))
    opened, _ = package.opened(data)
    assert lists.listings(opened)
    assert list(office.lints(opened, data, beside)) == []


# LibreOffice


@pytest.fixture(scope="module")
def disputed(sound: bytes) -> list[Fault]:
    """What LibreOffice shows of a book in which a page number, a title and a bookmark of the contents are wrong."""
    broken = taken_apart(sound)
    lines = every(broken, '//w:p[starts-with(w:pPr/w:pStyle/@w:val, "TOC")]')
    [text for text in lines[4].iter(f"{W}t") if text.text][-1].text = "77"
    next(text for text in lines[5].iter(f"{W}t") if text.text).text = "Judul lain"
    aim(lines[6], "tiada")
    data = put_together(broken)
    short = pypdf.PdfWriter()
    short.add_blank_page(595, 842)
    beside = io.BytesIO()
    short.write(beside)
    return list(office.lints(package.opened(data)[0], data, beside.getvalue()))


@pytest.mark.needs("soffice", "libreoffice-writer")
@pytest.mark.parametrize("rule", ["wrong-page", "line-not-on-page", "lost-anchor", "page-count"])
def test_libreoffice_shows_what_only_a_layout_can_say(rule: str, disputed: list[Fault]) -> None:
    assert [fault.rule for fault in disputed].count(rule) == 1


@pytest.mark.needs("soffice", "libreoffice-writer")
def test_libreoffice_shows_nothing_else_of_that_book(disputed: list[Fault]) -> None:
    assert len(disputed) == 4


@pytest.mark.needs("soffice", "libreoffice-writer")
def test_libreoffice_that_does_not_end_is_a_finding(sound: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "PATIENCE", 0.01)
    assert [fault.rule for fault in office.lints(package.opened(sound)[0], sound, None)] == ["libreoffice-failed"]


def test_libreoffice_that_is_not_there_is_a_finding(sound: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "PROGRAM", "soffice-yang-tidak-ada")
    assert [fault.rule for fault in office.lints(package.opened(sound)[0], sound, None)] == ["libreoffice-missing"]


@pytest.mark.parametrize(("printed", "ours", "fits"), [(3, 2, 1), (4, 2, 0), (95, 100, 1), (94, 100, 0), (105, 100, 1)])
def test_page_counts_may_differ_by_a_page_or_by_five_percent(printed: int, ours: int, fits: bool) -> None:
    assert (list(office._count(printed, ours)) == []) == bool(fits)


@pytest.mark.parametrize(("sizes", "fits"), [("A4 turned", True), ("A4", False), ("A4 turned letter", False)])
def test_pages_of_another_size_or_direction_are_found(sizes: str, fits: bool, sound: bytes) -> None:
    """A book with upright and turned sections of A4."""
    turned = taken_apart(sound)
    for at, section in enumerate(every(turned, "//w:sectPr/w:pgSz")):
        for key, value in (("w", "16838"), ("h", "11906"), ("orient", "landscape")) if at == 1 else ():
            section.set(W + key, value)
    opened, _ = package.opened(put_together(turned))
    printed = pypdf.PdfWriter()
    for size in sizes.split():
        printed.add_blank_page(*{"A4": (595.3, 841.9), "turned": (841.9, 595.3), "letter": (612, 792)}[size])
    assert (list(office._paper(opened, printed)) == []) == fits


# The command


def test_the_command_says_nothing_of_sound_files(built: Place) -> None:
    ran = run(built.root, "audit", "--no-libreoffice", "--jobs", "1", str(file_of(built, BOOK, "pdf")))
    assert (ran.code, ran.out, ran.err) == (0, "", "0 temuan dalam 1 berkas.\n")


def test_the_command_without_files_looks_at_every_download(built: Place, tmp_path: Path) -> None:
    """Of every regency each DOCX, PDF and XLSX, and nothing else."""
    here = built.site / "kab-mungil" / "unduh"
    downloads = {"a": [f"{SHORT}.docx", f"{SHORT}.pdf", f"{SHORT}.epub"], "b": ["kab-mungil.xlsx", "kab-mungil.json"]}
    for slug, names in downloads.items():
        folder = tmp_path / "site" / slug / "unduh"
        folder.mkdir(parents=True)
        for name in names:
            shutil.copy(here / name, folder)
    ran = run(tmp_path, "audit", "--no-libreoffice", "--jobs", "2")
    assert (ran.code, ran.err) == (0, "0 temuan dalam 3 berkas.\n")


def test_the_command_tells_all_findings_of_all_files_at_once(sound: bytes, tmp_path: Path) -> None:
    broken = taken_apart(sound)
    together(remove("dc:title", CORE), write("(//wp:docPr)[1]", "descr", ""))(broken)
    for name in ("a.docx", "b.docx"):
        (tmp_path / name).write_bytes(put_together(broken))
    ran = run(tmp_path, "audit", str(tmp_path), "--no-libreoffice", "--format", "json", "--jobs", "1")
    told = [(Path(one["file"]).name, one["rule"]) for one in json.loads(ran.out)]
    assert ran.code == 1
    assert {("a.docx", "no-title"), ("a.docx", "no-alt-text"), ("b.docx", "no-title")} <= set(told)


def test_a_finding_is_a_line_with_its_file_place_and_rule() -> None:
    one = finding.of("a.docx", [Fault("no-title", "sifat dokumen", "dokumen tidak\nberjudul")])
    assert finding.as_text(one) == "a.docx: sifat dokumen: [no-title] dokumen tidak berjudul\n"


@pytest.mark.parametrize("name", ["catatan.txt", "tiada.docx", "kosong"])
def test_what_cannot_be_judged_is_misuse(tmp_path: Path, name: str) -> None:
    (tmp_path / "catatan.txt").write_text("a", "utf-8")
    (tmp_path / "kosong").mkdir()
    ran = run(tmp_path, "audit", str(tmp_path / name))
    assert (ran.code, ran.out) == (2, "")
    assert name in ran.err


def test_before_the_first_build_there_is_nothing_to_audit(tmp_path: Path) -> None:
    assert run(tmp_path, "audit").code == 2


def test_a_judge_that_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "openxml_audit" else there(name))
    ran = run(tmp_path, "audit")
    assert (ran.code, ran.out) == (2, "")
    assert "memerlukan openxml-audit; pasang: pip install" in ran.err


@pytest.mark.parametrize(
    ("page", "rules"), [("35", []), ("36", []), ("37", []), ("34", ["wrong-page"]), ("38", ["wrong-page"])]
)
def test_the_number_in_a_list_may_be_that_of_a_neighbour_even_beyond_the_last_page(page: str, rules: list[str]) -> None:
    line = lists.Line("Lampiran X", page, "")
    found = office._number("daftar", line, ["35", "36"], ["", "lampiranx"], 1)
    assert [fault.rule for fault in found] == rules
