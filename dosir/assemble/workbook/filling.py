"""A register of the plan as a sheet: its entries are the records on a path, its fields what the template asks of them.

Every field knows from the declarations what it means and what it may hold; the template only says which, in what order
and under which heading. A test holds it against the declarations, so that no field of a record can be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from dosir import language
from dosir.assemble.rows.annex import record_name
from dosir.assemble.scope import Scope, spans
from dosir.assemble.workbook.choosing import literal, literal_id
from dosir.assemble.workbook.walking import Chain, chains, declared, types
from dosir.markup import plain
from dosir.plan.names import kind_of
from dosir.plan.records import Bersumber, Rekaman
from dosir.workbook import Entry, Field, Follows, Sheet, Value

Reading = Callable[[Chain], Value]
Made = tuple[Field, Reading]
RAW = ("kode",)  # kinds whose text is no prose: markup in it is part of it


@dataclass(frozen=True)
class View:
    """What every field needs: the scope, the template's words, and the word for each code of each list."""

    scope: Scope
    words: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]

    def label(self, register: str, code: str) -> str:
        """The word for a code; the code itself where it has none."""
        return self.labels.get(register, {}).get(code, code)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Years of the period, and those that an indicator names besides."""
        named = {part.tahun for item in self.scope.plan.indikator for part in (*item.target, *item.realisasi)}
        return tuple(sorted({*self.scope.plan.daerah.periode.tahun, *named}))


def sheet(view: View, shape: Mapping[str, Any]) -> tuple[Sheet, bool]:
    """(sheet, whether it stands even when it is empty) as the template shapes it; computed values are still to come."""
    made = [pair for kind in shape["kolom"] for pair in _fields(view, shape["baris"][0], kind)]
    made = [*_before(view, shape), *made, *_behind(view, shape)]
    found = [chain for path in shape["baris"] for chain in chains(view.scope.plan, path)]
    return Sheet(
        shape["id"],
        shape["judul"],
        shape["arti"],
        shape["berkas"],
        tuple(field for field, _ in made),
        tuple(Entry(_anchor(view, chain), tuple(read(chain) for _, read in made)) for chain in found),
        shape.get("beku", 1),
    ), bool(shape.get("inti"))


def _anchor(view: View, chain: Chain) -> str:
    """Anchor of the record at a chain's end, or of the nearest around it that stands in a file."""
    return next(filter(None, map(view.scope.plan.jangkar.of, reversed(chain.items))), "")


def _before(view: View, shape: Mapping[str, Any]) -> Iterator[Made]:
    if _sourced(shape):
        field = Field("contoh", view.words["contoh"], "contoh", view.words["contoh-arti"], "contoh")
        yield field, lambda chain: view.words["contoh"] if chain.origin and chain.origin.contoh else None


def _behind(view: View, shape: Mapping[str, Any]) -> Iterator[Made]:
    if _sourced(shape):
        field = Field("sumber", view.words["sumber"], "kode", view.words["sumber-arti"], "sumber", many=True)
        yield field, lambda chain: "; ".join(chain.origin.sumber) or None if chain.origin else None
    yield Field("tanggapan", view.words["tanggapan"], "tanggapan", view.words["tanggapan-arti"]), lambda chain: None


def _sourced(shape: Mapping[str, Any]) -> bool:
    return any(issubclass(model, Bersumber) for path in shape["baris"] for _, model in types(path))


def _fields(view: View, path: str, kind: Mapping[str, Any]) -> Iterator[Made]:
    """The fields that one column of the template becomes: one, or one a year."""
    name = kind.get("isi", "")
    base = Field(kind.get("id", name), kind["judul"], kind.get("jenis", "teks"), total=bool(kind.get("jumlah")))
    if link := kind.get("ambil") or kind.get("jumlahkan"):
        follows = Follows(link["lembar"], link["kunci"], link["isi"], link["dengan"], "jumlahkan" in kind)
        yield replace(base, follows=follows, choices=kind.get("sebagai", "")), lambda chain: None
    elif "hitung" in kind:
        yield base, lambda chain: COMPUTED[kind["hitung"]](view, chain)
    elif kind.get("menurut") == "tahun":
        for year in view.years:
            title = kind["judul"].format(tahun=year)
            field = replace(base, id=f"{name}-{year}", title=title, note=declared(path, "", name).description)
            yield field, _of_year(name, year)
    else:
        yield _declared(view, base, path, kind)


def _of_year(name: str, year: int) -> Reading:
    """The value of a year; all of them as text where an author gave several."""

    def read(chain: Chain) -> Value:
        found = [part.nilai for part in chain.value("", name) if part.tahun == year]
        return "; ".join(map(language.angka, found)) if len(found) > 1 else next(iter(found), None)

    return read


def _declared(view: View, base: Field, path: str, kind: Mapping[str, Any]) -> Made:
    """A field whose meaning, choices and codes its declaration gives."""
    name, above = kind["isi"], kind.get("dari", "")
    said = declared(path, above, name)
    register = kind.get("sebagai") or said.register
    words = literal(said.annotation)
    choices = register if register in view.labels else literal_id(words) if words else ""
    own = kind.get("sebagai") and not above and choices != "tahun"  # the word by which others choose this very record
    field = replace(base, note=kind.get("catatan", said.note), choices="" if own else choices, many=said.many)

    def read(chain: Chain) -> Value:
        return _shown(view, chain.value(above, name), base.kind, register, kind.get("tiap", ()), bool(words))

    return field, read


def _shown(view: View, value: Any, kind: str, register: str, each: tuple[str, ...], word: bool) -> Value:
    """A field's value as a cell holds it; nothing where it is empty."""
    if value in (None, "", ()):
        return None
    if isinstance(value, bool):
        return view.words["ya" if value else "tidak"]
    if isinstance(value, str):
        raw = word or kind in RAW
        return view.label(register, value) if register else value if raw else plain(spans(view.scope, value))
    if isinstance(value, tuple):
        return _several(view, value, kind, register, each)
    if isinstance(value, Rekaman):
        return _record(view, value, each)
    return Decimal(value) / 100 if kind == "persen" else value


def _several(view: View, values: tuple[Any, ...], kind: str, register: str, each: tuple[str, ...]) -> str:
    """Codes and numbers beside each other, prose and records on lines of their own."""
    if isinstance(values[0], int):
        return language.rentang_tahun(values)
    if isinstance(values[0], Decimal):
        return "; ".join(map(language.angka, values))
    shown = [str(_shown(view, value, kind, register, each, False)) for value in values]
    return "; ".join(shown) if register or kind in RAW else "\n".join(shown)


def _record(view: View, record: Rekaman, each: tuple[str, ...]) -> str:
    """What the template prints of a record inside a cell."""
    found = ((name, getattr(record, name)) for name in each)
    return "; ".join(_part(view, record, name, value) for name, value in found if value not in (None, "", ()))


def _part(view: View, record: Rekaman, name: str, value: Any) -> str:
    register = record.sifat(name, "x-menunjuk") if name in type(record).model_fields else ""
    if isinstance(value, int | Decimal):
        return str(value) if name == "tahun" else language.angka(value)
    raw = "kode" if name in ("nip", "tautan") else "teks"
    return str(_shown(view, value, raw, register, (), False))


def _question(view: View, chain: Chain) -> Value:
    """The question of the instrument that an answer answers."""
    tool = view.scope.plan.bersama.instrumen.get(chain.named("evaluasi").instrumen)
    asked = {item.no: item.pertanyaan for part in tool.dimensi for item in part.indikator} if tool else {}
    return plain(spans(view.scope, asked.get(chain.items[-1].no, ""))) or None


COMPUTED: Mapping[str, Callable[[View, Chain], Value]] = {
    "pertanyaan": _question,
    "jenis_catatan": lambda view, chain: kind_of(chain.items[-2]),
    "nama_catatan": lambda view, chain: record_name(view.scope, chain.items[-2]),
    "isian": lambda view, chain: chain.items[-1][0],
    "isi_tambahan": lambda view, chain: plain(spans(view.scope, chain.items[-1][1])),
}
