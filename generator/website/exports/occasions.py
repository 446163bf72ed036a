"""What a record puts into a calendar: the period in which something is open, the deadline of what is not done yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import day_of
from generator.model.declared.record_type import Field, RecordType
from generator.model.text.wording import Wording
from generator.website.places.deadlines import is_off, period_of

KEPT = timedelta(days=366)
"""What ended longer ago than a year is in no calendar any more: people subscribe to what is to come."""
PERIOD = "period"
SETTLED = frozenset({"done", "off"})
"""Looks of states in which a deadline concerns nobody any more."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Whole days, both ends included. ``name`` tells it from the others of its record, for good."""

    entry: Entry
    name: str
    label: Wording
    starts: date
    ends: date


def period_occasion(entry: Entry) -> Occasion | None:
    """The entry's period, unless it is withdrawn."""
    days = None if is_off(entry) else period_of(entry)
    return Occasion(entry, PERIOD, entry.type.label, *days) if days else None


def occasions(type: RecordType, entries: Sequence[Entry], as_of: date) -> Iterator[Occasion]:
    """All of a type's that are ahead, live, or ended within the last year, oldest record first."""
    deadlines = type.deadlines
    for entry in entries:
        for occasion in (period_occasion(entry), *_deadlines(entry, deadlines)):
            if occasion is not None and occasion.ends >= as_of - KEPT:
                yield occasion


def _deadlines(entry: Entry, fields: Sequence[Field]) -> Iterator[Occasion]:
    if entry.state is not None and entry.state.look in SETTLED:
        return
    for field in fields:
        day = day_of(entry.values.get(field.name))
        if day is not None:
            yield Occasion(entry, field.name, field.label, day, day)
