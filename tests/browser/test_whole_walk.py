"""The way that most people go, as one walk: home, list, filter, record, paper, other language. With script on a phone and without
on a desktop, and in the proof the other way round; the tab itself fails at its end if a page logged an error, broke the policy or
asked another host.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from built_site import BuiltSite
from expecting import expect
from playwright.sync_api import Page
from watching import DESKTOP, PHONE, Opened, arrived, cut_off

from benchmarks.page_weight import resources


@pytest.mark.parametrize(
    ("viewport", "script"),
    [
        pytest.param(PHONE, True, id="script-phone"),
        pytest.param(DESKTOP, False, id="no script-desktop"),
        pytest.param(DESKTOP, True, id="script-desktop", marks=pytest.mark.proof),
        pytest.param(PHONE, False, id="no script-phone", marks=pytest.mark.proof),
    ],
)
def test_from_home_to_paper_and_to_the_other_language(
    tab: Opened, viewport: dict[str, int], script: bool
) -> None:
    page: Page = tab(viewport=viewport, java_script_enabled=script).open("index.html")
    page.get_by_role("link", name="民意调查", exact=True).first.click()
    arrived(page, "民意调查")
    narrow(page, "类别", "问卷调查", script=script)
    record = page.locator(".sl-hits:visible :is(h2, h3) a", has_text="组织工作民意调查").first
    title = record.inner_text()
    record.click()
    arrived(page, title)
    expect(page.locator(".sl-mks").first).to_be_visible()
    if script:
        assert cut_off(page) == []
        is_fit_for_paper(page)
    page.locator("a.sl-lang").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    arrived(page, title)
    expect(page.get_by_role("heading", name="Where this comes from")).to_be_visible()


def narrow(page: Page, facet: str, value: str, *, script: bool) -> None:
    """By the boxes that the script offers, or by the link that stands there without it."""
    summary = page.locator("details.sl-facets > summary")
    if script and summary.is_visible():
        expect(page.locator("details.sl-facets:not([open])")).to_be_attached()
        summary.click()
    if script:
        page.get_by_role("group", name=facet, exact=True).get_by_label(re.compile(rf"^{value}")).check()
        expect(page.locator("#sl-main").get_by_role("status")).to_contain_text("符合条件")
        return
    if summary.is_visible():
        summary.click()
    page.locator(".sl-facets").get_by_role("link", name=re.compile(rf"^{value}")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(value)
    page.wait_for_load_state()


def is_fit_for_paper(page: Page) -> None:
    """Black on white, no chrome, nothing folded, no wider than the sheet, and a document of some pages."""
    page.emulate_media(media="print")
    expect(page.locator(".sl-tabs__list")).to_be_hidden()
    expect(page.get_by_role("button", name="打印本页")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    document = page.pdf(format="A4", prefer_css_page_size=True)
    assert document.startswith(b"%PDF")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", document)) <= 8
    page.emulate_media(media="screen")


def test_a_record_fetches_what_it_is_weighed_with(tab: Opened, shipped_site: BuiltSite) -> None:
    """What ``benchmarks.page_weight`` adds up is what a browser with an empty cache asks for."""
    watched, asked = tab(), set[str]()
    address = "decisions/jc-2026-12.html"
    watched.page.on("request", lambda request: asked.add(unquote(request.url.removeprefix(watched.home))))
    watched.open(address).wait_for_load_state("networkidle")
    icons = {"favicon.ico", "assets/favicon.svg"}  # a browser without a window asks for none
    assert asked - icons == {address, *resources(shipped_site.folder, address)} - icons
