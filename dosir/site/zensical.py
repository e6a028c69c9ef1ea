"""Zensical over the same staging folder, by its command: its core is Rust that prints to the terminal by itself and
starts threads, which a process that builds regencies beside others should hold neither of.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def run(folder: Path) -> None:
    """Build the folder into its `site`. Raises RuntimeError with its words when it fails or warns."""
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--config-file", "mkdocs.yml"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"zensical: {done.stdout}{done.stderr}")
