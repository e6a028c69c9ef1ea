"""Both site engines over the same staging folders: they publish the same pages and say the same words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from posixpath import normpath
from typing import Any
from urllib.parse import urlsplit

import lxml.html
import pytest
from click.testing import CliRunner
from conftest import Silence, furnished, install_press

from dosir import cli, publish, site
from dosir.assemble.portal import codes, fields
from dosir.cli import building
from dosir.publish import Place, digests
from dosir.publish.verify import verify
from dosir.render import pages as drawing
from dosir.site import finish

Sites = dict[str, Mapping[str, bytes]]
Pairs = dict[str, tuple[Any, Any]]


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """What the project hands to an engine, for the small regency and for the portal."""
    calls = []

    def noted(*args: Any) -> dict[str, bytes]:
        calls.append(args[:4])
        return {}

    place = furnished(tmp_path_factory.mktemp("engines") / "both")
    real = ((drawing, "render", drawing.render), (codes, "page", codes.page), (fields, "page", fields.page))
    with pytest.MonkeyPatch.context() as patch:
        install_press(patch)
        for owner, name, made in real:
            patch.setattr(owner, name, made)
        patch.setattr(site, "build", noted)
        assert publish.publish(place, ("kab-kecil",), 1, False, Silence()).findings.sound
    return calls


@pytest.fixture(scope="module")
def sites(handed: list[Any]) -> dict[str, Sites]:
    """By engine, the files of the small regency and of the portal."""
    return {
        name: {
            outline.slug: site.build(outline, written, trusted, base, name)
            for outline, written, trusted, base in handed
        }
        for name in site.ENGINES
    }


def pages(files: Mapping[str, bytes]) -> dict[str, Any]:
    return {name: lxml.html.fromstring(data) for name, data in files.items() if name.endswith(".html")}


@pytest.fixture(scope="module")
def pairs(sites: dict[str, Sites]) -> Pairs:
    """The same page of each engine by its address."""
    one, other = (
        {f"{slug}/{name}": page for slug, files in made.items() for name, page in pages(files).items()}
        for made in sites.values()
    )
    assert list(one) == list(other)
    assert len(one) > 40
    return {name: (one[name], other[name]) for name in one}


def seen(element: Any) -> str:
    return " ".join(element.text_content().split())


def differing(pairs: Pairs, read: Any) -> list[str]:
    return [name for name, (one, other) in pairs.items() if read(one) != read(other)]


def test_both_engines_publish_the_same_pages_and_files_of_ours(sites: dict[str, Sites]) -> None:
    ours = [
        {slug: sorted(name for name in files if not name.startswith("assets/")) for slug, files in made.items()}
        for made in sites.values()
    ]
    assert ours[0] == ours[1]


def test_pages_have_the_same_titles(pairs: Pairs) -> None:
    assert differing(pairs, lambda page: seen(page.find(".//title"))) == []


def test_pages_say_the_same(pairs: Pairs) -> None:
    assert differing(pairs, lambda page: seen(page.find(".//article"))) == []


def test_pages_have_the_same_places_and_marks(pairs: Pairs) -> None:
    """Anchors, classes and data that our styles and scripts look for; `__skip` is Zensical's own."""
    marks = "//article//*/@id | //article//*/@class | //article//*/@*[starts-with(name(), 'data-')]"
    assert differing(pairs, lambda page: [mark for mark in page.xpath(marks) if mark != "__skip"]) == []


def test_pages_lead_to_the_same_places(pairs: Pairs) -> None:
    def links(page: Any) -> list[str]:
        return [normpath(address) for address in page.xpath("//article//a/@href | //article//img/@src")]

    assert differing(pairs, links) == []


def test_pages_have_the_same_navigation(pairs: Pairs) -> None:
    def entries(page: Any) -> list[tuple[str, str]]:
        links = page.xpath("//nav[contains(@class, 'md-nav--primary')]//a[@href]")
        return [(seen(link), urlsplit(normpath(link.get("href"))).path) for link in links]

    assert differing(pairs, entries) == []


def test_settings_that_an_engine_would_pass_over_in_silence_are_in_its_pages(sites: dict[str, Sites]) -> None:
    """Language, colours for light and dark, our style, our script, our foot, no search and no fonts of others."""
    marks = {
        "//html[@lang='id']": 1,
        "//input[@data-md-color-scheme='slate']": 1,
        "//link[@rel='stylesheet'][contains(@href, 'aset/dosir.css')]": 1,
        "//script[contains(@src, 'aset/dosir.js')]": 1,
        "//link[@rel='icon'][contains(@href, 'aset/tanda.svg')]": 1,
        "//footer//p[@class='kaki']": 1,
        "//*[@data-md-component='search'] | //*[@class='md-search']": 0,
        "//link[contains(@href, 'modern')]": 0,
    }
    for made in sites.values():
        for name, page in pages(made["kab-kecil"]).items():
            assert {mark: len(page.xpath(mark)) for mark in marks} == marks, name


def test_every_address_of_a_page_by_zensical_leads_to_a_file(sites: dict[str, Sites]) -> None:
    files = sites["zensical"]["kab-kecil"]
    lost = []
    for name, page in pages(files).items():
        addresses = (urlsplit(str(address)) for address in page.xpath("//@href | //@src"))
        targets = {normpath(f"{name}/../{part.path}") for part in addresses if part.path and not part.scheme}
        lost += [(name, target) for target in targets if target not in files and not target.startswith("unduh/")]
    assert [found for found in lost if "/unduh/" not in found[1]] == []


def test_what_goes_round_the_engine_comes_back_as_the_engine_would_have_left_it(
    handed: list[Any], sites: dict[str, Sites], tmp_path: Any
) -> None:
    """A staging folder with whole pages gives the same bytes."""
    outline, written, trusted, base = next(args for args in handed if args[0].slug == "kab-kecil")
    for name, run in site.ENGINES.items():
        folder = tmp_path / name
        site.stage(folder, outline, written, trusted, base)
        run(folder)
        assert dict(finish.collect(folder / "site")) == sites[name]["kab-kecil"], name


# The way of `--engine`


def test_another_engine_makes_only_the_sites_anew(house: Place) -> None:
    again = publish.publish(house, (), 1, False, Silence(), "zensical")
    assert {name.partition("/")[2] for name in again.made} == {"situs", "paket", "portal"}
    assert publish.publish(house, (), 1, False, Silence(), "zensical").made == ()
    assert publish.publish(house, (), 1, False, Silence()).made == ()


def test_a_package_tells_which_engine_made_its_site(house: Place) -> None:
    package = house.site / "kab-kecil" / "unduh" / "kab-kecil.zip"
    assert "zensical" not in verify(house, package).manifest.alat
    publish.publish(house, (), 1, False, Silence(), "zensical")
    verdict = verify(house, package)
    assert verdict.proven
    assert verdict.manifest.alat["zensical"] == digests.tools("zensical")["zensical"]


def test_a_package_by_an_engine_that_is_not_here_is_not_proven(house: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    publish.publish(house, (), 1, False, Silence(), "zensical")
    monkeypatch.setattr(site, "installed", lambda engine: engine == site.USUAL)
    verdict = verify(house, house.site / "kab-kecil" / "unduh" / "kab-kecil.zip")
    assert not verdict.proven
    assert set(verdict.states.values()) == {"utuh"}
    assert [line for line in verdict.makers if line.startswith("zensical: ") and line.endswith("tidak ada di sini")]


def test_an_engine_that_is_not_installed_is_one_sentence(unbuilt: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "installed", lambda engine: engine == site.USUAL)
    done = CliRunner().invoke(cli._commands, ["build", "--engine", "zensical"], obj=unbuilt.root, prog_name="build.py")
    assert done.exit_code == 2
    assert "mesin situs `zensical` belum terpasang" in done.output
    assert "pip install" in done.output
    assert not unbuilt.site.exists()


def test_the_command_offers_the_engines_that_there_are() -> None:
    assert list(building.ENGINES) == list(site.ENGINES)
    assert building.ENGINES[0] == site.USUAL


def test_the_faults_of_an_engine_are_told(tmp_path: Any) -> None:
    """A page that the navigation names and nobody wrote."""
    config = {"site_name": "x", "theme": {"name": "material"}, "plugins": [], "nav": [{"A": "hilang.md"}]}
    for name, run in site.ENGINES.items():
        folder = tmp_path / name
        (folder / "docs").mkdir(parents=True)
        (folder / "docs" / "index.md").write_text("# A\n\n[b](tiada.md)\n", "utf-8")
        (folder / "mkdocs.yml").write_text(json.dumps(config), "utf-8")
        with pytest.raises(RuntimeError, match=name):
            run(folder)
