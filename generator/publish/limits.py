"""A task in a process of its own, under limits of the system: whatever data make of it, it ends."""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import signal
import traceback
from collections.abc import Callable, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from multiprocessing.connection import Connection
from pathlib import Path

from generator.model.text.stop import CannotRun
from generator.model.text.wording import as_plain
from generator.publish.confinement import (
    Confinement,
    adopt_orphans,
    children,
    confine,
    die_with_parent,
    end_children,
)
from generator.publish.settings import Limits

MEGABYTE = 1_000_000
LARGEST_OUTPUT = 4_000
"""Megabytes of the largest file that a build may write."""
WALL = 4
"""How many times the seconds of computing may pass on the clock: it also waits for the disk and for others."""
_GRACE = 5
LONGEST_ANSWER = 1_000_000
"""Bytes; an answer is a few hundred."""


class End(Enum):
    """How a task ended."""

    DONE = auto()
    REFUSED = auto()
    """It printed why; or ``answer`` is the sentence, as JSON."""
    TOO_LONG = auto()
    TOO_LARGE = auto()
    """Of memory."""
    KILLED = auto()
    """By somebody else; most often by the system, when the machine's memory runs out."""
    FAILED = auto()
    """A fault of the program; ``trace`` has where."""
    NO_ROOM = auto()
    """The disk could not take it; ``answer`` is the system's reason."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How it ended, and what it answered if it is done."""

    end: End
    answer: str = ""


Task = Callable[[], str | None]
"""Returns its answer, or nothing if it refused and has printed why. May stop (:class:`CannotRun`)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a task is confined, and what it may read there beside its own and the generator."""

    confinement: Confinement
    readable: Sequence[Path]
    held: Sequence[int] = ()
    """Open files that the task holds on to: a lock that is not to fall before it ends."""


def run_limited(task: Task, limits: Limits, trace: Path, cell: Cell | None = None) -> Ended:
    """Run a task in a child of this process, confined if there is a ``cell``; nothing that it started outlives it then.

    A fault of the program is noted in ``trace``, without any values.
    """
    fork = multiprocessing.get_context("fork")
    receiving, sending = fork.Pipe(duplex=False)
    before = children()
    if cell:
        adopt_orphans()
    process = fork.Process(target=_child, args=(task, limits, trace, sending, cell))
    process.start()
    sending.close()
    answered = receiving.poll(limits.seconds * WALL)
    ended = _received(receiving) if answered else None
    process.join(_GRACE if answered else 0)
    if process.is_alive():
        process.kill()
        process.join()
    if cell:
        end_children(before)
    return ended or Ended(End.TOO_LONG if not answered else _why(process.exitcode))


def _received(receiving: Connection) -> Ended | None:
    """The child's answer as two texts; nothing if it died before it could give one, or gave something else."""
    try:
        end, _, answer = receiving.recv_bytes(LONGEST_ANSWER).decode("utf-8").partition("\n")
        return Ended(End[end], answer)
    except (EOFError, OSError, ValueError, KeyError):
        return None


def _why(exit_code: int | None) -> End:
    return {-signal.SIGXCPU: End.TOO_LONG, -signal.SIGKILL: End.KILLED}.get(exit_code or 0, End.FAILED)


def _child(task: Task, limits: Limits, trace: Path, sending: Connection, cell: Cell | None) -> None:
    _limit(limits)
    try:
        if cell:
            _close_all_but({0, 1, 2, sending.fileno(), *cell.held})
            confine(cell.confinement, cell.readable)
            die_with_parent()
        answer = task()
        ended = Ended(End.REFUSED) if answer is None else Ended(End.DONE, answer)
    except CannotRun as stop:
        ended = Ended(End.REFUSED, json.dumps(as_plain(stop.phrase)))
    except MemoryError:
        ended = Ended(End.TOO_LARGE)
    except OSError as error:
        ended = Ended(End.NO_ROOM, str(error.strerror))
        _note(error, trace)
    except (
        Exception
    ) as error:  # whatever it was: who waits must hear of the end, and the trace says what happened
        ended = Ended(End.FAILED, type(error).__name__)
        _note(error, trace)
    sending.send_bytes(f"{ended.end.name}\n{ended.answer}".encode())


def _close_all_but(kept: Set[int]) -> None:
    """What else this process inherited are ways to others: their answers, their connections."""
    least = 0
    for handle in (*sorted(kept), os.sysconf("SC_OPEN_MAX")):
        if least < handle:  # an empty range that begins with 0 would close everything
            os.closerange(least, handle)
        least = handle + 1


def _limit(limits: Limits) -> None:
    for kind, most in (
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_AS, limits.memory * MEGABYTE),
        (resource.RLIMIT_FSIZE, LARGEST_OUTPUT * MEGABYTE),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _note(error: Exception, trace: Path) -> None:
    """Where it happened. The message is left out: it may quote what staff typed."""
    lines = traceback.format_tb(error.__traceback__)
    with suppress(OSError):  # on a full disk the answer alone says what happened
        trace.write_text("".join([*lines, type(error).__name__, "\n"]), encoding="utf-8")
