"""A type's entries → the index of its groups, and the listing of each group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from generator.disclose.disclosure import Entry
from generator.model.declared.record_type import RecordType
from generator.model.declared.section import GroupsPage, index_address, section_address
from generator.model.text.folding import fold
from generator.website.listing.page import Sheet, numbered_pages, state_counts
from generator.website.listing.row import column_views, row_view
from generator.website.listing.views import ListingView
from generator.website.places.sections import AllGroups, Group, feed_of, group_label, group_title, grouped
from generator.website.places.viewpoint import Viewpoint
from generator.website.sections.views import GroupIndexView
from generator.website.views import FigureView, LinkView, PageLink, SectionHead, TypeView


def group_index(
    view: Viewpoint, type: RecordType, page: GroupsPage, groups: Collection[Group]
) -> GroupIndexView:
    """The index; the largest groups first, years newest first."""
    order = groups if page.yearly else sorted(groups, key=lambda group: (-len(group.entries), group.value))
    entries = view.disclosure.entries[type.name]
    placed = {entry.id for group in groups for entry in group.entries}
    label = group_label(view, type, page)
    counted = (
        view.language.translate("years") if page.yearly else view.language.text(type.field(page.by).label)
    )
    head = SectionHead(
        title=view.language.translate("{title}: {value}").format(
            title=view.language.text(type.label), value=label
        ),
        lede=view.language.text(type.description),
        kind=view.language.text(type.label),
        crumbs=(view.home(), *view.family(type), view.listing(type)),
        figures=(
            FigureView(counted, str(len(groups))),
            FigureView(view.language.translate("records"), str(len(placed))),
        ),
    )
    shown = tuple(_group(view, type, page, group) for group in order)
    return GroupIndexView(head, shown, len(entries) - len(placed))


def _group(view: Viewpoint, type: RecordType, page: GroupsPage, group: Group) -> TypeView:
    return TypeView(
        title=group.value if page.yearly else view.language.choice(type.field(page.by), group.value),
        description="",
        href=view.link(section_address(type.name, page.folder, group.value)),
        total=len(group.entries),
        states=tuple(
            (replace(state, href=""), number)
            for state, number in state_counts(view, type, _states(group.entries))
        ),
    )


def _states(entries: Sequence[Entry]) -> Counter[str]:
    return Counter(entry.state.id for entry in entries if entry.state)


def group_listing(
    view: Viewpoint, type: RecordType, page: GroupsPage, group: Group, sheet: Sheet, known: AllGroups
) -> ListingView:
    """One page of a group's listing; ``known`` are the groups of all types."""
    value, entries = group.value, group.entries
    numbered = numbered_pages(len(entries), view.disclosure.site.page_size)
    older, newer = sheet.neighbours(numbered)
    index = LinkView(group_label(view, type, page), view.link(index_address(type.name, page.folder)))
    return ListingView(
        title=group_title(view, type, page, value),
        description="",
        total=len(entries),
        crumbs=(view.home(), *view.family(type), view.listing(type), index),
        rows=tuple(row_view(view, entry, sheet.is_newest) for entry in sheet.entries),
        states=state_counts(view, type, _states(entries)),
        pages=tuple(_pages(view, type, page, value, sheet.number, numbered)),
        newer="" if sheet.number is None else _href(view, type, page, value, newer),
        older=_href(view, type, page, value, older) if older else "",
        feeds=tuple(_feed(view, type, page, value)) if sheet.number is None else (),
        sections=tuple(_same_elsewhere(view, type, page, value, known)) if sheet.number is None else (),
        columns=column_views(view.language, type),
        sortable=not numbered and len(entries) > 1,
    )


def _feed(view: Viewpoint, type: RecordType, page: GroupsPage, value: str) -> Iterator[LinkView]:
    if href := feed_of(view, type, page, value):
        yield LinkView("Atom", href)


def _href(view: Viewpoint, type: RecordType, page: GroupsPage, value: str, number: int | None) -> str:
    return view.link(section_address(type.name, page.folder, value, number))


def _pages(
    view: Viewpoint, type: RecordType, page: GroupsPage, value: str, current: int | None, numbered: int
) -> Iterator[PageLink]:
    """The newest page, then the numbers down to 1: a group has few."""
    yield PageLink(view.language.translate("Newest"), _href(view, type, page, value, None), current is None)
    for number in range(numbered, 0, -1):
        yield PageLink(str(number), _href(view, type, page, value, number), number == current)


def _same_elsewhere(
    view: Viewpoint, type: RecordType, page: GroupsPage, value: str, known: AllGroups
) -> Iterator[LinkView]:
    """The group of the same name in other types: what else an office or a person has to do with."""
    for other in view.disclosure.types if not page.yearly else ():
        for _, groups in grouped(other):
            found = known[other.name, groups.by].get(fold(value)) if not groups.yearly else None
            if found and (other.name, groups.by) != (type.name, page.by):
                what = view.language.text(other.label)
                title = view.language.translate("{what} ({n})").format(n=len(found.entries), what=what)
                yield LinkView(title, _href(view, other, groups, value, None))
