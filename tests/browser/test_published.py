"""Publishing from end to end: a real repository, the real hooks, a real nginx, and a browser that looks at it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from building import NOTES, PROJECT, sunlit
from expecting import expect
from playwright.sync_api import Browser, Page

sys.path.insert(0, str(PROJECT / "tests" / "publish"))

from pushing import Server, with_warm_hooks
from pushing import server as make_server
from serving import WebServer, is_installed, serving

TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date()
LAST_DAY = TODAY + timedelta(days=1)  # so that the tests may run across midnight
DAY_AFTER = TODAY + timedelta(days=2)
PERIODS = {
    **NOTES,
    "fields": [
        *NOTES["fields"],
        {"name": "until", "title": "截止", "type": "date"},
        {
            "name": "person",
            "title": "姓名",
            "type": "string",
            "personal": {"class": "name", "public": "during-period", "after": "remove"},
        },
    ],
    "sunlit": {
        "title": "通知",
        "neutral_title": "通知",
        "mutable": ["title"],
        "period": {"from": "on", "to": "until"},
        "states": [
            {"id": "live", "title": "公示中", "look": "live", "when": {"until": {"at_least": "today"}}},
            {"id": "over", "title": "已期满", "look": "done"},
        ],
    },
}


INLINE_SCRIPT = """() => {
  const script = document.createElement('script'); script.textContent = 'window.ran = 1'; document.body.append(script);
}"""


def notice(title: str) -> dict[str, str]:
    period = {"on": TODAY.isoformat(), "until": LAST_DAY.isoformat()}
    return {"id": "a", "title": title, **period, "person": "样例欧阳甲"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, warm_sunlit: Path) -> Server:
    """The first push is a real one in all; those that follow have hooks that are copies of this process."""
    site = make_server(tmp_path_factory.mktemp("published"))
    site.clone.schema(PERIODS)
    site.clone.records(notice("第一版"))
    site.commit()
    pushed = site.push()
    assert pushed.returncode == 0, pushed.stderr
    return with_warm_hooks(site, warm_sunlit)


@pytest.fixture(scope="module")
def web(site: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebServer]:
    if not is_installed("nginx"):
        pytest.skip("nginx is not installed")
    with serving("nginx", tmp_path_factory.mktemp("nginx"), site.live) as server:
        yield server


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN")
    yield context.new_page()
    context.close()


def publish(site: Server, *arguments: str) -> str:
    done = sunlit("-C", site.repository, "--lang", "zh", "publish", *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_from_the_push_to_the_citizen(site: Server, web: WebServer, page: Page) -> None:
    address = f"{web.url}notes/a.html"
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("第一版")
    expect(page.locator("main")).to_contain_text("公示中")
    expect(page.locator("main")).to_contain_text("样例欧阳甲")
    first = site.tip

    site.clone.records({**notice("坏的一版"), "until": "昨天"})
    site.commit()
    refused = site.push("-o", "lang=zh")
    assert refused.returncode != 0
    assert "昨天" in refused.stderr
    assert "没有发布，网站没有变化。" in refused.stderr
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("第一版")

    site.clone.records(notice("第二版"))
    site.commit()
    assert site.push().returncode == 0
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("第二版")

    assert "下次推送会重新发布分支的内容" in publish(site, "rollback", first[:8])
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("第一版")
    expect(page.locator("main")).to_contain_text("公示中")

    assert "网站已重新生成" in publish(site, "tick", "--as-of", DAY_AFTER.isoformat())
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("通知")
    expect(page.locator("main")).to_contain_text("已期满")
    expect(page.locator("main")).not_to_contain_text("公示中")
    expect(page.locator("main")).not_to_contain_text("样例欧阳甲")
    listed = publish(site, "releases").splitlines()
    assert len(listed) == 1, "those that showed the name are gone"


def test_a_page_that_is_not_there(web: WebServer, page: Page) -> None:
    answer = page.goto(f"{web.url}notes/none.html")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_browser_enforces_the_policy_of_the_server(web: WebServer, page: Page) -> None:
    """Both policies, the page's and the server's, let the site's own scripts run, and nothing complains."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(web.url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert complaints == []
    page.evaluate(INLINE_SCRIPT)
    assert page.evaluate("() => window.ran") is None
    assert complaints
