"""What the templates of pages over all types are given: the home page, families, open data, the search."""

from __future__ import annotations

from dataclasses import dataclass

from generator.website.listing.views import RowView
from generator.website.record.views import TableView
from generator.website.sections.views import FlowView, ScorePictureView, YearPictureView
from generator.website.views import Cell, DownloadView, FigureView, LinkView, SectionHead, TypeView


@dataclass(frozen=True, slots=True)
class FamilyView:
    """The page of a family of types. ``crumbs`` are as on a record page."""

    title: str
    crumbs: tuple[LinkView, ...]
    types: tuple[TypeView, ...]


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
    attachment_text: str
    """How many characters of an attachment's text are looked at, as a reader sees the number."""
    script: str
    """What starts the search, or says why it cannot."""
