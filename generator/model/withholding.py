"""Whether a record is for the public yet: drafts, records of a day to come, and those of a narrower scope are not."""

from __future__ import annotations

from datetime import date

from generator.model.condition import Value, day_of
from generator.model.record import Record
from generator.model.record_type import RecordType

PUBLIC_SCOPE = "公开"
STEERING_FIELDS = frozenset({"draft", "publish_at", "scope"})
"""Common fields that decide this, and say nothing to the public themselves."""


def reason_to_withhold(type: RecordType, record: Record, as_of: date) -> str:
    """``draft``, ``not-yet`` or ``scope``; empty if the record is public on that day."""

    def common(name: str) -> Value:
        return record.values.get(name) if name in type.common else None

    publish_at = day_of(common("publish_at"))
    if common("draft") is True:
        return "draft"
    if publish_at is not None and publish_at > as_of:
        return "not-yet"
    return "" if common("scope") in (None, PUBLIC_SCOPE) else "scope"
