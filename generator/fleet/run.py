"""All bodies of a run, over whatever executor there is: submitted, gathered, tried again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass, replace
from typing import Any, Protocol

from generator.fleet.body import AGAIN, Result, State, Work, publish_body
from generator.fleet.warm import NoProcess, TookTooLong, WarmUp, WorkerLost, in_warm_process
from generator.model.text.wording import say

PAUSE = 1.0
"""Seconds before those that failed are tried again."""


class Answered(Protocol):
    """What an executor gives for a call: ``concurrent.futures`` and Dask have futures of their own."""

    def result(self) -> Result: ...


@dataclass(frozen=True, slots=True)
class Workers:
    """An executor, and its own way to wait for whichever ends first."""

    submit: Callable[..., Any]
    as_completed: Callable[[Iterable[Any]], Iterator[Any]]
    are_there: Callable[[], bool] = lambda: True
    """Whether there is anybody left to work: without a scheduler nothing is tried again."""


def workers_of(executor: Executor) -> Workers:
    """Any executor of ``concurrent.futures``."""
    return Workers(executor.submit, as_completed)


def publish_in_warm_process(work: Work, warm_up: WarmUp) -> Result:
    """What executors run: one body in the warm process of whatever thread it comes to."""
    body = work.body
    try:
        return in_warm_process(warm_up, work.plan.seconds, publish_body, work)
    except NoProcess:
        reason = say("This worker may start no process of its own: start it with --no-nanny.")
        return Result(body.id, body.name, State.FAILED, reason=reason)
    except WorkerLost:
        reason = say("The process that worked on it was lost: killed, or out of memory.")
        return Result(body.id, body.name, State.LOST, reason=reason)
    except TookTooLong:
        reason = say("It was stopped after {seconds} seconds.", seconds=work.plan.seconds)
        return Result(body.id, body.name, State.TOO_LONG, reason=reason)


def run_fleet(
    works: Sequence[Work],
    workers: Workers,
    warm_up: WarmUp,
    *,
    retries: int = 2,
    ended: Callable[[Result], None] = lambda _: None,
) -> tuple[Result, ...]:
    """Every body's result, in the order of ``works``; ``ended`` is told of each as it comes.

    A body is tried again, when all others had their turn, if another attempt may end otherwise.
    """
    results: dict[str, Result] = {}
    left = list(works)
    for attempt in range(1, retries + 2):
        again: list[Work] = []
        for work, result in _round(left, workers, warm_up):
            result = replace(result, attempts=attempt)
            if result.state in AGAIN and attempt <= retries and workers.are_there():
                again.append(work)
            else:
                ended(result)
            results[work.body.id] = result
        left = again
        if not left:
            break
        time.sleep(PAUSE)
    return tuple(results[work.body.id] for work in works)


def _round(works: Sequence[Work], workers: Workers, warm_up: WarmUp) -> Iterator[tuple[Work, Result]]:
    """Each body once. Whatever becomes of the workers, each has a result."""
    left = {work.body.id: work for work in works}
    error: Exception = WorkerLost()
    try:
        waiting = {workers.submit(publish_in_warm_process, work, warm_up): work for work in works}
        for future in workers.as_completed(tuple(waiting)):
            work = left.pop(waiting[future].body.id)
            yield work, _result(work, future)
    except Exception as failure:  # of the executor: those that it never answered for are lost
        error = failure
    for work in left.values():
        yield work, _lost(work, error)


def _result(work: Work, future: Answered) -> Result:
    try:
        return future.result()
    except Exception as error:
        return _lost(work, error)


def _lost(work: Work, error: Exception) -> Result:
    reason = say("The worker or the scheduler was lost ({name}).", name=type(error).__name__)
    return Result(work.body.id, work.body.name, State.LOST, reason=reason)
