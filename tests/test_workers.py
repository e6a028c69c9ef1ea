"""Jobs alone and in processes: the same answers in the same order."""

from __future__ import annotations

import os
import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from dosir import workers

BOTH = pytest.mark.parametrize("processes", [1, 2])


def square(number: int) -> int:
    return number * number


def process_of(_: int) -> int:
    return os.getpid()


def held_up(job: tuple[Path, int]) -> int:
    """Job 0 ends only when job 1 has ended, so that an order of completion would show."""
    bell, number = job
    if number == 1:
        bell.touch()
    for _ in range(6000):  # a minute, so that a serial run fails instead of hanging
        if bell.exists():
            return number
        time.sleep(0.01)
    raise TimeoutError


def answers_at_once_or_never(job: tuple[Path, int]) -> int:
    """Job 0 is done at once; job 1 leaves a note in the end, a minute later."""
    note, number = job
    if number == 1:
        time.sleep(60)
        note.touch()
    return number


def refuse_two(number: int) -> int:
    if number == 2:
        raise ValueError("dua")
    return number


def nothing(_: object) -> None: ...


@BOTH
def test_every_job_has_its_answer(processes: int) -> None:
    assert workers.run(square, [3, 1, 2], processes, nothing) == (9, 1, 4)


def test_answers_keep_the_order_of_the_jobs_when_a_later_job_ends_first(tmp_path: Path) -> None:
    jobs = [(tmp_path / "bell", number) for number in (0, 1)]
    assert workers.run(held_up, jobs, 2, nothing) == (0, 1)


@BOTH
def test_progress_is_told_in_the_parent_once_for_each_job(processes: int) -> None:
    told: list[int] = []
    workers.run(square, [3, 1, 2], processes, told.append)
    assert sorted(told) == [1, 2, 3]


@BOTH
def test_no_jobs_give_no_answers(processes: int) -> None:
    assert workers.run(square, [], processes, nothing) == ()


@BOTH
def test_an_error_in_a_job_is_raised(processes: int) -> None:
    with pytest.raises(ValueError, match="dua"):
        workers.run(refuse_two, [1, 2, 3], processes, nothing)


def test_two_processes_are_processes_of_their_own() -> None:
    assert os.getpid() not in workers.run(process_of, [1, 2], 2, nothing)


def test_one_process_is_this_one() -> None:
    assert workers.run(process_of, [1, 2], 1, nothing) == (os.getpid(),) * 2


def test_a_single_job_starts_no_process() -> None:
    assert workers.run(process_of, [1], 8, nothing) == (os.getpid(),)


def test_an_interruption_does_not_wait_for_the_other_jobs(tmp_path: Path) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        workers.run(answers_at_once_or_never, [(tmp_path / "note", 0), (tmp_path / "note", 1)], 2, interrupt)
    for child in active_children():
        child.join(30)
    assert (active_children(), (tmp_path / "note").exists()) == ([], False)
