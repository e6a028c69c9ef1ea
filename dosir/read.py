"""Read the text: source files to one plan, with every fault of form found on the way.

Pydantic finds all faults at once but speaks English and knows no lines; here each of its errors is led back to the
node it came from and said again in the author's language. Faulty records are left out, so a plan is always built.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from dosir import markup
from dosir.diagnostics import Diagnostic, Position, error, nearest
from dosir.plan import BerkasPilar, BerkasQuickWin, Bersama, Gambar, Plan, Prosa, records
from dosir.plan.records import Rekaman, Tempat
from dosir.sources import IMAGES, File, Folder, Items, Places, Table, front_matter, text_of, yaml_of

R = TypeVar("R", bound=Rekaman)

# Registers: file -> {name of the list in the plan: record}. One list may fill a whole file; two are told apart by key.
SHARED = {
    "dimensi.yml": {"dimensi": records.Dimensi},
    "sumber-dana.yml": {"sumber_dana": records.SumberDana},
    "singkatan.yml": {"singkatan": records.Singkatan},
    "dasar-hukum.yml": {"dasar_hukum": records.DasarHukum},
    "nomenklatur.yml": {"nomenklatur": records.Nomenklatur},
    "sumber.yml": {"sumber": records.Sumber},
}
REGISTERS = {
    "visi.yml": {"visi": records.Visi, "misi": records.Misi},
    "bimtek.yml": {"bimtek": records.Bimtek, "kesepakatan": records.Kesepakatan},
    "opd.yml": {"opd": records.Opd},
    "kelembagaan.yml": {"kelembagaan": records.Organ},
    "isu.yml": {"isu": records.Isu},
    "kesiapan.yml": {"kesiapan": records.Kesiapan},
    "gap.yml": {"gap": records.Gap},
    "swot.yml": {"swot": records.Swot, "strategi_silang": records.StrategiSilang},
    "peta-jalan.yml": {"peta_jalan": records.PetaJalan},
    "sumber.yml": {"sumber": records.Sumber},
}
PER_PILLAR = {
    "program/": {"program": records.Program},
    "indikator/": {"indikator": records.Indikator},
}


@dataclass
class _Reading:
    """What has been read so far of one folder."""

    lists: dict[str, list[Any]] = field(default_factory=dict)
    naskah: dict[str, Prosa] = field(default_factory=dict)
    pilar: dict[str, tuple[File, records.Pilar | None, Prosa]] = field(default_factory=dict)
    quick_win: list[BerkasQuickWin] = field(default_factory=list)
    gambar: dict[str, Gambar] = field(default_factory=dict)
    daerah: records.Daerah | None = None
    findings: list[Diagnostic] = field(default_factory=list)

    def fixed(self) -> dict[str, Any]:
        return {name: tuple(items) for name, items in self.lists.items()}


def bersama(folder: Folder) -> tuple[Bersama, list[Diagnostic]]:
    """What all regencies share, from `content/bersama`."""
    reading = _Reading(findings=list(folder.findings))
    for file in folder.files:
        if file.name in SHARED:
            _register(reading, file, SHARED[file.name])
        elif file.name.startswith("naskah/") and file.name.endswith(".md"):
            _manuscript(reading, file)
        else:
            reading.findings.append(_unknown_file(file, [*SHARED, "naskah/<nama>.md"]))
    return Bersama(**reading.fixed(), naskah=reading.naskah), reading.findings


def daerah(folder: Folder, shared: Bersama) -> tuple[Plan | None, list[Diagnostic]]:
    """The plan of one regency; None when `daerah.yml` itself cannot be read."""
    reading = _Reading(findings=list(folder.findings))
    for file in folder.files:
        _file(reading, file)
    pillars = tuple(_pillars(reading, shared))
    if reading.daerah is None:
        if not any(file.name == "daerah.yml" for file in folder.files):
            place = Position(f"{folder.path}/daerah.yml")
            hint = "buat berkas ini; contohnya ada di README bagian konsultan"
            reading.findings.append(error(place, "missing-file", "identitas daerah tidak ada", hint))
        return None, reading.findings
    made = Plan(
        folder.slug,
        shared,
        reading.daerah,
        **reading.fixed(),
        pilar=pillars,
        quick_win=tuple(reading.quick_win),
        naskah=reading.naskah,
        gambar=reading.gambar,
    )
    return made, reading.findings


def _file(reading: _Reading, file: File) -> None:
    folder, _, rest = file.name.rpartition("/")
    if file.name == "daerah.yml":
        reading.daerah = _one(reading, file, records.Daerah)
    elif file.name in REGISTERS:
        _register(reading, file, REGISTERS[file.name])
    elif f"{folder}/" in PER_PILLAR and rest.endswith(".yml"):
        _register(reading, file, PER_PILLAR[f"{folder}/"])
    elif folder in ("pilar", "quick-win", "naskah") and rest.endswith(".md"):
        {"pilar": _pillar, "quick-win": _quick_win, "naskah": _manuscript}[folder](reading, file)
    elif file.name.lower().endswith(IMAGES):
        reading.gambar[file.name] = Gambar(file.name, file.data)
    else:
        known = ["daerah.yml", *REGISTERS, *(f"{key}<pilar>.yml" for key in PER_PILLAR)]
        reading.findings.append(
            _unknown_file(file, [*known, "pilar/<pilar>.md", "quick-win/<nama>.md", "naskah/<bagian>.md"])
        )


def _unknown_file(file: File, known: list[str]) -> Diagnostic:
    return error(file.start, "unknown-file", f"berkas `{file.name}` tidak dikenal", nearest(file.name, known))


def _one(reading: _Reading, file: File, model: type[R]) -> R | None:
    text, findings = text_of(file)
    if findings:
        reading.findings += findings
        return None
    nodes, findings = yaml_of(file, text)
    reading.findings += findings
    return _record(reading, file.start, nodes, model)


def _register(reading: _Reading, file: File, shapes: Mapping[str, type[Rekaman]]) -> None:
    text, findings = text_of(file)
    nodes, more = yaml_of(file, text) if not findings else (None, [])
    reading.findings += [*findings, *more]
    if nodes is None:
        return
    if len(shapes) == 1 and isinstance(nodes, Items):
        nodes = _wrapped(next(iter(shapes)), nodes)
    if not isinstance(nodes, Table):
        form = " dan ".join(f"`{name}:`" for name in shapes) if len(shapes) > 1 else "daftar butir yang diawali `- `"
        reading.findings.append(error(file.start, "wrong-type", "isi berkas bukan daftar", f"tulis {form}"))
        return
    for key in nodes:
        if key not in shapes:
            reading.findings.append(_unknown_key(nodes.places.keys[key], key, list(shapes)))
    for name, model in shapes.items():
        _list(reading, nodes, name, model)


def _wrapped(name: str, items: Items) -> Table:
    """A list that stands alone in its file, as if it had been written below its key."""
    table = Table({name: items})
    table.places = Places(items.position, {name: items.position}, {name: items.position})
    return table


def _list(reading: _Reading, nodes: Table, name: str, model: type[Rekaman]) -> None:
    items = nodes.get(name)
    if items is None:
        return
    if not isinstance(items, Items):
        hint = "awali tiap butir dengan `- `"
        reading.findings.append(error(nodes.places.values[name], "wrong-type", f"`{name}` bukan daftar", hint))
        return
    made = [_record(reading, place, item, model) for place, item in zip(items.positions, items, strict=True)]
    reading.lists.setdefault(name, []).extend(record for record in made if record is not None)


def _pillar(reading: _Reading, file: File) -> None:
    record, prose = _markdown(reading, file, records.Pilar)
    reading.pilar[file.name.removeprefix("pilar/").removesuffix(".md")] = (file, record, prose)


def _pillars(reading: _Reading, shared: Bersama) -> Iterable[BerkasPilar]:
    known = {dimensi.kode: dimensi for dimensi in shared.dimensi}
    for stem, (file, _, _) in reading.pilar.items():
        if stem not in known:
            message = f"pilar `{stem}` tidak ada di bersama/dimensi.yml"
            reading.findings.append(error(file.start, "unknown-reference", message, nearest(stem, known)))
    for kode, dimensi in known.items():
        _, record, prose = reading.pilar.get(kode, (None, None, Prosa()))
        if record is not None:
            yield BerkasPilar(dimensi, record, prose)


def _quick_win(reading: _Reading, file: File) -> None:
    record, prose = _markdown(reading, file, records.QuickWin)
    if record is not None:
        slug = file.name.removeprefix("quick-win/").removesuffix(".md")
        reading.quick_win.append(BerkasQuickWin(slug, record, prose))


def _markdown(reading: _Reading, file: File, model: type[R]) -> tuple[R | None, Prosa]:
    text, findings = text_of(file)
    reading.findings += findings
    if findings:
        return None, Prosa()
    nodes, body, line, findings = front_matter(file, text)
    reading.findings += findings
    record = _record(reading, Position(file.path, 2), nodes, model) if not findings or nodes is not None else None
    return record, Prosa(file.path, body, line, markup.parse(body))


def _manuscript(reading: _Reading, file: File) -> None:
    text, findings = text_of(file)
    reading.findings += findings
    name = file.name.removeprefix("naskah/").removesuffix(".md")
    reading.naskah[name] = Prosa(file.path, text, 1, markup.parse(text))


def _record(reading: _Reading, place: Position, nodes: Any, model: type[R]) -> R | None:
    if not isinstance(nodes, Table):
        names = ", ".join(f"`{name}`" for name, info in model.model_fields.items() if info.is_required())
        message = "isinya kosong" if nodes is None else "isinya bukan pasangan kunci dan nilai"
        reading.findings.append(error(place, "wrong-type", message, f"kunci yang wajib: {names}"))
        return None
    try:
        return model.model_validate(_with_places(nodes))
    except ValidationError as fault:
        details = fault.errors(include_url=False, include_input=True)
        reading.findings += [_finding(nodes, model, detail) for detail in details]
        return None


class _Placed(dict[str, Any]):
    """A mapping as pydantic takes it, carrying the place that the record will remember."""

    tempat: Tempat


def _with_places(value: Any) -> Any:
    if isinstance(value, Table):
        placed = _Placed((key, _with_places(item)) for key, item in value.items() if item is not None)
        placed.tempat = Tempat(value.places.position, value.places.values, value.places.items)
        return placed
    if isinstance(value, Items):
        return [_with_places(item) for item in value]
    return value


def _finding(nodes: Table, model: type[Rekaman], detail: ErrorDetails) -> Diagnostic:
    path, kind = detail["loc"], detail["type"]
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    place = _locate(nodes, path[:-1] if kind == "missing" else path, key_of_last=kind == "extra_forbidden")
    if kind == "dosir":
        ctx = detail["ctx"]
        return error(place, ctx["code"], ctx["text"], ctx["hint"])
    if kind == "missing":
        empty = "ada tetapi kosong" if key in _node(nodes, path[:-1]) else "belum ada"
        return error(place, "missing-key", f"kunci wajib `{key}` {empty}", f"isi `{key}: …`")
    if kind == "extra_forbidden":
        return _unknown_key(place, key, _known_keys(model, path[:-1]))
    return error(place, "wrong-type", *_wrong_type(kind, key, detail))


def _wrong_type(kind: str, key: str, detail: ErrorDetails) -> tuple[str, str]:
    shown = detail["input"] if isinstance(detail["input"], str) else "…"
    if kind == "literal_error":
        choices = str(detail["ctx"]["expected"]).replace(" or ", ", ").replace("'", "`")
        return f"`{key}: {shown}` bukan pilihan yang dikenal", f"pilih salah satu: {choices}"
    if kind in ("tuple_type", "list_type"):
        return f"`{key}` harus berupa daftar", "awali tiap butir dengan `- `"
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return f"`{key}` harus berupa pasangan kunci dan nilai", "tulis `kunci: nilai` di baris-baris di bawahnya"
    if kind in ("string_type", "string_too_short"):
        return f"`{key}` harus berupa teks satu nilai", f"tulis `{key}: …`"
    return f"nilai `{key}: {shown}` tidak sesuai", "lihat acuan kunci di README"


def _locate(nodes: Any, path: tuple[int | str, ...], key_of_last: bool) -> Position:
    """The position of the node at the end of an error's path, as deep as the path can be followed."""
    place: Position = nodes.places.position
    for step in path:
        if isinstance(nodes, Table) and step in nodes.places.values:
            last = step == path[-1] and key_of_last
            place = (nodes.places.keys if last else nodes.places.values)[str(step)]
        elif isinstance(nodes, Items) and isinstance(step, int) and step < len(nodes):
            place = nodes.positions[step]
        nodes = _step(nodes, step)
    return place


def _node(nodes: Any, path: Iterable[int | str]) -> Any:
    for step in path:
        nodes = _step(nodes, step)
    return nodes if isinstance(nodes, Table) else {}


def _step(nodes: Any, step: int | str) -> Any:
    if isinstance(nodes, Table):
        return nodes.get(str(step))
    if isinstance(nodes, Items) and isinstance(step, int) and step < len(nodes):
        return nodes[step]
    return None


def _known_keys(model: type[Rekaman], path: Iterable[int | str]) -> list[str]:
    for step in path:
        if isinstance(step, str):
            inner = [part for part in _parts(model.model_fields[step].annotation) if issubclass(part, Rekaman)]
            model = inner[0] if inner else model
    return list(model.model_fields)


def _parts(annotation: Any) -> Iterable[type]:
    if isinstance(annotation, type):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _parts(part)


def _unknown_key(place: Position, key: str, known: list[str]) -> Diagnostic:
    return error(place, "unknown-key", f"kunci `{key}` tidak dikenal", nearest(key, known))
