"""Links to the pages beside records: from listings, records and from each other; names, crumbs, years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.declared.record_type import RecordType
from generator.model.declared.section import GroupsPage, Section, YearPage, index_address, section_address
from generator.model.text.folding import fold
from generator.website.places.exports import group_feed_address
from generator.website.places.viewpoint import Viewpoint
from generator.website.places.years import UNDATED, by_value, by_year, current_year, year_of
from generator.website.views import FigureView, LinkView, PageLink, SectionHead


def yearly(type: RecordType) -> Iterator[tuple[Section, YearPage]]:
    """The declared pages that stand for a year each."""
    for section in type.pages:
        if isinstance(section.page, YearPage):
            yield section, section.page


def grouped(type: RecordType) -> Iterator[tuple[Section, GroupsPage]]:
    """The declared groups."""
    for section in type.pages:
        if isinstance(section.page, GroupsPage):
            yield section, section.page


def years(disclosure: Disclosure, type: RecordType, page: YearPage) -> Sequence[str]:
    """The years that a page is made for, newest first; none without records."""
    return tuple(by_year(disclosure.entries[type.name], page.by))


def group_values(entries: Iterable[Entry], page: GroupsPage) -> dict[str, Sequence[Entry]]:
    """Value → entries; for a date, the year → entries (what has none is in no group)."""
    found = dict(by_year(entries, page.by) if page.yearly else by_value(entries, page.by))
    found.pop(UNDATED, None)
    return found


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one value, and how it is spelt."""

    value: str
    entries: Sequence[Entry]


AllGroups = Mapping[tuple[str, str], Mapping[str, Group]]
"""(type, field) → folded value → its group, of every declared grouping."""


def all_groups(disclosure: Disclosure) -> AllGroups:
    """Worked out once, since each group's page looks for its like in every type."""
    return {
        (type.name, page.by): {
            fold(value): Group(value, entries)
            for value, entries in group_values(disclosure.entries[type.name], page).items()
        }
        for type in disclosure.types
        for _, page in grouped(type)
    }


def like_elsewhere(known: AllGroups) -> list[tuple[str, str, str, str, int]]:
    """All that pages of groups say of those of other types: which there are, how they are spelt, and how large they are."""
    return [
        (type, field, folded, group.value, len(group.entries))
        for (type, field), groups in known.items()
        for folded, group in groups.items()
    ]


YEAR_FEEDS = "year"


def feed_folder(type: RecordType, page: GroupsPage | YearPage) -> str:
    """Where the feeds of a page's years or departments stand; empty for pages of anything else.

    All pages by the same year share its feed; of several fields that say a year, the first has feeds.
    """
    if isinstance(page, GroupsPage) and not page.yearly:
        return page.folder if page.by == type.department else ""
    by_years = [groups for _, groups in grouped(type) if groups.yearly] + [year for _, year in yearly(type)]
    return YEAR_FEEDS if page.by == by_years[0].by else ""


def feed_of(view: Viewpoint, type: RecordType, page: GroupsPage | YearPage, value: str) -> str:
    """The link to the feed of a year or department; empty where there is none."""
    folder = feed_folder(type, page)
    return (
        view.link_from_root(group_feed_address(type.name, folder, value))
        if folder and value != UNDATED
        else ""
    )


def with_feeds(disclosure: Disclosure, type: RecordType) -> Iterator[tuple[str, str, str, Sequence[Entry]]]:
    """Every year and department of a type: (folder of its feed, value, the page of it, its entries)."""
    entries, done = disclosure.entries[type.name], set[str]()
    for page in (*(groups for _, groups in grouped(type)), *(year for _, year in yearly(type))):
        folder = feed_folder(type, page)
        if folder and folder not in done:
            done.add(folder)
            found = group_values(entries, page) if isinstance(page, GroupsPage) else by_year(entries, page.by)
            for value, own in found.items():
                if value != UNDATED:
                    yield folder, value, section_address(type.name, page.folder, value), own


def section_title(view: Viewpoint, type: RecordType, section: Section) -> str:
    """What the page is called, without its year."""
    return view.language.text(section.title) or view.language.text(type.label)


def year_title(view: Viewpoint, title: str, year: str, alone: bool = False) -> str:
    """2026年目标任务; what names no year has no number, and needs no word about that where it is the only page (``alone``)."""
    if alone and year == UNDATED:
        return title
    if year == UNDATED:
        return view.language.translate("{title} (no year given)").format(title=title)
    return view.language.translate("{title} of {year}").format(title=title, year=year)


def group_title(view: Viewpoint, type: RecordType, page: GroupsPage, value: str) -> str:
    """目标任务：办公室; for a year 2026年目标任务."""
    title = view.language.text(type.label)
    if page.yearly:
        return year_title(view, title, value)
    called = view.language.choice(type.field(page.by), value)
    return view.language.translate("{title}: {value}").format(title=title, value=called)


def group_label(view: Viewpoint, type: RecordType, page: GroupsPage) -> str:
    """What the index of groups is called: by unit in charge, by year."""
    if page.yearly:
        return view.language.translate("By year")
    label = view.language.text(type.field(page.by).label)
    return view.language.translate("By {field}").format(field=_lower(label))


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def group_href(view: Viewpoint, type: RecordType, field: str, value: str) -> str:
    """Where the page of a group stands, for a field whose groups have pages; else empty."""
    for _, page in grouped(type):
        if page.by == field and not page.yearly and value:
            return view.link(section_address(type.name, page.folder, value))
    return ""


def year_link(view: Viewpoint, type: RecordType, section: Section, year: str) -> LinkView:
    """The page of a year."""
    assert isinstance(section.page, YearPage)
    title = year_title(view, section_title(view, type, section), year, not section.page.by)
    return LinkView(title, view.link(section_address(type.name, section.page.folder, year)))


def type_links(view: Viewpoint, type: RecordType) -> Iterator[LinkView]:
    """What a type's listing leads to: the current year of each page, then the indexes of groups."""
    entries = view.disclosure.entries[type.name]
    for section, yearly_page in yearly(type) if entries else ():
        year = current_year(years(view.disclosure, type, yearly_page), view.today)
        yield year_link(view, type, section, year)
    for _, page in grouped(type):
        if group_values(entries, page):
            yield LinkView(group_label(view, type, page), view.link(index_address(type.name, page.folder)))


def entry_links(view: Viewpoint, entry: Entry) -> Iterator[LinkView]:
    """The pages that show a record among others of its year."""
    for section, page in yearly(entry.type):
        yield year_link(view, entry.type, section, year_of(entry, page.by))


def section_head(
    view: Viewpoint,
    type: RecordType,
    section: Section,
    year: str,
    figures: tuple[FigureView, ...] = (),
    sources: tuple[LinkView, ...] = (),
    ways: tuple[LinkView, ...] = (),
) -> SectionHead:
    """The top of a page of a year."""
    assert isinstance(section.page, YearPage)
    links = tuple(_year_links(view, type, section, year))
    return SectionHead(
        title=view.language.title(year_title(view, section_title(view, type, section), year, len(links) < 2)),
        lede=view.language.text(section.description),
        kind=view.language.text(type.label),
        crumbs=(view.home(), *view.family(type), view.listing(type)),
        years=links if len(links) > 1 or year != UNDATED else (),
        feed=feed_of(view, type, section.page, year),
        figures=figures,
        sources=sources,
        ways=ways,
    )


def _year_links(view: Viewpoint, type: RecordType, section: Section, current: str) -> Iterator[PageLink]:
    assert isinstance(section.page, YearPage)
    for year in years(view.disclosure, type, section.page):
        label = view.language.translate("No year given") if year == UNDATED else year
        address = section_address(type.name, section.page.folder, year)
        yield PageLink(label, view.link(address), year == current)
