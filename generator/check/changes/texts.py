"""Values as texts that can be compared and shown. How a text is broken into lines is not its content."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from generator.model.declared.condition import Value
from generator.model.text.folding import canonical

SEPARATOR = "；"
CONTEXT = 8
"""Signs shown on either side of what changed in a long text."""
SHORT = 40
"""Signs of a text that is shown whole."""


def is_empty(value: Value) -> bool:
    """Whether the field says nothing."""
    return value in (None, "", ())


def same(old: Value, new: Value) -> bool:
    """Whether both say the same: without regard to line breaks, the order of a list, the way a number is typed, or
    whether accents are composed.
    """
    return bool(old == new) or _comparable(old) == _comparable(new)


def _comparable(value: Value) -> Value:
    return tuple(sorted(map(_comparable, value))) if isinstance(value, tuple) else canonical(as_text(value))


def as_text(value: Value) -> str:
    """The value in one line, as staff would type it; empty for an empty one."""
    if is_empty(value):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return SEPARATOR.join(map(as_text, value))
    if isinstance(value, Decimal):
        return _plain_number(value)
    if isinstance(value, date):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return flat(str(value))


def _plain_number(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def flat(text: str) -> str:
    """The text in one line."""
    return " ".join(text.split())


def excerpt(before: str, after: str) -> tuple[str, str]:
    """What differs of two texts, with enough around it that it stands once in the first.

    Replacing the one by the other there turns the first text into the second; an empty first part means: at the end.
    """
    if max(len(before), len(after)) <= SHORT or not before or not after:
        return before, after
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    if head == len(before):
        return "", after[head:]
    start, end = max(head - CONTEXT, 0), max(tail - CONTEXT, 0)
    while before.count(before[start : len(before) - end]) != 1 and (start or end):
        start, end = max(start - CONTEXT, 0), max(end - CONTEXT, 0)
    return before[start : len(before) - end], after[start : len(after) - end]


def _shared(one: str, other: str) -> int:
    """How many signs both begin with."""
    for index, (ours, theirs) in enumerate(zip(one, other, strict=False)):
        if ours != theirs:
            return index
    return min(len(one), len(other))
