"""The desk in a real browser: a notice with three people is made, broken, corrected and published; twelve are pasted; a row of 49
becomes another line.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from barriers import PLAIN, barriers
from building import NOTES, PROJECT, Root
from expecting import expect
from playwright.sync_api import Browser, BrowserContext, Page
from watching import DESKTOP, PHONE, watch

sys.path += [str(PROJECT / "tests/publish"), str(PROJECT / "tests/desk")]
from office_files import NOTICES
from pushing import git

from generator.desk.browser.serving import Served, serve

DAY = date(2026, 11, 27)
PATIENCE = 60_000
"""Milliseconds: a page may be built before it is answered, on a machine that others use, too."""
TABLE = "id,title,on\n" + "".join(f'n-{n},"第 {n} 条",2026-01-{n % 28 + 1:02}\n' for n in range(49))
TWELVE = "\n".join(f"示例{n:02}\t1990年{n}月\t示例局科员\t拟任示例局主任" for n in range(1, 13))
_PASTE = """(cell, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


_ASK = """async (address) => {
  const asked = await fetch(address + "publish", {method: "POST", mode: "no-cors", credentials: "include"}).catch(() => null);
  return asked === null || asked.status === 403 ? "refused" : String(asked.type);
}"""
"""What a page of the preview may not ask of the desk."""


_FOCUSED = """() => {
  const on = document.activeElement;
  return on.getAttribute("aria-label") || on.labels?.[0]?.textContent || on.textContent;
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk on a clone of a bare repository."""
    folder = tmp_path_factory.mktemp("desk")
    root = Root(folder / "root")
    outcome = {"name": "outcome", "title": "公示结果", "type": "string", "show": "long"}
    block = {**NOTICES["sunlit"], "fillable": ["outcome"]}
    root.schema({"fields": [*NOTICES["fields"], outcome], "sunlit": block}, "notices")
    root.schema(NOTES)
    root.write("data/notes/a.csv", TABLE)
    git(folder, "init", "-q", "--bare", "-b", "main", "site.git")
    git(root.folder, "init", "-q", "-b", "main")
    for name, value in (("user.name", "示例"), ("user.email", "clerk@example.org")):
        git(root.folder, "config", name, value)
    git(root.folder, "remote", "add", "origin", "../site.git")
    git(root.folder, "add", "-A")
    git(root.folder, "commit", "-q", "-m", "First")
    git(root.folder, "push", "-q", "-u", "origin", "main")
    made = serve(root.folder, DAY, "zh", 0)
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.close()
    thread.join()


def published(served: Served, path: str) -> str:
    return git(served.desk.root.parent / "site.git", "show", f"main:{path}")


@pytest.fixture(scope="module")
def staff(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    """The browser of somebody who is in."""
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN")
    tab = watch(context.new_page(), served.address)
    tab.page.set_default_timeout(PATIENCE)
    page = tab.open("")
    page.get_by_label("进入码").fill(served.desk.guard.code)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="去看记录").click()
    page.wait_for_load_state()
    page.close()
    assert tab.trouble == []
    yield context
    context.close()


@pytest.fixture
def desk(staff: BrowserContext, served: Served) -> Iterator[Page]:
    """A tab there; in the end it has logged no error and asked nobody else."""
    tab = watch(staff.new_page(), served.address)
    tab.page.set_default_timeout(PATIENCE)
    yield tab.page
    tab.page.close()
    assert tab.trouble == []


def go_to(page: Page, served: Served, address: str) -> None:
    page.goto(f"{served.address}{served.desk.guard.place}/{address}")


def fill_row(page: Page, number: int, *texts: str) -> None:
    for column, text in zip(("姓名", "出生年月", "现任职务", "拟任职务"), texts, strict=False):
        page.get_by_label(f"{column}，第 {number} 行", exact=True).fill(text)


def test_a_notice_is_made_broken_corrected_and_published(desk: Page, served: Served) -> None:
    go_to(desk, served, "records/notices")
    desk.get_by_role("link", name="新建记录").click()
    desk.get_by_label("标题").fill("任前公示")
    desk.get_by_label("类别").select_option("任用")
    desk.get_by_label("公示开始").fill("2026-11-30")
    desk.get_by_label("公示结束").fill("2026-12-02")
    for number, birth in enumerate(("1985年3月", "85年", "1990年1月"), 1):
        fill_row(desk, number, f"示例{number}", birth, "示例局科员", "拟任示例局主任")
    desk.get_by_role("button", name="发布", exact=True).click()
    expect(desk.get_by_role("alert")).to_contain_text("没有发布")
    wrong = desk.get_by_label("出生年月，第 2 行")
    assert wrong.get_attribute("aria-invalid") == "true"
    assert wrong.input_value() == "85年"
    assert desk.get_by_label("公示结束").get_attribute("aria-invalid") == "true"
    assert list(barriers(desk, PLAIN)) == []
    wrong.fill("1985年5月")
    desk.get_by_label("公示结束").fill("2026-12-04")
    desk.get_by_role("button", name="检查").click()
    expect(desk.get_by_role("status").first).to_contain_text("可以发布")
    assert git(served.desk.root, "status", "--porcelain") == ""
    desk.get_by_role("button", name="预览").click()
    with desk.expect_popup() as opened:
        desk.get_by_role("link", name="看发布后的页面").click()
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text("任前公示")
    expect(opened.value.get_by_text("示例2").first).to_be_visible()
    assert opened.value.evaluate(_ASK, served.address) == "refused"
    opened.value.close()
    assert git(served.desk.root, "status", "--porcelain") == ""
    desk.get_by_role("button", name="发布", exact=True).focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status").first).to_contain_text("已发布")
    text = published(served, "data/notices/2026-001.yaml")
    assert text.count("- name: 示例") + text.count("name: ") >= 3
    assert "1985年5月" in text
    desk.get_by_label("公示结果").fill("没有收到反映。\n\n按原方案办理。")
    desk.get_by_role("button", name="发布", exact=True).click()
    expect(desk.get_by_role("status").first).to_contain_text("已发布")
    assert "  没有收到反映。\n\n  按原方案办理。\n" in published(served, "data/notices/2026-001.yaml")


def test_another_service_on_this_computer_is_brought_nothing(desk: Page) -> None:
    brought: list[str | None] = []

    class Hostile(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            brought.append(self.headers["Cookie"])
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Hostile) as hostile:
        threading.Thread(target=hostile.serve_forever, daemon=True).start()
        page = desk.context.new_page()
        page.goto(f"http://127.0.0.1:{hostile.server_address[1]}/")
        page.goto(f"http://127.0.0.1:{hostile.server_address[1]}/records/notes")
        page.close()
        hostile.shutdown()
    assert len(brought) >= 2
    assert set(brought) == {None}


def test_twelve_people_are_pasted_from_a_spreadsheet(desk: Page, served: Served) -> None:
    go_to(desk, served, "new/notices")
    desk.get_by_label("标题").fill("十二人公示")
    desk.get_by_label("姓名，第 1 行").evaluate(_PASTE, "姓名\t出生年月\t现任职务\t拟任职务\n" + TWELVE)
    expect(desk.get_by_text("已粘贴 12 行。")).to_be_visible()
    expect(desk.get_by_label("姓名，第 12 行")).to_have_value("示例12")
    desk.get_by_role("button", name="加一行").click()
    expect(desk.get_by_label("姓名，第 13 行")).to_be_focused()
    desk.get_by_role("button", name="保存草稿").click()
    expect(desk.get_by_role("status").first).to_contain_text("还没有发布")
    expect(desk.get_by_label("拟任职务，第 12 行")).to_have_value("拟任示例局主任")


def test_a_record_is_typed_and_kept_by_the_keyboard_alone(desk: Page, served: Served) -> None:
    """Each field once, in the order in which it is read; the cells of the grid row by row; then the buttons."""
    go_to(desk, served, "new/notices")
    reached: list[str] = []
    for _ in range(100):
        desk.keyboard.press("Tab")
        name = " ".join(desk.evaluate(_FOCUSED).split())
        if reached and name == reached[-1]:  # the next part of a date
            continue
        reached.append(name)
        if name.startswith(("标题", "姓名，第 1 行")):
            desk.keyboard.type("键盘填的" if name.startswith("标题") else "示例甲")
        elif name == "加一行" and "姓名，第 4 行" not in reached:
            desk.keyboard.press("Enter")
            reached.append("姓名，第 4 行")
            expect(desk.get_by_label("姓名，第 4 行")).to_be_focused()
        elif name == "保存草稿":
            desk.keyboard.press("Enter")
            break
    expect(desk.get_by_role("status").first).to_contain_text("还没有发布")
    expect(desk.get_by_label("标题")).to_have_value("键盘填的")
    expect(desk.get_by_label("姓名，第 1 行")).to_have_value("示例甲")
    cells = [
        f"{column}，第 {row} 行"
        for row in (1, 2, 3, 4)
        for column in ("姓名", "出生年月", "现任职务", "拟任职务")
    ]
    assert [name for name in reached if name in cells] == cells
    order = [
        next(at for at, name in enumerate(reached) if name.startswith(text))
        for text in ("编号", "标题", "类别", "公示开始")
    ]
    assert order == sorted(order)


def test_one_row_among_49_is_one_changed_line(desk: Page, served: Served) -> None:
    go_to(desk, served, "records/notes?q=第 16 条")
    desk.get_by_role("link", name="第 16 条").click()
    desk.get_by_label("标题").fill("第十七条")
    desk.get_by_label("原因").fill("写错了")
    desk.get_by_label("批准人").fill("示例丑")
    desk.get_by_role("button", name="只保存，先不发布").click()
    expect(desk.get_by_role("status").first).to_contain_text("还没有发布")
    changed = git(served.desk.root, "diff", "--numstat", "--", "data/notes/a.csv").split()
    assert changed[:2] == ["1", "1"]
    correction = (served.desk.root / "data/notes/a.corrections.csv").read_text(encoding="utf-8")
    assert all(text in correction for text in ("n-16", "第 16 条", "第十七条", "写错了", "示例丑"))


def test_no_page_has_a_barrier_or_is_cut_off(desk: Page, served: Served) -> None:
    """By turns on a phone and a desktop, in light and dark; the page with findings is looked at above."""
    for number, address in enumerate(("", "records/notes", "record/notes?id=n-3", "new/notices")):
        desk.set_viewport_size(PHONE if number % 2 else DESKTOP)
        desk.emulate_media(color_scheme="dark" if number > 1 else "light")
        go_to(desk, served, address)
        assert list(barriers(desk, PLAIN)) == []
        desk.set_viewport_size(PHONE)
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
