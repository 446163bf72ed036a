"""A warm process for each thread that works: what every build needs is loaded once, and each build is a copy of it.

A process of its own, since only one without threads may be copied, and since it can be lost or stopped without harm to
whoever waits for it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import ParamSpec, TypeVar

from generator.publish.confinement import die_with_parent

P = ParamSpec("P")
Answer = TypeVar("Answer")
WarmUp = Callable[[], None]


_to_warm_up: list[WarmUp] = []


class WorkerLost(Exception):
    """The process that worked on it is gone: killed, or out of memory."""


class NoProcess(Exception):
    """A process that may start none of its own."""


class TookTooLong(Exception):
    """It was stopped at its limit of time."""


class _Warm(threading.local):
    """The process of this thread; begun with the first work, and again after it was lost."""

    def __init__(self) -> None:
        self.pool: ProcessPoolExecutor | None = None

    def begun(self, warm_up: WarmUp) -> ProcessPoolExecutor:
        if self.pool is None:
            spawn = multiprocessing.get_context("spawn")
            self.pool = ProcessPoolExecutor(1, mp_context=spawn, initializer=_begin, initargs=(warm_up,))
        return self.pool

    def end(self) -> None:
        if self.pool is not None:
            self.pool.shutdown(wait=False, cancel_futures=True)
        self.pool = None


_warm = _Warm()


def in_warm_process(
    warm_up: WarmUp, seconds: float, act: Callable[P, Answer], *arguments: P.args, **named: P.kwargs
) -> Answer:
    """What ``act`` gives, in this thread's warm process.

    Raises :class:`WorkerLost`, :class:`TookTooLong` after so many seconds, or :class:`NoProcess`.
    """
    if multiprocessing.current_process().daemon:
        raise NoProcess
    pool = _warm.begun(warm_up)
    try:
        process = pool.submit(os.getpid).result()
        try:
            return pool.submit(act, *arguments, **named).result(seconds)
        except TimeoutError:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            _warm.end()
            raise TookTooLong from None
    except BrokenProcessPool:
        _warm.end()
        raise WorkerLost from None


def _begin(warm_up: WarmUp) -> None:
    die_with_parent()  # a worker that is lost leaves nobody behind who works on
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # an interrupt is for whoever waits; the work in hand is ended whole
    _to_warm_up.append(warm_up)


def warm_up_once() -> None:
    """Before the first build of this process, if it is a warm one; a night without news warms nothing up."""
    while _to_warm_up:
        _to_warm_up.pop()()
