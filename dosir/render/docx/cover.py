"""The cover of the Word file: a picture behind the words that fills the sheet, and words that stand where it asks.

The picture is the PDF's cover without its words: a field, a skyline with one building a pillar, a strip. It says
nothing, and yet has words for those who cannot see it: a file that calls it decoration loses that call in LibreOffice,
and a picture without words is a fault.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from math import cos, radians, sin
from typing import Any

from lxml import etree
from PIL import Image, ImageDraw

from dosir.render.docx.paper import MILLIMETRE, SIZES, Paper
from dosir.render.docx.xml import make, paragraph_style, set_property
from dosir.templates import Templates

PART = "media/sampul.png"
RELATION = "rIdDosir-sampul"
EMU = 635  # in a twentieth of a point
DOTS = 6  # pixels of the picture in a millimetre
# All that follows in millimetres, as in `templates/pdf/sampul.typ`.
SIDE, ABOVE, BELOW, STRIP = 26, 56, 52, 2.8
MARK, MARK_TOP = 24, 16
HEIGHTS, WIDTH = (15, 29, 21, 46, 34, 25), 84  # of the skyline
PLACES = {  # styles of one frame: from the left edge, from the top or, below zero, from the bottom
    ("SampulLogo",): (SIDE, MARK_TOP),
    ("SampulDaerah", "SampulKecil"): (SIDE + MARK + 7.5, MARK_TOP + 4),
    ("SampulLabel", "SampulJudul", "SampulPeriode"): (SIDE, ABOVE + 21),
    ("SampulStatus",): (SIDE, 16 - BELOW),
}


def picture(templates: Templates, paper: Paper, marked: bool) -> bytes:
    """A PNG of the sheet; `marked` asks for the neutral mark of a regency without a logo."""
    width, height = SIZES[paper.name]
    colours = templates.data("identitas.yml")
    pillars = list(colours["pilar"].values())
    inks = ["FFFFFF", colours["umum"]["kuat"], *(one["kuat"] for one in pillars), *(one["lembut"] for one in pillars)]
    image = Image.new("P", (width * DOTS, height * DOTS), 0)
    image.putpalette(bytes.fromhex("".join(inks)))
    draw = ImageDraw.Draw(image)
    foot = height - BELOW
    _box(draw, 0, ABOVE, width, foot, 1)
    for at in range(len(pillars)):
        _box(draw, width * at / len(pillars), foot, width * (at + 1) / len(pillars), foot + STRIP, at + 2)
        _building(draw, width - SIDE - WIDTH + WIDTH / 6 * (at % 6), foot, HEIGHTS[at % 6], (at + 2, at + 8), at)
        if marked:
            _blade(draw, at)
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def _box(draw: ImageDraw.ImageDraw, left: float, top: float, right: float, bottom: float, ink: int) -> None:
    corners = [round(side * DOTS) for side in (left, top, right, bottom)]
    draw.rectangle((corners[0], corners[1], corners[2] - 1, corners[3] - 1), fill=ink)


def _building(
    draw: ImageDraw.ImageDraw, left: float, foot: float, height: int, inks: Sequence[int], number: int
) -> None:
    """A building with some of its windows lit; on the dark field an edge in the light ink keeps it apart."""
    wide = WIDTH / 6 * 0.84
    _box(draw, left - 0.3, foot - height - 0.3, left + wide + 0.3, foot, inks[1])
    _box(draw, left, foot - height, left + wide, foot, inks[0])
    for row in range(int(height / 5.5) - 1):
        for column in range(3):
            if (row * 3 + column + number * 2) % 4 == 0:
                x, y = left + WIDTH / 6 * (0.14 + 0.22 * column), foot - 3 - 5.5 * row
                _box(draw, x, y - 2, x + 1.5, y, inks[1])


def _blade(draw: ImageDraw.ImageDraw, at: int) -> None:
    """One of six fields of the hexagon that stands where a logo would."""
    middle = (SIDE + MARK / 2, MARK_TOP + MARK / 2)

    def point(number: int, radius: float) -> tuple[float, float]:
        angle = radians(60 * number - 90)
        return (middle[0] + radius * cos(angle)) * DOTS, (middle[1] + radius * sin(angle)) * DOTS

    inner, outer = MARK / 2 * 0.42, MARK / 2
    draw.polygon([point(at, inner), point(at, outer), point(at + 1, outer), point(at + 1, inner)], at + 2, 0, 3)


def behind(templates: Templates, paper: Paper, number: int) -> Any:
    """A paragraph that holds the picture behind the words of its page."""
    width, height = (side * EMU for side in paper.size())
    words = templates.data("kata.yml")["latar-sampul"]
    template = templates.environment().get_template("docx/sampul.xml.j2")
    return etree.fromstring(
        template.render(lebar=width, tinggi=height, nomor=number, relasi=RELATION, kata=words).encode()
    )


def frame(body: Any, paper: Paper) -> None:
    """Put the words of the cover into frames that stand at fixed places of the sheet."""
    width, height = SIZES[paper.name]
    for styles, (left, top) in PLACES.items():
        for paragraph in (part for part in body if paragraph_style(part) in styles):
            wide = MARK + 6 if styles == ("SampulLogo",) else width - left - SIDE / 2
            place = {"w": wide, "x": left, "y": top if top > 0 else height + top}
            twips = {name: round(side * MILLIMETRE) for name, side in place.items()}
            set_property(paragraph, make("framePr", wrap="around", vAnchor="page", hAnchor="page", **twips))
