"""A person at a real terminal: waits for what is asked, types an answer, goes on."""

from __future__ import annotations

import os
import pty
import select
import subprocess
from collections.abc import Sequence
from pathlib import Path

from building import environment

PATIENCE = 60.0


def typed(
    sunlit: Path, arguments: Sequence[str], answers: Sequence[tuple[str, str]], cwd: Path
) -> tuple[int, str]:
    """Runs a command and types each answer once what stands before it is shown; its status, and all that was shown."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sunlit, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=cwd,
        env=environment(TERM="xterm", COLUMNS="200"),
        start_new_session=True,
    )
    os.close(theirs)
    shown, seen = "", 0
    try:
        for asked, answer in answers:
            while asked not in shown[seen:]:
                more = _read(ours)
                assert more, f"{asked!r} was never asked:\n{shown}"
                shown += more
            seen = len(shown)
            os.write(ours, f"{answer}\n".encode())
        while more := _read(ours):
            shown += more
        return process.wait(timeout=PATIENCE), shown.replace("\r\n", "\n")
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _read(terminal: int) -> str:
    """What is shown next; nothing once the other side has hung up."""
    ready, _, _ = select.select([terminal], [], [], PATIENCE)
    try:
        return os.read(terminal, 65536).decode("utf-8", "replace") if ready else ""
    except OSError:
        return ""
