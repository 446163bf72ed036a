"""Pagefind over the same records: ``python -m benchmarks.search.beside_pagefind PROGRAM [RECORDS]``, by default 2,000.

PROGRAM is the ``pagefind`` command of the package ``pagefind[extended]``, installed wherever one likes. It indexes the
pages of the records as ``sunlit build`` made them; the same queries are asked in a real browser, each in a fresh one.
"""

from __future__ import annotations

import logging
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Response, sync_playwright

from benchmarks.search.corpus import write_corpus
from benchmarks.search.engine import documents, truth
from benchmarks.search.queries import ABSENT, QUERIES
from benchmarks.search.slow_line import BROWSER, served
from generator.plugin.run import build_site

AS_OF = date(2026, 11, 24)
SHOWN = 6
MOST = 300
"""Hits that are looked at; recall is of queries with no more."""
ASK = """async ([home, text]) => {
    const pagefind = await import(home + "pagefind/pagefind.js");
    const {results} = await pagefind.search(text);
    const found = await Promise.all(results.slice(0, 300).map(result => result.data()));
    return found.map(({url}) => url.replace(/^\\//, ""));
}"""


def main(program: str, records: int) -> None:
    """Print what each query finds and fetches."""
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as player:
        root = Path(folder)
        write_corpus(root, records)
        disclosure = build_site(root, site_dir=None, as_of=AS_OF).disclosure
        command = [*program.split(), "--site", str(root / "site"), "--glob", "{tasks,notes}/*.html"]
        began = time.perf_counter()
        subprocess.run([*command, "--force-language", "zh"], check=True, capture_output=True)
        print(f"{records:,} records: index in {time.perf_counter() - began:.1f} s")
        browser = player.chromium.launch(executable_path=BROWSER)
        with served(root / "site") as home:
            asked = [(text, *_ask(browser, home, text)) for text in (*filter(None, QUERIES), *ABSENT)]
    recalls, precisions = [], []
    for text, found, _ in asked:
        expected = truth(documents(disclosure), text)
        if expected and len(expected) <= MOST:
            recalls.append(len(found & expected) / len(expected))
        precisions.append(len(found & expected) / len(found) if found else 1.0)
    sizes = [size / 1e3 for _, _, size in asked]
    print(
        f"recall: mean {statistics.mean(recalls):.3f}, {sum(one < 1 for one in recalls)} queries incomplete"
    )
    print(f"precision: mean {statistics.mean(precisions):.3f}, {sum(one < 1 for one in precisions)} not 1")
    print(f"first results, KB: median {statistics.median(sizes):.0f}, max {max(sizes):.0f}")


def _ask(browser: Browser, home: str, text: str) -> tuple[set[str], int]:
    """The addresses found, and the bytes up to the first six results."""
    page = browser.new_page()
    page.route("**/blank", lambda route: route.fulfill(body="<title>blank</title>", content_type="text/html"))
    page.goto(home + "blank")
    got: list[Response] = []
    page.on("response", lambda response: got.append(response))
    found = set(page.evaluate(ASK, [home, text]))
    texts = [one for one in got if "/fragment/" in one.url]
    others = [one for one in got if "/fragment/" not in one.url]
    size = sum(int(one.headers["content-length"]) for one in (*others, *texts[:SHOWN]))
    page.close()
    return found, size


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 2000)
