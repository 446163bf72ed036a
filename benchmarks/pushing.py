"""From a push to the live page, for one changed record: ``python -m benchmarks.pushing [RECORDS…]`` (default: 80 10000).

A push is timed from its start to its return, which comes after the switch. Beside it stands a plain ``sunlit build`` of
the same files, so that a slow or busy machine shows in both.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.records import write_root
from generator.publish.install import install
from generator.publish.settings import Settings

SIZES = (80, 10_000)
PERSON = ("-c", "user.name=Clerk", "-c", "user.email=clerk@example.org")


def main(sizes: list[int]) -> None:
    """Print one line a size: seconds for one changed record, and for a plain build."""
    print("records   one changed   sunlit build   (seconds)")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            print("{:7}   {:11.1f}   {:12.1f}".format(size, *_measure(Path(folder), size)), flush=True)


def _measure(folder: Path, size: int) -> tuple[float, float]:
    root = folder / "root"
    write_root(root, size)
    record = next((root / "data" / "notes").glob("*.yaml"))
    change, push = on_a_server(root, folder, record, ("督", "都"))
    change()
    changed = _seconds(push)
    return changed, _seconds([sys.executable, "-m", "generator", "-C", str(root), "build"])


def on_a_server(
    root: Path, folder: Path, record: Path, words: tuple[str, str]
) -> tuple[Callable[[], None], Sequence[str]]:
    """What commits a change to a record of ``root``, and the push that makes it live; the first push is done.

    Each change puts the other one of the two words in the place where one of them stands first in the file.
    """
    repository = folder / "site.git"
    install(repository, Settings(str(folder / "site"), language="en"))
    _git(root, "init", "-q", "-b", "main")
    push = ["git", "-C", str(root), *PERSON, "push", "-q", str(repository), "HEAD:main"]
    _commit(root)
    _seconds(push)
    one_of_them = re.compile("|".join(map(re.escape, words)))

    def change() -> None:
        text = record.read_text(encoding="utf-8")
        record.write_text(
            one_of_them.sub(lambda found: words[1 - words.index(found[0])], text, count=1), encoding="utf-8"
        )
        _commit(root)

    return change, push


def _commit(root: Path) -> None:
    _git(root, "add", "-A")
    _git(root, "commit", "-q", "--allow-empty", "-m", "Change")


def _seconds(command: Sequence[str]) -> float:
    started = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    return time.monotonic() - started


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *PERSON, *arguments], check=True, capture_output=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
