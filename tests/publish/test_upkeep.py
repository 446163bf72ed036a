"""The tick, going back, and what status says: on any day, whatever happened before."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date, timedelta

import pytest
from building import DAY
from pushing import Server, toy_build

from generator.model.files.addresses import own_manifest
from generator.model.text.stop import CannotRun
from generator.publish.publication import Built, Order
from generator.publish.releases import NOTE, Release, point, releases
from generator.publish.settings import write_json
from generator.publish.upkeep import list_releases, roll_back, status, tick

NEXT = DAY + timedelta(days=1)


def said(server: Server, day: date = DAY) -> tuple[list[str], bool]:
    phrases, well = status(server.publication(as_of=day))
    return [phrase.render(lambda text: text, "en") for phrase in phrases], well


def set_expiry(release: Release, day: str) -> None:
    write_json(release.folder / NOTE, asdict(replace(release.note, expires=day)))


def test_nothing_happens_while_nothing_was_pushed(server: Server) -> None:
    tick(server.publication())
    assert server.sentences() == ["There was nothing to do."]
    assert said(server) == (["No site is live."], False)


def test_a_second_tick_of_the_day_does_nothing(published: Server) -> None:
    place = published.live.resolve()
    tick(published.publication())
    assert published.sentences() == ["There was nothing to do."]
    tick(published.publication(), quiet=True)
    assert len(published.told) == 1
    assert published.live.resolve() == place


def test_the_site_is_rebuilt_when_the_day_turned(published: Server) -> None:
    tick(published.publication(as_of=NEXT))
    assert (published.live / "index.html").read_text() == NEXT.isoformat()
    assert published.sentences() == [
        "The day turned: the site is of 2026-11-24, today is 2026-11-25.",
        "The site was rebuilt.",
    ]
    assert published.served().note.revision == published.tip


def test_the_tick_asks_the_build_to_be_patient_with_data_that_were_accepted(published: Server) -> None:
    seen = published.folder / "seen"

    def build(order: Order) -> Built:
        seen.write_text(str(order.accepted))
        return toy_build(order)

    tick(published.publication(build, NEXT))
    assert seen.read_text() == "True"
    published.commit()
    published.receive(build)
    assert seen.read_text() == "False"


def test_kept_releases_that_show_what_must_be_gone_are_deleted_whatever_comes_of_the_build(
    published: Server,
) -> None:
    old = published.served()
    published.commit()
    published.receive()
    set_expiry(old, NEXT.isoformat())
    tick(published.publication())
    assert old.folder.exists(), "its day has not come"
    with pytest.raises(CannotRun):
        tick(published.publication(lambda order: None, NEXT))
    assert not old.folder.exists()
    assert published.live.exists(), "a site stays, if only the old one"


def test_the_release_that_was_live_goes_with_the_rebuild_if_it_must(published: Server) -> None:
    set_expiry(published.served(), NEXT.isoformat())
    old = published.served()
    tick(published.publication(as_of=NEXT))
    assert not old.folder.exists()
    assert len(releases(published.live)) == 1


def test_a_file_that_was_changed_on_the_server_is_put_right(published: Server) -> None:
    page = published.live / "index.html"
    page.write_text("other")
    assert said(published)[1] is False
    tick(published.publication())
    assert (published.live / "index.html").read_text() == DAY.isoformat()
    assert said(published)[1] is True


def test_a_link_that_was_turned_is_put_right(published: Server) -> None:
    old = published.served()
    published.commit()
    published.receive()
    point(published.live, old.tree)
    tick(published.publication())
    assert published.served().note.revision == published.tip


def test_the_status_says_when_the_site_turns_next(published: Server) -> None:
    """A server's own copy of the manifest knows it, the public one does not."""
    path = own_manifest(published.served().tree)
    path.write_text(json.dumps({**json.loads(path.read_bytes()), "turns": "2026-12-01"}))
    assert said(published)[0][-1] == (
        "The next day on which the site says anything else than which day it is of: 2026-12-01."
    )
    tick(published.publication())
    assert said(published)[1]


def test_a_link_that_was_lost_is_put_right(published: Server) -> None:
    published.live.unlink()
    tick(published.publication())
    assert published.served().note.revision == published.tip


def test_rollback_builds_the_old_revision_as_of_today(published: Server) -> None:
    first = published.served()
    published.clone.records({"id": "a", "title": "乙"})
    published.commit()
    published.receive()
    roll_back(published.publication(as_of=NEXT), first.name, own_policy=False)
    assert "甲" in (published.live / "data/notes/a.yaml").read_text()
    assert (published.live / "index.html").read_text() == NEXT.isoformat()
    assert published.live.resolve() != first.tree
    assert said(published, NEXT) == (
        [
            f"Live: revision {first.note.revision[:8]}, as of 2026-11-25.",
            "Releases kept: 3.",
            f"The site was rolled back: the branch holds {published.tip[:8]}.",
        ],
        False,
    )


def test_a_rollback_holds_through_the_night_and_ends_with_the_next_push(published: Server) -> None:
    first = published.tip
    published.clone.records({"id": "a", "title": "乙"})
    published.commit()
    published.receive()
    roll_back(published.publication(), first[:8], own_policy=False)
    tick(published.publication(as_of=NEXT))
    assert "甲" in (published.live / "data/notes/a.yaml").read_text()
    assert (published.live / "index.html").read_text() == NEXT.isoformat()
    new = published.commit()
    published.receive()
    assert published.served().note.revision == new
    assert "乙" in (published.live / "data/notes/a.yaml").read_text()


@pytest.mark.parametrize("name", ["0" * 12, "--help", "main@{yesterday}", "../x"])
def test_a_rollback_to_what_was_never_published(published: Server, name: str) -> None:
    place = published.live.resolve()
    with pytest.raises(CannotRun, match="no revision that was published"):
        roll_back(published.publication(), name, own_policy=False)
    assert published.live.resolve() == place


def test_releases_are_listed_newest_first(published: Server) -> None:
    published.commit()
    published.receive()
    lines = [phrase.render(lambda text: text, "en") for phrase in list_releases(published.publication())]
    assert lines[0].endswith(f"revision {published.tip[:8]}, as of 2026-11-24 (live)")
    assert len(lines) == 2
    assert not lines[1].endswith("(live)")
