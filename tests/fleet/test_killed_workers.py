"""Whoever works on a body may be killed at any moment: every body is whole at the end, and none was built twice at the same time.

The second is read off what each build writes while it has its body's lock: the moment when it began, one every few milliseconds,
and the one when it ended. A build that was killed ended when it last wrote.
"""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path

import pytest
from clusters import Running, running_cluster
from toy_builds import INTERVALS, noted, nothing
from toys import new_body, plan, said, work

from generator.check.site.manifest import first_difference, is_whole
from generator.fleet.bodies import Body
from generator.fleet.body import OWN, WORK, Plan, Result, place_of
from generator.fleet.cluster import cluster_workers
from generator.fleet.run import Workers, run_fleet, workers_of
from generator.read.git.objects import GitFailed
from generator.read.git.repository import answers, resolve

Interval = tuple[int, int]
KILLS = 10
LONGEST_PAUSE = 1.5
"""Seconds between two kills."""


def intervals_of(text: str) -> list[Interval]:
    """From when to when each process built, by lines of process and nanoseconds."""
    moments: dict[str, list[int]] = defaultdict(list)
    for line in text.splitlines():
        process, moment = line.split()
        moments[process].append(int(moment))
    return [(min(each), max(each)) for each in moments.values()]


def at_the_same_time(intervals: Sequence[Interval]) -> list[tuple[Interval, Interval]]:
    ordered = sorted(intervals)
    return [(one, two) for one, two in pairwise(ordered) if two[0] <= one[1]]


def test_two_builds_at_the_same_time_would_be_seen() -> None:
    assert at_the_same_time(intervals_of("1 10\n1 20\n2 21\n2 30\n")) == []
    assert at_the_same_time(intervals_of("1 10\n2 15\n1 20\n2 30\n")) == [((10, 20), (15, 30))]


def test_a_git_that_is_killed_gives_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a commit that is there would not be, and what is new would be neither published nor told."""
    (tmp_path / "git").write_text("#!/bin/sh\nkill -9 $$\n")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(GitFailed, match="Killed"):
        resolve(tmp_path, "main")
    with pytest.raises(GitFailed, match="Killed"):
        answers(tmp_path, "merge-base", "--is-ancestor", "a", "b")


def children(process: int) -> list[int]:
    found: list[int] = []
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, path.read_text().split())
    return found


def builders(process: int) -> Iterator[int]:
    """The processes below one that work on a body now, and what they have begun: builds, and git."""
    for child in children(process):
        begun = children(child)
        if b"spawn_main" not in command_of(child):
            yield from builders(child)
        elif begun:
            yield from (child, *begun)


def command_of(process: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_bytes()
    return b""


@contextmanager
def killing(kill: Callable[[random.Random], bool], kills: int, seed: int) -> Iterator[list[float]]:
    """Kill at random moments meanwhile, so many times at most; when it was done."""
    chance, over, moments = random.Random(seed), threading.Event(), list[float]()

    def go_on() -> None:
        while len(moments) < kills and not over.wait(chance.uniform(0.1, LONGEST_PAUSE)):
            if kill(chance):
                moments.append(time.monotonic())

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield moments
    finally:
        over.set()
        thread.join()


def kill_a_builder(chance: random.Random) -> bool:
    """The process that works on a body, or its build; not the one that only waits for all."""
    found = [*builders(os.getpid())]
    if not found:
        return False
    with suppress(ProcessLookupError):
        os.kill(chance.choice(found), signal.SIGKILL)
        return True
    return False


def refuse_what_is_not_whole(bodies: Sequence[Body], results: Sequence[Result], here: Plan) -> int:
    """How many builds there were."""
    assert all(result.is_well for result in results), [said(each.reason) for each in results]
    builds = 0
    for body in bodies:
        assert is_whole(Path(body.live)), [body.id, first_difference(Path(body.live)), results]
        found = intervals_of((place_of(here, body) / WORK / OWN / INTERVALS).read_text())
        assert not at_the_same_time(found), body.id
        builds += len(found)
    return builds


def survive(
    folder: Path,
    bodies: int,
    kills: int,
    fleets: Sequence[Workers],
    kill: Callable[[random.Random], bool],
) -> None:
    """All fleets go through the same bodies at the same time."""
    here = plan(folder, noted, patience=60)
    chosen = [new_body(folder, f"b{number}") for number in range(bodies)]
    works = [work(body, here) for body in chosen]
    with killing(kill, kills, seed=kills) as moments, ThreadPoolExecutor(len(fleets)) as at_once:
        running = [at_once.submit(run_fleet, works, workers, nothing, retries=kills) for workers in fleets]
        results = [result for each in running for result in each.result()]
    assert len(moments) == kills
    assert refuse_what_is_not_whole(chosen, results, here) >= bodies


def test_every_body_is_whole_although_those_who_work_are_killed_and_two_fleets_run(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(1) as other:
        survive(tmp_path, 4, 2, [workers_of(one), workers_of(other)], kill_a_builder)


@pytest.mark.proof
def test_every_body_is_whole_although_ten_who_work_are_killed_at_random(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as one, ThreadPoolExecutor(1) as other:
        survive(tmp_path, 40, KILLS, [workers_of(one), workers_of(other)], kill_a_builder)


@pytest.mark.proof
def test_every_body_is_whole_although_ten_workers_of_a_cluster_are_killed_at_random(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    """Each is started again at once, as a service manager does."""
    with (
        running_cluster(tmp_path_factory.mktemp("cluster"), 2) as running,
        cluster_workers(running.cluster) as workers,
    ):
        survive(tmp_path, 40, KILLS, [workers], lambda chance: kill_a_worker(running, chance))


def kill_a_worker(running: Running, chance: random.Random) -> bool:
    there = [worker for worker in running.workers if worker.poll() is None and any(builders(worker.pid))]
    if not there:
        return False
    chosen = chance.choice(there)
    chosen.kill()
    chosen.wait()
    running.worker()
    return True
