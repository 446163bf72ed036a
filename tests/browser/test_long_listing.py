"""A listing that is too long for a file of its rows: the search narrows and sorts it, without a script it stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from building import DAY, Root
from expecting import expect
from made_once import Once
from playwright.sync_api import Page
from watching import Opened, arrived, serve

from generator.website.listing import facets

HITS = "[data-sl-hits] > li h2 a"
SCHEMA = {
    "fields": [
        {"name": "id", "type": "string"},
        {"name": "title", "title": "标题", "type": "string"},
        {"name": "on", "title": "日期", "type": "date"},
        {"name": "due", "title": "期限", "type": "date"},
        {"name": "kind", "title": "类别", "type": "string"},
    ],
    "sunlit": {
        "title": "事项",
        "date": "on",
        "facets": ["kind"],
        "states": [
            {"id": "late", "title": "逾期未办", "look": "late", "when": {"due": {"before": "today"}}},
            {"id": "going", "title": "在办", "look": "going"},
        ],
    },
}
RECORDS = (
    ("a", "2024-03-01", "2026-12-20", "甲类"),
    ("b", "2025-03-01", "2026-10-01", "甲 类"),
    ("c", "2026-03-01", "2026-11-30", "乙类"),
    ("d", "2026-03-02", None, "乙类"),
    ("e", "2026-03-03", "2026-11-01", "乙类"),
)


def _built(folder: Path) -> Path:
    root = Root(folder)
    root.schema(SCHEMA, "matters")
    root.records(
        *({"id": id, "title": f"事项{id}", "on": on, **({"due": due} if due else {}), "kind": kind}
          for id, on, due, kind in RECORDS),
        type="matters",
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(facets, "MOST_ROWS", 3)
        root.build()
    return root.site


@pytest.fixture(scope="module")
def long_listing(once: Once) -> Iterator[str]:
    yield from serve(once("long-listing", _built))


def expect_query(page: Page, *asked: tuple[str, str]) -> None:
    page.wait_for_url(lambda url: parse_qsl(urlsplit(url).query) == list(asked))


def test_each_value_and_order_leads_to_the_search_which_narrows_further(
    tab: Opened, long_listing: str
) -> None:
    watched = tab(home=long_listing, day=DAY)
    page: Page = watched.open("matters/index.html")
    assert not page.locator("[data-sl-rows]").count()
    page.locator(".sl-facet", has_text="类别").get_by_role("link", name=re.compile("^甲类")).click()
    expect_query(page, ("type", "matters"), ("by.kind", "甲类"))
    expect(page.locator(HITS)).to_have_text(["事项b", "事项a"])
    state = page.get_by_role("group", name="状态", exact=True)
    expect(state.locator("label")).to_have_text(["逾期未办1", "在办1"])
    expect(
        page.get_by_role("group", name="类别", exact=True).get_by_role("checkbox", checked=True)
    ).to_have_count(1)
    state.get_by_label("在办").check()
    expect_query(page, ("type", "matters"), ("state", "matters.going"), ("by.kind", "甲类"))
    expect(page.locator(HITS)).to_have_text(["事项a"])
    page.get_by_role("button", name="事项 去掉这个条件").click()
    expect_query(page)
    expect(page.get_by_role("group", name="类别", exact=True)).to_have_count(0)
    expect(state.locator("label")).to_have_text(["逾期2", "正在办理3"])
    page = watched.open("matters/index.html")
    page.get_by_role("link", name="先截止的在前").click()
    expect_query(page, ("type", "matters"), ("sort", "deadline"))
    expect(page.locator(HITS)).to_have_text(["事项c", "事项a", "事项e", "事项b", "事项d"])
    facts = page.locator("[data-sl-hits] .sl-hits__st")
    expect(facts.nth(2)).to_contain_text("逾期 23 天 期限 2026年11月1日")
    expect(facts.nth(0)).to_contain_text("期限 2026年11月30日")
    expect(facts.nth(0)).not_to_contain_text("天 ")
    expect(facts.nth(4)).not_to_contain_text("期限")
    page = watched.open("matters/index.html")
    page.locator(".sl-facet", has_text="年份").get_by_role("link", name=re.compile("^2026")).click()
    expect(page.locator(HITS)).to_have_count(3)


def test_without_script_the_list_stays_whole(tab: Opened, long_listing: str) -> None:
    page: Page = tab(home=long_listing, java_script_enabled=False).open("matters/index.html")
    assert page.locator("[data-sl-all] h2 a").all_inner_texts() == [f"事项{id}" for id in "becad"]
    assert page.locator("#sl-main [href*='search/']").count() == 2, "which are hidden"
    assert page.locator("#sl-main [href*='search/']:visible").count() == 0
    page.locator("[data-sl-all] h2 a").first.click()
    arrived(page, "事项b")
