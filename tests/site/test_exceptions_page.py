"""What was let through without a correction stands on the page of corrections, and nothing of what binds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import NOTES, Root

from generator.check.gate import judge
from generator.model.text.stop import CannotRun

DIGEST = "sha256:" + "5" * 64
EXCEPTION = {
    "id": "2026-1", "on": "2026-11-20", "type": "notes", "record": "a", "rule": "changed-silently", "since": "f" * 40,
    "content": DIGEST, "reason": "系统迁移，<b>标题</b>改了写法", "approver": "示例甲",
}  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Root:
    root = Root(tmp_path_factory.mktemp("exceptions"))
    root.schema()
    root.declare("data/site.yaml", {"name": "站", "languages": ["zh", "en"]})
    root.records({"id": "a", "title": "甲", "on": "2026-01-05"})
    root.declare("data/exceptions/2026.yaml", [
        EXCEPTION,
        {**EXCEPTION, "id": "2026-2", "on": "2026-11-21", "record": "gone", "rule": "vanished", "reason": "重复录入"},
        {**EXCEPTION, "id": "2026-3", "on": "2026-11-22", "type": "old", "record": "", "rule": "schema-forgets", "reason": "类型停用"},
        {**EXCEPTION, "id": "2026-4", "on": "2026-12-01", "reason": "还没有到的"},
    ])  # fmt: skip
    root.build()
    return root


def test_the_page_of_corrections_says_what_was_let_through_and_why(root: Root) -> None:
    html = (root.site / "corrections/index.html").read_text()
    places = [html.index(reason) for reason in ("类型停用", "重复录入", "系统迁移")]
    assert places == sorted(places), "newest first"
    assert "公开的内容要改，先写更正" in html
    assert "示例甲" in html
    assert "&lt;b&gt;标题&lt;/b&gt;改了写法" in html, "a reason is text"
    assert 'href="../notes/a.html"' in html
    assert "notes/gone" not in html
    assert "还没有到的" not in html
    english = (root.site / "en/corrections/index.html").read_text()
    assert "A published record stays; one that is withdrawn says so itself." in english
    assert "重复录入" in english


def test_what_binds_an_exception_is_published_nowhere(root: Root) -> None:
    for path in root.site.rglob("*"):
        if path.is_file():
            assert DIGEST.encode() not in path.read_bytes(), path
            assert b"f" * 40 not in path.read_bytes(), path


def test_no_page_is_made_of_the_folder(root: Root) -> None:
    assert not [path for path in root.site.rglob("*") if path.name.startswith("exceptions")]


def test_a_site_of_plain_types_gets_the_page_with_its_first_exception(tmp_path: Path) -> None:
    root = Root(tmp_path)
    root.schema({"fields": NOTES["fields"]})
    root.declare("data/site.yaml", {"name": "站", "languages": ["zh"]})
    root.records({"id": "a", "title": "甲"})
    root.declare("data/exceptions/1.yaml", {**EXCEPTION, "rule": "vanished", "record": "b"})
    root.build()
    assert "系统迁移" in (root.site / "corrections/index.html").read_text()


def test_no_type_is_called_that(tmp_path: Path) -> None:
    root = Root(tmp_path)
    root.schema(name="exceptions")
    with pytest.raises(CannotRun, match="cannot name a type"):
        judge(root.folder, None)
