"""What a rule is: an id, a sentence, and a pure function of one case and its parameters.

A rule's function takes a :class:`~generator.check.rules.case.Case` and the parameters that a schema
declares, by name and kind (:data:`FieldName`, :data:`TableName`, …), and yields a finding for each
thing that is wrong, or :data:`NOT_APPLICABLE` if there is nothing to judge. Today is an argument of
the case; nothing is read or written. A schema's entry is bound to the function once, before any
record is judged, so that a parameter that means nothing stops the run with one sentence.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any, Final, Literal, NewType, get_type_hints

from generator.model.condition import Condition
from generator.model.coverage import Coverage
from generator.model.finding import Finding
from generator.model.record_type import Field, RecordType, RuleUse
from generator.model.rules import Rule
from generator.model.severity import Severity
from generator.model.stop import CannotRun
from generator.model.wording import say
from generator.read.block import read_condition

FieldName = NewType("FieldName", str)
"""A field of the record."""
FieldNames = NewType("FieldNames", tuple[str, ...])
"""Several fields of the record, in order."""
TableName = NewType("TableName", str)
"""A child table of the type."""
TypeName = NewType("TypeName", str)
"""Another record type; what its fields are is checked when the rule runs."""
RowField = NewType("RowField", str)
"""A field of the child table that the parameter ``table`` names."""
RowFields = NewType("RowFields", tuple[str, ...])
"""Several fields of that child table, in order."""
Texts = NewType("Texts", tuple[str, ...])
"""Several texts."""
RowWhere = NewType("RowWhere", Condition)
"""A condition on rows of that child table, written like a rule's `when`."""
TheirField = NewType("TheirField", str)
"""A field of the other type that the rule looks at (:attr:`Definition.other`)."""
TheirFields = NewType("TheirFields", tuple[str, ...])
"""Several fields of that other type, in order."""
TheirWhere = NewType("TheirWhere", Condition)
"""A condition on records of that other type, written like a rule's `when`."""

NO_FIELD: Final = FieldName("")
NO_ROW_FIELD: Final = RowField("")
NO_THEIR_FIELD: Final = TheirField("")
EVERY_ROW: Final = RowWhere(Condition())
ALL_OF_THEM: Final = TheirWhere(Condition())
"""What a parameter is that a schema may leave out."""


class _Nothing(Enum):
    TO_JUDGE = "not applicable"


NOT_APPLICABLE: Final = _Nothing.TO_JUDGE
"""Yielded by a rule that finds nothing to judge, such as a period without its dates."""
Problems = Iterator[Finding | Literal[_Nothing.TO_JUDGE]]
Gaps = Iterator[Coverage]


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
    tree: bool = False
    """Whether it is for types whose records stand above and below each other."""

    @property
    def parameters(self) -> Mapping[str, inspect.Parameter]:
        """The parameters that a schema may give, by the name that it gives them (``from`` for ``from_``)."""
        given = list(inspect.signature(self.function).parameters.values())[1:]
        return {parameter.name.rstrip("_"): parameter for parameter in given}


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
    definition: Definition,
    use: RuleUse,
    type: RecordType,
    types: Mapping[str, RecordType] | None = None,
) -> BoundRule:
    """The rule with the schema's parameters. Stops at one that is missing, unknown or of the wrong kind.

    ``types`` are all types there are, by name: a parameter may name one of them, or its fields. Without
    them, such a parameter is taken as it stands.
    """
    known = definition.parameters
    _refuse_incomplete(definition, use, type)
    kinds = get_type_hints(definition.function)
    reader = _Reader(definition, type, use, types)
    arguments = {
        known[name].name: reader.read(name, value, kinds[known[name].name])
        for name, value in use.parameters.items()
    }
    _refuse_uneven(definition, use, type)
    return BoundRule(definition, use, arguments)


def _refuse_incomplete(definition: Definition, use: RuleUse, type: RecordType) -> None:
    known = definition.parameters
    for name in use.parameters:
        if name not in known:
            raise CannotRun(
                say("{path}: the rule {rule} has no parameter '{name}'. It has: {known}.",
                    path=type.path, rule=use.rule, name=name, known=", ".join(known) or "-")
            )  # fmt: skip
    missing = [
        name
        for name, parameter in known.items()
        if parameter.default is parameter.empty and name not in use.parameters
    ]
    if missing:
        raise CannotRun(
            say("{path}: the rule {rule} needs the parameter '{name}'.", path=type.path, rule=use.rule, name=missing[0])
        )  # fmt: skip
    if definition.one_of and not set(definition.one_of) & set(use.parameters):
        raise CannotRun(
            say("{path}: the rule {rule} needs one of the parameters {names}.",
                path=type.path, rule=use.rule, names=", ".join(definition.one_of))
        )  # fmt: skip
    if definition.tree and not type.tree_field:
        raise CannotRun(
            say("{path}: the rule {rule} is for types that declare 'tree'.", path=type.path, rule=use.rule)
        )  # fmt: skip


def _refuse_uneven(definition: Definition, use: RuleUse, type: RecordType) -> None:
    if len({len(use.parameters[name]) for name in definition.pairs}) > 1:
        raise CannotRun(
            say("{path}: the rule {rule} needs as many entries in {names}.",
                path=type.path, rule=use.rule, names=", ".join(definition.pairs))
        )  # fmt: skip


class _Reader:
    """Turns declared parameter values into what the rule's function expects."""

    def __init__(
        self, definition: Definition, type: RecordType, use: RuleUse, types: Mapping[str, RecordType] | None
    ) -> None:
        self.type, self.use, self.types = type, use, types
        self.table = use.parameters.get("table")
        self.other = str(use.parameters.get(definition.other, ""))
        self.covers = definition.covers

    def read(self, name: str, value: Any, kind: Any) -> Any:
        if kind is FieldName:
            return self._field(name, value, self.type.fields)
        if kind is FieldNames:
            return tuple(self._field(name, item, self.type.fields) for item in self._list(name, value))
        if kind is TableName:
            return self._one_of(name, value, [table.name for table in self.type.children])
        if kind is RowField:
            return self._field(name, value, self._row_fields())
        if kind is RowFields:
            return tuple(self._field(name, item, self._row_fields()) for item in self._list(name, value))
        return self._elsewhere(name, value, kind)

    def _elsewhere(self, name: str, value: Any, kind: Any) -> Any:
        if kind is TypeName:
            return self._one_of(name, value, [value] if self.types is None else list(self.types))
        if kind is TheirField:
            return self._their(name, value)
        if kind is TheirFields:
            return tuple(self._their(name, item) for item in self._list(name, value))
        if kind is TheirWhere:
            return self._condition(name, value, self._their_fields() if self.types else _as_fields(value))
        return self._plain(name, value, kind)

    def _plain(self, name: str, value: Any, kind: Any) -> Any:
        if kind is Texts:
            return tuple(str(item) for item in self._list(name, value))
        if kind is RowWhere:
            return self._condition(name, value, self._row_fields())
        if kind is Decimal and _is_number(value):
            return Decimal(str(value))
        if isinstance(kind, type) and issubclass(kind, StrEnum) and value in list(kind):
            return kind(value)
        if isinstance(kind, type) and isinstance(value, kind) and isinstance(value, bool) == (kind is bool):
            return value
        raise self._wrong(name, value)

    def _condition(self, name: str, value: Any, fields: Sequence[Field]) -> Condition:
        return read_condition(value, fields, f"rules.{self.use.rule}.{name}", self.type.path)

    def _row_fields(self) -> Sequence[Field]:
        tables = {table.name: table.fields for table in self.type.children}
        return tables.get(str(self.table), ())

    def _their(self, name: str, value: Any) -> str:
        """A field of the type that is named outright, or to which the reference field leads."""
        return str(value) if self.types is None else self._field(name, value, self._their_fields())

    def _their_fields(self) -> Sequence[Field]:
        types = self.types or {}
        led_to = (relation.to for relation in self.type.relations if relation.field == self.other)
        return [field for type in (self.other, *led_to) if type in types for field in types[type].fields]

    def _list(self, name: str, value: Any) -> list[Any]:
        if not isinstance(value, list) or not value:
            raise self._wrong(name, value)
        return value

    def _field(self, name: str, value: Any, fields: Sequence[Field]) -> str:
        """A rule that covers shows the values that it finds, so it cannot be about those that do not last."""
        known = [field.name for field in fields if field.lasts or not self.covers]
        return self._one_of(name, value, known)

    def _one_of(self, name: str, value: Any, known: Sequence[str]) -> str:
        if value not in known:
            raise self._wrong(name, value)
        return str(value)

    def _wrong(self, name: str, value: Any) -> CannotRun:
        return CannotRun(
            say("{path}: the rule {rule} cannot have '{value}' as its parameter '{name}'.",
                path=self.type.path, rule=self.use.rule, value=str(value), name=name)
        )  # fmt: skip


def _as_fields(condition: Any) -> Sequence[Field]:
    """The fields that a condition on a type nobody knows yet is about, as it names them."""
    return [Field(str(name)) for name in condition] if isinstance(condition, dict) else []


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
