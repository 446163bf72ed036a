"""Dated rows → a picture of time: when each step began and ended, or how progress grew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.website.charts.places import with_room
from generator.website.words.language import Language

MONTHS_A_TICK = ((8, 1), (24, 3))
"""Up to so many months, a tick every so many; beyond, every year."""
MONTHS_A_YEAR = 12
MOST_ROWS = 16
LEAST_DAYS = 7
"""A picture of fewer days, or of more rows, tells nothing that the list beside it does not."""
LEAST_WIDTH = 0.9
BESIDE = 1.2
"""How far behind its line the name of a month begins, in per cent."""


@dataclass(frozen=True, slots=True)
class Step:
    """A row to be drawn: its name, its days, and the progress noted on them (0 to 100), if any."""

    label: str
    starts: date
    ends: date
    progress: float | None = None


@dataclass(frozen=True, slots=True)
class TickView:
    """The beginning of a month or a year, at ``x`` per cent; ``label`` is empty where it has no room."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class BarView:
    """A step from ``x``, ``width`` wide, in per cent; ``days`` counts both ends, ``when`` says them.

    ``progress`` is what was noted with the step (0 to 100); ``ahead`` says that it is yet to begin.
    """

    label: str
    x: float
    width: float
    days: int
    when: str
    progress: float | None
    ahead: bool


@dataclass(frozen=True, slots=True)
class TimeView:
    """A picture of time. ``today`` is where today stands, ``plan`` from where to where the work was to be done."""

    ticks: tuple[TickView, ...]
    bars: tuple[BarView, ...]
    today: float | None
    plan: tuple[float, float] | None


Plan = tuple[date, date] | None


def time_line(steps: Sequence[Step], today: date, language: Language, plan: Plan = None) -> TimeView | None:
    """The picture of the steps; ``None`` if there are too few days or too many rows for one."""
    least = 1 if plan else 2
    if not least <= len(steps) <= MOST_ROWS:
        return None
    days = [*(step.starts for step in steps), *(step.ends for step in steps), *(plan or ())]
    if (max(days) - min(days)).days < LEAST_DAYS:
        return None
    scale = _Scale(min(days).replace(day=1), _next_month(max(days), 1))
    return TimeView(
        ticks=tuple(
            tick if shown else replace(tick, label="")
            for tick, shown in with_room(
                (tick.x + BESIDE, tick.label, tick) for tick in _ticks(scale, language)
            )
        ),
        bars=tuple(_bar(step, scale, today, language) for step in steps),
        today=scale.at(today) if scale.first <= today < scale.last else None,
        plan=(scale.at(plan[0]), scale.at(plan[1])) if plan else None,
    )


def elapsed(plan: Plan, today: date) -> float | None:
    """How much of the time from its first to its last day is gone, in per cent (0 to 100)."""
    if plan is None or plan[0] > plan[1]:
        return None
    if today < plan[0]:
        return 0
    if today >= plan[1]:  # on any day from then on it is the same
        return 100
    return round(((today - plan[0]).days + 1) / ((plan[1] - plan[0]).days + 1) * 100, 1)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days on a line of 100 per cent; both ends are firsts of a month."""

    first: date
    last: date

    def at(self, day: date) -> float:
        return round((day - self.first).days / (self.last - self.first).days * 100, 2)


def _next_month(day: date, months: int) -> date:
    count = day.year * MONTHS_A_YEAR + day.month - 1 + months
    year, month = divmod(count, MONTHS_A_YEAR)
    return date.max if year > date.max.year else date(year, month + 1, 1)


def _ticks(scale: _Scale, language: Language) -> Iterator[TickView]:
    months = (scale.last.year - scale.first.year) * MONTHS_A_YEAR + scale.last.month - scale.first.month
    step = next((step for most, step in MONTHS_A_TICK if months <= most), MONTHS_A_YEAR)
    if step == MONTHS_A_YEAR:
        step *= 1 + months // (MONTHS_A_YEAR * MONTHS_A_YEAR)
    day = scale.first
    while day < scale.last:
        named_by_year = day.month == 1 or (step >= MONTHS_A_YEAR and day == scale.first)
        yield TickView(scale.at(day), language.year_of(day) if named_by_year else language.month_of(day))
        day = _next_month(day, step - (day.month - 1) % step)


def _bar(step: Step, scale: _Scale, today: date, language: Language) -> BarView:
    x = scale.at(step.starts)
    width = scale.at(step.ends) - x
    when = language.day(step.starts)
    if step.ends != step.starts:
        when = language.translate("From {starts} to {ends}").format(starts=when, ends=language.day(step.ends))
    return BarView(
        label=step.label,
        x=x,
        width=round(max(width, LEAST_WIDTH), 2),
        days=(step.ends - step.starts).days + 1,
        when=when,
        progress=step.progress,
        ahead=step.starts > today,
    )
