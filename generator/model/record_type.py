"""A record type as its schema declares it. The engine knows no type by name, only this shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from string import Formatter
from typing import Any

from generator.model.condition import Condition
from generator.model.notice import Notice
from generator.model.personal import NO_GRACE, After, Grace, Personal, Public
from generator.model.section import Section
from generator.model.severity import Severity
from generator.model.wording import Wording


def names_in_title(title: str) -> tuple[str, ...]:
    """The fields that a neutral title names. ``ValueError`` at brackets that do not close, and at a form of a value."""
    parts = list(Formatter().parse(title))
    if any(form or conversion for _, _, form, conversion in parts):
        raise ValueError(title)
    return tuple(name for _, name, _, _ in parts if name is not None)


CORRECTIONS = "corrections"
"""The common child table in which a record says what of it was changed."""


class Show(StrEnum):
    """How a field is shown on a page; ``AUTO`` follows its type."""

    AUTO = "auto"
    LEDE = "lede"
    """The sentence under the title."""
    LONG = "long"
    """Text of several paragraphs: a section of its own."""
    PROGRESS = "progress"
    """A number from 0 to 100, per cent: a bar and the number. ``80%`` may be typed."""
    ATTACHMENT = "attachment"
    """The path of a file from ``data/attachments/`` on, or a list of such paths: published beside the record."""
    HIDDEN = "hidden"
    """Not shown on the page by itself (it is shown as a relation, a state, or not at all)."""


class ChildShow(StrEnum):
    """How a child table is shown on a record page."""

    TABLE = "table"
    TIMELINE = "timeline"
    SHARES = "shares"
    """Rows whose numbers are shares of a whole: stacked bars with the table beside them."""
    SIGNOFF = "signoff"
    CORRECTIONS = "corrections"


@dataclass(frozen=True, slots=True)
class Field:
    """One column: a Table Schema field with its names in every language.

    ``type`` and ``constraints`` keep Table Schema's meaning (specs.frictionlessdata.io/table-schema).
    """

    name: str
    type: str = "string"
    format: str = "default"
    title: Wording = Wording()
    description: Wording = Wording()
    constraints: Mapping[str, Any] = field(default_factory=dict, hash=False)
    options: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Table Schema's other properties (``trueValues``, ``decimalChar`` …), handed on as they are."""
    show: Show = Show.AUTO
    remark: str = ""
    """The field that takes what is written in brackets behind this one's number: ``80%（进度滞后）``."""
    personal: Personal | None = None
    """What becomes of its values if they are about a person; ``None``: they are not."""

    @property
    def lasts(self) -> bool:
        """Whether its values may stand anywhere on the site, for good."""
        return self.personal is None or self.personal.public is Public.ALWAYS

    @property
    def leaves_something(self) -> bool:
        """Whether anything of its values, if only a mask, may stand for good."""
        return self.lasts or (self.personal is not None and self.personal.after is After.MASK)

    @property
    def period_bound(self) -> bool:
        """Whether its values are public during the record's period alone."""
        return self.personal is not None and self.personal.public is Public.DURING_PERIOD

    @property
    def required(self) -> bool:
        return bool(self.constraints.get("required"))

    @property
    def label(self) -> Wording:
        """The name for people; the technical name where the schema gives no title."""
        return self.title or Wording(self.name)

    def spellings(self) -> tuple[str, ...]:
        """What a header or a key may say to mean this field."""
        return (self.name, *self.title.all())


@dataclass(frozen=True, slots=True)
class ChildTable:
    """A field that holds a list of things, with its own Table Schema."""

    name: str
    fields: tuple[Field, ...]
    title: Wording = Wording()
    description: Wording = Wording()
    show: ChildShow = ChildShow.TABLE
    home: bool = False
    """Of shares: whether the home page shows those of the newest record that has any."""
    common: bool = False

    @property
    def label(self) -> Wording:
        return self.title or Wording(self.name)

    def spellings(self) -> tuple[str, ...]:
        """What a key, a file name or a sheet may say to mean this table."""
        return (self.name, *self.title.all())


@dataclass(frozen=True, slots=True)
class Relation:
    """A field whose values are ids of records of type ``to``; ``child`` names the child table it stands in."""

    field: str
    to: str
    child: str = ""
    inverse: Wording = Wording()
    """What the other record's page calls the records that point at it."""
    inherited: bool = False
    """As for a rule: from a shipped schema, so that it falls away where the site lacks the other type."""
    supersedes: bool = False
    """Whether this record takes the place of the one that it names."""


@dataclass(frozen=True, slots=True)
class State:
    """A state that is computed from the record and the as-of date; the first whose condition holds applies."""

    id: str
    title: Wording
    look: str
    when: Condition


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that stand together under one heading on the generic page."""

    title: Wording
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """The two date fields between which something is open to the public, both ends included."""

    starts: str
    ends: str


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Fields that say when something comes round again, for calendars; all but ``weekday`` and the times may be empty.

    ``weekday`` holds one of the seven values that its field allows, Monday's first; ``weeks`` which of the
    month (``1``, ``1、3``, ``-1``: the last), without it every week; ``starts`` and ``ends`` a time of day
    (9:00; an end that is not later is one of the next day). It goes on from ``since`` until the day before ``until``.
    """

    weekday: str
    starts: str
    ends: str
    weeks: str = ""
    since: str = ""
    until: str = ""
    place: str = ""
    text: str = ""
    """The field that tells people the same in words."""


@dataclass(frozen=True, slots=True)
class RuleUse:
    """A rule as a type declares it: which one, with what parameters, for which records, since when.

    A record is judged by the rule if ``when`` holds and the record's date lies in ``starts`` … ``ends``.
    """

    rule: str
    parameters: Mapping[str, Any]
    when: Condition = Condition()
    title: Wording = Wording()
    """What the rule means for this type, for people; empty: the rule's own sentence."""
    basis: str = ""
    """The document that demands it."""
    starts: date | None = None
    ends: date | None = None
    severity: Severity | None = None
    """Empty: as the rule itself weighs."""
    inherited: bool = False
    """Whether it comes from a shipped schema that the site's own extends: such a rule may be about types it lacks."""
    pack: str = ""
    """The rule pack that it belongs to; without one it always applies."""


@dataclass(frozen=True, slots=True)
class RecordType:
    """Everything the engine knows of a type. Fields keep the schema's order, common fields last."""

    name: str
    fields: tuple[Field, ...]
    id_field: str
    title_field: str
    date_field: str | None = None
    title: Wording = Wording()
    description: Wording = Wording()
    family: Wording = Wording()
    order: int = 1000
    template: str | None = None
    children: tuple[ChildTable, ...] = ()
    relations: tuple[Relation, ...] = ()
    states: tuple[State, ...] = ()
    groups: tuple[FieldGroup, ...] = ()
    listing: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    """Fields whose values narrow the listing, beside the state and the year; a date or a year goes by its year."""
    department: str | None = None
    """The field that says which department answers for a record; the search narrows by it."""
    tree_field: str | None = None
    period: Period | None = None
    grace: Grace = NO_GRACE
    """How long values stay public after the period that they are bound to."""
    neutral_titles: tuple[str, ...] = ()
    """``{kind}公示（{department}）``: what a record is called where its own title may not stand; the first that can be filled."""
    keeps: frozenset[str] = frozenset()
    """Fields and child tables that stay on the page of a record whose content was taken down."""
    recurs: Recurrence | None = None
    notice: Notice | None = None
    rules: tuple[RuleUse, ...] = ()
    pages: tuple[Section, ...] = ()
    """The pages that the type declares beside those of its records."""
    unique_keys: tuple[tuple[str, ...], ...] = ()
    missing_values: frozenset[str] = frozenset()
    """Texts that mean an empty cell, beside the empty text itself (Table Schema's ``missingValues``)."""
    path: str = ""
    """The schema file, relative to the root."""
    cut: bool = False
    """Whether shipped relations to types that the site lacks fell away."""
    mutable: frozenset[str] = frozenset()
    """What of a published record may change without a correction: fields, tables that may gain rows, ``table.column``."""
    fillable: frozenset[str] = frozenset()
    """What may be filled in later without one, and then stays: fields and ``table.column``."""
    common: frozenset[str] = frozenset()
    """Names of the fields and child tables that every type with a ``sunlit:`` block gets (provenance, draft, scope …)."""
    has_passing: bool = field(init=False, compare=False)
    """Whether any of its values, or of those in its child tables, does not last."""
    has_period_bound: bool = field(init=False, compare=False)
    """Whether any of them is public during the period alone."""

    def __post_init__(self) -> None:
        """Asked of every record, so answered once."""
        fields = [field for _, field in self.all_fields()]
        object.__setattr__(self, "has_passing", any(not field.lasts for field in fields))
        object.__setattr__(self, "has_period_bound", any(field.period_bound for field in fields))

    @property
    def label(self) -> Wording:
        return self.title or Wording(self.name)

    def field(self, name: str) -> Field:
        """The field called ``name``; ``KeyError`` if there is none."""
        for candidate in self.fields:
            if candidate.name == name:
                return candidate
        raise KeyError(name)

    def all_fields(self) -> Iterator[tuple[str, Field]]:
        """Every field with the name of its child table, empty for the record's own."""
        yield from (("", field) for field in self.fields)
        yield from ((table.name, field) for table in self.children for field in table.fields)

    def child(self, name: str) -> ChildTable:
        """The child table called ``name``; ``KeyError`` if there is none."""
        for candidate in self.children:
            if candidate.name == name:
                return candidate
        raise KeyError(name)
