"""A PDF book as its reader turns the pages: sizes, running heads, marks, and tables that stay together."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import leaves
import pypdf
import pytest

from dosir import markup, outline, templates
from dosir.outline import Block, Book, Cell, Column, Missing, Prose, Remark, Row, Section, Signature, Table
from dosir.render import conformance, pdf, rowheads
from dosir.templates import Templates

MILLIMETRE = 72 / 25.4
SENTENCE = "Layanan publik menjadi lebih cepat bagi warga di setiap kecamatan. "


@cache
def trusted() -> Templates:
    return templates.load(Path(__file__).resolve().parent.parent / "templates")


def prose(text: str) -> Prose:
    return Prose(markup.parse(text))


def cells(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(outline.text(text)) for text in texts)


def chapter(at: int, *blocks: Block, sections: Iterable[Section] = ()) -> Section:
    return Section(f"bab-{at}", f"Bab ke-{at}", blocks, tuple(sections), number=f"BAB {'I' * at}")


def book(*chapters: Section, **changes: Any) -> Book:
    made = Book(
        "buku-1",
        "Buku I",
        "Analisis Strategis",
        "Kabupaten Contoh",
        "Jawa Barat",
        "2022–2026",
        "Draf",
        "0.1",
        date(2025, 3, 4),
        Signature("Contoh", "Bupati Contoh"),
        (Section("kata-pengantar", "Kata Pengantar", (prose(SENTENCE),)),),
        chapters or (chapter(1, prose(f"{SENTENCE * 90}")), chapter(2, prose(SENTENCE))),
    )
    return replace(made, **changes)


@cache
def printed(made: Book) -> bytes:
    return pdf.render(trusted(), made).pdf


def reader(made: Book) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(printed(made)))


@cache
def texts(made: Book) -> list[str]:
    """The words of each page, the cover first."""
    return [re.sub(r"[\u200b\u00ad]", "", text) for text in leaves.texts(printed(made))]


def body(made: Book) -> list[str]:
    """The words of each page from page 1 on."""
    return texts(made)[reader(made).page_labels.index("1") :]


def table(rows: Iterable[Row], columns: int = 3, **changes: Any) -> Table:
    heads = tuple(Column(f"Lajur {at}") for at in range(columns))
    return replace(Table("tabel-1", "Daftar", heads, tuple(rows), "Bappeda, 2025", number="1.1"), **changes)


# Paper


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("f4", (215, 330))])
def test_every_page_is_of_the_paper_that_was_chosen(paper: str, size: tuple[int, int]) -> None:
    wide = table([Row(cells(*["pertanggungjawaban"] * 9))], 9)
    made = book(chapter(1, prose(SENTENCE), wide), paper=paper)
    found = {tuple(round(float(side) / MILLIMETRE) for side in leaf.mediabox[2:]) for leaf in reader(made).pages}
    assert found == {size, size[::-1]}


def test_text_keeps_to_the_margins_of_either_paper() -> None:
    for paper, (width, height) in {"a4": (210, 297), "f4": (215, 330)}.items():
        found: list[tuple[float, float]] = []
        leaf = reader(book(paper=paper)).pages[-2]
        leaf.extract_text(
            visitor_text=lambda text, cm, tm, *_, found=found: found.append((tm[4], tm[5])) if text else None
        )
        places = [(x / MILLIMETRE, y / MILLIMETRE) for x, y in found if x and y]
        assert all(22 < x < width - 20 and 10 < y < height - 10 for x, y in places)


# Cover


@pytest.mark.parametrize(
    "title", ["Ringkasan", "Rencana Induk Pengembangan Kota Cerdas yang Berkelanjutan dan Inklusif " * 2]
)
@pytest.mark.parametrize("region", ["Kota Tual", "Kabupaten Kepulauan Siau Tagulandang Biaro"])
def test_a_cover_holds_short_and_long_names(title: str, region: str) -> None:
    cover = " ".join(texts(book(title=title, region=region))[0].split())
    assert title.strip() in cover
    assert f"Pemerintah {region}" in cover


# Marks, heads and feet


def test_a_draft_says_so_on_every_page_but_the_cover() -> None:
    marks = ["DRAF" in text for text in texts(book(draft=True))]
    assert marks == [False] + [True] * (len(marks) - 1)


def test_what_is_no_draft_carries_no_mark() -> None:
    assert not any("DRAF" in text for text in texts(book()))


def test_the_mark_of_a_draft_is_no_content() -> None:
    """It is drawn before the text, between the marks of an artifact, so nothing reads it out or is hidden by it."""
    drawn = reader(book(draft=True)).pages[-1].get_contents()
    assert drawn is not None
    before, _, _ = drawn.get_data().partition(b"/MCID")
    assert b"/Artifact" in before
    assert conformance.violations(printed(book(draft=True))) == ()


def test_the_foot_names_title_status_version_and_the_commit_of_the_sources() -> None:
    for text in texts(book(revision="ddd84e881a+"))[1:]:
        assert "Analisis Strategis · Draf · versi 0.1 · naskah ddd84e881a+" in text


def test_the_foot_is_silent_about_a_commit_that_is_not_known() -> None:
    assert not any("naskah" in text for text in texts(book())[1:])


def test_a_running_head_names_book_and_chapter_but_not_where_a_chapter_opens() -> None:
    heads = ["Buku I · Kabupaten Contoh" in text for text in body(book())]
    assert heads == [False, *[True] * (len(heads) - 2), False]
    assert "BAB I Bab ke-1" in body(book())[1]


def test_annexes_of_a_few_lines_share_a_page() -> None:
    sheet = table([Row(cells("a", "b", "c"))])
    annexes = (replace(sheet, id="l-1", number="L1"), replace(sheet, id="l-2", number="L2"))
    back = [Section(f"lampiran-{at}", "Keputusan", (part,), number=f"Lampiran {at}") for at, part in enumerate(annexes)]
    alone, shared = (len(reader(book(back=part)).pages) for part in ((), tuple(back)))
    assert shared - alone in (0, 1)


# Tables


LONG = [Row(cells(f"baris{at}", SENTENCE, f"{at}.000")) for at in range(90)]
TOTAL = Row(cells("Jumlah", "", "90.000"), "total")
PAGES = "Lajur"


def tabled(*rows: Row, **changes: Any) -> list[str]:
    return [text for text in body(book(chapter(1, prose(SENTENCE), table(rows, **changes)))) if PAGES in text]


def test_the_head_and_the_source_of_a_table_are_on_each_of_its_pages() -> None:
    found = tabled(*LONG)
    assert len(found) > 2
    assert all("Sumber: Bappeda, 2025" in text and "baris" in text for text in found)
    assert len(re.findall(r"baris\d+", " ".join(found))) == len(LONG)


@pytest.mark.parametrize("before", range(34, 50, 2))
def test_a_group_is_never_named_at_the_foot_of_a_page(before: int) -> None:
    group = Row((Cell(outline.text("Kelompok"), 3),), "group")
    found = tabled(*(Row(cells(f"baris{at}", "satu", "1")) for at in range(before)), group, *LONG[:3])
    page = next(text for text in found if "Kelompok" in text)
    assert re.search(r"Kelompok\s+baris0", page)


@pytest.mark.parametrize("count", [6, 12, 18])
def test_a_table_that_fits_keeps_its_sum_with_its_rows(count: int) -> None:
    filler = prose("\n\n".join([SENTENCE] * 22))
    rows = [Row(cells(f"baris{at}", "satu", "1")) for at in range(count)]
    made = book(chapter(1, filler, table([*rows, TOTAL])))
    page = next(text for text in body(made) if "Jumlah" in text)
    assert "Tabel 1.1" in page
    assert f"baris{count - 1}" in page


def test_a_heading_never_stands_last_on_a_page() -> None:
    for lines in range(14, 22):
        part = Section("bagian", "Bagian Baru", (table(LONG[:6]),), number="1.1")
        made = book(chapter(1, prose("\n\n".join([SENTENCE] * lines)), sections=[part]))
        page = next(text for text in body(made) if "1.1 Bagian Baru" in text)
        assert "baris0" in page


def test_a_row_is_whole_on_one_page() -> None:
    rows = [Row(cells(f"awal{at}", f"{SENTENCE * 9} akhir{at}", "1")) for at in range(12)]
    for text in tabled(*rows):
        assert re.findall(r"awal(\d+)", text) == re.findall(r"akhir(\d+)", text)


def test_a_row_taller_than_a_page_loses_no_word() -> None:
    words = " ".join(f"kata{at}" for at in range(3000))
    found = set(re.findall(r"kata\d+", " ".join(tabled(Row(cells("a", words, "b"))))))
    assert len(found) == 3000


def test_an_amount_and_a_code_are_never_broken() -> None:
    row = Row(cells("STR-GOV-1, STR-GOV-2, STR-GOV-3, STR-GOV-4", f"Rp\u00a01.250.000.000 {SENTENCE}", "1"))
    text = " ".join(tabled(row, row))
    for whole in ("STR-GOV-1", "STR-GOV-2", "STR-GOV-3", "STR-GOV-4"):
        assert whole in text
    assert re.search(r"Rp\s1\.250\.000\.000", text)


def test_a_filled_cell_wears_the_colour_of_its_pillar_and_white_words() -> None:
    row = Row((*cells("a"), Cell(outline.text("2025"), 2, "living")))
    made = book(chapter(1, table([row])))
    colour = trusted().data("identitas.yml")["pilar"]["living"]["kuat"]
    leaf = reader(made).pages[-1].get_contents()
    assert leaf is not None
    numbers = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    drawn = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) scn?\b", leaf.get_data())
    assert tuple(round(number, 3) for number in numbers) in {
        tuple(round(float(part), 3) for part in three) for three in drawn
    }
    assert "2025" in body(made)[0]


# For everyone


def elements(data: bytes, kind: str) -> list[bytes]:
    return re.findall(rb"/Type/StructElem/S/%s/[^\n]*" % kind.encode(), data)


def test_the_first_column_of_a_sheet_is_the_header_of_its_rows() -> None:
    sheet = table([Row(cells("Nama", "Contoh", "b")), Row(cells("Luas", "12", "b"))], labels=True)
    heads = elements(printed(book(chapter(1, sheet))), "TH")
    assert sum(b"/Scope/Row" in head for head in heads) == 2
    assert sum(b"/Scope/Column" in head for head in heads) == 3


def test_row_headers_change_neither_length_nor_anything_but_tags() -> None:
    sheet = table([Row(cells("Nama", "Contoh", "b"))], labels=True)
    once = printed(book(chapter(1, sheet)))
    assert rowheads.marked(once) == once
    assert rowheads.marked(b"%PDF-1.7\nno tags") == b"%PDF-1.7\nno tags"


def test_every_link_says_where_it_leads_and_every_page_is_read_in_order() -> None:
    file = reader(book(chapter(1, prose("[a](https://contoh.id)"))))
    links = [note.get_object() for leaf in file.pages for note in leaf.get("/Annots", ())]
    assert links
    assert all(link["/Contents"] for link in links)
    assert {str(leaf["/Tabs"]) for leaf in file.pages} == {"/S"}


def test_the_window_of_a_reader_shows_the_title() -> None:
    root: Any = reader(book()).trailer["/Root"]
    assert (
        root["/ViewerPreferences"]["/DisplayDocTitle"] is True or root["/ViewerPreferences"]["/DisplayDocTitle"].value
    )


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_words_stand_out_from_whatever_they_stand_on() -> None:
    colours = trusted().data("identitas.yml")
    common = colours["umum"]
    pairs = [
        (shades["kuat"], ground) for shades in colours["pilar"].values() for ground in ("FFFFFF", shades["lembut"])
    ]
    grounds = ("FFFFFF", common["lembut"], "F6F8FA", "F1F3F6")
    pairs += [(common[name], ground) for name in ("kuat", "teks", "redup") for ground in grounds]
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


# Whatever authors write

WILD = """
Alamat https://contoh.id/{long} dan kata {long}.

- butir satu
    1. di dalam
    2. lagi

      ```
      {long} {long}
      ```

> Kutipan panjang.

Istilah
: Artinya.

| a | b |
| - | -: |
| {long} | 1.250 |

```
{line}
```

Catatan[^1].

[^1]: Isi *catatan* kaki.
"""


def wild() -> Book:
    text = WILD.replace("{long}", "panjang" * 12).replace("{line}", "baris kode " * 40)
    broad = table([Row(cells(*(f"s{at}" for at in range(60))))], 60, id="tabel-60")
    empty = table([], 4, id="tabel-kosong", source="")
    quiet = Section("kosong", "Kosong", (Missing("Belum ditulis."), Remark("Contoh.")))
    return book(chapter(1, prose(text), broad, empty), chapter(2), chapter(3, sections=[quiet]), draft=True)


def test_whatever_is_written_is_in_a_pdf_that_conforms() -> None:
    assert conformance.violations(printed(wild())) == ()


def test_a_table_of_sixty_columns_is_all_there_in_letters_that_can_be_read() -> None:
    sizes: set[float] = set()
    for leaf in reader(wild()).pages:
        leaf.extract_text(visitor_text=lambda text, *rest: sizes.add(rest[3]) if re.match(r"s\d", text) else None)
    assert set(re.findall(r"\bs(\d+)\b", " ".join(body(wild())))) == set(map(str, range(60)))
    assert min(sizes) >= 6


def test_nothing_stands_outside_the_page() -> None:
    for leaf in reader(wild()).pages:
        width = float(leaf.mediabox.width)
        found: list[float] = []
        leaf.extract_text(
            visitor_text=lambda text, cm, tm, *_, found=found: found.append(tm[4]) if text.strip() else None
        )
        assert all(0 <= x <= width for x in found)


def test_the_same_book_is_the_same_bytes() -> None:
    assert pdf.render(trusted(), wild()).pdf == printed(wild())


def test_content_cannot_become_markup() -> None:
    words = '#panic("x") $x$ *a* _b_ `c` @d <e> \\ // /* = - + ] ) } "'
    made = book(
        chapter(1, table([Row((*cells(words, words), Cell(outline.text(words), accent="umum")))], caption=words))
    )
    assert '#panic("x")' in " ".join(" ".join(body(made)).split())


# The gate


def streamed(data: bytes, length: int) -> bytes:
    """A file of one compressed stream that says it is `length` bytes long."""
    head = b"%PDF-1.7\n"
    parts = [b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n", b"2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"]
    parts.append(b"3 0 obj\n<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (length, data))
    offsets = [len(head) + sum(map(len, parts[:at])) for at in range(3)]
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(head) + sum(map(len, parts))
    tail = b"xref\n0 4\n0000000000 65535 f \n%strailer\n<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (table, start)
    return head + b"".join(parts) + tail


def ending_in_return() -> bytes:
    """Compressed data whose last byte looks like an end of line."""
    return next(data for at in range(100000) if (data := zlib.compress(b"%d" % at)).endswith(b"\r"))


def faults_of_length(data: bytes) -> list[str]:
    return [fault for fault in conformance.violations(data) if conformance.STREAM_LENGTH in fault]


def test_a_stream_that_ends_in_a_return_and_says_its_length_is_acquitted() -> None:
    data = ending_in_return()
    assert faults_of_length(streamed(data, len(data))) == []


@pytest.mark.parametrize("wrong", [-3, -2, 1, 2, 5])
def test_a_stream_that_says_a_wrong_length_is_not(wrong: int) -> None:
    data = ending_in_return()
    assert len(faults_of_length(streamed(data, len(data) + wrong))) == 1


@pytest.mark.parametrize(
    ("old", "new", "profile"),
    [
        (b"/Lang(id-ID)", b"/Lung(id-ID)", "PDF/UA-1"),
        (b"/DisplayDocTitle true", b"/DisplayDocTitlf true", "PDF/UA-1"),
        (b"/Marked true", b"/Markee true", "PDF/A-2a"),
    ],
)
def test_the_gate_tells_what_a_damaged_book_violates(old: bytes, new: bytes, profile: str) -> None:
    whole = printed(book())
    assert whole.count(old) == 1
    assert any(fault.startswith(profile) for fault in conformance.violations(whole.replace(old, new)))


def test_the_gate_says_of_what_is_no_pdf_that_it_cannot_be_read() -> None:
    assert conformance.violations(b"no pdf") != ()


def test_pages_of_a_table_follow_each_other() -> None:
    rows = [int(number) for text in tabled(*LONG) for number in re.findall(r"baris(\d+)", text)]
    assert all(after == before + 1 for before, after in pairwise(rows))
