"""The workers of a Dask cluster on loopback, each a command of its own, with TLS by keys of both sides."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from clusters import NAMES, Running, make_keys, running_cluster
from toy_builds import nothing, slow
from toys import new_body, plan, said, work

from generator.check.site.manifest import is_whole
from generator.fleet.body import Result, State
from generator.fleet.cluster import Cluster, cluster_workers
from generator.fleet.run import run_fleet
from generator.model.text.stop import CannotRun

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""Dask leaves the sockets of a lost scheduler to the collector."""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One for all tests of this module, the last of which ends it."""
    with running_cluster(tmp_path_factory.mktemp("cluster"), 2) as running:
        yield running


def run(running: Running, works: list[object], ended: object = None, retries: int = 2) -> tuple[Result, ...]:
    with cluster_workers(running.cluster) as workers:
        return run_fleet(works, workers, nothing, retries=retries, ended=ended or (lambda _: None))


def test_all_are_published_although_one_of_two_workers_is_killed(running: Running, tmp_path: Path) -> None:
    bodies = [new_body(tmp_path, id) for id in "abcd"]
    works = [work(body, plan(tmp_path, slow, patience=20)) for body in bodies]
    killed: list[Result] = []

    def kill_one(result: Result) -> None:
        if not killed:
            running.workers[0].send_signal(signal.SIGKILL)
        killed.append(result)

    results = run(running, works, kill_one)
    assert running.workers[0].wait(5) == -signal.SIGKILL
    assert {result.state for result in results} <= {State.PUBLISHED, State.CURRENT}, results
    assert all(is_whole(Path(body.live)) for body in bodies)


def test_nobody_speaks_with_a_scheduler_without_a_key(running: Running, tmp_path: Path) -> None:
    make_keys(tmp_path)
    other = Cluster(running.cluster.address, *(tmp_path / name for name in NAMES))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("generator.fleet.cluster.SECONDS", 2)
        with pytest.raises(CannotRun, match="No worker"), cluster_workers(other):
            pass
    plain = Cluster(running.cluster.address.replace("tls", "tcp"), *(tmp_path / name for name in NAMES))
    with pytest.raises(CannotRun, match="TLS alone"), cluster_workers(plain):
        pass


def test_a_scheduler_that_goes_away_is_told_and_nothing_else_suffers(
    running: Running, tmp_path: Path
) -> None:
    bodies = [new_body(tmp_path, id) for id in "abcd"]
    works = [work(body, plan(tmp_path, slow)) for body in bodies]
    scheduler = running.scheduler
    assert scheduler
    results = run(running, works, lambda _: scheduler.kill())
    lost = [each for each in results if each.state is State.LOST]
    assert lost
    assert "scheduler was lost" in said(lost[0].reason)
    for body, result in zip(bodies, results, strict=True):
        live = Path(body.live)
        assert is_whole(live) if result.is_well else not live.exists() or is_whole(live)
