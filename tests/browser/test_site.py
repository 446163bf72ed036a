"""The shipped site in a real browser: walking through it, reading aids, no script, phone, paper, disk."""

from __future__ import annotations

import re

import pytest
from built_site import BuiltSite
from page_kinds import fullest_records, one_of_each_kind
from playwright.sync_api import Page, expect
from watching import DESKTOP, PHONE, Opened, arrived, scrolls_sideways


@pytest.fixture(scope="session")
def samples(shipped_site: BuiltSite) -> list[str]:
    """A page of each kind, less the notice, which is paper and has none of the site's chrome."""
    return [address for address in one_of_each_kind(shipped_site) if "/notice/" not in address]


@pytest.fixture(scope="session")
def wide_ones(samples: list[str], shipped_site: BuiltSite) -> list[str]:
    """Where something may be too wide: beside those, each type's fullest record in both languages."""
    return sorted({*samples, *fullest_records(shipped_site)})


def test_a_walk_through_the_site(tab: Opened, shipped_site: BuiltSite) -> None:
    page: Page = tab().open("index.html")
    page.get_by_role("link", name="目标任务", exact=True).first.click()
    arrived(page, "目标任务")
    second = page.locator(".sl-hits h2 a").nth(1)
    title = second.inner_text()
    second.click()
    arrived(page, title)
    page.locator("a[rel=next]").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(title)
    page.locator("a[rel=prev]").click()
    arrived(page, title)
    page.locator("a.sl-lang").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    arrived(page, title)
    page.locator("a.sl-lang").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    page.go_back()
    page.go_back()
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    arrived(page, title)
    page.locator(".sl-brand").click()
    expect(page).to_have_url(re.compile("/index.html$"))


def test_a_numbered_page_of_a_list_and_back(tab: Opened, shipped_site: BuiltSite) -> None:
    long = next(
        name for name, entries in shipped_site.outcome.disclosure.entries.items() if len(entries) >= 40
    )
    page: Page = tab().open(f"{long}/index.html")
    page.locator(".sl-pages a[rel=next]").click()
    expect(page).to_have_url(re.compile("/page/"))
    page.locator(".sl-hits h2 a").first.click()
    expect(page).to_have_url(re.compile(f"/{long}/[^/]+$"))
    page.go_back()
    page.locator(".sl-pages").get_by_role("link", name="最新").click()
    expect(page).to_have_url(re.compile(f"/{long}/index.html$"))


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def choose(page: Page, name: str) -> None:
    if not page.locator("details.sl-aid[open]").count():
        page.locator("details.sl-aid > summary").click()
    page.locator(".sl-aid label", has_text=name).click()


@pytest.mark.parametrize(("name", "scheme"), [("深色", "slate"), ("高对比", "contrast")])
def test_colours_are_kept_after_a_reload_and_on_other_pages(tab: Opened, name: str, scheme: str) -> None:
    page: Page = tab(color_scheme="light").open("index.html")
    before = background(page)
    choose(page, name)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
    chosen = background(page)
    assert chosen != before
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
    assert background(page) == chosen
    page.goto(page.url.replace("index.html", "en/tasks/index.html"))
    assert background(page) == chosen


def test_the_colours_of_the_device_are_followed_unless_chosen(tab: Opened) -> None:
    light, dark = tab(color_scheme="light").open("index.html"), tab(color_scheme="dark").open("index.html")
    assert background(light) != background(dark)
    choose(dark, "浅色")
    assert background(dark) == background(light)


def test_large_print_is_kept_after_a_reload(tab: Opened) -> None:
    page: Page = tab().open("tasks/index.html")

    def size() -> float:
        return float(
            page.evaluate("parseFloat(getComputedStyle(document.querySelector('.sl-hits h2')).fontSize)")
        )

    normal = size()
    choose(page, "特大")
    huge = size()
    assert huge >= normal * 1.2
    page.reload()
    assert size() == huge
    page.locator(".sl-hits h2 a").first.click()
    expect(page.locator("html")).to_have_attribute("data-sl-size", "huge")
    choose(page, "标准")
    page.reload()
    expect(page.locator("html")).not_to_have_attribute("data-sl-size", "huge")


def test_reading_aids_by_keyboard(tab: Opened) -> None:
    page: Page = tab().open("index.html")
    page.locator("details.sl-aid > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.sl-aid")).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(page.locator("details.sl-aid[open]")).to_have_count(0)
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_first_stop_of_the_keyboard_leads_to_the_content(tab: Opened) -> None:
    page: Page = tab().open("tasks/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#sl-main"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#sl-main$"))


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_scrolls_sideways(tab: Opened, wide_ones: list[str], viewport: dict[str, int]) -> None:
    watched = tab(viewport=viewport)
    for address in wide_ones:
        page: Page = watched.open(address)
        assert scrolls_sideways(page) == 0, address


def test_nothing_scrolls_sideways_in_very_large_print_on_a_phone(tab: Opened, wide_ones: list[str]) -> None:
    watched = tab(viewport=PHONE)
    choose(watched.open("index.html"), "特大")
    for address in wide_ones:
        assert scrolls_sideways(watched.open(address)) == 0, address


def test_all_is_readable_without_script(tab: Opened, samples: list[str], shipped_site: BuiltSite) -> None:
    watched = tab(java_script_enabled=False)
    for address in samples:
        page: Page = watched.open(address)
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_be_visible()
        idle = page.locator("button:visible:not([type=submit])")
        assert idle.count() == 0, "a button that does nothing without script"
        assert page.locator("noscript").count() == ("search/" in address), "only a search needs a script"
    page = watched.open("tasks/index.html")
    first = page.locator(".sl-hits h2 a").first
    title = first.inner_text()
    first.click()
    arrived(page, title)
    page.locator("a.sl-lang").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_what_is_there_without_script_is_all_there_is(tab: Opened, samples: list[str]) -> None:
    """Less the tools that only a script can serve: printing, the order of a list."""
    scripted, plain = tab(), tab(java_script_enabled=False)
    scripted.page.add_init_script(
        "addEventListener('load', () => document.querySelectorAll('[data-sl-script]').forEach(tool => tool.remove()))"
    )
    for address in samples:
        if "search/" in address:
            continue  # a search without script is a list of all listings, and says so
        words = [
            " ".join(watched.open(address).locator("#sl-main").inner_text().split())
            for watched in (scripted, plain)
        ]
        assert words[0].replace("打印本页", "").replace("Print this page", "").split() == words[1].split(), (
            address
        )


@pytest.mark.parametrize("address", ["index.html", "en/tasks/index.html"])
def test_it_opens_from_a_disk(tab: Opened, shipped_site: BuiltSite, address: str) -> None:
    watched = tab(home=f"file://{shipped_site.folder}/")
    page: Page = watched.open(address)
    left = page.url
    page.locator("#sl-main a[href$='.html']").first.click()
    expect(page).not_to_have_url(left)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.startswith(f"file://{shipped_site.folder}/")
    watched.trouble[:] = [line for line in watched.trouble if "favicon" not in line]


def test_on_paper_the_chrome_is_gone(tab: Opened, samples: list[str]) -> None:
    watched = tab(viewport={"width": 794, "height": 1123})
    for address in samples:
        page: Page = watched.open(address)
        page.emulate_media(media="print")
        for chrome in (
            ".sl-head__tools",
            ".md-tabs__list",
            ".sl-crumbs",
            ".sl-prevnext",
            ".sl-pages",
            "[data-sl-print]",
        ):
            for part in page.locator(chrome).all():
                assert not part.is_visible(), (address, chrome)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_paper_is_white_whatever_colours_were_chosen(tab: Opened) -> None:
    page: Page = tab().open("index.html")
    choose(page, "深色")
    page.emulate_media(media="print")
    assert background(page) == "rgb(255, 255, 255)"
    ink = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    assert sum(int(part) for part in ink.strip("rgb()").split(",")) < 300, ink


def test_a_printed_page_becomes_a_document(tab: Opened) -> None:
    page: Page = tab().open("about.html")
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_an_address_that_does_not_exist_has_a_page_of_its_own(tab: Opened) -> None:
    """As a server would serve it, from any depth: its links start at the root."""
    watched = tab()
    page: Page = watched.open("404.html")
    page.locator("#sl-main a").first.click()
    expect(page).to_have_url(re.compile(f"^{re.escape(watched.home)}(index.html)?$"))


def test_every_page_of_the_site_loads_without_complaint(tab: Opened, shipped_site: BuiltSite) -> None:
    """Some of each folder and language: what one asks for beside itself, all of its kind ask for."""
    watched = tab()
    pages = sorted(shipped_site.pages)
    assert len(pages) > 100
    for address in pages[::12]:
        watched.open(address)


def test_a_ledger_is_narrowed_to_one_finding_and_back(tab: Opened) -> None:
    page: Page = tab(viewport=PHONE).open("opinions/ledger/2026.html")
    entries, chips = page.locator("#sl-led > li"), page.get_by_role("group", name="核实结论")
    everything = entries.count()
    chips.get_by_role("button", name=re.compile("^不存在")).click()
    expect(page.locator("#sl-led > li:visible .sl-led__mid .sl-state")).to_have_text(["不存在"] * 2)
    expect(page.get_by_role("status")).to_contain_text("符合条件 2 条")
    chips.get_by_role("button", name=re.compile("^逾期")).click()
    expect(page.locator("#sl-led > li:visible")).to_have_count(2)
    chips.get_by_role("button", name=re.compile("^全部")).click()
    expect(page.locator("#sl-led > li:visible")).to_have_count(everything)


def test_a_branch_of_the_tree_opens_by_its_own_button(tab: Opened) -> None:
    """Which stands beside the links of the row, not around them, and is large enough for a finger."""
    page: Page = tab(viewport=PHONE).open("tasks/year/2026.html")
    button = page.locator("#sl-tree > li > details:not([open]) > summary").first
    size = button.bounding_box()
    assert size is not None
    assert min(size["width"], size["height"]) >= 24
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#sl-tree > li").first.locator("details[open] > ul")).to_be_visible()
    page.locator("#sl-tree > li > .sl-node a").first.click()
    expect(page).to_have_url(re.compile("/tasks/[^/]+$"))
