"""Files to a ZIP whose bytes depend on nothing but the files and a date: no clock, no user's rights, no order of a
folder."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date

PACKED = (".pdf", ".docx", ".xlsx", ".epub", ".png", ".jpg", ".jpeg", ".woff2")  # packing those again gains nothing
FIRST_DAY, LAST_DAY = date(1980, 1, 1), date(2107, 12, 31)  # what the format can say


def zipped(files: Mapping[str, bytes], day: date, plain: tuple[str, ...] = PACKED) -> bytes:
    """A ZIP of these files in their order, all of this day; those whose names end in `plain` are not compressed."""
    day = min(max(day, FIRST_DAY), LAST_DAY)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system = 3  # Unix on every system, for the mode below
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(plain) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=6)
    return made.getvalue()
