"""The first results on a slow line: ``python -m benchmarks.search.slow_line [RECORDS]``, by default 20,000.

Builds the site of invented records and asks in a real browser whose line is that of a phone in the country ("slow 3G"
as web performance tools have it: 400 ms for each answer, 400 kbit/s). Seconds are from pressing Enter in the box of a
page until the first result can be seen: once at once, with nothing of the search fetched before, and once after the
words were typed, a key every third of a second, as people do.
"""

from __future__ import annotations

import gzip
import logging
import re
import shutil
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.search.corpus import write_corpus
from generator.plugin.run import build_site

AS_OF = date(2026, 11, 24)
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
QUERIES = ("督查", "养老服务", "王伟", "〔2025〕14", "t4321", "排水管网改造", "督查 通报", "2026年3月", "的")
KEY = 330
"""Milliseconds between two keys of somebody who types."""
PATIENCE = 30_000
BROWSER = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))), "")
WATCH = """
addEventListener('keydown', event => { if (event.key === 'Enter') sessionStorage.setItem('began', Date.now()); }, true);
addEventListener('DOMContentLoaded', () => {
    const look = () => {
        const hit = document.querySelector('[data-sl-hits] > li');
        if (hit && hit.getBoundingClientRect().height) console.log(Date.now() - sessionStorage.getItem('began'));
        else requestAnimationFrame(look);
    };
    look();
});
"""
"""In the page itself, frame by frame: whoever asks from outside how far it is asks each half second."""
HASHED = re.compile(r"/search/index/.*-|\.[0-9a-f]{8}\.min\.(js|css)$")
TEXTS = frozenset({".html", ".css", ".js", ".json", ".svg"})


class _Compressing(SimpleHTTPRequestHandler):
    """As docs/serving has it: texts compressed, everything asked for again but what has a hash in its name."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.suffix not in TEXTS or "If-Modified-Since" in self.headers or not path.is_file():
            super().do_GET()
            return
        content = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Last-Modified", self.date_time_string(int(path.stat().st_mtime)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        is_hashed = HASHED.search(self.path)
        self.send_header("Cache-Control", "max-age=31536000, immutable" if is_hashed else "no-cache")
        super().end_headers()

    def handle(self) -> None:
        with suppress(ConnectionError):  # a browser may close what it no longer needs
            super().handle()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder on this machine alone."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressing, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


def main(records: int) -> None:
    """Print the seconds of each query."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as player:
        root = Path(folder)
        write_corpus(root, records)
        logging.getLogger("mkdocs").setLevel(logging.ERROR)
        build_site(root, site_dir=None, as_of=AS_OF)
        browser = player.chromium.launch(executable_path=BROWSER)
        with served(root / "site") as home:
            at_once = {text: _seconds(browser, home, text, 0) for text in QUERIES}
            typed = {text: _seconds(browser, home, text, KEY) for text in QUERIES}
    print(f"{records:,} records, slow 3G, seconds from Enter to the first result, at once and typed:")
    for text in QUERIES:
        print(f"  {text}  {at_once[text]:.2f}  {typed[text]:.2f}")
    for name, taken in (("at once", at_once), ("typed", typed)):
        print(f"  {name}: median {statistics.median(taken.values()):.2f}, max {max(taken.values()):.2f}")


def _seconds(browser: Browser, home: str, text: str, key: int) -> float:
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(WATCH)
    page.goto(home + "tasks/index.html")
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    page.keyboard.press("/")
    page.locator("#sl-q").press_sequentially(text, delay=key)
    with page.expect_console_message(lambda message: message.text.isdigit()) as told:
        page.locator("#sl-q").press("Enter")
    page.context.close()
    return int(told.value.text) / 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
