"""Conditions over one record, as schemas declare them: ``{ends_on: {before: today}, kind: 选拔任用}``.

All entries of a condition must hold. An entry is a field and either a value (equality), a list of
values (membership), or a mapping of one or more tests. Dates compare with ``today`` (the as-of
date) or with another field of the record; an empty field fails every test but ``empty: true``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from generator.model.text.folding import canonical

Value = Any
"""A cell: ``None``, ``str``, ``bool``, ``int``, ``Decimal``, ``date``, ``datetime`` or a tuple of texts."""

_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "before": lambda value, other: value < other,
    "on_or_before": lambda value, other: value <= other,
    "after": lambda value, other: value > other,
    "on_or_after": lambda value, other: value >= other,
    "below": lambda value, other: value < other,
    "at_least": lambda value, other: value >= other,
}
TESTS = frozenset({*_COMPARISONS, "empty", "is", "in", "not"})


@dataclass(frozen=True, slots=True)
class Test:
    """One test of one field: ``operator`` is in :data:`TESTS`, ``operand`` as the schema gives it."""

    field: str
    operator: str
    operand: Any

    def holds(self, values: Mapping[str, Value], today: date) -> bool:
        value = values.get(self.field)
        if self.operator == "empty":
            return (value in (None, "", ())) is bool(self.operand)
        if value in (None, "", ()):
            return False
        if self.operator in _COMPARISONS:
            other = _operand(self.operand, values, today)
            return other is not None and _compare(self.operator, value, other)
        return _matches(self.operator, value, self.operand)


@dataclass(frozen=True, slots=True)
class Condition:
    """All of its tests; with none it always holds."""

    tests: tuple[Test, ...] = ()

    def holds(self, values: Mapping[str, Value], today: date) -> bool:
        return all(test.holds(values, today) for test in self.tests)


ALWAYS = Condition()
"""Holds for everything."""


def _operand(operand: Any, values: Mapping[str, Value], today: date) -> Any:
    if operand == "today":
        return today
    return values.get(operand) if isinstance(operand, str) else operand


def _compare(operator: str, value: Any, other: Any) -> bool:
    value, other = day_of(value) or value, day_of(other) or other
    try:
        return _COMPARISONS[operator](value, other)
    except TypeError:
        return False


def day_of(value: Value) -> date | None:
    """The day of a date or of a point in time; ``None`` for anything else."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _matches(operator: str, value: Any, operand: Any) -> bool:
    if isinstance(value, str):
        value = canonical(value)
    if operator == "in":
        return value in map(_comparable, operand)
    return bool(value == _comparable(operand)) is (operator == "is")


def _comparable(operand: Any) -> Any:
    return canonical(operand) if isinstance(operand, str) else operand


def texts_of(value: Value) -> tuple[str, ...]:
    """What a value says, as it is typed: nothing, one text, or a list of them."""
    if value is None:
        return ()
    return tuple(str(item) for item in value) if isinstance(value, tuple) else (str(value),)


def reference_ids(value: Value) -> tuple[str, ...]:
    """The ids (or names of files) that the value of a reference field holds, in the form in which ids are compared."""
    return tuple(map(canonical, texts_of(value)))
