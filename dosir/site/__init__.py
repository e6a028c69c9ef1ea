"""The only room that knows the site engines: written pages in, a finished site out.

One staging folder serves both engines, without hooks or virtual files: MkDocs with Material, and Zensical, with which
the makers of Material go on after May 2027. `staging` writes that folder, a module each runs its engine, and `finish`,
which knows neither, makes of what an engine leaves what a reader gets. A folder with whole pages gives the same site;
`bodies` only spares the engine what it would pass on unread.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from dosir.outline import Site
from dosir.site import finish, mkdocs, zensical
from dosir.site.bodies import lifted
from dosir.site.staging import navigation, stage
from dosir.templates import Templates

ENGINES = {"mkdocs": mkdocs.run, "zensical": zensical.run}
USUAL = "mkdocs"


def installed(engine: str) -> bool:
    """Whether this engine is here; Zensical is an optional extra."""
    return find_spec(engine) is not None


def build(
    site: Site, pages: Mapping[str, bytes], templates: Templates, base: str, engine: str = USUAL
) -> dict[str, bytes]:
    """Files of the finished site by path; `base` is the text of the project's mkdocs.yml."""
    with tempfile.TemporaryDirectory(prefix="dosir-situs-") as name:
        folder = Path(name)
        thin, blocks = lifted(pages)
        stage(folder, site, thin, templates, base)
        ENGINES[engine](folder)
        return dict(finish.collect(folder / "site", blocks))


__all__ = ["ENGINES", "USUAL", "build", "installed", "navigation", "stage"]
