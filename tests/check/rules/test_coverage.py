from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from building import Root
from each import each

from generator.model.declared.coverage import Coverage

from .judging import judge, said

VALUES = {"covers-values": {"field": "group", "values": ["甲", "乙"], "year": "year"}}


def test_covers_values_year_by_year_with_lists() -> None:
    judged = judge(
        VALUES,
        {"year": 2025, "group": "乙；甲"},
        {"year": 2026, "group": "甲；丙"},
        {"group": "乙"},
        fields="year:year group:array",
    )
    assert judged.coverage == (
        Coverage("covers-values", "r", "2025", ("甲", "乙"), (), "group"),
        Coverage("covers-values", "r", "2026", ("甲", "乙"), ("乙",), "group"),
    )
    assert said(judged) == ["r类（2026）缺：乙。"]
    (finding,) = judged.findings
    assert (finding.severity, finding.source.path, finding.source.line) == ("warning", "data/r", None)


def test_a_year_without_the_field_still_counts_and_a_date_has_a_year() -> None:
    judged = judge(VALUES, {"year": "2026-03-01"}, fields="year:date group")
    assert [gap.missing for gap in judged.coverage] == [("甲", "乙")]


def test_covers_values_looks_only_at_records_that_the_rule_binds() -> None:
    rule: dict[str, Any] = {"covers-values": {**VALUES["covers-values"], "when": {"kind": "x"}}}
    judged = judge(
        rule,
        {"year": 2026, "group": "甲", "kind": "x"},
        {"year": 2026, "group": "乙", "kind": "y"},
        fields="year:year group kind",
    )
    assert [gap.missing for gap in judged.coverage] == [("乙",)]
    assert not judged.checked


def periods(every: str, today: str, *days: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    rule = {"covers-periods": {"date": "day", "every": every}}
    judged = judge(rule, *[{"day": day} for day in days], fields="day:date", today=date.fromisoformat(today))
    return [(gap.period, gap.expected, gap.missing) for gap in judged.coverage]


def test_covers_periods_from_the_first_record_s_to_the_last_that_is_over() -> None:
    assert periods("quarter", "2026-06-30", "2025-11-30", "2026-02-01") == [
        ("2025", ("2025-Q4",), ()),
        ("2026", ("2026-Q1",), ()),
    ]
    assert periods("quarter", "2026-07-01", "2025-11-30", "2026-02-01") == [
        ("2025", ("2025-Q4",), ()),
        ("2026", ("2026-Q1", "2026-Q2"), ("2026-Q2",)),
    ]
    assert periods("month", "2026-03-31", "2026-02-28") == [("2026", ("2026-02",), ())]
    assert periods("half", "2027-01-01", "2026-02-28") == [("2026", ("2026-H1", "2026-H2"), ("2026-H2",))]
    assert periods("year", "2027-01-01", "2025-02-28") == [
        ("2025", ("2025",), ()),
        ("2026", ("2026",), ("2026",)),
    ]


def test_covers_periods_without_anything_to_judge() -> None:
    assert periods("month", "2026-03-31") == []
    assert periods("month", "2026-03-31", "2026-03-01") == []
    assert periods("month", "2026-03-31", "2026-04-01") == []


def test_covers_records_of_another_type() -> None:
    rule = {
        "covers-records": {
            "of": "tasks",
            "their": "owners",
            "own": "party",
            "year": "year",
            "their_year": "due",
        }
    }
    tasks = (
        "owners:array due:date",
        [
            {"owners": "甲；乙", "due": "2026-05-01"},
            {"owners": "乙；丙", "due": "2026-06-01"},
            {"owners": "丁"},
        ],
    )
    judged = judge(
        rule,
        {"year": 2026, "party": "乙"},
        {"year": 2025, "party": "丙"},
        fields="year:year party",
        others={"tasks": tasks},
    )
    assert judged.coverage == (
        Coverage("covers-records", "r", "2026", ("甲", "乙", "丙"), ("甲", "丙"), "party"),
    )
    assert said(judged) == ["r类（2026）缺：甲、丙。"]


def test_hundreds_of_missing_names_are_all_named() -> None:
    rule = {
        "covers-values": {
            "field": "group",
            "values": [f"单位{number}" for number in range(5000)],
            "year": "year",
        }
    }
    (message,) = said(judge(rule, {"year": 2026}, fields="year:year group"))
    assert message.count("、") == 4999


OWED = {"of": "tasks", "their": "who", "own": "party", "year": "year", "their_year": "year"}


def test_covers_records_counts_only_those_that_fit() -> None:
    tasks = [{"year": 2026, "who": "甲"}, {"year": 2026, "who": "乙", "ended": "终止"}]
    judged = judge(
        {"covers-records": {**OWED, "their_where": {"ended": {"empty": True}}}},
        fields="year:year party",
        others={"tasks": ("year:year who ended", tasks)},
    )
    assert [(gap.expected, gap.missing) for gap in judged.coverage] == [(("甲",), ("甲",))]


WITHHELD: list[dict[str, object]] = [
    {"draft": "true"},
    {"publish_at": "2026-11-25"},
    {"scope": "单位内"},
    {"scope": "党内"},
]


@each("why", WITHHELD)
def test_what_is_not_public_covers_nothing(why: dict[str, object]) -> None:
    judged = judge(
        VALUES, {"year": 2026, "group": "甲"}, {"year": 2026, "group": "乙", **why}, fields="year:year group"
    )
    assert [(gap.period, gap.missing) for gap in judged.coverage] == [("2026", ("乙",))]


@each("why", WITHHELD)
def test_what_is_not_public_calls_for_nothing(why: dict[str, object]) -> None:
    """Neither its year, nor its periods, nor the names in it: all that would show that it is there."""
    assert not judge(VALUES, {"year": 2031, "group": "甲", **why}, fields="year:year group").coverage
    quarters = {"covers-periods": {"date": "day", "every": "quarter"}}
    kept, public = {"day": "2025-01-01", **why}, {"day": "2026-07-01"}
    judged = judge(quarters, kept, public, fields="day:date")
    assert [gap.expected for gap in judged.coverage] == [("2026-Q3",)]
    tasks = [{"year": 2026, "who": "甲"}, {"year": 2026, "who": "密", **why}]
    judged = judge(
        {"covers-records": OWED}, fields="year:year party", others={"tasks": ("year:year who", tasks)}
    )
    assert [gap.expected for gap in judged.coverage] == [("甲",)]
    assert "密" not in "".join(said(judged))


def test_an_embargo_that_is_over_counts() -> None:
    on_its_day = {"year": 2026, "group": "乙", "publish_at": "2026-11-24"}
    judged = judge(VALUES, {"year": 2026, "group": "甲"}, on_its_day, fields="year:year group")
    assert [gap.missing for gap in judged.coverage] == [()]


DATED = [
    {"name": "id", "title": "编号"},
    {"name": "title", "title": "标题"},
    {"name": "day", "title": "日期", "type": "date"},
]
ROLL = {
    "fields": [*DATED, {"name": "who", "title": "负责人"}],
    "sunlit": {
        "title": "事项",
        "rules": [
            {"covers-values": {"field": "title", "values": ["甲事", "乙事"], "year": "day"}},
            {"covers-periods": {"date": "day", "every": "year"}},
        ],
    },
}
SIGNED = {
    "fields": [*DATED, {"name": "party", "title": "签约人"}],
    "sunlit": {
        "title": "责任书",
        "rules": [
            {
                "covers-records": {
                    "of": "roll",
                    "their": "who",
                    "own": "party",
                    "year": "day",
                    "their_year": "day",
                }
            }
        ],
    },
}


@pytest.mark.parametrize("why", [{"草稿": "是"}, {"公开时间": "2026-11-25"}, {"公开范围": "单位内"}])
def test_nothing_of_the_built_tree_tells_what_is_withheld(root: Root, why: dict[str, object]) -> None:
    root.schema(ROLL, "roll")
    root.schema(SIGNED, "signed")
    root.records(
        {"编号": "r1", "标题": "甲事", "日期": "2026-10-08", "负责人": "明某"},
        {"编号": "r2", "标题": "密事", "日期": "2026-10-09", "负责人": "密某", **why},
        {"编号": "r3", "标题": "密事", "日期": "2019-10-09", "负责人": "密某", **why},
        type="roll",
    )
    root.records(
        {"编号": "s1", "标题": "责任书", "日期": "2026-10-09", "签约人": "密某", **why}, type="signed"
    )
    root.build()
    files = [path for path in root.site.rglob("*") if path.is_file() and "assets" not in path.parts]
    read = (path.read_text(encoding="utf-8", errors="replace") for path in files)
    texts = [re.sub("[0-9a-f]{64}", "", text) for text in read]  # digits of a digest may make any year
    assert any("明某" in text for text in texts)
    assert any("乙事" in text for text in texts), "coverage is told"
    assert not [text for text in texts for secret in ("密事", "密某", "2019") if secret in text]
