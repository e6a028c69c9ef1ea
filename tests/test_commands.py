"""The commands beside build and check: how far, what for, what it means, begin, approve, help an editor."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from conftest import REPOSITORY, edit
from test_cli import Ran, run

from dosir.publish import Place

SLUG = "kab-kecil"


@pytest.fixture
def kecil(unbuilt: Place) -> Place:
    """The small regencies, with nothing built: these commands build nothing."""
    return unbuilt


def refused(ran: Ran) -> str:
    assert ran.code == 2
    assert "Traceback" not in ran.err
    return " ".join(ran.err.split())


# ---- status


def test_status_counts_every_stage_and_names_each_gap_with_its_place(kecil: Place) -> None:
    ran = run(kecil.root, "status", SLUG)
    assert ran.code == 0
    rows = [line.split() for line in ran.out.splitlines() if line.startswith(("  bimtek", "  final"))]
    assert [row[0] if row[0] == "final" else f"{row[0]} {row[1]}" for row in rows] == [
        "bimtek I",
        "bimtek II",
        "bimtek III",
        "bimtek IV",
        "final",
    ]
    assert all(int(row[-4]) - int(row[-3]) == int(row[-1]) for row in rows)
    gaps = [line for line in ran.out.splitlines() if line.startswith("    content/")]
    assert len(gaps) == sum(int(row[-1]) for row in rows)
    assert all(line.split(": ")[0].count(":") == 2 for line in gaps)


def test_status_of_all_regencies_needs_no_name(kecil: Place) -> None:
    out = run(kecil.root, "status").out
    assert "kab-kecil: " in out
    assert "kab-mungil: " in out


def test_status_as_json_says_the_same(kecil: Place) -> None:
    (told,) = json.loads(run(kecil.root, "status", SLUG, "--format", "json").out)
    assert [stage["tahap"] for stage in told["tahap"]] == ["I", "II", "III", "IV", "final"]
    assert all(stage["dituntut"] - stage["ada"] == len(stage["kurang"]) for stage in told["tahap"])


def test_status_can_be_asked_of_one_stage(kecil: Place) -> None:
    (told,) = json.loads(run(kecil.root, "status", SLUG, "--stage", "2", "--format", "json").out)
    assert [stage["tahap"] for stage in told["tahap"]] == ["II"]


@pytest.mark.parametrize("stage", ["1", "I", "i", "4", "final", "FINAL"])
def test_a_stage_may_be_named_in_any_usual_way(kecil: Place, stage: str) -> None:
    assert run(kecil.root, "status", SLUG, "--stage", stage).code == 0


def test_a_stage_that_is_none_is_misuse(kecil: Place) -> None:
    assert "tahap `5` tidak dikenal" in refused(run(kecil.root, "status", "--stage", "5"))


# ---- check --stage


def test_gaps_of_a_stage_are_errors_when_it_is_asked_for(kecil: Place) -> None:
    assert run(kecil.root, "check", SLUG).code == 0
    ran = run(kecil.root, "check", SLUG, "--stage", "final")
    assert ran.code == 1
    assert "error[stage-gap]" in ran.out


def test_examples_keep_a_document_from_being_final(kecil: Place) -> None:
    out = run(kecil.root, "check", SLUG, "--stage", "final").out
    assert "isi bersumber, bukan contoh" in out


# ---- trace


def test_trace_shows_a_programme_from_the_vision_to_its_money(kecil: Place) -> None:
    ran = run(kecil.root, "trace", "GOV-01", SLUG)
    assert ran.code == 0
    assert "program GOV-01" in ran.out
    for word in ("strategi", "misi", "visi", "indikator", "RPJMD", "Rp "):
        assert word in ran.out


def test_trace_of_an_unknown_code_proposes_the_nearest(kecil: Place) -> None:
    assert "maksudnya `GOV-01`?" in refused(run(kecil.root, "trace", "GOV-O1", SLUG))


# ---- explain


def test_explain_prints_the_manual_of_a_code() -> None:
    ran = run(REPOSITORY, "explain", "sum-mismatch")
    assert ran.code == 0
    assert ran.out.startswith("# sum-mismatch: ")
    assert "## Salah" in ran.out
    assert "## Benar" in ran.out


def test_explain_without_a_code_lists_all() -> None:
    out = run(REPOSITORY, "explain").out
    assert "weekday-mismatch" in out
    assert "ambiguous-money" in out


def test_explain_of_an_unknown_code_proposes_the_nearest() -> None:
    assert "maksudnya `sum-mismatch`?" in refused(run(REPOSITORY, "explain", "sum-missmatch"))


# ---- new


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A project whose content holds only what all regencies share."""
    shutil.copytree(REPOSITORY / "templates", tmp_path / "templates")
    shutil.copytree(REPOSITORY / "content" / "bersama", tmp_path / "content" / "bersama")
    return tmp_path


def test_a_new_regency_begins_sound(empty: Path) -> None:
    assert run(empty, "new", "35.07", "Malang").code == 0
    ran = run(empty, "check", "kab-malang")
    assert ran.code == 0
    assert "error[" not in ran.out


def test_a_new_regency_never_writes_over_another(empty: Path) -> None:
    run(empty, "new", "35.07", "Malang")
    (empty / "content" / "kab-malang" / "opd.yml").write_text("milik saya", "utf-8")
    assert "sudah ada" in refused(run(empty, "new", "35.07", "Malang"))
    assert (empty / "content" / "kab-malang" / "opd.yml").read_text("utf-8") == "milik saya"


@pytest.mark.parametrize(
    ("kode", "nama", "words"),
    [
        ("33.22", "Kota Semarang", "33.74"),
        ("6106", "Ketapang", "61.04"),
        ("99.99", "Baru", "99.99"),
        ("32.15", "../x", "Karawang"),
    ],
)
def test_a_code_and_a_name_that_do_not_agree_are_misuse(empty: Path, kode: str, nama: str, words: str) -> None:
    assert words in refused(run(empty, "new", kode, nama))
    assert [path.name for path in (empty / "content").iterdir()] == ["bersama"]


# ---- approve


def test_a_stage_with_gaps_cannot_be_approved(kecil: Place) -> None:
    ran = run(kecil.root, "approve", SLUG, "--stage", "final", "--by", "Bupati")
    assert ran.code == 1
    assert "Belum dapat disetujui" in ran.err
    assert not (kecil.content / SLUG / "persetujuan").exists()


def test_an_approval_is_filed_and_a_later_change_is_shown(kecil: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dosir.gates.DEMANDS", ())
    monkeypatch.setattr("dosir.gates.fields", lambda plan: ())
    ran = run(kecil.root, "approve", SLUG, "--stage", "4", "--by", "Kepala Diskominfo", "--date", "2026-11-02")
    assert ran.code == 0
    assert "bimtek IV disetujui Kepala Diskominfo, 2026-11-02: tidak berubah" in run(kecil.root, "status", SLUG).out
    edit(kecil, "kab-kecil/program/governance.yml", "nama: ", "nama: Baru ")
    out = run(kecil.root, "status", SLUG).out
    assert "program GOV-01 berubah" in out
    assert "bergantung pada program GOV-01" in out
    assert "changed-since-approval" in run(kecil.root, "check", SLUG).out


def test_an_approval_names_who_gave_it(kecil: Place) -> None:
    assert "--by" in refused(run(kecil.root, "approve", SLUG, "--stage", "1", "--by", " "))
    assert "satu baris" in refused(run(kecil.root, "approve", SLUG, "--stage", "1", "--by", "A\nB"))


# ---- schema


def test_schema_writes_what_is_committed(tmp_path: Path) -> None:
    assert run(tmp_path, "schema").code == 0
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert made == {path: (REPOSITORY / path).read_bytes() for path in made}
