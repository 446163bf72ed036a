"""Parts of messages that several rules share: enumerations, and a condition in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.model.declared.condition import Condition, Test
from generator.model.declared.record_type import ChildTable
from generator.model.text.wording import Parameter, Phrase, Wording, say

_FORMS: Mapping[str, Phrase] = {
    "is": say("{field}: {value}"),
    "in": say("{field}: {value}"),
    "not": say("{field}: not {value}"),
    "before": say("{field}: before {value}"),
    "on_or_before": say("{field}: {value} or before"),
    "after": say("{field}: after {value}"),
    "on_or_after": say("{field}: {value} or after"),
    "below": say("{field}: below {value}"),
    "at_least": say("{field}: at least {value}"),
}
"""How each test of a condition is said, by its operator."""


def listed(items: Sequence[Parameter]) -> Phrase:
    """Names or values one after the other, as the reader's language strings them together."""
    if len(items) == 1:
        return say("{only}", only=items[0])
    # Halved, not one by one: thousands of names would nest deeper than Python goes.
    half = len(items) // 2
    return (
        say("{first}, {rest}", first=listed(items[:half]), rest=listed(items[half:])) if items else say("-")
    )


def rounding(decimals: int) -> Phrase:
    """How a number was rounded."""
    return (
        say("rounded half up; decimals: {n}", n=decimals)
        if decimals
        else say("rounded half up to a whole number")
    )


def described(condition: Condition, table: ChildTable) -> Phrase:
    """Which rows a condition means, in the words of their table; for none, any row."""
    labels = {field.name: field.label for field in table.fields}
    return listed([_test(test, labels) for test in condition.tests]) if condition.tests else say("any row")


def _test(test: Test, labels: Mapping[str, Wording]) -> Phrase:
    label = labels.get(test.field, Wording(test.field))
    if test.operator == "empty":
        return say("{field}: empty", field=label) if test.operand else say("{field}: filled in", field=label)
    operands = test.operand if isinstance(test.operand, (list, tuple)) else [test.operand]
    values = [labels.get(str(value)) or str(value) for value in operands]
    form = _FORMS[test.operator]
    return Phrase(form.text, {"field": label, "value": listed(values)})
