"""From a push to the live page, for one changed record: ``python -m benchmarks.pushing [RECORDS…]`` (default: 80 10000).

A push is timed from its start to its return, which comes after the switch. Beside it stands a plain ``sunlit build`` of
the same files, so that a slow or busy machine shows in both.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.records import write_root
from generator.publish.install import install
from generator.publish.settings import Settings

SIZES = (80, 10_000)
PERSON = ("-c", "user.name=Clerk", "-c", "user.email=clerk@example.org")


def main(sizes: list[int]) -> None:
    """Print one line a size: seconds for the first push, for one changed record, and for a plain build."""
    print("records   first push   one changed   sunlit build   (seconds)")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            print(
                "{:7}   {:10.1f}   {:11.1f}   {:12.1f}".format(size, *_measure(Path(folder), size)),
                flush=True,
            )


def _measure(folder: Path, size: int) -> tuple[float, float, float]:
    repository, root = folder / "site.git", folder / "root"
    install(repository, Settings(str(folder / "site"), language="en"))
    write_root(root, size)
    _git(root, "init", "-q", "-b", "main")
    first = _pushed(root, repository)
    record = next((root / "data" / "notes").glob("*.yaml"))
    record.write_text(record.read_text(encoding="utf-8").replace("督", "都", 1), encoding="utf-8")
    changed = _pushed(root, repository)
    started = time.monotonic()
    command = [sys.executable, "-m", "generator", "-C", str(root), "build"]
    subprocess.run(command, check=True, capture_output=True)
    return first, changed, time.monotonic() - started


def _pushed(root: Path, repository: Path) -> float:
    _git(root, "add", "-A")
    _git(root, "commit", "-q", "--allow-empty", "-m", "Change")
    started = time.monotonic()
    _git(root, "push", "-q", str(repository), "HEAD:main")
    return time.monotonic() - started


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *PERSON, *arguments], check=True, capture_output=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
