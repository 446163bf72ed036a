"""What may be declared → JSON Schema (2020-12), for editors and other tools.

It takes whatever the reader takes. It takes more in one respect: whether a name is that of something declared, no JSON
Schema can say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from generator.model.declared.condition import TESTS, Condition
from generator.model.declared.kinds import Between, OneOf, Trait
from generator.model.text.languages import ENDING
from generator.model.text.wording import Wording
from generator.read.schema.keys import Declared, Key, Kind, keys_of
from generator.read.schema.schemas import EXTENDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NOT_BLANK = r"\S"
_TEXT = {"type": ["string", "number"]}
_PLAIN: Mapping[Any, Mapping[str, Any]] = {
    str: _TEXT,
    Wording: _TEXT,
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string"},
    Mapping: {"type": "object"},
    Condition: {
        "type": "object",
        "additionalProperties": {
            "anyOf": [
                {"type": ["string", "number", "boolean", "null", "array"]},
                {"type": "object", "propertyNames": {"enum": sorted(TESTS)}},
            ]
        },
    },
}


def json_schema(
    file: Declared,
    said: Callable[[Declared], Mapping[str, str]],
    others: Mapping[Declared, Mapping[str, Declared]],
    among: Mapping[str, Kind],
) -> dict[str, Any]:
    """The JSON Schema of files that declare this.

    ``said`` gives the description of each key of a block. ``others``: blocks that have exactly one key besides those
    that they declare, and what stands under each that it may be; ``among`` that, each may also have these keys.
    """
    made = _Definitions(said, others, among)
    whole = made.reference(file, laid_over=False)
    if EXTENDS in keys_of(file).by_name:
        over = made.reference(file, laid_over=True)
        whole = {"if": {"required": [EXTENDS]}, "then": over, "else": whole}
    return {"$schema": DIALECT, **whole, "$defs": made.definitions}


class _Definitions:
    """The definitions of all blocks, each made once as it is referred to."""

    def __init__(
        self,
        said: Callable[[Declared], Mapping[str, str]],
        others: Mapping[Declared, Mapping[str, Declared]],
        among: Mapping[str, Kind],
    ) -> None:
        self.said, self.others, self.among = said, others, among
        self.any_of_several = {each for block in others.values() for each in block.values()}
        self.definitions: dict[str, Any] = {}

    def reference(self, declared: Declared, *, laid_over: bool) -> dict[str, Any]:
        """``laid_over``: it is merged with that of a shipped schema, so that nothing in it must be there."""
        name = f"{declared.__name__}{'-over-another' if laid_over else ''}"
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] |= self._block(declared, laid_over)
        return {"$ref": f"#/$defs/{name}"}

    def _block(self, declared: Declared, laid_over: bool) -> dict[str, Any]:
        keys, said = keys_of(declared), self.said(declared)
        others = {
            name: self.reference(each, laid_over=False)
            for name, each in self.others.get(declared, {}).items()
        }
        alternatives = [name for name in keys.by_name if name in keys.alternatives] or list(others)
        properties = {name: self._key(key, laid_over) for name, key in keys.by_name.items()}
        if declared in self.any_of_several:
            properties |= {name: _nullable(self._kind(kind, laid_over)) for name, kind in self.among.items()}
        for name in properties.keys() & said.keys():
            properties[name]["description"] = said[name]
        found: dict[str, Any] = {
            "type": "object",
            "properties": properties | others,
            "patternProperties": {
                f"^{name}{ENDING}$": _nullable(self._kind(key.kind, laid_over))
                for name, key in keys.by_name.items()
                if name in keys.wordings
            },
            "additionalProperties": bool(keys.others) and not others,
            "required": [key.name for key in keys.by_name.values() if _is_needed(key, laid_over)],
        }
        if alternatives and not laid_over:
            found["oneOf"] = [{"required": [name]} for name in alternatives]
        return {name: value for name, value in found.items() if value not in ([], {})}

    def _key(self, key: Key, laid_over: bool) -> dict[str, Any]:
        needed = _is_needed(key, laid_over)
        found = self._kind(key.kind, laid_over, needed=needed)
        found = found if needed or Trait.FILLED in key.kind.traits else _nullable(found)
        if isinstance(key.default, str | int) and key.default != "":
            found["default"] = key.default
        return found

    def _kind(self, kind: Kind, laid_over: bool, *, needed: bool = False) -> dict[str, Any]:
        if kind.item is not None:
            return self._several(kind, kind.item, laid_over)
        if kind.is_block:
            block = self.reference(kind.base, laid_over=laid_over)
            if Trait.SHORT not in kind.traits:
                return block
            first = next(iter(keys_of(kind.base).by_name.values()))
            return {"anyOf": [block, self._kind(first.kind, laid_over=False, needed=True)]}
        if kind.is_choice:
            return {"enum": [member.value for member in kind.base]}
        return _scalar(kind, needed=needed)

    def _several(self, kind: Kind, item: Kind, laid_over: bool) -> dict[str, Any]:
        if Trait.BY_NAME in kind.traits:
            return {"type": "object", "additionalProperties": self._kind(item, laid_over)}
        named = item.is_block and "name" in keys_of(item.base).by_name
        inner = self._kind(item, laid_over and named)
        found: dict[str, Any] = {"type": "array", "items": inner}
        if Trait.FILLED in kind.traits and not laid_over:
            found["minItems"] = 1
        if Trait.DIFFERENT in kind.traits:
            found["uniqueItems"] = True
        return {"anyOf": [inner, found]} if Trait.ONE_OR_MORE in kind.traits else found


def _is_needed(key: Key, laid_over: bool) -> bool:
    """Whether the key must be there."""
    return Trait.NEW_NAME in key.kind.traits if laid_over else key.required


def _scalar(kind: Kind, *, needed: bool) -> dict[str, Any]:
    """A text, a number, a day; an empty text is nothing, which only what is needed may not be."""
    found = dict(_PLAIN[kind.base])
    if kind.base is str and needed:
        found["pattern"] = NOT_BLANK
    if Trait.NEW_NAME in kind.traits:
        found["type"] = "string"
    for limit in kind.limits:
        if isinstance(limit, Between):
            found |= {"minimum": limit.least, "maximum": limit.most}
        elif isinstance(limit, OneOf):
            found = {"enum": [*limit.values, *(() if needed else ("",))]}
        elif limit.pattern:
            found["pattern"] = rf"^\s*(?:{limit.pattern}){'' if needed else '?'}\s*$"  # readers strip blanks
    return found


def _nullable(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The same, or nothing."""
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return {**schema, "type": [*types, "null"]}
    return {"anyOf": [schema, {"type": "null"}]}
