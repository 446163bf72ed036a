"""How fast records become pages, beside raw writes of the same files: ``python -m benchmarks.stamping [RECORDS]``.

One run measures, in turn and several times over: making the pages (views, templates, frames)
without writing them; making and writing them; and writing the same bytes, already made, to files
of the same names. Quote the ratio: the seconds depend on the machine and the moment.
"""

from __future__ import annotations

import logging
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from benchmarks.records import write_root
from generator.construct.construction import Construction
from generator.plugin.run import build_site
from generator.website.build.assembly import files
from generator.website.build.parts import File
from generator.website.build.tree import write_files

AS_OF = date(2026, 11, 24)
ROUNDS = 3
DEFAULT_RECORDS = 10_000


def main(records: int) -> None:
    """Print the table for a site of that many records in one language."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_root(root, records)
        construction = _frames_taken(root)
        measure(construction, root)


def _frames_taken(root: Path) -> Construction:
    """A construction whose frames MkDocs has rendered, caught just before it would stamp."""
    caught: list[Construction] = []
    finish = Construction.finish

    def catch(self: Construction, **_: object) -> object:
        caught.append(self)
        return self.outcome

    Construction.finish = catch  # type: ignore[assignment,method-assign]
    try:
        build_site(root, site_dir=None, as_of=AS_OF)
    finally:
        Construction.finish = finish  # type: ignore[method-assign]
    return caught[0]


def measure(construction: Construction, root: Path) -> None:
    """Time the three ways in turn, :data:`ROUNDS` times each, and print medians and ratios."""
    made = list(_files(construction))
    times: dict[str, list[float]] = {"pages made": [], "made and written": [], "raw writes": []}
    for _ in range(ROUNDS):
        times["pages made"].append(_timed(lambda: sum(1 for _ in _files(construction))))
        times["made and written"].append(
            _timed_in_fresh(
                root, lambda new: write_files(_files(construction), new, root / "none", construction.grant)
            )
        )
        times["raw writes"].append(_timed_in_fresh(root, lambda new: _write_raw(made, new)))
    pages = sum(address.endswith(".html") for address, _ in made)
    size = sum(len(content) for _, content in made)
    print(f"{pages} pages, {len(made)} files, {size / 1e6:.1f} MB; medians of {ROUNDS} rounds")
    raw = statistics.median(times["raw writes"])
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{name:<18}{median:8.2f} s{pages / median:10.0f} pages/s{median / raw:8.2f} x raw writes")


def _files(construction: Construction) -> Iterable[File]:
    return files(construction.disclosure, construction.frames, construction.template_folders, "")


def _write_raw(made: Iterable[File], new: Path) -> None:
    for address, content in made:
        path = new / address
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _timed_in_fresh(root: Path, work: Callable[[Path], object]) -> float:
    new = Path(tempfile.mkdtemp(dir=root))
    seconds = _timed(lambda: work(new))
    shutil.rmtree(new)
    return seconds


if __name__ == "__main__":
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_RECORDS)
