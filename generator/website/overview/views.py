"""What the templates of pages over all types are given: the home page, families, open data, the search."""

from __future__ import annotations

from dataclasses import dataclass

from generator.website.charts.time_line import TickView
from generator.website.listing.views import RowView
from generator.website.record.views import TableView
from generator.website.sections.views import FlowView, ScorePictureView, YearPictureView
from generator.website.views import Cell, DownloadView, FigureView, LinkView, SectionHead, TypeView, UntilView


@dataclass(frozen=True, slots=True)
class FamilyView:
    """The page of a family of types. ``crumbs`` are as on a record page."""

    title: str
    crumbs: tuple[LinkView, ...]
    types: tuple[TypeView, ...]


@dataclass(frozen=True, slots=True)
class ColumnsView:
    """Columns of a table of downloads: (name in files, name for people, meaning) of each. ``title`` is empty for the records."""

    title: str
    columns: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class OpenTypeView:
    """What can be taken along of one type; ``calendar`` is empty where its records have no days."""

    link: LinkView
    total: int
    downloads: tuple[DownloadView, ...]
    feeds: tuple[LinkView, ...]
    calendar: str
    tables: tuple[ColumnsView, ...]
    """What each column of its files means."""


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
    common: ColumnsView | None
    """The columns that every type has."""


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
    """A record that the public can take part in, and how. ``anchor`` is its place on the page of what is open."""

    row: RowView
    anchor: str
    act: str
    """What one can do, in words; else the word of its state."""
    icon: str
    how: str
    """One paragraph."""
    who: str
    """Who may, if not everybody."""
    reach: tuple[Cell, ...]
    """Where and when, telephones first."""
    closes: str
    """The last day, or the day on which to come and the time; empty where the record says none."""
    ahead: int
    """Of what lies ahead: in how many days, 0 today; -1 for what is open now."""
    calendar: str


@dataclass(frozen=True, slots=True)
class HorizonBarView:
    """How long something is open: from ``x``, ``width`` wide, in per cent of the picture."""

    item: OpenView
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class HorizonView:
    """A bar for each thing that is open, from today on; ``rests`` are weekends (where, how wide)."""

    last_day: str
    ticks: tuple[TickView, ...]
    rests: tuple[tuple[float, float], ...]
    bars: tuple[HorizonBarView, ...]


@dataclass(frozen=True, slots=True)
class OverView:
    """Something that is over: when it closed, how many days ago, and what came of it."""

    row: RowView
    closed: str
    ago: int
    outcome: str


@dataclass(frozen=True, slots=True)
class AlwaysView:
    """Where the public can be heard at any time."""

    link: LinkView
    reach: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class OpenPageView:
    """The page of what is open, right ``until`` a day."""

    head: SectionHead
    today: str
    today_iso: str
    weekday: str
    until: UntilView | None
    counts: tuple[tuple[int, str], ...]
    """How many, of what one can do."""
    groups: tuple[tuple[str, tuple[OpenView, ...]], ...]
    """Under their headings: today, this week, later."""
    horizon: HorizonView | None
    always: tuple[AlwaysView, ...]
    listings: tuple[LinkView, ...]
    """Of the types whose records are open at any time."""
    coming: OpenView | None
    """What one can come to next, where that is too far ahead to be among the groups."""
    over: tuple[OverView, ...]
    """What closed last, where nothing is open."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page. ``live_counts``: (how many, of what) is open today, for the sentence; ``live`` what it is."""

    today: str
    today_iso: str
    weekday: str
    revision: str
    live_counts: tuple[tuple[int, str], ...]
    live: tuple[OpenView, ...]
    """What closes first, with what one can come to soon."""
    open_total: int
    """How much is open in all."""
    open_href: str
    """The page of all of it; empty where nothing can ever be open."""
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
    until: UntilView | None
    """Until when what it says is open is right."""


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
    attachment_text: str
    """How many characters of an attachment's text are looked at, as a reader sees the number."""
    script: str
    """What starts the search, or says why it cannot."""
