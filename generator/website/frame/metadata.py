"""What a page says about itself to machines: :class:`HeadView` with government meta tags, OpenGraph, JSON-LD and feeds.

Everything follows from the Disclosure and the page's address; nothing tells when the page was made.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from generator.disclose.disclosure import Entry
from generator.model.declared.record_type import RecordType
from generator.model.text.languages import tag, with_country
from generator.model.text.translated import translations_of
from generator.website.exports.posts import publisher, summary
from generator.website.frame.views import HeadView
from generator.website.listing.views import ListingView
from generator.website.overview.views import FamilyView
from generator.website.places.exports import atom_address, json_feed_address
from generator.website.places.naming import public_since, uri, whole_address
from generator.website.places.viewpoint import Viewpoint, feed_home, language_prefix
from generator.website.record.views import RecordView, TablePageView
from generator.website.search.script import SCRIPT_ADDRESS, STARTER
from generator.website.search.segment_files import BOOT_ADDRESS
from generator.website.views import LinkView
from generator.website.words.plain_text import one_line

LONGEST_DESCRIPTION = 160
"""Characters of a page's description; search engines show about as many."""
ATOM, JSON_FEED = "application/atom+xml", "application/feed+json"
NOT_TO_BE_KEPT = "noindex, noarchive"
"""What search engines are told of a page that holds values which go one day."""
PREVIEW, PREVIEW_SIZE = "assets/preview.png", (1200, 630)
"""The picture that others show beside a link to the site, of the theme's own files: one for all pages, since it stays when
what a page says has gone. A file of the same name in a site's own templates takes its place."""
SOURCE = "source"
"""The common field that names where a record was taken from."""
_UNSAFE = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))
"""Signs that could end a script element, or a line of it, and how JSON writes them otherwise."""


def home_head(view: Viewpoint) -> HeadView:
    """The head of a home page: the body that publishes, and the feed of the whole site."""
    site, text = view.disclosure.site, view.language.text
    name, description = one_line(text(site.name)), one_line(text(site.tagline))
    body: dict[str, Any] = {"@type": "GovernmentOrganization", "name": name, "url": _here(view)}
    if site.contact.address:
        body["address"] = text(site.contact.address)
    if site.contact.phone:
        body["telephone"] = site.contact.phone
    website = {"@type": "WebSite", "name": name, "description": description, "inLanguage": view.language.tag}
    return _head(
        view,
        "home",
        title=name,
        description=description,
        feeds=((ATOM, name, view.link_from_root(atom_address())),),
        linked=(body, {**website, "url": _here(view)}),
    )


def listing_head(view: Viewpoint, type: RecordType, number: int | None, shown: ListingView) -> HeadView:
    """The head of one page of a type's listing, by its ``number`` (``None``: the newest)."""
    page = {
        "@type": "CollectionPage",
        "name": shown.title,
        "description": shown.description,
        "url": _here(view),
        "inLanguage": view.language.tag,
    }
    return _head(
        view,
        f"{type.name}/" + ("index" if number is None else f"page/{number}"),
        title=shown.title,
        description=shown.description,
        names=_column(view, type),
        feeds=_feeds(view, type),
        linked=(page, _crumbs(view, shown.crumbs, shown.title)),
    )


def family_head(view: Viewpoint, section: str, shown: FamilyView) -> HeadView:
    """The head of a family's page; ``section`` is its address without suffix."""
    page = {
        "@type": "CollectionPage",
        "name": shown.title,
        "url": _here(view),
        "inLanguage": view.language.tag,
    }
    return _head(
        view,
        section,
        title=shown.title,
        description="",
        linked=(page, _crumbs(view, shown.crumbs, shown.title)),
    )


def section_head(
    view: Viewpoint, title: str, description: str, crumbs: Sequence[LinkView], feed: str = ""
) -> HeadView:
    """The head of a page beside records; its address without suffix is its id."""
    page = {
        "@type": "CollectionPage",
        "name": title,
        "description": description,
        "url": _here(view),
        "inLanguage": view.language.tag,
    }
    return _head(
        view,
        view.address.removesuffix(".html"),
        title=title,
        description=description,
        feeds=((ATOM, title, feed),) if feed else (),
        linked=(page, _crumbs(view, crumbs, title)),
    )


def table_head(view: Viewpoint, entry: Entry, shown: TablePageView) -> HeadView:
    """The head of a page of a record's long table: of the record it says what may stand anywhere."""
    title = view.language.bare(entry.title)
    crumbs = (*shown.crumbs[:-1], replace(shown.crumbs[-1], title=title))
    head = section_head(view, f"{title}: {shown.table.title}", "", crumbs)
    return replace(head, robots=NOT_TO_BE_KEPT) if entry.only_in_period else head


def search_head(view: Viewpoint, title: str) -> HeadView:
    """The head of the search page: what it finds stands on pages of its own, so it is not to be indexed."""
    page = {"@type": "SearchResultsPage", "name": title, "url": _here(view), "inLanguage": view.language.tag}
    head = _head(view, view.address.removesuffix("/index.html"), title=title, description="", linked=(page,))
    ahead = ("script", view.link_from_root(STARTER)), ("fetch", view.link_from_root(BOOT_ADDRESS))
    return replace(head, robots="noindex", module=view.link_from_root(SCRIPT_ADDRESS), ahead=ahead)


def written_head(view: Viewpoint, title: str, description: str, languages: Sequence[str]) -> HeadView:
    """The head of a page that people wrote, in those of the site's ``languages`` that have it."""
    text = _shortened(description) or view.language.text(view.disclosure.site.tagline)
    page = {"@type": "WebPage", "name": title, "description": text, "url": _here(view)}
    return _head(
        view,
        view.address.removesuffix(".html"),
        title=title,
        description=text,
        linked=({**page, "inLanguage": view.language.tag}, _crumbs(view, (view.home(),), title)),
        languages=languages,
    )


def record_head(view: Viewpoint, entry: Entry, shown: RecordView) -> HeadView:
    """The head of a record's page. It is copied into previews and indexes, so it holds lasting values alone."""
    day = public_since(entry, view.today)
    description = _description(view, entry)
    return _head(
        view,
        f"{entry.type.name}/{entry.id}",
        title=view.language.bare(entry.title),
        description=description,
        twin=shown.twin,
        names=(*_column(view, entry.type), *_article(view, entry, day.isoformat() if day else "")),
        kind="article",
        published=day.isoformat() if day else "",
        feeds=_feeds(view, entry.type)[:1],
        linked=(
            _report(view, entry, description, day.isoformat() if day else ""),
            _crumbs(view, shown.crumbs, view.language.bare(entry.title)),
        ),
        robots=NOT_TO_BE_KEPT if entry.only_in_period else "",
    )


def _head(
    view: Viewpoint,
    id: str,
    *,
    title: str,
    description: str,
    linked: Sequence[Mapping[str, Any]],
    twin: str = "",
    names: tuple[tuple[str, str], ...] = (),
    kind: str = "website",
    published: str = "",
    feeds: tuple[tuple[str, str, str], ...] = (),
    robots: str = "",
    languages: Sequence[str] | None = None,
) -> HeadView:
    """The head with what every page says: its site, its canonical address and its other languages."""
    site, url = view.disclosure.site, _canonical(view)
    properties = (
        ("og:title", title),
        ("og:type", kind),
        ("og:description", description),
        ("og:url", url),
        ("og:site_name", view.language.text(site.name)),
        ("og:locale", with_country(view.language.code)),
        *_preview(view),
        ("article:published_time", published),
    )
    return HeadView(
        description=description,
        id=id,
        twin=twin,
        canonical=url,
        alternates=tuple(_alternates(view, languages)),
        robots=robots,
        feeds=feeds,
        names=_filled((*_site(view), *names)),
        properties=_filled(properties),
        linked_data=script_json({"@context": "https://schema.org", "@graph": linked}),
    )


def _preview(view: Viewpoint) -> Iterator[tuple[str, str]]:
    """Only of a site that knows its address: the picture is asked for from elsewhere."""
    site = view.disclosure.site
    if site.url:
        width, height = map(str, PREVIEW_SIZE)
        yield from (
            ("og:image", whole_address(site, PREVIEW)),
            ("og:image:alt", view.language.text(site.name)),
        )
        yield from (("og:image:width", width), ("og:image:height", height))


def _filled(tags: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, content) for name, content in tags if content)


def script_json(content: object) -> str:
    """JSON that can stand between script tags: no text in it can close them or open a comment."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for sign, written in _UNSAFE:
        text = text.replace(sign, written)
    return text


def _canonical(view: Viewpoint) -> str:
    site = view.disclosure.site
    return whole_address(site, view.site_address) if site.url else ""


def _here(view: Viewpoint) -> str:
    """The page's own address, or where the site knows none of its own: the last part, which leads from the page to itself."""
    return _canonical(view) or uri(view.address.rpartition("/")[2])


def _alternates(view: Viewpoint, languages: Sequence[str] | None) -> Iterator[tuple[str, str]]:
    site = view.disclosure.site
    codes = site.languages if languages is None else languages
    if site.url and len(codes) > 1:
        for code in codes:
            yield tag(code), whole_address(site, language_prefix(view.disclosure, code) + view.address)


def _site(view: Viewpoint) -> tuple[tuple[str, str], ...]:
    site = view.disclosure.site
    return (
        ("SiteName", view.language.text(site.name)),
        ("SiteDomain", urlsplit(site.url).hostname or ""),
        ("SiteIDCode", site.site_code),
    )


def _column(view: Viewpoint, type: RecordType) -> tuple[tuple[str, str], ...]:
    return (
        ("ColumnName", view.language.text(type.label)),
        ("ColumnDescription", view.language.text(type.description)),
    )


def _article(view: Viewpoint, entry: Entry, day: str) -> tuple[tuple[str, str], ...]:
    title = view.language.bare(entry.title)
    return (("ArticleTitle", title), ("PubDate", day), ("ContentSource", _source(view, entry)))


def _source(view: Viewpoint, entry: Entry) -> str:
    """Where the record was taken from, else who published it."""
    return (
        one_line(str(entry.common(SOURCE) or ""))
        or publisher(entry)
        or view.language.text(view.disclosure.site.name)
    )


def _feeds(view: Viewpoint, type: RecordType) -> tuple[tuple[str, str, str], ...]:
    title, home = view.language.text(type.label), feed_home(view.disclosure, type, view.language.code)
    return (
        (ATOM, title, view.link_from_root(home + atom_address(type.name))),
        (JSON_FEED, title, view.link_from_root(home + json_feed_address(type.name))),
    )


def _report(view: Viewpoint, entry: Entry, description: str, day: str) -> Mapping[str, Any]:
    """A record as schema.org's Article; its words are in the site's first language, unless its record says them in the page's."""
    site = view.disclosure.site
    is_translated = view.language.code in translations_of(entry.title)
    name = publisher(entry) or one_line(view.language.text(site.name))
    report = {
        "@type": "Article",
        "headline": view.language.bare(entry.title),
        "description": description,
        "url": _here(view),
        "inLanguage": view.language.tag if is_translated else tag(site.languages[0]),
        "articleSection": view.language.text(entry.type.label),
        "publisher": {"@type": "GovernmentOrganization", "name": name},
    }
    return {**report, "datePublished": day} if day else report


def _crumbs(view: Viewpoint, above: Sequence[LinkView], title: str) -> Mapping[str, Any]:
    """The way down to the page; the page itself comes last and needs no address."""
    base = _canonical(view)
    steps = [
        {"@type": "ListItem", "position": place, "name": link.title, "item": urljoin(base, uri(link.href))}
        for place, link in enumerate((link for link in above if link.href), 1)
    ]
    steps.append({"@type": "ListItem", "position": len(steps) + 1, "name": title})
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _description(view: Viewpoint, entry: Entry) -> str:
    return _shortened(summary(entry, view.today, view.language) or view.language.bare(entry.title))


def _shortened(description: str) -> str:
    text = " ".join(description.split())
    return text if len(text) <= LONGEST_DESCRIPTION else text[: LONGEST_DESCRIPTION - 1] + "…"
