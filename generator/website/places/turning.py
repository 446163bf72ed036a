"""On which days the state of an entry turns: what the search's browser looks up, and how long what was counted stays right."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import day_of

_ONE_DAY = timedelta(days=1)

Course = tuple[tuple[str, str | None], ...]
"""States in their order: the day from which on one holds (``""``: from ever), and its id (``None``: no state)."""


def course(entry: Entry, as_of: date) -> Course:
    """The states that the record goes through as days pass, so that a browser only has to look at its calendar.

    A state can change only on a date that one of the declared conditions looks at, or on the day after.
    """
    states = entry.type.states
    tested = {test.field for state in states for test in state.when.tests}
    days = {day for name in tested if (day := day_of(entry.values.get(name))) is not None}
    steps: list[tuple[str, str | None]] = [("", _state(entry, date.min))]
    for day in sorted(days | {day + _ONE_DAY for day in days if day < date.max}):
        if (state := _state(entry, day)) != steps[-1][1]:
            steps.append((day.isoformat(), state))
    own = entry.state.id if entry.state else None
    return tuple(steps) if _at(steps, as_of) == own else (("", own),)


def _state(entry: Entry, day: date) -> str | None:
    return next((state.id for state in entry.type.states if state.when.holds(entry.values, day)), None)


def _at(steps: Iterable[tuple[str, str | None]], day: date) -> str | None:
    return [state for start, state in steps if not start or date.fromisoformat(start) <= day][-1]


def from_now_on(steps: Course, as_of: date) -> Course:
    """The course without what is over on the as-of date."""
    return (("", _at(steps, as_of)), *(step for step in steps[1:] if date.fromisoformat(step[0]) > as_of))


def turns_on(entry: Entry, as_of: date) -> date | None:
    """The next day on which the record is in another state than on the as-of date; ``None`` if it stays in that."""
    tested = {test.field for state in entry.type.states for test in state.when.tests}
    if not any((day := day_of(entry.values.get(name))) and day >= as_of for name in tested):
        return None  # of nearly all: their days are over
    days = (date.fromisoformat(start) for start, _ in course(entry, as_of)[1:])
    return next((day for day in days if day > as_of), None)
