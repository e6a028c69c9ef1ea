"""Rules about the chain from mission to evaluation: what nothing serves, and what serves nothing.

A rule keeps silent while the register it looks for is still empty: a draft of Buku I has gaps and no strategies yet.
What a stage demands to be there is the business of `gates`.
"""

from __future__ import annotations

from collections.abc import Iterator

from dosir.diagnostics import Diagnostic, warning
from dosir.language import angka
from dosir.plan import Plan


def unserved_missions(plan: Plan) -> Iterator[Diagnostic]:
    """Missions that no goal, strategy or programme serves."""
    served = {code for goal in plan.sasaran for code in goal.misi}
    served |= {code for strategy in plan.strategi for code in strategy.misi}
    served |= {program.rpjmd_ref.misi for program in plan.program if program.rpjmd_ref}
    for mission in plan.misi if plan.strategi and _read(plan, "pilar", "program", "misi") else ():
        if mission.kode not in served:
            hint = "sebut kodenya di `misi:` sebuah sasaran atau strategi"
            yield warning(mission.at("kode"), "unserved-mission", f"misi {mission.kode} belum dijalankan apa pun", hint)


def unreached_goals(plan: Plan) -> Iterator[Diagnostic]:
    """Goals that no strategy reaches."""
    reached = {code for strategy in plan.strategi for code in strategy.sasaran}
    for goal in plan.sasaran if reached and _read(plan, "pilar", "sasaran") else ():
        if goal.kode not in reached:
            hint = "sebut kodenya di `sasaran:` sebuah strategi"
            yield warning(goal.at("kode"), "unreached-goal", f"sasaran {goal.kode} tanpa strategi", hint)


def unanswered_gaps(plan: Plan) -> Iterator[Diagnostic]:
    """Gaps that no strategy answers."""
    answered = {code for strategy in plan.strategi for code in strategy.gap}
    for gap in plan.gap if plan.strategi and _read(plan, "pilar", "gap") else ():
        if gap.kode not in answered:
            hint = "sebut kodenya di `gap:` sebuah strategi"
            yield warning(gap.at("kode"), "unanswered-gap", f"kesenjangan {gap.kode} belum dijawab strategi", hint)


def strategies_and_programs(plan: Plan) -> Iterator[Diagnostic]:
    """Strategies without a programme, programmes without a strategy."""
    carried = {program.strategi for program in plan.program}
    if not _read(plan, "pilar", "program", "strategi"):
        return
    for strategy in plan.strategi if plan.program else ():
        if strategy.kode not in carried:
            message, hint = f"strategi {strategy.kode} tanpa program", "sebut kodenya di `strategi:` sebuah program"
            yield warning(strategy.at("kode"), "strategy-without-program", message, hint)
    for program in plan.program if plan.strategi else ():
        if program.whole and not program.strategi:
            message = f"program {program.kode} tidak menjalankan strategi mana pun"
            yield warning(program.at("kode"), "program-without-strategy", message, "isi `strategi:`")


def programs_stay_in_their_pillar(plan: Plan) -> Iterator[Diagnostic]:
    """Programmes of one pillar that carry out the strategy of another."""
    pillars = {code: dimensi.kode for code, (dimensi, _) in plan.sub_dimensi.items()}
    fields = {strategy.kode: strategy.sub_dimensi for strategy in plan.strategi}
    for program in plan.program:
        own, other = pillars.get(program.sub_dimensi), pillars.get(fields.get(program.strategi, ""))
        if own and other and own != other:
            message = f"program {program.kode} ada di pilar `{own}`, tetapi {program.strategi} di pilar `{other}`"
            hint = "betulkan `sub_dimensi` atau `strategi`"
            yield warning(program.at("strategi"), "strategy-of-another-pillar", message, hint)


def programs_in_plans(plan: Plan) -> Iterator[Diagnostic]:
    """Programmes with no place in RPJMD or Renstra and no reason why: they would never get money."""
    for program in plan.program:
        if program.whole and not (program.rpjmd_ref or program.renstra_ref or program.usulan_baru):
            message = f"program {program.kode} tidak merujuk RPJMD atau Renstra"
            hint = "isi `rpjmd_ref`, `renstra_ref`, atau alasan di `usulan_baru`"
            yield warning(program.at("kode"), "no-plan-reference", message, hint)


def references_are_to_the_rpjmd(plan: Plan) -> Iterator[Diagnostic]:
    """Programmes whose place in the RPJMD is a mission of another vision."""
    sound = {visi.id for visi in plan.visi if visi.jenis == "rpjmd"}
    other = {visi.id for visi in plan.visi} - sound
    strange = {mission.kode for mission in plan.misi if mission.visi in other}
    for program in plan.program:
        if program.rpjmd_ref and program.rpjmd_ref.misi in strange:
            message = f"program {program.kode}: misi {program.rpjmd_ref.misi} bukan misi RPJMD"
            yield warning(program.rpjmd_ref.at("misi"), "no-plan-reference", message, "sebut kode misi visi RPJMD")


def programs_are_whole(plan: Plan) -> Iterator[Diagnostic]:
    """Programmes that lack an indicator, money or a step on the road map, once the plan has such things."""
    stepped = {step.program for step in plan.peta_jalan}
    priced = any(program.anggaran for program in plan.program)
    for program in plan.program:
        if not program.whole:
            continue
        if plan.indikator and not program.indikator:
            message = f"program {program.kode} tanpa indikator"
            yield warning(program.at("kode"), "program-without-indicator", message, "isi `indikator:`")
        if priced and not program.anggaran:
            message = f"program {program.kode} tanpa anggaran dan sumber dana"
            yield warning(program.at("kode"), "program-without-budget", message, "isi `anggaran:`")
        if stepped and program.kode not in stepped and _read(plan, "peta_jalan", "program"):
            message = f"program {program.kode} tidak ada di peta jalan"
            yield warning(program.at("kode"), "program-without-roadmap", message, "tulis langkahnya di peta-jalan.yml")


def goals_are_measured(plan: Plan) -> Iterator[Diagnostic]:
    """Goals that no indicator measures, once the plan has indicators."""
    for goal in plan.sasaran if plan.indikator and _read(plan, "indikator") else ():
        if goal.whole and not goal.indikator:
            hint = "isi `indikator:` sasaran itu"
            yield warning(goal.at("kode"), "goal-without-indicator", f"sasaran {goal.kode} tanpa indikator", hint)


def crossings_lead_on(plan: Plan) -> Iterator[Diagnostic]:
    """Cross strategies that no strategy of a pillar carries out, once some of them are."""
    if any(item.strategi for item in plan.strategi_silang):
        for item in plan.strategi_silang:
            if item.whole and not item.strategi:
                message = f"strategi silang {item.jenis} belum dijalankan strategi pilar mana pun"
                yield warning(item.at("rumusan"), "crossing-without-strategy", message, "isi `strategi:`")


def years_stand_once(plan: Plan) -> Iterator[Diagnostic]:
    """Indicators with two targets or two results for one year."""
    for item in plan.indikator:
        for name in ("target", "realisasi"):
            seen: set[int] = set()
            for part in getattr(item, name):
                if part.tahun in seen:
                    message = f"indikator {item.kode}: `{name}` tahun {part.tahun} tertulis dua kali"
                    yield warning(part.at("tahun"), "repeated-year", message, "hapus salah satu")
                seen.add(part.tahun)


def indicators_are_whole(plan: Plan) -> Iterator[Diagnostic]:
    """Indicators without a starting value or a target, and indicators that measure nothing."""
    used = {code for program in plan.program for code in program.indikator}
    used |= {code for goal in plan.sasaran for code in goal.indikator}
    used |= {code for strategy in plan.strategi for code in strategy.indikator}
    for item in plan.indikator:
        if item.whole and item.baseline is None:
            message = f"indikator {item.kode} tanpa kondisi awal"
            yield warning(item.at("kode"), "indicator-without-baseline", message, "isi `baseline: {tahun, nilai}`")
        if item.whole and not item.target:
            message = f"indikator {item.kode} tanpa target"
            yield warning(item.at("kode"), "indicator-without-target", message, "isi `target:` tiap tahun")
        if item.kode not in used and _read(plan, "program", "pilar", "indikator"):
            message = f"indikator {item.kode} tidak dipakai program atau sasaran mana pun"
            yield warning(item.at("kode"), "unused-indicator", message, "sebut kodenya, atau hapus indikatornya")


def targets_go_the_right_way(plan: Plan) -> Iterator[Diagnostic]:
    """Indicators whose last target lies on the wrong side of where they start."""
    for item in plan.indikator:
        if not item.whole or not item.baseline or not item.target:
            continue
        last = max(item.target, key=lambda part: part.tahun).nilai
        rises = last > item.baseline.nilai
        if last != item.baseline.nilai and rises != (item.arah == "naik"):
            start, end = angka(item.baseline.nilai), angka(last)
            message = f"indikator {item.kode} seharusnya {item.arah}, tetapi targetnya dari {start} ke {end}"
            yield warning(item.at("target"), "target-against-direction", message, "betulkan `arah`, atau targetnya")


def risks_have_mitigation(plan: Plan) -> Iterator[Diagnostic]:
    """Risks of quick wins that nobody plans to answer."""
    for item in plan.quick_win:
        for risk in item.rekaman.risiko:
            if risk.whole and not risk.mitigasi:
                message = f"risiko quick win {item.rekaman.nama} tanpa mitigasi"
                yield warning(risk.at("risiko"), "risk-without-mitigation", message, "isi `mitigasi:`")


def crossings(plan: Plan) -> Iterator[Diagnostic]:
    """Cross strategies that name lines of other quadrants than those they cross."""
    quadrant = {item.kode: item.kuadran for item in plan.swot}
    for item in plan.strategi_silang:
        named = {quadrant[code] for code in item.butir if code in quadrant}
        unread = any(code not in quadrant for code in item.butir)
        strange = [code for code in item.butir if quadrant.get(code, item.jenis[0]) not in item.jenis]
        absent = [letter for letter in item.jenis if letter not in named]
        if strange or (absent and not unread):
            said = f"memuat {', '.join(strange)}" if strange else f"tanpa butir {', '.join(absent)}"
            message = f"strategi silang {item.jenis} {said}"
            hint = f"sebut butir {item.jenis[0]} dan {item.jenis[1]}, atau betulkan `jenis`"
            yield warning(item.at("butir"), "crossing-mismatch", message, hint)


def sub_dimensions_are_covered(plan: Plan) -> Iterator[Diagnostic]:
    """Sub-dimensions with neither a programme nor a gap that says so."""
    covered = {program.sub_dimensi for program in plan.program} | {gap.sub_dimensi for gap in plan.gap}
    if not plan.program or not _read(plan, "program", "gap", "dimensi", "sub_dimensi"):
        return
    for code, (dimensi, sub) in plan.sub_dimensi.items():
        if code not in covered:
            place = next((item.rekaman.at() for item in plan.pilar if item.dimensi == dimensi), plan.daerah.at())
            message = f"sub-dimensi {sub.nama} tanpa program dan tanpa kesenjangan"
            hint = f"tulis program dengan `sub_dimensi: {code}`, atau nyatakan kesenjangannya di gap.yml"
            yield warning(place, "uncovered-sub-dimension", message, hint)


def pillars_have_quick_wins(plan: Plan) -> Iterator[Diagnostic]:
    """Pillars with fewer quick wins than agreed, once there are any."""
    wanted = plan.daerah.aturan.quick_win_per_pilar
    if not plan.daerah.whole or not plan.quick_win or not _read(plan, "quick_win", "program", "sub_dimensi"):
        return
    for item in plan.pilar:
        count = len(plan.quick_win_dimensi(item.dimensi.kode))
        if count < wanted:
            message = f"pilar {item.dimensi.nama} mempunyai {count} quick win, disepakati sedikitnya {wanted}"
            hint = "tulis quick win dengan `program:` dari pilar ini"
            yield warning(item.rekaman.at(), "too-few-quick-wins", message, hint)


def nomenclature_fits_office(plan: Plan) -> Iterator[Diagnostic]:
    """Codes of the nomenclature whose field of government is not among those of the office."""
    for program in plan.program:
        office = plan.opd_menurut_id.get(program.opd)
        code = program.kode_nomenklatur
        if not code or not office or not office.urusan:
            continue
        fields = [field.lstrip("0") for field in office.urusan]
        if not any(code == field or code.startswith(f"{field}.") for field in fields):
            message = f"program {program.kode}: kode {code} bukan urusan {office.singkatan} ({', '.join(fields)})"
            hint = "betulkan kode, OPD penanggung jawab, atau `urusan` OPD itu"
            yield warning(program.at("kode_nomenklatur"), "nomenclature-mismatch", message, hint)


def _read(plan: Plan, *registers: str) -> bool:
    """Whether these registers were read whole and nothing names them in vain: otherwise silence, as what seems to be
    missing may be what is broken."""
    return not (plan.register_hilang | plan.menggantung) & {*registers} and not plan.kode_hilang
