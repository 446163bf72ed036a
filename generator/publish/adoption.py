"""A tree that a confined build made → a release: what did not change is linked to what is live, everything else copied.

Nothing is believed of the tree: only plain files are taken, by handles that no link leads astray.
"""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path
from typing import BinaryIO

from generator.model.files import modes
from generator.model.files.addresses import own_manifest, own_tombstones
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.publish.limits import LARGEST_OUTPUT, MEGABYTE

MOST_FILES = 2_000_000
_BLOCK = 1 << 20


def adopt(built: Path, tree: Path, live: Path | None) -> None:
    """Bring a built site, with what stands beside it, to ``tree``, which is not there yet.

    Raises :class:`CannotRun` if anything else than plain files lies there, or more than a build may write.
    """
    budget = [LARGEST_OUTPUT * MEGABYTE, MOST_FILES]
    _copy_folder(built, tree, live, budget)
    if own_tombstones(built).is_dir() and not own_tombstones(built).is_symlink():
        _copy_folder(own_tombstones(built), own_tombstones(tree), None, budget)
    manifest, there = own_manifest(built), own_manifest(tree)
    handle = os.open(built.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        _copy_file(handle, manifest.name, there, None, budget)
        there.chmod(modes.PRIVATE_FILE)
    finally:
        os.close(handle)


def _copy_folder(source: Path, target: Path, live: Path | None, budget: list[int]) -> None:
    target.mkdir(mode=modes.FOLDER)
    for place, folders, names, handle in os.fwalk(source, follow_symlinks=False):
        above = os.path.relpath(place, source)
        for name in folders:
            if not stat.S_ISDIR(os.stat(name, dir_fd=handle, follow_symlinks=False).st_mode):
                raise _no_plain_file(f"{above}/{name}")
            (target / above / name).mkdir(mode=modes.FOLDER)
        for name in names:
            _copy_file(handle, name, target / above / name, live and live / above / name, budget)


def _copy_file(folder: int, name: str, target: Path, like: Path | None, budget: list[int]) -> None:
    try:
        source = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except OSError:
        raise _no_plain_file(name) from None
    with os.fdopen(source, "rb") as file:
        found = os.fstat(file.fileno())
        budget[0], budget[1] = budget[0] - found.st_size, budget[1] - 1
        if not stat.S_ISREG(found.st_mode) or min(budget) < 0:
            raise _no_plain_file(name)
        if like and _is_same(like, file, found.st_size):
            os.link(like, target, follow_symlinks=False)
            return
        file.seek(0)
        with target.open("xb") as copy:
            shutil.copyfileobj(file, copy, _BLOCK)
        target.chmod(modes.FILE)


def _is_same(like: Path, file: BinaryIO, size: int) -> bool:
    try:
        known = like.lstat()
        if not stat.S_ISREG(known.st_mode) or known.st_size != size or modes.is_more(known.st_mode):
            return False
        with like.open("rb") as other:
            while block := file.read(_BLOCK):
                if block != other.read(len(block)):
                    return False
    except OSError:
        return False
    return True


def _no_plain_file(name: str) -> CannotRun:
    return CannotRun(say("The build left something that is no file of a site: {path}.", path=name))
