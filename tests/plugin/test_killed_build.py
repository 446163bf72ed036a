"""A build that is killed in the middle: the old site stands, and the next build tidies up."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest
from building import PROJECT, Root, beside, environment, stamps

DEADLINE = 60
"""Seconds after which a process that should have done something is taken for stuck."""


def _heed_interruptions() -> None:
    """Whoever runs these tests in the background may have them ignored, and that would be inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def in_the_middle(root: Root) -> subprocess.Popen[str]:
    """A build that has begun its new tree, while the old one still stands. Two processes make its pages."""
    root.schema()
    root.records({"id": "a", "title": "旧"})
    root.build()
    root.records(*({"id": f"n{number}", "title": "新"} for number in range(3000)), file="b")
    command = [sys.executable, "-m", "generator", "-C", str(root.folder), "build"]
    process = subprocess.Popen(
        command,
        cwd=PROJECT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=_heed_interruptions,
    )
    end = time.monotonic() + DEADLINE
    while not list(root.folder.glob(".site.*.new/notes/n*.html")):
        assert process.poll() is None, "the build ended before it could be stopped"
        assert time.monotonic() < end
        time.sleep(0.002)
    return process


@pytest.fixture
def killed(root: Root) -> Root:
    """A root whose build was killed in the middle."""
    process = in_the_middle(root)
    process.send_signal(signal.SIGKILL)
    process.communicate()  # returns when nobody can write any more, so when all of its processes are gone
    return root


def test_an_interrupted_build_says_one_sentence_and_leaves_the_old_site(root: Root) -> None:
    process = in_the_middle(root)
    before = stamps(root.site)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=DEADLINE)
    assert process.returncode == 2
    assert said == "网站还没有生成完就停止了。原有的网站完整无损。\n"
    assert stamps(root.site) == before
    assert beside(root) == ["site"]


def test_what_a_killed_build_left_is_tidied_by_the_next(killed: Root) -> None:
    (left,) = killed.folder.glob(".site.*.new")
    assert left.stat().st_mode & 0o777 == 0o700, "nobody else looks into what is not public yet"
    assert killed.page("notes/a.html").texts("h1") == ["旧"]
    assert not (killed.site / "notes" / "n1.html").exists()
    (killed.folder / "data/notes/b.yaml").unlink()
    killed.records({"id": "b", "title": "新"}, file="b")
    killed.build()
    assert beside(killed) == ["site"]
    assert killed.page("notes/b.html").texts("h1") == ["新"]
