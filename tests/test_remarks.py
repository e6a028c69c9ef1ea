"""Reviewers' remarks: what a browser saved is checked as a stranger's file, filed as text, and read like any register.

The browser's own side is in test_remarks_browser.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cli import run, tree
from uji import BASE, planned, text_of

from dosir import gates, read, remarks
from dosir.diagnostics import Severity
from dosir.gates import approvals
from dosir.plan import Plan
from dosir.plan.remarks import remarks as directed
from dosir.plan.remarks import terbuka
from dosir.publish import Place
from dosir.remarks import arriving
from dosir.sources import File, Folder

SMALL = planned({})
PROGRAMME = SMALL.jangkar.of(SMALL.program[0])
REMARK: Mapping[str, Any] = {
    "id": "c-00000000000000aa",
    "halaman": "program",
    "bagian": "semua-program",
    "rekaman": PROGRAMME,
    "sebelum": "",
    "kutipan": "",
    "sesudah": "",
    "isi": "Apakah kanal ini juga melayani kecamatan?",
    "jenis": "pertanyaan",
    "sebagai": "Bappeda",
    "tanggal": "2026-11-20",
    "versi": "0.1",
    "commit": "1df6be6436",
}
HEAD: Mapping[str, Any] = {
    "format": "dosir-catatan",
    "versi_format": 1,
    "daerah": "kab-uji",
    "versi": "0.1",
    "commit": "1df6be6436",
}


def sent(*changes: Mapping[str, Any], **head: Any) -> bytes:
    """A file as a browser saves it, one remark for each of these changes to `REMARK`."""
    items = [{**REMARK, "id": f"c-{number}", **change} for number, change in enumerate(changes or ({},))]
    return json.dumps({**HEAD, "catatan": items, **head}, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")


def faults(data: bytes) -> list[str]:
    """What is wrong with a file, as (line) message; nothing when it is taken."""
    made, found = arriving.received("a.json", data, ["kab-uji", "kab-lain"])
    assert (made is None) is bool(found)
    assert {(fault.severity, fault.code) for fault in found} <= {(Severity.error, "broken-remarks")}
    return [f"({fault.position.line}) {fault.message}" for fault in found]


def filed(data: bytes, plan: Plan = SMALL) -> remarks.Filed:
    made, found = arriving.received("a.json", data, ["kab-uji"])
    assert made and not found
    return remarks.filed(made, plan, BASE["kab-uji"].files)


def reread(text: str) -> Plan:
    return planned({"kab-uji/catatan/2026-11-20-a.yml": text})


# ---- what comes in


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(b"", "(1) bukan JSON yang utuh", id="nothing"),
        pytest.param(sent()[:-40], "(20) bukan JSON yang utuh", id="cut off"),
        pytest.param(b"\xff\xfe{}", "bukan teks UTF-8", id="other encoding"),
        pytest.param(b"[]", "bukan satu objek", id="a list"),
        pytest.param(b'{"a":' * 60_000, "bersarang terlalu dalam", id="depth"),
        pytest.param(b'{"a": ' + b"9" * 9000 + b"}", "bilangan yang tidak wajar", id="a huge number"),
        pytest.param(b'{"a": NaN}', "memuat `NaN`", id="no number"),
        pytest.param(b'{"format": 1, "format": 2}', "ditulis dua kali", id="key told twice"),
        pytest.param(b" " * (arriving.LARGEST + 1), "lebih besar dari 512 KiB", id="size"),
        pytest.param(sent(format="lain"), "`format` bukan `dosir-catatan`", id="other format"),
        pytest.param(sent(versi_format=2), "`versi_format: 2` tidak dikenal", id="later version"),
        pytest.param(sent(versi_format=True), "`versi_format: true` tidak dikenal", id="version is no number"),
        pytest.param(sent(daerah="kab-x"), "daerah `kab-x` tidak ada", id="unknown regency"),
        pytest.param(sent(daerah="../kab-uji"), "daerah `../kab-uji` tidak ada", id="path for a regency"),
        pytest.param(sent(daerah=["kab-uji"]), "tidak ada di folder isi", id="list for a regency"),
        pytest.param(sent(catatan={}), "`catatan` bukan daftar", id="no list"),
        pytest.param(sent(catatan=[]), "memuat 0 catatan", id="empty list"),
        pytest.param(sent(catatan=[REMARK] * 1001), "memuat 1001 catatan", id="too many"),
        pytest.param(sent(asing=1), "kunci `asing` tidak dikenal", id="unknown key above"),
        pytest.param(sent(catatan=["a"]), "catatan bukan objek", id="a text for a remark"),
        pytest.param(sent({"asing\x1b[2J": 1}), "(8) kunci `asing[2J` tidak dikenal", id="unknown key, steering"),
        pytest.param(sent({"isi": ""}), "`isi` kosong atau tidak ada", id="no words"),
        pytest.param(sent({"isi": " \u2028\x00\n"}), "`isi` kosong", id="unseen words"),
        pytest.param(sent({"isi": 5}), "`isi` bukan teks", id="a number for words"),
        pytest.param(sent({"isi": "a" * 5001}), "`isi` lebih panjang dari 5000", id="too many words"),
        pytest.param(sent({"jenis": "marah"}), "`jenis: marah` tidak berbentuk", id="unknown kind"),
        pytest.param(sent({"tanggal": "2026-02-30"}), "`tanggal: 2026-02-30`", id="no day"),
        pytest.param(sent({"tanggal": "20 November"}), "`tanggal` lebih panjang", id="day in words"),
        pytest.param(sent({"id": "../../etc"}), "`id: ../../etc`", id="path for an id"),
        pytest.param(sent({"id": "a/b"}), "`id: a/b`", id="folder in an id"),
        pytest.param(sent({"halaman": "../../a"}), "`halaman: ../../a`", id="path for a page"),
        pytest.param(sent({"halaman": "/etc/passwd"}), "`halaman: /etc/passwd`", id="root for a page"),
        pytest.param(sent({"rekaman": "dsr_1"}), "`rekaman: dsr_1`", id="anchor of another form"),
        pytest.param(sent({"commit": "--exec=sh"}), "`commit: --exec=sh`", id="option for a commit"),
        pytest.param(sent({"id": "c-1"}, {"id": "c-1"}), "(23) id `c-1` dipakai dua catatan", id="id told twice"),
    ],
)
def test_a_file_with_a_fault_is_refused_and_says_why(data: bytes, told: str) -> None:
    assert any(told in fault for fault in faults(data)), faults(data)


def test_all_faults_of_a_file_come_out_at_once_with_the_lines_of_their_remarks() -> None:
    found = faults(sent({"isi": ""}, {}, {"jenis": "x", "tanggal": "y"}, daerah="kab-x"))
    assert [line.split(")")[0] for line in found] == ["(1", "(8", "(38", "(38"]


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda below: st.lists(below, max_size=4)))
@settings(database=None, derandomize=True, max_examples=60)
def test_nothing_in_place_of_a_value_makes_a_traceback(value: Any) -> None:
    for key in arriving.FORMS:
        faults(sent({key: value}))
    for key in (*HEAD, "catatan"):
        faults(sent(**{key: value}))


@given(st.binary(max_size=300) | st.text(alphabet='{}[]",:ab1 \\\n').map(str.encode))
@settings(database=None, derandomize=True, max_examples=200)
def test_no_bytes_make_a_traceback(data: bytes) -> None:
    assert faults(data)


# ---- what is filed


WORDS = st.text(st.characters(codec="utf-8") | st.sampled_from(" \n\t#:-'\"\\|>&*!%@`{}[]?,~…\u2028\ufeff\x85\x1b"))
LONG = st.lists(
    WORDS | st.sampled_from(["kata", " ", "\n", "\n\n", "  ", "# diam: open-remark", "---", "a: b"]), max_size=40
)


@given(LONG.map("".join), WORDS, WORDS)
@settings(database=None, derandomize=True, max_examples=250)
def test_any_words_come_back_from_the_file_as_they_were_sent(isi: str, kutipan: str, sebagai: str) -> None:
    told = {"isi": isi, "kutipan": kutipan, "sebagai": sebagai}
    clean = {key: arriving.clean(value, key == "isi") for key, value in told.items()}
    if clean["isi"] and all(len(text) <= arriving.FORMS[key].most for key, text in clean.items()):
        (remark,) = reread(filed(sent(told)).text).catatan
        assert (remark.isi, remark.kutipan, remark.dari) == (clean["isi"], clean["kutipan"], clean["sebagai"])
        assert remark.terbuka


def test_what_an_editor_shows_is_kept_and_only_the_rest_is_dropped() -> None:
    assert arriving.clean(" a\u2028b\r\nc\td\x07 “é” 😀\ufeff\ud800\n", lines=True) == "a\nb\nc\td “é” 😀?"
    assert arriving.clean("a \n\t b") == "a b"


def test_the_file_can_be_read_and_reviewed() -> None:
    words = "Kalimat pertama.\n\n" + "Kalimat kedua yang panjang dan berlanjut terus. " * 4
    made = filed(sent({"isi": words, "kutipan": "kanal: satu"}))
    assert made.name.startswith("catatan/2026-11-20-") and made.name.endswith(".yml")
    lines = made.text.split("\n")
    assert max(map(len, lines)) <= 110
    assert lines[3:12] == [
        "- id: c-0",
        "  tanggal: 2026-11-20",
        "  dari: Bappeda",
        "  jenis: pertanyaan",
        "  halaman: program",
        "  bagian: semua-program",
        f"  rekaman: {PROGRAMME}",
        "  tempat: kab-uji/program/governance.yml:1",
        '  versi: "0.1, naskah 1df6be6436"',
    ]
    assert lines[12:18] == ['  kutipan: "kanal: satu"', "  isi: >-", "    Kalimat pertama.", "", "", lines[17]]
    assert lines[-2:] == ["  jawaban:", ""]


def test_the_same_file_again_adds_nothing_and_a_changed_remark_is_told() -> None:
    data = sent({}, {"isi": "Kedua"})
    first = filed(data)
    assert (len(first.new), first.known) == (2, 0)
    plan = reread(first.text)
    again = filed(data, plan)
    assert (again.new, again.known, again.text, again.findings) == ((), 2, "", ())
    changed = filed(sent({}, {"isi": "Lain"}, {"isi": "Ketiga"}), plan)
    assert [remark.isi for remark, _ in changed.new] == ["Ketiga"]
    assert [(found.code, found.position.line) for found in changed.findings] == [("changed-remark", 23)]


def test_a_name_that_is_taken_is_never_written_over() -> None:
    first = filed(sent())
    made, _ = arriving.received("a.json", sent(), ["kab-uji"])
    assert made
    emptied = File(f"content/kab-uji/{first.name}", first.name, b"[]\n")
    again = remarks.filed(made, SMALL, [*BASE["kab-uji"].files, emptied])
    assert again.name == first.name.replace(".yml", "-2.yml")


PARAGRAPH = "Warga melapor lewat banyak *kanal* yang\ntidak saling tersambung. Warga melapor lewat banyak hal.\n"


@pytest.mark.parametrize(
    ("change", "place", "codes"),
    [
        pytest.param({}, "program/governance.yml:1", [], id="by its anchor"),
        pytest.param({"rekaman": ""}, None, [], id="a page"),
        pytest.param(
            {"rekaman": "", "kutipan": "kanal yang tidak saling"}, "naskah/latar-belakang.md:1", [], id="by its words"
        ),
        pytest.param({"rekaman": "", "kutipan": "Warga melapor lewat"}, None, [], id="words that stand twice"),
        pytest.param(
            {"rekaman": "", "kutipan": "Warga melapor lewat", "sesudah": "banyak hal"},
            "naskah/latar-belakang.md:2",
            [],
            id="by what stands around them",
        ),
        pytest.param(
            {"kutipan": "kanal yang tidak saling"}, "program/governance.yml:1", [], id="words of another file"
        ),
        pytest.param({"rekaman": "dsr_" + "0" * 16}, None, ["stray-remark"], id="anchor that is gone"),
        pytest.param(
            {"rekaman": "dsr_" + "0" * 16, "kutipan": "kanal yang tidak saling"},
            "naskah/latar-belakang.md:1",
            ["stray-remark"],
            id="anchor that is gone, words that are not",
        ),
    ],
)
def test_a_remark_is_led_to_its_line(change: Mapping[str, str], place: str | None, codes: list[str]) -> None:
    files = [file for file in BASE["kab-uji"].files if not file.name.startswith("naskah/")]
    prose = File("content/kab-uji/naskah/latar-belakang.md", "naskah/latar-belakang.md", PARAGRAPH.encode())
    made, _ = arriving.received("a.json", sent(change), ["kab-uji"])
    assert made
    result = remarks.filed(made, SMALL, [*files, prose])
    ((_, found),) = result.new
    assert (f"{found.path}:{found.line}" if found else None) == (f"content/kab-uji/{place}" if place else None)
    assert [finding.code for finding in result.findings] == codes


# ---- what is read


def test_a_remark_follows_its_record_and_falls_back_to_the_line_of_its_day() -> None:
    moved = "# satu baris lagi\n" + text_of("kab-uji/program/governance.yml")
    texts = {"kab-uji/catatan/a.yml": filed(sent({}, {"rekaman": "", "kutipan": ""})).text}
    there, page = directed(planned({**texts, "kab-uji/program/governance.yml": moved}))
    assert there.tetap and there.tempat and there.tempat.line == 2
    assert page.tempat is None
    gone = planned({**texts, "kab-uji/program/governance.yml": moved.replace("GOV-01", "GOV-09")})
    noted = directed(gone)[0]
    assert not noted.tetap and noted.tempat and str(noted.tempat) == "content/kab-uji/program/governance.yml:1:1"


def test_an_answered_remark_is_open_no_more() -> None:
    text = filed(sent()).text
    assert len(terbuka(reread(text))) == 1
    assert terbuka(reread(text.replace("jawaban:\n", "jawaban: Ya, lihat keluaran.\n"))) == ()


def test_remarks_change_nothing_that_is_approved_and_are_demanded_only_in_the_end() -> None:
    with_remark = reread(filed(sent()).text)
    assert approvals.parts(with_remark, "final") == approvals.parts(SMALL, "final")
    before, after = gates.stages(SMALL), gates.stages(with_remark)
    more = [(stage.tahap, gap.what) for stage in after for gap in stage.gaps]
    for stage in before:
        for gap in stage.gaps:
            more.remove((stage.tahap, gap.what))
    assert more == [("final", "jawaban atas catatan `c-0`")]


def test_a_register_of_remarks_that_cannot_be_read_is_remembered_as_lost() -> None:
    broken = File("content/kab-uji/catatan/a.yml", "catatan/a.yml", b"- [\n")
    shared, _ = read.bersama(BASE["bersama"])
    plan, found = read.daerah(Folder("kab-uji", "content/kab-uji", (*BASE["kab-uji"].files, broken)), shared)
    assert [str(fault.position.path) for fault in found] == ["content/kab-uji/catatan/a.yml"]
    assert "catatan" in plan.register_hilang


# ---- the command


def saved(folder: Path, name: str, *changes: Mapping[str, Any], **head: Any) -> str:
    path = folder / name
    path.write_bytes(sent(*changes, **{"daerah": "kab-kecil", **head}))
    return str(path)


def test_a_file_is_filed_once_and_a_second_file_adds_what_is_new(unbuilt: Place, tmp_path: Path) -> None:
    one = saved(tmp_path, "1.json", {"rekaman": ""})
    two = saved(tmp_path, "2.json", {"rekaman": ""}, {"rekaman": "", "isi": "Kedua"})
    ran = run(unbuilt.root, "remarks", one, two)
    assert (ran.code, ran.err) == (0, "")
    assert "1.json: 1 catatan baru, 0 sudah ada" in ran.out
    assert "2.json: 1 catatan baru, 1 sudah ada" in ran.out
    assert "dibuat dari naskah `1df6be6436`" in ran.out
    before = tree(unbuilt.content)
    assert len([name for name in before if "/catatan/" in name]) == 2
    again = run(unbuilt.root, "remarks", two, one)
    assert "2.json: 0 catatan baru, 2 sudah ada" in again.out
    assert tree(unbuilt.content) == before
    checked = run(unbuilt.root, "check", "kab-kecil")
    assert (checked.code, checked.out.count("[open-remark]")) == (0, 2)


def test_one_bad_file_among_good_ones_keeps_all_from_being_written(unbuilt: Place, tmp_path: Path) -> None:
    before = tree(unbuilt.content)
    good, bad = saved(tmp_path, "1.json"), saved(tmp_path, "2.json", {"isi": ""}, daerah="kab-x")
    ran = run(unbuilt.root, "remarks", good, bad)
    assert ran.code == 1
    assert "2.json:1:1: error[broken-remarks] daerah `kab-x` tidak ada" in ran.err
    assert "Tidak ada yang ditulis: 2 kesalahan" in ran.err
    assert tree(unbuilt.content) == before


def test_nothing_is_filed_beside_remarks_that_cannot_be_read(unbuilt: Place, tmp_path: Path) -> None:
    """What cannot be read there may be what comes in now."""
    (unbuilt.content / "kab-kecil" / "catatan").mkdir()
    (unbuilt.content / "kab-kecil" / "catatan" / "a.yml").write_text("- {id: c-0, isi: [}\n", "utf-8")
    ran = run(unbuilt.root, "remarks", saved(tmp_path, "1.json"))
    assert ran.code == 1
    assert "catatan/a.yml:1" in ran.err and "broken-yaml" in ran.err


def test_nothing_is_written_through_a_link(unbuilt: Place, tmp_path: Path) -> None:
    (tmp_path / "lain").mkdir()
    (unbuilt.content / "kab-kecil" / "catatan").symlink_to(tmp_path / "lain", target_is_directory=True)
    ran = run(unbuilt.root, "remarks", saved(tmp_path, "1.json"))
    assert ran.code == 1 and "tautan simbolik" in ran.err
    assert list((tmp_path / "lain").iterdir()) == []


def test_a_file_that_is_not_there_is_misuse(unbuilt: Place) -> None:
    assert run(unbuilt.root, "remarks", "tidak-ada.json").code == 2
    assert run(unbuilt.root, "remarks").code == 2
