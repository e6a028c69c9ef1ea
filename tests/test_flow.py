"""The order of a printed book: what turns, what stays upright, and how wide a column is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dosir import outline
from dosir.markup import Node
from dosir.outline import Block, Book, Cell, Chart, Column, Prose, Remark, Row, Section, Signature, Table
from dosir.render import flow
from dosir.render.flow import Item

PROSE = Prose((Node("paragraph", outline.text("Teks.")),))
NARROW = Table("sempit", "Sempit", (Column("a"),), ())
WIDE = Table("lebar", "Lebar", (Column("a"),), (), wide=True)
CHART = Chart("grafik", "Grafik", "anggaran-pilar", "", ())
BLOCKS: list[Block] = [PROSE, NARROW, WIDE, CHART, Remark("Contoh.")]


def section(blocks: list[Block], below: list[Section]) -> Section:
    return Section("a", "A", tuple(blocks), tuple(below))


MANY = st.lists(st.sampled_from(BLOCKS), max_size=4)
SECTIONS: st.SearchStrategy[Section] = st.recursive(
    st.builds(section, MANY, st.just([])),
    lambda below: st.builds(section, MANY, st.lists(below, max_size=3)),
    max_leaves=8,
)


def book(*chapters: Section) -> Book:
    words = ("buku-1", "Buku I", "Judul", "A", "B", "C", "D", "1")
    return Book(*words, date(2025, 3, 4), Signature("", ""), (), chapters, (section([NARROW], []),))


BOOKS = st.lists(SECTIONS, min_size=1, max_size=4).map(lambda chapters: book(*chapters))


def items(made: Book) -> list[Item]:
    return [item for run in flow.runs(made) for item in run.items]


def is_wide_table(item: Item) -> bool:
    return isinstance(item.block, Table) and item.block.wide


def kinds(made: Book) -> list[tuple[bool, list[str]]]:
    """Each run as whether it is turned and what is in it: `#` a heading, else the first letter of a block's kind."""
    return [
        (run.wide, ["#" * item.level or type(item.block).__name__ for item in run.items]) for run in flow.runs(made)
    ]


# Runs


@given(BOOKS)
def test_everything_is_in_the_runs_once_and_in_reading_order(made: Book) -> None:
    expected: list[object] = []
    for _, part in made.walk():
        expected += [part, *part.blocks]
    assert [item.section or item.block for item in items(made)] == expected


@given(BOOKS)
def test_headings_keep_their_level(made: Book) -> None:
    assert [item.level for item in items(made) if item.section] == [level for level, _ in made.walk()]


@given(BOOKS)
def test_every_run_is_turned_the_other_way_than_the_one_before(made: Book) -> None:
    assert all(one.wide != other.wide for one, other in pairwise(flow.runs(made)))


@given(BOOKS)
def test_a_run_is_turned_as_each_of_its_items(made: Book) -> None:
    assert all(item.wide == run.wide for run in flow.runs(made) for item in run.items)


@given(BOOKS)
def test_wide_tables_turn_and_blocks_that_lead_to_none_do_not(made: Book) -> None:
    found = [item for item in items(made) if item.block and not isinstance(item.block, Chart | Remark)]
    assert all(item.wide == is_wide_table(item) for item in found)


@given(BOOKS)
def test_a_chapter_begins_upright(made: Book) -> None:
    assert not any(item.wide for item in items(made) if item.level == 1)


@given(BOOKS)
def test_a_heading_a_chart_and_a_remark_turn_with_what_follows_them(made: Book) -> None:
    for item, after in pairwise(items(made)):
        if item.level > 1 or isinstance(item.block, Chart | Remark):
            assert item.wide == after.wide


@given(BOOKS)
def test_no_turned_run_is_without_a_wide_table(made: Book) -> None:
    assert all(any(map(is_wide_table, run.items)) for run in flow.runs(made) if run.wide)


def test_a_heading_and_the_heading_below_it_turn_together() -> None:
    made = book(section([PROSE], [section([], [section([WIDE], [])])]))
    assert kinds(made)[:2] == [(False, ["#", "Prose"]), (True, ["##", "###", "Table"])]


def test_a_heading_with_words_before_its_wide_table_stays_upright() -> None:
    made = book(section([], [section([PROSE, WIDE], [])]))
    assert kinds(made)[:2] == [(False, ["#", "##", "Prose"]), (True, ["Table"])]


def test_wide_tables_of_two_sections_share_a_run() -> None:
    made = book(section([PROSE], [section([WIDE], []), section([WIDE], [])]))
    assert kinds(made)[1] == (True, ["##", "Table", "##", "Table"])


def test_the_heading_after_a_wide_table_stands_upright_again() -> None:
    made = book(section([WIDE], [section([PROSE], [])]))
    assert kinds(made)[2] == (False, ["##", "Prose", "#", "Table"])


def test_a_chart_before_a_wide_table_turns_with_it() -> None:
    made = book(section([PROSE], [section([CHART, WIDE], [])]))
    assert kinds(made)[1] == (True, ["##", "Chart", "Table"])


def test_a_chart_after_a_wide_table_stands_upright() -> None:
    made = book(section([PROSE], [section([WIDE, CHART, PROSE], [])]))
    assert kinds(made)[2] == (False, ["Chart", "Prose", "#", "Table"])


def test_what_stands_below_a_pillar_knows_its_pillar() -> None:
    pillar = replace(section([PROSE], [section([NARROW], [])]), accent="living")
    found = items(book(section([PROSE], [pillar])))
    assert [item.accent for item in found[:6]] == ["", "", "living", "living", "living", "living"]


def test_a_chapter_opens_a_page_and_what_is_in_it_does_not() -> None:
    made = book(section([PROSE], [section([PROSE], [])]), section([PROSE], []))
    assert [item.opens for item in items(made) if item.section] == [True, False, True, True]


def test_an_annex_of_a_few_lines_opens_no_page_and_a_long_one_does() -> None:
    few, many = (replace(NARROW, rows=(Row((Cell(outline.text("a")),)),) * count) for count in (4, 40))
    annexes = [replace(section([table], []), number="Lampiran I") for table in (few, many)]
    made = replace(book(section([PROSE], [])), back=tuple(annexes))
    assert [(item.opens, item.chapter) for item in items(made) if item.section] == [
        (True, True),
        (False, False),
        (True, False),
    ]


def test_the_time_in_a_file_is_midnight_of_the_date_of_the_book() -> None:
    assert flow.timestamp(book(section([], []))) == 1741046400


# What turns

SENTENCE = "Kegiatan ini memperbaiki layanan yang dipakai warga setiap hari. "


def told(name: str, columns: int, words: str, wide: bool = True) -> Table:
    """A table of one row with the same words in every column; its columns are called after `name`."""
    heads = tuple(Column(f"{name} {at}") for at in range(columns))
    return Table(name, name, heads, (Row(tuple(Cell(outline.text(words)) for _ in heads)),), wide=wide)


SMALL = told("kecil", 4, SENTENCE)
BROAD = told("luas", 9, "pertanggungjawaban")
BESIDE = told("samping", 4, "satu")


def turned(made: Book) -> list[str]:
    return [table.id for table in flow.settled(made).tables() if table.wide]


def test_a_table_that_can_be_read_upright_does_not_turn_though_it_asks() -> None:
    assert turned(book(section([SMALL, PROSE], []))) == []


def test_a_table_whose_words_do_not_fit_upright_turns_though_it_does_not_ask() -> None:
    assert turned(book(section([replace(BROAD, wide=False)], []))) == ["luas"]


def test_a_table_that_asks_turns_when_a_row_would_grow_tall() -> None:
    assert turned(book(section([told("tinggi", 8, SENTENCE * 5)], []))) == ["tinggi"]


def test_lines_that_the_author_broke_make_a_row_tall() -> None:
    lines = tuple(node for _ in range(30) for node in (*outline.text("Dinas"), Node("break")))
    assert flow.turns(replace(BESIDE, rows=(Row((Cell(lines),)),)))


def test_tables_of_the_same_columns_turn_alike() -> None:
    other = replace(BROAD, id="lain", rows=())
    assert turned(book(section([BROAD, PROSE, other], []))) == ["luas", "lain"]


def test_a_table_that_asks_turns_with_the_one_it_always_stands_beside() -> None:
    assert turned(book(section([BROAD, CHART, BESIDE], []))) == ["luas", "samping"]


def test_a_kind_of_table_that_also_stands_alone_stays_upright() -> None:
    assert turned(book(section([BROAD, BESIDE, PROSE, replace(BESIDE, id="sendiri")], []))) == ["luas"]


def test_a_table_that_does_not_ask_does_not_turn_with_its_neighbour() -> None:
    assert turned(book(section([BROAD, replace(BESIDE, wide=False)], []))) == ["luas"]


@given(BOOKS)
def test_a_settled_book_stays_as_it_is(made: Book) -> None:
    assert flow.settled(flow.settled(made)) == flow.settled(made)


def test_small_letters_are_for_turned_tables_and_for_words_that_just_fit() -> None:
    just = told("pas", 5, "pertanggungjawaban", wide=False)
    assert [
        flow.is_dense(table, flow.widths(table, flow.PORTRAIT)) for table in (BROAD, replace(SMALL, wide=False), just)
    ] == [True, False, True]


def test_a_table_too_broad_for_any_page_is_parted_and_each_part_repeats_its_first_column() -> None:
    heads = tuple(Column(f"panjang{at}") for at in range(60))
    rows = (Row(tuple(Cell(outline.text(f"isi{at}")) for at in range(60))),)
    parts = flow.parts(Table("a", "A", heads, rows, "Dinas", number="1.1"))
    assert {part.columns[0] for part in parts} == {heads[0]}
    assert [column for part in parts for column in part.columns[1:]] == list(heads[1:])
    assert [cell for part in parts for cell in part.rows[0].cells[1:]] == list(rows[0].cells[1:])
    assert [part.number for part in parts] == ["1.1"] + [""] * (len(parts) - 1)
    assert [part.source for part in parts] == [""] * (len(parts) - 1) + ["Dinas"]


@given(BOOKS)
def test_a_table_that_fits_is_one_part(made: Book) -> None:
    assert all(flow.parts(table) == (table,) for table in made.tables())


# Columns

WORD = st.text("abcdefghij", min_size=1, max_size=30)
TEXT = st.lists(WORD, max_size=6).map(" ".join)
CAPACITIES = pytest.mark.parametrize("capacity", [flow.PORTRAIT, flow.LANDSCAPE])


@st.composite
def tables(draw: st.DrawFn) -> Table:
    count = draw(st.integers(1, 12))
    columns = tuple(Column(draw(TEXT), draw(st.integers(1, 40))) for _ in range(count))
    rows = tuple(
        Row(tuple(Cell(outline.text(draw(TEXT))) for _ in range(count)), draw(st.sampled_from(["body", "total"])))
        for _ in range(draw(st.integers(0, 4)))
    )
    return Table("a", "A", columns, rows)


def longest_words(table: Table) -> list[int]:
    """Characters of the longest word of each column; longer ones than a narrow column are broken."""
    texts = [
        [column.title, *("".join(node.text for node in row.cells[at].spans) for row in table.rows)]
        for at, column in enumerate(table.columns)
    ]
    return [min(max([len(word) for text in cells for word in text.split()], default=0), 22) for cells in texts]


def fits(table: Table, capacity: int) -> bool:
    return sum(longest + 2 for longest in longest_words(table)) < capacity


@CAPACITIES
@given(table=tables())
def test_a_column_is_never_narrower_than_its_longest_word_when_all_fit(table: Table, capacity: int) -> None:
    widths = flow.widths(table, capacity)
    if fits(table, capacity):
        assert all(width >= 10 * longest for width, longest in zip(widths, longest_words(table), strict=True))


@CAPACITIES
@given(table=tables())
def test_columns_that_fit_fill_the_page(table: Table, capacity: int) -> None:
    if fits(table, capacity):
        assert abs(sum(flow.widths(table, capacity)) - 10 * capacity) <= len(table.columns)


@CAPACITIES
@given(table=tables())
def test_columns_that_do_not_fit_share_the_page_as_their_longest_words_ask(table: Table, capacity: int) -> None:
    if not fits(table, capacity):
        widths = flow.widths(table, capacity)
        asked = [10 * (longest + 2) for longest in longest_words(table)]
        assert all(width * sum(asked) >= ask * sum(widths) for width, ask in zip(widths, asked, strict=True))


@CAPACITIES
@given(table=tables())
def test_every_column_has_a_width(table: Table, capacity: int) -> None:
    widths = flow.widths(table, capacity)
    assert len(widths) == len(table.columns)
    assert min(widths) > 0


@given(st.integers(1, 40), st.integers(1, 40))
def test_columns_of_short_words_are_as_wide_as_they_are_designed(one: int, other: int) -> None:
    table = Table("a", "A", (Column("a", one), Column("b", other)), ())
    first, second = flow.widths(table, 1000)
    assert abs(first / second - one / other) < 0.5 or min(one, other) / max(one, other) < 0.05


def test_a_column_of_long_texts_takes_room_from_columns_of_short_ones() -> None:
    row = Row((Cell(outline.text("ya tidak " * 3)), Cell(outline.text(SENTENCE * 6))))
    few, many = flow.widths(Table("a", "A", (Column("a", 10), Column("b", 10)), (row,)), flow.PORTRAIT)
    assert many > 2 * few


def test_a_heading_across_the_table_does_not_widen_its_first_column() -> None:
    group = Row((Cell(outline.text("Penyelenggaraanpemerintahan"), 2),), "group")
    columns = (Column("a"), Column("b"))
    with_group, without = (Table("a", "A", columns, rows) for rows in ((group,), ()))
    assert flow.widths(with_group, flow.PORTRAIT) == flow.widths(without, flow.PORTRAIT)


def test_words_joined_by_a_space_that_does_not_break_are_one_word() -> None:
    """An amount such as `Rp 1.250.000.000` must not be parted."""
    rows = (Row((Cell(outline.text("Rp\u00a01.250.000.000")), Cell(outline.text("a " * 200)))),)
    first, _ = flow.widths(Table("a", "A", (Column("a"), Column("b", 1000)), rows), flow.PORTRAIT)
    assert first >= 10 * len("Rp\u00a01.250.000.000")


def test_lines_of_a_cell_are_measured_one_by_one() -> None:
    cell = Cell((*outline.text("abcdefghij"), Node("break"), *outline.text("abcdefghij")))
    table = Table("a", "A", (Column("a"), Column("b", 1000)), (Row((cell, Cell(outline.text("b")))),))
    assert flow.widths(table, flow.PORTRAIT)[0] == 10 * (len("abcdefghij") + 2)
