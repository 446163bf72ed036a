"""What a pushed commit may hold, before anything of it is written to disk or read."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from generator.model.text.wording import Phrase, say
from generator.publish.limits import MEGABYTE
from generator.publish.settings import Limits
from generator.read.git.objects import FILE, LINK, SUBMODULE, TreeEntry
from generator.read.git.repository import content, entries

ATTRIBUTES = ".gitattributes"
_ACTIVE = ("filter=", "export-ignore", "export-subst", "ident", "working-tree-encoding")
"""Attributes by which a file that is published would differ from the file that was pushed."""


def objection(repository: Path, commit: str, limits: Limits) -> Phrase | None:
    """Why a commit is not looked at any further; nothing if there is no reason."""
    found: list[TreeEntry] = []
    return _of_entries(entries(repository, commit), limits, found) or _of_attributes(
        repository, commit, found
    )


def objection_to_files(files: Iterable[tuple[Path, str]], limits: Limits) -> Phrase | None:
    """The same of files that lie in a folder, with the names that they are to have, before git takes any of them in."""
    found = ((path.lstat(), name) for path, name in files)
    as_entries = (
        TreeEntry(LINK if stat.S_ISLNK(of.st_mode) else FILE, "", of.st_size, name) for of, name in found
    )
    return _of_entries(as_entries, limits, [])


def _of_entries(entries: Iterable[TreeEntry], limits: Limits, found: list[TreeEntry]) -> Phrase | None:
    """``found`` takes in what was looked at."""
    total = 0
    for entry in entries:
        found.append(entry)
        total += entry.size
        if reason := _of_entry(entry, limits) or _of_all(len(found), total, limits):
            return reason
    return None


def _of_entry(entry: TreeEntry, limits: Limits) -> Phrase | None:
    path = entry.path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if entry.mode == LINK:
        return say("{path} is a link. Put the file itself in its place.", path=path)
    if entry.mode == SUBMODULE:
        return say("{path} is another repository (a submodule). Put its files in its place.", path=path)
    if not entry.is_text_path:
        return say("{path}: the name is not readable text. Rename the file.", path=repr(path))
    if len(entry.path.encode()) > limits.path:
        return say("{path}: the path is longer than {most} bytes. Shorten it.", path=path, most=limits.path)
    if entry.size > limits.file * MEGABYTE:
        return say("{path} is larger than {most} MB.", path=path, most=limits.file)
    return None


def _of_all(count: int, total: int, limits: Limits) -> Phrase | None:
    if count > limits.files:
        return say(
            "The push holds more than {most} files. Put records into fewer files, such as one a year.",
            most=limits.files,
        )
    if total > limits.total * MEGABYTE:
        return say("The files of the push are larger than {most} MB together.", most=limits.total)
    return None


def _of_attributes(repository: Path, commit: str, found: Iterable[TreeEntry]) -> Phrase | None:
    for path in _attribute_files(found):
        for line in content(repository, commit, path).splitlines():
            for word in line.split()[1:]:
                if not line.startswith("#") and word.startswith(_ACTIVE):
                    return say(
                        "{path}: '{word}' would publish other files than those that were pushed. Delete it.",
                        path=path,
                        word=word,
                    )
    return None


def _attribute_files(found: Iterable[TreeEntry]) -> Iterator[str]:
    return (entry.path for entry in found if PurePosixPath(entry.path).name == ATTRIBUTES)
