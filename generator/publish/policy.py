"""Policy: what decides which data may be published. A push brings data; it does not decide by what they are judged.

The first push sets the baseline. After that, policy changes only by a commit that somebody stood in for: signed by a
key in the operator's allowed-signers file, or allowed by the operator by its id. A signature covers the whole
commit, so it must be on a commit that holds exactly the policy that is to be.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.model.wording import Phrase, say
from generator.publish.settings import Settings, State, accepted_commits
from generator.read.repository import commits_between, listing, signer, tip

JUDGING = ("data/schemas", "data/calendar", "data/site.yaml")
CODE = ("site_templates", "mkdocs.yml")
PUBLISHED = ("data", "content")
MOST_COMMITS = 1_000
"""Commits of one push among which a signed one is looked for."""


def policy_paths(settings: Settings) -> tuple[str, ...]:
    """What policy is made of: templates and mkdocs.yml only where they are used at all."""
    return (*JUDGING, *(CODE if settings.allow_templates else ()))


def exported_paths(settings: Settings) -> tuple[str, ...]:
    """What is taken out of a commit to build from."""
    return (*PUBLISHED, *(CODE if settings.allow_templates else ()))


def same_policy(repository: Path, settings: Settings, one: str, other: str) -> bool:
    """Whether two commits hold the same policy, byte by byte."""
    paths = policy_paths(settings)
    return one == other or listing(repository, one, paths) == listing(repository, other, paths)


def baseline(repository: Path, settings: Settings, state: State | None) -> str:
    """The commit whose policy holds; empty before the first push."""
    return state.baseline if state else tip(repository, settings.branch)


def objection(repository: Path, settings: Settings, state: State | None, commit: str) -> Phrase | None:
    """Why a commit may not be published under its own policy; nothing if it may."""
    base = baseline(repository, settings, state)
    if not base or same_policy(repository, settings, base, commit):
        return None
    since = state.tip if state else base
    if any(_is_vouched_for(repository, settings, one) for one in _same(repository, settings, since, commit)):
        return None
    changed = ", ".join(changed_files(repository, settings, base, commit))
    return say(
        "This push changes what decides about publication ({paths}), which needs a commit signed by an allowed key, "
        "or the operator's 'sunlit publish accept {commit}'.",
        paths=changed,
        commit=commit,
    )


def _same(repository: Path, settings: Settings, since: str, commit: str) -> Iterator[str]:
    """The commits of a push that hold the same policy as its last one."""
    for one in (commit, *commits_between(repository, since, commit, MOST_COMMITS)):
        if same_policy(repository, settings, one, commit):
            yield one


def _is_vouched_for(repository: Path, settings: Settings, commit: str) -> bool:
    if commit in accepted_commits(repository):
        return True
    keys = Path(settings.allowed_signers)
    return bool(settings.allowed_signers and keys.is_file() and signer(repository, commit, keys))


def changed_files(repository: Path, settings: Settings, one: str, other: str, most: int = 3) -> list[str]:
    """The policy files in which two commits differ, the first few of them."""
    before, after = (
        set(filter(None, listing(repository, commit, policy_paths(settings)).split("\0")))
        for commit in (one, other)
    )
    paths = sorted({line.partition("\t")[2] for line in before ^ after})
    return [*paths[:most], *(["…"] if len(paths) > most else [])]
