from __future__ import annotations

from datetime import date
from typing import Any

from each import each

from generator.model.declared.calendar import CalendarYear

from .judging import hints, judge, outcome, said

PERIOD = "a:date b:date why"
OWN_2095 = {2095: CalendarYear(2095, frozenset(), frozenset())}
OWN_2096 = {**OWN_2095, 2096: CalendarYear(2096, frozenset(), frozenset())}
"""Years that no library knows for a long time yet; without holidays, so that the days of the week decide."""


def working_days(days: int, a: str, b: str, **options: Any) -> str:
    return outcome(
        judge(
            {"minimum-working-days": {"from": "a", "to": "b", "days": days}},
            {"a": a, "b": b},
            fields=PERIOD,
            **options,
        )
    )


@each(("first", "second", "result"), [
    ("2026-05-06", "2026-05-06", "passed"),
    ("2026-05-06", "2026-05-05", "failed"),
    ("2026-05-06", "", "not-applicable"),
    ("2026-05-06", "2026年底", "not-applicable"),
])  # fmt: skip
def test_in_order(first: str, second: str, result: str) -> None:
    judged = judge({"in-order": {"fields": ["a", "b"]}}, {"a": first, "b": second}, fields=PERIOD)
    assert outcome(judged) == result


def test_in_order_passes_over_what_is_empty_and_names_each_step_back() -> None:
    rule = {"in-order": {"fields": ["a", "b", "c", "d"]}}
    days = {"a": "2026-05-03", "c": "2026-05-02", "d": "2026-05-01"}
    judged = judge(rule, days, fields="a:date b:date c:date d:date")
    assert said(judged) == [
        "「c的」（2026-05-02）早于「a的」（2026-05-03）。",
        "「d的」（2026-05-01）早于「c的」（2026-05-02）。",
    ]


@each(("first", "last", "count"), [
    ("2014-12-19", "2014-12-25", 5),
    ("2022-05-07", "2022-05-12", 5),
    ("2020-08-28", "2020-09-01", 3),
    ("2017-12-27", "2018-01-02", 4),
    ("2008-12-29", "2009-01-02", 3),
])  # fmt: skip
def test_real_notices_at_both_ends_of_the_limit(first: str, last: str, count: int) -> None:
    assert working_days(count, first, last) == "passed"
    assert working_days(count + 1, first, last) == "failed"


@each(("first", "days", "last"), [
    ("2020-08-28", 5, "2020-09-03"),
    ("2020-08-29", 5, "2020-09-04"),  # it begins on a Saturday
    ("2022-05-07", 6, "2022-05-13"),  # a make-up Saturday counts
])  # fmt: skip
def test_the_cure_names_the_first_day_that_would_do(first: str, days: int, last: str) -> None:
    rule = {"minimum-working-days": {"from": "a", "to": "b", "days": days}}
    assert hints(judge(rule, {"a": first, "b": first}, fields=PERIOD)) == [
        f"从这天算起，最早到 {last} 为止。"
    ]
    assert outcome(judge(rule, {"a": first, "b": last}, fields=PERIOD)) == "passed"


def test_a_year_without_arrangements_is_not_guessed() -> None:
    assert working_days(5, "2096-05-07", "2096-05-09") == "not-applicable"
    rule = {"minimum-working-days": {"from": "a", "to": "b", "days": 9}}
    judged = judge(rule, {"a": "2095-12-26", "b": "2095-12-30"}, fields=PERIOD, calendar=OWN_2095)
    assert hints(judged) == ["请往后延；2096 年的节假日安排还没有公布，具体到哪天，等公布后再定。"]
    judged = judge(rule, {"a": "2095-12-26", "b": "2095-12-30"}, fields=PERIOD, calendar=OWN_2096)
    assert hints(judged) == ["从这天算起，最早到 2096-01-05 为止。"]


@each(("last", "why", "result"), [
    ("2026-03-30", "", "passed"),
    ("2026-03-29", "", "failed"),
    ("2026-03-29", "防汛", "passed"),
    ("2026-02-28", "", "not-applicable"),
])  # fmt: skip
def test_minimum_days(last: str, why: str, result: str) -> None:
    rule = {"minimum-days": {"from": "a", "to": "b", "days": 30, "reason": "why"}}
    assert outcome(judge(rule, {"a": "2026-03-01", "b": last, "why": why}, fields=PERIOD)) == result


def test_minimum_days_without_a_reason_field_has_no_way_out() -> None:
    judged = judge(
        {"minimum-days": {"from": "a", "to": "b", "days": 30}},
        {"a": "2026-03-01", "b": "2026-03-29"},
        fields=PERIOD,
    )
    assert hints(judged) == ["请至少延到 2026-03-30。"]


@each(("day", "result"), [
    ("2026-05-15", "passed"),
    ("2026-05-16", "failed"),
    ("2026-10-01", "failed"),
    ("2022-05-07", "passed"),
    ("2096-05-07", "not-applicable"),
    ("", "not-applicable"),
])  # fmt: skip
def test_ends_on_working_day(day: str, result: str) -> None:
    assert outcome(judge({"ends-on-working-day": {"field": "b"}}, {"b": day}, fields=PERIOD)) == result


def test_the_next_working_day_is_after_the_holidays() -> None:
    judged = judge({"ends-on-working-day": {"field": "b"}}, {"b": "2025-10-01"}, fields=PERIOD)
    assert hints(judged) == ["请顺延到下一个工作日 2025-10-09。"]


@each(("first", "last", "named"), [
    ("2095-12-30", "2096-01-05", "2096"),
    ("2096-05-07", "2097-01-05", "2096/2097"),
    ("2096-05-07", "2098-01-05", "2096/2097/2098"),
    ("2096-05-07", "2099-01-05", "2096–2099"),
])  # fmt: skip
def test_calendar_unknown_names_the_years(first: str, last: str, named: str) -> None:
    judged = judge(
        {"calendar-unknown": {"from": "a", "to": "b"}},
        {"a": first, "b": last},
        fields=PERIOD,
        calendar=OWN_2095,
    )
    assert said(judged) == [f"{named} 年的节假日安排尚未公布，工作日没法算。"]
    (finding,) = judged.findings
    assert finding.severity == "warning"
    assert finding.field == ("b" if first.startswith("2095") else "a")


def test_calendar_unknown_needs_a_period() -> None:
    rule = {"calendar-unknown": {"from": "a", "to": "b"}}
    for days in ({"a": "2096-05-07"}, {"b": "2096-05-07"}, {"a": "2096-05-07", "b": "2096-05-06"}):
        assert outcome(judge(rule, days, fields=PERIOD)) == "not-applicable"
    assert outcome(judge(rule, {"a": "2024-05-07", "b": "2024-05-07"}, fields=PERIOD)) == "passed"


def test_the_office_s_own_file_makes_a_year_known() -> None:
    rule = {"calendar-unknown": {"from": "a", "to": "b"}}
    record = {"a": "2095-12-30", "b": "2096-01-05"}
    assert outcome(judge(rule, record, fields=PERIOD, calendar=OWN_2096)) == "passed"


@each(("day", "result"), [("2026-11-24", "passed"), ("2026-11-25", "failed"), ("", "not-applicable")])
def test_not_in_future(day: str, result: str) -> None:
    judged = judge(
        {"not-in-future": {"fields": ["a", "b"]}}, {"a": day}, fields=PERIOD, today=date(2026, 11, 24)
    )
    assert outcome(judged) == result


@each(("values", "result"), [
    ({"a": "2026-05-12", "b": "2026-05-13"}, "passed"),
    ({"a": "2026-05-12", "b": "2026-05-12"}, "failed"),
    ({"a": "2026-05-12", "b": "2026-05-11"}, "failed"),
    ({"a": "2026-05-12"}, "not-applicable"),
    ({"b": "2026-05-12"}, "not-applicable"),
])  # fmt: skip
def test_after(values: dict[str, str], result: str) -> None:
    judged = judge({"after": {"field": "b", "than": "a"}}, values, fields=PERIOD)
    assert outcome(judged) == result
    assert hints(judged) == (
        ["最早 2026-05-13；如果「a的」写错了，请改那一栏。"] if result == "failed" else []
    )
