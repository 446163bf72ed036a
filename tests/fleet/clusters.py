"""A scheduler of Dask and its workers on loopback, each a process of its own, with TLS by keys of both sides."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from building import PROJECT, environment, forked
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
    scheduler: Copy | None = None
    workers: list[Copy] = field(default_factory=list)

    @property
    def cluster(self) -> Cluster:
        return Cluster(f"tls://127.0.0.1:{self.port}", *(self.folder / name for name in NAMES))

    def begin(self, *arguments: str) -> Copy:
        files = ("--tls-ca-file", "--tls-cert", "--tls-key")
        tls = [
            text
            for option, name in zip(files, NAMES, strict=True)
            for text in (option, str(self.folder / name))
        ]
        command = [arguments[0], *tls, *arguments[1:], "--no-dashboard"]
        log = self.begun.enter_context((self.folder / f"{arguments[0]}.log").open("ab"))
        process = Copy(command, log, self.folder)
        self.begun.callback(process.wait)
        self.begun.callback(process.kill)
        return process

    def worker(self) -> None:
        self.workers.append(
            self.begin("worker", self.cluster.address, "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1")
        )


class Copy:
    """``dask`` with these arguments in a copy of this process, which has it loaded; like ``subprocess.Popen``."""

    def __init__(self, arguments: list[str], log: IO[bytes], folder: Path) -> None:
        from distributed.cli import dask_scheduler, dask_worker  # not where tests are only collected

        self.status: int | None = None
        self.pid = forked()
        if not self.pid:
            try:
                for number in (1, 2):
                    os.dup2(log.fileno(), number)
                os.chdir(folder)
                sys.stdout, sys.stderr = (
                    open(number, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - as long as this process
                    for number in (1, 2)
                )
                os.environ.update(environment(PYTHONPATH=PATHS))
                {"scheduler": dask_scheduler, "worker": dask_worker}[arguments[0]].main(arguments[1:])
            finally:
                os._exit(1)

    def poll(self) -> int | None:
        if self.status is None:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            self.status = os.waitstatus_to_exitcode(status) if ended else None
        return self.status

    def wait(self, timeout: float = 60) -> int:
        end = time.monotonic() + timeout
        while (status := self.poll()) is None:
            assert time.monotonic() < end
            time.sleep(0.01)
        return status

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


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
