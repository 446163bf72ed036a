"""Many bodies of eighty records, built in three ways in one run: ``python -m benchmarks.fleet [BODIES]``.

A loop of ``sunlit build``, warm processes, and a Dask cluster of two workers started as commands. Then a second night on which
one body in twenty has new records, and ten of the processes that work are killed at random moments. Seconds of computing are
those of all processes together. They are of one run on one machine: compare them with each other.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.records import write_root
from generator.check.site.manifest import is_whole

PROJECT = Path(__file__).parents[1]
RECORDS, FIRST, SECOND = 80, "2026-11-24", "2026-11-25"
ENVIRONMENT = {**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(PROJECT)}
KEYS = PROJECT / "docs" / "serving" / "fleet-keys.sh"
KILLS = 10


def main(bodies: int) -> None:
    """Print each way in a line."""
    with tempfile.TemporaryDirectory(prefix="fleet-") as name:
        folder = Path(name)
        for number in range(bodies):
            _body(folder / "bodies" / f"b{number}", number)
        _measured("loop of sunlit build", bodies, lambda: _loop(folder, bodies))
        _night(folder, "warm", bodies, FIRST)
        with _cluster(folder) as (port, pids):
            _night(
                folder,
                "dask",
                bodies,
                FIRST,
                "--dask",
                f"tls://127.0.0.1:{port}",
                "--tls",
                str(folder / "keys"),
                others=pids,
            )
        for number in range(0, bodies, 20):
            _change(folder / "bodies" / f"b{number}")
        _night(folder, "warm", bodies, FIRST, "--format", "json", label="the same day, one in twenty changed")
        _night(folder, "warm", bodies, SECOND, "--format", "json", label="the next day")
        _killed(folder, bodies)


def _body(folder: Path, number: int) -> None:
    write_root(folder, RECORDS)
    (folder / "data" / "site.yaml").write_text(f"name: 单位{number}\nlanguages: [zh]\n", encoding="utf-8")
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


def _loop(folder: Path, bodies: int) -> None:
    for number in range(bodies):
        command = ["-C", str(folder / "bodies" / f"b{number}"), "build", "--as-of", FIRST]
        target = ["--site-dir", str(folder / "loop" / f"b{number}")]
        _sunlit(*command, *target)


def _sunlit(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "--lang", "en", *arguments]
    return subprocess.run(command, env=ENVIRONMENT, cwd=PROJECT, capture_output=True, text=True, check=False)


def _table(folder: Path, way: str, bodies: int) -> Path:
    rows = (f"b{n},body {n},{folder}/bodies/b{n},{folder}/{way}/www/b{n}\n" for n in range(bodies))
    path = folder / f"{way}.csv"
    path.write_text("body,name,repository,live\n" + "".join(rows), encoding="utf-8")
    return path


def _night(
    folder: Path,
    way: str,
    bodies: int,
    day: str,
    *options: str,
    label: str = "",
    others: Callable[[], float] = lambda: 0.0,
) -> None:
    said: list[Any] = []

    def night() -> None:
        report = folder / "report.json"
        asked = [
            "--store",
            str(folder / way / "store"),
            "--processes",
            "2",
            "--as-of",
            day,
            "--output",
            str(report),
        ]
        done = _sunlit("fleet", str(_table(folder, way, bodies)), *asked, *options, "--format", "json")
        if not report.exists():
            sys.exit(done.stderr)
        said.append(json.loads(report.read_text(encoding="utf-8")))

    _measured(f"{way}: {label or 'first night'}", bodies, night, others)
    results = said[0]["bodies"]
    idle = [result["processor"] for result in results if result["state"] == "current"]
    print(f"    {said[0]['counts']}; a body that is not due: {_mean(idle):.2f} s of computing")


def _mean(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0


def _measured(
    label: str, bodies: int, act: Callable[[], None], others: Callable[[], float] = lambda: 0.0
) -> None:
    """``others``: seconds of computing of processes that are not children of this one and go on."""
    began, before = time.monotonic(), _computed() + others()
    act()
    computed = _computed() + others() - before
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(
        f"{label}: {computed / bodies:.2f} s of computing and {(time.monotonic() - began) / bodies:.2f} s of clock a body; "
        f"largest process so far {most} MB"
    )


def _computed() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def _cluster(folder: Path) -> Iterator[tuple[int, Callable[[], float]]]:
    """A scheduler and two workers as commands; the seconds that they and their children computed."""
    keys = folder / "keys"
    subprocess.run(["sh", str(KEYS), str(keys)], check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    tls = [
        "--tls-ca-file",
        str(keys / "ca.pem"),
        "--tls-cert",
        str(keys / "fleet.pem"),
        "--tls-key",
        str(keys / "fleet.key"),
    ]
    scheduler = ["scheduler", "--host", "tls://127.0.0.1", "--port", str(port)]
    worker = ["worker", f"tls://127.0.0.1:{port}", "--nthreads", "1", "--no-nanny"]
    begun = [
        subprocess.Popen(
            [sys.executable, "-m", "dask", *command, *tls, "--no-dashboard"],
            env=ENVIRONMENT,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for command in (scheduler, worker, worker)
    ]
    try:
        yield port, lambda: sum(_of_tree(process.pid) for process in begun)
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


def _killed(folder: Path, bodies: int) -> None:
    """Ten processes that work are killed at random moments; then every body has to be whole."""
    table, chance = _table(folder, "killed", bodies), random.Random(1)
    asked = [
        "--store",
        str(folder / "killed" / "store"),
        "--processes",
        "2",
        "--as-of",
        FIRST,
        "--retries",
        str(KILLS),
    ]
    report = folder / "killed.json"
    command = [
        sys.executable,
        "-m",
        "generator",
        "fleet",
        str(table),
        *asked,
        "--format",
        "json",
        "--output",
        str(report),
    ]
    running = subprocess.Popen(command, env=ENVIRONMENT, cwd=PROJECT, stdout=subprocess.DEVNULL)
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
    print(f"{kills} workers killed at random: {whole} of {bodies} sites whole, attempts {dict(attempts)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
