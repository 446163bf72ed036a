"""Whether something is open for an entry, until when, and when it is due: what pages, lists, the search and calendars go by;
and what presses first.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import day_of
from generator.model.declared.record_type import Look, RecordType
from generator.model.text.wording import Wording

Days = tuple[date, date]
"""The first and the last day, both included."""


def is_open(entry: Entry) -> bool:
    """Whether the public can take part in it today, as the state says."""
    return entry.state is not None and entry.state.look == Look.LIVE


def is_off(entry: Entry) -> bool:
    """Whether it is withdrawn or no longer in force."""
    return entry.state is not None and entry.state.look == Look.OFF


def is_ahead(entry: Entry, today: date) -> bool:
    """Whether its period is yet to begin."""
    days = None if is_off(entry) else period_of(entry)
    return days is not None and days[0] > today


def last_day_of(entry: Entry) -> date | None:
    """The last day of the entry's period; ``None`` if its type has none, or the record does not say it."""
    declared = entry.type.period
    return day_of(entry.values.get(declared.ends)) if declared else None


def period_of(entry: Entry) -> Days | None:
    """The entry's period, if its type declares one and both ends are known and in order."""
    declared, ends = entry.type.period, last_day_of(entry)
    starts = day_of(entry.values.get(declared.starts)) if declared else None
    return (starts, ends) if starts and ends and starts <= ends else None


SETTLED = frozenset({Look.DONE, Look.OFF})
"""Looks of what is no longer waited for."""


def has_deadlines(type: RecordType) -> bool:
    """Whether the records of a type can be put in the order of their deadlines."""
    return type.period is not None or bool(type.deadlines)


def deadline_of(entry: Entry) -> date | None:
    """The last day of the entry's period, else the first of its deadlines that it names."""
    due = (day for field in entry.type.deadlines if (day := day_of(entry.values.get(field.name))))
    return last_day_of(entry) or next(due, None)


def days_late(entry: Entry, today: date) -> int | None:
    """How many days have passed since the deadline of what is late (0: it names none); ``None`` for what is not late."""
    if entry.state is None or entry.state.look != Look.LATE:
        return None
    due = _late_since(entry)
    return max((today - due).days, 0) if due else 0


def _late_since(entry: Entry) -> date | None:
    """The day that makes the entry late: the end of a period is another matter."""
    named = (day_of(entry.values.get(field.name)) for field in entry.type.deadlines)
    return next(filter(None, named), None) or deadline_of(entry)


def latest_first(entries: Iterable[Entry], today: date) -> list[Entry]:
    """Of some entries those that are late, the most days first; of as many days as they stand."""
    late = ((days, entry) for entry in entries if (days := days_late(entry, today)) is not None)
    return [entry for _, entry in sorted(late, key=lambda item: -item[0])]


def is_pressing(entry: Entry) -> bool:
    """Whether it can be acted on now: the public can be heard, or it is late."""
    return is_open(entry) or (entry.state is not None and entry.state.look == Look.LATE)


def pressing_first(newest_first: Iterable[Entry], today: date) -> list[Entry]:
    """Of entries of one type live ones by their last day, late ones by the most days, what is open by its deadline, what waits,
    then the rest as it stands; where their type has headings, what stands under one stays together.
    """
    entries = list(newest_first)
    places = _places_of_headings(entries[0].type) if entries and has_headings(entries[0].type) else {}
    return sorted(
        entries,
        key=lambda entry: (places.get(heading_of(entry), len(places)), *_urgency(entry, today)),
    )


def has_headings(type: RecordType) -> bool:
    """Whether the newest page of its listing stands under headings, as its states declare them."""
    return has_deadlines(type) and not type.row.columns and any(state.heading for state in type.states)


def heading_of(entry: Entry) -> Wording:
    """What the entry stands under in a listing with headings; nothing for what is in no state."""
    return entry.state.stands_under if entry.state else Wording()


def _places_of_headings(type: RecordType) -> dict[Wording, int]:
    """Headings in their order: that of the states below them, what can be acted on before what is settled."""
    states = sorted(type.states, key=lambda state: _LOOKS.index(state.look))
    headings = dict.fromkeys(state.stands_under for state in states)
    return {heading: place for place, heading in enumerate(headings)}


_LOOKS = (Look.LIVE, Look.LATE, Look.GOING, Look.NONE, Look.WAIT, Look.DONE, Look.OFF)


def _urgency(entry: Entry, today: date) -> tuple[int, int]:
    look = entry.state.look if entry.state else Look.GOING
    due = deadline_of(entry) or date.max
    if look == Look.LIVE:
        return 0, due.toordinal()
    if look == Look.LATE:
        return 1, (_late_since(entry) or date.max).toordinal()
    if look not in SETTLED and today <= due < date.max:
        return 2, due.toordinal()
    return (3, 0) if look == Look.WAIT else (4, 0)
