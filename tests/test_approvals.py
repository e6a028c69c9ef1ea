"""Approvals: a stamp holds until the text changes, and then says what changed and what hangs on it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uji import INDICATORS, PILLAR, PLACE, PROGRAMMES, PROSE, QUICK_WIN, changed, planned

from dosir import check
from dosir.gates import approvals

Texts = dict[str, str | bytes | None]
STAMP = "kab-uji/persetujuan/i.yml"
DAY = date(2026, 11, 2)


def stamped(texts: Texts | None = None) -> str:
    return approvals.stamp(planned(texts or {}), "final", "Kepala Dinas: Komunikasi dan Informatika", DAY)


def since(texts: Texts, stamp: str | None = None) -> list[str]:
    """What has changed since an approval of the small regency, when these texts are written instead."""
    plan = planned({**texts, STAMP: stamp or stamped()})
    (approval,) = plan.persetujuan
    return [f"{change.name} {change.kind}" for change in approvals.changes(plan, approval)]


def test_nothing_has_changed_in_what_was_just_approved() -> None:
    assert since({}) == []


def test_a_stamp_is_read_as_it_was_written() -> None:
    (approval,) = planned({STAMP: stamped()}).persetujuan
    assert (approval.tahap, approval.oleh, approval.tanggal) == (
        "final",
        "Kepala Dinas: Komunikasi dan Informatika",
        DAY,
    )
    assert approvals.sealed(approval)


@pytest.mark.parametrize(
    ("path", "old", "new", "part"),
    [
        (PROGRAMMES, "250 juta", "251 juta", "program GOV-01"),
        (PROSE, "menyusun dokumen", "membuat dokumen", "naskah latar-belakang"),
        (PILLAR, "Pilar ini memuat", "Pilar ini berisi", "pilar governance"),
        (QUICK_WIN, "progres: 80", "progres: 90", "quick-win kanal"),
        (PLACE, "ibu_kota: Ujian", "ibu_kota: Kota Ujian", "daerah"),
        ("kab-uji/kesiapan.yml", "Enam pranata", "Tujuh pranata", "kesiapan"),
    ],
)
def test_a_changed_part_is_named(path: str, old: str, new: str, part: str) -> None:
    assert f"{part} berubah" in since(changed(path, (old, new)))


def test_what_hangs_on_a_changed_part_is_named_too() -> None:
    told = since(changed(INDICATORS, ("nilai: 75}", "nilai: 76}")))
    assert told[0] == "indikator IND-GOV-01 berubah"
    assert "program GOV-01 bergantung" in told
    assert "quick-win kanal bergantung" in told
    assert not [line for line in told if line.startswith("misi")]


def test_a_new_and_a_removed_part_are_changes() -> None:
    issue = changed("kab-uji/gap.yml", ("GAP-GOV-1", "GAP-GOV-7"))
    told = since({**issue, **changed(PILLAR, ("GAP-GOV-1", "GAP-GOV-7"))})
    assert {"gap GAP-GOV-7 baru", "gap GAP-GOV-1 dihapus"} <= set(told)


@pytest.mark.parametrize(
    ("old", "new"),
    [('versi: "0.1"', 'versi: "0.2"'), ("2026-11-01", "2026-12-01"), ("status: draf", "status: final")],
)
def test_version_date_and_status_may_change_without_a_new_approval(old: str, new: str) -> None:
    assert since(changed(PLACE, (old, new))) == []


def test_a_silence_changes_nothing_that_was_approved() -> None:
    assert since(changed(PROSE, ("{{ nama", "<!-- diam: weekday-mismatch sumbernya begitu -->\n\n{{ nama"))) == []


def test_spaces_and_comments_in_a_register_change_nothing() -> None:
    assert since(changed(PROGRAMMES, ("- kode: GOV-02", "# catatan\n\n- kode:   GOV-02"))) == []


def test_every_change_is_a_warning_at_its_place() -> None:
    texts = {**changed(PROSE, ("menyusun", "membuat")), STAMP: stamped()}
    (finding,) = check.check(planned(texts)).findings
    assert (finding.code, finding.position.path) == ("changed-since-approval", f"content/{PROSE}")


@pytest.mark.parametrize("old", ["oleh: ", "2026-11-02", 'versi: "0.1"', "tahap: "])
def test_a_stamp_that_was_edited_is_an_error(old: str) -> None:
    edits = {
        "oleh: ": 'oleh: "X" # ',
        "2026-11-02": "2026-11-03",
        'versi: "0.1"': 'versi: "9"',
        "tahap: ": "tahap: IV # ",
    }
    texts: Texts = {STAMP: stamped().replace(old, edits[old], 1)}
    assert [finding.code for finding in check.check(planned(texts)).findings] == ["broken-stamp"]


def test_a_digest_that_was_edited_is_an_error() -> None:
    digest = approvals.parts(planned({}), "final")["program GOV-01"].digest
    texts: Texts = {STAMP: stamped().replace(digest, "0" * 16)}
    assert [finding.code for finding in check.check(planned(texts)).findings] == ["broken-stamp"]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Co", "Cn"]), min_size=1))
@settings(database=None, derandomize=True, max_examples=60)
def test_whoever_approves_is_written_and_read_back(name: str) -> None:
    """White space around a text is nobody's name."""
    text = approvals.stamp(planned({}), "final", name, DAY)
    if name.strip():
        (approval,) = planned({STAMP: text}).persetujuan
        assert approval.oleh == name.strip()


# ---- a stage is about what it asks for


def early(texts: Texts) -> list[str]:
    """What has changed since bimtek II was approved, when these texts are written instead."""
    stamp = approvals.stamp(planned({}), "II", "Kepala Bappeda", DAY)
    plan = planned({**texts, STAMP: stamp})
    return [f"{change.name} {change.kind}" for change in approvals.changes(plan, plan.persetujuan[0])]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (INDICATORS, "nilai: 75}", "nilai: 76}"),
        (PROGRAMMES, "  keluaran: Daftar data prioritas\n", "  keluaran: Forum yang rutin\n"),
        (PROGRAMMES, "250 juta", "251 juta"),
        (QUICK_WIN, "contoh: true\n---", "daya_tarik: Mudah\ncontoh: true\n---"),
        ("kab-uji/peta-jalan.yml", "Membuka kanal", "Menyiapkan kanal"),
    ],
)
def test_the_work_of_a_later_stage_leaves_an_earlier_approval_as_it_was(path: str, old: str, new: str) -> None:
    assert early(changed(path, (old, new))) == []


def test_what_a_stage_approved_may_not_change_after_it() -> None:
    assert "program GOV-01 berubah" in early(changed(PROGRAMMES, ("Kanal aduan terpadu", "Kanal aduan")))


def test_a_crossing_hangs_on_the_lines_that_it_crosses() -> None:
    assert "strategi_silang bergantung" in since(changed("kab-uji/swot.yml", ("Pegawai muda,", "Pegawai cakap,")))
