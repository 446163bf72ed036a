"""Records that no feed will ever name as new, since they do not say when they came to the public, or name a day to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.model.declared.condition import day_of
from generator.model.declared.record_type import PUBLISH_AT, PUBLISHED_ON, RecordType
from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Record, Register
from generator.model.records.withholding import reason_to_withhold
from generator.model.text.wording import say


def check_publication_days(register: Register, today: date) -> Iterator[Finding]:
    """A warning for each public record that says no day of publication and whose own date tells none either, or whose day of
    publication is still to come: the day from which on it may be public is another field.

    Where no record of a type says one, the office does without, unless the public is to be heard: then it has to be told
    before a date that lies ahead.
    """
    for type in register.types.values():
        if PUBLISHED_ON in type.common:
            records = register.records[type.name]
            is_used = type.period is not None or any(record.values.get(PUBLISHED_ON) for record in records)
            for record in records if is_used else ():
                if not reason_to_withhold(type, record, today) and (told := _told(type, record, today)):
                    yield told


def _told(type: RecordType, record: Record, today: date) -> Finding | None:
    """What is wrong with the day on which a public record came to the public."""
    label, day = type.field(PUBLISHED_ON).label, day_of(record.values.get(PUBLISHED_ON))
    if day is None and _has_no_day(type, record, today):
        message = say(
            "{field} is empty: neither the feeds nor the home page will show it as new.", field=label
        )
        hint = say("Add: {field}: {day}", field=label, day=today.isoformat())
    elif day is not None and day > today and PUBLISH_AT in type.common:
        message = say(
            "{field} is {day}, a day that is still to come; but the record is public already.",
            field=label,
            day=day.isoformat(),
        )
        hint = say(
            "If it is to be public on that day only, add: {field}: {day}. Else write {today} or a day before.",
            field=type.field(PUBLISH_AT).label,
            day=day.isoformat(),
            today=today.isoformat(),
        )
    else:
        return None
    source = record.row.source_of(PUBLISHED_ON)
    return Finding(rules.UNANNOUNCED, source, message, hint, record.id, PUBLISHED_ON, Severity.WARNING)


def _has_no_day(type: RecordType, record: Record, today: date) -> bool:
    day = day_of(record.values.get(type.date_field)) if type.date_field else None
    return day is None or day > today
