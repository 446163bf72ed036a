"""Months, quarters, half-years and years: which one a day lies in, which lie whole between two days."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MONTHS_A_YEAR = 12


class Every(StrEnum):
    """How often something is due."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"

    @property
    def months(self) -> int:
        return {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF: 6, Every.YEAR: 12}[self]


@dataclass(frozen=True, slots=True)
class Span:
    """One such period: the how-manieth since year 0, counted in periods of that length."""

    every: Every
    number: int

    @property
    def year(self) -> int:
        return self.number * self.every.months // MONTHS_A_YEAR

    @property
    def first(self) -> date:
        return date(self.year, self.number * self.every.months % MONTHS_A_YEAR + 1, 1)

    @property
    def last(self) -> date:
        month = self.first.month + self.every.months - 1
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def label(self) -> str:
        """2026, 2026-H1, 2026-Q3 or 2026-11."""
        place = (self.first.month - 1) // self.every.months + 1
        forms = {
            Every.MONTH: f"-{place:02}",
            Every.QUARTER: f"-Q{place}",
            Every.HALF: f"-H{place}",
            Every.YEAR: "",
        }
        return f"{self.year:04}{forms[self.every]}"


def span_of(day: date, every: Every) -> Span:
    """The period that ``day`` lies in."""
    return Span(every, (day.year * MONTHS_A_YEAR + day.month - 1) // every.months)


def whole_spans(every: Every, first: date, last: date) -> Iterator[Span]:
    """The periods that lie from ``first`` to ``last`` with all their days, in order."""
    for number in range(span_of(first, every).number, span_of(last, every).number + 1):
        span = Span(every, number)
        if first <= span.first and span.last <= last:
            yield span
