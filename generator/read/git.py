"""What git knows of a root (git's only home): its revision, and the data of an earlier one.

Whoever pushed the revision may be hostile, so it is read as objects, never checked out: no hook, filter, attribute,
replacement or submodule has a say, no link is made, nothing is fetched.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from threading import Timer
from zoneinfo import ZoneInfo

from generator.model.stop import CannotRun
from generator.model.wording import Phrase, say

UNCOMMITTED = "+"
"""Marks a revision to which uncommitted changes were added."""
DATA = "data"
ATTACHMENTS = f"{DATA}/attachments/"
SECONDS = 120
"""After this a command of git's is stopped."""
LARGEST = 250_000_000
"""Bytes of a file that is still fetched from a revision: more than any reader takes."""
_PLAIN_FILES = frozenset({b"100644", b"100755"})
_SHA1_DIGITS = 40
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


@dataclass(frozen=True, slots=True)
class _Blob:
    """A plain file of a revision by its path below the root."""

    id: str
    size: int
    path: str


def revision(root: Path) -> str:
    """The commit that the root's files are of, with ``+`` if some differ from it; empty outside git."""
    commit = _git(root, "rev-parse", "--verify", "HEAD")
    if not commit:
        return ""
    changed = _git(
        root,
        "status",
        "--porcelain",
        "--untracked-files=all",
        "--",
        "data",
        "content",
        "site_templates",
        "mkdocs.yml",
    )
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


def find_revision(root: Path, name: str, time_zone: str) -> EarlierRevision:
    """The commit that ``name`` means in the repository of ``root``. Stops if it is not at hand, and says how to get it."""
    if not _careful(root, "rev-parse", "--git-dir"):
        raise CannotRun(
            say("{root} is not in a git repository, so there is no earlier revision.", root=str(root))
        )
    commit = "" if name.startswith("-") else _commit(root, name)
    if not commit:
        raise CannotRun(_missing(root, name))
    moment = _careful(root, "show", "-s", "--no-show-signature", "--format=%ct", commit)
    if not moment.isdigit():
        raise CannotRun(_missing(root, name))
    return EarlierRevision(commit, datetime.fromtimestamp(int(moment), ZoneInfo(time_zone)).date())


def _commit(root: Path, name: str) -> str:
    return _careful(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").split(
        "\n"
    )[-1]


def _missing(root: Path, name: str) -> Phrase:
    """Why a revision is not there, and the command that fetches it."""
    remote = (_careful(root, "remote").splitlines() or ["origin"])[0]
    if _careful(root, "rev-parse", "--is-shallow-repository") == "true":
        return say(
            "Revision {revision} is not in this clone, which holds only the latest. Fetch it: {command}",
            revision=name,
            command=_fetch(remote, name, "--depth=1", "--unshallow"),
        )
    return say(
        "Revision {revision} is not in this repository. If it exists elsewhere, fetch it: {command}",
        revision=name,
        command=_fetch(remote, name, "", ""),
    )


def _fetch(remote: str, name: str, one: str, all: str) -> str:
    """A commit or a remote's branch is fetched by itself; what is counted back from another needs the whole history."""
    branch = name.removeprefix(f"{remote}/")
    if _is_object_name(name):
        parts = ["git", "fetch", one, remote, name]
    elif branch != name and not any(sign in branch for sign in "~^@{}: "):
        parts = ["git", "fetch", one, remote, f"+refs/heads/{branch}:refs/remotes/{name}"]
    else:
        parts = ["git", "fetch", all, remote]
    return shlex.join(part for part in parts if part)


def _is_object_name(name: str) -> bool:
    return len(name) >= _SHA1_DIGITS and all(sign in "0123456789abcdef" for sign in name)


@contextmanager
def laid_out(root: Path, found: EarlierRevision) -> Iterator[tuple[Path, frozenset[str]]]:
    """A private folder with ``data/`` as it was, and which attachments have other bytes in ``root`` now.

    The folder goes with the context. Attachments are not laid out: they may be large, and only their sameness counts.
    """
    blobs = list(_blobs(root, found.commit))
    with TemporaryDirectory(prefix="sunlit-") as folder:
        new = Path(folder)
        _write(root, [blob for blob in blobs if not blob.path.startswith(ATTACHMENTS)], new)
        changed = [blob for blob in blobs if blob.path.startswith(ATTACHMENTS) and _differs(root, blob)]
        yield new, frozenset(blob.path.removeprefix(ATTACHMENTS) for blob in changed)


def _blobs(root: Path, commit: str) -> Iterator[_Blob]:
    """The plain files below data/; links, submodules and what is no path that git itself would write are left out."""
    listing = _careful_bytes(root, "ls-tree", "-r", "-l", "-z", commit, f"{DATA}/")
    if listing is None:
        raise CannotRun(_lost(root, f"{DATA}/"))
    for line in listing.split(b"\0"):
        about, _, name = line.partition(b"\t")
        mode, _, id, size = about.split() if about else (b"", b"", b"", b"0")
        path = os.fsdecode(name)
        if mode in _PLAIN_FILES and size.isdigit() and _stays_inside(path):
            yield _Blob(id.decode("ascii"), int(size), path)


def _stays_inside(path: str) -> bool:
    parts = path.split("/")
    return parts[0] == DATA and not any(part in ("", ".", "..") for part in parts)


def _write(root: Path, blobs: Sequence[_Blob], folder: Path) -> None:
    """The blobs as files. One that no reader takes becomes a file of its size without content."""
    contents = _contents(root, [blob for blob in blobs if blob.size <= LARGEST])
    (folder / DATA).mkdir()
    for blob in blobs:
        target = folder / PurePosixPath(blob.path)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                file.truncate(blob.size) if blob.size > LARGEST else file.write(next(contents))
        except OSError as error:
            raise CannotRun(
                say("{path} cannot be read: {reason}.", path=blob.path, reason=str(error.strerror))
            ) from None


def _contents(root: Path, blobs: Sequence[_Blob]) -> Iterator[bytes]:
    """The bytes of each blob as git keeps them: no filter and no change of line ends."""
    command = ["git", *_CAREFUL, "-C", str(root), "cat-file", "--batch"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        watch = Timer(SECONDS, process.kill)
        watch.start()
        try:
            for blob in blobs:
                process.stdin.write(f"{blob.id}\n".encode())
                process.stdin.flush()
                header = process.stdout.readline().split()
                content = process.stdout.read(blob.size + 1) if len(header) == 3 else b""
                if len(content) != blob.size + 1:
                    raise CannotRun(_lost(root, blob.path))
                yield content[:-1]
        except BrokenPipeError:
            raise CannotRun(_lost(root, "")) from None
        finally:
            watch.cancel()
            process.kill()


def _lost(root: Path, path: str) -> Phrase:
    remote = (_careful(root, "remote").splitlines() or ["origin"])[0]
    command = shlex.join(["git", "fetch", "--refetch", "--no-filter", remote])
    return say(
        "The repository does not hold {path} of the earlier revision. Fetch it: {command}",
        path=path,
        command=command,
    )


def _differs(root: Path, blob: _Blob) -> bool:
    """Whether the file at hand is there with other bytes; one that is gone is not this rule's business."""
    path = root / blob.path
    if not path.is_file() or path.is_symlink():
        return False
    if path.stat().st_size != blob.size:
        return True
    digest = hashlib.new("sha1" if len(blob.id) == _SHA1_DIGITS else "sha256", usedforsecurity=False)
    digest.update(f"blob {blob.size}\0".encode())
    with path.open("rb") as file:
        for part in iter(lambda: file.read(1 << 20), b""):
            digest.update(part)
    return digest.hexdigest() != blob.id


def _careful(root: Path, *arguments: str) -> str:
    """What git prints, stripped; empty if it cannot answer."""
    return (_careful_bytes(root, *arguments) or b"").decode("utf-8", "replace").strip()


def _careful_bytes(root: Path, *arguments: str) -> bytes | None:
    """What git prints; nothing if it fails."""
    try:
        done = subprocess.run(
            ["git", *_CAREFUL, "-C", str(root), *arguments],
            capture_output=True,
            check=False,
            timeout=SECONDS,
            env=_environment(),
        )
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _environment() -> Mapping[str, str]:
    """Ours without what would point git elsewhere; git asks nobody and fetches nothing."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
