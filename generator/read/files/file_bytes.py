"""A file → its bytes, or the finding that says why there are none."""

from __future__ import annotations

from pathlib import Path

from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Source
from generator.model.text.wording import say

MEGABYTE = 1_000_000


def read_bytes(root: Path, path: str, megabytes: int) -> bytes | Finding:
    """The file at ``path`` (relative to ``root``) as it is, if it has at most ``megabytes``."""
    try:
        with (root / path).open("rb") as file:
            data = file.read(megabytes * MEGABYTE + 1)
    except OSError:
        hint = say("See that it exists and that you may open it.")
        return Finding(rules.UNREADABLE_FILE, Source(path), say("The file cannot be opened."), hint)
    if len(data) > megabytes * MEGABYTE:
        message = say("The file is larger than {limit} MB.", limit=megabytes)
        hint = say("Divide it into several files, for example one a year.")
        return Finding(rules.FILE_TOO_LARGE, Source(path), message, hint)
    return data
