"""The door: `python build.py` is `dosir`, run from the folder that holds this file."""

from pathlib import Path

from dosir.cli import main

if __name__ == "__main__":
    main(root=Path(__file__).resolve().parent)
