"""The finished site as files: every address leads somewhere in it, and no author's text is anything but text.

The second half builds a regency whose names, titles and cells are written in the marks of every language that the
words pass through: HTML, Markdown, Jinja, attribute lists, Typst, YAML.
"""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from functools import cache
from itertools import pairwise
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urlsplit

import leaves
import lxml.html
import pytest
from conftest import Silence, furnished
from word import headed

from dosir import markup, publish, sources, templates
from dosir.assemble.scope import Scope, resolve, spans
from dosir.publish import Place
from dosir.render import prose

LOADED = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "object": "data"}
ODD = (
    "<script>alert(7)</script> {{ 71*71 [x](y) | # a *b* </div> {: .x #y } &lt; $z$ #import "
    """"q" 'r' \\ ~s~ ^ = «k» {% raw %} @t //u"""
)
CAPTION = ODD.replace('"', "”")  # a Markdown title ends at the first quote


@cache
def pages(site: Path) -> dict[str, Any]:
    """Every page by its path below the site."""
    files = sorted(site.rglob("*.html"))
    return {file.relative_to(site).as_posix(): lxml.html.parse(str(file)).getroot() for file in files}


def seen(element: Any) -> str:
    return " ".join(element.text_content().split())


# Addresses


@cache
def anchors(site: Path, name: str) -> frozenset[str]:
    return frozenset(pages(site)[name].xpath("//@id | //a/@name"))


def lost(site: Path, name: str, address: str) -> bool:
    """Whether an address on a page leads to no file of the site, or to no place in it."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return parts.scheme not in ("https", "http", "mailto")
    target = normpath(f"{name}/../{unquote(parts.path)}") if parts.path else name
    if not (site / target).is_file() or target.startswith(".."):
        return True
    return bool(parts.fragment) and target.endswith(".html") and parts.fragment not in anchors(site, target)


def test_every_address_leads_to_a_place_in_the_site(built: Place) -> None:
    addresses = [
        (name, str(address)) for name, page in pages(built.site).items() for address in page.xpath("//@href | //@src")
    ]
    assert len(addresses) > 1000
    assert [pair for pair in addresses if lost(built.site, *pair)] == []


def test_the_site_of_a_regency_leads_to_nothing_outside_its_folder(built: Place) -> None:
    """So that it can be zipped and handed over by itself."""
    outside = []
    for slug in ("kab-kecil", "kab-mungil"):
        for name, page in pages(built.site / slug).items():
            addresses = (str(address) for address in page.xpath("//@href | //@src"))
            local = [address for address in addresses if not urlsplit(address).scheme]
            outside += [(name, address) for address in local if normpath(f"{name}/../{address}").startswith("..")]
    assert outside == []


def test_no_page_loads_anything_from_another_host(built: Place) -> None:
    loaded = [
        (name, element.get(key))
        for name, page in pages(built.site).items()
        for tag, key in LOADED.items()
        for element in page.iter(tag)
        if element.get(key)
    ]
    assert loaded
    assert [pair for pair in loaded if re.match(r"\w+:|//", pair[1]) and not pair[1].startswith("data:")] == []


def test_no_stylesheet_loads_anything_from_another_host(built: Place) -> None:
    styles = {file.name: file.read_text("utf-8") for file in built.site.rglob("*.css")}
    assert styles
    loads = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])(?:https?:)?//""")
    assert [name for name, text in styles.items() if loads.search(text)] == []


def test_no_page_tells_the_browser_to_look_up_another_host(built: Place) -> None:
    rels = {(name, link.get("rel")) for name, page in pages(built.site).items() for link in page.iter("link")}
    assert [pair for pair in rels if re.search("preconnect|dns-prefetch|canonical", pair[1] or "")] == []


def test_every_file_that_can_be_downloaded_is_offered(built: Place) -> None:
    for slug in ("kab-kecil", "kab-mungil"):
        offered = {Path(address).name for address in pages(built.site / slug)["unduhan.html"].xpath("//article//@href")}
        assert offered >= {file.name for file in (built.site / slug / "unduh").iterdir()}


def test_every_page_of_a_regency_can_be_reached_from_its_home(built: Place) -> None:
    for slug in ("kab-kecil", "kab-mungil"):
        site, waiting, reached = built.site / slug, ["index.html"], {"index.html"}
        while waiting:
            name = waiting.pop()
            links = (urlsplit(str(link)).path for link in pages(site)[name].xpath("//a/@href"))
            targets = {normpath(f"{name}/../{link}") for link in links}
            waiting += [target for target in targets if target in pages(site) and target not in reached]
            reached |= targets & set(pages(site))
        assert set(pages(site)) - reached == set()


def test_the_portal_leads_to_every_regency(built: Place) -> None:
    links = set(pages(built.site)["index.html"].xpath("//article//a/@href"))
    assert {"kab-kecil/index.html", "kab-mungil/index.html"} <= links


# Every page


def test_every_page_has_one_main_heading(built: Place) -> None:
    headings = {name: [seen(heading) for heading in page.iter("h1")] for name, page in pages(built.site).items()}
    assert [name for name, found in headings.items() if len(found) != 1 or not found[0]] == []


def test_every_page_has_a_title_of_its_own_that_begins_with_its_heading(built: Place) -> None:
    for site in (built.site / "kab-kecil", built.site / "kab-mungil"):
        titles = {name: (page.findtext(".//title") or "").strip() for name, page in pages(site).items()}
        headings = {name: seen(page.find(".//h1")) for name, page in pages(site).items()}
        assert [name for name in titles if name != "index.html" and not titles[name].startswith(headings[name])] == []


def test_every_page_is_in_indonesian(built: Place) -> None:
    assert {page.get("lang") for page in pages(built.site).values()} == {"id"}


def test_no_id_is_on_a_page_twice(built: Place) -> None:
    twice = []
    for name, page in pages(built.site).items():
        ids = page.xpath("//@id")
        twice += [(name, key) for key in set(ids) if ids.count(key) > 1]
    assert twice == []


def test_no_heading_skips_a_level(built: Place) -> None:
    skipped = []
    for name, page in pages(built.site).items():
        headings = page.xpath("//article//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]")
        levels = [int(heading.tag[1]) for heading in headings]
        skipped += [(name, levels) for above, below in pairwise(levels) if below > above + 1]
    assert skipped == []


def test_every_picture_has_words_for_those_who_cannot_see_it(built: Place) -> None:
    pictures = [image for page in pages(built.site).values() for image in page.xpath("//article//img")]
    assert pictures
    assert [image.get("src") for image in pictures if not image.get("alt", "").strip()] == []


def test_every_header_cell_says_what_it_heads(built: Place) -> None:
    heads = [cell for page in pages(built.site).values() for cell in page.xpath("//article//th")]
    assert heads
    assert [seen(cell) for cell in heads if cell.get("scope") not in ("col", "row", "rowgroup")] == []


# A regency that is written in marks


def rewrite(folder: Path, name: str, *changes: tuple[str, str]) -> None:
    text = (folder / name).read_text("utf-8")
    for old, new in changes:
        assert old in text, (name, old)
        text = text.replace(old, new, 1)
    (folder / name).write_text(text, "utf-8")


def escaped(text: str) -> str:
    """As an author must type a text in Markdown to get just that."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def quoted(text: str) -> str:
    """As an author must type a text in YAML to get just that."""
    return json.dumps(text, ensure_ascii=False)


CODE = """satu {{ 71*71 }} <b>
    dua &lt;

tiga"""
TEXT = f"""Paragraf {escaped(ODD)} akhir.

Mentah <script>alert(8)</script> dan <b onclick="alert(9)">tebal</b> {{: .kelas #p }}
<div class="jahat">

<!-- ulasan -->

{{: .kelas }}

## Judul {escaped(ODD)} {{: .kelas #pengenal }}

Kode `` {{{{ 71*71 }}}} <b> *c* `` akhir.

```
{CODE}
```

::: tabel Tabel {ODD} akhir
| Kolom {escaped(ODD)} | Lain |
| --- | --- |
| Sel {escaped(ODD)} | {{: .kelas }} |
:::

![Alt {escaped(ODD)}](gambar/peta.png "Gambar {CAPTION}")
"""


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The small regency with marks in its name, its programme, its quick win, its office, its source and its text."""
    place = furnished(tmp_path_factory.mktemp("odd") / "odd")
    shutil.rmtree(place.content / "kab-mungil")
    folder = place.content / "kab-kecil"
    rewrite(folder, "daerah.yml", ("nama: Kecil", f"nama: {quoted(f'Kecil {ODD}')}"))
    rewrite(folder, "program/living.yml", ("nama: Antrean puskesmas", f"nama: {quoted(f'Program {ODD}')}"))
    rewrite(folder, "opd.yml", ("singkatan: Dinkes", f"singkatan: {quoted(f'OPD {ODD}')}"))
    rewrite(folder, "sumber.yml", ("penerbit: Kantor Rekaan", f"penerbit: {quoted(f'Penerbit {ODD}')}"))
    rewrite(folder, "quick-win/kanal-kecil.md", ("nama: Kanal Kecil", f"nama: {quoted(f'Kanal {ODD}')}"))
    rewrite(folder, "isu.yml", ("isu: Puskesmas jauh", f"isu: {quoted(f'Isu {escaped(ODD)}')}"))
    rewrite(folder, "visi.yml", ('makna: "Puskesmas', 'makna: "[klik](javascript:alert(7)) [k](vbscript:x) Puskesmas'))
    (folder / "naskah" / "latar-belakang.md").write_text(TEXT, "utf-8")
    outcome = publish.publish(place, (), 1, False, Silence())
    assert outcome.findings.sound, outcome.findings
    return place


def web(place: Place, name: str, path: str) -> list[str]:
    """The texts of the elements that an XPath finds on a page."""
    return [seen(element) for element in pages(place.site / "kab-kecil")[name].xpath(path)]


@cache
def word_text(place: Place, book: int) -> str:
    with zipfile.ZipFile(place.site / "kab-kecil" / "unduh" / f"kab-kecil-buku-{book}.docx") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return "\n".join(text for _, text in headed(parts)).replace("\u200b", "")


@cache
def pdf_text(place: Place, book: int) -> str:
    """Without spaces: a line may be broken anywhere."""
    data = (place.site / "kab-kecil" / "unduh" / f"kab-kecil-buku-{book}.pdf").read_bytes()
    return re.sub(r"[\s\u200b\u00ad\u2060]", "", "".join(leaves.texts(data)))


PLACES = {
    "the name of the regency": (f"Kabupaten Kecil {ODD}", "index.html", "//h1", 1),
    "the name of the regency in a table": (f"Kabupaten Kecil {ODD}", "buku-1/bab-2.html", "//td", 1),
    "the name of a programme": (f"Program {ODD}", "program.html", "//td", 2),
    "the name of a programme on its pillar's page": (f"Program {ODD}", "pilar/living.html", "//td", 2),
    "the name of a quick win": (f"Kanal {ODD}", "quick-win/kanal-kecil.html", "//h1", 2),
    "the name of a quick win on a card": (f"Kanal {ODD}", "quick-win/index.html", "//article//li//strong", 2),
    "the name of a quick win in the navigation": (f"Kanal {ODD}", "quick-win/kanal-kecil.html", "//nav//a", 2),
    "the name of a quick win as a heading": (f"6.1 Kanal {ODD}", "buku-2/bab-6.html", "//h2", 2),
    "the name of a quick win in a caption": (
        f"Tabel 6.2 Lembar quick win Kanal {ODD}",
        "buku-2/bab-6.html",
        "//caption",
        2,
    ),
    "the name of an office": (f"OPD {ODD}", "opd/dinkes.html", "//h1", 2),
    "the name of an office in a table": (f"OPD {ODD}", "opd/index.html", "//td", 2),
    "an issue": (f"Isu {ODD}", "buku-1/bab-2.html", "//td", 1),
    "a paragraph": (f"Paragraf {ODD} akhir.", "buku-1/bab-1.html", "//p", 1),
    "a heading": (f"1.1.1 Judul {ODD} {{: .kelas #pengenal }}", "buku-1/bab-1.html", "//h3", 1),
    "code": ("Kode {{ 71*71 }} <b> *c* akhir.", "buku-1/bab-1.html", "//p", 1),
    "a caption": (f"Tabel 1.1 Tabel {ODD} akhir", "buku-1/bab-1.html", "//caption", 1),
    "the head of a column": (f"Kolom {ODD}", "buku-1/bab-1.html", "//th", 1),
    "a cell": (f"Sel {ODD}", "buku-1/bab-1.html", "//td", 1),
    "a cell with nothing but an attribute list": ("{: .kelas }", "buku-1/bab-1.html", "//td", 1),
    "a paragraph with nothing but an attribute list": ("{: .kelas }", "buku-1/bab-1.html", "//p", 1),
    "a comment": ("<!-- ulasan -->", "buku-1/bab-1.html", "//p", 1),
    "the title of a picture": (
        f"Gambar 1.1 Gambar {CAPTION.replace('&lt;', '<')}",
        "buku-1/bab-1.html",
        "//figcaption",
        1,
    ),
    "raw HTML": (
        'Mentah <script>alert(8)</script> dan <b onclick="alert(9)">tebal</b> {: .kelas #p } <div class="jahat">',
        "buku-1/bab-1.html",
        "//p",
        1,
    ),
}
EVERY_PLACE = pytest.mark.parametrize(("text", "name", "path", "book"), PLACES.values(), ids=PLACES)


@EVERY_PLACE
def test_marks_are_shown_as_they_were_typed_on_the_site(odd: Place, text: str, name: str, path: str, book: int) -> None:
    assert text in web(odd, name, path)


@EVERY_PLACE
def test_marks_are_shown_as_they_were_typed_in_the_word_file(
    odd: Place, text: str, name: str, path: str, book: int
) -> None:
    assert text in word_text(odd, book)


@EVERY_PLACE
def test_marks_are_shown_as_they_were_typed_in_the_pdf(odd: Place, text: str, name: str, path: str, book: int) -> None:
    assert "".join(text.split()) in pdf_text(odd, book)


def test_marks_are_shown_as_they_were_typed_in_the_title_of_a_page(odd: Place) -> None:
    title = pages(odd.site / "kab-kecil")["quick-win/kanal-kecil.html"].findtext(".//title")
    assert title.strip().startswith(f"Kanal {ODD}")


def test_marks_are_shown_as_they_were_typed_on_the_portal(odd: Place) -> None:
    assert f"Kabupaten Kecil {ODD}" in [seen(cell) for cell in pages(odd.site)["index.html"].xpath("//article//td")]


def test_marks_are_kept_as_they_were_typed_in_the_data(odd: Place) -> None:
    data = json.loads((odd.site / "kab-kecil/unduh/kab-kecil.json").read_bytes())
    assert data["sumber"][0]["penerbit"] == f"Penerbit {ODD}"


def test_lines_of_code_stay_lines(odd: Place) -> None:
    [block] = pages(odd.site / "kab-kecil")["buku-1/bab-1.html"].xpath("//article//pre")
    assert block.text_content().strip("\n") == CODE


def test_marks_in_text_are_no_elements(odd: Place, built: Place) -> None:
    def elements(place: Place) -> set[str]:
        return {str(part.tag) for page in pages(place.site).values() for part in page.xpath("//article//*")}

    assert elements(odd) - elements(built) == set()


def test_marks_in_text_are_no_attributes(odd: Place) -> None:
    for page in pages(odd.site).values():
        assert page.xpath("//article//@*[starts-with(name(), 'on')] | //article//@style") == []
        assert (
            page.xpath("//*[contains(@class, 'kelas') or contains(@class, 'jahat')] | //*[@id='pengenal' or @id='p']")
            == []
        )
        assert page.xpath("//*[@id='y'] | //*[@class='x']") == []


def test_marks_in_text_are_no_scripts(odd: Place, built: Place) -> None:
    def scripts(place: Place, name: str) -> list[str]:
        return [script.text_content() for script in pages(place.site / "kab-kecil")[name].iter("script")]

    names = set(pages(odd.site / "kab-kecil")) & set(pages(built.site / "kab-kecil"))
    counts = {name: (len(scripts(odd, name)), len(scripts(built, name))) for name in names}
    assert [name for name, (here, plain) in counts.items() if here != plain] == []
    assert [name for name in names if any("alert(" in script for script in scripts(odd, name))] == []


def test_marks_in_text_lead_nowhere(odd: Place) -> None:
    addresses = [
        (name, str(address)) for name, page in pages(odd.site).items() for address in page.xpath("//@href | //@src")
    ]
    assert [pair for pair in addresses if lost(odd.site, *pair)] == []


def test_a_sum_in_braces_is_not_done(odd: Place) -> None:
    told = " ".join([*map(seen, pages(odd.site).values()), word_text(odd, 1), word_text(odd, 2)])
    assert re.findall(r"(?<![\d.,])5041(?![\d.,])", told) == []


# Links

EVIL = [
    "[klik](javascript:alert(1))",
    "[klik](JaVaScRiPt:alert(1))",
    "[klik](java\\script:alert(1))",
    "[klik](&#106;avascript:alert(1))",
    "[klik](<javascript:alert(1)>)",
    "[klik](%6aavascript:alert(1))",
    "[klik](vbscript:alert(1))",
    "[klik](data:text/html;base64,PHNjcmlwdD4=)",
    "[klik](file:///etc/passwd)",
    "[klik](//contoh.invalid/a)",
    "[klik](\\\\contoh.invalid/a)",
    "[klik](ftp://contoh.invalid/a)",
    "<javascript:alert(1)>",
    '[klik](https://contoh.invalid/" onclick="alert(1))',
    "[klik](https://contoh.invalid/'><script>alert(1)</script>)",
    "![klik](javascript:alert(1))",
    "[klik][j]\n\n[j]: javascript:alert(1)",
    "[![klik](javascript:alert(1))](javascript:alert(2))",
]


@pytest.fixture(scope="module")
def scope(built: Place) -> Scope:
    trusted = templates.load(built.root / "templates")
    shared, folder = (sources.from_folder(built.content, name, "content") for name in ("bersama", "kab-kecil"))
    return Scope(publish.examine(folder, shared, trusted)[0], trusted)


@pytest.mark.parametrize("text", EVIL)
def test_an_address_that_is_not_safe_is_no_link_in_a_text(scope: Scope, text: str) -> None:
    page: Any = lxml.html.fromstring(f"<div>{prose.html(resolve(scope, markup.parse(text)))}</div>")
    assert [str(link) for link in page.xpath("//@href | //@src") if not str(link).startswith("https://contoh")] == []
    assert page.xpath("//@onclick | //script") == []


@pytest.mark.parametrize("text", EVIL)
def test_an_address_that_is_not_safe_is_no_link_in_a_record(scope: Scope, text: str) -> None:
    page: Any = lxml.html.fromstring(f"<div>{prose.html(spans(scope, text))}</div>")
    assert [str(link) for link in page.xpath("//@href | //@src") if not str(link).startswith("https://contoh")] == []
    assert page.xpath("//@onclick | //script") == []


@pytest.mark.parametrize("text", EVIL)
def test_an_address_that_is_not_safe_is_no_link_in_the_pdf(scope: Scope, text: str) -> None:
    links = re.findall(r'#link\("((?:[^"\\]|\\.)*)"\)', prose.typst(resolve(scope, markup.parse(text))))
    assert [link for link in links if not link.startswith("https://contoh")] == []


def test_words_of_a_link_that_is_not_safe_stay(scope: Scope) -> None:
    assert markup.plain(resolve(scope, markup.parse("[klik di sini](ftp://contoh.invalid)"))) == "klik di sini"


@pytest.mark.parametrize("text", ["[klik](https://contoh.invalid/a)", "<https://contoh.invalid/a>"])
def test_a_safe_address_is_a_link(scope: Scope, text: str) -> None:
    page: Any = lxml.html.fromstring(f"<div>{prose.html(resolve(scope, markup.parse(text)))}</div>")
    assert page.xpath("//a/@href") == ["https://contoh.invalid/a"]


@pytest.mark.parametrize("target", ["page:tiada", "page:opd/tiada", "page:../../rahasia"])
def test_an_author_cannot_write_an_address_of_our_own(scope: Scope, target: str) -> None:
    """Only the assembly knows which pages there are; an author's guess would be a link that leads nowhere."""
    page: Any = lxml.html.fromstring(f"<div>{prose.html(spans(scope, f'[klik]({target})'))}</div>")
    assert page.xpath("//a") == []


@pytest.mark.parametrize("target", ["ftp://contoh.invalid", "opd/diskominfo.html", "page:opd/diskominfo", "#bab-1"])
def test_an_author_is_told_of_a_link_that_is_not_used(house: Place, target: str) -> None:
    (house.content / "kab-kecil" / "naskah" / "latar-belakang.md").write_text(f"Lihat [klik]({target}).\n", "utf-8")
    shared, folder = (sources.from_folder(house.content, name, "content") for name in ("bersama", "kab-kecil"))
    _, report = publish.examine(folder, shared, templates.load(house.root / "templates"))
    assert "broken-link" in [finding.code for finding in report.findings]
