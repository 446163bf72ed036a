"""A tick whose build fails still takes down: the name is gone, the address stays, and the next good tick heals it.

Real builds in a real repository; each way to fail is done to the build's own process or to the whole tick.
"""

from __future__ import annotations

import errno
import hashlib
import itertools
import json
import os
import resource
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from building import DAY, PROJECT
from files_to_attach import PNG
from pushing import Server, allow, git, keypair
from pushing import server as make_server
from unpacking import texts_of

from generator.check.site.manifest import is_whole
from generator.commands.common.release_build import REFUSED, or_refuse
from generator.commands.common.release_build import build_for as build_of
from generator.commands.common.session import Session
from generator.model.files.addresses import OPEN_NAMES, grant_of, own_manifest, own_tombstones
from generator.model.text.stop import CannotRun
from generator.publish import releases
from generator.publish.expiry import take_down_live
from generator.publish.lock import lock
from generator.publish.publication import Built, Order, Publication, Unfit
from generator.publish.receive import HEADS, Update, after, before
from generator.publish.signing import signer
from generator.publish.upkeep import begin_work, roll_back, status, tick
from generator.website.build import take_down, tree

NAME, NEUTRAL = "样例欧阳甲", "选拔公示"
LAST_DAY = DAY + timedelta(days=2)
AFTER = LAST_DAY + timedelta(days=1)
PAGES = ("notices/gs-1.html", "en/notices/gs-1.html")
NOTICE, FILE = "notices/notice/gs-1.html", "attachments/gs-1.png"


def during() -> dict[str, Any]:
    """A policy of its own each time: YAML would write the same one as an alias."""
    return {"personal": {"class": "name", "public": "during-period", "after": "remove"}}


NOTICES = {
    "fields": [
        {"name": "id"},
        {"name": "title", "title": "标题", **during()},
        {"name": "kind", "title": "类别"},
        {"name": "starts_on", "title": "开始", "type": "date"},
        {"name": "ends_on", "title": "结束", "type": "date"},
        {"name": "file", "title": "附件", "show": "attachment"},
    ],
    "sunlit": {
        "title": "公示", "title_field": "title", "date": "starts_on", "period": {"from": "starts_on", "to": "ends_on"},
        "grace": {"days": 1}, "neutral_title": ["{kind}公示"],
        "notice": {"table": "people", "columns": ["name"]},
        "children": {"people": {"title": "对象", "fields": [{"name": "name", "title": "姓名", **during()}]}},
    },
}  # fmt: skip
RECORDS = [
    {"id": "gs-1", "title": f"关于{NAME}的公示", "kind": "选拔", "starts_on": str(DAY), "ends_on": str(DAY + timedelta(days=1)),
     "published_on": str(DAY), "people": [{"name": NAME}], "file": "gs-1.png"},
    {"id": "gs-2", "kind": "选拔", "starts_on": "2026-03-02", "ends_on": "2026-03-06", "published_on": "2026-03-02"},
]  # fmt: skip
Build = Callable[[Order], Built | None]


real: Build = build_of(Session(Path(), "en"))


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A server on which a notice stands that may be seen until LAST_DAY."""
    server = make_server(tmp_path_factory.mktemp("first"))
    (server.clone.folder / "data/schemas/notes.yaml").unlink()
    shutil.rmtree(server.clone.folder / "data/notes")
    server.clone.declare("data/site.yaml", {"name": "站", "languages": ["zh", "en"], "frame": "builtin"})
    server.clone.schema(NOTICES, "notices")
    server.clone.records(*RECORDS, type="notices")
    server.clone.write("data/attachments/gs-1.png", PNG)
    server.commit()
    server.receive(real)
    assert served_addresses(server, NAME) == {*PAGES, NOTICE, OPEN_NAMES}
    return server


@pytest.fixture
def notice(first: Server, tmp_path: Path) -> Server:
    """A copy of it, so that each test may do to it what it likes."""
    folder = tmp_path / "server"
    shutil.copytree(first.folder, folder, symlinks=True)
    return Server(folder, replace(first.settings, live=str(folder / "www" / "site")))


def served_addresses(server: Server, text: str) -> set[str]:
    """Where a text stands in what is served."""
    return {address for address, found in texts_of(server.live.resolve()).items() if text in found}


def said(server: Server, day: date = AFTER) -> tuple[str, bool]:
    phrases, well = status(server.publication(real, as_of=day))
    return "\n".join(phrase.render(lambda text: text, "en") for phrase in phrases), well


def assert_taken_down(server: Server, *, marked: bool = True) -> None:
    """Nobody can find the name; whoever comes to the old addresses finds what stays."""
    assert served_addresses(server, NAME) == set()
    assert {*PAGES, NOTICE} <= served_addresses(server, NEUTRAL)
    assert not (server.live / FILE).exists(), "the attachment went with the record"
    assert not take_down.still_shown(server.live.resolve(), AFTER)
    for release in releases.releases(server.live):
        assert NAME not in str(texts_of(release.folder)), "kept releases forget, too"
    about, well = said(server)
    assert not well
    assert f"taken down without a build, so everything else is as of {DAY}." in about
    if marked:
        manifest = json.loads((server.live / "manifest.json").read_bytes())
        assert (manifest["taken_down"], manifest["as_of"]) == (str(AFTER), str(DAY))
        assert {*PAGES, NOTICE} <= set(manifest["files"]), "they last, so everybody may know their digests"
        assert is_whole(server.live)


def assert_healed(server: Server) -> None:
    ready = {address: (server.live / address).read_bytes() for address in PAGES}
    tick(server.publication(real, as_of=AFTER))
    assert said(server)[1]
    assert {address: (server.live / address).read_bytes() for address in PAGES} == ready, "to the byte"
    assert "taken_down" not in json.loads((server.live / "manifest.json").read_bytes())
    assert [release.note.as_of for release in releases.releases(server.live)] == [str(AFTER)]
    assert NAME not in str(texts_of(releases.home(server.live)))


def failing_check(order: Order) -> Built | None:
    (order.root / "data/schemas/notices.yaml").write_text("fields: [", encoding="utf-8")
    return real(order)


def template_error(order: Order) -> Built | None:
    folder = order.root / "site_templates"
    folder.mkdir()
    (folder / "record.html").write_text("{{ nobody.knows.this }}", encoding="utf-8")
    return real(order)


def full_disk(order: Order) -> Built | None:
    """Not a byte more is taken; in a process of its own, which a build has."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    return real(order)


def killed(order: Order) -> Built | None:
    def kill(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    tree.write_files = kill  # type: ignore[assignment] # of this process, which ends here
    return real(order)


def false_hit(order: Order) -> Built | None:
    """What judges the built tree finds fault with it before it goes live: a number that a template shows."""
    folder = order.root / "site_templates"
    folder.mkdir()
    shipped = (PROJECT / "site_templates/listing.html").read_text(encoding="utf-8")
    (folder / "listing.html").write_text(f"{shipped}<p>13800138000</p>", encoding="utf-8")
    return real(order)


WAYS_TO_FAIL = {
    failing_check: "data/schemas/notices.yaml",
    template_error: "A fault of the generator",
    full_disk: "The site could not be written",
    killed: "The build was ended from outside",
    false_hit: "The site that was built shows what may not be public (en/notices/index.html).",
}


@pytest.mark.parametrize("way", WAYS_TO_FAIL, ids=lambda way: way.__name__)
def test_however_the_build_fails_the_name_is_gone_and_the_address_stays(notice: Server, way: Build) -> None:
    old = notice.served()
    with pytest.raises(SystemExit) as ended:
        or_refuse(Session(Path(), "en"), lambda: tick(notice.publication(way, as_of=AFTER)))
    assert ended.value.code == REFUSED
    assert notice.sentences()[0] == f"What had to be gone by {AFTER} was taken down."
    assert not old.folder.exists()
    assert_taken_down(notice)
    assert WAYS_TO_FAIL[way] in said(notice)[0], "status says what failed"
    assert_healed(notice)


def test_before_its_day_nothing_is_taken_down(notice: Server) -> None:
    with pytest.raises(Unfit):
        tick(notice.publication(lambda order: None, as_of=LAST_DAY))
    assert served_addresses(notice, NAME) == {*PAGES, OPEN_NAMES}, (
        "the notice's own last day is that of the period"
    )
    assert (notice.live / FILE).exists()
    assert json.loads(own_manifest(notice.live.resolve()).read_bytes())["held"] == sorted(
        {*PAGES, OPEN_NAMES}
    )
    with pytest.raises(Unfit):
        tick(notice.publication(lambda order: None, as_of=AFTER))
    assert_taken_down(notice)


def failing(order: Order) -> Built | None:
    return None


def in_a_process_of_its_own(act: Callable[[], object]) -> int:
    """Runs it where nothing may be written any more, as on a full disk; the exit status (1: it raised)."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
            act()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_on_a_full_disk_files_are_replaced_where_they_stand(notice: Server) -> None:
    """No manifest can be written, no note, no reason of the failure: the name goes all the same, by renames alone."""
    place, kept = notice.live.resolve(), notice.folder / "kept.html"
    made = (notice.live / PAGES[0]).stat().st_mtime_ns
    os.link(notice.live / PAGES[0], kept)
    assert in_a_process_of_its_own(lambda: tick(notice.publication(real, as_of=AFTER))) == 1
    assert notice.live.resolve() == place
    assert (notice.live / PAGES[0]).stat().st_mtime_ns > made, "no browser is told that it has the newest"
    assert NAME in kept.read_text(encoding="utf-8"), (
        "nothing is written into a file that another tree may hold"
    )
    assert_taken_down(notice, marked=False)
    with pytest.raises(Unfit):
        tick(notice.publication(failing, as_of=AFTER))
    assert_taken_down(notice)


def test_status_says_that_the_disk_is_full(notice: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no room left on the disk" not in said(notice)[0]
    monkeypatch.setattr(releases, "LEAST_ROOM", 1 << 60)
    assert "no room left on the disk" in said(notice)[0]


def test_where_nothing_can_be_renamed_the_file_is_removed(
    notice: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "link", refuse)
        patched.setattr(Path, "replace", refuse)
        tick_fails(notice, failing)
    assert served_addresses(notice, NAME) == set()
    assert not (notice.live / PAGES[0]).exists()
    assert_healed_anyhow(notice)


def tick_fails(server: Server, build: Build, day: date = AFTER) -> None:
    with pytest.raises((CannotRun, OSError)):
        tick(server.publication(build, as_of=day))


def assert_healed_anyhow(server: Server) -> None:
    tick(server.publication(real, as_of=AFTER))
    assert said(server)[1]
    assert set(PAGES) <= served_addresses(server, NEUTRAL)


def test_a_push_that_is_refused_takes_down_too(notice: Server) -> None:
    """So whoever pushes all the time does not keep the tick from it: everybody who holds the lock begins with it."""
    notice.clone.write("data/notices/b.yaml", "id: [")
    notice.commit()
    with pytest.raises(Unfit):
        notice.receive(real, as_of=AFTER)
    assert_taken_down(notice)


def test_a_build_that_holds_the_lock_holds_no_take_down_up(notice: Server) -> None:
    waiting = Event()
    told = replace(notice.publication(failing, as_of=AFTER), tell=lambda _: waiting.set())
    with lock(notice.repository, waiting.set):
        ticking = Thread(target=tick_that_fails, args=(told,))
        ticking.start()
        assert waiting.wait(60)
        end = time.monotonic() + 60
        while "taken_down" not in (notice.live / "manifest.json").read_text() and time.monotonic() < end:
            time.sleep(0.01)
        assert served_addresses(notice, NAME) == set()
        assert ticking.is_alive(), "it waits for the lock"
    ticking.join(60)
    assert_taken_down(notice)


def tick_that_fails(publication: Publication) -> None:
    with pytest.raises(CannotRun):
        tick(publication)


def test_a_rollback_that_is_refused_takes_down_too(notice: Server) -> None:
    with pytest.raises(CannotRun):
        roll_back(notice.publication(failing, as_of=AFTER), notice.tip, own_policy=False)
    assert_taken_down(notice)


def test_what_was_staged_before_midnight_goes_live_without_it(notice: Server) -> None:
    new = notice.commit()
    notice.fetch()
    before(notice.publication(real, LAST_DAY), [Update(notice.tip, new, HEADS + "main")])
    git(notice.repository, "update-ref", HEADS + "main", new)
    after(notice.publication(failing, AFTER))
    assert notice.served().note.revision == new
    assert served_addresses(notice, NAME) == set()
    assert set(PAGES) <= served_addresses(notice, NEUTRAL)
    assert is_whole(notice.live)


def test_a_build_that_will_not_see_the_day_turn_brings_nothing_back(notice: Server) -> None:
    """Its configuration says another day than the server's clock."""
    tick(notice.publication(lambda order: real(replace(order, as_of=DAY)), as_of=AFTER))
    assert notice.served().note.as_of == str(DAY)
    assert_taken_down(notice)


def test_what_stands_in_is_signed_and_without_the_key_it_is_not(notice: Server, tmp_path: Path) -> None:
    key = keypair(tmp_path / "keys", "server")
    notice.set_up(signing_key=str(key))
    tick_fails(notice, failing)
    assert signer(notice.live, allow(tmp_path, "server@example.org", key)) == "server@example.org"
    assert_taken_down(notice)


def test_a_key_that_cannot_sign_does_not_keep_it_up(notice: Server, tmp_path: Path) -> None:
    notice.set_up(signing_key=str(tmp_path / "nothing"))
    tick_fails(notice, failing)
    assert not (notice.live / "manifest.json.sig").exists()
    assert_taken_down(notice)


def test_when_the_list_of_what_has_to_go_is_lost_that_is_said_and_a_build_heals_it(notice: Server) -> None:
    own_manifest(notice.live.resolve()).unlink()
    tick_fails(notice, failing)
    assert "site.manifest.json is not there" in " ".join(notice.sentences())
    assert NAME in (notice.live / PAGES[0]).read_text(encoding="utf-8")
    assert not said(notice)[1]
    assert_healed_anyhow(notice)


def test_what_is_ready_lies_where_nobody_else_can_read_it(first: Server) -> None:
    tree = first.live.resolve()
    assert (own_tombstones(tree).stat().st_mode & 0o777, own_manifest(tree).stat().st_mode & 0o777) == (
        0o700,
        0o600,
    )
    assert NAME not in str(texts_of(own_tombstones(tree)))


def toy(order: Order) -> Built:
    """A tree with one page that goes, and what it becomes."""
    day, grant = order.as_of or DAY, grant_of(["notices"], ["zh"])
    page, tombstone = NAME if day <= LAST_DAY else NEUTRAL, NEUTRAL.encode()
    order.target.mkdir()
    files = [("index.html", str(day).encode()), (PAGES[0], page.encode())]
    written = tree.write_files(files, order.target, order.target, grant)
    passes = {PAGES[0]: {"last_day": str(LAST_DAY), "tombstone": hashlib.sha256(tombstone).hexdigest()}}
    held = frozenset(passes) if day <= LAST_DAY else frozenset()
    manifest = tree.seal(
        order.target, order.target, written, grant, revision=order.revision, as_of=str(day), held=held
    )
    ready = tree.fresh_beside(own_tombstones(order.target))
    tree.write_files([(PAGES[0], tombstone)], ready, ready, grant)
    tree.keep_beside(order.target, {**manifest, "passing": passes if held else {}}, ready)
    return Built(str(day), "Asia/Shanghai")


STEPS = ("link", "mkdir", "replace", "rename", "unlink", "rmdir", "fsync", "symlink", "utime")


def killed_at(last: int, act: Callable[[], object]) -> bool:
    """Runs it in a process that dies when it has done so many steps on the disk; whether it came to its end before."""
    child = os.fork()
    if child == 0:
        left = itertools.count(last, -1)

        def counted(step: Callable[..., Any]) -> Callable[..., Any]:
            def take(*arguments: Any, **options: Any) -> Any:
                if next(left) <= 0:
                    os._exit(9)
                return step(*arguments, **options)

            return take

        for name in STEPS:
            setattr(os, name, counted(getattr(os, name)))
        try:
            act()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_killed_at_any_step_a_site_is_served_and_the_next_one_takes_down(
    server: Server, tmp_path: Path
) -> None:
    server.receive(toy)
    for last in range(1000):
        folder = tmp_path / f"killed-{last}"
        shutil.copytree(
            server.folder,
            folder,
            symlinks=True,
            ignore=shutil.ignore_patterns("killed-*", "clone", "objects", "hooks"),
        )
        copy = Server(folder, replace(server.settings, live=str(folder / "www" / "site")))
        finished = killed_at(last, lambda copy=copy: take_down_live(copy.publication(failing, as_of=AFTER)))  # type: ignore[misc]
        assert (copy.live / "index.html").read_text() == str(DAY)
        assert (copy.live / PAGES[0]).read_text(encoding="utf-8") in (NAME, NEUTRAL)
        begin_work(copy.publication(as_of=AFTER))
        assert (copy.live / PAGES[0]).read_text(encoding="utf-8") == NEUTRAL
        assert is_whole(copy.live)
        assert NAME not in str(texts_of(releases.home(copy.live)))
        shutil.rmtree(folder)
        if finished:
            assert last > 20
            return
    raise AssertionError("it never came to an end")
