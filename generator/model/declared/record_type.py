"""A record type as its schema declares it. The engine knows no type by name, only this shape.

Each class is a block of a schema: its annotations say what stands under a key, the line below what that means
(:mod:`generator.model.declared.kinds`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, TypeVar

from generator.model.declared.condition import Condition, Value
from generator.model.declared.kinds import (
    Among,
    As,
    Computed,
    FieldName,
    FieldNames,
    Form,
    Lasting,
    Names,
    Naming,
    NewName,
    OneOrMore,
    TableName,
    Trait,
    TypeName,
    When,
)
from generator.model.declared.notice import Notice
from generator.model.declared.participation import Participation
from generator.model.declared.personal import NO_GRACE, After, Grace, NotPersonal, Personal, Public
from generator.model.declared.section import Section
from generator.model.declared.severity import Severity
from generator.model.text.folding import canonical, fold
from generator.model.text.wording import Wording

WEB_ADDRESS = "uri"
"""The format of a text that is the address of something in the web."""
NUMBERS = frozenset({"integer", "number"})
_SENTENCES = ("请打电话给张三", "请打电话。", "call me now", "Call me, please.", "张三13800138000")
"""What fits a pattern behind which anything can be written."""
Row = TypeVar("Row")
FICTIONAL = "fictional"
"""The common field in which a record says that it is invented."""
PUBLISH_AT = "publish_at"
"""The common field that says from which day on a record is public."""
STEERING_FIELDS = frozenset({"draft", PUBLISH_AT, "scope"})
"""Common fields that decide when a record is public, and say nothing to the public themselves."""
PUBLISHED_ON = "published_on"
"""The common field that says when a record came to the public."""
_BETWEEN = re.compile(r"\s*[.·．/／>›:：]\s*")
"""What stands between a table and its column where people name both."""
CORRECTIONS = "corrections"
"""The common child table in which a record says what of it was changed."""


def names_in_title(title: str) -> tuple[str, ...]:
    """The fields that a neutral title names. ``ValueError`` at brackets that do not close, and at a form of a value."""
    parts = list(Formatter().parse(title))
    if any(form or conversion for _, _, form, conversion in parts):
        raise ValueError(title)
    return tuple(name for _, name, _, _ in parts if name is not None)


def _is_title(text: str) -> bool:
    try:
        names_in_title(text)
    except ValueError:
        return False
    return True


def _is_template(text: str) -> bool:
    return text.replace("-", "").replace("_", "").isalnum()


class Show(StrEnum):
    """How a field is shown on a page."""

    AUTO = "auto"
    """By its type."""
    LEDE = "lede"
    """The sentence under the title."""
    LONG = "long"
    """Text of several paragraphs: a section of its own."""
    PROGRESS = "progress"
    """A number from 0 to 100, per cent: a bar and the number. ``80%`` may be typed."""
    TELEPHONE = "telephone"
    """A telephone number, or several: each can be called from the page and never breaks. What is no number stays text."""
    ATTACHMENT = "attachment"
    """Files in ``data/attachments/``, named from there on, in a ``string`` or an ``array``: published beside the
    record."""
    HIDDEN = "hidden"
    """Not shown by itself: it makes a state or a relation, or is not shown at all."""


class Markup(StrEnum):
    """In what the texts of a field are marked up, so that what they show is published, and no sign of it."""

    HTML = "html"
    """HTML, as other programs export it: paragraphs, lists, links and pictures become lines of text, tags and comments go.
    Never is it shown as HTML."""


class ChildShow(StrEnum):
    """How a child table is shown on a record page."""

    TABLE = "table"
    """A table."""
    TIMELINE = "timeline"
    """A timeline, in the order of the rows."""
    SHARES = "shares"
    """The numbers of a row are shares of a whole: stacked bars with the table beside them."""
    SIGNOFF = "signoff"
    """Sign-off: stage, unit, person, date."""
    CORRECTIONS = "corrections"
    """Corrections: before and after."""


class Look(StrEnum):
    """What a state looks like: the icon and the form that go with its word."""

    LIVE = "live"
    """Open today: the public can be heard."""
    WAIT = "wait"
    """Waiting for the next step."""
    GOING = "going"
    """Under way."""
    DONE = "done"
    """Done."""
    LATE = "late"
    """Late."""
    NONE = "none"
    """Not begun."""
    OFF = "off"
    """No longer in force."""

    @property
    def group(self) -> Look:
        """The look that stands for all that mean the same to whoever narrows a search: what waits is under way, too."""
        return Look.GOING if self is Look.WAIT else self


@dataclass(frozen=True, slots=True)
class Category:
    """One of the values that a field allows: what records and addresses say, and what it is called."""

    value: str
    """What records say. By itself in the list, without a key, it is a value without another name."""
    label: Wording = Wording()
    """What pages call it; else the value itself."""
    others: Annotated[Mapping[str, Any], Trait.OTHERS] = field(default_factory=dict, hash=False)

    @property
    def name(self) -> Wording:
        """The label; where it is not said in a language, the value stands for it."""
        return replace(self.label, base=self.label.base or self.value)


def _labels(categories: Iterable[Category], allowed: Collection[object]) -> Iterator[tuple[str, str]]:
    """What the allowed values of these are called, each that means one value and is none itself."""
    meant: dict[str, set[str]] = {}
    for category in categories:
        for label in category.label.all() if category.value in allowed else ():
            meant.setdefault(canonical(label), set()).add(category.value)
    values = {canonical(str(value)) for value in allowed}
    yield from (
        (label, min(found)) for label, found in meant.items() if len(found) == 1 and label not in values
    )


BETWEEN_CHOICES = " / "


@dataclass(frozen=True, slots=True)
class Field:
    """One column: a Table Schema field with its names in every language.

    ``type`` and ``constraints`` keep Table Schema's meaning (specs.frictionlessdata.io/table-schema).
    """

    name: NewName
    """The name: lowercase letters, digits and ``_``; a foreign table may keep its own."""
    type: str = "string"
    """Table Schema's type: ``string`` ``integer`` ``number`` ``boolean`` ``date`` ``datetime`` ``year``, ``array``
    (a list of texts), or another of its types."""
    format: str = "default"
    """Table Schema's format, such as ``uri``; a date may have a pattern like ``%d/%m/%Y``."""
    title: Wording = Wording()
    """The name for people."""
    synonyms: tuple[str, ...] = ()
    """Other names by which offices call it: a header or a key may say one of them, unless another field is called so."""
    suggested: bool = True
    """Whether a message may propose it for a name that is not known: never a field that hides or withdraws a record."""
    description: Wording = Wording()
    """One sentence on what to write; also said where ``pattern`` does not fit."""
    constraints: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Table Schema's limits: ``required`` ``unique`` ``enum`` ``pattern`` ``minimum`` ``maximum`` ``minLength``
    ``maxLength``."""
    categories: tuple[Annotated[Category, Trait.SHORT], ...] = ()
    """The values that it allows with what pages call them in each language (Table Schema's ``categories``); of these,
    ``enum`` leaves those that it names."""
    options: Annotated[Mapping[str, Any], Trait.OTHERS] = field(default_factory=dict, hash=False)
    """Table Schema's other properties (``trueValues``, ``decimalChar`` …), handed on as they are."""
    show: Show = Show.AUTO
    """How it is shown."""
    markup: Markup | None = None
    """In what its texts are marked up: what they show is published. For a ``string``; ``show: long`` keeps paragraphs."""
    remark: str = ""
    """The field of the same table that takes what is written in brackets behind this one's number, as in
    ``80%（进度滞后）``."""
    personal: Personal | None = None
    """Whether it holds personal values, and for how long they are public."""
    not_personal: Annotated[OneOrMore[NotPersonal], Trait.DIFFERENT] = ()
    """Which kinds of number its values are not, though they look like it: only for a number, a web address (``format:
    uri``) or a ``pattern`` that no sentence fits."""
    not_personal_reason: Wording = Wording()
    """Why not; the page of data governance says it to everybody."""
    is_department: bool = False
    """Whether its values are departments of the body: where ``departments`` of ``site.yaml`` lists them, one of those, and called
    as they are there."""
    _names: Mapping[str, Wording] = field(init=False, compare=False, repr=False)
    labels: Mapping[str, str] = field(init=False, compare=False, repr=False)
    """What its values are called, in every language, and the value that each means; what two are called means neither."""

    def __post_init__(self) -> None:
        """The values of the categories are what is allowed, unless ``enum`` says it."""
        if self.categories and "enum" not in self.constraints:
            enum = [category.value for category in self.categories]
            object.__setattr__(self, "constraints", {**self.constraints, "enum": enum})
        object.__setattr__(self, "_names", {each.value: each.name for each in self.categories if each.label})
        # It is whatever was declared: what is no list is refused once all is read.
        allowed = self.constraints.get("enum")
        values = allowed if isinstance(allowed, list | tuple) else ()
        object.__setattr__(self, "labels", dict(_labels(self.categories, values)))

    def name_of(self, value: str) -> Wording:
        """What one of its values is called; a value without another name is its own."""
        return self._names.get(value) or Wording(value)

    @property
    def choices(self) -> Wording:
        """All that may stand there where little may, as people are offered it: by its names, in each language."""
        names = [self.name_of(str(value)) for value in self.constraints.get("enum") or ()]
        codes = dict.fromkeys(code for name in names for code in name.translations)
        bases = [name.base for name in names]
        return Wording(
            BETWEEN_CHOICES.join(bases),
            {code: BETWEEN_CHOICES.join(name.in_language(code) for name in names) for code in codes},
        )

    @property
    def names_values(self) -> bool:
        """Whether any of its values is called otherwise than it is written."""
        return bool(self._names)

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

    @property
    def is_address(self) -> bool:
        """Whether its values are web addresses."""
        return self.format == WEB_ADDRESS

    def spellings(self) -> tuple[str, ...]:
        """What a header or a key may say to mean this field."""
        return (self.name, *self.title.all(), *self.synonyms)


def has_form(field: Field) -> bool:
    """Whether not everything can be written in the field: a number, a web address, or a text with a real pattern."""
    pattern = field.constraints.get("pattern")
    try:
        is_bound = isinstance(pattern, str) and not any(re.fullmatch(pattern, text) for text in _SENTENCES)
    except (re.error, RecursionError, OverflowError):
        is_bound = False
    return field.type in NUMBERS or (field.type == "string" and (field.is_address or is_bound))


@dataclass(frozen=True, slots=True)
class ChildTable:
    """A field that holds a list of things, with its own Table Schema."""

    name: Computed[str]
    fields: tuple[Field, ...]
    """Its fields."""
    title: Wording = Wording()
    """The name for people."""
    synonyms: tuple[str, ...] = ()
    """Other names by which offices call it, for keys, sheets and names of files, unless something else is called so."""
    description: Wording = Wording()
    """One sentence on what to write."""
    show: ChildShow = ChildShow.TABLE
    """How it is shown."""
    home: bool = False
    """Whether the home page shows the picture of the newest record that has any; for ``shares`` only."""
    common: Computed[bool] = False

    @property
    def label(self) -> Wording:
        return self.title or Wording(self.name)

    def spellings(self) -> tuple[str, ...]:
        """What a key, a file name or a sheet may say to mean this table."""
        return (self.name, *self.title.all(), *self.synonyms)


@dataclass(frozen=True, slots=True)
class Relation:
    """A field whose values are ids of records of another type, or of the same."""

    field: Annotated[str, Names(among=Among.ROW_OR_OWN)]
    """The field that holds the id; several ids need the type ``array``."""
    to: TypeName
    """The type that it leads to."""
    child: TableName = ""
    """The child table that the field stands in; left out for the record's own."""
    inverse: Wording = Wording()
    """What the other record's page calls the records that point at it."""
    inherited: Computed[bool] = False
    """As for a rule: from a shipped schema, so that it falls away where the site lacks the other type."""
    supersedes: bool = False
    """Whether this record takes the other's place; the other's page then says so."""
    one_way: Computed[bool] = False
    """Whether the other's page does not list the records that point at it: they are too many."""


@dataclass(frozen=True, slots=True)
class State:
    """A state that is computed from the record and the as-of date; the first whose condition holds applies."""

    id: str
    """The name; the JSON of a record has it."""
    title: Wording
    """The word for people."""
    look: Look
    """Icon and form."""
    when: When = Condition()
    """The condition; ``{}`` always holds."""
    heading: Wording = Wording()
    """What stands above the records of this state in the listing. Once a state has one, the listing of a type with a period
    or deadlines is put under headings, what is open first and what is settled last; a state without one lends its title.
    Listings with ``columns`` have none."""

    @property
    def stands_under(self) -> Wording:
        """What stands above its records in a listing with headings."""
        return self.heading or self.title


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that stand together under one heading on the generic page."""

    title: Wording = Wording()
    """The heading."""
    fields: FieldNames = ()
    """The fields under it."""


@dataclass(frozen=True, slots=True)
class Period:
    """The two date fields between which something is open to the public, both ends included."""

    starts: Annotated[FieldName, As("from")]
    """The field of the first day."""
    ends: Annotated[FieldName, As("to")]
    """The field of the last day."""


@dataclass(frozen=True, slots=True)
class Part:
    """A number of things and how many of them are settled: a square for each, outlined where it is settled."""

    of: FieldName
    """The field that says how many there are."""
    done: FieldName
    """The field that says how many of them are settled."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """The fact for which people look into a listing of the type, beside title, state and date."""

    line: OneOrMore[FieldName] = ()
    """The sentence under the title: the first of these fields that holds something, shortened."""
    fact: OneOrMore[FieldName] = ()
    """What stands out: the first of these fields that holds something. A date that makes a record late says how many days
    are left or have passed, ids of other records say in which states these are, and a telephone stands out only while
    somebody answers it. Else the date that makes it late."""
    notes: OneOrMore[FieldName] = ()
    """What stands below that, each with its name."""
    done: FieldName = ""
    """The day on which what was due was done: how many days early or late."""
    part: Part | None = None
    """Two numbers of which one is part of the other, as squares."""
    columns: Annotated[OneOrMore[FieldName], Trait.DIFFERENT] = ()
    """The listing is a compact table with these columns, instead of all that stands above."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Fields that say when something comes round again, for calendars."""

    weekday: FieldName
    """The weekday: its ``enum`` has seven values, Monday's first."""
    starts: Annotated[FieldName, As("from")]
    """The time of day at which it begins, such as ``9:00``."""
    ends: Annotated[FieldName, As("to")]
    """The time at which it ends; one that is not later is one of the next day."""
    since: FieldName
    """The first day on which it may be."""
    weeks: FieldName = ""
    """Which of the month, such as ``1`` or ``1、3``, ``-1`` being the last; empty: every week."""
    until: FieldName = ""
    """The first day on which it is no more."""
    also: FieldName = ""
    """Days on which it is besides, such as one to which it was moved, as ``2026-10-14``, or several parted by ``、``."""
    place: FieldName = ""
    """The place."""
    text: FieldName = ""
    """The words for people, which stand in the calendar as they were typed."""


@dataclass(frozen=True, slots=True)
class InForce:
    """The days on which a rule is in force; ``None``: no end on that side."""

    starts: Annotated[date | None, As("from")] = None
    """The first day."""
    ends: Annotated[date | None, As("to")] = None
    """The last day."""

    def holds(self, day: date) -> bool:
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class RuleUse:
    """A rule as a type declares it: which one, with what parameters, for which records, since when."""

    rule: Computed[str] = ""
    """Its id: the one further key of the entry, under which the parameters stand."""
    parameters: Annotated[Mapping[str, Any], Trait.OTHERS] = field(default_factory=dict)
    when: Computed[Condition] = Condition()
    """For which records; it stands among the parameters."""
    title: Wording = Wording()
    """What the rule means for this type, for people; else the rule's own sentence."""
    basis: str = ""
    """The document that demands it."""
    in_force: InForce = InForce()
    """Since when and until when; a record is judged by its date, or by today if it has none."""
    severity: Severity | None = None
    """How a breach weighs; else a warning for what time or absence alone brings about, and an error for the rest."""
    pack: str = ""
    """The pack that it belongs to, checked only if ``packs`` of ``site.yaml`` names it; without one it always
    applies."""
    inherited: Computed[bool] = False
    """Whether it comes from a shipped schema that the site's own extends: such a rule may be about types it lacks."""
    changed: Computed[bool] = False
    """Whether the site changed it (``rule_changes``): it then means to hold."""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What a site makes of a rule of the shipped schema that its own extends: switched off, or otherwise. The governance
    page shows it with its reason.
    """

    rule: str
    """The id of the shipped rule."""
    reason: Wording
    """Why; the public reads it."""
    titled: str = ""
    """The title of the shipped rule, where its schema has several of that id; else all of them are meant."""
    switched_off: bool = False
    """Records are not held against it."""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    """The parameters that differ, ``when`` among them. Title and basis of the shipped rule then go, for they speak of it as it
    was."""
    title: Wording = Wording()
    """What it means now, for people."""
    basis: str = ""
    """The document that demands it so."""
    severity: Severity | None = None
    """How a breach weighs here."""
    was: Computed[Wording] = Wording()
    """The title of the shipped rule."""


@dataclass(frozen=True, slots=True)
class RecordType:
    """Everything the engine knows of a type. Fields keep the schema's order, common fields last.

    What is no ``Computed`` may stand in the ``sunlit:`` block of its schema.
    """

    name: Computed[str]
    fields: Computed[tuple[Field, ...]]
    id_field: Computed[str]
    title_field: FieldName = ""
    """The field that is a record's title; else ``title``, or the first text."""
    date_field: Annotated[FieldName | None, As("date")] = None
    """The date that sorts records; else the first date."""
    title: Wording = Wording()
    """The type's name for people."""
    description: Wording = Wording()
    """One sentence under the listing's title."""
    family: Wording = Wording()
    """The family: a tab of the site, and a group on the home page; one of several types has a page of its own."""
    order: int = 1000
    """The place among the types, small first."""
    template: Annotated[str | None, Form(_is_template, "my-template", r"[\w-]+")] = None
    """The record page uses ``site_templates/records/<name>.html``; else the generic one."""
    groups: tuple[FieldGroup, ...] = ()
    """Fields under one heading; fields in no group stand first, untitled."""
    listing: Lasting[FieldNames] = ()
    """What a row of a listing shows beside title, state and date."""
    row: Lasting[ListRow] = ListRow()
    """The fact that matters in a row of a listing, and in what form."""
    facets: Lasting[FieldNames] = ()
    """The fields by whose values the listing can be narrowed, beside the state and the year; a date or a year goes
    by its year."""
    department: FieldName | None = None
    """The field of the department that answers for the record, by which the search narrows; else the field called
    ``department``."""
    owners: Lasting[OneOrMore[Annotated[str, Names(Naming.FIELD | Naming.COLUMN)]]] = ()
    """The fields, and columns of child tables, that say who sees to it: a person or a unit; ``sunlit todo`` goes by them.
    Else the ``department``."""
    tree_field: Annotated[Lasting[FieldName | None], As("tree")] = None
    """The field that holds the id of the record above, of the same type, without circles. It is a relation by
    itself."""
    period: Lasting[Period | None] = None
    """The days on which the public can be heard, both included."""
    grace: Grace = NO_GRACE
    """How long personal values stay public after the period. In a year whose days off are not known, working days
    count as calendar days: early is the safe side."""
    neutral_titles: Annotated[
        Lasting[
            OneOrMore[
                Annotated[Wording, Names(), Trait.IN_BRACKETS, Form(_is_title, "{kind}公示（{department}）")]
            ]
        ],
        As("neutral_title"),
    ] = ()
    """What a record is called once its content is down; of several, the first that can be filled. A
    ``during-period`` field needs it, and ``period``."""
    keeps: frozenset[Annotated[str, Names(Naming.FIELD | Naming.TABLE)]] = frozenset()
    """Fields and child tables that stay after the take-down. Id, dates, period, corrections, what states ask for and
    what ``neutral_title`` names always stay."""
    recurs: Recurrence | None = None
    """The fields that say when it comes round again, for calendars."""
    participation: Participation | None = None
    """What the public can do about a record while it is open, and how."""
    notice: Notice | None = None
    """Which fields make the A4 notice for the board; it needs ``period``."""
    mutable: frozenset[Annotated[str, Names(Naming.FIELD | Naming.TABLE | Naming.COLUMN)]] = frozenset()
    """What of a published record may change without a correction: fields, child tables that may gain rows, cells."""
    fillable: frozenset[Annotated[str, Names(Naming.FIELD | Naming.COLUMN)]] = frozenset()
    """What may be filled in later without one, and then stays."""
    derived: Annotated[tuple[Annotated[str, Names(Naming.FIELD | Naming.COLUMN)], ...], Trait.DIFFERENT] = ()
    """Fields, and columns of child tables, that may be left out, required ones too: what the type's own rules hold them
    against is then published in their place, worked out from what the public may see on the day, and marked as computed.
    In this order: one may rest on those before it. Of several rules the first that gives a value counts."""
    relations: Lasting[tuple[Relation, ...]] = ()
    """Fields that hold ids of other records."""
    states: Lasting[tuple[State, ...]] = ()
    """States, in the order in which they are tried."""
    rules: tuple[RuleUse, ...] = ()
    """Rules that records of this type keep besides."""
    rule_changes: tuple[RuleChange, ...] = ()
    """Rules of the shipped schema that are switched off or changed here, each with its reason."""
    pages: Lasting[tuple[Section, ...]] = ()
    """Pages beside records: trees, matrices, ledgers, scores, groups."""
    children: Annotated[tuple[ChildTable, ...], Trait.BY_NAME] = ()
    """Child tables, each by its name."""
    unique_keys: Computed[tuple[tuple[str, ...], ...]] = ()
    missing_values: Computed[frozenset[str]] = frozenset()
    """Texts that mean an empty cell, beside the empty text itself (Table Schema's ``missingValues``)."""
    id_parts: Computed[tuple[str, ...]] = ()
    """The fields of whose values the id is made, where no single one is the id."""
    path: Computed[str] = ""
    """The schema file, relative to the root."""
    file: Computed[Path | None] = field(default=None, compare=False, repr=False)
    """The same file where it lies now, for the lines in messages."""
    cut: Computed[bool] = False
    """Whether shipped relations to types that the site lacks fell away."""
    publisher: Computed[str] = ""
    """The field that says which body publishes the record, on a site over several bodies."""
    called_for: Computed[str] = ""
    """Of the bodies of such a site: the child table that says what is called for of each and what of it is missing."""
    common: Computed[frozenset[str]] = frozenset()
    """Names of the fields and child tables that every type with a ``sunlit:`` block gets (provenance, draft, scope
    …)."""
    has_passing: bool = field(init=False, compare=False)
    """Whether any of its values, or of those in its child tables, does not last."""
    has_period_bound: bool = field(init=False, compare=False)
    """Whether any of them is public during the period alone."""
    deadlines: tuple[Field, ...] = field(init=False, compare=False)
    """The date fields that make a record late once they are past, as its own states declare it."""

    def __post_init__(self) -> None:
        """Asked of every record, so answered once."""
        fields = [field for _, field in self.all_fields()]
        object.__setattr__(self, "has_passing", any(not field.lasts for field in fields))
        object.__setattr__(self, "has_period_bound", any(field.period_bound for field in fields))
        late = {
            test.field
            for state in self.states
            for test in state.when.tests
            if state.look is Look.LATE and (test.operator, test.operand) == ("before", "today")
        }
        object.__setattr__(self, "deadlines", tuple(field for field in self.fields if field.name in late))

    @property
    def label(self) -> Wording:
        return self.title or Wording(self.name)

    @property
    def in_neutral_titles(self) -> frozenset[str]:
        """The fields that its neutral titles name, in any language."""
        texts = (text for title in self.neutral_titles for text in title.all())
        return frozenset(name for text in texts for name in names_in_title(text))

    @property
    def reach(self) -> tuple[str, ...]:
        """The fields that say where and when the public can be heard."""
        own = self.participation.reach if self.participation else ()
        return own or (self.notice.contact if self.notice else ())

    @property
    def is_ever_open(self) -> bool:
        """Whether the public can ever take part in anything about its records."""
        live = any(state.look is Look.LIVE for state in self.states)
        always = self.participation is not None and self.participation.always is not None
        return live or always or self.recurs is not None

    def common_value(self, name: str, values: Mapping[str, Value]) -> Value:
        """What a record says in the common field ``name``; ``None`` where the type gives the name a meaning of its own."""
        return values.get(name) if name in self.common else None

    def common_rows(self, name: str, children: Mapping[str, tuple[Row, ...]]) -> tuple[Row, ...]:
        """The same of its rows in the common child table ``name``."""
        return children.get(name, ()) if name in self.common else ()

    def field(self, name: str) -> Field:
        """The field called ``name``; ``KeyError`` if there is none."""
        for candidate in self.fields:
            if candidate.name == name:
                return candidate
        raise KeyError(name)

    def part_called(self, text: str) -> tuple[str, str] | None:
        """The (table, field) that a text names: a field, a child table, or ``table.column``, by any of their names that reads
        alike.
        """
        for own in self.fields:
            if _is_called(text, own):
                return "", own.name
        for table in self.children:
            if _is_called(text, table):
                return table.name, ""
        first, *rest = _BETWEEN.split(text, maxsplit=1)
        for table in self.children:
            if rest and _is_called(first, table):
                return next(
                    ((table.name, one.name) for one in table.fields if _is_called(rest[0], one)), None
                )
        return None

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


def _is_called(text: str, part: Field | ChildTable) -> bool:
    names = part.spellings()
    return text in names or fold(text) in map(fold, names)
