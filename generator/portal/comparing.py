"""A body's records → what compares it with others: how many are late, and how many days from one date to another.

As states and pages of the types say it; nothing is late by another rule on the portal than at the body.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from statistics import median

from generator.disclose.disclose import state_of
from generator.model.declared.condition import Value
from generator.model.declared.record_type import Look, RecordType
from generator.model.declared.section import LagPage
from generator.model.records.record import Record
from generator.model.text.wording import Wording
from generator.website.sections.completeness import days_between

_FROM_TO = Wording("从“{first}”到“{second}”", {"en": "From “{first}” to “{second}”"})


def late_records(
    records: Mapping[str, Sequence[Record]], types: Mapping[str, RecordType], today: date
) -> int:
    """How many records have a state that looks late."""
    states = (state_of(types[name], record.values, today) for name, own in records.items() for record in own)
    return sum(state is not None and state.look is Look.LATE for state in states)


def punctuality(
    records: Mapping[str, Sequence[Record]], types: Mapping[str, RecordType]
) -> Iterator[tuple[RecordType, Wording, Mapping[str, Value]]]:
    """Of each pair of dates that a type counts between: the type, what is counted, and the days."""
    for name, own in records.items():
        type = types[name]
        for page in (section.page for section in type.pages):
            if isinstance(page, LagPage):
                days = [found for record in own if (found := days_between(record.values, page)) is not None]
                if days:
                    counted: dict[str, Value] = {
                        "median": Decimal(str(median(days))),
                        "longest": max(days),
                        "records": len(days),
                    }
                    yield type, _between(type, page), counted


def _between(type: RecordType, page: LagPage) -> Wording:
    first, second = type.field(page.starts).label, type.field(page.ends).label
    codes = {*first.translations, *second.translations}
    return Wording(
        _FROM_TO.base.format(first=first.base, second=second.base),
        {
            code: _FROM_TO.in_language(code).format(
                first=first.in_language(code), second=second.in_language(code)
            )
            for code in codes
        },
    )
