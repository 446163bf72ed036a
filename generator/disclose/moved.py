"""Corrections of days → which days were moved, from when to when: what was promised first stays known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.disclose.disclosure import MovedDay
from generator.model.declared.condition import Value, day_of
from generator.model.declared.record_type import CORRECTIONS, RecordType
from generator.read.table.days import read_day


def moved_days(
    type: RecordType, children: Mapping[str, tuple[Mapping[str, Value], ...]]
) -> Iterator[MovedDay]:
    """The corrections of a record that name a field of days, and say before and after as days; the oldest first."""
    found = []
    for row in type.common_rows(CORRECTIONS, children):
        before, after = (read_day(str(row.get(name) or "")) for name in ("before", "after"))
        named = type.part_called(str(row.get("field") or ""))
        on = day_of(row.get("on"))
        if before and after and on and named and not named[0] and named[1] and type.field(named[1]).lasts:
            found.append(MovedDay(named[1], on, before, after))
    yield from sorted(found, key=lambda moved: moved.on)
