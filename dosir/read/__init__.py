"""Read the text: source files to one plan, with every fault of form found on the way.

A plan is always built, whatever is broken, so that the rules can still look at all the rest. What could not be read is
remembered by name: a reference to it is then no second fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dosir import markup
from dosir.diagnostics import Diagnostic, Position, error, nearest
from dosir.plan import BerkasPilar, BerkasQuickWin, Bersama, Diam, Gambar, Plan, records, values
from dosir.plan.prosa import Prosa
from dosir.plan.records import Rekaman, Tempat
from dosir.read.silences import in_markdown, in_yaml
from dosir.read.typed import record, unknown_key
from dosir.sources import IMAGES, File, Folder, Items, Places, Table, front_matter, text_of, yaml_of

R = TypeVar("R", bound=Rekaman)
Shapes = Mapping[str, type[Rekaman]]

# Registers: file -> {name of the list in the plan: record}. One list may fill a whole file; two are told apart by key.
SHARED: Mapping[str, Shapes] = {
    "dimensi.yml": {"dimensi": records.Dimensi},
    "sumber-dana.yml": {"sumber_dana": records.SumberDana},
    "singkatan.yml": {"singkatan": records.Singkatan},
    "dasar-hukum.yml": {"dasar_hukum": records.DasarHukum},
    "nomenklatur.yml": {"nomenklatur": records.Nomenklatur},
    "sumber.yml": {"sumber": records.Sumber},
}
REGISTERS: Mapping[str, Shapes] = {
    "visi.yml": {"visi": records.Visi, "misi": records.Misi},
    "bimtek.yml": {"bimtek": records.Bimtek, "kesepakatan": records.Kesepakatan},
    "opd.yml": {"opd": records.Opd},
    "kelembagaan.yml": {"kelembagaan": records.Organ},
    "isu.yml": {"isu": records.Isu},
    "kesiapan.yml": {"kesiapan": records.Kesiapan},
    "gap.yml": {"gap": records.Gap},
    "swot.yml": {"swot": records.Swot, "strategi_silang": records.StrategiSilang},
    "peta-jalan.yml": {"peta_jalan": records.PetaJalan},
    "aplikasi.yml": {"aplikasi": records.Aplikasi},
    "dasar-hukum.yml": {"dasar_hukum": records.DasarHukum},
    "lampiran.yml": {"lampiran": records.Lampiran},
    "penandatangan.yml": {"penandatangan": records.Penandatangan},
    "sumber.yml": {"sumber": records.Sumber},
}
PER_PILLAR: Mapping[str, Shapes] = {
    "program/": {"program": records.Program},
    "indikator/": {"indikator": records.Indikator},
}
# What the command line files: a list a file, of which nobody knows the names beforehand.
FILED: Mapping[str, Shapes] = {"catatan/": {"catatan": records.Catatan}}
# Folders whose every file is one record: folder -> (name of the list in the plan, record).
EACH: Mapping[str, tuple[str, type[Rekaman]]] = {
    "evaluasi/": ("evaluasi", records.Evaluasi),
    "persetujuan/": ("persetujuan", records.Persetujuan),
}
INSTRUMENTS = "instrumen/"


# Stands in for an identity that cannot be read, so that the rules still see everything else; never published, because
# what made it necessary is an error.
STAND_IN = {
    "kode_kemendagri": "00.00",
    "kode_bps": "0000",
    "jenis": "kabupaten",
    "nama": "?",
    "provinsi": "?",
    "periode": {"tahun_mulai": "1945", "tahun_akhir": "2100", "contoh": "true"},
    "rpjmd": {"nomor": "?", "judul": "?", "tahun_mulai": "1945", "tahun_akhir": "2100", "contoh": "true"},
    "versi": "?",
    "tanggal": "2000-01-01",
    "penandatangan": "?",
    "contoh": "true",
}


@dataclass
class _Reading:
    """What has been read so far of one folder."""

    lists: dict[str, list[Any]] = field(default_factory=dict)
    naskah: dict[str, Prosa] = field(default_factory=dict)
    pilar: dict[str, tuple[File, records.Pilar | None, Prosa]] = field(default_factory=dict)
    quick_win: list[BerkasQuickWin] = field(default_factory=list)
    instrumen: dict[str, records.Instrumen] = field(default_factory=dict)
    gambar: dict[str, Gambar] = field(default_factory=dict)
    daerah: records.Daerah | None = None
    findings: list[Diagnostic] = field(default_factory=list)
    diam: list[Diam] = field(default_factory=list)
    lost_codes: set[str] = field(default_factory=set)
    lost_lists: set[str] = field(default_factory=set)

    def fixed(self) -> dict[str, Any]:
        return {name: tuple(items) for name, items in self.lists.items()}


def bersama(folder: Folder) -> tuple[Bersama, list[Diagnostic]]:
    """What all regencies share, from `content/bersama`."""
    reading = _Reading(findings=list(folder.findings), lost_lists=_lists_of(folder.unread))
    for file in folder.files:
        if file.name in SHARED:
            _register(reading, file, SHARED[file.name])
        elif file.name.startswith("naskah/") and file.name.endswith(".md"):
            _manuscript(reading, file)
        elif file.name.startswith(INSTRUMENTS) and file.name.endswith(".yml"):
            _instrument(reading, file)
        else:
            reading.findings.append(_unknown_file(file, [*SHARED, "naskah/<nama>.md", "instrumen/<nama>.yml"]))
    if not any(name == "dimensi.yml" for name in (*(file.name for file in folder.files), *folder.unread)):
        place = Position(f"{folder.path}/dimensi.yml")
        hint = "tulis pilar dan sub-dimensinya; contohnya content/bersama/dimensi.yml"
        reading.findings.append(error(place, "missing-file", "daftar dimensi tidak ada", hint))
    made = Bersama(
        **reading.fixed(),
        instrumen=reading.instrumen,
        diam=tuple(reading.diam),
        naskah=reading.naskah,
        kode_hilang=frozenset(reading.lost_codes),
        register_hilang=frozenset(reading.lost_lists),
    )
    return made, reading.findings


def daerah(folder: Folder, shared: Bersama) -> tuple[Plan, list[Diagnostic]]:
    """The plan of one regency, without what could not be read, and all findings."""
    reading = _Reading(findings=list(folder.findings), lost_lists=_lists_of(folder.unread))
    for file in folder.files:
        _file(reading, file)
    if not any(name == "daerah.yml" for name in (*(file.name for file in folder.files), *folder.unread)):
        hint = "buat berkas ini; contohnya ada di README bagian Untuk konsultan"
        reading.findings.append(error(_identity(folder), "missing-file", "identitas daerah tidak ada", hint))
    made = Plan(
        folder.slug,
        shared,
        reading.daerah or _stand_in(folder),
        **reading.fixed(),
        pilar=tuple(_pillars(reading, shared)),
        quick_win=tuple(reading.quick_win),
        naskah=reading.naskah,
        gambar=reading.gambar,
        diam=tuple(reading.diam),
        kode_hilang=frozenset(reading.lost_codes) | shared.kode_hilang,
        register_hilang=frozenset(reading.lost_lists) | shared.register_hilang,
    )
    return made, reading.findings


def _lists_of(names: Iterable[str]) -> set[str]:
    """The registers that stand in the files of these names."""
    lists: set[str] = set()
    for name in names:
        folder = f"{name.rpartition('/')[0]}/"
        lists |= set({**SHARED, **REGISTERS}.get(name, {**PER_PILLAR, **FILED}.get(folder, {})))
        lists |= {"pilar", "strategi", "sasaran"} if folder == "pilar/" else set()
        lists |= {EACH[folder][0]} if folder in EACH else {"instrumen"} if folder == INSTRUMENTS else set()
    return lists


def _identity(folder: Folder) -> Position:
    return Position(f"{folder.path}/daerah.yml")


def _stand_in(folder: Folder) -> records.Daerah:
    made = records.Daerah.model_validate(STAND_IN)
    made._tempat = Tempat(_identity(folder), whole=False)
    return made


def _file(reading: _Reading, file: File) -> None:
    folder, _, rest = file.name.rpartition("/")
    if file.name == "daerah.yml":
        reading.daerah = _one(reading, file, records.Daerah)
    elif file.name in REGISTERS:
        _register(reading, file, REGISTERS[file.name])
    elif f"{folder}/" in PER_PILLAR and rest.endswith(".yml"):
        _register(reading, file, PER_PILLAR[f"{folder}/"])
    elif f"{folder}/" in FILED and rest.endswith(".yml"):
        _register(reading, file, FILED[f"{folder}/"])
    elif f"{folder}/" in EACH and rest.endswith(".yml"):
        _each(reading, file, *EACH[f"{folder}/"])
    elif folder in ("pilar", "quick-win", "naskah") and rest.endswith(".md"):
        {"pilar": _pillar, "quick-win": _quick_win, "naskah": _manuscript}[folder](reading, file)
    elif file.name.lower().endswith(IMAGES):
        reading.gambar[file.name] = Gambar(file.name, file.data)
    else:
        pillars, each = (f"{key}<pilar>.yml" for key in PER_PILLAR), (f"{key}<nama>.yml" for key in (*FILED, *EACH))
        known = ["daerah.yml", *REGISTERS, *pillars, *each]
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
    nodes, findings = yaml_of(file.path, text)
    reading.findings += findings
    reading.diam += in_yaml(file.path, text)
    return _record(reading, file.start, nodes, model) if nodes is not None or not findings else None


def _each(reading: _Reading, file: File, name: str, model: type[Rekaman]) -> None:
    made = _one(reading, file, model)
    if made is None:
        reading.lost_lists.add(name)
    else:
        reading.lists.setdefault(name, []).append(made)


def _instrument(reading: _Reading, file: File) -> None:
    made = _one(reading, file, records.Instrumen)
    if made is None:
        reading.lost_lists.add("instrumen")
    else:
        reading.instrumen[file.name.removeprefix(INSTRUMENTS).removesuffix(".yml")] = made


def _register(reading: _Reading, file: File, shapes: Mapping[str, type[Rekaman]]) -> None:
    text, findings = text_of(file)
    nodes, more = yaml_of(file.path, text) if not findings else (None, [])
    reading.findings += [*findings, *more]
    if not file.name.startswith(tuple(FILED)):  # a reviewer's words are no comment of an author
        reading.diam += in_yaml(file.path, text)
    if nodes is None:
        reading.lost_lists |= set(shapes) if findings or more else set()
        return
    if len(shapes) == 1 and isinstance(nodes, Items):
        nodes = _wrapped(next(iter(shapes)), nodes)
    if not isinstance(nodes, Table):
        form = " dan ".join(f"`{name}:`" for name in shapes) if len(shapes) > 1 else "daftar butir yang diawali `- `"
        reading.findings.append(error(file.start, "wrong-type", "isi berkas bukan daftar", f"tulis {form}"))
        reading.lost_lists |= set(shapes)
        return
    for key in nodes:
        if key not in shapes:
            reading.findings.append(unknown_key(nodes.places.keys[key], key, list(shapes)))
            reading.lost_lists |= set(shapes)
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
        reading.lost_lists.add(name)
        return
    made = [_record(reading, place, item, model) for place, item in zip(items.positions, items, strict=True)]
    sound = [found for found in made if found is not None]
    nameless = any(found is None and not _has_code(item) for found, item in zip(made, items, strict=True))
    if (made and not sound) or nameless:  # what is named elsewhere may be what stands here under no usable name
        reading.lost_lists.add(name)
    reading.lists.setdefault(name, []).extend(sound)


def _pillar(reading: _Reading, file: File) -> None:
    front, prose = _markdown(reading, file, records.Pilar)
    if front is None:
        reading.lost_lists |= {"pilar", "strategi", "sasaran"}
    reading.pilar[file.name.removeprefix("pilar/").removesuffix(".md")] = (file, front, prose)


def _pillars(reading: _Reading, shared: Bersama) -> Iterable[BerkasPilar]:
    known = {dimensi.kode: dimensi for dimensi in shared.dimensi}
    for stem, (file, _, _) in reading.pilar.items():
        if stem not in known:
            reading.lost_lists |= {"pilar", "strategi", "sasaran"}
        if stem not in known and "dimensi" not in shared.register_hilang and stem not in shared.kode_hilang:
            message = f"pilar `{stem}` tidak ada di bersama/dimensi.yml"
            reading.findings.append(error(file.start, "unknown-reference", message, nearest(stem, known)))
    for kode, dimensi in known.items():
        _, front, prose = reading.pilar.get(kode, (None, None, Prosa()))
        if front is not None:
            yield BerkasPilar(dimensi, front, prose)


def _quick_win(reading: _Reading, file: File) -> None:
    sheet, prose = _markdown(reading, file, records.QuickWin)
    if sheet is None:
        reading.lost_lists.add("quick_win")
    else:
        slug = file.name.removeprefix("quick-win/").removesuffix(".md")
        reading.quick_win.append(BerkasQuickWin(slug, sheet, prose))


def _markdown(reading: _Reading, file: File, model: type[R]) -> tuple[R | None, Prosa]:
    text, findings = text_of(file)
    reading.findings += findings
    if findings:
        return None, Prosa()
    nodes, body, line, findings = front_matter(file, text)
    reading.findings += findings
    front = _record(reading, Position(file.path, 2), nodes, model) if not findings or nodes is not None else None
    reading.diam += in_yaml(file.path, "\n".join(text.split("\n")[: line - 1]))
    body, silences = in_markdown(file.path, body, line)
    reading.diam += silences
    return front, Prosa(file.path, body, line, markup.parse(body))


def _manuscript(reading: _Reading, file: File) -> None:
    text, findings = text_of(file)
    reading.findings += findings
    name = file.name.removeprefix("naskah/").removesuffix(".md")
    text, silences = in_markdown(file.path, text)
    reading.diam += silences
    reading.naskah[name] = Prosa(file.path, text, 1, markup.parse(text))


def _record(reading: _Reading, place: Position, nodes: Any, model: type[R]) -> R | None:
    made, findings = record(place, nodes, model)
    reading.findings += findings
    if made is None or not made.whole:
        reading.lost_codes |= set(_codes(nodes))
    return made


def _has_code(nodes: Any) -> bool:
    return any(re.fullmatch(values.CODE, code) for code in _codes(nodes))


def _codes(nodes: Any) -> Iterator[str]:
    """Every code that is written somewhere in these nodes."""
    if isinstance(nodes, Table):
        yield from (value for key in ("kode", "id") if isinstance(value := nodes.get(key), str))
    for below in nodes.values() if isinstance(nodes, Table) else nodes if isinstance(nodes, Items) else ():
        yield from _codes(below)
