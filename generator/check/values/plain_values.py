"""Values that frictionless surely accepts, told without asking it: nearly all of them, many times faster.

A type, a format or a constraint that is not named here, and every value that could be taken in two ways, is a doubt,
and frictionless decides. It alone finds fault; a property test holds what passes here against what it accepts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from generator.model.declared.condition import Value
from generator.model.declared.record_type import Field
from generator.model.declared.whole_pattern import whole_pattern
from generator.model.records.derived import DerivedDay, DerivedNumber
from generator.model.records.shown_number import ShownNumber

Test = Callable[[Value], bool]
"""Whether a value that is there is certainly fit; ``False`` says only that frictionless has to look."""
_PYTHON_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "date": (date, DerivedDay),
    "number": (Decimal, int, ShownNumber, DerivedNumber),
    "integer": (int, DerivedNumber),
    "boolean": (bool,),
    "array": (tuple,),
    "year": (int,),
}
_URI = re.compile(
    r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,4})?(?:/[A-Za-z0-9._~/-]*)?(?:\?[A-Za-z0-9._~/?=&-]*)?"
)
"""Addresses of which any reading of RFC 3986 says that they are some."""
_LAST_YEAR = 9999
_ORDERED = frozenset({"number", "integer"})
_NOT_A_FIELD: tuple[tuple[type, ...] | None, tuple[Test, ...]] = (None, ())
"""What a row holds beside its fields is not asked of frictionless either."""


def certainly_fit(fields: Sequence[Field]) -> Callable[[Mapping[str, Value]], bool]:
    """The question whether the values of a row fit all fields beyond doubt."""
    if any("unique" in field.constraints for field in fields):
        return lambda _: False  # only the whole column can tell
    required = [field.name for field in fields if field.constraints.get("required", False) is not False]
    tests = {field.name: (_kinds(field), tuple(_bounds(field) or ())) for field in fields}

    def fit(values: Mapping[str, Value]) -> bool:
        for name in required:
            if values.get(name) is None:
                return False
        for name, value in values.items():
            kinds, bounds = tests.get(name, _NOT_A_FIELD)
            if value is None or kinds is None:
                continue
            kind = type(value)
            if kind not in kinds or value == "" or (kind is Decimal and not value.is_finite()):
                return False
            for bound in bounds:
                if not bound(value):
                    return False
        return True

    return fit


def _kinds(field: Field) -> tuple[type, ...]:
    """The types of values that may be fit; none, where each is in doubt."""
    known = field.format == "default" or (field.type, field.format) == ("string", "uri")
    plain = known and not field.options and _bounds(field) is not None
    return _PYTHON_TYPES.get(field.type, ()) if plain else ()


def _bounds(field: Field) -> list[Test] | None:
    """What the constraints demand of a value that is there, if all of it can be told here."""
    stated = {name: bound for name, bound in field.constraints.items() if name != "required"}
    bounds = [_bound(field, name, bound) for name, bound in stated.items()]
    if field.format == "uri":
        bounds.append(lambda value: bool(_URI.fullmatch(str(value))))
    if field.type == "year":
        bounds.append(lambda value: isinstance(value, int) and 0 <= value <= _LAST_YEAR)
    return None if None in bounds else [bound for bound in bounds if bound]


def _bound(field: Field, name: str, stated: Any) -> Test | None:
    """What a constraint demands, if it can be told here."""
    if name == "enum" and field.type == "string" and isinstance(stated, list):
        allowed = frozenset(item for item in stated if isinstance(item, str))
        return (lambda value: value in allowed) if len(allowed) == len(stated) else None
    if name == "pattern" and field.type == "string" and isinstance(stated, str):
        return _pattern(stated)
    if field.type in _ORDERED and type(stated) is int:
        if name == "minimum":
            return lambda value: bool(value >= stated)
        if name == "maximum":
            return lambda value: bool(value <= stated)
    return None


@lru_cache(maxsize=1024)
def _pattern(stated: str) -> Test | None:
    """As frictionless makes an expression of it."""
    try:
        match = re.compile(f"^{whole_pattern(stated)}$").match
    except re.error:
        return None
    return lambda value: isinstance(value, str) and match(value) is not None
