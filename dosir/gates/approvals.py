"""Approvals: the stamp of a stage that was approved, and what has changed since.

A stamp holds a digest of every part as it was approved, so that a later change is seen where it is, and with it every
record that hangs on what was changed. Version, date and status of the document may change without a new approval.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dosir.cache import digest
from dosir.diagnostics import Diagnostic, Position, error, warning
from dosir.plan import Plan
from dosir.plan.chain import Key, chain_of
from dosir.plan.records import Persetujuan, Rekaman, Tahap

LENGTH = 16  # hexadecimal digits kept of each digest: a stamp is read by people, and 64 bits do not collide here
FREE = {"versi", "tanggal", "status", "tahap"}  # of daerah.yml
# Registers whose records have no code of their own are approved as a whole.
WHOLE = ("isu", "kesiapan", "kelembagaan", "bimtek", "kesepakatan", "penandatangan", "peta_jalan", "strategi_silang")
CODED = ("opd", "visi", "misi", "gap", "swot", "program", "indikator", "aplikasi", "lampiran")


@dataclass(frozen=True)
class Part:
    """A part of a plan as it can be approved: its name in a stamp, its digest, its place, its key in the chain."""

    name: str
    digest: str
    position: Position
    key: Key | None = None


@dataclass(frozen=True)
class Change:
    """A part that is not as it was approved: `kind` is berubah, baru, dihapus, or bergantung on the part `cause`."""

    name: str
    kind: str
    position: Position
    cause: str = ""


def parts(plan: Plan) -> Mapping[str, Part]:
    """Every part of a plan by its name, in the order of the books."""
    return {part.name: part for part in _parts(plan)}


def stamp(plan: Plan, tahap: Tahap, oleh: str, tanggal: date) -> str:
    """The text of the file that records an approval of this plan as it is now."""
    approved = {part.name: part.digest for part in parts(plan).values()}
    head = {"tahap": tahap, "oleh": oleh, "tanggal": tanggal.isoformat(), "versi": plan.daerah.versi}
    lines = [_line(key, value) for key, value in (*head.items(), ("sidik", _seal(head, approved)))]
    below = [f"  {_line(name, value)}" for name, value in approved.items()]
    return "\n".join(["# Ditulis oleh `python build.py approve`; jangan disunting.", *lines, "isi:", *below, ""])


def changes(plan: Plan, approval: Persetujuan) -> tuple[Change, ...]:
    """What is not as it was approved: changed, new and removed parts, then records that hang on a changed one."""
    now = parts(plan)
    direct = [*_differing(now, approval), *_gone(now, approval)]
    keys: dict[Key, str] = {}
    for change in direct:
        part = now.get(change.name)
        if part and part.key:
            keys[part.key] = change.name
    names = {part.key: part.name for part in now.values() if part.key}
    touched = {change.name for change in direct}
    hanging = chain_of(plan).dependents(keys)
    indirect = (
        Change(names[key], "bergantung", now[names[key]].position, keys.get(through) or names.get(through, ""))
        for key, through in hanging.items()
        if key in names and names[key] not in touched
    )
    return (*direct, *indirect)


def stale(plan: Plan) -> Iterator[Diagnostic]:
    """A warning for each part that changed since it was approved, and an error for a stamp that was written by hand."""
    for approval in plan.persetujuan:
        name = "final" if approval.tahap == "final" else f"bimtek {approval.tahap}"
        if not sealed(approval):
            hint = "kembalikan dari git, atau setujui lagi dengan `python build.py approve`"
            yield error(approval.at("sidik"), "broken-stamp", f"stempel persetujuan {name} disunting", hint)
            continue
        for change in changes(plan, approval):
            because = f" pada {change.cause} yang berubah" if change.cause else ""
            message = f"{change.name}: {change.kind}{because} sejak {name} disetujui {approval.tanggal.isoformat()}"
            hint = "mintakan persetujuan lagi, lalu jalankan `python build.py approve`"
            yield warning(change.position, "changed-since-approval", message, hint)


def sealed(approval: Persetujuan) -> bool:
    """Whether a stamp is as the command wrote it."""
    head = {
        "tahap": approval.tahap,
        "oleh": approval.oleh,
        "tanggal": approval.tanggal.isoformat(),
        "versi": approval.versi,
    }
    return approval.sidik == _seal(head, approval.isi)


def _differing(now: Mapping[str, Part], approval: Persetujuan) -> Iterator[Change]:
    for name, part in now.items():
        if name not in approval.isi:
            yield Change(name, "baru", part.position)
        elif approval.isi[name] != part.digest:
            yield Change(name, "berubah", part.position)


def _gone(now: Mapping[str, Part], approval: Persetujuan) -> Iterator[Change]:
    yield from (Change(name, "dihapus", approval.at("isi")) for name in approval.isi if name not in now)


def _seal(head: Mapping[str, str], approved: Mapping[str, str]) -> str:
    return digest(*(word for pair in (*head.items(), *approved.items()) for word in pair))[:LENGTH]


def _parts(plan: Plan) -> Iterator[Part]:
    identity = plan.daerah.model_dump(mode="json", exclude_defaults=True, exclude=FREE)
    yield Part("daerah", _digest(identity), plan.daerah.at())
    for register in CODED:
        for code, record in plan.menurut_kode[register].items():
            yield Part(f"{register} {code}", _digest(record), record.at(), (register, code))
    for register in WHOLE:
        records: tuple[Rekaman, ...] = getattr(plan, register)
        if records:
            yield Part(register, _digest(*records), records[0].at())
    for pillar in plan.pilar:
        place = Position(pillar.prosa.path)
        yield Part(f"pilar {pillar.dimensi.kode}", _digest(pillar.rekaman, pillar.prosa.teks), place)
    for goal in plan.sasaran:
        yield Part(f"sasaran {goal.kode}", _digest(goal), goal.at(), ("sasaran", goal.kode))
    for strategy in plan.strategi:
        yield Part(f"strategi {strategy.kode}", _digest(strategy), strategy.at(), ("strategi", strategy.kode))
    for win in plan.quick_win:
        place = Position(win.prosa.path)
        yield Part(f"quick-win {win.slug}", _digest(win.rekaman, win.prosa.teks), place, ("quick_win", win.slug))
    for name, prose in {**plan.bersama.naskah, **plan.naskah}.items():
        yield Part(f"naskah {name}", _digest(prose.teks), Position(prose.path))


def _line(key: str, value: str) -> str:
    """A pair as YAML; a text in JSON's quotes is a text in YAML too."""
    return f"{json.dumps(key, ensure_ascii=False) if ' ' in key else key}: {json.dumps(value, ensure_ascii=False)}"


def _digest(*things: Any) -> str:
    """Of what was written only: a field that a later version adds changes nothing, nor does a silence's blank line."""
    plain = [
        thing.model_dump(mode="json", exclude_defaults=True)
        if isinstance(thing, Rekaman)
        else [line for line in thing.split("\n") if line.strip()]
        if isinstance(thing, str)
        else thing
        for thing in things
    ]
    return digest(json.dumps(plain, ensure_ascii=False, sort_keys=True))[:LENGTH]
