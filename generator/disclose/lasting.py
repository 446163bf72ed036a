"""What of a record may stand anywhere and for good, and what only its own page may show until its day.

The two are parted here, before anything else is made of a record, so that whoever forgets to think of take-downs
works with values that need none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from generator.disclose.disclosure import PeriodBound
from generator.disclose.read_texts import filled
from generator.model.declared.condition import Value, day_of
from generator.model.declared.personal import After
from generator.model.declared.record_type import (
    CORRECTIONS,
    PUBLISHED_ON,
    STEERING_FIELDS,
    Field,
    RecordType,
)
from generator.model.records.masks import masked_value
from generator.model.records.public_life import FORMER_IDS, WITHDRAWN, Life, Stage
from generator.model.records.record import Record, Row
from generator.model.text.translated import TranslatedText

Values = Mapping[str, Value]
_OF_EVERY_TOMBSTONE = frozenset({"body", PUBLISHED_ON, "fictional", "withdrawn", FORMER_IDS})
"""Common fields that say who published what was here, and when."""
_OF_A_WITHDRAWAL = frozenset({"on", "kind", "reason", "approver"})
"""Of a correction of a withdrawn record: what stood there before is withdrawn with it."""


def lasting(type: RecordType, record: Record, life: Life, as_of: date) -> Record:
    """The record without every value that has to go one day, on whichever day it is."""
    record = _without_coming_corrections(type, record, as_of)
    if not type.has_passing and not life.is_down:
        return record
    values = _lasting_values(type.fields, record.values)
    if life.is_down:
        kept = _kept(type, life)
        values = {name: value for name, value in values.items() if name in kept}
    if life.stage is Stage.WITHDRAWN and WITHDRAWN in type.common:
        values = {**values, WITHDRAWN: life.since}
    children = {name: _rows(type, life, name, rows) for name, rows in record.children.items()}
    return replace(
        record,
        row=replace(record.row, values=values),
        children={name: rows for name, rows in children.items() if rows},
    )


def _without_coming_corrections(type: RecordType, record: Record, as_of: date) -> Record:
    """A correction of a day to come is not made yet."""
    rows = type.common_rows(CORRECTIONS, record.children)
    made = tuple(row for row in rows if (day := day_of(row.values.get("on"))) is None or day <= as_of)
    return (
        record if len(made) == len(rows) else replace(record, children={**record.children, CORRECTIONS: made})
    )


def period_bound(type: RecordType, record: Record, life: Life) -> PeriodBound | None:
    """What the record's own page shows beside its lasting values; nothing once it is down, or without such values."""
    if life.is_down or not type.has_period_bound or not any(_bound_values(type, record)):
        return None
    tables = {table.name: table.fields for table in type.children if any(map(_is_bound, table.fields))}
    return PeriodBound(
        title=str(record.values.get(type.title_field) or ""),
        values={
            field.name: record.values[field.name]
            for field in type.fields
            if field.period_bound and field.name in record.values
        },
        children={
            name: tuple(_lasting_values(fields, row.values, bound=True) for row in record.children[name])
            for name, fields in tables.items()
            if name in record.children
        },
    )


def _bound_values(type: RecordType, record: Record) -> Iterator[bool]:
    yield from (field.period_bound and field.name in record.values for field in type.fields)
    for name, rows in record.children.items():
        for field in type.child(name).fields:
            yield field.period_bound and any(field.name in row.values for row in rows)


def _is_bound(field: Field) -> bool:
    return field.period_bound


def _lasting_values(fields: Sequence[Field], values: Values, *, bound: bool = False) -> dict[str, Value]:
    """The values less those that do not last, or with their masks; ``bound``: with those of the period as they are."""
    passing = {
        field.name: field for field in fields if not field.lasts and not (bound and field.period_bound)
    }
    shown = {
        name: _mask(passing[name], value) if name in passing else value for name, value in values.items()
    }
    return {name: value for name, value in shown.items() if value is not None}


def _mask(field: Field, value: Value) -> str | None:
    policy = field.personal
    if policy is None or policy.after is After.REMOVE or not isinstance(value, str):
        return None
    return masked_value(value, policy.kind)


def _rows(type: RecordType, life: Life, table: str, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows of a child table that still say something."""
    fields = {field.name: field for field in type.child(table).fields}
    kept = [_lasting_values(tuple(fields.values()), _unhinted(type, table, row.values)) for row in rows]
    if life.is_down:
        kept = [{name: row[name] for name in row if _stays(type, life, table, fields[name])} for row in kept]
    pairs = ((row, values) for row, values in zip(rows, kept, strict=True) if values)
    return tuple(replace(row, values=values) for row, values in pairs)


def _stays(type: RecordType, life: Life, table: str, field: Field) -> bool:
    """Whether the cells of a child table stay on a tombstone: those of kept tables, and masks."""
    if life.stage is Stage.WITHDRAWN:
        return table == CORRECTIONS and table in type.common and field.name in _OF_A_WITHDRAWAL
    is_corrections = table == CORRECTIONS and table in type.common
    return table in type.keeps or is_corrections or not field.lasts


def _unhinted(type: RecordType, table: str, values: Values) -> Values:
    """A correction without its before and after, where what was corrected is a value that does not last."""
    if table != CORRECTIONS or table not in type.common:
        return values
    said = str(values.get("field") or "").strip()
    if said and any(spelling in said for spelling in _passing_spellings(type)):
        return {name: value for name, value in values.items() if name not in ("before", "after")}
    return values


def _passing_spellings(type: RecordType) -> set[str]:
    tables = [table for table in type.children if any(not field.lasts for field in table.fields)]
    fields = [field for _, field in type.all_fields() if not field.lasts]
    named = (*(table.spellings() for table in tables), *(field.spellings() for field in fields))
    return {spelling for spellings in named for spelling in spellings}


def stands(type: RecordType, life: Life, table: str, field: Field) -> bool:
    """Whether a field of the record, or of the rows of ``table``, still says something as it stands today."""
    if not life.is_down:
        return True
    return _stays(type, life, table, field) if table else field.name in _kept(type, life)


def _kept(type: RecordType, life: Life) -> frozenset[str]:
    """The fields that a tombstone keeps: what every one says, and on expiry what the type declares."""
    period = (type.period.starts, type.period.ends) if type.period else ()
    neutral = type.in_neutral_titles
    base = {type.id_field, type.date_field or "", *period, *neutral, *(_OF_EVERY_TOMBSTONE & type.common)}
    if life.stage is Stage.WITHDRAWN:
        return frozenset(base)
    states = {
        name for state in type.states for test in state.when.tests for name in (test.field, str(test.operand))
    }
    masked = {field.name for field in type.fields if not field.lasts}
    return frozenset({*base, *states, *masked, *type.keeps, *(STEERING_FIELDS & type.common)})


def title_of(type: RecordType, record: Record, life: Life, languages: Sequence[str]) -> str:
    """What the record is called wherever it is named, in the languages of the site: its own title only where that lasts.

    ``record`` holds lasting values alone.
    """
    own = record.values.get(type.title_field)
    if own and type.field(type.title_field).lasts:
        return str(own)
    neutral = filled(type.neutral_titles, type, record.values, languages)
    return neutral or _bare_title(type, record, life, languages)


def _bare_title(type: RecordType, record: Record, life: Life, languages: Sequence[str]) -> str:
    if not life.is_down:
        return record.id
    label = type.label
    known = {
        code: f"{label.translations[code]} {record.id}" for code in languages if code in label.translations
    }
    return TranslatedText(f"{label.base} {record.id}", known)
