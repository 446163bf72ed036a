"""``sitemap.xml`` (sitemaps.org) with the languages of each page, and ``robots.txt``.

Only a site that knows its ``url`` has a sitemap: the protocol asks for whole addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from urllib.parse import urlsplit

from generator.disclose.disclosure import Disclosure
from generator.model.files.addresses import OPEN_NAMES, record_address
from generator.model.text.languages import tag
from generator.website.places.exports import ROBOTS, SITEMAP, sitemap_part_address
from generator.website.places.naming import public_since, whole_address
from generator.website.places.viewpoint import language_prefix
from generator.website.words.plain_text import xml_text

MOST_ADDRESSES = 50_000
"""What the protocol allows one file."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_SPACES = f'xmlns="{_NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page that people wrote: its address from a language's home, and the languages that have it, in the site's order."""

    address: str
    languages: tuple[str, ...]


def written_pages(disclosure: Disclosure) -> tuple[WrittenPage, ...]:
    """Every page that people wrote, once, with the languages that have it."""
    found: dict[str, set[str]] = {}
    for page in disclosure.pages:
        prefix = language_prefix(disclosure, page.language)
        found.setdefault(page.address.removeprefix(prefix), set()).add(page.language)
    return tuple(
        WrittenPage(address, tuple(code for code in disclosure.site.languages if code in codes))
        for address, codes in sorted(found.items())
    )


def sitemap_files(
    disclosure: Disclosure,
    addresses: Sequence[str],
    limit: int = MOST_ADDRESSES,
) -> Iterator[tuple[str, bytes]]:
    """robots.txt, and the sitemap if there can be one: in parts, with an index, past ``limit`` addresses.

    ``addresses`` are those of the pages made from records, of one language and from its home; every language
    has the same. Of those that people wrote each has its own languages.
    """
    yield ROBOTS, _robots(disclosure)
    if not disclosure.site.url:
        return
    codes = disclosure.site.languages
    pages = (*(WrittenPage(address, codes) for address in addresses), *written_pages(disclosure))
    entries = _entries(disclosure, pages)
    total = sum(len(page.languages) for page in pages)
    if total <= limit:
        yield SITEMAP, _urlset(entries)
        return
    parts = -(-total // limit)
    for number in range(1, parts + 1):
        yield sitemap_part_address(number), _urlset(islice(entries, limit))
    yield SITEMAP, _index(disclosure, parts)


def _entries(disclosure: Disclosure, pages: Iterable[WrittenPage]) -> Iterator[str]:
    """The ``<url>`` of every page in every language that it has; each names all of them, its own included."""
    days = _days(disclosure)
    prefixes = {code: language_prefix(disclosure, code) for code in disclosure.site.languages}
    for page in pages:
        places = [
            xml_text(whole_address(disclosure.site, prefixes[code] + page.address)) for code in page.languages
        ]
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{tag(code)}" href="{place}"/>'
            for code, place in zip(page.languages, places, strict=True)
            if len(places) > 1
        )
        day = days.get(page.address)
        changed = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
        yield from (f"<url><loc>{place}</loc>{changed}{others}</url>" for place in places)


def _days(disclosure: Disclosure) -> dict[str, date]:
    """When what a page tells came to the public, by its address: records know it, lists do not."""
    return {
        record_address(entry.type.name, entry.id): day
        for entries in disclosure.entries.values()
        for entry in entries
        if (day := public_since(entry, disclosure.as_of)) is not None
    }


def _urlset(entries: Iterable[str]) -> bytes:
    lines = (f"{_HEAD}<urlset {_SPACES}>", *entries, "</urlset>")
    return ("\n".join(lines) + "\n").encode("utf-8")


def _index(disclosure: Disclosure, parts: int) -> bytes:
    places = (
        xml_text(whole_address(disclosure.site, sitemap_part_address(number)))
        for number in range(1, parts + 1)
    )
    listed = (f"<sitemap><loc>{place}</loc></sitemap>" for place in places)
    lines = (f'{_HEAD}<sitemapindex xmlns="{_NAMESPACE}">', *listed, "</sitemapindex>")
    return ("\n".join(lines) + "\n").encode("utf-8")


def _robots(disclosure: Disclosure) -> bytes:
    """Everybody may read everything, which is what the site is for; machines leave alone what names people for a time."""
    site = disclosure.site
    path = urlsplit(site.url).path.rstrip("/") if site.url else ""
    lines = ["User-agent: *", "Allow: /", f"Disallow: {path}/{OPEN_NAMES}"]
    lines += [f"Sitemap: {whole_address(site, SITEMAP)}"] if site.url else []
    return ("\n".join(lines) + "\n").encode("utf-8")
