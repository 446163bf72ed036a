from __future__ import annotations

import json

from building import Root
from exporting import HOSTILE, disclosed, exported

from generator.disclose.disclosure import Disclosure
from generator.model.declared.record_type import STEERING_FIELDS


def test_two_runs_give_the_same_bytes(disclosure: Disclosure, made: dict[str, bytes]) -> None:
    assert exported(disclosure) == made


def test_every_address_is_where_it_is_said_to_be(made: dict[str, bytes]) -> None:
    assert set(made) >= {
        "feed/atom.xml",
        "notices/feed/atom.xml",
        "notices/feed/feed.json",
        "notices/calendar/all.ics",
        "notices/calendar/a.ics",
        "notices/a.json",
        "data/notices.csv",
        "data/notices.people.csv",
        "data/notices.json",
        "data/notices.xlsx",
        "data/datapackage.json",
    }
    assert "data/notices.approvals.csv" not in made


def test_what_is_not_public_is_in_no_export(made: dict[str, bytes]) -> None:
    assert [a for a, content in made.items() if "秘密甲".encode() in content or "secret" in a] == []
    assert [a for a, content in made.items() if b"secret" in content] == []


def test_fields_that_steer_disclosure_are_in_no_export(made: dict[str, bytes]) -> None:
    header = made["data/notices.csv"].splitlines()[0].decode("utf-8-sig").split(",")
    assert not STEERING_FIELDS & set(header)
    assert "published_on" in header


def test_no_export_tells_the_day_it_was_made_for(made: dict[str, bytes]) -> None:
    for address, content in made.items():
        assert b"2026-11-24" not in content, address
        assert b"20261124" not in content, address


def test_the_list_holds_what_the_twins_hold(made: dict[str, bytes]) -> None:
    listed = json.loads(made["data/notices.json"])
    twins = [json.loads(made[a]) for a in made if a.count("/") == 1 and a.startswith("notices/")]
    assert listed == twins
    assert {item["title"] for item in listed} >= set(HOSTILE)


def test_a_type_without_records_has_exports_too(root: Root) -> None:
    root.schema()
    made = exported(disclosed(root))
    assert json.loads(made["data/notes.json"]) == []
    assert made["data/notes.csv"].count(b"\r\n") == 1
    assert "notes/calendar/all.ics" not in made
