"""The check before a push: of what is pushed, against what is live or what the remote holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from building import DAY, sunlit
from pushing import Server, git, judged_build, with_warm_hooks

from generator.check.gate import judge
from generator.check.report import as_text
from generator.model.records.change import Baseline
from generator.model.text.catalogue import translator
from generator.model.text.stop import CannotRun
from generator.publish.client import Pushed, check_commit, pushed_commits
from generator.read.git.objects import NOTHING

CHANGED = {"id": "a", "title": "乙", "on": "2026-01-05"}
Check = Callable[[str], str]


@pytest.fixture
def check(published: Server, monkeypatch: pytest.MonkeyPatch) -> Check:
    """What the hook says of the clone's HEAD, for a branch that the remote has at ``held``; empty: it passes."""
    monkeypatch.chdir(published.clone.folder)
    monkeypatch.delenv("SUNLIT_LIVE", raising=False)
    said: list[str] = []

    def judged(root: Path, live: Baseline | None) -> bool:
        verdict = judge(root, DAY, live)
        said.append(as_text(verdict, "en"))
        return verdict.fit

    def checked(held: str, remote: str = "origin") -> str:
        commit = git(published.clone.folder, "rev-parse", "HEAD")
        try:
            passed = check_commit(Path(".git").resolve(), remote, Pushed(commit, held), judged)
        except CannotRun as stop:
            return stop.phrase.render(translator("en"), "en")
        return "" if passed else said[-1]

    return checked


def silent(server: Server) -> None:
    server.clone.records(CHANGED)
    server.commit()


def test_what_git_tells_the_hook() -> None:
    lines = [
        f"refs/heads/main {'a' * 40} refs/heads/main {'b' * 40}\n",
        f"(delete) {NOTHING} refs/heads/x {'b' * 40}\n",
        "\n",
    ]
    assert list(pushed_commits(lines)) == [Pushed("a" * 40, "b" * 40)]


def test_against_what_the_branch_of_the_remote_holds(published: Server, check: Check) -> None:
    held = published.tip
    silent(published)
    assert "'Title' said '甲'" in check(held)
    assert "is not in this repository" in check("f" * 40), "somebody else pushed meanwhile"


def test_a_first_push_has_nothing_to_compare_with(published: Server, check: Check) -> None:
    silent(published)
    assert check(NOTHING) == ""


def test_a_new_branch_is_compared_with_where_it_left_the_main_one(published: Server, check: Check) -> None:
    git(published.clone.folder, "update-ref", "refs/remotes/origin/main", published.tip)
    git(published.clone.folder, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    silent(published)
    assert "'Title' said '甲'" in check(NOTHING)
    assert check(NOTHING, "elsewhere") == ""


def test_what_is_live_goes_before_what_the_remote_holds(
    published: Server, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(published.clone.folder, "config", "sunlit.live", str(published.live))
    silent(published)
    held = git(published.clone.folder, "rev-parse", "HEAD")
    assert "'Title' said '甲'" in check(held), "merged there, and not published"
    monkeypatch.setenv("SUNLIT_LIVE", str(published.folder / "none"))
    assert check(held) == "", "nothing is published there yet, so the remote stands for it"
    (published.folder / "none").mkdir()
    (published.folder / "none" / "manifest.json").write_text(
        json.dumps({"revision": "f" * 40, "as_of": "2026-11-20"})
    )
    assert "is not in this repository" in check(held)
    (published.folder / "none" / "manifest.json").write_text(
        json.dumps({"revision": "f" * 40 + "+", "as_of": "2026-11-20"})
    )
    assert check(held) == "", "rolled back under other schemas: the server decides"
    monkeypatch.setenv("SUNLIT_LIVE", "http://127.0.0.1:1/")
    assert "cannot be reached" in check(held)


def test_attributes_of_a_clone_hide_nothing_from_the_check(published: Server, check: Check) -> None:
    held = published.tip
    published.clone.write(".gitattributes", "data/notes/* export-ignore\n")
    silent(published)
    assert "'Title' said '甲'" in check(held)


def test_a_clone_is_set_up_once_and_refuses_before_the_server_has_to(
    published: Server, warm_sunlit: Path
) -> None:
    clone = published.clone.folder
    done = sunlit("-C", clone, "--lang", "en", "publish", "install", "--client", "--live", published.live)
    assert done.returncode == 0, done.stderr
    assert git(clone, "config", "sunlit.live") == str(published.live)
    silent(published)
    refused = with_warm_hooks(published, warm_sunlit).push()
    assert refused.returncode != 0
    assert "没有写更正" in refused.stdout + refused.stderr
    assert "remote:" not in refused.stderr, "nothing was sent"


def test_client_and_server_say_the_same(published: Server, check: Check) -> None:
    held = published.tip
    silent(published)
    said = check(held)
    published.refusal(judged_build)
    assert published.report() == said
