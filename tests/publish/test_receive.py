"""What a push may do to the branch, and that the site follows it or stays as it is."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from building import digests
from pushing import Server, git, toy_build

from generator.check.site.manifest import is_whole
from generator.model.text.stop import CannotRun
from generator.publish.lock import lock
from generator.publish.publication import Built, Order
from generator.publish.receive import Update, after, before
from generator.publish.releases import home, releases, staged_release
from generator.publish.settings import Limits
from generator.publish.upkeep import tick
from generator.read.git.objects import NOTHING, Git

TITLE = "data/notes/a.yaml"


def test_a_push_is_live_when_it_returns(server: Server) -> None:
    server.receive()
    assert server.live.is_symlink()
    assert "甲" in (server.live / TITLE).read_text()
    assert server.served().note.revision == server.tip
    assert is_whole(server.live)
    assert server.sentences()[-1] == f"Live: revision {server.tip[:8]}, as of 2026-11-24."


def test_git_itself_goes_by_the_guards_of_the_newest_install(server: Server) -> None:
    """Also where an earlier version wrote them into the configuration of the repository."""
    git(server.repository, "config", "--unset-all", "include.path")
    git(server.repository, "config", "receive.maxInputSize", "1m")
    git(server.repository, "config", "receive.fsckObjects", "false")
    for megabytes in (7, 9):
        server.set_up(limits=Limits(total=megabytes))
        read = {
            key: git(server.repository, "config", key)
            for key in (
                "receive.fsckObjects", "receive.maxInputSize", "receive.advertisePushOptions",
                "transfer.hideRefs", "core.fsync", "core.logAllRefUpdates",
            )
        }  # fmt: skip
        assert [*read.values()] == ["true", f"{megabytes}m", "true", "refs/sunlit", "committed", "true"]


def test_of_what_cannot_change_git_is_asked_once(published: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each question is a process: of a push of records all of them together are so many."""
    asked: list[str] = []
    command = Git.command

    def noted(git: Git, *arguments: str) -> list[str]:
        asked.append(arguments[0])
        return command(git, *arguments)

    published.clone.records({"id": "b", "title": "乙"}, file="b")
    published.commit()
    monkeypatch.setattr(Git, "command", noted)
    published.receive()
    assert len(asked) <= 14, asked
    assert asked.count("update-ref") == 1


def test_guards_of_git_hold_and_what_the_operator_includes_stays(server: Server) -> None:
    """However often it is set up."""
    git(server.repository, "config", "--add", "include.path", "own.config")
    git(server.repository, "config", "--add", "include.path", "other.config")
    for limit in (7, 9):
        server.set_up(limits=replace(server.settings.limits, total=limit))
    assert git(server.repository, "config", "receive.maxInputSize") == "9m"
    assert git(server.repository, "config", "receive.fsckObjects") == "true"
    assert git(server.repository, "config", "transfer.hideRefs") == "refs/sunlit"
    included = git(server.repository, "config", "--get-all", "include.path").split()
    assert sorted(included) == ["other.config", "own.config", "sunlit/git.config"]


def test_what_did_not_change_is_the_same_file_in_the_next_release(published: Server) -> None:
    before_push = (published.live / TITLE).stat().st_ino, (published.live / "data/site.yaml").stat().st_ino
    published.clone.records({"id": "a", "title": "乙"})
    published.commit()
    published.receive()
    assert (published.live / TITLE).stat().st_ino != before_push[0]
    assert (published.live / "data/site.yaml").stat().st_ino == before_push[1]
    assert is_whole(published.live)


def test_another_branch_is_not_taken(published: Server) -> None:
    published.commit()
    with pytest.raises(CannotRun, match="publishes the branch"):
        published.receive(name="refs/heads/draft")


def test_the_branch_cannot_be_deleted(published: Server) -> None:
    with pytest.raises(CannotRun, match="cannot be deleted"):
        before(published.publication(), [Update(published.tip, NOTHING, "refs/heads/main")])


def test_a_forced_push_is_refused_with_the_reason(published: Server) -> None:
    published.clone.records({"id": "b", "title": "乙"})
    published.commit("Other", "--amend")
    assert "cannot take back what was published" in published.refusal()


def test_the_operator_may_allow_a_forced_push(published: Server) -> None:
    published.set_up(allow_rewriting=True)
    published.clone.records({"id": "b", "title": "乙"})
    new = published.commit("Other", "--amend")
    published.receive()
    assert published.served().note.revision == new


def test_a_deletion_that_is_allowed_leaves_the_site(published: Server) -> None:
    published.set_up(allow_rewriting=True)
    files = digests(published.live)
    before(published.publication(), [Update(published.tip, NOTHING, "refs/heads/main")])
    git(published.repository, "update-ref", "-d", "refs/heads/main")
    after(published.publication())
    tick(published.publication())
    assert digests(published.live) == files


def test_data_that_the_build_refuses_change_nothing(published: Server) -> None:
    files = digests(published.live)
    published.commit()
    assert published.refusal(lambda order: None) == "Nothing was published; the site is as it was."
    assert digests(published.live) == files
    assert not any(home(published.live).glob(".building/*"))


def test_a_tree_that_is_not_what_its_manifest_says_does_not_go_live(published: Server) -> None:
    def build(order: Order) -> Built:
        built = toy_build(order)
        (order.target / "index.html").write_bytes(b"other")
        return built

    published.commit()
    assert published.refusal(build) == "The built site is not whole: index.html."


def test_what_is_not_live_yet_is_for_nobody_else_and_does_not_stay(published: Server) -> None:
    """The files that a build reads hold what is not public; a killed build leaves them to whoever takes the lock next."""

    def build(order: Order) -> Built:
        for name, place in (("root", order.root), ("building", order.target.parents[1])):
            (published.folder / name).write_text(f"{place.stat().st_mode & 0o777:o}")
        return toy_build(order)

    published.commit()
    published.receive(build)
    seen = {name: int((published.folder / name).read_text(), 8) for name in ("root", "building")}
    assert seen == {"root": 0o700, "building": 0o700}
    assert (home(published.live) / ".staged").stat().st_mode & 0o777 == 0o700
    assert published.served().folder.stat().st_mode & 0o777 == 0o755, "the web server has to get there"
    for name in ("root", "live"):
        (published.repository / "sunlit" / name).mkdir()
    tick(published.publication())
    assert not [name for name in ("root", "live") if (published.repository / "sunlit" / name).exists()]


def test_a_push_that_came_second_is_told_to_fetch(published: Server) -> None:
    published.commit()
    new = published.fetch()
    with pytest.raises(CannotRun, match="came first"):
        before(published.publication(), [Update(NOTHING, new, "refs/heads/main")])


def test_two_pushes_at_once_are_built_one_after_the_other(published: Server) -> None:
    """Both come from the same commit: the first is taken, the second waits for it and hears that it came second."""
    old, first = published.tip, published.commit("One")
    published.fetch()
    second = published.commit("Two")
    published.fetch()
    building, go_on = threading.Event(), threading.Event()
    ends: list[str] = []

    def slow() -> None:
        with lock(published.repository, lambda: None):
            building.set()
            go_on.wait(30)
            git(published.repository, "update-ref", "refs/heads/main", first)

    def late() -> None:
        try:
            before(published.publication(), [Update(old, second, "refs/heads/main")])
        except CannotRun as stop:
            ends.append(stop.phrase.text)

    holder, waiter = threading.Thread(target=slow), threading.Thread(target=late)
    holder.start()
    assert building.wait(30)
    waiter.start()
    while not published.told:
        waiter.join(0.01)
    assert published.sentences() == ["Another push is being published; this one waits for it."]
    assert not ends
    go_on.set()
    holder.join()
    waiter.join()
    assert ends == ["Somebody else's push came first. Fetch it with 'git pull', then push again."]


def test_a_push_killed_between_acceptance_and_the_switch_is_gone_on_with(published: Server) -> None:
    new = published.commit()
    published.fetch()
    before(published.publication(), [Update(published.tip, new, "refs/heads/main")])
    git(published.repository, "update-ref", "refs/heads/main", new)
    assert published.served().note.revision != new
    assert staged_release(published.live, new)
    tick(published.publication())
    assert published.served().note.revision == new
    assert published.sentences()[-1] == "A push that was interrupted is live now."


def test_only_so_many_releases_are_kept(published: Server) -> None:
    published.set_up(keep=1)
    for _ in range(3):
        published.commit()
        published.receive()
    assert len(releases(published.live)) == 2
    assert releases(published.live)[0].folder == published.served().folder
