"""What publishing would change in public: told whole, in three forms, and no record can break out of any of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from building import DAY
from check.changes.revisions import BEFORE, FIX, PUBLISHED, SCHEMA, Revisions
from html_page import read_page
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.check.gate import Verdict, judge
from generator.disclose.outlook import OUTLOOKS
from generator.disclose.outlook.markdown import LONGEST, MOST, code_span
from generator.model.declared.record_type import Field
from generator.model.records.change import Baseline

EVIL = (
    "</p><script>alert(1)</script> @everyone #1 !2 [x](javascript:x) ![](http://x/y) `` ` "
    "/close <img src=x onerror=y> 13800138000"
)


@pytest.fixture
def revisions(tmp_path: Path) -> Revisions:
    return Revisions(tmp_path)


def verdict(revisions: Revisions) -> Verdict:
    return judge(revisions.new.folder, DAY, Baseline(revisions.old.folder, PUBLISHED, "v1"))


def told(revisions: Revisions, format: str = "text", language: str = "en") -> str:
    return OUTLOOKS[format](verdict(revisions), language)


def test_nothing_changes(revisions: Revisions) -> None:
    assert told(revisions).splitlines() == [
        "Compared with revision v1 of 2026-11-01, as of 2026-11-24.",
        "Public records: 1 → 1",
        "",
        "Nothing that the public sees changes.",
    ]


def test_each_way_in_which_something_changes_has_its_section(revisions: Revisions) -> None:
    withdrawn = {"id": "w", "title": "撤下的"}
    revisions.old.records(BEFORE, withdrawn, {"id": "old", "title": "改名的"}, {"id": "gone"}, type="tasks")
    correction = {**FIX, "field": "期限", "before": "2026-12-31", "after": "2027-12-31"}
    revisions.new.records(
        {**BEFORE, "due": "2027-12-31", "amount": 7, "progress": 60, "corrections": [correction]},
        {**withdrawn, "corrections": [{**FIX, "kind": "撤回", "reason": "依据废止"}]},
        {"id": "new", "title": "改名的", "former_ids": ["old"]},
        {"id": "n", "title": "新的"},
        type="tasks",
    )
    assert told(revisions, language="zh").splitlines() == [
        "与 2026-11-01 的版本 v1 比较，截至 2026-11-24。",
        "公开的记录：4 → 4",
        "",
        "先要改正的（2）",
        "  data/tasks/a.yaml",
        "    「gone」在版本 v1 里是公开的，现在没有了。",
        "  data/tasks/a.yaml 第 1 行",
        "    「金额」在版本 v1 里是「100」，现在是「7」，没有写更正。",
        "",
        "新公开（1）",
        "  任务 n 新的",
        "",
        "撤下（1）",
        "  任务 w 撤下的",
        "    撤回，原因：依据废止",
        "",
        "更正（1）",
        "  任务 a 修路",
        "    期限：2026-12-31 → 2027-12-31",
        "    更正，原因：录入有误",
        "",
        "改了编号（1）",
        "  任务 new 改名的",
        "    原来是 old",
        "",
        "进展（1）",
        "  任务 a 修路",
        "    进度：10 → 60",
    ]


def test_what_passing_days_change_is_told_apart(revisions: Revisions) -> None:
    states = [
        {"id": "late", "title": "逾期", "look": "late", "when": {"due": {"before": "today"}}},
        {"id": "going", "title": "进行中", "look": "going", "when": {}},
    ]
    for root in (revisions.old, revisions.new):
        root.schema({**SCHEMA, "sunlit": {**SCHEMA["sunlit"], "states": states}}, "tasks")
        records = (
            {"id": "x", "due": "2026-11-10"},
            {"id": "y", "publish_at": "2026-11-20"},
            {"id": "z", "draft": True},
        )
        root.records(*records, type="tasks")
    assert told(revisions).splitlines()[-5:] == [
        "Changes by the passing of days (2)",
        "  Tasks x",
        "    进行中 → 逾期",
        "  Tasks y",
        "    Public since its day came",
    ]


@pytest.mark.parametrize("format", list(OUTLOOKS))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_personal_values_are_in_no_form(
    revisions: Revisions, monkeypatch: pytest.MonkeyPatch, format: str, language: str
) -> None:
    personal = {"title", "amount", "name"}

    def is_personal(field: Field) -> bool:
        return field.name in personal

    for place in ("model.records.change", "check.changes.corrections", "disclose.outlook.sections"):
        monkeypatch.setattr(f"generator.{place}.is_personal", is_personal)
    people: list[dict[str, Any]] = [
        {"name": "欧阳秘", "post": "科长"},
        {"name": "李四", "post": "科员", "now": "在任"},
    ]
    revisions.write(title="司徒密的案件", amount=31415, people=people)
    report = told(revisions, format, language)
    for value in ("司徒密", "修路", "31415", "欧阳秘", "张三"):
        assert value not in report
    assert ("personal data" if language == "en" else "个人信息") in report


def evil(revisions: Revisions) -> None:
    revisions.write(id="a", title=EVIL, text=EVIL, progress=50)
    corrections = [
        {**FIX, "reason": EVIL, "field": "标题", "before": "修路", "after": " ".join(EVIL.split())}
    ]
    revisions.new.records(
        {**BEFORE, "title": EVIL, "updates": [{"said": "开工"}, {"said": EVIL}], "corrections": corrections},
        {"id": EVIL, "title": "/close"},
        type="tasks",
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_in_markdown_a_record_can_say_nothing_of_its_own(revisions: Revisions, language: str) -> None:
    evil(revisions)
    report = told(revisions, "markdown", language)
    tokens = MarkdownIt().parse(report)
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert kinds <= {"text", "code_inline", "strong_open", "strong_close", "softbreak"}
    assert not any(token.type == "html_block" for token in tokens)
    plain = "".join(
        child.content for token in tokens for child in token.children or () if child.type == "text"
    )
    assert not set("@#<[!~$&") & set(plain), "outside of code there are our own words alone"
    assert not any(line.lstrip().startswith("/") for line in report.splitlines())
    assert "13800138000" not in report


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_stays_in_its_code_span(text: str) -> None:
    (paragraph,) = [
        token for token in MarkdownIt().parse(f"- x: {code_span(text)}, y") if token.type == "inline"
    ]
    assert paragraph.children is not None
    before, code, after = paragraph.children
    assert (before.content, code.type, after.content) == ("x: ", "code_inline", ", y")
    shown = " ".join(text.split()) or "-"
    assert code.content.strip() == (shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…").strip()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_is_sound_and_has_nothing_of_the_records_but_their_text(
    revisions: Revisions, language: str
) -> None:
    evil(revisions)
    page = read_page(told(revisions, "html", language))
    assert page.trouble == []
    assert {element.tag for element in page.elements}.isdisjoint({"script", "img", "a", "link", "iframe"})
    (policy,) = [
        element.attributes["content"]
        for element in page.all("meta")
        if element.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "13800138000" not in page.text


def test_what_is_too_much_for_a_comment_is_counted(revisions: Revisions) -> None:
    revisions.new.records(BEFORE, *({"id": f"n{number}"} for number in range(MOST + 3)), type="tasks")
    report = told(revisions, "markdown")
    assert report.count("\n- `Tasks` `n") == MOST
    assert "\n- And `3` more of these.\n" in report
    assert told(revisions).count("\n  Tasks n") == MOST + 3
