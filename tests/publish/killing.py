"""A real push that is killed at some moment, and what must be true after it."""

from __future__ import annotations

import os
import signal
import subprocess
import time

from building import environment
from pushing import Server

from generator.check.site.manifest import is_whole, manifest_of, read_manifest
from generator.publish.releases import home


def push_and_kill(server: Server, after: float) -> bool:
    """Push, and kill everything that takes part in it (git and hooks alike) so many seconds later.

    Returns whether the push had ended before.
    """
    command = ["git", "-C", str(server.clone.folder), "push", "-q", str(server.repository), "HEAD:main"]
    silent = subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdout=silent, stderr=silent, env=environment(), start_new_session=True
    )
    time.sleep(after)
    ended = process.poll() is not None
    if not ended:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return ended


def push_and_kill_at(server: Server, sign: str) -> None:
    """The same, at the moment when a file or folder appears among the releases; ``sign`` is a pattern of paths."""
    command = ["git", "-C", str(server.clone.folder), "push", "-q", str(server.repository), "HEAD:main"]
    silent = subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdout=silent, stderr=silent, env=environment(), start_new_session=True
    )
    end = time.monotonic() + 120
    while not any(home(server.live).glob(sign)):
        assert process.poll() is None, "the push ended before it could be killed"
        assert time.monotonic() < end
        time.sleep(0.001)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def served_revision(server: Server) -> str:
    """The revision that is served, of a tree that is whole; anything else is a failure."""
    assert server.live.is_symlink()
    assert is_whole(server.live), "what is served is not one whole release"
    return read_manifest(manifest_of(server.live)).revision
