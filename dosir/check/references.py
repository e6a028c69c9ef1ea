"""Rules about names: codes that point nowhere, codes used twice, names that cannot be addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from dosir.diagnostics import Diagnostic, Position, error, nearest
from dosir.plan import Plan
from dosir.plan.records import Rekaman

ADDRESS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TAKEN = ("aset", "assets")  # folders of the portal itself


# What the registers are called, and the list of the plan whose loss makes a missing code no second fault.
CALLED = {"opd": "OPD", "sub_dimensi": "sub-dimensi", "sumber_dana": "sumber dana", "swot": "butir SWOT"}
STANDS_IN = {"sub_dimensi": "dimensi"}


def unknown_references(plan: Plan) -> Iterator[Diagnostic]:
    """Codes and ids that name nothing; what is there but could not be read is no second fault."""
    for record in chain(plan.rekaman(), plan.bersama.rekaman()):
        for _, register, code, place in record.rujukan():
            known = plan.menurut_kode[register]
            lost = STANDS_IN.get(register, register) in plan.register_hilang or code in plan.kode_hilang
            if code not in known and not lost:
                what = CALLED.get(register, register)
                several = [part.strip() for part in code.split(",")]
                hint = f"tulis sebagai daftar: `[{', '.join(several)}]`" if len(several) > 1 else nearest(code, known)
                yield error(place, "unknown-reference", f"{what} `{code}` tidak ada", hint)


def duplicate_ids(plan: Plan) -> Iterator[Diagnostic]:
    """Two records under one code."""
    groups: tuple[tuple[str, Iterable[Rekaman]], ...] = (
        ("id", plan.opd),
        ("id", plan.visi),
        ("id", (*plan.bersama.sumber, *plan.sumber)),
        ("kode", plan.misi),
        ("kode", plan.program),
        ("kode", plan.indikator),
        ("kode", plan.gap),
        ("kode", plan.swot),
        ("kode", plan.strategi),
        ("kode", plan.sasaran),
        ("kode", plan.aplikasi),
        ("id", plan.lampiran),
        ("id", plan.catatan),
        ("tahap", plan.bimtek),
        ("kode", plan.bersama.dimensi),
        ("kode", [sub for dimensi in plan.bersama.dimensi for sub in dimensi.sub_dimensi]),
        ("id", plan.bersama.sumber_dana),
    )
    for key, records in groups:
        seen: dict[str, Position] = {}
        for record in records:
            code = getattr(record, key)
            # A code is part of an address in small letters, because some file systems do not tell capitals apart.
            name = code.casefold() if key == "kode" else code
            if name in seen:
                message = f"`{key}: {code}` sudah dipakai"
                yield error(record.at(key), "duplicate-id", message, f"pertama dipakai di {seen[name]}")
            seen.setdefault(name, record.at(key))


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
