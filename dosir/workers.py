"""Named jobs, one after another or in processes; results come back in the order of the jobs.

Children return data and the parent prints. Processes are spawned, not forked: a fork copies the threads' locks of the
progress bar and of native libraries in whatever state they are.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import active_children, get_context
from typing import TypeVar

PATIENCE = 5  # seconds a child that was told to end may take
Job = TypeVar("Job")
Result = TypeVar("Result")


def run(
    work: Callable[[Job], Result], jobs: Sequence[Job], processes: int, done: Callable[[Job], None]
) -> tuple[Result, ...]:
    """What `work` gives for each job; `done` is called in the parent as each job ends. Errors of a job are raised."""
    if min(processes, len(jobs)) < 2:
        return tuple(_alone(work, job, done) for job in jobs)
    context = get_context("spawn")
    with ProcessPoolExecutor(min(processes, len(jobs)), mp_context=context, initializer=_deaf) as pool:
        waiting = {pool.submit(work, job): at for at, job in enumerate(jobs)}
        try:
            for future in as_completed(waiting):
                future.result()
                done(jobs[waiting[future]])
        except BaseException:
            _stop(pool)
            raise
        return tuple(future.result() for future in waiting)


def _deaf() -> None:
    """Ctrl-C reaches the children too; the parent alone decides what it means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the children at once: waiting for a book nobody wants would look like a hang."""
    pool.shutdown(wait=False, cancel_futures=True)
    children = active_children()
    for child in children:
        child.terminate()
    for child in children:
        child.join(PATIENCE)


def _alone(work: Callable[[Job], Result], job: Job, done: Callable[[Job], None]) -> Result:
    result = work(job)
    done(job)
    return result
