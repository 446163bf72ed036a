"""Disclosure → every export but the sitemap, which has to know the pages; one by one, in the site's first language."""

from __future__ import annotations

from collections.abc import Iterator

from generator.disclose.disclosure import Disclosure
from generator.website.exports.calendars import calendar_files
from generator.website.exports.correction_feeds import correction_feeds
from generator.website.exports.downloads import download_files
from generator.website.exports.feeds import feed_files
from generator.website.language import language


def files(disclosure: Disclosure) -> Iterator[tuple[str, bytes]]:
    """Address from the site's root and content of each: feeds, calendars, twins, downloads."""
    first = language(disclosure.site.languages[0])
    yield from feed_files(disclosure, first)
    yield from correction_feeds(disclosure, first)
    yield from calendar_files(disclosure, first)
    yield from download_files(disclosure, first)
