"""What git knows of a root: its revision, an earlier one, and whether the earlier data can be seen at all.

Whoever pushed a revision may be hostile, so it is read as objects, never checked out: no hook, filter, attribute,
replacement or submodule has a say, no link is made, nothing is fetched.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from generator.model.files.site_root import ALL_PARTS
from generator.model.text.hashes import short_revision
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, say
from generator.read.git.objects import SECONDS, Git

UNCOMMITTED = "+"
"""Marks a revision to which uncommitted changes were added."""
HEAD = "HEAD"
LIVE_KEY = "sunlit.live"
"""The setting of a clone that says where its site is published. No push carries it."""
LIVE_VARIABLE = "SUNLIT_LIVE"
"""Of the environment: where the site is published. Whoever sets up a computer or a pipeline says it, and no push."""
FIRST_VARIABLE = "SUNLIT_FIRST_RELEASE"
"""Of the environment: nothing is published yet."""
SHA1_DIGITS, SHA256_DIGITS = 40, 64
"""Of an object's name, in git's older and newer form."""
_CAREFUL = (
    "--no-replace-objects",
    "--no-optional-locks",
    *("-c", "safe.directory=*"),  # only objects are read, by commands that run nothing the repository names
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "protocol.allow=never"),
)


@dataclass(frozen=True, slots=True)
class EarlierRevision:
    """A commit: its full name, and the day on which it was made, where the site is."""

    commit: str
    day: date
    time_zone: str


def git_at(root: Path) -> Git:
    """How git is asked about the repository that ``root`` lies in."""
    return Git((*_CAREFUL, "-C", str(root)), _environment())


def revision(root: Path) -> str:
    """The commit that the root's files are of, with ``+`` if some differ from it; empty outside git."""
    commit = _git(root, "rev-parse", "--verify", "HEAD")
    if not commit:
        return ""
    changed = _git(root, "status", "--porcelain", "--untracked-files=all", "--", *ALL_PARTS)
    return commit + (UNCOMMITTED if changed else "")


def _git(root: Path, *arguments: str) -> str:
    """What git prints, stripped; empty if it cannot answer (no git, no repository, no commit)."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def find_revision(git: Git, name: str, time_zone: str) -> EarlierRevision:
    """The commit that ``name`` means. Stops if it is not at hand, and says how to get it."""
    named = name if is_object_name(name) else "" if name.startswith("-") else _commit(git, name)
    asked = ("show", "-s", "--no-show-signature", "--format=%H %ct", f"{named}^{{commit}}")
    commit, _, moment = (ask(git, *asked) if named else "").partition(" ")
    if not moment.isdigit():
        raise CannotRun(_missing(git, name))
    return EarlierRevision(commit, _day(moment, time_zone), time_zone)


def last_change(git: Git, found: EarlierRevision, path: str) -> date:
    """The day on which a file became what it is in a revision; that of the revision itself if git cannot tell."""
    moment = ask(
        git, "log", "-1", "--no-show-signature", "--format=%ct", found.commit, "--", f":(literal){path}"
    )
    return min(found.day, _day(moment, found.time_zone)) if moment.isdigit() else found.day


def _day(moment: str, time_zone: str) -> date:
    return datetime.fromtimestamp(int(moment), ZoneInfo(time_zone)).date()


def _commit(git: Git, name: str) -> str:
    return ask(git, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").split("\n")[
        -1
    ]


def _missing(git: Git, name: str) -> Phrase:
    """Why a revision is not there, and the command that fetches it."""
    if is_shallow(git):
        return say(
            "Revision {revision} is not in this clone, which holds only the latest. Fetch it: {command}",
            revision=name,
            command=_fetch(remote(git), name, "--depth=1", "--unshallow"),
        )
    return say(
        "Revision {revision} is not in this repository. If it exists elsewhere, fetch it: {command}",
        revision=name,
        command=_fetch(remote(git), name, "", ""),
    )


def _fetch(remote: str, name: str, one: str, all: str) -> str:
    """A commit or a remote's branch is fetched by itself; what is counted back from another needs the whole history."""
    branch = name.removeprefix(f"{remote}/")
    if is_object_name(name):
        parts = ["git", "fetch", one, remote, name]
    elif branch != name and not any(sign in branch for sign in "~^@{}: "):
        parts = ["git", "fetch", one, remote, f"+refs/heads/{branch}:refs/remotes/{name}"]
    else:
        parts = ["git", "fetch", all, remote]
    return shlex.join(part for part in parts if part)


def is_object_name(name: str) -> bool:
    """Whether a text is the full name of an object, in git's older or newer form, and no other way to name one."""
    return len(name) in (SHA1_DIGITS, SHA256_DIGITS) and all(sign in "0123456789abcdef" for sign in name)


def refuse_no_ancestor(git: Git, found: EarlierRevision, judged: str) -> None:
    """Stop unless everything of a revision is part of the history of the commit that is judged."""
    if ask(git, "merge-base", found.commit, judged) == found.commit:
        return
    short = short_revision(found.commit)
    if is_shallow(git):
        raise CannotRun(
            say(
                "This clone holds only the latest commits, so whether they go on from the live revision {revision} "
                "is not known. Fetch the rest: {command}",
                revision=short,
                command=shlex.join(["git", "fetch", "--unshallow", remote(git)]),
            )
        )
    raise CannotRun(
        say(
            "These data do not go on from revision {revision}, which is live. Bring it in first: {command}",
            revision=short,
            command=shlex.join(["git", "pull", remote(git)]),
        )
    )


def is_shallow(git: Git) -> bool:
    """Whether the clone was cut off at some depth."""
    return ask(git, "rev-parse", "--is-shallow-repository") == "true"


def remote(git: Git) -> str:
    """The name of the first remote, for commands that people are told to run."""
    return (ask(git, "remote").splitlines() or ["origin"])[0]


def configured(git: Git, key: str) -> str:
    """A setting of the clone or of the account; empty if there is none."""
    return ask(git, "config", "--get", key)


def listed(git: Git, *options: str) -> Iterator[str]:
    """Paths of the working tree below the root, as ``git ls-files`` lists them."""
    for name in filter(None, (_ask(git, "ls-files", "-z", *options) or b"").split(b"\0")):
        yield os.fsdecode(name)


def ask(git: Git, *arguments: str) -> str:
    """What git prints, stripped; empty if it cannot answer."""
    return (_ask(git, *arguments) or b"").decode("utf-8", "replace").strip()


def _ask(git: Git, *arguments: str) -> bytes | None:
    """What git prints; nothing if it fails."""
    try:
        done = subprocess.run(
            git.command(*arguments), capture_output=True, check=False, timeout=SECONDS, env=git.environment
        )
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _environment() -> Mapping[str, str]:
    """Ours without what would point git elsewhere; git asks nobody and fetches nothing."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
