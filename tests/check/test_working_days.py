from __future__ import annotations

from datetime import date, timedelta

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as some

from generator.check.calendar.working_days import UnknownYear, WorkingDays, days
from generator.model.declared.calendar import CalendarYear

OFFICIAL = WorkingDays({})


def day(text: str) -> date:
    return date.fromisoformat(text)


@each(("first", "last", "count"), [
    ("2014-12-19", "2014-12-25", 5),
    ("2022-05-07", "2022-05-12", 5),
    ("2020-08-28", "2020-09-01", 3),
    ("2017-12-27", "2018-01-02", 4),
    ("2008-12-29", "2009-01-02", 3),
])  # fmt: skip
def test_periods_of_real_notices(first: str, last: str, count: int) -> None:
    assert OFFICIAL.count(day(first), day(last)) == count


def test_a_saturday_made_a_working_day_counts_and_a_holiday_does_not() -> None:
    assert OFFICIAL.is_working(day("2022-05-07"))
    assert not OFFICIAL.is_working(day("2022-05-14"))
    assert not OFFICIAL.is_working(day("2025-10-01"))
    assert OFFICIAL.is_working(day("2025-10-09"))


def test_both_ends_are_counted() -> None:
    assert OFFICIAL.count(day("2026-11-24"), day("2026-11-24")) == 1
    assert OFFICIAL.count(day("2026-11-21"), day("2026-11-22")) == 0
    assert OFFICIAL.count(day("2026-11-24"), day("2026-11-23")) == 0


def test_a_year_that_nobody_announced_is_named() -> None:
    for year in (2003, 2096):
        assert not OFFICIAL.knows(year)
        with pytest.raises(UnknownYear) as unknown:
            OFFICIAL.is_working(date(year, 5, 5))
        assert unknown.value.year == year
    assert OFFICIAL.knows(2024)


def test_a_period_that_runs_into_an_unknown_year_is_unknown() -> None:
    with pytest.raises(UnknownYear) as unknown:
        WorkingDays({}).count(day("2095-12-30"), day("2096-01-04"))
    assert unknown.value.year == 2095


def test_the_office_s_own_year_takes_the_place_of_the_official_one() -> None:
    own = WorkingDays(
        {2026: CalendarYear(2026, frozenset({day("2026-11-24")}), frozenset({day("2026-11-21")}))}
    )
    assert not own.is_working(day("2026-11-24"))
    assert own.is_working(day("2026-11-21"))
    assert own.is_working(day("2026-10-01"))  # nothing of the official arrangement is left in that year
    assert not own.is_working(day("2025-10-01"))


def test_it_makes_an_unknown_year_known() -> None:
    own = WorkingDays({2096: CalendarYear(2096, frozenset(), frozenset())})
    assert own.knows(2096)
    assert own.count(day("2096-05-07"), day("2096-05-13")) == 5


@each(("start", "working_days", "end"), [
    ("2026-05-12", 0, "2026-05-12"),
    ("2026-05-15", 1, "2026-05-18"),
    ("2026-05-16", 1, "2026-05-18"),
    ("2026-05-12", 10, "2026-05-26"),
])  # fmt: skip
def test_a_limit_begins_on_the_day_after(start: str, working_days: int, end: str) -> None:
    assert OFFICIAL.after(day(start), working_days) == day(end)


known_days = some.dates(min_value=date(2005, 1, 1), max_value=date(2024, 12, 1))


@given(known_days, some.integers(min_value=1, max_value=15))
def test_a_limit_has_as_many_working_days_as_it_says(start: date, working_days: int) -> None:
    end = OFFICIAL.after(start, working_days)
    assert OFFICIAL.count(start + timedelta(days=1), end) == working_days
    assert OFFICIAL.is_working(end)


@given(known_days, some.integers(min_value=0, max_value=20))
def test_days_are_consecutive(first: date, length: int) -> None:
    found = list(days(first, first + timedelta(days=length)))
    assert len(found) == length + 1
    assert found[0] == first
