"""Disclosure → every file that is made from records: pages in each language, exports once.

Files are made one by one and handed on, so that the whole site never stands in memory.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.addresses import OPEN_DATA, listing_address, notice_address, record_address
from generator.model.record_type import RecordType
from generator.model.section import COMPLETENESS, CORRECTIONS
from generator.website import metadata
from generator.website import templates as names
from generator.website.charts.days import PeriodView
from generator.website.corrections import has_corrections
from generator.website.exports import everything as exports
from generator.website.exports.offers import Sizes
from generator.website.exports.places import DATA_FOLDER
from generator.website.exports.sitemaps import WrittenPage, sitemap_files
from generator.website.facets import Tallies, has_rows, rows_address, tally
from generator.website.families import families
from generator.website.frames import HOME, NOT_FOUND, Frame, FrameKey, Frames
from generator.website.head_view import HeadView
from generator.website.held_files import held_addresses
from generator.website.home_view import StateCounts, count_states, home_view, type_view
from generator.website.language import Language, language
from generator.website.list_rows import rows_file
from generator.website.listing_view import listing_view, sheets
from generator.website.notice_view import has_notice, notice_view
from generator.website.open_data import OPEN_DATA_ADDRESS, open_data_view
from generator.website.overview_views import FamilyView
from generator.website.policy import with_policy
from generator.website.record_view import record_view
from generator.website.redirects import former_ids, redirect_head, redirect_twins, redirect_view
from generator.website.search.documents import Article
from generator.website.search.index import search_files
from generator.website.search_script import script_file
from generator.website.search_view import SEARCH, SEARCH_ADDRESS, search_view
from generator.website.sections.chain import section_files
from generator.website.sections.completeness import has_completeness
from generator.website.sections.governance import GOVERNANCE
from generator.website.templates import Templates
from generator.website.viewpoint import HOME_ADDRESS, Viewpoint, language_prefix

File = tuple[str, bytes]
"""An address from the site's root, and the content."""
NOT_FOUND_ADDRESS = "404.html"
LISTING_SCRIPT = "assets/listing.js"


@dataclass(frozen=True, slots=True)
class _Edition:
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


def frame_keys(types: Sequence[RecordType], languages: Sequence[str]) -> Iterator[FrameKey]:
    """The frames that :func:`files` needs."""
    for code in languages:
        yield from (FrameKey(HOME, code, 0), FrameKey(SEARCH, code, 1), FrameKey(OPEN_DATA, code, 1))
        for family in families(types):
            if family.has_page:
                yield FrameKey(family.section, code, 1)
        if has_completeness(types):
            yield FrameKey(COMPLETENESS, code, 1)
        yield FrameKey(GOVERNANCE, code, 1)
        if has_corrections(types):
            yield FrameKey(CORRECTIONS, code, 1)
        for type in types:
            yield from (FrameKey(type.name, code, 1), FrameKey(type.name, code, 2))
    yield FrameKey(NOT_FOUND, languages[0], 0)


def files(
    disclosure: Disclosure,
    frames: Frames,
    template_folders: Sequence[Path],
    revision: str,
    written: Sequence[WrittenPage] = (),
    articles: Sequence[Article] = (),
) -> Iterator[File]:
    """Every file made from the disclosure. ``template_folders``: a site's own before the shipped one.

    ``written`` are the pages that people wrote, for the sitemap; ``articles`` are their texts, for the search.

    The exports come first, since pages say how large they are; the sitemap comes last, since it names the pages.
    """
    states, sizes, pages = count_states(disclosure), dict[str, int](), list[str]()
    tallies = tally(disclosure)
    for address, content in exports.files(disclosure):
        if address.startswith(DATA_FOLDER):
            sizes[address] = len(content)
        yield address, content
    for code in disclosure.site.languages:
        speech = language(code)
        templates = Templates(template_folders, speech, disclosure.site.languages[0])
        edition = _Edition(disclosure, speech, templates, frames, states, revision, sizes, tallies)
        for address, content in _edition_files(edition):
            if code == disclosure.site.languages[0]:
                pages.append(address)
            yield address, content
        yield from (*_list_rows(edition), _search(edition))
        if code == disclosure.site.languages[0]:
            yield NOT_FOUND_ADDRESS, _not_found(edition)
            yield from _notices(edition)
        yield from _redirects(edition)
    yield script_file(template_folders)
    yield from search_files(disclosure, articles)
    held = held_addresses(disclosure)
    yield from sitemap_files(
        disclosure, [address for address in pages if address not in held], written=written
    )


def _edition_files(edition: _Edition) -> Iterator[File]:
    yield _home(edition)
    yield from _families(edition)
    for type in edition.disclosure.types:
        entries = edition.disclosure.entries[type.name]
        yield from _listings(edition, type, entries)
        yield from _records(edition, type, entries)
    yield from _sections(edition)
    yield _open_data(edition)


def _home(edition: _Edition) -> File:
    view = edition.viewpoint(HOME_ADDRESS)
    shown = home_view(view, edition.states, edition.revision)
    title = edition.language.text(edition.disclosure.site.name)
    head = metadata.home_head(view)
    return _page(edition, view, edition.frame(HOME, 0), names.HOME, shown, title, head)


def _families(edition: _Edition) -> Iterator[File]:
    for family in families(edition.disclosure.types):
        if family.has_page:
            view = edition.viewpoint(family.address)
            title = edition.language.text(family.title)
            types = tuple(type_view(view, type, edition.states) for type in family.types)
            shown = FamilyView(title, (view.home(),), types)
            head = metadata.family_head(view, family.section, shown)
            frame = edition.frame(family.section, 1)
            yield _page(edition, view, frame, names.FAMILY, shown, _titled(edition, title), head)


def _search(edition: _Edition) -> File:
    """The search page; not in the sitemap, as what it finds is."""
    view = edition.viewpoint(SEARCH_ADDRESS)
    shown = search_view(view)
    head = metadata.search_head(view, shown.title)
    return _page(
        edition, view, edition.frame(SEARCH, 1), names.SEARCH, shown, _titled(edition, shown.title), head
    )


def _open_data(edition: _Edition) -> File:
    view = edition.viewpoint(OPEN_DATA_ADDRESS)
    shown = open_data_view(view, edition.sizes)
    head = metadata.section_head(view, shown.head.title, shown.head.lede, shown.head.crumbs)
    title = _titled(edition, shown.head.title)
    return _page(edition, view, edition.frame(OPEN_DATA, 1), names.OPEN_DATA, shown, title, head)


def _sections(edition: _Edition) -> Iterator[File]:
    """The pages beside records, as the types declare them."""
    for file in section_files(edition.disclosure, edition.viewpoint, edition.sizes):
        head = metadata.section_head(file.view, file.title, file.description, file.crumbs)
        frame = edition.frame(file.section, file.depth)
        yield _page(edition, file.view, frame, file.template, file.shown, _titled(edition, file.title), head)


def _listings(edition: _Edition, type: RecordType, entries: Sequence[Entry]) -> Iterator[File]:
    for sheet in sheets(entries, edition.disclosure.site.page_size):
        view = edition.viewpoint(listing_address(type.name, sheet.number))
        states, tallies = edition.states[type.name], edition.tallies[type.name]
        shown = listing_view(view, type, sheet, len(entries), states, edition.sizes, tallies)
        frame = edition.frame(type.name, 1 if sheet.number is None else 2)
        head = metadata.listing_head(view, type, sheet.number, shown)
        head = replace(head, scripts=(view.link_from_root(LISTING_SCRIPT),) if shown.all_rows else ())
        yield _page(edition, view, frame, names.LISTING, shown, _titled(edition, shown.title), head)


def _list_rows(edition: _Edition) -> Iterator[File]:
    """What the script of a listing filters and sorts; no page, so not in the sitemap."""
    for type in edition.disclosure.types:
        entries = edition.disclosure.entries[type.name]
        if has_rows(len(entries)):
            view = edition.viewpoint(listing_address(type.name))
            content = rows_file(view, type, entries, edition.tallies[type.name], edition.days_left)
            yield edition.viewpoint(rows_address(type.name)).site_address, content


def _records(edition: _Edition, type: RecordType, entries: Sequence[Entry]) -> Iterator[File]:
    frame, template = edition.frame(type.name, 1), edition.templates.record(type.template)
    for index, entry in enumerate(entries):
        view = edition.viewpoint(record_address(type.name, entry.id))
        older = entries[index - 1] if index else None
        newer = entries[index + 1] if index + 1 < len(entries) else None
        shown = record_view(view, entry, older, newer)
        head = metadata.record_head(view, entry, shown)
        yield _page(edition, view, frame, template, shown, _titled(edition, entry.title), head)


def _notices(edition: _Edition) -> Iterator[File]:
    """The notices for paper: pages of their own, outside the theme and the sitemap, once for all languages."""
    for entries in edition.disclosure.entries.values():
        for entry in entries:
            if has_notice(entry, edition.disclosure.as_of):
                view = edition.viewpoint(notice_address(entry.type.name, entry.id))
                page = edition.templates.render(names.NOTICE, view=notice_view(view, entry))
                yield view.site_address, with_policy(page).encode("utf-8")


def _redirects(edition: _Edition) -> Iterator[File]:
    """What stands at the addresses of former ids; no content of its own, so not in the sitemap."""
    for entries in edition.disclosure.entries.values():
        for entry in entries:
            for former in former_ids(entry):
                view = edition.viewpoint(record_address(entry.type.name, former))
                shown = redirect_view(view, entry, former)
                head = redirect_head(view, entry, shown)
                frame = edition.frame(entry.type.name, 1)
                yield _page(edition, view, frame, names.MOVED, shown, _titled(edition, entry.title), head)
            if edition.language.code == edition.disclosure.site.languages[0]:
                yield from redirect_twins(entry)


def _titled(edition: _Edition, title: str) -> str:
    return f"{title} - {edition.language.text(edition.disclosure.site.name)}"


def _page(
    edition: _Edition, view: Viewpoint, frame: Frame, template: str, shown: object, title: str, head: HeadView
) -> File:
    """Body template → slots → frame."""
    slots = {
        "title": html.escape(title),
        "head": edition.templates.render(names.HEAD, head=head),
        "switch": edition.templates.render(names.SWITCH, links=tuple(_switch(view))),
        "body": edition.templates.render(
            template, view=shown, site_name=edition.language.text(view.disclosure.site.name)
        ),
    }
    return view.site_address, frame.stamp(slots)


def _switch(view: Viewpoint) -> Iterator[tuple[str, str, str]]:
    for code in view.disclosure.site.languages:
        if code != view.language.code:
            address = language_prefix(view.disclosure, code) + view.address
            yield code, language(code).own_name, view.link_from_root(address)


def _not_found(edition: _Edition) -> bytes:
    """Served for any address that does not exist, so its links start at the root of the host."""
    title = edition.language.translate("There is no page at this address")
    home = urlsplit(edition.disclosure.site.url).path or "/"
    slots: Mapping[str, str] = {
        "title": html.escape(_titled(edition, title)),
        "head": edition.templates.render(
            names.HEAD, head=HeadView(description="", id="404", robots="noindex")
        ),
        "switch": "",
        "body": edition.templates.render(names.NOT_FOUND, home=home, others=list(_elsewhere(edition, home))),
    }
    return edition.frame(NOT_FOUND, 0).stamp(slots)


def _elsewhere(edition: _Edition, home: str) -> Iterator[tuple[str, str, str, str]]:
    """The same in the site's other languages, since nobody knows which was asked for: code, words, link, its words."""
    for code in edition.disclosure.site.languages[1:]:
        say = language(code).translate
        there = home.rstrip("/") + "/" + language_prefix(edition.disclosure, code)
        yield code, say("There is no page at this address"), there, say("Go to the home page")
