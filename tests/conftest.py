"""What several tests stand on: the small regency, built once, and the ways a test may ask for its surroundings."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from dosir import publish, site
from dosir.assemble.portal import codes, fields
from dosir.outline import Page
from dosir.publish import Place
from dosir.render import conformance, docx, epub, pages, pdf, sheets

REPOSITORY = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).resolve().parent / "golden"
Golden = Callable[[str, str | bytes], None]


class Silence:
    """A progress that tells nothing."""

    def begin(self, total: int, reused: int) -> None: ...

    def advance(self, name: str) -> None: ...


def furnished(root: Path) -> Place:
    """The folder `root` with tests/kecil and all that a build of it needs."""
    shutil.copytree(REPOSITORY / "templates", root / "templates")
    shutil.copytree(REPOSITORY / "tests" / "kecil" / "content", root / "content")
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    shutil.copy(REPOSITORY / "build.py", root)
    return place_in(root)


def place_in(root: Path) -> Place:
    """The usual folders below `root`."""
    return Place(root, root / "content", root / "site")


def install_press(patch: pytest.MonkeyPatch) -> None:
    """Renderers whose files say what they were made from, and no pages of reference, which cost as much as all else."""

    def printed(_: Any, book: Any) -> pdf.Layout:
        return pdf.Layout(f"pdf of {book!r}".encode(), {})

    def typed(_: Any, book: Any, __: Any) -> bytes:
        return f"docx of {book!r}".encode()

    def written(_: Any, outline: Any) -> dict[str, bytes]:
        return {f"{page.path}.md": repr(page).encode() for page in outline.pages}

    def bare(path: str) -> Callable[[Any, str], Page]:
        return lambda _, group: Page(path, path, group)

    def woven(outline: Any, pages: Mapping[str, bytes], _: Any, base: str, engine: str) -> dict[str, bytes]:
        plain = {path.replace(".md", ".html"): data for path, data in pages.items()}
        return {**plain, "settings.txt": f"{engine}{base}{outline!r}".encode()}

    patch.setattr(pdf, "render", printed)
    patch.setattr(conformance, "violations", lambda _: ())
    patch.setattr(docx, "render", typed)
    patch.setattr(epub, "render", lambda _, book: f"epub of {book!r}".encode())
    patch.setattr(sheets, "render", lambda _, book: f"xlsx of {book!r}".encode())
    patch.setattr(pages, "render", written)
    patch.setattr(site, "build", woven)
    for reference in (codes, fields):
        patch.setattr(reference, "page", bare(reference.PATH))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the files under tests/golden/ with what was made")


def pytest_configure(config: pytest.Config) -> None:
    text = (
        "needs(program, package, installer): skip without this program of Debian's package, or of another "
        "installer's; DOSIR_NO_SKIP=1 makes that a failure"
    )
    config.addinivalue_line("markers", text)
    # No deadline, which would measure the machine; and the same examples every day, so that whoever changes a line is
    # told of that line. To search further: pytest --hypothesis-profile=wide
    hypothesis.settings.register_profile("dosir", deadline=None, derandomize=True, database=None)
    hypothesis.settings.register_profile("wide", deadline=None, max_examples=2000)
    if not config.getoption("--hypothesis-profile", None):
        hypothesis.settings.load_profile("dosir")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that drive a browser or LibreOffice come first: they take longest, and a worker takes a file at a time."""
    slow = {item.path for item in items if item.get_closest_marker("needs")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        program, package, *installer = mark.args
        if shutil.which(program) is None:
            reason = f"`{program}` is not here: {' '.join(installer) or 'apt-get install'} {package}"
            if os.environ.get("DOSIR_NO_SKIP") == "1":
                pytest.fail(reason, pytrace=False)
            pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how much of each book is the same in every outlet; the tests hand the lines over as their properties."""
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.getreports(outcome)]
    lines = {text for report in reports for name, text in report.user_properties if name == "fidelity"}
    if lines:
        terminalreporter.write_sep("-", "the same in every outlet")
    for line in sorted(lines):
        terminalreporter.write_line(line)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares what was made with `tests/golden/<name>`; `pytest --update` writes that file instead."""

    def compare(name: str, made: str | bytes) -> None:
        path = GOLDEN / name
        data = made.encode() if isinstance(made, str) else made
        if request.config.getoption("--update"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            return
        assert path.exists(), f"{path} is not there; look at what is made, then run: pytest --update"
        if isinstance(made, str):
            assert made == path.read_bytes().decode()
        else:
            assert data == path.read_bytes(), f"{path} differs; look at what is made, then run: pytest --update"

    return compare


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The whole of tests/kecil, built once with the real tools. Only to be read: `workshop` is a copy to change."""
    place = furnished(tmp_path_factory.mktemp("built") / "workshop")
    outcome = publish.publish(place, (), 1, False, Silence())
    assert outcome.findings.sound, outcome.findings
    return place


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium, one for each file of tests; its driver is imported by those that use it alone."""
    from chromium import launched

    with launched() as chromium:
        yield chromium


@pytest.fixture
def workshop(built: Place, tmp_path: Path) -> Place:
    """A copy of `built` with its store and its site, in a folder of the test's own."""
    shutil.copytree(built.root, tmp_path / "workshop")
    return place_in(tmp_path / "workshop")


@pytest.fixture
def unbuilt(tmp_path: Path) -> Place:
    """tests/kecil with templates and mkdocs.yml in a folder of the test's own, nothing built yet."""
    return furnished(tmp_path / "unbuilt")


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typst, pandoc and MkDocs replaced by renderers whose files say what they were made from."""
    install_press(monkeypatch)


@pytest.fixture(scope="session")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The whole of tests/kecil, built once with the press. Only to be read: `house` is a copy to change."""
    place = furnished(tmp_path_factory.mktemp("pressed") / "house")
    with pytest.MonkeyPatch.context() as patch:
        install_press(patch)
        publish.publish(place, (), 1, False, Silence())
    return place


@pytest.fixture
def house(press: None, pressed: Place, tmp_path: Path) -> Place:
    """Both regencies of tests/kecil, built with the press, in a folder of the test's own."""
    shutil.copytree(pressed.root, tmp_path / "house")
    return place_in(tmp_path / "house")


def edit(place: Place, name: str, old: str, new: str) -> None:
    """Change words of one content file; they must be there."""
    path = place.content / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def spoil(place: Place, slug: str) -> None:
    """Make a regency faulty."""
    edit(place, f"{slug}/daerah.yml", "jenis: kabupaten", "jenis: kerajaan")
