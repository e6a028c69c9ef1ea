"""What differs between two plans, and from which earlier state a build tells it."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uji import OFFICES, PILLAR, PLACE, PROGRAMMES, PROSE, QUICK_WIN, ROADMAP, changed, planned, text_of

from dosir import read
from dosir.changes import Difference, Value, differences, excerpt
from dosir.publish.past import since
from dosir.sources import from_folder
from dosir.sources.history import NOTHING, history
from dosir.sources.revision import LENGTH

BASE = Path(__file__).parent / "kasus" / "_dasar"
ISSUE = "kab-uji/isu.yml"
WORDS = st.lists(st.sampled_from(["satu", "dua", "tiga", "empat"]), max_size=12).map(" ".join)


def told(texts: dict[str, str | bytes | None]) -> list[Difference]:
    return list(differences(planned({}), planned(texts)))


def said(texts: dict[str, str | bytes | None]) -> list[str]:
    return [difference.explained() for difference in told(texts)]


def test_a_plan_does_not_differ_from_itself() -> None:
    assert told({}) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (
            PROGRAMMES,
            "nilai: 250 juta",
            "nilai: 300 juta",
            "anggaran 2022: contoh · pad · Rp 250.000.000 · indikatif → contoh · pad · Rp 300.000.000 · indikatif",
        ),
        (PROGRAMMES, "opd_pendukung: [bappeda]", "opd_pendukung: []", "opd pendukung: bappeda → –"),
        (PROGRAMMES, "tahun: 2022-2024", "tahun: 2022-2023", "tahun: 2022–2024 → 2022–2023"),
        (
            PROGRAMMES,
            "dalam 24 jam",
            "dalam 12 jam",
            "keluaran: Aduan dijawab dalam 24 jam → Aduan dijawab dalam 12 jam",
        ),
    ],
)
def test_a_field_that_changed_says_what_it_was_and_is(path: str, old: str, new: str, expected: str) -> None:
    (found,) = said(changed(path, (old, new)))
    words = found.replace("\xa0", " ")
    assert words.startswith("Program GOV-01 Kanal aduan terpadu berubah: ")
    assert expected in words


def test_a_value_is_told_without_the_marks_of_its_markdown() -> None:
    (found,) = told(
        changed(PROGRAMMES, ("Aduan dijawab dalam 24 jam", "Aduan *dijawab* di [kanal](https://a.invalid)"))
    )
    assert found.values[0].after == "Aduan dijawab di kanal"


def test_the_identity_of_the_regency_is_called_that() -> None:
    assert [item.name for item in told(changed(PLACE, ("jenis: kabupaten", "tahap: I\njenis: kabupaten")))] == [
        "Identitas daerah"
    ]


def test_a_pillar_is_called_by_its_dimension() -> None:
    (found,) = told(changed(PILLAR, ("data yang sama", "data yang satu")))
    assert found.name == "Pilar Smart Governance"


def test_a_new_and_a_removed_record_are_one_difference_each() -> None:
    shorter = text_of(PROGRAMMES).partition("- kode: GOV-02")[0]
    assert said({PROGRAMMES: shorter}) == ["Program GOV-02 Forum satu data dihapus"]
    back = list(differences(planned({PROGRAMMES: shorter}), planned({})))
    assert [(item.kind, item.name) for item in back] == [("baru", "Program GOV-02 Forum satu data")]


def test_another_code_is_another_record() -> None:
    kinds = {item.kind for item in told(changed(PROGRAMMES, ("- kode: GOV-02", "- kode: GOV-09")))}
    assert kinds == {"baru", "dihapus"}


def test_a_line_more_before_others_is_one_difference() -> None:
    more = "- {program: GOV-01, horizon: pendek, tahun: 2023, tahapan: Melatih petugas, contoh: true}\n"
    assert [item.kind for item in told({ROADMAP: more + text_of(ROADMAP)})] == ["baru"]


def test_an_order_that_changed_is_no_difference_of_records_with_codes() -> None:
    first, _, second = text_of(PROGRAMMES).partition("- kode: GOV-02")
    assert told({PROGRAMMES: f"- kode: GOV-02{second.rstrip()}\n{first}"}) == []


def test_a_text_differs_by_the_paragraph() -> None:
    (found,) = told({PROSE: f"{text_of(PROSE).rstrip()}\n\nParagraf kedua.\n"})
    assert (found.kind, found.name) == ("berubah", "Naskah latar belakang")
    assert found.values == (Value("paragraf 2", "", "Paragraf kedua."),)


def test_a_difference_leads_to_the_plan_that_has_it() -> None:
    plan = planned(changed(QUICK_WIN, ("nama: ", "nama: Si ")))
    (found,) = differences(planned({}), plan)
    assert plan.jangkar.places[found.anchor].path == f"content/{QUICK_WIN}"


def test_every_anchor_of_a_removed_record_is_of_the_older_plan() -> None:
    (found,) = told({PROGRAMMES: text_of(PROGRAMMES).partition("- kode: GOV-02")[0]})
    assert planned({}).jangkar.places[found.anchor].line == 16


@given(WORDS, WORDS)
def test_an_excerpt_keeps_every_word_that_differs(before: str, after: str) -> None:
    old, new = excerpt(before, after)
    assert (old == new) is (before == after)
    assert old.replace("… ", "").replace(" …", "") in before
    assert new.replace("… ", "").replace(" …", "") in after


def test_a_long_excerpt_is_cut_in_its_middle() -> None:
    _, after = excerpt("", " ".join(f"kata{n}" for n in range(500)))
    assert after.startswith("kata0 kata1 ")
    assert after.endswith(" kata498 kata499")
    assert len(after.split()) < 70


# From which state


def git(root: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Uji", "-c", "user.email=uji@contoh.invalid", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *who, *arguments], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.strip()


class Project:
    """A repository with the small regency."""

    def __init__(self, root: Path) -> None:
        self.root = root
        git(root, "init", "-q")
        for file in BASE.rglob("*"):
            if file.is_file():
                self.write(file.relative_to(BASE).as_posix(), file.read_bytes())

    def write(self, name: str, data: bytes) -> None:
        path = self.root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def commit(self, name: str = PLACE, old: str = "", new: str = "", day: str = "2026-03-01") -> str:
        """Change words of a file and commit all; gives the short name of the commit."""
        text = (self.root / "content" / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1).encode())
        git(self.root, "add", ".")
        git(self.root, "commit", "-q", "--allow-empty", "-m", "Isi", f"--date={day}T10:00:00")
        return git(self.root, "rev-parse", "HEAD")[:LENGTH]

    def differences(self) -> tuple[str, date | None, list[str]]:
        shared, folder = (from_folder(self.root / "content", slug, "content") for slug in ("bersama", "kab-uji"))
        commit = git(self.root, "rev-parse", "HEAD")
        told = history(self.root, commit, folder.path, folder.files)
        assert told != NOTHING
        found = since(self.root, told, folder, read.daerah(folder, read.bersama(shared)[0])[0])
        return found.commit, found.day, [item.explained() for item in found.found]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_a_build_tells_what_differs_since_the_oldest_of_the_latest_changes(project: Project) -> None:
    first = project.commit(day="2026-02-03")
    project.commit(OFFICES, "nama: Dinas Komunikasi", "nama: Dinas Digital, Komunikasi")
    project.commit(ISSUE, "Aduan lambat dijawab", "Aduan belum dijawab")
    commit, day, found = project.differences()
    assert (commit, day) == (first, date(2026, 2, 3))
    assert [line.partition(" berubah")[0] for line in found] == [
        "OPD diskominfo Dinas Digital, Komunikasi dan Informatika",
        "Isu Aduan belum dijawab",
    ]


def test_of_the_first_commit_nothing_differs(project: Project) -> None:
    project.commit()
    assert project.differences() == ("", None, [])


def test_a_state_that_cannot_be_read_today_is_passed_over(project: Project) -> None:
    project.commit(PLACE, "jenis: kabupaten", "jenis: kabupaten\nkunci_lama: x")
    whole = project.commit(PLACE, "\nkunci_lama: x", "")
    project.commit(ISSUE, "Aduan lambat dijawab", "Aduan belum dijawab")
    commit, _, found = project.differences()
    assert (commit, len(found)) == (whole, 1)


def test_what_is_not_committed_yet_is_told_too(project: Project) -> None:
    project.commit()
    project.commit(OFFICES, "nama: Dinas Komunikasi", "nama: Dinas Digital, Komunikasi")
    project.write(ISSUE, b"- {isu: Lain sama sekali, asal: RPJMD, dimensi: governance, contoh: true}\n")
    assert len(project.differences()[2]) == 2
