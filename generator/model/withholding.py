"""Whether a record is for the public yet: drafts, records of a day to come, and those of a narrower scope are not."""

from __future__ import annotations

from datetime import date

from generator.model.condition import day_of
from generator.model.record import Record
from generator.model.record_type import RecordType

PUBLIC_SCOPE = "公开"


def reason_to_withhold(type: RecordType, record: Record, as_of: date) -> str:
    """``draft``, ``not-yet`` or ``scope``; empty if the record is public on that day."""
    publish_at = day_of(type.common_value("publish_at", record.values))
    if type.common_value("draft", record.values) is True:
        return "draft"
    if publish_at is not None and publish_at > as_of:
        return "not-yet"
    return "" if type.common_value("scope", record.values) in (None, PUBLIC_SCOPE) else "scope"
