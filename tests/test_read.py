"""Reading is tried on the small regency in `kasus/_dasar`, with one file changed where a test needs that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dosir import check, read
from dosir.diagnostics import Diagnostic, Position, error
from dosir.plan import Bersama, Gambar, Plan, records
from dosir.read.typed import record
from dosir.sources import File, Folder, Table, from_folder, yaml_of

BASE = {
    slug: from_folder(Path(__file__).parent / "kasus" / "_dasar", slug, "content") for slug in ("bersama", "kab-uji")
}
TEXTS = {
    f"{slug}/{file.name}": file.data.decode()
    for slug, folder in BASE.items()
    for file in folder.files
    if not file.name.endswith(".png")
}
QUICK = settings(database=None, derandomize=True, max_examples=150)


def folder(slug: str, texts: Mapping[str, str | bytes | None], found: Iterable[Diagnostic] = ()) -> Folder:
    """A folder of the small content with these texts in it; None takes a file away."""
    named = {file.name: file for file in BASE[slug].files}
    for path, text in texts.items():
        of, _, name = path.partition("/")
        if of == slug and text is None:
            del named[name]
        elif of == slug and text is not None:
            data = text if isinstance(text, bytes) else text.encode()
            named[name] = File(f"content/{path}", name, data)
    return Folder(slug, f"content/{slug}", tuple(named[name] for name in sorted(named)), tuple(found))


def planned(texts: Mapping[str, str | bytes | None] | None = None) -> tuple[Plan, list[Diagnostic]]:
    shared, first = read.bersama(folder("bersama", texts or {}))
    plan, second = read.daerah(folder("kab-uji", texts or {}), shared)
    return plan, [*first, *second]


def everything(texts: Mapping[str, str | bytes | None]) -> list[Diagnostic]:
    """Findings of reading and of the rules."""
    plan, findings = planned(texts)
    return [*findings, *check.check(plan).findings]


def told(findings: Iterable[Diagnostic]) -> list[str]:
    return [f"{found.position} {found.code}" for found in findings]


def nodes(text: str) -> Table:
    made, findings = yaml_of("a.yml", text)
    assert isinstance(made, Table) and not findings
    return made


PLAN, FINDINGS = planned()


# ---- what is read


def test_the_small_content_reads_without_a_finding() -> None:
    assert FINDINGS == []


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("visi", ["rpjmd"]),
        ("misi", ["M1"]),
        ("bimtek", ["I"]),
        ("opd", ["diskominfo", "bappeda"]),
        ("isu", ["Aduan lambat dijawab"]),
        ("kesiapan", ["SDM"]),
        ("gap", ["GAP-GOV-1"]),
        ("swot", ["S1", "O1"]),
        ("strategi_silang", ["SO"]),
        ("program", ["GOV-01", "GOV-02"]),
        ("indikator", ["IND-GOV-01"]),
        ("peta_jalan", ["GOV-01", "GOV-02"]),
        ("sumber", ["profil"]),
    ],
)
def test_a_register_is_a_list_of_the_plan_in_the_order_it_is_written(name: str, codes: list[str]) -> None:
    keys = ("id", "kode", "tahap", "isu", "aspek", "jenis", "program")
    firsts = [next(getattr(item, key) for key in keys if hasattr(item, key)) for item in getattr(PLAN, name)]
    assert firsts[0] in (*codes, "rpjmd", "outcome")
    assert len(firsts) == len(codes)
    assert [code for code in codes if any(code in item.model_dump().values() for item in getattr(PLAN, name))] == codes


def test_what_is_shared_is_read_once_for_all() -> None:
    assert [item.kode for item in PLAN.bersama.dimensi] == ["governance"]
    assert [item.id for item in PLAN.bersama.sumber_dana] == ["pad", "apbn"]
    assert [item.id for item in PLAN.bersama.sumber] == ["evaluasi"]
    assert [*PLAN.bersama.naskah] == ["metodologi"]


def test_values_are_typed_by_their_declaration() -> None:
    programme, indicator = PLAN.program[0], PLAN.indikator[0]
    assert programme.tahun == (2022, 2023, 2024)
    assert [part.nilai for part in programme.anggaran] == [250_000_000, 1_250_000_000]
    assert indicator.baseline is not None
    assert indicator.baseline.nilai == Decimal("73.82")
    assert (PLAN.daerah.kode_kemendagri, PLAN.daerah.versi, PLAN.daerah.contoh) == ("99.10", "0.1", True)


def test_one_word_stands_for_a_list_of_one() -> None:
    plan, _ = planned({"kab-uji/opd.yml": "- {id: a, nama: A, singkatan: A, alias: Dinas A, sumber: profil}\n"})
    assert (plan.opd[0].alias, plan.opd[0].sumber) == (("Dinas A",), ("profil",))


def test_blanks_around_a_text_are_taken_off() -> None:
    plan, _ = planned({"kab-uji/opd.yml": "- {id: a, nama: '  Dinas A ', singkatan: A, contoh: true}\n"})
    assert plan.opd[0].nama == "Dinas A"


def test_a_key_left_empty_is_as_good_as_not_written() -> None:
    text = "- {id: a, nama: A, singkatan: A, tugas: , alias: ~, contoh: true}\n"
    plan, findings = planned({"kab-uji/opd.yml": text})
    assert told(findings) == []
    assert (plan.opd[0].tugas, plan.opd[0].alias) == ("", ())


def test_a_record_knows_the_lines_it_came_from() -> None:
    programme = PLAN.program[1]
    path = "content/kab-uji/program/governance.yml"
    assert programme.at() == Position(path, 16, 3)
    assert programme.at("opd") == Position(path, 20, 8)
    assert programme.at("tahun", 1) == Position(path, 25, 17)
    assert programme.anggaran[0].at("nilai") == Position(path, 27, 46)


def test_the_place_of_a_key_that_is_not_written_is_that_of_its_record() -> None:
    assert PLAN.program[1].at("lokasi") == PLAN.program[1].at()


def test_a_record_in_a_head_knows_the_line_of_the_file() -> None:
    assert PLAN.pilar[0].rekaman.strategi[0].at("gap", 0) == Position("content/kab-uji/pilar/governance.md", 9, 94)


def test_prose_knows_where_it_begins_in_its_file() -> None:
    prose = PLAN.pilar[0].prosa
    assert (prose.path, prose.baris) == ("content/kab-uji/pilar/governance.md", 12)
    assert prose.at(prose.nodes[0]) == Position("content/kab-uji/pilar/governance.md", 12)
    assert prose.at(prose.nodes[-1]) == Position("content/kab-uji/pilar/governance.md", 16)


def test_a_pillar_joins_its_dimension_by_the_name_of_its_file() -> None:
    (pillar,) = PLAN.pilar
    assert (pillar.dimensi.nama, pillar.rekaman.koordinator) == ("Smart Governance", "diskominfo")


def test_pillars_stand_in_the_order_of_the_dimensions() -> None:
    more = "- {kode: alpha, nama: Smart Alpha, arti: A, sumber: evaluasi, sub_dimensi: []}\n"
    pillar = "---\nringkasan: R\nkoordinator: bappeda\ncontoh: true\n---\n"
    texts = {"bersama/dimensi.yml": TEXTS["bersama/dimensi.yml"] + more, "kab-uji/pilar/alpha.md": pillar}
    assert [item.dimensi.kode for item in planned(texts)[0].pilar] == ["governance", "alpha"]


def test_a_quick_win_is_called_after_its_file() -> None:
    assert [item.slug for item in PLAN.quick_win] == ["kanal"]


def test_images_are_kept_by_their_path_below_the_folder() -> None:
    assert PLAN.gambar == {"gambar/logo.png": Gambar("gambar/logo.png", BASE["kab-uji"].files[2].data)}


def test_programmes_of_all_files_make_one_list() -> None:
    text = "- {kode: A-1, nama: A, sub_dimensi: layanan-publik, opd: bappeda, keluaran: K, tahun: 2022, contoh: true}\n"
    plan, _ = planned({"kab-uji/program/alpha.yml": text})
    assert [item.kode for item in plan.program] == ["A-1", "GOV-01", "GOV-02"]


def test_a_register_may_also_be_written_below_its_key() -> None:
    indented = "".join(f"  {line}\n" for line in TEXTS["kab-uji/opd.yml"].splitlines())
    plan, findings = planned({"kab-uji/opd.yml": f"opd:\n{indented}"})
    assert (len(plan.opd), findings) == (2, [])


@pytest.mark.parametrize("text", ["", "# belum ada\n", "[]\n", "opd: []\n", "opd:\n"])
def test_a_register_may_still_be_empty(text: str) -> None:
    plan, findings = planned({"kab-uji/opd.yml": text})
    assert (plan.opd, findings) == ((), [])


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    texts = {path: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode() for path, text in TEXTS.items()}
    plan, findings = planned(texts)
    assert (plan, findings) == (PLAN, [])
    assert plan.program[1].at("opd") == PLAN.program[1].at("opd")


# ---- what is missing


def test_a_regency_without_an_identity_is_still_read() -> None:
    plan, findings = planned({"kab-uji/daerah.yml": None})
    assert told(findings) == ["content/kab-uji/daerah.yml:1:1 missing-file"]
    assert len(plan.program) == 2


def test_a_content_without_dimensions_says_so() -> None:
    _, findings = read.bersama(folder("bersama", {"bersama/dimensi.yml": None}))
    assert told(findings) == ["content/bersama/dimensi.yml:1:1 missing-file"]


def test_an_empty_regency_is_a_plan_with_nothing_in_it() -> None:
    plan, findings = read.daerah(Folder("kab-uji", "content/kab-uji", ()), Bersama())
    assert told(findings) == ["content/kab-uji/daerah.yml:1:1 missing-file"]
    assert (plan.program, plan.pilar, plan.gambar) == ((), (), {})


def test_findings_of_the_folder_are_passed_on() -> None:
    fault = error(Position("content/kab-uji/opd.yml"), "refused-file", "tautan simbolik tidak dibaca")
    assert read.daerah(folder("kab-uji", {}, [fault]), PLAN.bersama)[1] == [fault]


def test_findings_of_the_shared_folder_are_passed_on() -> None:
    fault = error(Position("content/bersama/sumber.yml"), "refused-file", "tautan simbolik tidak dibaca")
    assert read.bersama(folder("bersama", {}, [fault]))[1] == [fault]


# ---- what is saved from a faulty record


def test_a_record_keeps_what_is_right_in_it() -> None:
    text = TEXTS["kab-uji/program/governance.yml"].replace("nilai: 250 juta", "nilai: banyak")
    plan, findings = planned({"kab-uji/program/governance.yml": text})
    assert [found.code for found in findings] == ["wrong-type"]
    assert [part.tahun for part in plan.program[0].anggaran] == [2023]
    assert plan.program[0].nama == "Kanal aduan terpadu"


def test_a_record_that_lost_something_says_so() -> None:
    text = TEXTS["kab-uji/program/governance.yml"].replace("nilai: 250 juta", "nilai: banyak")
    plan, _ = planned({"kab-uji/program/governance.yml": text})
    assert [programme.whole for programme in plan.program] == [False, True]


def test_a_record_that_cannot_stand_is_left_out_and_its_code_remembered() -> None:
    text = TEXTS["kab-uji/program/governance.yml"].replace("  opd: bappeda\n", "")
    plan, _ = planned({"kab-uji/program/governance.yml": text})
    assert [item.kode for item in plan.program] == ["GOV-01"]
    assert plan.kode_hilang == {"GOV-02"}


def test_a_register_that_cannot_be_read_is_remembered() -> None:
    plan, _ = planned({"kab-uji/visi.yml": "visi: [\n"})
    assert plan.register_hilang == {"visi", "misi"}


def test_an_identity_that_cannot_stand_leaves_the_rest_of_the_plan() -> None:
    plan, findings = planned({"kab-uji/daerah.yml": TEXTS["kab-uji/daerah.yml"].replace("nama: Uji\n", "")})
    assert told(findings) == ["content/kab-uji/daerah.yml:1:1 missing-key"]
    assert len(plan.program) == 2


def test_all_faults_of_a_record_come_out_together() -> None:
    text = "id: a b\nnama: [x]\nsingkatan: A\nugas: x\nalias: {a: b}\ncontoh: iya\n"
    made, findings = record(Position("a.yml"), nodes(text), records.Opd)
    assert made is None
    assert sorted(told(findings)) == [
        "a.yml:1:5 wrong-type",
        "a.yml:2:7 wrong-type",
        "a.yml:4:1 unknown-key",
        "a.yml:5:8 wrong-type",
        "a.yml:6:9 wrong-type",
    ]


def test_faults_at_every_depth_come_out_together() -> None:
    text = (
        "ringkasan: R\nkoordinator: a\ntujuan: [[x]]\nsasaran:\n  - {kode: S, teks: T, indikator: [a, {b: c}]}\n"
        "  - {kod: S, teks: T}\nstrategi:\n  - x\n  - {kode: '?', sub_dimensi: s, rumusan: r, gap: [], misi: {a: b}}\n"
    )
    _, findings = record(Position("a.yml"), nodes(text), records.Pilar)
    assert sorted(told(findings)) == [
        "a.yml:3:10 wrong-type",
        "a.yml:5:39 wrong-type",
        "a.yml:6:5 missing-key",
        "a.yml:6:6 unknown-key",
        "a.yml:8:5 wrong-type",
        "a.yml:9:12 wrong-type",
        "a.yml:9:60 wrong-type",
    ]


@pytest.mark.parametrize("made", [None, [], "teks"], ids=["nothing", "a list", "a word"])
def test_what_is_no_table_names_the_keys_that_are_needed(made: Any) -> None:
    _, (finding,) = record(Position("a.yml", 3, 3), made, records.Opd)
    assert (str(finding.position), finding.code) == ("a.yml:3:3", "wrong-type")
    assert "`id`, `nama`, `singkatan`" in finding.hint


MODELS = [model for model in vars(records).values() if isinstance(model, type) and issubclass(model, records.Rekaman)]
YAML_VALUES = st.recursive(
    st.sampled_from(["~", "x", "2022", "1.250", "ya", "'1,5'", "250 juta", "2022-01-01", "GOV-01", '"{{ a }}"', "[]"]),
    lambda below: (
        st.lists(below, max_size=3).map(lambda parts: f"[{', '.join(parts)}]")
        | st.dictionaries(st.sampled_from(["a", "tahun", "nilai", "kode", "0"]), below, max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"
        )
    ),
    max_leaves=5,
)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@given(data=st.data())
@settings(QUICK, max_examples=25)
def test_whatever_a_record_holds_is_a_record_or_a_finding(model: type[records.Rekaman], data: st.DataObject) -> None:
    values = data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(model.model_fields, YAML_VALUES)))
    table = nodes("\n".join(("{", *(f"  {key}: {value}," for key, value in values.items()), "}")))
    made, findings = record(table.places.position, table, model)
    assert made is not None or findings


# ---- no second fault for the same cause


def broken(text: str) -> str:
    """The same file with an open bracket at its end: YAML can make nothing of it."""
    return f"{text}\n- [\n"


@pytest.mark.parametrize("path", sorted(path for path in TEXTS if path.endswith(".yml")))
def test_a_broken_register_is_the_only_file_with_a_fault(path: str) -> None:
    findings = everything({path: broken(TEXTS[path])})
    assert {found.position.path for found in findings} == {f"content/{path}"}


@pytest.mark.parametrize("path", sorted(path for path in TEXTS if path.endswith(".md") and "naskah" not in path))
def test_a_broken_head_is_the_only_fault(path: str) -> None:
    findings = everything({path: TEXTS[path].removeprefix("---\n")})
    assert told(findings) == [f"content/{path}:1:1 broken-front-matter"]


@pytest.mark.parametrize("path", sorted(path for path in TEXTS if path.endswith(".yml")))
def test_a_file_that_is_refused_is_the_only_fault(path: str) -> None:
    slug = path.partition("/")[0]
    fault = error(Position(f"content/{path}"), "refused-file", "tautan simbolik tidak dibaca")
    found = {of: [fault] if of == slug else [] for of in BASE}
    shared, first = read.bersama(folder("bersama", {path: None}, found["bersama"]))
    plan, second = read.daerah(folder("kab-uji", {path: None}, found["kab-uji"]), shared)
    assert told([*first, *second, *check.check(plan).findings]) == told([fault])


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("bersama/dimensi.yml", "  arti: Tata kelola pemerintahan\n"),
        ("bersama/dimensi.yml", ", nama_en: Public Service"),
        ("bersama/sumber.yml", "  penerbit: Kementerian Komunikasi dan Informatika\n"),
        ("bersama/sumber-dana.yml", "nama: Pendapatan Asli Daerah, "),
        ("kab-uji/sumber.yml", "  penerbit: Badan Pusat Statistik Kabupaten Uji\n"),
        ("kab-uji/opd.yml", "  nama: Dinas Komunikasi dan Informatika\n"),
        ("kab-uji/visi.yml", "    teks: Uji yang maju\n"),
        ("kab-uji/visi.yml", "    teks: Menata pelayanan\n"),
        ("kab-uji/gap.yml", "  kesenjangan: Belum ada kanal\n"),
        ("kab-uji/swot.yml", ", butir: Pegawai muda"),
        ("kab-uji/program/governance.yml", "  opd: diskominfo\n"),
        ("kab-uji/indikator/governance.yml", "  satuan: persen\n"),
        ("kab-uji/pilar/governance.md", "koordinator: diskominfo\n"),
        ("kab-uji/pilar/governance.md", "rumusan: Membuka kanal, "),
    ],
)
def test_a_record_that_lacks_a_key_is_the_only_fault(path: str, key: str) -> None:
    assert key in TEXTS[path]
    findings = everything({path: TEXTS[path].replace(key, "", 1)})
    assert [(found.position.path, found.code) for found in findings] == [(f"content/{path}", "missing-key")]


def test_a_list_of_strategies_of_the_wrong_kind_is_the_only_fault() -> None:
    text = TEXTS["kab-uji/pilar/governance.md"].replace("strategi:\n  - {", "strategi: {")
    assert told(everything({"kab-uji/pilar/governance.md": text})) == [
        "content/kab-uji/pilar/governance.md:8:11 wrong-type"
    ]


REFERENCES = {
    "bersama/dimensi.yml": "{{ jumlah_program governance }} {{ anggaran governance }} {{ daftar_program governance }}",
    "kab-uji/opd.yml": "{{ opd diskominfo }} {{ anggaran bappeda }}",
    "kab-uji/program/governance.yml": "{{ program GOV-01 }} {{ anggaran GOV-02 }}",
    "kab-uji/indikator/governance.yml": "{{ indikator IND-GOV-01 }} {{ baseline IND-GOV-01 }}",
    "kab-uji/visi.yml": "{{ visi rpjmd }}",
    "kab-uji/sumber.yml": "\n\n::: tabel Judul | sumber=profil\n| a |\n| --- |\n| b |\n:::\n",
}


@pytest.mark.parametrize("path", sorted(REFERENCES))
def test_prose_that_refers_to_a_broken_register_is_no_fault(path: str) -> None:
    prose = "kab-uji/naskah/latar-belakang.md"
    findings = everything({path: broken(TEXTS[path]), prose: REFERENCES[path]})
    assert [str(found) for found in findings if found.position.path == f"content/{prose}"] == []


def test_the_prose_that_refers_to_registers_is_sound_when_they_are() -> None:
    assert everything({"kab-uji/naskah/latar-belakang.md": " ".join(REFERENCES.values())}) == []


# ---- files that are not known


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("kab-uji/opdd.yml", "opd.yml"),
        ("kab-uji/peta_jalan.yml", "peta-jalan.yml"),
        ("kab-uji/OPD.YML", None),
        ("kab-uji/program/a/b.yml", None),
        ("kab-uji/program/governance.md", None),
        ("kab-uji/pilar/governance.yml", None),
        ("kab-uji/README.md", None),
        ("bersama/sumber_dana.yml", "sumber-dana.yml"),
        ("bersama/naskah/metodologi.yml", None),
        ("bersama/gambar/alur.png", None),
    ],
)
def test_a_file_that_has_no_place_is_a_fault(path: str, nearest: str | None) -> None:
    _, findings = planned({path: ""})
    assert told(findings) == [f"content/{path}:1:1 unknown-file"]
    assert nearest is None or findings[0].hint == f"maksudnya `{nearest}`?"


# ---- no traceback


@given(st.sampled_from(sorted(TEXTS)), st.text(st.characters(codec="utf-8"), max_size=60))
@QUICK
def test_any_text_in_any_file_gives_a_plan(path: str, text: str) -> None:
    plan, _ = planned({path: text})
    assert plan.slug == "kab-uji"


@given(st.dictionaries(st.sampled_from(sorted(TEXTS)), st.none() | st.just(b"\xff")))
@QUICK
def test_any_set_of_broken_and_missing_files_gives_a_plan(texts: dict[str, str | bytes | None]) -> None:
    broken_files = {f"content/{path}" for path, text in texts.items() if text is not None}
    assert {found.position.path for found in everything(texts) if found.code == "not-utf8"} == broken_files
