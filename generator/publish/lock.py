"""One at a time: who builds, switches or tidies holds the lock; it falls with the process, however that ends."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.publish.settings import folder

PAUSE = 0.2
"""Seconds between two looks at a lock that is not waited for without end."""


_held: set[int] = set()


def locks_held() -> frozenset[int]:
    """The open files of the locks that this process holds: a child that keeps them keeps the locks."""
    return frozenset(_held)


class Busy(CannotRun):
    """Another process works on the repository, and did for as long as was waited for it."""


@contextmanager
def lock(repository: Path, waiting: Callable[[], None], patience: float | None = None) -> Iterator[None]:
    """Hold the repository's lock; ``waiting`` is called once if another holds it. Raises :class:`Busy` after so many seconds
    of ``patience``, if there is a limit to it.

    A build that outlives its parent holds it on: the open file passes to the child.
    """
    with (folder(repository) / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            _wait(file, patience)
        _held.add(file.fileno())
        try:
            yield
        finally:
            _held.discard(file.fileno())


def _wait(file: IO[str], patience: float | None) -> None:
    if patience is None:
        fcntl.flock(file, fcntl.LOCK_EX)
        return
    end = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= end:
                raise Busy(say("Another process works on this repository.")) from None
            time.sleep(PAUSE)
