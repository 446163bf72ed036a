"""The pages of a long table in a real browser: finding rows, without script, on a phone, on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from barriers import barriers_in
from expecting import expect
from long_table_site import FLATS, long_table_site
from made_once import Once
from playwright.sync_api import Page
from watching import DESKTOP, PHONE, Opened, cut_off, serve, too_small

from generator.website.sections.about.tested import SCHEMES

PAGE = "homes/table/index-1/flats/index.html"
HITS = "[data-sl-hits] > li"
ROWS = "table.sl-table--long tbody tr"


@pytest.fixture(scope="module")
def long_tables(once: Once) -> Iterator[str]:
    yield from serve(once("long-tables", long_table_site) / "site")


def test_rows_are_found_among_all_pages_and_lead_to_where_they_stand(tab: Opened, long_tables: str) -> None:
    watched = tab(home=long_tables)
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url))
    page: Page = watched.open(PAGE)
    served = page.locator(ROWS).all_inner_texts()
    assert len(served) == 100
    assert not [url for url in asked if url.endswith("rows.json")]
    page.get_by_label("在全部各行里找").fill("ｆ０34 西苑")
    expect(page.locator(ROWS)).to_have_count(5)
    expect(page.get_by_role("status").filter(has_text=f"符合的有 5 行，共 {FLATS} 行")).to_be_visible()
    expect(page.get_by_role("navigation", name="这张表的各页")).to_be_hidden()
    page.get_by_label("在全部各行里找").fill("示例湖")
    expect(page.get_by_role("status").filter(has_text="先列 100 行")).to_be_visible()
    expect(page.locator(ROWS)).to_have_count(100)
    page.get_by_label("在全部各行里找").fill("<b>")
    expect(page.locator(ROWS)).to_have_count(1)
    assert page.locator(f"{ROWS} b").count() == 0
    page.get_by_label("在全部各行里找").fill("")
    expect(page.locator(ROWS)).to_have_count(100)
    assert page.locator(ROWS).all_inner_texts() == served
    assert len([url for url in asked if url.endswith("rows.json")]) == 1
    page.get_by_label("在全部各行里找").fill("F0234")
    page.locator(f"{ROWS} a", has_text="F0234").click()
    page.wait_for_url("**/flats/3.html#r234")
    expect(page.locator("#r234")).to_contain_text("F0234")
    expect(page.locator("#r234")).to_be_in_viewport()


def test_the_search_leads_to_the_rows_that_hold_what_was_found(tab: Opened, long_tables: str) -> None:
    page = tab(home=long_tables).open("search/index.html?q=f0234")
    page.locator(f"{HITS} h2 a").first.click()
    page.wait_for_url("**/homes/table/index-1/flats/index.html?q=F0234")
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.locator(ROWS)).to_contain_text("F0234")
    expect(page.get_by_label("在全部各行里找")).to_have_value("F0234")
    page.goto(page.url.replace("F0234", "%E6%B2%A1%E6%9C%89"))
    expect(page.get_by_label("在全部各行里找")).to_have_value("")
    expect(page.locator(ROWS)).to_have_count(100)
    page.goto(f"{long_tables}search/index.html?q=index-1")
    link = page.locator(f"{HITS} h2 a").first
    expect(link).to_have_attribute("href", re.compile("/homes/index-1.html$"))


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_it_has_no_barrier_and_its_head_stays(
    tab: Opened, long_tables: str, viewport: dict[str, int]
) -> None:
    """Axe is asked on a desktop; the proof asks it in every scheme on both."""
    page: Page = tab(home=long_tables, viewport=viewport).open(PAGE)
    assert cut_off(page) == []
    assert too_small(page) == []
    assert viewport == PHONE or list(barriers_in(page, ("dark",))) == []
    page.locator(ROWS).nth(90).scroll_into_view_if_needed()
    expect(page.get_by_role("columnheader", name="编号")).to_be_in_viewport()


@pytest.mark.proof
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_it_has_no_barrier_in_any_scheme(tab: Opened, long_tables: str, viewport: dict[str, int]) -> None:
    page: Page = tab(home=long_tables, viewport=viewport).open(PAGE)
    assert list(barriers_in(page, SCHEMES, whole=True)) == []


def test_without_script_pages_and_the_file_remain(tab: Opened, long_tables: str) -> None:
    page: Page = tab(home=long_tables, java_script_enabled=False).open("homes/index-1.html")
    page.get_by_role("link", name=f"全部 {FLATS} 行，分页看").click()
    assert page.locator("#sl-main input:visible").count() == 0
    page.get_by_role("link", name="下一页", exact=True).click()
    expect(page.get_by_text(f"第 101—200 行，共 {FLATS} 行")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="这张表的 CSV").click()
    assert taken.value.suggested_filename == "rows.csv"
    page.get_by_role("link", name="二季度").first.click()
    expect(page.locator("h1")).to_have_text("二季度")
