"""``sunlit save``: checked, told, committed and pushed, with nobody else's files; nothing is lost when the line is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from building import NOTES, PROJECT, Root, environment, sunlit

sys.path.append(str(PROJECT / "tests/publish"))
from pushing import Server, git, server, with_warm_hooks

AS_OF = ("--as-of", "2026-11-24")
REFUSING = "#!/bin/sh\necho 不收 >&2\nexit 1\n"


def saved(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    names = {"GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "user.name", "GIT_CONFIG_VALUE_0": "示例"}
    more = {"GIT_CONFIG_KEY_1": "user.email", "GIT_CONFIG_VALUE_1": "clerk@example.org"}
    return sunlit("-C", root, "--lang", "zh", "save", *arguments, **names, **more)


@pytest.fixture
def clone(tmp_path: Path) -> Root:
    """A clone with one record whose day of publication is missing, pushed to a bare repository without hooks of ours."""
    made = Root(tmp_path / "clone")
    made.schema(NOTES)
    made.records({"id": "a", "title": "甲", "on": "2026-01-05"})
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(tmp_path / "site.git")], check=True)
    git(made.folder, "init", "-q", "-b", "main")
    git(made.folder, "add", "-A")
    git(made.folder, "commit", "-q", "-m", "First")
    git(made.folder, "remote", "add", "origin", str(tmp_path / "site.git"))
    git(made.folder, "push", "-q", "-u", "origin", "main")
    return made


def commits(root: Root) -> list[str]:
    return git(root.folder, "log", "--format=%s").splitlines()


def test_a_change_is_live_by_one_command_and_the_server_answers_in_the_same_words(
    tmp_path: Path, warm_sunlit: Path
) -> None:
    """Through the hooks that an operator installs; the line is lost between saving and sending."""
    old = {"id": "a", "title": "甲", "on": "2026-01-05", "withdrawn": "2026-02-01"}
    real: Server = with_warm_hooks(server(tmp_path, old), warm_sunlit)
    folder = real.clone.folder
    real.receive()
    git(folder, "remote", "add", "origin", str(real.repository))
    git(folder, "fetch", "-q")
    real.clone.records(
        {"id": "乙号", "title": "乙", "on": "2026-02-05", "published_on": "2026-02-05"}, file="新 通知"
    )
    git(folder, "remote", "set-url", "origin", str(tmp_path / "away.git"))
    lost = saved(folder, "-m", "加一条通知", *AS_OF)
    assert (lost.returncode, len(lost.stderr.splitlines())) == (2, 1)
    assert "不会丢" in lost.stderr
    assert lost.stdout.splitlines() == [
        "另有 1 条早先就有的提醒，与这次无关；用 sunlit check 查看。",
        "新公开 1 条：通知 乙号 乙。",
        "已经公开的没有变化。",
        "没有撤下的。",
        "已保存：data/notes/新 通知.yaml",
    ]
    git(folder, "remote", "set-url", "origin", str(real.repository))
    again = saved(folder)
    assert again.returncode == 0, again.stderr
    assert (real.live / "notes/乙号.html").is_file()
    assert "另有 1 条早先就有的提醒，与这次无关；用 sunlit check 查看。" in again.stdout
    assert "published_on" not in again.stdout
    assert saved(folder).stdout == "上次保存以后没有改动。\n"
    assert real.tip == git(folder, "rev-parse", "HEAD")


def test_what_is_not_fit_is_neither_committed_nor_sent(clone: Root) -> None:
    clone.records({"id": "a", "title": "甲", "on": "昨天"})
    run = saved(clone.folder, "-m", "改", *AS_OF)
    assert (run.returncode, commits(clone)) == (1, ["First"])
    assert "昨天" in run.stdout
    assert run.stdout.splitlines()[-1] == "没有保存：请先改好，再保存。"


def test_a_silent_change_of_what_the_remote_holds_is_stopped_here(clone: Root) -> None:
    clone.records({"id": "a", "title": "乙", "on": "2026-01-05"})
    run = saved(clone.folder, "-m", "改", *AS_OF)
    assert (run.returncode, commits(clone)) == (1, ["First"])
    assert "没有写更正" in run.stdout


def test_files_beside_the_data_are_left_alone_and_staged_ones_named(clone: Root) -> None:
    clone.records({"id": "b", "title": "乙", "on": "2026-01-05", "published_on": "2026-01-05"}, file="b")
    clone.write("data/notes/~$b.xlsx", b"open in a spreadsheet")
    clone.write("同事的 稿子.txt", "未定")
    clone.write("other.txt", "x")
    git(clone.folder, "add", "同事的 稿子.txt")
    run = saved(clone.folder, "-m", "加", *AS_OF)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "同事的 稿子.txt" in run.stdout.splitlines()[0]
    assert "other.txt" not in run.stdout
    assert git(clone.folder, "show", "--name-only", "--format=").splitlines() == ["data/notes/b.yaml"]
    left = git(clone.folder, "-c", "core.quotePath=false", "status", "--porcelain").splitlines()
    assert sorted(left) == [
        '?? "data/notes/~$b.xlsx"'.replace('"', ""),
        "?? other.txt",
        'A  "同事的 稿子.txt"',
    ]
    assert git(clone.folder, "rev-parse", "HEAD") == git(clone.folder, "rev-parse", "origin/main")


def test_what_goes_and_what_waits_is_said(clone: Root) -> None:
    clone.records({"id": "w", "title": "以后", "on": "2026-01-05", "publish_at": "2026-12-24"}, file="w")
    entry = {"on": "2026-11-24", "kind": "撤回", "reason": "重复", "approver": "示例丑"}
    clone.records(
        {"id": "a", "title": "甲", "on": "2026-01-05", "withdrawn": "2026-11-24", "corrections": [entry]}
    )
    run = saved(clone.folder, "-m", "撤", *AS_OF)
    assert run.returncode == 0, run.stdout
    told = run.stdout.splitlines()
    assert "没有新公开的。另有 1 条是草稿，或者到了日子才公开。" in told
    assert "不再公开 1 条：通知 a 甲。" in told


def test_a_refusal_of_the_server_comes_in_its_own_words(clone: Root, tmp_path: Path) -> None:
    hook = tmp_path / "site.git/hooks/pre-receive"
    hook.write_text(REFUSING, encoding="utf-8")
    hook.chmod(0o755)
    clone.records({"id": "b", "title": "乙", "on": "2026-01-05"}, file="b")
    run = saved(clone.folder, "-m", "加", *AS_OF)
    assert (run.returncode, commits(clone)) == (2, ["加", "First"])
    assert run.stdout.splitlines()[-1] == "不收"
    assert "remote:" not in run.stdout + run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_somebody_else_s_push_first_is_one_sentence(clone: Root, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", str(tmp_path / "site.git"), "other")
    git(tmp_path / "other", "commit", "-q", "--allow-empty", "-m", "Theirs")
    git(tmp_path / "other", "push", "-q")
    clone.records({"id": "b", "title": "乙", "on": "2026-01-05"}, file="b")
    run = saved(clone.folder, "-m", "加", *AS_OF)
    assert run.returncode == 2
    assert "git pull --rebase" in run.stderr
    git(clone.folder, "pull", "-q", "--rebase")
    assert saved(clone.folder).returncode == 0


def test_without_a_message_a_name_or_a_repository_it_is_one_sentence(clone: Root, tmp_path: Path) -> None:
    assert saved(clone.folder).stdout == "上次保存以后没有改动。\n"
    clone.records({"id": "b", "title": "乙", "on": "2026-01-05"}, file="b")
    silent = saved(clone.folder, *AS_OF)
    nameless = sunlit(
        "-C", clone.folder, "save", "-m", "x", *AS_OF,
        GIT_CONFIG_COUNT="1", GIT_CONFIG_KEY_0="user.useConfigOnly", GIT_CONFIG_VALUE_0="true",
        GIT_CONFIG_GLOBAL="/dev/null", EMAIL="",
    )  # fmt: skip
    outside = saved(tmp_path, "-m", "x")
    for run, words in ((silent, "sunlit save -m"), (nameless, "user.name"), (outside, str(tmp_path))):
        assert (run.returncode, len(run.stderr.splitlines())) == (2, 1), run.stderr
        assert words in run.stderr
    assert commits(clone) == ["First"]


def test_without_a_server_it_is_saved_here(tmp_path: Path) -> None:
    root = Root(tmp_path)
    root.schema(NOTES)
    root.records({"id": "a", "title": "甲", "on": "2026-01-05"})
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True, env=environment())
    run = saved(tmp_path, "-m", "第一次", *AS_OF)
    assert run.returncode == 0, run.stderr
    assert "只保存在这台电脑上" in run.stdout
    assert commits(root) == ["第一次"]
