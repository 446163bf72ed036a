"""A tab that notes whatever a page of ours may not do, and a server of one folder on this machine alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from expecting import expect
from playwright.sync_api import Browser, CDPSession, Error, Page, Request

from generator.website.sections.about.tested import DESKTOP_WIDTH, LEAST_TARGET, NARROWEST, PHONE_WIDTH

PHONE = {"width": PHONE_WIDTH, "height": 844}
DESKTOP = {"width": DESKTOP_WIDTH, "height": 900}
SMALLEST_PHONE = {"width": NARROWEST, "height": 568}
MOST_SHIFTED = 0.05
"""Half of what web performance tools call good: a browser may draw a page before it is whole, as over a slow line, and the
columns of a list and the days of a period make room for those that are still to come."""
WALKS = pytest.mark.parametrize(
    ("viewport", "whole"),
    [
        pytest.param(DESKTOP, True, id="desktop"),
        pytest.param(PHONE, False, id="phone"),
        pytest.param(PHONE, True, id="phone, whole", marks=pytest.mark.proof),
    ],
)
"""A walk to its end on a desktop; on a phone up to where its way is that of a desktop, and in the proof to its end as well."""


class _Quiet(SimpleHTTPRequestHandler):
    """Connections stay for what is asked next, as a web server keeps them."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the tests say what went wrong."""


class _Slowly(BytesIO):
    """Comes in pieces of so many bytes, with so many seconds between them."""

    def __init__(self, content: bytes, piece: int, pause: float) -> None:
        super().__init__(content)
        self._size, self._piece, self._pause = len(content), piece, pause

    def read(self, size: int | None = -1, /) -> bytes:
        if 0 < self.tell() < self._size:
            time.sleep(self._pause)
        return super().read(self._piece)


class InPieces(_Quiet):
    """Pages come as over a slow line: a packet or two, and then nothing until they have been drawn."""

    PAUSE = 0.03

    def piece(self, size: int) -> int:
        """How many bytes come at once of a page of that size."""
        return 3_000

    def send_head(self) -> BytesIO | BinaryIO | None:
        found = super().send_head()
        if found is None or not self.path.endswith(".html"):
            return found
        with found:
            content = found.read()
        return _Slowly(content, self.piece(len(content)), self.PAUSE)


class Stuck(InPieces):
    """Of pages the first half comes, and for some seconds nothing more."""

    PAUSE = 4

    def piece(self, size: int) -> int:
        return size // 2 + 1


def serve(folder: Path, handler: Callable[..., BaseHTTPRequestHandler] = _Quiet) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class Watched:
    """A tab, and everything in it that no page of ours may do."""

    page: Page
    home: str
    settings: tuple[tuple[str, object], ...] = ()
    trouble: list[str] = field(default_factory=list)
    set_up: list[Callable[[], object]] = field(default_factory=list)
    """Takes back what a test set up for the pages to come."""

    def open(self, address: str) -> Page:
        self.page.goto(self.home + address)
        return self.page

    def begin_with(self, script: str) -> None:
        """Runs at the beginning of every page, before any script of the page does."""
        self.set_up.append(self.page.add_init_script(script).close)

    def devtools(self) -> CDPSession:
        session = self.page.context.new_cdp_session(self.page)
        self.set_up.append(session.detach)
        return session


Opened = Callable[..., Watched]
"""Opens a tab: on the shipped site unless ``home`` says otherwise; the rest are settings of the browser."""


_SHIFTS = """
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value;
  }).observe({type: "layout-shift", buffered: true});
"""


def shifted(page: Page) -> float:
    """How far what stands on the page has moved since it was opened (Cumulative Layout Shift)."""
    return float(page.evaluate("window.shifted"))


def at_noon(page: Page, day: date) -> Page:
    """The page on that day, where the site is."""
    page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T12:00:00+08:00"))
    return page


def watch(page: Page, home: str) -> Watched:
    tab = Watched(page, home)
    page.add_init_script(_SHIFTS)
    page.set_default_timeout(10_000)
    page.on(
        "console", lambda message: message.type == "error" and tab.trouble.append(f"console: {message.text}")
    )
    page.on("pageerror", lambda error: tab.trouble.append(f"script: {error}"))
    page.on(
        "request",
        lambda request: _is_elsewhere(request.url, tab.home) and tab.trouble.append(f"asked: {request.url}"),
    )
    page.on(
        "requestfailed", lambda request: _went_wrong(request) and tab.trouble.append(f"failed: {request.url}")
    )
    page.on("dialog", lambda dialog: (tab.trouble.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    return tab


class Tabs:
    """Lends tabs, each as good as new: with nothing stored, no past, and none of what another test set up.

    A new tab is a new process of the browser, and takes longer than a page does.
    """

    MOST = 4
    """Kept for the next test: each takes the memory of a page."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: list[Watched] = []

    def lend(
        self, home: str, viewport: dict[str, int] = DESKTOP, day: date | None = None, **settings: Any
    ) -> Watched:
        """A tab of these settings; on that day, if one is given, and else today."""
        key = (("day", day), *sorted(settings.items()))
        for tab in self._free:
            if tab.settings == key:
                self._free.remove(tab)
                tab.home = home
                resize(tab.page, viewport)
                break
        else:
            context = self._browser.new_context(**{"viewport": viewport, "locale": "zh-CN", **settings})
            tab = watch(context.new_page(), home)
            tab.settings = key
        if day:
            at_noon(tab.page, day)
        return tab

    def take_back(self, tab: Watched) -> list[str]:
        """What no page may do, and was done in it."""
        if self._is_as_new(tab):
            self._free.append(tab)
        else:
            tab.page.context.close()
        for least_used in self._free[: -self.MOST]:
            self._free.remove(least_used)
            least_used.page.context.close()
        trouble, tab.trouble = tab.trouble, []
        return trouble

    def _is_as_new(self, tab: Watched) -> bool:
        """It has been made so, or it cannot be."""
        page = tab.page
        if page.is_closed() or len(page.context.pages) > 1:
            return False
        try:
            past, has_clock = page.evaluate(_FORGET)
            if past > 30 or (
                has_clock and not dict(tab.settings)["day"]
            ):  # a browser counts no more than fifty
                return False
            for take_back in reversed(tab.set_up):
                take_back()
            tab.set_up.clear()
            page.goto("about:blank")  # first: what follows would have a page of ours drawn anew
            page.unroute_all()
            page.emulate_media(media="null")
            page.mouse.move(0, 0)
        except Error:
            return False
        return True


_FORGET = """() => {
  for (const kept of location.protocol !== "about:" ? [localStorage, sessionStorage] : []) kept.clear();
  Storage.prototype.setItem = () => {};
  return [history.length, "__pwClock" in globalThis];
}"""


def arrived(page: Page, heading: str) -> None:
    """The page with this heading has come, whole: from here on, what is not there is not there."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.wait_for_load_state()


def _went_wrong(request: Request) -> bool:
    """A page that is left breaks off what it waits for; one without script drops the scripts that it asked for ahead.

    What a policy forbids ("csp" as well) is also said on the console.
    """
    return (request.failure or "") != "csp" and "ERR_ABORTED" not in (request.failure or "")


def _is_elsewhere(url: str, home: str) -> bool:
    return not url.startswith((home, "data:"))


CUT_OFF = """() => {
  const wide = document.documentElement.clientWidth, found = [];
  const hasRoom = (element) => {  // it scrolls by itself, is for ears alone, or is shown on demand
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.overflowX !== "visible" || style.clipPath !== "none" || style.position === "fixed") return true;
    }
    return getComputedStyle(element).clipPath !== "none";
  };
  for (const element of document.body.querySelectorAll("*")) {
    const box = element.getBoundingClientRect();
    const isDrawn = element.closest("svg") && element.closest("svg") !== element;  // the drawing itself is looked at, too
    if (box.width && box.height && box.right > wide + 1 && !isDrawn && !hasRoom(element)) found.push(element);
  }
  for (const drawing of document.querySelectorAll("svg:has(text)")) {
    const labels = [...drawing.querySelectorAll("text")], picture = drawing.getBoundingClientRect();
    const boxes = labels.map((label) => label.getBoundingClientRect());
    labels.forEach((label, place) => {
      const box = boxes[place];
      const leaves = box.right > picture.right + 1 || box.left < picture.left - 1;
      const covers = boxes.some((its) => its !== box && its.width && box.left < its.right - 1 && its.left < box.right - 1 &&
        box.top < its.bottom - 4 && its.top < box.bottom - 4);
      if (box.width && (leaves || covers || box.right > wide + 1)) found.push(label);
    });
  }
  return found.map((one) => one.textContent.trim().replace(/\\s+/g, " ").slice(0, 40));
}"""


TOO_SMALL = """(least) => {
  const pressed = "a[href], button, summary, select, textarea, input:not(label input), label:has(input)";
  const isSeen = (element) => {  // not for ears alone, and not shown on demand
    for (let at = element; at && at !== document.body; at = at.parentElement)
      if (getComputedStyle(at).clipPath !== "none") return false;
    return element.checkVisibility({visibilityProperty: true, opacityProperty: true});
  };
  return [...document.querySelectorAll(pressed)].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width && Math.min(box.width, box.height) < least - .01 && isSeen(one);
  }).map((one) => one.outerHTML.slice(0, 80));
}"""


def too_small(page: Page) -> list[str]:
    """What of a page can be pressed, and is less high or wide than a finger needs."""
    return [str(element) for element in page.evaluate(TOO_SMALL, LEAST_TARGET)]


def resize(page: Page, viewport: dict[str, int]) -> None:
    page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})


def cut_off(page: Page) -> list[str]:
    """What of a page a reader cannot see whole: it stands out to the side, and the page does not scroll there; of the words in
    pictures also what leaves its picture or lies on other words.
    """
    return [str(text) for text in page.evaluate(CUT_OFF)]
