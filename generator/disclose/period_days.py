"""The days of a period that is open: which of them are working days, as the site's calendar has it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from generator.check.calendar.working_days import UnknownYear, WorkingDays, days
from generator.disclose.disclosure import PeriodDay
from generator.model.declared.calendar import CalendarYear
from generator.model.declared.record_type import RecordType

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


def counts_working_days(type: RecordType) -> bool:
    """Whether the type itself measures its period in working days, by a rule that it declares."""
    period = type.period
    return period is not None and any(
        use.rule == COUNTING_RULE
        and (use.parameters.get("from"), use.parameters.get("to")) == (period.starts, period.ends)
        for use in type.rules
    )
