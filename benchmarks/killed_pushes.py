"""Pushes that are killed at random moments: ``python -m benchmarks.killed_pushes [TIMES] [SEED]``.

Each time everything that takes part in a push is killed (``kill -9``) somewhere between its start and its end. Then what
is served must be one whole release, the old or the new, and the next push must succeed by itself. Stops at the first
time that either is not so.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path[:0] = [
    str(Path(__file__).parents[1] / "tests"),
    str(Path(__file__).parents[1] / "tests" / "publish"),
]

from killing import push_and_kill, served_revision  # noqa: E402
from pushing import Server, server  # noqa: E402

from generator.publish.releases import BUILDING, STAGED, home  # noqa: E402


def main(times: int, seed: int) -> None:
    """Kill so many pushes; print where they were."""
    chance, moments = random.Random(seed), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        site = server(Path(folder))
        longest = _push(site)
        for number in range(times):
            moments[_kill(site, number, chance.uniform(0, longest))] += 1
            longest = (longest + _push(site)) / 2
            assert served_revision(site) == site.tip
            print(f"{number + 1}/{times}", dict(moments), flush=True)


def _push(site: Server) -> float:
    site.commit("Next")
    started = time.monotonic()
    done = site.push()
    assert done.returncode == 0, done.stderr
    return time.monotonic() - started


def _kill(site: Server, number: int, after: float) -> str:
    old = served_revision(site) if site.live.exists() else ""
    site.clone.records({"id": f"n{number}", "title": "新"}, file=f"n{number}")
    new = site.commit()
    if push_and_kill(site, after):
        return "ended before"
    served = served_revision(site)
    assert served in (old, new)
    if any(home(site.live).glob(f"{BUILDING}/*")):
        return "while building"
    if site.tip == new:
        return "after the branch moved, " + ("live" if served == new else "not yet live")
    return "staged" if any(home(site.live).glob(f"{STAGED}/{new}")) else "before building"


if __name__ == "__main__":
    main(*map(int, [*sys.argv[1:], "50", "1"][:2]))
