"""Work in several processes: what they share is what there was when they were forked, and what they give back.

A process that was forked shares its memory with its parent until it writes to it, and Python writes to whatever it looks at.
So each holds a copy of what it goes through, and there are never more of them than cores: who has work done works as well.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import struct
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

Result = TypeVar("Result")
CAN_FORK = sys.platform == "linux"
"""macOS has it, but not for whoever has used its libraries."""
WORTH_PROCESSES = 50
"""From so many pages on, what several processes save is more than they cost to start."""
_SIZE = struct.Struct("<Q")
_AT_ONCE = 1 << 16


def useful_processes(pages: int) -> int:
    """How many processes to make so many pages with: one for each core that is free to us, or only this one."""
    return len(os.sched_getaffinity(0)) if CAN_FORK and pages >= WORTH_PROCESSES else 1


def run_all(works: Sequence[Callable[[], Result]], processes: int = 1) -> Iterator[Result]:
    """The result of each work, in order. What one raises is raised here, and what has not begun is left.

    This process is one of those that work. What it loads stays, so those that are forked for the next works have it.
    """
    gc.freeze()  # what is there stays: looking through all of it again and again would take longer than the work
    try:
        if processes == 1 or len(works) < 2 or not CAN_FORK:
            yield from (work() for work in works)
        else:
            yield from _run_shared(works, min(processes, len(works)))
    finally:
        gc.unfreeze()


def by_own_process(work: Callable[[], Iterable[Result]]) -> Iterator[Result]:
    """What the work yields, one by one, from a process of its own, with which what it loads and copies of memory goes.

    What it raises is raised here.
    """
    if not CAN_FORK:
        yield from work()
        return
    child = _Child(lambda send: _send_each(work(), send))
    try:
        yield from child.rest()
    finally:
        child.end()


def _send_each(made: Iterable[object], send: Callable[[object], None]) -> None:
    for one in made:
        send(one)


def _run_shared(works: Sequence[Callable[[], Result]], processes: int) -> Iterator[Result]:
    """Each process takes what is next. The others' results are looked for after each work of this one."""
    turns, children = _Turns(len(works)), list[_Child]()
    made: dict[int, Result] = {}
    place = 0

    def arriving() -> Iterator[tuple[int, Result]]:
        for turn in turns:
            yield turn, works[turn]()
            for child in children:
                yield from child.arrived()
        for child in children:
            yield from child.rest()

    try:
        for _ in range(processes - 1):
            children.append(_Child(lambda send: _send_turns(works, turns, send), patient=True))
        for turn, result in arriving():
            made[turn] = result
            while place in made:
                yield made.pop(place)
                place += 1
    finally:
        turns.close()
        for child in children:
            child.end()


def _send_turns(
    works: Sequence[Callable[[], object]], turns: Iterable[int], send: Callable[[object], None]
) -> None:
    _send_each(((turn, works[turn]()) for turn in turns), send)


class _Turns:
    """Numbers that several processes share out: each is given once. The next one is the place at which all stand in a file."""

    def __init__(self, total: int) -> None:
        self._total, self._file = total, os.memfd_create("turns")

    def __iter__(self) -> Iterator[int]:
        while (turn := self._next()) < self._total:
            yield turn

    def _next(self) -> int:
        import fcntl  # there is none on Windows, where nothing is forked

        # Two that step on at the same moment may come to the same place: Linux sees to that only where a file has a name.
        fcntl.lockf(self._file, fcntl.LOCK_EX)
        try:
            return os.lseek(self._file, 1, os.SEEK_CUR) - 1
        finally:
            fcntl.lockf(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        os.close(self._file)


class _Child:
    """A forked process, and what it sends. ``patient``: it goes on while nobody takes what it has sent."""

    def __init__(self, work: Callable[[Callable[[object], None]], None], *, patient: bool = False) -> None:
        self._source, target = os.pipe()
        life, alive = os.pipe()
        self._received, self._is_done = bytearray(), False
        self._number = os.fork()
        if not self._number:
            os.close(self._source)
            os.close(alive)
            _work(work, target, life, patient=patient)
        os.close(target)
        os.close(life)
        self._life = alive

    def arrived(self) -> Iterator[Any]:
        """What has been sent and is there."""
        os.set_blocking(self._source, False)
        try:
            while found := os.read(self._source, _AT_ONCE):
                self._received += found
        except BlockingIOError:
            pass
        yield from self._messages()

    def rest(self) -> Iterator[Any]:
        """All that is still to come, until the end. A process that was ended from outside is a :class:`RuntimeError`."""
        os.set_blocking(self._source, True)
        while True:
            yield from self._messages()
            if self._is_done:
                return
            if not (found := os.read(self._source, _AT_ONCE)):
                raise RuntimeError("A process that made a part of the site was ended.")
            self._received += found

    def _messages(self) -> Iterator[Any]:
        """Those that are whole; what went wrong is raised."""
        start = 0
        try:
            while len(self._received) >= start + _SIZE.size:
                first = start + _SIZE.size
                end = first + _SIZE.unpack_from(self._received, start)[0]
                if len(self._received) < end:
                    return
                sent = pickle.loads(bytes(self._received[first:end]))  # noqa: S301 - of our own child, by a pipe
                start = end
                if sent is None:
                    self._is_done = True
                    return
                item, error = sent
                if error is not None:
                    raise error
                yield item
        finally:
            del self._received[:start]

    def end(self) -> None:
        """It ends now, whatever it is doing."""
        if not self._is_done:
            os.kill(self._number, signal.SIGKILL)
        os.close(self._source)
        os.close(self._life)
        os.waitpid(self._number, 0)


def _work(work: Callable[[Callable[[object], None]], None], target: int, life: int, *, patient: bool) -> None:
    """In the process that was forked: nothing of what it inherited is closed or written out there."""
    status = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption is for whoever waits
        threading.Thread(target=_end_with_parent, args=(life,), daemon=True).start()
        waiting = bytearray()

        def send(message: object) -> None:
            content = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
            waiting.extend(_SIZE.pack(len(content)) + content)
            _write_out(waiting, target)

        os.set_blocking(target, not patient)
        try:
            work(lambda item: send((item, None)))
        except Exception as error:  # of any kind: it is raised again where somebody waits
            send((None, _sendable(error)))
        else:
            send(None)
        os.set_blocking(target, True)
        _write_out(waiting, target)
        status = 0
    finally:
        os._exit(status)


def _sendable(error: Exception) -> Exception:
    """The error with the lines that led to it, which nobody else can see; by its words alone if it cannot be made again there."""
    error.add_note("".join(traceback.format_tb(error.__traceback__)))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - of our own
    except Exception:  # whatever its class makes of the values that it is given
        return RuntimeError("".join(traceback.format_exception(error)))
    return error


def _write_out(waiting: bytearray, target: int) -> None:
    """As much as is taken now."""
    try:
        while waiting:
            del waiting[: os.write(target, waiting[:_AT_ONCE])]
    except BlockingIOError:
        pass


def _end_with_parent(life: int) -> None:
    os.read(life, 1)  # nothing is ever written: it returns when the other end is closed
    os._exit(1)
