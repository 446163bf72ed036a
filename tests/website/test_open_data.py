"""Every download, feed and calendar stands below its listing and on the page of open data, and each leads to a file."""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import unquote

import pytest
from building import NOTES, Root
from files_to_attach import PDF

PERIOD: dict[str, Any] = {
    "fields": [*NOTES["fields"], {"name": "to", "type": "date"}],
    "sunlit": {"title": "公示", "title_en": "Notices", "period": {"from": "on", "to": "to"},
               "children": {"people": {"title": "名单", "fields": [{"name": "name"}]}}},
}  # fmt: skip


@pytest.fixture
def site(root: Root) -> Root:
    terms = {"title": "署名使用", "title_en": "With attribution", "url": "https://sample.example/terms"}
    root.declare(
        "data/site.yaml", {"name": "站", "languages": ["zh", "en"], "page_size": 1, "license": terms}
    )
    root.schema()
    root.schema(PERIOD, "notices")
    root.write("data/attachments/a.pdf", PDF)
    root.records({"id": "a", "title": "甲", "attachments": "a.pdf"})
    root.records(
        *(
            {"id": id, "title": id, "on": "2026-11-20", "to": "2026-11-26", "people": [{"name": "甲"}]}
            for id in "xyz"
        ),
        type="notices",
    )
    root.build()
    return root


def offered(root: Root, address: str) -> set[str]:
    """Addresses from the root of what a page offers to take along."""
    base = posixpath.dirname(address)
    hrefs = (unquote(element.attributes.get("href", "")) for element in root.page(address).all("a"))
    ends = (".csv", ".xlsx", ".json", ".xml", ".ics")
    return {posixpath.normpath(posixpath.join(base, href)) for href in hrefs if href.endswith(ends)}


NOTICES = {
    "data/notices.xlsx", "data/notices.csv", "data/notices.people.csv", "data/notices.json", "data/datapackage.json",
    "notices/feed/atom.xml", "notices/feed/feed.json", "notices/calendar/all.ics",
}  # fmt: skip


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_newest_page_of_a_listing_offers_all_of_its_type(site: Root, prefix: str) -> None:
    words = f"data/{prefix[:2] or 'zh'}/notices.csv"
    assert offered(site, f"{prefix}notices/index.html") == NOTICES | {words}
    assert "notes/calendar/all.ics" not in offered(site, f"{prefix}notes/index.html")


def test_a_numbered_page_offers_what_does_not_change_with_the_data(site: Root) -> None:
    feeds = {"notices/feed/atom.xml", "notices/feed/feed.json", "notices/calendar/all.ics"}
    assert offered(site, "notices/page/1.html") == feeds


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_one_page_offers_everything_and_each_is_there(site: Root, prefix: str) -> None:
    found = offered(site, f"{prefix}open-data/index.html")
    assert NOTICES | {"feed/atom.xml", "data/attachments.csv", "data/notes.csv"} <= found
    exports = {
        path.relative_to(site.site).as_posix()
        for path in site.site.rglob("*")
        if path.is_file() and path.parent.name in ("data", "feed")
    }
    words = {f"data/{prefix[:2] or 'zh'}/{name}.csv" for name in ("notes", "notices")}
    assert found - {"notices/calendar/all.ics"} == exports | words
    assert all((site.site / address).is_file() for address in found)


def test_it_says_what_each_column_means(site: Root) -> None:
    page = site.page("en/open-data/index.html")
    said = {" ".join(words.split()) for words in page.texts("li")}
    assert {"Date on", "State state The state on the day of the site."} <= said
    assert "The day from which the record is public." not in page.visible, (
        "what steers publication is in no file"
    )
    assert "What the columns mean that all have" in page.visible


def test_it_names_the_terms_and_stands_in_every_footer(site: Root) -> None:
    page = site.page("open-data/index.html")
    assert "署名使用" in page.texts("a")
    assert "https://sample.example/terms" in [element.attributes.get("href") for element in page.all("a")]
    assert page.trouble == []
    assert "开放数据" in site.page("notices/x.html").texts("a")
    assert "Open data" in site.page("en/index.html").texts("a")


def test_without_terms_and_attachments_it_says_nothing_of_them(root: Root) -> None:
    root.schema()
    root.records({"id": "a"})
    root.build()
    said = root.page("open-data/index.html").visible
    assert "使用条款" not in said
    assert "SHA-256" not in said
