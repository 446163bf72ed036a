"""The entries of a type → numbered listing pages and the newest one.

Pages are numbered from the oldest records, and a numbered page is full, so it never changes when
records are added. ``index.html`` holds the newest: what is on no numbered page, never less than a
full page's worth if there is as much. Where records have deadlines it is put in the order of what presses
first, and what is open to the public or late on a numbered page stands on it as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from generator.disclose.disclosure import Entry
from generator.model.declared.record_type import RecordType, State
from generator.model.files.addresses import listing_address
from generator.website.exports import offers
from generator.website.exports.offers import Sizes
from generator.website.listing.facets import Tally, facet_views, has_rows, is_searched, rows_address
from generator.website.listing.row import column_views, row_view
from generator.website.listing.views import ListingView, RowGroupView, RowView
from generator.website.places.deadlines import (
    has_deadlines,
    has_headings,
    heading_of,
    is_pressing,
    pressing_first,
)
from generator.website.places.facets import STATE, Facet
from generator.website.places.searching import DEADLINE, OLDEST, search_by, search_of
from generator.website.places.sections import type_links
from generator.website.places.viewpoint import Viewpoint
from generator.website.views import LinkView, PageLink, StateView

NEIGHBOURS = 2
"""Page numbers shown on either side of the current one."""
GAP = "…"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One listing page: its number (``None`` for the newest), and its entries in their order."""

    number: int | None
    entries: tuple[Entry, ...]

    @property
    def is_newest(self) -> bool:
        """Whether it is the newest page, whose rows count days."""
        return self.number is None

    def neighbours(self, numbered: int) -> tuple[int | None, int | None]:
        """The numbers of the older and the newer page, of so many numbered ones; ``None`` where there is none, or the newest."""
        if self.number is None:
            return numbered or None, None
        return self.number - 1 or None, self.number + 1 if self.number < numbered else None


def sheets(entries: Sequence[Entry], size: int, today: date) -> Iterator[Sheet]:
    """The listing pages of entries of one type that run oldest first: the newest page, then the numbered ones."""
    numbered = numbered_pages(len(entries), size)
    newest, older = entries[numbered * size :], entries[: numbered * size]
    if entries and has_deadlines(entries[0].type):
        pressing = pressing_first((entry for entry in reversed(older) if is_pressing(entry)), today)[:size]
        yield Sheet(None, tuple(pressing_first((*reversed(newest), *pressing), today)))
    else:
        yield Sheet(None, tuple(reversed(newest)))
    for number in range(1, numbered + 1):
        yield Sheet(number, tuple(reversed(entries[(number - 1) * size : number * size])))


def numbered_pages(total: int, size: int) -> int:
    """How many full pages stand behind the newest one."""
    return max(total // size - 1, 0)


def listing_view(
    view: Viewpoint,
    type: RecordType,
    sheet: Sheet,
    total: int,
    states: Counter[str],
    sizes: Sizes,
    tallies: Sequence[Tally] = (),
) -> ListingView:
    """One listing page; ``total``, ``states`` and ``tallies`` are of the whole type, ``sizes`` of the site's exports."""
    numbered = numbered_pages(total, view.disclosure.site.page_size)
    older, newer = sheet.neighbours(numbered)
    rows = tuple(row_view(view, entry, sheet.is_newest) for entry in sheet.entries)
    return ListingView(
        title=view.language.text(type.label),
        description=view.language.text(type.description),
        total=total,
        crumbs=(view.home(), *view.family(type)),
        rows=rows,
        states=state_counts(view, type, states),
        pages=tuple(_page_links(view, type, sheet.number, numbered)),
        newer="" if sheet.number is None else view.link(listing_address(type.name, newer)),
        older=view.link(listing_address(type.name, older)) if older else "",
        downloads=offers.downloads(view, type, sizes) if sheet.number is None else (),
        feeds=offers.feeds(view, type),
        calendar=offers.type_calendar(view, type),
        sections=tuple(type_links(view, type)) if sheet.number is None else (),
        facets=tuple(facet_views(view, type, tallies, is_searched(total))) if sheet.number is None else (),
        all_rows=view.link(rows_address(type.name)) if sheet.number is None and has_rows(total) else "",
        ends=has_deadlines(type),
        columns=column_views(view.language, type),
        groups=tuple(_groups(view, sheet.entries, rows, states))
        if sheet.is_newest and has_headings(type)
        else (),
        sortable=not numbered and total > 1,
        search=tuple(_searches(view, type)) if sheet.number is None and is_searched(total) else (),
    )


def _groups(
    view: Viewpoint, entries: Sequence[Entry], rows: Sequence[RowView], states: Counter[str]
) -> Iterator[RowGroupView]:
    """The rows of entries that are in the order of their headings."""
    for heading, placed in groupby(zip(entries, rows, strict=True), key=lambda pair: heading_of(pair[0])):
        shown = tuple(row for _, row in placed)
        total = sum(states[state.id] for state in entries[0].type.states if state.stands_under == heading)
        yield RowGroupView(view.language.text(heading), total or len(shown), shown)


def _searches(view: Viewpoint, type: RecordType) -> Iterator[LinkView]:
    yield LinkView(view.language.translate("Oldest first"), search_of(view, type, sort=OLDEST))
    if has_deadlines(type):
        yield LinkView(view.language.translate("Ending soonest first"), search_of(view, type, sort=DEADLINE))


def _page_links(view: Viewpoint, type: RecordType, current: int | None, numbered: int) -> Iterator[PageLink]:
    """The newest page and a window of numbers that counts down to 1."""
    middle = current or numbered
    shown = [
        number
        for number in range(numbered, 0, -1)
        if abs(number - middle) <= NEIGHBOURS or number in (1, numbered)
    ]
    yield PageLink(view.language.translate("Newest"), view.link(listing_address(type.name)), current is None)
    before = numbered + 1
    for number in shown:
        if number < before - 1:
            yield PageLink(GAP, "", False)
        yield PageLink(str(number), view.link(listing_address(type.name, number)), number == current)
        before = number


def state_counts(
    view: Viewpoint, type: RecordType, states: Counter[str]
) -> tuple[tuple[StateView, int], ...]:
    """How many records are in each state that occurs, in the order in which the type declares them."""
    return tuple(
        (
            StateView(view.language.text(state.title), state.look, _in_state(view, type, state)),
            states[state.id],
        )
        for state in type.states
        if states[state.id]
    )


def _in_state(view: Viewpoint, type: RecordType, state: State) -> str:
    """The records of the type that are in a state: its listing, narrowed as a script does, or the search."""
    if is_searched(len(view.disclosure.entries[type.name])):
        return search_by(view, type, Facet(STATE), state.id)
    return f"{view.link(listing_address(type.name))}?{urlencode({STATE: state.id})}"
