"""A repository that receives pushes, asked through git: what a commit holds, what was signed, its files on disk.

Nothing of a commit is run or trusted. Attributes that a tree brings along have no effect (see :func:`disarm`),
replacement objects are not followed, and files are written by us, plain ones only.
"""

from __future__ import annotations

import os
import re
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

FILE, EXECUTABLE, LINK, SUBMODULE = "100644", "100755", "120000", "160000"
"""Modes of a tree's entries."""
NOTHING = "0" * 40
"""What git names as the commit of a branch that does not exist yet, or no more."""
_SIGNATURE = re.compile(rb"^gpgsig (.*(?:\n .*)*)\n", re.MULTILINE)
_LONGEST_COMMIT = 1_000_000
"""Bytes of a commit's headers and message; a signature on a longer one is not looked at."""
_BLOCK = 65_536
_NO_ATTRIBUTES = "* -text -eol -crlf -filter -ident -working-tree-encoding -export-ignore -export-subst\n"


class GitFailed(Exception):
    """Git could not do what it was asked; its own words are the message."""


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """One file of a commit: its mode, its size in bytes (0 for what is no file) and its path as git holds it."""

    mode: str
    size: int
    path: str

    @property
    def is_text_path(self) -> bool:
        """Whether the path is readable UTF-8 without control characters."""
        return self.path.isprintable()


def _command(repository: Path, arguments: Sequence[str]) -> list[str]:
    return ["git", "--no-replace-objects", f"--git-dir={repository}", *arguments]


def ask(repository: Path, *arguments: str) -> str:
    """What git prints, without the last line end. Raises :class:`GitFailed`."""
    done = subprocess.run(_command(repository, arguments), capture_output=True, check=False)
    if done.returncode:
        raise GitFailed(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout.decode("utf-8", "surrogateescape").rstrip("\n")


def answers(repository: Path, *arguments: str) -> bool:
    """Whether git says yes by its exit status."""
    return subprocess.run(_command(repository, arguments), capture_output=True, check=False).returncode == 0


def resolve(repository: Path, name: str) -> str:
    """The full id of the commit that a name or the beginning of an id means; empty if there is none."""
    try:
        return ask(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    except GitFailed:
        return ""


def tip(repository: Path, branch: str) -> str:
    """The commit that a branch stands at; empty if there is no such branch."""
    return resolve(repository, f"refs/heads/{branch}")


def is_ancestor(repository: Path, old: str, new: str) -> bool:
    """Whether everything of ``old`` is part of ``new``'s history."""
    return answers(repository, "merge-base", "--is-ancestor", old, new)


def commits_between(repository: Path, old: str, new: str, most: int, text: str = "") -> tuple[str, ...]:
    """The commits that ``new`` adds to ``old``, newest first, at most so many; only those whose message holds ``text``."""
    wanted = ("--fixed-strings", f"--grep={text}") if text else ()
    return tuple(ask(repository, "rev-list", f"--max-count={most}", *wanted, new, f"^{old}").split())


def listing(repository: Path, commit: str, paths: Sequence[str]) -> str:
    """Mode, object and path of each file of a commit under ``paths``: equal listings, equal content."""
    return ask(repository, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *paths)


def entries(repository: Path, commit: str) -> Iterator[TreeEntry]:
    """Every file of a commit. Stop reading when it is too much: a small push can hold billions."""
    arguments = ("ls-tree", "-r", "-l", "-z", "--full-tree", commit)
    with _reading(repository, arguments) as output:
        rest = b""
        while block := output.read(_BLOCK):
            *lines, rest = (rest + block).split(b"\0")
            yield from map(_entry, lines)


def _entry(line: bytes) -> TreeEntry:
    about, _, path = line.partition(b"\t")
    mode, _, _, size = about.split()
    return TreeEntry(mode.decode(), int(size) if size.isdigit() else 0, os.fsdecode(path))


@contextmanager
def _reading(repository: Path, arguments: Sequence[str]) -> Iterator[IO[bytes]]:
    """The output of a git that runs; it is ended when nobody reads on."""
    command = _command(repository, arguments)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        try:
            yield process.stdout
        finally:
            process.kill()


def export(repository: Path, commit: str, paths: Sequence[str], folder: Path) -> None:
    """Write the files of a commit under ``paths`` into ``folder``: plain files, none over another."""
    known = [path for path in paths if listing(repository, commit, [path])]
    if not known:
        return
    arguments = ("archive", "--format=tar", commit, "--", *known)
    with (
        _reading(repository, arguments) as output,
        tarfile.open(fileobj=output, mode="r|", encoding="utf-8") as archive,
    ):
        for member in archive:
            if member.isfile():
                _write(archive, member, folder)


def _write(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    path = folder / member.name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise GitFailed(f"path outside the tree: {member.name!r}")
    path.parent.mkdir(parents=True, exist_ok=True)
    content = archive.extractfile(member)
    assert content
    with content, path.open("xb") as file:
        while block := content.read(_BLOCK):
            file.write(block)


def content(repository: Path, commit: str, path: str) -> str:
    """The text of one file of a commit; what is no UTF-8 in it is replaced."""
    with _reading(repository, ("cat-file", "blob", f"{commit}:{path}")) as output:
        return output.read(_BLOCK).decode("utf-8", "replace")


def signed_content(repository: Path, commit: str) -> tuple[bytes, bytes]:
    """What the signature of a commit covers (all of the commit but the signature), and the signature; both may be empty.

    Taken apart by us, since git judges a key by the day that the commit names, which is whatever its author likes.
    """
    with _reading(repository, ("cat-file", "commit", commit)) as output:
        raw = output.read(_LONGEST_COMMIT + 1)
    header, end, message = raw.partition(b"\n\n")
    found = _SIGNATURE.search(header + b"\n") if len(raw) <= _LONGEST_COMMIT else None
    if not found:
        return b"", b""
    rest = (header + b"\n")[: found.start()] + (header + b"\n")[found.end() :]
    return rest + end[1:] + message, found[1].replace(b"\n ", b"\n") + b"\n"


def disarm(repository: Path) -> None:
    """Let no ``.gitattributes`` of a push decide what is written out of it, or how."""
    folder = repository / "info"
    folder.mkdir(exist_ok=True)
    (folder / "attributes").write_text(_NO_ATTRIBUTES, encoding="ascii")
