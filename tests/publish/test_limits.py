"""A task that will not end, eats memory, or breaks, in its own process."""

from __future__ import annotations

import errno
import os
import re
import signal
from pathlib import Path

import pytest

from generator.publish.limits import End, Ended, run_limited
from generator.publish.settings import Limits

LITTLE = Limits(seconds=1)


@pytest.fixture
def trace(tmp_path: Path) -> Path:
    return tmp_path / "trace.txt"


def test_an_answer_comes_back(trace: Path) -> None:
    assert run_limited(lambda: "答\n案", LITTLE, trace) == Ended(End.DONE, "答\n案")
    assert not trace.exists()


def test_a_refusal_is_none(trace: Path) -> None:
    assert run_limited(lambda: None, LITTLE, trace).end is End.REFUSED


def test_a_pattern_that_backtracks_is_stopped(trace: Path) -> None:
    """The regular expressions of Python hold the interpreter until they are done: only the system can stop them."""

    def task() -> str:
        return str(re.fullmatch(r"(a+)+b", "a" * 60))

    assert run_limited(task, LITTLE, trace).end is End.TOO_LONG


def test_memory_is_limited(trace: Path) -> None:
    def task() -> str:
        return str(len(bytearray(3_000_000_000)))

    assert run_limited(task, Limits(seconds=20, memory=2_000), trace).end is End.TOO_LARGE


def test_a_child_that_the_system_kills_is_no_answer(trace: Path) -> None:
    def task() -> str:
        os.kill(os.getpid(), signal.SIGKILL)
        return ""

    assert run_limited(task, LITTLE, trace).end is End.KILLED


def test_a_fault_is_noted_without_what_staff_typed(trace: Path) -> None:
    typed = "13800000000"

    def task() -> str:
        raise ValueError(typed)

    assert run_limited(task, LITTLE, trace) == Ended(End.FAILED, "ValueError")
    text = trace.read_text()
    assert "test_limits.py" in text
    assert typed not in text


def test_a_full_disk_is_told_as_the_system_tells_it(trace: Path) -> None:
    def task() -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    assert run_limited(task, LITTLE, trace) == Ended(End.NO_ROOM, "No space left on device")
