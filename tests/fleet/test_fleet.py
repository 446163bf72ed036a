"""Many bodies in one run: each its own release, and none stands in another's way."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from building import DAY
from pushing import git
from test_cli import call
from toy_builds import judged, kills_its_worker, nothing
from toys import new_body, plan, publish, root_of, said, work

from generator.check.calendar.clock import EPOCH
from generator.check.site.manifest import is_whole, manifest_of, read_manifest
from generator.fleet.bodies import Body
from generator.fleet.body import REPOSITORY, Plan, Result, State, publish_body
from generator.fleet.page import as_page
from generator.fleet.run import run_fleet, workers_of
from generator.model.files.addresses import own_manifest
from generator.model.text.wording import say
from generator.publish.lock import lock


def served(body: Body) -> str:
    """The revision of a site that is whole."""
    live = Path(body.live)
    assert is_whole(live)
    return read_manifest(manifest_of(live)).revision


def published(body: Body, plan: Plan) -> Result:
    result = publish_body(work(body, plan))
    assert result.state is State.PUBLISHED, said(result.reason)
    return result


def test_a_body_is_fetched_and_published_once_and_then_when_it_is_due(tmp_path: Path) -> None:
    body, here = new_body(tmp_path, "a"), plan(tmp_path)
    first = published(body, here)
    assert first.revision == served(body)
    assert publish_body(work(body, here)).state is State.CURRENT
    root_of(body).records({"id": "b", "title": "乙"}, file="b")
    commit = publish(root_of(body))
    assert published(body, here).revision == commit == served(body)
    tomorrow = replace(here, as_of=DAY.replace(day=25))
    assert published(body, tomorrow).as_of == "2026-11-25"


def test_a_plain_folder_is_a_body_too(tmp_path: Path) -> None:
    body, here = new_body(tmp_path, "a"), plan(tmp_path)
    shutil.rmtree(root_of(body).folder / ".git")
    root_of(body).write("data/notes/crlf.csv", "id,title\r\nb,乙\r\n")
    root_of(body).write("data/.gitattributes", "* text=auto\n")
    root_of(body).write("private/letter.txt", "not of the site")
    first = published(body, here)
    assert (Path(body.live) / "data/notes/crlf.csv").read_bytes().startswith(b"id,title\r\nb")
    assert publish_body(work(body, here)).state is State.CURRENT
    root_of(body).records({"id": "a", "title": "改"})
    assert published(body, here).revision != first.revision
    assert not list((tmp_path / "fleet").rglob("letter.txt"))


def test_whatever_is_wrong_with_a_body_is_its_own_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A repository that is gone, one that is empty, records that are refused, a branch that is not there."""
    here = plan(tmp_path, judged)
    bodies = [new_body(tmp_path, id) for id in "abcde"]
    shutil.rmtree(bodies[1].repository)
    shutil.rmtree(bodies[2].repository)
    git(tmp_path, "init", "-q", "--bare", bodies[2].repository)
    root_of(bodies[3]).write("data/notes/bad.csv", "id,title,on\nx,甲,2026-13-45\n")
    publish(root_of(bodies[3]))
    works = [work(body, here) for body in bodies]
    ended: list[str] = []
    monkeypatch.setattr("generator.fleet.run.in_warm_process", lambda _, __, act, *given: act(*given))
    with ThreadPoolExecutor(1) as pool:
        results = run_fleet(
            works, workers_of(pool), nothing, retries=0, ended=lambda result: ended.append(result.body)
        )
    states = [result.state for result in results]
    assert states == ["published", "unreachable", "refused", "refused", "published"]
    assert sorted(ended) == list("abcde")
    assert "no branch 'main'" in said(results[2].reason)
    assert results[3].since == "2026-11-24"
    assert served(bodies[0])
    assert not Path(bodies[1].live).exists()


def test_a_body_whose_news_are_refused_keeps_its_site_of_today(tmp_path: Path) -> None:
    body, here = new_body(tmp_path, "a"), plan(tmp_path, judged)
    first = published(body, here)
    root_of(body).write("data/notes/bad.csv", "id,title,on\nx,甲,2026-13-45\n")
    publish(root_of(body))
    for day in (25, 26):
        result = publish_body(work(body, replace(here, as_of=DAY.replace(day=day))))
        assert (result.state, result.revision) == (State.REFUSED, first.revision)
        assert (result.as_of, result.since) == (f"2026-11-{day}", "2026-11-25")
    assert served(body) == first.revision


def test_the_day_is_of_the_run_and_of_no_clock_of_a_worker(tmp_path: Path) -> None:
    """Half an hour to midnight in Shanghai, and half an hour past it, whatever this machine's clock says."""
    body = new_body(tmp_path, "a")
    before = datetime(2031, 5, 4, 15, 30, tzinfo=UTC)
    here = replace(plan(tmp_path), as_of=None, moment=int(before.timestamp()))
    assert published(body, here).as_of == "2031-05-04"
    assert publish_body(work(body, here)).state is State.CURRENT
    assert published(body, replace(here, moment=here.moment + 3600)).as_of == "2031-05-05"
    assert EPOCH not in os.environ


def test_a_body_without_news_is_built_on_the_day_on_which_its_site_turns(tmp_path: Path) -> None:
    body, here = new_body(tmp_path, "a"), plan(tmp_path)
    published(body, here)
    beside = own_manifest(Path(body.live).resolve())
    content = json.loads(beside.read_text())
    for turns, days, states in (
        ("2026-11-26", (25, 26), ["current", "published"]),
        ("", (27, 28), ["current", "current"]),
    ):
        beside = own_manifest(Path(body.live).resolve())
        beside.write_text(json.dumps({**json.loads(beside.read_text()), "turns": turns}))
        found = [publish_body(work(body, replace(here, as_of=DAY.replace(day=day)))).state for day in days]
        assert found == states
    daily = replace(here, as_of=DAY.replace(day=29), daily=True)
    assert published(body, daily).as_of == "2026-11-29"
    assert "turns" not in content, "so that a tree of which nothing is known is built on each day"


@contextmanager
def small_disk(place: Path) -> Iterator[None]:
    """A disk that takes a small site; for whoever may not mount one, a system that says that it is full."""
    place.mkdir(parents=True)
    options = ("-t", "tmpfs", "-o", "size=400k", "none", str(place))
    if not os.geteuid() and not subprocess.run(["mount", *options], check=False).returncode:
        try:
            yield
        finally:
            subprocess.run(["umount", "-l", str(place)], check=True)
        return

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.MonkeyPatch.context() as patched:
        copied = shutil.copyfileobj
        patched.setattr(
            "generator.publish.adoption.shutil.copyfileobj",
            lambda source, *more: (
                full() if os.fstat(source.fileno()).st_size > 400_000 else copied(source, *more)
            ),
        )
        yield


def test_a_full_disk_is_the_body_s_own_matter(tmp_path: Path) -> None:
    body, neighbour, here = new_body(tmp_path, "a"), new_body(tmp_path, "b"), plan(tmp_path)
    body = replace(body, live=str(tmp_path / "disk" / "a"))
    with small_disk(tmp_path / "disk"):
        first = published(body, here)
        root_of(body).write("data/notes/large.csv", os.urandom(500_000))
        publish(root_of(body))
        result = publish_body(work(body, here))
        assert (result.state, "No space left" in said(result.reason)) == (State.FAILED, True), said(
            result.reason
        )
        assert result.revision == first.revision == served(body)
        published(neighbour, here)
        (root_of(body).folder / "data/notes/large.csv").unlink()
        publish(root_of(body))
        published(body, here)


def test_a_site_of_a_day_to_come_is_made_for_today(tmp_path: Path) -> None:
    """As a machine left it whose clock was wrong, with commits of years to come."""
    body, here = new_body(tmp_path, "a"), plan(tmp_path)
    root_of(body).records({"id": "b", "title": "乙"}, file="b")
    with pytest.MonkeyPatch.context() as patched:
        for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
            patched.setenv(name, "2031-01-01T00:00:00Z")
        publish(root_of(body))
    assert published(body, replace(here, as_of=DAY.replace(year=2031))).as_of == "2031-11-24"
    assert published(body, here).as_of == "2026-11-24"
    assert publish_body(work(body, here)).state is State.CURRENT


def test_what_a_killed_git_left_stops_nobody(tmp_path: Path) -> None:
    body, here = new_body(tmp_path, "a"), plan(tmp_path)
    published(body, here)
    repository = here.store / "a" / REPOSITORY
    for name in ("refs/heads/main.lock", "packed-refs.lock", "config.lock", "objects/pack/tmp_pack_x"):
        (repository / name).touch()
    root_of(body).records({"id": "b", "title": "乙"}, file="b")
    publish(root_of(body))
    published(body, here)
    assert not [*repository.rglob("*.lock"), *repository.rglob("tmp_*")]


def test_the_page_says_who_is_behind_since_when_and_why(tmp_path: Path) -> None:
    behind = Result(
        "a",
        "<b>甲</b>",
        State.REFUSED,
        "1" * 40,
        "2026-11-23",
        7,
        since="2026-11-22",
        reason=say("Nothing <i>."),
    )
    well = Result("b", "乙", State.CURRENT, "2" * 40, "2026-11-24", 9)
    page = as_page([well, behind], "2026-11-24", "en")
    assert "1 body is behind." in page
    assert page.index("甲") < page.index("乙")
    assert "Behind since 2026-11-22." in page
    assert "Nothing &lt;i&gt;." in page
    assert "<b>" not in page
    assert "<script" not in page


def test_two_fleets_at_once_do_not_build_one_body_twice(tmp_path: Path) -> None:
    body, here = new_body(tmp_path, "a"), plan(tmp_path, patience=0.5)
    published(body, here)
    with lock(here.store / "a" / REPOSITORY, lambda: None):
        result = publish_body(work(body, here))
    assert (result.state, result.revision) == (State.BUSY, served(body))
    assert publish_body(work(body, here)).state is State.CURRENT


def test_a_worker_that_is_lost_or_takes_too_long_takes_its_body_alone_with_it(tmp_path: Path) -> None:
    """One build kills whoever waits for it, each time; the others are not even tried again."""
    here = plan(tmp_path, kills_its_worker, confined=False)
    works = [work(new_body(tmp_path, id), here) for id in "abc"]
    works[2] = replace(works[2], plan=replace(here, seconds=0))
    with ThreadPoolExecutor(1) as pool:
        results = run_fleet(works, workers_of(pool), nothing, retries=1)
    assert [(each.state, each.attempts) for each in results] == [
        (State.PUBLISHED, 1),
        (State.LOST, 2),
        (State.TOO_LONG, 1),
    ]


def test_a_body_that_publishes_by_itself_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body, here = new_body(tmp_path, "a"), plan(tmp_path)
    published(body, here)
    monkeypatch.setattr("generator.fleet.bodies._LOOKED_AT", "/")
    assert publish_body(work(body, here)).state is State.CURRENT
    root_of(body).records({"id": "b", "title": "乙"}, file="b")
    publish(root_of(body))
    assert publish_body(work(body, here)).state is State.BEHIND


def test_the_command_publishes_and_says_what_came_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real build, in a real warm process; one body of two is refused. Without news there is nothing to be warm for."""
    bodies = [new_body(tmp_path, id) for id in "ab"]
    for body in bodies:
        root_of(body).declare("data/site.yaml", {"name": body.id, "languages": ["zh"], "frame": "builtin"})
    root_of(bodies[1]).write("data/notes/bad.csv", "id,title,on\nx,甲,2026-13-45\n")
    for body in bodies:
        publish(root_of(body))
    rows = (f"{body.id},{body.name},{body.repository},{body.live}\n" for body in bodies)
    table = tmp_path / "bodies.csv"
    table.write_text("body,name,repository,live\n" + "".join(rows))
    asked = ["--lang", "en", "fleet", table, "--as-of", "2026-11-24", "--processes", "1"]
    status, out, _ = call(*asked, "--format", "json", capsys=capsys)
    content = json.loads(out)
    assert (status, content["counts"]) == (1, {"published": 1, "refused": 1})
    one, two = content["bodies"]
    assert (one["published"], one["revision"]) == (1, served(bodies[0]))
    assert "data/notes/bad.csv, line 2" in two["reason"]
    assert "2026-13-45" in Path(two["report"]).read_text()
    monkeypatch.setattr("generator.fleet.run.in_warm_process", lambda _, __, act, *given: act(*given))
    status, out, _ = call(*asked, "--only", "a", capsys=capsys)
    assert (status, out.splitlines()[-1]) == (0, "Bodies: 1 (up to date 1).")
    assert call(*asked, "--only", "z", capsys=capsys)[0] == 2
    table.write_text("body,name,repository,live\na,甲,ext::x,www/a\n")
    status, out, _ = call(*asked, capsys=capsys)
    assert (status, "line 2, column C" in out) == (1, True)
