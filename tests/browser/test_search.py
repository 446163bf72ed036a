"""The search box and the search page in a real browser: by mouse, keyboard and address, without script, from a disk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from barriers import AND_TARGETS, COLOURS, barriers, bring_axe, in_scheme
from building import PROJECT, Root
from built_site import BuiltSite
from expecting import expect
from hostile_site import IMAGE, SCRIPT
from playwright.sync_api import Locator, Page
from watching import DESKTOP, PHONE, WALKS, Opened, Watched, cut_off, resize, serve

from generator.website.sections.about.tested import SCHEMES

HITS = "[data-sl-hits] > li"
ARTICLES = ("关于本站", "数据怎么来，怎样更正")
BOOT = "**/search/index/boot*"
INDEX = re.compile("/search/index/(?!boot)")
FOREIGN = "img, iframe, [onerror], script:not([src], link + script)"


@pytest.fixture
def searching(tab: Opened, shipped_site: BuiltSite) -> Opened:
    """A tab on the shipped site, on the day that the site was built for."""

    def opened(**settings: object) -> Watched:
        return tab(day=shipped_site.day, **settings)

    return opened


def offer_modules(page: Page) -> None:
    """The modules that the site's one script is made of, each by itself."""
    folder = PROJECT / "site_templates" / "search"
    page.route("**/modules/*.js", lambda route: route.fulfill(path=folder / route.request.url.split("/")[-1]))


def box(page: Page) -> Locator:
    return page.locator("#sl-q")


def options(page: Page) -> Locator:
    """What is suggested; other fields of a page have options too."""
    return page.get_by_role("listbox", name="检索建议").get_by_role("option")


def status(page: Page) -> Locator:
    return page.locator("p[data-sl-count]")


def titles(page: Page) -> list[str]:
    return page.locator(f"{HITS} h2 a").all_inner_texts()


def tick(page: Page, facet: str, label: str) -> None:
    page.get_by_role("group", name=facet, exact=True).get_by_label(re.compile(rf"^{label}")).check()


def open_panel(page: Page) -> None:
    """It comes with the counts; where there is room it is open already."""
    expect(page.locator("[data-sl-panel]")).to_be_visible()
    summary = page.locator("details.sl-facets > summary")
    if summary.is_visible():
        summary.click()


def expect_query(page: Page, *asked: tuple[str, str]) -> None:
    page.wait_for_url(lambda url: parse_qsl(urlsplit(url).query) == list(asked))


def titled(site: BuiltSite, text: str) -> set[str]:
    """The titles that hold the text."""
    entries = (entry for own in site.outcome.disclosure.entries.values() for entry in own)
    return {entry.title for entry in entries if text in entry.title}


# ---- the box on every page


def test_every_page_has_a_box_that_leads_to_the_search_of_its_language(searching: Opened) -> None:
    """From a list it is walked below, slowly and from a disk."""
    watched = searching()
    for address in ("index.html", "404.html", "en/index.html"):
        page: Page = watched.open(address)
        box(page).fill("公示")
        box(page).press("Enter")
        page.wait_for_url(re.compile(r"/search/index\.html\?q="))
        assert ("/en/" in page.url) is address.startswith("en/"), address
        expect(page.locator(f"{HITS} mark").first, address).to_have_text("公示")
        assert page.get_by_role("search").count() == 1, address


def test_a_page_that_does_not_search_fetches_one_small_script(searching: Opened) -> None:
    watched = searching()
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page = watched.open("tasks/index.html")
    page.wait_for_load_state("networkidle")
    assert [path for path in asked if "search" in path] == ["/assets/search/start.js"]
    size = page.evaluate("fetch('/assets/search/start.js').then(got => got.text()).then(text => text.length)")
    assert size < 6_000
    box(page).focus()
    expect(page.get_by_role("combobox", name="检索")).to_be_focused()
    assert "/assets/search/all.js" in asked


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_suggestion_is_chosen_with_the_keys(searching: Opened, viewport: dict[str, int]) -> None:
    page: Page = searching(viewport=viewport).open("tasks/index.html")
    if viewport == PHONE:
        expect(box(page)).to_be_hidden()
        page.get_by_role("button", name="检索", exact=True).click()
    box(page).focus()
    box(page).press_sequentially("公示")
    field, offered = page.get_by_role("combobox", name="检索"), options(page)
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(offered.first.locator("mark").first).to_have_text("公示")
    expect(page.locator("[data-sl-suggested]")).to_contain_text("条建议")
    assert cut_off(page) == []
    page.keyboard.press("ArrowDown")
    expect(offered.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", offered.first.get_attribute("id") or "")
    page.keyboard.press("ArrowUp")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("ArrowUp")
    expect(offered.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    title = offered.first.locator(".sl-suggest__title").inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_suggestion_is_a_link_and_the_last_leads_to_all(searching: Opened) -> None:
    watched = searching()
    page: Page = watched.open("index.html")
    box(page).focus()
    box(page).press_sequentially("公示")
    expect(page.locator("#sl-suggest")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#sl-suggest")).to_be_hidden()
    expect(box(page)).to_have_value("公示")
    expect(page.get_by_role("combobox", name="检索")).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#sl-suggest")).to_be_visible()
    page.get_by_role("option", name="「公示」的全部结果").click()
    expect_query(page, ("q", "公示"))
    expect(page.locator(HITS).first).to_be_visible()
    page = watched.open("index.html")
    box(page).fill("diaochs")  # 调查, with a letter wrong
    meant = options(page).filter(has_text=re.compile("^是不是要找「.+」？$"))
    expect(meant.first).to_be_visible()
    words = meant.first.inner_text()[6:-2]
    meant.first.click()
    expect_query(page, ("q", words))
    expect(page.locator(HITS).first).to_be_visible()


def test_the_key_leads_to_the_box_unless_one_is_writing_or_does_not_want_it(searching: Opened) -> None:
    page: Page = searching().open("tasks/index.html")
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    page.keyboard.type("a/b")
    expect(box(page)).to_have_value("a/b")
    page.get_by_text("阅读辅助").click()
    page.get_by_role("group", name="按 / 键到检索框").get_by_label("关").check()
    page.reload()
    page.keyboard.press("/")
    expect(box(page)).not_to_be_focused()
    page.get_by_text("阅读辅助").click()
    expect(page.get_by_role("group", name="按 / 键到检索框").get_by_label("关")).to_be_checked()


def test_the_key_opens_the_folded_box(searching: Opened) -> None:
    page: Page = searching(viewport={"width": 700, "height": 700}).open("search/index.html")
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    page.goto(page.url.replace("search/", "tasks/"))
    expect(box(page)).to_be_hidden()
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    expect(page.locator("button.sl-find")).to_have_attribute("aria-expanded", "true")


def test_nothing_is_asked_while_a_word_is_being_composed(searching: Opened) -> None:
    watched = searching()
    page = watched.open("search/index.html")
    expect(status(page)).to_have_text(re.compile(r"^全部 \d+ 条$"))  # not "about" any more
    before = status(page).inner_text()
    box(page).focus()
    keys = watched.devtools()
    keys.send("Input.imeSetComposition", {"selectionStart": 4, "selectionEnd": 4, "text": "gong"})
    page.wait_for_timeout(600)
    assert status(page).inner_text() == before
    keys.send("Input.insertText", {"text": "公示"})
    expect(status(page)).to_contain_text("「公示」找到")


def test_who_saves_data_gets_no_suggestions_and_the_form_all_the_same(searching: Opened) -> None:
    watched = searching()
    watched.begin_with(
        "Object.defineProperty(Navigator.prototype, 'connection', {value: {saveData: true}, configurable: true})"
    )
    page = watched.open("index.html")
    box(page).focus()
    assert page.locator("script[src*='all.js']").count() == 0
    box(page).fill("公示")
    box(page).press("Enter")
    expect_query(page, ("q", "公示"))


# ---- the search page


@WALKS
def test_a_walk_through_a_search(
    searching: Opened, shipped_site: BuiltSite, viewport: dict[str, int], whole: bool
) -> None:
    page: Page = searching(viewport=viewport).open("search/index.html?q=任前公示")
    wanted = titled(shipped_site, "任前公示")
    expect(status(page)).to_have_text(re.compile(r"^「任前公示」找到 \d+ 条$"))
    assert set(titles(page)[: len(wanted)]) == wanted
    expect(page.locator(f"{HITS} mark").first).to_have_text("任前公示")
    open_panel(page)
    tick(page, "类型", "公示")
    expect(page.get_by_role("button", name="公示 去掉这个条件")).to_be_visible()
    expect_query(page, ("q", "任前公示"), ("type", "publicity"))
    narrowed = titles(page)
    if viewport == PHONE:
        page.get_by_role("button", name=re.compile(r"看这 \d+ 条")).click()
        expect(page.get_by_role("group", name="类型")).to_be_hidden()
        expect(status(page)).to_be_focused()
    page.get_by_label("排序").select_option("oldest")
    expect_query(page, ("q", "任前公示"), ("type", "publicity"), ("sort", "oldest"))
    expect(page.locator(f"{HITS} h2 a").first).not_to_have_text(narrowed[0])
    oldest = titles(page)
    assert cut_off(page) == []
    if not whole:
        return
    page.locator(f"{HITS} h2 a").nth(1).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(oldest[1])
    page.go_back()
    expect(page.locator(f"{HITS} h2 a")).to_have_text(oldest)
    expect(page.get_by_label("排序")).to_have_value("oldest")
    links = [link.get_attribute("href") for link in page.locator(f"{HITS} h2 a").all()]
    page.locator("a.sl-lang").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect_query(page, ("q", "任前公示"), ("type", "publicity"), ("sort", "oldest"))
    expect(page.locator(f"{HITS} h2 a")).to_have_count(len(oldest))
    hits = [str(link.get_attribute("href")) for link in page.locator(f"{HITS} h2 a").all()]
    assert [href.replace("/en/", "/") for href in hits] == links
    expect(page.locator(f"{HITS} h2 a").first).to_have_attribute("lang", "zh")


def test_an_address_that_asks_nothing_shows_everything_newest_first(
    searching: Opened, shipped_site: BuiltSite
) -> None:
    page: Page = searching().open("search/index.html?utm=1&sort=%22%5D&page=-3&q=%20")
    expect(page.locator(HITS)).to_have_count(20)
    total = shipped_site.outcome.disclosure.published + len(ARTICLES)
    expect(status(page)).to_contain_text(f"全部 {total} 条")
    expect(page.get_by_label("排序")).to_have_value("newest")
    days = page.locator(f"{HITS} time").evaluate_all("days => days.map(day => day.dateTime)")
    assert len(days) > 10
    assert days == sorted(days, reverse=True)
    assert page.locator("option[value=match]").is_disabled()


def test_results_stay_where_they_are_when_the_panel_comes_and_a_ticked_box_keeps_the_focus(
    searching: Opened,
) -> None:
    watched = searching()
    watched.begin_with(
        "window.shifts = []; new PerformanceObserver(list => shifts.push("
        "...list.getEntries().filter(shift => !shift.hadRecentInput).map(shift => shift.value)))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page = watched.open("search/index.html?q=公示")
    expect(page.locator("[data-sl-panel]")).to_be_visible()
    page.wait_for_timeout(300)
    found = page.locator("[data-sl-hits]").bounding_box()
    assert found
    assert found["x"] > 200
    assert sum(page.evaluate("shifts")) < 0.1
    boxes = page.get_by_role("group", name="类型").get_by_role("checkbox")
    boxes.nth(1).focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-sl-chosen] li")).to_have_count(1)
    expect(page.locator("[data-sl-found]")).not_to_have_attribute("aria-busy", "true")
    expect(boxes.nth(1)).to_be_focused()


def test_words_are_searched_as_they_are_typed_make_one_entry_of_the_history_and_are_said_once(
    searching: Opened,
) -> None:
    page: Page = searching().open("search/index.html")
    expect(page.locator(HITS).first).to_be_visible()
    before = page.evaluate("history.length")
    box(page).focus()
    box(page).press_sequentially("公示", delay=500)
    expect(status(page)).to_contain_text("「公示」找到")
    assert page.evaluate("history.length") == before + 1
    box(page).press("Enter")
    expect(status(page)).to_be_focused()
    assert page.evaluate("history.length") == before + 1
    expect(page).to_have_title(re.compile("^公示 - 检索 - "))
    page.go_back()
    expect(box(page)).to_have_value("")
    expect(status(page)).to_contain_text("全部")
    page.go_forward()
    expect(box(page)).to_have_value("公示")
    expect(status(page)).to_contain_text("「公示」找到")
    said = page.locator("[data-sl-said]")
    expect(said).to_contain_text("「公示」找到")
    box(page).fill("")
    expect(said).to_contain_text("全部")
    page.evaluate(
        "window.heard = []; new MutationObserver(() => heard.push(document.querySelector('[data-sl-said]').textContent))"
        ".observe(document.querySelector('[data-sl-said]'), {childList: true})"
    )
    box(page).focus()
    box(page).press_sequentially("任前公示", delay=120)
    expect(said).to_contain_text("「任前公示」找到")
    assert len(page.evaluate("heard")) == 1


def test_chips_are_taken_back_one_by_one_and_all_at_once(searching: Opened) -> None:
    page: Page = searching().open("search/index.html?type=publicity&type=tasks&year=2026")
    chips = page.locator("[data-sl-chosen] li")
    expect(chips).to_have_count(3)
    expect(chips.first).to_contain_text("公示")
    page.get_by_role("button", name="公示 去掉这个条件").click()
    expect_query(page, ("type", "tasks"), ("year", "2026"))
    expect(page.get_by_role("button", name="目标任务 去掉这个条件")).to_be_focused()
    page.get_by_role("button", name="全部清除").click()
    expect_query(page)
    expect(page.get_by_label("排序")).to_be_focused()
    expect(page.locator("[data-sl-chosen]")).to_be_hidden()


def test_results_have_pages_with_addresses_of_their_own_and_back_leads_to_where_one_was(
    searching: Opened, shipped_site: BuiltSite
) -> None:
    page: Page = searching().open("search/index.html")
    pages = -(-(shipped_site.outcome.disclosure.published + len(ARTICLES)) // 20)
    first = page.locator(f"{HITS} h2 a")
    expect(first).to_have_count(20)
    first.nth(15).click()
    expect(page.locator(HITS)).to_have_count(0)
    page.go_back()
    expect(first.nth(15)).to_be_in_viewport()
    before = titles(page)
    expect(page.get_by_role("navigation", name="结果分页").get_by_role("link").last).to_have_text("下一页")
    page.get_by_role("link", name="下一页").click()
    expect_query(page, ("page", "2"))
    expect(status(page)).to_contain_text(f"第 2 页，共 {pages} 页")
    expect(status(page)).to_be_focused()
    assert not set(titles(page)) & set(before)
    page.go_back()
    expect(first).to_have_text(before)
    page.goto(page.url.split("?")[0] + "?page=999")
    expect_query(page, ("page", str(pages)))
    expect(first.first).to_be_visible()
    expect(page.get_by_role("link", name="下一页")).to_have_count(0)


def test_nothing_found_says_so_and_shows_ways_on(searching: Opened) -> None:
    page: Page = searching().open("search/index.html?q=查无此事 公示&year=2026")
    expect(page.get_by_text("没有一条同时符合")).to_be_visible()
    expect(page.get_by_label("排序")).to_be_hidden()
    expect(
        page.get_by_role("region", name="全部目录").get_by_role("link", name=re.compile("^目标任务"))
    ).to_be_visible()
    page.get_by_role("button", name="清除条件，看全部").click()
    expect(page.get_by_text("没有找到「查无此事 公示」")).to_be_visible()
    page.locator("[data-sl-fewer]").get_by_role("link", name="公示", exact=True).click()
    expect_query(page, ("q", "公示"))
    expect(page.locator(HITS).first).to_be_visible()
    expect(page.locator("[data-sl-none]")).to_be_hidden()
    expect(page.get_by_role("region", name="全部目录")).to_be_hidden()


def test_the_same_question_has_one_address_and_no_result_leads_off_the_site(searching: Opened) -> None:
    page: Page = searching().open("search/index.html")
    offer_modules(page)
    rounds = page.evaluate(
        """async questions => {
            const {addressOf, readAddress} = await import('/modules/address.js');
            const once = search => addressOf(readAddress(search));
            return questions.map(search => [once(search), once(once(search))]);
        }""",
        [
            "",
            "?q=a&sort=match",
            "?sort=match",
            "?page=2&q=%E5%85%AC+%E7%A4%BA&year=2026&type=x&type=x&zzz=1",
            "?page=0",
        ],
    )
    assert all(once == twice for once, twice in rounds)
    assert [once for once, _ in rounds] == [
        "", "?q=a", "", "?q=%E5%85%AC+%E7%A4%BA&type=x&year=2026&page=2", "",
    ]  # fmt: skip
    found = page.evaluate(
        """async addresses => {
            const {hrefOf} = await import('/modules/opening.js');
            return addresses.map(hrefOf);
        }""",
        ["javascript:alert(1)", "//elsewhere.example/", "https://elsewhere.example/", "tasks/a.html"],
    )
    root = page.url.split("search/")[0]
    assert found == [root, root, root, f"{root}tasks/a.html"]


SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""Slow 3G as web performance tools have it: 400 ms for each answer, 400 kbit/s."""


def test_on_a_slow_line_little_is_fetched_and_the_first_results_do_not_wait_for_the_rest(
    searching: Opened,
) -> None:
    watched = searching()
    page: Page = watched.open("tasks/index.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    line = watched.devtools()
    line.send("Network.clearBrowserCache")
    line.send("Network.emulateNetworkConditions", SLOW)
    box(page).fill("公示")
    box(page).press("Enter")
    expect(page.locator("[data-sl-busy]")).to_be_visible()
    expect(page.locator(HITS).first).to_be_visible()
    expect(page.locator("[data-sl-panel]")).to_be_hidden()
    searched = [path for path in asked if "/search/" in path]
    first = searched.index("/search/index.html")
    assert set(searched[first + 1 : first + 4]) == {
        "/assets/search/start.js",
        "/assets/search/all.js",
        "/search/index/boot.bin",
    }
    assert searched[first:].count("/search/index/boot.bin") == 1
    expect(page.locator("[data-sl-panel]")).to_be_visible()
    expect(status(page)).to_have_text(re.compile(r"^「公示」找到 \d+ 条$"))


# ---- where it cannot search


@pytest.mark.parametrize(
    ("files", "answer", "words"), [(BOOT, 503, "没有取到检索数据"), (INDEX, 404, "网站刚刚更新")]
)
def test_if_the_index_cannot_be_had_the_page_says_so_and_tries_again(
    searching: Opened, files: str | re.Pattern[str], answer: int, words: str
) -> None:
    watched = searching()
    watched.page.route(files, lambda route: route.fulfill(status=answer))
    page = watched.open("search/index.html?q=公示")
    expect(page.get_by_role("alert")).to_contain_text(words)
    expect(page.get_by_role("region", name="全部目录")).to_be_visible()
    page.unroute(files)
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator(HITS).first).to_be_visible()
    expect(page.get_by_role("alert")).to_be_hidden()
    assert all(str(answer) in line for line in watched.trouble)
    watched.trouble.clear()


def test_if_the_script_cannot_be_had_the_page_says_so_and_tries_again(searching: Opened) -> None:
    watched = searching()
    watched.page.route("**/search/all.js", lambda route: route.abort())
    page = watched.open("search/index.html?q=公示")
    expect(page.get_by_role("alert")).to_contain_text("没有取到检索数据")
    watched.page.unroute("**/search/all.js")
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator(HITS).first).to_be_visible()
    watched.trouble.clear()


def test_without_an_index_the_box_is_still_a_form(searching: Opened) -> None:
    watched = searching()
    watched.page.route(BOOT, lambda route: route.fulfill(status=503))
    page = watched.open("index.html")
    box(page).focus()
    with page.expect_response(BOOT):
        box(page).press_sequentially("公示")
    expect(page.locator("#sl-suggest")).to_be_hidden()
    box(page).press("Enter")
    expect_query(page, ("q", "公示"))
    expect(page.get_by_role("alert")).to_be_visible()
    watched.trouble.clear()


def test_an_old_browser_is_told_so_and_led_to_the_lists(searching: Opened) -> None:
    watched = searching()
    watched.begin_with("delete HTMLScriptElement.prototype.noModule")
    page = watched.open("search/index.html?q=公示")
    expect(page.get_by_text("您的浏览器版本太旧")).to_be_visible()
    expect(page.get_by_role("region", name="全部目录")).to_be_visible()
    expect(page.locator("[data-sl-busy]")).to_be_hidden()


def test_so_is_one_that_does_not_understand_the_language_of_the_script(searching: Opened) -> None:
    watched = searching()
    watched.page.route(
        "**/search/all.js", lambda route: route.fulfill(body="let 1;", content_type="text/javascript")
    )
    page = watched.open("search/index.html?q=公示")
    expect(page.get_by_text("您的浏览器版本太旧")).to_be_visible()
    watched.trouble.clear()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_without_script_the_box_leads_to_all_lists(tab: Opened, viewport: dict[str, int]) -> None:
    page: Page = tab(viewport=viewport, java_script_enabled=False).open("tasks/index.html")
    if viewport == PHONE:
        page.get_by_role("link", name="检索", exact=True).click()
    else:
        box(page).fill("公示")
        box(page).press("Enter")
        expect_query(page, ("q", "公示"))
    without = page.locator("noscript")  # Playwright's roles and texts leave it out, whether shown or not
    expect(without.locator("p.sl-note")).to_be_visible()
    expect(without.locator("p.sl-note")).to_contain_text("检索在浏览器里进行，需要脚本")
    without.locator("a[href='../publicity/index.html']").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("公示")


def test_from_a_disk_the_page_says_why_it_cannot_search(tab: Opened, shipped_site: BuiltSite) -> None:
    watched = tab(home=f"file://{shipped_site.folder}/")
    page: Page = watched.open("tasks/index.html")
    box(page).fill("公示")
    box(page).press("Enter")
    expect(page.get_by_text("从文件夹里打开")).to_be_visible()
    expect(page.get_by_role("region", name="全部目录")).to_be_visible()
    page.wait_for_load_state()
    asked_ahead = re.compile("all.js|boot.bin|Failed to load resource: net::ERR_FAILED")
    watched.trouble[:] = [line for line in watched.trouble if not asked_ahead.search(line)]


# ---- barriers, and people who mean harm


FOUND, NOT_FOUND = "search/index.html?q=公示&type=publicity&page=1", "search/index.html?q=无 此&year=2026"
IN_ENGLISH = "en/search/index.html?page=2"


def check_what_is_found(watched: Watched, address: str, schemes: Iterable[str]) -> None:
    page = watched.open(address)
    expect(page.locator(f"{HITS}, [data-sl-none]").locator("visible=true").first).to_be_visible()
    open_panel(page)
    check_barriers(page, schemes)


def check_what_is_suggested(watched: Watched, schemes: Iterable[str]) -> None:
    page = watched.open("tasks/index.html")
    page.keyboard.press("/")
    page.keyboard.type("公示")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    check_barriers(page, schemes)


def check_barriers(page: Page, schemes: Iterable[str]) -> None:
    expect(page.locator("[data-sl-found][aria-busy]")).to_have_count(0)
    assert cut_off(page) == []
    assert list(barriers(page, AND_TARGETS)) == []
    for scheme in schemes:
        in_scheme(page, scheme)
        assert list(barriers(page, COLOURS)) == [], scheme


def test_what_the_scripts_add_has_no_barrier(searching: Opened) -> None:
    """What was found on a desktop in dark colours, what is suggested on a phone; nothing found has the same blocks and fewer."""
    desktop, phone = searching(viewport=DESKTOP), searching(viewport=PHONE)
    for tab in (desktop, phone):
        bring_axe(tab)
    check_what_is_found(desktop, FOUND, ("dark",))
    check_what_is_suggested(phone, ())


@pytest.mark.proof
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_what_the_scripts_add_has_no_barrier_in_any_scheme(
    searching: Opened, viewport: dict[str, int]
) -> None:
    watched = searching(viewport=viewport)
    bring_axe(watched)
    for address in (FOUND, NOT_FOUND, IN_ENGLISH):
        check_what_is_found(watched, address, SCHEMES)
    check_what_is_suggested(watched, SCHEMES)


def check_large_print(watched: Watched, size: str, widths: Sequence[int]) -> None:
    watched.begin_with(f"localStorage.setItem('sunlit.size', '{size}')")
    for address in ("search/index.html?q=公示", "tasks/index.html"):
        page = watched.open(address)
        for width in widths:
            resize(page, {"width": width, "height": 800})
            page.keyboard.press("/")
            expect(box(page)).to_be_focused()
            assert cut_off(page) == []
            assert page.locator("#sl-q").bounding_box()["width"] > 100  # type: ignore[index]
            page.evaluate("document.activeElement.blur()")


def test_large_print_fits(searching: Opened) -> None:
    check_large_print(searching(viewport={"width": 320, "height": 800}), "huge", (320, 1000))


@pytest.mark.proof
@pytest.mark.parametrize(("size", "width"), [("huge", 320), ("large", 390), ("huge", 1000), ("large", 1280)])
def test_large_print_fits_on_a_screen_that_was_so_from_the_first(
    searching: Opened, size: str, width: int
) -> None:
    check_large_print(searching(viewport={"width": width, "height": 800}), size, (width,))


def test_what_is_pressed_on_a_phone_is_large_enough(searching: Opened) -> None:
    page: Page = searching(viewport=PHONE).open(
        "search/index.html?q=公示&type=publicity&type=tasks&type=opinions"
    )
    expect(page.locator("[data-sl-chosen] li")).to_have_count(3)
    expect(page.locator(HITS).first).to_be_visible()
    open_panel(page)
    expect(page.get_by_role("group", name="类型", exact=True)).to_be_visible()
    pressed = page.locator(
        ".sl-searching :is(button, input[type=search], select, summary, label:has(input), .sl-pages a):visible"
    )
    heights = {item.inner_text(): (item.bounding_box() or {"height": 0})["height"] for item in pressed.all()}
    assert len(heights) >= 8
    assert not {text: height for text, height in heights.items() if height < 43.9}


@pytest.fixture(scope="module")
def hostile_host(hostile: Root) -> Iterator[str]:
    yield from serve(hostile.site)


TYPED = (SCRIPT, "{n}{words}", "$&$1", "\\", "“", "(((", "\u202e公示")


def test_words_that_are_markup_or_patterns_stay_words(searching: Opened) -> None:
    """In the address and in the box."""
    check_words(searching(bypass_csp=True), (IMAGE,), ("".join(TYPED),))


@pytest.mark.proof
def test_so_they_do_each_by_itself_and_without_end(searching: Opened) -> None:
    check_words(searching(bypass_csp=True), (IMAGE, "a" * 5000), (*TYPED, IMAGE))


def check_words(watched: Watched, asked: Iterable[str], typed: Iterable[str]) -> None:
    """Without the policy, so that it is the script alone that must be careful."""
    for text in asked:
        page = watched.open(f"search/index.html?q={quote(text)}&type={quote(text)}&by.kind={quote(text)}")
        expect(page.locator("[data-sl-none]"), text).to_be_visible()
        assert text[:20] in status(page).inner_text()
        assert page.locator("#sl-main").locator(FOREIGN).count() == 0, text
    page = watched.open("index.html")
    for text in typed:
        box(page).fill(text)
        box(page).press("Enter")
        expect(status(page), text).to_contain_text(text)
        assert page.locator("#sl-main").locator(FOREIGN).count() == 0, text


def test_records_that_are_markup_stay_text(tab: Opened, hostile_host: str) -> None:
    watched = tab(home=hostile_host, bypass_csp=True)
    page = watched.open("search/index.html?q=alert")
    expect(page.locator(HITS).first).to_be_visible()
    assert IMAGE in titles(page)
    assert page.locator("#sl-main").locator(FOREIGN).count() == 0
    page = watched.open("about.html")
    box(page).focus()
    box(page).press_sequentially("alert")
    expect(options(page).filter(has_text="<img").first).to_be_visible()
    assert page.locator(".sl-head").locator("img, iframe, [onerror]").count() == 0
