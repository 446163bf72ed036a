"""The JSON Schema (2020-12) of a type's files of records, for editors: which fields there are, what each means, its choices.

It refuses nothing that the gate lets through: what people may write in many ways (days, names of fields in another spelling) it
leaves to the gate, and says no only where nobody could read the value otherwise. An editor that is content is no proof.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from generator.model.declared.record_type import NUMBERS, ChildTable, Field, RecordType, Show
from generator.read.schema.json_schema import DIALECT
from generator.read.table.spellings import MISSING_VALUES

_ONE = {"type": ["string", "number", "boolean", "null"]}
_EMPTY = ("", None)
_PLAIN_WORD = re.compile(r"[^\W\d_][^:#\[\]{},\"'`&*!|>%@]*")
_SIGN = re.compile(r"[\^$\\.*+?()\[\]{}|/]")
"""What means something in a pattern; editors refuse a pattern in which anything else is escaped."""
_WORDS_OF_YAML = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def as_record_schema(type: RecordType, language: str) -> str:
    """The schema with descriptions in one language, each field under its name and all its titles."""
    properties = _fields(type, type.fields, language)
    for table in type.children:
        rows = _object(type, _fields(type, table.fields, language), table.fields, table)
        held: dict[str, Any] = {"type": ["array", "object", "null"], "items": rows, **_fields_of_one(rows)}
        if text := table.description.in_language(language) or table.label.in_language(language):
            held["description"] = text
        properties |= dict.fromkeys((table.name, *table.title.all()), held)
    record = _object(type, properties, type.fields, None)
    whole = {"$schema": DIALECT, "title": type.label.in_language(language), "$defs": {"record": record}}
    one = {"$ref": "#/$defs/record"}
    return (
        json.dumps(whole | {"anyOf": [one, {"type": "array", "items": one}]}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _object(
    type: RecordType, properties: dict[str, Any], fields: Sequence[Field], table: ChildTable | None
) -> dict[str, Any]:
    """A record or a row. What is required is asked for where every key is one that stands here as it is: in another spelling it
    would be missed without being missing.
    """
    made: dict[str, Any] = {"type": "object", "properties": properties}
    needed = [
        {"anyOf": [{"required": [name]} for name in field.spellings()]}
        for field in _needed(type, fields, table)
    ]
    if needed:
        columns: list[Field | ChildTable] = [*fields, *(() if table else type.children)]
        known = sorted({name for column in columns for name in column.spellings()})
        made |= {"if": {"propertyNames": {"enum": known}}, "then": {"allOf": needed}}
    return made


def _needed(type: RecordType, fields: Sequence[Field], table: ChildTable | None) -> Iterator[Field]:
    """What nobody may leave out: not what an id is made of, nor what is worked out."""
    for field in fields:
        path = f"{table.name}.{field.name}" if table else field.name
        if (
            field.required
            and path not in type.derived
            and not (type.id_parts and field.name == type.id_field)
        ):
            yield field


def _fields_of_one(rows: dict[str, Any]) -> dict[str, Any]:
    """A table of one row may be written without the dash."""
    return {"properties": rows["properties"]}


def _fields(type: RecordType, fields: Sequence[Field], language: str) -> dict[str, Any]:
    return {
        name: _field(type, field, language) for field in fields for name in (field.name, *field.title.all())
    }


def _field(type: RecordType, field: Field, language: str) -> dict[str, Any]:
    made: dict[str, Any] = dict(_ONE)
    choices = [*(field.constraints.get("enum") or ()), *field.labels]
    if field.type == "array":
        made = {"type": [*_ONE["type"], "array"]}
    elif choices and field.type == "string" and all(map(_is_plain_word, map(str, choices))):
        made = {
            "anyOf": [
                {"enum": [*choices, *_empty(type, field)]},
                {"type": "string", "pattern": _padded(choices)},
            ]
        }
    elif choices:
        made = {"anyOf": [{"enum": choices}, made]}
    elif field.type in NUMBERS and field.show is not Show.PROGRESS:
        made = {"anyOf": [{"type": "number", **limits(field)}, {"type": ["string", "null"]}]}
    label, description = field.label.in_language(language), field.description.in_language(language)
    return {**made, "title": label, **({"description": description} if description else {})}


def _is_plain_word(choice: str) -> bool:
    """Whether YAML takes it for a text without quotes, and it has one spelling."""
    is_word = _PLAIN_WORD.fullmatch(choice) is not None and choice.lower() not in _WORDS_OF_YAML
    return is_word and unicodedata.normalize("NFD", choice) == unicodedata.normalize("NFC", choice) == choice


def _padded(choices: Sequence[object]) -> str:
    """The choices with blanks around them, which are no part of a text."""
    return r"^\s*(" + "|".join(_SIGN.sub(r"\\\g<0>", str(choice)) for choice in choices) + r")\s*$"


def _empty(type: RecordType, field: Field) -> list[object]:
    """What says nothing."""
    own = field.options.get(MISSING_VALUES)
    said = (
        sorted(type.missing_values)
        if own is None
        else [each.get("value") if isinstance(each, dict) else each for each in own]
    )
    return [*_EMPTY, *(each for each in said if each not in _EMPTY)]


def limits(field: Field) -> dict[str, Any]:
    """The least and the greatest number that a field takes, as ``minimum`` and ``maximum``."""
    found: dict[str, Any] = {}
    for name in ("minimum", "maximum"):
        try:
            limit = Decimal(str(field.constraints.get(name)))
        except InvalidOperation:
            continue
        if limit.is_finite():
            found[name] = int(limit) if limit == limit.to_integral_value() else float(limit)
    return found
