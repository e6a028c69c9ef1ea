"""The verdicts of judges that others wrote: openxml-audit on DOCX and XLSX, page-validation on PDF.

Part of *publish*, and the only module of the audit that knows them. openxml-audit is no dependency of a build, so when
it is not installed that is said at once and by name, before any file is opened.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

from dosir.audit.finding import Fault

JUDGES = {"openxml_audit": "openxml-audit", "pypdf": "pypdf"}  # page-validation comes with every build


def missing() -> tuple[str, ...]:
    """Names of the libraries the audit needs and this Python does not have."""
    return tuple(name for module, name in JUDGES.items() if importlib.util.find_spec(module) is None)


def office(path: Path) -> Iterator[Fault]:
    """What openxml-audit has against a DOCX or XLSX, warnings included."""
    import openxml_audit  # type: ignore[import-untyped]

    try:
        found = openxml_audit.OpenXmlValidator().validate(path).errors
    except openxml_audit.PackageValidationError as fault:
        yield Fault("openxml", "paket", f"openxml-audit tidak dapat membukanya: {fault}")
        return
    for error in found:
        yield Fault("openxml", f"{error.part_uri}{error.path}".lstrip("/") or "paket", str(error.description))


def pdf(data: bytes) -> Iterator[Fault]:
    """What page-validation has against a PDF as PDF/UA-1 and PDF/A-2a."""
    import page

    from dosir.render import conformance

    try:
        for violation in conformance.violations(data):
            yield Fault("pdf-conformance", "PDF", violation)
    except page.PageError as fault:
        yield Fault("pdf-conformance", "PDF", f"page-validation tidak dapat membacanya: {fault}")
