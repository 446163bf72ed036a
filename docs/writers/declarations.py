"""What a schema, site.yaml and a calendar may say → tables of their reference, and their JSON Schemas.

In a page that people write, ``<!-- keys: Site -->`` stands before the table of a dataclass's keys, ``<!-- values: Show -->``
before that of an enumeration's values; the table is written anew from the declarations.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from generator.check.report.rule_page import meanings as meanings_of_parameters
from generator.check.rules.library import LIBRARY
from generator.model.declared.calendar import CalendarYear
from generator.model.declared.record_type import RuleUse
from generator.model.declared.site import Site
from generator.model.text.catalogue import translator
from generator.read.schema.json_schema import json_schema
from generator.read.schema.keys import Declared, Key, blocks_below, keys_of, meanings
from generator.read.schema.record_types import WHEN, TableSchema
from generator.read.schema.words import expected
from writers.markdown import code, table
from writers.words import LANGUAGES, beside, both, joined, words

FILES = (TableSchema, Site, CalendarYear)
"""The dataclasses of whole files."""
_MARK = re.compile(r"^<!-- (?P<what>keys|values): (?P<name>\w+) -->\n(?:\n(?:^\|.*\n)+)?", re.MULTILINE)


@cache
def declared() -> Mapping[str, type[Any]]:
    """Every dataclass and enumeration that is declared somewhere, by its name."""
    return {block.__name__: block for file in FILES for block in blocks_below(file)}


def with_tables(text: str) -> str:
    """The page with the tables of all its marks."""
    return _MARK.sub(lambda match: _marked(match["what"], match["name"]), text)


def _marked(what: str, name: str) -> str:
    rows = _keys(declared()[name]) if what == "keys" else _values(declared()[name])
    return f"<!-- {what}: {name} -->\n\n{table(words('headers', what), rows)}"


def _keys(block: type[Any]) -> Iterator[Sequence[str]]:
    said = meanings(block)
    for name, key in keys_of(block).by_name.items():
        yield code(name), beside(_kind(key)), *_both(said[name])


def _values(choice: type[Any]) -> Iterator[Sequence[str]]:
    for value, text in meanings(choice).items():
        yield code(value), *_both(text)


def _both(text: str) -> tuple[str, str]:
    chinese, english = (translator(language)(text).replace("``", "`") for language in LANGUAGES)
    return chinese, english


def _kind(key: Key) -> tuple[str, str]:
    """What stands there, whether it must, and what it is without an entry."""
    chinese, english = (expected(key.kind).render(translator(language), language) for language in LANGUAGES)
    parts = [(chinese, english)]
    if key.required:
        parts.append(both("needed"))
    elif shown := _default(key.default):
        parts.append(both("default", value=code(shown)))
    return joined("semicolon", parts)


def _default(value: Any) -> str:
    """The default as a file would write it; nothing is not worth saying."""
    if isinstance(value, tuple | frozenset) and all(isinstance(each, str) for each in value):
        return f"[{', '.join(sorted(value))}]" if value else ""
    return str(value) if value and isinstance(value, int | str) else ""


def json_schema_of(file: type[Any]) -> str:
    """The JSON Schema of a file, with its descriptions in both languages."""
    rules = {id: definition.function for id, definition in LIBRARY.items()}
    return (
        json.dumps(json_schema(file, _said, {RuleUse: rules}, {"when": WHEN}), ensure_ascii=False, indent=1)
        + "\n"
    )


def _said(block: Declared) -> Mapping[str, str]:
    """What the keys of a block mean, or the parameters of a rule."""
    if isinstance(block, type):
        said = meanings(block)
    else:
        parameters = meanings_of_parameters(next(rule for rule in LIBRARY.values() if rule.function is block))
        said = {name: meaning.text for meaning in parameters for name in meaning.names}
    return {name: "\n".join(_both(text)) for name, text in said.items()}
