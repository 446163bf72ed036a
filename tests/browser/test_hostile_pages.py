"""Hostile sites in a real browser: no dialog opens, nothing is asked of another host, nothing is logged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from urllib.parse import quote

import pytest
from building import Root
from expecting import expect
from hostile_site import crowded_root
from playwright.sync_api import Page
from watching import Opened, Watched, serve

DIALOGS = "window.alert = text => { document.title = 'ALERT ' + text; throw new Error('alert ' + text) }"


@pytest.fixture(scope="module")
def hostile_host(hostile: Root) -> Iterator[str]:
    yield from serve(hostile.site)


ALIEN = """
async addresses => {
    const found = [], parser = new DOMParser();
    const own = new Set([...document.querySelectorAll("script:not([src])")].map(script => script.textContent));
    const stated = page => [...page.querySelectorAll("meta[http-equiv]")].map(meta => meta.content);
    const [policy] = stated(document);
    const rulesOf = text => /<head>(?:(?!<\\/head>)[^])*?<style>([^]*?)<\\/style>/.exec(text)?.[1] ?? "";
    const source = async rules => {
        const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(rules));
        return "'sha256-" + btoa(String.fromCharCode(...new Uint8Array(digest))) + "'";
    };
    const ownRules = await source(rulesOf(await (await fetch(location.href)).text()));
    const acts = value => /^(javascript|vbscript|data):/i.test(value.replace(/[\\x00-\\x20]/g, ""));
    for (const address of addresses) {
        const text = await (await fetch(address)).text();
        const rules = rulesOf(text);
        const page = parser.parseFromString(text.replace(`<style>${rules}</style>`, () => ""), "text/html");
        const [said, ...others] = stated(page);
        if (said !== policy.replace(ownRules, await source(rules)) ||
            others.some(other => !/^0; url=[a-z~0-9]*\\.html$/.test(other)))
            found.push(address + " " + stated(page));
        for (const script of page.querySelectorAll("script"))
            if (!script.hasAttribute("src") && !script.type.startsWith("application/") && !own.has(script.textContent))
                found.push(address + " " + script.outerHTML.slice(0, 80));
        for (const element of page.querySelectorAll("*")) {
            if (/^(style|iframe|object|embed|base|img)$/.test(element.localName) &&
                (element.localName === "style" || !element.closest("head, .sl-head")))
                found.push(address + " " + element.outerHTML.slice(0, 80));
            for (const {name, value} of element.attributes)
                if (name.startsWith("on") || name === "style" || (/^(href|src)$/.test(name) && acts(value)) ||
                    (/^(form)?action$/.test(name) && (/:/.test(value) || value.startsWith("//"))))
                    found.push(address + " " + name + "=" + value.slice(0, 80));
        }
    }
    return found;
}
"""
"""What stands on pages and is not the theme's, as the browser itself parses them. Of styles each page has one, its own rules for
its beginning, which its policy names.
"""


def foreign(watched: Watched, addresses: Sequence[str]) -> list[str]:
    """What the browser finds on these pages that no page of the theme has. The tab must show a page of the site."""
    found: list[str] = watched.page.evaluate(ALIEN, list(map(quote, addresses)))
    return found


def test_every_page_loads_and_stays_quiet(tab: Opened, hostile: Root, hostile_host: str) -> None:
    """The tab itself fails at its end if a dialog opened or another host was asked."""
    watched = tab(home=hostile_host)
    watched.begin_with(DIALOGS)
    watched.open("index.html")
    addresses = sorted(path.relative_to(hostile.site).as_posix() for path in hostile.site.rglob("*.html"))
    assert len(addresses) > 50
    assert foreign(watched, [address for address in addresses if "/notice/" not in address]) == []
    for address in addresses[::9]:
        assert not watched.open(quote(address)).title().startswith("ALERT "), address


def test_pressing_everything_on_a_record_and_a_page_of_ours_runs_nothing(
    tab: Opened, hostile_host: str
) -> None:
    watched = tab(home=hostile_host)
    watched.begin_with(DIALOGS)
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


def check_crowd(tab: Opened, root: Root, number: int, opened: int, every: int = 1) -> None:
    """The browser takes all pages apart, and many records of each title. Some it opens."""
    crowded_root(root.folder, number, every).build()
    for home in serve(root.site):
        watched = tab(home=home)
        watched.begin_with(DIALOGS)
        watched.open("index.html")
        places = product(range(20), range(10))
        written = [f"p{text:02}/{place}.html" for text, place in places if (text + place) % every == 0]
        records = [f"notes/r{n}.html" for n in range(number)]
        others = ["index.html", "notes/index.html", "search/index.html", "open-data/index.html"]
        assert all((root.site / address).is_file() for address in (*written, *records, *others))
        assert foreign(watched, [*written, *records[:60:3], *records[60::7], *others]) == []
        for address in (*written[:: len(written) // opened], *records[:: number // opened], *others):
            assert not watched.open(address).title().startswith("ALERT "), address


def test_fifty_pages_and_sixty_records_run_nothing(tab: Opened, root: Root) -> None:
    """Each of them passed the policy when it was built; each text in two places or three, each place with five; a record for
    each title.
    """
    check_crowd(tab, root, 63, opened=4, every=4)


@pytest.mark.proof
def test_two_hundred_pages_and_five_thousand_records_run_nothing(tab: Opened, root: Root) -> None:
    check_crowd(tab, root, 5_000, opened=15)
