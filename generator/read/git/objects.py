"""The files of a commit, read out of git as objects and written by us: never checked out, never archived.

Whoever made the commit may be hostile, so no attribute, filter, hook, replacement or change of line ends has a say in
what is read or written, no link is made, and no path leaves the folder.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from threading import Timer
from typing import IO

FILE, EXECUTABLE, LINK, SUBMODULE = "100644", "100755", "120000", "160000"
"""Modes of a tree's entries."""
NOTHING = "0" * 40
"""What git names as the commit of a branch that does not exist yet, or no more."""
SECONDS = 120
"""After this a command of git's that reads is stopped; one that reads much gets more."""
_SLOWEST = 1_000_000
"""Bytes a second that any disk gives."""
_BLOCK = 65_536


class GitFailed(Exception):
    """Git could not do what it was asked; its own words are the message."""


class ObjectMissing(GitFailed):
    """The repository does not hold an object of the commit: a partial or a damaged clone."""

    def __init__(self, path: str) -> None:
        super().__init__(f"missing object: {path!r}")
        self.path = path


@dataclass(frozen=True, slots=True)
class Git:
    """How git is called: with which options before the command, and in which environment."""

    options: tuple[str, ...]
    environment: Mapping[str, str]

    def command(self, *arguments: str) -> list[str]:
        """What is run to ask git this."""
        return ["git", *self.options, *arguments]


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """One entry of a commit: mode, object, size in bytes (0 for what is no file), and the path as git holds it."""

    mode: str
    id: str
    size: int
    path: str

    @property
    def is_plain_file(self) -> bool:
        """Whether it is a file, and each part of its path names something in the folder above, on any system."""
        parts = self.path.split("/")
        return self.mode in (FILE, EXECUTABLE) and all(
            part != ".." and Path(part).name == part for part in parts
        )

    @property
    def is_text_path(self) -> bool:
        """Whether the path is readable UTF-8 without control characters."""
        return self.path.isprintable()


def entries(git: Git, commit: str, paths: Sequence[str] = (), *options: str) -> Iterator[TreeEntry]:
    """Every entry of a commit under ``paths``. Stop reading when it is too much: a small push can hold billions.

    Raises :class:`ObjectMissing` if git cannot list them to the end.
    """
    command = git.command("ls-tree", "-r", "-l", "-z", *options, commit, "--", *paths)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=git.environment
    ) as process:
        assert process.stdout is not None
        try:
            rest = b""
            while block := process.stdout.read(_BLOCK):
                *lines, rest = (rest + block).split(b"\0")
                yield from map(_entry, lines)
            if process.wait():
                raise ObjectMissing(paths[0] if paths else "")
        finally:
            process.kill()


def _entry(line: bytes) -> TreeEntry:
    about, _, path = line.partition(b"\t")
    mode, _, id, size = about.split()
    return TreeEntry(
        mode.decode("ascii"), id.decode("ascii"), int(size) if size.isdigit() else 0, os.fsdecode(path)
    )


def contents(git: Git, found: Sequence[TreeEntry]) -> Iterator[tuple[TreeEntry, IO[bytes]]]:
    """Each file with its bytes as git keeps them, to be read (``entry.size`` of them) before the next is asked for.

    Raises :class:`ObjectMissing`.
    """
    if not found:
        return
    command = git.command("cat-file", "--batch")
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=git.environment
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        watch = Timer(SECONDS + sum(entry.size for entry in found) // _SLOWEST, process.kill)
        watch.start()
        try:
            for entry in found:
                process.stdin.write(f"{entry.id}\n".encode())
                process.stdin.flush()
                if len(process.stdout.readline().split()) != len(("id", "kind", "size")):
                    raise ObjectMissing(entry.path)
                yield entry, process.stdout
                if process.stdout.read(1) != b"\n":
                    raise ObjectMissing(entry.path)
        except BrokenPipeError:
            raise ObjectMissing("") from None
        finally:
            watch.cancel()
            process.kill()


def write(
    git: Git,
    found: Sequence[TreeEntry],
    folder: Path,
    look: Callable[[TreeEntry, bytes], None] | None = None,
) -> None:
    """Write the plain files among ``found`` into ``folder``, none over another; ``look`` is shown how each begins.

    Raises :class:`ObjectMissing`, or ``OSError`` for what the disk cannot take.
    """
    for entry, source in contents(git, [entry for entry in found if entry.is_plain_file]):
        target = folder / PurePosixPath(entry.path)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            left, start = entry.size, True
            while block := source.read(min(left, _BLOCK)):
                if start and look:
                    look(entry, block)
                file.write(block)
                left, start = left - len(block), False
        if left:
            raise ObjectMissing(entry.path)
