"""What an author can plant: each input gives a readable book, or a finding that says where and what to do."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from uji import PLACE, PROSE, changed, found, planned

from dosir import markup, templates
from dosir.assemble import books
from dosir.assemble.scope import Scope
from dosir.markup import Node
from dosir.outline import Book, Prose, Section, Table
from dosir.render import conformance, flow, glyphs, pdf, prose
from dosir.sources import File, text_of

TEMPLATES = templates.load(Path(__file__).parents[1] / "templates")
WORD = "abcdefghij" * 40
PICTURE = "kab-uji/gambar/peta.jpg"


def first(text: str) -> Book:
    return books.books(Scope(planned({PROSE: text}), TEMPLATES))[0]


def table(columns: int, rows: int) -> str:
    body = "".join(f"| {' | '.join(f'r{row}k{at}' for at in range(columns))} |\n" for row in range(rows))
    return f"| {' | '.join(f'Kolom {at}' for at in range(columns))} |\n{'| --- ' * columns}|\n{body}"


def tables(book: Book) -> list[Table]:
    return [made for made in flow.settled(book).tables() if made.columns[0].title == "Kolom 0"]


def codes(texts: dict[str, str | bytes | None]) -> list[tuple[str, str]]:
    return [(one.code, one.hint) for one in found(texts) if one.severity.name == "error"]


def jpeg(mode: str, size: tuple[int, int]) -> bytes:
    made = io.BytesIO()
    Image.new(mode, size).save(made, "JPEG" if mode != "1" else "PNG")
    return made.getvalue()


# Long words


@pytest.mark.parametrize("kind", ["text", "image"])
def test_a_long_word_of_prose_can_break_in_print(kind: str) -> None:
    assert prose.ZERO_WIDTH_SPACE in prose.typst((Node(kind, text=WORD),))


def test_a_long_word_can_break_in_a_heading_a_caption_and_a_column() -> None:
    book = first(f"## {WORD}\n\n::: tabel {WORD} | sumber=profil\n| {WORD} | B |\n| --- | --- |\n| 1 | 2 |\n:::\n")
    assert WORD not in pdf.source(TEMPLATES, book)


def test_a_long_name_can_break_on_the_cover_and_above_the_signature() -> None:
    plan = planned(changed(PLACE, ("nama: Uji", f"nama: Uji{WORD}"), ("Bupati Uji", f"Bupati {WORD}")))
    made = pdf.source(TEMPLATES, books.books(Scope(plan, TEMPLATES))[0])
    assert f"daerah: {prose.literal(prose.softened(f'Kabupaten Uji{WORD}'))}" in made
    assert f'jabatan: "Bupati {WORD}' not in made


# Large tables


def test_a_table_of_sixty_columns_is_set_in_parts_that_a_page_holds() -> None:
    made = tables(first(f"::: tabel Lebar | sumber=profil\n{table(60, 2)}:::\n"))
    assert len(made) > 1
    assert [column.title for part in made for column in part.columns[1:]] == [f"Kolom {at}" for at in range(1, 60)]
    assert all(sum(flow.widths(part, 0)) <= 10 * flow.BROADEST for part in made)
    assert [bool(part.number) for part in made] == [True] + [False] * (len(made) - 1)
    assert [bool(part.source) for part in made] == [False] * (len(made) - 1) + [True]
    assert len({part.id for part in made}) == len(made)


def test_a_table_of_five_thousand_rows_is_set_in_parts_that_a_checker_reads() -> None:
    made = tables(first(f"::: tabel Panjang | sumber=profil\n{table(2, 5000)}:::\n"))
    assert [len(part.rows) for part in made] == [flow.MOST_ROWS] * 5
    assert len({part.id for part in made}) == 5


@pytest.mark.parametrize(("columns", "rows"), [(60, 2), (2, 2500)])
def test_a_large_table_without_a_box_is_set_like_one_with_a_box(columns: int, rows: int) -> None:
    made = tables(first(f"Sebelum.\n\n{table(columns, rows)}\nSesudah.\n"))
    assert len(made) > 1
    assert not any(part.number for part in made)


def test_a_small_table_without_a_box_stays_in_its_prose() -> None:
    block = Prose(markup.parse(f"Sebelum.\n\n{table(3, 3)}\nSesudah.\n"))
    book = first("Teks.")
    section = Section("a", "A", (block,))
    settled = flow.settled(Book(**{**vars(book), "chapters": (section,)}))
    assert settled.chapters[0].blocks == (block,)


# Depth


def test_nine_levels_of_lists_quotes_and_emphasis_make_a_sound_file() -> None:
    lists = "".join(f"{'  ' * level}- tingkat {level}\n" for level in range(9))
    marks = f"{'**a*b' * 60}x{'*b**' * 60}"
    made = pdf.render(TEMPLATES, first(f"{lists}\n\n{'> ' * 9}kutipan\n\n{marks}\n"))
    assert conformance.violations(made.pdf) == ()


@pytest.mark.parametrize("mark", ["- ", "> ", "1. "])
def test_a_tenth_level_is_a_finding(mark: str) -> None:
    assert [code for code, _ in codes({PROSE: f"{mark * 10}dalam\n"})] == ["nested-too-deep"]


def test_bold_in_bold_is_bold() -> None:
    bold = Node("strong", (Node("text", text="b"),))
    assert prose.html(markup.parse("*a **b *c* d** e*")) == "<p><em>a <strong>b c d</strong> e</em></p>"
    assert markup.parse_inline("**b**")[1] == bold


@pytest.mark.parametrize("depth", [300, 3000])
def test_emphasis_hundreds_deep_keeps_its_words(depth: int) -> None:
    text = f"{'**a*b' * depth}x{'*b**' * depth}"
    for nodes in (markup.parse(text), markup.parse_inline(text)):
        assert "x" in prose.typst(nodes)


# Pictures


def test_a_picture_in_the_colours_of_a_press_is_a_finding() -> None:
    (code, hint), *others = codes({PICTURE: jpeg("CMYK", (8, 8))})
    assert (code, others) == ("broken-image", [])
    assert "RGB" in hint


def test_a_picture_of_too_many_pixels_is_a_finding_and_is_not_decoded(recwarn: pytest.WarningsRecorder) -> None:
    name = "kab-uji/gambar/peta.png"
    assert [code for code, _ in codes({name: jpeg("1", (12_000, 12_000))})] == ["refused-file"]
    assert [str(warning.message) for warning in recwarn if "pixels" in str(warning.message)] == []


def test_a_drawing_that_no_book_takes_is_told_what_to_become() -> None:
    said = codes({PROSE: "![Peta](gambar/peta.svg)\n", **changed(PLACE, ("gambar/logo.png", "gambar/logo.svg"))})
    assert [(code, "PNG" in hint) for code, hint in said] == [("missing-image", True), ("missing-image", True)]


# Characters


def test_a_byte_order_mark_inside_a_text_is_a_finding() -> None:
    (one,) = glyphs.unprintable(planned({PROSE: "Sebelum\u200b&#xFEFF;sesudah.\n"}), ())
    assert (one.code, one.position.line) == ("unprintable-character", 1)


def test_what_turns_words_around_is_no_text() -> None:
    data = "Kabupaten \u202euji.\n".encode()
    text, findings = text_of(File("content/kab-uji/naskah/a.md", "naskah/a.md", data))
    assert (text, [(one.code, one.position.column) for one in findings]) == ("", [("control-character", 11)])


def test_a_strange_character_is_found_beside_others_that_hide_it() -> None:
    assert "\U0001f600" in pdf.undisplayable("\U0001f600\u0301\u0323\u202e")


# Dates


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_date_no_document_can_have_is_a_finding(day: str) -> None:
    from dosir.plan import values

    with pytest.raises(Exception, match="bukan tahun"):
        values.day(day)
