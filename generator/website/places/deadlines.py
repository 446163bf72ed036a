"""The day on which something ends for an entry, by which lists, the search and calendars go."""

from __future__ import annotations

from datetime import date

from generator.disclose.disclosure import Entry
from generator.model.declared.condition import day_of
from generator.model.declared.record_type import Field, RecordType


def deadline_fields(type: RecordType) -> tuple[Field, ...]:
    """The date fields that make a record late once they are past, as the type's own states declare it."""
    late = (state.when for state in type.states if state.look == "late")
    names = {
        test.field
        for condition in late
        for test in condition.tests
        if (test.operator, test.operand) == ("before", "today")
    }
    return tuple(field for field in type.fields if field.name in names)


def has_deadlines(type: RecordType) -> bool:
    """Whether the records of a type can be put in the order of their deadlines."""
    return type.period is not None or bool(deadline_fields(type))


def deadline_of(entry: Entry) -> date | None:
    """The last day of the entry's period, else the first of its deadlines that it names."""
    period = (entry.type.period.ends,) if entry.type.period else ()
    names = (*period, *(field.name for field in deadline_fields(entry.type)))
    return next((day for name in names if (day := day_of(entry.values.get(name)))), None)
