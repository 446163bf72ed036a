"""A field of a schema → the kind of input in which its values are typed, whatever page has the form."""

from __future__ import annotations

from enum import Enum, auto

from generator.model.declared.record_type import NUMBERS, Field, Show

_WHOLE = frozenset({"integer", "year"})
_LONG = frozenset({Show.LONG, Show.LEDE})


class InputKind(Enum):
    """What somebody types, or chooses."""

    ATTACHMENT = auto()
    """The name of a file."""
    CHOICE = auto()
    """One of the values that the schema names."""
    TRUTH = auto()
    """Yes or no."""
    DAY = auto()
    """A day, written as ISO 8601 has it."""
    NUMBER = auto()
    """A number and nothing beside it."""
    LONG = auto()
    """A text of several lines."""
    LINE = auto()


def input_kind(field: Field) -> InputKind:
    """The kind of input of a field; of a list, that of its items."""
    if field.show is Show.ATTACHMENT:
        return InputKind.ATTACHMENT
    if field.constraints.get("enum"):
        return InputKind.CHOICE
    if field.type == "boolean":
        return InputKind.TRUTH
    if field.type == "date" and "%" not in field.format:
        return InputKind.DAY
    is_free = field.show is Show.PROGRESS or bool(field.remark)  # 80% and remarks may stand there
    if (field.type in NUMBERS or is_whole(field)) and not is_free:
        return InputKind.NUMBER
    return InputKind.LONG if field.show in _LONG or field.markup else InputKind.LINE


def is_whole(field: Field) -> bool:
    """Whether its values are numbers without a fraction."""
    return field.type in _WHOLE
