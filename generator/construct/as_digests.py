"""What files, folders and installed libraries hold, told by digests: how a build knows that nothing changed.

Asked by whoever repeats what an earlier build told (``unchanged.py``), and by whoever takes frames from one (``kept_frames.py``).
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from generator.read.cache.own_code import add

_LIBRARIES = (".dist-info", ".egg-info")
_BLOCK = 1 << 20


class CannotTell(Exception):
    """There is something whose content is not told by a digest."""


class Digests(NamedTuple):
    """Of a place: what it holds; and, as another digest, whether it was touched meanwhile."""

    content: str
    stamps: str


def installed_libraries() -> Iterator[bytes]:
    """Every library with its version, as the folder beside it is called."""
    for place in sys.path:
        with suppress(OSError):
            names = os.listdir(place or ".")  # noqa: PTH208 - a path object each costs more than all the rest
            yield from (os.fsencode(name) for name in sorted(names) if name.endswith(_LIBRARIES))


def digests_of(place: Path, *, stamps_alone: bool = False) -> Digests:
    """A file, or a folder with all that is below it; what is not there counts as empty.

    Raises :class:`CannotTell` at a link and at whatever else is no plain file.
    """
    content, stamps = hashlib.sha256(), hashlib.sha256()

    def look_at(path: str, name: str, found: os.stat_result) -> None:
        kind = stat.S_IFMT(found.st_mode)
        add(content, [os.fsencode(name), str(kind).encode()])
        add(stamps, [f"{found.st_ino} {found.st_mtime_ns} {found.st_ctime_ns}".encode()])
        if kind == stat.S_IFDIR:
            for entry in sorted_entries(path):
                look_at(entry.path, entry.name, entry.stat(follow_symlinks=False))
            add(content, [b""])
        elif kind == stat.S_IFREG:
            add(content, [] if stamps_alone else [_digest_of(path)])
        else:
            raise CannotTell

    with suppress(FileNotFoundError):
        found = place.stat()
        look_at(str(place), "", found)
    return Digests(content.hexdigest(), stamps.hexdigest())


def _digest_of(path: str) -> bytes:
    total = hashlib.blake2b()
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a path object each costs more than a small file
        while block := file.read(_BLOCK):
            total.update(block)
    return total.digest()


def sorted_entries(folder: str) -> list[os.DirEntry[str]]:
    """What a folder holds, by name."""
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)
