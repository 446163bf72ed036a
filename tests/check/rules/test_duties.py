from __future__ import annotations

from datetime import date
from typing import Any

from each import each

from .judging import judge, outcome, said

ENDED = "2026-05-12"


@each(("options", "today", "result"), [
    ({}, "2026-05-12", "not-applicable"),
    ({}, "2026-05-26", "not-applicable"),  # the tenth working day after the end
    ({}, "2026-05-27", "failed"),
    ({"working": False}, "2026-05-22", "not-applicable"),
    ({"working": False}, "2026-05-23", "failed"),
])  # fmt: skip
def test_outcome_within(options: dict[str, Any], today: str, result: str) -> None:
    rule = {"outcome-within": {"ends": "a", "outcome": "c", "days": 10, **options}}
    day = date.fromisoformat(today)
    assert outcome(judge(rule, {"a": ENDED}, fields="a:date c", today=day)) == result
    assert outcome(judge(rule, {"a": ENDED, "c": "无异议"}, fields="a:date c", today=day)) == "passed"
    assert outcome(judge(rule, {"c": "无异议"}, fields="a:date c", today=day)) == "not-applicable"


def test_a_limit_that_runs_into_an_unknown_year_is_not_judged() -> None:
    rule = {"outcome-within": {"ends": "a", "outcome": "c", "days": 10}}
    judged = judge(rule, {"a": "2096-05-25"}, fields="a:date c", today=date(2097, 6, 1))
    assert outcome(judged) == "not-applicable"


@each(("record", "result"), [
    ({"a": "2026-11-24"}, "passed"),
    ({"a": "2026-11-23"}, "failed"),
    ({"a": "2026-11-23", "done": "是"}, "passed"),
    ({"a": "2026-11-23", "done": "否"}, "failed"),
    ({"done": "否"}, "not-applicable"),
])  # fmt: skip
def test_overdue(record: dict[str, str], result: str) -> None:
    judged = judge({"overdue": {"deadline": "a", "done": "done"}}, record, fields="a:date done:boolean")
    assert outcome(judged) == result
    assert [finding.severity for finding in judged.findings] == (["warning"] if result == "failed" else [])


def reply(record: dict[str, Any], today: str = "2026-11-24", **options: Any) -> str:
    rule = {"replied-in-time": {"from": "a", "to": "b", **options}}
    channels: tuple[str, list[dict[str, object]]] = (
        "days:integer",
        [{"id": "mailbox", "days": 7}, {"id": "talk"}],
    )
    return outcome(
        judge(
            rule,
            record,
            fields="a:date b:date channel",
            relations=[{"field": "channel", "to": "channels"}],
            others={"channels": channels},
            today=date.fromisoformat(today),
        )
    )


@each(("record", "today", "result"), [
    ({"a": "2026-05-06", "b": "2026-05-14"}, "2026-11-24", "passed"),  # seven working days, 05-09 a make-up Saturday
    ({"a": "2026-05-06", "b": "2026-05-15"}, "2026-11-24", "failed"),
    ({"a": "2026-05-06", "b": "2026-05-06"}, "2026-05-06", "passed"),
    ({"a": "2026-05-06"}, "2026-05-14", "not-applicable"),
    ({"a": "2026-05-06"}, "2026-05-15", "failed"),
    ({"b": "2026-05-06"}, "2026-05-15", "not-applicable"),
])  # fmt: skip
def test_replied_in_time(record: dict[str, str], today: str, result: str) -> None:
    assert reply(record, today, days=7) == result
    assert reply({**record, "channel": "mailbox"}, today, via="channel", via_days="days") == result


def test_a_reply_in_calendar_days() -> None:
    assert reply({"a": "2026-05-06", "b": "2026-05-13"}, days=7, working=False) == "passed"
    assert reply({"a": "2026-05-06", "b": "2026-05-14"}, days=7, working=False) == "failed"


def test_a_channel_without_a_limit_leaves_the_rule_s_own() -> None:
    late = {"a": "2026-05-06", "b": "2026-05-29", "channel": "talk"}
    assert reply(late, via="channel", via_days="days") == "not-applicable"
    assert reply(late, via="channel", via_days="days", days=7) == "failed"


def visits(today: str, every: str, *days: str, **options: Any) -> list[str]:
    judged = judge(
        {"rows-per-period": {"table": "visits", "date": "on", "every": every, **options}},
        {"year": 2026, "since": "2026-02-10", "until": "2026-10-31", "visits": [{"on": day} for day in days]},
        fields="year:year since:date until:date",
        tables={"visits": "on:date"},
        today=date.fromisoformat(today),
    )
    return said(judged) or [outcome(judged)]


@each(("today", "every", "days", "result"), [
    ("2026-03-31", "quarter", (), "not-applicable"),
    ("2026-04-01", "quarter", (), "「visits表」缺 2026-Q1 的记录。"),
    ("2026-04-01", "quarter", ("2026-01-01",), "passed"),
    ("2026-04-01", "quarter", ("2025-12-31", "2026-04-01"), "「visits表」缺 2026-Q1 的记录。"),
    ("2026-04-15", "month", ("2026-02-28",), "「visits表」缺 2026-01、2026-03 的记录。"),
    ("2027-01-01", "half", ("2026-06-30",), "「visits表」缺 2026-H2 的记录。"),
    ("2027-03-01", "year", ("2026-12-31",), "passed"),
])  # fmt: skip
def test_rows_per_period_of_the_record_s_year(
    today: str, every: str, days: tuple[str, ...], result: str
) -> None:
    assert visits(today, every, *days) == [result]


def test_only_whole_periods_between_two_dates_count() -> None:
    assert visits("2027-01-01", "quarter", **{"from": "since", "to": "until"}) == [
        "「visits表」缺 2026-Q2、2026-Q3 的记录。"
    ]
    assert visits("2027-01-01", "quarter", to="until") == [
        "「visits表」缺 2026-Q1、2026-Q2、2026-Q3 的记录。"
    ]


def test_without_a_year_field_the_record_s_date_says_the_year() -> None:
    rule = {"rows-per-period": {"table": "visits", "date": "on", "every": "year"}}
    tables = {"visits": "on:date"}
    judged = judge(rule, {"day": "2025-03-01"}, fields="day:date", tables=tables)
    assert said(judged) == ["「visits表」缺 2025 的记录。"]
    assert outcome(judge(rule, {}, fields="day:date", tables=tables)) == "not-applicable"


@each("year", ["", "0", "99999", "明年"])
def test_a_year_that_is_none_is_not_judged(year: str) -> None:
    rule = {"rows-per-period": {"table": "visits", "date": "on", "every": "year"}}
    assert (
        outcome(judge(rule, {"year": year}, fields="year:year", tables={"visits": "on:date"}))
        == "not-applicable"
    )


@each(("record", "today", "result"), [
    ({"a": "2026-05-06", "b": "2026-05-14"}, "2026-11-24", "passed"),  # seven working days, 05-09 a make-up Saturday
    ({"a": "2026-05-06", "b": "2026-05-15"}, "2026-11-24", "failed"),
    ({"a": "2026-05-06", "b": "2026-05-01"}, "2026-11-24", "passed"),
    ({"a": "2026-05-06"}, "2026-05-14", "not-applicable"),
    ({"a": "2026-05-06"}, "2026-05-15", "failed"),
    ({"a": "2026-12-06", "b": "2026-12-07"}, "2026-11-24", "not-applicable"),
    ({"b": "2026-05-06"}, "2026-05-15", "not-applicable"),
])  # fmt: skip
def test_done_within(record: dict[str, str], today: str, result: str) -> None:
    rule = {"done-within": {"from": "a", "to": "b", "days": 7}}
    judged = judge(rule, record, fields="a:date b:date", today=date.fromisoformat(today))
    assert outcome(judged) == result
    assert [finding.severity for finding in judged.findings] == (["warning"] if result == "failed" else [])


def test_done_within_calendar_days_and_what_is_said_of_nothing() -> None:
    rule = {"done-within": {"from": "a", "to": "b", "days": 7, "working": False}}
    record = {"a": "2026-05-06"}
    assert outcome(judge(rule, {**record, "b": "2026-05-13"}, fields="a:date b:date")) == "passed"
    assert outcome(judge(rule, {**record, "b": "2026-05-14"}, fields="a:date b:date")) == "failed"
    assert said(judge(rule, record, fields="a:date b:date")) == [
        "「a的」是 2026-05-06，「b的」最迟应是 2026-05-13，现在还空着。"
    ]


def in_rows(rule: dict[str, Any], *rows: dict[str, str], today: str = "2026-11-24") -> list[str]:
    day = date.fromisoformat(today)
    judged = judge(
        rule, {"rows": list(rows)}, tables={"rows": "from:date to:date done:boolean kind"}, today=day
    )
    return said(judged) or [outcome(judged)]


OVERDUE = {"table": "rows", "deadline": "to", "done": "done"}


@each(("rows", "result"), [
    ([{"to": "2026-11-24"}], ["passed"]),
    ([{"to": "2026-11-22", "done": "是"}], ["passed"]),
    ([{"to": "2026-11-22", "done": "否"}], ["这一行的「to的」是 2026-11-22，已过 2 天。"]),
    ([{"to": "2026-11-22"}, {"to": "2026-11-23"}], [
        "这一行的「to的」是 2026-11-22，已过 2 天。",
        "这一行的「to的」是 2026-11-23，已过 1 天。",
    ]),
    ([{"done": "否"}], ["not-applicable"]),
    ([], ["not-applicable"]),
])  # fmt: skip
def test_rows_overdue(rows: list[dict[str, str]], result: list[str]) -> None:
    assert in_rows({"rows-overdue": OVERDUE}, *rows) == result


def test_rows_overdue_of_rows_that_fit() -> None:
    rule = {"rows-overdue": {**OVERDUE, "where": {"kind": "x"}}}
    assert in_rows(rule, {"to": "2026-01-01", "kind": "y"}) == ["not-applicable"]
    assert len(in_rows(rule, {"to": "2026-01-01", "kind": "x"}, {"to": "2026-01-01"})) == 1


LATE = "2026-05-06 收到，最迟应在 2026-05-14 答复，「to的」"


@each(("row", "today", "result"), [
    ({"from": "2026-05-06", "to": "2026-05-14"}, "2026-11-24", "passed"),
    ({"from": "2026-05-06", "to": "2026-05-15"}, "2026-11-24", f"{LATE}却是 2026-05-15。"),
    ({"from": "2026-05-06"}, "2026-05-14", "not-applicable"),
    ({"from": "2026-05-06"}, "2026-05-15", f"{LATE}还空着。"),
    ({"to": "2026-05-06"}, "2026-05-15", "not-applicable"),
])  # fmt: skip
def test_rows_replied_in_time(row: dict[str, str], today: str, result: str) -> None:
    rule = {"rows-replied-in-time": {"table": "rows", "from": "from", "to": "to", "days": 7}}
    assert in_rows(rule, row, today=today) == [result]
    fine = {"from": "2026-05-06", "to": "2026-05-06"}
    assert in_rows(rule, fine, row, today=today) == ["passed" if result == "not-applicable" else result]
