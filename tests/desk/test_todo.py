"""``sunlit todo``: what is due and by when, for whom, in three forms, with nothing in it that does not last."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from building import DAY, Root, sunlit
from icalendar import Calendar

from generator.desk.todo.report import FORMS
from generator.desk.todo.todo import todo
from generator.model.files.addresses import MANIFEST

WORKS: dict[str, Any] = {
    "fields": [
        {"name": "id", "type": "string"},
        {"name": "title", "type": "string"},
        {"name": "unit", "title": "单位", "type": "string"},
        {"name": "due", "title": "期限", "title_en": "Deadline", "type": "date"},
        {"name": "done", "title": "完成", "title_en": "Done", "type": "date"},
    ],
    "sunlit": {
        "title": "任务", "title_en": "Tasks", "date": "due", "owners": ["unit", "steps.who"],
        "children": {"steps": {"title": "整改", "fields": [
            {"name": "text", "type": "string"}, {"name": "who", "type": "string"},
            {"name": "by", "title": "限期", "type": "date"}, {"name": "done", "title": "改完", "type": "date"}]}},
        "rules": [
            {"overdue": {"deadline": "due", "done": "done"}, "title": "按期完成", "title_en": "Done in time"},
            {"rows-overdue": {"table": "steps", "deadline": "by", "done": "done"}},
            {"covers-periods": {"date": "due", "every": "month"}},
        ],
    },
}  # fmt: skip
NOTICES: dict[str, Any] = {
    "fields": [
        {"name": "id", "type": "string"},
        {"name": "title", "type": "string"},
        {"name": "ends", "title": "结束", "type": "date"},
        {"name": "starts", "type": "date"},
        {"name": "result", "title": "结果", "type": "string"},
        {"name": "name", "title": "姓名", "type": "string",
         "personal": {"class": "name", "public": "during-period", "after": "remove"}},
    ],
    "sunlit": {
        "title": "公示", "date": "starts", "period": {"from": "starts", "to": "ends"}, "neutral_title": "公示",
        "department": "name", "rules": [{"outcome-within": {"ends": "ends", "outcome": "result", "days": 2}}],
    },
}  # fmt: skip
WORK = {"id": "w", "title": "修路<b>", "unit": "甲科、王小明", "due": "2026-11-20",
        "steps": [{"text": "一", "who": "乙科", "by": "2026-12-10"}, {"text": "二", "by": "2026-11-24"}]}  # fmt: skip
NOTICE = {
    "id": "n",
    "title": "关于欧阳小丽的公示",
    "starts": "2026-11-18",
    "ends": "2026-11-25",
    "name": "欧阳小丽",
}


@pytest.fixture
def root(tmp_path: Path) -> Root:
    root = Root(tmp_path / "root")
    root.schema(WORKS, "works")
    root.schema(NOTICES, "notices")
    root.records(WORK, type="works")
    root.records(NOTICE, type="notices")
    return root


def said(root: Root, form: str = "text", language: str = "zh", **wanted: Any) -> str:
    return FORMS[form](todo(root.folder, DAY, **wanted), language)


def test_everything_by_day_late_things_first_with_place_and_who(root: Root) -> None:
    assert said(root, until=date(2026, 12, 10)).splitlines() == [
        "待办事项",
        "截至：2026-11-24",
        "",
        "逾期（1）",
        "  2026-11-20  逾期 4 天  任务 w 修路<b>",
        "    办完的，请填「完成」；没办完的，请补上进展。",
        "    办理：甲科、王小明",
        "    data/works/a.yaml 第 1 行第 57 字",
        "",
        "2026-12-10 以前要办（3）",
        "  2026-11-24  今天到期  任务 w 修路<b>",
        "    办完的，请填「改完」；没办完的，请补上进展。",
        "    办理：甲科、王小明",
        "    data/works/a.yaml 第 1 行第 149 字",
        "  2026-11-27  还有 3 天  公示 n 关于欧阳**的公示",
        "    请填写「结果」。",
        "    data/notices/a.yaml 第 1 行第 2 字",
        "  2026-12-10  还有 16 天  任务 w 修路<b>",
        "    办完的，请填「改完」；没办完的，请补上进展。",
        "    办理：乙科",
        "    data/works/a.yaml 第 1 行第 114 字",
    ]


def test_by_name_and_as_far_as_is_wished(root: Root) -> None:
    assert [item.day.isoformat() for item in todo(root.folder, DAY, who="王小明").items] == [
        "2026-11-20",
        "2026-11-24",
    ]
    assert [item.record for item in todo(root.folder, DAY, who="乙科").items] == ["w"]
    assert "Nothing is due until 2026-11-30." in said(
        root, language="en", who="乙科", until=date(2026, 11, 30)
    )
    assert [item.record for item in todo(root.folder, DAY, date(2027, 2, 1)).items if not item.record] == [
        ""
    ] * 2


def test_a_name_that_nobody_has_is_asked_about(root: Root) -> None:
    told = sunlit("-C", str(root.folder), "--lang", "en", "todo", "--who", "王小民")
    assert (told.returncode, told.stderr) == (
        2,
        "No record names '王小民' as who sees to it. Did you mean '王小明'?\n",
    )
    assert sunlit("-C", str(root.folder), "todo", "--who", "欧阳小丽").returncode == 2


def test_a_calendar_of_whole_days_that_knows_its_days_again(root: Root) -> None:
    calendars = [Calendar.from_ical(said(root, "ics")) for _ in range(2)]
    events = [list(calendar.walk("VEVENT")) for calendar in calendars]
    assert [str(event["dtstart"].dt) for event in events[0]][:2] == ["2026-11-20", "2026-11-24"]
    assert len({str(event["uid"]) for event in events[0]}) == len(events[0]) == 5
    assert [event["uid"] for event in events[0]] == [event["uid"] for event in events[1]]
    english = Calendar.from_ical(said(root, "ics", "en")).walk("VEVENT")
    assert [event["uid"] for event in english] == [event["uid"] for event in events[0]]
    assert "办理：甲科" in str(events[0][0]["description"])


def test_a_page_that_runs_and_fetches_nothing(root: Root) -> None:
    page = said(root, "html")
    assert "修路&lt;b&gt;" in page
    assert "<script" not in page
    assert "default-src 'none'" in page


def test_values_that_do_not_last_stand_in_no_form(root: Root) -> None:
    for form in FORMS:
        assert "小丽" not in said(root, form)


@pytest.mark.parametrize(
    "place", ["site/todo.html", "content/todo.html", "data/works/todo.yaml", "elsewhere/in/todo.html"]
)
def test_nothing_is_written_where_it_would_be_published(root: Root, place: str) -> None:
    root.write(f"elsewhere/{MANIFEST}", "{}")
    for folder in ("site", "content", "elsewhere/in"):
        (root.folder / folder).mkdir(exist_ok=True)
    target = root.folder / place
    told = sunlit("-C", str(root.folder), "--lang", "en", "todo", "--format", "html", "--output", str(target))
    assert told.returncode == 2
    assert "lies where things are published" in told.stderr
    assert not target.exists()


def test_a_file_beside_the_site_is_written_and_what_cannot_be_read_is_said(root: Root) -> None:
    root.write("data/works/broken.yaml", "- {id: x, due: [}\n")
    target = root.folder / "todo.ics"
    told = sunlit(
        "-C", str(root.folder), "todo", "--format", "ics", "--as-of", "2026-11-24", "--output", str(target)
    )
    assert told.returncode == 0
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert "有 1 个文件有错误" in said(root)
