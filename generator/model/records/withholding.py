"""Whether a record is for the public yet (drafts, records of a day to come, those of a narrower scope are not), or no longer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.model.declared.condition import Value, day_of
from generator.model.declared.record_type import CORRECTIONS, PUBLISH_AT, RecordType
from generator.model.records.public_life import TAKE_DOWN, WITHDRAWAL, WITHDRAWN
from generator.model.records.record import Record

PUBLIC_SCOPE = "公开"


def reason_to_withhold(type: RecordType, record: Record, as_of: date) -> str:
    """``draft``, ``not-yet`` or ``scope``; empty if the record is public on that day."""
    publish_at = day_of(type.common_value(PUBLISH_AT, record.values))
    if type.common_value("draft", record.values) is True:
        return "draft"
    if publish_at is not None and publish_at > as_of:
        return "not-yet"
    return "" if type.common_value("scope", record.values) in (None, PUBLIC_SCOPE) else "scope"


def endings(type: RecordType, record: Record) -> Iterator[tuple[date, Value]]:
    """The corrections that concern the whole record, with their kind: those that name no field."""
    for row in type.common_rows(CORRECTIONS, record.children):
        day = day_of(row.values.get("on"))
        if day and not row.values.get("field"):
            yield day, row.values.get("kind")


def is_taken_back(type: RecordType, record: Record, as_of: date) -> bool:
    """Whether the record says itself that by that day it is withdrawn, or taken down."""
    stated = day_of(type.common_value(WITHDRAWN, record.values))
    if stated is not None and stated <= as_of:
        return True
    return any(day <= as_of and kind in (WITHDRAWAL, TAKE_DOWN) for day, kind in endings(type, record))
