"""Something that somebody should see to."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from generator.model.text.wording import Phrase, say


@dataclass(frozen=True, slots=True)
class Need:
    """What is behind or unsafe, and what puts it right: a command, or a line for a file."""

    what: Phrase
    cure: str


def of_another_owner(path: Path) -> Need | None:
    """Git refuses a repository that belongs to somebody else, and so does everything that asks git."""
    if os.name == "nt" or not path.exists() or path.stat().st_uid == os.getuid():
        return None
    shown = str(path)
    return Need(
        say("{path} belongs to another user, so git will not read it.", path=shown),
        f"sudo chown -R {os.getuid()}:{os.getgid()} {shown}",
    )
