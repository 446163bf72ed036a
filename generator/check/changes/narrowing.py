"""What a schema shows less of than it did, or for a shorter time: records that nobody touched would lose it in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from generator.check.changes.public import Key, PublicRegister, told_fields
from generator.check.changes.texts import is_empty
from generator.model.declared.personal import Grace, Public
from generator.model.declared.record_type import Field, RecordType, Show
from generator.model.records.record import Record

_LONG = {Public.NEVER: 0, Public.DURING_PERIOD: 1, Public.ALWAYS: 2}
PERIOD, GRACE = "period", "grace"
"""Keys of a schema that say until when values are public."""


def narrowed(old: PublicRegister, new: PublicRegister) -> Mapping[Key, int]:
    """By type and field, column (``table.column``) or key: how many public records it concerns."""
    counts: Counter[Key] = Counter()
    names: dict[str, frozenset[str]] = {}
    for record in old.records.values():
        was, now = old.register.types[record.type], new.type(record.type)
        if now is not None and record.type not in names:
            names[record.type] = frozenset(_names(was, now)) if was != now else frozenset()
        if narrower := names.get(record.type):
            said = {*filled(was, record), PERIOD, GRACE}
            counts.update((record.type, name) for name in narrower & said)
    return counts


def _names(was: RecordType, now: RecordType) -> Iterator[str]:
    fields = {_place(table, field): field for table, field in now.all_fields()}
    for table, field in was.all_fields():
        place = _place(table, field)
        if place in fields and _shows_less(field, fields[place]):
            yield place
    yield from (was.keeps - now.keeps) & {*fields, *(table.name for table in now.children)}
    if was.has_period_bound and now.has_period_bound:
        if was.period != now.period:
            yield PERIOD
        if _ends_earlier(was.grace, now.grace):
            yield GRACE


def _place(table: str, field: Field) -> str:
    return f"{table}.{field.name}" if table else field.name


def _shows_less(was: Field, now: Field) -> bool:
    if (_length(now), now.leaves_something) < (_length(was), was.leaves_something):
        return True
    return (was.show is Show.ATTACHMENT) > (now.show is Show.ATTACHMENT) or (
        now.show is Show.HIDDEN and was.show is not Show.HIDDEN
    )


def _length(field: Field) -> int:
    return _LONG[field.personal.public if field.personal else Public.ALWAYS]


def _ends_earlier(was: Grace, now: Grace) -> bool:
    """Whether values may go earlier; working days are never fewer than as many days of the calendar."""
    shorter = now.days + now.working_days < was.days + was.working_days
    return shorter or (was.working_days > 0 and not now.working_days)


def filled(type: RecordType, record: Record) -> Iterator[str]:
    """What a record says something in, by field, table and ``table.column``; a table stands for its columns."""
    yield from (field.name for field in told_fields(type) if not is_empty(record.values.get(field.name)))
    for table, rows in record.children.items():
        if rows:
            yield table
            yield from {f"{table}.{name}" for row in rows for name in row.values}
