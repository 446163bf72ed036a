"""Records that no feed will ever name as new, since they do not say when they came to the public."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.model.declared.condition import day_of
from generator.model.declared.record_type import PUBLISHED_ON, RecordType
from generator.model.declared.severity import Severity
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.records.record import Record, Register
from generator.model.records.withholding import reason_to_withhold
from generator.model.text.wording import say


def check_publication_days(register: Register, today: date) -> Iterator[Finding]:
    """A warning for each public record that says no day of publication and whose own date tells none either.

    Where no record of a type says one, the office does without, unless the public is to be heard: then it has to be told
    before a date that lies ahead.
    """
    for type in register.types.values():
        if PUBLISHED_ON in type.common:
            label, records = type.field(PUBLISHED_ON).label, register.records[type.name]
            is_used = type.period is not None or any(record.values.get(PUBLISHED_ON) for record in records)
            for record in records:
                if is_used and _is_unannounced(type, record, today):
                    yield Finding(
                        rules.UNANNOUNCED,
                        record.row.source,
                        say(
                            "{field} is empty: neither the feeds nor the home page will show it as new.",
                            field=label,
                        ),
                        say("Add: {field}: {day}", field=label, day=today.isoformat()),
                        record.id,
                        PUBLISHED_ON,
                        Severity.WARNING,
                    )


def _is_unannounced(type: RecordType, record: Record, today: date) -> bool:
    if day_of(record.values.get(PUBLISHED_ON)) or reason_to_withhold(type, record, today):
        return False
    day = day_of(record.values.get(type.date_field)) if type.date_field else None
    return day is None or day > today
