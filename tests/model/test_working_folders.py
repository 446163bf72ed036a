"""Private folders in the cache: for nobody else, and gone when the process is, however it ended."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from generator.model.files import working_folders
from generator.model.files.working_folders import (
    PLACE,
    fresh_folder,
    left_behind,
    own_cache,
    private_folder,
    private_temporary_files,
)


@pytest.fixture(scope="module")
def dead_process() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(PLACE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_nobody_else_can_look_into_it_and_it_goes_with_the_context(cache: Path) -> None:
    with private_folder("trial") as folder:
        assert folder.parent == cache / "work"
        assert folder.stat().st_mode & 0o777 == 0o700
        (folder / "name.txt").write_text("x")
    assert list((cache / "work").iterdir()) == []


def test_what_a_killed_process_left_is_cleared_by_the_next(
    cache: Path, dead_process: int, tmp_path: Path
) -> None:
    work, elsewhere = cache / "work", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.txt").write_text("x")
    work.mkdir(parents=True)
    (work / f".sunlit-preview.{dead_process}.a").mkdir()
    (work / f".sunlit-preview.{dead_process}.a" / "name.html").write_text("x")
    (work / f".sunlit-build.{dead_process}.b").mkdir()
    (work / f".sunlit-preview.{dead_process}.link").symlink_to(elsewhere)
    others = [
        f".sunlit-preview.{os.getpid()}.c",
        f".other.{dead_process}.d",
        "sunlit-preview",
        ".sunlit-preview.x.e",
    ]
    for name in others:
        (work / name).mkdir()
    with private_folder("trial"):
        pass
    assert sorted(path.name for path in work.iterdir()) == sorted(
        [*others, f".sunlit-preview.{dead_process}.link"]
    )
    assert (elsewhere / "kept.txt").exists()


def test_files_of_libraries_lie_there_too(cache: Path) -> None:
    before = tempfile.gettempdir()
    with private_temporary_files("trial") as folder, tempfile.NamedTemporaryFile() as file:
        assert Path(file.name).parent == folder
    assert tempfile.gettempdir() == before


@pytest.mark.parametrize("place", ["", "/proc/nowhere"])
def test_without_a_cache_it_is_private_all_the_same(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dead_process: int
) -> None:
    monkeypatch.setenv(PLACE, place)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / f".sunlit-trial.{dead_process}.a"
    left.mkdir()
    with private_folder("trial") as folder:
        assert folder.parent == tmp_path
        assert folder.stat().st_mode & 0o777 == 0o700
    assert not left.exists()


def test_a_cache_that_others_may_write_to_is_left_alone(cache: Path) -> None:
    (cache / "work").mkdir(parents=True)
    (cache / "work").chmod(0o777)
    assert own_cache("work") is None


def test_the_cache_of_the_account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PLACE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert own_cache("work") == tmp_path / "sunlit" / "work"


def test_whatever_cannot_be_told_from_a_running_process_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(process: int, number: int) -> None:
        raise PermissionError

    folder = fresh_folder(tmp_path, "a", ".new")
    assert list(left_behind(tmp_path, "a", ".new")) == []
    monkeypatch.setattr(working_folders, "is_running", lambda process: False)
    assert list(left_behind(tmp_path, "a", ".new")) == [folder]
    assert list(left_behind(tmp_path, "b", ".new")) == []
    monkeypatch.undo()
    monkeypatch.setattr(os, "kill", refuse)
    assert working_folders.is_running(1)
