"""A repository that receives pushes, asked through git: what a commit holds, what was signed, its files on disk.

Nothing of a commit is run or trusted: replacement objects are not followed, and files are read as objects and written
by us (:mod:`generator.read.git.objects`), so that no attribute of a tree has a say.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, wraps
from pathlib import Path
from typing import TypeVar

from generator.read.git import objects
from generator.read.git.command import is_object_name
from generator.read.git.objects import Git, GitFailed, TreeEntry

_SIGNATURE = re.compile(rb"^gpgsig (.*(?:\n .*)*)\n", re.MULTILINE)
_LONGEST_COMMIT = 1_000_000
"""Bytes of a commit's headers and message; a signature on a longer one is not looked at."""
_MOST_OF_A_TEXT = 65_536
_Answer = TypeVar("_Answer")
_AboutCommit = Callable[[Path, str, Sequence[str]], _Answer]


def _remembered(most: int) -> Callable[[_AboutCommit[_Answer]], _AboutCommit[_Answer]]:
    """Keep so many answers about commits: what has an id never changes. A name that may move is asked about each time."""

    def kept(read: _AboutCommit[_Answer]) -> _AboutCommit[_Answer]:
        remembered = lru_cache(most)(read)

        @wraps(read)
        def answer(repository: Path, commit: str, paths: Sequence[str]) -> _Answer:
            return (remembered if is_object_name(commit) else read)(repository, commit, tuple(paths))

        return answer

    return kept


def git_of(repository: Path) -> Git:
    """How git is asked about a repository, in the environment of the hook that asks: a push lies in quarantine there."""
    return Git(("--no-replace-objects", f"--git-dir={repository}"), os.environ)


def ask(repository: Path, *arguments: str) -> str:
    """What git prints, without the last line end. Raises :class:`GitFailed`."""
    done = _run(repository, arguments)
    if done.returncode:
        raise GitFailed(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout.decode("utf-8", "surrogateescape").rstrip("\n")


def answers(repository: Path, *arguments: str) -> bool:
    """Whether git says yes by its exit status. Raises :class:`GitFailed` if it was killed: that is no answer."""
    return _run(repository, arguments).returncode == 0


def resolve(repository: Path, name: str) -> str:
    """The full id of the commit that a name or the beginning of an id means; empty if there is none.

    Raises :class:`GitFailed` if git was killed: that says nothing of the commit.
    """
    done = _run(repository, ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"))
    return "" if done.returncode else done.stdout.decode("ascii").strip()


def move_names(repository: Path, names: Mapping[str, str]) -> None:
    """Let each name (``refs/…``) mean its commit: all of them or none. Raises :class:`GitFailed`."""
    lines = "".join(f"update {name} {commit}\n" for name, commit in names.items())
    done = _run(repository, ("update-ref", "--stdin"), lines.encode())
    if done.returncode:
        raise GitFailed(done.stderr.decode("utf-8", "replace").strip())


def _run(repository: Path, arguments: Sequence[str], said: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = git_of(repository).command(*arguments)
    done = subprocess.run(command, input=said, capture_output=True, check=False)
    if done.returncode < 0:
        raise GitFailed(f"git {arguments[0]}: {signal.strsignal(-done.returncode)}")
    return done


def tip(repository: Path, branch: str) -> str:
    """The commit that a branch stands at; empty if there is no such branch."""
    return resolve(repository, f"refs/heads/{branch}")


def is_ancestor(repository: Path, old: str, new: str) -> bool:
    """Whether everything of ``old`` is part of ``new``'s history."""
    return answers(repository, "merge-base", "--is-ancestor", old, new)


def commits_between(repository: Path, old: str, new: str, most: int, text: str = "") -> tuple[str, ...]:
    """The commits that ``new`` adds to ``old``, newest first, at most so many; only those whose message holds ``text``.

    Without ``old``: all of its history.
    """
    wanted = ("--fixed-strings", f"--grep={text}") if text else ()
    before = (f"^{old}",) if old else ()
    return tuple(ask(repository, "rev-list", f"--max-count={most}", *wanted, new, *before).split())


@_remembered(64)
def objects_at(repository: Path, commit: str, paths: Sequence[str]) -> Mapping[str, str]:
    """Mode and object of each of ``paths`` that is there in a commit, be it a file or a folder: what is equal holds the same.

    So much is soon read whatever a folder holds, also of a commit that nobody has inspected.
    """
    lines = ask(repository, "ls-tree", "-z", "--full-tree", commit, "--", *paths).split("\0")
    return {path: object for object, _, path in (line.partition("\t") for line in lines if line)}


@_remembered(4)  # each may be of fifty thousand files
def listing(repository: Path, commit: str, paths: Sequence[str]) -> str:
    """Mode, object and path of each file of a commit under ``paths``: equal listings, equal content."""
    return ask(repository, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *paths)


def entries(repository: Path, commit: str) -> Iterator[TreeEntry]:
    """Every file of a commit. Stop reading when it is too much: a small push can hold billions."""
    return objects.entries(git_of(repository), commit, (), "--full-tree")


def export(repository: Path, commit: str, paths: Sequence[str], folder: Path) -> None:
    """Write the files of a commit under ``paths`` into ``folder``: plain files, none over another."""
    git = git_of(repository)
    objects.write(git, list(objects.entries(git, commit, paths, "--full-tree")), folder)


def content(repository: Path, commit: str, path: str) -> str:
    """The text of one file of a commit; what is no UTF-8 in it is replaced."""
    return _beginning(repository, "blob", f"{commit}:{path}", _MOST_OF_A_TEXT).decode("utf-8", "replace")


def _beginning(repository: Path, kind: str, name: str, most: int) -> bytes:
    """The first bytes of an object."""
    command = git_of(repository).command("cat-file", kind, name)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        try:
            return process.stdout.read(most)
        finally:
            process.kill()


def signed_content(repository: Path, commit: str) -> tuple[bytes, bytes]:
    """What the signature of a commit covers (all of the commit but the signature), and the signature; both may be empty.

    Taken apart by us, since git judges a key by the day that the commit names, which is whatever its author likes.
    """
    raw = _beginning(repository, "commit", commit, _LONGEST_COMMIT + 1)
    header, end, message = raw.partition(b"\n\n")
    found = _SIGNATURE.search(header + b"\n") if len(raw) <= _LONGEST_COMMIT else None
    if not found:
        return b"", b""
    rest = (header + b"\n")[: found.start()] + (header + b"\n")[found.end() :]
    return rest + end[1:] + message, found[1].replace(b"\n ", b"\n") + b"\n"
