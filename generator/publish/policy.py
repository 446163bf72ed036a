"""Policy: what decides which data may be published. A push brings data; it does not decide by what they are judged.

The first push sets the baseline. After that, each change needs somebody who vouches for exactly this change: of this
repository, by its number, from the policy that holds to the one that is to be. Two may: an engineer, who signs a
commit that holds the new policy and names the change in its message (:data:`TRAILER`), and the operator, who accepts
a commit by its id. The number rises with each change that goes live. So a vouching counts once, never for another
repository, and not again when the policy returns to what it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.model.declared.look import LOOK_FOLDER
from generator.model.files.addresses import EXCEPTIONS
from generator.model.files.site_root import CODE, PUBLISHED
from generator.model.text.stop import CannotRun
from generator.model.text.wording import Phrase, say
from generator.publish import signing
from generator.publish.settings import Settings, State, accept_commit, accepted_commits
from generator.read.git.repository import (
    commits_between,
    is_ancestor,
    listing,
    objects_at,
    resolve,
    signed_content,
    tip,
)

EXCEPTIONS_FOLDER = f"data/{EXCEPTIONS}"
JUDGING = ("data/schemas", "data/calendar", "data/locales", LOOK_FOLDER, "data/site.yaml", EXCEPTIONS_FOLDER)
EVER_POLICY = (*JUDGING, *CODE)
"""What may ever be policy, whatever the operator decides."""
TRAILER = "Sunlit-Policy"
"""Begins the line of a signed message that names the change: ``<repository>/<number> <old digest> <new digest>``."""
NO_POLICY = hashlib.sha256().hexdigest()
"""The digest of no file at all: what a first commit changes from, where it needs a signature."""
MOST_COMMITS = 1_000
"""Commits of one push among which an accepted one is looked for."""
MOST_SIGNED = 50
"""Commits of one push that name its change and are asked for their signature."""


def policy_paths(settings: Settings) -> tuple[str, ...]:
    """What policy is made of, and so what must be vouched for: templates and mkdocs.yml only where they are used at all."""
    return (*JUDGING, *(CODE if settings.allow_templates else ()))


def exported_paths(settings: Settings) -> tuple[str, ...]:
    """What is taken out of a commit to build from."""
    return (*PUBLISHED, *(CODE if settings.allow_templates else ()))


def digest(repository: Path, commit: str, paths: Sequence[str]) -> str:
    """SHA-256 over the mode, the git object and the path of each file of a commit under ``paths``."""
    text = listing(repository, commit, paths)
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def digest_in(root: Path, settings: Settings, name: str) -> str:
    """The digest of the policy of a commit in a clone (or in a bare repository), by any name that git knows it by."""
    git_folder = root / ".git" if (root / ".git").exists() else root
    commit = resolve(git_folder, name)
    if not commit:
        raise CannotRun(say("There is no commit '{name}' in {path}.", name=name, path=str(root)))
    return digest(git_folder, commit, policy_paths(settings))


def same_policy(repository: Path, settings: Settings, one: str, other: str) -> bool:
    """Whether two commits hold the same policy, byte by byte."""
    return _hold_same(repository, one, other, policy_paths(settings))


def _hold_same(repository: Path, one: str, other: str, paths: Sequence[str]) -> bool:
    """Folders may be kept under two ids and hold the same, so where ids differ all files are looked at."""
    return (
        one == other
        or have_same_objects(repository, one, other, paths)
        or digest(repository, one, paths) == digest(repository, other, paths)
    )


def have_same_objects(repository: Path, one: str, other: str, paths: Sequence[str]) -> bool:
    """Whether git keeps what two commits have at ``paths`` under the same ids. No folder is read, however large it is."""
    before, after = (objects_at(repository, commit, EVER_POLICY) for commit in (one, other))
    return all(before.get(path) == after.get(path) for path in paths)


def baseline(repository: Path, settings: Settings, state: State | None) -> str:
    """The commit whose policy holds; empty before the first push."""
    return state.baseline if state else tip(repository, settings.branch)


def next_change(repository: Path, settings: Settings, state: State | None) -> str:
    """What everybody who vouches names beside the new policy: the repository, the number of the change, the old digest.

    Stops if there is nothing to change: before the first push, or before the repository was given its identity.
    """
    base = baseline(repository, settings, state)
    if not base and not settings.code_is_signed_at_first:
        raise CannotRun(
            say("Nothing was published yet: the first push sets the policy, and nobody need allow it.")
        )
    if not settings.identity:
        raise CannotRun(
            say(
                "{path} was set up by an earlier version. Run 'sunlit publish install' again, with the same options.",
                path=str(repository),
            )
        )
    number = (state.changes if state else 0) + 1
    held = digest(repository, base, policy_paths(settings)) if base else NO_POLICY
    return f"{settings.identity}/{number} {held}"


def trailer(change: str, new: str) -> str:
    """The line of a signed message that vouches for a change to the policy with the digest ``new``."""
    return f"{TRAILER}: {change} {new}"


def objection(repository: Path, settings: Settings, state: State | None, commit: str) -> Phrase | None:
    """Why a commit may not be published under its own policy; nothing if it may."""
    base = baseline(repository, settings, state)
    if not base and not (settings.code_is_signed_at_first and brings_code(repository, settings, commit)):
        return None
    if base and same_policy(repository, settings, base, commit):
        return None
    since = state.tip if state else base
    change = next_change(repository, settings, state)
    line = trailer(change, digest(repository, commit, policy_paths(settings)))
    naming = tuple(_naming(repository, settings, base, since, commit, line))
    if _is_accepted(repository, settings, change, since, commit) or any(
        _is_signed(repository, settings, one, line) for one in naming
    ):
        return None
    return _refusal(settings, changed_files(repository, settings, base, commit), commit, line, naming)


def _is_accepted(repository: Path, settings: Settings, change: str, since: str, commit: str) -> bool:
    """Whether the operator accepted, for this change, a commit of the push that holds the policy of its last one."""
    accepted = accepted_commits(repository, change)
    pushed = {commit, *(commits_between(repository, since, commit, MOST_COMMITS) if accepted else ())}
    return any(_holds_policy_of(repository, settings, one, commit) for one in accepted & pushed)


def _holds_policy_of(repository: Path, settings: Settings, one: str, commit: str) -> bool:
    """Whether a commit on the way holds the policy of the last: nobody inspected it, so none of its folders is read."""
    return one == commit or have_same_objects(repository, one, commit, policy_paths(settings))


def _naming(
    repository: Path, settings: Settings, base: str, since: str, commit: str, line: str
) -> Iterator[str]:
    """The commits of a push that name its change in their message and hold the policy of its last one.

    They follow on what held, unless nothing of the push does (the branch was forced elsewhere, where that is allowed):
    what was signed on another history has no place here, however it was merged.
    """
    follows = bool(base) and is_ancestor(repository, base, commit)
    for one in commits_between(repository, since, commit, MOST_SIGNED, line):
        if _holds_policy_of(repository, settings, one, commit) and (
            not base or is_ancestor(repository, base, one) == follows
        ):
            yield one


def _is_signed(repository: Path, settings: Settings, commit: str, line: str) -> bool:
    content, signature = signed_content(repository, commit)
    message = content.partition(b"\n\n")[2]
    keys = Path(settings.allowed_signers)
    return (
        line.encode("ascii") in map(bytes.rstrip, message.splitlines())
        and keys.is_file()
        and bool(signing.commit_signer(content, signature, keys, settings.revoked_keys))
    )


def _refusal(settings: Settings, paths: list[str], commit: str, line: str, naming: Sequence[str]) -> Phrase:
    about = {"paths": ", ".join(paths), "commit": commit}
    if not settings.allowed_signers:
        return say(
            "This push changes what decides about publication ({paths}), which needs a commit signed by an allowed key, "
            "or the operator's 'sunlit publish accept {commit}'.",
            **about,
        )
    if naming:
        return say(
            "This push changes what decides about publication ({paths}). Commit {signed} names the change, but it bears "
            "no signature of an SSH key that is allowed today. It needs one by such a key: git commit --amend --no-edit -S "
            "--trailer '{trailer}', or the operator's 'sunlit publish accept {commit}'.",
            signed=naming[0],
            trailer=line,
            **about,
        )
    return say(
        "This push changes what decides about publication ({paths}), which needs a commit signed by an allowed key, "
        "or the operator's 'sunlit publish accept {commit}'. Whoever has such a key signs exactly this change with: "
        "git commit --amend --no-edit -S --trailer '{trailer}'",
        trailer=line,
        **about,
    )


def brings_code(repository: Path, settings: Settings, commit: str) -> bool:
    """Whether a commit holds templates or mkdocs.yml, and they would be used."""
    return settings.allow_templates and bool(code_of(repository, commit))


def code_of(repository: Path, commit: str) -> list[str]:
    """Which of the templates and mkdocs.yml a commit holds, used or not."""
    return [path for path in CODE if path in objects_at(repository, commit, EVER_POLICY)]


def accept(repository: Path, settings: Settings, state: State | None, commit: str) -> None:
    """The operator's word that a commit may make the change of policy that is next."""
    accept_commit(repository, commit, next_change(repository, settings, state))


def gone_live(repository: Path, settings: Settings, state: State | None, commit: str) -> tuple[str, int]:
    """The baseline and the number of changes once a pushed commit is live.

    The baseline stays as long as nothing that may ever be policy changes, so that what was signed on it is still
    built on it after others pushed records.
    """
    base, changes = baseline(repository, settings, state), state.changes if state else 0
    if not same_policy(repository, settings, base, commit):
        return commit, changes + 1
    stays = _hold_same(repository, base, commit, EVER_POLICY)
    return base if stays and is_ancestor(repository, base, commit) else commit, changes


def changed_files(repository: Path, settings: Settings, one: str, other: str, most: int = 3) -> list[str]:
    """The policy files in which two commits differ, the first few of them."""
    before, after = (
        set(filter(None, listing(repository, commit, policy_paths(settings)).split("\0")))
        if commit
        else set()
        for commit in (one, other)
    )
    paths = sorted({line.partition("\t")[2] for line in before ^ after})
    return [*paths[:most], *(["…"] if len(paths) > most else [])]
