"""How long a reader waits for something to read: ``python -m benchmarks.first_content [SITE]``, or of the shipped site.

A real browser with an empty cache, the line of a phone in the country (slow 3G: 400 ms for each answer, 400 kbit/s) and a
processor four times slower. Each page is opened beside itself without styles and scripts, in turns within one run, so that what
is compared is what the design costs. First content is what the browser itself calls so (First Contentful Paint).
"""

from __future__ import annotations

import re
import shutil
import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.search.slow_line import BROWSER, SLOW, served
from generator.plugin.run import build_site

PROJECT = Path(__file__).parents[1]
AS_OF = date(2026, 11, 24)
PAGES = ("index.html", "publicity/2026-gs-031.html", "tasks/index.html")
ROUNDS, SLOWER = 3, 4
FETCHES = re.compile(r"<link[^>]+>|<style>.*?</style>|<script[^>]*>.*?</script>|<img[^>]+>", re.DOTALL)
PAINTED = """
() => new Promise(done => new PerformanceObserver(list => {
  const first = list.getEntriesByName('first-contentful-paint')[0];
  if (first) done(first.startTime);
}).observe({ type: 'paint', buffered: true }))
"""


def main(site: Path) -> None:
    """Print the medians of each page, plain and as it is, and their ratio."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as player:
        copy = Path(folder) / "site"
        shutil.copytree(site, copy)
        for page in PAGES:
            text = (copy / page).read_text(encoding="utf-8")
            _plain(copy / page).write_text(FETCHES.sub("", text), encoding="utf-8")
        browser = player.chromium.launch(executable_path=BROWSER)
        with served(copy) as home:
            for page in PAGES:
                rounds = [
                    (_seconds(browser, home + _plain(Path(page)).as_posix()), _seconds(browser, home + page))
                    for _ in range(ROUNDS)
                ]
                plain, shown = (statistics.median(each) for each in zip(*rounds, strict=True))
                print(f"{page}  {plain:.2f} s without styles, {shown:.2f} s, {shown / plain:.2f} x")


def _plain(page: Path) -> Path:
    return page.with_name(f"plain-{page.name}")


def _seconds(browser: Browser, address: str) -> float:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="commit", timeout=60_000)
    taken = float(page.evaluate(PAINTED)) / 1000
    context.close()
    return taken


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as built:
            build_site(PROJECT, site_dir=Path(built) / "site", as_of=AS_OF)
            main(Path(built) / "site")
