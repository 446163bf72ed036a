"""Random keys that only whoever runs this has: with them is told what this account left from what anybody else wrote."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from generator.model.files.modes import PRIVATE_FILE
from generator.model.files.working_folders import own_cache

FOLDER = "keys"
KEY_BYTES = 32
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def own_key(name: str) -> bytes:
    """Random bytes that stay the same and that nobody else knows; empty where nothing can be kept."""
    folder = own_cache(FOLDER)
    with suppress(OSError):
        if folder:
            path = folder / name
            if not path.is_file() or path.stat().st_size != KEY_BYTES:
                _make_key(folder, path)
            if os.name == "nt" or not path.stat().st_mode & _OTHERS:
                return path.read_bytes()
    return b""


def _make_key(folder: Path, path: Path) -> None:
    """Whole or not at all. Of two that are made at once one counts: what followed from the other is made anew."""
    fresh = folder / f".{path.name}.{os.getpid()}"
    fresh.unlink(missing_ok=True)
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "wb") as written:  # noqa: PTH123 - it gets a mode
        written.write(secrets.token_bytes(KEY_BYTES))
    fresh.replace(path)
