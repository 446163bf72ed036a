"""Many bodies of eighty records, built in three ways in one run: ``python -m benchmarks.fleet [BODIES] [--folder FOLDER]``.

A loop of ``sunlit build``, warm processes, and a Dask cluster of two workers started as commands. Then a second night on which
one body in twenty has new records, and ten of the processes that work are killed at random moments. Of every other body all is
done, so that no day turns anything there; the others count days.

Seconds of computing are those of all processes together, those of workers and of the scheduler too. What a task itself costs is
what was computed beside the bodies' own seconds, when no body is due, over the bodies; what the same costs for one body alone
is taken off, as the start of everything. Memory is what all processes together hold at most at a moment.

All of it is of one run on one machine: compare the figures with each other. With ``--folder`` each line is kept in
``figures.txt`` there as soon as it is known.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.memory import watched
from benchmarks.records import write_root
from generator.check.site.manifest import is_whole

PROJECT = Path(__file__).parents[1]
RECORDS, FIRST, SECOND = 80, "2026-11-24", "2026-11-25"
ENVIRONMENT = {**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(PROJECT)}
KEYS = PROJECT / "docs" / "serving" / "fleet-keys.sh"
KILLS, CHANGED = 10, 20
SAMPLE = 20
"""Of so many bodies one is built by the loop on the second night, which says what each costs, and five are built while
workers are killed.
"""
A_LOOK = 0.5
"""Seconds between two looks whether the workers are there."""
MEGABYTE = 1_000_000
JOINED = "Registered to:"
"""What a worker of Dask logs when its scheduler knows it."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a stage took, of all its processes together."""

    computed: float
    clock: float
    together: int
    """MB: the most that all processes held at one moment; what several share counts once."""


Others = Callable[[], float]
"""Seconds of computing of processes that are not over yet, children or not."""


def main() -> None:
    """Print each figure in a line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("bodies", type=int, nargs="?", default=300)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    if given.folder:
        given.folder.mkdir(parents=True)
        run(given.folder.absolute(), given.bodies)
        return
    with tempfile.TemporaryDirectory(prefix="fleet-") as name:
        run(Path(name), given.bodies)


def run(folder: Path, bodies: int) -> None:
    """All stages, in a folder that is empty."""

    def say(line: str) -> None:
        print(line, flush=True)
        with (folder / "figures.txt").open("a", encoding="utf-8") as figures:
            figures.write(f"{line}\n")

    def report(label: str, over: int, spent: Spent) -> None:
        say(
            f"{label}: {spent.computed / over:.2f} s of computing and {spent.clock / over:.2f} s of clock a body; "
            f"{spent.together} MB of memory together"
        )

    say(
        f"{bodies} bodies of {RECORDS} records; {os.cpu_count()} processors, Python {platform.python_version()}, "
        f"load {os.getloadavg()[0]:.1f}, {time.strftime('%Y-%m-%d %H:%M')}"
    )
    for number in range(bodies):
        _body(folder / "bodies" / f"b{number}", number)
    everybody = range(bodies)
    report("first night, loop of sunlit build", bodies, _measured(lambda: _loop(folder, everybody, FIRST)))
    spent, results = _night(folder, "warm", bodies, FIRST)
    report(f"first night, two warm processes {_states(results)}", bodies, spent)
    with _cluster(folder) as (options, others):
        spent, results = _night(folder, "dask", bodies, FIRST, *options, others=others)
        report(f"first night, two workers of Dask {_states(results)}", bodies, spent)
        for way, more, beside in (("warm", [], _nobody), ("dask", options, others)):
            one, of_one = _night(folder, way, bodies, FIRST, *more, "--only", "b0", others=beside)
            all_of_them, results = _night(folder, way, bodies, FIRST, *more, others=beside)
            idle = sum(result["processor"] for result in results)
            start = one.computed - sum(result["processor"] for result in of_one)
            report(f"nothing due, {way} {_states(results)}", bodies, all_of_them)
            task = 1000 * (all_of_them.computed - idle - start) / max(bodies - 1, 1)
            say(
                f"    a task itself, {way}: {task:.1f} ms of computing; the question to the repository "
                f"{idle / bodies:.3f} s; to start and to end {start:.1f} s"
            )
        for number in range(0, bodies, CHANGED):
            _change(folder / "bodies" / f"b{number}")
        for way, more, beside in (("warm", [], _nobody), ("dask", options, others)):
            spent, results = _night(folder, way, bodies, FIRST, *more, others=beside)
            report(f"one in twenty changed, the same day, {way} {_states(results)}", bodies, spent)
    say(_killed(folder, max(KILLS, 5 * bodies // SAMPLE)))
    spent, results = _night(folder, "warm", bodies, SECOND)
    report(f"second night, warm {_states(results)}", bodies, spent)
    made = [result["processor"] for result in results if result["state"] == "published"]
    say(f"    a body that was built: {sum(made) / max(len(made), 1):.2f} s of computing")
    some = range(0, bodies, SAMPLE)
    spent = _measured(lambda: _loop(folder, some, SECOND))
    report("second night, loop of sunlit build, which builds every body", len(some), spent)


def _nobody() -> float:
    return 0.0


def _states(results: Iterable[Any]) -> str:
    return str(dict(Counter(result["state"] for result in results)))


def _body(folder: Path, number: int) -> None:
    write_root(folder, RECORDS)
    (folder / "data" / "site.yaml").write_text(
        f"name: 单位{number}\nlanguages: [zh]\nframe: builtin\n", encoding="utf-8"
    )
    if number % 2:
        for path in (folder / "data" / "tasks").glob("*.csv"):
            path.write_text(re.sub(r",\d+%,", ",100%,", path.read_text(encoding="utf-8")), encoding="utf-8")
    _git(folder, "init", "-q", "-b", "main")
    _commit(folder)


def _change(folder: Path) -> None:
    text = '[{"id": "new", "title": "新的通报", "on": "2026-11-20", "text": "一条。"}]\n'
    (folder / "data" / "notes" / "new.yaml").write_text(text, encoding="utf-8")
    _commit(folder)


def _commit(folder: Path) -> None:
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "-m", "Records")


def _git(folder: Path, *arguments: str) -> None:
    person = ("-c", "user.name=B", "-c", "user.email=b@example.org")
    subprocess.run(["git", "-C", str(folder), *person, *arguments], check=True, capture_output=True)


def _loop(folder: Path, numbers: Iterable[int], day: str) -> None:
    for number in numbers:
        command = ["-C", str(folder / "bodies" / f"b{number}"), "build", "--as-of", day]
        _sunlit(*command, "--site-dir", str(folder / "loop" / f"b{number}"))


def _sunlit(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "--lang", "en", *arguments]
    return subprocess.run(command, env=ENVIRONMENT, cwd=PROJECT, capture_output=True, text=True, check=False)


def _table(folder: Path, way: str, bodies: int) -> Path:
    rows = (f"b{n},body {n},{folder}/bodies/b{n},{folder}/{way}/www/b{n}\n" for n in range(bodies))
    path = folder / f"{way}.csv"
    path.write_text("body,name,repository,live\n" + "".join(rows), encoding="utf-8")
    return path


def _command(folder: Path, way: str, bodies: int, day: str, report: Path, *options: str) -> list[str]:
    asked = ["--store", str(folder / way / "store"), "--processes", "2", "--as-of", day]
    asked += ["--output", str(report), "--format", "json"]
    return ["fleet", str(_table(folder, way, bodies)), *asked, *options]


def _night(
    folder: Path, way: str, bodies: int, day: str, *options: str, others: Others = _nobody
) -> tuple[Spent, Sequence[Any]]:
    """One run of the fleet, and its results."""
    report = folder / "report.json"
    report.unlink(missing_ok=True)
    said: list[subprocess.CompletedProcess[str]] = []
    command = _command(folder, way, bodies, day, report, *options)
    spent = _measured(lambda: said.append(_sunlit(*command)), others)
    if not report.exists():
        sys.exit(said[0].stderr)
    results: Sequence[Any] = json.loads(report.read_text(encoding="utf-8"))["bodies"]
    return spent, results


def _measured(act: Callable[[], None], others: Others = _nobody) -> Spent:
    began, before = time.monotonic(), _computed() + others()
    with watched() as looks:
        act()
    return Spent(_computed() + others() - before, time.monotonic() - began, max(looks) // MEGABYTE)


def _computed() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def _cluster(folder: Path) -> Iterator[tuple[list[str], Others]]:
    """A scheduler and two workers as commands, once they know each other: the options that lead there, and the seconds that
    they and their children computed.
    """
    keys = folder / "keys"
    subprocess.run(["sh", str(KEYS), str(keys)], check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    files = {"--tls-ca-file": "ca.pem", "--tls-cert": "fleet.pem", "--tls-key": "fleet.key"}
    tls = [text for option, name in files.items() for text in (option, str(keys / name))]
    scheduler = ["scheduler", "--host", "tls://127.0.0.1", "--port", str(port)]
    worker = ["worker", f"tls://127.0.0.1:{port}", "--nthreads", "1", "--no-nanny"]
    logs = [folder / f"{name}.log" for name in ("scheduler", "worker-1", "worker-2")]
    begun = []
    for command, log in zip((scheduler, worker, worker), logs, strict=True):
        with log.open("w") as out:
            asked = [sys.executable, "-m", "dask", *command, *tls, "--no-dashboard"]
            begun.append(subprocess.Popen(asked, env=ENVIRONMENT, cwd=folder, stdout=out, stderr=out))
    try:
        while not all(JOINED in log.read_text() for log in logs[1:]):
            time.sleep(A_LOOK)
        options = ["--dask", f"tls://127.0.0.1:{port}", "--tls", str(keys)]
        yield options, lambda: sum(_of_tree(process.pid) for process in begun)
    finally:
        for process in begun:
            process.kill()
            process.wait()


def _of_tree(process: int) -> float:
    """Seconds of computing of a process, of its children that are there, and of those that it waited for."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    own = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return own + sum(map(_of_tree, _children(process)))


def _children(process: int) -> list[int]:
    found: list[int] = []
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += map(int, path.read_text().split())
        except OSError:
            continue
    return found


def _killed(folder: Path, bodies: int) -> str:
    """Ten processes that work are killed at random moments; then every body has to be whole."""
    chance, report = random.Random(1), folder / "killed.json"
    command = _command(folder, "killed", bodies, FIRST, report, "--retries", str(KILLS))
    running = subprocess.Popen(
        [sys.executable, "-m", "generator", *command],
        env=ENVIRONMENT,
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    kills = 0
    while running.poll() is None:
        time.sleep(chance.uniform(0.5, 4))
        workers = [child for child in _children(running.pid) if _children(child)]
        if kills < KILLS and workers:
            os.kill(chance.choice(workers), signal.SIGKILL)
            kills += 1
    results = json.loads(report.read_text(encoding="utf-8"))["bodies"]
    whole = sum(is_whole(folder / "killed" / "www" / result["body"]) for result in results)
    attempts = Counter(result["attempts"] for result in results)
    return f"{kills} workers killed at random: {whole} of {bodies} sites whole, attempts {dict(attempts)}"


if __name__ == "__main__":
    main()
