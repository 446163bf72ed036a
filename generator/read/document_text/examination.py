"""Many documents read in a process of their own, each for a limited time: one that never ends holds up nothing.

What a document gave is kept like every reading (:mod:`generator.read.cache.readings`), so that one that did not change needs
no process: starting it takes longer than checking a small site.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.cache.readings import Readings
from generator.read.document_text import HEAD, is_container, parts_of_attachment, text_of_attachment
from generator.read.document_text.parts import Part, Reason, Unexaminable

SECONDS = 30.0
"""For one document; a PDF of a thousand pages takes about ten."""
START_SECONDS = 60.0
"""For the process itself to start, on a machine that is busy."""
READY, ENDED = "ready", "ended"
MOST_MEMORY = 2_000_000_000
"""Bytes of address space that the reading process may take."""

_PLAIN_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".csv", ".txt"})

Outcome = tuple[Part, ...] | Unexaminable


def examined(paths: Iterable[Path], seconds: float = SECONDS) -> Iterator[tuple[Path, Outcome]]:
    """Each document and its texts, or why they cannot be read."""
    reader: _Reader | None = None
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
            reader = reader or _Reader()
            outcome = reader.read(path, seconds)
            if not reader.is_alive:
                reader = None
            if not isinstance(outcome, Unexaminable):  # that it took too long may be the machine's fault
                readings.keep(key, outcome)
            yield path, outcome
    finally:
        if reader:
            reader.stop()


def _key(readings: Readings, path: Path) -> str:
    """The name of its reading, which follows from its bytes and from the kind of file that it is called."""
    if not path.is_file():
        return ""
    return readings.key(path.read_bytes(), path.suffix.lower().encode(), dear=True)


def at_once(paths: Iterable[Path]) -> Iterator[tuple[Path, Iterable[Part]]]:
    """The same without limits, in this process and text by text: for documents that this program made. Whoever goes through
    the texts of one that cannot be read gets :class:`Unexaminable`.
    """
    yield from ((path, _parts(path)) for path in paths)


def _parts(path: Path) -> Iterator[Part]:
    try:
        yield from parts_of_attachment(path)
    except MemoryError:
        raise Unexaminable(Reason.TOO_LARGE) from None


def _ends_soon(path: Path) -> bool:
    """Whether it is a picture or a table of text: what takes no longer than its size lets expect needs no process."""
    if not path.is_file() or path.suffix.lower() not in _PLAIN_SUFFIXES:
        return False
    with path.open("rb") as file:
        return not is_container(file.read(HEAD))


class _Reader:
    """A process that reads one document after another. Raises :class:`CannotRun` where none can be started: that is no
    document's fault.
    """

    def __init__(self) -> None:
        # Spawned, not forked: MkDocs serves from several threads, and a fork of those may never run.
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_read_on, args=(there,), daemon=True)
        self.is_alive = True
        try:
            self._process.start()
            there.close()
            started = self._answer(START_SECONDS) == READY
        except OSError:
            started = False
        if not started:
            raise CannotRun(
                say("The process that reads attachments does not start, so they cannot be judged. Try again; if it stays so, see "
                    "whether this machine lets programs start others, and has memory left.")
            )  # fmt: skip

    def read(self, path: Path, seconds: float) -> Outcome:
        """What a document gives; a process that takes too long for it, or dies of it, is gone after."""
        self._here.send(path)
        answer = self._answer(seconds)
        if answer is None or isinstance(answer, str):
            self.stop()
            return Unexaminable(Reason.TOO_SLOW if answer is None else Reason.DAMAGED)
        return answer

    def _answer(self, seconds: float) -> Outcome | str | None:
        """What the process sends; nothing if it takes longer, and a word if it has ended."""
        try:
            if not self._here.poll(seconds):
                return None
            answer: Outcome | str = self._here.recv()
        except (EOFError, OSError):
            return ENDED
        return answer

    def stop(self) -> None:
        self._process.terminate()
        self._process.join()
        self._here.close()
        self.is_alive = False


def _read_on(there: Connection) -> None:
    """In the process: one document after another, until nobody asks any more."""
    _limit_memory()
    there.send(READY)
    while True:
        try:
            path = there.recv()
        except EOFError:
            return
        there.send(_outcome(path))


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
