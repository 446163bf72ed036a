"""A tab that another test had is as good as a new one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from building import DAY
from expecting import expect
from watching import DESKTOP, PHONE, Tabs

BEHIND_ITS_BACK = ("page.add_init_script", "new_cdp_session", "page.context.")
"""What stays in a tab, and is taken back where it is asked of the tab."""


def test_nothing_of_another_test_is_left(tabs: Tabs, host: str) -> None:
    first = tabs.lend(host, color_scheme="dark")
    first.begin_with(
        "window.left = 1; localStorage.setItem('sunlit.size', 'huge'); sessionStorage.setItem('left', '1')"
    )
    first.page.route("**/*.css", lambda route: route.abort())
    first.page.emulate_media(media="print")
    expect(first.open("about.html").locator("html")).to_have_attribute("data-sl-size", "huge")
    assert len(tabs.take_back(first)) > 0, "the sheets that it asked for"
    again = tabs.lend(host, viewport=PHONE, color_scheme="dark")
    page = again.open("about.html")
    assert again is first
    assert page.viewport_size == PHONE
    kept = (
        "[window.left, localStorage.length, sessionStorage.length, document.documentElement.dataset.slSize]"
    )
    assert page.evaluate(kept) == [None, 0, 0, None]
    assert page.evaluate("[matchMedia('screen').matches, document.styleSheets.length > 0]") == [True, True]
    assert tabs.take_back(again) == []


def test_a_tab_whose_clock_was_set_is_for_that_day_alone(tabs: Tabs, host: str) -> None:
    first = tabs.lend(host, viewport=DESKTOP, day=DAY)
    assert first.open("about.html").evaluate("new Date().getFullYear()") == DAY.year
    tabs.take_back(first)
    today = tabs.lend(host)
    assert today.open("about.html").evaluate("new Date().getFullYear()") == datetime.now().year
    today.page.clock.set_fixed_time("2031-01-01T12:00:00")
    today.open("about.html")
    tabs.take_back(today)
    assert today.page.is_closed()


def test_no_test_sets_up_a_tab_behind_its_back() -> None:
    own = {"watching.py", Path(__file__).name}
    for path in Path(__file__).parent.glob("*.py"):
        if path.name not in own:
            found = [words for words in BEHIND_ITS_BACK if words in path.read_text(encoding="utf-8")]
            assert not found, f"{path.name}: {found}"
