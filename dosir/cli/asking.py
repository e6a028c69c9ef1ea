"""Asking: how far a regency is, what a record hangs on, what a code means."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from dosir import diagnostics
from dosir.cli.choosing import CONTENT, Stage, examined

FORM = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Bentuk jawaban.")


@click.command()
@click.argument("slug", nargs=-1)
@CONTENT
@click.option("--stage", type=Stage(), help="Tampilkan tahap ini saja.")
@FORM
@click.pass_obj
def status(root: Path, slug: tuple[str, ...], content: Path | None, stage: Any, form: str) -> None:
    """Yang dituntut tiap tahap bimtek dan final, yang sudah ada, dan tiap kekurangan dengan tempatnya."""
    plans = [plan for plan, _ in examined(root, content, slug)]
    if form == "json":
        click.echo(json.dumps([_as_data(plan, stage) for plan in plans], ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(line for plan in plans for line in _told(plan, stage)))


@click.command()
@click.argument("kode")
@click.argument("slug", nargs=-1)
@CONTENT
@click.pass_obj
def trace(root: Path, kode: str, slug: tuple[str, ...], content: Path | None) -> None:
    """Rantai sebuah catatan menurut KODE: dari misi sampai evaluasi, rencana daerah, OPD, dan anggarannya."""
    from dosir.plan.chain import chain_of

    known: set[str] = set()
    lines: list[str] = []
    for plan, _ in examined(root, content, slug):
        chain = chain_of(plan)
        known |= {code for _, code in chain.nodes}
        for node in chain.find(kode):
            lines += [f"{plan.slug}", *_traced(plan, chain, node), ""]
    if not lines:
        raise click.UsageError(f"kode `{kode}` tidak ada; {diagnostics.nearest(kode, known)}")
    click.echo("\n".join(lines), nl=False)


@click.command()
@click.argument("kode", required=False)
def explain(kode: str | None) -> None:
    """Arti sebuah KODE temuan, dengan contoh yang salah dan yang benar; tanpa KODE, daftar semuanya."""
    from dosir import manual

    if kode is None:
        for code in manual.codes():
            click.echo(f"{code:28} {manual.page(code).title}")
    elif kode in manual.codes():
        click.echo(manual.page(kode).text.rstrip())
    else:
        raise click.UsageError(f"kode temuan `{kode}` tidak dikenal; {diagnostics.nearest(kode, manual.codes())}")
    sys.exit(0)


def _traced(plan: Any, chain: Any, node: Any) -> Iterator[str]:
    """The chain of one record, line by line."""
    yield f"  {_line(node)}"
    for linked, title in ((chain.above, "untuk"), (chain.below, "dijalankan dan diukur oleh")):
        lines = list(_branches(chain, linked, node.key, {node.key}, 2))
        yield from [f"  {title}:", *lines] if lines else []
    programs = {node.kode} if node.jenis == "program" else set()
    programs |= {other.kode for _, other in chain.climb(node.key, 1) if other.jenis == "program"}
    programs |= {code for register, code in chain.used.get(node.key, ()) if register == "program"}
    if programs:
        yield "  dalam rencana dan anggaran daerah:"
    for program in plan.program:
        if program.kode in programs:
            yield f"    {program.kode}: {_in_plans(plan, program)}"


def _branches(chain: Any, linked: Any, key: Any, told: set[Any], depth: int) -> Iterator[str]:
    """What hangs on a record, each branch once; where it comes again it is named and not followed."""
    from dosir.plan.chain import RANKS

    for other in linked(key) if key[0] in RANKS else ():
        again = other in told
        yield f"{'  ' * depth}{_line(chain.nodes[other])}{' (lihat di atas)' if again else ''}"
        if not again:
            told.add(other)
            yield from _branches(chain, linked, other, told, depth + 1)


def _line(node: Any) -> str:
    kind = node.jenis.replace("_", " ")
    code = "" if kind in ("strategi silang", "peta jalan") else f" {node.kode}"  # those have no code of their own
    return f"{kind}{code}: {node.judul} ({node.position})"


def _in_plans(plan: Any, program: Any) -> str:
    """Place in the regency's plans, code of the nomenclature, office and money of a programme."""
    from dosir.language import rupiah
    from dosir.plan.facts import anggaran

    names = {item.kode: item.nama for item in plan.bersama.nomenklatur}
    place = program.rpjmd_ref
    office = plan.opd_menurut_id.get(program.opd)
    parts = (
        f"RPJMD {plan.daerah.rpjmd.nomor} misi {place.misi}" if place else "",
        program.renstra_ref,
        f"usulan baru ({program.usulan_baru})" if program.usulan_baru else "",
        f"{program.kode_nomenklatur} {names.get(program.kode_nomenklatur, '')}".strip()
        if program.kode_nomenklatur
        else "tanpa kode nomenklatur",
        office.singkatan if office else program.opd,
        rupiah(anggaran(plan, [program])).replace("\u00a0", " ") if program.anggaran else "tanpa anggaran",
    )
    return "; ".join(part for part in parts if part)


def _told(plan: Any, only: Any) -> Iterator[str]:
    """The answer about one regency, line by line."""
    from dosir import gates

    stages = [stage for stage in gates.stages(plan) if only in (None, stage.tahap)]
    reached = gates.reached(plan)
    word = f"lengkap sampai {_name(reached)}" if reached else "belum ada tahap yang lengkap"
    yield f"{plan.slug}: {plan.daerah.nama_lengkap}, {word}"
    yield f"  {'tahap':<12}{'dituntut':>10}{'ada':>8}{'persen':>9}{'kurang':>9}"
    for stage in stages:
        counts = f"{len(stage.demands):>10}{stage.there:>8}{stage.percent:>8}%{len(stage.gaps):>9}"
        yield f"  {_name(stage.tahap):<12}{counts}"
    yield from _approved(plan)
    for stage in stages:
        if stage.gaps:
            yield f"  Kekurangan {_name(stage.tahap)}:"
        for gap in stage.gaps:
            yield f"    {gap.position}: {gap.what}"
            yield f"      hint: {gap.hint}"
    yield ""


def _approved(plan: Any) -> Iterator[str]:
    from dosir.gates import approvals

    for stamp in plan.persetujuan:
        since = approvals.changes(plan, stamp)
        direct = [change for change in since if change.kind != "bergantung"]
        state = "tidak berubah sejak itu"
        if since:
            state = f"{len(direct)} bagian berubah sejak itu, {len(since) - len(direct)} lagi bergantung padanya"
        yield f"  {_name(stamp.tahap)} disetujui {stamp.oleh}, {stamp.tanggal.isoformat()}: {state}"
        for change in since:
            because = f" pada {change.cause}" if change.cause else ""
            yield f"    {change.position}: {change.name} {change.kind}{because}"


def _name(tahap: str) -> str:
    return tahap if tahap == "final" else f"bimtek {tahap}"


def _as_data(plan: Any, only: Any) -> dict[str, Any]:
    from dosir import gates
    from dosir.gates import approvals

    return {
        "slug": plan.slug,
        "nama": plan.daerah.nama_lengkap,
        "tercapai": gates.reached(plan),
        "tahap": [
            {
                "tahap": stage.tahap,
                "dituntut": len(stage.demands),
                "ada": stage.there,
                "persen": stage.percent,
                "kurang": [{**vars(gap.position), "isi": gap.what, "hint": gap.hint} for gap in stage.gaps],
            }
            for stage in gates.stages(plan)
            if only in (None, stage.tahap)
        ],
        "persetujuan": [
            {
                "tahap": stamp.tahap,
                "oleh": stamp.oleh,
                "tanggal": stamp.tanggal.isoformat(),
                "berubah": [
                    {"bagian": change.name, "jenis": change.kind, "sebab": change.cause}
                    for change in approvals.changes(plan, stamp)
                ],
            }
            for stamp in plan.persetujuan
        ],
    }
