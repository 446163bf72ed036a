"""What a clerk waits for, on the example site: ``python -m benchmarks.example_site [ROUNDS]`` (default: 3).

Check, builds, and a push until its page is live, as multiples of ``mkdocs build`` of one bare page with Material in the
same run: what nobody who uses MkDocs gets below. Each is a command as people type it, in a process of its own; the
table says medians of the clock and of user seconds.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.peers import AS_OF, NEXT_DAY, Run, once
from benchmarks.pushing import on_a_server

HERE = Path(__file__).parent.parent
BARE = "mkdocs build of one bare page"
Step = tuple[Sequence[str], Callable[[], object]]


def main(rounds: int) -> None:
    """Print a line a command."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        _copy(root)
        steps = {BARE: (_bare(Path(folder) / "bare"), lambda: None), **_ours(root)}
        record = root / "data" / "channels" / "2024.yaml"
        change, push = on_a_server(root, Path(folder), record, ("11:30", "11:40"))
        steps["push to live, one record changed"] = push, change
        runs: dict[str, list[Run]] = {name: [] for name in steps}
        for _ in range(rounds):
            for name, (command, before) in steps.items():
                before()
                runs[name].append(once(command))
    print(_table(runs))


def _copy(root: Path) -> None:
    for name in ("data", "content", "site_templates"):
        shutil.copytree(HERE / name, root / name)
    shutil.copy(HERE / "mkdocs.yml", root)


def _bare(home: Path) -> list[str]:
    (home / "docs").mkdir(parents=True)
    (home / "docs" / "index.md").write_text("# x\n", encoding="utf-8")
    settings = {"site_name": "x", "theme": {"name": "material", "font": False}, "plugins": []}
    (home / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")
    return [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(home / "mkdocs.yml")]


def _ours(root: Path) -> dict[str, Step]:
    def sunlit(*arguments: str) -> list[str]:
        return [sys.executable, "-m", "generator", "-C", str(root), *arguments]

    def afresh() -> None:
        for name in ("site", ".sunlit-cache"):
            shutil.rmtree(root / name, ignore_errors=True)

    return {
        "check": (sunlit("check", "--as-of", AS_OF), lambda: None),
        "build, clean": (sunlit("build", "--as-of", AS_OF), afresh),
        "build, nothing changed": (sunlit("build", "--as-of", AS_OF), lambda: None),
        "build, the next day": (sunlit("build", "--as-of", NEXT_DAY), lambda: None),
    }


def _table(runs: dict[str, list[Run]]) -> str:
    middle = {
        name: (
            statistics.median(run.wall for run in found),
            statistics.median(run.user for run in found),
        )
        for name, found in runs.items()
    }
    wall, user = middle[BARE]
    lines = [
        "| Command | Seconds | × bare page | User seconds | × bare page |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {name} | {a:.2f} | {a / wall:.1f} | {b:.2f} | {b / user:.1f} |" for name, (a, b) in middle.items()
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
