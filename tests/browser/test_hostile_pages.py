"""The hostile site in a real browser: no dialog opens, nothing is asked of another host, nothing is logged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from building import Root
from playwright.sync_api import Page, expect
from watching import Opened, serve

DIALOGS = "window.alert = text => { document.title = 'ALERT ' + text; throw new Error('alert ' + text) }"


@pytest.fixture(scope="module")
def hostile_host(hostile: Root) -> Iterator[str]:
    yield from serve(hostile.site)


def test_every_page_loads_and_stays_quiet(tab: Opened, hostile: Root, hostile_host: str) -> None:
    """The tab itself fails at its end if a dialog opened or another host was asked."""
    watched = tab(home=hostile_host)
    watched.page.add_init_script(DIALOGS)
    addresses = sorted(path.relative_to(hostile.site).as_posix() for path in hostile.site.rglob("*.html"))
    assert len(addresses) > 50
    for address in addresses[::2]:
        page: Page = watched.open(quote(address))
        assert not page.title().startswith("ALERT "), address
        assert (
            page.evaluate(
                "document.querySelectorAll('#sl-main img, #sl-main script, #sl-main iframe').length"
            )
            == 0
        ), address


def test_pressing_everything_on_a_record_and_a_page_of_ours_runs_nothing(
    tab: Opened, hostile_host: str
) -> None:
    watched = tab(home=hostile_host)
    watched.page.add_init_script(DIALOGS)
    for address in ("notes/~2e~2e~2f~2e~2e~2fx.html", "about.html"):
        page: Page = watched.open(address)
        page.evaluate(
            "for (const part of document.querySelectorAll('#sl-main *'))"
            " for (const kind of ['click', 'mouseover', 'error', 'load', 'focus'])"
            " if (!part.closest('a[href]') && part.tagName !== 'BUTTON') part.dispatchEvent(new Event(kind, {bubbles: false}))"
        )
        assert not page.title().startswith("ALERT ")
        assert page.url.endswith(address)


def test_without_the_policy_it_would_be_quiet_too(tab: Opened, hostile: Root, hostile_host: str) -> None:
    """Escaping is the wall; the policy is the second one, and must not be what holds."""
    watched = tab(home=hostile_host, bypass_csp=True)
    for address in ("index.html", "en/notes/index.html", "notes/~2e~2e~2f~2e~2e~2fx.html", "about.html"):
        page: Page = watched.open(address)
        assert (
            page.evaluate("document.querySelectorAll('[onerror], [onclick], [onload], [onmouseover]').length")
            == 0
        )


def test_titles_are_read_as_they_were_typed(tab: Opened, hostile_host: str) -> None:
    watched = tab(home=hostile_host)
    page: Page = watched.open("notes/~2e~2e~2f~2e~2e~2fx.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("<img src=x onerror=alert(1)>")
    page.locator(".sl-crumbs a").nth(1).click()
    expect(page.locator(".sl-hits h2 a", has_text="<script>").first).to_be_visible()
    page.locator(".sl-hits h2 a").first.click()
    expect(page).to_have_url(re.compile("/notes/"))
