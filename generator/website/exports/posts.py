"""What a feed tells of a record, whichever format it is written in."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.disclose.disclosure import Disclosure, Entry
from generator.model.declared.record_type import Show, State
from generator.website.cells import cell
from generator.website.places.naming import public_since
from generator.website.words.language import Language
from generator.website.words.plain_text import one_line

NEWEST = 50
"""Records in a feed."""
LONGEST_SUMMARY = 500
"""Characters; a feed invites to the page, it does not replace it."""
PUBLISHER = "body"
"""The common field that names who published the record, where that is not the site itself."""


@dataclass(frozen=True, slots=True)
class Post:
    """A record in a feed; ``publisher`` is empty where it is the site."""

    entry: Entry
    day: date
    title: str
    summary: str
    publisher: str
    state: State | None
    fragment: str = ""
    """The place on the record's page, with its ``#``, where the post is about that alone."""


def newest_posts(disclosure: Disclosure, language: Language, entries: Sequence[Entry]) -> list[Post]:
    """The newest of entries that run oldest first, by the day they came to the public; nothing of a day to come."""
    dated = [
        (day, entry)
        for entry in reversed(entries)
        if (day := public_since(entry, disclosure.as_of)) is not None
    ]
    newest = heapq.nlargest(NEWEST, dated, key=lambda pair: pair[0])
    return [_post(entry, day, language) for day, entry in newest]


def _post(entry: Entry, day: date, language: Language) -> Post:
    return Post(
        entry=entry,
        day=day,
        title=one_line(language.bare(entry.title)),
        summary=summary(entry, day, language),
        publisher=publisher(entry),
        state=entry.state,
    )


def publisher(entry: Entry) -> str:
    """The body that published the record, as it says itself; empty if it does not."""
    return one_line(str(entry.common(PUBLISHER) or ""))


def summary(entry: Entry, day: date, language: Language) -> str:
    """The sentences under the title, or else the beginning of the first long text."""
    lede = " ".join(_shown(entry, Show.LEDE, day, language))
    text = one_line(lede or next(iter(_shown(entry, Show.LONG, day, language)), ""))
    return text if len(text) <= LONGEST_SUMMARY else text[: LONGEST_SUMMARY - 1] + "…"


def _shown(entry: Entry, show: Show, day: date, language: Language) -> Iterator[str]:
    for field in entry.type.fields:
        if field.show is show and field.name in entry.values:
            yield cell(field, entry.values[field.name], language, day).text


def merged(posts: Iterable[Post]) -> list[Post]:
    """The newest of the newest of all types, for the feed of the whole site."""
    return heapq.nlargest(NEWEST, posts, key=lambda post: post.day)
