"""The check before a push, on the computer of whoever pushes: of the commits that are pushed, not of open files.

What is live is asked for where the clone was told that the site is; else what the remote's branch holds stands for it,
which is what a repository that publishes has live.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.model.files.site_root import ALL_PARTS
from generator.model.files.working_folders import private_folder
from generator.model.records.change import Baseline
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.git.command import LIVE_VARIABLE, ask
from generator.read.git.earlier import live_baseline, named_baseline, where_live
from generator.read.git.live import Live, NothingThere, NotOneRevision, live_release
from generator.read.git.objects import NOTHING, Git, GitFailed
from generator.read.git.repository import export, git_of
from generator.read.schema.site_file import read_site


@dataclass(frozen=True, slots=True)
class Pushed:
    """A commit that is about to be pushed, and the one that the remote's branch holds; :data:`NOTHING` if it is new."""

    commit: str
    held: str


def pushed_commits(lines: Iterable[str]) -> Iterator[Pushed]:
    """What git tells a pre-push hook: each commit once; a deletion pushes none."""
    updates = (line.split() for line in lines if line.strip())
    pushed = (Pushed(commit, held) for _, commit, _, held, *_ in updates if commit != NOTHING)
    return iter(dict.fromkeys(pushed))


def check_commit(
    git_folder: Path, remote: str, pushed: Pushed, check: Callable[[Path, Baseline | None], bool]
) -> bool:
    """Whether a commit's files pass ``check``, which is given a folder that holds them, and what is live.

    Stops (:class:`CannotRun`) if that is not at hand.
    """
    with private_folder("pushed") as root:
        try:
            export(git_folder, pushed.commit, ALL_PARTS, root)
        except GitFailed as failed:
            raise CannotRun(say("Git could not do it: {reason}", reason=str(failed))) from None
        with _held_against(git_of(git_folder), remote, pushed, root) as baseline:
            return check(root, baseline)


@contextmanager
def _held_against(git: Git, remote: str, pushed: Pushed, root: Path) -> Iterator[Baseline | None]:
    zone = read_site(root).time_zone
    address = os.environ.get(LIVE_VARIABLE, "").strip() or where_live(git, Path.cwd())
    try:
        release = live_release(Live(address)) if address else None
    except (NothingThere, NotOneRevision):
        release = None
    if release:
        with live_baseline(git, release, root, zone, pushed.commit) as baseline:
            yield baseline
    elif held := pushed.held if pushed.held != NOTHING else _branched_from(git, remote, pushed.commit):
        with named_baseline(git, held, root, zone) as baseline:
            yield baseline
    else:
        yield None


def _branched_from(git: Git, remote: str, commit: str) -> str:
    """For a branch that is new to the remote: where it left the one that the remote is known for; empty for the first."""
    return ask(git, "merge-base", f"refs/remotes/{remote}/HEAD", commit) if remote else ""
