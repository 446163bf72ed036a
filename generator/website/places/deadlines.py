"""The day on which something ends for an entry, by which lists, the search and calendars go; and what presses first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import day_of
from generator.model.declared.record_type import Look, RecordType

SETTLED = frozenset({Look.DONE, Look.OFF})
"""Looks of what is no longer waited for."""


def has_deadlines(type: RecordType) -> bool:
    """Whether the records of a type can be put in the order of their deadlines."""
    return type.period is not None or bool(type.deadlines)


def deadline_of(entry: Entry) -> date | None:
    """The last day of the entry's period, else the first of its deadlines that it names."""
    period = (entry.type.period.ends,) if entry.type.period else ()
    names = (*period, *(field.name for field in entry.type.deadlines))
    return next((day for name in names if (day := day_of(entry.values.get(name)))), None)


def days_late(entry: Entry, today: date) -> int | None:
    """How many days have passed since the deadline of what is late (0: it names none); ``None`` for what is not late."""
    if entry.state is None or entry.state.look != Look.LATE:
        return None
    due = deadline_of(entry)
    return max((today - due).days, 0) if due else 0


def latest_first(entries: Iterable[Entry], today: date) -> list[Entry]:
    """Of some entries those that are late, the most days first; of as many days as they stand."""
    late = ((days, entry) for entry in entries if (days := days_late(entry, today)) is not None)
    return [entry for _, entry in sorted(late, key=lambda item: -item[0])]


def is_pressing(entry: Entry) -> bool:
    """Whether it can be acted on now: the public can be heard, or it is late."""
    return entry.state is not None and entry.state.look in (Look.LIVE, Look.LATE)


def pressing_first(newest_first: Iterable[Entry], today: date) -> list[Entry]:
    """Live ones by their last day, late ones by the most days, what is open by its deadline, what waits, then the rest as it
    stands.
    """
    return sorted(newest_first, key=lambda entry: _urgency(entry, today))


def _urgency(entry: Entry, today: date) -> tuple[int, int]:
    look = entry.state.look if entry.state else Look.GOING
    due = deadline_of(entry) or date.max
    if look == Look.LIVE:
        return 0, due.toordinal()
    if look == Look.LATE:
        return 1, due.toordinal()
    if look not in SETTLED and today <= due < date.max:
        return 2, due.toordinal()
    return (3, 0) if look == Look.WAIT else (4, 0)
