"""Answers at a terminal: what of them cannot be, told while somebody can still type it again; and what more may be filled in."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from generator.desk.importing.drafts import NOTHING, Draft
from generator.desk.importing.wanted import Ask, Further, Pick
from generator.model.declared.condition import Value
from generator.model.declared.record_type import CORRECTIONS, Field, RecordType
from generator.model.records.record import Row
from generator.model.text.wording import Phrase, say
from generator.read.table.shape import shape_of
from generator.read.table.values import normalise

KINDS = {
    "date": say("A day, such as 2026-03-05."),
    "datetime": say("A day and a time, such as 2026-03-05 09:00."),
    "integer": say("A whole number."),
    "number": say("A number."),
    "year": say("A year, such as 2026."),
    "yearmonth": say("A month, such as 2026-03."),
    "array": say("Several are parted by semicolons."),
}
"""What is written in a field of each type."""
_HELD = frozenset({"date", "datetime", "integer", "number", "year"})
"""Types whose values are no texts: a text is what nobody could read."""


def unfit(text: str, field: Field) -> Phrase | None:
    """Why an answer cannot stand in a field, where that is certain; what rules say of it the check tells."""
    value = normalise(text, field)
    if value in NOTHING:
        return None
    choices = [str(choice) for choice in field.constraints.get("enum") or ()]
    if choices and field.type != "array" and str(value) not in choices:
        return say("It is one of: {choices}", choices=field.choices)
    if field.type in _HELD and isinstance(value, str):
        return KINDS[field.type]
    if field.type == "boolean" and not isinstance(value, bool):
        return say("Yes or no: 是 / 否")
    return _beyond(value, field) or _formless(value, field)


def _beyond(value: Value, field: Field) -> Phrase | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    low, high = (_limit(field, name) for name in ("minimum", "maximum"))
    if low is not None and value < low:
        return say("No less than {limit}.", limit=str(low))
    if high is not None and value > high:
        return say("No more than {limit}.", limit=str(high))
    return None


def _limit(field: Field, name: str) -> Decimal | None:
    try:
        limit = Decimal(str(field.constraints.get(name)))
    except InvalidOperation:
        return None
    return limit if limit.is_finite() else None


def _formless(value: Value, field: Field) -> Phrase | None:
    pattern = field.constraints.get("pattern")
    try:
        fits = (
            not isinstance(pattern, str) or not isinstance(value, str) or bool(re.fullmatch(pattern, value))
        )
    except (re.error, RecursionError, OverflowError):
        fits = True
    return None if fits else say("It has not the form that the field asks for.")


def offer_more(draft: Draft, type: RecordType, ask: Ask, pick: Pick) -> None:
    """Fields that may be left out, and rows of tables, for as long as somebody wants to fill in one more."""
    shape = shape_of(type)
    while (chosen := pick(_further(draft, type))) is not None:
        if isinstance(chosen, Field):
            value = shape.records.spellings.normalisers[chosen.name](ask(chosen))
            if value not in NOTHING:
                draft.take(chosen.name, value)
                draft.given.add(chosen.name)
            continue
        read = shape.nested[chosen.name].normalisers
        answers = {field.name: read[field.name](ask(field)) for field in chosen.fields}
        values = {name: value for name, value in answers.items() if value not in NOTHING}
        if values:
            draft.children.setdefault(chosen.name, []).append(Row(values, draft.home))


def _further(draft: Draft, type: RecordType) -> list[Further]:
    """What is empty and may be filled in: nothing that hides or withdraws a record, nothing that is worked out."""
    fields = [
        field
        for field in type.fields
        if field.suggested
        and draft.is_empty(field.name)
        and field.name != type.id_field
        and field.name not in type.derived
    ]
    tables = [table for table in type.children if not (table.common and table.name == CORRECTIONS)]
    return [*fields, *tables]
