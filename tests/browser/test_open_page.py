"""The number of what is open, and the page of it, in a real browser."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from built_site import BuiltSite
from expecting import expect
from watching import PHONE, Opened, at_noon

TAB, NUMBER = "[data-sl-count]", ".sl-tab__n"


def test_the_number_stands_beside_its_tab_on_its_day_and_not_after_it(
    tab: Opened, shipped_site: BuiltSite
) -> None:
    watched = tab(day=shipped_site.day)
    page = watched.open("tasks/index.html")
    listed = watched.open("open/index.html").locator(".sl-due--full > li").count()
    expect(page.locator(NUMBER)).to_have_text(str(listed))
    expect(page.locator("[data-sl-until]")).to_be_hidden()
    at_noon(page, shipped_site.day + timedelta(days=40))
    with page.expect_response(lambda answer: answer.url.endswith("now.json")):
        watched.open("open/index.html")
    expect(page.locator("[data-sl-until]")).to_be_visible()
    expect(page.locator(NUMBER)).to_have_count(0)


@pytest.mark.parametrize("address", ["index.html", "publicity/2026-gs-031.html"])
def test_a_page_whose_state_turns_says_so_once_that_day_is_over(
    tab: Opened, shipped_site: BuiltSite, address: str
) -> None:
    watched = tab(day=shipped_site.day)
    page = watched.open(address)
    last = page.locator("[data-sl-until]").get_attribute("data-sl-until")
    assert last
    for day, is_over in (
        (date.fromisoformat(last), False),
        (date.fromisoformat(last) + timedelta(days=1), True),
    ):
        at_noon(page, day)
        watched.open(address)
        expect(page.locator("[data-sl-until]")).to_be_visible(visible=is_over)


def test_a_page_that_stays_as_it_is_names_no_such_day(shipped_site: BuiltSite) -> None:
    assert "data-sl-until" not in (shipped_site.folder / "regulations" / "zd-2026-01.html").read_text("utf-8")


def test_without_script_there_is_no_number(tab: Opened) -> None:
    page = tab(java_script_enabled=False).open("open/index.html")
    expect(page.locator(TAB)).to_have_text("正在进行")


def test_the_bars_are_walked_by_keyboard_and_lead_to_what_they_stand_for(
    tab: Opened, shipped_site: BuiltSite
) -> None:
    watched = tab(viewport=PHONE, day=shipped_site.day)
    page = watched.open("open/index.html")
    bars = page.locator(".sl-mk")
    for number in range(bars.count()):
        bars.nth(number).focus()
        expect(bars.nth(number).locator(".sl-mk__cap")).to_be_visible()
        expect(page.locator(".sl-mk__none")).to_be_hidden()
        box = bars.nth(number).bounding_box()
        assert box
        assert box["height"] >= 24
    title = bars.last.locator("b").inner_text()
    page.keyboard.press("Enter")
    assert page.locator("li:target h3").inner_text() == title
