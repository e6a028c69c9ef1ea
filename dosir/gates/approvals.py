"""Approvals: the stamp of a stage that was approved, and what has changed since.

A stamp holds a digest of every part that its stage is about, so that a later change is seen where it is, and with it
every record that hangs on what was changed. What a later stage asks for may be added without a new approval, and so may
version, date and status of the document change.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dosir.cache import digest
from dosir.diagnostics import Diagnostic, Position, error, warning
from dosir.gates.demands import MANUSCRIPTS
from dosir.plan import Plan
from dosir.plan.chain import Key, chain_of
from dosir.plan.records import TAHAP, Persetujuan, Rekaman, Tahap

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


def parts(plan: Plan, tahap: Tahap) -> Mapping[str, Part]:
    """Every part of a plan that a stage is about by its name, in the order of the books."""
    return {part.name: part for part in _parts(plan, tahap)}


def stamp(plan: Plan, tahap: Tahap, oleh: str, tanggal: date) -> str:
    """The text of the file that records an approval of this plan as it is now."""
    approved = {part.name: part.digest for part in parts(plan, tahap).values()}
    head = {"tahap": tahap, "oleh": oleh, "tanggal": tanggal.isoformat(), "versi": plan.daerah.versi}
    lines = [_line(key, value) for key, value in (*head.items(), ("sidik", _seal(head, approved)))]
    below = [f"  {_line(name, value)}" for name, value in approved.items()]
    return "\n".join(["# Ditulis oleh `python build.py approve`; jangan disunting.", *lines, "isi:", *below, ""])


def changes(plan: Plan, approval: Persetujuan) -> tuple[Change, ...]:
    """What is not as it was approved: changed, new and removed parts, then records that hang on a changed one."""
    now = parts(plan, approval.tahap)
    direct = [*_differing(now, approval), *_gone(now, approval)]
    keys: dict[Key, str] = {}
    for change in direct:
        part = now.get(change.name)
        if part and part.key:
            keys[part.key] = change.name
    names = {part.key: part.name for part in now.values() if part.key}
    names |= {key: key[0] for key in chain_of(plan).nodes if key[0] in WHOLE and key[0] in now}
    touched = {change.name for change in direct}
    hanging = chain_of(plan).dependents(keys)
    indirect = (
        Change(names[key], "bergantung", now[names[key]].position, keys.get(through) or names.get(through, ""))
        for key, through in hanging.items()
        if key in names and names[key] not in touched
    )
    return (*direct, *dict.fromkeys(indirect))


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


def _parts(plan: Plan, tahap: Tahap) -> Iterator[Part]:
    identity = {name: value for name, value in _plain(plan.daerah, tahap).items() if name not in FREE}
    yield Part("daerah", _digest(identity), plan.daerah.at())
    for register in CODED:
        for code, record in plan.menurut_kode[register].items():
            if _asked(record, tahap):
                yield Part(f"{register} {code}", _digest(_plain(record, tahap)), record.at(), (register, code))
    for register in WHOLE:
        records = [record for record in getattr(plan, register) if _asked(record, tahap)]
        if records:
            yield Part(register, _digest([_plain(record, tahap) for record in records]), records[0].at())
    yield from _pillars(plan, tahap)
    stages = {name: stage for stage, names in MANUSCRIPTS for name in names}
    for name, prose in {**plan.bersama.naskah, **plan.naskah}.items():
        if not _later(stages.get(name, "II"), tahap):
            yield Part(f"naskah {name}", _digest(_lines(prose.teks)), Position(prose.path))


def _pillars(plan: Plan, tahap: Tahap) -> Iterator[Part]:
    """Pillars and quick wins with their prose, goals and strategies by themselves."""
    for pillar in plan.pilar if not _later("II", tahap) else ():
        told = {**_plain(pillar.rekaman, tahap), "sasaran": "", "strategi": "", "prosa": _lines(pillar.prosa.teks)}
        yield Part(f"pilar {pillar.dimensi.kode}", _digest(told), Position(pillar.prosa.path))
        for goal in pillar.rekaman.sasaran:
            yield Part(f"sasaran {goal.kode}", _digest(_plain(goal, tahap)), goal.at(), ("sasaran", goal.kode))
        for way in pillar.rekaman.strategi:
            yield Part(f"strategi {way.kode}", _digest(_plain(way, tahap)), way.at(), ("strategi", way.kode))
    for win in plan.quick_win if not _later("II", tahap) else ():
        told = {**_plain(win.rekaman, tahap), "prosa": _lines(win.prosa.teks)}
        yield Part(f"quick-win {win.slug}", _digest(told), Position(win.prosa.path), ("quick_win", win.slug))


def _asked(record: Rekaman, tahap: Tahap) -> bool:
    """Whether a stage is about records of this kind; kinds that no stage demands belong to the last rounds."""
    return not _later(record.tahap_jenis or "IV", tahap)


def _later(stage: str, tahap: Tahap) -> bool:
    return bool(stage) and TAHAP.index(stage) > TAHAP.index(tahap)


def _plain(record: Rekaman, tahap: Tahap) -> dict[str, Any]:
    """What was written in a record, as plain data, without fields that only a later stage asks for.

    Fields that were not written are left out, so that one which a later version adds changes nothing.
    """
    written = record.model_dump(mode="json", exclude_defaults=True)
    own = [name for name in written if not _later(record.tahap_isian(name), tahap)]
    return {name: _value(getattr(record, name), written[name], tahap) for name in own}


def _value(value: Any, plain: Any, tahap: Tahap) -> Any:
    if isinstance(value, Rekaman):
        return _plain(value, tahap)
    if isinstance(value, tuple) and value and isinstance(value[0], Rekaman):
        return [_plain(item, tahap) for item in value]
    return plain


def _lines(text: str) -> list[str]:
    """The lines that say something: a silence's blank line changes nothing."""
    return [line for line in text.split("\n") if line.strip()]


def _line(key: str, value: str) -> str:
    """A pair as YAML; a text in JSON's quotes is a text in YAML too."""
    return f"{json.dumps(key, ensure_ascii=False) if ' ' in key else key}: {json.dumps(value, ensure_ascii=False)}"


def _digest(plain: Any) -> str:
    return digest(json.dumps(plain, ensure_ascii=False, sort_keys=True))[:LENGTH]
