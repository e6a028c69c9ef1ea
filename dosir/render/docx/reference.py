"""Our own reference document, made from readable definitions (`templates/docx/gaya.yml`), so that a change of look is
reviewed as a diff. pandoc takes the styles from it, and from its own stock only what no reader sees.
"""

from __future__ import annotations

from dosir.render.docx import parts
from dosir.render.docx.paper import Paper
from dosir.render.zipped import FIRST_DAY
from dosir.templates import Templates

PARTS = {"document": "document.main", "styles": "styles", "numbering": "numbering", "settings": "settings"}
EMPTY_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Default Extension="xml" ContentType="application/xml"/></Types>'
)
NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


def reference(templates: Templates, paper: Paper) -> bytes:
    """The reference document for books on this paper."""
    beside = [(f"r{name}", name, f"{name}.xml") for name in PARTS if name != "document"]
    made = {
        "[Content_Types].xml": parts.typed(EMPTY_TYPES, [(f"/word/{name}.xml", kind) for name, kind in PARTS.items()]),
        "_rels/.rels": parts.related(NO_RELATIONS, [("rId1", "officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": parts.related(NO_RELATIONS, beside),
        "word/document.xml": _rendered(templates, paper, "acuan"),
        "word/styles.xml": _rendered(templates, paper, "styles"),
        "word/numbering.xml": numbering(templates),
        "word/settings.xml": _rendered(templates, paper, "pengaturan"),
    }
    return parts.packed(made, FIRST_DAY)


def numbering(templates: Templates) -> bytes:
    """The multilevel lists of headings."""
    template = templates.environment().get_template("docx/numbering.xml.j2")
    return template.render(gaya=templates.data("docx/gaya.yml")).encode()


def _rendered(templates: Templates, paper: Paper, name: str) -> bytes:
    template = templates.environment().get_template(f"docx/{name}.xml.j2")
    made = template.render(
        gaya=templates.data("docx/gaya.yml"),
        warna=templates.data("identitas.yml")["umum"],
        kertas=paper.size(),
        tepi=paper.margins(),
        lebar=paper.text(),
    )
    return made.encode()
