"""The JSON Schema (2020-12) of a type's files of records, for editors: which fields there are, what each means, its choices.

It refuses nothing that the readers take: keys may be spelt otherwise than it knows, and numbers written as people do.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from generator.model.record_type import Field, RecordType
from generator.read.schema.json_schema import DIALECT

_ONE = {"type": ["string", "number", "boolean", "null"]}


def as_record_schema(type: RecordType, language: str) -> str:
    """The schema with descriptions in one language, each field under its name and all its titles."""
    properties = _fields(type.fields, language)
    for table in type.children:
        rows = {"type": "object", "properties": _fields(table.fields, language)}
        held: dict[str, Any] = {"type": ["array", "object", "null"], "items": rows, **_fields_of_one(rows)}
        if text := table.description.in_language(language) or table.label.in_language(language):
            held["description"] = text
        properties |= dict.fromkeys((table.name, *table.title.all()), held)
    record = {"type": "object", "properties": properties}
    whole = {"$schema": DIALECT, "title": type.label.in_language(language), "$defs": {"record": record}}
    one = {"$ref": "#/$defs/record"}
    return (
        json.dumps(whole | {"anyOf": [one, {"type": "array", "items": one}]}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _fields_of_one(rows: dict[str, Any]) -> dict[str, Any]:
    """A table of one row may be written without the dash."""
    return {"properties": rows["properties"]}


def _fields(fields: Sequence[Field], language: str) -> dict[str, Any]:
    return {name: _field(field, language) for field in fields for name in (field.name, *field.title.all())}


def _field(field: Field, language: str) -> dict[str, Any]:
    made: dict[str, Any] = dict(_ONE)
    if field.type == "array":
        made = {"type": [*_ONE["type"], "array"]}
    elif choices := field.constraints.get("enum"):
        made = {"anyOf": [{"enum": list(choices)}, made]}
    label, description = field.label.in_language(language), field.description.in_language(language)
    return {**made, "title": label, **({"description": description} if description else {})}
