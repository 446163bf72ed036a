"""What the home page gathers from all types: what is open today, where to be heard, the newest answers."""

from __future__ import annotations

import re
from typing import Any

from building import Root

LIVE = {"id": "live", "title": "征集中", "look": "live", "when": {"ends": {"on_or_after": "today"}}}
DONE = {"id": "done", "title": "已结束", "look": "done", "when": {}}


def dated(type: str, **sunlit: Any) -> dict[str, Any]:
    fields = [
        {"name": name, "title": f"{name}题", "type": "string"} for name in ("id", "title", "about", "phone")
    ]
    days = [{"name": name, "title": f"{name}题", "type": "date"} for name in ("starts", "ends")]
    block = {"title": type, "period": {"from": "starts", "to": "ends"}, "states": [LIVE, DONE]}
    return {"fields": [*fields, *days], "sunlit": {**block, **sunlit}}


def record(id: str, ends: str = "2026-12-16", **more: str) -> dict[str, str]:
    return {"id": id, "title": f"{id}的标题", "starts": "2026-11-16", "ends": ends, **more}


def write_pair(root: Root, *, ends: str) -> None:
    """A plan, and a question that is put about it until that day."""
    root.schema(dated("方案"), "plans")
    root.schema(dated("征求", relations=[{"field": "about", "to": "plans", "inverse": "征求"}]), "questions")
    root.records(record("a"), type="plans")
    root.records(record("q", ends, about="a"), type="questions")
    root.build()


def test_what_another_record_asks_about_until_the_same_day_stands_once(root: Root) -> None:
    write_pair(root, ends="2026-12-16")
    page = root.page("index.html")
    assert [title for title in page.texts("h3") if "的标题" in title] == ["q的标题"]
    assert page.texts("h1") == ["今天有 1 项征求，等您过目。"]


def test_what_stays_open_longer_than_the_question_about_it_stands_beside_it(root: Root) -> None:
    write_pair(root, ends="2026-12-01")
    page = root.page("index.html")
    assert [title for title in page.texts("h3") if "的标题" in title] == ["q的标题", "a的标题"]
    assert page.texts("h1") == ["今天有 1 项征求、1 项方案，等您过目。"]


def test_of_records_that_name_each_other_none_is_lost(root: Root) -> None:
    root.schema(dated("方案", relations=[{"field": "about", "to": "questions", "inverse": "方案"}]), "plans")
    root.schema(dated("征求", relations=[{"field": "about", "to": "plans", "inverse": "征求"}]), "questions")
    root.records(record("a", about="q"), type="plans")
    root.records(record("q", about="a"), type="questions")
    root.build()
    assert sum("的标题" in title for title in root.page("index.html").texts("h3")) == 2


def test_parts_of_one_type_stand_each_for_themselves(root: Root) -> None:
    root.schema(dated("方案", relations=[{"field": "about", "to": "plans", "inverse": "下级"}]), "plans")
    root.records(record("a"), record("b", about="a"), type="plans")
    root.build()
    assert sum("的标题" in title for title in root.page("index.html").texts("h3")) == 2


def test_a_notice_says_where_to_be_heard(root: Root) -> None:
    counted = {"rules": [{"minimum-working-days": {"from": "starts", "to": "ends", "days": 1}}]}
    root.schema(dated("公示", notice={"contact": ["phone", "about"]}, **counted), "notices")
    root.records(record("n", "2026-11-26", phone="12380", about="<b>干部科"), type="notices")
    root.build()
    page = root.page("index.html")
    assert "12380 <b>干部科" in " ".join(page.texts("p"))


ANSWERS = {
    "title": "题目",
    "show": "shares",
    "fields": [
        {"name": "text", "title": "问题", "type": "string"},
        {"name": "good", "title": "好", "type": "integer"},
        {"name": "bad", "title": "差", "type": "integer"},
    ],
}


def write_survey(root: Root, **declared: Any) -> None:
    root.schema(dated("调查", children={"answers": {**ANSWERS, **declared}}), "surveys")
    rows = [{"text": f"第{number}问", "good": 3, "bad": 1} for number in range(6)]
    older = {
        **record("old", "2026-11-20"),
        "starts": "2026-11-02",
        "answers": [{"text": "旧问", "good": 1, "bad": 1}],
    }
    newest = {**record("new", "2026-11-22"), "answers": rows}
    without = {**record("empty", "2026-11-23"), "starts": "2026-11-20"}
    root.records(older, newest, without, type="surveys")  # type: ignore[arg-type]
    root.build()


def test_the_newest_answers_stand_at_home_where_the_type_says_so(root: Root) -> None:
    write_survey(root, home=True)
    page = root.page("index.html")
    assert "new的标题" in page.texts("h3")
    assert "1. 第0问" in page.visible
    assert "4. 第3问" in page.visible
    assert "第4问" not in page.visible
    assert "旧问" not in page.visible
    assert any(element.attributes.get("href") == "surveys/new.html" for element in page.all("a"))


def test_answers_stay_away_where_it_does_not(root: Root) -> None:
    write_survey(root)
    assert "第0问" not in root.page("index.html").visible


def test_the_page_for_no_address_speaks_every_language(root: Root) -> None:
    root.declare(
        "data/site.yaml", {"name": "网", "languages": ["zh", "en"], "url": "https://sample.example/open/"}
    )
    root.schema(dated("公示"), "notices")
    root.records(record("n"), type="notices")
    root.build()
    page = root.page("404.html")
    assert "There is no page at this address." in page.visible
    assert {"/open/", "/open/en/"} <= {element.attributes.get("href") for element in page.all("a")}


def test_each_part_of_how_things_stand_leads_to_the_records_in_that_state(root: Root) -> None:
    root.schema(dated("方案"), "plans")
    root.records(record("a"), record("b"), record("c", "2026-11-20"), type="plans")
    root.build()
    text = root.page("index.html").text
    marks = re.findall(r'<a class="sl-mk" href="([^"]*)".*?"sl-mk__cap">([^<]*)</span>', text, re.DOTALL)
    assert ("plans/index.html?state=live", "征集中 2") in marks
    assert ("plans/index.html?state=done", "已结束 1") in marks
