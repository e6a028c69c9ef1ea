"""How long our DOCX and PDF of one book take, beside bare pandoc and bare Typst on the very same input.

Run by hand, from the project's folder: `python tests/bench/books.py [BOOK] [--runs 7]`, for instance
`kab-ketapang-buku-2`. Nothing is asserted here, since a time says more of the machine than of the code; what counts are
the ratios of one run. Each measurement is a fresh process, so that nothing is warm for one side only; reading the plan,
assembling the outline, importing and drawing the charts are done before the clock starts: a build pays them once for
the site and all books, and bare pandoc and bare Typst get ready pictures. What the charts cost is a line of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLE = 0.02  # seconds between two looks at the memory
KINDS = {
    "docx": "DOCX kami (outline ke berkas)",
    "pandoc": "pandoc saja (HTML dan acuan yang sama)",
    "pdf": "PDF kami (outline ke berkas dan nomor halaman)",
    "typst": "Typst saja (sumber, huruf, standar yang sama)",
    "charts": "bagan buku ini, sekali untuk semua berkas",
}


def main() -> None:
    """Measure and print, or be one of the measured processes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("book", nargs="?", default="kab-ketapang-buku-2")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--one", choices=KINDS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        measure(chosen.one, chosen.book, chosen.folder)
        return
    with tempfile.TemporaryDirectory(prefix="dosir-bench-") as name:
        prepare(chosen.book, Path(name))
        found = {kind: [one(kind, chosen.book, Path(name)) for _ in range(chosen.runs)] for kind in KINDS}
    report(chosen.book, found)
    slug = chosen.book.partition("-buku-")[0]
    together, largest = memory(slug)
    print(f"\nmemori puncak build {slug}: {together:.0f} MiB semua proses bersama, {largest:.0f} MiB proses terbesar")


def outline(name: str) -> tuple[Any, Any]:
    """(templates, the outline of a book named as its file)."""
    from dosir import publish, sources, templates
    from dosir.assemble import books
    from dosir.assemble.scope import Scope

    slug, _, number = name.partition("-buku-")
    trusted = templates.load(ROOT / "templates")
    shared, folder = (sources.from_folder(ROOT / "content", part, "content") for part in ("bersama", slug))
    plan, _ = publish.examine(folder, shared, trusted)
    return trusted, books.books(Scope(plan, trusted))[int(number) - 1]


def prepare(name: str, folder: Path) -> None:
    """Render the book once, and keep just what our code hands to Typst and to pandoc."""
    from dosir.render import docx, pdf

    trusted, book = outline(name)
    calls: dict[str, Any] = {}
    typeset = pdf._typeset

    def noted(place: Path, timestamp: int) -> None:
        shutil.copytree(place, folder / "typst", dirs_exist_ok=True)
        calls["timestamp"] = timestamp
        typeset(place, timestamp)

    with patch.object(pdf, "_typeset", noted):
        layout = pdf.render(trusted, book)
    run = subprocess.run

    def kept(command: list[str], **others: Any) -> Any:
        if "--to=docx" in command:
            calls["command"], calls["text"] = command, others["input"]
            shutil.copytree(others["cwd"], folder / "pandoc", dirs_exist_ok=True)
        return run(command, **others)

    with patch.object(subprocess, "run", kept):
        docx.render(trusted, book, layout)
    (folder / "calls.pickle").write_bytes(
        pickle.dumps(calls | {"pages": dict(layout.pages), "tops": layout.tops, "rows": layout.rows, "pdf": layout.pdf})
    )


def one(kind: str, book: str, folder: Path) -> dict[str, float]:
    """Seconds of one run in a process of its own."""
    command = [sys.executable, __file__, book, "--one", kind, "--folder", str(folder)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    out = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(out)
    return found


def measure(kind: str, book: str, folder: Path) -> None:
    """Print what one run took, by the clock and by the processors, its children's included."""
    work = {"docx": _docx, "pandoc": _pandoc, "pdf": _pdf, "typst": _typst, "charts": _charts}[kind](book, folder)
    clock, used = time.perf_counter(), _cpu()
    work()
    print(json.dumps({"clock": time.perf_counter() - clock, "cpu": _cpu() - used}))


def _cpu() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used.ru_utime + used.ru_stime for used in both)


def _docx(book: str, folder: Path) -> Callable[[], Any]:
    from dosir.render import docx, pdf

    calls = pickle.loads((folder / "calls.pickle").read_bytes())
    trusted, outlined = outline(book)
    layout = pdf.Layout(calls["pdf"], calls["pages"], calls["tops"], calls["rows"])
    _draw(trusted, outlined)
    return lambda: docx.render(trusted, outlined, layout)


def _pandoc(book: str, folder: Path) -> Callable[[], Any]:
    """As anybody would call it: our command without what only our environment adds."""
    calls = pickle.loads((folder / "calls.pickle").read_bytes())
    return lambda: subprocess.run(
        calls["command"], input=calls["text"], cwd=folder / "pandoc", check=True, capture_output=True
    )


def _pdf(book: str, folder: Path) -> Callable[[], Any]:
    from dosir.render import pdf

    trusted, outlined = outline(book)
    _draw(trusted, outlined)
    return lambda: pdf.render(trusted, outlined)


def _charts(book: str, folder: Path) -> Callable[[], Any]:
    trusted, outlined = outline(book)
    return lambda: _draw(trusted, outlined)


def _draw(trusted: Any, outlined: Any) -> None:
    from dosir.outline import Chart
    from dosir.render import charts, raster

    for figure in outlined.figures():
        if isinstance(figure, Chart):
            raster.png(charts.svg(trusted, figure))


def _typst(book: str, folder: Path) -> Callable[[], Any]:
    import typst

    from dosir.render.fonts import fonts

    calls = pickle.loads((folder / "calls.pickle").read_bytes())

    def work() -> None:
        source = folder / "typst" / "buku.typ"
        compiler = typst.Compiler(str(source), root=str(source.parent), font_paths=fonts())
        compiler.compile(format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=calls["timestamp"])

    return work


def report(book: str, found: dict[str, list[dict[str, float]]]) -> None:
    """The medians and the two ratios."""
    middle = {
        kind: {what: statistics.median(run[what] for run in runs) for what in ("clock", "cpu")}
        for kind, runs in found.items()
    }
    print(f"{book}, median {len(found['docx'])} kali, detik\n\n{'':50}{'jam':>8}{'prosesor':>10}{'paling cepat':>14}")
    for kind, title in KINDS.items():
        best = min(run["clock"] for run in found[kind])
        print(f"{title:50}{middle[kind]['clock']:8.3f}{middle[kind]['cpu']:10.3f}{best:14.3f}")
    for ours, bare, most in (("docx", "pandoc", 1.5), ("pdf", "typst", 3)):
        ratios = [middle[ours][what] / middle[bare][what] for what in ("clock", "cpu")]
        told = f"{ours.upper()} / {bare}"
        print(f"{told:50}{ratios[0]:7.2f}x{ratios[1]:9.2f}x   (diminta paling banyak {most}x)")


def memory(slug: str) -> tuple[float, float]:
    """The most MiB that a build of one regency holds at one time: all its processes together, and any one of them."""
    with tempfile.TemporaryDirectory(prefix="dosir-bench-") as name:
        command = [sys.executable, "build.py", "--jobs", "1", "--no-cache", "--site", str(Path(name) / "site"), slug]
        build = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        most = largest = 0.0
        while build.poll() is None:
            held = [_held(process) for process in _family(build.pid)]
            most, largest = max(most, sum(held)), max(largest, *held)
            time.sleep(SAMPLE)
    if build.returncode:
        raise SystemExit(f"build {slug} berakhir dengan {build.returncode}")
    return most, largest


def _family(process: int) -> list[int]:
    """A process and all below it, as Linux tells them."""
    try:
        children = [
            int(child)
            for task in Path(f"/proc/{process}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except OSError:
        return []
    return [process, *(below for child in children for below in _family(child))]


def _held(process: int) -> float:
    """MiB of a process, shared pages by their share."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


if __name__ == "__main__":
    main()
