"""Charts to SVG by Vega-Lite: the specification is a template, the numbers come with the outline.

Numbers and names enter as data after everything else is settled, so no word of an author is ever read as a part of the
specification, as an expression, or as an address; and no address at all may be fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_noto_sans
import vl_convert

from dosir.outline import Chart
from dosir.templates import Templates

LOOK = "grafik/rupa.json"  # what all specifications share: fonts, axes, legends
BESIDE, LINE = ("sumber", "aspek"), 13  # names that stand beside a bar, and the height of a line of them
NAMES = (
    "daerah",
    "elemen",
    "aspek",
    "judul",
    "bagian",
    "pilar",
    "kelompok",
    "sumber",
    "dasar",
    "jangka",
    "jenis",
    "tahun",
)
MEASURES = {  # by the word that stands for it in a specification: on a page or in a book, and on a telephone
    "$kolom": (3, 2),
    "$legenda": (0, 1),
    "$lebar": (548, 340),
    "$lebar.nama": (428, 220),
    "$lebar.daerah": (430, 222),
    "$lebar.jangka": (138, 76),
    "$panjang": (470, 262),
    "$panjang.nama": (355, 147),
    "$panjang.jangka": (108, 46),
    "$nama.jangka": (132, 108),
    "$huruf.jangka": (11.5, 9.5),
    "$satuan.jangka": (11, 9),
}
POINTED = ("bar", "point", "circle", "square")
SAID = re.compile(r' (?:aria-[a-z]+|role)="[^"]*"')  # a book says its chart in the alternative text
NO_HOST: list[str] = []
WIDTH, NARROW = 606, 396  # what every specification comes to when its panels fill a row, there and on a telephone


def svg(templates: Templates, chart: Chart) -> bytes:
    """The chart as an SVG with text as text."""
    return SAID.sub("", spoken(templates, chart)).encode()


def spoken(templates: Templates, chart: Chart, narrow: bool = False) -> str:
    """The same, in which every mark that can be pointed at carries the words of its row as its label; `narrow` is the
    shape for a telephone, whose words are then no smaller than those of the wide one."""
    spec = _speaking(specification(templates, chart, narrow))
    for row, words in zip(spec["data"]["values"], map(_told, chart.rows), strict=True):
        row["kata"] = words
    spec["config"].pop("aria")
    return draw(json.dumps(spec), NARROW if narrow else WIDTH).decode()


def named(row: Mapping[str, str | int | float]) -> list[str]:
    """The fields a row is known by; an indicator's pillar is that of its chart."""
    return [name for name in NAMES if name in row and not (name == "pilar" and "judul" in row)]


def _speaking(part: Any) -> Any:
    """A part of a specification whose marks say their words."""
    if isinstance(part, list):
        return [_speaking(item) for item in part]
    if not isinstance(part, dict):
        return part
    made = {key: value if key == "data" else _speaking(value) for key, value in part.items()}
    mark = made.get("mark")
    if (mark.get("type") if isinstance(mark, dict) else mark) in POINTED:
        made["encoding"] = {**made.get("encoding", {}), "description": {"field": "kata", "type": "nominal"}}
    return made


def _told(row: tuple[tuple[str, str | int | float], ...]) -> str:
    found = dict(row)
    words = (" ".join(str(found[name]).split()) for name in named(found))
    return f"{', '.join(words)}: {found['label']}"


@cache  # a chart stands in two books and on three pages
def draw(spec: str, width: int = WIDTH) -> bytes:
    """The SVG of a whole specification, written as JSON, of this width or wider."""
    _fonts()
    made: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=NO_HOST, format_locale=_LOCALE)
    return _framed(made, width).encode()


def _framed(picture: str, width: int) -> str:
    """The picture at the common width: books set all to one measure, and a narrow one would have larger words."""
    natural = re.search(r' width="([\d.]+)"', picture)
    if natural is None or float(natural[1]) >= width:
        return picture
    wider = picture.replace(natural[0], f' width="{width}"', 2)  # of the picture and of its white ground
    return wider.replace(f'viewBox="0 0 {natural[1]} ', f'viewBox="0 0 {width} ', 1)


_LOCALE = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp ", ""]}


def specification(templates: Templates, chart: Chart, narrow: bool = False) -> dict[str, Any]:
    """The specification with the common look, the measures, the colours and the numbers in it."""
    shape = json.loads(templates.files[f"grafik/{chart.spec}.vl.json"])
    measures = {name: pair[narrow] for name, pair in MEASURES.items()}
    spec = _named(_merged(json.loads(templates.files[LOOK]), shape), measures | _names(templates, chart))
    return {**spec, "data": {"values": [dict(row) for row in chart.rows]}}


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Both together; where they differ, what the second says."""
    return below | {
        key: _merged(below[key], value) if isinstance(value, dict) and isinstance(below.get(key), dict) else value
        for key, value in above.items()
    }


def _names(templates: Templates, chart: Chart) -> dict[str, Any]:
    """What the words of a specification that begin with `$` stand for: colours, scale of pillars, room for names."""
    colours = templates.data("identitas.yml")
    pillars = {row["pilar"]: str(row["kode"]) for row in map(dict, chart.rows) if "kode" in row}
    strong = [f"#{colours['pilar'].get(code, colours['umum'])['kuat']}" for code in pillars.values()]
    common = {f"$umum.{name}": f"#{value}" for name, value in colours["umum"].items()}
    return {**common, "$pilar": {"domain": list(pillars), "range": strong}, **_room(chart)}


def _room(chart: Chart) -> Mapping[str, Any]:
    """Height of a bar's row when the names beside bars take several lines, and how far to lift a name of so many."""
    names = (str(row[key]) for row in map(dict, chart.rows) for key in BESIDE if key in row)
    lines = max((name.count("\n") + 1 for name in names), default=1)
    lifts = [
        {"test": f"length(split(datum.value, '\\n')) === {count}", "value": (1 - count) * LINE / 2}
        for count in range(2, lines + 1)
    ]
    return {"$langkah": max(27, LINE * lines + 4), "$naik": {"condition": lifts, "value": 0} if lifts else 0}


def _named(part: Any, names: Mapping[str, Any]) -> Any:
    """A part of a specification with its `$` words replaced; one that is not known is a fault of ours."""
    if isinstance(part, dict):
        return {key: value if key == "$schema" else _named(value, names) for key, value in part.items()}
    if isinstance(part, list):
        return [_named(item, names) for item in part]
    return names[part] if isinstance(part, str) and part.startswith("$") else part


@cache
def _fonts() -> None:
    vl_convert.register_font_directory(str(Path(fontpkg_noto_sans.ROOT) / "files"))
