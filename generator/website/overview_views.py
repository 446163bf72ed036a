"""What templates of pages over all types are given: the home page, families, completeness, indexes of groups."""

from __future__ import annotations

from dataclasses import dataclass

from generator.website.file_views import DownloadView
from generator.website.section_views import (
    FigureView,
    FlowView,
    ScorePictureView,
    SectionHead,
    YearPictureView,
)
from generator.website.views import Cell, LinkView, RowView, StateView, TableView


@dataclass(frozen=True, slots=True)
class TypeView:
    """A type on the home page: what it is, how many, and how many in each state."""

    title: str
    description: str
    href: str
    total: int
    states: tuple[tuple[StateView, int], ...]


@dataclass(frozen=True, slots=True)
class FamilyView:
    """The page of a family of types. ``crumbs`` are as on a record page."""

    title: str
    crumbs: tuple[LinkView, ...]
    types: tuple[TypeView, ...]


@dataclass(frozen=True, slots=True)
class GroupIndexView:
    """All groups of a type, with how their records stand; ``rest`` counts the records that are in none."""

    head: SectionHead
    groups: tuple[TypeView, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class OpenTypeView:
    """What can be taken along of one type; ``calendar`` is empty where its records have no days."""

    link: LinkView
    total: int
    downloads: tuple[DownloadView, ...]
    feeds: tuple[LinkView, ...]
    calendar: str


@dataclass(frozen=True, slots=True)
class OpenDataView:
    """All downloads of the site. ``license`` has no ``href`` where its terms have no page, and is ``None`` without terms."""

    head: SectionHead
    license: LinkView | None
    whole: tuple[DownloadView, ...]
    """Files about all types: what each column means, the list of attachments."""
    feed: LinkView
    """Of all records."""
    corrections: tuple[LinkView, ...]
    """The feeds of all corrections; empty where no type has any."""
    types: tuple[OpenTypeView, ...]


@dataclass(frozen=True, slots=True)
class CoverageView:
    """What one rule expects in one period, by name, and what of it is not there."""

    title: str
    period: str
    expected: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BrokenRuleView:
    """A rule that records of a type do not keep, and some of those records."""

    title: str
    total: int
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class LagView:
    """Days from one date to another: the median, the longest, and of how many records."""

    label: str
    median: str
    longest: str
    total: int


@dataclass(frozen=True, slots=True)
class CompletenessTypeView:
    """What is known of the completeness and punctuality of a type."""

    link: LinkView
    coverage: tuple[CoverageView, ...]
    passed: int
    failed: int
    not_applicable: int
    broken: tuple[BrokenRuleView, ...]
    lags: tuple[LagView, ...]


@dataclass(frozen=True, slots=True)
class CompletenessView:
    """What is missing, which rules were kept, how long publication took: of every type."""

    head: SectionHead
    types: tuple[CompletenessTypeView, ...]


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """One correction: ``record`` leads to it on its record's page, ``cells`` are what it says.

    Of an exception ``record`` leads to the record, and nowhere (``href`` is empty) where that is not public any more.
    """

    record: LinkView
    type: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """The corrections of a year, of all types, the newest first."""

    head: SectionHead
    items: tuple[CorrectionView, ...]
    feeds: tuple[LinkView, ...]
    exceptions: tuple[CorrectionView, ...] = ()
    """What was published without the correction that it needed, because somebody allowed it: on the newest page, all of it."""


@dataclass(frozen=True, slots=True)
class DoorView:
    """A way in from the home page."""

    title: str
    text: str
    icon: str
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class SharesPictureView:
    """The newest answers of a type: whose they are, and the first rows of them."""

    link: LinkView
    table: TableView


@dataclass(frozen=True, slots=True)
class OpenView:
    """A record that is open today, and where the public can be heard about it."""

    row: RowView
    reach: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page. ``live_counts``: (how many, of what) is open today, for the sentence; ``live`` what it is."""

    today: str
    today_iso: str
    weekday: str
    revision: str
    live_counts: tuple[tuple[int, str], ...]
    live: tuple[OpenView, ...]
    late: tuple[RowView, ...]
    latest: tuple[RowView, ...]
    families: tuple[tuple[str, tuple[TypeView, ...]], ...]
    total: int
    years: tuple[YearPictureView, ...]
    flows: tuple[FlowView, ...]
    scores: tuple[ScorePictureView, ...]
    shares: tuple[SharesPictureView, ...]
    doors: tuple[DoorView, ...]
    completeness: tuple[FigureView, ...]
    """What is missing or not kept, in numbers; empty where there is nothing to say."""
    completeness_href: str


@dataclass(frozen=True, slots=True)
class ListsView:
    """The listings of a family, each with the number of its records."""

    title: str
    lists: tuple[tuple[LinkView, int], ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page. ``lists`` lead to every record without a search; ``types`` are (name, label) of each type."""

    title: str
    crumbs: tuple[LinkView, ...]
    lists: tuple[ListsView, ...]
    types: tuple[tuple[str, str], ...]
    page_size: int
    """How many results stand on one page."""
    time_zone: str
    """The site's (IANA): what day it is there decides the states that are shown."""
    script: str
    """What starts the search, or says why it cannot."""
