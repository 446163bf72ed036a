"""What a finding about one value says: the field, the value, and what would be right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.check.personal.detection import masked
from generator.check.values.cures import cure
from generator.model.declared.record_type import Field
from generator.model.findings import rules
from generator.model.findings.finding import Finding
from generator.model.findings.rules import Rule
from generator.model.records.record import Source
from generator.model.text.wording import Phrase, say

LONGEST_SHOWN = 40
"""Characters of a value that a message repeats."""

_KINDS: Mapping[str, Phrase] = {
    "date": say("a date"),
    "datetime": say("a date with a time"),
    "integer": say("a whole number"),
    "number": say("a number"),
    "boolean": say("yes or no"),
    "year": say("a year"),
    "yearmonth": say("a month of a year"),
    "array": say("a list"),
}
_FORMATS: Mapping[str, Phrase] = {"uri": say("a whole web address"), "email": say("a mail address")}
"""Of texts."""


def type_finding(field: Field, value: Any, source: Source, record: str) -> Finding:
    """The value is not of its field's type."""
    message = say(
        "{field} says '{value}', which is not {kind}.",
        field=field.label,
        value=shown(value),
        kind=_kind(field),
    )
    return Finding(rules.WRONG_TYPE, source, message, cure(field, value), record, field.name)


def unique_finding(field: Field, value: Any, source: Source, record: str) -> Finding:
    """The value stands more than once in a field that is unique."""
    message = say(
        "{field} says '{value}', which stands in another row already.", field=field.label, value=shown(value)
    )
    hint = say("Give each row a value of its own.")
    return Finding(rules.REPEATED_VALUE, source, message, hint, record, field.name)


def constraint_finding(constraint: str, field: Field, value: Any, source: Source, record: str) -> Finding:
    """The value breaks a constraint; ``constraint`` is its Table Schema name."""
    rule, message, hint = _broken(constraint, field, shown(value), field.constraints.get(constraint))
    return Finding(rule, source, message, hint, record, field.name)


def _broken(constraint: str, field: Field, value: str, limit: Any) -> tuple[Rule, Phrase, Phrase]:
    label, bound = field.label, str(limit)
    if constraint == "required":
        return rules.REQUIRED, say("{field} is empty, but it is required.", field=label), say("Fill it in.")
    if constraint == "enum":
        return (
            rules.NOT_ALLOWED,
            say(
                "{field} says '{value}', which is not one of the values it allows.", field=label, value=value
            ),
            say("Write one of: {allowed}.", allowed=field.choices),
        )
    if constraint in ("minLength", "maxLength"):
        return (
            rules.WRONG_LENGTH,
            say("{field} has the wrong length: '{value}'.", field=label, value=value),
            say("At least {limit} characters.", limit=bound)
            if constraint == "minLength"
            else say("At most {limit} characters.", limit=bound),
        )
    if constraint == "pattern":
        return (
            rules.WRONG_PATTERN,
            say(
                "{field} says '{value}', which does not have the form it asks for.", field=label, value=value
            ),
            say("{description} (form: {pattern})", description=field.description, pattern=bound)
            if field.description
            else say("The form is: {pattern}", pattern=bound),
        )
    return (
        rules.OUT_OF_RANGE,
        say("{field} says {value}, which is outside its limits.", field=label, value=value),
        say("At least {limit}.", limit=bound)
        if "inimum" in constraint
        else say("At most {limit}.", limit=bound),
    )


def shown(value: Any) -> str:
    """A value as a message repeats it: one line, not longer than :data:`LONGEST_SHOWN` characters, and masked before it is
    cut, so that no cut leaves half of a personal value.
    """
    text = " ".join(masked("; ".join(value) if isinstance(value, tuple) else str(value)).split())
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def _kind(field: Field) -> Phrase:
    kind = _KINDS.get(field.type) or _FORMATS.get(field.format)
    return kind or say("of the type {type}", type=field.type)
