"""Builds that cost little. The workers of a fleet load this, so it loads little itself."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

from generator.check.calendar.clock import day_to_judge
from generator.check.gate import judge
from generator.fleet.body import BuildOptions
from generator.model.declared.site import Site
from generator.model.files.addresses import grant_of, own_manifest, own_tombstones
from generator.publish.publication import Built, Order
from generator.website.build import tree

DAY = date(2026, 11, 24)
SITE = Site(time_zone="Asia/Shanghai")


def toy_build(order: Order) -> Built:
    """A tree of every record file as it is."""
    for left in (order.target, own_tombstones(order.target)):
        shutil.rmtree(left, ignore_errors=True)
    paths = sorted(path for path in order.root.rglob("*") if path.is_file())
    files = [(path.relative_to(order.root).as_posix(), path.read_bytes()) for path in paths]
    day, grant = day_to_judge(order.as_of, SITE).isoformat(), grant_of(["content", "mkdocs"], ["zh"])
    order.target.mkdir()
    like = order.target.with_name("none")
    written = tree.write_files([("index.html", day.encode()), *files], order.target, like, grant)
    manifest = tree.seal(order.target, like, written, grant, revision=order.revision, as_of=day)
    tree.keep_beside(order.target, manifest, None)
    return Built(day, SITE.time_zone, published=1)


def quick(order: Order, options: BuildOptions) -> Built | None:
    """A tree of every record file as it is."""
    return toy_build(order)


def judged(order: Order, options: BuildOptions) -> Built | None:
    """The same, behind the real gate."""
    verdict = judge(order.root, order.as_of or DAY, order.since)
    verdict = verdict.of_accepted_data() if order.accepted else verdict
    return toy_build(order) if verdict.fit else None


def kills_its_worker(order: Order, options: BuildOptions) -> Built | None:
    """As a system does that runs out of memory: whoever waits for the build is gone; of body b alone."""
    if options.report.parents[2].name == "b":
        os.kill(int(os.environ.get("SUNLIT_NO_ONE", os.getppid())), signal.SIGKILL)
    return toy_build(order)


def nothing() -> None:
    """Warms nothing up."""


def hostile(order: Order, options: BuildOptions) -> Built | None:
    """Leaves what its only record says, which names a file that is not its own."""
    text = (order.root / "data/notes/a.yaml").read_text(encoding="utf-8")
    what, secret = json.loads(text)[0]["title"].split()
    built, site = toy_build(order), order.target
    if what == "link":
        (site / "stolen.html").symlink_to(secret)
    elif what == "folder-link":
        (site / "stolen").symlink_to(Path(secret).parent)
    elif what == "pipe":
        os.mkfifo(site / "stolen.html")
    elif what == "manifest-link":
        own_manifest(site).unlink()
        own_manifest(site).symlink_to(secret)
    elif what == "process":
        left = os.fork()
        if not left:
            os.setsid()
            options.report.with_name("process").write_text(str(os.getpid()))
            time.sleep(60)
            os._exit(0)
        while not options.report.with_name("process").exists():
            time.sleep(0.01)
    elif what == "noise":
        for handle in range(3, 20):
            with suppress(OSError):
                os.write(handle, b"\x80\x04cos\nsystem\n" * 100)
        os._exit(0)
    return built


def slow(order: Order, options: BuildOptions) -> Built | None:
    """Takes long enough to be killed in between, and fails if another build of the same body goes on beside it."""
    with options.report.with_name("mark").open("w") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        time.sleep(0.5)
        return toy_build(order)


INTERVALS = "intervals.txt"
"""Lines of process and nanoseconds, by a clock that all processes of a machine share."""
A_WHILE, A_MOMENT = 0.4, 0.01


def noted(order: Order, options: BuildOptions) -> Built | None:
    """Takes a while, and notes all the while that it builds; what it notes stands where this body's builds alone can write."""
    end = time.monotonic() + A_WHILE
    with options.report.with_name(INTERVALS).open("a") as intervals:

        def note() -> None:
            intervals.write(f"{os.getpid()} {time.monotonic_ns()}\n")
            intervals.flush()

        note()
        built = toy_build(order)
        while time.monotonic() < end:
            note()
            time.sleep(A_MOMENT)
        note()
    return built


LOOKED_AROUND = "found.json"


def looks_around(order: Order, options: BuildOptions) -> Built | None:
    """Tries what its only record says, and leaves what came of it where its account may write."""
    goals = json.loads(json.loads((order.root / "data/notes/a.yaml").read_text(encoding="utf-8"))[0]["title"])
    tried = {path: _tried(lambda path=path: Path(path).read_bytes()) for path in goals["read"]}
    tried |= {path: _tried(lambda path=path: Path(path).write_text("x")) for path in goals["write"]}
    found = {
        "account": [os.getuid(), os.getgid(), os.getgroups()],
        "becomes the superuser": _tried(lambda: os.setuid(0)),
        "tried": tried,
    }
    options.report.with_name(LOOKED_AROUND).write_text(json.dumps(found))
    return toy_build(order)


def _tried(act: Callable[[], object]) -> str:
    try:
        return f"did: {act()!r}"[:80]
    except OSError as error:
        return type(error).__name__


def endless(order: Order, options: BuildOptions) -> Built | None:
    """Waits for what never comes."""
    while True:
        time.sleep(60)
