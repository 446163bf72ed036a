"""What a hostile repository or folder may hold: nothing of it leads to another body's records, and nothing of it is run."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pushing import git
from toy_builds import endless, judged, quick
from toys import BRANCH, new_body, plan, publish, root_of, said, work

from generator.fleet.bodies import Body
from generator.fleet.body import Plan, Result, State, place_of, publish_body
from generator.publish.settings import Limits

SECRET = "only-the-neighbour-knows"
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 12\n".format("0" * 64)


@pytest.fixture
def here(tmp_path: Path) -> Plan:
    return plan(tmp_path, quick)


@pytest.fixture
def neighbour(tmp_path: Path) -> Body:
    return new_body(tmp_path, "b", summary=SECRET)


def leaked(here: Plan, body: Body) -> list[Path]:
    """Files of a body, in its store, its releases and what is live, that hold what the neighbour alone knows."""
    places = (place_of(here, body), Path(f"{body.live}.releases"))
    found = [path for place in places for path in place.rglob("*") if path.is_file()]
    packed = subprocess.run(
        [
            "git",
            f"--git-dir={place_of(here, body) / 'site.git'}",
            "cat-file",
            "--batch-all-objects",
            "--batch",
        ],
        capture_output=True,
        check=False,
    ).stdout
    return [path for path in found if SECRET.encode() in path.read_bytes()] + [
        Path("objects") for _ in range(SECRET.encode() in packed)
    ]


def refused(body: Body, here: Plan, sentence: str) -> Result:
    result = publish_body(work(body, here))
    assert (result.state, sentence in said(result.reason)) == (State.REFUSED, True), result
    assert not Path(body.live).exists()
    return result


def link(root: Path, target: Path) -> None:
    (root / "data/notes/b.yaml").symlink_to(target)


def folder_link(root: Path, target: Path) -> None:
    (root / "data/more").symlink_to(target.parent)


def whole_link(root: Path, target: Path) -> None:
    shutil.rmtree(root / "data")
    (root / "data").symlink_to(target.parents[1])


def line_in_a_name(root: Path, target: Path) -> None:
    """Where names are read line by line, the second line is another file."""
    path = root / f"data/x\n{target}"
    path.parent.mkdir(parents=True)
    path.write_text("[]")


def large(root: Path, _: Path) -> None:
    with (root / "data/notes/b.csv").open("wb") as file:
        file.truncate(1 << 40)


def many(root: Path, _: Path) -> None:
    for number in range(12):
        (root / f"data/notes/n{number}.yaml").write_text("[]")


FOLDERS: dict[Callable[[Path, Path], None], str] = {
    link: "is a link",
    folder_link: "is a link",
    whole_link: "is a link",
    line_in_a_name: "the name is not readable text",
    large: "larger than 100 MB",
    many: "more than 10 files",
}


@pytest.mark.parametrize("act", FOLDERS, ids=lambda act: act.__name__)
def test_a_plain_folder_leads_nowhere(
    act: Callable[[Path, Path], None], tmp_path: Path, here: Plan, neighbour: Body
) -> None:
    """And git takes nothing of it in before it was looked at: a file of a terabyte would fill the disk."""
    body = new_body(tmp_path, "a")
    root = root_of(body).folder
    shutil.rmtree(root / ".git")
    act(root, root_of(neighbour).folder / "data/notes/a.yaml")
    refused(body, replace(here, limits=Limits(files=10)), FOLDERS[act])
    assert not leaked(here, body)


def test_a_file_that_becomes_a_link_while_it_is_read_is_not_followed(
    tmp_path: Path, here: Plan, neighbour: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looked at it saw a file: git, which reads it a moment later, may read this folder alone."""
    body = new_body(tmp_path, "a")
    root = root_of(body).folder
    shutil.rmtree(root / ".git")
    link(root, root_of(neighbour).folder / "data/notes/a.yaml")
    monkeypatch.setattr("generator.publish.inspection.objection_to_files", lambda *_: None)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "is_symlink", lambda path: False)
        result = publish_body(work(body, here))
    assert result.state is State.UNREACHABLE, result
    assert "Permission denied" in said(result.reason)
    assert not leaked(here, body)


@pytest.mark.parametrize("way", [".git file", "alternates", "linked objects", "common folder"])
def test_a_repository_that_borrows_from_a_neighbour_brings_nothing_of_it(
    way: str, tmp_path: Path, here: Plan, neighbour: Body
) -> None:
    body = new_body(tmp_path, "a")
    mine, theirs = root_of(body).folder / ".git", root_of(neighbour).folder / ".git"
    tip = git(theirs.parent, "rev-parse", "HEAD").strip()
    if way == ".git file":
        shutil.rmtree(mine)
        mine.write_text(f"gitdir: {theirs}\n")
    elif way == "alternates":
        (mine / "objects/info/alternates").write_text(f"{theirs / 'objects'}\n")
        (mine / f"refs/heads/{BRANCH}").write_text(f"{tip}\n")
    elif way == "linked objects":
        shutil.rmtree(mine / "objects")
        (mine / "objects").symlink_to(theirs / "objects")
        (mine / f"refs/heads/{BRANCH}").write_text(f"{tip}\n")
    else:
        (mine / "commondir").write_text(f"{theirs}\n")
    result = publish_body(work(body, here))
    assert result.state is State.UNREACHABLE, result
    assert not leaked(here, body)


def test_what_git_is_told_there_to_run_is_not_run(tmp_path: Path, here: Plan) -> None:
    body = new_body(tmp_path, "a")
    mark = tmp_path / "was-run"
    script = tmp_path / "repositories/a/run"
    script.write_text(f"#!/bin/sh\ntouch {mark}\n")
    script.chmod(0o755)
    root = root_of(body).folder
    for name in (
        "core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.gitProxy", "core.alternateRefsCommand",
        "uploadpack.packObjectsHook", "credential.helper", "filter.x.smudge", "filter.x.clean", "filter.x.process",
        "diff.external", "gpg.program", "alias.upload-pack", "remote.origin.uploadpack",
    ):  # fmt: skip
        git(root, "config", name, str(script))
    git(root, "config", "uploadpack.allowFilter", "true")
    for hook in ("reference-transaction", "post-checkout", "pre-auto-gc", "post-index-change", "pre-push"):
        (root / ".git/hooks").mkdir(exist_ok=True)
        shutil.copy(script, root / ".git/hooks" / hook)
    root_of(body).records({"id": "b", "title": "乙"}, file="b")
    git(root, "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "add", "data")
    commit = ("-c", "user.name=B", "-c", "user.email=b@example.org", "commit", "-q", "-m", "x")
    git(root, "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", *commit)
    mark.unlink(missing_ok=True)
    result = publish_body(work(body, here))
    assert result.state is State.PUBLISHED, said(result.reason)
    assert not mark.exists()


def tree_of(root: Path, lines: str) -> None:
    """Let the branch hold exactly these entries, as ``git mktree`` reads them."""
    made = subprocess.run(
        ["git", "-C", str(root), "mktree", "-z", "--missing"],
        input=lines.encode(),
        capture_output=True,
        check=True,
    )
    person = ("-c", "user.name=B", "-c", "user.email=b@example.org")
    commit = git(root, *person, "commit-tree", made.stdout.decode().strip(), "-m", "x").strip()
    git(root, "update-ref", f"refs/heads/{BRANCH}", commit)


def test_what_git_can_hold_and_no_site_may_is_refused_by_name(tmp_path: Path, here: Plan) -> None:
    """A link, a submodule, an attribute that runs a filter, a line in a name, and more files than anybody has."""
    body, here = new_body(tmp_path, "a"), replace(here, limits=Limits(files=1_000))
    root = root_of(body).folder
    blob = subprocess.run(
        ["git", "-C", str(root), "hash-object", "-w", "--stdin"], input=b"/etc/passwd", capture_output=True, check=True
    ).stdout.decode().strip()  # fmt: skip
    commit = git(root, "rev-parse", "HEAD").strip()
    for entries, sentence in (
        (f"120000 blob {blob}\ta.yaml\0", "is a link"),
        (f"160000 commit {commit}\tdata\0", "submodule"),
        (f"100644 blob {blob}\ta\nb.yaml\0", "the name is not readable text"),
        ("".join(f"100644 blob {blob}\t{n:06}.yaml\0" for n in range(1_001)), "more than 1000 files"),
    ):
        tree_of(root, entries)
        refused(body, here, sentence)
    root_of(body).write(".gitattributes", "*.yaml filter=x\n")
    publish(root_of(body))
    refused(body, here, "would publish other files")


def test_a_pointer_to_a_file_that_stands_elsewhere_is_no_table(tmp_path: Path) -> None:
    """As git LFS leaves it where the file should be."""
    body = new_body(tmp_path, "a")
    root_of(body).write("data/notes/b.csv", POINTER)
    publish(root_of(body))
    assert publish_body(work(body, plan(tmp_path, judged))).state is State.REFUSED


def test_a_build_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it computes or waits; what it has begun ends with it."""
    monkeypatch.setattr("generator.publish.limits.WALL", 0.5)
    body = new_body(tmp_path, "a")
    result = publish_body(work(body, plan(tmp_path, endless, limits=replace(Limits(), seconds=1))))
    assert (result.state, "stopped after 1 seconds" in said(result.reason)) == (State.REFUSED, True), result
