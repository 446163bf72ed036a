"""The workers of a Dask cluster on loopback, each a command of its own, with TLS by keys of both sides."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from building import PROJECT, environment
from serving import free_port
from toy_builds import nothing, slow
from toys import new_body, plan, said, work

from generator.check.site.manifest import is_whole
from generator.fleet.body import Result, State
from generator.fleet.cluster import Cluster, cluster_workers
from generator.fleet.run import run_fleet
from generator.model.text.stop import CannotRun

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""Dask leaves the sockets of a lost scheduler to the collector."""
TESTS = PROJECT / "tests"
KEYS = PROJECT / "docs" / "serving" / "fleet-keys.sh"
NAMES = ("ca.pem", "fleet.pem", "fleet.key")
PATHS = os.pathsep.join(map(str, (PROJECT, TESTS, TESTS / "fleet", TESTS / "publish")))


@dataclass
class Running:
    """A scheduler and its workers, as commands."""

    folder: Path
    port: int
    begun: ExitStack
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def cluster(self) -> Cluster:
        return Cluster(f"tls://127.0.0.1:{self.port}", *(self.folder / name for name in NAMES))

    def begin(self, *arguments: str) -> subprocess.Popen[bytes]:
        files = ("--tls-ca-file", "--tls-cert", "--tls-key")
        tls = [
            text
            for option, name in zip(files, NAMES, strict=True)
            for text in (option, str(self.folder / name))
        ]
        command = [sys.executable, "-m", "dask", arguments[0], *tls, *arguments[1:], "--no-dashboard"]
        log = self.begun.enter_context((self.folder / f"{arguments[0]}.log").open("ab"))
        process = subprocess.Popen(
            command, stdout=log, stderr=log, env=environment(PYTHONPATH=PATHS), cwd=self.folder
        )
        self.begun.callback(process.wait)
        self.begun.callback(process.kill)
        return process

    def worker(self) -> None:
        self.workers.append(
            self.begin("worker", self.cluster.address, "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1")
        )


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("cluster")
    subprocess.run(["sh", str(KEYS), str(folder)], check=True, capture_output=True)
    with ExitStack() as begun:
        running = Running(folder, free_port(), begun)
        running.begin("scheduler", "--host", "tls://127.0.0.1", "--port", str(running.port))
        running.worker()
        running.worker()
        yield running


def run(running: Running, works: list[object], ended: object = None, retries: int = 2) -> tuple[Result, ...]:
    with cluster_workers(running.cluster) as workers:
        return run_fleet(works, workers, nothing, retries=retries, ended=ended or (lambda _: None))


def test_all_are_published_although_one_of_two_workers_is_killed(running: Running, tmp_path: Path) -> None:
    bodies = [new_body(tmp_path, id) for id in "abcdef"]
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
    subprocess.run(["sh", str(KEYS), str(tmp_path)], check=True, capture_output=True)
    other = Cluster(running.cluster.address, *(tmp_path / name for name in NAMES))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("generator.fleet.cluster.SECONDS", 2)
        with pytest.raises(CannotRun, match="No worker"), cluster_workers(other):
            pass
    plain = Cluster(running.cluster.address.replace("tls", "tcp"), *(tmp_path / name for name in NAMES))
    with pytest.raises(CannotRun, match="TLS alone"), cluster_workers(plain):
        pass


def test_a_scheduler_that_goes_away_is_told_and_nothing_else_suffers(tmp_path: Path) -> None:
    subprocess.run(["sh", str(KEYS), str(tmp_path)], check=True, capture_output=True)
    bodies = [new_body(tmp_path, id) for id in "abc"]
    works = [work(body, plan(tmp_path, slow)) for body in bodies]
    with ExitStack() as begun:
        running = Running(tmp_path, free_port(), begun)
        scheduler = running.begin("scheduler", "--host", "tls://127.0.0.1", "--port", str(running.port))
        running.worker()
        results = run(running, works, lambda _: scheduler.kill())
    assert [result.state for result in results].count(State.LOST) == 2
    assert "scheduler was lost" in said(next(each.reason for each in results if each.state is State.LOST))
    for body, result in zip(bodies, results, strict=True):
        assert (
            is_whole(Path(body.live))
            if result.is_well
            else not Path(body.live).exists() or is_whole(Path(body.live))
        )
