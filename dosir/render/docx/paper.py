"""Sheets of paper: sizes, margins and the width of the text, in twentieths of a point as Word counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MILLIMETRE = 1440 / 25.4
# Below, 2 mm less than in the PDF: what Word sets a little taller still ends on the same page.
PORTRAIT = {"top": 1531, "bottom": 1300, "left": 1701, "right": 1304}
LANDSCAPE = {"top": 1361, "bottom": 1180, "left": 1247, "right": 1247}
SIZES = {"a4": (210, 297), "f4": (215, 330)}  # millimetres


@dataclass(frozen=True)
class Paper:
    """A size of paper by its name, a4 or f4."""

    name: str

    def size(self, wide: bool = False) -> tuple[int, int]:
        """Width and height of a page."""
        width, height = (round(side * MILLIMETRE) for side in SIZES[self.name])
        return (height, width) if wide else (width, height)

    def margins(self, wide: bool = False) -> Mapping[str, int]:
        """Margins by side."""
        return LANDSCAPE if wide else PORTRAIT

    def text(self, wide: bool = False) -> int:
        """Width between the margins."""
        margins = self.margins(wide)
        return self.size(wide)[0] - margins["left"] - margins["right"]
