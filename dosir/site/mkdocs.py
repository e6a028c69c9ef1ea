"""MkDocs with Material over a staging folder, in this process: starting another takes as long as building 25 pages."""

from __future__ import annotations

import logging
import os
from pathlib import Path


def run(folder: Path) -> None:
    """Build the folder into its `site`. Raises RuntimeError with the warnings of MkDocs: they are faults of ours."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    complaints: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: complaints.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.propagate = False
    try:
        build(load_config(config_file=str(folder / "mkdocs.yml")))
    finally:
        logger.removeHandler(handler)
    if complaints:
        raise RuntimeError("mkdocs: " + "; ".join(complaints))
