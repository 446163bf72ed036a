"""A scheduler of Dask and its workers on loopback, each a command of its own, with TLS by keys of both sides."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from building import PROJECT, environment
from serving import free_port

from generator.fleet.cluster import Cluster

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
    scheduler: subprocess.Popen[bytes] | None = None
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


def make_keys(folder: Path) -> None:
    """By the script that operators use."""
    subprocess.run(["sh", str(KEYS), str(folder)], check=True, capture_output=True)


@contextmanager
def running_cluster(folder: Path, workers: int) -> Iterator[Running]:
    make_keys(folder)
    with ExitStack() as begun:
        running = Running(folder, free_port(), begun)
        running.scheduler = running.begin(
            "scheduler", "--host", "tls://127.0.0.1", "--port", str(running.port)
        )
        for _ in range(workers):
            running.worker()
        yield running
