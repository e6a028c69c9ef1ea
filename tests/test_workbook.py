"""The workbook: every record on a sheet, sums that stay right, text that stays text, and a file that others open."""

from __future__ import annotations

import io
import os
import re
import subprocess
import time
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import openxml_audit  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from uji import FUNDS, INDICATORS, OFFICES, PLACE, PROGRAMMES, changed, planned, text_of

from dosir import read, sources, templates
from dosir.assemble.scope import Scope
from dosir.assemble.workbook import workbook
from dosir.assemble.workbook.walking import OWN, types
from dosir.plan import Plan, facts
from dosir.plan.records import Bersumber, Daerah, Pilar, QuickWin, Rekaman, Terbuka, Tokoh
from dosir.render import sheets
from dosir.workbook import Entry, Field, Sheet, Workbook

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = templates.load(ROOT / "templates")
SHAPE = TEMPLATES.data("lembar.yml")
CONTENT = [("content", slug) for slug in sources.slugs(ROOT / "content")]
SMALL = [("tests/kecil/content", slug) for slug in ("kab-kecil", "kab-mungil")]
EVERY = pytest.mark.parametrize(("content", "slug"), [*CONTENT, *SMALL])
EVERY_FILE = pytest.mark.parametrize(("content", "slug"), SMALL)  # not the largest: they have each of its kinds
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HEAD = 4  # the row of the heading, counted as Excel counts
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n=")


@cache
def plan_of(content: str, slug: str) -> Plan:
    shared, _ = read.bersama(sources.from_folder(ROOT / content, "bersama", "content"))
    return read.daerah(sources.from_folder(ROOT / content, slug, "content"), shared)[0]


@cache
def book_of(content: str, slug: str) -> Workbook:
    return workbook(Scope(plan_of(content, slug), TEMPLATES, revision="0123456789"))


@cache
def file_of(content: str, slug: str) -> bytes:
    return sheets.render(TEMPLATES, book_of(content, slug))


def made(texts: Mapping[str, str | bytes | None]) -> Workbook:
    """The workbook of the small regency of `uji` with these texts."""
    return workbook(Scope(planned(texts), TEMPLATES))


def opened(data: bytes, **how: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), **how)


@cache
def read_back(content: str, slug: str, values: bool = False) -> Any:
    """The workbook as openpyxl reads it; only to be looked at."""
    return opened(file_of(content, slug), data_only=values)


def rendered(book: Workbook, **how: Any) -> Any:
    return opened(sheets.render(TEMPLATES, book), **how)


@cache
def usual() -> Any:
    """The workbook of the small regency of `uji` as openpyxl reads it; only to be looked at."""
    return rendered(made({}))


def sheet_of(book: Workbook, name: str) -> Sheet:
    return next(sheet for sheet in book.sheets if sheet.id == name)


def column(book: Workbook, sheet: str, field: str) -> list[Any]:
    found = sheet_of(book, sheet)
    return [entry.values[found.at(field)] for entry in found.entries]


def cells(sheet: Any) -> Iterator[Any]:
    yield from chain.from_iterable(sheet.iter_rows())


def bare(*entries: tuple[Any, ...], kinds: tuple[str, ...] = ("teks",)) -> Workbook:
    """A workbook of one sheet, the fields of which have these kinds, with these entries."""
    fields = tuple(Field(f"f{at}", f"Kolom {at}", kind) for at, kind in enumerate(kinds))
    sheet = Sheet("satu", "Satu", "Isi.", "satu.yml", fields, tuple(Entry("dsr_1", row) for row in entries))
    return replace(book_of(*SMALL[0]), sheets=(sheet,), crosses=(), choices=())


# Nothing is lost


@EVERY
def test_every_record_of_every_register_has_its_row(content: str, slug: str) -> None:
    plan, book = plan_of(content, slug), book_of(content, slug)
    records: list[Rekaman] = [record for record in plan.rekaman_utama() if isinstance(record, Terbuka)]
    records += [*plan.bersama.dasar_hukum, *plan.dasar_hukum, *plan.penandatangan, *plan.daerah.apbd]
    records += [*plan.sumber, *plan.bersama.sumber, *plan.sasaran, *plan.strategi]
    records += [part for program in plan.program for part in program.anggaran]
    records += [part for item in plan.quick_win for part in (*item.rekaman.risiko, *item.rekaman.perkembangan)]
    records += [part for item in plan.evaluasi for part in (*item.jawaban, *item.rekomendasi)]
    shown = {entry.anchor for sheet in book.sheets if sheet.id != "tambahan" for entry in sheet.entries}
    assert [record for record in records if plan.jangkar.of(record) not in shown] == []


@EVERY
def test_a_register_has_as_many_rows_as_records(content: str, slug: str) -> None:
    plan, book = plan_of(content, slug), book_of(content, slug)
    for name in (
        "program",
        "indikator",
        "peta_jalan",
        "quick_win",
        "opd",
        "kesiapan",
        "gap",
        "isu",
        "swot",
        "aplikasi",
    ):
        rows = [len(sheet.entries) for sheet in book.sheets if sheet.id == name] or [0]
        assert rows == [len(getattr(plan, name))], name


def test_the_registers_that_offices_fill_stand_even_when_they_are_empty() -> None:
    book = made({PROGRAMMES: None, INDICATORS: None, OFFICES: None})
    named = {sheet.id for sheet in book.sheets}
    assert {"program", "anggaran", "indikator", "peta_jalan", "quick_win", "opd", "kesiapan", "gap"} <= named
    assert rendered(book)["Anggaran"].cell(HEAD, 3).value == "Kode program"


# Settings of the files and digests of a stamp, which no office fills.
NO_COLUMN = {("Daerah", name) for name in ("aturan", "logo", "kertas", "susunan", "apbd")} | {("Persetujuan", "isi")}
SAID = {"nama_bergelar": ("nama", "gelar_depan", "gelar_belakang"), "jabatan_lengkap": ("jabatan", "status")}


def inner(annotation: Any) -> type[Rekaman] | None:
    found = [annotation, *(part for part in getattr(annotation, "__args__", ()))]
    return next((part for part in found if isinstance(part, type) and issubclass(part, Rekaman)), None)


def told(owner: type[Rekaman], path: str, each: list[str]) -> Iterator[tuple[str, str]]:
    """(class, field) of all that a column of the template says."""
    for name in path.split("."):
        if name not in owner.model_fields:
            return
        yield owner.__name__, name
        owner = inner(owner.model_fields[name].annotation) or owner
    for name in each:
        yield from ((owner.__name__, part) for part in SAID.get(name, (name,)))


def test_every_declared_field_of_a_register_has_a_column() -> None:
    seen, owners = set(NO_COLUMN), set()
    labels = {name: part["sebutan"] for name, part in SHAPE["daftar"].items()}
    for shape in SHAPE["lembar"]:
        for path in shape["baris"]:
            steps = dict(types(path))
            *above, last = (owner for owner in steps.values() if issubclass(owner, Rekaman))
            owners.add(last)
            seen |= {(owner.__name__, name) for owner in above for name in path.split(".")}
            for kind in shape["kolom"]:
                owner = steps.get(kind.get("dari", ""), last)
                if "isi" in kind and issubclass(owner, Rekaman):
                    seen |= set(told(owner, kind["isi"], kind.get("tiap", [])))
                    seen |= {(owner.__name__, labels.get(kind.get("sebagai"), kind["isi"]))}
    asked = {
        (owner.__name__, name)
        for owner in owners
        if owner is not Terbuka
        for name in owner.model_fields
        if not (issubclass(owner, Bersumber) and name in Terbuka.model_fields)
    }
    records = {part for _, part in (item for item in _registers())}
    assert {owner.__name__ for owner in records} - {owner.__name__ for owner in owners} == set()
    assert sorted(asked - seen) == []


def _registers() -> Iterator[tuple[str, type[Rekaman]]]:
    """Every register of a plan with the class of its records."""
    yield from (("daerah", Daerah), ("pilar", Pilar), ("quick_win", QuickWin))
    for shapes in (*read.REGISTERS.values(), *read.PER_PILLAR.values(), dict(read.EACH.values())):
        yield from shapes.items()


def test_every_nested_record_says_all_its_fields_in_its_cell_or_has_columns_of_its_own() -> None:
    seen = set()
    for shape in SHAPE["lembar"]:
        for path in shape["baris"] if shape["id"] not in ("sub_dimensi", OWN) else ():
            last = types(path)[-1][1]
            for kind in shape["kolom"]:
                if "isi" in kind and "dari" not in kind:
                    seen |= set(told(last, kind["isi"], kind.get("tiap", [])))
    owners = {owner for owner, _ in seen}
    nested = {part for part in Rekaman.__subclasses__() if part.__name__ in owners} | {Tokoh}
    missing = {
        (owner.__name__, name)
        for owner in nested
        for name in owner.model_fields
        if (owner.__name__, name) not in seen | NO_COLUMN and name not in Terbuka.model_fields
    }
    assert sorted(missing) == []


@EVERY
def test_fields_of_a_regency_s_own_reach_the_workbook(content: str, slug: str) -> None:
    plan, book = plan_of(content, slug), book_of(content, slug)
    records = [record for record in plan.rekaman_utama() if isinstance(record, Terbuka)]
    wanted = [(plan.jangkar.of(record), key) for record in records for key in record.tambahan]
    own = [sheet for sheet in book.sheets if sheet.id == "tambahan"]
    assert [(entry.anchor, entry.values[own[0].at("isian")]) for sheet in own for entry in sheet.entries] == wanted


def test_an_own_field_says_where_it_is_and_what() -> None:
    text = (
        text_of(OFFICES) + "- {id: satu, nama: Dinas Satu, singkatan: Satu, tambahan: {Lantai: tiga}, contoh: true}\n"
    )
    (entry,) = sheet_of(made({OFFICES: text}), "tambahan").entries
    assert entry.values[:5] == ("†", "OPD", "Satu", "Lantai", "tiga")


def test_two_targets_of_one_year_both_stand_in_its_cell() -> None:
    text = text_of(INDICATORS).replace("{tahun: 2022, nilai: 75}", "{tahun: 2026, nilai: 85}")
    assert "85; 92,5" in column(made({INDICATORS: text}), "indikator", "target-2026")


# Money


@EVERY
def test_the_money_of_the_sheets_is_the_money_of_the_plan(content: str, slug: str) -> None:
    plan, book = plan_of(content, slug), book_of(content, slug)
    total = facts.anggaran(plan)
    assert sum(column(book, "anggaran", "nilai")) == total
    assert sum(column(book, "program", "jumlah")) == total
    for part in book.crosses[:3]:
        assert sum(map(sum, part.sums)) == total, part.title


AMOUNTS = st.lists(
    st.tuples(st.integers(2020, 2028), st.sampled_from(("pad", "apbn")), st.integers(0, 10**12)), max_size=12
)


@given(amounts=AMOUNTS)
@settings(max_examples=15)
def test_no_amount_is_lost_whatever_is_planned(amounts: list[tuple[int, str, int]]) -> None:
    parts = ", ".join(f"{{tahun: {y}, sumber_dana: {s}, nilai: {v}, contoh: true}}" for y, s, v in amounts)
    text = re.sub(r"(?ms)^  anggaran:.*?(?=^  \w)", f"  anggaran: [{parts}]\n", text_of(PROGRAMMES), count=1)
    plan = planned({PROGRAMMES: text})
    book = workbook(Scope(plan, TEMPLATES))
    assert sum(column(book, "anggaran", "nilai")) == facts.anggaran(plan)
    assert {sum(map(sum, part.sums)) for part in book.crosses[:3] if part.rows} <= {facts.anggaran(plan)}
    alone = replace(book, sheets=tuple(sheet_of(book, name) for name in ("program", "anggaran", "sub_dimensi")))
    workbook_sums = rendered(alone, data_only=True)["Anggaran"]
    named = [cell.column for cell in workbook_sums[HEAD] if cell.value == "Nilai (rupiah)"]
    assert workbook_sums.cell(HEAD - 1, named[0]).value == facts.anggaran(plan)


def test_sums_follow_the_filter_and_reach_rows_that_are_added() -> None:
    sheet = read_back(*SMALL[0])["Anggaran"]
    (formula,) = [cell.value for cell in sheet[HEAD - 1] if "SUBTOTAL(109" in str(cell.value) and "$I" in cell.value]
    last = int(re.findall(r"\d+", formula)[-1])
    assert last >= sheet.max_row + 100


def test_a_number_that_excel_would_round_is_told_whole() -> None:
    book = rendered(bare((123456789012345678,), (123456789012345,), kinds=("rupiah",)))
    assert [cell.value for cell in book["Isi Lengkap"][5]] == ["Satu", "B5", 1, "123.456.789.012.345.678"]
    assert book["Isi Lengkap"].max_row == 5


# Values keep their types


def test_numbers_dates_and_shares_are_what_they_are() -> None:
    row = (date(2024, 3, 2), Decimal("0.4"), Decimal("73.82"), 1_250_000, 2024, "01.02")
    sheet = rendered(bare(row, kinds=("tanggal", "persen", "bilangan", "rupiah", "tahun", "kode")))["Satu"]
    found = sheet[HEAD + 1][1:]
    assert [cell.value for cell in found][1:] == [0.4, 73.82, 1_250_000, 2024, "01.02"]
    assert found[0].is_date and found[0].value.date() == date(2024, 3, 2)
    assert [cell.number_format for cell in found][1:] == ["0%", "#,##0.00", "#,##0", "0", "@"]


def test_a_day_that_excel_counts_wrongly_is_written_in_words_of_digits() -> None:
    assert rendered(bare((date(1899, 8, 17),), kinds=("tanggal",)))["Satu"].cell(HEAD + 1, 2).value == "1899-08-17"


def test_an_office_is_shown_by_the_word_that_people_know() -> None:
    assert column(book_of(*SMALL[0]), "program", "opd")[0] in {opd.singkatan for opd in plan_of(*SMALL[0]).opd}


def test_two_offices_of_one_abbreviation_are_told_apart() -> None:
    more = "- {id: lain, nama: Dinas Lain, singkatan: DISKOMINFO, contoh: true}\n"
    book = made({OFFICES: text_of(OFFICES) + more})
    labels = {item.code: item.label for part in book.choices if part.id == "opd" for item in part.items}
    assert labels["lain"] == "DISKOMINFO (lain)"
    assert labels["diskominfo"] == "Diskominfo (diskominfo)"
    assert column(book, "program", "opd")[0] == "Diskominfo (diskominfo)"


def test_marks_of_emphasis_and_references_are_told_as_words() -> None:
    note = "  catatan: Menjawab *cepat* {{ jumlah_program }} kali.\n"
    book = made({PROGRAMMES: text_of(PROGRAMMES) + note})
    assert column(book, "program", "catatan")[-1] == "Menjawab cepat 2 kali."


def test_an_amount_without_a_source_is_as_true_as_its_programme() -> None:
    text = text_of(PROGRAMMES).replace("nilai: 75.000.000, contoh: true", "nilai: 75.000.000")
    assert set(column(made({PROGRAMMES: text}), "anggaran", "contoh")) == {"†"}


# Text stays text


TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.tuples(st.sampled_from(RISKY), st.text(st.characters(exclude_categories=["Cs"]))).map("".join),
    st.sampled_from(("=1+1", '=HYPERLINK("http://a.id";"x")', "@SUM(A1)", "http://a.id", "12", "_x0041_", "{=1}")),
)


@given(texts=st.lists(TEXTS, min_size=1, max_size=6))
@settings(max_examples=15)
def test_no_text_becomes_a_formula_a_link_or_a_number(texts: list[str]) -> None:
    data = sheets.render(TEMPLATES, bare(*((text,) for text in texts)))
    cells = re.findall(r'<c r="B(\d+)"[^>]* t="(\w+)"><v>(\d+)</v></c>', xml_of(data, "Satu"))
    found = [(kind, strings(data)[int(at)]) for row, kind, at in cells if HEAD < int(row) <= HEAD + len(texts)]
    assert found == [("s", text) for text in texts]


@pytest.mark.parametrize("mark", RISKY)
def test_a_text_stays_a_text_when_it_is_typed_again(mark: str) -> None:
    cell = rendered(bare((f"{mark}1+1",)))["Satu"].cell(HEAD + 1, 2)
    assert cell.quotePrefix


def test_a_dangerous_name_is_no_formula_on_any_sheet() -> None:
    name = "=cmd|' /C calc'!A0"
    data = sheets.render(TEMPLATES, made(changed(PROGRAMMES, ("Kanal aduan terpadu", f'"{name}"'))))
    found = [cell for sheet in opened(data) for cell in cells(sheet) if cell.value and name in str(cell.value)]
    assert len(found) == 2  # the programme and the list of programmes; elsewhere a formula looks it up
    assert {cell.data_type for cell in found} == {"s"}
    told = [cell for sheet in opened(data, data_only=True) for cell in cells(sheet) if cell.value == name]
    assert len(told) > len(found)


def test_a_name_cannot_break_the_margins_of_a_page() -> None:
    long = "Contoh &P dan Kita " * 9
    data = sheets.render(TEMPLATES, made(changed(PLACE, ("nama: Uji", f"nama: {long}"))))
    for sheet in opened(data):
        header = re.search(r"<oddHeader>(.*?)</oddHeader>", xml_of(data, sheet.title))
        assert header and len(header[1].replace("&amp;", "&")) <= 255
        assert "&amp;&amp;P" in header[1]


def strings(data: bytes) -> list[str]:
    """The texts of a file, with what stands for characters that XML has no way to write."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        found = etree.fromstring(package.read("xl/sharedStrings.xml")).iter(f"{MAIN}si")
        texts = ["".join(part.text or "" for part in item.iter(f"{MAIN}t")) for item in found]
    return [re.sub("_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), text) for text in texts]


def xml_of(data: bytes, title: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = re.findall(r'<sheet name="([^"]*)"', package.read("xl/workbook.xml").decode())
        at = names.index(title) + 1
        return package.read(f"xl/worksheets/sheet{at}.xml").decode()


# What a cell cannot hold


@pytest.mark.parametrize("letter", ["a", "é", "😀"])
def test_a_text_that_no_cell_holds_stands_whole_on_a_sheet_of_its_own(letter: str) -> None:
    text = letter * 70_000
    data = sheets.render(TEMPLATES, bare((text,)))
    book = opened(data)
    longest = max(len(str(cell.value or "").encode("utf-16-le")) // 2 for sheet in book for cell in cells(sheet))
    assert longest <= 32_767
    assert book["Satu"].cell(HEAD + 1, 2).value.endswith("(lanjutan di lembar Isi Lengkap)")
    assert "".join(row[3].value for row in book["Isi Lengkap"].iter_rows(min_row=5)) == text
    assert "Isi Lengkap" in [cell.value for cell in book["Petunjuk"]["B"]]


def test_a_register_that_no_sheet_holds_goes_on_in_the_next() -> None:
    book = opened(sheets.render(TEMPLATES, bare(*((str(at),) for at in range(7))), most=3))
    found = [[book[name].cell(row, 2).value for row in (5, 6, 7)] for name in ("Satu", "Satu (2)", "Satu (3)")]
    assert found == [["0", "1", "2"], ["3", "4", "5"], ["6", None, None]]


def test_titles_of_sheets_are_titles_that_excel_takes() -> None:
    titles = [*(shape["judul"] for shape in SHAPE["lembar"]), *(SHAPE["kata"][key] for key in COMPANIONS)]
    assert [title for title in titles if len(f"{title} (2)") > 31 or re.search(r"[\[\]:*?/\\']", title)] == []
    assert len({title.lower() for title in titles}) == len(titles)


COMPANIONS = ("petunjuk", "rekap", "daftar", "lengkap")


# Ids


@EVERY_FILE
def test_a_hidden_id_leads_every_row_back_to_its_file(content: str, slug: str) -> None:
    plan, book = plan_of(content, slug), read_back(content, slug)
    for sheet in book_of(content, slug).sheets:
        made_sheet = book[sheet.title]
        assert made_sheet.column_dimensions["A"].hidden
        names = [made_sheet.cell(row, 1).value for row in range(HEAD + 1, HEAD + 1 + len(sheet.entries))]
        places = [plan.jangkar.places[name].path for name in names if sheet.id != "persetujuan"]
        assert all(re.search(r"\.(yml|md)$", place) for place in places)


def test_a_row_s_id_leads_to_the_line_of_its_amount() -> None:
    plan = planned({})
    sheet = sheet_of(workbook(Scope(plan, TEMPLATES)), "anggaran")
    lines = text_of(PROGRAMMES).split("\n")
    values = [entry.values[sheet.at("nilai")] for entry in sheet.entries]
    told = [lines[plan.jangkar.places[entry.anchor].line - 1] for entry in sheet.entries]
    assert values[:1] == [250_000_000] and "250 juta" in told[0]
    assert values[-1:] == [75_000_000] and "75.000.000" in told[-1]


# Choices


@EVERY_FILE
def test_a_list_of_choices_holds_what_the_cells_hold(content: str, slug: str) -> None:
    book, spans = book_of(content, slug), choices_of(read_back(content, slug))
    for sheet in book.sheets:
        for at, field in enumerate(sheet.fields):
            if field.choices and not field.follows and not field.many and (sheet.title, at + 2) in spans:
                held = {entry.values[at] for entry in sheet.entries if entry.values[at] is not None}
                assert held <= set(spans[sheet.title, at + 2]), (sheet.title, field.title)


def choices_of(book: Any) -> dict[tuple[str, int], list[Any]]:
    """(sheet, column) -> what its drop-down offers."""
    found = {}
    for sheet in book:
        for rule in sheet.data_validations.dataValidation:
            if rule.type == "list":
                title, _, span = rule.formula1.rpartition("!")
                offered = (
                    [cell.value for row in book[title.strip("'")][span.replace("$", "")] for cell in row]
                    if (":" in span and span.split(":")[0] != span.split(":")[1])
                    else [book[title.strip("'")][span.split(":")[0].replace("$", "")].value]
                )
                found[sheet.title, next(iter(rule.sqref.ranges)).min_col] = offered
    return found


@pytest.mark.parametrize(
    ("sheet", "title", "offered"),
    [
        ("Program", "OPD penanggung jawab", ["Diskominfo", "Bappeda"]),
        ("Anggaran", "Tahun", [2022, 2023, 2024, 2025, 2026]),
        ("Program", "Status", ["usulan", "direncanakan", "berjalan", "selesai", "berhenti"]),
        ("Peta Jalan", "Kode program", ["GOV-01", "GOV-02"]),
    ],
)
def test_drop_downs_offer_what_the_registers_hold(sheet: str, title: str, offered: list[Any]) -> None:
    book = usual()
    (at,) = [cell.column for cell in book[sheet][HEAD] if cell.value == title]
    assert choices_of(book)[sheet, at][: len(offered)] == offered


def test_sources_of_funds_are_offered_by_name() -> None:
    book = usual()
    (at,) = [cell.column for cell in book["Anggaran"][HEAD] if cell.value == "Sumber dana"]
    names = re.findall(r"nama: \"?([^,}\"]+)", text_of(FUNDS))
    assert choices_of(book)["Anggaran", at] == [name.strip() for name in names]


def test_only_words_of_a_declaration_are_forced() -> None:
    rules = {
        rule.errorTitle: rule.errorStyle or "stop"
        for rule in usual()["Program"].data_validations.dataValidation
        if rule.type == "list"
    }
    assert rules["Status"] == "stop" and rules["OPD penanggung jawab"] == "warning"


def test_a_heading_explains_its_field_in_the_words_of_its_declaration() -> None:
    sheet = usual()["Anggaran"]
    notes = {cell.value: cell.comment.text for cell in sheet[HEAD] if cell.comment}
    assert notes["Nilai (rupiah)"].startswith("Nilai dengan satuan, atau rupiah penuh.")
    assert notes["Program"] == "Dihitung dari lembar Program; jangan diisi."


# The sheet as a reader meets it


@EVERY_FILE
def test_headings_stay_in_view_are_filtered_and_repeat_in_print(content: str, slug: str) -> None:
    book = read_back(content, slug)
    for part in book_of(content, slug).sheets:
        sheet = book[part.title]
        assert sheet.freeze_panes.endswith(str(HEAD + 1))
        assert sheet.auto_filter.ref.startswith(f"B{HEAD}:")
        assert sheet.print_title_rows == f"${HEAD}:${HEAD}"
        assert sheet.page_setup.orientation == "landscape" and sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "Halaman &P dari &N" in sheet.oddFooter.right.text


@pytest.mark.parametrize(("paper", "code"), [("A4", 9), ("F4", 14)])
def test_pages_have_the_paper_of_the_regency(paper: str, code: int) -> None:
    book = rendered(made({PLACE: f"{text_of(PLACE)}kertas: {paper}\n"}))
    assert {int(sheet.page_setup.paperSize) for sheet in book} == {code}


def test_the_first_sheet_says_which_document_this_is_and_lists_every_sheet() -> None:
    book = read_back(*SMALL[0])
    guide = book["Petunjuk"]
    told = [str(cell.value) for cell in cells(guide) if cell.value is not None]
    assert book.sheetnames[0] == "Petunjuk"
    assert {"Kabupaten Kecil", "0.1", "Draf", "0123456789"} <= set(told)
    links = {cell.value for cell in cells(guide) if cell.hyperlink}
    assert links == set(book.sheetnames) - {"Petunjuk"}
    assert any("†" in text and "contoh" in text for text in told)
    assert "OPD" in [cell.value for cell in guide["B"]]


def test_rows_are_as_high_as_their_texts_and_may_still_grow() -> None:
    data = sheets.render(TEMPLATES, bare(("pendek",), ("kata " * 100,)))
    heights = [opened(data)["Satu"].row_dimensions[row].height for row in (HEAD + 1, HEAD + 2)]
    assert heights[1] > 3 * heights[0]
    assert "customHeight" not in xml_of(data, "Satu")


def test_columns_are_as_wide_as_their_words() -> None:
    sheet = rendered(bare(("a", "Pertanggungjawaban", 10**12), kinds=("teks", "teks", "rupiah")))["Satu"]
    widths = [sheet.column_dimensions[letter].width for letter in "BCD"]
    assert widths[0] < widths[1] and widths[1] >= len("Pertanggungjawaban") and widths[2] > len("1.000.000.000.000")


def test_a_pillar_wears_its_colour_by_rule_so_that_another_choice_changes_it() -> None:
    rules = [
        rule.formula[0]
        for part in usual()["Program"].conditional_formatting
        for rule in part.rules
        if rule.operator == "equal"
    ]
    assert rules and all(rule.startswith("'Daftar Pilihan'!$") for rule in rules)


# The file


def kinds(content: str, slug: str) -> set[tuple[str, ...]]:
    """Every kind of element of a file, by what is above it, its attributes, and the form of a formula."""
    with zipfile.ZipFile(io.BytesIO(file_of(content, slug))) as package:
        parts = [package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels", ".vml"))]
    found = (element for part in parts for element in etree.fromstring(part).iter("*"))
    return {
        (str(getattr(one.getparent(), "tag", "")), str(one.tag), *sorted(map(str, one.attrib)), form(one))
        for one in found
    }


def form(element: Any) -> str:
    """A formula without the cells that it is about."""
    cell = r"\$?[A-Z]{1,2}\$?\d+"
    return re.sub(r"\d+", "0", re.sub(cell, "A1", element.text or "")) if element.tag == f"{MAIN}f" else ""


def test_the_small_files_have_every_kind_of_element_and_formula_of_the_largest() -> None:
    """So that reading those as others do says what reading this would, in a fifth of the time."""
    assert kinds("content", "kab-semarang") - set().union(*(kinds(*small) for small in SMALL)) == set()


@EVERY_FILE
def test_the_file_follows_its_schema(content: str, slug: str, tmp_path: Path) -> None:
    (tmp_path / "buku.xlsx").write_bytes(file_of(content, slug))
    found = openxml_audit.OpenXmlValidator().validate(tmp_path / "buku.xlsx")
    assert [str(error) for error in found.errors] == []


def test_the_same_workbook_is_the_same_bytes_at_any_time_and_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = sheets.render(TEMPLATES, book_of(*SMALL[0]))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Asia/Jayapura")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)
    time.tzset()
    try:
        second = sheets.render(TEMPLATES, workbook(Scope(plan_of(*SMALL[0]), TEMPLATES, revision="0123456789")))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert first == second


def test_the_file_carries_the_date_of_the_document_and_no_name_of_a_machine() -> None:
    book = read_back(*SMALL[0])
    assert book.properties.created.date() == plan_of(*SMALL[0]).daerah.tanggal
    assert book.properties.creator == "Kabupaten Kecil"
    assert "0123456789" in book.properties.description
    with zipfile.ZipFile(io.BytesIO(file_of(*SMALL[0]))) as package:
        assert not any(os.fsencode(str(ROOT)) in package.read(name) for name in package.namelist())


# Another program


def without_values(data: bytes) -> bytes:
    """The same file with formulas whose values are unknown, so that whoever opens it must compute them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(stream, "w") as made:
        for name in package.namelist():
            made.writestr(name, re.sub(rb"</f><v>[^<]*</v>", b"</f>", package.read(name)))
    return stream.getvalue()


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbooks as LibreOffice computes them anew."""
    folder = tmp_path_factory.mktemp("calc")
    for content, slug in SMALL:
        (folder / f"{slug}.xlsx").write_bytes(without_values(file_of(content, slug)))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    kind = "xlsx:Calc MS Excel 2007 XML"
    files = sorted(str(file) for file in folder.glob("*.xlsx"))
    command = ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", str(folder / "new"), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / "new"


@pytest.mark.needs("localc", "libreoffice-calc")
@EVERY_FILE
def test_libreoffice_computes_the_values_that_stand_beside_the_formulas(
    computed: Path, content: str, slug: str
) -> None:
    formulas, values = read_back(content, slug), read_back(content, slug, True)
    anew = openpyxl.load_workbook(computed / f"{slug}.xlsx", data_only=True)
    named = [(sheet.title, cell.coordinate) for sheet in formulas for cell in cells(sheet) if cell.data_type == "f"]
    told = {at: values[at[0]][at[1]].value or "" for at in named}
    found = {at: anew[at[0]][at[1]].value or "" for at in named}
    assert len(named) > 10
    assert {at: (told[at], found[at]) for at in named if told[at] != found[at]} == {}
