"""Parts of a site that are made apart from each other, so that what did not change need not be made again.

A part is a few files and a key. The key is a digest of everything that the files show but the day, so the same key means the
same bytes on each day on which the part would have looked at today in the same way; a part without a key is made every time.
Parts come in batches. A batch is a function, so that another process can run it; batches share what they read and nothing
else, and it does not matter which process runs which.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

File = tuple[str, bytes]
"""An address from the site's root, and the content."""
Result = TypeVar("Result")

NO_KEY = b""
WORTH_PROCESSES = 2000
"""From so many pages on, what several processes save is more than they cost to start."""
_inherited: Sequence[Callable[[], object]] = ()
"""What forked processes run. They inherit it with all it refers to, so that no Disclosure is copied to them."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some files of a site. ``make`` gives the same ones whenever the key is the same, as far as the day lets it."""

    key: bytes
    make: Callable[[], Iterable[File]]


Batch = Callable[[], Iterable[Part]]
"""Parts that one process handles in one go."""


def useful_processes(pages: int) -> int:
    """How many processes to make so many pages with: one for each core that is free to us, or only this one."""
    can_fork = sys.platform == "linux"  # macOS has it, but not for whoever has used its libraries
    return len(os.sched_getaffinity(0)) if can_fork and pages >= WORTH_PROCESSES else 1


def run_all(works: Sequence[Callable[[], Result]], processes: int = 1) -> Iterator[Result]:
    """The result of each work, in order. What one raises is raised here, and what has not begun is left."""
    gc.freeze()  # what is there stays: looking through all of it again and again would take longer than the work
    try:
        if processes == 1 or len(works) < 2:
            yield from (work() for work in works)
        else:
            yield from _run_forked(works, processes)
    finally:
        gc.unfreeze()


def _run_forked(works: Sequence[Callable[[], Result]], processes: int) -> Iterator[Result]:
    """By processes that inherit all that there is. The collector would write into it, and so copy it into each."""
    import multiprocessing  # a small site needs one process, and a build of nothing changed none
    from concurrent.futures import ProcessPoolExecutor

    global _inherited
    _inherited = works
    life = os.pipe()
    fork = multiprocessing.get_context("fork")
    try:
        with ProcessPoolExecutor(processes, fork, initializer=_begin, initargs=life) as pool:
            try:
                yield from pool.map(_run, range(len(works)))
            finally:
                pool.shutdown(wait=True, cancel_futures=True)
    finally:
        for end in life:
            os.close(end)
        _inherited = ()


def _begin(read_end: int, write_end: int) -> None:
    """A process ends with the one that it works for, however that ended; and leaves an interruption to it."""
    os.close(write_end)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, args=(read_end,), daemon=True).start()


def _end_with_parent(read_end: int) -> None:
    os.read(read_end, 1)  # nothing is ever written: it returns when the other end is closed
    os._exit(1)


def _run(number: int) -> Any:
    return _inherited[number]()
