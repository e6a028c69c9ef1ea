"""What each stage asks of an author, as the gates would ask it of a regency that has written nothing yet.

The demands come from the gates themselves, run on a plan with one pillar, one sub-dimension, one programme and
one remark whose names say that there are more of them; the keys come from the declarations.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dosir.assemble.examples import ANY
from dosir.assemble.portal.fields import linked, models, named
from dosir.assemble.portal.frames import Content, code, framed, row, ticked
from dosir.assemble.rows.progress import stage_name
from dosir.diagnostics import Position
from dosir.gates.demands import DEMANDS, Demand
from dosir.outline import Block, Row, Section
from dosir.plan import Bersama, Plan
from dosir.plan.records import TAHAP, Catatan, Daerah, Dimensi, Program, Rekaman, SubDimensi, Tahap
from dosir.plan.records.dasar import Tempat
from dosir.read import STAND_IN
from dosir.read.schema import Kind, kinds
from dosir.scaffold import BY_MACHINE
from dosir.templates import Templates

SLUG = "daerah"  # folder of the regency that has written nothing
EACH = "tiap"  # what a name begins with that stands for all of its kind
PILLAR = "<pilar>"


def stages(templates: Templates) -> Iterator[Section]:
    """A section for each stage: what must be there, and the keys that are asked for from then on."""
    for tahap in TAHAP:
        name = stage_name(tahap)
        rows = tuple(_rows(tahap))
        keys = tuple(_keys(tahap))
        tables: tuple[Block, ...] = (
            *((framed(templates, "tuntutan", rows, tahap=name),) if rows else ()),
            *((framed(templates, "kunci-tahap", keys, tahap=name),) if keys else ()),
        )
        yield Section(f"tahap-{tahap.lower()}", name, tables)


def unasked() -> Iterator[Kind]:
    """Kinds of files that no stage asks for as such."""
    for kind in kinds():
        if not kind.stage and kind.name not in BY_MACHINE:
            yield kind


@cache
def demanded() -> tuple[Demand, ...]:
    """Every demand on a whole plan, in the order of the books."""
    plan = _nothing()
    return tuple(demand for source in DEMANDS for demand in source(plan))


def _rows(tahap: Tahap) -> Iterator[Row]:
    for demand in demanded():
        if demand.tahap == tahap:
            path = demand.position.path.removeprefix(f"{SLUG}/")
            yield row(ticked(demand.what), code(path if "." in path else f"{path}/"), ticked(demand.hint))


def _keys(tahap: Tahap) -> Iterator[Row]:
    """The optional keys that a stage asks for; a required one is asked for by its record."""
    for kind in kinds():
        for shape in kind.lists.values():
            for model in dict.fromkeys(models(shape)):
                names = [name for name in model.model_fields if _asked(model, name, tahap)]
                if names:
                    yield row(linked(kind), named(model), _named(names))


def _asked(model: type[Rekaman], name: str, tahap: Tahap) -> bool:
    return not model.model_fields[name].is_required() and model.tahap_isian(name) == tahap


def _named(names: list[str]) -> Content:
    return ticked(", ".join(f"`{name}`" for name in names))


def _nothing() -> Plan:
    """A regency without content, in a world of one pillar and one sub-dimension, with one programme and one remark."""
    sub = SubDimensi.model_construct(kode=ANY, nama=f"({EACH} sub-dimensi)", nama_en="")
    pillar = Dimensi.model_construct(kode=PILLAR, nama=f"({EACH} pilar)", arti="", sub_dimensi=(sub,))
    program = Program.model_construct(kode=ANY, sub_dimensi="")
    program._tempat = Tempat(Position(f"{SLUG}/program/{PILLAR}.yml"))
    place = Daerah.model_validate(STAND_IN)
    place._tempat = Tempat(Position(f"{SLUG}/daerah.yml"))
    remark = Catatan.model_construct(id=ANY, jawaban="")
    remark._tempat = Tempat(Position(f"{SLUG}/catatan/<nama>.yml"))
    return Plan(SLUG, Bersama(dimensi=(pillar,)), place, program=(program,), catatan=(remark,))
