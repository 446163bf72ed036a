"""Many documents read in a process of their own, each for a limited time: one that never ends holds up nothing.

What a document gave is kept like every reading (:mod:`generator.read.cache.readings`), so that one that did not change needs
no process: starting it takes longer than checking a small site.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterable, Iterator
from multiprocessing.pool import Pool
from pathlib import Path

from generator.read.cache.readings import Readings
from generator.read.document_text import HEAD, is_container, text_of_attachment
from generator.read.document_text.parts import Part, Reason, Unexaminable

SECONDS = 30.0
"""For one document; a PDF of a thousand pages takes about ten."""
MOST_MEMORY = 2_000_000_000
"""Bytes of address space that the reading process may take."""

_PLAIN_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".csv", ".txt"})

Outcome = tuple[Part, ...] | Unexaminable


def examined(paths: Iterable[Path], seconds: float = SECONDS) -> Iterator[tuple[Path, Outcome]]:
    """Each document and its texts, or why they cannot be read."""
    pool: Pool | None = None
    readings = Readings()
    try:
        for path in paths:
            if _ends_soon(path):
                yield path, _outcome(path)
                continue
            key = _key(readings, path)
            known = readings.recall(key)
            if known is not None:
                yield path, known
                continue
            pool = pool or _pool()
            try:
                outcome: Outcome = pool.apply_async(_outcome, (path,)).get(timeout=seconds)
            except multiprocessing.TimeoutError:
                pool.terminate()
                pool = None
                outcome = Unexaminable(Reason.TOO_SLOW)
            if not isinstance(outcome, Unexaminable):  # that it took too long may be the machine's fault
                readings.keep(key, outcome)
            yield path, outcome
    finally:
        if pool:
            pool.terminate()
            pool.join()


def _key(readings: Readings, path: Path) -> str:
    """The name of its reading, which follows from its bytes and from the kind of file that it is called."""
    if not path.is_file():
        return ""
    return readings.key(path.read_bytes(), path.suffix.lower().encode(), dear=True)


def at_once(paths: Iterable[Path]) -> Iterator[tuple[Path, Outcome]]:
    """The same without limits, in this process: for documents that this program made."""
    yield from ((path, _outcome(path)) for path in paths)


def _ends_soon(path: Path) -> bool:
    """Whether it is a picture or a table of text: what takes no longer than its size lets expect needs no process."""
    if not path.is_file() or path.suffix.lower() not in _PLAIN_SUFFIXES:
        return False
    with path.open("rb") as file:
        return not is_container(file.read(HEAD))


def _pool() -> Pool:
    # Spawned, not forked: MkDocs serves from several threads, and a fork of those may never run.
    return multiprocessing.get_context("spawn").Pool(1, _limit_memory)


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _outcome(path: Path) -> Outcome:
    try:
        return text_of_attachment(path)
    except Unexaminable as reason:
        return reason
    except MemoryError:
        return Unexaminable(Reason.TOO_LARGE)
