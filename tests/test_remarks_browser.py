"""A reviewer's remarks in a real browser, opened from the disk: written, kept, shown again, saved, filed, and kept from
doing harm. What becomes of a saved file is in test_remarks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import PHONE, Visit, opened, watched
from playwright.sync_api import Browser, BrowserContext, Page
from test_cli import run

from dosir.publish import Place
from dosir.remarks import arriving

pytestmark = pytest.mark.needs("chromium", "chromium")
SENTENCE = "Naskah bersama ini sama untuk semua daerah"
CHAPTER, LIST = "buku-2/bab-1.html", "program.html"
SELECT = """words => {
  const walk = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(walk.currentNode, at, walk.currentNode, at + words.length);
    return;
  }
  throw new Error(words);
}"""
LIT = "name => [...(CSS.highlights.get(name) || [])].map(range => range.toString())"
REFUSING = "Storage.prototype.setItem = () => { throw new DOMException('penuh', 'QuotaExceededError'); };"
FOCUSED = "document.activeElement.id || document.activeElement.classList[0]"


@pytest.fixture(scope="module")
def regency(built: Place) -> Path:
    return built.site / "kab-kecil"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = opened(browser)
    yield made
    made.close()


def turned(page: Page, regency: Path, name: str) -> None:
    page.goto((regency / name).as_uri())


def write(page: Page, words: str, **more: str) -> None:
    """Fill the form that is open, and save."""
    page.fill("#telaah-isi", words)
    if "jenis" in more:
        page.select_option("#telaah-jenis", more["jenis"])
    if "peran" in more:
        page.fill("#telaah-peran", more["peran"])
    page.get_by_role("button", name="Simpan catatan").click()
    assert page.locator(".telaah-kabar").inner_text() == "Catatan disimpan di peramban ini."


def on_the_sentence(page: Page, regency: Path, words: str = "Sebut contohnya") -> None:
    turned(page, regency, CHAPTER)
    page.evaluate(SELECT, SENTENCE)
    page.get_by_role("button", name="Beri catatan", exact=True).click()
    write(page, words, jenis="koreksi", peran="Bappeda")


def downloaded(page: Page) -> dict[str, Any]:
    with page.expect_download() as saved:
        page.get_by_role("button", name="Unduh catatan").click()
    assert saved.value.suggested_filename.startswith("catatan-kab-kecil-20")
    made: dict[str, Any] = json.loads(Path(saved.value.path()).read_text("utf-8"))
    return made


def test_remarks_on_a_sentence_and_a_row_are_kept_saved_filed_and_filed_only_once(
    context: BrowserContext, regency: Path, unbuilt: Place, tmp_path: Path
) -> None:
    visit = Visit()
    page = watched(context, visit)
    on_the_sentence(page, regency)
    turned(page, regency, LIST)
    page.locator("tr#gov-01").hover(position={"x": 20, "y": 10})
    page.get_by_role("button", name="Beri catatan", exact=True).click()
    assert "GOV-01" in page.locator("#telaah-tentang").inner_text()
    assert page.input_value("#telaah-peran") == "Bappeda"
    write(page, "Apakah sudah\nada di Renstra?\n\n<img src=x onerror=alert(1)>", jenis="pertanyaan")
    page.reload()
    assert page.locator("tr.bercatatan").first.get_attribute("id") == "gov-01"
    page.get_by_role("button", name="Catatan (2)").click()
    told = page.locator(".telaah-daftar").inner_text()
    assert told.index("Daftar program (1)") < told.index("Apakah sudah") < told.index("BAB I Pendahuluan (1)")
    assert "<img src=x onerror=alert(1)>" in told and page.locator(".telaah-daftar img").count() == 0
    page.get_by_role("link", name="Lihat catatan: Sebut contohnya").click()
    page.wait_for_url(f"**/{CHAPTER}#catatan-c-*")
    assert page.evaluate(LIT, "catatan") == page.evaluate(LIT, "catatan-aktif") == [SENTENCE]
    page.get_by_role("button", name="Catatan (2)").click()
    made = downloaded(page)
    assert visit.asked == visit.complaints == visit.missing == []

    sentence, row = made["catatan"]
    assert (made["format"], made["versi_format"], made["daerah"]) == ("dosir-catatan", 1, "kab-kecil")
    assert (sentence["halaman"], sentence["bagian"]) == ("buku-2/bab-1", "bab-1-2-1")
    assert (sentence["kutipan"], sentence["jenis"], sentence["sebagai"]) == (SENTENCE, "koreksi", "Bappeda")
    assert sentence["sebelum"].endswith("Manfaat") and sentence["sesudah"].startswith(": 2 pilar")
    assert (row["bagian"], row["kutipan"], row["rekaman"][:4]) == ("gov-01", "", "dsr_")

    file = tmp_path / "catatan.json"
    file.write_text(json.dumps(made), "utf-8")
    ran = run(unbuilt.root, "remarks", str(file))
    assert (ran.code, ran.err) == (0, "")
    (kept,) = (unbuilt.content / "kab-kecil" / "catatan").iterdir()
    text = kept.read_text("utf-8")
    assert "  tempat: bersama/naskah/maksud-tujuan.md:" in text
    assert "  tempat: kab-kecil/program/governance.yml:1\n" in text
    assert "    Apakah sudah\n\n    ada di Renstra?\n" in text
    assert "2 sudah ada" in run(unbuilt.root, "remarks", str(file)).out
    assert kept.read_text("utf-8") == text
    assert run(unbuilt.root, "check", "kab-kecil").out.count("[open-remark]") == 2


def test_rows_that_a_mouse_dragged_over_are_lit_again(context: BrowserContext, regency: Path) -> None:
    """Between two cells a reader's selection has a space and the page has none; scripts move and hide cells as well."""
    page = context.new_page()
    turned(page, regency, LIST)
    for row, step in (("gov-01", page.mouse.down), ("gov-02", page.mouse.up)):
        box = page.locator(f"tr#{row}").bounding_box()
        assert box
        page.mouse.move(box["x"] + (12 if row == "gov-01" else 90), box["y"] + 12, steps=4)
        step()
    page.locator(".telaah-dekat:not(.ringkas)").click()
    write(page, "Urutannya terbalik")
    quoted = downloaded(page)["catatan"][0]["kutipan"]
    assert "Diskominfo 2025–2026 1.550 GOV-02" in quoted
    page.reload()
    page.wait_for_function("() => [...CSS.highlights.get('catatan')].some(range => `${range}`)")
    (lit,) = page.evaluate(LIT, "catatan")
    assert "GOV-02" in lit and lit[-1] == quoted[-1]


def test_a_changed_remark_that_was_saved_before_becomes_another(context: BrowserContext, regency: Path) -> None:
    page = context.new_page()
    on_the_sentence(page, regency)
    first = downloaded(page)["catatan"][0]
    page.get_by_role("button", name="Ubah catatan: Sebut contohnya").click()
    page.fill("#telaah-isi", "Sebut dua contoh")
    page.get_by_role("button", name="Simpan catatan").click()
    (second,) = downloaded(page)["catatan"]
    assert second["id"] != first["id"] and second["isi"] == "Sebut dua contoh"
    assert {**second, "id": "", "isi": ""} == {**first, "id": "", "isi": ""}


def test_all_of_it_goes_by_keyboard_and_the_focus_comes_back(context: BrowserContext, regency: Path) -> None:
    page = context.new_page()
    turned(page, regency, LIST)
    opener = page.get_by_role("button", name="Catatan (0)")
    assert page.locator(".telaah-baris").count() == 0
    opener.focus()
    page.keyboard.press("Enter")
    assert opener.get_attribute("aria-expanded") == "true"
    assert page.get_by_role("dialog", name="Catatan").is_visible()
    page.get_by_role("button", name="Tombol di setiap baris dan judul").press("Enter")
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED) == "telaah-buka" and not page.locator("#telaah").is_visible()
    button = page.get_by_role("button", name="Beri catatan: GOV-02 Aturan main layanan").first
    button.press("Enter")
    assert page.evaluate(FOCUSED) == "telaah-isi"
    page.keyboard.type("Kurang rinci")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Catatan (1)").wait_for()
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED) == "telaah-baris"
    page.reload()
    assert page.locator(".telaah-baris").count() > 3, "what was switched on stays on while the window is open"


def test_a_selection_made_by_keyboard_is_taken_by_the_button_above(context: BrowserContext, regency: Path) -> None:
    page = context.new_page()
    turned(page, regency, CHAPTER)
    page.evaluate(SELECT, SENTENCE)
    page.locator(".telaah-dekat").wait_for()
    page.get_by_role("button", name="Catatan (0)").focus()
    page.keyboard.press("Enter")
    assert SENTENCE in page.locator("#telaah-tentang").inner_text()
    page.get_by_role("button", name="Tentang seluruh halaman saja").click()
    write(page, "Bab ini baik")
    assert downloaded(page)["catatan"][0]["kutipan"] == ""


def test_nothing_is_thrown_away_without_asking(context: BrowserContext, regency: Path) -> None:
    page = context.new_page()
    on_the_sentence(page, regency)
    asked: list[str] = []
    answers = iter([False, True])

    def answer(dialog: Any) -> None:
        asked.append(dialog.message)
        dialog.accept() if next(answers) else dialog.dismiss()

    page.on("dialog", answer)
    page.get_by_role("button", name="Hapus semua").click()
    assert page.get_by_role("button", name="Catatan (1)").count() == 1
    page.get_by_role("button", name="Hapus semua").click()
    assert page.get_by_role("button", name="Catatan (0)").count() == 1
    assert len(asked) == 2 and "(1)" in asked[0]
    assert page.evaluate("localStorage.getItem('dosir-catatan:kab-kecil')") == "[]"
    assert page.evaluate(LIT, "catatan") == []


def test_a_saved_file_is_opened_again_elsewhere_without_repeats_and_no_other_is(
    browser: Browser, context: BrowserContext, regency: Path, tmp_path: Path
) -> None:
    page = context.new_page()
    on_the_sentence(page, regency)
    made = downloaded(page)
    assert "sudah diunduh" in page.locator(".telaah-perihal").inner_text()
    elsewhere = opened(browser)
    other = elsewhere.new_page()
    turned(other, regency, LIST)
    other.get_by_role("button", name="Catatan (0)").click()
    assert other.locator(".telaah-bantu ol").is_visible()
    files = {"a.json": made, "b.json": {**made, "daerah": "kab-lain"}, "c.json": []}
    for name, content in files.items():
        (tmp_path / name).write_text(json.dumps(content), "utf-8")
    told = other.locator(".telaah-kabar")
    for names, words in (
        (["a.json"], "1 catatan ditambahkan"),
        (
            ["a.json", "b.json", "c.json"],
            "sudah ada di sini. Berkas itu memuat catatan daerah lain (kab-lain). Berkas itu bukan",
        ),
    ):
        other.set_input_files("#telaah input[type=file]", [tmp_path / name for name in names])
        told.filter(has_text=words).wait_for()
    assert downloaded(other)["catatan"] == made["catatan"]
    elsewhere.close()


def test_a_browser_that_keeps_nothing_or_each_file_apart_says_so(context: BrowserContext, regency: Path) -> None:
    page = context.new_page()
    warnings = page.locator(".telaah-peringatan:visible")
    on_the_sentence(page, regency)
    assert warnings.count() == 0
    page.add_init_script(REFUSING)
    page.add_init_script("delete Navigator.prototype.userAgentData")
    on_the_sentence(page, regency, "Hanya diingat")
    assert "tidak mau menyimpan catatan" in warnings.first.inner_text()
    assert "tiap halaman tersendiri" in warnings.last.inner_text()
    assert downloaded(page)["catatan"][-1]["isi"] == "Hanya diingat"


def test_what_others_put_into_the_store_does_no_harm(context: BrowserContext, regency: Path) -> None:
    visit = Visit()
    page = watched(context, visit)
    turned(page, regency, LIST)
    good = {"id": "c-1", "halaman": "program", "isi": "Baik", "jenis": "usul", "tanggal": "2026-11-20"}
    odd = [None, 1, {"id": "c-2"}, {**good, "jenis": "toString"}, {**good, "bagian": 5, "rekaman": "]x", "lain": []}]
    for text, count in ((json.dumps(odd), 1), ("{", 0), ("{}", 0)):
        page.evaluate("text => localStorage.setItem('dosir-catatan:kab-kecil', text)", text)
        page.reload()
        page.get_by_role("button", name=f"Catatan ({count})").click()
        if count:
            file = json.dumps(downloaded(page)).encode()
            assert arriving.received("a.json", file, ["kab-kecil"])[1] == ()
    assert page.evaluate("localStorage.getItem('dosir-catatan:kab-kecil:rusak')") == "{}"
    assert visit.complaints == []


def test_a_telephone_shows_the_panel_whole(browser: Browser, regency: Path) -> None:
    context = opened(browser, PHONE)
    page = context.new_page()
    on_the_sentence(page, regency)
    box = page.locator("#telaah").bounding_box()
    assert (
        box
        and (box["x"], box["width"]) == (0, page.evaluate("document.documentElement.clientWidth"))
        and box["y"] + box["height"] == 800
    )
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE
    page.get_by_role("link", name="Lihat catatan: Sebut contohnya").click()
    assert not page.locator("#telaah").is_visible(), "it would cover what is shown"
    assert page.evaluate(LIT, "catatan-aktif") == [SENTENCE]
    context.close()


def test_only_a_regency_takes_remarks_and_no_paper_shows_them(
    context: BrowserContext, built: Place, regency: Path
) -> None:
    page = context.new_page()
    page.goto((built.site / "index.html").as_uri())
    assert page.locator(".telaah-buka").count() == 0
    turned(page, regency, LIST)
    page.emulate_media(media="print")
    assert not page.locator(".telaah-buka").is_visible()
