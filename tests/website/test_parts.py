"""Works on one process or several: the same results, in order, and the first failure ends the run."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

import pytest
from each import each

from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.website.build.parts import WORTH_PROCESSES, run_all, useful_processes


def squares(number: int) -> tuple[int, int]:
    return number, number * number


@each("processes", [1, 2, 5])
def test_results_come_in_the_order_of_the_works(processes: int) -> None:
    works = [partial(squares, number) for number in range(40)]
    assert list(run_all(works, processes)) == [(number, number * number) for number in range(40)]


def test_works_run_in_other_processes_and_need_not_be_picklable() -> None:
    kept = object()
    works: list[Callable[[], tuple[int, int]]] = [lambda: (os.getpid(), id(kept)) for _ in range(6)]
    results = set(run_all(works, 2))
    assert os.getpid() not in {process for process, _ in results}
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


@each("processes", [1, 2])
def test_nothing_to_do_is_nothing_done(processes: int) -> None:
    assert list(run_all([], processes)) == []


def test_a_small_site_is_made_by_one_process() -> None:
    assert useful_processes(WORTH_PROCESSES - 1) == 1
    assert useful_processes(WORTH_PROCESSES) == os.cpu_count()
