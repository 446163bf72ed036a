"""Disclosure → every export but the sitemap, which has to know the pages, in the site's first language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.disclose.disclosure import Disclosure
from generator.website.build.fingerprints import Fingerprints
from generator.website.build.parts import NO_KEY, Batch, File, Part
from generator.website.exports.calendars import calendar_files, has_calendar, in_calendars
from generator.website.exports.catalogs import catalog_files
from generator.website.exports.completeness import completeness_file
from generator.website.exports.downloads import json_list, reader_files, table_files, workbook_file
from generator.website.exports.feeds import correction_feeds, feed_files, group_feed
from generator.website.exports.look import look_files
from generator.website.exports.twins import targets_in_twin
from generator.website.places.sections import with_feeds
from generator.website.words.language import Language, language


def batches(disclosure: Disclosure, prints: Fingerprints) -> Iterator[Batch]:
    """Downloads, calendars, feeds of groups; what takes longest first, so that no process works alone at the end.

    A table shows what its own records say; a list of twins, besides, which records they are linked to, but nothing of these.
    """
    first = language(disclosure.site.languages[0], own=disclosure.site.catalogues)
    in_tables = {name: list(map(prints.content, entries)) for name, entries in disclosure.entries.items()}
    for type in disclosure.types:
        entries, rows = disclosure.entries[type.name], in_tables[type.name]
        yield _keyed(
            prints, ("workbook", type, rows), partial(workbook_file, type, entries, disclosure.site, first)
        )
        in_list = ("list", type, rows, [targets_in_twin(entry) for entry in entries])
        yield _keyed(prints, in_list, partial(json_list, type, entries, disclosure.site))
        yield _keyed(prints, ("reader tables", type, rows), partial(reader_files, disclosure, type))
    yield _keyed(prints, ("tables", in_tables), partial(table_files, disclosure))
    for type in filter(has_calendar, disclosure.types):
        told = in_calendars(prints.disclosure, type)
        shown = ("calendars", type, told, disclosure.days_off, disclosure.made_up)
        yield _keyed(prints, shown, partial(calendar_files, disclosure, type, first))
    yield partial(_group_feeds, disclosure, prints, first)
    yield lambda: [
        Part(NO_KEY, partial(look_files, disclosure.site.look)),
        Part(NO_KEY, partial(completeness_file, disclosure)),
        Part(NO_KEY, partial(catalog_files, disclosure)),
    ]


def feeds(disclosure: Disclosure) -> Iterator[tuple[str, Callable[[], Iterable[File]]]]:
    """What makes the feeds of the site and its types, and those of corrections, behind a name: they may show any record."""
    first = language(disclosure.site.languages[0], own=disclosure.site.catalogues)
    yield "feeds", partial(feed_files, disclosure, first)
    yield "feeds of corrections", partial(correction_feeds, disclosure, first)


def _group_feeds(disclosure: Disclosure, prints: Fingerprints, first: Language) -> Iterator[Part]:
    """The feed of each year and department of a type."""
    for type in disclosure.types:
        for group in with_feeds(disclosure, type):
            yield Part(prints.of("feed", type, *group), partial(group_feed, disclosure, first, type, group))


def _keyed(prints: Fingerprints, shown: tuple[object, ...], make: Callable[[], Iterable[File]]) -> Batch:
    return lambda: [Part(prints.of(*shown), make)]
