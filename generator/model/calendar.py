"""Days off and make-up working days of one year, as an office published them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year's arrangement: ``holidays`` are off although a weekday, ``working`` are worked although a weekend."""

    year: int
    holidays: frozenset[date]
    working: frozenset[date]
