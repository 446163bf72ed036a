"""A push that is killed (power, kill -9) or finds the disk full: one whole release is served, and the next push heals."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from killing import push_and_kill_at, served_revision
from pushing import Server, server, with_warm_hooks

from generator.commands.common.release_build import build_for
from generator.commands.common.session import Session
from generator.publish.publication import Build
from generator.publish.releases import BUILDING, home

real: Build = build_for(Session(Path(), "en"))
"""What hooks build with, for pushes that nothing happens to: in a copy of this process."""


def heal(server: Server) -> None:
    """The next push succeeds without hand work, and nothing of the killed one is left."""
    server.clone.records({"id": "next", "title": "下一条"}, file="next")
    server.commit()
    server.receive(real)
    assert served_revision(server) == server.tip
    assert not any((home(server.live) / BUILDING).iterdir())


def test_killed_pushes(server: Server) -> None:
    """Killed while it builds, then another one when it is built and the branch is about to move."""
    server.receive(real)
    expected = {served_revision(server)}
    for moment in (".building/*/.site.*.new/notes", ".staged/*/note.json"):
        server.clone.records({"id": "b", "title": moment}, file="b")
        expected.add(server.commit())
        push_and_kill_at(server, moment)
        assert served_revision(server) in expected
    heal(server)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of six megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small file system can be mounted by the superuser only")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk(small_disk: Path, warm_sunlit: Path) -> None:
    crowded = with_warm_hooks(server(small_disk), warm_sunlit)
    crowded.receive(real)
    old = served_revision(crowded)
    ballast = small_disk / "ballast"
    crowded.clone.records({"id": "b", "title": "乙" * 200}, file="b")
    crowded.commit()
    free = os.statvfs(small_disk)
    ballast.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - 60_000)))
    refused = crowded.push()
    assert refused.returncode != 0
    assert "Traceback" not in refused.stderr
    assert served_revision(crowded) == old
    ballast.unlink()
    heal(crowded)
