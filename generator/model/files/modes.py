"""The modes of a built tree: what a build gives, so that whoever finds more knows that somebody else gave it.

A build may give less, by the umask of whoever runs it. Systems that know no such modes say nothing here.
"""

from __future__ import annotations

import os
import stat

FILE, FOLDER = 0o644, 0o755
PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
"""For nobody else, a web server included."""
_EXCESS_FILE = 0o7777 & ~FILE
_EXCESS_FOLDER = 0o7777 & ~FOLDER & ~stat.S_ISGID
"""A folder may inherit its group: many servers have it so."""
KNOWN = os.name != "nt"


def is_more(mode: int) -> bool:
    """Whether a file or folder grants more than a build gives: others may write, or it may run. ``mode`` as of ``lstat``."""
    return KNOWN and bool(mode & (_EXCESS_FOLDER if stat.S_ISDIR(mode) else _EXCESS_FILE))


def without_excess(mode: int) -> int:
    """The permissions that stay."""
    return stat.S_IMODE(mode) & ~(_EXCESS_FOLDER if stat.S_ISDIR(mode) else _EXCESS_FILE)
