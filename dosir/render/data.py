"""The plan as data: every record with the keys the authors type, and what was computed about the whole."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from dosir.outline import Summary
from dosir.plan import Plan

VERSION = 1
REGISTERS = (
    "visi",
    "misi",
    "bimtek",
    "kesepakatan",
    "opd",
    "kelembagaan",
    "isu",
    "kesiapan",
    "gap",
    "swot",
    "strategi_silang",
    "program",
    "indikator",
    "peta_jalan",
    "aplikasi",
    "dasar_hukum",
    "lampiran",
    "penandatangan",
    "evaluasi",
    "persetujuan",
    "sumber",
)


def render(plan: Plan, summary: Summary) -> bytes:
    """JSON of one regency: identity, registers, pillars and quick wins with their Markdown, and the summary."""
    data: dict[str, Any] = {"versi_skema": VERSION, "slug": plan.slug, "daerah": _record(plan.daerah)}
    data["ringkasan"] = summary.as_dict()
    data |= {name: [_record(record) for record in getattr(plan, name)] for name in REGISTERS}
    data["pilar"] = [
        {"dimensi": item.dimensi.kode, **_record(item.rekaman), "prosa": item.prosa.teks.strip()} for item in plan.pilar
    ]
    data["quick_win"] = [
        {"slug": item.slug, **_record(item.rekaman), "prosa": item.prosa.teks.strip()} for item in plan.quick_win
    ]
    data["naskah"] = {name: prosa.teks.strip() for name, prosa in plan.naskah.items()}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _record(record: BaseModel) -> dict[str, Any]:
    return record.model_dump(mode="json", exclude_defaults=True)
