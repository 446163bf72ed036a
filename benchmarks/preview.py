"""How long a saved record takes until the browser shows it: ``python -m benchmarks.preview [RECORDS…]`` (default: 1,000).

``sunlit serve`` over invented records, as people start it; Chromium has the page of a record open, the record is saved with
another title, and the page reloads itself. Seconds from the save to the new title on the screen, and the seconds of processor
that the preview took for it. Up to three tenths of a second go by until the
server has looked for changes and seen that no more come.
"""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright

from benchmarks.peers import AS_OF
from benchmarks.records import write_root
from benchmarks.search.slow_line import BROWSER

SAVES, FIRST = 9, 2
"""How often the record is saved, and how many of the first saves do not count."""
PAGE, LONGEST = "notes/n0.html", 120_000
"""The page of a record that another type is linked to, and milliseconds that a preview has for showing it."""
_AS_WORDS = str.maketrans("0123456789", "甲乙丙丁戊己庚辛壬癸")


def main(sizes: list[int]) -> None:
    """Print a line for each number of records."""
    for records in sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            write_root(root, records)
            took = _saves(root)
        clock, processor = (statistics.median(values) for values in zip(*took, strict=True))
        slowest = max(seconds for seconds, _ in took)
        shown = f"{clock:.2f} s until it is shown (median; {slowest:.2f} the slowest)"
        print(f"{records:,} records: {shown}, {processor:.2f} s of processor")


def _saves(root: Path) -> list[tuple[float, float]]:
    """Seconds on the clock and of processor for each save that counts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = ["-m", "generator", "-C", str(root), "serve", "--as-of", AS_OF, "--address", address]
    preview = subprocess.Popen(
        [sys.executable, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        with sync_playwright() as playwright, playwright.chromium.launch(executable_path=BROWSER) as browser:
            page = browser.new_page()
            _opened(page, f"http://{address}/{PAGE}")
            return [_saved(root, page, preview.pid, number) for number in range(SAVES)][FIRST:]
    finally:
        preview.send_signal(signal.SIGINT)
        preview.wait()


def _opened(page: Page, url: str) -> None:
    end = time.monotonic() + LONGEST / 1000
    while True:
        try:
            page.goto(url, timeout=LONGEST)
            return
        except Error:  # the server does not listen yet
            if time.monotonic() > end:  # nor will it
                raise
            time.sleep(0.2)


def _saved(root: Path, page: Page, preview: int, number: int) -> tuple[float, float]:
    path = min((root / "data" / "notes").glob("*.yaml"))
    before, title = path.read_text(encoding="utf-8"), f"改第{str(number).translate(_AS_WORDS)}回"
    start = before.index("题目: ") + len("题目: ")
    end = before.index("\n", start)
    time.sleep(number / 10)  # at another moment between two looks of the server
    began, used = time.monotonic(), _processor(preview)
    path.write_text(before[:start] + title + before[end:], encoding="utf-8")
    page.wait_for_function("title => document.title.includes(title)", arg=title, timeout=LONGEST)
    took = time.monotonic() - began
    return took, _processor(preview) - used


def _processor(process: int) -> float:
    """Seconds of processor that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000])
