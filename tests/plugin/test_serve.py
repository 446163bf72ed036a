"""Previews: a change is shown, and a broken record does not take the preview away.

One is a process that begins with nothing; the others are copies of the one that runs the tests, which spares them a second each.
"""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from building import PROJECT, Copy, Root, be_mkdocs, environment

from generator.cli import main
from generator.website.search.postings import inflated
from generator.website.search.segment_files import BOOT_ADDRESS

DEADLINE = 45
"""Seconds that a preview has for showing what it should."""
COMMANDS = {
    "sunlit": ("-C", "{root}", "serve", "--address", "127.0.0.1:{port}"),
    "mkdocs": ("serve", "--dev-addr", "127.0.0.1:{port}"),
}
PROGRAMS = {"sunlit": main, "mkdocs": be_mkdocs}
Preview = Copy | subprocess.Popen[bytes]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return str(answer.read().decode())
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return ""


def wait_for(holds: Callable[[], bool], process: Preview, log: Path) -> None:
    end = time.monotonic() + DEADLINE
    while not holds():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.1)


@contextmanager
def preview(
    root: Root, program: str, log: Path, *, port: int = 0, anew: bool = False, **more: str
) -> Iterator[tuple[str, Preview]]:
    """``anew``: by a process that begins with nothing."""
    port = port or free_port()
    words = [part.format(root=root.folder, port=port) for part in COMMANDS[program]]
    process: Preview
    with log.open("wb") as output:
        if anew:
            command = [sys.executable, "-m", "generator", *words]
            settings = {"cwd": root.folder, "env": environment(**more)}
            process = subprocess.Popen(command, stdout=output, stderr=output, **settings)
        else:
            process = Copy(PROGRAMS[program], words, output, output, root.folder, **more)
    try:
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def _warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What a preview loads and works out once, this process has before it is copied."""
    _with_notes(Root(tmp_path_factory.mktemp("warm"))).build()


def _with_notes(root: Root) -> Root:
    root.schema()
    root.records({"id": "a", "title": "原来的题目"})
    root.write("content/about.md", "# 关于\n")
    root.write("mkdocs.yml", (PROJECT / "mkdocs.yml").read_text(encoding="utf-8"))
    return root


@pytest.fixture
def notes(root: Root, _warm: None) -> Root:
    return _with_notes(root)


@pytest.mark.parametrize("program", COMMANDS)
def test_a_preview_shows_what_changes_and_goes_on_showing_it_while_a_record_is_broken(
    notes: Root, program: str, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    with preview(notes, program, log, anew=program == "sunlit") as (host, process):
        wait_for(lambda: "原来的题目" in fetch(f"{host}/notes/a.html"), process, log)
        notes.records({"id": "a", "title": "改过的题目"})
        wait_for(lambda: "改过的题目" in fetch(f"{host}/notes/a.html"), process, log)
        notes.write("content/about.md", "# 换了\n")
        wait_for(lambda: "换了" in fetch(f"{host}/about.html"), process, log)
        assert "改过的题目" in fetch(f"{host}/notes/index.html")
        assert fetch(f"{host}/") != ""
        notes.write("data/notes/a.yaml", "id: a\ntitle: x\n标提: y\n")
        wait_for(lambda: "没有「标提」" in log.read_text(), process, log)
        assert "改过的题目" in fetch(f"{host}/notes/a.html")
        notes.records({"id": "a", "title": "又好了"})
        wait_for(lambda: "又好了" in fetch(f"{host}/notes/a.html"), process, log)
    assert "Traceback" not in log.read_text()
    assert not notes.site.exists(), "a preview is not a build"


@pytest.mark.usefixtures("_warm")
def test_a_saved_record_is_written_into_a_small_part_of_a_preview_s_index(root: Root, tmp_path: Path) -> None:
    """Whoever saved it waits; a published index of so few records is one segment, which a browser asks for once."""
    records = [{"id": f"r{number}", "title": f"题目{number}"} for number in range(70)]
    log = tmp_path / "log"

    def counts(index: bytes) -> list[int]:
        return [segment["count"] for segment in json.loads(inflated(index))["segments"]]

    root.schema()
    root.records(*records)
    root.build()
    assert counts((root.site / BOOT_ADDRESS).read_bytes()) == [70]
    with preview(root, "sunlit", log) as (host, process):
        wait_for(lambda: "题目69" in fetch(f"{host}/notes/r69.html"), process, log)
        with urllib.request.urlopen(f"{host}/{BOOT_ADDRESS}", timeout=5) as answer:
            assert counts(answer.read()) == [64, 6]


@pytest.mark.parametrize("program", COMMANDS)
def test_a_preview_of_broken_data_says_so_and_ends(notes: Root, program: str, tmp_path: Path) -> None:
    notes.write("data/notes/a.yaml", "id: a\n标提: y\n")
    log = tmp_path / "log"
    with preview(notes, program, log) as (_, process):
        assert process.wait(DEADLINE) == 1
    assert "没有「标提」" in log.read_text()
    assert "Traceback" not in log.read_text()


@pytest.mark.usefixtures("_warm")
def test_a_root_with_nothing_but_data_can_be_previewed(root: Root, tmp_path: Path) -> None:
    root.schema()
    root.records({"id": "a", "title": "只有数据"})
    log = tmp_path / "log"
    with preview(root, "sunlit", log) as (host, process):
        wait_for(lambda: "只有数据" in fetch(f"{host}/notes/a.html"), process, log)
        root.records({"id": "a", "title": "改了数据"})
        wait_for(lambda: "改了数据" in fetch(f"{host}/notes/a.html"), process, log)
    assert [path.name for path in root.folder.iterdir()] == ["data"]


def test_a_port_that_is_taken_is_named(notes: Root, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with preview(notes, "sunlit", log, port=taken.getsockname()[1]) as (_, process):
            assert process.wait(DEADLINE) == 2
    assert "Traceback" not in log.read_text()


def traces(folders: tuple[Path, ...]) -> set[Path]:
    """The pages of a preview that lie in any of these folders."""
    return {
        path
        for folder in folders
        for path in folder.rglob("a.html")
        if "原来的题目" in path.read_text("utf-8")
    }


def is_private(path: Path, below: Path) -> bool:
    """Whether somebody else is kept out on the way to a file."""
    ways = [above for above in path.parents if above.is_relative_to(below) and above != below]
    return any(not above.stat().st_mode & 0o077 for above in ways)


@pytest.mark.parametrize("program", COMMANDS)
def test_a_preview_that_is_ended_by_a_signal_leaves_nothing_lying_about(
    notes: Root, program: str, tmp_path: Path
) -> None:
    """Not where others look, and not after the next start, even if it was killed."""
    log, folders = tmp_path / "log", (tmp_path / "temporary", tmp_path / "cache")
    for folder in folders:
        folder.mkdir()
    places = {"TMPDIR": str(folders[0]), "SUNLIT_CACHE": str(folders[1])}
    with preview(notes, program, log, **places) as (host, process):
        wait_for(lambda: "原来的题目" in fetch(f"{host}/notes/a.html"), process, log)
        lying = traces(folders)
        assert lying
        assert all(is_private(path, tmp_path / path.relative_to(tmp_path).parts[0]) for path in lying)
        assert all(path.is_relative_to(folders[1]) for path in lying) or program == "mkdocs"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert traces(folders) == lying, "nobody was asked"
    with preview(notes, program, log, **places) as (host, process):
        wait_for(lambda: "原来的题目" in fetch(f"{host}/notes/a.html"), process, log)
        assert traces(folders)
        assert not traces(folders) & lying
        process.send_signal(signal.SIGTERM)
        process.wait(20)
    assert not traces(folders)
    assert not [path for path in folders[0].iterdir() if path.name != "mkdocs"]
    assert "Traceback" not in log.read_text()
