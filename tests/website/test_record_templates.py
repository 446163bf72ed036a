"""The templates of one type: on a full record, and on a type of another site that has hardly any of their fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from building import PROJECT, Root
from html_page import Page

NAMES = sorted(path.stem for path in (PROJECT / "site_templates" / "records").glob("*.html"))
MARKUP = "<img src=x onerror=alert(1)>"


def text(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "title": f"{name}题", "type": "string", **more}


def number(name: str, **more: Any) -> dict[str, Any]:
    return text(name, **more) | {"type": "integer"}


def day(name: str) -> dict[str, Any]:
    return text(name) | {"type": "date"}


def schema(template: str, *fields: Mapping[str, Any], **sunlit: Any) -> dict[str, Any]:
    return {
        "fields": [text("id"), text("title"), *fields],
        "sunlit": {"title": template, "template": template, **sunlit},
    }


LIVE = {"id": "live", "title": "公示中", "look": "live", "when": {"ends_on": {"on_or_after": "today"}}}
LATE = {"id": "late", "title": "逾期", "look": "late", "when": {"due_on": {"before": "today"}}}
GOING = {"id": "going", "title": "进行中", "look": "going", "when": {}}
NOTICE = schema(
    "publicity", day("starts_on"), day("ends_on"), {**text("accept_phone"), "show": "telephone"},
    period={"from": "starts_on", "to": "ends_on"}, states=[LIVE],
    children={"people": {"title": "对象", "fields": [text("name"), text("post")]}},
)  # fmt: skip
WORK = schema(
    "tasks", text("parent"), day("starts_on"), day("due_on"), number("progress", show="progress"), number("weight"),
    text("delay", show="long"), tree="parent", states=[LATE, GOING],
    relations=[{"field": "parent", "to": "work", "inverse": "下级"}],
    children={"updates": {"title": "进展", "show": "timeline",
                          "fields": [text("said"), day("on"), number("progress", show="progress")]}},
)  # fmt: skip
VOTE = schema(
    "decisions", number("members"), number("present"), number("votes_for"), number("votes_against"),
    number("abstained"), number("received"), number("adopted"), number("not_adopted"),
    children={"steps": {"title": "步骤", "show": "timeline", "fields": [text("kind"), day("from"), day("to")]}},
)  # fmt: skip
ASKED = schema(
    "surveys", number("issued"), number("returned"),
    children={"questions": {"title": "问题", "show": "shares",
                            "fields": [text("text"), number("a"), number("b"), number("c", meaning="unknown"),
                                       number("total", show="hidden")]}},
)  # fmt: skip
SCORED = schema(
    "evaluations",
    children={
        "indicators": {"title": "指标", "fields": [text("indicator"), number("full_mark"), number("score")]}
    },
)
HEARD = schema(
    "opinions", text("verdict", constraints={"enum": ["存在", "不存在", "无关"]}), text("prevention"), text("referred_to"),
    children={"rectifications": {"title": "整改", "fields": [text("cause"), day("due_on"), day("done_on")]}},
)  # fmt: skip
RULED = schema("regulations", text("text", show="long"))
SIGNED = schema(
    "contracts",
    {"name": "jobs", "type": "array"},
    relations=[{"field": "jobs", "to": "work", "inverse": "责任书"}],
)
LOOKED = schema(
    "inspections", text("openness", constraints={"enum": ["明查", "暗访"]}), number("population"), number("sample"),
    text("basis"), relations=[{"field": "basis", "to": "ruled", "inverse": "督查"}],
    children={"findings": {"title": "问题", "fields": [text("finding"), day("rectify_by"), day("done_on")]}},
)  # fmt: skip


def records(root: Root) -> None:
    root.records(
        {"id": "open", "title": "公示", "starts_on": "2026-11-20", "ends_on": "2026-11-26", "accept_phone": "0000-12345678",
         "people": [{"name": MARKUP, "post": "某职"}]},
        {"id": "unknown", "title": "公示", "starts_on": "2026-11-20", "ends_on": "2027-09-30"},
        {"id": "coming", "title": "公示", "starts_on": "2026-12-20", "ends_on": "2026-12-26"},
        type="notice",
    )  # fmt: skip
    root.records(
        {"id": "top", "title": "上级", "progress": 60, "starts_on": "2026-01-01", "due_on": "2026-12-31"},
        {"id": "late", "title": "下级甲", "parent": "top", "progress": 40, "weight": 70, "starts_on": "2026-03-01",
         "due_on": "2026-10-31", "delay": "材料不全",
         "updates": [{"said": "开始", "on": "2026-04-01", "progress": 10},
                     {"said": "过半", "on": "2026-11-01", "progress": 40}]},
        {"id": "next", "title": "下级乙", "parent": "top", "progress": 80, "weight": 30, "due_on": "2026-12-31"},
        type="work",
    )  # fmt: skip
    root.records(
        {"id": "a", "title": "决定", "members": 9, "present": 8, "votes_for": 6, "votes_against": 1, "abstained": 0,
         "received": 60, "adopted": 41, "not_adopted": 19,
         "steps": [{"kind": MARKUP, "from": "2026-07-06", "to": "2026-07-31"}, {"kind": "审议", "from": "2026-10-22"}]},
        type="vote",
    )  # fmt: skip
    root.records(
        {"id": "a", "title": "调查", "issued": 200, "returned": 150,
         "questions": [{"text": "单选", "a": 100, "b": 45, "c": 5, "total": 150},
                       {"text": "多选", "a": 120, "b": 90, "c": 5, "total": 150}]},
        type="asked",
    )  # fmt: skip
    root.records(
        {"id": "a", "title": "评价", "indicators": [{"indicator": "甲", "full_mark": 50, "score": 45},
                                                  {"indicator": "乙", "full_mark": 50, "score": 30}]},
        type="scored",
    )  # fmt: skip
    root.records(
        {"id": "a", "title": "意见", "verdict": "存在", "rectifications": [
            {"cause": "甲因", "due_on": "2026-10-31", "done_on": "2026-10-28"},
            {"cause": "乙因", "due_on": "2026-11-23"}, {"cause": "丙因", "due_on": "2026-11-24"}]},
        {"id": "b", "title": "意见", "verdict": "无关", "referred_to": "交警"},
        {"id": "c", "title": "意见"},
        type="heard",
    )  # fmt: skip
    root.records({"id": "a", "title": "办法", "text": "第一条\n第二条"}, type="ruled")
    root.records({"id": "a", "title": "责任书", "jobs": ["late", "next"]}, type="signed")
    root.records(
        {"id": "a", "title": "督查", "openness": "暗访", "population": 80, "sample": 20, "basis": "a",
         "findings": [{"finding": "没人接", "rectify_by": "2026-06-30", "done_on": "2026-06-26"}]},
        type="looked",
    )  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Root:
    root = Root(Path(tmp_path_factory.mktemp("templates")) / "root")
    types = {"notice": NOTICE, "work": WORK, "vote": VOTE, "asked": ASKED, "scored": SCORED, "heard": HEARD,
             "ruled": RULED, "signed": SIGNED, "looked": LOOKED}  # fmt: skip
    for name, declared in types.items():
        root.schema(declared, name)
    records(root)
    for name in NAMES:
        root.schema(schema(name), f"bare-{name}")
        root.records({"id": "a", "title": "只有标题"}, type=f"bare-{name}")
    root.declare("data/site.yaml", {"languages": ["zh", "en"]})
    root.build()
    return root


def content(page: Page) -> str:
    return page.inner["sl-main"]


def classes(page: Page, name: str) -> list[str]:
    return [e.attributes["class"] for e in page.elements if name in e.attributes.get("class", "").split()]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("prefix", ["", "en/"])
def test_a_type_that_has_none_of_the_fields_gets_a_sound_page(site: Root, name: str, prefix: str) -> None:
    page = site.page(f"{prefix}bare-{name}/a.html")
    assert page.trouble == []
    assert page.texts("h1") == ["只有标题"]
    assert "<dl></dl>" not in re.sub(r"\s", "", content(page))


def test_no_page_has_trouble_an_empty_attribute_or_a_style_of_its_own(site: Root) -> None:
    for path in site.site.rglob("*.html"):
        page = site.page(path.relative_to(site.site).as_posix())
        main = page.inner.get("sl-main", "")
        assert page.trouble == [], path
        assert 'class=""' not in main, path
        assert not re.search(
            r'\sstyle="|\son[a-z]+="|viewBox', re.sub(r'<svg class="sl-light".*?</svg>', "", main)
        ), path


def test_each_picture_is_named_and_its_marks_lead_to_its_table(site: Root) -> None:
    """What is drawn is for eyes alone; whoever listens hears the name of the picture and of each mark."""
    pictures = 0
    for path in site.site.glob("*/*.html"):
        page = site.page(path.relative_to(site.site).as_posix())
        for svg in page.all("svg"):
            assert svg.attributes.get("aria-label") or svg.attributes.get("aria-hidden") == "true", path
        named = [e for e in page.elements if e.attributes.get("class") == "sl-mks"]
        assert all(e.attributes["role"] == "group" and e.attributes["aria-label"] for e in named), path
        rows = [e.attributes["href"] for e in page.all("a") if e.attributes.get("class") == "sl-mk"]
        assert all(row[0] != "#" or row[1:] in page.ids for row in rows), path
        pictures += bool(named)
    assert pictures >= 3


def test_the_bar_of_a_task_leads_to_what_it_rests_on(site: Root) -> None:
    """To its newest update, or to the tasks below it; in a row beside a link it is a picture of a number with a name."""

    def bar(id: str) -> list[tuple[str, str]]:
        page = site.page(f"work/{id}.html")
        marks = re.findall(r'<section class="sl-pace.*?</figure>', page.text, re.DOTALL)
        return re.findall(
            r'<a class="sl-mk" href="([^"]*)".*?"sl-mk__cap">([^<]*)</span>', marks[0], re.DOTALL
        )

    assert bar("late") == [("#t-updates-2", "progress题 40%")]
    assert bar("top")[0][0] == "#sl-below"
    assert bar("next") == []
    assert '<span class="sl-vh">progress题 </span><span class="sl-bar">' in site.page("work/top.html").text


def test_the_strip_proves_the_count_of_working_days(site: Root) -> None:
    page = site.page("notice/open.html")
    strip = [e.attributes["class"] for e in page.all("li") if e.attributes.get("class", "").startswith("is-")]
    assert strip == ["is-past", "is-rest", "is-rest", "is-past", "is-today", "is-left", "is-left"]
    assert "还剩 <b>3</b> 个工作日，含今日" in content(page)
    assert "11月21日 星期六：休息日，不计" in content(page)
    assert 'href="tel:000012345678"' in content(page)
    assert "还剩 <b>3</b> 天" in (site.site / "notice/index.html").read_text("utf-8")


def test_where_the_days_off_are_not_known_all_days_are_counted_and_it_is_said(site: Root) -> None:
    page = site.page("notice/unknown.html")
    assert not classes(page, "sl-days")
    assert "节假日安排还没有公布" in content(page)
    assert "还剩 <b>311</b> 天" in content(page)


def test_a_notice_that_is_to_come_says_when_and_shines_nowhere(site: Root) -> None:
    page = site.page("notice/coming.html")
    assert classes(page, "sl-now--calm")
    assert not classes(page, "is-left")
    assert "2026年12月20日" in page.visible


def test_what_staff_type_stays_text_in_tables_and_pictures(site: Root) -> None:
    for address in ("notice/open.html", "vote/a.html"):
        assert MARKUP in site.page(address).visible
        assert not [e for e in site.page(address).all("img") if e.attributes.get("src") == "x"]


def test_a_task_shows_its_pace_its_delay_and_the_tasks_below(site: Root) -> None:
    late, top = site.page("work/late.html"), site.page("work/top.html")
    assert classes(late, "sl-pace")
    assert "材料不全" in content(late)
    assert classes(late, "sl-svg-course")
    assert classes(late, "sl-svg-plan")
    assert "时间已过 90%" in content(top)
    assert content(top).index("下级甲") < content(top).index("下级乙")
    assert "weight题 70" in content(top)
    assert content(top).split("sl-prevnext")[0].count("下级甲</a>") == 1, (
        "what is shown as work is not listed among the related once more"
    )


def test_seats_are_told_apart_and_counted(site: Root) -> None:
    seats = content(site.page("vote/a.html")).split('class="sl-seats"')[1].split("</div>")[0]
    assert seats.count("<svg") == 9
    assert (seats.count("m-tick"), seats.count("m-cross"), seats.count("m-dash"), seats.count("m-none")) == (
        6,
        1,
        0,
        1,
    )


def test_answers_to_a_question_are_stacked_unless_people_could_choose_several(site: Root) -> None:
    page = site.page("asked/a.html")
    single, several = content(page).split('class="sl-shares"')[1].split("</ol>")[0].split("</li>", 1)
    assert (single.count("<text"), single.count("k6"), single.count('class="sl-mk"')) == (2, 1, 3)
    assert "sl-bars" not in single
    assert "sl-bars" in several
    assert "67%" in single
    assert "发出 200 份，收回有效的 150 份，占 75%" in content(page)


def test_scores_stand_on_an_axis_up_to_the_full_mark(site: Root) -> None:
    page = site.page("scored/a.html")
    marks = [
        float(e.attributes["cx"].rstrip("%")) for e in page.all("circle") if e.attributes.get("r") == "6"
    ]
    assert len(marks) == 2
    assert 0 < marks[1] < marks[0] < 97
    assert "45" in content(page)


def test_the_finding_decides_what_an_opinion_says(site: Root) -> None:
    page = site.page("heard/a.html")
    shown = [words for words in page.texts("span") if words in ("已整改", "整改中", "逾期")]
    assert shown == ["已整改", "逾期", "整改中"], "a remedy that is due today is not late yet"
    assert "交警" in content(site.page("heard/b.html"))
    assert "正在核实" in content(site.page("heard/c.html"))


def test_a_regulation_lists_what_was_made_under_it(site: Root) -> None:
    page = site.page("ruled/a.html")
    assert "第二条" in content(page)
    assert "依据它办的事" in content(page)
    assert '<a href="../looked/a.html">督查</a>' in content(page)


def test_a_contract_says_how_far_its_promises_are(site: Root) -> None:
    page = site.page("signed/a.html")
    assert "60<small>%</small>" in content(page)
    assert "下级甲" in content(page)


def test_an_inspection_marks_its_axes_and_its_sample(site: Root) -> None:
    page = site.page("looked/a.html")
    assert "80 个里抽了 20 个，占 25%" in content(page)
    assert 'aria-hidden="true">明查' in content(page)
    assert "已整改" in content(page)


def test_english_pages_mark_the_words_of_records(site: Root) -> None:
    page = site.page("en/vote/a.html")
    assert '<p class="sl-lane">2 <span lang="zh">审议</span>' in content(page)
    assert "26 days" in content(page)
