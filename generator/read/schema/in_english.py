"""A shipped schema as an office writes it that works in English: ``extends: sunlit/en/tasks``.

Its English names are its own names then, the Chinese ones translations, and so are the values that it allows: records, addresses
and downloads say "The problem exists", and the conditions of states and rules ask for that. What it means stays the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.read.files.shipped import shipped
from generator.read.yaml.declarations import load

PREFIX = "en/"
"""Before the name of the schema that is extended."""
_ENGLISH, _CHINESE = "_en", "_zh"
_AS_IT_STANDS = frozenset({"basis", "synonyms", "pack", "name"})
"""Keys below which nothing is a value of a field: documents, spellings, packs, names of fields and tables."""


def in_english(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with its English names and values for the Chinese ones."""
    made: dict[str, Any] = _translated(schema)
    return made


def _translated(declared: Any) -> Any:
    if isinstance(declared, dict):
        return dict(_entries(declared))
    if isinstance(declared, list):
        return [_translated(each) for each in declared]
    return _values().get(declared, declared) if isinstance(declared, str) else declared


def _entries(block: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in block.items():
        base = key.removesuffix(_ENGLISH)
        if f"{key}{_ENGLISH}" in block:
            yield key, block[f"{key}{_ENGLISH}"]
            yield f"{key}{_CHINESE}", value
        elif key == f"label{_ENGLISH}" and "value" in block:
            yield f"label{_CHINESE}", block["value"]
        elif base != key and base in block:
            continue
        else:
            yield key, value if key in _AS_IT_STANDS else _translated(value)


@lru_cache(maxsize=1)
def _values() -> Mapping[str, str]:
    """What each value of a shipped schema is called in English."""
    paths = sorted(shipped("data", "schemas").glob("*.yaml"))
    return {value: called for path in paths for value, called in _categories(load(path, Path(path).name))}


def _categories(declared: Any) -> Iterator[tuple[str, str]]:
    if isinstance(declared, list):
        for each in declared:
            yield from _categories(each)
    elif isinstance(declared, dict):
        for category in declared.get("categories", ()):
            if isinstance(category, dict) and f"label{_ENGLISH}" in category:
                yield category["value"], category[f"label{_ENGLISH}"]
        for each in declared.values():
            yield from _categories(each)
