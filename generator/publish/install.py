"""Setting up: a bare repository whose pushes are published, and a local check before a push."""

from __future__ import annotations

import os
import re
import secrets
import shlex
import stat
import sys
from dataclasses import replace
from pathlib import Path

from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.publish import releases
from generator.publish.policy import code_of
from generator.publish.publication import Failed
from generator.publish.settings import (
    FOLDER,
    Settings,
    folder,
    read_settings,
    read_state,
    write_settings,
    write_whole,
)
from generator.read.git.command import LIVE_KEY
from generator.read.git.objects import GitFailed
from generator.read.git.repository import ask, tip

HOOKS = ("pre-receive", "post-receive")
CLIENT_HOOK = "pre-push"
MARK = "# Written by 'sunlit publish install'; a new install replaces it."
IDENTITY_BYTES = 8
"""What signatures call a repository is made up at random: a copy that publishes elsewhere is another repository."""
_SCRIPT = """#!/bin/sh
{mark}
PYTHONUTF8=1 exec {python} -P -m generator publish hook {hook} "$@"
"""
"""``-P`` keeps the working folder off Python's path: nothing that was pushed can be imported."""
GUARDS = "git.config"
"""Git's own guards, before any hook of ours is asked: a file that the repository's configuration includes."""
_GUARDS = f"""{MARK}
[receive]
\tfsckObjects = true  ; no '..' and no '.git' among the names of a tree
\tmaxInputSize = {{most}}m
\tadvertisePushOptions = true  ; git push -o lang=en
[transfer]
\thideRefs = refs/sunlit
[core]
\tfsync = committed
\tlogAllRefUpdates = true  ; what the branch held before a forced push can be found again
"""


def install(repository: Path, settings: Settings) -> None:
    """Make ``repository`` a bare one that publishes, or set up anew one that does. Data and releases stay."""
    _prepare_live(Path(settings.live))
    _prepare_repository(repository, settings)
    before = _settings_before(repository)
    if before and settings.allow_templates and not before.allow_templates:
        _refuse_code_that_came_before(repository, settings)
    identity = before.identity if before and before.live == settings.live else ""
    write_settings(repository, replace(settings, identity=identity or secrets.token_hex(IDENTITY_BYTES)))
    for hook in HOOKS:
        _write_hook(repository / "hooks" / hook, hook)


def _settings_before(repository: Path) -> Settings | None:
    try:
        return read_settings(repository)
    except CannotRun:
        return None


def _refuse_code_that_came_before(repository: Path, settings: Settings) -> None:
    """Templates that were pushed while nobody used them came in without a signature: switching them on lets in none."""
    state = read_state(repository)
    live = (state.revision, state.policy, state.baseline) if state else ()
    commits = filter(None, (tip(repository, settings.branch), *live))
    found = {path for commit in commits for path in code_of(repository, commit)}
    if found:
        raise CannotRun(
            say(
                "{paths} came in while they were not used, so nobody vouched for them. Take them off the branch with a "
                "push, then set --allow-templates, then push them again: they need a signature, or to be accepted.",
                paths=", ".join(sorted(found)),
            )
        )


def _prepare_live(live: Path) -> None:
    if live.exists() and not live.is_symlink():
        raise CannotRun(
            say("{path} exists already. It has to be a new name: publishing makes it a link.", path=str(live))
        )
    try:
        releases.home(live).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotRun(
            say("{path} cannot be written: {reason}.", path=str(live.parent), reason=str(error.strerror))
        ) from None
    if not os.access(live.parent, os.W_OK):
        raise CannotRun(
            say("{path} cannot be written: {reason}.", path=str(live.parent), reason=os.strerror(13))
        )


def _prepare_repository(repository: Path, settings: Settings) -> None:
    try:
        ask(repository, "init", "--quiet", "--bare", "--template=", f"--initial-branch={settings.branch}")
        folder(repository).mkdir(exist_ok=True)
        guards = f"{FOLDER}/{GUARDS}"
        write_whole(repository / guards, _GUARDS.format(most=settings.limits.total))
        ask(repository, "config", "--replace-all", "include.path", guards, f"^{re.escape(guards)}$")
    except GitFailed as failed:
        raise Failed(
            say("Git cannot make a repository of {path}: {reason}", path=str(repository), reason=str(failed))
        ) from None


def install_client(root: Path, live: str = "") -> Path:
    """Let every 'git push' of this clone be checked first, against what is published at ``live``. Returns the hook's place."""
    try:
        place = Path(ask(root / ".git", "rev-parse", "--git-path", f"hooks/{CLIENT_HOOK}"))
        if live:
            ask(root / ".git", "config", LIVE_KEY, live)
    except GitFailed:
        raise CannotRun(say("{path} is no clone: there is no .git in it.", path=str(root))) from None
    hook = place if place.is_absolute() else root / place
    _write_hook(hook, CLIENT_HOOK)
    return hook


def _write_hook(path: Path, hook: str) -> None:
    if path.exists() and MARK not in path.read_text(encoding="utf-8", errors="replace"):
        raise CannotRun(
            say("{path} is there already and is not ours. Move it away, then try again.", path=str(path))
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    python = shlex.quote(Path(sys.executable).as_posix())
    # Not written into: killed half way, it would not be known as ours the next time.
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(_SCRIPT.format(mark=MARK, python=python, hook=hook), encoding="utf-8", newline="\n")
    fresh.chmod(fresh.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    fresh.replace(path)
