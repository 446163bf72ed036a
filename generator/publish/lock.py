"""One at a time: who builds, switches or tidies holds the lock; it falls with the process, however that ends."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.publish.settings import folder


@contextmanager
def lock(repository: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the repository's lock; ``waiting`` is called once if another holds it.

    A build that outlives its parent holds it on: the open file passes to the child.
    """
    with (folder(repository) / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
