"""Cross-references: what an author writes as `{{ tabel NAMA }}` is the number that stands at the table, everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import page
import pytest
from dossier import SLUGS
from dossier import TRUSTED as TEMPLATES
from dossier import plan_of as dossier
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from uji import PILLAR, PROSE, QUICK_WIN, planned, text_of

from dosir import check
from dosir.assemble import books, pages
from dosir.assemble.portal import guide
from dosir.assemble.scope import Scope
from dosir.check import presence
from dosir.check.crossings import crossings
from dosir.diagnostics import Severity
from dosir.markup import Node, plain
from dosir.outline import Block, Book, Cards, Chart, Page, Picture, Prose, Section, Table
from dosir.plan import Plan
from dosir.plan.facts import CROSSINGS
from dosir.plan.records import Rekaman
from dosir.render import pdf, prose
from dosir.templates import Part

ARRANGEMENT = TEMPLATES.arrangements["tiga-buku"]
QUICK = settings(database=None, derandomize=True, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
SPACE = "\u00a0"
IMAGE = "kab-uji/gambar/logo.png"
REGISTERS = (
    "isu",
    "gap",
    "swot",
    "kesiapan",
    "peta_jalan",
    "program",
    "indikator",
    "bimtek",
    "kesepakatan",
    "aplikasi",
    "kelembagaan",
    "misi",
    "visi",
    "pilar",
    "quick_win",
    "strategi_silang",
    "lampiran",
    "evaluasi",
    "dasar_hukum",
)


def spoken(nodes: tuple[Node, ...]) -> str:
    return plain(nodes).replace(SPACE, " ")


def proses(sections: tuple[Section, ...]) -> Iterator[tuple[Node, ...]]:
    """All that is prose below these sections: paragraphs and cells."""
    for top in sections:
        for _, part in top.walk():
            for block in part.blocks:
                yield from nodes_of(block)


def nodes_of(block: Block) -> Iterator[tuple[Node, ...]]:
    if isinstance(block, Prose):
        yield block.nodes
    if isinstance(block, Table):
        yield from (cell.spans for row in block.rows for cell in row.cells)


def all_of(book: Book) -> tuple[Section, ...]:
    return (*book.front, *book.chapters, *book.back)


def crosses(sections: tuple[Section, ...]) -> list[Node]:
    return [part for nodes in proses(sections) for top in nodes for part in top.walk() if part.kind == "cross"]


def labels(book: Book) -> dict[str, str]:
    """What stands at each thing of a book that has an id, by the id."""
    found: dict[str, str] = {}
    for _, part in book.walk():
        found[part.id] = part.number or part.title
        for block in part.blocks:
            if isinstance(block, Table | Chart | Picture) and block.number:
                found[block.id] = f"{'Tabel' if isinstance(block, Table) else 'Gambar'} {block.number}"
    return found


def printed(texts: dict[str, str]) -> tuple[Book, ...]:
    return books.books(Scope(planned(texts), TEMPLATES))


def on_the_web(plan: Plan) -> tuple[Page, ...]:
    web = Scope(plan, TEMPLATES, web=True)
    return pages.site(web, books.books(web)).pages


def sentence(made: tuple[Book, ...], start: str) -> tuple[str, str]:
    """(words, target of the only cross-reference or none) of the paragraph that begins so, with its book's id."""
    for book in made:
        for nodes in proses(all_of(book)):
            for node in (part for top in nodes for part in top.walk() if part.kind == "paragraph"):
                if plain(node.children).startswith(start):
                    targets = [part.target for part in node.walk() if part.kind == "cross"]
                    return spoken(node.children), targets[0] if targets else ""
    raise AssertionError(start)


def said(reference: str, path: str = PROSE) -> tuple[str, str]:
    """What is printed for a reference in a paragraph of its own at the end of a text."""
    words, target = sentence(printed({path: f"{text_of(path)}\n\nDi sini {{{{ {reference} }}}}.\n"}), "Di sini ")
    return words.removeprefix("Di sini ").removesuffix("."), target


def number_of(made: tuple[Book, ...], book: str, caption: str) -> str:
    [found] = [
        block
        for item in made
        if item.id == book
        for _, part in item.walk()
        for block in part.blocks
        if isinstance(block, Table | Chart | Picture) and block.number and block.caption == caption
    ]
    return found.number


# What is printed


def test_a_table_of_the_same_book_is_linked_by_its_number() -> None:
    number = number_of(printed({}), "buku-1", "Isu strategis daerah")
    assert said("tabel isu") == (f"Tabel {number}", f"#tabel-{number.replace('.', '-')}")


def test_a_table_of_another_book_is_named_with_that_book_and_not_linked() -> None:
    number = number_of(printed({}), "buku-2", "Kebutuhan anggaran menurut OPD penanggung jawab (juta rupiah)")
    assert said("tabel anggaran-opd") == (f"Tabel {number} Buku II", "")


def test_a_table_that_stands_in_several_books_is_that_of_the_same_book() -> None:
    summary = {"kab-uji/naskah/ringkasan.md": "Di sana {{ tabel quick-win }}.\n"}
    made = printed({PILLAR: text_of(PILLAR) + "\n\nDi sini {{ tabel quick-win }}.\n", **summary})
    assert sentence(made, "Di sini")[0] == f"Di sini Tabel {number_of(made, 'buku-2', 'Daftar quick win')}."
    assert sentence(made, "Di sana")[0] == f"Di sana Tabel {number_of(made, 'buku-3', 'Daftar quick win')}."


def test_a_chart_is_linked_by_its_name() -> None:
    number = number_of(printed({}), "buku-2", "Kebutuhan anggaran menurut pilar dan tahun")
    assert said("gambar anggaran-pilar", PILLAR)[0] == f"Gambar {number}"


def test_a_chapter_is_called_as_its_heading_is() -> None:
    assert said("bab analisis-kesenjangan") == ("BAB IV", "#bab-4")


def test_a_section_says_that_it_is_a_section() -> None:
    assert said("bab dasar-hukum") == ("Subbab 1.3", "#bab-1-3")


@pytest.mark.parametrize("reference", ["tabel aduan-yang-masuk", "tabel aduan-yang-masuk governance"])
def test_a_table_of_an_author_is_named_by_its_caption(reference: str) -> None:
    assert said(reference)[0] == f"Tabel {number_of(printed({}), 'buku-2', 'Aduan yang masuk')} Buku II"


def test_a_picture_is_named_by_its_caption() -> None:
    text = (
        text_of(PROSE) + '\n\n![Lambang daerah](gambar/logo.png "Lambang Uji")\n\nDi sini {{ gambar lambang-uji }}.\n'
    )
    assert sentence(printed({PROSE: text}), "Di sini") == ("Di sini Gambar 1.1.", "#gambar-1-1")


def test_a_heading_of_an_author_is_named_by_its_words() -> None:
    words, target = said("bab kondisi", PILLAR)
    assert words.startswith("Subbab 3.1.")
    assert target == f"#bab-{words.removeprefix('Subbab ').replace('.', '-')}"


def test_a_caption_with_a_fact_in_it_is_named_by_the_words_around() -> None:
    text = "\n\n::: tabel Warga {{ nama_daerah }} | sumber=profil\n| a |\n| --- |\n| b |\n:::\n\n"
    text += "Di sini {{ tabel warga }}.\n"
    assert sentence(printed({PROSE: text_of(PROSE) + text}), "Di sini")[0] == "Di sini Tabel 1.1."


def test_a_table_moves_and_the_reference_with_it() -> None:
    before = "\n\n::: tabel Satu lagi | sumber=profil\n| a |\n| --- |\n| b |\n:::\n\nDi sini {{ tabel dasar-hukum }}.\n"
    law = "bersama/dasar-hukum.yml"
    rule = "- {jenis: Undang-Undang, nomor: 1, tahun: 2020, tentang: Contoh, urutan_hierarki: 1, sumber: evaluasi}\n"
    made = printed({law: rule, PROSE: text_of(PROSE) + before})
    assert sentence(made, "Di sini") == ("Di sini Tabel 1.2.", "#tabel-1-2")


# Whose table is meant

TWO = """
- kode: economy
  nama: Smart Economy
  arti: Perekonomian
  sumber: evaluasi
  sub_dimensi:
    - {kode: industri, nama: Industri, nama_en: Industry}
"""
MONEY = "kab-uji/program/economy.yml"


def two_pillars(texts: dict[str, str]) -> dict[str, str]:
    programme = text_of("kab-uji/program/governance.yml")
    other = (
        programme.replace("GOV-0", "ECO-0")
        .replace("layanan-publik", "industri")
        .replace("kebijakan-publik", "industri")
    )
    return {"bersama/dimensi.yml": text_of("bersama/dimensi.yml") + TWO, MONEY: other, **texts}


def test_in_the_text_of_a_pillar_its_own_table_is_meant() -> None:
    made = printed(two_pillars({PILLAR: text_of(PILLAR) + "\n\nDi sini {{ tabel rencana-anggaran }}.\n"}))
    number = number_of(made, "buku-2", "Rencana aksi Smart Governance: anggaran (juta rupiah)")
    assert sentence(made, "Di sini")[0] == f"Di sini Tabel {number}."


def test_the_table_of_another_pillar_is_named_with_it() -> None:
    made = printed(two_pillars({PILLAR: text_of(PILLAR) + "\n\nDi sini {{ tabel rencana-anggaran economy }}.\n"}))
    number = number_of(made, "buku-2", "Rencana aksi Smart Economy: anggaran (juta rupiah)")
    assert sentence(made, "Di sini")[0] == f"Di sini Tabel {number}."


def test_in_the_text_of_a_quick_win_its_own_table_is_meant_or_that_of_its_pillar() -> None:
    texts = two_pillars(
        {QUICK_WIN: text_of(QUICK_WIN) + "\n\nDi sini {{ tabel lembar }}.\n\nDi sana {{ tabel indikator }}.\n"}
    )
    made = printed(texts)
    sheet = number_of(made, "buku-2", "Lembar quick win Kanal aduan")
    measures = number_of(made, "buku-2", "Indikator Smart Governance")
    assert sentence(made, "Di sini")[0] == f"Di sini Tabel {sheet}."
    assert sentence(made, "Di sana")[0] == f"Di sana Tabel {measures}."


def test_elsewhere_a_table_that_stands_once_for_each_pillar_needs_its_pillar() -> None:
    texts = two_pillars({PROSE: text_of(PROSE) + "\n\nDi sini {{ tabel rencana-anggaran }}.\n"})
    assert sentence(printed(texts), "Di sini")[1] == ""
    [found] = crossings(planned(texts), ARRANGEMENT)
    assert (found.severity, found.code) == (Severity.error, "unknown-reference")
    assert found.hint == "sebut yang mana, misalnya `{{ tabel rencana-anggaran governance }}`"


# What is not there


def test_a_table_without_rows_is_called_by_its_caption_and_told() -> None:
    assert said("tabel kelembagaan") == ("tabel Susunan kelembagaan smart city (belum ditulis)", "")
    plan = planned({PROSE: text_of(PROSE) + " {{ tabel kelembagaan }}"})
    [found] = crossings(plan, ARRANGEMENT)
    assert (found.severity, found.code) == (Severity.warning, "empty-target")


def test_a_table_without_rows_is_called_by_the_pillar_it_would_be_about() -> None:
    words, _ = said("tabel strategi economy")
    assert words == "tabel Strategi (belum ditulis)"
    texts = two_pillars({PROSE: text_of(PROSE) + "\n\nDi sini {{ tabel strategi economy }}.\n"})
    assert sentence(printed(texts), "Di sini")[0] == "Di sini tabel Strategi Smart Economy (belum ditulis)."


def test_what_is_nowhere_says_so() -> None:
    assert said("bab bukan-judul") == ("(belum ditulis)", "")
    assert said("gambar") == ("(belum ditulis)", "")


# Where a link cannot stand


def test_in_a_caption_stands_the_number_as_words() -> None:
    text = "\n\n::: tabel Rincian {{ tabel isu }} | sumber=profil\n| a |\n| --- |\n| b |\n:::\n"
    made = printed({PROSE: text_of(PROSE) + text})
    captions = [table.caption for table in made[0].tables()]
    number = number_of(made, "buku-1", "Isu strategis daerah")
    assert f"Rincian Tabel{SPACE}{number}" in captions


def test_inside_a_link_stands_the_number_as_words() -> None:
    made = printed({PROSE: text_of(PROSE) + "\n\nDi sini [lihat {{ tabel isu }}](https://example.org).\n"})
    words, target = sentence(made, "Di sini")
    assert re.fullmatch(r"Di sini lihat Tabel \d+\.\d+\.", words)
    assert target == ""


def test_in_code_a_reference_stays_as_it_is() -> None:
    made = printed({PROSE: text_of(PROSE) + "\n\nDi sini `{{ tabel isu }}`.\n"})
    assert sentence(made, "Di sini") == ("Di sini {{ tabel isu }}.", "")


@pytest.mark.parametrize("target", ["#tabel-2-5", "page:buku-1/bab-2#tabel-2-5", "tabel-2-5"])
def test_no_text_of_an_author_can_be_a_cross_reference(target: str) -> None:
    made = printed({PROSE: text_of(PROSE) + f"\n\nDi sini [Tabel 9.9]({target}).\n"})
    assert sentence(made, "Di sini") == ("Di sini Tabel 9.9.", "")


def test_the_card_of_a_pillar_says_the_number() -> None:
    texts = {PILLAR: text_of(PILLAR).replace("dari data yang sama.", "seperti {{ tabel strategi }}.")}
    home = on_the_web(planned(texts))[0]
    blocks = (block for top in home.sections for _, part in top.walk() for block in part.blocks)
    cards = [card.text for block in blocks if isinstance(block, Cards) for card in block.cards]
    assert [text for text in cards if re.search(r"seperti Tabel\s3\.\d+ Buku II\.", text)]


# On the site


def ids_by_page(found: tuple[Page, ...]) -> dict[str, set[str]]:
    return {
        item.path: {
            name
            for top in item.sections
            for _, part in top.walk()
            for name in (part.id, *(block.id for block in part.blocks if isinstance(block, Table | Chart | Picture)))
        }
        for item in found
    }


def test_a_page_that_is_no_book_links_to_the_page_of_the_book() -> None:
    plan = planned({QUICK_WIN: text_of(QUICK_WIN) + "\n\nDi sini {{ tabel lembar }}.\n"})
    [sheet] = [item for item in on_the_web(plan) if item.path == "quick-win/kanal"]
    [node] = crosses(sheet.sections)
    assert re.fullmatch(r"page:buku-2/bab-6#tabel-6-\d+", node.target)
    assert re.fullmatch(r"Tabel 6\.\d+ Buku II", spoken(node.children))


def test_a_book_on_the_site_links_into_another() -> None:
    plan = planned(
        {
            PROSE: text_of(PROSE)
            + "\n\n{{ tabel anggaran-opd }} dan {{ bab penutup }} dan {{ bab rencana-aksi-smart-city }}.\n"
        }
    )
    [reading] = [item for item in on_the_web(plan) if item.path == "buku-1/bab-1"]
    targets = [node.target for node in crosses(reading.sections)]
    assert re.fullmatch(r"page:buku-2/bab-4#tabel-4-\d+", targets[0])
    assert targets[1:] == ["page:buku-1/bab-6", "page:buku-2/bab-4"]


# As files


def test_html_marks_a_cross_reference_and_asks_where_its_target_is() -> None:
    node = Node("cross", (Node("text", text="Tabel 3.8"),), target="#tabel-3-8")
    assert prose.html((node,)) == '<a href="#tabel-3-8" class="rujuk">Tabel 3.8</a>'
    assert prose.html((node,), lambda target: f"x{target}") == '<a href="x#tabel-3-8" class="rujuk">Tabel 3.8</a>'


def test_typst_links_to_the_label_of_the_target() -> None:
    words = (Node("text", text="Tabel 3.8"),)
    assert prose.typst((Node("cross", words, target="#tabel-3-8"),)) == '#link(<tabel-3-8>)[#"Tabel 3.8";];'
    assert prose.typst((Node("cross", words, target="page:buku-1/bab-3#tabel-3-8"),)) == '#"Tabel 3.8";'


def test_a_pdf_with_cross_references_is_accessible_and_archivable(tmp_path: Path) -> None:
    text = "\n\nDi sini {{ tabel isu }}, {{ bab analisis-kesenjangan }}, {{ bab dasar-hukum }}.[^9]\n\n"
    text += "[^9]: Lihat {{ tabel isu }} dan {{ tabel anggaran-opd }}.\n"
    file = tmp_path / "buku.pdf"
    file.write_bytes(pdf.render(TEMPLATES, printed({PROSE: text_of(PROSE) + text})[0]).pdf)
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        found = [str(failure) for failure in page.validate_pdf(file, profile=profile).failures]
        assert [failure for failure in found if "STREAM-LENGTH" not in failure] == []  # see test_books


# Whatever is planned

NAMES = sorted({part.name for part in ARRANGEMENT.parts if part.kind == "tabel"} | {"aplikasi", "lampiran-evaluasi"})
TITLES = ["visi-dan-misi", "penutup", "kondisi", "strategi-dan-program", "lembar-quick-win", "hasil-dan-kendala", "x"]
ABOUT = ["", "", " governance", " economy", " kanal", " 2022", "  governance", " a b"]
REFERENCES = st.one_of(
    st.tuples(st.just("tabel"), st.sampled_from([*NAMES, "aduan-yang-masuk", ""]), st.sampled_from(ABOUT)),
    st.tuples(st.just("gambar"), st.sampled_from(sorted(presence.CHARTS)), st.sampled_from(ABOUT)),
    st.tuples(st.just("bab"), st.sampled_from(TITLES), st.sampled_from(ABOUT)),
).map(lambda parts: f"{{{{ {parts[0]} {parts[1]}{parts[2]} }}}}")
PLACES = st.dictionaries(st.sampled_from([PROSE, PILLAR, QUICK_WIN]), st.lists(REFERENCES, min_size=1, max_size=4))


def emptied(plan: Plan, names: frozenset[str]) -> Plan:
    """The plan without these registers."""
    nothing: dict[str, tuple[Rekaman, ...]] = dict.fromkeys(names, ())
    return replace(plan, **nothing)  # type: ignore[arg-type]


@given(PLACES, st.frozensets(st.sampled_from(["isu", "gap", "swot", "kesiapan", "peta_jalan", "bimtek"])))
@QUICK
def test_every_cross_reference_leads_to_what_it_calls_by_its_label(
    places: dict[str, list[str]], names: frozenset[str]
) -> None:
    plan = emptied(planned({path: f"{text_of(path)}\n\n{' '.join(found)}\n" for path, found in places.items()}), names)
    for book in books.books(Scope(plan, TEMPLATES)):
        known = labels(book)
        for node in crosses(all_of(book)):
            assert known[node.target.removeprefix("#")] == spoken(node.children)


@given(PLACES)
@settings(QUICK, max_examples=10)
def test_every_cross_reference_of_the_site_leads_to_a_place_on_a_page(places: dict[str, list[str]]) -> None:
    plan = planned({path: f"{text_of(path)}\n\n{' '.join(found)}\n" for path, found in places.items()})
    found = on_the_web(plan)
    known = ids_by_page(found)
    for node in (node for item in found for node in crosses(item.sections)):
        path, _, name = node.target.removeprefix("page:").partition("#")
        assert path in known
        assert not name or name in known[path]


@given(PLACES)
@QUICK
def test_a_reference_is_told_when_it_leads_nowhere_and_only_then(places: dict[str, list[str]]) -> None:
    plan = planned({path: f"{text_of(path)}\n\n{' '.join(found)}\n" for path, found in places.items()})
    told = crossings(plan, ARRANGEMENT)
    missed = "(belum ditulis)" in "".join(
        plain(nodes)
        for book in books.books(Scope(plan, TEMPLATES))
        for top in book.chapters
        for _, part in top.walk()
        for block in part.blocks
        if isinstance(block, Prose)
        for nodes in [block.nodes]
    )
    assert bool(list(told)) == missed


def named(plan: Plan) -> set[tuple[str, str, str]]:
    """(tabel or gambar, name, pillar or quick win) of everything numbered that the books of a plan hold."""
    found = Scope(plan, TEMPLATES).knowing(books.books(Scope(plan, TEMPLATES))).crossings.targets
    return {(target.kind, target.name, target.about) for target in found}


def entries(plan: Plan) -> Iterator[tuple[Part, str]]:
    """Tables and charts of the arrangement with each pillar or quick win that they are about."""
    views = {
        "pilar": [item.kode for item in plan.bersama.dimensi],
        "quick_win": [item.slug for item in plan.quick_win],
        "": [""],
    }
    yield from (
        (part, code) for part in ARRANGEMENT.parts for code in views[part.each] if part.kind in ("tabel", "grafik")
    )


@given(st.sampled_from(["kab-semarang", "kab-ketapang"]), st.frozensets(st.sampled_from(REGISTERS), max_size=4))
@settings(QUICK, max_examples=8, deadline=None)
def test_a_table_or_chart_is_in_the_books_exactly_when_the_check_expects_it(slug: str, names: frozenset[str]) -> None:
    plan = emptied(dossier(slug), names)
    if "program" in names and "quick_win" not in names:
        plan = emptied(plan, names | {"quick_win"})  # a quick win names its programme
    made = named(plan)
    kinds = {"tabel": "tabel", "grafik": "gambar"}
    wrong = [
        (part.kind, part.name, code)
        for part, code in entries(plan)
        if ((kinds[part.kind], part.name, code) in made) != presence.present(plan, part.kind, part.name, code)
    ]
    assert wrong == []


def test_what_cannot_be_read_makes_no_second_finding() -> None:
    plan = replace(planned({PROSE: text_of(PROSE) + " {{ tabel apa-saja }}"}), register_hilang=frozenset({"isu"}))
    assert list(crossings(plan, ARRANGEMENT)) == []


def test_a_silenced_reference_is_not_told() -> None:
    text = "\n\n<!-- diam: empty-target disusun setelah bimtek IV -->\nDi sini {{ tabel kelembagaan }}.\n"
    plan = planned({PROSE: text_of(PROSE) + text})
    found = check.check(plan, TEMPLATES.arrangements).findings
    assert [finding.code for finding in found if finding.code == "empty-target"] == []


@pytest.mark.parametrize("name", sorted(TEMPLATES.arrangements))
@pytest.mark.parametrize("slug", SLUGS)
def test_the_references_of_the_dossiers_lead_somewhere_in_every_arrangement(slug: str, name: str) -> None:
    assert [str(found) for found in crossings(dossier(slug), TEMPLATES.arrangements[name])] == []


def test_the_reference_page_names_every_kind_of_cross_reference() -> None:
    listed = plain(tuple(node for nodes in proses(guide.page(TEMPLATES, "").sections) for node in nodes))
    assert all(f"{{{{ {kind} NAMA }}}}" in listed for kind in CROSSINGS)
