"""Values against the types and constraints of their schema, by frictionless (its only home).

frictionless is handed tables that were read and placed by us: one of all records of a type, one of
all rows of each child table. Its errors come back as findings of ours, with file, line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from frictionless import Error, FrictionlessException, Resource, Schema

from generator.check.messages import constraint_finding, type_finding, unique_finding
from generator.model.finding import Finding
from generator.model.record import Record, Register, Row
from generator.model.record_type import Field, RecordType
from generator.model.stop import CannotRun
from generator.model.wording import say

NO_LIMIT = 1_000_000_000
"""frictionless stops at 1,000 errors unless told otherwise; nothing is cut here."""
HEADER_ROWS = 1

Owned = tuple[str, Row]
"""The id of the record that a row belongs to, and the row."""


def check_values(register: Register) -> Iterator[Finding]:
    """Findings for every value that does not fit its field, in records and in child tables."""
    for type in register.types.values():
        records = register.records[type.name]
        yield from _check_table(type, type.fields, [(record.id, record.row) for record in records])
        for table in type.children:
            yield from _check_table(type, table.fields, list(_child_rows(records, table.name)))


def _child_rows(records: Iterable[Record], table: str) -> Iterator[Owned]:
    for record in records:
        for row in record.children.get(table, ()):
            yield record.id, row


def _check_table(type: RecordType, fields: Sequence[Field], rows: Sequence[Owned]) -> Iterator[Finding]:
    schema = _schema(type, fields)
    if not rows:
        return
    names = [field.name for field in fields]
    by_name = {field.name: field for field in fields}
    cells = [[_cell(row.values.get(name)) for name in names] for _, row in rows]
    try:
        report = Resource(data=[names, *cells], schema=schema).validate(limit_errors=NO_LIMIT)
    except (TypeError, re.error) as error:  # a bound or a pattern that frictionless took as it stood
        raise CannotRun(
            say("{path} is no Table Schema: {reason}", path=type.path, reason=str(error))
        ) from None
    for error in report.task.errors:
        number, name = getattr(error, "row_number", None), getattr(error, "field_name", None)
        owner, row = rows[number - HEADER_ROWS - 1] if number else rows[0]
        yield _finding(error, by_name[name] if name in by_name else fields[0], owner, row)


def _cell(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _schema(type: RecordType, fields: Sequence[Field]) -> Schema:
    descriptor = {
        "fields": [
            {
                **field.options,
                "name": field.name,
                "type": field.type,
                "format": field.format,
                "constraints": dict(field.constraints),
            }
            for field in fields
        ]
    }
    try:
        return Schema.from_descriptor(descriptor)
    except FrictionlessException as error:
        reasons = "; ".join(reason.note for reason in error.reasons) or error.error.note
        raise CannotRun(say("{path} is no Table Schema: {reason}", path=type.path, reason=reasons)) from None


def _finding(error: Error, field: Field, owner: str, row: Row) -> Finding:
    source, value = row.source_of(field.name), row.values.get(field.name)
    if error.type == "constraint-error":
        constraint = error.note.split('"')[1]
        return constraint_finding(constraint, field, value, source, owner)
    if error.type == "unique-error":
        return unique_finding(field, value, source, owner)
    return type_finding(field, value, source, owner)
