"""What is due, by the rules that time alone breaks: the same answer as the rule gives once the day is over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from each import each
from hypothesis import given
from hypothesis import strategies as st
from proving import examples

from generator.check.rules.engine import Open, duties, judge_by_rules
from generator.check.rules.library import DEFINITIONS
from generator.model.declared.calendar import CalendarYear
from generator.model.declared.record_type import ChildTable, Field, RecordType, RuleUse
from generator.model.declared.site import Site
from generator.model.findings.finding import Finding
from generator.model.records.record import Record, Register, Row, Source

START = date(2026, 9, 1)
WITHOUT = frozenset({"calendar-unknown"})
"""Timed, but nobody's duty: the State Council announces holidays."""
RULES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("outcome-within", {"ends": "begun", "outcome": "said", "days": 3}),
    ("outcome-within", {"ends": "begun", "outcome": "said", "days": 3, "working": False}),
    ("done-within", {"from": "begun", "to": "done", "days": 4}),
    ("overdue", {"deadline": "due", "done": "done"}),
    ("overdue", {"deadline": "due"}),
    ("replied-in-time", {"from": "begun", "to": "done", "days": 2}),
    ("rows-per-period", {"table": "rows", "date": "begun", "every": "month", "from": "begun", "to": "due"}),
    ("text-up-to-date", {"fields": ["said"]}),
    ("rows-overdue", {"table": "rows", "deadline": "due", "done": "said"}),
    ("rows-replied-in-time", {"table": "rows", "from": "begun", "to": "done", "days": 2, "working": False}),
)
DAYS = st.none() | st.integers(-20, 60).map(lambda days: START + timedelta(days))
VALUES = st.fixed_dictionaries(
    {
        "begun": DAYS,
        "due": DAYS,
        "done": DAYS,
        "said": st.sampled_from([None, "办完", "9月20日截止", "By 5 October 2026"]),
    }
).map(lambda values: {name: value for name, value in values.items() if value is not None})


def a_type(*rules: tuple[str, dict[str, Any]]) -> RecordType:
    fields = (Field("id"), *(Field(name, "date") for name in ("begun", "due", "done")), Field("said"))
    uses = tuple(RuleUse(rule, parameters) for rule, parameters in rules)
    return RecordType(
        "works",
        fields,
        "id",
        "id",
        date_field="begun",
        children=(ChildTable("rows", fields[1:]),),
        rules=uses,
    )


def registered(type: RecordType, *records: Record, years: tuple[int, ...] = ()) -> Register:
    calendar = {year: CalendarYear(year, frozenset(), frozenset()) for year in years}
    return Register(Site(), {type.name: type}, {type.name: records}, calendar)


def record(values: dict[str, Any], rows: list[dict[str, Any]], id: str = "w") -> Record:
    source = Source("data/works/a.yaml", 1)
    return Record(
        "works", id, Row({"id": id, **values}, source), {"rows": tuple(Row(row, source) for row in rows)}
    )


def test_each_rule_that_time_breaks_says_what_is_due() -> None:
    timed = {each.rule.id for each in DEFINITIONS if each.timed or each.covers}
    assert {each.rule.id for each in DEFINITIONS if each.due} == timed - WITHOUT
    assert {rule for rule, _ in RULES} == {each.rule.id for each in DEFINITIONS if each.timed} - WITHOUT


@examples(40)
@given(st.sampled_from(RULES), VALUES, st.lists(VALUES, max_size=2), st.integers(0, 90), st.integers(1, 60))
def test_what_is_found_open_and_late_one_day_was_due_on_any_day_before(
    rule: tuple[str, dict[str, Any]], values: dict[str, Any], rows: list[dict[str, Any]], at: int, later: int
) -> None:
    register = registered(a_type(rule), record(values, rows))
    today, then = START + timedelta(days=at), START + timedelta(days=at + later)
    listed = [each.duty for each in duties(register, today, date.max)]
    found = [finding for finding in judge_by_rules(register, then).findings if not came_too_late(finding)]
    fields = [finding.field for finding in found]
    late = [duty.field for duty in listed if duty.is_late(then)]
    assert fields == (late[:1] if rule[0] == "rows-per-period" else late), "one finding names all periods"
    assert [each.duty for each in duties(register, today, then)] == [
        duty for duty in listed if duty.last_day <= then
    ]


def came_too_late(finding: Finding) -> bool:
    """Whether it is done, but after its day: a fault that stays, and no duty."""
    return bool({"answered", "done"} & finding.message.parameters.keys())


def what(found: list[Open]) -> list[tuple[str, str, str]]:
    return [
        (str(each.duty.last_day), each.record.id if each.record else "", each.duty.field) for each in found
    ]


def test_periods_and_kinds_that_a_whole_type_lacks_are_due_with_their_last_day() -> None:
    type = a_type(
        ("covers-periods", {"date": "begun", "every": "month"}),
        ("covers-values", {"field": "said", "values": ["甲", "乙"], "year": "begun"}),
    )
    register = registered(type, record({"begun": date(2026, 9, 10), "said": "甲"}, []))
    found = list(duties(register, date(2026, 10, 5), date(2026, 12, 31)))
    assert what(found) == [
        ("2026-10-31", "", "begun"), ("2026-11-30", "", "begun"), ("2026-12-31", "", "begun"), ("2026-12-31", "", ""),
    ]  # fmt: skip


@each(("years", "certain", "day"), [((), False, "2060-03-08"), ((2060,), True, "2060-03-10")])
def test_a_day_behind_holidays_that_are_not_announced_is_the_earliest_and_not_late(
    years: tuple[int, ...], certain: bool, day: str
) -> None:
    type = a_type(("outcome-within", {"ends": "begun", "outcome": "said", "days": 5}))
    register = registered(type, record({"begun": date(2060, 3, 3)}, []), years=years)
    (found,) = duties(register, date(2060, 4, 1), date.max)
    assert (str(found.duty.last_day), found.duty.certain) == (day, certain)
    assert bool(judge_by_rules(register, date(2060, 4, 1)).findings) is certain


def test_a_limit_at_the_end_of_all_days_is_one() -> None:
    type = a_type(("done-within", {"from": "begun", "to": "done", "days": 400}))
    register = registered(type, record({"begun": date(9999, 12, 30)}, []), years=(9999,))
    assert [str(each.duty.last_day) for each in duties(register, START, date.max)] == ["9999-12-31"]
