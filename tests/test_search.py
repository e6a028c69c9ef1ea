"""Search in a real browser, opened from the disk: what a reader types leads to what was meant, and nothing leaves.

The table is the contract: what stands first for a query. How words are cut and joined to families is in test_stems.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from chromium import PHONE, WIDE, WIDER, Visit, opened, watched
from playwright.sync_api import Browser, Page

from dosir import templates
from dosir.publish import Place
from dosir.render import search
from dosir.render.search.stems import affixes, candidates, families, words

pytestmark = pytest.mark.needs("chromium", "chromium")
TEMPLATES = templates.load(Path(__file__).parents[1] / "templates")
RULES = TEMPLATES.data("situs/cari.yml")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
FAULTS = "async () => (await axe.run(document, {preload: false})).violations.map(fault => fault.id)"
LOADED = "async () => { window.sini = await dosirCari.muat('aset/cari/indeks.js', 'indeks'); }"
TITLES = """async query => (await (window.indeks ??= dosirCari.indeks(window.sini)).cari(query, 9)).hasil
  .map(h => `${h.jenis}: ${h.judul.map(bagian => bagian[0]).join('')}`)"""
ABROAD = """async query => (await (await (window.portal ??= dosirCari.portal(''))).cari(query, 9)).hasil
  .map(h => `${h.jenis}: ${h.judul.map(bagian => bagian[0]).join('')} <${h.alamat}>`)"""
STEMS = """words => {
  const rules = dosirCari.siapkan(window.sini.aturan), index = window.indeks ??= dosirCari.indeks(window.sini);
  return words.map(word => [index.kamus.akarnya(word), [...dosirCari.calon(rules, word)].sort()]);
}"""


@pytest.fixture(scope="module")
def visit() -> Visit:
    return Visit()


@pytest.fixture(scope="module")
def regency(browser: Browser, built: Place, visit: Visit) -> Iterator[Page]:
    """The regency's home with its index at hand."""
    context = opened(browser)
    page = watched(context, visit)
    page.goto((built.site / "kab-kecil" / "index.html").as_uri())
    page.evaluate(LOADED)
    yield page
    context.close()


@pytest.fixture(scope="module")
def portal(browser: Browser, built: Place, visit: Visit) -> Iterator[Page]:
    context = opened(browser)
    page = watched(context, visit)
    page.goto((built.site / "index.html").as_uri())
    yield page
    context.close()


@pytest.fixture(scope="module")
def telephone(browser: Browser, visit: Visit) -> Iterator[Page]:
    context = opened(browser, PHONE)
    yield watched(context, visit)
    context.close()


@pytest.fixture
def reader(telephone: Page, built: Place) -> Page:
    """A reader on the page of all quick wins, with a telephone's screen."""
    telephone.goto((built.site / "kab-kecil" / "quick-win" / "index.html").as_uri())
    return telephone


def typed(page: Page, query: str) -> list[str]:
    """The titles that stand in the box once the answer to this query is there."""
    page.keyboard.press("/")
    page.get_by_role("combobox").fill(query)
    page.locator(".cari-kabar", has_text="hasil").or_(page.locator(".cari-kabar", has_text="Tidak ada")).wait_for()
    return page.locator(".cari-judul").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("pelayanan", "Program: Aturan main layanan"),
        ("melayani aturan", "Program: Aturan main layanan"),
        ("mengantre", "Program: Antrean puskesmas"),
        ("ANTREAN", "Program: Antrean puskesmas"),
        ("antrean-antrean", "Program: Antrean puskesmas"),
        ("jaring", "Program: Jaringan puskesmas"),
        ("jari", "Program: Jaringan puskesmas"),
        ("puksesmas antrean", "Program: Antrean puskesmas"),
        ("gov-01", 'Program: Kanal "Satu & Pintu" <warga>'),
        ("IND-GOV-01", "Indikator: IND-GOV-01 Pertanyaan yang dijawab dalam sehari"),
        ("menjawab pertanyaan sehari", "Indikator: IND-GOV-01 Pertanyaan yang dijawab dalam sehari"),
        ("diskominfo", "OPD: Diskominfo"),
        ("Dinas Komunikasi dan Informatika", "OPD: Diskominfo"),
        ("dinas kominfo", "OPD: Diskominfo"),
        ("kesehatan dinas", "OPD: Dinkes"),
        ("kanal kecil", "Quick win: Kanal Kecil"),
        ("smart living", "Pilar: Smart Living"),
        ("visi dan misi", "Halaman: Visi dan misi"),
        ("menata aturan", "Strategi: STR-GOV-2 Menata aturan"),
        ("<warga>", 'Program: Kanal "Satu & Pintu" <warga>'),
    ],
)
def test_what_is_meant_stands_first(regency: Page, query: str, first: str) -> None:
    assert regency.evaluate(TITLES, query)[0] == first


def test_a_number_with_another_digit_is_another_number(regency: Page) -> None:
    found = "async query => (await (window.indeks ??= dosirCari.indeks(window.sini)).cari(query, 9)).jumlah"
    assert regency.evaluate(found, "2024") > 0 and regency.evaluate(found, "2924") == 0


def test_an_abbreviation_and_its_full_name_find_the_same(regency: Page) -> None:
    found = [regency.evaluate(TITLES, query) for query in ("SPBE", "sistem pemerintahan berbasis elektronik")]
    assert found[0] and set(found[0]) == set(found[1])


@pytest.mark.parametrize("query", ["dan", "  ", "?!", "\u0301", "xyzzy", "constructor", "__proto__", "a" * 500])
def test_an_odd_query_is_answered_and_breaks_nothing(regency: Page, portal: Page, query: str) -> None:
    assert isinstance(regency.evaluate(TITLES, query), list)
    assert isinstance(portal.evaluate(ABROAD, query), list)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("pelayanan", "Program: Aturan main layanan <kab-kecil/program/gov-02.html>"),
        ("mungil", "Daerah: Kabupaten Mungil <kab-mungil/index.html>"),
        ("kabupaten kecil diskominfo", "OPD: Diskominfo <kab-kecil/opd/diskominfo.html>"),
        ("kecil gov-02", "Program: Aturan main layanan <kab-kecil/program/gov-02.html>"),
        ("ind-liv-01", "Indikator: IND-LIV-01 Lama antre <kab-kecil/indikator.html#ind-liv-01>"),
        ("pukesmas", "Program: Antrean puskesmas <kab-kecil/program/liv-01.html>"),
        ("acuan isi", "Halaman: Acuan isi <acuan.html>"),
        (
            "kode_bps",
            "Kunci isian: kode_bps Kode wilayah BPS; tidak selalu sama angkanya; acuan BPS"
            " <acuan.html#berkas-daerah-daerah-kode-bps>",
        ),
        ("missing-source", "Halaman: missing-source: Isi tanpa sumber <temuan.html#missing-source>"),
        (
            "approve",
            "Perintah: python build.py approve catat persetujuan tahap yang lengkap <panduan.html#perintah-approve>",
        ),
    ],
)
def test_the_portal_finds_it_in_every_regency(portal: Page, query: str, first: str) -> None:
    assert portal.evaluate(ABROAD, query)[0] == first


def test_browser_and_build_agree_on_every_word(regency: Page, built: Place) -> None:
    """On the stem of each word of the site, and on what any word may come from."""
    data = search.unpacked((built.site / "kab-kecil" / search.INDEX).read_bytes())
    known, vocabulary = affixes(RULES), sorted({word for text in data["kosakata"].split() for word in words(text)})
    stems = families(known, vocabulary)
    strange = (Path(__file__).parent / "keluarga-kata.txt").read_text("utf-8").split()
    asked = [*vocabulary, *strange]
    told = dict(zip(asked, regency.evaluate(STEMS, asked), strict=True))
    assert {word: told[word][0] for word in vocabulary} == stems
    assert {word: dict(told[word][1]) for word in asked} == {word: candidates(known, word) for word in asked}
    assert len(vocabulary) > 500


def test_every_result_leads_to_a_place_that_is_there(regency: Page, built: Place) -> None:
    data = search.unpacked((built.site / "kab-kecil" / search.INDEX).read_bytes())
    pages = {path: (built.site / "kab-kecil" / f"{path}.html").read_text("utf-8") for path, _ in data["halaman"]}
    places = [(data["halaman"][page][0], anchor) for _, page, *rest in data["entri"] for anchor in rest[:1]]
    assert len(places) > 50
    assert [place for place in places if f'id="{place[1]}"' not in pages[place[0]]] == []


def test_keys_open_choose_follow_and_close(reader: Page) -> None:
    reader.keyboard.press("Control+k")
    reader.keyboard.press("Escape")
    assert not reader.get_by_role("dialog").is_visible()
    found = typed(reader, "puskesmas")
    reader.keyboard.press("ArrowDown")
    chosen = reader.locator("[aria-selected=true] .cari-judul").inner_text()
    assert reader.get_by_role("combobox").get_attribute("aria-activedescendant") == "cari-1"
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/program/liv-*.html")
    assert reader.locator("h1").inner_text() == chosen == found[1]


def test_enter_right_after_typing_follows_the_first_result(reader: Page) -> None:
    reader.keyboard.press("/")
    reader.keyboard.type("bappeda")
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/opd/bappeda.html")


def test_words_of_authors_stay_words(reader: Page) -> None:
    assert typed(reader, "satu pintu warga")[0] == 'Kanal "Satu & Pintu" <warga>'
    assert reader.locator("dialog warga").count() == 0
    assert reader.locator("mark").first.inner_text() == "Satu"


def test_nothing_found_says_what_to_try(reader: Page) -> None:
    assert typed(reader, "xyzzy") == []
    assert "GOV-01" in reader.locator(".cari-kabar").inner_text()


def test_the_box_stands_axe_and_fits_a_telephone(reader: Page) -> None:
    typed(reader, "puskesmas")
    reader.evaluate(AXE)
    assert reader.evaluate(FAULTS) == []
    assert reader.evaluate(WIDER) <= 0


def test_a_slash_in_a_field_is_a_slash(reader: Page) -> None:
    typed(reader, "antre")
    reader.keyboard.type("/")
    assert reader.get_by_role("combobox").input_value().endswith("/")


def test_without_scripts_there_is_no_box(browser: Browser, built: Place) -> None:
    context = browser.new_context(viewport={"width": WIDE, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto((built.site / "kab-kecil" / "index.html").as_uri())
    assert page.locator(".cari-buka").count() == 0
    context.close()


def test_nothing_is_asked_of_another_host_and_nothing_complains(
    regency: Page, portal: Page, reader: Page, visit: Visit
) -> None:
    for page in (regency, portal, reader):
        typed(page, "layanan")
    assert (visit.asked, visit.complaints, visit.missing) == ([], [], [])
