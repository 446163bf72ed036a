"""A record type as a plain Table Schema in JSON, for ``sunlit schema``: any tool for data packages takes it."""

from __future__ import annotations

import json
from typing import Any

from generator.model.declared.record_type import ChildTable, Field, RecordType, Relation
from generator.model.declared.whole_pattern import whole_constraints

DEFAULT_FORMAT = "default"


def as_table_schema(type: RecordType, language: str) -> str:
    """The schema with titles in one language. What is ours (child tables, relations) stands under ``sunlit``."""
    unique = [list(key) for key in type.unique_keys]
    content = {
        "fields": [_field(field, language) for field in type.fields],
        "primaryKey": type.id_field,
        "missingValues": ["", *sorted(type.missing_values - {""})],
        **({"uniqueKeys": unique} if unique else {}),
        "sunlit": _block(type, language),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _field(field: Field, language: str) -> dict[str, Any]:
    texts = {
        "title": field.title.in_language(language),
        "description": field.description.in_language(language),
    }
    return {
        "name": field.name,
        "type": field.type,
        **({} if field.format == DEFAULT_FORMAT else {"format": field.format}),
        **{name: text for name, text in texts.items() if text},
        **({"constraints": whole_constraints(field.constraints)} if field.constraints else {}),
        **field.options,
    }


def _block(type: RecordType, language: str) -> dict[str, Any]:
    texts = {
        "title": type.title.in_language(language),
        "description": type.description.in_language(language),
        "family": type.family.in_language(language),
    }
    return {
        **{name: text for name, text in texts.items() if text},
        "relations": [_relation(relation, language) for relation in type.relations],
        "children": {table.name: _child(table, language) for table in type.children},
    }


def _relation(relation: Relation, language: str) -> dict[str, str]:
    parts = {
        "field": relation.field,
        "child": relation.child,
        "to": relation.to,
        "inverse": relation.inverse.in_language(language),
    }
    return {name: text for name, text in parts.items() if text}


def _child(table: ChildTable, language: str) -> dict[str, Any]:
    fields = [_field(field, language) for field in table.fields]
    return {"title": table.label.in_language(language), "fields": fields}
