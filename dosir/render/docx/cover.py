"""The cover of the Word file: a picture behind the words that fills the sheet, and words that stand where it asks.

The picture is drawn from the colours of the identity. It says nothing, and yet has words for those who cannot see it:
a file that calls it decoration loses that call in LibreOffice, and a picture without words is a fault.
"""

from __future__ import annotations

import io
from typing import Any

from lxml import etree
from PIL import Image, ImageDraw

from dosir.render.docx.paper import MILLIMETRE, Paper
from dosir.render.docx.xml import make, paragraph_style, set_property
from dosir.templates import Templates

PART = "media/sampul.png"
RELATION = "rIdDosir-sampul"
DARK = 0.62  # share of the height that the upper field takes, as in the PDF
STRIP = 2.5  # millimetres
EMU = 635  # in a twentieth of a point
PLACES = {  # styles of one frame: share of the height where it begins
    ("SampulLogo", "SampulLabel", "SampulJudul", "SampulPeriode"): 0.11,
    ("SampulDaerah", "SampulKecil"): 0.69,
}
SIDE, OTHER_SIDE = 30, 20  # millimetres from the left and the right edge


def picture(templates: Templates, paper: Paper) -> bytes:
    """A PNG of the sheet: a dark field, a strip with one colour a pillar, white below."""
    width, height = (round(side / MILLIMETRE * 4) for side in paper.size())
    colours = templates.data("identitas.yml")
    pillars = [pillar["kuat"] for pillar in colours["pilar"].values()]
    image = Image.new("P", (width, height), 0)
    image.putpalette(bytes.fromhex("".join(["FFFFFF", colours["umum"]["kuat"], *pillars])))
    draw = ImageDraw.Draw(image)
    dark, strip = round(height * DARK), round(STRIP * 4)
    draw.rectangle((0, 0, width, dark), fill=1)
    for at in range(len(pillars)):
        left, right = width * at // len(pillars), width * (at + 1) // len(pillars) - 1
        draw.rectangle((left, dark, right, dark + strip), fill=at + 2)
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


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
    width, height = paper.size()
    left, right = (round(side * MILLIMETRE) for side in (SIDE, OTHER_SIDE))
    for styles, share in PLACES.items():
        for paragraph in (part for part in body if paragraph_style(part) in styles):
            place = {"w": width - left - right, "x": left, "y": round(height * share)}
            set_property(paragraph, make("framePr", wrap="around", vAnchor="page", hAnchor="page", **place))
