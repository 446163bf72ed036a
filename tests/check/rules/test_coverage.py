from __future__ import annotations

from datetime import date
from typing import Any

from generator.model.coverage import Coverage

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
        Coverage("covers-values", "r", "2025", ("甲", "乙"), ()),
        Coverage("covers-values", "r", "2026", ("甲", "乙"), ("乙",)),
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
    assert judged.coverage == (Coverage("covers-records", "r", "2026", ("甲", "乙", "丙"), ("甲", "丙")),)
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
