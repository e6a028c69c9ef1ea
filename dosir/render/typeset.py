"""The Typst compiler in a process of its own: a book leaves 400 MiB of memory behind that only its end gives back.

Run as a file and not as a module, so that it imports the compiler and nothing of ours: `typeset.py FOLDER TIMESTAMP
FONTS...` makes `buku.pdf` and `halaman.json` of the `buku.typ` in a folder.
"""

from __future__ import annotations

import sys
from pathlib import Path

import typst


def main(folder: str, timestamp: str, *fonts: str) -> None:
    """Compile the book in a folder. Raises `typst.TypstError` when its source is wrong."""
    known = typst.Fonts(include_system_fonts=False, font_paths=list(fonts))
    compiler = typst.Compiler(f"{folder}/buku.typ", root=folder, font_paths=known)
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=int(timestamp))
    assert isinstance(pdf, bytes)
    Path(folder, "buku.pdf").write_bytes(pdf)
    Path(folder, "halaman.json").write_text(compiler.query("<halaman>", field="value", one=True), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
