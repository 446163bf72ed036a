"""Works on one process or several: the same results, in order; the first failure ends the run, and nobody works on after it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from each import each

from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.website.processes import WORTH_PROCESSES, by_own_process, run_all, useful_processes

FORK = multiprocessing.get_context("fork")
SECONDS = 60
"""That one waits for another at most, before the test has failed."""


def squares(number: int) -> tuple[int, int]:
    return number, number * number


@each("processes", [1, 2, 5])
def test_results_come_in_the_order_of_the_works(processes: int) -> None:
    works = [partial(squares, number) for number in range(40)]
    assert list(run_all(works, processes)) == [(number, number * number) for number in range(40)]


def test_each_work_is_done_once(tmp_path: Path) -> None:
    """Done twice it would write its files twice, and a file that is there already is a failure."""
    done = os.open(tmp_path / "done", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    works = [partial(os.write, done, number.to_bytes(4, "big")) for number in range(20_000)]
    assert list(run_all(works, 4)) == [4] * len(works)
    os.close(done)
    content = (tmp_path / "done").read_bytes()
    assert sorted(content[place : place + 4] for place in range(0, len(content), 4)) == [
        number.to_bytes(4, "big") for number in range(20_000)
    ]


def test_processes_work_at_the_same_time_this_one_among_them_and_works_need_not_be_picklable() -> None:
    kept, together = object(), FORK.Barrier(2)

    def work() -> tuple[int, int]:
        together.wait(SECONDS)
        return os.getpid(), id(kept)

    results = set(run_all([work, lambda: work()], 2))
    assert os.getpid() in {process for process, _ in results}
    assert len(results) == 2
    assert {inherited for _, inherited in results} == {id(kept)}


def refuse() -> int:
    raise CannotRun(say("There is no template site_templates/{name}, which a schema names.", name="x"))


@each("processes", [1, 2])
def test_what_one_raises_is_raised_here(processes: int) -> None:
    with pytest.raises(CannotRun) as stop:
        list(run_all([int, refuse, int], processes))
    assert (
        stop.value.phrase.render(str, "en") == "There is no template site_templates/x, which a schema names."
    )


def test_where_another_process_failed_is_told() -> None:
    here, together = os.getpid(), FORK.Barrier(2)

    def deep_below() -> None:
        raise ValueError("there")

    def work() -> None:
        together.wait(SECONDS)
        if os.getpid() != here:
            deep_below()

    with pytest.raises(ValueError, match="there") as stop:
        list(run_all([work, lambda: work()], 2))
    assert "in deep_below" in "".join(stop.value.__notes__)


@each("fails", ["this process", "the other"])
def test_whichever_fails_nobody_works_on(fails: str) -> None:
    here, together = os.getpid(), FORK.Barrier(2)
    reading, writing = os.pipe()

    def work() -> None:
        if os.getpid() != here:
            os.write(writing, os.getpid().to_bytes(4, "big"))
        together.wait(SECONDS)
        if (os.getpid() == here) == (fails == "this process"):
            raise ValueError("here")
        if os.getpid() != here:
            time.sleep(SECONDS)

    with pytest.raises(ValueError, match="here"):
        list(run_all([work, lambda: work(), *[lambda: time.sleep(0.01)] * 20], 2))
    assert is_gone(int.from_bytes(os.read(reading, 4), "big"))
    os.close(reading)
    os.close(writing)


def test_a_process_that_was_killed_is_no_result() -> None:
    here, together = os.getpid(), FORK.Barrier(2)

    def work() -> None:
        together.wait(SECONDS)
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(RuntimeError, match="was ended"):
        list(run_all([work, lambda: work()], 2))


def test_a_process_goes_on_while_nobody_takes_what_it_made() -> None:
    """Else it would wait for this one, which is busy with a long work. A pipe takes 64 KB."""
    here, together, done = os.getpid(), FORK.Barrier(2), FORK.Event()
    large = b"0" * 200_000

    def begin() -> bytes:
        together.wait(SECONDS)
        if os.getpid() == here and not done.wait(SECONDS):
            raise TimeoutError
        return large

    def last() -> bytes:
        done.set()
        return large

    works: list[Callable[[], bytes]] = [begin, lambda: begin(), *[lambda: large] * 10, last]
    assert list(run_all(works, 2)) == [large] * 13


def test_none_outlives_the_one_that_it_works_for(tmp_path: Path) -> None:
    def work() -> None:
        (tmp_path / f"{os.getpid()}.new").write_text("")
        (tmp_path / f"{os.getpid()}.new").rename(tmp_path / f"{os.getpid()}.pid")
        time.sleep(SECONDS)

    parent = os.fork()
    if not parent:
        try:
            list(run_all([work, lambda: work()], 2))
        finally:
            os._exit(1)
    working = list[int]()
    while len(working) < 2:
        time.sleep(0.01)
        working = [int(path.stem) for path in tmp_path.glob("*.pid")]
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    (other,) = {*working} - {parent}
    end = time.monotonic() + SECONDS
    while not is_gone(other) and time.monotonic() < end:
        time.sleep(0.01)
    assert is_gone(other)


def is_gone(process: int) -> bool:
    """Whether it runs no more, waited for or not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


@each("processes", [1, 2])
def test_nothing_to_do_is_nothing_done(processes: int) -> None:
    assert list(run_all([], processes)) == []


def test_a_small_site_is_made_by_one_process() -> None:
    assert useful_processes(WORTH_PROCESSES - 1) == 1
    assert useful_processes(WORTH_PROCESSES) == os.cpu_count()


def test_what_is_made_apart_comes_one_by_one_from_another_process() -> None:
    made = list(by_own_process(lambda: ((number, os.getpid()) for number in range(3))))
    assert [number for number, _ in made] == [0, 1, 2]
    assert os.getpid() not in {process for _, process in made}


def test_what_goes_wrong_apart_is_raised_here_and_a_killed_process_is_noticed() -> None:
    def wrong() -> Iterator[int]:
        yield 1
        raise ValueError("here")

    taken = by_own_process(wrong)
    assert next(taken) == 1
    with pytest.raises(ValueError, match="here"):
        next(taken)
    with pytest.raises(RuntimeError):
        list(by_own_process(lambda: (os.kill(os.getpid(), signal.SIGKILL) for _ in range(1))))


class Whole(Exception):
    """Cannot be made again of its text alone."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__(f"{file}:{line}")


@pytest.mark.parametrize("error", [Whole("a.yaml", 7), ValueError("a.yaml:7", lambda: None)])
def test_an_error_that_cannot_be_sent_is_told_in_its_own_words(error: Exception) -> None:
    def wrong() -> Iterator[int]:
        yield 1
        raise error

    with pytest.raises(RuntimeError, match=r"(Whole|ValueError).*a\.yaml:7"):
        list(by_own_process(wrong))


def test_who_takes_no_more_is_not_kept_waiting() -> None:
    taken = by_own_process(lambda: ((os.getpid(), b"0" * 1_000_000) for _ in range(50)))
    process, _ = next(taken)
    taken.close()
    assert is_gone(process)
