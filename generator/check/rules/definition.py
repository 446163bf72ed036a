"""What a rule is: an id, a sentence, and a pure function of one case and its parameters.

A rule's function takes a :class:`~generator.check.rules.case.Case` and the parameters that a schema declares, whose
annotations say what they must be (:mod:`generator.model.declared.kinds`), and yields a finding for each thing that is wrong, or
:data:`NOT_APPLICABLE` if there is nothing to judge. Today is an argument of the case; nothing is read or written. A
schema's entry is bound to the function once, before any record is judged, so that a parameter that means nothing stops
the run with one sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final, Literal

from generator.check.rules.duty import Duties
from generator.model.declared.coverage import Coverage
from generator.model.declared.record_type import Field, RecordType, RuleUse
from generator.model.declared.severity import Severity
from generator.model.findings.finding import Finding
from generator.model.findings.rules import Rule
from generator.model.text.wording import say
from generator.read.schema.binder import Scope, read_keys
from generator.read.schema.keys import Key, keys_of
from generator.read.schema.place import Place


class _Nothing(Enum):
    TO_JUDGE = "not applicable"


NOT_APPLICABLE: Final = _Nothing.TO_JUDGE
"""Yielded by a rule that finds nothing to judge, such as a period without its dates."""
Problems = Iterator[Finding | Literal[_Nothing.TO_JUDGE]]
Gaps = Iterator[Coverage]


@dataclass(frozen=True, slots=True)
class Computation:
    """How a rule works out the value that it holds a typed one against; where none is typed, this is the value."""

    of: str
    """The parameter that names the field."""
    value: Callable[..., Decimal | date | None]
    """Takes the case, the row if it is ``by_row``, and the rule's parameters; ``None`` where there is nothing to go by."""
    by_row: bool = False
    """Whether the field is one of the rows of the table that the parameter ``table`` names."""
    places: int | None = None
    """To how many decimal places it is published at most; ``None``: as it comes out."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A rule of the library. ``function`` judges one record, or (``covers``) all records of a type at once."""

    rule: Rule
    function: Callable[..., Any]
    covers: bool = False
    timed: bool = False
    """Whether passing time alone can break it. What it finds is a warning unless the schema says otherwise."""
    other: str = ""
    """The parameter that names the other type, or the reference field that leads to it."""
    one_of: tuple[str, ...] = ()
    """Parameters of which at least one is given."""
    pairs: tuple[str, ...] = ()
    """Parameters that are lists of the same length."""
    due: Callable[..., Duties] | None = None
    """What is open and by when, of a rule that time alone breaks; see :mod:`generator.check.rules.duty`."""
    computes: Computation | None = None
    """What it works out, if anything: a type can then declare that the field may be left out (``derived``)."""
    tree: bool = False
    """Whether it is for types whose records stand above and below each other."""
    completeness: bool = False
    """Whether it asks for what is not there yet: a draft that lacks it is no error."""
    keeps_people_unknown: bool = False
    """Whether it keeps people from being recognised or found: no site switches it off or changes it."""

    @property
    def parameters(self) -> Mapping[str, Key]:
        """The parameters that a schema may give, by the name that it gives them (``from`` for ``from_``)."""
        return keys_of(self.function).by_name


@dataclass(frozen=True, slots=True)
class BoundRule:
    """A rule with the parameters that one type gives it, ready to judge."""

    definition: Definition
    use: RuleUse
    arguments: Mapping[str, Any]

    @property
    def severity(self) -> Severity:
        """What the schema says; else a warning for what time or absence alone brings about, an error for the rest."""
        if self.use.severity is not None:
            return self.use.severity
        return Severity.WARNING if self.definition.timed or self.definition.covers else Severity.ERROR


def bind(
    definition: Definition, use: RuleUse, type: RecordType, types: Mapping[str, RecordType] | None = None
) -> BoundRule:
    """The rule with the schema's parameters. Stops at one that is missing, unknown or of the wrong kind.

    ``types`` are all types there are, by name: a parameter may name one of them, or its fields. Without
    them, such a parameter is taken as it stands.
    """
    place = place_of(use, type)
    if definition.tree and not type.tree_field:
        raise place.refusal(say("{path}: the rule {rule} is for types that declare 'tree'.", rule=use.rule))
    # What a rule that covers finds is shown in public, so it cannot be about values that do not last.
    scope = Scope(
        type.fields,
        type.children,
        None,
        types,
        _their_fields(definition, use, type, types),
        definition.covers,
    )
    arguments = read_keys(keys_of(definition.function), use.parameters, place, scope)
    if definition.one_of and not set(definition.one_of) & use.parameters.keys():
        names = ", ".join(definition.one_of)
        raise place.refusal(
            say("{path}: the rule {rule} needs one of the parameters {names}.", rule=use.rule, names=names)
        )
    if len({len(use.parameters[name]) for name in definition.pairs}) > 1:
        names = ", ".join(definition.pairs)
        raise place.refusal(
            say("{path}: the rule {rule} needs as many entries in {names}.", rule=use.rule, names=names)
        )
    return BoundRule(definition, use, arguments)


def place_of(use: RuleUse, type: RecordType) -> Place:
    """Where a type's schema declares the rule, or its change."""
    if use.changed:
        return Place(type.path, type.file).at("sunlit").at("rule_changes").at(use.rule)
    number = next((number for number, each in enumerate(type.rules) if each is use), 0)
    entry = Place(type.path, type.file).at("sunlit").at("rules").entry(number, len(type.rules))
    return entry.at(use.rule)


def _their_fields(
    definition: Definition, use: RuleUse, type: RecordType, types: Mapping[str, RecordType] | None
) -> Sequence[Field] | None:
    """The fields of the types to which the rule's reference field leads."""
    if types is None:
        return None
    led_to = [each.to for each in type.relations if each.field == use.parameters.get(definition.other)]
    return [field for name in led_to if name in types for field in types[name].fields]
