"""Charts and the road map: the numbers a picture shows are those of the table beside it, whoever reads it and however.

Pictures are read back as SVG, where words are still words and every mark has its colour.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import lxml.etree
import pytest
from dossier import SLUGS as DOSSIERS
from dossier import TRUSTED, books_of, site_of
from dossier import plan_of as dossier
from PIL import Image
from uji import FUNDS, INDICATORS, PLACE, PROGRAMMES, ROADMAP, changed, planned

from dosir import markup, templates
from dosir.assemble import books, charts, pages
from dosir.assemble.rows import ROWS
from dosir.assemble.scope import Scope
from dosir.assemble.tables import frame
from dosir.language import NO_BREAK
from dosir.outline import Chart, Row, Section, Table
from dosir.plan import Plan
from dosir.render import charts as drawing
from dosir.render import pages as site_pages
from dosir.render import raster

COLOURS = TRUSTED.data("identitas.yml")
SHAPES = sorted(name for name in TRUSTED.files if name.endswith(".vl.json"))
PORTAL = "porsi-pilar"  # the one chart over all regencies; tests/test_portal.py draws it
BUDGETED = ("anggaran-pilar", "anggaran-sumber")
READINESS = "kab-uji/kesiapan.yml"
SCORES = {
    "kab-uji/evaluasi/2022.yml": "tahun: 2022\ninstrumen: '2022'\nnilai: [{bagian: baseline, nilai: '2,25'}]\n"
    "nilai_akhir: '2,42'\ncontoh: true\n",
    "kab-uji/evaluasi/2023.yml": "tahun: 2023\ntahap: II\ninstrumen: '2022'\nnilai_akhir: '2,51'\ncontoh: true\n",
}


def seen(plan: Plan, pillar: bool = False) -> Scope:
    scope = Scope(plan, TRUSTED)
    return scope.on(plan.bersama.dimensi[0]) if pillar else scope


def every(scope: Scope) -> dict[str, Chart]:
    """The charts of a scope by name; the first of several."""
    made = {name: tuple(make(scope)) for name, make in charts.CHARTS.items()}
    return {name: found[0] for name, found in made.items() if found}


def only(scope: Scope, name: str) -> Chart:
    (chart,) = charts.CHARTS[name](scope)
    return chart


def drawn(chart: Chart) -> lxml.etree._Element:
    return lxml.etree.fromstring(drawing.svg(TRUSTED, chart))


def words(picture: lxml.etree._Element) -> list[str]:
    """Each text of a picture; lines of one text with a space between."""
    texts = picture.iter("{*}text")
    return [" ".join("".join(map(str, part.itertext())) for part in (list(text) or [text])) for text in texts]


def role(node: lxml.etree._Element) -> str:
    """What the group of a mark is for."""
    group = node.getparent()
    return str(group.get("class") or "") if group is not None else ""


def labels(chart: Chart) -> list[str]:
    return [str(dict(row)["label"]) for row in chart.rows]


def cells(tables: Iterator[Table]) -> set[str]:
    """Every line of every cell, without the mark of an example; of a baseline also the bare number."""
    lines = {
        line.strip().removesuffix(f"{NO_BREAK}†")
        for table in tables
        for row in table.rows
        for cell in row.cells
        for line in spoken(row, cell.spans)
    }
    return (
        lines | {re.sub(r" \(\d{4}\)$", "", line) for line in lines} | {re.sub("^capaian ", "", line) for line in lines}
    )


def spoken(row: Row, spans: tuple[markup.Node, ...]) -> list[str]:
    parts: list[str] = [""]
    for node in spans:
        if node.kind == "break":
            parts.append("")
        else:
            parts[-1] += markup.plain((node,))
    return parts


def drawing_sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for top in sections:
        yield from (part for _, part in top.walk() if any(isinstance(block, Chart) for block in part.blocks))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


# Numbers: the same in the picture, its alternative text and the table beside it


@pytest.mark.parametrize("slug", [*DOSSIERS, "kab-uji"])
def test_the_numbers_of_a_chart_stand_in_a_table_of_its_section(slug: str) -> None:
    web = Scope(planned(SCORES), TRUSTED, web=True)
    made = site_of(slug) if slug in DOSSIERS else pages.site(web, books.books(web))
    shown = [part for page in made.pages for part in drawing_sections(page.sections) if page.path != "index"]
    assert len(shown) > (15 if slug in DOSSIERS else 5)
    for part in shown:
        beside = cells(block for block in part.blocks if isinstance(block, Table))
        for chart in (block for block in part.blocks if isinstance(block, Chart)):
            assert set(labels(chart)) - beside == set(), (part.title, chart.id)


@pytest.mark.parametrize("slug", DOSSIERS)
def test_every_book_of_a_dossier_has_the_charts_that_its_readers_expect(slug: str) -> None:
    first, second, third = (
        [figure.spec for figure in book.figures() if isinstance(figure, Chart)] for book in books_of(slug)[:3]
    )
    assert first == ["kesiapan-butir"]
    assert set(second) - {"evaluasi"} == {"indikator", "program-horizon", *BUDGETED}
    assert second.count("indikator") == 6
    assert third == ["kesiapan-butir", "program-horizon", "anggaran-pilar"]
    assert ("evaluasi" in second) == bool(dossier(slug).evaluasi)


def test_an_arrangement_of_four_books_has_the_charts_of_three() -> None:
    plan = dossier(DOSSIERS[0])
    four = replace(plan, daerah=plan.daerah.model_copy(update={"susunan": "empat-buku"}))
    found, told = (
        {figure.spec for book in bound for figure in book.figures() if isinstance(figure, Chart)}
        for bound in (books.books(Scope(four, TRUSTED)), books_of(DOSSIERS[0]))
    )
    assert found == told and len(found) == 5


@pytest.mark.parametrize("name", sorted(charts.CHARTS))
def test_a_picture_prints_the_labels_of_its_chart(name: str) -> None:
    chart = only(seen(planned(SCORES), pillar=True), name)
    printed = words(drawn(chart))
    last = [dict(row) for row in chart.rows if dict(row).get("akhir", 1) == 1 or name != "indikator"]
    assert {str(row["label"]) for row in last} <= set(printed)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "anggaran-pilar",
            [f"2023 Rp{NO_BREAK}1,25{NO_BREAK}miliar", f"Smart Governance Rp{NO_BREAK}1,58{NO_BREAK}miliar"],
        ),
        ("anggaran-sumber", [f"Pendapatan Asli Daerah Rp{NO_BREAK}325{NO_BREAK}juta", "APBN"]),
        ("kesiapan", ["SDM (struktur) 1 butir, 0 bersumber"]),
        ("program-horizon", ["Smart Governance 1 pendek, 0 menengah, dan 1 panjang"]),
        ("indikator", ["kondisi awal 73,82 pada 2021 dan target 92,5 pada 2026"]),
        ("evaluasi", ["Nilai akhir 2,42 pada 2022 dan 2,51 pada 2023 II", "Baseline 2,25 pada 2022"]),
    ],
)
def test_the_alternative_text_tells_what_the_picture_shows(name: str, told: list[str]) -> None:
    alt = only(seen(planned(SCORES), pillar=True), name).alt
    assert alt.startswith("Diagram ") and alt.endswith(".")
    assert [part for part in told if part not in alt] == []


def test_the_labels_of_money_are_written_as_indonesians_write_them() -> None:
    more = changed(PROGRAMMES, ("250 juta", "1.250.500.000"), ("jumlah_anggaran: 1,5 miliar\n  ", ""))
    assert "1.250,5" in words(drawn(only(seen(planned(more)), "anggaran-pilar")))


def test_sources_of_funds_stand_by_size_within_their_group() -> None:
    printed = words(drawn(only(seen(dossier("kab-semarang")), "anggaran-sumber")))
    order = [printed.index(name) for name in ("Pendapatan Asli Daerah", "Dana Alokasi Umum", "DAK Fisik")]
    assert order == sorted(order)
    assert {"APBD", "non-APBD"} <= set(printed)


# Readiness and evaluation


def test_scored_readiness_is_drawn_as_the_mean_of_the_scores() -> None:
    item = "- {{elemen: struktur, aspek: {}, kondisi: Ada, skor: {}, contoh: true}}\n"
    scored = item.format("SDM", 2) + item.format("SDM", '"3,5"') + item.format("anggaran", 1)
    chart = only(seen(planned({READINESS: scored})), "kesiapan")
    assert (chart.spec, labels(chart)) == ("kesiapan-skor", ["2,75", "1"])
    table = frame(
        seen(planned({READINESS: scored})),
        "kesiapan-ringkas",
        ROWS["kesiapan-ringkas"](seen(planned({READINESS: scored}))),
    )
    assert {"2,75", "1"} <= cells(iter([table]))


def test_unscored_readiness_tells_facts_from_examples() -> None:
    fact = "- {elemen: alam, aspek: sungai, kondisi: Dua, nilai: '2', tahun: 2024, sumber: profil}\n"
    plain = "- {elemen: alam, aspek: sungai, kondisi: Jernih, sumber: profil}\n"
    guess = "- {elemen: alam, aspek: sungai, kondisi: Tenang, contoh: true}\n"
    chart = only(seen(planned({READINESS: fact + plain + guess + guess})), "kesiapan")
    assert [(dict(row)["dasar"], dict(row)["nilai"]) for row in chart.rows] == [
        ("Bersumber, dengan angka", 1),
        ("Bersumber, tanpa angka", 1),
        ("Contoh penyusun", 2),
    ]


def test_a_part_that_was_not_scored_in_a_year_shows_a_dash_and_no_bar() -> None:
    chart = only(seen(planned(SCORES)), "evaluasi")
    rows = [(dict(row)["bagian"], dict(row)["tahun"], dict(row)["label"], dict(row)["nilai"]) for row in chart.rows]
    assert ("Baseline", "2023 II", "–", 0.0) in rows
    assert ("Nilai akhir", "2023 II", "2,51", 2.51) in rows


def test_evaluations_stand_side_by_side_in_a_table_of_their_own() -> None:
    scope = seen(planned(SCORES))
    table = frame(scope, "evaluasi-tahun", ROWS["evaluasi-tahun"](scope))
    assert [column.title for column in table.columns] == ["Bagian", "2022", "2023 II"]
    told = [[markup.plain(cell.spans) for cell in row.cells] for row in table.rows]
    assert told == [["Baseline", "2,25", "–"], ["Nilai akhir", "2,42", "2,51"]]


# Nothing to draw


@pytest.mark.parametrize(
    ("name", "without"),
    [
        ("anggaran-pilar", {"program": ()}),
        ("anggaran-sumber", {"program": ()}),
        ("kesiapan", {"kesiapan": ()}),
        ("program-horizon", {"peta_jalan": ()}),
        ("indikator", {"indikator": ()}),
        ("evaluasi", {"evaluasi": ()}),
    ],
)
def test_a_chart_without_numbers_is_left_out(name: str, without: dict[str, tuple[()]]) -> None:
    plan = planned(SCORES)
    assert name in every(seen(plan, pillar=True))
    assert name not in every(seen(replace(plan, **without), pillar=True))  # type: ignore[arg-type]


def test_programmes_without_money_have_no_chart_of_money() -> None:
    plan = planned({})
    poor = tuple(part.model_copy(update={"anggaran": ()}) for part in plan.program)
    assert every(seen(replace(plan, program=poor))).keys() & set(BUDGETED) == set()


def test_a_section_with_nothing_but_a_chart_to_come_is_left_out() -> None:
    titles = {part.title for book in books.books(seen(planned({READINESS: "[]\n"}))) for _, part in book.walk()}
    assert "Ringkasan Kesiapan" not in titles and "Kesiapan Struktur" in titles


# Who sees it: contrast, grey, size


@pytest.mark.parametrize("code", sorted(COLOURS["pilar"]))
def test_a_pillars_colour_carries_white_words_and_stands_out_from_paper(code: str) -> None:
    assert contrast(COLOURS["pilar"][code]["kuat"], "FFFFFF") >= 4.5
    assert contrast(COLOURS["pilar"][code]["kuat"], COLOURS["pilar"][code]["lembut"]) >= 4.5


def test_the_fills_that_stand_side_by_side_differ_in_grey_too() -> None:
    common = COLOURS["umum"]
    assert contrast(common["kuat"], common["tengah"]) >= 3
    assert contrast(common["tengah"], "FFFFFF") >= 3
    assert contrast(common["kuat"], common["lembut"]) >= 3
    assert contrast(common["teks"], common["tengah"]) >= 4.5
    assert contrast(common["redup"], "FFFFFF") >= 4.5


@pytest.mark.parametrize("name", sorted(charts.CHARTS))
def test_every_mark_and_word_of_a_picture_stands_out_from_paper(name: str) -> None:
    picture = drawn(only(seen(planned(SCORES), pillar=True), name))
    marks = [node for node in picture.iter("{*}path") if "mark" in role(node)]
    strong = [node for node in marks if (node.get("fill") or "none") not in ("none", "transparent", "white")]
    assert strong or name == "indikator"
    for node in strong:
        edge = (node.get("stroke") or node.get("fill") or "").lstrip("#")
        grid = "role-axis-grid" in role(node)
        assert grid or not re.fullmatch("[0-9A-Fa-f]{6}", edge) or contrast(edge, "FFFFFF") >= 3, node.attrib
    for text in picture.iter("{*}text"):
        fill = text.get("fill", "").lstrip("#")
        assert fill == "white" or contrast(fill, "FFFFFF") >= 4.5


def test_no_pillar_is_told_by_its_colour_alone() -> None:
    scope = seen(dossier("kab-karawang"))
    pillars = {item.nama for item in scope.plan.bersama.dimensi}
    for name in ("anggaran-pilar", "program-horizon"):
        picture = drawn(only(scope, name))
        assert pillars <= set(words(picture))
        assert not [node for node in picture.iter() if "role-legend" in (node.get("class") or "")]


def long_plan() -> Plan:
    texts = changed(FUNDS, ("nama: APBN", f"nama: {'Kerja sama antardaerah dan badan usaha ' * 3}"))
    texts |= changed(PROGRAMMES, ("250 juta", "9.876.543.210.987"), ("jumlah_anggaran: 1,5 miliar\n  ", ""))
    texts |= changed(INDICATORS, ("nama: Aduan", f"nama: {'Persentase permohonan yang dijawab tuntas ' * 4}Aduan"))
    texts |= changed(PLACE, ("tahun_akhir: 2026, contoh: true}\nrpjmd", "tahun_akhir: 2031, contoh: true}\nrpjmd"))
    return planned({**texts, **SCORES})


@pytest.mark.parametrize("name", sorted(charts.CHARTS))
def test_every_picture_is_as_wide_as_the_others_whatever_it_tells(name: str) -> None:
    for plan in (planned(SCORES), long_plan(), dossier("kab-semarang")):
        width = float(drawn(only(seen(plan, pillar=True), name)).get("width") or 0)
        assert drawing.WIDTH <= width <= drawing.WIDTH + 6


@pytest.mark.parametrize("name", sorted(charts.CHARTS))
def test_words_are_never_cut_nor_too_small_to_print(name: str) -> None:
    for plan in (long_plan(), dossier("kab-semarang")):
        chart = only(seen(plan, pillar=True), name)
        picture = drawn(chart)
        printed = " ".join(words(picture))
        assert "…" not in printed
        told = {
            str(dict(row)[key])
            for row in chart.rows
            for key in dict(row)
            if key in ("sumber", "judul", "pilar", "aspek")
        }
        assert [title for title in told if name != "indikator" and " ".join(title.split()) not in printed] == []
        sizes = [float(text.get("font-size", "11").removesuffix("px")) for text in picture.iter("{*}text")]
        assert min(sizes) >= 10  # 7.5 points when the picture is 16 cm wide


def test_more_indicators_than_a_page_holds_are_spread_over_several_charts() -> None:
    plan = planned({})
    many = tuple(plan.indikator[0].model_copy(update={"kode": f"IND-GOV-{at:02}"}) for at in range(1, 15))
    named = tuple(part.model_copy(update={"indikator": tuple(item.kode for item in many)}) for part in plan.program)
    made = list(charts.indikator(seen(replace(plan, indikator=many, program=named), pillar=True)))
    assert [chart.caption[-10:] for chart in made] == ["(1 dari 2)", "(2 dari 2)"]
    assert [len({dict(row)["judul"] for row in chart.rows}) for chart in made] == [9, 5]


def test_each_page_draws_its_own_numbers() -> None:
    whole = site_of("kab-ketapang")
    about = tuple(page for page in whole.pages if re.fullmatch("pilar/(?!index).*", page.path))
    files = site_pages.render(TRUSTED, replace(whole, pages=about))
    pillars = [data.decode() for name, data in files.items() if re.fullmatch(r"pilar/(?!index).*\.md", name)]
    drawn = [tuple(re.findall('<svg role="img" aria-label="Diagram garis.*?</svg>', page)) for page in pillars]
    assert all(drawn) and len(set(drawn)) == 6


# Whoever writes it: names are words and nothing else

HOSTILE = (
    '"} , "url":',
    "datum.nilai * 9",
    "$pilar",
    "$umum.kuat",
    "<script>alert(1)</script>",
    "{signal: 1}",
    "https://a.invalid/b.json",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_never_read_as_a_part_of_the_specification(name: str) -> None:
    plan = planned(SCORES)
    funds = tuple(item.model_copy(update={"nama": name}) for item in plan.bersama.sumber_dana[:1])
    pillars = tuple(item.model_copy(update={"nama": name}) for item in plan.bersama.dimensi)
    shared = replace(plan.bersama, sumber_dana=(*funds, *plan.bersama.sumber_dana[1:]), dimensi=pillars)
    named = tuple(item.model_copy(update={"nama": name, "satuan": name}) for item in plan.indikator)
    hostile = seen(replace(plan, bersama=shared, indikator=named), pillar=True)
    for spec, chart in every(hostile).items():
        picture, plain = drawn(chart), drawn(every(seen(plan, pillar=True))[spec])
        several_lines = {"{http://www.w3.org/2000/svg}tspan"}
        assert {node.tag for node in picture.iter()} <= {node.tag for node in plain.iter()} | several_lines
        assert len(list(picture.iter("{*}path"))) == len(list(plain.iter("{*}path")))
        assert not [node for node in picture.iter() for key in node.attrib if "href" in str(key)]
        if spec != "kesiapan" and spec != "evaluasi":
            assert "".join(name.split()) in "".join("".join(words(picture)).split())


def test_no_specification_names_an_address_and_none_may_be_fetched() -> None:
    for name in SHAPES:
        assert '"url"' not in TRUSTED.files[name] and "href" not in TRUSTED.files[name]
    asking = {**TRUSTED.files, "grafik/kesiapan-butir.vl.json": json.dumps({"mark": "bar", "datasets": {}})}
    chart = only(seen(planned({})), "kesiapan")
    spec = drawing.specification(templates.Templates(asking), chart)
    assert spec["data"] == {"values": [dict(row) for row in chart.rows]}
    assert drawing.NO_HOST == []


# Ourselves: one look, the same bytes


def test_what_the_specifications_share_is_said_once() -> None:
    for name in SHAPES:
        shape = TRUSTED.files[name]
        assert '"config"' not in shape and '"font"' not in shape and "#" not in shape


def test_every_specification_is_drawn_by_some_chart() -> None:
    scored = {READINESS: "- {elemen: struktur, aspek: SDM, kondisi: Ada, skor: 2, contoh: true}\n"}
    scopes = [seen(planned(SCORES), pillar=True), seen(planned(scored))]
    made = {chart.spec for scope in scopes for chart in every(scope).values()}
    assert made | {PORTAL} == {Path(name).name.removesuffix(".vl.json") for name in SHAPES}


@pytest.mark.parametrize("name", sorted(charts.CHARTS))
def test_a_picture_is_the_same_bytes_when_it_is_drawn_again(name: str) -> None:
    chart = only(seen(planned(SCORES), pillar=True), name)
    first = drawing.svg(TRUSTED, chart)
    drawing.draw.cache_clear()
    assert first == drawing.svg(TRUSTED, chart)
    pixels = raster.png(first)
    raster.png.cache_clear()
    assert raster.png(first) == pixels
    with Image.open(io.BytesIO(pixels)) as image:
        assert image.width >= 16 / 2.54 * 200  # dots of 16 cm at 200 to the inch


# The road map


def roadmap(scope: Scope) -> Table:
    return frame(scope, "peta-jalan", ROWS["peta-jalan"](scope))


def bars(table: Table) -> list[tuple[str, str, list[str]]]:
    """(horizon, colour, words of the filled cells) of each step."""
    found = []
    for row in table.rows:
        filled = [cell for cell in row.cells if cell.accent]
        if row.kind == "body":
            colours = ",".join(sorted({cell.accent for cell in filled}))
            found.append((markup.plain(row.cells[1].spans), colours, [markup.plain(cell.spans) for cell in filled]))
    return found


def test_a_step_fills_a_cell_of_each_of_its_years_and_says_the_year_in_it() -> None:
    steps = changed(ROADMAP, ("tahun: 2022,", "tahun: 2022-2024,"))
    table = roadmap(seen(planned(steps), pillar=True))
    assert bars(table) == [
        ("Pendek", "governance", ["2022", "2023", "2024"]),
        ("Panjang", "governance", ["2027–2031"]),
    ]
    assert [column.title for column in table.columns[2:]] == ["2022", "2023", "2024", "2025", "2026", "Sesudahnya"]


def test_a_filled_cell_stands_below_the_year_it_says() -> None:
    table = roadmap(seen(dossier("kab-karawang"), pillar=True))
    told = [
        (table.columns[at].title, markup.plain(cell.spans))
        for row in table.rows
        for at, cell in enumerate(row.cells)
        if cell.accent
    ]
    assert len(told) > 20
    assert {title == words or title == "Sesudahnya" for title, words in told} == {True}


def test_steps_stand_below_their_programme_from_the_short_term_to_the_long() -> None:
    table = roadmap(seen(dossier("kab-semarang"), pillar=True))
    groups = [markup.plain(row.cells[0].spans) for row in table.rows if row.kind == "group"]
    assert len(groups) == 5 and groups[0].startswith("GOV-01 ") and groups[0].endswith(" · Diskominfo")
    first = [markup.plain(row.cells[1].spans) for row in table.rows[1:4]]
    assert first == ["Pendek", "Menengah", "Panjang"]


def test_a_road_map_without_later_years_has_no_column_for_them() -> None:
    near = changed(ROADMAP, ("panjang, tahun: 2027-2031", "menengah, tahun: 2023-2024"))
    assert roadmap(seen(planned(near), pillar=True)).columns[-1].title == "2026"


def test_a_programme_without_a_step_says_so_below_its_name() -> None:
    alone = {ROADMAP: "- {program: GOV-01, horizon: pendek, tahun: 2022, tahapan: Membuka kanal, contoh: true}\n"}
    rows = [[markup.plain(cell.spans) for cell in row.cells] for row in roadmap(seen(planned(alone), pillar=True)).rows]
    assert rows[-2:] == [["GOV-02 Forum satu data · Bappeda"], ["(belum diisi)", "–", "", "", "", "", ""]]


def test_a_filled_cell_of_the_site_wears_the_colour_of_its_pillar_and_its_words() -> None:
    web = Scope(planned({}), TRUSTED, web=True)
    files = site_pages.render(TRUSTED, pages.site(web, ()))
    assert re.search(r'<td class="center isian isian-governance[^"]*">2022</td>', files["peta-jalan.md"].decode())
    style = files["aset/dosir.css"].decode()
    colour = COLOURS["pilar"]["governance"]["kuat"]
    assert f"td.isian-governance {{ background: #{colour}; }}" in style
