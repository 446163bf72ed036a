"""Ten questions of a citizen, each walked on a phone from the home page: ``python -m benchmarks.questions``.

What is pressed, and what stands there in the end, is written down below; a browser test walks the same
(``tests/browser/test_questions.py``), and holds ``docs/questions.md`` to it. This says how long the pages take on a slow line.
"""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

from benchmarks.search.slow_line import BROWSER, PATIENCE, SLOW, served
from generator.plugin.run import build_site

AS_OF = date(2026, 11, 24)
PHONE = {"width": 390, "height": 844}
SHIPPED = Path(__file__).parents[1]
HEADER, CONTENT, FOOTER = ".sl-tabs", "#sl-main", ".sl-foot"


@dataclass(frozen=True, slots=True)
class Tap:
    """A link that is pressed, by its words, in a part of the page; or words that are typed into the search, and Enter."""

    link: str = ""
    within: str = CONTENT
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody wants to know, where they press, and what answers them: texts in the first element of ``place``."""

    asked: str
    taps: tuple[Tap, ...]
    place: str
    answer: tuple[str, ...]


QUESTIONS: Sequence[Question] = (
    Question(
        "What can I object to now, until when, at which telephone?",
        (), ".sl-due > li", ("可以反映", "还剩", "止", "0000-123456"),
    ),
    Question(
        "Which task is latest, whose is it, how late?",
        (), "section:has(#sl-late) li", ("研究员队伍换届", "逾期", "示例午"),
    ),
    Question(
        "Why is it late, and when will it be done?",
        (Tap("研究员队伍换届"),), CONTENT, ("推荐材料不全", "延到12月10日"),
    ),
    Question(
        "What should be public and is missing?",
        (Tap("公开完整性"),), CONTENT, ("该有的，已有", "程序未具备"),
    ),
    Question(
        "When and where can I speak to somebody in person?",
        (Tap("正在进行", HEADER),), "li:has-text('部领导接待日')", ("12月2日", "09:00–11:30", "示例大道"),
    ),
    Question(
        "Is more of what was promised done than last year?",
        (Tap("2026年目标任务分解责任表"), Tap("2025年和2026年放在一起")),
        CONTENT, ("2026年办到", "比2025年同一天少"),
    ),
    Question(
        "Are people more content than last year?",
        (Tap("2026年度组织工作民意调查"), Tap("几年放在一起")), CONTENT, ("2025年 74.1%，2026年 78.3%", "不是碰巧"),
    ),
    Question(
        "What became of the opinions that people sent in?",
        (Tap("逐条看说了什么、做了什么"),), CONTENT, ("已办结", "整改中", "逾期"),
    ),
    Question(
        "How did they vote, and was the public heard before?",
        (Tap(typed="工作联系点管理办法"), Tap("关于修订《干部工作联系点管理办法》的决定")),
        CONTENT, ("收到86条，采纳41条", "7票赞成"),
    ),
    Question(
        "Can I take the data along as a table?",
        (Tap("开放数据", FOOTER),), CONTENT, ("Excel", "CSV", "JSON"),
    ),
)  # fmt: skip


def walk(page: Page, home: str, question: Question) -> Locator:
    """From the home page to where the answer stands."""
    page.goto(home + "index.html", wait_until="commit")
    for tap in question.taps:
        if tap.typed:
            page.locator("#sl-q").fill(tap.typed)
            page.locator("#sl-q").press("Enter", no_wait_after=True)
        else:
            left = page.url
            page.locator(tap.within).get_by_role("link", name=tap.link).first.click(no_wait_after=True)
            page.wait_for_url(lambda url, left=left: url != left, wait_until="commit")
    return page.locator(question.place).first


def main() -> None:
    """Print the table of ``docs/questions.md``."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as player:
        logging.getLogger("mkdocs").setLevel(logging.ERROR)
        build_site(SHIPPED, site_dir=Path(folder) / "site", as_of=AS_OF)
        browser = player.chromium.launch(executable_path=BROWSER)
        print("| Question | Taps | Seconds |\n| --- | --- | --- |")
        with served(Path(folder) / "site") as home:
            for question in QUESTIONS:
                page = browser.new_context(viewport=PHONE, locale="zh-CN").new_page()  # type: ignore[arg-type]
                page.set_default_timeout(PATIENCE)
                page.clock.set_fixed_time(datetime.fromisoformat(f"{AS_OF}T12:00:00+08:00"))
                page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
                began = time.perf_counter()
                found = walk(page, home, question)
                for text in question.answer:
                    found.filter(has_text=text).wait_for()
                print(f"| {question.asked} | {len(question.taps)} | {time.perf_counter() - began:.1f} |")
                page.context.close()


if __name__ == "__main__":
    main()
