"""``--since``: what staff write there → the earlier revision, laid out as files for as long as it is needed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from generator.model.files.addresses import MANIFEST
from generator.model.files.working_folders import private_folder
from generator.model.records.change import Baseline
from generator.model.text.hashes import short_revision
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.git.command import (
    HEAD,
    LIVE_KEY,
    LIVE_VARIABLE,
    EarlierRevision,
    ask,
    configured,
    find_revision,
    git_at,
    last_change,
    refuse_no_ancestor,
)
from generator.read.git.earlier_files import laid_out, refuse_hidden
from generator.read.git.live import Live, NotLive, NotOneRevision, Release, live_release
from generator.read.git.objects import NOTHING, Git
from generator.read.schema.site_file import read_site

RELEASE = "release"
"""Stands for the revision that is live. A branch of that name is ``refs/heads/release``."""
NOTHING_SAID = Live()


@contextmanager
def earlier(root: Path, since: str, live: Live = NOTHING_SAID) -> Iterator[Baseline]:
    """The revision that ``since`` names: a commit, branch or tag, ``release``, or the path of a site's manifest.

    Before the first release that is an empty folder. Stops (:class:`CannotRun`) if the revision is not at hand, or if
    not all of its data can be seen, and says what to do.
    """
    git = git_at(root)
    if not ask(git, "rev-parse", "--git-dir"):
        raise CannotRun(
            say("{root} is not in a git repository, so there is no earlier revision.", root=str(root))
        )
    refuse_hidden(git, root)
    if since == RELEASE or Path(since).name == MANIFEST:
        release = live_release(_where(git, root, since, live))
        if release is None:
            with private_folder("nothing") as nothing:
                yield Baseline(nothing, date.today(), short_revision(NOTHING), live=True)
            return
        with live_baseline(git, release, root, read_site(root).time_zone, HEAD) as baseline:
            yield baseline
        return
    found = find_revision(git, since, read_site(root).time_zone)
    with _laid_out(git, found, since, root) as baseline:
        yield baseline


def _where(git: Git, root: Path, since: str, live: Live) -> Live:
    """Where the published site stands: as the command says, else as the clone is set up."""
    if since != RELEASE:
        return Live(since, live.first_release)
    if live.address:
        return live
    address = where_live(git, root)
    if not address:
        raise CannotRun(
            say(
                "Where the site is published has not been said, so what is live is not known. Say it once: {command}",
                command=f"git config {LIVE_KEY} https://…",
            )
        )
    return Live(address, live.first_release)


def where_live(git: Git, root: Path) -> str:
    """Where the site of a clone is published, as the clone was told; a folder is named from the clone's own on."""
    address = configured(git, LIVE_KEY)
    return address if not address or "://" in address else str(root / address)


@contextmanager
def live_baseline(
    git: Git, release: Release, root: Path, time_zone: str, judged: str = "", within: Path | None = None
) -> Iterator[Baseline]:
    """The live revision, for the files of ``root``: those of the commit ``judged``, or what is to go on from it.

    Without ``judged`` it need not be an ancestor. It is laid out ``within`` a folder, else where temporary files go.
    """
    found = find_revision(git, release.revision, time_zone)
    if judged:
        refuse_no_ancestor(git, found, judged)
    with _laid_out(git, found, short_revision(release.revision), root, within) as baseline:
        yield replace(baseline, day=release.as_of, live=True)


@contextmanager
def named_baseline(git: Git, name: str, root: Path, time_zone: str) -> Iterator[Baseline]:
    """A revision that stands for what is live, since nobody can say what is."""
    found = find_revision(git, name, time_zone)
    with _laid_out(git, found, short_revision(name), root) as baseline:
        yield replace(baseline, live=True)


@contextmanager
def live_or_last_seen(root: Path, time_zone: str) -> Iterator[Baseline | None]:
    """What is live where the clone was told that its site is; where nobody answers, what :func:`last_seen_live` knows."""
    git = git_at(root)
    if ask(git, "rev-parse", "--verify", "--quiet", HEAD):
        refuse_hidden(git, root)
    address = os.environ.get(LIVE_VARIABLE, "").strip() or where_live(git, root)
    if release := _release_at(address):
        with live_baseline(git, release, root, time_zone, HEAD) as baseline:
            yield baseline
    else:
        with last_seen_live(root, time_zone) as seen:
            yield seen


def _release_at(address: str) -> Release | None:
    try:
        return live_release(Live(address)) if address else None
    except (NotLive, NotOneRevision):
        return None


@contextmanager
def last_seen_live(root: Path, time_zone: str) -> Iterator[Baseline | None]:
    """What a clone knows of what is live, asking nobody: what the remote's branch held when it was last seen.

    Without a remote that is its own last commit; outside git it is nothing, and before the first commit or push a folder
    without data. Stops (:class:`CannotRun`) if the data of that revision cannot be seen.
    """
    git = git_at(root)
    if not ask(git, "rev-parse", "--git-dir"):
        yield None
    elif name := _last_seen(git):
        with named_baseline(git, name, root, time_zone) as baseline:
            yield baseline
    else:
        with private_folder("nothing") as nothing:
            yield Baseline(nothing, date.today(), short_revision(NOTHING), live=True)


def _last_seen(git: Git) -> str:
    """The commit; empty if there is none."""
    names = ["@{upstream}"]
    if remotes := ask(git, "remote").splitlines():
        branch = ask(git, "symbolic-ref", "--quiet", "--short", HEAD)
        names += [f"refs/remotes/{remotes[0]}/{each}" for each in (branch, HEAD) if each]
    else:
        names.append(HEAD)
    found = (ask(git, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}") for name in names)
    return next(filter(None, found), "")


@contextmanager
def _laid_out(
    git: Git, found: EarlierRevision, name: str, root: Path, within: Path | None = None
) -> Iterator[Baseline]:
    with laid_out(git, found.commit, name, root, within) as (folder, attached, complete):
        yield Baseline(
            folder,
            found.day,
            name,
            attached.changed,
            found.commit,
            complete=complete,
            kept_attachments=attached.kept,
            day_of=partial(last_change, git, found),
        )
