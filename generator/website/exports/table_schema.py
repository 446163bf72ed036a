"""A type's fields → the Table Schema of the file that holds them (specs.frictionlessdata.io/table-schema).

It says what holds of the file, which is what the type declares but for four things: values are
written in Table Schema's own forms; a guarded text is a character longer than it was; references
to records that are not public are gone; and where a record was taken down, values are missing or
have a mask in their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from generator.model.declared.record_type import NUMBERS, Field
from generator.model.declared.whole_pattern import whole_constraints
from generator.website.exports.csv_cells import Column, guard, plain_number
from generator.website.exports.tables import Table

BOUNDS = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "enum"})
"""Constraints whose values are written like those of the field."""
LEXICAL_OPTIONS = frozenset(
    {"trueValues", "falseValues", "decimalChar", "groupChar", "bareNumber", "missingValues"}
)
"""How values may be typed in data/; in a download they are always written the same way."""


def table_schema(table: Table, columns: Sequence[Column], parent_file: str) -> dict[str, Any]:
    """The schema of one table; ``parent_file`` is the name of the resource that holds the records."""
    schema: dict[str, Any] = {
        "fields": [_field(column, column.field.name in table.linked) for column in columns]
    }
    if table.parent:
        reference = {"resource": parent_file, "fields": [table.type.id_field]}
        schema["foreignKeys"] = [{"fields": [table.parent], "reference": reference}]
    else:
        schema["primaryKey"] = [table.type.id_field]
    return schema


def _field(column: Column, linked: bool) -> dict[str, Any]:
    field = column.field
    described: dict[str, Any] = {"name": field.name, "type": field.type}
    if (form := _format(column)) != "default":
        described["format"] = form
    if field.title:
        described["title"] = field.title.base
    if field.description:
        described["description"] = field.description.base
    if constraints := _constraints(column, linked):
        described["constraints"] = constraints
    if field.names_values and "enum" in constraints:
        described["categories"] = list(_categories(field, constraints["enum"]))
    described |= {key: value for key, value in field.options.items() if key not in LEXICAL_OPTIONS}
    return described


def _categories(field: Field, allowed: Sequence[Any]) -> Iterator[Mapping[str, Any]]:
    """The allowed values as they stand in the file, with what they are called."""
    declared = field.constraints["enum"]
    for value, written in zip(declared, allowed, strict=True):
        yield {"value": written, **labels(field, str(value))}


def labels(field: Field, value: str) -> Mapping[str, str]:
    """What a value is called, as the categories of a field say it."""
    name = field.name_of(value)
    return {"label": name.base, **{f"label_{code}": text for code, text in name.translations.items()}}


def _format(column: Column) -> str:
    """Days are written as Table Schema does whatever pattern they are typed in; a guarded text is no form of anything."""
    is_other = column.guarded or "%" in column.field.format or not column.field.lasts
    return "default" if is_other else column.field.format


def _constraints(column: Column, linked: bool) -> Mapping[str, Any]:
    declared = whole_constraints(column.field.constraints)
    kept = {
        key: _rewritten(value, column.field) if key in BOUNDS else value for key, value in declared.items()
    }
    if column.gaps:
        kept.pop("required", None)
    if not column.field.lasts:
        kept = {}
    if linked:
        kept.pop("minLength", None)
    if column.guarded:
        kept.pop("pattern", None)
        if "maxLength" in kept:
            kept["maxLength"] += 1
        if "enum" in kept:
            kept["enum"] = [guard(str(value)) for value in kept["enum"]]
    return kept


def _rewritten(value: Any, field: Field) -> Any:
    """A bound or a choice, which a schema writes as the values are typed, in Table Schema's own form."""
    if isinstance(value, list):
        return [_rewritten(item, field) for item in value]
    if not isinstance(value, str):
        return value
    if field.type in NUMBERS:
        return plain_number(value, field)
    if field.type in ("date", "datetime") and "%" in field.format:
        moment = datetime.strptime(value, field.format)
        return (moment.date() if field.type == "date" else moment).isoformat()
    return value
