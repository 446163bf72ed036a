from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import feedparser
import pytest
from building import NOTES, Root
from exporting import HOSTILE, URL, disclosed, exported

from generator.disclose.disclosure import Disclosure
from generator.website.exports.posts import LONGEST_SUMMARY, NEWEST


def atom(content: bytes) -> Any:
    feed = feedparser.parse(
        content, response_headers={"content-type": "application/atom+xml"}, sanitize_html=False
    )
    assert not feed.bozo, feed.bozo_exception
    assert feed.version == "atom10"
    return feed


def collapsed(text: str) -> str:
    return " ".join(text.split())


def test_an_atom_feed_says_what_records_say(made: dict[str, bytes]) -> None:
    feed = atom(made["notices/feed/atom.xml"])
    assert feed.feed.title == "公示 - <网>&"
    first = feed.entries[0]
    assert (first.title, first.author, first.updated) == ("甲", "某局", "2026-11-19T00:00:00+08:00")
    assert [(tag.term, tag.label) for tag in first.tags] == [("live", "公示中")]
    assert first.links[0].href == "../a.html"
    assert first.id.startswith("urn:uuid:")
    assert feed.feed.updated == first.updated
    hostile = {entry.title for entry in feed.entries}
    assert hostile >= {collapsed(text) for text in HOSTILE}
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)


def test_the_newest_come_first_and_nothing_of_a_day_to_come(made: dict[str, bytes]) -> None:
    days = [entry.published for entry in atom(made["notices/feed/atom.xml"]).entries]
    assert days == sorted(days, reverse=True)
    links = [entry.links[0].href for entry in atom(made["notices/feed/atom.xml"]).entries]
    assert "../all.html" not in links
    assert "../lost.html" not in links


def test_the_feed_of_the_site_holds_all_types(made: dict[str, bytes]) -> None:
    feed = atom(made["feed/atom.xml"])
    assert feed.feed.title == "<网>&"
    assert feed.entries[0].links[0].href == "../notices/a.html"
    ids = {entry.id for entry in atom(made["notices/feed/atom.xml"]).entries}
    assert {entry.id for entry in feed.entries} == ids


def test_a_site_that_knows_its_address_gives_whole_ones(known: Disclosure) -> None:
    made = exported(known)
    feed = atom(made["notices/feed/atom.xml"])
    assert feed.feed.id == f"{URL}notices/feed/atom.xml"
    assert feed.entries[0].id == feed.entries[0].link == f"{URL}notices/a.html"
    content = json.loads(made["notices/feed/feed.json"])
    assert content["feed_url"] == f"{URL}notices/feed/feed.json"
    assert content["items"][0]["id"] == f"{URL}notices/a.html"


def test_a_json_feed_says_the_same(made: dict[str, bytes]) -> None:
    content = json.loads(made["notices/feed/feed.json"])
    feed = atom(made["notices/feed/atom.xml"])
    assert content["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["title"] for item in content["items"]] == [entry.title for entry in feed.entries]
    assert [item["id"] for item in content["items"]] == [entry.id for entry in feed.entries]
    assert all(item["content_text"] for item in content["items"])
    assert content["items"][0]["tags"] == ["公示中"]


def test_ids_stay_when_the_day_changes_and_differ_between_sites(disclosure: Disclosure) -> None:
    def ids(of: Disclosure) -> set[str]:
        return {item["id"] for item in json.loads(exported(of)["notices/feed/feed.json"])["items"]}

    assert ids(replace(disclosure, as_of=date(2026, 11, 25))) == ids(disclosure)
    other = replace(disclosure.site, name=replace(disclosure.site.name, base="别的网"))
    assert not ids(replace(disclosure, site=other)) & ids(disclosure)


@pytest.mark.parametrize("records", [0, 1, NEWEST + 5])
def test_a_feed_holds_so_many_at_most(root: Root, records: int) -> None:
    root.schema(NOTES)
    if records:
        root.records(
            *({"id": f"n{n}", "title": f"t{n}", "on": f"{1990 + n % 30}-01-01"} for n in range(records))
        )
    feed = atom(exported(disclosed(root))["notes/feed/atom.xml"])
    assert len(feed.entries) == min(records, NEWEST)
    assert feed.feed.updated == (feed.entries[0].updated if records else "1970-01-01T00:00:00+00:00")


def test_a_long_text_is_cut_for_a_feed(root: Root) -> None:
    fields = [*NOTES["fields"], {"name": "text", "type": "string", "show": "long"}]
    root.schema({**NOTES, "fields": fields})
    root.records({"id": "a", "title": "t", "on": "2026-01-01", "text": "长" * 2000})
    summary = atom(exported(disclosed(root))["notes/feed/atom.xml"]).entries[0].summary
    assert len(summary) == LONGEST_SUMMARY
    assert summary.endswith("…")
