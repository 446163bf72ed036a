"""Values against the types and constraints of their schema, by frictionless (its only home).

frictionless is handed tables that were read and placed by us: one of all records of a type, one of
all rows of each child table. Its errors come back as findings of ours, with file, line and column.

It is loaded when it is asked, which takes longer than checking a small site: for a table of which a value is in doubt, and for
schemas that it never took before.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from generator.check.values.messages import constraint_finding, type_finding, unique_finding
from generator.check.values.plain_values import certainly_fit
from generator.model.declared.record_type import NUMBERS, Field, RecordType
from generator.model.declared.whole_pattern import whole_constraints
from generator.model.findings.finding import Finding
from generator.model.records.derived import DerivedNumber
from generator.model.records.record import Record, Register, Row
from generator.model.text.folding import canonical
from generator.model.text.stop import CannotRun
from generator.model.text.wording import say
from generator.read.cache.readings import SCHEMAS, Readings

if TYPE_CHECKING:
    from frictionless import Error

MISSING_VALUES = "missingValues"
"""Of these the readers left the cells empty."""
NO_LIMIT = 1_000_000_000
"""frictionless stops at 1,000 errors unless told otherwise; nothing is cut here."""
HEADER_ROWS = 1
_LONGEST_SHOWN = 300
"""Characters of what a schema says, in a sentence."""
_NEVER_EMPTY = {"name": "\0", "type": "any"}
"""A column of ours beside those in doubt: frictionless says nothing of the cells of a row in which all are empty."""
UNREAD = "\N{REPLACEMENT CHARACTER}"
"""Before a text that was not read as a number, so that frictionless does not read it either."""

_ENGINE = f"frictionless {version('frictionless')}"
Owned = tuple[str, Row]
"""The id of the record that a row belongs to, and the row."""


def check_values(register: Register) -> Iterator[Finding]:
    """Findings for every value that does not fit its field, in records and in child tables."""
    _refuse_no_schemas(register.types.values())
    for type in register.types.values():
        records = register.records[type.name]
        yield from _check_table(type, type.fields, [(record.id, record.row) for record in records])
        for table in type.children:
            yield from _check_table(type, table.fields, list(_child_rows(records, table.name)))


def _child_rows(records: Iterable[Record], table: str) -> Iterator[Owned]:
    for record in records:
        for row in record.children.get(table, ()):
            yield record.id, row


def _refuse_no_schemas(types: Iterable[RecordType]) -> None:
    """Stops at a table that frictionless does not take. That it took them all is kept, by all that they say and its version."""
    tables = [
        (type, fields) for type in types for fields in (type.fields, *(one.fields for one in type.children))
    ]
    said = [json.dumps({"fields": list(map(_descriptor, fields))}, default=str) for _, fields in tables]
    readings = Readings(SCHEMAS)
    key = readings.key("\n".join(said).encode("utf-8", "surrogatepass"), _ENGINE.encode(), dear=True)
    if readings.recall(key):
        return
    for (type, fields), descriptor in zip(tables, said, strict=True):
        if not _is_schema(descriptor):
            raise _refused(type, fields, ())
    readings.keep(key, True)


def _check_table(type: RecordType, fields: Sequence[Field], rows: Sequence[Owned]) -> Iterator[Finding]:
    fit = certainly_fit(fields)
    rows = [owned for owned in rows if not fit(owned[1].values)]
    if not rows:
        return
    fields = [
        field for field in fields if not all(map(certainly_fit([field]), (row.values for _, row in rows)))
    ]
    from frictionless import FrictionlessException, Resource, Schema

    by_name = {field.name: field for field in fields}
    cells = [[_cell(row.values.get(name), field) for name, field in by_name.items()] for _, row in rows]
    try:
        schema = Schema.from_descriptor({"fields": [_NEVER_EMPTY, *map(_descriptor, fields)]})
        table = [[_NEVER_EMPTY["name"], *by_name], *([True, *row] for row in cells)]
        report = Resource(data=table, schema=schema).validate(limit_errors=NO_LIMIT)
    except (FrictionlessException, TypeError, re.error):  # a bound or a pattern that it took as it stood
        raise _refused(type, fields, cells) from None
    for error in report.task.errors:
        number, name = getattr(error, "row_number", None), getattr(error, "field_name", None)
        owner, row = rows[number - HEADER_ROWS - 1] if number else rows[0]
        yield _finding(error, by_name[name] if name in by_name else fields[0], owner, row)


def _cell(value: Any, field: Field) -> Any:
    """The value for frictionless, which must not be surer than the reader was: it takes ``nan`` and ``1_000`` for numbers.

    Where no two may be the same they are handed over in one spelling, since it compares them sign by sign.
    """
    if isinstance(value, str) and field.type in NUMBERS and not field.options.keys() - {MISSING_VALUES}:
        return f"{UNREAD}{value}"
    if isinstance(value, DerivedNumber) and field.type == "integer":
        return int(value)
    if isinstance(value, str) and "unique" in field.constraints:
        return canonical(value)
    return list(value) if isinstance(value, tuple) else value


@lru_cache(maxsize=1024)
def _is_schema(descriptor: str) -> bool:
    """Whether frictionless takes it.

    Kept, since the same types are judged for both revisions that are compared and at every change of a preview, and
    most of their tables hold no row that frictionless has to see.
    """
    from frictionless import FrictionlessException, Schema

    try:
        Schema.from_descriptor(json.loads(descriptor))
    except FrictionlessException:
        return False
    return True


def _descriptor(field: Field) -> dict[str, Any]:
    read_already = {key: value for key, value in field.options.items() if key != MISSING_VALUES}
    return {
        **read_already,
        "name": field.name,
        "type": field.type,
        "format": field.format,
        "constraints": whole_constraints(field.constraints),
    }


def _refused(type: RecordType, fields: Sequence[Field], cells: Sequence[Sequence[Any]]) -> CannotRun:
    """Which part of which field frictionless does not take, found by trying: its own words are English."""
    for number, field in enumerate(fields):
        column = [row[number] for row in cells]
        if not _is_taken(field, column):
            key, value = _refused_part(field, column)
            return CannotRun(
                say(
                    "{path} is no Table Schema: the field '{field}' cannot have '{value}' as its {key}.",
                    path=type.path,
                    field=field.name,
                    value=str(value)[:_LONGEST_SHOWN],
                    key=key,
                )
            )
    return CannotRun(say("{path} is no Table Schema. Compare it with the schema format.", path=type.path))


def _refused_part(field: Field, column: Sequence[Any]) -> tuple[str, Any]:
    """The property that is to blame, and what it says."""
    plain = replace(field, format="default", constraints={}, options={})
    if not _is_taken(plain, column):
        return "type", field.type
    if not _is_taken(replace(plain, format=field.format), column):
        return "format", field.format
    plain = replace(plain, format=field.format)
    for name, value in field.constraints.items():
        if not _is_taken(replace(plain, constraints={name: value}), column):
            return name, value
    return next(
        (
            (name, value)
            for name, value in field.options.items()
            if not _is_taken(replace(plain, options={name: value}), column)
        ),
        ("constraints", ", ".join(field.constraints)),
    )


def _is_taken(field: Field, column: Sequence[Any]) -> bool:
    from frictionless import FrictionlessException, Resource, Schema

    try:
        schema = Schema.from_descriptor({"fields": [_descriptor(field)]})
        Resource(data=[[field.name], *([cell] for cell in column)], schema=schema).validate()
    except (FrictionlessException, TypeError, re.error):
        return False
    return True


def _finding(error: Error, field: Field, owner: str, row: Row) -> Finding:
    source, value = row.source_of(field.name), row.values.get(field.name)
    if error.type == "constraint-error":
        constraint = error.note.split('"')[1]
        return constraint_finding(constraint, field, value, source, owner)
    if error.type == "unique-error":
        return unique_finding(field, value, source, owner)
    return type_finding(field, value, source, owner)
