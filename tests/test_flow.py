"""The order of a printed book: what turns, what stays upright, and how wide a column is."""

from __future__ import annotations

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
def test_wide_tables_turn_and_other_blocks_do_not(made: Book) -> None:
    assert all(item.wide == is_wide_table(item) for item in items(made) if item.block)


@given(BOOKS)
def test_a_chapter_begins_upright(made: Book) -> None:
    assert not any(item.wide for item in items(made) if item.level == 1)


@given(BOOKS)
def test_a_heading_turns_with_the_wide_table_that_follows_it(made: Book) -> None:
    for item, after in pairwise(items(made)):
        if item.level > 1:
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


def test_the_time_in_a_file_is_midnight_of_the_date_of_the_book() -> None:
    assert flow.timestamp(book(section([], []))) == 1741046400


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
