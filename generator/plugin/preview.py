"""A preview by MkDocs' server, whoever started it: it tidies up however it is ended, and after one that could not.

The tree shows open notices, so it is for nobody else (``Construction.finish``). ``sunlit serve`` keeps it in a folder of
the cache; ``mkdocs serve`` by itself in the system's temporary one, under a name that says nothing of its process.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from generator.model.files.working_folders import is_running, left_behind

FOLDER = "mkdocs_"
"""How MkDocs' server begins the name of its folder."""
MARK = ".sunlit-preview."
"""Before the number of the process, in the name of a file in the tree."""


def prepare() -> None:
    """End by a signal as by Ctrl-C, which removes the tree, and remove those of previews that were killed."""
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number and signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, _interrupt)
    folder = Path(tempfile.gettempdir())
    for tree in (*filter(_was_left, folder.glob(f"{FOLDER}*")), *left_behind(folder, f"{FOLDER}\\w+")):
        shutil.rmtree(tree, ignore_errors=True)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def mark(tree: Path) -> None:
    """Say in a tree whose it is."""
    (tree / f"{MARK}{os.getpid()}").touch()


def _was_left(tree: Path) -> bool:
    """Whether a tree is one of a preview of this account's that runs no more."""
    form = re.compile(re.escape(MARK) + r"(\d+)")
    with suppress(OSError, AttributeError):  # Windows has no numbers of accounts, and such folders for each
        if tree.lstat().st_uid != os.getuid() or tree.is_symlink():
            return False
        return any(
            not is_running(int(match[1])) for path in tree.iterdir() if (match := form.fullmatch(path.name))
        )
    return False
