"""What the operator decided when the repository was set up, and what is published now: two small files on the server.

They stand in the repository's own folder, where no push can write.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from generator.model.text.stop import CannotRun
from generator.model.text.wording import say

FOLDER = "sunlit"
SETTINGS, STATE, ACCEPTED = "settings.json", "state.json", "accepted"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one push may cost and hold. A push past any of them is refused."""

    seconds: int = 600
    """Of computing, for checking and building together."""
    memory: int = 4_000
    """Megabytes of address space."""
    files: int = 50_000
    file: int = 100
    """Megabytes of the largest file."""
    total: int = 2_000
    """Megabytes of all files."""
    path: int = 400
    """Bytes of the longest path."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The operator's decisions. Paths are absolute; an empty one is none."""

    live: str
    """The symbolic link that the web server serves."""
    branch: str = "main"
    keep: int = 10
    """Releases that stay on disk beside the live one."""
    language: str = "zh"
    """What people who push read, unless their push asks for another."""
    allowed_signers: str = ""
    """Whose signature may change policy (the format of ``ssh-keygen``)."""
    revoked_keys: str = ""
    """Keys whose signatures count no more, whatever stands in ``allowed_signers`` (a list of keys, or a KRL)."""
    signing_key: str = ""
    """The private key that signs each manifest."""
    allow_rewriting: bool = False
    """Whether the branch may be forced back or deleted."""
    allow_templates: bool = False
    """Whether templates and mkdocs.yml of the repository are used: they are code."""
    code_is_signed_at_first: bool = False
    """Whether templates and mkdocs.yml need a signature in the first commit, too: where nobody looked at it before."""
    limits: Limits = Limits()
    identity: str = ""
    """What signatures call this repository: made by ``install``, never by a push, and another in every other place."""


@dataclass(frozen=True, slots=True)
class State:
    """What is published: commits by their full id."""

    revision: str
    """Whose records are live."""
    policy: str
    """Whose schemas, calendar and settings they were judged by."""
    baseline: str
    """Whose policy the next push is held against: the newest that was vouched for, also after a rollback."""
    tip: str
    """Where the branch stood when that was decided: after a rollback it is newer than ``revision``."""
    changes: int = 0
    """How many changes of policy were vouched for and went live. Never falls, so that no vouching counts twice."""


def folder(repository: Path) -> Path:
    """The server's own folder in a repository."""
    return repository / FOLDER


def read_settings(repository: Path) -> Settings:
    """The settings of a repository. Stops if none were made there."""
    path = folder(repository) / SETTINGS
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise CannotRun(
            say(
                "{path} is not set up for publishing. 'sunlit publish install' does that.",
                path=str(repository),
            )
        ) from None
    return _settings(content)


def _settings(content: dict[str, Any]) -> Settings:
    limits = Limits(**_known(Limits, content.pop("limits", {})))
    return Settings(**_known(Settings, content), limits=limits)


def _known(kind: type, content: dict[str, Any]) -> dict[str, Any]:
    """The keys that this version knows: settings written by another do not stop it."""
    names = {field.name for field in fields(kind)}
    return {key: value for key, value in content.items() if key in names}


def write_settings(repository: Path, settings: Settings) -> None:
    """Keep the settings."""
    write_json(folder(repository) / SETTINGS, asdict(settings))


def read_state(repository: Path) -> State | None:
    """What is published; nothing before the first push."""
    try:
        return State(**json.loads((folder(repository) / STATE).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


def write_state(repository: Path, state: State) -> None:
    """Keep what is published now."""
    write_json(folder(repository) / STATE, asdict(state))


def accepted_commits(repository: Path, change: str) -> frozenset[str]:
    """Commits that the operator allowed by name to make this one change of policy."""
    return frozenset(commit for commit, accepted in _acceptances(repository) if accepted == change)


def accept_commit(repository: Path, commit: str, change: str) -> None:
    """Allow a commit to make the change of policy that is next. What was accepted for earlier ones is forgotten."""
    names = sorted({*accepted_commits(repository, change), commit})
    write_whole(folder(repository) / ACCEPTED, "".join(f"{name} {change}\n" for name in names))


def _acceptances(repository: Path) -> list[tuple[str, str]]:
    try:
        lines = (folder(repository) / ACCEPTED).read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return []
    return [(commit, change) for commit, _, change in (line.partition(" ") for line in lines)]


def write_json(path: Path, content: object) -> None:
    """The file is the old one or the new one, whenever the power goes."""
    write_whole(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def write_whole(path: Path, text: str) -> None:
    """Write beside, force to disk, rename."""
    aside = path.with_name(f".{path.name}.new")
    with aside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Force the names in a folder to disk."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
