"""An installed Chromium, driven by Playwright, and the shipped site served on this machine alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from built_site import BuiltSite
from made_once import Once
from page_kinds import fullest_records, one_of_each_kind, with_every_block
from playwright.sync_api import Browser, sync_playwright
from visiting import Seen, look_at
from watching import Opened, Tabs, Watched, serve

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first is Chromium without windows: it takes half the processor time of the whole browser."""
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--in-process-gpu", "--disable-site-isolation-trials",
)  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Never downloaded: what is installed is used."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail(
            "The browser tests need Chromium or Google Chrome: install one and run again.", pytrace=False
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def host(shipped_site: BuiltSite) -> Iterator[str]:
    """The address of the shipped site, with a final slash."""
    yield from serve(shipped_site.folder)


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    return Tabs(browser)


@pytest.fixture(scope="session")
def seen(once: Once, tabs: Tabs, host: str, shipped_site: BuiltSite) -> dict[str, Seen]:
    """Pages that together hold every block, and, as they may be too wide, one of each other kind and, in the language of longer
    words, such of the fullest records as hold every block of a record; the proof looks at all of them in every way.
    """
    kinds = one_of_each_kind(shipped_site)
    blocks = with_every_block(shipped_site, kinds)
    others = [page for page in kinds if page not in blocks and "/notice/" not in page]
    english = [address for address in fullest_records(shipped_site) if address.startswith("en/")]
    records = with_every_block(shipped_site, english)
    return once("seen-pages", lambda _: look_at(tabs, host, blocks, [*others, *records]))


@pytest.fixture
def tab(tabs: Tabs, host: str) -> Iterator[Opened]:
    """Opens a tab on the site; at the end, no tab may have logged an error, asked another host or raised a dialog."""
    lent: list[Watched] = []

    def opened(home: str = host, **settings: Any) -> Watched:
        lent.append(tabs.lend(home, **settings))
        return lent[-1]

    yield opened
    trouble = [line for tab in lent for line in tabs.take_back(tab)]
    assert trouble == []
