"""Days off and make-up working days of one year, as an office published them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from generator.model.declared.kinds import Computed


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year's arrangement, as ``data/calendar/<year>.yaml`` declares it."""

    year: Computed[int]
    holidays: frozenset[date] = frozenset()
    """Days off, though weekdays."""
    working: frozenset[date] = frozenset()
    """Working days, though of a weekend."""
    source: str = field(default="", compare=False)
    """The notice that they come from."""
