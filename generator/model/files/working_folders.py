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
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.model.files.modes import PRIVATE_FILE, PRIVATE_FOLDER

PLACE = "SUNLIT_CACHE"
"""The environment's name for the cache folder; empty, nothing is kept. Without it: the user's own cache folder."""
WORK = "work"
LONGEST_UNUSED = 30 * 24 * 3600
"""Seconds."""
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_OURS = "sunlit-"
_FRESH = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_NO_LINK = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def own_cache(name: str) -> Path | None:
    """A folder of that name in the cache, made if it is not there; ``None`` if it cannot be, or if others may write to it."""
    with suppress(OSError, RuntimeError):  # there is no home
        folder = _named(name)
        if folder is None:
            return None
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        return folder if _is_ours_alone(folder.stat()) else None
    return None


def _named(name: str) -> Path | None:
    place = os.environ.get(PLACE)
    if place is not None:
        return Path(place) / name if place else None
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "sunlit" / name


def _is_ours_alone(found: os.stat_result) -> bool:
    """Whether nobody else may write there. Windows tells nothing here, and gives each user such folders of their own."""
    return os.name == "nt" or (found.st_uid == os.getuid() and not found.st_mode & _OTHERS_WRITE)


class KeptFiles:
    """What can be made again at any time, in a folder of the cache, by keys that say all that it follows from.

    A file that nothing asked for in a month goes by itself. Where there is no folder of one's own, nothing is kept.
    """

    def __init__(self, name: str) -> None:
        self._folder = own_cache(name)
        self._is_tidied = False

    @property
    def are_possible(self) -> bool:
        return self._folder is not None

    def get(self, key: str) -> bytes | None:
        """What was kept under the key, which is a name of a file; nothing of a file that is another's, or a link."""
        if self._folder is not None:
            with suppress(OSError):
                path = self._folder / key
                with open(os.open(path, _NO_LINK), "rb") as file:  # noqa: PTH123 - no link is followed
                    if _is_ours_alone(os.fstat(file.fileno())):
                        os.utime(path)
                        return file.read()
        return None

    def put(self, key: str, content: bytes) -> None:
        """Whole or not at all; where that is not possible, not at all."""
        if self._folder is not None:
            fresh = self._folder / f".{key}.{os.getpid()}"
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
                with open(os.open(fresh, _FRESH, PRIVATE_FILE), "wb") as written:  # noqa: PTH123 - it gets a mode
                    written.write(content)
                fresh.replace(self._folder / key)
                self._tidy(self._folder)

    def _tidy(self, folder: Path) -> None:
        """Once in a run."""
        if self._is_tidied:
            return
        self._is_tidied = True
        before = time.time() - LONGEST_UNUSED
        for path in folder.iterdir():
            process = path.name.rpartition(".")[2]
            was_left = path.name.startswith(".") and process.isdigit() and not is_running(int(process))
            if was_left or path.stat().st_mtime < before:
                path.unlink(missing_ok=True)


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


def keep_temporary_files_in(folder: Path) -> None:
    """From now on all temporary files of this process come to lie there. The environment alone is too late where a library has
    asked for a temporary file before: Python remembers where that was.
    """
    tempfile.tempdir = str(folder)


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
