"""A build that is killed in the middle: the old site stands, and the next build tidies up."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest
from building import PROJECT, Root, beside, environment

DEADLINE = 60
"""Seconds after which a process that should have done something is taken for stuck."""


@pytest.fixture
def killed(root: Root) -> Root:
    """A root whose build was killed in the middle: the new tree is begun, the old one still stands."""
    root.schema()
    root.records({"id": "a", "title": "旧"})
    root.build()
    root.records(*({"id": f"n{number}", "title": "新"} for number in range(3000)), file="b")
    command = [sys.executable, "-m", "generator", "-C", str(root.folder), "build"]
    process = subprocess.Popen(
        command, cwd=PROJECT, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    end = time.monotonic() + DEADLINE
    while not list(root.folder.glob(".site.*.new/notes/n*.html")):
        assert process.poll() is None, "the build ended before it could be killed"
        assert time.monotonic() < end
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait()
    return root


def test_what_a_killed_build_left_is_tidied_by_the_next(killed: Root) -> None:
    assert len(list(killed.folder.glob(".site.*.new"))) == 1
    assert killed.page("notes/a.html").texts("h1") == ["旧"]
    assert not (killed.site / "notes" / "n1.html").exists()
    (killed.folder / "data/notes/b.yaml").unlink()
    killed.records({"id": "b", "title": "新"}, file="b")
    killed.build()
    assert beside(killed) == ["site"]
    assert killed.page("notes/b.html").texts("h1") == ["新"]
