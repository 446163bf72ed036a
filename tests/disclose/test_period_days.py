"""The days of a period on the day that it is looked at: the periods of real notices, and what has no strip."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from each import each

from generator.disclose.disclose import disclose
from generator.disclose.disclosure import Entry
from generator.disclose.period_days import LONGEST, PeriodDays, counts_working_days
from generator.model.declared.calendar import CalendarYear
from generator.model.declared.condition import Condition
from generator.model.declared.record_type import Field, Period, RecordType, RuleUse
from generator.model.declared.site import Site
from generator.model.records.record import Record, Register, Row, Source

FIELDS = (Field("id"), Field("starts_on", "date"), Field("ends_on", "date"))
TYPE = RecordType("notes", FIELDS, "id", "id", period=Period("starts_on", "ends_on"))


def entry(first: object, last: object, as_of: date, calendar: dict[int, CalendarYear] | None = None) -> Entry:
    values = {"id": "a", "starts_on": first, "ends_on": last}
    record = Record("notes", "a", Row(values, Source("x.yaml", 1)))
    register = Register(Site(), {"notes": TYPE}, {"notes": (record,)}, calendar or {})
    return disclose(register, as_of).entries["notes"][0]


def working(first: date, last: date) -> int:
    return sum(day.working for day in entry(first, last, first).days)


@each(
    ("first", "last", "count"),
    [
        (date(2014, 12, 19), date(2014, 12, 25), 5),
        (date(2022, 5, 7), date(2022, 5, 12), 5),
        (date(2020, 8, 28), date(2020, 9, 1), 3),
        (date(2017, 12, 27), date(2018, 1, 2), 4),
        (date(2008, 12, 29), date(2009, 1, 2), 3),
    ],
)
def test_the_periods_of_real_notices(first: date, last: date, count: int) -> None:
    assert working(first, last) == count


def test_a_make_up_saturday_is_a_working_day_and_a_sunday_is_not() -> None:
    days = {day.day: day.working for day in entry(date(2022, 5, 7), date(2022, 5, 12), date(2022, 5, 9)).days}
    assert days[date(2022, 5, 7)] is True
    assert days[date(2022, 5, 8)] is False
    assert len(days) == 6


@each("as_of", [date(2022, 5, 7), date(2022, 5, 12)])
def test_both_ends_belong_to_it(as_of: date) -> None:
    assert entry(date(2022, 5, 7), date(2022, 5, 12), as_of).days


def test_a_period_that_is_over_has_no_days_one_that_is_ahead_has_them() -> None:
    assert entry(date(2022, 5, 7), date(2022, 5, 12), date(2022, 5, 13)).days == ()
    assert len(entry(date(2022, 5, 7), date(2022, 5, 12), date(2022, 5, 6)).days) == 6


def test_a_period_of_one_day() -> None:
    (only,) = entry(date(2022, 5, 12), date(2022, 5, 12), date(2022, 5, 12)).days
    assert only.working


def test_a_year_that_nobody_has_announced_gives_no_days_unless_the_office_has_its_own() -> None:
    first, last = date(2091, 5, 7), date(2091, 5, 11)
    assert entry(first, last, first).days == ()
    own = {2091: CalendarYear(2091, frozenset({date(2091, 5, 8)}), frozenset({date(2091, 5, 5)}))}
    assert [day.working for day in entry(first, last, first, own).days] == [True, False, True, True, True]


def test_a_period_of_points_in_time_is_taken_by_its_days() -> None:
    first, last = datetime(2022, 5, 7, 8, 30), datetime(2022, 5, 12, 17, 30)
    assert len(entry(first, last, date(2022, 5, 12)).days) == 6


@each(("first", "last"), [(None, date(2022, 5, 12)), (date(2022, 5, 7), None), ("x", "y")])
def test_a_period_without_both_its_days_has_none(first: object, last: object) -> None:
    assert entry(first, last, date(2022, 5, 9)).days == ()


def test_a_period_that_runs_for_more_than_a_year_is_not_counted_day_by_day() -> None:
    days, first = PeriodDays({}), date(2020, 1, 1)
    assert len(days.between(first, first + timedelta(LONGEST - 1))) == LONGEST
    assert days.between(first, first + timedelta(LONGEST)) == ()


def counting(rule: str, from_: str = "starts_on", to: str = "ends_on") -> RecordType:
    use = RuleUse(rule, {"from": from_, "to": to, "days": 5}, Condition())
    return RecordType("notes", FIELDS, "id", "id", period=Period("starts_on", "ends_on"), rules=(use,))


def test_a_type_counts_working_days_if_it_says_how_many_its_period_needs() -> None:
    assert counts_working_days(counting("minimum-working-days"))
    assert not counts_working_days(counting("minimum-days"))
    assert not counts_working_days(counting("minimum-working-days", to="outcome_on"))
    assert not counts_working_days(RecordType("notes", FIELDS, "id", "id"))
