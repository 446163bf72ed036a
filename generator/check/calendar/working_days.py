"""Which days are working days: the office's own calendar files, else the library of official arrangements.

chinesecalendar (its only home) knows the arrangements of the State Council for a fixed span of
years. A year that neither knows is unknown, never guessed from Monday to Friday.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import chinese_calendar

from generator.model.declared.calendar import CalendarYear

SATURDAY = 5
"""``date.weekday()`` of the first day of the weekend."""


class UnknownYear(Exception):
    """No arrangement of holidays is known for that year."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no holidays known for {year}")
        self.year = year


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The calendar that periods are counted by; ``years`` are the office's own files, by year."""

    years: Mapping[int, CalendarYear]

    def is_working(self, day: date) -> bool:
        """Whether people work on ``day``. Raises :class:`UnknownYear`."""
        own = self.years.get(day.year)
        if own is not None:
            return day in own.working or (day.weekday() < SATURDAY and day not in own.holidays)
        official = _is_official_working_day(day)
        if official is None:
            raise UnknownYear(day.year)
        return official

    def knows(self, year: int) -> bool:
        """Whether an arrangement of holidays is known for the year."""
        try:
            self.is_working(date(year, 1, 1))
        except UnknownYear:
            return False
        return True

    def count(self, first: date, last: date) -> int:
        """Working days from ``first`` to ``last``, both counted; 0 if ``last`` is earlier."""
        return sum(self.is_working(day) for day in days(first, last))

    def after(self, day: date, working_days: int) -> date:
        """The day on which so many working days after ``day`` have passed (``day`` itself not counted)."""
        while working_days > 0:
            day += timedelta(days=1)
            working_days -= self.is_working(day)
        return day


@cache
def _is_official_working_day(day: date) -> bool | None:
    """What the library says; ``None`` past its span. Kept, since it looks at its whole span for each day."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:  # so the library says that it does not know the year
        return None


def days(first: date, last: date) -> Iterator[date]:
    """Each day from ``first`` to ``last``."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
