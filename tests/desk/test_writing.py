"""Files are written whole: whoever is killed at any moment leaves the old file or the new one, and nothing else that is read."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest
from forms import plans_root

from generator.desk.record_files.writing import put_whole, write_whole
from generator.model.text.stop import CannotRun
from generator.read.files.folders import is_left_over

OLD, NEW = b"old\n" * 5000, b"new: \xe4\xb8\x80\n" * 9000
"""Longer than what is written at once."""


def killed_at(moment: int, act: Callable[[], None]) -> bool:
    """Whether a copy of this process was killed before or after that call into the system while it acted."""
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    seen = 0

    def watch(_: FrameType, event: str, called: object) -> None:
        nonlocal seen
        if event in ("c_call", "c_return") and _is_of_the_system(called):
            seen += 1
            if seen == moment:
                os.kill(os.getpid(), signal.SIGKILL)

    try:
        sys.setprofile(watch)
        act()
        sys.setprofile(None)
    finally:
        os._exit(0)


def _is_of_the_system(called: object) -> bool:
    """Whether it is a function of ``posix``, or of an open file."""
    of = getattr(called, "__module__", None) or type(getattr(called, "__self__", None)).__module__
    return of in ("posix", "io", "_io")


@pytest.mark.parametrize("before", [OLD, None])
def test_a_file_is_old_or_new_whenever_its_writer_is_killed(tmp_path: Path, before: bytes | None) -> None:
    root = plans_root(tmp_path)
    target = root.folder / "data/plans/2026/a.yaml"
    outcomes: list[bytes | None] = []
    for moment in range(1, 10_000):
        target.unlink(missing_ok=True)
        if before is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(before)
        was_killed = killed_at(moment, lambda: write_whole(root.folder, "data/plans/2026/a.yaml", NEW))
        found = target.read_bytes() if target.exists() else None
        assert found in (before, NEW), f"half a file, killed at call {moment}"
        outcomes.append(found)
        others = (
            {path.name for path in target.parent.glob("*")} - {target.name}
            if target.parent.is_dir()
            else set()
        )
        assert all(map(is_left_over, others)), others
        if not was_killed:
            break
    assert len(outcomes) > 20, "it was killed at many moments"
    assert outcomes[-1] == NEW
    assert outcomes.count(before) > 5
    for left in target.parent.glob(".*"):
        assert left.read_bytes() == NEW[: left.stat().st_size], "what is left over is a part of the new file"


def test_what_cannot_be_written_is_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    (tmp_path / "file").write_bytes(OLD)
    for target in (tmp_path / "a.yaml", tmp_path / "file" / "b.yaml", tmp_path / ("x" * 300)):
        with pytest.raises(CannotRun) as stop:
            put_whole(target, NEW)
        assert stop.value.phrase.text == "{path} cannot be written: {reason}."
    assert {path.name for path in tmp_path.iterdir()} == {"a.yaml", "file"}


def test_what_another_left_over_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / f".a.yaml.{os.getpid()}~").write_bytes(b"half")
    put_whole(tmp_path / "a.yaml", NEW)
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]
    assert (tmp_path / "a.yaml").read_bytes() == NEW
