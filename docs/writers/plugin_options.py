"""The options of the MkDocs plugin → a JSON Schema for editors of mkdocs.yml, which judges the plugin's own part alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.model.text.catalogue import translator
from generator.plugin.by_mkdocs import PLUGIN
from generator.plugin.events import SunlitOptions
from generator.read.schema.keys import docstrings
from writers.words import LANGUAGES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TYPES = {str: "string", bool: "boolean", int: "integer"}


def plugin_schema() -> str:
    """The schema: ``plugins`` may be a list or a mapping, and other plugins may say what they like."""
    options = {"$ref": f"#/$defs/{PLUGIN}"}
    entry = {"type": "object", "properties": {PLUGIN: options}}
    schema = {
        "$schema": DIALECT,
        "title": f"mkdocs.yml: {PLUGIN}",
        "type": "object",
        "properties": {
            "plugins": {
                "if": {"type": "array"},
                "then": {"items": {"if": {"type": "object"}, "then": entry}},
                "else": entry,
            }
        },
        "$defs": {
            PLUGIN: {
                "type": ["object", "null"],
                "properties": dict(_options()),
                "additionalProperties": False,
            }
        },
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _options() -> Iterator[tuple[str, dict[str, Any]]]:
    said = docstrings(SunlitOptions)
    for name, option in SunlitOptions._schema:
        meanings = (translator(language)(said[name]).replace("``", "`") for language in LANGUAGES)
        yield (
            name,
            {"type": _TYPES[option._type], "default": option.default, "description": "\n".join(meanings)},
        )
