"""What a declared value must be: the annotations of whatever schemas, ``site.yaml`` and rules may say.

A declared block is a frozen dataclass, a rule is a function. The annotation of each attribute or parameter says what
stands under its key, its docstring what that means. From these alone come the reader
(:mod:`generator.read.schema.binder`), the tables of the reference and the JSON Schema of a schema file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum, Flag, auto
from typing import Annotated, TypeAlias, TypeVar

from generator.model.declared.condition import Condition

T = TypeVar("T")


class Among(Enum):
    """Whose fields a name is one of."""

    OWN = "the record"
    ROW = "the child table that the same block names"
    ROW_OR_OWN = "that child table, or the record where the block names none"
    THEIR = "the other type that the same block names, or leads to"


class Naming(Flag):
    """What a name may be the name of."""

    FIELD = auto()
    TABLE = auto()
    """A child table."""
    COLUMN = auto()
    """A field of a child table, as ``table.field``."""
    TYPE = auto()
    """A record type."""


@dataclass(frozen=True, slots=True)
class Names:
    """On a text: it is the name of something declared. On a condition: it is over these fields."""

    naming: Naming = Naming.FIELD
    among: Among = Among.OWN


@dataclass(frozen=True, slots=True)
class Between:
    """On a whole number: its limits, both included."""

    least: int
    most: int

    def fits(self, value: int) -> bool:
        return self.least <= value <= self.most


@dataclass(frozen=True, slots=True)
class OneOf:
    """On a text: the values that it may have."""

    values: Collection[str]

    def fits(self, value: str) -> bool:
        return value in self.values


@dataclass(frozen=True, slots=True)
class Form:
    """On a text: whether it is written as it must be, and an example that is."""

    fits: Callable[[str], object]
    example: str
    pattern: str = ""
    """The same as a regular expression, for JSON Schema, as far as one can say it."""


@dataclass(frozen=True, slots=True)
class As:
    """The key that a file writes, where Python needs another name."""

    key: str


class Trait(Enum):
    """What else can be said of a value."""

    COMPUTED = auto()
    """No key of a file: the reader works it out."""
    LASTING = auto()
    """What it names is copied to where nothing is taken down, so the values of these fields must be public for good."""
    ONE_OR_MORE = auto()
    """A list, or its only entry by itself."""
    FILLED = auto()
    """A list with at least one entry; every list that must be there is one."""
    DIFFERENT = auto()
    """A list in which nothing stands twice."""
    SHORT = auto()
    """A block that may be written as what stands under its first key, by itself."""
    BY_NAME = auto()
    """Written as a mapping, from the name of each thing to the rest of it."""
    NEW_NAME = auto()
    """A text that gives a name to what is declared here."""
    IN_BRACKETS = auto()
    """A text in which the names stand in brackets: ``{kind}公示``."""
    ALTERNATIVE = auto()
    """Of all such keys of a block exactly one is written."""
    OTHERS = auto()
    """All keys of the block that are not declared, as they are."""

    __hash__ = object.__hash__  # Enum's own is written in Python, and every value that is read asks for it


Computed: TypeAlias = Annotated[T, Trait.COMPUTED]
Lasting: TypeAlias = Annotated[T, Trait.LASTING]
OneOrMore: TypeAlias = Annotated[tuple[T, ...], Trait.ONE_OR_MORE]
NewName: TypeAlias = Annotated[str, Trait.NEW_NAME]

FieldName: TypeAlias = Annotated[str, Names()]
"""A field of the record."""
FieldNames: TypeAlias = tuple[FieldName, ...]
RowField: TypeAlias = Annotated[str, Names(among=Among.ROW)]
"""A field of the child table that the same block or rule names."""
RowFields: TypeAlias = tuple[RowField, ...]
TheirField: TypeAlias = Annotated[str, Names(among=Among.THEIR)]
"""A field of the other type that the same block or rule names, or that its reference leads to."""
TheirFields: TypeAlias = tuple[TheirField, ...]
TableName: TypeAlias = Annotated[str, Names(Naming.TABLE)]
TypeName: TypeAlias = Annotated[str, Names(Naming.TYPE)]
Texts: TypeAlias = tuple[str, ...]
When: TypeAlias = Annotated[Condition, Names()]
"""A condition on the record."""
RowWhere: TypeAlias = Annotated[Condition, Names(among=Among.ROW)]
"""A condition on rows of the child table that the same rule names."""
TheirWhere: TypeAlias = Annotated[Condition, Names(among=Among.THEIR)]
"""A condition on records of the other type."""
