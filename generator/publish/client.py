"""The check before a push, on the computer of whoever pushes: of the commits that are pushed, not of open files."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from generator.publish.policy import CODE, PUBLISHED
from generator.read.objects import NOTHING
from generator.read.repository import export


def pushed_commits(lines: Iterable[str]) -> Iterator[str]:
    """The commits that git tells a pre-push hook of, each once; a deletion pushes none."""
    commits = (line.split()[1] for line in lines if line.strip())
    return iter(dict.fromkeys(commit for commit in commits if commit != NOTHING))


def check_commit(git_folder: Path, commit: str, check: Callable[[Path], bool]) -> bool:
    """Whether a commit's files pass ``check``, which is given a folder that holds them."""
    with tempfile.TemporaryDirectory() as folder:
        export(git_folder, commit, (*PUBLISHED, *CODE), Path(folder))
        return check(Path(folder))
