"""Traceability: which record of a plan hangs on which, from the mission down to the evaluation.

The links are not kept anywhere: they are the codes by which records name each other, as the declarations say
(`menunjuk`). Of two linked records the one of the higher rank is served by the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from dosir.diagnostics import Position
from dosir.plan import Plan
from dosir.plan.records import Rekaman

# The order of domain.md: mission, goal, gap, strategy, programme, then what measures, schedules and judges it.
RANKS: Mapping[str, int] = {
    "visi": 0,
    "misi": 1,
    "sasaran": 2,
    "gap": 3,
    "swot": 3,
    "strategi": 4,
    "strategi_silang": 5,
    "program": 5,
    "indikator": 6,
    "quick_win": 6,
    "peta_jalan": 6,
    "evaluasi": 7,
}
Key = tuple[str, str]


@dataclass(frozen=True)
class Simpul:
    """A record in the chain: its register, its code, how it reads in a line, and where it is written."""

    jenis: str
    kode: str
    judul: str
    position: Position
    rekaman: Rekaman = field(repr=False, compare=False)

    @property
    def key(self) -> Key:
        """Register and code, which name the record within its plan."""
        return self.jenis, self.kode


@dataclass(frozen=True)
class Chain:
    """All records of a plan that others hang on, and the links between them."""

    nodes: Mapping[Key, Simpul]
    uses: Mapping[Key, tuple[Key, ...]]  # what a record names
    used: Mapping[Key, tuple[Key, ...]]  # what names a record

    def above(self, key: Key) -> tuple[Key, ...]:
        """What a record serves: linked records of a higher rank, the nearest rank first."""
        return self._linked(key, -1)

    def below(self, key: Key) -> tuple[Key, ...]:
        """What serves a record: linked records of a lower rank, the nearest rank first."""
        return self._linked(key, 1)

    def climb(self, key: Key, side: int) -> Iterator[tuple[int, Simpul]]:
        """(depth from 1, record) of all that a record serves (-1) or that serves it (1), each once, nearest first."""
        seen = {key}

        def walk(current: Key, depth: int) -> Iterator[tuple[int, Simpul]]:
            for other in self._linked(current, side):
                if other not in seen:
                    seen.add(other)
                    yield depth, self.nodes[other]
                    yield from walk(other, depth + 1)

        yield from walk(key, 1)

    def dependents(self, keys: Iterable[Key]) -> Mapping[Key, Key]:
        """Every record that names one of these, directly or through others, with the one through which it does."""
        through: dict[Key, Key] = {}
        waiting = list(keys)
        known = set(waiting)
        while waiting:
            current = waiting.pop(0)
            for other in self.used.get(current, ()):
                if other not in known:
                    known.add(other)
                    through[other] = current
                    waiting.append(other)
        return through

    def find(self, code: str) -> tuple[Simpul, ...]:
        """Every record with this code, whatever register it stands in; letters' case does not matter."""
        return tuple(node for (_, kode), node in self.nodes.items() if kode.casefold() == code.casefold())

    def _linked(self, key: Key, side: int) -> tuple[Key, ...]:
        """Linked records whose rank lies on one side, -1 above and 1 below, of this one's."""
        linked = dict.fromkeys((*self.uses.get(key, ()), *self.used.get(key, ())))
        distance = {other: RANKS[other[0]] - RANKS[key[0]] for other in linked if {other[0], key[0]} <= RANKS.keys()}
        return tuple(
            sorted((other for other, far in distance.items() if far * side > 0), key=lambda o: abs(distance[o]))
        )


def chain_of(plan: Plan) -> Chain:
    """The chain of a plan. A goal and a gap are linked when one strategy names both."""
    nodes = {node.key: node for node in _nodes(plan)}
    uses: dict[Key, dict[Key, None]] = {key: {} for key in nodes}
    used: dict[Key, dict[Key, None]] = {key: {} for key in nodes}
    for key, other in chain(_links(plan, nodes), _goals_of_gaps(plan)):
        if other in nodes and key in nodes and other != key:
            uses[key][other] = None
            used[other][key] = None
    return Chain(nodes, _fixed(uses), _fixed(used))


CODED = ("opd", "visi", "misi", "sasaran", "gap", "swot", "strategi", "program", "indikator", "aplikasi", "lampiran")


def _nodes(plan: Plan) -> Iterator[Simpul]:
    for register in CODED:
        for code, record in plan.menurut_kode[register].items():
            yield Simpul(register, code, _title(record), record.at(), record)
    for item in plan.quick_win:
        yield Simpul("quick_win", item.slug, item.rekaman.nama, item.rekaman.at(), item.rekaman)
    for silang in plan.strategi_silang:
        code = f"{silang.jenis} {silang.at().line}"
        yield Simpul("strategi_silang", code, silang.rumusan, silang.at(), silang)
    for step in plan.peta_jalan:
        code = f"{step.program} {step.horizon} {step.tahun[0]}"
        yield Simpul("peta_jalan", code, step.tahapan, step.at(), step)
    for evaluasi in plan.evaluasi:
        code = f"evaluasi {evaluasi.tahun}"
        yield Simpul("evaluasi", code, f"Evaluasi {evaluasi.tahun}", evaluasi.at(), evaluasi)


def _title(record: Rekaman) -> str:
    for name in ("nama", "judul", "rumusan", "teks", "kesenjangan", "butir"):
        if value := getattr(record, name, ""):
            return str(value)
    return ""


def _links(plan: Plan, nodes: Mapping[Key, Simpul]) -> Iterator[tuple[Key, Key]]:
    for key, node in nodes.items():
        for record in (node.rekaman, *node.rekaman.inside()):
            yield from ((key, (register, code)) for _, register, code, _ in record.rujukan())


def _goals_of_gaps(plan: Plan) -> Iterator[tuple[Key, Key]]:
    for strategy in plan.strategi:
        for gap in strategy.gap:
            yield from ((("gap", gap), ("sasaran", goal)) for goal in strategy.sasaran)


def _fixed(links: Mapping[Key, Mapping[Key, None]]) -> Mapping[Key, tuple[Key, ...]]:
    return {key: tuple(others) for key, others in links.items()}
