"""A task in a process of its own, under limits of the system: whatever data make of it, it ends."""

from __future__ import annotations

import json
import multiprocessing
import resource
import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from multiprocessing.connection import Connection
from pathlib import Path

from generator.model.text.stop import CannotRun
from generator.model.text.wording import as_plain
from generator.publish.settings import Limits

MEGABYTE = 1_000_000
LARGEST_OUTPUT = 4_000
"""Megabytes of the largest file that a build may write."""
WALL = 4
"""How many times the seconds of computing may pass on the clock: it also waits for the disk and for others."""
_GRACE = 5


class End(Enum):
    """How a task ended."""

    DONE = auto()
    REFUSED = auto()
    """It printed why; or ``answer`` is the sentence, as JSON."""
    TOO_LONG = auto()
    TOO_LARGE = auto()
    """Of memory."""
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


def run_limited(task: Task, limits: Limits, trace: Path) -> Ended:
    """Run a task in a child of this process. A fault of the program is noted in ``trace``, without any values."""
    fork = multiprocessing.get_context("fork")
    receiving, sending = fork.Pipe(duplex=False)
    process = fork.Process(target=_child, args=(task, limits, trace, sending))
    process.start()
    sending.close()
    answered = receiving.poll(limits.seconds * WALL)
    ended = _received(receiving) if answered else None
    process.join(_GRACE if answered else 0)
    if process.is_alive():
        process.kill()
        process.join()
    return ended or Ended(End.TOO_LONG if not answered else _why(process.exitcode))


def _received(receiving: Connection) -> Ended | None:
    """The child's answer as two texts; nothing if it died before it could give one."""
    try:
        end, _, answer = receiving.recv_bytes().decode("utf-8").partition("\n")
    except EOFError:
        return None
    return Ended(End[end], answer)


def _why(exit_code: int | None) -> End:
    """A kill from outside is most often the system's, when memory runs out."""
    return {-signal.SIGXCPU: End.TOO_LONG, -signal.SIGKILL: End.TOO_LARGE}.get(exit_code or 0, End.FAILED)


def _child(task: Task, limits: Limits, trace: Path, sending: Connection) -> None:
    _limit(limits)
    try:
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
