"""A build that is killed in the middle: the old site stands, and the next build tidies up."""

from __future__ import annotations

import os
import signal
import time
from typing import IO

import pytest
from building import Copy, Root, beside, stamps

from generator.cli import main
from generator.model.declared.site import FrameName

DEADLINE = 60
"""Seconds after which a process that should have done something is taken for stuck."""


def in_the_middle(root: Root) -> tuple[Copy, IO[bytes]]:
    """A build that has begun its new tree, while the old one still stands, and what it says. Two processes make its pages."""
    root.schema()
    root.records({"id": "a", "title": "旧"})
    root.build(frame=FrameName.BUILTIN)
    root.records(*({"id": f"n{number}", "title": "新"} for number in range(2100)), file="b")
    said, out = (os.fdopen(end, mode) for end, mode in zip(os.pipe(), ("rb", "wb"), strict=True))
    with out:
        process = Copy(main, ("-C", root.folder, "build", "--frame", FrameName.BUILTIN), out, out)
    end = time.monotonic() + DEADLINE
    while not list(root.folder.glob(".site.*.new/notes/n*.html")):
        assert process.poll() is None, "the build ended before it could be stopped"
        assert time.monotonic() < end
        time.sleep(0.002)
    return process, said


@pytest.fixture
def killed(root: Root) -> Root:
    """A root whose build was killed in the middle."""
    process, said = in_the_middle(root)
    process.kill()
    process.wait(DEADLINE)
    with said:
        said.read()  # to the end, which is there when all of its processes are gone
    return root


def test_an_interrupted_build_says_one_sentence_and_leaves_the_old_site(root: Root) -> None:
    process, said = in_the_middle(root)
    before = stamps(root.site)
    process.send_signal(signal.SIGINT)
    assert process.wait(DEADLINE) == 2
    with said:
        assert said.read().decode() == "网站还没有生成完就停止了。原有的网站完整无损。\n"
    assert stamps(root.site) == before
    assert beside(root) == ["site"]


def test_what_a_killed_build_left_is_tidied_by_the_next(killed: Root) -> None:
    (left,) = killed.folder.glob(".site.*.new")
    assert left.stat().st_mode & 0o777 == 0o700, "nobody else looks into what is not public yet"
    assert killed.page("notes/a.html").texts("h1") == ["旧"]
    assert not (killed.site / "notes" / "n1.html").exists()
    (killed.folder / "data/notes/b.yaml").unlink()
    killed.records({"id": "b", "title": "新"}, file="b")
    killed.build(frame=FrameName.BUILTIN)
    assert beside(killed) == ["site"]
    assert killed.page("notes/b.html").texts("h1") == ["新"]
