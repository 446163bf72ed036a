"""What a type's use of a rule says, in words: parameters, condition, time, basis, pack, weight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from generator.check.report.speaker import Speaker
from generator.check.rules.definition import BoundRule
from generator.model.declared.condition import Test
from generator.model.declared.record_type import InForce, RecordType
from generator.model.declared.severity import Severity
from generator.model.text.wording import Phrase, say

TODAY = "today"
_TESTS = {
    "is": say("{field} is {value}"),
    "in": say("{field} is one of {value}"),
    "not": say("{field} is not {value}"),
    "before": say("{field} lies before {value}"),
    "on_or_before": say("{field} does not lie after {value}"),
    "after": say("{field} lies after {value}"),
    "on_or_after": say("{field} does not lie before {value}"),
    "below": say("{field} is below {value}"),
    "at_least": say("{field} is at least {value}"),
}


def use_lines(bound: BoundRule, type: RecordType, packs: frozenset[str], speak: Speaker) -> Iterator[str]:
    """Everything that a type's declaration adds to a rule, a line each; what is not declared has no line."""
    use = bound.use
    if use.parameters:
        yield speak.plain("Parameters: {text}", text=parameters(use.parameters))
    if use.when.tests:
        conditions = [_test(test, type, speak) for test in use.when.tests]
        yield speak.plain("When: {text}", text=speak.plain("; ").join(conditions))
    if use.basis:
        yield speak.plain("Basis: {text}", text=use.basis)
    if use.in_force != InForce():
        yield _in_force(use.in_force.starts, use.in_force.ends, speak)
    if use.pack:
        on = use.pack in packs
        switch = speak.plain("switched on") if on else speak.plain("switched off")
        yield speak.plain("Pack: {pack} ({switch})", pack=use.pack, switch=switch)


def weight(bound: BoundRule, speak: Speaker) -> str:
    """How a breach of the rule weighs for this type."""
    return speak.plain("Error") if bound.severity is Severity.ERROR else speak.plain("Warning")


def parameters(given: Any) -> str:
    """Parameters as a schema writes them, on one line."""
    return ", ".join(f"{name}: {_value(value)}" for name, value in given.items())


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return f"{{{parameters(value)}}}"
    return f"[{', '.join(map(_value, value))}]" if isinstance(value, list | tuple) else str(value)


def _test(test: Test, type: RecordType, speak: Speaker) -> str:
    field = _label(test.field, type, speak)
    if test.operator == "empty":
        phrase = say("{field} is empty") if test.operand else say("{field} is filled in")
        return speak(Phrase(phrase.text, {"field": field}))
    return speak(
        Phrase(_TESTS[test.operator].text, {"field": field, "value": _operand(test.operand, type, speak)})
    )


def _operand(operand: Any, type: RecordType, speak: Speaker) -> str:
    if operand == TODAY:
        return speak.plain("the day of the check")
    if isinstance(operand, bool):
        return speak.plain("yes" if operand else "no")
    if isinstance(operand, Sequence) and not isinstance(operand, str):
        return " / ".join(_value(item) for item in operand)
    return _label(operand, type, speak) if isinstance(operand, str) else _value(operand)


def _label(name: str, type: RecordType, speak: Speaker) -> str:
    """What people call a field; a text that is no field stays as it is."""
    labels = {field.name: field.label.in_language(speak.language) for field in type.fields}
    return labels.get(name, name)


def _in_force(starts: date | None, ends: date | None, speak: Speaker) -> str:
    if starts and ends:
        return speak.plain("In force: {first} to {last}", first=starts.isoformat(), last=ends.isoformat())
    if starts:
        return speak.plain("In force: from {first}", first=starts.isoformat())
    return speak.plain("In force: until {last}", last=ends.isoformat() if ends else "")
