"""Conditions of states, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from generator.model.declared.condition import Condition, Test
from generator.model.declared.record_type import RecordType
from writers.words import LANGUAGES, both, joined, words


def in_words(condition: Condition, type: RecordType) -> tuple[str, str]:
    """The condition as a Chinese and an English sentence; one without tests holds otherwise."""
    if not condition.tests:
        return both("always")
    return joined("and", [_sentence(test, type) for test in condition.tests])


def _sentence(test: Test, type: RecordType) -> tuple[str, str]:
    path = (
        ("empty", str(bool(test.operand)).lower()) if test.operator == "empty" else ("tests", test.operator)
    )
    sides = []
    for index, language in enumerate(LANGUAGES):
        field = type.field(test.field).label.in_language(language)
        operand = _operand(test, type, index)
        sides.append(both(*path, field=field, operand=operand)[index])
    return sides[0], sides[1]


def _operand(test: Test, type: RecordType, index: int) -> str:
    operand: Any = test.operand
    if operand == "today":
        return str(words("today")[index])
    if isinstance(operand, date):
        return operand.isoformat()
    names = {field.name: field.label.in_language(LANGUAGES[index]) for field in type.fields}
    if test.operator not in ("is", "in", "not") and operand in names:
        return _quoted([names[operand]], index)
    if isinstance(operand, bool):
        return _quoted([words("booleans", str(operand).lower())[index]], index)
    return _quoted(operand if isinstance(operand, list) else [operand], index)


def _quoted(values: Sequence[Any], index: int) -> str:
    marks = ("「{}」", '"{}"')[index]
    texts = [str(value) if isinstance(value, int | float) else marks.format(value) for value in values]
    return ("、", ", ")[index].join(texts)
