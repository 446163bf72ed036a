"""The page that ``sunlit desk --write-config`` writes, in a real browser: Decap CMS takes its configuration, lists records, opens
one, and what it saves is read by the gate as before, but for what was changed.

Decap asks a server of this test, by its ``proxy`` backend, which answers from a copy of the example.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
from collections.abc import Iterator
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from building import PROJECT
from expecting import expect
from playwright.sync_api import Browser, Page
from watching import DESKTOP, serve

from generator.check.gate import read_everything
from generator.desk.decap.configuration import CONFIGURATION, SCRIPT
from generator.desk.decap.forge import FORGEJO, Forge
from generator.desk.decap.writing import write_page

DECAP = PROJECT / ".tools/decap-cms/package/dist" / SCRIPT
"""What ``tests/tools.sh proof`` fetches."""
DAY = date(2026, 11, 24)
RECORD = "2026-gs-031"


class _Proxy(SimpleHTTPRequestHandler):
    """The page, and what Decap asks of a proxy, from the files of a root."""

    def __init__(self, *arguments: Any, root: Path, asked: list[str], **more: Any) -> None:
        self.root, self.asked = root, asked
        super().__init__(*arguments, **more)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the test says what went wrong."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(asked["action"])
        answer = self._answer(asked["action"], asked.get("params", {}))
        body = json.dumps({"error": "none"} if answer is None else answer).encode()
        self.send_response(404 if answer is None else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _answer(self, action: str, asked: dict[str, Any]) -> Any:
        if action == "entriesByFolder":
            return [
                self._entry(path)
                for path in sorted((self.root / asked["folder"]).glob(f"*.{asked['extension']}"))
            ]
        if action == "getEntry":
            path = self.root / asked["path"]
            return self._entry(path) if path.exists() else None
        if action == "persistEntry":
            for asset in asked["assets"]:
                (self.root / asset["path"]).write_bytes(base64.b64decode(asset["content"]))
            for file in asked["dataFiles"]:
                (self.root / file["path"]).write_text(file["raw"], encoding="utf-8")
            return {"message": "saved"}
        return [] if action in ("unpublishedEntries", "getMedia") else None

    def _entry(self, path: Path) -> dict[str, Any]:
        text = path.read_text(encoding="utf-8")
        shown = path.relative_to(self.root).as_posix()
        return {
            "data": text,
            "file": {"path": shown, "label": "", "id": hashlib.sha256(text.encode()).hexdigest()},
        }


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    shutil.copytree(PROJECT / "data", root / "data")
    return root


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def address(copied: Path, tmp_path: Path, asked: list[str]) -> Iterator[str]:
    """The page as it is written, but for the forge, whose part this test takes."""
    folder = tmp_path / "page"
    write_page(copied, folder, Forge(FORGEJO, "office/disclosure", "main"), DAY, "zh")
    text = (folder / CONFIGURATION).read_text(encoding="utf-8")
    head, backend, rest = text.partition("backend:\n")
    _, locale, rest = rest.partition("locale:")
    proxy = '  name: proxy\n  proxy_url: "/api/v1"\n  branch: main\n'
    (folder / CONFIGURATION).write_text(f"{head}{backend}{proxy}{locale}{rest}", encoding="utf-8")
    shutil.copy(DECAP, folder / SCRIPT)
    yield from serve(folder, partial(_Proxy, root=copied, asked=asked))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def values_of(
    root: Path,
) -> dict[tuple[str, str], tuple[dict[str, object], dict[str, list[dict[str, object]]]]]:
    """All that the gate reads of each record."""
    return {
        (record.type, record.id): (
            dict(record.values),
            {name: [dict(row.values) for row in rows] for name, rows in record.children.items()},
        )
        for record in read_everything(root).register
    }


@pytest.mark.proof
def test_decap_takes_the_configuration_and_spoils_no_record(
    page: Page, address: str, copied: Path, asked: list[str], tmp_path: Path
) -> None:
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on(
        "console",
        lambda message: (
            message.type in ("error", "warning")
            and "404" not in message.text  # an entry that nobody is at work on
            and trouble.append(message.text)
        ),
    )
    page.on("request", lambda request: request.url.startswith(("http:", "https:")) and not request.url.startswith(address)
            and trouble.append(request.url))  # fmt: skip
    before = values_of(copied)
    page.goto(address)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="集合")).to_be_visible()
    saved: list[tuple[str, str]] = []
    for folder in ("publicity", "regulations", "surveys"):
        page.goto(f"{address}#/collections/{folder}")
        files = sorted((copied / "data" / folder).glob("*.yaml"))
        for file in files:
            expect(page.locator(f'a[href$="/{folder}/entries/{file.stem}"]')).to_be_visible()
        for file in files[::3]:
            id = file.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("id: ")
            page.goto(f"{address}#/collections/{folder}")
            page.locator(f'a[href$="/{folder}/entries/{file.stem}"]').click()
            expect(page.get_by_label("编号", exact=True)).to_have_value(id)
            page.get_by_label("概述").fill(f"改过的{id}。")
            page.get_by_role("button", name="保存", exact=True).click()
            expect(page.get_by_text("修改已保存")).to_be_visible()
            saved.append((folder, id))
            assert asked.count("persistEntry") == len(saved)
    page.goto(f"{address}#/collections/publicity/new")
    page.get_by_label("编号", exact=True).fill("2026-gs-040")
    page.get_by_label("标题", exact=True).fill("新的公示")
    page.get_by_label("类别").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    for label, day in (("公示开始", "2026-12-07"), ("公示结束", "2026-12-11")):
        page.get_by_label(label).first.fill(day)
    page.get_by_role("button", name="新增附件").click()
    page.get_by_role("button", name="选择文件").click()
    file = tmp_path / "办法.pdf"
    file.write_bytes(b"%PDF-1.4")
    page.locator("input[type=file]").first.set_input_files(file)
    page.get_by_role("button", name="选用已选中项目").click()
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("修改已保存")).to_be_visible()
    assert trouble == []
    after = values_of(copied)
    values, rows = after.pop(("publicity", "2026-gs-040"))
    assert values == {"id": "2026-gs-040", "title": "新的公示", "kind": "选拔任用", "starts_on": date(2026, 12, 7),
                      "ends_on": date(2026, 12, 11), "attachments": ("2026/办法.pdf",)}  # fmt: skip
    assert not any(rows.values())
    assert (copied / "data/attachments/2026/办法.pdf").read_bytes() == b"%PDF-1.4"
    assert not [each for each in read_everything(copied).reading if "2026-gs-040" in each.source.path]
    assert after.keys() == before.keys()
    assert len(saved) > 5
    for key, (values, rows) in after.items():
        was, rows_before = before[key]
        assert values == (was | {"summary": f"改过的{key[1]}。"} if key in saved else was)
        assert rows == rows_before
