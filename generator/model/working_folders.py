"""Folders that a process works in: for nobody else, named after the process, and cleared by the next if it was killed.

What is temporary holds what is not public, or not for long. So it stands in the cache folder of whoever runs this, never in
the system's temporary folder where others look, unless there is no cache folder of one's own; and each start looks for what
processes that run no more have left.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.model.modes import PRIVATE_FOLDER

PLACE = "SUNLIT_CACHE"
"""The environment's name for the cache folder; empty, nothing is kept. Without it: the user's own cache folder."""
WORK = "work"
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_OURS = "sunlit-"


def own_cache(name: str) -> Path | None:
    """A folder of that name in the cache, made if it is not there; ``None`` if it cannot be, or if others may write to it."""
    with suppress(OSError, RuntimeError):  # there is no home
        folder = _named(name)
        if folder is None:
            return None
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        return folder if _is_ours_alone(folder) else None
    return None


def _named(name: str) -> Path | None:
    place = os.environ.get(PLACE)
    if place is not None:
        return Path(place) / name if place else None
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "sunlit" / name


def _is_ours_alone(folder: Path) -> bool:
    """Windows tells nothing here, and gives each user such folders of their own."""
    found = folder.stat()
    return os.name == "nt" or (found.st_uid == os.getuid() and not found.st_mode & _OTHERS_WRITE)


@contextmanager
def private_folder(purpose: str, within: Path | None = None) -> Iterator[Path]:
    """A folder that nobody else can look into, and that goes with the context. ``purpose`` is a word for its name.

    It stands in the cache, or ``within`` another folder.
    """
    parent = within or own_cache(WORK) or Path(tempfile.gettempdir())
    for path in left_behind(parent, f"{_OURS}[a-z]+"):
        shutil.rmtree(path, ignore_errors=True)
    folder = fresh_folder(parent, _OURS + purpose)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def private_temporary_files(purpose: str) -> Iterator[Path]:
    """A private folder in which all temporary files of this process come to lie, those of libraries too."""
    before = tempfile.tempdir
    with private_folder(purpose) as folder:
        tempfile.tempdir = str(folder)
        try:
            yield folder
        finally:
            tempfile.tempdir = before


def fresh_folder(parent: Path, name: str, suffix: str = "") -> Path:
    """A new, empty folder for nobody else, whose name says which process it belongs to."""
    return Path(tempfile.mkdtemp(prefix=f".{name}.{os.getpid()}.", suffix=suffix, dir=parent))


def left_behind(parent: Path, pattern: str, suffixes: str = "") -> Iterator[Path]:
    """Folders that :func:`fresh_folder` made for processes that run no more.

    ``pattern`` and ``suffixes`` are regular expressions of names and suffixes.
    """
    form = re.compile(rf"\.(?:{pattern})\.(\d+)\..*(?:{suffixes})")
    for path in sorted(parent.iterdir()) if parent.is_dir() else ():
        match = form.fullmatch(path.name)
        if match and _is_our_folder(path) and not is_running(int(match[1])):
            yield path


def _is_our_folder(path: Path) -> bool:
    with suppress(OSError):
        found = path.lstat()
        return stat.S_ISDIR(found.st_mode) and (os.name == "nt" or found.st_uid == os.getuid())
    return False


def is_running(process: int) -> bool:
    """Whether there is a process of that number."""
    if os.name == "nt":
        return True  # to ask would end it there
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
