"""Filters and sorting of listings in a real browser: by mouse and keyboard, by address, without script, from a disk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from barriers import barriers_in, bring_axe
from building import Root
from built_site import BuiltSite
from expecting import expect
from hostile_site import IMAGE, SCRIPT
from page_kinds import with_every_block
from playwright.sync_api import Page, Route
from watching import DESKTOP, PHONE, WALKS, Opened, Watched, arrived, cut_off, serve, too_small

from generator.website.sections.about.tested import SCHEMES

FOUND = ":is([data-sl-found] > li, [data-sl-found] ol > li, [data-sl-found] tbody > tr)"
STATIC = ":is([data-sl-all] ol > li, [data-sl-all] tbody > tr)"
LINK = ":is(h2, h3, th) a"
GROUPS = """list => [...document.querySelectorAll(`${list} .sl-group`)].map(group => [
    group.querySelector("h2").textContent.trim(), group.querySelector(".sl-meta").textContent.trim(),
    [...group.querySelectorAll("ol > li h3 a")].map(link => link.getAttribute("href"))])"""
"""Each heading of a list, how many records it says that it has, and those that stand under it."""
WITHOUT_SPACES = """selector => [...document.querySelectorAll(selector)].map(item => {
    const copy = item.cloneNode(true);
    copy.normalize();
    const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) if (text.data.trim()) text.data = text.data.replace(/\\s+/g, ' ').trim();
                              else text.remove();
    return copy.outerHTML.replace(/\\.0%/g, '%').replace(/(<\\/?)h3>/g, '$1h2>');
})"""
"""The rows as the browser has them, less the spaces by which a template is indented, the zeros of whole shares, and how deep
their title stands: under a heading deeper than in another order, which has no headings.
"""


def tick(page: Page, facet: str, label: str) -> None:
    page.get_by_role("group", name=facet, exact=True).get_by_label(re.compile(rf"^{label}\s*\d+$")).check()


def expect_query(page: Page, *asked: tuple[str, str]) -> None:
    """The address says what was asked; waits for it, as the script writes it after the rows."""
    page.wait_for_url(lambda url: parse_qsl(urlsplit(url).query) == list(asked))


def titles(page: Page) -> list[str]:
    return page.locator(f"{FOUND} {LINK}").all_inner_texts()


def open_panel(page: Page) -> None:
    summary = page.locator("details.sl-facets > summary")
    if summary.is_visible():
        expect(
            page.locator("details.sl-facets:not([open])")
        ).to_be_attached()  # the script folds it on a phone
        summary.click()


@WALKS
def test_a_walk_with_filters(tab: Opened, viewport: dict[str, int], whole: bool) -> None:
    page: Page = tab(viewport=viewport).open("index.html")
    page.get_by_role("link", name="公示", exact=True).first.click()
    arrived(page, "公示")
    open_panel(page)
    tick(page, "状态", "已公布结果")
    tick(page, "类别", "选拔任用")
    expect(page.locator("#sl-main").get_by_role("status")).to_contain_text("符合条件")
    page.get_by_label("排序").select_option("oldest")
    expect_query(page, ("state", "closed"), ("kind", "选拔任用"), ("sort", "oldest"))
    assert cut_off(page) == []
    if not whole:
        return
    before, told = titles(page), page.locator("#sl-main").get_by_role("status").inner_text()
    page.locator(f"{FOUND} {LINK}").nth(1).click()
    arrived(page, before[1])
    page.go_back()
    expect(page.locator("#sl-main").get_by_role("status")).to_have_text(told)
    expect(page.get_by_label("排序")).to_have_value("oldest")
    expect(page.locator(f"{FOUND} {LINK}")).to_have_text(before)
    links = [link.get_attribute("href") for link in page.locator(f"{FOUND} {LINK}").all()]
    page.locator("a.sl-lang").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect_query(page, ("state", "closed"), ("kind", "选拔任用"), ("sort", "oldest"))
    expect(page.locator(f"{FOUND} {LINK}")).to_have_count(len(before))
    assert [link.get_attribute("href") for link in page.locator(f"{FOUND} {LINK}").all()] == links
    expect(page.locator("[data-sl-chosen] li")).to_have_count(2)


def test_several_values_of_one_facet_widen_and_several_facets_narrow(
    tab: Opened, shipped_site: BuiltSite
) -> None:
    entries = shipped_site.outcome.disclosure.entries["tasks"]

    def count(looks: set[str], unit: str = "") -> int:
        return sum(
            bool(e.state and e.state.id in looks and unit in ("", e.values.get("unit"))) for e in entries
        )

    page: Page = tab().open("tasks/index.html")
    tick(page, "状态", "逾期")
    expect(page.locator("#sl-main").get_by_role("status")).to_contain_text(f"符合条件 {count({'late'})} 条")
    tick(page, "状态", "未开始")
    expect(page.locator("#sl-main").get_by_role("status")).to_contain_text(
        f"符合条件 {count({'late', 'not-begun'})} 条"
    )
    unit = next(str(e.values["unit"]) for e in entries if e.state and e.state.id == "late")
    tick(page, "责任单位", unit)
    wanted = count({"late", "not-begun"}, unit)
    expect(page.locator("#sl-main").get_by_role("status")).to_contain_text(f"符合条件 {wanted} 条")
    done = page.get_by_role("group", name="状态").locator("li", has_text="进行中").locator(".sl-n")
    expect(done).to_have_text(str(count({"going"}, unit)))


def test_headings_stand_above_what_fits_and_nowhere_else(tab: Opened, shipped_site: BuiltSite) -> None:
    """As the page was sent, so is what a filter finds; another order has no headings; without script they stand as well."""
    watched = tab()
    page: Page = watched.open("publicity/index.html")
    sent = page.evaluate(GROUPS, "[data-sl-all]")
    entries = shipped_site.outcome.disclosure.entries["publicity"]
    assert [heading for heading, *_ in sent] == ["正在公示", "期满，等结果", "已经公布结果"]
    assert [words for _, words, _ in sent] == [f"共 {len(rows)} 条" for *_, rows in sent]
    assert sum(len(rows) for *_, rows in sent) == len(entries)
    fit = {f"{entry.id}.html" for entry in entries if entry.values["kind"] == "评选先优"}
    tick(page, "类别", "评选先优")
    expect(page.locator(FOUND)).to_have_count(len(fit))
    kept = [(heading, [row for row in rows if row in fit]) for heading, _, rows in sent]
    found = [(heading, f"共 {len(rows)} 条", rows) for heading, rows in kept if rows]
    assert 0 < len(found) < len(sent), "a heading has gone with its rows"
    assert page.evaluate(GROUPS, "[data-sl-found]") == [list(group) for group in found]
    page.get_by_label("排序").select_option("oldest")
    expect(page.locator("[data-sl-found] .sl-group")).to_have_count(0)
    expect(page.locator("[data-sl-found] h2")).to_have_count(len(fit))
    plain: Page = tab(java_script_enabled=False).open("publicity/index.html")
    assert plain.evaluate(GROUPS, "[data-sl-all]") == sent


def test_chips_are_taken_back_one_by_one_and_all_at_once(tab: Opened) -> None:
    page: Page = tab().open(
        "publicity/index.html?state=closed&year=2026&kind=%E9%80%89%E6%8B%94%E4%BB%BB%E7%94%A8"
    )
    expect(page.locator("[data-sl-chosen] li")).to_have_count(3)
    page.get_by_role("button", name="2026 去掉这个条件").click()
    expect_query(page, ("state", "closed"), ("kind", "选拔任用"))
    assert page.evaluate("document.activeElement.textContent.includes('选拔任用')")
    expect(page.get_by_role("group", name="年份").get_by_label("2026")).not_to_be_checked()
    page.get_by_role("button", name="全部清除").click()
    expect_query(page)
    expect(page.locator("[data-sl-all]")).to_be_visible()
    expect(page.locator(FOUND).first).to_be_hidden()


def test_back_and_forward_follow_the_choices(tab: Opened) -> None:
    page: Page = tab().open("opinions/index.html")
    tick(page, "核实结论", "存在")
    tick(page, "年份", "2026")
    both = titles(page)
    page.go_back()
    expect(page.locator("[data-sl-chosen] li")).to_have_count(1)
    page.go_back()
    expect(page.locator("[data-sl-all]")).to_be_visible()
    expect(page.locator("#sl-main").get_by_role("status")).to_contain_text("共")
    page.go_forward()
    page.go_forward()
    expect(page.locator("[data-sl-chosen] li")).to_have_count(2)
    expect(page.locator(f"{FOUND} {LINK}")).to_have_text(both)


def test_nothing_is_fetched_until_it_is_needed(tab: Opened) -> None:
    watched = tab()
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url))
    page = watched.open("tasks/index.html")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith("rows.json")]
    tick(page, "状态", "逾期")
    expect(page.locator(FOUND).first).to_be_visible()
    tick(page, "状态", "未开始")
    expect(page.locator("[data-sl-chosen] li")).to_have_count(2)
    assert len([url for url in asked if url.endswith("rows.json")]) == 1


def test_what_closes_next_comes_first(tab: Opened, shipped_site: BuiltSite) -> None:
    today = shipped_site.day

    def rank(end: date) -> tuple[bool, int]:
        return (end < today, end.toordinal() if end >= today else -end.toordinal())

    entries = shipped_site.outcome.disclosure.entries["publicity"]
    ends = {f"{entry.id}.html": entry.values["ends_on"] for entry in entries}
    page: Page = tab().open("publicity/index.html?sort=ends")
    expect(page.locator(FOUND).first).to_be_visible()
    found = page.locator(f"{FOUND} {LINK}").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    shown = [rank(ends[href]) for href in found]
    assert shown == sorted(shown)
    expect(page.locator("[data-sl-chosen]")).to_be_hidden()


def test_twenty_more_at_a_time_and_as_many_after_back(tab: Opened, shipped_site: BuiltSite) -> None:
    total = len(shipped_site.outcome.disclosure.entries["tasks"])
    page: Page = tab().open("tasks/index.html?sort=title")
    expect(page.locator(FOUND)).to_have_count(20)
    page.get_by_role("button", name="再看 20 条").click()
    expect(page.locator(FOUND)).to_have_count(40)
    assert page.evaluate("document.activeElement.closest('tr').matches(':nth-child(21)')")
    title = titles(page)[30]
    page.locator(f"{FOUND} {LINK}").nth(30).click()
    arrived(page, title)
    page.go_back()
    expect(page.locator(FOUND)).to_have_count(40)
    page.get_by_role("button", name=f"再看 {total - 40} 条").click()
    expect(page.locator("[data-sl-more]")).to_be_hidden()
    assert len(set(page.locator(f"{FOUND} {LINK}").evaluate_all("all => all.map(a => a.href)"))) == total


def test_no_result_says_so_and_offers_the_way_out(tab: Opened) -> None:
    page: Page = tab().open("tasks/index.html?state=no-such-state")
    expect(page.get_by_text("没有一条同时符合这些条件")).to_be_visible()
    expect(page.locator("#sl-main").get_by_role("status")).to_contain_text("符合条件 0 条")
    page.get_by_role("button", name="清除条件，看全部").click()
    expect(page.locator(STATIC).first).to_be_visible()
    expect(page.get_by_text("没有一条同时符合这些条件")).to_be_hidden()
    expect_query(page)


def test_an_address_that_means_nothing_leaves_the_list_alone(tab: Opened) -> None:
    page: Page = tab().open("tasks/index.html?utm=1&sort=%22%5D&page=9")
    expect(page.locator(STATIC).first).to_be_visible()
    expect(page.get_by_label("排序")).to_have_value("")


def check_rows(tab: Opened, names: Iterable[str], folder: str = "") -> None:
    """The rows that were sent stay in the page, out of sight, while it shows those that its script has drawn."""
    watched = tab()
    for name in names:
        page = watched.open(f"{folder}{name}/index.html?sort=oldest")
        expect(page.locator(FOUND).first).to_be_visible()
        while page.locator("[data-sl-more]").is_visible():
            page.locator("[data-sl-more] button").click()
        static, drawn = (page.evaluate(WITHOUT_SPACES, rows) for rows in (STATIC, FOUND))
        assert static
        assert [line for line in static if line not in drawn] == [], name


def test_what_presses_comes_first_among_what_was_found_as_on_the_page(tab: Opened) -> None:
    """The order of the page and that of its script are one."""
    watched = tab()
    for name in ("tasks", "publicity", "opinions"):
        page = watched.open(f"{name}/index.html?year=2026")
        expect(page.locator(FOUND).first).to_be_visible()
        static, drawn = (page.evaluate(WITHOUT_SPACES, rows) for rows in (STATIC, FOUND))
        places = [static.index(line) for line in drawn if line in static]
        assert len(places) > 5
        assert places == sorted(places), name


def test_a_table_is_sorted_by_its_heads(tab: Opened) -> None:
    """By mouse and by key; what it says is heard; a reader of a page without script meets no button."""
    page: Page = tab().open("tasks/year/2026.html")
    table = page.locator("table[data-sl-sort]")
    served = table.locator("tbody th").all_inner_texts()
    assert table.locator("[aria-sort=none]").count() == 5
    table.get_by_role("button", name="早晚").click()
    days = table.locator("tbody td:nth-child(2)").evaluate_all("all => all.map(cell => +cell.dataset.v)")
    assert days == sorted(days)
    assert len(set(days)) > 2
    expect(table.locator("[aria-sort=ascending]")).to_have_text("早晚")
    table.get_by_role("button", name="早晚").press("Enter")
    assert table.locator("tbody td:nth-child(2)").first.get_attribute("data-v") == str(max(days))
    expect(page.get_by_role("status").filter(has_text="按早晚排好了，从大到小")).to_be_attached()
    table.get_by_role("button", name="责任人").click()
    assert sorted(table.locator("tbody th").all_inner_texts()) == sorted(served)
    assert list(barriers_in(page, ("default",))) == []
    plain: Page = tab(java_script_enabled=False).open("tasks/year/2026.html")
    assert plain.locator("table[data-sl-sort] button").count() == 0
    assert plain.locator("table[data-sl-sort] tbody th").all_inner_texts() == served


def test_rows_drawn_by_script_are_those_of_the_page(tab: Opened, shipped_site: BuiltSite) -> None:
    """Of lists that together hold all that a list can."""
    lists = [f"{type.name}/index.html" for type in shipped_site.outcome.disclosure.types]
    names = [address.split("/")[0] for address in with_every_block(shipped_site, lists)]
    assert {"tasks", "publicity"} <= {*names}
    check_rows(tab, names)


def test_so_they_are_in_the_other_language(tab: Opened) -> None:
    check_rows(tab, ("publicity", "tasks", "surveys"), "en/")


@pytest.mark.proof
@pytest.mark.parametrize("folder", ["", "en/"], ids=["zh", "en"])
def test_so_they_are_of_each_type(tab: Opened, shipped_site: BuiltSite, folder: str) -> None:
    check_rows(tab, (type.name for type in shipped_site.outcome.disclosure.types), folder)


def test_by_keyboard_alone(tab: Opened) -> None:
    page: Page = tab().open("publicity/index.html")
    page.get_by_role("group", name="状态").get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    expect(page.locator(FOUND).first).to_be_visible()
    page.keyboard.press("Enter")
    assert urlsplit(page.url).path.endswith("publicity/index.html")
    page.locator("[data-sl-chosen] button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-sl-all]")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "sl-sort"


def test_on_a_phone_the_panel_is_folded_and_leads_to_what_was_found(tab: Opened) -> None:
    page: Page = tab(viewport=PHONE).open("publicity/index.html")
    expect(page.get_by_role("group", name="状态")).to_be_hidden()
    open_panel(page)
    tick(page, "类别", "评选先优")
    expect(page.locator("#sl-main").get_by_role("status")).to_contain_text("符合条件")
    number = page.locator(FOUND).count()
    page.get_by_role("button", name=f"看这 {number} 条").click()
    expect(page.get_by_role("group", name="状态")).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('[data-sl-found] a')")


@pytest.mark.parametrize(
    ("viewport", "address"),
    [
        pytest.param(PHONE, "", id="phone"),
        pytest.param(DESKTOP, "en/", id="desktop-en"),
        pytest.param(DESKTOP, "", id="desktop", marks=pytest.mark.proof),
        pytest.param(PHONE, "en/", id="phone-en", marks=pytest.mark.proof),
    ],
)
def test_without_script_each_group_is_a_link(tab: Opened, viewport: dict[str, int], address: str) -> None:
    page: Page = tab(viewport=viewport, java_script_enabled=False).open(f"{address}publicity/index.html")
    if viewport == PHONE:
        expect(page.locator(".sl-facet").first).to_be_hidden()
        open_panel(page)
    facet = page.locator(".sl-facet", has=page.locator("h2", has_text="类别" if not address else "Kind"))
    number = int(facet.locator(".sl-n").first.inner_text())
    assert page.locator("#sl-main").locator("input:visible, select:visible, button:visible").count() == 0
    facet.locator("a").first.click()
    expect(page).to_have_url(re.compile("/publicity/kind/"))
    expect(page.locator(".sl-hits > li")).to_have_count(min(number, 20))


def test_from_a_disk_the_list_stays_and_says_why(tab: Opened, shipped_site: BuiltSite) -> None:
    page: Page = tab(home=f"file://{shipped_site.folder}/").open("publicity/index.html?state=closed")
    expect(page.get_by_text("从文件夹里打开")).to_be_visible()
    expect(page.locator(STATIC).first).to_be_visible()
    assert page.locator("#sl-main input, #sl-main select:visible").count() == 0
    assert page.locator(".sl-facet a").count() > 0


def test_if_the_rows_cannot_be_had_the_list_stays_and_says_so(tab: Opened) -> None:
    watched = tab()
    refused = [True]

    def answer(route: Route) -> None:
        route.fulfill(status=503) if refused.pop() else route.continue_()

    watched.page.route("**/rows.json", answer)
    page = watched.open("tasks/index.html")
    tick(page, "状态", "逾期")
    expect(page.get_by_role("alert")).to_contain_text("没有取到数据")
    expect(page.locator(STATIC).first).to_be_visible()
    refused.append(False)
    tick(page, "状态", "未开始")
    expect(page.locator(FOUND).first).to_be_visible()
    expect(page.get_by_role("alert")).to_be_hidden()
    assert all("503" in line for line in watched.trouble)
    watched.trouble.clear()


CARDS = "publicity/index.html?state=on-notice&state=closed&year=2026&sort=ends"
ROWS = "en/tasks/index.html?state=late&state=done"
NO_ROWS = "tasks/index.html?state=none"


def check_what_the_script_adds(watched: Watched, address: str, schemes: tuple[str, ...]) -> None:
    page = watched.open(address)
    expect(page.locator("[data-sl-chosen] li").first).to_be_visible()
    open_panel(page)
    assert cut_off(page) == []
    assert too_small(page) == []
    assert list(barriers_in(page, schemes)) == []


def test_what_the_script_adds_has_no_barrier(tab: Opened) -> None:
    """Cards on a desktop in dark colours, rows of a table on a phone; where there is none, less is drawn."""
    for viewport, address, scheme in ((DESKTOP, CARDS, "dark"), (PHONE, ROWS, "default")):
        watched = tab(viewport=viewport)
        bring_axe(watched)
        check_what_the_script_adds(watched, address, (scheme,))


@pytest.mark.proof
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_what_the_script_adds_has_no_barrier_in_any_scheme(tab: Opened, viewport: dict[str, int]) -> None:
    watched = tab(viewport=viewport)
    bring_axe(watched)
    for address in (CARDS, ROWS, NO_ROWS):
        check_what_the_script_adds(watched, address, (*SCHEMES,))


@pytest.fixture(scope="module")
def hostile_host(hostile: Root) -> Iterator[str]:
    yield from serve(hostile.site)


@pytest.mark.parametrize("address", ["notes/index.html?sort=oldest", "en/notes/index.html?sort=title"])
def test_a_title_that_is_markup_stays_text(tab: Opened, hostile_host: str, address: str) -> None:
    """Without the policy, so that it is the script alone that must be careful."""
    page: Page = tab(home=hostile_host, bypass_csp=True).open(address)
    expect(page.locator(FOUND).first).to_be_visible()
    while page.locator("[data-sl-more]").is_visible():
        page.locator("[data-sl-more] button").click()
    found = titles(page)
    assert IMAGE in found
    assert SCRIPT in found
    assert (
        page.locator("#sl-main")
        .locator("img, script:not(link + script), iframe, [onerror], [onclick], u")
        .count()
        == 0
    )


def test_an_address_that_is_markup_stays_text(tab: Opened, hostile_host: str) -> None:
    watched = tab(home=hostile_host, bypass_csp=True)
    page = watched.open(f"notes/index.html?state={quote(IMAGE)}&year={quote(SCRIPT)}")
    expect(page.locator("[data-sl-chosen] li")).to_have_count(2)
    assert IMAGE in page.locator("[data-sl-chosen]").inner_text()
    assert page.locator("#sl-main").locator("img, script:not(link + script), [onerror]").count() == 0
