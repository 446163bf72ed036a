"""The one door: what the public may see, and nothing else. ``website/`` knows only these values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from generator.model.declared.condition import Value
from generator.model.declared.coverage import Coverage
from generator.model.declared.record_type import Field, RecordType, State
from generator.model.declared.site import Site
from generator.model.files.attachment import Content
from generator.model.findings.checked import Checked
from generator.model.records.page import Page
from generator.model.records.public_life import UNTIMED, Life
from generator.model.text.wording import Phrase, Wording


@dataclass(frozen=True, slots=True)
class Reference:
    """Another published record, by what a link to it needs."""

    type: RecordType
    id: str
    title: str
    state: State | None


@dataclass(frozen=True, slots=True)
class Links:
    """Records that one relation joins to an entry; ``title`` names them from the entry's side."""

    title: Wording
    targets: tuple[Reference, ...]
    inverse: bool = False
    """Whether it is the other records that point at the entry."""
    below: bool = False
    """Whether they are the records right below the entry in its type's tree."""


@dataclass(frozen=True, slots=True)
class PeriodDay:
    """One day of a period, and whether people work on it."""

    day: date
    working: bool


@dataclass(frozen=True, slots=True)
class PeriodBound:
    """What only a record's own page, its notice and the search index may show, until its day.

    ``children`` holds the whole rows of each child table that has such fields.
    """

    title: str
    values: Mapping[str, Value]
    children: Mapping[str, tuple[Mapping[str, Value], ...]]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that an entry brings along, under the name of the first field in which the entry names it.

    ``path`` is what the record calls it: from ``data/attachments/`` on. ``stored`` is where it lies, relative to the root.
    """

    label: Wording
    path: str
    content: Content
    size: int
    """Bytes."""
    sha256: str
    stored: str
    text: str = ""
    """What it shows, as far as the search looks into it."""

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class MovedDay:
    """A correction that moved a day of the record: the field, when that was said, the day before and after."""

    field: str
    on: date
    before: date
    after: date


@dataclass(frozen=True, slots=True)
class Entry:
    """One published record, stripped of what is not public, with its state on the as-of date.

    Its title, values and children may stand anywhere, copies that nobody can take back included: they hold no
    period-bound value on any day. Those are in ``only_in_period``, and come out by :func:`at_its_own_page` alone.
    """

    type: RecordType
    id: str
    title: str
    day: date | None
    """The date that the type sorts by."""
    published_on: date | None
    """When it came to the public, as far as the record says so; else its date."""
    state: State | None
    values: Mapping[str, Value]
    children: Mapping[str, tuple[Mapping[str, Value], ...]]
    links: tuple[Links, ...] = ()
    ancestors: tuple[Reference, ...] = ()
    """In a tree, the records above this one, topmost first."""
    attachments: tuple[Attachment, ...] = ()
    """The files that it names, each once, in the order of its fields."""
    checked: tuple[Checked, ...] = ()
    """The declared rules that were held against the record, and what came of each."""
    days: tuple[PeriodDay, ...] = ()
    """Each day of its period until that is over; none if the days off of one of its years are not known."""
    counts_working_days: bool = False
    """Whether the type measures the period in working days."""
    life: Life = UNTIMED
    """Whether it is announced, live, over, taken down or withdrawn."""
    superseded_by: tuple[Reference, ...] = ()
    """The records that took its place."""
    only_in_period: PeriodBound | None = None
    """``None`` for what holds no period-bound value, and for every record that is down."""
    moved: tuple[MovedDay, ...] = ()
    """The days that its corrections moved, the oldest first."""
    afterwards: Entry | None = None
    """Of an entry with ``only_in_period``: the same on the day after its last day, when it is down."""

    def common(self, name: str) -> Value:
        """What it says in the common field ``name``; ``None`` where its type gives the name a meaning of its own."""
        return self.type.common_value(name, self.values)

    def common_rows(self, name: str) -> tuple[Mapping[str, Value], ...]:
        """The same of its rows in the common child table ``name``."""
        return self.type.common_rows(name, self.children)


@dataclass(frozen=True, slots=True)
class LetThrough:
    """A change that became public without the correction that it needed: an exception, and what it says of itself."""

    type: Wording
    id: str
    """Of the record; empty where it was about the schema of the type."""
    record: Reference | None
    """``None`` where there is no such record, or none that is public."""
    rule: Phrase
    """The sentence of the rule that did not hold."""
    said: tuple[tuple[Field, Value], ...]
    """Its number, its day, the rule, the reason and who allowed it."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """Why records are not in the disclosure, and how many: the count is public, the records are not."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Everything that the website may show, as of one day. Entries of a type run oldest first."""

    site: Site
    as_of: date
    types: tuple[RecordType, ...]
    entries: Mapping[str, tuple[Entry, ...]]
    withheld: tuple[Withheld, ...]
    coverage: tuple[Coverage, ...] = ()
    """What rules expect of a year or a period as a whole, and what of it is missing."""
    exceptions: tuple[LetThrough, ...] = ()
    """Newest first."""
    index: Mapping[tuple[str, str], Entry] = field(default_factory=dict, repr=False, hash=False)
    """Every entry by its type's name and its id."""
    pages: tuple[Page, ...] = ()
    """The pages that people wrote."""
    days_off: frozenset[date] = frozenset()
    """The days of holidays, from the first day of what comes round again to the end of next year, as far as they are known; none
    where nothing comes round again."""
    made_up: frozenset[date] = frozenset()
    """The weekends of the same time on which people work to make up for holidays."""

    @property
    def published(self) -> int:
        """How many records have a page."""
        return sum(len(entries) for entries in self.entries.values())


def at_its_own_page(entry: Entry) -> Entry:
    """The entry with the values that are public during its period alone.

    For its own page, its notice and the names for the search, which are made anew when it goes; a test names who may call this.
    """
    bound = entry.only_in_period
    if bound is None:
        return entry
    return replace(
        entry,
        title=bound.title or entry.title,
        values={**entry.values, **bound.values},
        children={**entry.children, **bound.children},
    )
