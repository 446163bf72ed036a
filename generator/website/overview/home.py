"""Disclosure → :class:`HomeView`: what is open today, what is late, what is new, and all there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.declared.record_type import RecordType
from generator.model.declared.section import COMPLETENESS_ADDRESS
from generator.model.files.addresses import listing_address
from generator.model.records.tracked_day import named
from generator.model.text.hashes import short_revision
from generator.website.listing.page import state_counts
from generator.website.listing.row import row_view
from generator.website.listing.views import RowView
from generator.website.overview.home_sections import doors, home_flows, home_scores, home_shares, home_years
from generator.website.overview.open_now import Matter, OpenNow, has_open_page, open_address
from generator.website.overview.open_page import open_view
from generator.website.overview.views import HomeView
from generator.website.places.deadlines import latest_first
from generator.website.places.viewpoint import Viewpoint
from generator.website.sections.completeness import completeness_figures
from generator.website.views import TypeView

LATEST = 8
LATE = 6
OPEN = 4
"""How much of what is open stands on the home page, what closes first; all of it on a page of its own."""
StateCounts = Mapping[str, Counter[str]]
"""Type name → how many entries are in each state, by state id."""


def count_states(disclosure: Disclosure) -> StateCounts:
    """The state counts of every type."""
    return {
        name: Counter(entry.state.id for entry in entries if entry.state)
        for name, entries in disclosure.entries.items()
    }


def home_view(view: Viewpoint, states: StateCounts, revision: str) -> HomeView:
    """The home page of the viewpoint's language; ``revision`` is empty where there is none."""
    disclosure, language = view.disclosure, view.language
    now = OpenNow(disclosure)
    live = now.matters
    late = latest_first(_all(disclosure), view.today)
    return HomeView(
        today=language.day(named(view.today)),
        today_iso=named(view.today).isoformat(),
        weekday=language.weekday(named(view.today)),
        revision=short_revision(revision),
        live_counts=tuple(_live_counts(view, live)),
        live=tuple(open_view(view, matter) for matter in live[:OPEN]),
        open_total=len(live),
        open_href=view.link(open_address(disclosure.types)) if has_open_page(disclosure.types) else "",
        late=tuple(row_view(view, entry) for entry in late[:LATE]),
        latest=tuple(_published_row(view, entry) for entry in _latest(disclosure)),
        families=tuple(_families(view, states)),
        total=disclosure.published,
        years=tuple(home_years(view)),
        flows=tuple(home_flows(view)),
        scores=tuple(home_scores(view)),
        shares=tuple(home_shares(view)),
        doors=tuple(doors(view)),
        completeness=tuple(completeness_figures(view)),
        completeness_href=view.link(COMPLETENESS_ADDRESS),
        until=view.until(now.until),
    )


def _all(disclosure: Disclosure) -> Iterator[Entry]:
    for entries in disclosure.entries.values():
        yield from entries


def _live_counts(view: Viewpoint, live: Sequence[Matter]) -> Iterator[tuple[int, str]]:
    """What everybody can speak to today, as it stands on the page: the kind of what closes first comes first."""
    types = (matter.entry.type for matter in live if matter.first_day is None)
    counts = Counter(type.label for type in types if not (type.participation and type.participation.who))
    return ((count, view.language.text(label)) for label, count in counts.items())


def _latest(disclosure: Disclosure) -> list[Entry]:
    """What came to the public last, of all types; nothing of a day to come."""
    dated = [
        entry for entry in _all(disclosure) if entry.published_on and entry.published_on <= disclosure.as_of
    ]
    return sorted(dated, key=lambda entry: entry.published_on or date.min, reverse=True)[:LATEST]


def _published_row(view: Viewpoint, entry: Entry) -> RowView:
    day = entry.published_on or view.today
    return replace(row_view(view, entry), date=view.language.day(day), date_iso=day.isoformat())


def _families(view: Viewpoint, states: StateCounts) -> Iterator[tuple[str, tuple[TypeView, ...]]]:
    families: dict[str, list[TypeView]] = {}
    for type in view.disclosure.types:
        families.setdefault(view.language.text(type.family), []).append(type_view(view, type, states))
    return ((family, tuple(types)) for family, types in families.items())


def type_view(view: Viewpoint, type: RecordType, states: StateCounts) -> TypeView:
    """What a type is, how many records it has, and how many in each state."""
    return TypeView(
        title=view.language.text(type.label),
        description=view.language.text(type.description),
        href=view.link(listing_address(type.name)),
        total=len(view.disclosure.entries[type.name]),
        states=state_counts(view, type, states[type.name]),
    )
