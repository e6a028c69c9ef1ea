"""Charts to SVG and PNG by Vega-Lite: the specification is a template, the numbers come with the outline."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_noto_sans
import vl_convert

from dosir.outline import Chart
from dosir.templates import Templates


def svg(templates: Templates, chart: Chart) -> bytes:
    """The chart as an SVG with text as text."""
    return _svg(_spec(templates, chart))


def png(templates: Templates, chart: Chart) -> bytes:
    """The chart as a PNG of about 200 dpi at the width of a text column."""
    return _png(_spec(templates, chart))


@cache  # a chart stands in two books and on three pages
def _svg(spec: str) -> bytes:
    _fonts()
    made: str = vl_convert.vegalite_to_svg(spec, format_locale=_LOCALE)
    return made.encode()


@cache
def _png(spec: str) -> bytes:
    _fonts()
    made: bytes = vl_convert.vegalite_to_png(spec, scale=2.5, format_locale=_LOCALE)
    return made


_LOCALE = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp ", ""]}


def _spec(templates: Templates, chart: Chart) -> str:
    spec: dict[str, Any] = json.loads(templates.files[f"grafik/{chart.spec}.vl.json"])
    colours = templates.data("identitas.yml")
    pillars = {row["pilar"]: row["kode"] for row in map(dict, chart.rows) if "kode" in row}
    values = [dict(row) for row in chart.rows]
    scale = {"domain": list(pillars), "range": [_colour(colours, str(code)) for code in pillars.values()]}
    spec["data"] = {"values": values}
    return json.dumps(spec).replace('"$warna-pilar"', json.dumps(scale))


def _colour(colours: Any, code: str) -> str:
    return f"#{colours['pilar'].get(code, colours['umum'])['kuat']}"


@cache
def _fonts() -> None:
    vl_convert.register_font_directory(str(Path(fontpkg_noto_sans.ROOT) / "files"))
