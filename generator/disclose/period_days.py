"""The days of a period that is open: which of them are working days, as the site's calendar has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from generator.check.calendar.working_days import SATURDAY, UnknownYear, WorkingDays, days
from generator.disclose.disclosure import PeriodDay
from generator.model.declared.calendar import CalendarYear
from generator.model.declared.condition import day_of
from generator.model.declared.record_type import RecordType
from generator.model.records.record import Record, Register

MOST_YEARS = 20
"""Of which days off are looked up: what comes round again seldom began before."""
LONGEST = 366
"""Days of the longest period that is counted day by day."""
COUNTING_RULE = "minimum-working-days"


class PeriodDays:
    """The days of every period asked for, each period looked up once."""

    def __init__(self, years: Mapping[int, CalendarYear]) -> None:
        self._calendar = WorkingDays(years)
        self._known: dict[tuple[date, date], tuple[PeriodDay, ...]] = {}

    def between(self, first: date, last: date) -> tuple[PeriodDay, ...]:
        """Each day from ``first`` to ``last``; none if the days off of any of them are not known."""
        if (last - first).days >= LONGEST:
            return ()
        if (first, last) not in self._known:
            self._known[first, last] = self._judged(first, last)
        return self._known[first, last]

    def _judged(self, first: date, last: date) -> tuple[PeriodDay, ...]:
        try:
            return tuple(PeriodDay(day, self._calendar.is_working(day)) for day in days(first, last))
        except UnknownYear:
            return ()


def days_off_of(
    records: Mapping[str, Sequence[Record]], register: Register, as_of: date
) -> tuple[frozenset[date], frozenset[date]]:
    """For what comes round again: the days of holidays and the weekends on which people work to make up for them, from its
    first day to the end of next year.

    A holiday is days off in a row among which there is a weekday, so that a weekend by itself is none. Of a year whose days
    off are not known there are none: nothing is left out on a guess.
    """
    since = (
        day_of(record.values.get(type.recurs.since))
        for type in register.types.values()
        if type.recurs
        for record in records[type.name]
    )
    first, calendar = min(filter(None, since), default=None), WorkingDays(register.calendar)
    if first is None:
        return frozenset(), frozenset()
    last = min(as_of.year + 1, date.max.year)
    known = [year for year in range(max(first.year, last - MOST_YEARS), last + 1) if calendar.knows(year)]
    all_days = [day for year in known for day in days(date(year, 1, 1), date(year, 12, 31))]
    runs = [list(run) for working, run in groupby(all_days, calendar.is_working) if not working]
    off = (day for run in runs if any(day.weekday() < SATURDAY for day in run) for day in run)
    made_up = (day for day in all_days if day.weekday() >= SATURDAY and calendar.is_working(day))
    return frozenset(off), frozenset(made_up)


def counts_working_days(type: RecordType) -> bool:
    """Whether the type itself measures its period in working days, by a rule that it declares."""
    period = type.period
    return period is not None and any(
        use.rule == COUNTING_RULE
        and (use.parameters.get("from"), use.parameters.get("to")) == (period.starts, period.ends)
        for use in type.rules
    )
