"""The shipped site in a real browser: walking through it, reading aids, no script, phone, paper, disk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
from built_site import BuiltSite
from expecting import expect
from page_kinds import fullest_records, one_of_each_kind
from playwright.sync_api import Browser, Page
from visiting import HARDEST, LAYOUTS, WORDS, Seen, open_whole
from watching import (
    DESKTOP,
    MOST_SHIFTED,
    PHONE,
    InPieces,
    Opened,
    Stuck,
    Watched,
    arrived,
    cut_off,
    resize,
    serve,
    shifted,
    too_small,
)

from generator.model.files.addresses import SEARCH

ENTRIES = ":is([data-sl-all], .sl-hits, .sl-table--rows) :is(h2, h3, th) a"
HIGHEST = 290
"""How many pixels down a title stands on a phone at most."""
PAPER = {"chrome": 0, "heading": True, "ground": "rgb(255, 255, 255)", "squeezed": 0}
WITHOUT_SCRIPT = f"""() => {{
    const isSeen = (one) => one.checkVisibility({{visibilityProperty: true}}) && one.getBoundingClientRect().width > 0;
    return {{
        heading: isSeen(document.querySelector('h1')),
        idle: [...document.querySelectorAll('button:not([type=submit])')].filter(isSeen).map(one => one.outerHTML),
        without: document.querySelectorAll('noscript').length,
        words: ({WORDS})(),
    }};
}}"""


@pytest.fixture(scope="module")
def in_pieces(shipped_site: BuiltSite) -> Iterator[str]:
    yield from serve(shipped_site.folder, InPieces)


def test_a_walk_through_the_site(tab: Opened, shipped_site: BuiltSite) -> None:
    page: Page = tab().open("index.html")
    page.get_by_role("link", name="目标任务", exact=True).first.click()
    arrived(page, "目标任务")
    second = page.locator(ENTRIES).nth(1)
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
    page.locator(ENTRIES).first.click()
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


@pytest.mark.parametrize(("name", "scheme"), [("深色", "dark"), ("高对比", "contrast")])
def test_colours_are_kept_after_a_reload_and_on_other_pages(tab: Opened, name: str, scheme: str) -> None:
    page: Page = tab(color_scheme="light").open("index.html")
    before = background(page)
    choose(page, name)
    expect(page.locator("html")).to_have_attribute("data-sl-scheme", scheme)
    chosen = background(page)
    assert chosen != before
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-sl-scheme", scheme)
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
            page.evaluate("parseFloat(getComputedStyle(document.querySelector('.sl-table th a')).fontSize)")
        )

    normal = size()
    choose(page, "特大")
    huge = size()
    assert huge >= normal * 1.2
    page.reload()
    assert size() == huge
    page.locator(ENTRIES).first.click()
    expect(page.locator("html")).to_have_attribute("data-sl-size", "huge")
    choose(page, "标准")
    page.reload()
    expect(page.locator("html")).not_to_have_attribute("data-sl-size", "huge")


VOICES = """
  window.said = [];
  const voice = (lang, localService) => ({lang, localService, name: lang, voiceURI: lang, default: false});
  const speech = new EventTarget();
  Object.assign(speech, {
    getVoices: () => %s,
    speak: (one) => window.said.push([one.lang, one.text]),
    cancel: () => window.said.push(["", "stopped"]),
  });
  Object.defineProperty(window, "speechSynthesis", {value: speech});
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


def test_a_page_is_read_aloud_by_voices_of_the_device_each_part_in_its_language(tab: Opened) -> None:
    watched = tab()
    watched.begin_with(
        VOICES % "[voice('en-US', false), voice('en-GB', true), voice('zh-TW', true), voice('zh-CN', true)]"
    )
    page: Page = watched.open("en/publicity/2026-gs-031.html")
    page.locator("details.sl-aid > summary").click()
    button = page.locator("[data-sl-read] button")
    button.click()
    said = page.evaluate("window.said")
    assert {language for language, _ in said} == {"en-GB", "zh-CN"}
    assert ["zh-CN", page.get_by_role("heading", level=1).inner_text()] in said
    expect(button).to_have_text("Stop reading")
    button.click()
    assert page.evaluate("window.said.at(-1)") == ["", "stopped"]
    expect(button).to_have_text("Read this page to me")


def test_a_voice_that_sends_the_text_away_is_not_offered(tab: Opened) -> None:
    watched = tab()
    watched.begin_with(VOICES % "[voice('zh-CN', false), voice('en-US', true)]")
    page: Page = watched.open("index.html")
    page.locator("details.sl-aid > summary").click()
    expect(page.get_by_text("字号")).to_be_visible()
    expect(page.locator("[data-sl-read]")).to_be_hidden()


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


def test_nothing_is_cut_off_at_the_side(seen: dict[str, Seen]) -> None:
    """On the narrowest screen in the largest print, on paper, and as the page was opened."""
    cut = {address: page.cut_off for address, page in seen.items() if any(page.cut_off.values())}
    assert cut == {}
    layouts = [{*page.cut_off} for address, page in seen.items() if "/notice/" not in address]
    assert all(HARDEST[0] in names for names in layouts)
    assert sum({"paper", *names} == names and len(names) == 3 for names in layouts) > 20
    assert len(layouts) > 30


def test_tables_whose_heads_are_longer_in_english_are_not_cut_off(
    tab: Opened, shipped_site: BuiltSite
) -> None:
    check_english_tables(tab(), shipped_site, ("/scores/", "/matrix/", "/compare/", "/year/"))


@pytest.mark.proof
def test_no_english_table_of_any_kind_of_page_is_cut_off(tab: Opened, shipped_site: BuiltSite) -> None:
    check_english_tables(tab(), shipped_site, ("",))


def check_english_tables(watched: Watched, site: BuiltSite, parts: Sequence[str]) -> None:
    english = {f"en/{address}" for address in one_of_each_kind(site)} & {*site.pages}
    tables = [
        address
        for address in sorted(english)
        if "<table" in (site.folder / address).read_text(encoding="utf-8")
        and any(part in address for part in parts)
    ]
    assert all(any(part in address for address in tables) for part in ("/scores/", "/matrix/"))
    cut = {}
    for address in tables:
        page = watched.open(address)
        for width in (768, DESKTOP["width"]):
            page.set_viewport_size({"width": width, "height": DESKTOP["height"]})
            if found := cut_off(page):
                cut[address, width] = found
    assert cut == {}


@pytest.mark.proof
def test_no_page_of_any_kind_is_cut_off_in_any_layout(tab: Opened, shipped_site: BuiltSite) -> None:
    """Nor is each type's fullest record in both languages; all that the suite looks at in one of them is so in each."""
    watched = tab(viewport=PHONE)
    for address in sorted({*one_of_each_kind(shipped_site), *fullest_records(shipped_site)}):
        if "/notice/" in address:
            continue
        resize(watched.page, PHONE)
        page, seen = open_whole(watched, address), Seen()
        assert shifted(page) < MOST_SHIFTED, address
        for layout in LAYOUTS:
            seen.lay_out(page, layout)
        seen.print_out(page)
        assert not any(seen.cut_off.values()), (address, seen.cut_off)
        assert not seen.too_small, (address, seen.too_small)
        assert seen.top["phone"] <= HIGHEST, address
        assert seen.on_paper == PAPER, address


def test_what_can_be_pressed_is_large_enough_for_a_finger(seen: dict[str, Seen]) -> None:
    small = {address: page.too_small for address, page in seen.items() if page.too_small}
    assert small == {}


def test_nothing_moves_while_a_page_comes(seen: dict[str, Seen]) -> None:
    assert {address: page.shifted for address, page in seen.items() if page.shifted >= MOST_SHIFTED} == {}


@pytest.mark.parametrize("address", ["contracts/matrix/2026.html", "en/tasks/page/1.html"])
def test_a_table_stays_where_it_is_while_its_rows_come(tab: Opened, in_pieces: str, address: str) -> None:
    page = tab(home=in_pieces).open(address)
    assert shifted(page) < 0.005


@pytest.mark.proof
def test_rows_that_wait_for_the_rest_in_vain_are_shown(tab: Opened, shipped_site: BuiltSite) -> None:
    for host in serve(shipped_site.folder, Stuck):
        watched = tab(home=host)
        watched.page.goto(f"{host}en/tasks/page/1.html", wait_until="commit")
        row = watched.page.locator(".sl-table--rows tbody tr").first
        expect(row).to_be_attached()
        expect(row).to_be_hidden()
        expect(row).to_be_visible()
        expect(watched.page.locator("footer")).to_have_count(0)
        watched.page.wait_for_load_state()


@pytest.mark.proof
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=("desktop", "phone"))
def test_no_page_of_any_kind_moves_much_while_it_comes_in_pieces(
    tab: Opened, in_pieces: str, shipped_site: BuiltSite, viewport: dict[str, int]
) -> None:
    watched, kinds = tab(home=in_pieces, viewport=viewport), one_of_each_kind(shipped_site)
    for address in sorted({*kinds, *(f"en/{page}" for page in kinds if f"en/{page}" in shipped_site.pages)}):
        page = open_whole(watched, address)
        assert shifted(page) < MOST_SHIFTED, address


def test_what_is_cut_off_is_seen(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        "<body style='overflow-x: hidden'><p style='width: 3000px'>wide</p>"
        "<div style='overflow-x: auto'><p style='width: 3000px'>scrolls</p></div>"
        "<svg width='50'><text x='20' y='20'>a long label</text></svg>"
        "<svg width='500'><text x='20' y='20'>one</text><text x='25' y='20'>two</text><text x='90' y='20'>free</text></svg>"
    )
    assert cut_off(page) == ["wide", "a long label", "one", "two"]
    page.set_content(
        "<p>See <a href='#'>this</a>. <button style='height: 30px'>that</button> <input style='width: 9px'>"
    )
    assert [element[:3] for element in too_small(page)] == ["<a ", "<in"]
    page.close()


def test_a_picture_is_walked_through_by_keyboard(tab: Opened) -> None:
    """Past it by a link; into it mark by mark, each with its caption under the picture, in the order of the tasks."""
    page = tab().open("tasks/year/2026.html")
    picture = page.get_by_role("group", name=re.compile("2026年目标任务分解责任表"))
    marks, hint = picture.locator("a.sl-mk"), picture.locator("xpath=following-sibling::figcaption")
    assert marks.count() == 16
    expect(hint).to_be_visible()
    past = page.get_by_role("link", name="跳过图，看表").last
    past.focus()
    page.keyboard.press("Tab")
    for number in range(3):
        assert marks.nth(number).evaluate("mark => mark === document.activeElement")
        caption = marks.nth(number).locator(".sl-mk__cap")
        assert caption.evaluate("caption => getComputedStyle(caption).clipPath") == "none"
        assert marks.nth(number).evaluate("mark => getComputedStyle(mark).outlineStyle") == "none"
        assert (
            marks.nth(number).locator(".sl-mk__hit").evaluate("ring => getComputedStyle(ring).stroke")
            != "none"
        )
        below = picture.evaluate("one => one.getBoundingClientRect().bottom")
        assert caption.evaluate("caption => caption.getBoundingClientRect().top") >= below - 1
        expect(hint).to_be_hidden()
        assert marks.nth(number).get_by_text("到期").count() == 1
        page.keyboard.press("Tab")
    title = marks.nth(3).locator("b").inner_text()
    page.keyboard.press("Enter")
    arrived(page, title)


def test_a_mark_is_large_enough_to_be_hit_and_says_what_it_is(tab: Opened) -> None:
    page = tab(viewport=PHONE).open("tasks/year/2026.html")
    sizes = page.locator("circle.sl-mk__hit").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(box => Math.min(box.width, box.height))"
    )
    assert len(sizes) > 16
    assert round(min(sizes), 3) >= 24
    mark = page.locator("a.sl-mk", has_text="研究员队伍换届").last
    mark.locator(".sl-mk__hit").hover()
    expect(mark.locator(".sl-mk__cap")).to_contain_text("10月20日到期")
    assert mark.locator(".sl-mk__cap").evaluate("caption => getComputedStyle(caption).clipPath") == "none"
    mark.locator(".sl-mk__hit").click()
    arrived(page, "研究员队伍换届")


def test_a_number_leads_to_its_row_in_the_folded_table(tab: Opened) -> None:
    page = tab().open("tasks/year/2026.html")
    page.get_by_role("link", name="6月30日：办到").focus()
    page.keyboard.press("Enter")
    expect(page.locator("tr:target")).to_contain_text("6月30日")
    expect(page.locator("tr:target")).to_be_visible()


def test_on_a_phone_the_point_stands_on_the_first_screen(tab: Opened, seen: dict[str, Seen]) -> None:
    """The title of every page, and of a live notice the telephone number, which calls."""
    tops = {address: page.top["phone"] for address, page in seen.items() if "phone" in page.top}
    assert len(tops) > 6
    assert {address: top for address, top in tops.items() if top > HIGHEST} == {}
    phone = tab(viewport=PHONE)
    number = phone.open("publicity/2026-gs-031.html").locator("a.sl-act__tel")
    box = number.bounding_box()
    assert box
    assert box["y"] + box["height"] <= PHONE["height"]
    assert box["height"] >= 44
    assert number.get_attribute("href") == "tel:00001234568"


def test_home_on_a_phone_is_short_and_in_the_order_of_what_matters(
    tab: Opened, shipped_site: BuiltSite
) -> None:
    watched = tab(viewport=PHONE, day=shipped_site.day)
    page = watched.open("index.html")
    assert page.evaluate("document.documentElement.scrollHeight") < 5_500
    headings = page.locator(
        ".sl-home > section > .sl-head2 > h2, .sl-home > details > summary"
    ).all_inner_texts()
    assert headings == [
        "正在进行", "逾期未完成", "今年答应的事，办到哪一步", "最新公开", "大家怎么评价", "该公开的，齐不齐",
        "各项工作办到哪一步",
    ]  # fmt: skip
    expect(page.locator(".sl-fold .sl-kinds")).to_be_hidden()
    page.get_by_text("各项工作办到哪一步").click()
    expect(page.locator(".sl-fold .sl-kinds")).to_be_visible()


def test_the_page_s_own_kind_stands_first_among_its_siblings_in_one_line(tab: Opened) -> None:
    page = tab(viewport=PHONE).open("publicity/2026-gs-031.html")
    tops = page.eval_on_selector_all(
        ".sl-siblings li", "all => all.map(one => one.getBoundingClientRect().top)"
    )
    lefts = page.eval_on_selector_all(
        ".sl-siblings li", "all => all.map(one => one.getBoundingClientRect().left)"
    )
    own = page.eval_on_selector(".sl-siblings__now", "one => one.getBoundingClientRect().left")
    assert len(set(tops)) == 1
    assert own == min(lefts)
    expect(page.locator(".sl-foot")).to_contain_text("虚构")


def test_all_is_readable_without_script(tab: Opened, seen: dict[str, Seen], shipped_site: BuiltSite) -> None:
    """And what stands there without script is all there is: of pages that the pass over all kinds opened on a desktop."""
    watched = tab(java_script_enabled=False)
    for address, page in seen.items():
        if page.words:
            check_without_script(watched, address, page.words)
    plain: Page = watched.open("tasks/index.html")
    first = plain.locator(ENTRIES).first
    title = first.inner_text()
    first.click()
    arrived(plain, title)
    plain.locator("a.sl-lang").click()
    expect(plain.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.proof
def test_no_kind_of_page_says_more_with_script(tab: Opened, seen: dict[str, Seen]) -> None:
    scripted, plain = tab(), tab(java_script_enabled=False)
    for address in seen:
        if "/notice/" not in address:
            check_without_script(plain, address, open_whole(scripted, address).evaluate(WORDS))


def check_without_script(plain: Watched, address: str, words: list[str]) -> None:
    shown = plain.open(address).evaluate(WITHOUT_SCRIPT)
    assert shown["heading"], address
    assert shown["idle"] == [], "a button that does nothing without script"
    is_search = SEARCH in address.split("/")
    assert shown["without"] == is_search, "only a search needs a script"
    if words and not is_search:  # a search without script is a list of all listings, and says so
        assert shown["words"] == words, address


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


def test_on_paper_the_chrome_is_gone(seen: dict[str, Seen]) -> None:
    unlike = {address: page.on_paper for address, page in seen.items() if page.on_paper not in ({}, PAPER)}
    assert unlike == {}


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


@pytest.mark.proof
def test_every_page_of_the_site_loads_without_complaint(tab: Opened, shipped_site: BuiltSite) -> None:
    """What one asks for beside itself, all of its kind ask for: the suite opens one of each kind, and more."""
    watched = tab()
    assert len(shipped_site.pages) > 100
    for address in shipped_site.pages:
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
