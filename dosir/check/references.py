"""Rules about names: codes that point nowhere, codes used twice, names that cannot be addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from dosir.diagnostics import Diagnostic, Position, error, nearest
from dosir.plan import Plan
from dosir.plan.records import Rekaman, Swot

ADDRESS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TAKEN = ("aset", "assets")  # folders of the portal itself


@dataclass(frozen=True)
class _Target:
    """A field that names other records: the register they stand in, their codes, and what they are called."""

    field: str
    register: str
    known: tuple[str, ...]
    what: str


def unknown_references(plan: Plan) -> Iterator[Diagnostic]:
    """Codes and ids that name nothing; what is there but could not be read is no second fault."""
    targets = [target for target in _targets(plan) if target.register not in plan.register_hilang]
    for record in chain(plan.rekaman(), plan.bersama.rekaman_utama()):
        for target in targets:
            for place, code in _codes(record, target):
                if code not in target.known and code not in plan.kode_hilang:
                    yield error(
                        place, "unknown-reference", f"{target.what} `{code}` tidak ada", nearest(code, target.known)
                    )


def duplicate_ids(plan: Plan) -> Iterator[Diagnostic]:
    """Two records under one code."""
    goals = [goal for pilar in plan.pilar for goal in pilar.rekaman.sasaran]
    groups: tuple[tuple[str, Iterable[Rekaman]], ...] = (
        ("id", plan.opd),
        ("id", plan.visi),
        ("id", (*plan.bersama.sumber, *plan.sumber)),
        ("kode", plan.misi),
        ("kode", plan.program),
        ("kode", plan.indikator),
        ("kode", plan.gap),
        ("kode", plan.swot),
        ("kode", _strategies(plan)),
        ("kode", goals),
        ("tahap", plan.bimtek),
        ("kode", plan.bersama.dimensi),
        ("kode", [sub for dimensi in plan.bersama.dimensi for sub in dimensi.sub_dimensi]),
        ("id", plan.bersama.sumber_dana),
    )
    for key, records in groups:
        seen: dict[str, Position] = {}
        for record in records:
            code = getattr(record, key)
            if code in seen:
                message = f"`{key}: {code}` sudah dipakai"
                yield error(record.at(key), "duplicate-id", message, f"pertama dipakai di {seen[code]}")
            seen.setdefault(code, record.at(key))


def names_make_addresses(plan: Plan) -> Iterator[Diagnostic]:
    """Names that become addresses: the regency by its folder, quick wins by their file, offices by their id."""
    if plan.slug in TAKEN or not ADDRESS.fullmatch(plan.slug):
        hint = "pakai huruf kecil, angka, dan tanda hubung, misalnya `kab-karawang`"
        place = Position(plan.daerah.at().path)
        yield error(place, "bad-name", f"nama folder `{plan.slug}` tidak dapat menjadi alamat", hint)
    files = [(Position(item.prosa.path), item.slug) for item in plan.quick_win]
    for place, name in (*files, *((opd.at("id"), opd.id) for opd in plan.opd)):
        if name == "index" or not ADDRESS.fullmatch(name):
            hint = "pakai huruf kecil, angka, dan tanda hubung; nama `index` sudah terpakai"
            yield error(place, "bad-name", f"`{name}` tidak dapat menjadi alamat halaman", hint)


def _targets(plan: Plan) -> tuple[_Target, ...]:
    offices, goals = tuple(plan.opd_menurut_id), tuple(plan.indikator_menurut_kode)
    return (
        _Target("opd", "opd", offices, "OPD"),
        _Target("opd_pendukung", "opd", offices, "OPD"),
        _Target("koordinator", "opd", offices, "OPD"),
        _Target("sub_dimensi", "dimensi", tuple(plan.sub_dimensi), "sub-dimensi"),
        _Target("dimensi", "dimensi", tuple(item.kode for item in plan.bersama.dimensi), "dimensi"),
        _Target("sumber", "sumber", tuple(plan.sumber_menurut_id), "sumber"),
        _Target("sumber_dana", "sumber_dana", tuple(plan.sumber_dana_menurut_id), "sumber dana"),
        _Target("program", "program", tuple(plan.program_menurut_kode), "program"),
        _Target("indikator", "indikator", goals, "indikator"),
        _Target("strategi", "strategi", tuple(item.kode for item in _strategies(plan)), "strategi"),
        _Target("visi", "visi", tuple(item.id for item in plan.visi), "visi"),
        _Target("misi", "misi", tuple(item.kode for item in plan.misi), "misi"),
        _Target("gap", "gap", tuple(item.kode for item in plan.gap), "gap"),
        _Target("butir", "swot", tuple(item.kode for item in plan.swot), "butir SWOT"),
    )


def _codes(record: Rekaman, target: _Target) -> Iterator[tuple[Position, str]]:
    value = getattr(record, target.field, None)
    if isinstance(value, str) and value and not isinstance(record, Swot):
        yield record.at(target.field), value
    elif isinstance(value, tuple):
        for index, code in enumerate(value):
            if isinstance(code, str):
                yield record.at(target.field, index), code


def _strategies(plan: Plan) -> list[Any]:
    return [strategy for pilar in plan.pilar for strategy in pilar.rekaman.strategi]
