"""What templates are given: texts already in one language, links already relative to their page.

Templates lay out; they decide nothing. These values are the whole contract between the generator
and ``site_templates/``. ``docs/reference/templates.md`` is generated from them, and a test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.website.charts.days import PeriodView
from generator.website.charts.time_line import TimeView
from generator.website.file_views import AttachmentView, DownloadView
from generator.website.notice_views import NoticeLink


@dataclass(frozen=True, slots=True)
class StateView:
    """A state chip: the word, and the look that picks icon and form (live, wait, going, done, late, none, off)."""

    word: str
    look: str


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link inside the site; ``state`` and ``note`` stand beside it where they are known.

    To a record whose type has a progress: that, the deadline, and in ``cells`` what listings and sums need.
    """

    title: str
    href: str
    state: StateView | None = None
    note: str = ""
    progress: Cell | None = None
    due: Cell | None = None
    cells: Mapping[str, Cell | None] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """One value under its label. ``kind``: text, number, progress, url, flag, long, date, or link.

    ``text`` is always fit to show by itself; ``share`` is the number behind it for ``progress``
    (0 to 100) and for numbers; ``href`` is set for ``url`` (http or https only) and ``link``;
    ``iso`` is the day behind a ``date`` (2026-11-24); ``ahead`` says that it is yet to come, ``past`` that it is over.
    ``choices`` are the values that the field allows, where they are few.
    """

    name: str
    label: str
    text: str
    kind: str = "text"
    share: float | None = None
    href: str = ""
    links: tuple[LinkView, ...] = ()
    iso: str = ""
    ahead: bool = False
    past: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupView:
    """Facts that stand together; ``title`` may be empty."""

    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """A child table: ``show`` is table, timeline, shares, signoff or corrections.

    ``rows`` hold one cell per column, empty ones included; ``columns`` that are empty in every row are left out.
    """

    name: str
    title: str
    show: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    time: TimeView | None = None
    """Of a timeline: its picture."""
    tones: Mapping[str, int] = field(default_factory=dict, hash=False)
    """Of shares: column name → tone (1 to 7; 4 and 5 are hatched, 6 is dashed)."""
    wholes: tuple[float, ...] = ()
    """Of shares: what each row's numbers are shares of (0: their sum)."""


@dataclass(frozen=True, slots=True)
class RelationView:
    """The records that one relation joins to this one: ``inverse``, they point here; ``below``, in the type's tree."""

    title: str
    links: tuple[LinkView, ...]
    inverse: bool = False
    below: bool = False


@dataclass(frozen=True, slots=True)
class CheckView:
    """A declared rule and what came of it for the record: ``outcome`` is passed, failed or not-applicable."""

    title: str
    outcome: str
    basis: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A record in a listing or on the home page."""

    title: str
    href: str
    kind: str
    state: StateView | None
    date: str
    date_iso: str
    meta: tuple[str, ...]
    progress: Cell | None
    fictional: bool
    period: PeriodView | None = None


@dataclass(frozen=True, slots=True)
class NoteView:
    """What is to be known of a record before its content; ``own_words`` are the record's, ``icon`` goes with the label."""

    icon: str
    label: str
    text: str
    own_words: str = ""
    links: tuple[LinkView, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record page. ``cells`` reaches any shown field by name, for templates of one type; what is not there is None.

    ``crumbs`` are what stands above the page, home first, without the page itself; one that has
    no page of its own (a family) has no ``href``.
    """

    type: str
    kind: str
    id: str
    title: str
    lede: str
    state: StateView | None
    fictional: bool
    crumbs: tuple[LinkView, ...]
    groups: tuple[GroupView, ...]
    texts: tuple[Cell, ...]
    tables: tuple[TableView, ...]
    relations: tuple[RelationView, ...]
    checks: tuple[CheckView, ...]
    facts: GroupView
    provenance: GroupView
    period: PeriodView | None
    twin: str
    previous: LinkView | None
    next: LinkView | None
    cells: Mapping[str, Cell | None]
    calendar: str = ""
    """The record's period for a calendar (.ics), while it is open or ahead."""
    sections: tuple[LinkView, ...] = ()
    """Pages that show the record among its like: its year's tree, matrix, ledger or scores."""
    elapsed: float | None = None
    """How much of the time until the deadline is gone (0 to 100), where both its ends are known."""
    due: Cell | None = None
    """The deadline that makes the record late, as the type's states declare it."""
    notice: NoticeLink | None = None
    """Its printable notice, while its period is open or ahead."""
    notes: tuple[NoteView, ...] = ()
    """Until when its personal facts stand; that it was taken down, withdrawn or superseded."""
    down: bool = False
    """Whether a tombstone stands in its place."""
    attachments: tuple[AttachmentView, ...] = ()


@dataclass(frozen=True, slots=True)
class PageLink:
    """One number of a pagination; a gap has no ``href`` and is not current."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class OptionView:
    """One value of a facet: its name in the address, its name for people, how many records hold it.

    ``href`` leads to the page of its group, where the type declares one.
    """

    value: str
    label: str
    count: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class FacetView:
    """What narrows a listing; ``key`` is its name in the address.

    ``rest`` more values are not among the ``options``; ``index`` leads to the page of all its groups, if there is one.
    """

    key: str
    title: str
    options: tuple[OptionView, ...]
    rest: int = 0
    index: str = ""
    own_words: bool = False
    """Whether the labels are the records' own words, in the records' language."""


@dataclass(frozen=True, slots=True)
class ListingView:
    """One page of a type's listing; ``newer`` and ``older`` lead to the neighbours (empty: there is none).

    ``crumbs`` are as on a record page.
    """

    title: str
    description: str
    total: int
    crumbs: tuple[LinkView, ...]
    rows: tuple[RowView, ...]
    states: tuple[tuple[StateView, int], ...]
    pages: tuple[PageLink, ...]
    newer: str
    older: str
    downloads: tuple[DownloadView, ...] = ()
    """On the newest page only: full pages do not change when a record is added."""
    feeds: tuple[LinkView, ...] = ()
    calendar: str = ""
    """All periods and deadlines of the type (.ics)."""
    sections: tuple[LinkView, ...] = ()
    """Other ways to see these records, on the newest page only; on a group's page, the same group of other types."""
    facets: tuple[FacetView, ...] = ()
    """On the newest page only."""
    all_rows: str = ""
    """What a script filters and sorts (``rows.json``); empty: there is too little or too much."""
    ends: bool = False
    """Whether records have a period by whose end they can be sorted."""
