"""What the last build made, by key, so that this one links what is the same instead of making it.

The day is in no key. With each part stand the days on which it comes out the same, as they were found while it was made
(``model/records/tracked_day.py``), and on any other day it is made anew.

It stands beside the tree, never in it, and holds digests alone. It is believed about a file only while the file is the one
that was written: same inode, size and time of change, or else the same bytes. So it may be deleted, be
old, or be of another tree; whatever does not fit is made anew. Each build writes a new one, with what that build
published and nothing else.
"""

from __future__ import annotations

import hashlib
import os
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from itertools import takewhile
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from generator.model.files.addresses import Grant
from generator.model.records.tracked_day import Days, Recording, bare, recording
from generator.website.build import tree
from generator.website.build.parts import NO_KEY, Part

FOLDER = ".sunlit-cache"
FORMAT = "sunlit last build 4"
_HEAD = f"{FORMAT}\n".encode()


class Line(NamedTuple):
    """A file of a tree: the key of the part that it belongs to (hexadecimal), and what tells that it is still that file."""

    key: str
    address: str
    size: int
    digest: str
    changed: int
    """Nanoseconds, as the file system says."""
    inode: int
    first: int
    """The days on which the part is the same, by their numbers; both ends included."""
    last: int
    so_until: int
    """The last day on which all that the part says is so, by its number; on a day after ``last`` it only names another day."""

    @property
    def days(self) -> Days:
        return Days(self.first, self.last)


class LastBuild:
    """The files of each part, by its key: lines of text in the order of the keys, as they are kept.

    They are one value and not one for each file, since a process that was forked comes to own a copy of each object that it
    looks at.
    """

    def __init__(self, content: bytes = _HEAD) -> None:
        self._content = content
        """Nothing is found in what does not begin as this version writes it."""
        ends = (match.end() for match in re.finditer(rb"\n", content))
        self._starts = array("Q", ends if content.startswith(_HEAD) else ())
        del self._starts[-1:]  # where the last line ends none begins, or one that was cut off

    @classmethod
    def of(cls, lines: Iterable[Line]) -> LastBuild:
        """What is read of it once it is written."""
        return cls(b"".join(line.encode() for line in _written(lines)))

    def files(self, key: str) -> tuple[Line, ...]:
        """Those of the part with this key; none where its lines cannot be understood."""
        wanted = f"{key}\t".encode()
        first = bisect_left(
            self._starts, wanted, key=lambda start: self._content[start : start + len(wanted)]
        )
        starts = (self._starts[place] for place in range(first, len(self._starts)))
        own = takewhile(lambda start: self._content.startswith(wanted, start), starts)
        try:
            return tuple(map(self._line, own))
        except ValueError:
            return ()

    def __iter__(self) -> Iterator[Line]:
        return map(self._line, self._starts)

    def _line(self, start: int) -> Line:
        return _parsed(self._content[start : self._content.find(b"\n", start)].decode())


EMPTY = LastBuild()


def folder_beside(target: Path) -> Path:
    """Where what builds of a tree remember stands: beside the tree, where nobody is served."""
    return target.parent / FOLDER / target.name


def put(part: Part, today: date, last_build: LastBuild, new: Path, old: Path, grant: Grant) -> list[Line]:
    """The files of a part into the new tree: as links to the old one if the last build knew its key and today is one of its
    days, else made. ``today`` is the day that the part looks at.
    """
    key, number = part.key.hex(), bare(today).toordinal()
    known = last_build.files(key) if part.key != NO_KEY else ()
    known = known if all(line.days.hold(number) and grant.gives(line.address) for line in known) else ()
    if known and all(_linked(line, new, old) for line in known):
        return list(known)
    for line in known:  # some of them were linked before one was found to be gone
        (new / line.address).unlink(missing_ok=True)
    with recording(today) as found:
        made = tree.write_files(part.make(), new, old, grant)
    return [_line(key, written, new, found) for written in made]


def _linked(line: Line, new: Path, old: Path) -> bool:
    path = f"{old}/{line.address}"
    return _is_that_file(path, line) and tree.linked(path, f"{new}/{line.address}")


def _is_that_file(path: str, line: Line) -> bool:
    """By what the file system says; of a tree that was copied or unpacked, by its bytes."""
    try:
        found = os.lstat(path)
        if not tree.may_be_linked(found, line.size):
            return False
        if (found.st_mtime_ns, found.st_ino) == (line.changed, line.inode):
            return True
        return hashlib.sha256(Path(path).read_bytes()).hexdigest() == line.digest
    except OSError:
        return False


def _line(key: str, written: tree.Written, new: Path, looks: Recording) -> Line:
    found = os.lstat(f"{new}/{written.address}")
    return Line(key, *written, found.st_mtime_ns, found.st_ino, *looks.days, looks.so_until)


def read_last_build(target: Path) -> LastBuild:
    """What the build of a tree left; nothing if there is none, or none that can be understood."""
    try:
        return LastBuild((folder_beside(target) / "pages").read_bytes())
    except OSError:
        return EMPTY


def _parsed(text: str) -> Line:
    key, size, digest, changed, inode, first, last, so_until, address = text.split("\t")
    return Line(
        key, address, int(size), digest, int(changed), int(inode), int(first), int(last), int(so_until)
    )


def _written(lines: Iterable[Line]) -> Iterator[str]:
    """What can be told by its key. Of one key the files stay in the order in which they were made."""
    yield f"{FORMAT}\n"
    for line in sorted((line for line in lines if line.key), key=attrgetter("key")):
        yield (
            f"{line.key}\t{line.size}\t{line.digest}\t{line.changed}\t{line.inode}\t"
            f"{line.first}\t{line.last}\t{line.so_until}\t{line.address}\n"
        )


def write_last_build(target: Path, lines: Iterable[Line]) -> None:
    """Keep it for the next build. Who cannot write there builds everything anew the next time."""
    folder = folder_beside(target)
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = folder / f".pages.{os.getpid()}"
        with fresh.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(_written(lines))
        fresh.replace(folder / "pages")
