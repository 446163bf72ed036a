"""Bringing commits from elsewhere into a repository of ours, or making one of a plain folder.

Whoever holds the other repository may be hostile: git runs nothing that it names, writes no more than it may, and is
stopped when it takes too long. What it brings are mere objects; no name of ours moves.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.read.git.objects import EXECUTABLE, FILE, GitFailed
from generator.read.git.repository import git_of

PROTOCOLS = "file:git:http:https:ssh"
MEGABYTE = 1_000_000
LEFT_BEHIND = ("refs/**/*.lock", "*.lock", "objects/pack/tmp_*", "objects/*/tmp_obj_*")
"""What a git that was killed leaves in a repository, and what would stop the next."""
SECONDS_TO_ASK = 120
FILE_SCHEME = "file://"
Before = Callable[[], None]
"""Is called in git's own process before git begins: confines it."""
_CAREFUL = (
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "fetch.fsckObjects=true"),
    *("-c", "fetch.unpackLimit=1"),  # one pack, so that one limit of size holds for all that comes
    *("-c", "core.fsync=committed"),
    *("-c", "gc.auto=0"),
    *("-c", "submodule.recurse=false"),
)


class TooMuch(GitFailed):
    """More came than may be, or it took too long."""


def place_on_this_machine(address: str) -> Path | None:
    """The folder that an address names; nothing if it is elsewhere."""
    path = Path(unquote(urlsplit(address).path) if address.startswith(FILE_SCHEME) else address)
    return path if path.is_absolute() else None


def remote_tip(
    repository: Path | None,
    address: str,
    branch: str,
    seconds: int = SECONDS_TO_ASK,
    before: Before | None = None,
) -> str:
    """The commit that a branch of another repository stands at; empty if there is no such branch. Raises :class:`GitFailed`."""
    name = f"refs/heads/{branch}"
    said = _ask(repository, ("ls-remote", "--", address, name), address, seconds, before=before)
    found = (line.split("\t") for line in said.splitlines())
    return next((parts[0] for parts in found if parts[1:] == [name]), "")


def fetch(
    repository: Path,
    address: str,
    branch: str,
    *,
    seconds: int,
    megabytes: int,
    before: Before | None = None,
) -> None:
    """Bring what a branch of another repository holds. Raises :class:`GitFailed`."""
    arguments = ("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-gc", "--", address)
    _ask(repository, (*arguments, f"refs/heads/{branch}"), address, seconds, megabytes, before)


def commit_of_folder(
    repository: Path,
    files: Sequence[tuple[Path, str]],
    parent: str,
    before: Before | None = None,
) -> str:
    """The commit whose files are these of a plain folder (:func:`files_below`), byte by byte; ``parent`` if that holds the same.

    Links are entered as links, so that whoever inspects the commit sees them. Raises :class:`GitFailed`, or ``OSError``.
    """
    index = repository / f"index.{os.getpid()}"
    try:
        lines = "".join(f"{path}\n" for path, _ in files if not path.is_symlink())
        hashing = ("hash-object", "-w", "--no-filters", "--stdin-paths")
        ids = iter(_write(repository, hashing, lines, before=before).split())
        entries = []
        for path, name in files:
            if path.is_symlink():
                id = _write(repository, ("hash-object", "-w", "--stdin"), str(path.readlink()))
                entries.append(f"120000 {id}\t{name}\0")
            else:
                mode = EXECUTABLE if os.access(path, os.X_OK) else FILE
                entries.append(f"{mode} {next(ids)}\t{name}\0")
        environment = {"GIT_INDEX_FILE": str(index)}
        _write(repository, ("update-index", "-z", "--index-info"), "".join(entries), environment)
        tree = _write(repository, ("write-tree",), "", environment)
        if parent and tree == _write(repository, ("rev-parse", f"{parent}^{{tree}}"), ""):
            return parent
        person = {f"GIT_{who}_{what}": text for who in ("AUTHOR", "COMMITTER") for what, text in _WHO}
        above = ("-p", parent) if parent else ()
        return _write(repository, ("commit-tree", tree, *above, "-m", "As it lay in the folder"), "", person)
    finally:
        index.unlink(missing_ok=True)


_WHO = (("NAME", "Sunlit"), ("EMAIL", "sunlit@localhost"))


def files_below(folder: Path, paths: Sequence[str]) -> Iterator[tuple[Path, str]]:
    """Each file or link below ``paths``, and its name from the folder on. No link is followed. Stop reading when it is too much.

    Raises ``OSError`` if a folder cannot be listed: what lies there would be left out.
    """
    for top in paths:
        start = folder / top
        if start.is_symlink() or start.is_file():
            yield start, top
            continue
        for place, folders, names in os.walk(start, onerror=_refuse) if start.is_dir() else ():
            links = [name for name in folders if Path(place, name).is_symlink()]
            for path in (Path(place, name) for name in sorted((*names, *links))):
                if path.is_symlink() or path.is_file():
                    yield path, path.relative_to(folder).as_posix()


def _refuse(error: OSError) -> None:
    raise error


def clear_left_behind(repository: Path) -> None:
    """Delete what a git that was killed left, in a repository that nobody but the caller writes to now."""
    for pattern in LEFT_BEHIND:
        for path in repository.glob(pattern):
            path.unlink(missing_ok=True)


def shown(address: str) -> str:
    """The address without the name and password that may stand in it."""
    with suppress(ValueError):
        parts = urlsplit(address)
        if parts.scheme and parts.netloc:
            return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return address


def _environment() -> Mapping[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if name not in ("GIT_DIR", "GIT_CONFIG_PARAMETERS")
    }
    return {
        "GIT_SSH_COMMAND": "ssh -o BatchMode=yes",
        **kept,
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": PROTOCOLS,
    }


def _write(
    repository: Path,
    arguments: Sequence[str],
    text: str,
    environment: Mapping[str, str] | None = None,
    before: Before | None = None,
) -> str:
    done = subprocess.run(
        git_of(repository).command(*arguments),
        input=os.fsencode(text),
        capture_output=True,
        check=False,
        env={**_environment(), **(environment or {})},
        preexec_fn=before,
    )
    if done.returncode:
        raise GitFailed(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout.decode("utf-8", "replace").strip()


def _ask(
    repository: Path | None,
    arguments: Sequence[str],
    address: str,
    seconds: int,
    megabytes: int | None = None,
    before: Before | None = None,
) -> str:
    """What git prints, in a group of processes of its own, so that none of its helpers outlives it."""
    options = git_of(repository).options if repository else ()
    with subprocess.Popen(
        ["git", *options, *_CAREFUL, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        process_group=0,
        preexec_fn=before,
    ) as process:
        if megabytes is not None and hasattr(resource, "prlimit"):
            with suppress(ProcessLookupError):
                most = megabytes * MEGABYTE
                resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (most, most))
        try:
            said, error = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise TooMuch(f"{shown(address)}: {seconds} s") from None
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        reason = error.decode("utf-8", "replace").strip().replace(address, shown(address))
        raise GitFailed(reason.splitlines()[-1] if reason else f"git {arguments[0]}: {process.returncode}")
    return said.decode("utf-8", "replace")
