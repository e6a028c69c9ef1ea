"""A name for every record and block, from which its file and line are found again."""

from __future__ import annotations

import re
from itertools import pairwise

from uji import OFFICES, PROGRAMMES, PROSE, planned, text_of

from dosir.plan.anchors import PREFIX
from dosir.plan.records import Rekaman


def test_a_record_is_found_again_by_its_anchor() -> None:
    plan = planned({})
    for record in plan.rekaman():
        if record.at().path:
            assert plan.jangkar.places[plan.jangkar.of(record)] == record.at()


def test_a_paragraph_is_found_again_by_its_anchor() -> None:
    text = text_of(PROSE) + "\nParagraf tambahan.\n"
    plan = planned({PROSE: text})
    (prosa,) = (item for item in plan.prosa if item.path.endswith("latar-belakang.md"))
    last = plan.jangkar.on(prosa)[-1]
    place = plan.jangkar.places[last.anchor]
    assert place.path == f"content/{PROSE}"
    assert text.split("\n")[place.line - 1] == "Paragraf tambahan."


def test_two_things_have_two_anchors() -> None:
    plan = planned({})
    records = {(type(record).__name__, record.at()) for record in plan.rekaman() if record.at().path}
    assert len({plan.jangkar.names[key] for key in records}) == len(records)
    assert all(one != other for one, other in pairwise(sorted(plan.jangkar.names.values())))


def test_an_anchor_is_a_name_that_word_takes_for_a_bookmark() -> None:
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name) for name in planned({}).jangkar.places)


def test_a_comment_above_a_record_renames_nothing() -> None:
    before, after = planned({}).jangkar, planned({PROGRAMMES: "# catatan\n" + text_of(PROGRAMMES)}).jangkar
    assert list(before.places) == list(after.places)
    assert before.places != after.places


def test_a_record_keeps_its_anchor_when_another_is_put_before_it() -> None:
    before = planned({})
    office = "- {id: baru, nama: Dinas Baru, singkatan: Disbaru, contoh: true}\n"
    after = planned({OFFICES: office + text_of(OFFICES)})
    assert [before.jangkar.of(item) for item in before.opd] == [after.jangkar.of(item) for item in after.opd[1:]]


def test_what_was_made_without_a_file_has_no_anchor() -> None:
    assert planned({}).jangkar.of(Rekaman()) == ""
    assert planned({}).jangkar.of("teks") == ""


def test_anchors_do_not_depend_on_where_the_content_lies() -> None:
    assert all(name.startswith(PREFIX) for name in planned({}).jangkar.places)
    assert planned({}).jangkar.home == "content/"
