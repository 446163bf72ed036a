"""The gate, with an earlier revision out of git beside the data at hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.check.gate import Verdict, judge
from generator.read.git.earlier import NOTHING_SAID, earlier
from generator.read.git.live import Live


def judge_since(root: Path, as_of: date | None, since: str | None, live: Live = NOTHING_SAID) -> Verdict:
    """The verdict on ``root``; with ``since`` (a revision, or ``release``) also on what changed from there.

    Raises :class:`CannotRun` if the data cannot be judged, or the revision is not at hand.
    """
    if since is None:
        return judge(root, as_of)
    with earlier(root, since, live) as baseline:
        return judge(root, as_of, baseline)
