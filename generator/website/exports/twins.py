"""Entry → its JSON twin: the same public facts for programs, one file for all languages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from generator.disclose.disclosure import Attachment, Entry
from generator.model.declared.condition import Value
from generator.model.declared.site import Site
from generator.model.files.attachment import MEDIA_TYPES
from generator.model.records.derived import is_derived
from generator.website.exports.table_schema import labels
from generator.website.places.facets import texts_of_value
from generator.website.places.naming import attachment_url

TYPE_FOLDER = "type/"
"""Twins stand in a folder at the top of the site, and so does the list of all of a type's."""


def twin(entry: Entry, site: Site) -> bytes:
    """UTF-8 JSON: ``type``, ``id``, ``title``, ``state`` (its id), then ``fields`` and ``tables`` as the schema names them.

    ``categories`` says what values are called that have a name besides, as a schema would. ``computed`` points at what the
    program worked out. Where the record brings files along, ``attachments`` says where each is, how large, and its SHA-256.
    """
    content: dict[str, Any] = {
        "type": entry.type.name,
        "id": entry.id,
        "title": entry.title,
        "state": entry.state.id if entry.state else None,
        "fields": _in_order(entry.values, [field.name for field in entry.type.fields]),
        "tables": {
            table.name: [
                _in_order(row, [field.name for field in table.fields]) for row in entry.children[table.name]
            ]
            for table in entry.type.children
            if entry.children.get(table.name)
        },
        "links": [
            {"title": title, "records": [{"type": type, "id": id} for type, id in targets]}
            for title, targets in targets_in_twin(entry)
        ],
    }
    if categories := _categories(entry):
        content["categories"] = categories
    if entry.type.derived and (computed := list(_computed(entry))):
        content["computed"] = computed
    if entry.attachments:
        content["attachments"] = [_attachment(attachment, site) for attachment in entry.attachments]
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_plain) + "\n").encode(
        "utf-8"
    )


def targets_in_twin(entry: Entry) -> list[tuple[str, list[tuple[str, str]]]]:
    """All that the twin says of the records that the entry is linked to: by each relation, their types and ids."""
    return [
        (links.title.base, [(target.type.name, target.id) for target in links.targets])
        for links in entry.links
    ]


def _categories(entry: Entry) -> Mapping[str, list[Mapping[str, str]]]:
    """Field, or ``table.field`` → the categories of what the record says there."""
    found: dict[str, list[Mapping[str, str]]] = {}
    for table, field in entry.type.all_fields():
        if field.names_values:
            rows = entry.children.get(table, ()) if table else (entry.values,)
            values = dict.fromkeys(value for row in rows for value in texts_of_value(row.get(field.name)))
            if values:
                name = f"{table}.{field.name}" if table else field.name
                found[name] = [{"value": value, **labels(field, value)} for value in values]
    return found


def _computed(entry: Entry) -> Iterator[str]:
    """Where in the twin a value stands that nobody typed, as JSON Pointers (RFC 6901)."""
    names = (field.name for field in entry.type.fields if is_derived(entry.values.get(field.name)))
    yield from (_pointer("fields", name) for name in names)
    for table in entry.type.children:
        for number, row in enumerate(entry.children.get(table.name, ())):
            found = (field.name for field in table.fields if is_derived(row.get(field.name)))
            yield from (_pointer("tables", table.name, str(number), name) for name in found)


def _pointer(*steps: str) -> str:
    return "".join(f"/{step.replace('~', '~0').replace('/', '~1')}" for step in steps)


def _attachment(attachment: Attachment, site: Site) -> Mapping[str, Any]:
    """``url`` is whole where the site knows its own; else it starts from the twin, as from the list of all of them."""
    return {
        "path": attachment.path,
        "url": attachment_url(attachment, site, TYPE_FOLDER),
        "mediatype": MEDIA_TYPES[attachment.content],
        "bytes": attachment.size,
        "sha256": attachment.sha256,
    }


def _in_order(values: Mapping[str, Value], names: list[str]) -> Mapping[str, Value]:
    return {name: values[name] for name in names if name in values}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"a value of the type {type(value).__name__} cannot stand in a record")
