"""A published index → the documents that it was made of: for whoever looks for them by other means, and finds the same.

Nothing that is public for a time alone stands in these files.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.model.files.addresses import record_address
from generator.model.text.hashes import DIGITS_IN_ADDRESS
from generator.website.search.documents import PARTING
from generator.website.search.folding import folded_lines
from generator.website.search.postings import inflated
from generator.website.search.segment_files import BLOCKS_A_BUNDLE, BOOT_ADDRESS, FOLDER
from generator.website.search.terms import with_beginnings


@dataclass(frozen=True, slots=True)
class PublishedDocument:
    """A record as the search knows it. ``folded`` is all that it is found by, each word of letters and digits behind a blank."""

    type: str
    id: str
    title: str
    folded: str
    day: date | None
    address: str
    """Of its page, from the site's root."""


def published_records(content_of: Callable[[str], bytes]) -> Iterator[PublishedDocument]:
    """The records of an index, in order of their first publication; ``content_of`` gives a file by its address."""
    for segment in json.loads(inflated(content_of(BOOT_ADDRESS)))["segments"]:
        if not segment["prefix"]:  # else pages that people wrote, or what is attached
            for address in _blocks(segment):
                yield from map(_document, json.loads(inflated(content_of(address))))


def _blocks(segment: dict[str, Any]) -> Iterator[str]:
    hashes, start = segment["documents"], segment["start"]
    for number in range(-(-segment["count"] // segment["block"])):
        bundle, place = divmod(number, BLOCKS_A_BUNDLE)
        hash = hashes[bundle * DIGITS_IN_ADDRESS : (bundle + 1) * DIGITS_IN_ADDRESS]
        yield f"{FOLDER}d{start}-{bundle}-{hash}/{place}.bin"


def _document(row: list[Any]) -> PublishedDocument:
    type, name, titles, text, day, _, id = [*row, *[""] * 7][:7]
    title, *translations = titles.split(PARTING)
    said = text if isinstance(text, str) else "\n".join(part for _, part in text)
    id = id or name
    whole = "\n".join((title, *translations[1::2], id, said))
    return PublishedDocument(
        type,
        id,
        title,
        with_beginnings(folded_lines(whole)),
        date.fromisoformat(day) if day else None,
        record_address(type, id),
    )
