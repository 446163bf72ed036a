"""What is still to be done, and by which day: the one answer for the rule that says it is late and for the list of what is due.

A rule that time alone breaks has such a function beside it (``Definition.due``): it takes the case, the
rule's parameters and, as ``until``, the last day to look at, and yields what is open, whether or not its day has come.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.check.calendar.working_days import UnknownYear
from generator.check.rules.case import Case
from generator.model.records.record import Row
from generator.model.text.wording import Phrase


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that is open, and the last day on which it is in time."""

    last_day: date
    what: Phrase
    """What to do."""
    field: str = ""
    """Where it is to be written: a field of the record, of the row if there is one, or a child table."""
    row: Row | None = None
    table: str = ""
    certain: bool = True
    """Whether the day is known; else it is the earliest that it can be, since holidays on the way are not announced."""

    def is_late(self, today: date) -> bool:
        """Whether the rule is broken: nothing is called late on a day that is not certain."""
        return self.certain and self.last_day < today


Duties = Iterator[Duty]


def limit(case: Case, day: date, days: int, working: bool) -> tuple[date, bool]:
    """The last day of a limit that begins the day after ``day``, and whether it is certain."""
    calendar_days = later(day, days)
    if not working:
        return calendar_days, True
    try:
        return case.world.working_days.after(day, days), True
    except (UnknownYear, OverflowError):
        return calendar_days, False


def later(day: date, days: int) -> date:
    """The day that is so many calendar days later, or the last day that there is."""
    return date.fromordinal(max(1, min(day.toordinal() + days, date.max.toordinal())))
