"""``mkdocs gh-deploy``: a build whose tree MkDocs then pushes to a branch, and so one that publishes.

It is held to what every way of publishing is held to: what changes in public is compared with what is live, and what has to go
one day is not put where it stays. The branch keeps each tree that was ever pushed, unless each is pushed without a history.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from generator.disclose.disclosure import Disclosure
from generator.model.records.change import Baseline
from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.git.command import FIRST_VARIABLE, LIVE_KEY, LIVE_VARIABLE, git_at
from generator.read.git.earlier import RELEASE, earlier, where_live
from generator.read.git.live import Live
from generator.read.schema.site_file import read_site
from generator.website.build.held_files import last_days

WITHOUT_HISTORY = "--no-history"


@contextmanager
def live_to_compare(root: Path, warn: Callable[[str], object]) -> Iterator[Baseline | None]:
    """What is live, where the environment or the clone says where that is; else nothing, and a warning of it."""
    address = os.environ.get(LIVE_VARIABLE, "").strip() or where_live(git_at(root), root)
    if address:
        is_first = os.environ.get(FIRST_VARIABLE, "").lower() not in ("", "0", "false", "no", "off")
        with earlier(root, RELEASE, Live(address, is_first)) as baseline:
            yield baseline
        return
    said = say(
        "Where the site is published has not been said, so what changes in silence is not found. Say it once: {command}",
        command=f"git config {LIVE_KEY} https://…",
    )
    code = read_site(root).languages[0]
    warn(said.render(translator(code), code))
    yield None


def refuse_history(disclosure: Disclosure, arguments: Sequence[str]) -> None:
    """Stops where the branch would keep something that has to leave the site one day."""
    if WITHOUT_HISTORY not in arguments and (days := last_days(disclosure)):
        raise CannotRun(
            say(
                "{n:file|files} of this site must not stay (the first: {address}, until {day}), and gh-deploy keeps in the "
                "history of its branch whatever was on it. Nothing was deployed: add {option}.",
                n=len(days),
                address=min(days, key=lambda address: (days[address], address)),
                day=min(days.values()).isoformat(),
                option=WITHOUT_HISTORY,
            )
        )
