"""What a record puts into a calendar: the period in which something is open, the deadline of what is not done yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import day_of
from generator.model.declared.record_type import Field, RecordType
from generator.model.text.wording import Wording

KEPT = timedelta(days=366)
"""What ended longer ago than a year is in no calendar any more: people subscribe to what is to come."""
PERIOD = "period"
SETTLED = frozenset({"done", "off"})
"""Looks of states in which a deadline concerns nobody any more."""
WITHDRAWN = "off"


@dataclass(frozen=True, slots=True)
class Occasion:
    """Whole days, both ends included. ``name`` tells it from the others of its record, for good."""

    entry: Entry
    name: str
    label: Wording
    starts: date
    ends: date


def period_of(entry: Entry) -> Occasion | None:
    """The entry's period, if its type declares one and both ends are known and in order."""
    declared = entry.type.period
    if declared is None or (entry.state is not None and entry.state.look == WITHDRAWN):
        return None
    starts, ends = (day_of(entry.values.get(name)) for name in (declared.starts, declared.ends))
    if starts is None or ends is None or starts > ends:
        return None
    return Occasion(entry, PERIOD, entry.type.label, starts, ends)


def occasions(type: RecordType, entries: Sequence[Entry], as_of: date) -> Iterator[Occasion]:
    """All of a type's that are ahead, live, or ended within the last year, oldest record first."""
    deadlines = type.deadlines
    for entry in entries:
        for occasion in (period_of(entry), *_deadlines(entry, deadlines)):
            if occasion is not None and occasion.ends >= as_of - KEPT:
                yield occasion


def _deadlines(entry: Entry, fields: Sequence[Field]) -> Iterator[Occasion]:
    if entry.state is not None and entry.state.look in SETTLED:
        return
    for field in fields:
        day = day_of(entry.values.get(field.name))
        if day is not None:
            yield Occasion(entry, field.name, field.label, day, day)
