"""The tree on disk: fresh folders, links instead of copies, one swap, and what a dead process leaves behind."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import stamps

from generator.model.files.addresses import grant_of
from generator.model.text.stop import CannotRun
from generator.website.build import tree

GRANT = grant_of(["a", "b", "d", "x"], ["zh"])
"""Whatever these tests write."""


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def dead_process() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def put(folder: Path, files: dict[str, str]) -> None:
    for address, text in files.items():
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def make(target: Path, files: dict[str, bytes]) -> None:
    new = tree.fresh_beside(target)
    written = tree.write_files(files.items(), new, target, GRANT)
    tree.seal(new, target, written, GRANT, revision="r", as_of="2026-11-24")
    tree.take_place(new, target)


def test_a_target_may_be_absent_empty_or_ours(target: Path) -> None:
    tree.refuse_foreign(target)
    target.mkdir()
    tree.refuse_foreign(target)
    put(target, {"manifest.json": "{}", "x.html": "x"})
    tree.refuse_foreign(target)


def test_versions_of_an_address_differ_in_the_second_that_servers_go_by(target: Path) -> None:
    """However fast they follow each other: nginx and browsers take two of one size and one second for the same."""
    seconds, kept = [], set()
    for content in (b"1", b"2", b"33", b"1"):
        new = tree.fresh_beside(target)
        put(new, {"d/theirs.css": content.decode()})
        written = tree.write_files([("a/x.html", content), ("b/x.html", b"x")], new, target, GRANT)
        tree.seal(new, target, written, GRANT, revision="r", as_of="2026-11-24")
        tree.take_place(new, target)
        changed = (target / "a/x.html", target / "d/theirs.css")
        seconds.append([int(path.stat().st_mtime) for path in changed])
        kept.add((target / "b/x.html").stat().st_mtime_ns)
    for versions in zip(*seconds, strict=True):
        assert sorted(set(versions)) == list(versions)
    assert len(kept) == 1, "what is the same stays the same file"


def test_anything_else_is_not_replaced(target: Path) -> None:
    put(target, {"letter.txt": "x"})
    with pytest.raises(CannotRun, match="not a site of ours"):
        tree.refuse_foreign(target)


def test_a_file_or_a_link_is_not_replaced(target: Path, tmp_path: Path) -> None:
    target.write_text("x")
    with pytest.raises(CannotRun):
        tree.refuse_foreign(target)
    target.unlink()
    target.symlink_to(tmp_path / "nowhere")
    with pytest.raises(CannotRun):
        tree.refuse_foreign(target)


def test_an_unchanged_file_becomes_a_link_and_no_old_file_is_touched(target: Path, tmp_path: Path) -> None:
    make(target, {"a.html": b"same", "b/c.html": b"before"})
    keeper = tmp_path / "keeper"
    os.link(target / "b/c.html", keeper)
    before = stamps(target)
    make(target, {"a.html": b"same", "b/c.html": b"after", "d.html": b"new"})
    after = stamps(target)
    assert after["a.html"] == before["a.html"]
    assert after["b/c.html"][0] != before["b/c.html"][0]
    assert keeper.read_bytes() == b"before", "an old file that somebody holds is never written into"
    assert (target / "b/c.html").read_bytes() == b"after"


def test_a_file_that_is_no_longer_made_is_gone(target: Path) -> None:
    make(target, {"a.html": b"a", "b/old.html": b"b"})
    make(target, {"a.html": b"a"})
    assert not (target / "b").exists()


def test_where_no_hard_links_exist_files_are_written(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(target, {"a.html": b"same"})

    def refuse(*arguments: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    make(target, {"a.html": b"same"})
    assert (target / "a.html").read_bytes() == b"same"


def test_the_manifest_names_every_other_file_by_its_digest(target: Path) -> None:
    make(target, {"a.html": b"a", "b/日.html": b"b"})
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["revision"], manifest["as_of"]) == ("r", "2026-11-24")
    assert manifest["files"] == {
        ".nojekyll": hashlib.sha256(b"").hexdigest(),
        "a.html": hashlib.sha256(b"a").hexdigest(),
        "b/日.html": hashlib.sha256(b"b").hexdigest(),
    }


@pytest.mark.parametrize(
    "address", ["../x", "/etc/x", "a/../../x", "a/../x", "about.html", "c/x.html", "en/a/x.html"]
)
def test_an_address_that_is_not_the_websites_is_refused(target: Path, address: str) -> None:
    """It leaves the tree, or stands where people may write."""
    new = tree.fresh_beside(target)
    with pytest.raises(ValueError, match="not an address of the website"):
        tree.write_files([(address, b"x")], new, target, GRANT)
    assert not list(new.iterdir())


def test_two_files_at_one_address_are_refused(target: Path) -> None:
    new = tree.fresh_beside(target)
    with pytest.raises(FileExistsError):
        tree.write_files([("a", b"1"), ("a", b"2")], new, target, GRANT)


def test_a_swap_that_fails_gives_the_old_tree_back(target: Path, tmp_path: Path) -> None:
    make(target, {"a.html": b"a"})
    before = stamps(target)
    with pytest.raises(OSError, match=r"."):
        tree.take_place(tmp_path / "never made", target)
    assert stamps(target) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def leftovers(target: Path, process: int) -> Iterator[Path]:
    for suffix in (".new", ".old"):
        yield target.parent / f".{target.name}.{process}.abc{suffix}"


def test_what_dead_builds_left_is_deleted(target: Path, dead_process: int) -> None:
    make(target, {"a.html": b"a"})
    before = stamps(target)
    for folder in leftovers(target, dead_process):
        put(folder, {"x/y.html": "x"})
    tree.clear_leftovers(target)
    assert [path.name for path in target.parent.iterdir()] == ["site"]
    assert stamps(target) == before


def test_an_old_tree_that_was_moved_aside_is_given_back(target: Path, dead_process: int) -> None:
    *_, old = leftovers(target, dead_process)
    put(old, {"site/manifest.json": "{}", "site/a.html": "a"})
    tree.clear_leftovers(target)
    assert (target / "a.html").read_text() == "a"
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_the_folder_of_a_build_that_still_runs_is_left_alone(target: Path) -> None:
    for folder in leftovers(target, os.getpid()):
        put(folder, {"x.html": "x"})
    tree.clear_leftovers(target)
    assert len(list(target.parent.iterdir())) == 2


@pytest.mark.parametrize(
    "name", [".site.backup", ".site.12x.new", ".sitemap.1.a.new", "site.1.a.new", ".site.99999999.a.newer"]
)
def test_folders_of_other_names_are_left_alone(target: Path, name: str) -> None:
    put(target.parent, {f"{name}/x": "x"})
    tree.clear_leftovers(target)
    assert (target.parent / name / "x").exists()


def test_a_target_whose_name_has_signs_of_a_pattern(tmp_path: Path, dead_process: int) -> None:
    target = tmp_path / "si[t]e*"
    for folder in leftovers(target, dead_process):
        put(folder, {"x.html": "x"})
    tree.clear_leftovers(target)
    assert list(tmp_path.iterdir()) == []
