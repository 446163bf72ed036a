"""Entry → its JSON twin: the same public facts for programs, one file for all languages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from generator.disclose.disclosure import Attachment, Entry
from generator.model.attachment import MEDIA_TYPES
from generator.model.condition import Value
from generator.model.site import Site
from generator.website.places.naming import attachment_url

TYPE_FOLDER = "type/"
"""Twins stand in a folder at the top of the site, and so does the list of all of a type's."""


def twin(entry: Entry, site: Site) -> bytes:
    """UTF-8 JSON: ``type``, ``id``, ``title``, ``state`` (its id), then ``fields`` and ``tables`` as the schema names them.

    Where the record brings files along, ``attachments`` says where each is, how large, and its SHA-256.
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
            {
                "title": links.title.base,
                "records": [{"type": target.type.name, "id": target.id} for target in links.targets],
            }
            for links in entry.links
        ],
    }
    if entry.attachments:
        content["attachments"] = [_attachment(attachment, site) for attachment in entry.attachments]
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_plain) + "\n").encode(
        "utf-8"
    )


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
