"""The pages that are made from records, in one language: view → body template → slots → frame."""

from __future__ import annotations

import html
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.declared.record_type import RecordType
from generator.model.files.addresses import (
    COMPLETENESS,
    CORRECTIONS,
    GOVERNANCE,
    OPEN_DATA,
    SEARCH,
    listing_address,
    notice_address,
    record_address,
    table_csv_address,
    twin_address,
)
from generator.model.records.page import Page
from generator.model.text.languages import own_name, tag
from generator.website.build import templates as names
from generator.website.build.parts import File
from generator.website.build.redirects import former_ids, leading_on, redirect_twins, redirect_view
from generator.website.build.templates import Templates
from generator.website.charts.days import PeriodView
from generator.website.exports import sitemaps
from generator.website.exports.corrections import has_corrections
from generator.website.exports.downloads import table_csv
from generator.website.exports.offers import Sizes
from generator.website.exports.twins import twin
from generator.website.frame import metadata
from generator.website.frame.contract import HOME, NOT_FOUND, WRITTEN, Frame, FrameKey, Frames
from generator.website.frame.first_screen import sheets_behind_title
from generator.website.frame.policy import NO_SCRIPTS
from generator.website.frame.views import HeadView
from generator.website.listing.facets import Tallies, has_rows, rows_address
from generator.website.listing.page import Sheet, listing_view
from generator.website.listing.rows import rows_file
from generator.website.listing.views import ListingView
from generator.website.overview.home import StateCounts, home_view, type_view
from generator.website.overview.open_data import OPEN_DATA_ADDRESS, open_data_view
from generator.website.overview.open_now import OpenNow, has_open_page, open_address, open_section
from generator.website.overview.open_page import open_page_view
from generator.website.overview.search import search_view
from generator.website.overview.views import FamilyView
from generator.website.places.families import families
from generator.website.places.searching import SEARCH_ADDRESS
from generator.website.places.sections import AllGroups
from generator.website.places.viewpoint import HOME_ADDRESS, Viewpoint, language_prefix
from generator.website.record.notice import has_notice, notice_view
from generator.website.record.page import record_view
from generator.website.record.table_page import lasting_long_tables, long_table_addresses, long_table_files
from generator.website.record.views import NoticeOverView
from generator.website.sections.completeness import has_completeness
from generator.website.sections.pages import SectionFiles, sections_of_site, sections_of_type
from generator.website.sections.views import TreeView
from generator.website.words.language import Language, language
from generator.website.words.marked import with_marked_runs

NOT_FOUND_ADDRESS = "404.html"
TABLE_DEPTH = 4
"""Folders above a page of a long table."""
LISTING_SCRIPT, TABLES_SCRIPT = "assets/listing.js", "assets/tables.js"


@dataclass(frozen=True, slots=True)
class Edition:
    """The site in one language: what all its pages share."""

    disclosure: Disclosure
    language: Language
    templates: Templates
    frames: Frames
    states: StateCounts
    revision: str
    sizes: Sizes
    tallies: Tallies

    def viewpoint(self, address: str) -> Viewpoint:
        return Viewpoint(self.disclosure, self.language, address)

    def days_left(self, period: PeriodView) -> str:
        return self.templates.render(names.DAYS_LEFT, period=period)

    def frame(self, section: str, depth: int) -> Frame:
        return self.frames[FrameKey(section, self.language.code, depth)]


def frame_keys(disclosure: Disclosure) -> Iterator[FrameKey]:
    """The frames that the pages need."""
    types, languages = disclosure.types, disclosure.site.languages
    for code in languages:
        depths = {_depth(disclosure, page) for page in disclosure.pages if page.language == code}
        yield from (FrameKey(WRITTEN, code, depth) for depth in sorted(depths))
        yield from (FrameKey(HOME, code, 0), FrameKey(SEARCH, code, 1), FrameKey(OPEN_DATA, code, 1))
        if has_open_page(types):
            yield FrameKey(open_section(types), code, 1)
        for family in families(types, languages[0]):
            if family.has_page:
                yield FrameKey(family.section, code, 1)
        if has_completeness(types):
            yield FrameKey(COMPLETENESS, code, 1)
        yield FrameKey(GOVERNANCE, code, 1)
        if has_corrections(disclosure):
            yield FrameKey(CORRECTIONS, code, 1)
        for type in types:
            yield from (FrameKey(type.name, code, 1), FrameKey(type.name, code, 2))
            if any(True for entry in disclosure.entries[type.name] for _ in long_table_addresses(entry)):
                yield FrameKey(type.name, code, TABLE_DEPTH)
    yield FrameKey(NOT_FOUND, languages[0], 0)


def _depth(disclosure: Disclosure, page: Page) -> int:
    """Folders below the language's home in which a page that people wrote stands."""
    return page.address.removeprefix(language_prefix(disclosure, page.language)).count("/")


def home(edition: Edition) -> Iterator[File]:
    """The home page."""
    view = edition.viewpoint(HOME_ADDRESS)
    shown = home_view(view, edition.states, edition.revision)
    title = edition.language.text(edition.disclosure.site.name)
    head = metadata.home_head(view)
    yield _page(edition, view, edition.frame(HOME, 0), names.HOME, shown, title, head)


def open_now(edition: Edition) -> Iterator[File]:
    """The page of what is open today, and, once for all languages, how much that is."""
    types = edition.disclosure.types
    if not has_open_page(types):
        return
    view, now = edition.viewpoint(open_address(types)), OpenNow(edition.disclosure)
    shown = open_page_view(view, now)
    head = metadata.section_head(view, shown.head.title, shown.head.lede, shown.head.crumbs)
    frame, title = edition.frame(open_section(types), 1), _titled(edition, shown.head.title)
    yield _page(edition, view, frame, names.OPEN_NOW, shown, title, head)
    if edition.language.code == edition.disclosure.site.languages[0]:
        yield now.count_file()


def family_pages(edition: Edition) -> Iterator[File]:
    """The pages of the families of types."""
    for family in families(edition.disclosure.types, edition.disclosure.site.languages[0]):
        if family.has_page:
            view = edition.viewpoint(family.address)
            title = edition.language.text(family.title)
            types = tuple(type_view(view, type, edition.states) for type in family.types)
            shown = FamilyView(title, (view.home(),), types)
            head = metadata.family_head(view, family.section, shown)
            frame = edition.frame(family.section, 1)
            yield _page(edition, view, frame, names.FAMILY, shown, _titled(edition, title), head)


def search(edition: Edition) -> Iterator[File]:
    """The search page; not in the sitemap, as what it finds is."""
    view = edition.viewpoint(SEARCH_ADDRESS)
    shown = search_view(view)
    head = metadata.search_head(view, shown.title)
    frame = edition.frame(SEARCH, 1)
    yield _page(edition, view, frame, names.SEARCH, shown, _titled(edition, shown.title), head)


def open_data(edition: Edition) -> Iterator[File]:
    """The page of all downloads."""
    view = edition.viewpoint(OPEN_DATA_ADDRESS)
    shown = open_data_view(view, edition.sizes)
    head = metadata.section_head(view, shown.head.title, shown.head.lede, shown.head.crumbs)
    title = _titled(edition, shown.head.title)
    yield _page(edition, view, edition.frame(OPEN_DATA, 1), names.OPEN_DATA, shown, title, head)


def sections(
    edition: Edition, type: RecordType, known: AllGroups
) -> Iterator[tuple[str, Callable[[], Iterator[File]]]]:
    """What makes the pages beside records that a type declares, of each section behind its name."""
    for name, files in sections_of_type(edition.disclosure, edition.viewpoint, edition.sizes, type, known):
        yield name, partial(_section, edition, files)


def site_sections(edition: Edition) -> Iterator[tuple[str, Callable[[], Iterator[File]]]]:
    """The same of those about all types."""
    for name, files in sections_of_site(edition.disclosure, edition.viewpoint):
        yield name, partial(_section, edition, files)


def _section(edition: Edition, files: SectionFiles) -> Iterator[File]:
    for file in files():
        head = metadata.section_head(file.view, file.title, file.description, file.crumbs, file.feed)
        head = replace(head, scripts=tuple(map(file.view.link_from_root, _scripts(file.shown))))
        frame = edition.frame(file.section, file.depth)
        yield _page(edition, file.view, frame, file.template, file.shown, _titled(edition, file.title), head)


def listing(edition: Edition, type: RecordType, sheet: Sheet) -> Iterator[File]:
    """One page of a type's listing. The newest tells how large the downloads are."""
    view = edition.viewpoint(listing_address(type.name, sheet.number))
    total = len(edition.disclosure.entries[type.name])
    states, tallies = edition.states[type.name], edition.tallies[type.name]
    shown = listing_view(view, type, sheet, total, states, edition.sizes, tallies)
    frame = edition.frame(type.name, 1 if sheet.number is None else 2)
    head = metadata.listing_head(view, type, sheet.number, shown)
    head = replace(head, scripts=tuple(map(view.link_from_root, _scripts(shown))))
    yield _page(edition, view, frame, names.LISTING, shown, _titled(edition, shown.title), head)


def _scripts(shown: object) -> Iterator[str]:
    """What a page with a list, or with a table that can be sorted, makes use of."""
    if isinstance(shown, ListingView):
        if shown.all_rows or shown.search:
            yield LISTING_SCRIPT
        if shown.columns and shown.sortable:
            yield TABLES_SCRIPT
    elif isinstance(shown, TreeView) and len(shown.delays) > 1:
        yield TABLES_SCRIPT


def list_rows(edition: Edition, type: RecordType) -> Iterator[File]:
    """What the script of a listing filters and sorts; no page, so not in the sitemap."""
    entries = edition.disclosure.entries[type.name]
    if has_rows(len(entries)):
        view = edition.viewpoint(listing_address(type.name))
        content = rows_file(view, type, entries, edition.tallies[type.name], edition.days_left)
        yield edition.viewpoint(rows_address(type.name)).site_address, content


def record(edition: Edition, type: RecordType, number: int) -> Iterator[File]:
    """The page of one record, by its place among its type's; in the first language its twin too."""
    entry = edition.disclosure.entries[type.name][number]
    yield _record_page(edition, type, number, entry)
    yield from _long_tables(edition, entry)
    if edition.language.code == edition.disclosure.site.languages[0]:
        yield twin_address(type.name, entry.id), twin(entry, edition.disclosure.site)
        for table in lasting_long_tables(entry):
            yield table_csv_address(type.name, entry.id, table.name), table_csv(entry, table)


def _long_tables(edition: Edition, entry: Entry) -> Iterator[File]:
    """The pages of its tables that are too long for its own, and their rows for scripts."""
    for file in long_table_files(edition.viewpoint, entry):
        if isinstance(file.content, bytes):
            yield file.view.site_address, file.content
            continue
        shown = file.content
        title = edition.language.translate("{title}: {value}").format(
            title=edition.language.bare(entry.title), value=shown.table.title
        )
        title += f" {shown.number}" if shown.number > 1 else ""
        head = metadata.table_head(file.view, entry, shown)
        head = replace(head, scripts=(file.view.link_from_root(TABLES_SCRIPT),) if shown.rows_href else ())
        frame = edition.frame(entry.type.name, TABLE_DEPTH)
        yield _page(edition, file.view, frame, names.TABLE, shown, _titled(edition, title), head)


def neighbours(entries: Sequence[Entry], number: int) -> tuple[Entry | None, Entry | None]:
    """The entries before and after the one with that number: what its page leads to."""
    older = entries[number - 1] if number else None
    newer = entries[number + 1] if number + 1 < len(entries) else None
    return older, newer


def _record_page(edition: Edition, type: RecordType, number: int, entry: Entry) -> File:
    entries, view = (
        edition.disclosure.entries[type.name],
        edition.viewpoint(record_address(type.name, entry.id)),
    )
    older, newer = neighbours(entries, number)
    shown = record_view(view, entry, older, newer)
    frame, template = edition.frame(type.name, 1), edition.templates.record(type.template)
    head = metadata.record_head(view, entry, shown)
    return _page(edition, view, frame, template, shown, _titled(edition, entry.title), head)


def tombstone(edition: Edition, type: RecordType, number: int) -> Iterator[File]:
    """What stands at the addresses of a record with values of its period when they have gone; nothing for any other.

    Its page is the one of the day after the last, made today; whoever comes to its notice is led to that page.
    """
    entry = edition.disclosure.entries[type.name][number]
    if entry.afterwards is None or entry.life.last_day is None:
        return
    after = entry.life.last_day + timedelta(days=1)
    later = replace(edition, disclosure=replace(edition.disclosure, as_of=after))
    yield _record_page(later, type, number, entry.afterwards)
    yield from _long_tables(later, entry.afterwards)
    is_first = edition.language.code == edition.disclosure.site.languages[0]
    if is_first and has_notice(entry, edition.disclosure.as_of):
        view = later.viewpoint(notice_address(type.name, entry.id))
        shown = NoticeOverView(
            view.language.written(entry.afterwards.title), view.record(entry.afterwards).href
        )
        head = leading_on(view, entry, view.address.removesuffix(".html"), shown.href)
        frame, title = edition.frame(type.name, 2), _titled(edition, shown.title)
        yield _page(edition, view, frame, names.NOTICE_OVER, shown, title, head, written=())


def notices(edition: Edition) -> Iterator[File]:
    """The notices for paper: pages of their own, outside the theme and the sitemap, once for all languages."""
    for entries in edition.disclosure.entries.values():
        for entry in entries:
            if has_notice(entry, edition.disclosure.as_of):
                view = edition.viewpoint(notice_address(entry.type.name, entry.id))
                page = edition.templates.render(names.NOTICE, view=notice_view(view, entry))
                yield view.site_address, NO_SCRIPTS.hold(NO_SCRIPTS.on(page), view.site_address)


def redirects(edition: Edition) -> Iterator[File]:
    """What stands at the addresses of former ids; no content of its own, so not in the sitemap."""
    for entries in edition.disclosure.entries.values():
        for entry in entries:
            for former in former_ids(entry):
                view = edition.viewpoint(record_address(entry.type.name, former))
                shown = redirect_view(view, entry, former)
                head = leading_on(view, entry, f"{entry.type.name}/{former}", shown.href)
                frame = edition.frame(entry.type.name, 1)
                yield _page(edition, view, frame, names.MOVED, shown, _titled(edition, entry.title), head)
            if edition.language.code == edition.disclosure.site.languages[0]:
                yield from redirect_twins(entry)


def written_pages(edition: Edition) -> Iterator[File]:
    """The pages that people wrote in the edition's language. Their text is safe as it is: whoever read it saw to that."""
    disclosure, code = edition.disclosure, edition.language.code
    languages = {page.address: page.languages for page in sitemaps.written_pages(disclosure)}
    written = {page.address for page in disclosure.pages}
    for page in disclosure.pages:
        if page.language == code:
            view = edition.viewpoint(page.address.removeprefix(language_prefix(disclosure, code)))
            head = metadata.written_head(view, page.title, page.description, languages[view.address])
            links = tuple(_switch(view, written))
            slots = _slots(
                edition,
                _titled(edition, page.title),
                head,
                links,
                sheets_behind_title(with_marked_runs(page.html, code)),
            )
            yield (
                view.site_address,
                edition.frame(WRITTEN, _depth(disclosure, page)).stamp(slots, view.site_address),
            )


def _titled(edition: Edition, title: str) -> str:
    return f"{edition.language.bare(title)} - {edition.language.text(edition.disclosure.site.name)}"


def _page(
    edition: Edition,
    view: Viewpoint,
    frame: Frame,
    template: str,
    shown: object,
    title: str,
    head: HeadView,
    written: Collection[str] | None = None,
) -> File:
    """Body template → slots → frame. ``written``: the addresses that other languages have, by default the same."""
    site_name = edition.language.text(view.disclosure.site.name)
    body = edition.templates.render(template, view=shown, site_name=site_name)
    slots = _slots(edition, title, head, tuple(_switch(view, written)), body)
    return view.site_address, frame.stamp(slots, view.site_address)


def _slots(
    edition: Edition, title: str, head: HeadView, links: tuple[tuple[str, str, str], ...], body: str
) -> Mapping[str, str]:
    return {
        "title": html.escape(title),
        "head": edition.templates.render(names.HEAD, head=head),
        "switch": edition.templates.render(names.SWITCH, links=links, own_name=edition.language.own_name)
        if links
        else "",
        "body": body,
    }


def _switch(view: Viewpoint, written: Collection[str] | None = None) -> Iterator[tuple[str, str, str]]:
    """The same page in each other language; of what people have ``written``, the home where it is not among that."""
    for code in view.disclosure.site.languages:
        if code != view.language.code:
            prefix = language_prefix(view.disclosure, code)
            address = prefix + view.address
            if written is not None and address not in written:
                address = prefix + HOME_ADDRESS
            yield tag(code), own_name(code), view.link_from_root(address)


def not_found(edition: Edition) -> Iterator[File]:
    """Served for any address that does not exist, so its links start at the root of the host."""
    title = edition.language.translate("There is no page at this address")
    home = urlsplit(edition.disclosure.site.url).path or "/"
    slots: Mapping[str, str] = {
        "title": html.escape(_titled(edition, title)),
        "head": edition.templates.render(
            names.HEAD, head=HeadView(description="", id="404", robots="noindex")
        ),
        "switch": "",
        "body": edition.templates.render(
            names.NOT_FOUND, home=home, others=list(_in_other_languages(edition, home))
        ),
    }
    yield NOT_FOUND_ADDRESS, edition.frame(NOT_FOUND, 0).stamp(slots, NOT_FOUND_ADDRESS)


def _in_other_languages(edition: Edition, home: str) -> Iterator[tuple[str, str, str, str]]:
    """The same in the site's other languages, since nobody knows which was asked for: code, words, link, its words."""
    for code in edition.disclosure.site.languages[1:]:
        say = language(code, own=edition.disclosure.site.catalogues).translate
        there = home.rstrip("/") + "/" + language_prefix(edition.disclosure, code)
        yield code, say("There is no page at this address"), there, say("Go to the home page")
