"""Many documents read in a process of their own, each for a limited time: one that never ends holds up nothing."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterable, Iterator
from multiprocessing.pool import Pool
from pathlib import Path

from generator.read.document_text import text_of_attachment
from generator.read.document_text.parts import Part, Reason, Unexaminable

SECONDS = 30.0
"""For one document; a PDF of a thousand pages takes about ten."""
MOST_MEMORY = 2_000_000_000
"""Bytes of address space that the reading process may take."""

Outcome = tuple[Part, ...] | Unexaminable


def examined(paths: Iterable[Path], seconds: float = SECONDS) -> Iterator[tuple[Path, Outcome]]:
    """Each document and its texts, or why they cannot be read."""
    pool: Pool | None = None
    try:
        for path in paths:
            pool = pool or _pool()
            try:
                yield path, pool.apply_async(_outcome, (path,)).get(timeout=seconds)
            except multiprocessing.TimeoutError:
                pool.terminate()
                pool = None
                yield path, Unexaminable(Reason.TOO_SLOW)
    finally:
        if pool:
            pool.terminate()
            pool.join()


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
