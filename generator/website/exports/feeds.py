"""Atom (RFC 4287) and JSON Feed 1.1: of each type, and one Atom feed of the whole site.

A record's ``updated`` is the day it came to the public: the moment of a build says nothing about it.
Without a ``url`` in site.yaml the links are relative to the feed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.declared.record_type import RecordType
from generator.model.declared.section import CORRECTIONS_ADDRESS
from generator.model.declared.site import Site
from generator.model.files.addresses import listing_address, record_address, relative
from generator.website.exports.corrections import Correction, all_corrections, has_corrections
from generator.website.exports.posts import LONGEST_SUMMARY, NEWEST, Post, merged, newest_posts, publisher
from generator.website.places.exports import (
    atom_address,
    corrections_atom_address,
    corrections_json_address,
    group_feed_address,
    json_feed_address,
)
from generator.website.places.naming import lasting_id, midnight, record_urn, whole_address
from generator.website.places.viewpoint import HOME_ADDRESS, feed_home
from generator.website.words.language import Language
from generator.website.words.language import language as language_of
from generator.website.words.plain_text import one_line, xml_attribute, xml_text

JSON_FEED_VERSION = "https://jsonfeed.org/version/1.1"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Atom asks every feed when it was updated, even one without an entry."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed before it is written: ``address`` is its own, ``page`` the one that lists the same for people."""

    site: Site
    language: Language
    title: str
    description: str
    address: str
    page: str
    posts: Sequence[Post]
    home: str = ""
    """The folder of the language whose pages it leads to, from the site's root."""

    def link(self, address: str) -> str:
        """The whole address, or the way from the feed."""
        return whole_address(self.site, address) if self.site.url else relative(address, self.address)

    @property
    def publisher(self) -> str:
        return one_line(self.language.text(self.site.name))


def feed_files(disclosure: Disclosure, language: Language) -> Iterator[tuple[str, bytes]]:
    """Every feed of the site, in the site's first language; those of a type whose records say their titles in further ones, in
    these too.
    """
    site, newest = disclosure.site, list[Post]()
    name = one_line(language.text(site.name))
    for type in disclosure.types:
        posts = newest_posts(disclosure, language, disclosure.entries[type.name])
        newest += posts
        yield from _of_type(site, language, type, posts)
        for code in site.languages[1:]:
            if home := feed_home(disclosure, type, code):
                speech = language_of(code, site.languages[0], site.catalogues)
                told = newest_posts(disclosure, speech, disclosure.entries[type.name])
                yield from _of_type(site, speech, type, told, home)
    about = one_line(language.text(site.tagline))
    yield (
        atom_address(),
        atom(Feed(site, language, name, about, atom_address(), HOME_ADDRESS, merged(newest))),
    )


def _of_type(
    site: Site, language: Language, type: RecordType, posts: Sequence[Post], home: str = ""
) -> Iterator[tuple[str, bytes]]:
    title = f"{one_line(language.text(type.label))} - {one_line(language.text(site.name))}"
    about, page = one_line(language.text(type.description)), home + listing_address(type.name)
    address = home + atom_address(type.name)
    yield address, atom(Feed(site, language, title, about, address, page, posts, home))
    address = home + json_feed_address(type.name)
    yield address, json_feed(Feed(site, language, title, about, address, page, posts, home))


def atom(feed: Feed) -> bytes:
    """The feed as Atom."""
    updated = max((midnight(post.day, feed.site) for post in feed.posts), default=NEVER)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{feed.language.tag}">',
        f"<id>{xml_text(_feed_id(feed))}</id>",
        f"<title>{xml_text(feed.title)}</title>",
        *([f"<subtitle>{xml_text(feed.description)}</subtitle>"] if feed.description else []),
        f"<updated>{updated.isoformat()}</updated>",
        f"<author><name>{xml_text(feed.publisher)}</name></author>",
        *(
            [f'<link rel="self" type="application/atom+xml" href={xml_attribute(feed.link(feed.address))}/>']
            if feed.site.url
            else []
        ),
        f'<link rel="alternate" type="text/html" href={xml_attribute(feed.link(feed.page))}/>',
        *(_atom_entry(feed, post) for post in feed.posts),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _feed_id(feed: Feed) -> str:
    return feed.link(feed.address) if feed.site.url else lasting_id(feed.site, feed.address).urn


def _atom_entry(feed: Feed, post: Post) -> str:
    moment = midnight(post.day, feed.site).isoformat()
    parts = [
        f"<id>{xml_text(_post_id(feed, post))}</id>",
        f"<title>{xml_text(post.title)}</title>",
        f'<link rel="alternate" type="text/html" href={xml_attribute(_post_link(feed, post))}/>',
        f"<published>{moment}</published><updated>{moment}</updated>",
    ]
    if post.publisher:
        parts.append(f"<author><name>{xml_text(post.publisher)}</name></author>")
    if post.summary:
        parts.append(f"<summary>{xml_text(post.summary)}</summary>")
    if post.state:
        word = xml_attribute(one_line(feed.language.text(post.state.title)))
        parts.append(f"<category term={xml_attribute(post.state.id)} label={word}/>")
    return "\n".join(("<entry>", *parts, "</entry>"))


def _post_id(feed: Feed, post: Post) -> str:
    """What the post is about: a record, or by its place on the record's page a part of one."""
    if post.fragment and not feed.site.url:
        return lasting_id(feed.site, post.entry.type.name, post.entry.id, post.fragment).urn
    return record_urn(feed.site, post.entry) + post.fragment


def _post_link(feed: Feed, post: Post) -> str:
    return feed.link(feed.home + record_address(post.entry.type.name, post.entry.id)) + post.fragment


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed."""
    content: dict[str, Any] = {
        "version": JSON_FEED_VERSION,
        "title": feed.title,
        "home_page_url": feed.link(feed.page),
        "feed_url": feed.link(feed.address),
        "description": feed.description,
        "language": feed.language.tag,
        "authors": [{"name": feed.publisher}],
        "items": [_json_item(feed, post) for post in feed.posts],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _json_item(feed: Feed, post: Post) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": _post_id(feed, post),
        "url": _post_link(feed, post),
        "title": post.title,
        "content_text": post.summary or post.title,
        "date_published": midnight(post.day, feed.site).isoformat(),
    }
    if post.publisher:
        item["authors"] = [{"name": post.publisher}]
    if post.state:
        item["tags"] = [one_line(feed.language.text(post.state.title))]
    return item


def group_feed(
    disclosure: Disclosure,
    language: Language,
    type: RecordType,
    group: tuple[str, str, str, Sequence[Entry]],
) -> Iterator[tuple[str, bytes]]:
    """The Atom feed of a year or a department of a type."""
    folder, value, page, entries = group
    site, address = disclosure.site, group_feed_address(type.name, folder, value)
    said = language.translate("{title}: {value}").format(title=language.text(type.label), value=value)
    title = f"{one_line(said)} - {one_line(language.text(site.name))}"
    posts = newest_posts(disclosure, language, entries)
    yield address, atom(Feed(site, language, title, "", address, page, posts))


def correction_feeds(disclosure: Disclosure, language: Language) -> Iterator[tuple[str, bytes]]:
    """Atom and JSON Feed, where any type has corrections."""
    if not has_corrections(disclosure):
        return
    posts = [_post(item, language, disclosure) for item in islice(all_corrections(disclosure), NEWEST)]
    site, say = disclosure.site, language.translate
    title = f"{say('Corrections')} - {one_line(language.text(site.name))}"
    about = say("What was changed after it was published: what it said before, what it says now, and why.")
    address = corrections_atom_address()
    yield address, atom(Feed(site, language, title, about, address, CORRECTIONS_ADDRESS, posts))
    address = corrections_json_address()
    yield address, json_feed(Feed(site, language, title, about, address, CORRECTIONS_ADDRESS, posts))


def _post(item: Correction, language: Language, disclosure: Disclosure) -> Post:
    cells = {cell.name: cell for cell in item.cells(language, disclosure.as_of) if cell.text}
    kind = cells["kind"].text if "kind" in cells else ""
    corrected = language.translate("; ").join(
        f"{cell.label} {cell.text}" for name, cell in cells.items() if name not in ("on", "kind")
    )
    summary = one_line(corrected)
    return Post(
        entry=item.entry,
        day=item.day,
        title=one_line(f"{kind} {language.bare(item.entry.title)}".strip()),
        summary=summary if len(summary) <= LONGEST_SUMMARY else summary[: LONGEST_SUMMARY - 1] + "…",
        publisher=publisher(item.entry),
        state=None,
        fragment=f"#{item.anchor}",
    )
