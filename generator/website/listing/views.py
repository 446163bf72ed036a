"""What the templates of listings are given: rows, pages, facets."""

from __future__ import annotations

from dataclasses import dataclass

from generator.website.charts.days import PeriodView
from generator.website.views import Cell, DownloadView, LinkView, PageLink, StateView


@dataclass(frozen=True, slots=True)
class FactView:
    """What a row says beside its title. ``kind``: text (a record's own words), choice and states (the reader's words),
    date, number, telephone, progress, or days (until a deadline, or
    since then: ``text`` says how many, ``day`` and ``iso`` are the deadline).

    ``order`` is what a table is sorted by: the day or number behind the text. ``look`` is late or empty; ``squares`` are looks of
    states; ``named``: the text says nothing without its ``label``.
    """

    kind: str
    label: str
    text: str
    look: str = ""
    order: str = ""
    day: str = ""
    iso: str = ""
    links: tuple[LinkView, ...] = ()
    squares: tuple[str, ...] = ()
    share: float | None = None
    derived: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class ColumnView:
    """The head of a column of a listing that is a table; ``kind`` is number or empty."""

    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A record in a listing or on the home page: beside its title what its type declares under ``row``.

    ``line`` stands under the title, ``fact`` stands out, ``notes`` below it; ``due`` is the deadline of what has one;
    ``cells`` are those of a listing that is a table.
    """

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
    line: str = ""
    fact: FactView | None = None
    notes: tuple[FactView, ...] = ()
    due: FactView | None = None
    cells: tuple[FactView, ...] = ()


@dataclass(frozen=True, slots=True)
class RowGroupView:
    """The rows that stand under one heading; ``total`` counts those on further pages as well. Without ``title`` they are in no
    state.
    """

    title: str
    total: int
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class OptionView:
    """One value of a facet: its name in the address, its name for people, how many records hold it.

    ``href`` leads to the page of its group, where the type declares one.
    """

    value: str
    label: str
    count: int
    href: str = ""
    search: str = ""
    """Where the search finds these records; of listings that it narrows."""


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
    """Whether records have a deadline by which they can be sorted."""
    search: tuple[LinkView, ...] = ()
    """Of a listing too long for ``all_rows``, on the newest page: the search among its records, in other orders."""
    columns: tuple[ColumnView, ...] = ()
    """The heads behind title and state, of a listing that is a table."""
    groups: tuple[RowGroupView, ...] = ()
    """The same rows under headings, on the newest page, where states of the type declare them."""
    sortable: bool = False
    """Whether all its records stand on this page, so that a script may sort them by a head."""
