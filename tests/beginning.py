"""How a run of the tests begins: what is imported is compiled once, and no worker is left with a dear test at the end.

Imported before anything of Sunlit is.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

import pytest

sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# Where a machine forbids it, some hundred processes would compile all of Sunlit, each again, and each worker all tests.

IN_MEMORY, ROOM = Path("/dev/shm"), 4 << 30
"""Where Linux keeps files in memory, and the bytes that a run takes there at most."""
if os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))
# Sites are written to be kept, so a disk has the tests wait for it: three workers of a run for a fifth of its time.

gc.disable()
# Until all tests are collected: what is imported stays, and a tenth of the time went into looking for what does not.


@contextmanager
def no_collector() -> Iterator[None]:
    """For what makes much that stays, as syntax trees do: to look for garbage in it takes twice as long as to make it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


DEAREST = {
    "browser/test_search.py": 35,
    "publish/test_push.py": 8,
    "construct/test_unchanged.py": 11,
    "browser/test_site.py": 40,
    "browser/test_listing.py": 20,
    "publish/test_policy.py": 7,
    "plugin/test_serve.py": 8,
    "browser/test_hostile_pages.py": 9,
    "browser/test_published.py": 9,
    "publish/test_taking_down.py": 9,
    "portal/test_postgresql.py": 7,
    "plugin/test_kept_frames.py": 7,
    "test_docs.py": 10,
    "construct/test_proof.py": 9,
    "construct/test_nothing_changed.py": 10,
    "check/personal/test_found_is_masked.py": 10,
    "test_cases.py": 11,
    "site/test_shipped_site.py": 7,
    "site/test_take_down.py": 8,
    "test_wheel.py": 8,
    "fleet/test_fleet.py": 9,
    "plugin/test_mkdocs.py": 5,
    "plugin/test_build.py": 9,
    "check/test_built_site.py": 8,
    "website/search/test_search_answers.py": 7,
    "website/search/test_search_truth.py": 6,
    "site/test_valid_html.py": 7,
    "test_handbook.py": 7,
}
"""About how many seconds of processor time, in the order in which they start: at first only one waits for the shipped site."""


def seen_from(worker: int, workers: int, folders: Iterable[str]) -> list[str]:
    """All modules below the folders, begun at another place by each worker: what one has compiled the others find."""
    modules = sorted(str(path) for folder in folders for path in Path(folder).rglob("test_*.py"))
    first = len(modules) * worker // workers
    return [*modules[first:], *modules[:first]]


def dealt_out(items: Sequence[pytest.Item], workers: int, copying: Collection[str] = ()) -> list[pytest.Item]:
    """The tests in as many equal parts as there are workers, as they are handed out, each with its share of the dearest
    modules near its head. What is left at the end, and taken from whoever is behind, is then cheap.

    Before the dearest stand those modules that have commands run in copies of the process: a copy of one that has grown
    to 760 MB takes 58 milliseconds, of one of 130 MB 13. Dear modules of one folder stay with one worker: they ask for the
    same browser, and the same pages of the same sites.
    """
    ordered = sorted(items, key=module_of)  # within a module the order stays
    modules = {name: list(tests) for name, tests in groupby(ordered, module_of)}
    early = [name for name in modules if name in copying and name not in DEAREST]
    first = [test for name in early for test in modules.pop(name)]
    parts = [
        first[len(first) * number // workers : len(first) * (number + 1) // workers]
        for number in range(workers)
    ]
    seconds, homes = [0] * workers, dict[str, int]()
    for name in filter(modules.__contains__, DEAREST):
        folder, _, alone = name.partition("/")
        home = homes.setdefault(folder if alone else name, seconds.index(min(seconds)))
        parts[home] += modules.pop(name)
        seconds[home] += DEAREST[name]
    cheap = [test for tests in modules.values() for test in tests]
    for number, part in enumerate(parts):
        room = max(len(items) * (number + 1) // workers - len(items) * number // workers - len(part), 0)
        part += cheap[:room]
        del cheap[:room]
    return [test for part in parts for test in part] + cheap


def module_of(item: pytest.Item) -> str:
    return item.path.relative_to(Path(__file__).parent).as_posix()
