"""What a body's site says of its own completeness → rows of the body's page: what is called for, and what nobody published.

It is a body's word like its records: names in it are judged with the body's page, and left out if the gate refuses them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from generator.model.declared.condition import Value
from generator.model.declared.record_type import RecordType
from generator.model.text.wording import Wording

MOST_DEMANDS, MOST_NAMES, LONGEST = 5_000, 50, 200
"""Demands of a body, names of what is missing of one, signs of a name: what is more is counted and not named."""


def read_completeness(
    content: bytes, types: Mapping[str, RecordType], languages: tuple[str, ...]
) -> tuple[Mapping[str, Value], ...] | None:
    """The rows about types that the portal has; ``None`` if the file is none that a site publishes."""
    try:
        items = json.loads(content)
        if not isinstance(items, list) or len(items) > MOST_DEMANDS:
            return None
        return tuple(row for item in items for row in _rows(item, types, languages))
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return None


def _rows(
    item: Any, types: Mapping[str, RecordType], languages: tuple[str, ...]
) -> Iterator[Mapping[str, Value]]:
    name, period = _text(item["type"]), _text(item["period"])
    expected, missing = item["expected"], item["missing"]
    if not isinstance(expected, list) or not isinstance(missing, list) or len(missing) > len(expected):
        raise ValueError("what is missing was not called for")
    if name not in types:
        return
    first, *others = languages
    title = Wording(_text(item["title"]) or _text(item["rule"]), _translations(item))
    row: dict[str, Value] = {
        "kind": name,
        "type": types[name].label.in_language(first),
        **{f"type_{code}": types[name].label.in_language(code) for code in others},
        "what": title.in_language(first),
        **{f"what_{code}": title.in_language(code) for code in others},
        "period": period,
        "expected": len(expected),
        "missing": len(missing),
        "names": tuple(_text(each) for each in missing[:MOST_NAMES]),
    }
    yield {key: value for key, value in row.items() if value not in ("", ())}


def _translations(item: Mapping[str, Any]) -> dict[str, str]:
    start = "title_"
    return {key.removeprefix(start): _text(item[key]) for key in item if key.startswith(start)}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value[:LONGEST]
