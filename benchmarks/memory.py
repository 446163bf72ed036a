"""How much memory a process and all that it started hold together, looked at now and then."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SAMPLE = 0.25
"""Seconds between two looks."""


def held_by(process: int) -> int:
    """Bytes of a process and of all that it started; what they share is counted once."""
    return sum(map(_share, _family(process)))


@contextmanager
def watched() -> Iterator[list[int]]:
    """Grows a list of what this process and those it starts hold, until the end of the block."""
    looks, over = [held_by(os.getpid())], threading.Event()

    def look() -> None:
        while not over.wait(SAMPLE):
            looks.append(held_by(os.getpid()))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    yield looks
    over.set()
    thread.join()


def _family(process: int) -> Iterator[int]:
    yield process
    with suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from _family(int(child))


def _share(process: int) -> int:
    """What the process holds, shared memory in parts, so that a sum counts nothing twice."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
