"""Tables in the browser: what each cell is sorted by, and sorting, filtering, searching and saving as a reader does it.

The library sorts and searches; what it does not know (groups, sums, choosing by a column, a spreadsheet's formulas) is
ours and is tried here in Chromium, on a page opened from the disk.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, sync_playwright

from dosir import templates
from dosir.markup import Node
from dosir.outline import Cell, Chart, Column, Row, Section, Site, Table, text
from dosir.outline import Page as Sheet
from dosir.render import grids, insets, pages

TRUSTED = templates.load(Path(__file__).resolve().parent.parent / "templates")
BREAK = Node("break")
OFFICES = ("Diskominfo", "Dinkes", "Bappeda")


def row(*words: str, kind: str = "body") -> Row:
    return Row(tuple(Cell(text(word)) for word in words), kind)


def heading(words: str, span: int) -> Row:
    return Row((Cell(text(words), span),), "group")


def table(*rows: Row, columns: tuple[str, ...] = ("Nama", "OPD", "Juta rupiah"), labels: bool = False) -> Table:
    return Table("daftar", "Daftar", tuple(map(Column, columns)), rows, labels=labels)


def nine(*values: str) -> Table:
    """Nine rows of one column, the first of which hold these values."""
    return table(*(row(value) for value in (*values, *values[:1] * (9 - len(values)))), columns=("Isi",))


# Which tables, and what a cell is sorted by


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("1.250", "number", "1250"),
        ("1.250,5", "number", "1250.5"),
        ("7", "number", None),
        ("−3", "number", "-3"),
        ("Rp\u00a01,25\u00a0miliar", "number", "1250000000"),
        ("55,7 %", "number", "55.7"),
        ("1.250\u00a0†", "number", "1250"),
        ("8\u00a0Juni 2022", "date", "2022-06-08"),
        ("Rabu, 8\u00a0Juni 2022", "date", "2022-06-08"),
        ("15–16\u00a0Juni 2022", "date", "2022-06-15"),
        ("GOV-10", "text", None),
        ("1.250 orang", "text", None),
        ("2022–2026", "text", None),
    ],
)
def test_a_column_of_indonesian_values_is_sorted_by_what_they_mean(words: str, kind: str, value: str | None) -> None:
    found = grids.grid(nine(words))
    assert found and found.kinds == (kind,)
    assert grids.sorts_by(Cell(text(words)), kind) == value


@pytest.mark.parametrize("words", ["", "–"])
def test_an_empty_cell_is_sorted_as_empty_and_makes_no_column_a_text(words: str) -> None:
    found = grids.grid(nine("1.250", words))
    assert found and found.kinds == ("number",) and grids.sorts_by(Cell(text(words)), "number") == ""


def test_a_short_table_a_sheet_of_keys_and_a_time_line_are_left_alone() -> None:
    rows = tuple(row(str(at), "x", "y") for at in range(8))
    bar = Row((Cell(text("Langkah")), Cell(text("2024"), accent="living"), Cell()))
    assert grids.grid(table(*rows)) is not None
    assert grids.grid(table(*rows[:7])) is None
    assert grids.grid(table(*rows, labels=True)) is None
    assert grids.grid(table(*rows, bar)) is None
    assert grids.grid(table(*rows, row("Jumlah", "", "8", kind="total"), rows[0])) is None  # a sum among the rows


def test_columns_of_few_values_may_be_chosen_by_and_counts_and_texts_may_not() -> None:
    rows = tuple(row(f"Program {at}", OFFICES[at % 3], str(at % 2)) for at in range(9))
    assert grids.grid(table(*rows)).chosen == {1}  # type: ignore[union-attr]


def test_a_cell_of_two_offices_counts_for_each_of_them() -> None:
    both = Row((Cell(text("Program")), Cell((*text("Dinkes"), BREAK, *text("Bappeda"))), Cell()))
    rows = (*(row(f"Program {at}", OFFICES[at % 3], "") for at in range(8)), both)
    assert grids.grid(table(*rows)).chosen == {1}  # type: ignore[union-attr]


# In the browser


@pytest.fixture(scope="module")
def browser_page() -> Iterator[Page]:
    program = shutil.which("chromium")
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = chromium.new_page()
        page.set_default_timeout(5000)
        yield page
        chromium.close()


def grouped() -> Table:
    """Two groups of four programmes and their sum; names that a spreadsheet would compute."""
    offices = ("Diskominfo", "Dinkes", "Bappeda", "Diskominfo")
    first = (row(f"GOV-{at}", offices[at], f"{at + 1}.500") for at in range(4))
    second = (
        row(name, "Dinkes", amount) for name, amount in (("=1+1", "900"), ("-2", "10,5"), ("@a", "–"), ("LIV", "70"))
    )
    return table(heading("Tata kelola", 3), *first, heading("Hidup", 3), *second, row("Jumlah", "", "x", kind="total"))


def steps(code: str, accent: str, *years: tuple[str, ...]) -> Section:
    """A pillar's road map: one programme, its office named at the end, with a step for each of these bars."""
    axis = ("2024", "2025", "2026")
    lines = tuple(
        Row(
            (
                Cell(text(f"Langkah {code}")),
                Cell(text(("Pendek", "Menengah")[at])),
                *(bar(year, found, accent) for year in axis),
            )
        )
        for at, found in enumerate(years)
    )
    group = heading(f"{code} Program · Dinas {code}", 5)
    columns = tuple(map(Column, ("Program dan langkahnya", "Jangka", *axis)))
    return Section(code.lower(), f"Smart {code}", (Table(f"jalan-{code}", "Peta jalan", columns, (group, *lines)),))


def bar(year: str, years: tuple[str, ...], accent: str) -> Cell:
    return Cell(text(year), accent=accent) if year in years else Cell()


def chart(alt: str = "Diagram") -> Chart:
    row = (("pilar", "Smart Living"), ("kode", "living"), ("urutan", 0))
    values = (("2024", 10.55, "10,55"), ("2025", 3.0, "3"))
    rows = tuple((*row, ("tahun", year), ("nilai", value), ("label", said)) for year, value, said in values)
    return Chart("anggaran-pilar", "Anggaran", "anggaran-pilar", alt, rows)


SHEETS = (
    Sheet("index", "Daftar", sections=(Section("s", "Bagian", (grouped(), chart())),)),
    Sheet(
        "peta-jalan",
        "Peta jalan",
        sections=(steps("Governance", "governance", ("2024",), ("2025", "2026")), steps("Living", "living", ("2024",))),
    ),
)
PAGE = """<!doctype html><html lang="id"><meta charset="utf-8"><link rel="stylesheet" href="aset/dosir.css"><body>
<article class="md-typeset">{}</article><script src="aset/dosir.js"></script></body></html>"""
HEADING = re.compile(r"^## (.*?) \{:.*\}$", re.M)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Those pages with what they load, as our files make them; the engine's headings are made here."""
    return written(tmp_path_factory.mktemp("tabel"), Site("kab-x", "X", "Y", SHEETS))


def written(place: Path, site: Site) -> Path:
    for name, data in pages.render(TRUSTED, site).items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)
    for sheet in site.pages:
        body = (place / f"{sheet.path}.md").read_text("utf-8").split("---\n", 2)[2]
        (place / f"{sheet.path}.html").write_text(PAGE.format(HEADING.sub(r"<h2>\1</h2>", body)), "utf-8")
    return place


@pytest.fixture
def shown(browser_page: Page, folder: Path) -> Page:
    """The page of the grouped table, opened from the disk."""
    browser_page.goto((folder / "index.html").as_uri())
    browser_page.wait_for_selector(".needstable-controls")
    return browser_page


FIRST = (
    "[...document.querySelectorAll('tbody tr')].map(row => [...row.cells].find(cell => cell.offsetParent).textContent)"
)
CODES = "[...document.querySelectorAll('tbody tr.body')].map(row => row.cells[1].textContent)"


def first_cells(page: Page) -> list[str]:
    """The first cell that is seen of each row."""
    return page.evaluate(f"() => {FIRST}")  # type: ignore[no-any-return]


def codes(page: Page) -> list[str]:
    return page.evaluate(f"() => {CODES}")  # type: ignore[no-any-return]


def choose(page: Page, name: str) -> Locator:
    return page.locator("label.saring", has_text=name).locator("select")


@pytest.mark.needs("chromium", "chromium")
def test_a_table_looks_as_it_was_written_until_a_reader_sorts_it(shown: Page) -> None:
    assert first_cells(shown)[:2] == ["Tata kelola", "GOV-0"] and first_cells(shown)[5] == "Hidup"
    assert shown.locator("tfoot").inner_text().startswith("Jumlah")
    assert shown.locator("thead th[aria-sort]").count() == 4


@pytest.mark.needs("chromium", "chromium")
def test_sorting_goes_by_the_number_across_groups_and_back_and_empty_cells_stay_last(shown: Page) -> None:
    button = shown.get_by_role("button", name="Urutkan menurut Juta rupiah")
    button.focus()
    shown.keyboard.press("Enter")
    assert codes(shown) == ["-2", "LIV", "=1+1", "GOV-0", "GOV-1", "GOV-2", "GOV-3", "@a"]
    assert first_cells(shown)[0] == "Hidup"  # the group has become a column
    assert shown.locator("th[aria-sort=ascending]").inner_text().startswith("Juta rupiah")
    button.click()
    assert codes(shown)[0] == "GOV-3" and codes(shown)[-1] == "@a"
    button.click()
    assert first_cells(shown)[:2] == ["Tata kelola", "GOV-0"]


@pytest.mark.needs("chromium", "chromium")
def test_a_search_and_a_choice_leave_the_rows_they_mean_and_no_sum_of_others(shown: Page) -> None:
    choose(shown, "OPD").select_option("Diskominfo")
    assert codes(shown) == ["GOV-0", "GOV-3"] and shown.locator("tfoot").is_hidden()
    assert shown.locator(".needstable-info").inner_text() == "2 dari 8 baris"
    choose(shown, "OPD").select_option("")
    choose(shown, "Kelompok").select_option("Hidup")
    shown.get_by_label("Cari di tabel").fill("liv")
    shown.wait_for_function(f"({CODES}).length === 1")
    assert codes(shown) == ["LIV"] and first_cells(shown)[0] == "Hidup"


@pytest.mark.needs("chromium", "chromium")
def test_a_saved_table_holds_what_is_shown_with_plain_numbers_and_nothing_to_compute(shown: Page) -> None:
    choose(shown, "Kelompok").select_option("Hidup")
    with shown.expect_download() as saving:
        shown.get_by_role("button", name="Unduh CSV").click()
    lines = Path(saving.value.path()).read_text("utf-8-sig").splitlines()
    assert lines[0] == "Kelompok,Nama,OPD,Juta rupiah"
    assert lines[1:] == ["Hidup,'=1+1,Dinkes,900", "Hidup,-2,Dinkes,10.5", "Hidup,'@a,Dinkes,", "Hidup,LIV,Dinkes,70"]


@pytest.mark.needs("chromium", "chromium")
def test_paper_carries_the_table_and_not_its_tools(shown: Page) -> None:
    shown.emulate_media(media="print")
    assert shown.locator("table.dosir").first.is_visible() and shown.locator(".needstable-controls").is_hidden()
    shown.emulate_media(media="screen")


@pytest.mark.needs("chromium", "chromium")
@pytest.mark.parametrize(("slug", "pages_of_it"), [("", 5), ("kab-x", 0)])
def test_a_table_of_hundreds_is_turned_like_pages_in_the_portal_only(
    browser_page: Page, tmp_path: Path, slug: str, pages_of_it: int
) -> None:
    """In a regency's site a row may be what a link or a remark leads to, so there every row stays on the page."""
    rows = [row(f"Kota {at}", OFFICES[at % 3], str(at)) for at in range(205)]
    sheet = Sheet("index", "Daftar", sections=(Section("s", "Bagian", (table(heading("Aceh", 3), *rows),)),))
    browser_page.goto((written(tmp_path, Site(slug, "X", "Y", (sheet,))) / "index.html").as_uri())
    shown = browser_page.locator("tbody tr.body")
    browser_page.wait_for_selector(".needstable-controls")
    assert shown.count() == (50 if pages_of_it else 205)
    assert browser_page.locator(".needstable-page[aria-current]").count() == bool(pages_of_it)
    if pages_of_it:
        browser_page.get_by_role("button", name="Berikutnya").click()
        assert first_cells(browser_page)[:2] == ["Aceh", "Kota 50"]
        browser_page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert shown.count() == 205
        browser_page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert shown.count() == 50
    with browser_page.expect_download() as saving:
        browser_page.get_by_role("button", name="Unduh CSV").click()
    assert saving.value.suggested_filename == f"{slug or 'portal'}-daftar.csv"
    assert len(Path(saving.value.path()).read_text("utf-8-sig").splitlines()) == 206


# The road map


@pytest.mark.needs("chromium", "chromium")
def test_the_road_map_is_filtered_by_pillar_office_horizon_and_year(browser_page: Page, folder: Path) -> None:
    browser_page.goto((folder / "peta-jalan.html").as_uri())
    bar = browser_page.get_by_role("group", name="Saring peta jalan")
    seen = browser_page.locator("tbody tr.body:visible")
    assert seen.count() == 3 and bar.get_by_role("status").inner_text() == "3 langkah"
    for name, value, left in (
        ("Pilar", "Smart Living", 1),
        ("OPD", "Dinas Governance", 2),
        ("Jangka", "Menengah", 1),
        ("Tahun", "2024", 2),
    ):
        bar.locator("label", has_text=name).locator("select").select_option(value)
        assert seen.count() == left and bar.get_by_role("status").inner_text() == f"{left} dari 3 langkah"
        assert browser_page.locator("h2:visible").count() == browser_page.locator("table:visible").count()
        bar.get_by_role("button", name="Tampilkan semua").click()
    assert seen.count() == 3


# On a telephone


NUMBERS = (Column("Pilar"), Column("2024", align="right"), Column("2025", align="right"))
TOLD = (Column("Kode"), Column("Program"), Column("OPD"), Column("Anggaran", align="right"))


@pytest.mark.parametrize(
    ("columns", "short", "names"),
    [
        (TOLD, {0, 2}, {2, 3}),
        (TOLD, {2}, {1, 2, 3}),
        (TOLD[1:], {1}, {1, 2}),
        (TOLD[:2], {0}, set()),
        (NUMBERS, {0}, set()),
        ((*TOLD, Column("2024", align="center")), {0}, set()),
    ],
)
def test_a_card_names_its_values_but_not_its_title_and_numbers_stay_a_table(
    columns: tuple[Column, ...], short: set[int], names: set[int]
) -> None:
    line = row(*(column.title for column in columns))
    assert grids.named(Table("t", "", columns, (line,)), frozenset(short)) == names
    assert grids.named(Table("t", "", columns, (line,) * (grids.MANY + 1)), frozenset(short)) == frozenset()


def test_a_table_whose_rows_go_on_with_the_row_above_is_not_sorted() -> None:
    lines = [row(f"M{at}", "a", "1") for at in range(8)]
    assert grids.grid(table(*lines)) and grids.grid(table(*lines, row("", "b", "2"))) is None


@pytest.mark.needs("chromium", "chromium")
def test_on_a_telephone_a_row_is_a_card_that_is_seen_whole_and_can_still_be_sorted(shown: Page) -> None:
    shown.set_viewport_size({"width": 375, "height": 700})
    said = "[...document.querySelector('tbody tr.body').cells].map(cell => getComputedStyle(cell, '::before').content)"
    assert shown.evaluate(said)[-2:] == ['"OPD"', '"Juta rupiah"']
    assert shown.evaluate(
        "[...document.querySelectorAll('.bertumpuk')].every(box => box.scrollWidth <= box.clientWidth)"
    )
    shown.get_by_role("button", name="Urutkan menurut Juta rupiah").click()
    assert codes(shown)[0] == "-2"
    assert shown.locator(".grafik:visible svg").evaluate("drawing => drawing.viewBox.baseVal.width") < 410
    shown.set_viewport_size({"width": 1280, "height": 720})


# Charts in the page


@pytest.mark.needs("chromium", "chromium")
def test_a_bar_that_is_pointed_at_or_reached_by_an_arrow_tells_its_number(shown: Page) -> None:
    told = shown.locator(".kata-grafik")
    shown.locator(".grafik:not(.sempit)").focus()
    shown.keyboard.press("ArrowRight")
    assert told.inner_text() == "Smart Living, 2024: 10,55"
    shown.locator("[data-kata]").nth(1).hover()
    assert told.inner_text() == "Smart Living, 2025: 3"
    shown.keyboard.press("Escape")
    assert told.is_hidden()


def test_a_chart_stands_in_the_page_with_its_text_and_the_words_of_each_bar() -> None:
    made = chart('Diagram "batang" & angka')
    drawn = insets.inset(TRUSTED, made)
    assert drawn.startswith('<svg role="img" aria-label="Diagram &quot;batang&quot; &amp; angka" ')
    assert 'data-kata="Smart Living, 2024: 10,55"' in drawn
    assert "style=" not in drawn and 'fill="white"' not in drawn
    assert [column.title for column in insets.numbers(made).columns] == ["Pilar", "Tahun", "Juta rupiah"]
