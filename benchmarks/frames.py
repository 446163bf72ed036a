"""The same site in each frame, in turn, in one run: ``python -m benchmarks.frames [RECORDS …]``.

The project's own site, and roots of invented records (:mod:`benchmarks.records`), are built anew by the command line with
MkDocs' frame and with the built-in one. What a reader loads is counted beside what a build takes: all HTML, and, compressed,
what the first look at a record fetches (page, style sheets, scripts).
"""

from __future__ import annotations

import argparse
import gzip
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.peers import AS_OF, Run, once
from benchmarks.records import write_root
from generator.model.declared.site import FrameName

PROJECT = Path(__file__).parents[1]
OWN = ("data", "content", "site_templates", "mkdocs.yml")
_ASKED = re.compile(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"')


def main() -> None:
    """Build what the arguments ask for, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("records", nargs="*", type=int, default=[10_000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print("| Site | Frame | Seconds | CPU seconds | × | HTML, MB | × | First look, KB | × |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, root in _roots(Path(folder), options.records):
            for line in _lines(name, root, options.rounds):
                print(line, flush=True)


def _roots(folder: Path, sizes: Sequence[int]) -> Iterator[tuple[str, Path]]:
    own = folder / "own"
    own.mkdir()
    for part in OWN:
        source = PROJECT / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, own / part)
    yield "the project's own", own
    for size in sizes:
        write_root(folder / str(size), size)
        yield f"{size:,} records", folder / str(size)


def _lines(name: str, root: Path, rounds: int) -> Iterator[str]:
    runs: dict[str, list[Run]] = {frame.value: [] for frame in FrameName}
    for _ in range(rounds):
        for frame, found in runs.items():
            for leftover in ("site", ".sunlit-cache"):
                shutil.rmtree(root / leftover, ignore_errors=True)
            command = [
                sys.executable,
                "-m",
                "generator",
                "-C",
                str(root),
                "build",
                "--frame",
                frame,
                "--as-of",
                AS_OF,
            ]
            found.append(once(command))
            shutil.rmtree(root / frame, ignore_errors=True)
            (root / "site").rename(root / frame)
    base: tuple[float, int, int] | None = None
    for frame, found in runs.items():
        wall, cpu = (statistics.median(getattr(run, kind) for run in found) for kind in ("wall", "cpu"))
        pages = list((root / frame).rglob("*.html"))
        html, first = sum(page.stat().st_size for page in pages), _first_look(root / frame)
        base = base or (cpu, html, first)
        yield (
            f"| {name} | {frame} | {wall:.1f} | {cpu:.1f} | {cpu / base[0]:.2f} | {html / 1e6:.1f} "
            f"| {html / base[1]:.2f} | {first / 1e3:.1f} | {first / base[2]:.2f} |"
        )


def _first_look(site: Path) -> int:
    """Bytes of a record's page and of what it asks for, each compressed: the median record of tasks."""
    pages = sorted((site / "tasks").glob("*.html"), key=lambda page: page.stat().st_size)
    page = pages[len(pages) // 2]
    asked = {
        page,
        *((page.parent / address).resolve() for address in _ASKED.findall(page.read_text("utf-8"))),
    }
    return sum(len(gzip.compress(path.read_bytes(), 6, mtime=0)) for path in asked)


if __name__ == "__main__":
    main()
